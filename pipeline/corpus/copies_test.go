package corpus

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// story makes a document whose whole text is its body.
func story(uri, text string) *models.Document {
	return &models.Document{
		Article:  models.Article{ID: models.NewArticleID(uri, text), SourceURI: uri, Text: text},
		Sections: []models.Section{{Span: models.Span{Start: 0, End: len(text)}}},
	}
}

// prose makes n words, other ones for another seed.
func prose(seed uint64, n int) []string {
	rnd := rand.New(rand.NewPCG(seed, 0))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", rnd.IntN(4000))
	}
	return words
}

func text(parts ...[]string) string { return strings.Join(slices.Concat(parts...), " ") }

// copied runs over documents in the given order and gives, for each document by
// its place in docs, the URI of the one it is a copy of, "" for none.
func copied(t *testing.T, docs []*models.Document, order []int) []string {
	return copiedIn(t, sigBlock, docs, order)
}

// copiedIn is copied with a number of signatures in memory.
func copiedIn(t *testing.T, block int, docs []*models.Document, order []int) []string {
	c := newCopies(t.TempDir(), block)
	defer func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}()
	at, uri := make(map[models.ArticleID]int), make(map[models.ArticleID]string)
	of := make([]string, len(docs))
	for _, i := range order {
		art := &docs[i].Article
		at[art.ID], uri[art.ID] = i, art.SourceURI
		first, err := c.Original(art, Sign(docs[i]))
		if err != nil {
			t.Fatal(err)
		}
		of[i] = uri[first]
	}
	late, err := c.Near()
	if err != nil {
		t.Fatal(err)
	}
	for id, first := range late {
		of[at[id]] = uri[first]
	}
	return of
}

// inOrder is the order of a list.
func inOrder(docs []*models.Document) []int {
	order := make([]int, len(docs))
	for i := range order {
		order[i] = i
	}
	return order
}

// partition says for each document which of them are in its group.
func partition(of []string, docs []*models.Document) [][]int {
	groups := make(map[string][]int)
	for i, first := range of {
		if first == "" {
			first = docs[i].Article.SourceURI
		}
		groups[first] = append(groups[first], i)
	}
	list := make([][]int, len(docs))
	for _, group := range groups {
		for _, i := range group {
			list[i] = group
		}
	}
	return list
}

func TestExactCopies(t *testing.T) {
	docs := []*models.Document{story("a", "One."), story("b", "Two."), story("c", "One."), story("d", "One.")}
	if diff := cmp.Diff([]string{"", "", "a", "a"}, copied(t, docs, inOrder(docs))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c := NewCopies(t.TempDir())
	for _, doc := range docs {
		if c.Repeated(doc.Article.ID) {
			t.Errorf("%s repeated", doc.Article.SourceURI)
		}
	}
	if !c.Repeated(docs[0].Article.ID) {
		t.Error("the same URI and text came unnoticed")
	}
}

func TestNearCopies(t *testing.T) {
	wire := prose(1, 300)
	edited := slices.Clone(wire)
	for i := 7; i < len(edited); i += 30 {
		edited[i] = "other"
	}
	for _, tt := range []struct {
		name, first, second string
		want                bool
	}{
		{"another sentence in front", text(wire), text(prose(2, 30), wire), true},
		{"case and punctuation", text(wire), strings.ToUpper(strings.ReplaceAll(text(wire), " ", ", ")), true},
		{"a word in thirty another", text(wire), text(edited), true},
		{"cut in half", text(wire), text(wire[:150]), true},
		{"the shorter first", text(wire[:150]), text(wire), true},
		{"cut to a sixth", text(wire), text(wire[:50]), false},
		{"a third is the same", text(wire), text(wire[:100], prose(3, 200)), false},
		{"nothing is the same", text(wire), text(prose(4, 300)), false},
		{"too short to tell", text(wire[:30]), text(wire[:31]), false},
		{"the same words in another order", text(wire), text(reversed(wire)), false},
	} {
		docs := []*models.Document{story("first", tt.first), story("second", tt.second)}
		if got := copied(t, docs, inOrder(docs)); (got[1] == "first") != tt.want || got[0] != "" {
			t.Errorf("%s: copies of %q", tt.name, got)
		}
	}
}

func reversed(words []string) []string {
	words = slices.Clone(words)
	slices.Reverse(words)
	return words
}

// What stands around a story makes no copy, and hides none.
func TestOwnTextAlone(t *testing.T) {
	wire, around := text(prose(1, 100)), text(prose(2, 300))
	page := func(uri, body, around string) *models.Document {
		doc := story(uri, body+around)
		cut := len(body)
		doc.Sections = []models.Section{{Span: models.Span{Start: 0, End: cut}}, {Span: models.Span{Start: cut, End: len(body + around)}, Kind: models.Comment, Author: "reader77"}}
		return doc
	}
	docs := []*models.Document{page("a", wire, around), page("b", text(prose(3, 100)), around), page("c", wire, text(prose(4, 300)))}
	if diff := cmp.Diff([]string{"", "", "a"}, copied(t, docs, inOrder(docs))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A chain of near copies is one group, though its ends have nothing in common.
func TestChain(t *testing.T) {
	all := prose(1, 900)
	var docs []*models.Document
	for i := range 12 {
		docs = append(docs, story(fmt.Sprint(i), text(all[50*i:50*i+300])))
	}
	if Sign(docs[0]).near(Sign(docs[11])) {
		t.Fatal("the ends of the chain are near")
	}
	want := slices.Repeat([]string{"0"}, len(docs))
	want[0] = ""
	if diff := cmp.Diff(want, copied(t, docs, inOrder(docs))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A stock paragraph that stands in many stories does not make them one: the page
// that holds nothing else goes to the one that holds most of it.
func TestStockParagraph(t *testing.T) {
	stock := prose(1, 100)
	docs := []*models.Document{
		story("bare", text(stock)), story("most", text(stock, prose(2, 150))), story("less", text(stock[:90], prose(3, 150))), story("other", text(prose(4, 250))),
	}
	if diff := cmp.Diff([]string{"", "bare", "", ""}, copied(t, docs, inOrder(docs))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// mixture is stories with copies of all kinds, from a seed.
func mixture(seed uint64) []*models.Document {
	rnd := rand.New(rand.NewPCG(seed, 9))
	var docs []*models.Document
	add := func(words ...[]string) {
		docs = append(docs, story(fmt.Sprint(len(docs)), text(words...)))
	}
	for i := range 12 {
		wire := prose(seed*100+uint64(i), 60+rnd.IntN(400))
		add(wire)
		for range rnd.IntN(5) {
			from, to := rnd.IntN(len(wire)/2), len(wire)-rnd.IntN(len(wire)/2)
			add(prose(rnd.Uint64(), rnd.IntN(60)), wire[from:to])
		}
		if rnd.IntN(3) == 0 {
			add(wire)
		}
	}
	return docs
}

// The groups are the same in whatever order the articles come; each article is a
// copy of the first of its group in that order, which is a copy of none.
func TestOrderOfCopies(t *testing.T) {
	copies := 0
	for seed := range uint64(30) {
		docs := mixture(seed)
		rnd := rand.New(rand.NewPCG(seed, 5))
		var want [][]int
		for round := range 4 {
			order := rnd.Perm(len(docs))
			of := copiedIn(t, []int{sigBlock, 1, 7, 50}[round], docs, order)
			got := partition(of, docs)
			if round == 0 {
				want = got
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d: another order, other groups (-want +got):\n%s", seed, diff)
			}
			rank := make([]int, len(docs))
			for n, i := range order {
				rank[i] = n
			}
			for i, group := range got {
				first := slices.MinFunc(group, func(a, b int) int { return rank[a] - rank[b] })
				want := docs[first].Article.SourceURI
				if first == i {
					want = ""
				} else {
					copies++
				}
				if of[i] != want {
					t.Fatalf("seed %d: %d is a copy of %q, not of %q", seed, i, of[i], want)
				}
			}
		}
	}
	if copies < 1000 {
		t.Errorf("only %d copies: too few to prove anything", copies)
	}
}

// Many texts that agree in a band are compared with some others alone, and the
// groups still do not depend on their order.
func TestManyInABand(t *testing.T) {
	stock := prose(1, 200)
	var docs []*models.Document
	for i := range 3 * window {
		docs = append(docs, story(fmt.Sprint(i), text(stock, prose(uint64(i+10), 70+i%200))))
	}
	want := partition(copied(t, docs, inOrder(docs)), docs)
	for seed := range uint64(3) {
		got := partition(copiedIn(t, 10, docs, rand.New(rand.NewPCG(seed, 5)).Perm(len(docs))), docs)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	}
	if len(want[0]) < window {
		t.Errorf("the group of the first has %d texts", len(want[0]))
	}
}

// Being near goes both ways, and each text is near to itself.
func TestNearIsSymmetric(t *testing.T) {
	docs := mixture(1)
	pairs := 0
	for i, a := range docs {
		for j, b := range docs {
			s, u := Sign(a), Sign(b)
			if s.near(u) != u.near(s) || s.agree(u) != u.agree(s) {
				t.Errorf("%d and %d are near one way", i, j)
			}
			if i != j && s.near(u) {
				pairs++
			}
		}
		if s := Sign(a); s.shingles > 0 && (!s.near(s) || s.inside(s) != whole) {
			t.Errorf("%d is not near to itself", i)
		}
	}
	if pairs == 0 {
		t.Error("there are no pairs")
	}
}

// What a signature tells is what counting gives, as near as so many hashes can
// tell it: the error of a share of n hashes is its standard deviation.
func TestSignaturesTell(t *testing.T) {
	pairs, squares := 0, 0.0
	for i := range 200 {
		n, wire := 50+2*i, prose(uint64(2*i), 500)
		a, b := story("a", text(wire)), story("b", text(wire[:n], prose(uint64(2*i+1), 200)))
		jaccard, share, times := Shared(a, b)
		s, u := Sign(a), Sign(b)
		error := float64(s.agree(u))/hashes - jaccard
		squares += error * error / (jaccard * (1 - jaccard) / hashes)
		pairs++
		if s.shingles > u.shingles {
			s, u = u, s
		}
		if told := float64(s.inside(u)) / whole; times <= timesAsLong && math.Abs(told-share) > 0.25 {
			t.Errorf("%d words: a share of %.2f is told as %.2f", n, share, told)
		}
	}
	if mean := squares / float64(pairs); mean < 0.7 || mean > 1.4 {
		t.Errorf("the squared error is %.2f of what chance gives", mean)
	}
}

// The hash functions are fixed: a signature is the same on every machine and in
// every version, or groups are found otherwise.
func TestFixedHashes(t *testing.T) {
	s := Sign(story("a", text(prose(1, 100))))
	var sum uint64
	for _, x := range s.least {
		sum = mix(sum ^ uint64(x))
	}
	if want := uint64(0x1e78f495dd75ead9); s.shingles != 98 || sum != want {
		t.Errorf("%d shingles, sum %#x", s.shingles, sum)
	}
}

// Text is hostile: broken bytes, no spaces, no words at all.
func TestSignAnything(t *testing.T) {
	for _, s := range []string{"", "\xff\xfe", strings.Repeat("x", 1<<20), strings.Repeat("\u0301", 1000), strings.Repeat(". ", 1000), strings.Repeat("a b ", 10000)} {
		if got := Sign(story("a", s)); got.shingles != 0 {
			t.Errorf("%.10q has %d shingles", s, got.shingles)
		}
	}
}
