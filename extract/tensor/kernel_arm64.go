package tensor

import (
	"runtime"

	"golang.org/x/sys/cpu"
)

//go:noescape
func productSDOT(j *job)

// native lists the kernels that this processor has, the fastest first.
func native() []implementation {
	// Every arm64 machine of Apple's that runs macOS has SDOT, and the library
	// cannot always ask.
	if cpu.ARM64.HasASIMDDP || runtime.GOOS == "darwin" {
		return []implementation{{SDOT, strips{width: 16, height: 4, signed: true}}}
	}
	return nil
}

// launch runs the kernel; called by name, so that the job need not be allocated.
func (impl *implementation) launch(j *job) { productSDOT(j) }
