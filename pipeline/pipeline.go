// Package pipeline carries many articles through the stages: it reads inputs,
// runs the extraction over them in parallel, keeps their order, and writes a
// snapshot.
//
// The idea: everything that may differ from run to run (workers, timing) stays
// inside [Map], which hands results on in the order of the input. What follows
// it sees one article after the other and is as plain as a loop.
//
// It promises bounded memory for any number of articles, not for one article
// of any size: that is what the limit on an article's text is for.
package pipeline

import (
	"context"
	"errors"
	"iter"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

// inFlight bounds the weight of the items between reading and handing on.
const inFlight = 24 << 20

// Map runs work over the items of in with jobs workers and hands the results to
// out in the order of the items, one at a time. It stops at the first error of
// in or out, or when ctx is done, and returns it; when it returns, no worker
// runs any more and in has been told to stop. weight is what an item counts
// against the bound on items in flight, in bytes.
func Map[T, R any](ctx context.Context, jobs int, in iter.Seq2[T, error], weight func(T) int64, work func(T) R, out func(R) error) error {
	type job struct {
		item   T
		weight int64
		done   chan R
	}
	group, ctx := errgroup.WithContext(ctx)
	room := semaphore.NewWeighted(inFlight)
	todo := make(chan job)
	order := make(chan job, 4*jobs)

	group.Go(func() error {
		defer close(todo)
		defer close(order)
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
	})
	for range jobs {
		group.Go(func() error {
			for j := range todo {
				j.done <- work(j.item)
			}
			return nil
		})
	}
	group.Go(func() error {
		for j := range order {
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
		return nil
	})
	err := group.Wait()
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// errStop ends a Map early and without an error.
var errStop = errors.New("stop")
