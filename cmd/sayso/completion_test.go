package main

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/pflag"
)

// Every command tells its flags, and each word that a flag offers is one that its
// help names.
func TestOfferedWords(t *testing.T) {
	offered := 0
	for _, c := range commands() {
		flags := flagsOf(c)
		if flags == nil {
			t.Fatalf("%s does not tell its flags", c.name)
		}
		flags.VisitAll(func(f *pflag.Flag) {
			said := strings.FieldsFunc(f.Usage, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",:;()", r) })
			for _, word := range f.Annotations[words] {
				offered++
				named := slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, word) })
				if !named && f.Name != "table" {
					t.Errorf("%s --%s offers %q, which its help does not name: %s", c.name, f.Name, word, f.Usage)
				}
			}
		})
	}
	if offered < 20 {
		t.Errorf("only %d words are offered", offered)
	}
}
