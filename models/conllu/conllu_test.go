package conllu

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sayso-nlp/sayso/models"
)

// sample has every kind of line: comments, a multiword token, an empty node.
const sample = `# newdoc id = one
# newpar
# sent_id = one-1
# text = They don't, she said.
1	They	they	PRON	PRP	Number=Plur	2	nsubj	2:nsubj	_
2-3	don't	_	_	_	_	_	_	_	SpaceAfter=No
2	do	do	AUX	VBP	_	5	ccomp	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
3.1	go	go	VERB	VB	_	_	_	2:ccomp	_
4	,	,	PUNCT	,	_	5	punct	_	_
5	she	she	PRON	PRP	_	0	root	_	_
6	said	say	VERB	VBD	_	5	dep	_	SpaceAfter=No|Note=a
7	.	.	PUNCT	.	_	5	punct	_	_

# sent_id = one-2
# text = No.
1	No	no	INTJ	UH	_	0	root	_	SpaceAfter=No
2	.	.	PUNCT	.	_	1	punct	_	_

`

func read(t *testing.T, text string) []Sentence {
	t.Helper()
	sents, err := ReadAll(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return sents
}

func written(t *testing.T, sents []Sentence) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, sents); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRoundTrip(t *testing.T) {
	if diff := cmp.Diff(sample, written(t, read(t, sample))); diff != "" {
		t.Error(diff)
	}
	// A mark at the start, carriage returns, more blank lines, no last line end.
	loose := "\ufeff\n\n" + strings.ReplaceAll(strings.TrimSpace(sample), "\n", "\r\n")
	if diff := cmp.Diff(sample, written(t, read(t, strings.ReplaceAll(loose, "\ufeff\n\n", "\ufeff")))); diff != "" {
		t.Error(diff)
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	row := "\t_\t_\t_\t_\t_\t_\t_\t_\t_\n"
	for _, tt := range []struct{ text, want string }{
		{"1\tno columns\n", "line 1: 2 columns, not 10"},
		{"# c\nx" + row, `line 2: "x" is no id`},
		{"1" + row + "3" + row, "line 2: id 3 does not follow 1"},
		{"1-3" + row + "1" + row + "2" + row, "line 1: token 1-3 reaches behind the last word, 2"},
		{"1\ta\t_\t_\t_\t_\t2\t_\t_\t_\n", `line 1: head "2" of word 1 is no word of its sentence`},
		{"1\ta\t_\t_\t_\t_\tx\t_\t_\t_\n", `line 1: head "x" of word 1`},
		{"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 1: column 2 is empty"},
		{"1\t\xff\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 1: not valid UTF-8"},
		{"1" + row + "# late\n", "line 2: a comment inside of a sentence"},
		{"# c\n\n1\t \t_\t_\t_\t_\t_\t_\t_\t_\n", `line 3: the form of word 1, " ", has outer white space`},
		{"1\ta\u00a0\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 1: the form of word 1"},
		{"2-1" + row, `line 1: "2-1" is no id`},
	} {
		_, err := ReadAll(strings.NewReader(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %s", tt.text, err, tt.want)
		}
	}
}

func TestComment(t *testing.T) {
	s := Sentence{Comments: []string{"# newdoc id = x y", "# newpar", "#text=a = b"}}
	for _, tt := range []struct {
		name, want string
		ok         bool
	}{{"newdoc id", "x y", true}, {"newdoc", "id = x y", true}, {"newpar", "", true}, {"text", "a = b", true}, {"new", "", false}, {"none", "", false}} {
		if got, ok := s.Comment(tt.name); got != tt.want || ok != tt.ok {
			t.Errorf("%s: %q %v", tt.name, got, ok)
		}
	}
}

func TestSetMisc(t *testing.T) {
	row := Row{Misc: "A=1|B=2"}
	row.SetMisc("A", "3")
	row.SetMisc("C", "4")
	row.SetMisc("B", "")
	if row.Misc != "A=3|C=4" {
		t.Error(row.Misc)
	}
	row.SetMisc("A", "")
	row.SetMisc("C", "")
	if row.Misc != "_" {
		t.Error(row.Misc)
	}
}

func TestDocumentAndFill(t *testing.T) {
	sents := read(t, sample)
	doc, err := Document(sents)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Check(); err != nil {
		t.Error(err)
	}
	if want := "They don't , she said.\nNo."; doc.Article.Text != strings.Replace(want, "don't ,", "don't,", 1) {
		t.Errorf("text %q", doc.Article.Text)
	}
	if doc.Article.ExternalID != "one" {
		t.Errorf("id %q", doc.Article.ExternalID)
	}
	for i := range doc.Tokens {
		doc.Tokens[i].Lemma, doc.Tokens[i].XPOS, doc.Tokens[i].Name = "L", "X", "O"
	}
	doc.Tokens[0].Name = "B-PER"
	doc.Tokens[7].Head, doc.Tokens[7].Deprel = models.None, "root"
	Fill(sents, doc)
	got := written(t, sents)
	for _, want := range []string{
		"1\tThey\tL\tPRON\tX\tNumber=Plur\t2\tnsubj\t2:nsubj\tNER=B-PER\n",
		"2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n",
		"3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t2:ccomp\t_\n",
		"6\tsaid\tL\tVERB\tX\t_\t5\tdep\t_\tSpaceAfter=No|Note=a\n",
		"1\tNo\tL\tINTJ\tX\t_\t0\troot\t_\tSpaceAfter=No\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no line %q in\n%s", want, got)
		}
	}
}

func TestDocumentOfOuterSpace(t *testing.T) {
	if _, err := Document([]Sentence{{Rows: []Row{{ID: WordID(1), Form: "\u00a0", Misc: "_"}}}}); err == nil {
		t.Error("a form of white space made a token")
	}
}

func TestFromDocument(t *testing.T) {
	text := "Çin said\nno.\n\nYes"
	tok := func(start, end int, name string) models.Token {
		return models.Token{Span: models.Span{Start: start, End: end}, Lemma: "l", UPOS: "U", XPOS: "X", Head: models.None, Name: name}
	}
	doc := &models.Document{
		Article:   models.Article{Text: text, ID: models.NewArticleID("", text)},
		Sections:  []models.Section{{Span: models.Span{End: len(text)}, Actor: models.None}},
		Sentences: []models.Sentence{{Span: models.Span{Start: 0, End: 13}, First: 0, Last: 4}, {Span: models.Span{Start: 15, End: 18}, First: 4, Last: 5}},
		Tokens:    []models.Token{tok(0, 4, "B-LOC"), tok(5, 9, "O"), tok(10, 12, "O"), tok(12, 13, ""), tok(15, 18, "O")},
	}
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	doc.Tokens[4].Deprel = "root"
	id := string(doc.Article.ID)
	want := "# newdoc id = " + id + "\n# newpar\n# sent_id = " + id + "-n1\n# text = Çin said no.\n" +
		"1\tÇin\tl\tU\tX\t_\t_\t_\t_\tTokenRange=0:3|NER=B-LOC\n" +
		"2\tsaid\tl\tU\tX\t_\t_\t_\t_\tTokenRange=4:8\n" +
		"3\tno\tl\tU\tX\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=9:11\n" +
		"4\t.\tl\tU\tX\t_\t_\t_\t_\tTokenRange=11:12\n\n" +
		"# newpar\n# sent_id = " + id + "-n2\n# text = Yes\n1\tYes\tl\tU\tX\t_\t0\troot\t_\tTokenRange=14:17\n\n"
	if diff := cmp.Diff(want, written(t, FromDocument(doc))); diff != "" {
		t.Error(diff)
	}
}

func TestRawTextAndArticles(t *testing.T) {
	sents := read(t, sample+sample)
	if got, want := RawText(sents), "They don't, she said. No.\n\nThey don't, she said. No."; got != want {
		t.Errorf("got %q", got)
	}
	arts := Articles(sents)
	if len(arts) != 2 || len(arts[1]) != 2 {
		t.Errorf("%d articles", len(arts))
	}
	rd := NewReader(strings.NewReader(sample + sample))
	for i := range arts {
		art, err := rd.ReadArticle()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(arts[i], art); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := rd.ReadArticle(); !errors.Is(err, io.EOF) {
		t.Errorf("behind the last article: %v", err)
	}
}

func FuzzConllu(f *testing.F) {
	f.Add(sample)
	f.Add("1\ta\t_\t_\t_\t_\t1\t_\t_\t_\n\n# x\n")
	f.Add("0.1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n1-2\tb c\t_\t_\t_\t_\t_\t_\t_\t_\n1\tb\t_\t_\t_\t_\t_\t_\t_\t_\n2\tc\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n")
	f.Fuzz(func(t *testing.T, text string) {
		sents, err := ReadAll(strings.NewReader(text))
		if err != nil {
			return
		}
		once := written(t, sents)
		if diff := cmp.Diff(once, written(t, read(t, once))); diff != "" {
			t.Fatal(diff)
		}
		RawText(sents)
		for _, art := range Articles(sents) {
			doc, err := Document(art)
			if err != nil {
				continue
			}
			if err := doc.Check(); err != nil {
				t.Fatal(err)
			}
			Fill(art, doc)
			again := read(t, written(t, FromDocument(doc)))
			n := 0
			for i := range again {
				for _, row := range again[i].Rows {
					if row.Form != oneLine(doc.Tokens[n].In(doc.Article.Text)) {
						t.Fatalf("token %d reads %q", n, row.Form)
					}
					n++
				}
			}
			if n != len(doc.Tokens) {
				t.Fatalf("%d of %d tokens", n, len(doc.Tokens))
			}
		}
	})
}
