package tag

import (
	"strings"
	"testing"
)

func TestInduce(t *testing.T) {
	for _, tt := range []struct{ form, lemma, want string }{
		{"talks", "talk", "lower -1"},
		{"Talks", "talk", "lower -1"},
		{"said", "say", "lower -2 +y"},
		{"countries", "country", "lower -3 +y"},
		{"refused", "refuse", "lower -1"},
		{"refusing", "refuse", "lower -3 +e"},
		{"the", "the", "lower"},
		{"The", "the", "lower"},
		{"was", "be", "=be"},
		{"are", "be", "=be"},
		{"men", "man", "lower -2 +an"},
		{"n’t", "not", "lower -2 +ot"},
		{"n't", "not", "lower -2 +ot"},
		{"’s", "'s", "lower"},
		{"’s", "be", "=be"},
		{"’ve", "have", "lower ^-1 ^+ha"},
		{"Turkiye", "Turkiye", "keep"},
		{"McCain", "McCain", "keep"},
		{"Germans", "German", "keep -1"},
		{"ANKARA", "Ankara", "title"},
		{"GERMANS", "German", "title -1"},
		{"nato", "NATO", "upper"},
		{"12,000", "12000", "figure"},
		{"I", "I", "keep"},
		{"me", "I", "=I"},
		{"Ömer", "Ömer", "keep"},
		{"ÖMER", "Ömer", "title"},
		{"“", `"`, `="`},
		{"…", "...", "=..."},
	} {
		r, ok := Induce(tt.form, tt.lemma)
		if !ok || r.String() != tt.want {
			t.Errorf("%s → %s: %q, %v; want %q", tt.form, tt.lemma, r, ok, tt.want)
		}
		if got, ok := r.Apply(tt.form); !ok || got != tt.lemma {
			t.Errorf("%q makes %q, %v of %q, not %q", r, got, ok, tt.form, tt.lemma)
		}
	}
}

func TestStraight(t *testing.T) {
	for form, want := range map[string]string{
		"don’t": "don't", "‘tis": "'tis", "rock’n’roll": "rock'n'roll", "’": "'", "": "", "plain": "plain",
		"“": "“", "a—b": "a—b", "—’—": "—'—", "\xe2\x80": "\xe2\x80", "…’\xe2\x80": "…'\xe2\x80",
	} {
		if got := Straight(form); got != want {
			t.Errorf("%q: %q, not %q", form, got, want)
		}
	}
}

// A rule learned from one word serves others.
func TestApply(t *testing.T) {
	for _, tt := range []struct{ rule, form, want string }{
		{"lower -3 +y", "Treaties", "treaty"},
		{"keep -1", "Azeris", "Azeri"},
		{"keep -1", "McDonalds", "McDonald"},
		{"title", "ERDOĞAN", "Erdoğan"},
		{"upper", "eu", "EU"},
		{"lower -2 +an", "Policemen", "policeman"},
		{"=be", "’re", "be"},
		{"figure", "1,250,000", "1250000"},
		{"lower", "O’Brien", "o'brien"},
		{"keep", "O’Brien", "O'Brien"},
	} {
		r, err := ParseRule(tt.rule)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := r.Apply(tt.form); !ok || got != tt.want {
			t.Errorf("%q of %q: %q, %v; want %q", tt.rule, tt.form, got, ok, tt.want)
		}
	}
}

func TestApplyDoesNotFit(t *testing.T) {
	for _, tt := range []struct{ rule, form string }{
		{"lower -3 +y", "ies"},
		{"lower ^-1 -1", "as"},
		{"figure", "12"},
		{"figure", ","},
		{"lower", ""},
	} {
		r, err := ParseRule(tt.rule)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := r.Apply(tt.form); ok {
			t.Errorf("%q of %q: %q", tt.rule, tt.form, got)
		}
	}
}

func TestParseRuleRefuses(t *testing.T) {
	for _, s := range []string{"", "=", "low", "lower -0", "lower --1", "lower +", "lower -x", "lower +y -3", "figure -1", "lower y", "lower  -1", "keep -99999999999999999999"} {
		if r, err := ParseRule(s); err == nil {
			t.Errorf("%q is read as %q", s, r)
		}
	}
}

func TestUndoes(t *testing.T) {
	for _, tt := range []struct {
		rule, form string
		want       bool
	}{
		{"lower -1", "envoys", true},
		{"lower -1", "Envoys", true},
		{"lower -2", "CLASHES", true},
		{"lower -1", "clashes", true},
		{"lower -3 +y", "denies", true},
		{"lower -1", "refused", true},
		{"lower -2", "backed", true},
		{"lower -3", "stopped", true},
		{"lower -3", "backing", true},
		{"lower -3 +e", "making", true},
		{"lower -4", "stopping", true},
		{"lower -4", "backing", false},
		{"lower -4 +y", "heaviest", true},
		{"lower -3 +y", "jurors", false},
		{"lower", "envoys", false},
		{"lower -1", "envoy", false},
		{"keep -1", "Russians", true},
		{"title -3 +y", "ARMIES", true},
		{"upper -1", "UNS", false},
		{"lower -2 +an", "men", false},
		{"=be", "was", false},
		{"lower -1", "s", false},
		{"lower -3", "çéd", false},
		{"lower -1", "cafés", true},
		{"lower -2", "cafés", false},
		{"lower -2", "sautéed", true},
		{"lower -3", "sautéed", false},
		{"lower -1", "café", false},
		{"lower -1", "œ", false},
		{"lower -4", "faxeďďed", false},
	} {
		r, err := ParseRule(tt.rule)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.undoes(tt.form); got != tt.want {
			t.Errorf("%q of %q: %v", tt.rule, tt.form, got)
		}
	}
}

// What is induced applies, gives the lemma, and survives being written; any
// rule that reads applies to any form without harm.
func FuzzRule(f *testing.F) {
	f.Add("countries", "country", "lower -3 +y")
	f.Add("ÄRZTE", "Arzt", "title ^-1 ^+A -1")
	f.Add("’s", "be", "=be")
	f.Add("İstanbul", "İstanbul", "keep")
	f.Add("a b", "a  c", "upper")
	f.Fuzz(func(t *testing.T, form, lemma, rule string) {
		if len(form) > 60 || len(lemma) > 60 {
			return
		}
		form, lemma = strings.ToValidUTF8(form, ""), strings.ToValidUTF8(lemma, "")
		if r, ok := Induce(form, lemma); ok {
			if got, ok := r.Apply(form); !ok || got != lemma {
				t.Errorf("%q of %q: %q, %v; want %q", r, form, got, ok, lemma)
			}
			again, err := ParseRule(r.String())
			if err != nil || again != r {
				t.Errorf("%q is read as %q, %v", r, again, err)
			}
			if strings.ContainsAny(r.String(), "\t\n\r") {
				t.Errorf("%q breaks a line", r)
			}
		}
		if r, err := ParseRule(rule); err == nil {
			if r.String() != rule {
				t.Errorf("%q is written %q", rule, r)
			}
			if got, ok := r.Apply(form); ok && got == "" {
				t.Errorf("%q makes nothing of %q", r, form)
			}
		}
	})
}
