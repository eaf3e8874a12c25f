package encode

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// sentences makes sentences of so many tokens each, beginning with token first.
func sentences(first int, lengths ...int) []models.Sentence {
	var sents []models.Sentence
	for _, n := range lengths {
		sents = append(sents, models.Sentence{First: first, Last: first + n})
		first += n
	}
	return sents
}

func TestWindows(t *testing.T) {
	ones := slices.Repeat([]int32{1}, 40)
	for _, tt := range []struct {
		name    string
		lengths []int
		pieces  []int32
		want    []Window
	}{
		{"nothing", nil, nil, nil},
		{"one sentence", []int{3}, ones, []Window{{0, 3, 0, 3}}},
		{"all that fit", []int{3, 5, 2}, ones, []Window{{0, 10, 0, 10}}},
		{"one that does not", []int{3, 5, 3, 7, 1}, ones, []Window{{0, 8, 0, 8}, {8, 18, 8, 18}, {18, 19, 18, 19}}},
		{"pieces count, not tokens", []int{2, 2}, []int32{1, 5, 4, 1}, []Window{{0, 2, 0, 2}, {2, 4, 2, 4}}},
		{"a sentence that is too long stands alone", []int{1, 11, 1}, ones,
			[]Window{{0, 1, 0, 1}, {1, 11, 1, 9}, {7, 12, 9, 12}, {12, 13, 12, 13}}},
		{"twice cut", []int{20}, ones, []Window{{0, 10, 0, 8}, {6, 16, 8, 14}, {12, 20, 14, 20}}},
		{"overlap at token borders", []int{7}, []int32{3, 3, 3, 3, 3, 3, 3},
			[]Window{{0, 3, 0, 3}, {2, 5, 3, 5}, {4, 7, 5, 7}}},
		{"a token that fills a window", []int{3}, []int32{1, 99, 1},
			[]Window{{0, 1, 0, 1}, {1, 2, 1, 2}, {2, 3, 2, 3}}},
		{"the next token needs the room of the overlap", []int{13},
			[]int32{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 8, 1, 1},
			[]Window{{0, 10, 0, 9}, {8, 11, 9, 11}, {11, 13, 11, 13}}},
	} {
		got := Windows(nil, sentences(0, tt.lengths...), tt.pieces, 12, 4)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// checkWindows holds the laws of any windows over sents.
func checkWindows(t *testing.T, sents []models.Sentence, pieces []int32, size, overlap int) {
	t.Helper()
	room := size - 2
	wins := Windows(nil, sents, pieces, size, overlap)
	if again := Windows(nil, sents, pieces, size, overlap); !slices.Equal(wins, again) {
		t.Fatal("the same sentences gave other windows")
	}
	if len(sents) == 0 {
		return
	}
	base := sents[0].First
	at, read := base, 0
	starts := map[int]bool{}
	for _, w := range wins {
		if w.Begin != at || w.End <= w.Begin || w.First > w.Begin || w.Last < w.End {
			t.Fatalf("%+v does not own on from token %d", w, at)
		}
		at = w.End
		held := 0
		for _, n := range pieces[w.First-base : w.Last-base] {
			held += min(int(n), room)
		}
		if held > room {
			t.Fatalf("%+v holds %d pieces, more than %d", w, held, room)
		}
		read += held
		starts[w.First] = true
	}
	if at != sents[len(sents)-1].Last {
		t.Fatalf("owned up to token %d", at)
	}
	total := 0
	for i, sent := range sents {
		need := 0
		for _, n := range pieces[sent.First-base : sent.Last-base] {
			need += min(int(n), room)
		}
		total += need
		inside := 0 // windows that read of the sentence
		for _, w := range wins {
			if w.First < sent.Last && sent.First < w.Last {
				inside++
				if need > room && (w.First < sent.First || w.Last > sent.Last) {
					t.Fatalf("sentence %d has no room, but shares %+v", i, w)
				}
				if need <= room && (w.First > sent.First || w.Last < sent.Last) {
					t.Fatalf("sentence %d is cut by %+v", i, w)
				}
			}
		}
		if need <= room && inside != 1 {
			t.Fatalf("sentence %d stands in %d windows", i, inside)
		}
		if starts[sent.First] {
			var want []Window
			for _, w := range wins {
				if w.First >= sent.First {
					want = append(want, w)
				}
			}
			if got := Windows(nil, sents[i:], pieces[sent.First-base:], size, overlap); !slices.Equal(got, want) {
				t.Fatalf("a run from sentence %d: %v, want %v", i, got, want)
			}
		}
	}
	if most := 3*total + overlap*len(wins); read > most {
		t.Fatalf("%d pieces are read, %d in all", read, total)
	}
}

func TestWindowLaws(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		size := 3 + random.IntN(30)
		overlap := random.IntN(size - 2)
		var lengths []int
		for range random.IntN(9) {
			lengths = append(lengths, 1+random.IntN(1+random.IntN(40)))
		}
		sents := sentences(random.IntN(3), lengths...)
		var pieces []int32
		large := 1 + random.IntN(2*size)
		for range 9 * 41 {
			pieces = append(pieces, int32(1+random.IntN(1+random.IntN(large))))
		}
		checkWindows(t, sents, pieces, size, overlap)
	}
}

func FuzzWindows(f *testing.F) {
	f.Add([]byte{1, 2, 3, 200, 4, 0, 5, 5, 90}, uint8(12), uint8(4))
	f.Add([]byte{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 8, 1, 1}, uint8(12), uint8(4))
	f.Fuzz(func(t *testing.T, data []byte, size, overlap uint8) {
		size = max(size, 3)
		overlap %= size - 2
		var sents []models.Sentence
		var pieces []int32
		first := 0
		for i, b := range data {
			pieces = append(pieces, 1+int32(b>>2))
			if b&3 == 0 || i == len(data)-1 {
				sents = append(sents, models.Sentence{First: first, Last: i + 1})
				first = i + 1
			}
		}
		checkWindows(t, sents, pieces, int(size), int(overlap))
	})
}
