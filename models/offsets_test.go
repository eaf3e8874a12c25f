package models

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// slowRune is the definition of Offsets.Rune.
func slowRune(text string, b int) int { return utf8.RuneCountInString(text[:b]) }

func checkOffsets(t *testing.T, text string) {
	t.Helper()
	o := NewOffsets(text)
	if got, want := o.Len(), utf8.RuneCountInString(text); got != want {
		t.Fatalf("Len() = %d, want %d", got, want)
	}
	r := 0
	for b := range text {
		if got := o.Rune(b); got != r || got != slowRune(text, b) {
			t.Fatalf("Rune(%d) = %d, want %d", b, got, r)
		}
		if got := o.Byte(r); got != b {
			t.Fatalf("Byte(%d) = %d, want %d", r, got, b)
		}
		r++
	}
	if o.Rune(len(text)) != r || o.Byte(r) != len(text) {
		t.Fatalf("the end is %d code points and byte %d, want %d and %d", o.Rune(len(text)), o.Byte(r), r, len(text))
	}
}

func TestOffsets(t *testing.T) {
	for _, text := range []string{
		"", "a", "é", "İstanbul", "plain ASCII text",
		strings.Repeat("x", stride-1) + "é" + strings.Repeat("y", stride),
		strings.Repeat("ə", 3*stride),
		strings.Repeat("x", stride) + "😀" + strings.Repeat("–", stride),
	} {
		checkOffsets(t, text)
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("Əliyev said “no”.")
	f.Fuzz(func(t *testing.T, text string) {
		checkOffsets(t, strings.ToValidUTF8(text, "\uFFFD"))
	})
}

func BenchmarkOffsets(b *testing.B) {
	text := strings.Repeat("The minister said “no”. ", 4000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		NewOffsets(text)
	}
}
