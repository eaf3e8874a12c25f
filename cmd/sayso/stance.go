package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/stance"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/pipeline"
)

const stanceHelp = `Each line of PAIRS.jsonl, or of standard input, is a text with a target, and a
holder if there is one, as half-open ranges of code points:

  {"id": 1, "text": "Putin met Aliyev.", "holder": [0, 5], "target": [10, 16]}

Without a holder the stance of the text toward the target is scored. For each
line comes, in the same order,

  {"id":1,"label":"neutral","score":0,"confidence":0.6}

or the id and an "error" that says what is wrong with the line.

`

// longestLine bounds a line of pairs, in bytes.
const longestLine = 16 << 20

// A pairLine is a line that stance reads.
type pairLine struct {
	ID     json.RawMessage `json:"id"`
	Text   *string         `json:"text"`
	Holder []int           `json:"holder"`
	Target []int           `json:"target"`
}

// A judgedLine is a line that stance writes.
type judgedLine struct {
	ID         json.RawMessage `json:"id"`
	Label      string          `json:"label,omitempty"`
	Score      *float64        `json:"score,omitempty"`
	Confidence *float64        `json:"confidence,omitempty"`
	Error      string          `json:"error,omitempty"`
}

func stanceCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("stance", std.out)
	jobs := flags.IntP("jobs", "j", 0, "lines worked on at once (default: one a processor)")
	name := modelFlag(flags)
	if err := parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() > 1 {
		return misuse("name one file of pairs, or none for standard input")
	}
	if *jobs < 0 {
		return misuse("--jobs %d: must not be negative", *jobs)
	}
	if *jobs == 0 {
		*jobs = runtime.GOMAXPROCS(0)
	}
	model, err := openModel(*name)
	if err != nil {
		return err
	}
	in := std.in
	if flags.NArg() == 1 && flags.Arg(0) != "-" {
		file, err := openNamed(flags.Arg(0))
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	out := bufio.NewWriter(std.out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	bad := 0
	weigh := func(line string) int64 { return int64(len(line)) }
	work := func(line string) judgedLine { return judge(model, line) }
	err = pipeline.Map(ctx, *jobs, lines(in), weigh, work, func(j judgedLine) error {
		if j.Error != "" {
			bad++
		}
		return enc.Encode(j)
	})
	if err := errors.Join(err, out.Flush()); err != nil {
		return err
	}
	if bad > 0 {
		fmt.Fprintf(std.err, "sayso stance: %s could not be scored; each says why in its place\n", count(bad, "lines"))
		return errSkips
	}
	return nil
}

// lines yields the lines of in that are not blank.
func lines(in io.Reader) func(func(string, error) bool) {
	return func(yield func(string, error) bool) {
		scan := bufio.NewScanner(in)
		scan.Buffer(make([]byte, 0, 64<<10), longestLine)
		n := 0
		for scan.Scan() {
			n++
			line := scan.Text()
			if n == 1 {
				line = strings.TrimPrefix(line, "\uFEFF")
			}
			if line = strings.TrimSpace(line); line != "" && !yield(line, nil) {
				return
			}
		}
		if err := scan.Err(); err != nil {
			yield("", fmt.Errorf("reading pairs, line %d: %w", n+1, err))
		}
	}
}

// judge scores one line. A line that cannot be scored says so in its place, so
// that the lines of input and output keep step.
func judge(model *extract.Model, line string) judgedLine {
	var p pairLine
	dec := json.NewDecoder(strings.NewReader(line))
	dec.DisallowUnknownFields()
	err := dec.Decode(&p)
	if err == nil && len(strings.TrimSpace(line[dec.InputOffset():])) > 0 {
		err = errors.New("more stands behind the object")
	}
	if p.ID == nil {
		p.ID = json.RawMessage("null")
	}
	if err != nil {
		return judgedLine{ID: p.ID, Error: `not a line like {"id":1,"text":"…","holder":[0,5],"target":[10,16]}: ` + wordsOf(err)}
	}
	pair, err := p.pair()
	if err != nil {
		return judgedLine{ID: p.ID, Error: err.Error()}
	}
	j := model.Stances(pair)[0]
	score, confidence := models.Thousandths(j.Score), models.Thousandths(j.Confidence)
	return judgedLine{ID: p.ID, Label: j.Label.String(), Score: &score, Confidence: &confidence}
}

// wordsOf says what is wrong with a line of JSON without the words of Go.
func wordsOf(err error) string {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the line ends early"
	case errors.As(err, &syntax):
		return fmt.Sprintf("it is no JSON from byte %d on", syntax.Offset)
	case errors.As(err, &typ) && typ.Field == "":
		return "it is no object, but a JSON " + typ.Value
	case errors.As(err, &typ):
		return fmt.Sprintf("%q must not be a JSON %s", typ.Field, typ.Value)
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// pair turns code points into bytes and checks that they are in the text.
func (p *pairLine) pair() (stance.Pair, error) {
	if p.Text == nil {
		return stance.Pair{}, errors.New(`no "text"`)
	}
	if p.Target == nil {
		return stance.Pair{}, errors.New(`no "target"`)
	}
	text := strings.ToValidUTF8(*p.Text, string(utf8.RuneError))
	at := models.NewOffsets(text)
	span := func(what string, r []int) (models.Span, error) {
		if len(r) != 2 {
			return models.Span{}, fmt.Errorf("%s must be two code points, [begin, end]", what)
		}
		if r[0] < 0 || r[0] >= r[1] || r[1] > at.Len() {
			return models.Span{}, fmt.Errorf("%s %d:%d is empty or outside the text's 0:%d", what, r[0], r[1], at.Len())
		}
		return at.Span(r[0], r[1]), nil
	}
	pair := stance.Pair{Text: text}
	var err error
	if pair.Target, err = span("target", p.Target); err != nil {
		return pair, err
	}
	if p.Holder != nil {
		pair.HasHolder = true
		pair.Holder, err = span("holder", p.Holder)
	}
	return pair, err
}
