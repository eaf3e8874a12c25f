package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

// proseBytes is the longest chunk that prose is given: it looks at the whole
// rest of a chunk again for each mark that it takes off.
const proseBytes = 256

// byProse cuts the chunk as prose does. It reports false, and has then cut
// nothing that counts, if prose gave back other bytes than it was given.
//
// Measured of v2.0.0: it panics at "ȺȺȺȺ'll", cuts a letter of "İİİİİ'll" in
// half (both look for a clitic in the lower-cased text, which has another
// length), turns “ into ", and drops "'stop" whole ('s is at its start), and so
// the end of "didn't." ("n't." is left, n't at its start): a chunk with an
// apostrophe is shown without the marks at its end. It returns no offsets. So it sees a stand-in with one ASCII byte for each code
// point of the chunk, and its tokens, put one after another, must read the same.
func (c *chunk) byProse() bool {
	if len(c.text) > proseBytes {
		return false
	}
	var buf [proseBytes]byte
	var offs [proseBytes]int
	stand := buf[:0]
	core := c.text
	if strings.ContainsAny(core, "'’") {
		core = strings.TrimRightFunc(core, func(r rune) bool { return !wordy(r) })
	}
	for i, r := range core {
		offs[len(stand)] = i
		stand = append(stand, standIn(r))
	}
	doc, err := prose.NewDocument(string(stand), prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return false
	}
	for i := range c.text[len(core):] {
		c.split(len(core) + i)
	}
	n := 0
	for _, tok := range doc.Tokens() {
		if len(tok.Text) > len(stand)-n || tok.Text != string(stand[n:n+len(tok.Text)]) {
			return false
		}
		c.split(offs[n])
		n += len(tok.Text)
	}
	return n == len(stand)
}

// standIn is the ASCII byte that prose sees for a code point: quotes and
// letters keep their kind, so that prose decides as it would, and no rule of
// prose has a q in it.
func standIn(r rune) byte {
	switch {
	case r > ' ' && r < utf8.RuneSelf-1:
		return byte(r)
	case r == '’' || r == '‘' || r == 'ʼ':
		return '\''
	case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
		return '"'
	case unicode.IsUpper(r):
		return 'Q'
	case wordy(r):
		return 'q'
	}
	return '*'
}
