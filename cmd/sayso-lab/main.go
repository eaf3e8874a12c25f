// Sayso-lab is the makers' bench of sayso: it measures what the tool finds
// against what people marked, and makes the lists that are counted on corpora.
// It is never needed to run sayso.
//
// The idea: the figures are those of the Go code that ships, on the path that
// an article takes, and one scorer makes them all (package eval). The files
// beside this one read the corpora, each in the form in which it is published;
// none of their text is kept.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"github.com/sayso-nlp/sayso/pipeline"
)

// Exit codes of the design.
const (
	exitDone      = 0
	exitFailed    = 1
	exitUsage     = 2
	exitCancelled = 130
)

const usage = `sayso-lab measures and trains sayso.

  sayso-lab eval TASK --gold FILE [--fold I/N] [--weights FILE] [--json FILE]
  sayso-lab eval copies --corpora DIR [--show N] [--json FILE]
  sayso-lab eval grounds --corpora DIR [--weights FILE] [--json FILE]
  sayso-lab eval all --corpora DIR [--seeds DIR] [--figures FILE] [--weights FILE] [--json FILE]
  sayso-lab bench [--corpora DIR] [--articles N] [--memory N,N] [--jobs N] [--whole] [--torch PYTHON] [--weights FILE]
  sayso-lab train --corpora DIR [--data DIR] [--only KIND]
  sayso-lab prepare --corpora DIR --vocabulary FILE --out DIR [--news-words N]

TASK is sentences, words, trees, names, claims, acts, actors or stance.
`

func main() {
	pipeline.Spare()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the tool as a function: data goes to stdout, all else to stderr, and
// the result is the exit code.
func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return exitUsage
	}
	switch args[0] {
	case "eval":
		return runEval(ctx, args[1:], stdout, stderr)
	case "bench":
		return runBench(ctx, args[1:], stdout, stderr)
	case "train":
		return runTrain(ctx, args[1:], stdout, stderr)
	case "prepare":
		return runPrepare(ctx, args[1:], stdout, stderr)
	case "help", "-h", "--help":
		fmt.Fprint(stdout, usage)
		return exitDone
	}
	fmt.Fprintf(stderr, "sayso-lab: no command %q\n%s", args[0], usage)
	return exitUsage
}

// ended says how a command that trains ended and gives its exit code; a folder
// that is not there is a mistake in the command line.
func ended(ctx context.Context, name string, err error, stderr io.Writer) int {
	switch {
	case err == nil:
		return exitDone
	case ctx.Err() != nil:
		fmt.Fprintf(stderr, "sayso-lab %s: cancelled\n", name)
		return exitCancelled
	}
	fmt.Fprintf(stderr, "sayso-lab %s: %v\n", name, err)
	if errors.Is(err, errUsage) || errors.Is(err, fs.ErrNotExist) {
		return exitUsage
	}
	return exitFailed
}
