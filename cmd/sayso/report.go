package main

import (
	"context"
	"fmt"
	"io"

	draw "github.com/sayso-nlp/sayso/pipeline/report"
)

const reportHelp = `The page is one file that opens from disk in any browser, without a network. What
does not fit into its size is left out, and the page says so.

`

func reportCommand(ctx context.Context, args []string, std streams) error {
	var out string
	var size int64
	var opt draw.Options
	flags := newFlags("report", std.out)
	flags.StringVarP(&out, "out", "o", "", "the page to write; - for standard output")
	flags.Int64Var(&size, "max-size", draw.DefaultMaxSize>>20, "megabytes the page may have")
	flags.BoolVar(&opt.Once, "once", false, "leave out articles that are copies of others: each story counts once")
	flags.StringVar(&opt.Title, "title", "", "headline of the page (default: Who says what about whom)")
	if err := parse(flags, args); err != nil {
		return err
	}
	switch {
	case flags.NArg() != 1:
		return misuse("name one DIR, a snapshot")
	case out == "":
		return misuse("no -o FILE.html: name the page to write")
	case size < draw.MinMaxSize>>20 || size > 1<<20:
		return misuse("--max-size %d: must be 1 to %d megabytes", size, 1<<20)
	}
	opt.MaxSize = size << 20
	s, err := openSnapshot(flags.Arg(0))
	if err != nil {
		return err
	}
	var page *draw.Page
	err = await(ctx, func() error {
		return writeWhole(out, std, func(w io.Writer) (err error) {
			page, err = draw.Write(w, s, opt)
			return err
		})
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(std.err, "wrote %.1f MB: %s, %s, %s, %s\n", float64(page.Bytes)/(1<<20), share("articles", page.Articles),
		share("texts", page.Texts), share("claims", page.Claims), share("stances", page.Stances))
	return nil
}

// share says how much of something a page holds.
func share(what string, s draw.Share) string {
	if s.Left() == 0 {
		return all(int64(s.All), what)
	}
	return fmt.Sprintf("%d of %d %s", s.Shown, s.All, what)
}
