package coding

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// article cuts a text into sentences at its bars; sections at double ones.
func article(text string) *view {
	d := new(snapshot.Dossier)
	for i, section := range strings.Split(text, "||") {
		for _, sent := range strings.Split(section, "|") {
			start := len([]rune(d.Text))
			d.Text += sent
			d.Sentences = append(d.Sentences, table.Sentence{SectionID: string(rune('a' + i)), Span: table.Span{CharStart: int32(start), CharEnd: int32(len([]rune(d.Text)))}})
			d.Text += "\n"
		}
	}
	return newView(d)
}

// words is the mark of a stretch of the text.
func (v *view) words(label, words string) mark {
	start := len([]rune(v.text[:strings.Index(v.text, words)]))
	return mark{start, start + len([]rune(words)), label}
}

func TestContext(t *testing.T) {
	v := article("Über den Fluss.||First.|Zoë said she was here, and left.|Then rain fell.|Nobody came.||“Good.”")
	for _, tt := range []struct {
		name  string
		marks []mark
		want  string
	}{
		{"one sentence more on either side", []mark{v.words("SOURCE", "Zoë"), v.words("CUE", "said"), v.words("CONTENT", "she was here")},
			"First. [SOURCE Zoë] [CUE said] [CONTENT she was here], and left. Then rain fell."},
		{"not from another section", []mark{v.words("CUE", "came")},
			"Then rain fell. Nobody [CUE came]."},
		{"over sentences", []mark{v.words("CONTENT", "left.\nThen rain")},
			"First. Zoë said she was here, and [CONTENT left. Then rain] fell. Nobody came."},
		{"one in the other", []mark{v.words("TARGET", "she"), v.words("EVIDENCE", "said she was")},
			"First. Zoë [EVIDENCE said [TARGET she] was] here, and left. Then rain fell."},
		{"across each other", []mark{v.words("EVIDENCE", "said she was"), v.words("TARGET", "was here")},
			"First. Zoë [EVIDENCE said she [TARGET was]][TARGET here], and left. Then rain fell."},
	} {
		r := &Row{marks: tt.marks}
		if err := v.show(r); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if r.Context != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, r.Context, tt.want)
		}
	}
	r := &Row{marks: []mark{v.words("CONTENT", "Zoë said"), v.words("CUE", "left")}}
	if err := v.show(r); err != nil || string([]rune(v.text)[r.CharStart:r.CharEnd]) != "Zoë said she was here, and left" {
		t.Errorf("%d:%d, %v", r.CharStart, r.CharEnd, err)
	}
}

// A sentence without end is cut on both sides of the marks.
func TestLongContextIsCut(t *testing.T) {
	v := article(strings.Repeat("word ", 20_000) + "Zoë said so " + strings.Repeat("word ", 20_000))
	r := &Row{marks: []mark{v.words("CUE", "said")}}
	if err := v.show(r); err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(r.Context)); n > longestText+20 || n < longestText/2 || !strings.Contains(r.Context, "Zoë [CUE said] so") ||
		!strings.HasPrefix(r.Context, "… ") || !strings.HasSuffix(r.Context, " …") {
		t.Errorf("%d code points: %.80s … %s", n, r.Context, r.Context[len(r.Context)-80:])
	}
}

func TestBrokenSpans(t *testing.T) {
	v := article("Short.")
	for _, marks := range [][]mark{nil, {{0, 99, "CUE"}}, {{-1, 2, "CUE"}}, {{3, 3, "CUE"}}} {
		if err := v.show(&Row{marks: marks}); err == nil {
			t.Errorf("%v are shown", marks)
		}
	}
}
