package main

import "testing"

func TestMeant(t *testing.T) {
	list := []string{"run", "report", "rehydrate", "text-field", "verify", "diff"}
	for _, tt := range []struct{ word, want string }{
		{"rnu", "run"}, {"runn", "run"}, {"reprot", "report"}, {"text-feild", "text-field"}, {"test-fields", "text-field"}, {"verfy", "verify"},
		{"", ""}, {"r", ""}, {"fly", ""}, {"dif", "diff"}, {"wings", ""}, {"rehydration", ""}, {"ran", "run"}, {"é", ""},
	} {
		if got := meant(tt.word, list); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.word, got, tt.want)
		}
	}
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"ab", "ba", 1}, {"abc", "abd", 1}, {"abc", "bc", 1}, {"kitten", "sitting", 3}} {
		if got, back := changes(tt.a, tt.b), changes(tt.b, tt.a); got != tt.want || back != got {
			t.Errorf("%q and %q: %d and %d, want %d", tt.a, tt.b, got, back, tt.want)
		}
	}
}
