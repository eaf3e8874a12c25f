package main

import (
	"context"
	"io"

	"github.com/sayso-nlp/sayso/models/table"
)

func schemaCommand(_ context.Context, args []string, std streams) error {
	flags := newFlags("schema", std.out)
	if err := parse(flags, args); err != nil {
		return err
	}
	switch flags.NArg() {
	case 0:
		_, err := io.WriteString(std.out, table.Print())
		return err
	case 1:
	default:
		return misuse("name one TABLE, or none for all")
	}
	t := table.Find(flags.Arg(0))
	if t == nil {
		return misuse("there is no table %q; sayso schema lists them", flags.Arg(0))
	}
	_, err := io.WriteString(std.out, t.Print())
	return err
}
