package source

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// splits gives the ways to take a first name off a path: of "a.b.c" that is "a"
// before "b.c", then "a.b" before "c", since keys may have dots in them.
func splits(path string) iter.Seq2[string, string] {
	return func(yield func(first, rest string) bool) {
		for i := range len(path) {
			if path[i] == '.' && i > 0 && i+1 < len(path) && !yield(path[:i], path[i+1:]) {
				return
			}
		}
	}
}

// pluck takes what a path leads to out of a value; rest is the value without
// it, nil if nothing is left. Through a list the path leads to all elements that
// have it. It leaves value alone.
func pluck(value any, path string) (got, rest any, ok bool) {
	switch v := value.(type) {
	case map[string]any:
		if key, ok := keyOf(v, path); ok {
			return v[key], without(v, key, nil), true
		}
		for first, below := range splits(path) {
			key, ok := keyOf(v, first)
			if !ok {
				continue
			}
			if got, rest, ok := pluck(v[key], below); ok {
				return got, without(v, key, rest), true
			}
		}
	case anyKey:
		return "word", nil, true
	case []any:
		var all, left []any
		some := false
		for _, one := range v {
			got, rest, ok := pluck(one, path)
			if !ok {
				left, some = append(left, one), some || one != nil
				continue
			}
			all, left, some = append(all, got), append(left, rest), some || rest != nil
		}
		if len(all) == 0 {
			return nil, nil, false
		}
		if some {
			rest = left
		}
		return all, rest, true
	}
	return nil, nil, false
}

// keyOf finds the key that a name stands for, the first of several.
func keyOf(object map[string]any, name string) (key string, ok bool) {
	if _, ok := object[name]; ok {
		return name, true
	}
	for k := range object {
		if sameName(k, name) && (!ok || k < key) {
			key, ok = k, true
		}
	}
	return key, ok
}

// without gives a copy of an object in which key has another value, none if
// that is nil; it gives nil for an empty object.
func without(object map[string]any, key string, value any) any {
	less := make(map[string]any, len(object))
	for k, v := range object {
		if k != key {
			less[k] = v
		}
	}
	if value != nil {
		less[key] = value
	}
	if len(less) == 0 {
		return nil
	}
	return less
}

// lacks says why the text that goes by a name is not in a cell; no reason says
// that the name does not lead there.
func lacks(c cell, name string) flaw {
	if sameName(c.name, name) {
		return noWords(c.name, c.value)
	}
	for first, path := range splits(name) {
		if !sameName(c.name, first) {
			continue
		}
		at, value := c.name, c.value
		for {
			object, ok := value.(map[string]any)
			if !ok {
				break
			}
			part, below, more := strings.Cut(path, ".")
			key, ok := keyOf(object, part)
			if !ok {
				break
			}
			at, value, path = at+"."+key, object[key], below
			if !more {
				return noWords(at, value)
			}
		}
		if what := contents(value); what != "" {
			return flaw{models.MissingField, fmt.Sprintf("no field %q; the field %q is %s", name, at, what)}
		}
	}
	return flaw{}
}

// noWords says why a field has no words.
func noWords(name string, value any) flaw {
	if what := contents(value); what != "" {
		return flaw{models.MissingField, fmt.Sprintf("the field %q is %s", name, what)}
	}
	switch value.(type) {
	case nil, string, []any:
		return flaw{models.Empty, fmt.Sprintf("nothing but white space in the field %q", name)}
	}
	return flaw{models.MissingField, fmt.Sprintf("the field %q holds no text", name)}
}

// contents tells what is in an object or in the first of a list of objects; ""
// says that value is neither.
func contents(value any) string {
	what := "an object with: "
	if list, ok := value.([]any); ok && len(list) > 0 {
		value, what = list[0], "a list of objects with: "
	}
	object, ok := value.(map[string]any)
	if !ok {
		return ""
	}
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return what + named(keys)
}

// named lists names, not too many.
func named(names []string) string {
	const most = 20
	list := strings.Join(names[:min(len(names), most)], ", ")
	if len(names) > most {
		list += fmt.Sprintf(" and %d more", len(names)-most)
	}
	if list == "" {
		list = "nothing"
	}
	return cut(list)
}
