package tag

import (
	"slices"
	"strings"
	"testing"
)

// lessons is a small treebank: form, word class, lemma and count.
var lessons = []Seen{
	{"talks", "NOUN", "talk", 4},
	{"Talks", "NOUN", "talk", 2},
	{"envoys", "NOUN", "envoy", 1},
	{"said", "VERB", "say", 40},
	{"paid", "VERB", "pay", 2},
	{"left", "VERB", "leave", 5}, // and as an adjective
	{"left", "ADJ", "left", 5},
	{"found", "VERB", "find", 9},
	{"found", "VERB", "found", 1}, // one in ten is too many
	{"’s", "PART", "'s", 8},
	{"’s", "AUX", "be", 6},
	{"'s", "AUX", "have", 3},
	{"Bush", "PROPN", "Bush", 7},
	{"bush", "PROPN", "Bush", 1},
	{"united", "VERB", "unite", 1},
	{"United", "VERB", "Unite", 9},
	{"American", "ADJ", "American", 30},
	{"typo", "NOUN", "tyop", 1},
}

func TestLearn(t *testing.T) {
	v := Learn(lessons)
	if got, want := v.Labels(), []string{"=be", "=find", "=have", "keep", "keep -1", "lower", "lower -1", "lower -2 +ave", "lower -2 +y"}; !slices.Equal(got, want) {
		t.Errorf("rules %q, not %q", got, want)
	}
	for _, tt := range []struct{ form, upos, want string }{
		{"talks", "NOUN", "talk"},
		{"TALKS", "NOUN", "talk"},
		{"said", "VERB", "say"},
		{"Said", "VERB", "say"},
		{"said", "ADJ", ""},
		{"paid", "VERB", ""},
		{"left", "VERB", "leave"},
		{"left", "ADJ", "left"},
		{"found", "VERB", ""},
		{"'s", "PART", "'s"},
		{"’s", "PART", "'s"},
		{"’s", "AUX", ""},
		{"Bush", "PROPN", "Bush"},
		{"bush", "PROPN", ""},
		{"United", "VERB", "Unite"},
		{"united", "VERB", ""},
		{"American", "ADJ", "American"},
		{"envoys", "NOUN", ""},
	} {
		if got, ok := v.Exception(tt.form, tt.upos); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s %s: %q, not %q", tt.form, tt.upos, got, tt.want)
		}
	}
}

// The order and the grouping of what is seen do not matter, and a vocabulary
// reads back as it was written.
func TestLearnIsStable(t *testing.T) {
	v := Learn(lessons)
	turned := slices.Clone(lessons)
	slices.Reverse(turned)
	var single []Seen
	for _, s := range turned {
		for range s.Count {
			single = append(single, Seen{s.Form, s.UPOS, s.Lemma, 1})
		}
	}
	w := Learn(single)
	if !slices.Equal(v.Labels(), w.Labels()) || v.Exceptions() != w.Exceptions() {
		t.Errorf("%q\n%s\n%q\n%s", v.Labels(), v.Exceptions(), w.Labels(), w.Exceptions())
	}
	again, err := ParseVocabulary(v.Labels(), v.Exceptions())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(v.Labels(), again.Labels()) || v.Exceptions() != again.Exceptions() {
		t.Errorf("read back as %q\n%s", again.Labels(), again.Exceptions())
	}
	if lines := strings.Split(strings.TrimSuffix(v.Exceptions(), "\n"), "\n"); !slices.IsSorted(lines) {
		t.Errorf("not sorted: %q", lines)
	}
}

func TestParseVocabularyRefuses(t *testing.T) {
	for _, tt := range []struct {
		label, exceptions, want string
	}{
		{"lower -1", "said\tVERB\n", "no exception"},
		{"lower -1", "said\t\tsay\n", "no exception"},
		{"lower one", "", "no lemma rule"},
	} {
		if _, err := ParseVocabulary([]string{tt.label}, tt.exceptions); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q %q: %v", tt.label, tt.exceptions, err)
		}
	}
}

// scores gives the named rules of v their places, the first the highest.
func scores(v *Vocabulary, rules ...string) []float32 {
	list := make([]float32, len(v.Rules))
	for i, label := range v.Labels() {
		if k := slices.Index(rules, label); k >= 0 {
			list[i] = float32(len(rules) - k)
		}
	}
	return list
}

func TestLemmaOfScores(t *testing.T) {
	v := Learn(lessons)
	for _, tt := range []struct {
		form, upos, xpos string
		rules            []string
		want             string
	}{
		{"envoys", "NOUN", "NNS", []string{"lower -1"}, "envoy"},
		{"said", "VERB", "VBD", []string{"lower"}, "say"}, // an exception is not asked
		{"’s", "AUX", "VBZ", []string{"=have", "=be"}, "have"},
		{"’s", "AUX", "VBZ", []string{"=be"}, "be"},
		{"underwent", "VERB", "VBD", []string{"lower -1"}, "undergo"},
		{"found", "VERB", "VBP", []string{"lower"}, "found"},
		{"Ankara", "PROPN", "NNP", []string{"keep"}, "Ankara"},
		{"Ankara", "PROPN", "NNP", []string{"lower", "keep"}, "Ankara"}, // a name keeps its capital
		{"witnesses", "NOUN", "NNS", []string{"lower", "lower -1"}, "witnesses"},
		{"parties", "NOUN", "NNS", []string{"lower -1", "lower -2 +y", "lower -3 +ave", "=be", "keep"}, "partie"}, // no rule makes a known word
		{"payed", "VERB", "VBD", []string{"lower -1", "lower -2 +y", "keep -1"}, "paye"},
		{"Talks", "NOUN", "NNP", []string{"keep -1"}, "Talk"}, // "the Geneva Talks"
		{"Talks", "NOUN", "NNS", []string{"lower -1"}, "talk"},
		{"12,000", "NUM", "CD", []string{"lower"}, "12000"},
		{"1990s", "NOUN", "NNS", []string{"lower -1", "lower"}, "1990s"},
		{"pipeline.example.orgs", "NOUN", "NNS", []string{"lower -1", "lower -2 +y", "lower"}, "pipeline.example.orgs"},
		{"U.S.", "PROPN", "NNP", []string{"keep -1", "keep"}, "U.S."},
		{"eins,", "NUM", "CD", []string{"lower"}, "eins,"},
		{"Id", "X", "FW", []string{"lower -2 +y", "keep"}, "Id"}, // too short to be cut by two
	} {
		if got := v.Lemma(tt.form, tt.upos, tt.xpos, scores(v, tt.rules...)); got != tt.want {
			t.Errorf("%s %s: %q, not %q", tt.form, tt.xpos, got, tt.want)
		}
	}
}

// A word that is known wins against one that is not, if their scores are near.
func TestKnownWordsWin(t *testing.T) {
	v, err := ParseVocabulary([]string{"lower", "lower -1", "lower -2 +y", "lower -2 +is", "lower -2"}, "ship\tNOUN\tship\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"envoy", "agency", "thesis", "oy"} {
		v.Know(word)
	}
	for _, tt := range []struct {
		form   string
		scores []float32
		want   string
	}{
		{"envoys", []float32{5, 4, 0, 0, 0}, "envoy"},
		{"envoys", []float32{9, 1, 0, 0, 0}, "envoys"},    // too far off
		{"agencies", []float32{0, 5, 4, 0, 0}, "agencie"}, // no rule makes "agency"
		{"theses", []float32{1, 5, 0, 4, 0}, "thesis"},
		{"theses", []float32{1, 5, 0, 2, 0}, "these"}, // too far off for what is not regular
		{"envoyes", []float32{0, 5, 0, 0, 1}, "envoy"},
		{"Ships", []float32{1, 0, 0, 0, 0}, "ship"},
		{"oys", []float32{1, 0, 0, 0, 0}, "oys"}, // too short to be evidence
	} {
		if got := v.Lemma(tt.form, "NOUN", "NN", tt.scores); got != tt.want {
			t.Errorf("%s: %q, not %q", tt.form, got, tt.want)
		}
	}
	if got := v.Lemma("Envoys", "PROPN", "NNP", []float32{5, 4, 0, 0, 0}); got != "envoys" {
		t.Errorf("a name is no word of the list: %q", got)
	}
}

// Any form, tags and scores give a lemma, and the same one each time.
func FuzzLemma(f *testing.F) {
	f.Add("envoys", "NOUN", "NNS", []byte{1, 2, 3})
	f.Add("’", "PUNCT", "''", []byte{0})
	f.Add(",", "PUNCT", ",", []byte{9, 9, 9, 9, 9, 9, 9, 9, 9, 200})
	f.Add("İİ", "PROPN", "NNPS", []byte{0, 0, 0, 255})
	labels := append(Learn(lessons).Labels(), "figure", "title -1", "upper ^-1", "lower ^+un -2 +y")
	v, err := ParseVocabulary(labels, Learn(lessons).Exceptions())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, form, upos, xpos string, data []byte) {
		form = strings.ToValidUTF8(form, "")
		if form == "" || len(data) == 0 {
			return
		}
		scores := make([]float32, len(v.Rules))
		for i := range scores {
			scores[i] = float32(data[i%len(data)])
		}
		lemma := v.Lemma(form, upos, xpos, scores)
		if lemma == "" {
			t.Errorf("no lemma of %q", form)
		}
		if again := v.Lemma(form, upos, xpos, scores); again != lemma {
			t.Errorf("%q: %q, then %q", form, lemma, again)
		}
	})
}
