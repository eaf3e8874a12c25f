// Sayso reads news and opinion articles and writes tables of who said, pledged,
// denied or accused what, in which words, and how each writer and actor stands
// toward the others.
//
// Each command is a file of this folder: its options, its flags and a function
// that tests can call. Data goes to standard output, all else to standard error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/models/table"
	"github.com/sayso-nlp/sayso/pipeline"
)

func main() {
	pipeline.Spare()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the second signal ends the program at once
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Exit codes.
const (
	done      = 0
	failed    = 1 // of a comparison: something differs
	misused   = 2 // of a comparison also: it could not be made
	skipped   = 3 // done, but some inputs could not be used
	cancelled = 130
)

// A command is one word of the command line.
type command struct {
	name, args, short, long string
	run                     func(ctx context.Context, args []string, io streams) error
}

// streams are what a command reads and writes beside its files.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// commands lists them in the order of help.
func commands() []command {
	return []command{
		{"run", "INPUT... -o DIR", "read articles and write a snapshot of tables", runHelp, runCommand},
		{"annotate", "[FILE]", "show everything found in a text: to read, as JSON or CoNLL-U", "", annotateCommand},
		{"stance", "[PAIRS.jsonl]", "score given targets, or pairs of holder and target", stanceHelp, stanceCommand},
		{"verify", "DIR [--rerun INPUT...]", "check every hash, key and span of a snapshot", verifyHelp, verifyCommand},
		{"rehydrate", "SNAPSHOT INPUT... -o DIR", "fill in the text of a snapshot made without", rehydrateHelp, rehydrateCommand},
		{"diff", "OLD NEW", "say what a newer snapshot changed, by table and row", diffHelp, diffCommand},
		{"sample", "DIR -n 200 [-o CODED.csv]", "draw claims and stances for people to judge", sampleHelp, sampleCommand},
		{"agree", "CODED.csv [SECOND.csv]", "say what judged sheets show: precision, agreement", agreeHelp, agreeCommand},
		{"report", "DIR -o FILE.html", "draw a snapshot as a page to look at", reportHelp, reportCommand},
		{"completion", "SHELL", "print a script for the Tab key of bash, zsh or fish", completionHelp, completionCommand},
		{"schema", "[TABLE]", "print the tables and their columns", "", schemaCommand},
	}
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}

func find(name string) (command, bool) {
	list := commands()
	i := slices.IndexFunc(list, func(c command) bool { return c.name == name })
	if i < 0 {
		return command{}, false
	}
	return list[i], true
}

// Errors that decide the exit code.
var (
	errSkips   = errors.New("some inputs could not be used")
	errDiffers = errors.New("the snapshot is not what it was")
)

// usageError is a mistake in the command line.
type usageError struct{ error }

// troubleError keeps a comparison from saying whether anything differs: its exit
// code is diff's.
type troubleError struct{ error }

func (e troubleError) Unwrap() error { return e.error }

func misuse(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// run is the whole program: it runs the command that args name and returns the
// exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return misused
	}
	switch args[0] {
	case "-h", "--help", "help":
		if len(args) == 2 && !slices.Contains([]string{"-h", "--help", "help"}, args[1]) {
			return run(ctx, []string{args[1], "--help"}, stdin, stdout, stderr)
		}
		usage(stdout)
		return done
	case "--version", "version":
		fmt.Fprintf(stdout, "sayso %s, schema %s\n", table.ToolVersion, table.SchemaVersion)
		return done
	case cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd:
		if complete(args, stdout) != nil {
			return failed
		}
		return done
	}
	cmd, ok := find(args[0])
	if !ok {
		fmt.Fprintf(stderr, "sayso: there is no command %q%s; sayso help lists them\n", args[0], orMeant("", args[0], commandNames()))
		return misused
	}
	err := cmd.run(ctx, args[1:], streams{stdin, stdout, stderr})
	var wrong usageError
	var trouble troubleError
	switch {
	case err == nil || errors.Is(err, pflag.ErrHelp):
		return done
	case errors.Is(err, errSkips):
		return skipped
	case errors.Is(err, errDiffers):
		return failed
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "sayso %s: %v\n", args[0], err)
		return misused
	case ctx.Err() != nil:
		fmt.Fprintf(stderr, "sayso %s: cancelled\n", args[0])
		return cancelled
	case errors.As(err, &trouble):
		fmt.Fprintf(stderr, "sayso %s: %v\n", args[0], err)
		return misused
	}
	fmt.Fprintf(stderr, "sayso %s: %v\n", args[0], err)
	return failed
}

func usage(w io.Writer) {
	fmt.Fprint(w, "sayso finds who said what about whom in news articles.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  sayso %-37s %s\n", strings.TrimSpace(c.name+" "+c.args), c.short)
	}
	fmt.Fprint(w, "\nsayso COMMAND --help lists a command's options, sayso --version tells which sayso this is.\n")
}

// newFlags makes the flag set of a command; --help prints to out.
func newFlags(name string, out io.Writer) *pflag.FlagSet {
	flags := pflag.NewFlagSet(name, pflag.ContinueOnError)
	flags.SortFlags = false
	flags.SetOutput(io.Discard)
	flags.Usage = func() {
		if c, ok := out.(*flagCatcher); ok {
			c.flags = flags
			return
		}
		c, _ := find(name)
		fmt.Fprintf(out, "sayso %s\n%s.\n\n%s%s", strings.TrimSpace(c.name+" "+c.args), strings.ToUpper(c.short[:1])+c.short[1:], c.long, flags.FlagUsages())
	}
	return flags
}

// parse reads the flags; a mistake in them is wrong usage.
func parse(flags *pflag.FlagSet, args []string) error {
	err := flags.Parse(args)
	if err == nil || errors.Is(err, pflag.ErrHelp) {
		return err
	}
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		var names []string
		flags.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		return misuse("%w%s", err, orMeant("--", unknown.GetSpecifiedName(), names))
	}
	return usageError{err}
}

// await runs work and returns its error, or ctx's as soon as that is done. Work
// that is given up goes on until the program ends: it must only read, or write
// to what nobody looks at any more.
func await(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
