package entity

import (
	"regexp"
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Recep Tayyip Erdoğan", "recep-tayyip-erdogan"},
		{"İlham Əliyev", "ilham-aliyev"},
		{"Bashar al-Assad", "bashar-al-assad"},
		{"Jean-Claude O’Neill", "jean-claude-oneill"},
		{"J. D. Vance Jr.", "j-d-vance-jr"},
		{"Łukasz Groß", "lukasz-gross"},
		{"Владимир Путин", "vladimir-putin"},
		{"Αλέξης", "alexis"},
		{"AT&T", "at-t"},
		{"U.S. Steel", "us-steel"},
		{"  two  spaces ", "two-spaces"},
	}
	for _, tt := range tests {
		if got := slug(tt.name); got != tt.want {
			t.Errorf("slug(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Whatever the name, its slug is one that models.Check takes, and two names in a
// script without a table do not share it.
func TestSlugForm(t *testing.T) {
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	for _, name := range []string{"", "-", "王毅", "李强", "\u0301", "ﬁ", "½", "👍", "a👍b", "---a---", strings.Repeat("Ab ", 1000), "٣", "Ⅷ", "ǅ"} {
		if got := slug(name); !form.MatchString(got) || len(got) > maxSlug+20 {
			t.Errorf("slug(%q) = %q", name, got)
		}
	}
	if slug("王毅") == slug("李强") {
		t.Error("two names share a slug")
	}
}
