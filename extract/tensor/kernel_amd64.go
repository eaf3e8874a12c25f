package tensor

import "golang.org/x/sys/cpu"

//go:noescape
func productAVX512(j *job)

//go:noescape
func productAVXVNNI(j *job)

//go:noescape
func productAVX2(j *job)

// native lists the kernels that this processor has, the fastest first.
func native() []implementation {
	var list []implementation
	x := &cpu.X86
	if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VNNI && x.HasBMI2 {
		list = append(list, implementation{AVX512, strips{run: productAVX512, width: 48, height: 8}})
	}
	if x.HasAVX2 && x.HasBMI2 {
		if x.HasAVXVNNI {
			list = append(list, implementation{AVXVNNI, strips{run: productAVXVNNI, width: 24, height: 4}})
		}
		list = append(list, implementation{AVX2, strips{run: productAVX2, width: 24, height: 4}})
	}
	return list
}
