package claim

import (
	"fmt"
	"strings"
	"sync"

	"github.com/sayso-nlp/sayso/data"
	"github.com/sayso-nlp/sayso/models"
)

// A turn is what a cue does with a cue that it governs.
type turn uint8

const (
	settle   turn = iota // nothing: it says itself what is done
	carry                // made [a claim], began [to argue]
	withhold             // refused [to say]: it is not done
)

var turns = map[string]turn{"-": settle, "carry": carry, "withhold": withhold}

// rest is the frame of a sense that holds for any frame without one of its own.
const rest frame = "*"

// A sense is what a cue does, in each frame.
type sense struct {
	lemma string
	turn  turn
	kinds map[frame]models.ClaimType
}

// kind is the type of the sense in the first of the frames that it knows.
func (s *sense) kind(frames ...frame) models.ClaimType {
	for _, f := range frames {
		if t, ok := s.kinds[f]; ok {
			return t
		}
	}
	return s.kinds[rest]
}

// A part is the part of speech of a sense, as the list writes it.
type part string

// MayTell reports whether a token is a verb, noun or adjective that the list of
// frames knows as a cue.
func MayTell(tok models.Token) bool {
	known := sensesOf().known
	lemma := lower(tok.Lemma)
	switch tok.UPOS {
	case "VERB":
		return known[active][lemma] != nil
	case "NOUN":
		return known[nominal][lemma] != nil
	case "ADJ":
		return known[quality][lemma] != nil
	}
	return false
}

// The parts of speech of senses.
const (
	active   part = "verb"    // said
	passive  part = "passive" // is alleged
	nominal  part = "noun"    // the claim
	quality  part = "adj"     // confident
	elsewise part = "other"   // according to, against, a colon
)

// senses finds what words do.
type senses struct {
	known  map[part]map[string]*sense
	longer map[part]map[string]bool    // the first words of senses of several
	stems  map[string]models.ClaimType // of families of words: denounce, denunciation
	acts   map[string]models.ClaimType // of acts whose event has a type
}

var sensesOf = sync.OnceValue(func() *senses {
	s, err := newSenses(data.Rows("cue-frame"), data.Rows("stance-act"))
	if err != nil {
		panic(err)
	}
	return s
})

// newSenses reads the rows of a list of frames and of a list of acts.
func newSenses(frames, acts [][]string) (*senses, error) {
	s := &senses{known: map[part]map[string]*sense{}, longer: map[part]map[string]bool{}, stems: map[string]models.ClaimType{}, acts: map[string]models.ClaimType{}}
	for _, row := range frames {
		if len(row) != 6 {
			return nil, fmt.Errorf("claim: a frame has %d columns, not 6", len(row))
		}
		lemma, pos := row[0], part(row[1])
		kind, ok := models.ParseClaimType(row[3])
		turn, known := turns[row[4]]
		if !ok || !known {
			return nil, fmt.Errorf("claim: frame of %s: no type %q or no turn %q", lemma, row[3], row[4])
		}
		if s.known[pos] == nil {
			s.known[pos], s.longer[pos] = map[string]*sense{}, map[string]bool{}
		}
		e := s.known[pos][lemma]
		if e == nil {
			e = &sense{lemma: lemma, kinds: map[frame]models.ClaimType{}}
			s.known[pos][lemma] = e
		}
		e.kinds[frame(row[2])] = kind
		if frame(row[2]) == rest {
			e.turn = turn
		}
		first, _, several := strings.Cut(lemma, " ")
		if several {
			s.longer[pos][first] = true
		} else if old, twice := s.stems[stem(lemma)]; frame(row[2]) == rest && turn == settle && pos != elsewise && (!twice || old == models.Statement || pos == active) {
			s.stems[stem(lemma)] = kind
		}
	}
	for _, row := range acts {
		if kind, ok := events[row[len(row)-1]]; ok {
			s.acts[row[0]] = kind
		}
	}
	return s, nil
}

// events gives the type of a claim that is an act of one of PLOVER's categories.
var events = map[string]models.ClaimType{
	"ACCUSE": models.Accusation, "PROTEST": models.Accusation, "SUPPORT": models.Support, "REQUEST": models.Demand,
	"REJECT": models.Denial, "THREATEN": models.Warning, "AGREE": models.Pledge,
}

// endings are cut from words to find their family, the longest first.
var endings = strings.Fields("iation ication atory itory ations ation ition ement ments ment ances ance ences ence ively ive iness ness ful ory ary ious ous able ible ings ing ers ors ion ial al ed er or ly es y e s")

// stem is what words of one family begin with: "condemn" of condemnation.
func stem(lemma string) string {
	for range 2 {
		for _, end := range endings {
			if cut := strings.TrimSuffix(lemma, end); cut != lemma && len(cut) >= 4 {
				lemma = cut
				break
			}
		}
	}
	return lemma
}

// kin is the type of the nearest words that the lists know: one of its family,
// or an act of its name.
func (s *senses) kin(lemma string) (models.ClaimType, bool) {
	if t, ok := s.stems[stem(lemma)]; ok {
		return t, true
	}
	t, ok := s.acts[lemma]
	return t, ok
}

// guess is the type of a cue that no list knows, by what follows it.
func guess(f frame) models.ClaimType {
	switch f {
	case toDo:
		return models.Intention // itches to leave
	case "obj to", "on to":
		return models.Demand // nudged him to leave
	case "obj of", "against", "at", "obj over":
		return models.Accusation // railed against the tax
	}
	return models.Statement
}
