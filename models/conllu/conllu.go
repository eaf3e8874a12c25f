// Package conllu reads and writes CoNLL-U, the table form of annotated
// sentences: ten columns a word, comments above, a blank line behind
// (https://universaldependencies.org/format.html).
//
// The idea: a [Sentence] holds its comments and rows as they were written, so
// that what is read is written back byte for byte; multiword-token rows ("1-2")
// and empty nodes ("1.1") are rows like others and pass through. document.go
// turns a [models.Document] into sentences and back.
//
// Reading checks the shape of rows (columns, ids in order, heads that are
// there), not whether labels are known or heads form a tree.
package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Sentence is a block of lines.
type Sentence struct {
	Comments []string // whole lines, "# " included
	Rows     []Row
}

// A Row is one line of a sentence; its columns read as written, "_" for none.
type Row struct {
	ID     ID
	Form   string
	Lemma  string
	UPOS   string
	XPOS   string
	Feats  string
	Head   string
	Deprel string
	Deps   string
	Misc   string
}

// An ID is the first column: a word is its number; a multiword token spans
// words First to Last; an empty node is the Empty-th behind word First.
type ID struct{ First, Last, Empty int }

// WordID is the id of the n-th word, from 1.
func WordID(n int) ID { return ID{First: n, Last: n} }

// Word reports whether it is the id of a word.
func (id ID) Word() bool { return id.First == id.Last && id.Empty == 0 }

// Multi reports whether it is the id of a multiword token.
func (id ID) Multi() bool { return id.First < id.Last }

func (id ID) String() string {
	switch {
	case id.Empty > 0:
		return strconv.Itoa(id.First) + "." + strconv.Itoa(id.Empty)
	case id.Multi():
		return strconv.Itoa(id.First) + "-" + strconv.Itoa(id.Last)
	}
	return strconv.Itoa(id.First)
}

// Words returns the indices of the rows that are words, in order.
func (s *Sentence) Words() []int {
	var words []int
	for i := range s.Rows {
		if s.Rows[i].ID.Word() {
			words = append(words, i)
		}
	}
	return words
}

// Comment returns the value of the first comment "# name = value", and whether
// there is one, with or without a value ("# newpar").
func (s *Sentence) Comment(name string) (value string, ok bool) {
	for _, line := range s.Comments {
		rest, ok := strings.CutPrefix(strings.TrimLeft(strings.TrimPrefix(line, "#"), " "), name)
		if !ok {
			continue
		}
		if rest = strings.TrimLeft(rest, " "); rest == "" {
			return "", true
		}
		if value, ok := strings.CutPrefix(rest, "="); ok {
			return strings.TrimSpace(value), true
		}
		if strings.HasPrefix(line, "# "+name+" ") { // "# newpar id = x"
			return rest, true
		}
	}
	return "", false
}

// SpaceAfter reports whether white space follows the row's form in the text.
func (r *Row) SpaceAfter() bool {
	for misc := range strings.SplitSeq(r.Misc, "|") {
		if misc == "SpaceAfter=No" {
			return false
		}
	}
	return true
}

// SetMisc sets one key of the last column, keeping the others where they are;
// an empty value takes the key away.
func (r *Row) SetMisc(key, value string) {
	var items []string
	done := value == ""
	if r.Misc != "_" && r.Misc != "" {
		for item := range strings.SplitSeq(r.Misc, "|") {
			if name, _, _ := strings.Cut(item, "="); name != key {
				items = append(items, item)
			} else if !done {
				items, done = append(items, key+"="+value), true
			}
		}
	}
	if !done {
		items = append(items, key+"="+value)
	}
	r.Misc = strings.Join(items, "|")
	if r.Misc == "" {
		r.Misc = "_"
	}
}

// Append writes the sentence and the blank line behind it at the end of b.
func (s *Sentence) Append(b []byte) []byte {
	for _, line := range s.Comments {
		b = append(append(b, line...), '\n')
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		b = append(b, r.ID.String()...)
		for _, col := range [...]string{r.Form, r.Lemma, r.UPOS, r.XPOS, r.Feats, r.Head, r.Deprel, r.Deps, r.Misc} {
			b = append(b, '\t')
			if col == "" {
				col = "_"
			}
			b = append(b, col...)
		}
		b = append(b, '\n')
	}
	return append(b, '\n')
}

// Write writes sentences.
func Write(w io.Writer, sents []Sentence) error {
	var b []byte
	for i := range sents {
		b = sents[i].Append(b[:0])
		if _, err := w.Write(b); err != nil {
			return fmt.Errorf("write CoNLL-U: %w", err)
		}
	}
	return nil
}

// A Reader reads one sentence after another.
type Reader struct {
	r     *bufio.Reader
	line  int
	ahead *Sentence // read by ReadArticle, of the next article
	err   error     // met by ReadArticle behind an article
}

// NewReader reads CoNLL-U from r; a byte-order mark and carriage returns are
// dropped.
func NewReader(r io.Reader) *Reader { return &Reader{r: bufio.NewReaderSize(r, 1<<16)} }

// Read returns the next sentence, or io.EOF behind the last. An error names the
// line; nothing can be read behind it.
func (r *Reader) Read() (Sentence, error) {
	var s Sentence
	if r.ahead != nil {
		s, r.ahead = *r.ahead, nil
		return s, nil
	}
	if r.err != nil {
		return s, r.err
	}
	last := ID{} // of the row before
	first := 0   // line of the sentence's first row
	for {
		line, err := r.r.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return Sentence{}, fmt.Errorf("read CoNLL-U: line %d: %w", r.line+1, err)
		}
		if err != nil && line == "" {
			if len(s.Rows) > 0 || len(s.Comments) > 0 {
				return r.finish(s, first)
			}
			return Sentence{}, io.EOF
		}
		r.line++
		line = strings.TrimRight(line, "\r\n")
		if r.line == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		switch {
		case line == "":
			if len(s.Rows) > 0 || len(s.Comments) > 0 {
				return r.finish(s, first)
			}
		case line[0] == '#' && len(s.Rows) == 0:
			s.Comments = append(s.Comments, line)
		default:
			if line[0] == '#' && !strings.Contains(line, "\t") {
				return Sentence{}, fmt.Errorf("CoNLL-U: line %d: a comment inside of a sentence", r.line)
			}
			row, err := parse(line, last)
			if err != nil {
				return Sentence{}, fmt.Errorf("CoNLL-U: line %d: %w", r.line, err)
			}
			if len(s.Rows) == 0 {
				first = r.line
			}
			last = row.ID
			s.Rows = append(s.Rows, row)
		}
	}
}

// finish checks what only the whole sentence shows.
func (r *Reader) finish(s Sentence, first int) (Sentence, error) {
	n := 0
	for i := range s.Rows {
		n = max(n, s.Rows[i].ID.First)
		if s.Rows[i].ID.Word() {
			n = s.Rows[i].ID.First
		}
	}
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.ID.Last > n {
			return Sentence{}, fmt.Errorf("CoNLL-U: line %d: token %s reaches behind the last word, %d", first+i, row.ID, n)
		}
		if row.Head == "_" || !row.ID.Word() {
			continue
		}
		if head, err := strconv.Atoi(row.Head); err != nil || head < 0 || head > n {
			return Sentence{}, fmt.Errorf("CoNLL-U: line %d: head %q of word %s is no word of its sentence", first+i, row.Head, row.ID)
		}
	}
	return s, nil
}

// parse reads one row behind the row with id last.
func parse(line string, last ID) (Row, error) {
	if !utf8.ValidString(line) {
		return Row{}, errors.New("not valid UTF-8")
	}
	cols := strings.Split(line, "\t")
	if len(cols) != 10 {
		return Row{}, fmt.Errorf("%d columns, not 10", len(cols))
	}
	for i, col := range cols {
		if col == "" {
			return Row{}, fmt.Errorf("column %d is empty", i+1)
		}
	}
	id, err := parseID(cols[0])
	if err != nil {
		return Row{}, err
	}
	if !follows(id, last) {
		return Row{}, fmt.Errorf("id %s does not follow %s", id, last)
	}
	if id.Word() && cols[1] != strings.TrimSpace(cols[1]) {
		return Row{}, fmt.Errorf("the form of word %s, %q, has outer white space", id, cols[1])
	}
	return Row{id, cols[1], cols[2], cols[3], cols[4], cols[5], cols[6], cols[7], cols[8], cols[9]}, nil
}

// follows reports whether a row may stand behind another; the zero ID stands
// before the first.
func follows(id, last ID) bool {
	switch {
	case id.Empty > 0: // 0.1 before the first word, 3.2 behind 3 or 3.1
		return !last.Multi() && id.First == last.First && id.Empty == last.Empty+1
	case last.Multi(): // 3 behind 3-4
		return id.Word() && id.First == last.First
	}
	return id.First == last.First+1
}

func parseID(s string) (ID, error) {
	number := func(s string) (int, bool) {
		n, err := strconv.Atoi(s)
		return n, err == nil && n >= 0 && n < 1<<30 && strconv.Itoa(n) == s
	}
	if a, b, ok := strings.Cut(s, "-"); ok {
		first, ok1 := number(a)
		last, ok2 := number(b)
		if ok1 && ok2 && 0 < first && first < last {
			return ID{First: first, Last: last}, nil
		}
	} else if a, b, ok := strings.Cut(s, "."); ok {
		first, ok1 := number(a)
		empty, ok2 := number(b)
		if ok1 && ok2 && empty > 0 {
			return ID{First: first, Last: first, Empty: empty}, nil
		}
	} else if n, ok := number(s); ok && n > 0 {
		return WordID(n), nil
	}
	return ID{}, fmt.Errorf("%q is no id", s)
}

// ReadArticle returns the sentences up to the next "# newdoc", at least one, or
// io.EOF behind the last. What stands before an error is returned first, even
// where it is only the beginning of an article.
func (r *Reader) ReadArticle() ([]Sentence, error) {
	var sents []Sentence
	for {
		s, err := r.Read()
		if err != nil && len(sents) > 0 {
			r.err = err
			return sents, nil
		}
		if err != nil {
			return nil, err
		}
		if _, ok := s.Comment("newdoc"); ok && len(sents) > 0 {
			r.ahead = &s
			return sents, nil
		}
		sents = append(sents, s)
	}
}

// ReadAll reads all sentences.
func ReadAll(r io.Reader) ([]Sentence, error) {
	var sents []Sentence
	rd := NewReader(r)
	for {
		s, err := rd.Read()
		if errors.Is(err, io.EOF) {
			return sents, nil
		}
		if err != nil {
			return nil, err
		}
		sents = append(sents, s)
	}
}
