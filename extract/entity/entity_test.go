package entity_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/entity"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
)

// read makes a document of the text, one section of the body, and finds what is
// in it.
func read(text string) *models.Document {
	doc := &models.Document{Article: models.Article{SourceURI: "a.txt", Text: text}}
	doc.Article.ID = models.NewArticleID("a.txt", text)
	if strings.TrimSpace(text) != "" {
		doc.Sections = []models.Section{{Span: models.Span{Start: 0, End: len(text)}, Actor: models.None}}
	}
	annotate(doc)
	return doc
}

// shipped are the weights that the program carries: mentions hang on tags, trees
// and names.
var shipped = sync.OnceValue(func() *extract.Model {
	m, err := extract.Open("")
	if err != nil {
		panic(err)
	}
	return m
})

func annotate(doc *models.Document) {
	doc.Sentences, doc.Tokens = token.Split(doc.Article.Text, doc.Sections)
	shipped().Words(doc)
}

// marks writes the document's text with its mentions in brackets, one in the
// other: what the mention reads, a bar, its kind unless it is a name, and its
// actors.
func marks(doc *models.Document) string {
	open, closed := map[int]int{}, map[int][]string{} // by place: how many begin, what stands at each end
	for i := 0; i < len(doc.Mentions); {
		men := doc.Mentions[i]
		end := "|"
		if men.Kind != models.Name {
			end += men.Kind.String() + " "
		}
		for k := i; i < len(doc.Mentions) && doc.Mentions[i].Span == men.Span; i++ {
			if i > k {
				end += " "
			}
			end += string(doc.Actors[doc.Mentions[i].Actor].ID)
		}
		open[men.Start]++
		closed[men.End] = append(closed[men.End], end+"]") // the outer begin first, so they are written last
	}
	var b strings.Builder
	for at := 0; at <= len(doc.Article.Text); at++ {
		for k := len(closed[at]) - 1; k >= 0; k-- {
			b.WriteString(closed[at][k])
		}
		b.WriteString(strings.Repeat("[", open[at]))
		if at < len(doc.Article.Text) {
			b.WriteByte(doc.Article.Text[at])
		}
	}
	return b.String()
}

// bare takes the marks off again.
func bare(marked string) string {
	var b strings.Builder
	for marked = strings.ReplaceAll(marked, "[", ""); marked != ""; {
		before, rest, _ := strings.Cut(marked, "|")
		b.WriteString(before)
		_, marked, _ = strings.Cut(rest, "]")
	}
	return b.String()
}

// expectMarks holds that the text without its marks is found to have them.
func expectMarks(t *testing.T, marked string) {
	t.Helper()
	doc := read(bare(marked))
	if err := doc.Check(); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(marked, marks(doc)); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
}

func TestAuthor(t *testing.T) {
	tests := []struct {
		byline string
		want   []models.ActorID
	}{
		{"By Jane Doe", []models.ActorID{"author:jane-doe"}},
		{"BY JANE DOE and Ümit Kaya, Staff Writers", []models.ActorID{"author:jane-doe", "author:umit-kaya"}},
		{"Jane Doe | March 3, 2020", []models.ActorID{"author:jane-doe"}},
		{"", nil},
		{"3 March 2020", nil},
	}
	for _, tt := range tests {
		doc := &models.Document{Article: models.Article{SourceURI: "a", Byline: tt.byline, ID: models.NewArticleID("a", "")}}
		entity.Find(doc)
		var got []models.ActorID
		for _, act := range doc.Actors {
			if act.Type != models.Author {
				t.Errorf("%q: %s is no author", tt.byline, act.ID)
			}
			got = append(got, act.ID)
		}
		if tt.want == nil {
			tt.want = []models.ActorID{models.ActorID("author:" + doc.Article.ID)}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.byline, diff)
		}
	}
}

// A byline's name is the author's mention; a comment's author is a commenter, an
// editor who introduces the article an author.
func TestVoices(t *testing.T) {
	text := "By Jane Doe\n\nEditors praise Jane Doe.\n\nGood!\n\nBad."
	doc := &models.Document{Article: models.Article{SourceURI: "a", Text: text, ID: models.NewArticleID("a", text), Byline: "Jane Doe"}}
	section := func(part string, kind models.SectionKind, author string) {
		at := strings.Index(text, part)
		doc.Sections = append(doc.Sections, models.Section{Span: models.Span{Start: at, End: at + len(part)}, Kind: kind, Author: author, Actor: models.None})
	}
	section("By Jane Doe", models.Byline, "")
	section("Editors praise Jane Doe.", models.Body, "The Desk")
	section("Good!", models.Comment, "Reader 7")
	section("Bad.", models.Comment, "")
	annotate(doc)
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	if got, want := marks(doc), "By [Jane Doe|author:jane-doe]\n\n[Editors|nominal group:editors] praise [Jane Doe|author:jane-doe].\n\nGood!\n\nBad."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	want := []models.ActorID{"", "author:the-desk", "commenter:reader-7", models.ActorID("commenter:" + string(doc.Article.ID) + "-4")}
	for i, sec := range doc.Sections {
		got := models.ActorID("")
		if sec.Actor != models.None {
			got = doc.Actors[sec.Actor].ID
		}
		if got != want[i] {
			t.Errorf("section %d: %s, want %s", i, got, want[i])
		}
	}
	if doc.Actors[0].ID != "author:jane-doe" {
		t.Errorf("actor 0 is %s", doc.Actors[0].ID)
	}
}

// What surrounds a name in boilerplate is not read.
func TestBoilerplate(t *testing.T) {
	text := "Share this with Putin."
	doc := &models.Document{Article: models.Article{SourceURI: "a", Text: text, ID: models.NewArticleID("a", text)},
		Sections: []models.Section{{Span: models.Span{Start: 0, End: len(text)}, Kind: models.Boilerplate, Actor: models.None}}}
	annotate(doc)
	if len(doc.Mentions) != 0 || len(doc.Actors) != 1 {
		t.Errorf("mentions %v, actors %v", doc.Mentions, doc.Actors)
	}
}

// hostile are texts that break what is built on hope.
var hostile = []string{
	"", " ", "\n\n\n", "İ'll İİİİİ'll Ⱥ", "“‘\"'`` ''", "PUTIN\u202e SAYS\u2066 NATO", "U.S.U.S.U.S. U.S.", "of of of the the of", "Ministry of of for the",
	"President President President", "the the the Turkish", "his his his", "both both", "Mr. Mr. Mr. X. Y. Z.", "al-al-al-Assad bin bin Laden", "(CSTO) (CSTO)",
	"—–-‐‑ - - -", "Казань и Путин", "王毅 said 王毅", "A-B-C-D-E-F", "’s ’s 's", "Jr. II III", "\ufeffRussia", "Russia\u00a0and\u2003China", "É É É.", "Dr. Xi", "the two the two leaders",
	"president of of Azerbaijan ,", "President of Azerbaijan ,", "President of the", "Republic of\n\n", "Nazi", "South", "South -", "in", "Sen .", "10 Downing", "1", "10",
}

func TestLaws(t *testing.T) {
	list := slices.Clone(hostile)
	for _, text := range texts(t) {
		list = append(list, text, strings.ToUpper(text), strings.ToLower(text), strings.ReplaceAll(text, " ", "\n"), strings.ReplaceAll(text, " ", " , "))
	}
	for _, text := range list {
		doc := read(text)
		if err := doc.Check(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if len(doc.Actors) == 0 || doc.Actors[0].Type != models.Author {
			t.Errorf("%q: actor 0 is no author", text)
		}
		again := read(text)
		if diff := cmp.Diff(doc, again); diff != "" {
			t.Errorf("%q: two runs differ:\n%s", text, diff)
		}
	}
}

// A long article takes time in its length: what would be quadratic does not
// come to an end here.
func TestLong(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
	for _, part := range []string{"Smith ", "Anna Smith and Paul Smith ", "the of President ", "he said it ", "Ministry of ", "X", "(CSTO) ", "Moscow and ", "both countries ", "US, ", "bin ", "- ", "a’s ", ""} {
		text := ""
		if part != "" {
			text = strings.TrimSpace(strings.Repeat(part, 1<<18/len(part)))
		} else { // ever new names
			var b strings.Builder
			for i := range 1 << 13 {
				name := string([]rune{'A' + rune(i%26), 'a' + rune(i/26%26), 'a' + rune(i/676)})
				b.WriteString("President Qq" + name + " Smith" + name + " said the president of President Qq" + name + " Smith . ")
			}
			text = strings.TrimSpace(b.String())
		}
		doc := &models.Document{Article: models.Article{SourceURI: "a", Text: text, ID: models.NewArticleID("a", text)}}
		doc.Sections = []models.Section{{Span: models.Span{Start: 0, End: len(text)}, Actor: models.None}}
		for at := 0; at < len(text); {
			end := len(text)
			if i := strings.IndexByte(text[at:], ' '); i >= 0 {
				end = at + i
			}
			if end > at {
				doc.Tokens = append(doc.Tokens, models.Token{Span: models.Span{Start: at, End: end}, Head: models.None, XPOS: "NNP"})
			}
			at = end + 1
		}
		doc.Sentences = []models.Sentence{{Span: models.Span{Start: 0, End: len(text)}, Last: len(doc.Tokens)}}
		entity.Find(doc)
		if err := doc.Check(); err != nil {
			t.Errorf("%q: %v", part, err)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, uint8(0))
	}
	for _, text := range texts(f) {
		f.Add(text, uint8(7))
	}
	f.Fuzz(func(t *testing.T, text string, cut uint8) {
		text = strings.ToValidUTF8(text, "\ufffd")
		doc := &models.Document{Article: models.Article{SourceURI: "f", Text: text, ID: models.NewArticleID("f", text)}}
		at := 0
		for i := range text {
			if i > at && i >= int(cut) && (i-int(cut))%97 == 0 {
				doc.Sections = append(doc.Sections, models.Section{Span: models.Span{Start: at, End: i}, Kind: models.SectionKind(i % 7), Author: text[at:i], Actor: models.None})
				at = i
			}
		}
		if at < len(text) {
			doc.Sections = append(doc.Sections, models.Section{Span: models.Span{Start: at, End: len(text)}, Actor: models.None})
		}
		annotate(doc)
		if err := doc.Check(); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	doc := read(strings.Repeat(strings.Join(texts(b), "\n\n")+"\n\n", 10))
	b.SetBytes(int64(len(doc.Article.Text)))
	for b.Loop() {
		entity.Find(doc)
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
