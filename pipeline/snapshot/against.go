package snapshot

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Against says in words what an older snapshot was made with and from that m was
// not. No words say that both came of the same run.
func (m *Manifest) Against(old *Manifest) []string {
	var words []string
	tell := func(what, before, after string) {
		if before != after {
			words = append(words, fmt.Sprintf("%s: %s became %s", what, before, after))
		}
	}
	tell("version of the program", old.ToolVersion, m.ToolVersion)
	tell("version of the schema", old.SchemaVersion, m.SchemaVersion)
	if old.SchemaSHA256 != m.SchemaSHA256 && old.SchemaVersion == m.SchemaVersion {
		words = append(words, "the schema changed under the same version")
	}
	tell("format", string(old.Format), string(m.Format))
	tell("text", old.Text.words(), m.Text.words())
	tell("title", orAbsent(old.About.Title), orAbsent(m.About.Title))
	tell("authors", orAbsent(strings.Join(old.About.Authors, ", ")), orAbsent(strings.Join(m.About.Authors, ", ")))
	tell("licence", orAbsent(old.About.Licence), orAbsent(m.About.Licence))
	before, after := flat(old.Options), flat(m.Options)
	for _, name := range slices.Sorted(maps.Keys(union(before, after))) {
		tell("option "+name, orAbsent(before[name]), orAbsent(after[name]))
	}
	words = append(words, filesAgainst("weights", old.Weights, m.Weights)...)
	words = append(words, filesAgainst("word lists", old.Lists, m.Lists)...)
	return append(words, filesAgainst("inputs", named(old.Inputs), named(m.Inputs))...)
}

// flat lists options, those of options too, by their dotted names.
func flat(options json.RawMessage) map[string]string {
	list := make(map[string]string)
	var walk func(name string, v any)
	walk = func(name string, v any) {
		if object, ok := v.(map[string]any); ok {
			for key, below := range object {
				walk(strings.TrimPrefix(name+"."+key, "."), below)
			}
			return
		}
		text, err := canonical(v)
		if err != nil {
			panic(err) // it was read from JSON
		}
		list[name] = string(text)
	}
	var v any
	if json.Unmarshal(options, &v) == nil {
		walk("", v)
	}
	return list
}

func union(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func orAbsent(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

func named(inputs []Input) []NamedHash {
	var list []NamedHash
	for _, in := range inputs {
		list = append(list, NamedHash{in.URI, in.SHA256})
	}
	return list
}

// filesAgainst says which files came, went and changed. Two inputs may have one
// name, so names are counted.
func filesAgainst(what string, old, now []NamedHash) []string {
	left := make(map[NamedHash]int)
	for _, f := range old {
		left[f]++
	}
	var came, went, changed []string
	fresh := make(map[string]int)
	for _, f := range now {
		if left[f] > 0 {
			left[f]--
			continue
		}
		came = append(came, f.Name)
		fresh[f.Name]++
	}
	gone := make(map[string]int)
	for _, f := range old {
		if left[f] == 0 {
			continue
		}
		left[f]--
		if fresh[f.Name] > 0 {
			fresh[f.Name]--
			gone[f.Name]++
			changed = append(changed, f.Name)
			continue
		}
		went = append(went, f.Name)
	}
	came = slices.DeleteFunc(came, func(name string) bool {
		gone[name]--
		return gone[name] >= 0
	})
	var parts []string
	for _, list := range []struct {
		verb  string
		names []string
	}{{"came new", came}, {"went away", went}, {"changed", changed}} {
		if len(list.names) > 0 {
			parts = append(parts, fmt.Sprintf("%d %s (%s)", len(list.names), list.verb, few(list.names)))
		}
	}
	switch {
	case len(parts) > 0:
		return []string{what + ": " + strings.Join(parts, ", ")}
	case !slices.Equal(old, now):
		return []string{what + ": the same in another order"}
	}
	return nil
}

// few lists names, not too many.
func few(names []string) string {
	const most = 3
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
