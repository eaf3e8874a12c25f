package tensor

import (
	"math/rand/v2"
	"syscall"
	"testing"
	"unsafe"
)

// fenced gives memory that ends, or begins, where no memory is: a read beyond
// it is a fault that ends the test.
func fenced(t *testing.T, n int, atEnd bool) []byte {
	t.Helper()
	page := syscall.Getpagesize()
	pages := max(roundUp(n, page), page)
	whole, err := syscall.Mmap(-1, 0, pages+2*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Skip("no memory to fence:", err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(whole) })
	for _, fence := range [][]byte{whole[:page], whole[page+pages:]} {
		if err := syscall.Mprotect(fence, syscall.PROT_NONE); err != nil {
			t.Skip("no fence:", err)
		}
	}
	inner := whole[page:][:pages]
	if atEnd {
		return inner[pages-n:]
	}
	return inner[:n:n]
}

func fencedFloats(t *testing.T, n int, atEnd bool) []float32 {
	b := fenced(t, 4*n, atEnd)
	return unsafe.Slice((*float32)(unsafe.Pointer(&b[0])), n)
}

// No kernel reads or writes beyond what it was given.
func TestProductFenced(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for _, size := range []struct{ m, k, n int }{{1, 1, 1}, {3, 4, 17}, {5, 7, 30}, {7, 30, 47}, {8, 32, 48}, {9, 33, 49}, {15, 12, 95}} {
		w, x := randomProduct(t, r, size.m, size.k, size.n, fillings[0])
		want := byDefinition(w, x)
		for _, atEnd := range []bool{true, false} {
			side := w.side
			side.packed = fenced(t, len(w.side.packed), atEnd)
			copy(side.packed, w.side.packed)
			side.scale = fencedFloats(t, len(w.side.scale), atEnd)
			copy(side.scale, w.side.scale)
			side.bias = fencedFloats(t, len(w.side.bias), atEnd)
			copy(side.bias, w.side.bias)
			y := *x
			y.Data = fenced(t, len(x.Data), atEnd)
			copy(y.Data, x.Data)
			y.Scale = fencedFloats(t, len(x.Scale), atEnd)
			copy(y.Scale, x.Scale)
			dst := fencedFloats(t, len(want), atEnd)
			for _, name := range Kernels() {
				under(t, name, func() {
					clear(dst)
					side.mul(dst, side.n, &y, 0, y.M)
					sameBits(t, dst, want, size.n)
				})
			}
		}
	}
}

// The same for packing.
func TestPackingFenced(t *testing.T) {
	for _, size := range []struct{ k, n int }{{1, 1}, {3, 5}, {17, 15}, {32, 33}, {30, 50}} {
		for _, atEnd := range []bool{true, false} {
			x := fencedFloats(t, size.k*size.n, atEnd)
			for i := range x {
				x[i] = float32(i%7) - 3
			}
			for _, name := range Kernels() {
				under(t, name, func() {
					var p Packed
					p.size(size.k, size.n)
					packed := fenced(t, len(p.side.packed), atEnd)
					p.side.packed = packed
					packRows(&p.side, x, size.k)
					clear(packed)
					packColumns(&p.side, x, size.n)
				})
			}
		}
	}
}
