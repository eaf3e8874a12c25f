package main

import (
	"context"
	"fmt"

	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

func verifyCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("verify", std.out)
	if err := parse(flags, args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return misuse("name one DIR, a snapshot")
	}
	dir := flags.Arg(0)
	s, err := snapshot.Open(dir)
	if err != nil {
		return err
	}
	var problems []snapshot.Problem
	err = await(ctx, func() (err error) {
		problems, err = snapshot.Verify(dir)
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range problems {
		fmt.Fprintln(std.out, p)
	}
	if len(problems) > 0 {
		return errDiffers
	}
	m := s.Manifest
	fmt.Fprintf(std.out, "snapshot %s is sound: %d articles, %d claims, %d stances\n", m.ID[:16], m.Rows("articles"), m.Rows("claims"), m.Rows("stances"))
	return nil
}
