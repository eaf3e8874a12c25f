package pipeline

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
)

func count(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
	}
}

func light(int) int64 { return 1 }

// Results come in the order of the items, however many workers there are and
// however long each item takes.
func TestMapKeepsOrder(t *testing.T) {
	for _, jobs := range []int{1, 2, 7, 32} {
		var got, want []int
		err := Map(t.Context(), jobs, count(500), light,
			func(i int) int {
				for range (i * 7919) % 50 { // uneven work
					runtime.Gosched()
				}
				return i * i
			},
			func(r int) error { got = append(got, r); return nil })
		if err != nil {
			t.Fatal(err)
		}
		for i := range 500 {
			want = append(want, i*i)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d jobs: out of order: %v…", jobs, got[:10])
		}
	}
}

// Heavy items pass even if one alone outweighs the bound, and no more than the
// bound is in flight.
func TestMapBoundsWeight(t *testing.T) {
	var flying, most atomic.Int64
	heavy := func(i int) int64 { return inFlight / 4 * int64(i%8+1) }
	read := func(yield func(int, error) bool) {
		for i := range 64 {
			if !yield(i, nil) {
				return
			}
		}
	}
	err := Map(t.Context(), 4, read, heavy,
		func(i int) int {
			n := flying.Add(min(heavy(i), inFlight))
			for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
			}
			runtime.Gosched()
			flying.Add(-min(heavy(i), inFlight))
			return i
		},
		func(int) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if most.Load() > inFlight {
		t.Errorf("%d bytes at work at once, the bound is %d", most.Load(), inFlight)
	}
}

func TestMapStops(t *testing.T) {
	broken := errors.New("broken")
	same := func(i int) int { return i }
	t.Run("sink", func(t *testing.T) {
		n := 0
		err := Map(t.Context(), 3, count(1<<40), light, same, func(r int) error {
			if n++; n == 10 {
				return broken
			}
			return nil
		})
		if !errors.Is(err, broken) || n != 10 {
			t.Errorf("error %v after %d results", err, n)
		}
	})
	t.Run("reader", func(t *testing.T) {
		read := func(yield func(int, error) bool) {
			if yield(1, nil) {
				yield(0, broken)
			}
		}
		if err := Map(t.Context(), 3, read, light, same, func(int) error { return nil }); !errors.Is(err, broken) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		err := Map(ctx, 3, count(1<<40), light, same, func(int) error {
			if n++; n == 10 {
				cancel()
			}
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("blocked", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		never := make(chan int)
		read := func(yield func(int, error) bool) {
			if yield(1, nil) {
				<-never
			}
		}
		err := Map(ctx, 3, read, light, same, func(int) error { cancel(); return nil })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		broken := errors.New("disk full")
		if err := Map(t.Context(), 3, read, light, same, func(int) error { return broken }); !errors.Is(err, broken) {
			t.Errorf("error %v", err)
		}
	})
}
