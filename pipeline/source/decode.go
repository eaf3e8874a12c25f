package source

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"github.com/sayso-nlp/sayso/models"
)

// unit is how an encoding writes characters.
type unit uint8

const (
	asciiBased unit = iota // UTF-8, and all encodings in which ASCII is itself
	utf16Little
	utf16Big
	utf32Little
	utf32Big
)

// byteOrder tells the Unicode encoding by the byte-order mark, and the mark's
// length.
func byteOrder(head []byte) (enc unit, mark int) {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return asciiBased, 3
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")):
		return utf32Little, 4
	case bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		return utf32Big, 4
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return utf16Little, 2
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return utf16Big, 2
	}
	return asciiBased, 0
}

// trust is what is known of bytes before they are looked at.
type trust bool

const (
	guessed trust = false // may be in any encoding that has ASCII in it
	marked  trust = true  // a byte-order mark said so: UTF-8, some of it broken perhaps
)

// unmark takes the byte-order mark off in. What it returns reads the same text
// in an encoding that has ASCII in it: UTF-16 and UTF-32 become UTF-8, in which
// a code unit that stands for nothing is the byte 0xFF.
func unmark(in *bufio.Reader) (*bufio.Reader, trust, error) {
	head, err := in.Peek(4)
	if err != nil && err != io.EOF {
		return nil, guessed, err
	}
	enc, mark := byteOrder(head)
	if mark == 0 {
		return in, guessed, nil
	}
	if _, err := in.Discard(mark); err != nil {
		return nil, guessed, err
	}
	if enc == asciiBased {
		return in, marked, nil
	}
	return bufio.NewReaderSize(&wideReader{in: in, enc: enc}, 64<<10), marked, nil
}

// wideReader turns UTF-16 or UTF-32 into UTF-8.
type wideReader struct {
	in   *bufio.Reader
	enc  unit
	out  []byte // written, not yet read
	high rune   // a high surrogate that waits for its other half, or 0
	err  error
}

func (w *wideReader) Read(p []byte) (int, error) {
	for len(w.out) == 0 && w.err == nil {
		w.out, w.err = w.fill(w.out[:0])
	}
	n := copy(p, w.out)
	w.out = w.out[n:]
	if n == 0 && len(p) > 0 {
		return 0, w.err
	}
	return n, nil
}

const brokenUnit = 0xff

func (w *wideReader) fill(out []byte) ([]byte, error) {
	width := 2
	if w.enc == utf32Little || w.enc == utf32Big {
		width = 4
	}
	var one [4]byte
	for len(out) < 4<<10 {
		n, err := io.ReadFull(w.in, one[:width])
		if err != nil {
			if w.high != 0 {
				out, w.high = append(out, brokenUnit), 0
			}
			if err == io.ErrUnexpectedEOF && n > 0 {
				out, err = append(out, brokenUnit), io.EOF
			}
			return out, err
		}
		var r rune
		switch w.enc {
		case utf16Little:
			r = rune(binary.LittleEndian.Uint16(one[:]))
		case utf16Big:
			r = rune(binary.BigEndian.Uint16(one[:]))
		case utf32Little:
			r = rune(binary.LittleEndian.Uint32(one[:]))
		case utf32Big:
			r = rune(binary.BigEndian.Uint32(one[:]))
		}
		if width == 2 && w.high != 0 {
			if whole := utf16.DecodeRune(w.high, r); whole != utf8.RuneError {
				out, w.high = utf8.AppendRune(out, whole), 0
				continue
			}
			out, w.high = append(out, brokenUnit), 0
		}
		switch {
		case width == 2 && 0xd800 <= r && r < 0xdc00:
			w.high = r
		case !utf8.ValidRune(r):
			out = append(out, brokenUnit)
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return out, nil
}

// decode makes valid UTF-8 of the bytes of a text, a record or a row, and
// counts the U+FFFD it had to make. In this order:
//
//  1. bytes that are UTF-8, or were marked as such, are UTF-8;
//  2. HTML is what it declares itself to be;
//  3. bytes with at least as many UTF-8 characters as broken places are UTF-8;
//  4. bytes which read well in another encoding are in that (see guess), unless
//     they read better as UTF-8 that has some windows-1252 in it;
//  5. all others are UTF-8 with broken places.
//
// In what is taken for UTF-8 because of its characters, a broken place that
// reads well in windows-1252 is that (see mend): files are often put together
// from both. Every other one becomes one U+FFFD, cut as the Unicode standard
// recommends and as browsers and Python do it.
func decode(raw []byte, known trust, format models.Format) (text string, replaced int) {
	if utf8.Valid(raw) {
		return string(raw), 0
	}
	if known == marked {
		return repair(raw)
	}
	if format == models.HTML {
		enc, name := declared(raw)
		if strings.HasPrefix(name, "utf-") {
			return repair(raw) // UTF-16 too: the declaration could not have been read
		}
		if enc != nil {
			if b, err := enc.NewDecoder().Bytes(raw); err == nil && utf8.Valid(b) {
				return string(b), bytes.Count(b, []byte("\uFFFD"))
			}
		}
	}
	whole, bad := census(raw)
	if whole < bad {
		if enc := guess(raw, whole > 0); enc != nil {
			if b, err := enc.NewDecoder().Bytes(raw); err == nil && utf8.Valid(b) {
				return string(b), bytes.Count(b, []byte("\uFFFD"))
			}
		}
	}
	if whole > 0 {
		return mend(raw)
	}
	return repair(raw)
}

// declaration is what a page or an XML file says of its encoding, near its start.
var declaration = regexp.MustCompile(`(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([a-z0-9_:.-]+)`)

// declared gives the encoding that HTML declares, and its name in the WHATWG's
// standard, or nothing.
func declared(raw []byte) (encoding.Encoding, string) {
	m := declaration.FindSubmatch(raw[:min(len(raw), 4096)])
	if m == nil {
		return nil, ""
	}
	return charset.Lookup(string(m[1]) + string(m[2]))
}

// repair writes U+FFFD for each broken place.
func repair(raw []byte) (text string, replaced int) {
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/16)
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			size = brokenLen(raw)
			replaced++
		}
		b.WriteRune(r)
		raw = raw[size:]
	}
	return b.String(), replaced
}

// census counts the characters outside ASCII and the broken places.
func census(raw []byte) (whole, bad int) {
	for len(raw) > 0 {
		if raw[0] < utf8.RuneSelf {
			raw = raw[1:]
			continue
		}
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			size = brokenLen(raw)
			bad++
		} else {
			whole++
		}
		raw = raw[size:]
	}
	return whole, bad
}

// brokenLen is the length of the broken place at the start of raw: the longest
// start of a character that is then cut off, or one byte (the Unicode standard,
// section 3.9, "maximal subpart").
func brokenLen(raw []byte) int {
	low, high, want := byte(0x80), byte(0xbf), 0
	switch c := raw[0]; {
	case 0xc2 <= c && c <= 0xdf:
		want = 1
	case 0xe0 <= c && c <= 0xef:
		want = 2
		if c == 0xe0 {
			low = 0xa0
		} else if c == 0xed {
			high = 0x9f
		}
	case 0xf0 <= c && c <= 0xf4:
		want = 3
		if c == 0xf0 {
			low = 0x90
		} else if c == 0xf4 {
			high = 0x8f
		}
	}
	n := 1
	for n <= want && n < len(raw) && low <= raw[n] && raw[n] <= high {
		low, high = 0x80, 0xbf
		n++
	}
	return n
}
