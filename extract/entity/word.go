package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/models"
)

// A word is a token as names see it: a hyphenated token is cut at its hyphens
// (Russian-Azeri, Baku-based) and a clitic is off its noun.
type word struct {
	models.Span
	text  string
	token int      // of the sentence
	norm  string   // the text, "PUTIN" as Putin
	tag   string   // Penn tag of the token
	kind  nameKind // what the encoder takes the name for that it stands in
	begin bool     // the first word of that name
	glued bool     // no white space before it
	cap   bool     // begins with a capital
	upper bool     // two letters or more and all capitals
	alpha bool     // begins with a letter
	start bool     // the first word of the sentence, or of a quotation or a heading's part
	plain bool     // a word of the language at a place where it is capitalised anyway
}

// words cuts the tokens of a sentence into words, reusing buf.
func words(text string, toks []models.Token, buf []word) []word {
	buf = buf[:0]
	for i := range toks {
		tok := &toks[i]
		s := tok.In(text)
		at := tok.Start
		kind, begin := labelKind(tok.Name)
		for s != "" {
			n := cut(s)
			w := word{Span: models.Span{Start: at, End: at + n}, token: i, text: s[:n], tag: tok.XPOS, kind: kind, begin: begin}
			begin = false
			w.glued = len(buf) > 0 && buf[len(buf)-1].End == at
			r, _ := utf8.DecodeRuneInString(w.text)
			w.alpha = unicode.IsLetter(r)
			w.cap = unicode.IsUpper(r) || unicode.IsTitle(r)
			w.upper = w.cap && shouts(w.text)
			w.norm = w.text
			if w.upper && len(w.text) >= 3 {
				w.norm = lowered(w.text)
			}
			buf = append(buf, w)
			s, at = s[n:], at+n
		}
	}
	return buf
}

// cut is where the first word of a token ends.
func cut(s string) int {
	if len(s) < 3 {
		return len(s)
	}
	for i, r := range s {
		switch r {
		case '-', '‐', '‑', '–', '—', '/':
			if i == 0 {
				return utf8.RuneLen(r)
			}
			return i
		case '\'', '’':
			if i == 0 {
				return len(s) // a clitic
			}
			if rest := s[i+utf8.RuneLen(r):]; rest == "s" || rest == "S" || rest == "" {
				return i
			}
		}
	}
	return len(s)
}

// lowered is s with all letters small but the first.
func lowered(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n] + strings.ToLower(s[n:])
}

// shouts reports whether s has two letters or more, all capital.
func shouts(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= 2
}

// manner says how a sentence uses capitals.
type manner uint8

const (
	running  manner = iota // as usual
	headline               // Most Words Begin With One
	shouting               // ALL OF THEM
)

// mannerOf looks at the words of three letters and more but the first.
func mannerOf(ws []word) manner {
	n, caps, uppers := 0, 0, 0
	full := len(ws) > 0 && ws[len(ws)-1].text == "." // no headline ends so
	for i := range ws {
		w := &ws[i]
		if !w.alpha || len(w.text) < 4 {
			continue
		}
		n++
		if w.cap {
			caps++
		}
		if w.upper {
			uppers++
		}
	}
	switch {
	case n >= 3 && uppers*5 >= n*4 || n > 0 && n < 3 && uppers == n && len(ws) > 1:
		return shouting
	case !full && n >= 3 && caps*10 >= n*7:
		return headline
	}
	return running
}

// mark fills start and plain. A word is plain where its capital says nothing
// (at the start, in a headline) and the language knows it in lower case.
func mark(ws []word, how manner, x *lexicon, lower map[string]struct{}) {
	open := true
	for i := range ws {
		w := &ws[i]
		w.start = open
		if w.alpha {
			open = false
		}
		switch w.text {
		case "“", "\"", "``", ":", "‘", "—", "--", "•", "*", "(", "[", "…", "...", "|":
			open = true
		}
		if !w.cap || !w.start && how == running && !w.upper {
			continue
		}
		low := strings.ToLower(w.text)
		if how == running && w.upper {
			// "I will NEVER do it": stressed, not named. NATO is no common word.
			if len(w.text) >= 4 && x.common[low] {
				w.cap = false
			}
			if !w.start {
				continue
			}
		}
		_, seen := lower[low]
		w.plain = seen || x.common[low]
	}
}
