package claim_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
)

// shipped opens the weights that the program carries, once.
var shipped = sync.OnceValues(func() (*extract.Model, error) { return extract.Open("") })

// read makes a document of a text with one section of the kind given.
func read(t testing.TB, text string, kind models.SectionKind) *models.Document {
	t.Helper()
	m, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	doc := &models.Document{Article: models.Article{Text: text, ID: models.NewArticleID("", text)}}
	if text != "" {
		doc.Sections = []models.Section{{Span: models.Span{End: len(text)}, Kind: kind, Actor: models.None}}
		if kind == models.Comment {
			doc.Sections[0].Author = "Reader One"
		}
	}
	doc.Sentences, doc.Tokens = token.Split(text, doc.Sections)
	m.Words(doc)
	claim.Find(doc)
	return doc
}

// notation writes a claim as "type: source | cue | content", spans of a role
// joined by " … ".
func notation(doc *models.Document, clm models.Claim) string {
	join := func(list []models.Span) string {
		var words []string
		for _, s := range list {
			words = append(words, doc.Text(s))
		}
		return strings.Join(words, " … ")
	}
	return clm.Type.String() + ": " + join(clm.Source) + " | " + join(clm.Cue) + " | " + join(clm.Content)
}

func notations(doc *models.Document) []string {
	list := []string{}
	for _, clm := range doc.Claims {
		list = append(list, notation(doc, clm))
	}
	return list
}

// roles writes the parts of a claim as "source=Name target=Name".
func roles(doc *models.Document, clm models.Claim) string {
	var list []string
	for _, p := range clm.Parts {
		list = append(list, p.Role.String()+"="+doc.Actors[p.Actor].Name)
	}
	return strings.Join(list, " ")
}

func TestAttributes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Putin met Aliyev. Vladimir Putin accused Ilham Aliyev of lying.", "named asserted indirect source=Vladimir Putin target=Ilham Aliyev"},
		{"Angela Merkel never said that the border was open.", "named not asserted indirect source=Angela Merkel"},
		{"Angela Merkel did not deny the report.", "named not asserted indirect source=Angela Merkel"},
		{"Angela Merkel declined to comment.", "named not asserted indirect source=Angela Merkel"},
		{"Vladimir Putin was accused by Angela Merkel of lying.", "named asserted indirect source=Angela Merkel target=Vladimir Putin"},
		{"Angela Merkel might say that the border is open.", "named possible indirect source=Angela Merkel"},
		{"Angela Merkel reportedly said that the border was open.", "named alleged indirect source=Angela Merkel"},
		{"I believe that the treaty is dead.", "author asserted indirect source="},
		{"Angela Merkel came. She said that the border was open.", "pronoun asserted indirect source=Angela Merkel"},
		{"Angela Merkel said the border was “wide open” on Monday.", "named asserted mixed source=Angela Merkel"},
		{"“The border is open,” Angela Merkel said.", "named asserted direct source=Angela Merkel"},
		{"It is alleged that the firm paid the judge.", "none alleged indirect"},
		{"The report said that the firm paid the judge.", "document asserted indirect"},
		{"Angela Merkel, who said that the border was open, left.", "pronoun asserted indirect source=Angela Merkel"},
		{"“We accuse the bank of fraud,” Angela Merkel said.", "pronoun asserted indirect source=Angela Merkel"},
		{"Angela Merkel urged Vladimir Putin to leave.", "named asserted indirect source=Angela Merkel target=Vladimir Putin"},
		{"Angela Merkel told Vladimir Putin that the border was open.", "named asserted indirect source=Angela Merkel addressee=Vladimir Putin"},
	} {
		doc := read(t, c.text, models.Body)
		if len(doc.Claims) == 0 {
			t.Errorf("%q: no claim", c.text)
			continue
		}
		clm := doc.Claims[len(doc.Claims)-1]
		if doc.Claims[0].Parent != models.None {
			clm = doc.Claims[0]
		}
		got := clm.SourceKind.String()
		if clm.Negated {
			got += " not"
		}
		got = strings.TrimSpace(got + " " + clm.Modality.String() + " " + clm.Quote.String() + " " + roles(doc, clm))
		if got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestNesting(t *testing.T) {
	doc := read(t, "The minister said that the mayor believes that the bridge is safe.", models.Body)
	if len(doc.Claims) != 2 || doc.Claims[0].Parent != models.None || doc.Claims[1].Parent != 0 {
		t.Errorf("want the second claim in the first, got %v %+v", notations(doc), doc.Claims)
	}
}

func TestSections(t *testing.T) {
	const text = "The mayor said that the bridge was safe."
	for kind, want := range map[models.SectionKind]int{models.Body: 1, models.Title: 1, models.Comment: 1, models.Byline: 0, models.Boilerplate: 0} {
		if doc := read(t, text, kind); len(doc.Claims) != want {
			t.Errorf("%s: %d claims, want %d", kind, len(doc.Claims), want)
		}
	}
	doc := read(t, "I believe that the bridge is safe.", models.Comment)
	if len(doc.Claims) != 1 || doc.Claims[0].SourceKind != models.CommenterSource {
		t.Errorf("want a commenter's claim, got %v", notations(doc))
	}
}

// Quotations in quotations of several paragraphs know what stands around them.
func TestNestedQuotations(t *testing.T) {
	const unit = "“They told us ‘never’ and left,” the mayor said. “It was ‘late’.”\n\n"
	doc := read(t, strings.Repeat(unit, 6), models.Body)
	for _, clm := range doc.Claims {
		if clm.Quote != models.Direct && clm.Parent == models.None {
			t.Errorf("%s: %s", notation(doc, clm), clm.Quote)
		}
	}
	if len(doc.Claims) < 6 {
		t.Errorf("%d claims", len(doc.Claims))
	}
}

// Who speaks is the person named, not whose minister or spokesman he is.
func TestSpeakers(t *testing.T) {
	for text, want := range map[string]string{
		"White House press secretary Jen Tarr said the talks had failed.":    "Jen Tarr",
		"Poland's foreign minister, Anna Wolska, denied the report.":         "Anna Wolska",
		"China's foreign ministry spokesman Geng Liu said the tax was fair.": "Geng Liu",
		"UN envoy Carl Bild said the road was closed.":                       "Carl Bild",
		"The head of the Bank of England, Ada Lind, warned of delays.":       "Ada Lind",
		"Angela Merkel and Emmanuel Macron said the talks had failed.":       "Angela Merkel, Emmanuel Macron",
		"Angela Merkel, who said the talks had failed, left.":                "Angela Merkel",
		"Vera Holm left. “The talks failed,” she said.":                      "Vera Holm",
		"According to Vera Holm, the bridge would stay shut.":                "Vera Holm",
	} {
		doc := read(t, text, models.Body)
		var got []string
		for _, clm := range doc.Claims {
			for _, p := range clm.Parts {
				if p.Role == models.Source {
					got = append(got, doc.Actors[p.Actor].Name)
				}
			}
		}
		if names := strings.Join(got, ", "); names != want {
			t.Errorf("%s: %s, want %s", text, names, want)
		}
	}
}
