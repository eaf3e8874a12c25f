package source

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/sayso-nlp/sayso/models"
)

// readText reads a file that is one article. It keeps every code point but a
// byte-order mark at the start: line ends, blanks and control characters stay.
// It holds no more of the file than the text may have.
func readText(in *bufio.Reader, format models.Format, opt *Options, out *emitter) error {
	in, known, err := unmark(in)
	if err != nil {
		return err
	}
	limit := opt.maxText()
	raw, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return err
	}
	var text string
	var replaced int
	if int64(len(raw)) <= limit {
		text, replaced = decode(raw, known, format)
	}
	switch {
	case int64(len(raw)) > limit || int64(len(text)) > limit:
		out.skip(0, models.TooLong, fmt.Sprintf("more than %d bytes of text", limit))
	case strings.TrimSpace(text) == "":
		out.skip(0, models.Empty, "nothing but white space")
	default:
		out.record(models.Record{URI: out.uri, Body: text, Format: format, Replaced: replaced})
	}
	return nil
}
