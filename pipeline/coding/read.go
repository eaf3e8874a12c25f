package coding

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// A Sheet is a coded sheet: what one coder says of the rows that were drawn.
type Sheet struct {
	Name      string
	DrawnFrom string // as the draw wrote it; "" if the sheet does not say
	Asked     []Question
	Weighted  bool // it says how the rows were drawn
	Rows      []Coded

	columns map[string]int
}

// A Coded is a row of a coded sheet.
type Coded struct {
	Kind    Kind
	ID      string
	Stratum string
	Weight  float64 // how many units the row stands for; 1 where the sheet does not say
	Answers [len(questions)]Answer

	cells []string
}

// largestSheet bounds a sheet that is read, in bytes.
const largestSheet = 256 << 20

// mostProblems is how many mistakes of a sheet are told.
const mostProblems = 10

// ReadSheet reads a coded sheet as spreadsheets save it: with commas, semicolons
// or tabs, with and without a byte order mark, in UTF-8, UTF-16 or Windows-1252,
// columns in any order and others among them. What it cannot use is an error
// that names the line.
func ReadSheet(name string, r io.Reader) (*Sheet, error) {
	text, err := sheetText(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	lines, at, err := records(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s := &Sheet{Name: name}
	if err := s.head(lines[0]); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var problems []error
	for i, cells := range lines[1:] {
		if strings.Join(cells, "") == "" {
			continue
		}
		row, err := s.row(cells)
		if err != nil {
			problems = append(problems, fmt.Errorf("%s, line %d: %w", name, at[i+1], err))
			continue
		}
		s.Rows = append(s.Rows, *row)
	}
	if problems == nil {
		problems = s.check(name)
	}
	if len(problems) > mostProblems {
		more := len(problems) - mostProblems
		problems = append(problems[:mostProblems], fmt.Errorf("and %d more", more))
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	if len(s.Rows) == 0 {
		return nil, fmt.Errorf("%s: there are no rows", name)
	}
	s.DrawnFrom = s.cell(s.Rows[0].cells, drawnColumn)
	return s, nil
}

// sheetText reads bytes as text, in whatever encoding a spreadsheet wrote them.
func sheetText(r io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(r, largestSheet+1))
	switch {
	case err != nil:
		return "", err
	case len(raw) > largestSheet:
		return "", fmt.Errorf("is larger than %d MB: no sheet that people coded", largestSheet>>20)
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return "", errors.New("is a workbook and no CSV file: save the sheet as CSV")
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")) || bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		raw, err = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
	case !utf8.Valid(raw):
		raw, err = charmap.Windows1252.NewDecoder().Bytes(raw)
	}
	if err != nil {
		return "", err
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", errors.New("is no text")
	}
	text := strings.TrimPrefix(string(raw), byteOrderMark)
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), nil
}

// records cuts a text into lines of cells, at the separator that its head shows,
// and says on which line of the text each begins.
func records(text string) (lines [][]string, at []int, err error) {
	separators := []rune{',', ';', '\t', '|'}
	skipped := 0
	if rest, ok := strings.CutPrefix(text, "sep="); ok {
		// Some spreadsheets are told the separator on a line of its own.
		r, n := utf8.DecodeRuneInString(rest)
		if strings.HasPrefix(rest[n:], "\n") {
			text, separators, skipped = rest[n+1:], []rune{r}, 1
		}
	}
	separator := slices.MaxFunc(separators, func(x, y rune) int { return cmp.Compare(fits(text, x), fits(text, y)) })
	rd := csv.NewReader(strings.NewReader(text))
	rd.Comma, rd.FieldsPerRecord = separator, -1
	for {
		cells, err := rd.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, fmt.Errorf("is not well-formed CSV: %w", err)
		}
		for i, cell := range cells {
			cells[i] = strings.TrimSpace(cell)
		}
		line, _ := rd.FieldPos(0)
		lines, at = append(lines, cells), append(at, line+skipped)
	}
	if len(lines) == 0 {
		return nil, nil, errors.New("is empty")
	}
	return lines, at, nil
}

// fits counts the columns of ours that a separator finds in the head of a text.
func fits(text string, separator rune) int {
	rd := csv.NewReader(strings.NewReader(text))
	rd.Comma, rd.LazyQuotes = separator, true
	head, _ := rd.Read()
	n := 0
	for _, name := range head {
		if slices.ContainsFunc(columns(), func(c column) bool { return c.name == heading(name) }) {
			n++
		}
	}
	return n
}

// heading is the name of a column as people may have written it.
func heading(cell string) string { return strings.ToLower(strings.TrimSpace(cell)) }

// head reads the names of the columns.
func (s *Sheet) head(cells []string) error {
	s.columns = make(map[string]int)
	for i, cell := range cells {
		name := heading(cell)
		if name == "" {
			continue
		}
		if _, ok := s.columns[name]; ok {
			return fmt.Errorf("the column %s is there twice", name)
		}
		s.columns[name] = i
	}
	var missing []string
	for _, name := range []string{kindColumn, idColumn} {
		if !s.Has(name) {
			missing = append(missing, name)
		}
	}
	var answers []string
	for _, q := range asked {
		answers = append(answers, q.column())
		if s.Has(q.column()) {
			s.Asked = append(s.Asked, q)
		}
	}
	if s.Asked == nil {
		missing = append(missing, strings.Join(answers, " or "))
	}
	if missing != nil {
		return fmt.Errorf("there is no column %s; the first line is %s", strings.Join(missing, ", no "), cut(plain(strings.Join(cells, " | ")), 200))
	}
	units := s.Has(unitsColumn)
	if units != s.Has(rowsColumn) {
		return fmt.Errorf("of the columns %s and %s there is one: a weight needs both", unitsColumn, rowsColumn)
	}
	s.Weighted = units || s.Has(weightColumn)
	return nil
}

// Has reports whether the sheet has a column.
func (s *Sheet) Has(column string) bool {
	_, ok := s.columns[column]
	return ok
}

// Unweight lets every row stand for one unit.
func (s *Sheet) Unweight() {
	for i := range s.Rows {
		s.Rows[i].Weight = 1
	}
}

// cell is what a row has in a column; "" where the sheet does not have it or the
// row ends before.
func (s *Sheet) cell(cells []string, name string) string {
	if i, ok := s.columns[name]; ok && i < len(cells) {
		return cells[i]
	}
	return ""
}

func (s *Sheet) row(cells []string) (*Coded, error) {
	c := &Coded{ID: s.cell(cells, idColumn), Stratum: s.cell(cells, stratumColumn), cells: cells}
	if c.ID == "" {
		return nil, errors.New("the row has no id")
	}
	var ok bool
	if c.Kind, ok = parseKind(strings.ToLower(s.cell(cells, kindColumn))); !ok {
		return nil, fmt.Errorf("%s: %q is none of %s", kindColumn, cut(s.cell(cells, kindColumn), 40), strings.Join(kinds[:], ", "))
	}
	var err error
	if c.Weight, err = s.weight(cells); err != nil {
		return nil, err
	}
	for _, q := range s.Asked {
		if c.Answers[q], err = parseAnswer(strings.ToLower(cut(s.cell(cells, q.column()), 40))); err != nil {
			return nil, fmt.Errorf("%s: %w", q.column(), err)
		}
	}
	c.Answers[Whole] = whole(c.Answers, s.Asked)
	return c, nil
}

// whole is right where all answers are, and wrong where one is.
func whole(answers [len(questions)]Answer, asked []Question) Answer {
	has := make(map[Answer]bool)
	for _, q := range asked {
		has[answers[q]] = true
	}
	for _, a := range []Answer{No, Unsure, Blank} {
		if has[a] {
			return a
		}
	}
	return Yes
}

// weight is how many units a row stands for.
func (s *Sheet) weight(cells []string) (float64, error) {
	if s.Has(unitsColumn) {
		units, err := positive(s.cell(cells, unitsColumn), unitsColumn)
		if err != nil {
			return 0, err
		}
		drawn, err := positive(s.cell(cells, rowsColumn), rowsColumn)
		if err != nil {
			return 0, err
		}
		if drawn > units {
			return 0, fmt.Errorf("%s %v is more than %s %v", rowsColumn, drawn, unitsColumn, units)
		}
		return units / drawn, nil
	}
	if s.Has(weightColumn) {
		return positive(s.cell(cells, weightColumn), weightColumn)
	}
	return 1, nil
}

// positive reads a positive number, with a decimal point or comma.
func positive(cell, column string) (float64, error) {
	x, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
	if err != nil || !(x > 0) || math.IsInf(x, 0) {
		return 0, fmt.Errorf("%s: %q is no positive number", column, cut(cell, 40))
	}
	return x, nil
}

// check reports what no row shows by itself.
func (s *Sheet) check(name string) []error {
	var problems []error
	seen := make(map[string]bool)
	weights := make(map[[2]string]float64)
	for i := range s.Rows {
		c := &s.Rows[i]
		if seen[c.key()] {
			problems = append(problems, fmt.Errorf("%s: %s %s is there twice", name, c.Kind, c.ID))
		}
		seen[c.key()] = true
		stratum := [2]string{c.Kind.String(), c.Stratum}
		if w, ok := weights[stratum]; ok && s.Has(unitsColumn) && w != c.Weight {
			problems = append(problems, fmt.Errorf("%s: the rows of stratum %q do not agree on %s and %s", name, c.Stratum, unitsColumn, rowsColumn))
		}
		weights[stratum] = c.Weight
	}
	return problems
}

// key names a row across sheets.
func (c *Coded) key() string { return c.Kind.String() + " " + c.ID }

// group is what a row has in a column that figures are told by: a stance's type
// is its label.
func (s *Sheet) group(c *Coded, column string) string {
	value := s.cell(c.cells, column)
	if column == typeColumn {
		value = cmp.Or(value, s.cell(c.cells, labelColumn))
	}
	return cmp.Or(value, none)
}
