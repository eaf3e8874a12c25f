package claim

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/models"
)

// laid lays out a passage of one sentence written as "word/TAG word/TAG".
func laid(tagged string) *passage {
	doc := &models.Document{}
	var text strings.Builder
	for _, field := range strings.Fields(tagged) {
		cut := strings.LastIndexByte(field, '/')
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		start := text.Len()
		text.WriteString(field[:cut])
		doc.Tokens = append(doc.Tokens, models.Token{Span: models.Span{Start: start, End: text.Len()}, XPOS: field[cut+1:], Lemma: lemmas[field[:cut]]})
	}
	doc.Article.Text = text.String()
	doc.Sections = []models.Section{{Span: models.Span{End: text.Len()}}}
	doc.Sentences = []models.Sentence{{Span: models.Span{End: text.Len()}, Last: len(doc.Tokens)}}
	p := &passage{}
	p.lay(doc, 0, 1)
	return p
}

var lemmas = map[string]string{"was": "be", "is": "be", "has": "have", "did": "do", "been": "be"}

func (p *passage) texts(list []stretch) []string {
	var texts []string
	for _, s := range list {
		texts = append(texts, p.span(s).In(p.text))
	}
	return texts
}

func TestGroups(t *testing.T) {
	for _, c := range []struct {
		tagged string
		want   []string
	}{
		{"He/PRP has/VBZ also/RB not/RB said/VBN that/IN", []string{"has also not said"}},
		{"It/PRP was/VBD widely/RB reported/VBN", []string{"was widely reported"}},
		{"They/PRP did/VBD not/RB want/VB to/TO leave/VB", []string{"did not want", "to leave"}},
		{"The/DT alleged/VBN plot/NN failed/VBD", []string{"failed"}},
		{"She/PRP strongly/RB denied/VBD it/PRP", []string{"strongly denied"}},
	} {
		p := laid(c.tagged)
		var got []stretch
		for _, g := range p.groups {
			got = append(got, g.stretch)
		}
		if diff := cmp.Diff(c.want, p.texts(got)); diff != "" {
			t.Errorf("%s:\n%s", c.tagged, diff)
		}
	}
}

func TestChunks(t *testing.T) {
	for _, c := range []struct {
		tagged string
		want   []string
	}{
		{"the/DT former/JJ prime/JJ minister/NN of/IN France/NNP spoke/VBD", []string{"the former prime minister", "France"}},
		{"Moscow/NNP 's/POS envoy/NN left/VBD", []string{"Moscow 's envoy"}},
		{"she/PRP saw/VBD two/CD ships/NNS", []string{"she", "two ships"}},
	} {
		p := laid(c.tagged)
		var got []stretch
		for _, ch := range p.chunks {
			got = append(got, ch.stretch)
		}
		if diff := cmp.Diff(c.want, p.texts(got)); diff != "" {
			t.Errorf("%s:\n%s", c.tagged, diff)
		}
	}
}

func TestSubjects(t *testing.T) {
	for _, c := range []struct{ tagged, want string }{
		{"the/DT head/NN of/IN the/DT bank/NN said/VBD", "the head of the bank"},
		{"Weber/NNP ,/, a/DT friend/NN of/IN his/PRP$ ,/, said/VBD", "Weber , a friend of his ,"},
		{"Weber/NNP ,/, however/RB ,/, said/VBD", "Weber"},
		{"Weber/NNP (/-LRB- R-Ohio/NNP )/-RRB- said/VBD", "Weber ( R-Ohio )"},
		{"Weber/NNP on/IN Monday/NNP said/VBD", "Weber"},
		{"a/DT person/NN close/JJ to/TO Weber/NNP said/VBD", "a person close to Weber"},
		{"Weber/NNP and/CC Berg/NNP said/VBD", "Weber and Berg"},
	} {
		p := laid(c.tagged)
		p.findSubjects()
		got := p.texts(p.subject[len(p.subject)-1:])[0]
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.tagged, got, c.want)
		}
	}
}

func TestValence(t *testing.T) {
	for _, c := range []struct {
		tagged string
		want   frame
	}{
		{"said/VBD that/IN he/PRP left/VBD", that},
		{"said/VBD he/PRP left/VBD", clause},
		{"said/VBD on/IN Monday/NNP that/IN he/PRP left/VBD", that},
		{"told/VBD the/DT bank/NN that/IN he/PRP left/VBD", "obj that"},
		{"accused/VBD him/PRP of/IN lying/VBG", "obj of"},
		{"pledged/VBD to/TO pay/VB", toDo},
		{"asked/VBD whether/IN he/PRP left/VBD", wh},
		{"criticized/VBD the/DT law/NN that/WDT bans/VBZ it/PRP", object},
	} {
		p := laid(c.tagged)
		if got := p.valence(p.groups[0].to).frame; got != c.want {
			t.Errorf("%s: %s, want %s", c.tagged, got, c.want)
		}
	}
}

// The table of the logistic curve rises and is symmetric.
func TestSqueeze(t *testing.T) {
	last := -1
	for x := -9000; x <= 9000; x += 50 {
		got := squeeze(x)
		if got < last || got < 0 || got > 1000 || got+squeeze(-x) != 1000 {
			t.Fatalf("squeeze(%d) = %d behind %d", x, got, last)
		}
		last = got
	}
}
