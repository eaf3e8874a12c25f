package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
	"github.com/sayso-nlp/sayso/pipeline"
)

func annotateCommand(ctx context.Context, args []string, std streams) error {
	var reading readingOptions
	var cfg pipeline.Config
	flags := newFlags("annotate", std.out)
	format := flags.String("format", "json", "what to print: json or conllu")
	pretokenized := flags.Bool("pretokenized", false, "read CoNLL-U and fill its columns for the words as given")
	compact := flags.Bool("compact", false, "one line of JSON an article")
	tokens := flags.Bool("tokens", false, "list the tokens of each sentence, too")
	flags.BoolVar(&cfg.AnyLanguage, "any-language", false, "take articles that are not in English")
	reading.register(flags)
	if err := parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() > 1 {
		return misuse("name one FILE, or none for standard input")
	}
	if *format != "json" && *format != "conllu" {
		return misuse("--format %q: must be json or conllu", *format)
	}
	if err := reading.finish(std.in); err != nil {
		return err
	}
	name := "-"
	if flags.NArg() == 1 {
		name = flags.Arg(0)
	}
	if *pretokenized {
		return await(ctx, func() error { return fillWords(name, std) })
	}

	cfg.Inputs, cfg.Source = []string{name}, reading.Options
	skips := 0
	err := pipeline.Each(ctx, cfg, func(doc *models.Document, skip *models.Skip) error {
		switch {
		case skip != nil:
			skips++
			fmt.Fprintln(std.err, "sayso annotate:", pipeline.Explain(*skip))
			return nil
		case *format == "conllu":
			return conllu.Write(std.out, conllu.FromDocument(doc))
		}
		return writeJSON(std.out, viewOf(doc, *tokens), *compact)
	})
	if err == nil && skips > 0 {
		err = errSkips
	}
	return explain(err)
}

func writeJSON(w io.Writer, v any, compact bool) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if !compact {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(v)
}

// fillWords reads CoNLL-U and writes it with the columns filled.
func fillWords(name string, std streams) error {
	in := std.in
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	sents, err := conllu.ReadAll(in)
	if err != nil {
		return err
	}
	for _, article := range conllu.Articles(sents) {
		doc, err := conllu.Document(article)
		if err != nil {
			return err
		}
		extract.Words(doc)
		conllu.Fill(article, doc)
		if err := conllu.Write(std.out, article); err != nil {
			return err
		}
	}
	return nil
}
