package report

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// A text is an article as the page opens it. Spans count UTF-16 code units, as
// strings in a browser do.
type text struct {
	Text     string      `json:"text"`
	URI      string      `json:"uri"`
	URL      string      `json:"url,omitempty"`
	Byline   string      `json:"byline,omitempty"`
	Sections [][]any     `json:"sections"` // start, end, kind, author
	Actors   [][2]string `json:"actors"`   // id and name
	Mentions [][]any     `json:"mentions"` // start, end, kind, actor
	Claims   [][]any     `json:"claims"`   // claim's number, role, start, end
	Stances  [][]any     `json:"stances"`  // stance's number, start, end
}

func textOf(d *snapshot.Dossier, who actors) *text {
	t := &text{Text: strings.ToValidUTF8(d.Text, "\uFFFD"), URI: d.SourceURI, URL: address(d.Metadata), Byline: models.PlainName(d.Byline),
		Sections: [][]any{}, Actors: [][2]string{}, Mentions: [][]any{}, Claims: [][]any{}, Stances: [][]any{}}
	at := newUnits(t.Text)
	for _, sec := range d.Sections {
		start, end := at.span(sec.Span)
		t.Sections = append(t.Sections, []any{start, end, sec.Kind, models.PlainName(sec.Author)})
	}
	actorAt := make(map[string]int)
	for _, men := range d.Mentions {
		i, ok := actorAt[men.ActorID]
		if !ok {
			i = len(t.Actors)
			actorAt[men.ActorID] = i
			t.Actors = append(t.Actors, [2]string{men.ActorID, who.name(men.ActorID)})
		}
		start, end := at.span(men.Span)
		t.Mentions = append(t.Mentions, []any{start, end, men.Kind, i})
	}
	for _, sp := range d.Spans {
		start, end := at.span(sp.Span)
		t.Claims = append(t.Claims, []any{ordinal(sp.ClaimID), sp.Role, start, end})
	}
	for _, st := range d.Stances {
		start, end := at.span(st.Span)
		t.Stances = append(t.Stances, []any{ordinal(st.StanceID), start, end})
	}
	return t
}

// address is the article's own address on the web, where its record holds one
// that is safe to follow.
func address(metadata string) string {
	var rest struct {
		URL any `json:"url"`
	}
	if json.Unmarshal([]byte(metadata), &rest) != nil {
		return ""
	}
	s, _ := rest.URL.(string)
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// units translates code points of a text into UTF-16 code units. Most texts hold
// few characters beyond the basic plane, which are two units each, or none.
type units struct {
	n     int   // code points
	pairs []int // code points that are two units, ascending
}

func newUnits(text string) *units {
	u := new(units)
	for _, r := range text {
		if r > 0xFFFF {
			u.pairs = append(u.pairs, u.n)
		}
		u.n++
	}
	return u
}

// span translates a span and holds it inside the text.
func (u *units) span(s table.Span) (start, end int) {
	start = min(max(int(s.CharStart), 0), u.n)
	end = min(max(int(s.CharEnd), start), u.n)
	return start + u.before(start), end + u.before(end)
}

// before is how many characters of two units stand before a code point.
func (u *units) before(point int) int {
	n, _ := slices.BinarySearch(u.pairs, point)
	return n
}
