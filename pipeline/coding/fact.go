package coding

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// Fields says what strata may be made by.
const Fields = "type (of a stance its label), outlet, section, genre, metadata.NAME"

// metadataField begins the name of a field that the records had beside ours.
const metadataField = "metadata."

// CheckField reports what is wrong with a name of a field.
func CheckField(name string) error {
	if rest, ok := strings.CutPrefix(name, metadataField); ok && rest != "" {
		return nil
	}
	if !slices.Contains([]string{"type", "outlet", "section", "genre"}, name) {
		return fmt.Errorf("%q is none of %s", name, Fields)
	}
	return nil
}

// none stands in the name of a stratum for what is not known.
const none = "(none)"

// A unit is a claim or a stance that may be drawn.
type unit struct{ id, label, sentence string }

func unitsOf(d *snapshot.Dossier, kind Kind) []unit {
	var list []unit
	if kind == Claim {
		for _, c := range d.Claims {
			list = append(list, unit{c.ClaimID, c.Type, c.SentenceID})
		}
		return list
	}
	for _, st := range d.Stances {
		list = append(list, unit{st.StanceID, st.Label, st.SentenceID})
	}
	return list
}

// facts are what is known of an article's units that strata are made by.
type facts struct {
	outlet   string
	metadata map[string]json.RawMessage
	sections map[string]string // by sentence, the kind of its section
}

// factsOf finds what the fields need, and no more.
func factsOf(d *snapshot.Dossier, fields []string) (*facts, error) {
	f := &facts{outlet: d.Publisher}
	if slices.Contains(fields, "section") {
		f.sections = make(map[string]string, len(d.Sentences))
		kinds := make(map[string]string, len(d.Sections))
		for _, sec := range d.Sections {
			kinds[sec.SectionID] = sec.Kind
		}
		for _, sent := range d.Sentences {
			f.sections[sent.SentenceID] = kinds[sent.SectionID]
		}
	}
	inMetadata := func(field string) bool { return field == "genre" || strings.HasPrefix(field, metadataField) }
	if d.Metadata != "" && slices.ContainsFunc(fields, inMetadata) {
		if err := json.Unmarshal([]byte(d.Metadata), &f.metadata); err != nil {
			return nil, fmt.Errorf("article %s: its metadata: %w", d.ArticleID, err)
		}
	}
	return f, nil
}

// field is the value of a field for a unit, "" where it is not known.
func (f *facts) field(name string, u unit) string {
	switch name {
	case "type":
		return u.label
	case "outlet":
		return cut(plain(f.outlet), longestWord)
	case "section":
		return f.sections[u.sentence]
	}
	return word(f.metadata[strings.TrimPrefix(name, metadataField)])
}

// longestWord bounds the name that a field gives to a stratum.
const longestWord = 80

// word is a value of JSON to read: a string without its quotation marks.
func word(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) != nil {
		s = string(value)
	}
	return cut(plain(s), longestWord)
}
