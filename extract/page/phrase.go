package page

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/sayso-nlp/sayso/data"
)

// A role is what a line of a page is by its words alone; "" if it is not known.
type role string

// The roles that the list of phrases gives, and those that need more than words.
const (
	button    role = "boilerplate" // share, print, sign up, hashtags
	related   role = "related"     // a heading over other articles
	form      role = "form"        // of writing a comment: ends a thread
	closed    role = "closed"      // "Comments are closed."
	thread    role = "thread"      // a heading over comments
	bylined   role = "byline"      // "Originally published at …"
	captioned role = "caption"     // "Photo: …"
	editorial role = "editor"      // "Editor's note: …"
)

// where says which part of a line a phrase has to be.
type where string

// The places of a phrase in its line.
const (
	whole  where = "whole"
	start  where = "start"
	end    where = "end"
	label  where = "label"
	tail   where = "tail"
	kicker where = "kicker"
)

// phraseWords is the length in words up to which a line may be more than the
// phrase that it starts or ends with; an editor's note may be any length.
const phraseWords = 30

// phraseBytes is the length in bytes up to which a line can be a phrase's.
const phraseBytes = 400

type phrase struct {
	words string
	where where
	role  role
}

// phrases holds the list page_phrases: at its first word those that start a
// line, at its last word those that end one.
var phrases = sync.OnceValue(func() (index struct {
	first, last map[string][]phrase
	tails       []string
}) {
	index.first, index.last = map[string][]phrase{}, map[string][]phrase{}
	for _, row := range data.Rows("page_phrases") {
		p := phrase{row[0], where(row[1]), role(row[2])}
		toks := strings.Fields(p.words)
		switch p.where {
		case tail:
			index.tails = append(index.tails, p.words)
		case end:
			last := toks[len(toks)-1]
			index.last[last] = append(index.last[last], p)
		default:
			index.first[toks[0]] = append(index.first[toks[0]], p)
		}
	}
	return index
})

// roleOf names the role of a line by the phrases in it; k is its key.
func roleOf(s, k string) role {
	if hashtags(s) || copyright(s) {
		return button
	}
	first, rest, _ := strings.Cut(k, " ")
	for _, p := range phrases().first[first] {
		if !strings.HasPrefix(k, p.words) {
			continue
		}
		more := k[len(p.words):]
		switch p.where {
		case whole:
			if more == "" {
				return p.role
			}
		case start:
			if (more == "" || more[0] == ' ') && strings.Count(more, " ") <= phraseWords {
				return p.role
			}
		case label:
			if (more == "" || more[0] == ' ') && labelled(s, strings.Count(p.words, " ")+1) &&
				(p.role == editorial || strings.Count(more, " ") <= phraseWords) {
				return p.role
			}
		}
	}
	if rest == "" {
		return ""
	}
	for _, p := range phrases().last[k[strings.LastIndexByte(k, ' ')+1:]] {
		if strings.HasSuffix(k, " "+p.words) && strings.Count(k, " ") <= 2*phraseWords {
			return p.role
		}
	}
	return ""
}

// labelled reports whether a colon follows the first n words of s: "Source:
// author's blog", but not "Source of the trouble".
func labelled(s string, n int) bool {
	head, _, found := strings.Cut(s, ":")
	return found && words(key(head)) == n
}

// isKicker reports whether a line over the title names the part of the paper: "OPINION".
func isKicker(k string) bool {
	first, _, _ := strings.Cut(k, " ")
	return slices.ContainsFunc(phrases().first[first], func(p phrase) bool { return p.where == kicker && p.words == k })
}

// hashtags reports whether s is made of nothing else: "#Russia #Caucasus".
// A heading of Markdown has a space behind its mark.
func hashtags(s string) bool {
	if !strings.HasPrefix(s, "#") || len(s) > longLine {
		return false
	}
	letters := false
	for _, tok := range strings.Fields(s) {
		tag := strings.TrimRight(tok, ",;|")
		if len(tag) < 2 || tag[0] != '#' || strings.IndexFunc(tag[1:], unicode.IsPunct) == 0 {
			return false
		}
		letters = letters || strings.IndexFunc(tag, unicode.IsLetter) > 0
	}
	return letters
}

// copyright reports whether s is the line of a right's holder: "© 2019 The
// Example", "Copyright 2019", but not "Copyright lawyers said …".
func copyright(s string) bool {
	if strings.HasPrefix(s, "©") || strings.HasPrefix(s, "(c) ") || strings.HasPrefix(s, "(C) ") {
		return words(s) <= phraseWords
	}
	word, rest, _ := strings.Cut(s, " ")
	if !strings.EqualFold(strings.Trim(word, "."), "copyright") {
		return false
	}
	rest = strings.TrimSpace(rest)
	return words(s) <= phraseWords && (strings.HasPrefix(rest, "©") || strings.HasPrefix(strings.ToLower(rest), "(c)") ||
		rest != "" && '0' <= rest[0] && rest[0] <= '9')
}

// glued finds a phrase that stands at the end of a line behind the end of its
// last sentence with no line end between, as in "if they refused.Comments are
// closed." It returns where the phrase starts, or -1.
func glued(s string) int {
	for _, words := range phrases().tails {
		part := strings.TrimRight(s, ". \u00a0")
		at := len(part) - len(words)
		if at <= 0 || !strings.EqualFold(part[at:], words) || !unicode.IsUpper(rune(part[at])) {
			continue
		}
		if ended(strings.TrimRight(part[:at], " \u00a0")) {
			return at
		}
	}
	return -1
}
