package claim_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

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

// expectClaims wants exactly these claims of a text, in order.
func expectClaims(t *testing.T, text string, want ...string) {
	t.Helper()
	doc := read(t, text, models.Body)
	if err := doc.Check(); err != nil {
		t.Errorf("%q: %v", text, err)
	}
	if want == nil {
		want = []string{}
	}
	if diff := cmp.Diff(want, notations(doc)); diff != "" {
		t.Errorf("%q:\n%s", text, diff)
	}
}

func TestIndirect(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The minister denied that France had paid.", []string{"denial: The minister | denied | that France had paid"}},
		{"Putin pledged to rebuild the bridge, pay the workers, and publish the accounts of the firm.",
			[]string{"pledge: Putin | pledged | to rebuild the bridge, pay the workers, and publish the accounts of the firm"}},
		{"Farmers accused Aliyev of breaking promises, being deaf, and selling the water.",
			[]string{"accusation: Farmers | accused | Aliyev of breaking promises, being deaf, and selling the water"}},
		{"Farmers accused Aliyev of greed, being deaf, and selling the water.",
			[]string{"accusation: Farmers | accused | Aliyev of greed, being deaf, and selling the water"}},
		{"The mayor said the tram would run again in May.", []string{"statement: The mayor | said | the tram would run again in May"}},
		{"The envoy asked whether the road was open.", []string{"question: The envoy | asked | whether the road was open"}},
		{"Berlin warned that the gas would run out.", []string{"warning: Berlin | warned | that the gas would run out"}},
		{"She told reporters that the bank was safe.", []string{"statement: She | told | that the bank was safe"}},
		{"The union has called for a strike on Friday.", []string{"demand: The union | has called for | a strike on Friday"}},
		{"The president did not say whether he would resign.", []string{"statement: The president | did not say | whether he would resign"}},
		{"Merkel said on Tuesday that the talks had failed.", []string{"statement: Merkel | said | that the talks had failed"}},
		{"The court ruled that the tax was illegal.", []string{"decision: The court | ruled | that the tax was illegal"}},
		{"The minister believes that the plan will work.", []string{"belief: The minister | believes | that the plan will work"}},
		{"The company apologized for the delay.", []string{"apology: The company | apologized for | the delay"}},
		{"Anna Berg, a spokeswoman for the ministry, said the file was lost.",
			[]string{"statement: Anna Berg, a spokeswoman for the ministry, | said | the file was lost"}},
		{"The head of the agency and the mayor of Riga criticized the new law.",
			[]string{"accusation: The head of the agency and the mayor of Riga | criticized | the new law"}},
		{"The law was criticized by the bishop.", []string{"accusation: the bishop | was criticized | The law"}},
		{"Noting that the hour was late, Weber closed the meeting.", []string{"statement: Weber | Noting | that the hour was late"}},
		{"The talks are expected to end in May.", []string{"expectation:  | are expected | The talks … to end in May"}},
		{"Weber, the minister said, should resign, and the mayor agreed that he should.", []string{
			"statement: the minister | said | Weber … should resign", "statement: the mayor | agreed | that he should"}},
		{"Moscow denied the report and insisted that its troops had left.",
			[]string{"denial: Moscow | denied | the report", "statement: Moscow | insisted | that its troops had left"}},
	} {
		expectClaims(t, c.text, c.want...)
	}
}

func TestFronted(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The bridge would stay closed, the mayor said.", []string{"statement: the mayor | said | The bridge would stay closed"}},
		{"The bridge, the mayor said, would stay closed.", []string{"statement: the mayor | said | The bridge … would stay closed"}},
		{"The bridge would stay closed, according to the mayor.", []string{"statement: the mayor | according to | The bridge would stay closed"}},
		{"According to the mayor, the bridge would stay closed.", []string{"statement: the mayor | According to | the bridge would stay closed"}},
		{"The war was lost, said Lavrov.", []string{"statement: Lavrov | said | The war was lost"}},
	} {
		expectClaims(t, c.text, c.want...)
	}
}

func TestQuotation(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"before", "“We will not pay,” the minister said.", []string{"statement: the minister | said | “We will not pay,”"}},
		{"inverted", "“We will not pay,” said Lavrov.", []string{"statement: Lavrov | said | “We will not pay,”"}},
		{"after", "The minister said, “We will not pay.”", []string{"statement: The minister | said | “We will not pay.”"}},
		{"colon", "The minister said: “We will not pay.”", []string{"statement: The minister | said: | “We will not pay.”"}},
		{"script", "Lavrov: “We will not pay.”", []string{"statement: Lavrov | : | “We will not pay.”"}},
		{"interrupted", "“We will not pay,” he added, “and we never promised it.”",
			[]string{"statement: he | added | “We will not pay,” … “and we never promised it.”"}},
		{"goes on", "“We will not pay,” he said. “We never promised it.”",
			[]string{"statement: he | said | “We will not pay,” … “We never promised it.”"}},
		{"straight", "\"We will not pay,\" the minister said.", []string{"statement: the minister | said | \"We will not pay,\""}},
		{"single", "‘We will not pay,’ the minister said.", []string{"statement: the minister | said | ‘We will not pay,’"}},
		{"nested", "“They told us ‘never again’ and left,” the minister said.",
			[]string{"statement: the minister | said | “They told us ‘never again’ and left,”"}},
		{"mixed", "The minister said the plan was “a disgrace” for the town.",
			[]string{"statement: The minister | said | the plan was “a disgrace” for the town"}},
		{"several sentences", "“We will not pay. We never promised it,” the minister said.",
			[]string{"statement: the minister | said | “We will not pay. We never promised it,”"}},
		{"paragraphs", "The minister said: “We will not pay this year.\n\n“We never promised it to anyone.”",
			[]string{"statement: The minister | said: | “We will not pay this year. … “We never promised it to anyone.”"}},
		{"scare", "The so-called “reform” began in May.", nil},
		{"unbalanced", "“The reform began in May.\n\nThe mayor said the road was closed.",
			[]string{"statement: The mayor | said | the road was closed"}},
		{"headline", "* 1 July: “The Kremlin Believes That The Bridge Is Safe",
			[]string{"belief: The Kremlin | Believes | That The Bridge Is Safe"}},
		{"two speakers", "“We will not pay,” he said. “We will never pay,” she said.",
			[]string{"statement: he | said | “We will not pay,”", "statement: she | said | “We will never pay,”"}},
		{"adding", "“We will not pay,” he said, adding that the fund was empty.",
			[]string{"statement: he | said | “We will not pay,”", "statement: he | adding | that the fund was empty"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			expectClaims(t, c.text, c.want...)
		})
	}
}

func TestNoun(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"His claim that the road is a trap has angered voters.", []string{"statement: His | claim | that the road is a trap"}},
		{"The bank ignored a warning from Moscow that the firm was broke.", []string{"warning: Moscow | warning | that the firm was broke"}},
		{"The bishop expressed concern about the new camps.", []string{"expectation: The bishop | expressed concern about | the new camps"}},
		{"The trainer is confident that his team will win.", []string{"belief: The trainer | is confident | that his team will win"}},
		{"In their view, the treaty is dead.", []string{"belief: their | view | the treaty is dead"}},
		{"In the eyes of the judge, the treaty is dead.", []string{"belief: the judge | In the eyes of | the treaty is dead"}},
	} {
		expectClaims(t, c.text, c.want...)
	}
}

func TestPlainActionsAreNoClaims(t *testing.T) {
	for _, text := range []string{
		"The president met the king in Minsk.",
		"They found a key in the garden.",
		"He showed her the door and left.",
		"The firm added two new lines.",
		"Workers repaired the roof on Monday.",
		"",
	} {
		expectClaims(t, text)
	}
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
