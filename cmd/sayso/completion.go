package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/sayso-nlp/sayso/models/table"
)

const completionHelp = `The script makes the Tab key complete commands, options and what they take:

  bash  sayso completion bash > ~/.local/share/bash-completion/completions/sayso
  zsh   sayso completion zsh > "${fpath[1]}/_sayso"
  fish  sayso completion fish > ~/.config/fish/completions/sayso.fish

bash needs the package bash-completion.

`

// shells are those that scripts are written for.
var shells = []string{"bash", "zsh", "fish"}

func completionCommand(_ context.Context, args []string, std streams) error {
	flags := newFlags("completion", std.out)
	if err := parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() != 1 || !slices.Contains(shells, flags.Arg(0)) {
		return misuse("name one shell: bash, zsh or fish")
	}
	switch root := completer(); flags.Arg(0) {
	case "bash":
		return root.GenBashCompletionV2(std.out, true)
	case "zsh":
		return root.GenZshCompletion(std.out)
	default:
		return root.GenFishCompletion(std.out, true)
	}
}

// complete answers what a shell asks through its script.
func complete(args []string, stdout io.Writer) error {
	root := completer()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(io.Discard)
	return root.Execute()
}

// completer is the command line as Cobra sees it, which knows how shells
// complete and runs nothing.
func completer() *cobra.Command {
	root := &cobra.Command{Use: "sayso", CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true}}
	for _, c := range commands() {
		sub := &cobra.Command{Use: c.name, Short: c.short, ValidArgsFunction: arguments(c), Run: func(*cobra.Command, []string) {}}
		flagsOf(c).VisitAll(func(f *pflag.Flag) {
			sub.Flags().AddFlag(f)
			if list := f.Annotations[words]; list != nil {
				// An error is of a flag that is not there.
				_ = sub.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp))
			}
		})
		root.AddCommand(sub)
	}
	list := func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return commandNames(), cobra.ShellCompDirectiveNoFileComp
	}
	root.SetHelpCommand(&cobra.Command{Use: "help", Short: "list the commands, or a command's options", ValidArgsFunction: list})
	return root
}

// arguments completes what a command takes beside its flags: folders where it
// takes snapshots, names where there are few, else files.
func arguments(c command) cobra.CompletionFunc {
	snapshots := strings.Count(c.args, "DIR") - strings.Count(c.args, "-o DIR")
	if c.args == "OLD NEW" {
		snapshots = 2
	}
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		switch {
		case c.name == "schema" && len(args) == 0:
			return tableNames(), cobra.ShellCompDirectiveNoFileComp
		case c.name == "completion" && len(args) == 0:
			return shells, cobra.ShellCompDirectiveNoFileComp
		case c.name == "schema" || c.name == "completion":
			return nil, cobra.ShellCompDirectiveNoFileComp
		case len(args) < snapshots:
			return nil, cobra.ShellCompDirectiveFilterDirs
		}
		return nil, cobra.ShellCompDirectiveDefault
	}
}

func tableNames() []string {
	var names []string
	for _, t := range table.All() {
		names = append(names, t.Name)
	}
	return names
}

// words is the annotation of a flag that takes one of a few words.
const words = "words"

// offer names the words that a flag takes, for shells to complete.
func offer(flags *pflag.FlagSet, name string, list ...string) {
	if err := flags.SetAnnotation(name, words, list); err != nil {
		panic(err) // there is no such flag
	}
}

// A flagCatcher is where help is printed to when the flags themselves are asked
// for.
type flagCatcher struct{ flags *pflag.FlagSet }

func (*flagCatcher) Write(p []byte) (int, error) { return len(p), nil }

// flagsOf returns the flags of a command. It makes them itself, and does nothing
// more when it is asked for help.
func flagsOf(c command) *pflag.FlagSet {
	var caught flagCatcher
	// The error is that help was asked for.
	_ = c.run(context.Background(), []string{"--help"}, streams{out: &caught})
	return caught.flags
}
