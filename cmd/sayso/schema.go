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
	if flags.NArg() != 0 {
		return misuse("takes no arguments")
	}
	_, err := io.WriteString(std.out, table.Print())
	return err
}
