package tensor

import "golang.org/x/sys/cpu"

//go:noescape
func productAMX(j *job)

//go:noescape
func productAVX512(j *job)

//go:noescape
func productAVXVNNI(j *job)

//go:noescape
func productAVX2(j *job)

// fewGroups is how short a product is that tiles do not pay for: attention's
// scores are sums of eight groups.
const fewGroups = 16

// native lists the kernels that this processor has, the fastest first.
func native() []implementation {
	var list []implementation
	x := &cpu.X86
	if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VNNI && x.HasBMI2 {
		if x.HasAMXTile && x.HasAMXInt8 && tilesAllowed() {
			list = append(list, implementation{AMX, strips{width: 48, height: 8}})
		}
		list = append(list, implementation{AVX512, strips{width: 48, height: 8}})
	}
	if x.HasAVX2 && x.HasBMI2 {
		if x.HasAVXVNNI {
			list = append(list, implementation{AVXVNNI, strips{width: 24, height: 4}})
		}
		list = append(list, implementation{AVX2, strips{width: 24, height: 4}})
	}
	return list
}

// launch runs the kernel. The calls are written out, and not made through a
// variable, so that the job need not be allocated.
func (impl *implementation) launch(j *job) {
	switch impl.name {
	case AMX:
		if j.groups < fewGroups {
			productAVX512(j)
			return
		}
		productAMX(j)
	case AVX512:
		productAVX512(j)
	case AVXVNNI:
		productAVXVNNI(j)
	default:
		productAVX2(j)
	}
}
