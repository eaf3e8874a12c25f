package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"
)

// sniff tells what a file without a known extension holds by its head.
func sniff(head []byte, m *mapping) kind {
	if bytes.HasPrefix(head, []byte("PAR1")) {
		return parquetTable
	}
	in, _, err := unmark(bufio.NewReader(bytes.NewReader(head)))
	if err != nil {
		return plainText
	}
	if head, err = io.ReadAll(in); err != nil {
		return plainText
	}
	start := bytes.TrimLeft(head, " \t\r\n")
	lower := bytes.ToLower(start[:min(len(start), 15)])
	if bytes.HasPrefix(lower, []byte("<!doctype html")) || bytes.HasPrefix(lower, []byte("<html")) {
		return htmlText
	}
	if k := sniffJSON(start); k != unknown {
		return k
	}
	if k := sniffTable(start, m); k != unknown {
		return k
	}
	return plainText
}

// sniffJSON tells JSON from text that only begins with a bracket, such as
// "[Editor's note: …]": a key with its colon must follow. It is JSON lines if a
// second line begins like the first.
func sniffJSON(start []byte) kind {
	rest := start
	list := bytes.HasPrefix(rest, []byte("["))
	if list {
		rest = bytes.TrimLeft(rest[1:], " \t\r\n")
	}
	if !bytes.HasPrefix(rest, []byte("{")) {
		return unknown
	}
	rest = bytes.TrimLeft(rest[1:], " \t\r\n")
	if !bytes.HasPrefix(rest, []byte(`"`)) {
		return unknown
	}
	rest = rest[1:]
	if at := bytes.IndexByte(rest, '"'); at < 0 || !bytes.HasPrefix(bytes.TrimLeft(rest[at+1:], " \t\r\n"), []byte(":")) {
		return unknown
	}
	if list {
		return jsonDocument
	}
	line, below, _ := bytes.Cut(start, []byte("\n"))
	if json.Valid(line) && len(bytes.TrimSpace(below)) > 0 || len(bytes.TrimSpace(line)) > 1 && bytes.HasPrefix(bytes.TrimSpace(below), []byte("{")) {
		return jsonLines
	}
	return jsonDocument
}

// Bounds of what is taken for the header of a table.
const (
	maxHeading  = 64 // bytes of a name
	sniffedRows = 20 // rows looked at behind it
)

// sniffTable tells a table from prose with commas in it. The first line must
// look like a header: two names or more, short, all different, none ending like
// a sentence, and one of them a name that the text goes by, or two of them names
// that anything goes by. The first row must have as many fields, and so must
// three quarters of the rows in the head.
//
// "Body, mind and soul" is no header: in the headers of tables no blank follows
// the comma, unless two names are known.
func sniffTable(start []byte, m *mapping) kind {
	line, below, more := bytes.Cut(start, []byte("\n"))
	if !more {
		return unknown
	}
	delim := parting(line)
	header := cutRow(start, delim, 0, false, false)
	if header.cut || header.fault != "" || header.n < 2 || header.n > maxColumns || header.end != len(line)+1 {
		return unknown
	}
	seen := make(map[string]bool)
	text, known, loose := false, 0, false
	for _, f := range header.spans {
		name := string(start[f.start:f.end])
		trimmed := strings.TrimSpace(name)
		if len(name) > maxHeading || seen[trimmed] || !utf8.ValidString(name) || strings.HasSuffix(trimmed, ".") || strings.HasSuffix(trimmed, "?") || strings.HasSuffix(trimmed, "!") {
			return unknown
		}
		seen[trimmed] = trimmed != "" // an index often has no name
		loose = loose || delim != tab && strings.HasPrefix(name, " ")
		switch role, ok := m.roleOf(trimmed); {
		case ok && role == textRole:
			text = true
			known++
		case ok:
			known++
		}
	}
	if known == 0 || known == 1 && (!text || loose) {
		return unknown
	}
	good, bad := 0, 0
	for below = bytes.TrimLeft(below, "\r\n"); len(below) > 0 && good+bad < sniffedRows; below = bytes.TrimLeft(below, "\r\n") {
		line, _, whole := bytes.Cut(below, []byte("\n"))
		if !whole && good+bad > 0 {
			break // it may be cut
		}
		row := cutRow(below, delim, header.n, false, false)
		switch {
		case row.cut && good+bad == 0: // a long text, or the last line
			last := cutRow(line, delim, header.n, true, false)
			if bytes.HasPrefix(line, []byte(`"`)) || last.n == header.n || last.fault != "" && last.n < header.n {
				good++
			} else {
				bad++
			}
			below = nil
			continue
		case row.cut:
			below = nil
			continue
		case row.fault == "" && row.n == header.n:
			good++
			below = below[row.end:]
			continue
		}
		if plain := cutRow(line, delim, header.n, true, true); delim == tab && plain.n == header.n {
			good++
		} else if bad++; good == 0 {
			return unknown
		}
		below = below[min(len(line)+1, len(below)):]
	}
	switch {
	case good == 0 || good < 3*bad:
		return unknown
	case delim == tab:
		return tabTable
	}
	return commaTable
}

// roleOf tells which role a name stands for.
func (m *mapping) roleOf(name string) (role, bool) {
	for r := range roles {
		for _, one := range m.names[r] {
			if sameName(one, name) {
				return r, true
			}
		}
	}
	return 0, false
}

// parting tells what parts the fields of a header: what it has most of.
func parting(line []byte) byte {
	delim, most := byte(comma), bytes.Count(line, []byte{comma})
	for _, c := range [...]byte{';', tab} {
		if n := bytes.Count(line, []byte{c}); n > most {
			delim, most = c, n
		}
	}
	return delim
}
