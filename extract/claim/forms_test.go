package claim_test

import (
	_ "embed"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

//go:embed testdata/forms.txt
var formsFile string

// A form is a text of the file of forms and the claims in it.
type form struct {
	group, text string
	want        []string
}

func forms() []form {
	var list []form
	group := ""
	unescape := func(s string) string { return strings.ReplaceAll(s, `\n`, "\n") }
	for line := range strings.Lines(formsFile) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "# "):
		case strings.HasPrefix(line, "== "):
			group = line[3:]
		case strings.HasPrefix(line, "    "):
			f := &list[len(list)-1]
			f.want = append(f.want, unescape(strings.TrimSpace(line)))
		default:
			list = append(list, form{group: group, text: unescape(line)})
		}
	}
	return list
}

// The least shares of forms, in percent, that must be read without a fault, and
// of their claims that must be found to the word.
const (
	leastTexts  = 78
	leastClaims = 86
)

// Every form in which news attributes: found exactly, and nothing else found.
// What is learned cannot be right everywhere; what it misses is listed with -v.
func TestForms(t *testing.T) {
	texts, claims := count{}, count{}
	groups := map[string]*count{}
	for _, f := range forms() {
		doc := read(t, f.text, models.Body)
		if err := doc.Check(); err != nil {
			t.Errorf("%q: %v", f.text, err)
		}
		var got []string
		for _, clm := range doc.Claims {
			_, words, _ := strings.Cut(notation(doc, clm), ": ")
			got = append(got, strings.TrimSpace(words))
		}
		for _, want := range f.want {
			claims.add(slices.Contains(got, want))
		}
		right := slices.Equal(got, f.want)
		texts.add(right)
		if groups[f.group] == nil {
			groups[f.group] = &count{}
		}
		groups[f.group].add(right)
		if !right {
			t.Logf("%s\n\tgot  %s\n\twant %s", f.text, strings.Join(got, "\n\t     "), strings.Join(f.want, "\n\t     "))
		}
	}
	for group, n := range groups {
		t.Logf("%-28s %d of %d", group, n.right, n.all)
	}
	t.Logf("texts %.1f %% of %d, claims %.1f %% of %d", texts.percent(), texts.all, claims.percent(), claims.all)
	if texts.percent() < leastTexts || claims.percent() < leastClaims {
		t.Errorf("texts %.1f %%, claims %.1f %%; want %d and %d", texts.percent(), claims.percent(), leastTexts, leastClaims)
	}
}

type count struct{ right, all int }

func (c *count) add(right bool) {
	c.all++
	if right {
		c.right++
	}
}

func (c *count) percent() float64 { return 100 * float64(c.right) / float64(c.all) }
