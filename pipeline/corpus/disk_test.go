package corpus

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// crowd is articles about people and organizations of few names, so that many
// are spelled in two ways, bear a name with others or are known by it alone.
func crowd(seed uint64) []*models.Document {
	rnd := rand.New(rand.NewPCG(seed, 3))
	pick := func(list ...string) string { return list[rnd.IntN(len(list))] }
	var docs []*models.Document
	for range 5 + rnd.IntN(30) {
		var actors []models.Actor
		var forms [][]string
		for range 1 + rnd.IntN(4) {
			typ, prefix := models.Person, "person:"
			first := pick("", "", "Ada ", "Mark ", "Ilse ", "Jo ")
			last := pick("Halden", "Orlov", "Tuliev", "Tuliyev", "Brandt", "Maro", "HWU")
			if rnd.IntN(3) == 0 {
				typ, prefix = models.Organization, "organization:"
			}
			name := first + last
			id := models.ActorID(prefix + strings.ReplaceAll(strings.ToLower(name), " ", "-"))
			if slices.ContainsFunc(actors, func(a models.Actor) bool { return a.ID == id }) {
				continue
			}
			actors = append(actors, models.Actor{ID: id, Name: name, Type: typ, Country: pick("", "", "", "DNK", "NOR")})
			forms = append(forms, []string{name, pick("Halden", "HWU", last, "the minister")}[:1+rnd.IntN(2)])
		}
		docs = append(docs, articleOf(actors, forms...))
	}
	return docs
}

// What is on the disk and what is in memory makes no difference.
func TestChunks(t *testing.T) {
	folded := 0
	for seed := range uint64(60) {
		var want []models.CorpusActor
		var wantFolds map[models.ActorID]models.ActorID
		for i, chunk := range []int{100_000, 1, 7} {
			a := counted(t, chunk, crowd(seed)...)
			folds, err := a.Fold(plainKey)
			if err != nil {
				t.Fatal(err)
			}
			got := rows(t, a)
			if i == 0 {
				want, wantFolds = got, folds
				folded += len(folds)
			}
			if diff := cmp.Diff(want, got) + cmp.Diff(wantFolds, folds); diff != "" {
				t.Fatalf("seed %d, chunk %d (-want +got):\n%s", seed, chunk, diff)
			}
			if !slices.IsSortedFunc(got, func(x, y models.CorpusActor) int { return strings.Compare(string(x.ID), string(y.ID)) }) {
				t.Errorf("seed %d: not in the order of ids", seed)
			}
		}
	}
	if folded < 60 {
		t.Errorf("only %d were folded: too few to prove anything", folded)
	}
}

// A disk that takes nothing is told, and nothing hangs.
func TestNoDisk(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(dir, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	a := newActors(dir, 1)
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		err = a.Add(sighting(models.Actor{ID: models.ActorID(fmt.Sprint("person:", i)), Name: "Ada", Type: models.Person}, "Ada"))
	}
	if err == nil {
		t.Error("a thousand articles were counted without a disk")
	}
	if err := a.Add(sighting(models.Actor{ID: "person:ada"}, "Ada")); err == nil {
		t.Error("another one was, too")
	}
	if _, err := a.Fold(plainKey); err == nil {
		t.Error("what was not counted was folded")
	}
	for _, err := range a.All() {
		if err == nil {
			t.Error("what was not counted was read")
		}
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}

// What comes out of order is an error, and stays one.
func TestOutOfOrder(t *testing.T) {
	for name, end := range map[string]func(*Actors) error{
		"all":   func(a *Actors) error { rows(t, a); return nil },
		"fold":  func(a *Actors) error { _, err := a.Fold(plainKey); return err },
		"close": (*Actors).Close,
	} {
		a := newActors(t.TempDir(), 1)
		docs := crowd(2)
		if err := errors.Join(a.Add(docs[0]), a.Add(docs[1]), end(a)); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := a.Add(docs[2]); err == nil {
				t.Errorf("an article was added after %s", name)
			}
			if _, err := a.Fold(plainKey); err == nil {
				t.Errorf("folded in spite of an error after %s", name)
			}
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Nothing is left of a count that was given up at any point.
func TestNothingIsLeft(t *testing.T) {
	for _, chunk := range chunks {
		for stage := range 4 {
			dir := t.TempDir()
			a := newActors(dir, chunk)
			for _, doc := range crowd(1)[:5*min(stage, 1)] {
				if err := a.Add(doc); err != nil {
					t.Fatal(err)
				}
			}
			if stage > 1 {
				if _, err := a.Fold(plainKey); err != nil {
					t.Fatal(err)
				}
			}
			if stage > 2 {
				for range a.All() {
					break
				}
			}
			if err := errors.Join(a.Close(), a.Close()); err != nil {
				t.Error(err)
			}
			if left, err := os.ReadDir(dir); len(left) > 0 || err != nil {
				t.Errorf("stage %d: left %v, %v", stage, left, err)
			}
		}
	}
}

// Broken bytes are an error, or some record.
func FuzzRecord(f *testing.F) {
	good, err := record{"person:ada", 7, []byte("body")}.bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte{0x80})
	f.Add([]byte{1, 200, 1, 'x'})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := recordOf(b)
		if err != nil {
			return
		}
		again, err := r.bytes()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := recordOf(again); err != nil || r.compare(back) != 0 || !slices.Equal(r.body, back.body) {
			t.Errorf("%v is %v after writing, %v", r, back, err)
		}
	})
}
