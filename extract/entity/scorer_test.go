package entity

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// A section is what a weights file may hold for names: a score for each pair of
// the vectors' numbers and labels, from −63 to 63.
type section struct {
	labels      []string
	scores      [][]int8 // by number of the vector and label
	transitions []float32
}

// file writes the section as a weights file.
func (s section) file(t testing.TB) []byte {
	t.Helper()
	var data []byte
	var tensors []map[string]any
	add := func(name, kind string, shape []int, raw []byte) {
		for len(data)%64 != 0 {
			data = append(data, 0)
		}
		tensors = append(tensors, map[string]any{"name": name, "type": kind, "shape": shape, "offset": len(data), "bytes": len(raw)})
		data = append(data, raw...)
	}
	floats := func(list ...float32) []byte {
		var raw []byte
		for _, x := range list {
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
		}
		return raw
	}
	k, n := len(s.scores), len(s.labels)
	groups, panels := (k+3)/4, (n+47)/48
	packed := make([]byte, panels*48*groups*4)
	for i, row := range s.scores {
		for c, w := range row {
			packed[((c/48*groups+i/4)*48+c%48)*4+i%4] = byte(w)
		}
	}
	add("entity/names", "i7", []int{k, n}, packed)
	add("entity/names.scale", "f32", []int{n}, floats(slices.Repeat([]float32{1}, n)...))
	add("entity/names.bias", "f32", []int{n}, floats(make([]float32, n)...))
	if s.transitions != nil {
		add("entity/names.transitions", "f32", []int{n, n}, floats(s.transitions...))
	}
	header, err := json.Marshal(map[string]any{
		"kind": "encoder and scorers", "name": "test", "feature_version": 1,
		"encoder": map[string]int{"width": k}, "labels": map[string][]string{"names": s.labels}, "tensors": tensors,
	})
	if err != nil {
		t.Fatal(err)
	}
	for (48+len(header))%64 != 0 {
		header = append(header, ' ')
	}
	body := append(header, data...)
	sum := sha256.Sum256(body)
	file := append([]byte("SAYSOWTS"), 1, 0, 0, 0)
	file = binary.LittleEndian.AppendUint32(file, uint32(len(header)))
	return append(append(file, sum[:]...), body...)
}

func (s section) open(t testing.TB) (*Scorer, error) {
	t.Helper()
	w, err := tensor.Open(s.file(t))
	if err != nil {
		t.Fatal(err)
	}
	return New(w)
}

// taught makes a scorer that gives token i, whose vector is 1 at i, the labels
// as far as they are legal, and the text with its tokens.
func taught(t testing.TB, words string, labels ...string) (*Scorer, string, []models.Token, *tensor.Rows) {
	t.Helper()
	all := []string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"}
	s := section{labels: all}
	var toks []models.Token
	at := 0
	for i, word := range strings.Fields(words) {
		toks = append(toks, models.Token{Span: models.Span{Start: at, End: at + len(word)}, Head: models.None})
		at += len(word) + 1
		row := make([]int8, len(all))
		row[slices.Index(all, labels[i])] = 40
		s.scores = append(s.scores, row)
	}
	scorer, err := s.open(t)
	if err != nil {
		t.Fatal(err)
	}
	n := len(toks)
	x := make([]float32, n*n)
	for i := range n {
		x[i*n+i] = 1
	}
	var rows tensor.Rows
	rows.Quantize(x, n, n)
	return scorer, words, toks, &rows
}

func namesOf(toks []models.Token) []string {
	var names []string
	for _, tok := range toks {
		names = append(names, tok.Name)
	}
	return names
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		words        string
		labels, want string
	}{
		{"Anna Berg left Oslo .", "B-PER I-PER O B-LOC O", "B-PER I-PER O B-LOC O"},
		{"Anna Berg left Oslo .", "B-PER I-PER O B-LOC I-LOC", "B-PER I-PER O B-LOC O"}, // no mark at its end
		{"“ Anna Berg ” left", "B-PER I-PER I-PER I-PER O", "O B-PER I-PER O O"},        // nor about it
		{"— , left", "B-PER I-PER O", "O O O"},                                          // nor alone
		{"Yahoo ! paid", "B-ORG I-ORG O", "B-ORG I-ORG O"},                              // but this one
		{"Anna Berg Oslo", "B-PER B-PER B-LOC", "B-PER I-PER B-LOC"},                    // side by side
		{"St. Hilda ’s College", "B-ORG I-ORG I-ORG I-ORG", "B-ORG I-ORG I-ORG I-ORG"},  // inside
	} {
		s, text, toks, rows := taught(t, tt.words, strings.Fields(tt.labels)...)
		var buf Scratch
		s.Names(text, []models.Sentence{{Last: len(toks)}}, toks, rows, &buf)
		if diff := cmp.Diff(strings.Fields(tt.want), namesOf(toks)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.words, diff)
		}
	}
}

// A name ends where its sentence does, and what one sentence says is nothing to
// the next.
func TestNamesBySentence(t *testing.T) {
	s, text, toks, rows := taught(t, "Anna Berg Berg left", "B-PER", "I-PER", "I-PER", "O")
	var buf Scratch
	sents := []models.Sentence{{First: 0, Last: 2}, {First: 2, Last: 4}}
	s.Names(text, sents, toks, rows, &buf)
	if got := namesOf(toks)[2]; got == "I-PER" {
		t.Error("a sentence begins inside of a name")
	}
	if n := testing.AllocsPerRun(5, func() { s.Names(text, sents, toks, rows, &buf) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestTransitions(t *testing.T) {
	labels := []string{"O", "B-ORG", "I-ORG"}
	flat := section{labels: labels, scores: [][]int8{{10, 20, 0}}}
	bent := flat
	bent.transitions = []float32{0, -500, 0, 0, 0, 0, 0, 0, 0}
	for want, s := range map[string]section{"B-ORG B-ORG": flat, "B-ORG O": bent} {
		if s.transitions != nil { // after B-ORG, too
			s.transitions[1*3+1], s.transitions[1*3+2] = -500, -500
		}
		scorer, err := s.open(t)
		if err != nil {
			t.Fatal(err)
		}
		var rows tensor.Rows
		rows.Quantize([]float32{1, 1}, 2, 1)
		toks := []models.Token{{Span: models.Span{End: 1}}, {Span: models.Span{Start: 2, End: 3}}}
		var buf Scratch
		scorer.Names("Q Z", []models.Sentence{{Last: 2}}, toks, &rows, &buf)
		if got := strings.Join(namesOf(toks), " "); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	for name, s := range map[string]section{
		"no label O":  {labels: []string{"B-PER", "I-PER"}, scores: [][]int8{{0, 0}}},
		"an I- alone": {labels: []string{"O", "I-PER"}, scores: [][]int8{{0, 0}}},
	} {
		if _, err := s.open(t); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	// The tensor of transitions is of another size.
	s := section{labels: []string{"O", "B-PER", "I-PER"}, scores: [][]int8{{0, 0, 0}}, transitions: make([]float32, 9)}
	file := strings.Replace(string(s.file(t)), `"shape":[3,3]`, `"shape":[9,1]`, 1)
	sum := sha256.Sum256([]byte(file[48:]))
	w, err := tensor.Open([]byte(file[:16] + string(sum[:]) + file[48:]))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(w); err == nil || !strings.Contains(err.Error(), "transitions") {
		t.Errorf("transitions of 9×1: %v", err)
	}
}
