package main

import (
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// drawn is the text of a document with its marks in words.
func drawn(doc *models.Document) string {
	var b strings.Builder
	s := newShower(&b, true)
	s.sentence(doc.Article.Text, models.Span{End: len(doc.Article.Text)}, marksOf(doc))
	s.out.Flush()
	return strings.NewReplacer("\x1b[1;34m", "<s>", "\x1b[1;35m", "<q>", "\x1b[36m", "<c>", "\x1b[36;4m", "<c+e>", "\x1b[1;35;4m", "<q+e>", "\x1b[;4m", "<e>", "\x1b[0m", "</>", "\n", "").Replace(b.String())
}

func TestMarksInText(t *testing.T) {
	text := "Zoë says that Ada denied it."
	span := func(words string) models.Span {
		at := strings.Index(text, words)
		return models.Span{Start: at, End: at + len(words)}
	}
	doc := &models.Document{Article: models.Article{Text: text}}
	doc.Claims = []models.Claim{
		{Source: []models.Span{span("Zoë")}, Cue: []models.Span{span("says")}, Content: []models.Span{span("that Ada denied it")}},
		{Source: []models.Span{span("Ada")}, Cue: []models.Span{span("denied")}, Content: []models.Span{span("it")}},
	}
	want := "<s>Zoë</> <q>says</> <c>that </><s>Ada</><c> </><q>denied</><c> </><c>it</>."
	if got := drawn(doc); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	doc.Claims = doc.Claims[:1]
	doc.Stances = []models.Stance{{Evidence: span("denied it")}, {Evidence: span("says")}, {Evidence: span(".")}}
	want = "<s>Zoë</> <q+e>says</> <c>that Ada </><c+e>denied it</><e>.</>"
	if got := drawn(doc); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// No text steers the terminal.
func TestCalm(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"a\x1b[31mred\x07", "a\uFFFD[31mred\uFFFD"},
		{"line\r\nline\tcell", "line  line cell"},
		{"\u009b31m", "\uFFFD31m"},
		{"turned\u202Eback", "turned\uFFFDback"},
		{"Zoë 👩‍🚀", "Zoë 👩‍🚀"},
	} {
		if got := calm(tt.in); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestColors(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	var b strings.Builder
	for mode, want := range map[string]bool{colorAlways: true, colorNever: false, colorAuto: false} {
		if got, err := colors(mode, &b); got != want || err != nil {
			t.Errorf("%s: %v, %v", mode, got, err)
		}
	}
	if _, err := colors("pink", &b); err == nil {
		t.Error("pink is a mode")
	}
}
