package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// A view is what the template of the page reads.
type view struct {
	Title    string
	Snapshot string
	Tool     string
	Inputs   int
	Policy   string
	Style    template.HTML
	Page     Page
	MaxSize  string
	Once     bool // copies are left out

	Totals   figure
	Types    figure
	Time     figure
	Sources  figure
	Stances  figure
	Toward   figure
	Skips    figure
	Grid     grid
	Licences []licence

	programs []string
	count    *count
}

type licence struct{ Name, Text string }

func newView(s *snapshot.Snapshot, opt Options, c *count) *view {
	m := s.Manifest
	programs, style := programs(), asset("page.css")
	v := &view{
		Title: models.PlainName(opt.Title), Snapshot: m.ID, Tool: m.ToolVersion, Inputs: len(m.Inputs),
		Policy: policy(programs, style), Style: element("style", style), MaxSize: megabytes(opt.MaxSize),
		Totals: c.totals(), Types: c.types(), Time: c.overTime(), Sources: c.mostQuoted(), Stances: c.stanceMatrix(),
		Toward: c.toward(), Skips: c.skipped(), Grid: c.grid(), programs: programs, count: c,
		Once: opt.Once,
	}
	if opt.Once {
		for _, f := range v.figures() {
			f.Query = originals.Replace(f.Query)
		}
	}
	if v.Title == "" {
		v.Title = "Who says what about whom"
	}
	for _, name := range libraries {
		v.Licences = append(v.Licences, licence{name, asset("vendor/" + name + ".LICENSE")})
	}
	return v
}

// figures lists the figures in the order of the page.
func (v *view) figures() []*figure {
	return []*figure{&v.Totals, &v.Stances, &v.Time, &v.Types, &v.Sources, &v.Toward, &v.Skips}
}

// A frame is the page around its packed data.
type frame struct{ head, tail string }

var drawing = template.Must(template.New("page").Funcs(template.FuncMap{
	"grouped": grouped, "data": newSheet, "at": at, "cut": cut, "sub": func(x, y int) int { return x - y },
}).Parse(asset("page.html")))

func (v *view) frame() (*frame, error) {
	var b strings.Builder
	if err := drawing.Execute(&b, v); err != nil {
		return nil, fmt.Errorf("drawing the page: %w", err)
	}
	figures, err := json.Marshal(v.figures())
	if err != nil {
		return nil, fmt.Errorf("drawing the page: %w", err)
	}
	names, err := json.Marshal(v.names())
	if err != nil {
		return nil, fmt.Errorf("drawing the page: %w", err)
	}
	f := &frame{head: b.String()}
	f.head += `<script type="application/json" id="figures">` + string(figures) + "</script>\n"
	f.head += `<script type="application/json" id="names">` + string(names) + "</script>\n"
	for _, p := range v.programs {
		f.tail += string(element("script", p)) + "\n"
	}
	f.tail += "</body>\n</html>\n"
	return f, nil
}

// names are those of the actors of the figures.
func (v *view) names() map[string]string {
	names := make(map[string]string)
	for _, fig := range v.figures() {
		for i, col := range fig.Columns {
			for _, row := range fig.Rows {
				if id, ok := row[i].(string); ok && (col == "source" || col == "target" || col == "holder") {
					names[id] = v.count.holderName(id)
				}
			}
		}
	}
	return names
}

// A sheet is a figure as a table of HTML, with names where ids are not meant to
// be read.
type sheet struct {
	figure
	Caption string
	Cells   [][]sheetCell
}

type sheetCell struct {
	Text   string
	Link   string
	Number bool
}

func newSheet(v *view, f figure) sheet {
	s := sheet{figure: f, Caption: f.Title}
	for r, row := range f.Rows {
		var cells []sheetCell
		for i, val := range row {
			c := sheetCell{Text: fmt.Sprint(val)}
			switch x := val.(type) {
			case nil:
				c.Text = "null"
			case int:
				c.Text, c.Number = grouped(x), true
			case float64:
				c.Text, c.Number = fmt.Sprintf("%.3f", x), true
			}
			if i == 0 && f.Links != nil {
				c.Link = f.Links[r]
			}
			cells = append(cells, c)
		}
		s.Cells = append(s.Cells, cells)
	}
	return s
}

// at is the value of a named column in the first row.
func at(f figure, column string) any {
	for i, name := range f.Columns {
		if name == column && len(f.Rows) > 0 {
			return f.Rows[0][i]
		}
	}
	return nil
}

// grouped prints a number with a thin space between thousands.
func grouped(x any) string {
	n, ok := x.(int)
	if !ok {
		return fmt.Sprint(cmp.Or(x, any("—")))
	}
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u2009" + s[i:]
	}
	return s
}

// cut is a name that fits on top of a column.
func cut(s string) string {
	const most = 26
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return strings.TrimRight(string(runes[:most-1]), " ") + "…"
}

// megabytes prints a size.
func megabytes(n int64) string { return fmt.Sprintf("%d MB", n>>20) }
