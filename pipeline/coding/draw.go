package coding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// Options say what to draw. Rows must be positive.
type Options struct {
	Rows     int
	Kinds    []Kind   // none: both
	By       []string // what makes the strata, of Fields; none: each kind is one
	Seed     uint64
	NoCopies bool // leave out articles that are copies of another
}

// A Sample is what was drawn.
type Sample struct {
	Rows   []Row
	Strata []Stratum
}

// Draw draws rows of a snapshot: as many of each kind, and of each stratum of a
// kind, where there are enough. Rows of a kind stand in the order of chance, so
// that those coded by the one who stops early are a fair part.
func Draw(s *snapshot.Snapshot, opt Options) (*Sample, error) {
	if len(opt.Kinds) == 0 {
		opt.Kinds = []Kind{Claim, Stance}
	}
	pools, err := fill(s, opt)
	if err != nil {
		return nil, err
	}
	sizes := make([]int, len(pools))
	for i, p := range pools {
		sizes[i] = p.units
	}
	sample := new(Sample)
	places := make(map[string]place)
	for i, n := range shares(opt.Rows, sizes) {
		if n == 0 {
			continue
		}
		strata, drawn := pools[i].draw(n)
		for k, list := range drawn {
			for _, t := range list {
				places[t.id] = place{strata[k], t.turn}
			}
		}
		sample.Strata = append(sample.Strata, strata...)
	}
	if sample.Rows, err = rows(s, places); err != nil {
		return nil, err
	}
	from := fmt.Sprintf("snapshot %.16s, seed %d", s.Manifest.ID, opt.Seed)
	for i := range sample.Rows {
		sample.Rows[i].DrawnFrom = from
	}
	return sample, nil
}

// fill reads the snapshot and puts every unit into the pool of its kind.
func fill(s *snapshot.Snapshot, opt Options) ([]*pool, error) {
	var pools []*pool
	for _, k := range opt.Kinds {
		pools = append(pools, &pool{kind: k, room: opt.Rows, strata: make(map[string]*hopper)})
	}
	known := make([]bool, len(opt.By))
	units := 0
	for d, err := range snapshot.Dossiers(s) {
		if err != nil {
			return nil, err
		}
		if opt.NoCopies && d.DuplicateOf != "" {
			continue
		}
		facts, err := factsOf(d, opt.By)
		if err != nil {
			return nil, err
		}
		for _, p := range pools {
			for _, u := range unitsOf(d, p.kind) {
				units++
				values := make([]string, len(opt.By))
				for i, field := range opt.By {
					value := facts.field(field, u)
					known[i] = known[i] || value != ""
					values[i] = cmp.Or(value, none)
				}
				p.add(strings.Join(values, ", "), newTicket(opt.Seed, p.kind, u.id))
			}
		}
	}
	if units == 0 {
		return nil, fmt.Errorf("there is nothing to draw: %s holds no %s", s.Dir, strings.Join(names(opt.Kinds), "s and no ")+"s")
	}
	if i := slices.Index(known, false); i >= 0 {
		return nil, fmt.Errorf("%s is known of nothing in %s", opt.By[i], s.Dir)
	}
	return pools, nil
}

func names(list []Kind) []string {
	var words []string
	for _, k := range list {
		words = append(words, k.String())
	}
	return words
}
