package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/extract/page"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
	"github.com/sayso-nlp/sayso/pipeline/source"
)

func annotateCommand(ctx context.Context, args []string, std streams) error {
	var reading readingOptions
	flags := newFlags("annotate", std.out)
	format := flags.String("format", "json", "what to print: json or conllu")
	pretokenized := flags.Bool("pretokenized", false, "read CoNLL-U and fill its columns for the words as given")
	compact := flags.Bool("compact", false, "one line of JSON an article")
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
		return fillWords(name, std)
	}

	var skip error
	for doc, err := range documents(ctx, name, reading.Options) {
		if err != nil && doc == nil {
			if skip = err; ctx.Err() != nil {
				return err
			}
			continue
		}
		if *format == "conllu" {
			err = conllu.Write(std.out, conllu.FromDocument(doc))
		} else {
			err = writeJSON(std.out, viewOf(doc), *compact)
		}
		if err != nil {
			return err
		}
	}
	return skip
}

// documents reads the articles of one input. A skip is an error beside a nil
// document, and others may follow.
func documents(ctx context.Context, name string, opt source.Options) func(func(*models.Document, error) bool) {
	return func(yield func(*models.Document, error) bool) {
		files, err := source.Find([]string{name}, opt)
		if err != nil {
			yield(nil, usageError{err})
			return
		}
		for item, err := range source.Read(ctx, files, opt) {
			switch {
			case err != nil:
			case item.Skip != nil:
				err = errors.New(item.Skip.URI + ": " + string(item.Skip.Reason) + ": " + item.Skip.Detail)
			default:
				if !yield(extract.Article(page.Read(*item.Record)), nil) {
					return
				}
				continue
			}
			if !yield(nil, err) {
				return
			}
		}
	}
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
