package tensor

//go:generate go run ./gen

import (
	"fmt"
	"os"
	"strings"
)

// Kernel names a way to do the arithmetic. All give the same bits; they differ
// in speed.
type Kernel string

// The kernels, the fastest first.
const (
	AMX     Kernel = "amx"     // TDPBUSD on tiles, all else as AVX512
	AVX512  Kernel = "avx512"  // VPDPBUSD on 512 bits
	AVXVNNI Kernel = "avxvnni" // VPDPBUSD on 256 bits
	AVX2    Kernel = "avx2"    // VPMADDUBSW on 256 bits
	SDOT    Kernel = "sdot"    // arm64's signed dot product
	Plain   Kernel = "plain"   // Go
)

// KernelVariable names the environment variable that chooses the kernel, read
// once at start.
const KernelVariable = "SAYSO_KERNEL"

// implementation is a kernel that this processor can run.
type implementation struct {
	name    Kernel
	product strips // none for Plain
}

var (
	implementations = append(native(), implementation{name: Plain})

	current = &implementations[0]
	chosen  = UseKernel(Kernel(os.Getenv(KernelVariable)))
)

// ChosenKernel gives the kernel in use, and an error if KernelVariable asked
// at start for one that this processor has not: then it is the fastest.
func ChosenKernel() (Kernel, error) {
	if chosen != nil {
		return current.name, fmt.Errorf("%s: %w", KernelVariable, chosen)
	}
	return current.name, nil
}

// Kernels lists the kernels that this processor can run, the fastest first.
func Kernels() []Kernel {
	var names []Kernel
	for _, impl := range implementations {
		names = append(names, impl.name)
	}
	return names
}

// UseKernel chooses the kernel; "" is the fastest. It is for the start of a
// program: nothing else of this package may run beside it.
func UseKernel(name Kernel) error {
	if name == "" {
		current = &implementations[0]
		return nil
	}
	var have []string
	for i := range implementations {
		if implementations[i].name == name {
			current = &implementations[i]
			return nil
		}
		have = append(have, string(implementations[i].name))
	}
	return fmt.Errorf("this processor has no kernel %q (it has %s)", name, strings.Join(have, ", "))
}
