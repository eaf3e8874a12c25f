package coding

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestUnformula(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"=1+1", "'=1+1"},
		{"+49 30 1234", "'+49 30 1234"},
		{"-5 degrees", "'-5 degrees"},
		{"@minister", "'@minister"},
		{"＝1+1", "'＝1+1"},
		{" =1+1", " '=1+1"},
		{`"=1+1"`, `"'=1+1"`},
		{"up; =1+1", "up; '=1+1"},
		{`up;"=1+1"`, `up;"'=1+1"`},
		{"up,=1+1", "up,'=1+1"},
		{"3 - 2 = 1", "3 - 2 = 1"},
		{"a well-known @name", "a well-known @name"},
		{"", ""},
	} {
		if got := unformula(tt.in); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"  two\r\n\tlines ", "two lines"},
		{"nul\x00bell\a", "nul bell"},
		{"turned\u202Eback", "turned back"},
		{"line\u2028line", "line line"},
		{"soft\u00A0space", "soft space"},
		{"👩‍🚀 flies", "👩‍🚀 flies"},
	} {
		if got := plain(tt.in); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestCut(t *testing.T) {
	if got := cut("añb", 3); got != "añb" {
		t.Error(got)
	}
	if got := cut("añbc", 3); got != "añ…" {
		t.Error(got)
	}
}

// Whatever a text holds, no cell of it begins with a formula, under any
// separator.
func FuzzUnformula(f *testing.F) {
	f.Add("=1;=2,\t=3")
	f.Add("；＝")
	f.Fuzz(func(t *testing.T, s string) {
		s = plain(strings.ToValidUTF8(s, "?"))
		for _, separator := range []string{",", ";", "|"} {
			for _, cell := range strings.Split(unformula(s), separator) {
				first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \""))
				if cell != "" && strings.ContainsRune(formulaStart, first) {
					t.Errorf("%q runs %q", s, cell)
				}
			}
		}
	})
}
