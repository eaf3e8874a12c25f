package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/sayso-nlp/sayso/extract"
	"github.com/sayso-nlp/sayso/models"
	"github.com/sayso-nlp/sayso/models/conllu"
	"github.com/sayso-nlp/sayso/pipeline"
)

// asCoNLLU is a format of what is found in a text.
const asCoNLLU = "conllu"

func annotateCommand(ctx context.Context, args []string, std streams) error {
	var reading readingOptions
	var cfg pipeline.Config
	flags := newFlags("annotate", std.out)
	format := flags.String("format", "", "what to print: json, conllu, or text to read (default: text on a terminal, else json)")
	offer(flags, "format", asJSON, asCoNLLU, asText)
	color := colorFlag(flags)
	pretokenized := flags.Bool("pretokenized", false, "read CoNLL-U and print it with its columns filled for the words as given")
	compact := flags.Bool("compact", false, "one line of JSON an article")
	tokens := flags.Bool("tokens", false, "list the tokens of each sentence, too")
	flags.BoolVar(&cfg.AnyLanguage, "any-language", false, "take articles that are not in English")
	reading.register(flags)
	modelName := modelFlag(flags)
	if err := parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() > 1 {
		return misuse("name one FILE, or none for standard input")
	}
	painted, err := colors(*color, std.out)
	if err != nil {
		return err
	}
	switch {
	case !flags.Changed("format"):
		*format = asJSON
		if (*color == colorAlways || isTerminal(std.out)) && !*compact && !*tokens {
			*format = asText
		}
	case !slices.Contains([]string{asJSON, asCoNLLU, asText}, *format):
		return misuse("--format %q: must be json, conllu or text", *format)
	}
	if err := reading.finish(std.in); err != nil {
		return err
	}
	if *pretokenized && flags.Changed("format") && *format != asCoNLLU {
		return misuse("--pretokenized prints CoNLL-U, not %s", *format)
	}
	model, err := openModel(*modelName)
	if err != nil {
		return err
	}
	name := "-"
	if flags.NArg() == 1 {
		name = flags.Arg(0)
	}
	if *pretokenized {
		return await(ctx, func() error { return fillWords(ctx, model, name, std) })
	}

	cfg.Inputs, cfg.Source, cfg.Model = []string{name}, reading.Options, model
	show := newShower(std.out, painted)
	skips := 0
	err = pipeline.Each(ctx, cfg, func(doc *models.Document, skip *models.Skip) error {
		switch {
		case skip != nil:
			skips++
			fmt.Fprintln(std.err, "sayso annotate:", pipeline.Explain(*skip))
			return nil
		case *format == asCoNLLU:
			return conllu.Write(std.out, conllu.FromDocument(doc))
		case *format == asText:
			return show.show(doc)
		}
		return writeJSON(std.out, viewOf(doc, *tokens), *compact)
	})
	if err == nil {
		reading.missed(&console{out: std.err})
	}
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

// longestSentence bounds the words of a sentence that comes with its words: all
// its vectors are in memory at once.
const longestSentence = 50_000

// fillWords reads CoNLL-U and writes it with the columns filled, an article at
// a time: what stands before an error has been written.
func fillWords(ctx context.Context, model *extract.Model, name string, std streams) error {
	in := std.in
	if name != "-" {
		file, err := openNamed(name)
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	in, err := unpacked(in)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	rd := conllu.NewReader(in)
	for {
		article, err := rd.ReadArticle()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		case ctx.Err() != nil:
			return ctx.Err()
		}
		doc, err := conllu.Document(article)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, sent := range doc.Sentences {
			if n := sent.Last - sent.First; n > longestSentence {
				return fmt.Errorf("%s: a sentence of %d words; the longest that is read has %d", name, n, longestSentence)
			}
		}
		model.Words(doc)
		conllu.Fill(article, doc)
		if err := conllu.Write(std.out, article); err != nil {
			return err
		}
	}
}

// unpacked reads what may be compressed, which its first bytes tell.
func unpacked(in io.Reader) (io.Reader, error) {
	buf := bufio.NewReader(in)
	head, err := buf.Peek(4)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return nil, err
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzip.NewReader(buf)
	case bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return zstd.NewReader(buf, zstd.WithDecoderConcurrency(1))
	}
	return buf, nil
}
