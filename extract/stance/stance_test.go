package stance_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/claim"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/extract/token"
	"github.com/sayso-nlp/sayso/models"
)

var shipped = sync.OnceValues(func() (*extract.Model, error) { return extract.Open("") })

// open opens the weights that the program carries, once.
func open(t testing.TB) *extract.Model {
	t.Helper()
	m, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// article makes a document of one body section in which each stretch in square
// brackets is a mention of an actor, the same words the same actor. Actor 0 is
// the author.
func article(t testing.TB, marked string) *models.Document {
	t.Helper()
	var b strings.Builder
	var spans []models.Span
	for _, r := range marked {
		switch r {
		case '[':
			spans = append(spans, models.Span{Start: b.Len()})
		case ']':
			spans[len(spans)-1].End = b.Len()
		default:
			b.WriteRune(r)
		}
	}
	text := b.String()
	doc := &models.Document{Article: models.Article{ID: models.NewArticleID("", text), Text: text}}
	doc.Sections = []models.Section{{Span: models.Span{Start: 0, End: len(text)}, Actor: models.None}}
	doc.Sentences, doc.Tokens = token.Split(text, doc.Sections)
	open(t).Words(doc)
	doc.Mentions, doc.Actors = nil, []models.Actor{{ID: "author:x", Type: models.Author}} // not those of the text
	doc.Sections[0].Actor = models.None
	seen := map[string]int{}
	for _, sp := range spans {
		name := sp.In(text)
		if _, ok := seen[name]; !ok {
			seen[name] = len(doc.Actors)
			slug := strings.ToLower(strings.ReplaceAll(name, " ", "-"))
			doc.Actors = append(doc.Actors, models.Actor{ID: models.ActorID("group:" + slug), Name: name, Type: models.Group})
		}
		sent := slices.IndexFunc(doc.Sentences, func(s models.Sentence) bool { return s.Contains(sp) })
		if sent < 0 {
			t.Fatalf("%q stands in no sentence", name)
		}
		doc.Mentions = append(doc.Mentions, models.Mention{Span: sp, Sentence: sent, Type: models.Group, Actor: seen[name]})
	}
	return doc
}

// stances writes what was found: "holder -> target: label [evidence] EVENT".
func stances(doc *models.Document) []string {
	all := []string{}
	name := func(i int) string {
		if doc.Actors[i].Type == models.Author {
			return "author"
		}
		return doc.Actors[i].Name
	}
	for _, st := range doc.Stances {
		line := fmt.Sprintf("%s -> %s: %s [%s]", name(st.Holder), name(st.Target), st.Label, doc.Text(st.Evidence))
		if st.Event != "" {
			line += " " + st.Event
		}
		all = append(all, line)
	}
	return all
}

func TestFind(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		// An act, its passive, and its patient alone.
		{"[The senator] condemned [the militia].", []string{"The senator -> the militia: against [condemned] ACCUSE"}},
		{"[The mayor] was praised by [the envoy].", []string{"the envoy -> The mayor: favor [praised] SUPPORT"}},
		{"[The mayor] was praised in the village.", nil},
		{"[The army] has bombed [the rebels] again.", []string{"The army -> the rebels: against [bombed] ASSAULT"}},
		{"[The envoys] met [the governor] on Monday.", []string{"The envoys -> the governor: neutral [met] CONSULT"}},
		// Negation and its scope.
		{"[The senator] did not condemn [the militia].", []string{"The senator -> the militia: neutral [not condemn]"}},
		{"[The party] does not support [the governor].", []string{"The party -> the governor: against [not support]"}},
		{"[The party] never praised [the governor].", []string{"The party -> the governor: against [never praised]"}},
		{"No [deputy] praised [the governor].", []string{"deputy -> the governor: against [praised]"}},
		// Reversal.
		{"[The rebels] stopped attacking [the villagers].", []string{"The rebels -> the villagers: favor [stopped attacking]"}},
		{"[The senate] refused to sanction [the bank].", []string{"The senate -> the bank: favor [refused to sanction]"}},
		{"[The union] refused to endorse [the candidate].", []string{"The union -> the candidate: against [refused to endorse]"}},
		// Control: the subject of the verb before.
		{"[The union] wants to help [the refugees].", []string{"The union -> the refugees: favor [help] AID"}},
		// A preposition before the target.
		{"[The envoy] sided with [the rebels].", []string{"The envoy -> the rebels: favor [sided with] SUPPORT"}},
		{"[The students] protested against [the governor].", []string{"The students -> the governor: against [protested against] PROTEST"}},
		// Nouns.
		{"[The senator]'s support for [the militia] surprised many.", []string{"The senator -> the militia: favor [support for] SUPPORT"}},
		{"[The army] launched an attack on [the rebels].", []string{"The army -> the rebels: against [attack on] ASSAULT"}},
		{"[The mayor] faced criticism from [the union].", []string{"the union -> The mayor: against [criticism from] ACCUSE"}},
		// Persons.
		{"[Sharova], a critic of [the bank], resigned.", []string{"Sharova -> the bank: against [critic of] ACCUSE"}},
		{"[Sharova] is a supporter of [the bank].", []string{"Sharova -> the bank: favor [supporter of] SUPPORT"}},
		{"[Sharova] is not a supporter of [the bank].", []string{"Sharova -> the bank: against [not a supporter of]"}},
		// Adjectives.
		{"[The union] is hostile to [the bank].", []string{"The union -> the bank: against [hostile to] REJECT"}},
		{"[The union] remained loyal to [the mayor].", []string{"The union -> the mayor: favor [loyal to] SUPPORT"}},
		// What befalls what belongs to the target.
		{"[The union] opposes sanctions on [the bank].", []string{"The union -> the bank: favor [opposes] REJECT"}},
		{"[The union] criticized [the mayor]'s plan.", []string{"The union -> the mayor: against [criticized] ACCUSE"}},
		{"[The union] celebrated [the mayor]'s defeat.", []string{"The union -> the mayor: against [celebrated] SUPPORT"}},
		// A second verb of the same subject, an apposition, a relative clause.
		{"[The envoy] left the hall and denounced [the ministry].", []string{"The envoy -> the ministry: against [denounced] ACCUSE"}},
		{"[Orlov], the deputy from the north, denounced [the ministry].", []string{"Orlov -> the ministry: against [denounced] ACCUSE"}},
		{"[The deputy], who denounced [the ministry], fled.", []string{"The deputy -> the ministry: against [denounced] ACCUSE"}},
		// No stance: no predicate, a phrase that merely stands near, a comparison.
		{"[The union] and [the bank] are old.", nil},
		{"[The union] is larger than [the bank].", nil},
		// The author's voice.
		{"[The mayor] is a liar.", []string{"author -> The mayor: against [liar]"}},
		{"[The mayor] is not a liar.", nil},
		{"The corrupt [governor] went home.", []string{"author -> governor: against [corrupt]"}},
		{"[The nurses] are heroic.", []string{"author -> The nurses: favor [heroic]"}},
		{"[The mayor] opened a bridge.", nil},
		{"The question is whether [the mayor] is corrupt.", nil},
		// Whose judgement it is.
		{"[Orlov] called [the mayor] a liar.", []string{"Orlov -> the mayor: against [called the mayor a liar] ACCUSE"}},
		{"[Orlov] called [the mayor] a hero.", []string{"Orlov -> the mayor: favor [called the mayor a hero] SUPPORT"}},
		// Each toward the other.
		{"Tensions between [the army] and [the rebels] rose.", []string{
			"the army -> the rebels: against [Tensions between] REJECT", "the rebels -> the army: against [Tensions between] REJECT"}},
		{"[The army]'s aggression against [the rebels] went on.", []string{"The army -> the rebels: against [aggression against] ACCUSE"}},
	}
	for _, test := range tests {
		doc := article(t, test.text)
		stance.Find(doc)
		if err := doc.Check(); err != nil {
			t.Error(err)
		}
		if got := stances(doc); !slices.Equal(got, test.want) {
			t.Errorf("%s\n\tgot  %q\n\twant %q", test.text, got, test.want)
		}
	}
}

// Modality and conditions keep the side and lower the confidence.
func TestHedge(t *testing.T) {
	sure := article(t, "[The army] attacked [the rebels].")
	stance.Find(sure)
	for _, text := range []string{
		"[The army] may attack [the rebels].",
		"[The army] reportedly attacked [the rebels].",
	} {
		doc := article(t, text)
		stance.Find(doc)
		if len(doc.Stances) != 1 || doc.Stances[0].Label != models.Against || doc.Stances[0].Confidence >= sure.Stances[0].Confidence {
			t.Errorf("%s: %+v, sure %v", text, doc.Stances, sure.Stances[0].Confidence)
		}
	}
}

// What is only supposed shows nothing; what would follow does.
func TestSupposed(t *testing.T) {
	for text, want := range map[string]int{
		"If [the army] attacks [the rebels], people flee.":                 0,
		"People flee if [the army] attacks [the rebels].":                  0,
		"If the talks fail, [the army] will attack [the rebels].":          1,
		"[The army] attacked [the rebels], as if there were no ceasefire.": 1,
	} {
		doc := article(t, text)
		stance.Find(doc)
		if len(doc.Stances) != want {
			t.Errorf("%s: %d stances, want %d", text, len(doc.Stances), want)
		}
	}
}

// In a claim's content the speaker judges, not the author; the claim's type says
// what it does to its target.
func TestClaim(t *testing.T) {
	doc := article(t, "[Orlov] said [the mayor] is a liar.")
	find := func(word string) models.Span {
		at := strings.Index(doc.Article.Text, word)
		return models.Span{Start: at, End: at + len(word)}
	}
	said := models.Claim{Source: []models.Span{find("Orlov")}, Cue: []models.Span{find("said")}, Content: []models.Span{find("the mayor is a liar")},
		Parent: models.None, SourceKind: models.NamedSource, CueLemma: "say", Parts: []models.Part{{Role: models.Source, Actor: 1}}}
	doc.Claims = []models.Claim{said}
	stance.Find(doc)
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	if got, want := stances(doc), []string{"Orlov -> the mayor: against [liar]"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(doc.Stances) == 1 && doc.Stances[0].Claim != 0 {
		t.Errorf("claim %d", doc.Stances[0].Claim)
	}

	for _, test := range []struct {
		kind models.ClaimType
		want string
	}{
		{models.Accusation, "Orlov -> the mayor: against [said] ACCUSE"},
		{models.Warning, "Orlov -> the mayor: against [said] THREATEN"},
		{models.Support, "Orlov -> the mayor: favor [said] SUPPORT"},
		{models.Apology, "Orlov -> the mayor: favor [said] CONCEDE"},
		{models.Statement, "Orlov -> the mayor: neutral [said]"},
	} {
		doc = article(t, "[Orlov] said [the mayor] went home.")
		clm := said
		clm.Content, clm.Type = []models.Span{find("the mayor went home")}, test.kind
		if test.kind != models.Statement {
			clm.Parts = append(clm.Parts[:1:1], models.Part{Role: models.Target, Actor: 2, Mention: 1})
		}
		doc.Claims = []models.Claim{clm}
		stance.Find(doc)
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		if got := stances(doc); len(got) != 1 || got[0] != test.want {
			t.Errorf("%s: got %q, want %q", test.kind, got, test.want)
		}
	}
}

// A commenter's and an editor's words are their own.
func TestVoices(t *testing.T) {
	for _, kind := range []models.ActorType{models.Commenter, models.Person} {
		doc := article(t, "[The mayor] is a liar.")
		id := models.ActorID(kind.String() + ":ann")
		doc.Actors = append(doc.Actors, models.Actor{ID: id, Name: "Ann", Type: kind})
		doc.Sections[0].Kind, doc.Sections[0].Author, doc.Sections[0].Actor = models.Comment, "Ann", 2
		stance.Find(doc)
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		if len(doc.Stances) != 1 || doc.Stances[0].Holder != 2 || (doc.Stances[0].HolderKind == models.CommenterHolder) != (kind == models.Commenter) {
			t.Errorf("%s: %+v", kind, doc.Stances)
		}
	}
}

// TestScore judges "[target]" alone, or "{holder}" toward "[target]".
func TestScore(t *testing.T) {
	tests := []struct {
		text string
		want models.Label
	}{
		{"{The senator} condemned [the militia].", models.Against},
		{"{The militia} was condemned by [the senator].", models.Neutral},
		{"[The militia] was condemned by {the senator}.", models.Against},
		{"{The senator} met [the envoy].", models.Neutral},
		{"{Orlov} said [the mayor] is a liar.", models.Against},
		{"“[The mayor] is a hero,” said {Orlov}.", models.Favor},
		{"{Orlov} called [the mayor] a liar.", models.Against},
		{"{Orlov} came home, and later he praised [the mayor].", models.Favor},
		{"[The mayor] lied to the village.", models.Against},
		{"[The mayor] saved the village.", models.Favor},
		{"[The mayor] lives in the village.", models.Neutral},
		// Who stands in the sentence beside is no voice, and a sentence may be cut.
		{"{Orlov} came home. [The mayor] lied to the village.", models.Neutral},
		{"{Orlov} spoke for the U. S. envoys. They praised [the mayor].", models.Neutral},
	}
	for _, test := range tests {
		text, pair := marked(test.text)
		sents, toks := annotate(t, text)
		got := stance.Score(sents, toks, pair)
		if got.Label != test.want {
			t.Errorf("%s: %s %v %v", test.text, got.Label, got.Score, got.Reasons)
		}
		lawful(t, text, got)
	}
}

// marked cuts "{holder}" and "[target]" from a text.
func marked(s string) (string, stance.Pair) {
	var b strings.Builder
	var pair stance.Pair
	for _, r := range s {
		switch r {
		case '{':
			pair.Holder.Start, pair.HasHolder = b.Len(), true
		case '}':
			pair.Holder.End = b.Len()
		case '[':
			pair.Target.Start = b.Len()
		case ']':
			pair.Target.End = b.Len()
		default:
			b.WriteRune(r)
		}
	}
	pair.Text = b.String()
	return pair.Text, pair
}

// lawful holds what every judgement promises: the score is the sum of its
// reasons cut to its range, the label its sign.
func lawful(t testing.TB, text string, j stance.Judgement) {
	t.Helper()
	sum := 0.0
	for _, r := range j.Reasons {
		sum += r.Score
	}
	if cut := max(-1, min(1, sum)); math.Abs(cut-j.Score) > 1e-9 {
		t.Errorf("%q: score %v is not the sum %v of %v", text, j.Score, sum, j.Reasons)
	}
	if j.Confidence < 0 || j.Confidence > 1 || j.Label != models.Neutral && (j.Label == models.Favor) != (j.Score > 0) {
		t.Errorf("%q: %+v", text, j)
	}
	if j.Evidence.Start < 0 || j.Evidence.End > len(text) {
		t.Errorf("%q: evidence %v", text, j.Evidence)
	}
}

var odd = []string{
	"", " ", "\n\n\n", ".", "“", "condemned", "of of of of", "[", "İ'll condemn Ⱥ", "Russia condemned", "condemned Russia",
	"RUSSIA CONDEMNED UKRAINE AND PRAISED CHINA", "a\u202eb Russia\u202c attacked Ukraine", "Russia, Russia, Russia, a critic of Russia, condemned Russia.",
	strings.Repeat("Russia condemned Ukraine and ", 300), strings.Repeat("(", 500), strings.Repeat("to attack ", 400),
	strings.Repeat("Putin said that ", 200) + "Biden lied.", "by by by attacking by Russia by", "“Russia is a liar,” said Ukraine, “and a thug.”",
}

// whole runs every step up to stances.
func whole(t testing.TB, text string) *models.Document {
	t.Helper()
	doc := &models.Document{Article: models.Article{ID: models.NewArticleID("", text), Text: text}}
	if text != "" {
		doc.Sections = []models.Section{{Span: models.Span{Start: 0, End: len(text)}, Actor: models.None}}
	}
	doc.Sentences, doc.Tokens = token.Split(text, doc.Sections)
	open(t).Words(doc)
	claim.Find(doc)
	return doc
}

func TestOdd(t *testing.T) {
	for _, text := range odd {
		doc := whole(t, text)
		if err := doc.Check(); err != nil {
			t.Logf("%.40q: before stances: %v", text, err)
			continue
		}
		stance.Find(doc)
		if err := doc.Check(); err != nil {
			t.Errorf("%.40q: %v", text, err)
		}
		first := doc.Stances
		doc.Stances = nil
		stance.Find(doc)
		if diff := cmp.Diff(first, doc.Stances); diff != "" {
			t.Errorf("%.40q: a second run differs:\n%s", text, diff)
		}
	}
}

func FuzzScore(f *testing.F) {
	for i, text := range odd {
		f.Add(text, i, i+7, 3, 9, i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int, has bool) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		sents, toks := annotate(t, text)
		p, q := models.Span{Start: a, End: b}, models.Span{Start: c, End: d}
		lawful(t, text, stance.Score(sents, toks, stance.Pair{Text: text, Holder: p, Target: q, HasHolder: has}))
		lawful(t, text, stance.Score(sents, toks, stance.Pair{Text: text, Holder: q, Target: p, HasHolder: true}))
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("President Putin condemned the attack on Russia. Ukraine, a critic of the Kremlin, said on Monday that Moscow had lied. "+
		"The corrupt officials refused to meet Germany and were denounced by France, an ally of Poland, after the talks had failed in Geneva.\n\n", 200)
	doc := whole(b, text)
	words := len(doc.Tokens)
	b.ReportAllocs()
	for b.Loop() {
		doc.Stances = nil
		stance.Find(doc)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// One sentence of many words costs no more a word than many sentences do.
func TestLinear(t *testing.T) {
	cost := func(n int) time.Duration {
		text := strings.Repeat("Russia said that France condemned Spain and ", n)
		secs := []models.Section{{Span: models.Span{Start: 0, End: len(text)}, Actor: models.None}}
		doc := &models.Document{Article: models.Article{Text: text}, Sections: secs, Actors: []models.Actor{{Type: models.Author}, {Name: "a"}, {Name: "b"}}}
		for i, at := range fields(text) {
			doc.Tokens = append(doc.Tokens, models.Token{Span: at, XPOS: []string{"NNP", "VBD", "IN", "NNP", "VBD", "NNP", "CC"}[i%7], Lemma: []string{"Russia", "say", "that", "France", "condemn", "Spain", "and"}[i%7]})
			if i%7 == 0 || i%7 == 3 || i%7 == 5 {
				doc.Mentions = append(doc.Mentions, models.Mention{Span: at, Actor: 1 + i%7/5})
			}
			if i%7 == 1 {
				doc.Claims = append(doc.Claims, models.Claim{Cue: []models.Span{at}, Content: []models.Span{{Start: at.End + 1, End: len(text)}},
					Parent: models.None, SourceMention: models.None, Parts: []models.Part{{Role: models.Source, Actor: 2, Mention: models.None}}})
			}
		}
		doc.Sentences = []models.Sentence{{Span: secs[0].Span, First: 0, Last: len(doc.Tokens)}}
		start := time.Now()
		stance.Find(doc)
		if len(doc.Stances) < n/2 {
			t.Fatalf("%d stances", len(doc.Stances))
		}
		return time.Since(start)
	}
	cost(100)
	small, large := cost(1000), cost(16000)
	if large > 80*small+200*time.Millisecond {
		t.Errorf("16 times the words take %v instead of %v", large, small)
	}
}

// fields gives the spans of the words between spaces.
func fields(text string) []models.Span {
	var all []models.Span
	at := 0
	for word := range strings.FieldsSeq(text) {
		all = append(all, models.Span{Start: at, End: at + len(word)})
		at += len(word) + 1
	}
	return all
}
