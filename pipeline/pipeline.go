// Package pipeline carries many articles through the stages: it reads inputs,
// runs the extraction over them in parallel, keeps their order, and writes a
// snapshot.
//
// The idea: everything that may differ from run to run (workers, timing) stays
// inside [Map], which hands results on in the order of the input. What follows
// it sees one article after the other and is as plain as a loop.
//
// It promises that memory does not grow with the number or the length of what
// has passed, but for some two hundred bytes an article (ids, hashes, where it
// lies in the journal). What is at work at one time is bounded by its length, so
// that a very long article runs alone; it may then take hundreds of bytes of
// memory for a byte of text.
package pipeline

import (
	"context"
	"iter"

	"golang.org/x/sync/semaphore"
)

// inFlight bounds the weight of the items between reading and handing on.
const inFlight = 4 << 20

// Map runs work over the items of in with jobs workers and hands the results to
// out in the order of the items, one at a time. It stops at the first error of
// in or out, or when ctx is done, and returns it; in has then been told to stop,
// and out is not called any more. A reader that waits for a silent pipe and a
// worker that is at an item are not waited for: they end when they can, and
// what they bring is dropped. weight is what an item counts against the bound
// on items in flight, in bytes of text.
func Map[T, R any](ctx context.Context, jobs int, in iter.Seq2[T, error], weight func(T) int64, work func(T) R, out func(R) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type job struct {
		item   T
		weight int64
		done   chan R
	}
	room := semaphore.NewWeighted(inFlight)
	todo := make(chan job)
	order := make(chan job, 4*jobs)
	read := make(chan error, 1)

	go func() {
		read <- func() error {
			for item, err := range in {
				if err != nil {
					return err
				}
				j := job{item, min(max(weight(item), 1), inFlight), make(chan R, 1)}
				if err := room.Acquire(ctx, j.weight); err != nil {
					return err
				}
				select {
				case order <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
				select {
				case todo <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		}()
		close(order)
		close(todo)
	}()
	for range jobs {
		go func() {
			for {
				select {
				case j, ok := <-todo:
					if !ok {
						return
					}
					j.done <- work(j.item)
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	for {
		var j job
		var ok bool
		select {
		case j, ok = <-order:
		case <-ctx.Done():
			return ctx.Err()
		}
		if !ok {
			return <-read
		}
		select {
		case r := <-j.done:
			if err := out(r); err != nil {
				return err
			}
			room.Release(j.weight)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
