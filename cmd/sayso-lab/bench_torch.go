package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/sayso-nlp/sayso/models"
)

// torchScript times PyTorch; torchPieces are enough to time it on.
const (
	torchScript = "cmd/sayso-lab/train/speed.py"
	torchPieces = 30_000
)

// benchTorch times the encoder alone in float32 with one thread of PyTorch, and
// ours on the same windows before and after, and says how they compare.
func benchTorch(ctx context.Context, python string, r *reading, docs []*models.Document, dir string, row func(string, int, int, time.Duration)) (string, error) {
	path := filepath.Join(dir, "windows.txt")
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	pieces, n := 0, 0
	for pieces < torchPieces && n < len(docs) {
		for _, win := range r.windows(docs[n]) {
			pieces += len(win)
			line := []byte(nil)
			for _, id := range win {
				line = append(strconv.AppendInt(line, int64(id), 10), ' ')
			}
			out.Write(append(line, '\n')) // the error is kept for Flush
		}
		n++
	}
	if err := errors.Join(out.Flush(), file.Close()); err != nil {
		return "", err
	}
	ours := r.encodeAll(docs[:n])
	said, err := exec.CommandContext(ctx, python, torchScript, "--windows", path, "--layers", strconv.Itoa(r.shape.Layers)).Output()
	if err != nil {
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, exit.Stderr)
		}
		return "", fmt.Errorf("%s %s: %w", python, torchScript, err)
	}
	ours = min(ours, r.encodeAll(docs[:n]))
	var theirs struct {
		Pieces  int
		Seconds float64
		Batch   int
	}
	if err := json.Unmarshal(said, &theirs); err != nil || theirs.Pieces != pieces || theirs.Seconds <= 0 {
		return "", fmt.Errorf("%s said %q of %d pieces (%v)", torchScript, said, pieces, err)
	}
	took := time.Duration(theirs.Seconds * float64(time.Second))
	row("encode, part of the windows", 0, pieces, ours)
	row("PyTorch on these, one thread", 0, pieces, took)
	return fmt.Sprintf("the encoder is %.2f times as fast as PyTorch in float32 with one thread (batches of %d)", took.Seconds()/ours.Seconds(), theirs.Batch), nil
}

// encodeAll is how long the encoder takes for documents, the shortest of some
// times.
func (r *reading) encodeAll(docs []*models.Document) time.Duration {
	best := time.Duration(0)
	for round := range rounds {
		start := time.Now()
		for _, doc := range docs {
			for sents := doc.Sentences; len(sents) > 0; {
				sents = sents[r.encoder.Encode(doc.Article.Text, sents, doc.Tokens, &r.vectors):]
			}
		}
		if d := time.Since(start); round == 0 || d < best {
			best = d
		}
	}
	return best
}
