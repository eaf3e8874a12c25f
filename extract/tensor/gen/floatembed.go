package main

// embed and addThree take whole blocks alone: a row is a multiple of sixteen
// numbers.

func (a *assembly) embed() {
	const scale = value(6)
	a.begin("embed", "Embed, of whole blocks.", 0,
		[]string{"dst", "word", "scale", "position", "form", "n"},
		[]string{"SI", "DI", "DX", "R9", "R10", "R8"})
	a.split()
	for _, r := range a.operands(scale) {
		a.line("VBROADCASTSS (DX), %s", r)
	}
	a.pass(true, 4, func(block int, tail bool) {
		if tail {
			return
		}
		v := value(block)
		for i, r := range a.operands(v) {
			a.line("VPMOVSXBD %d(R12), %s", 16*block+8*i, r)
		}
		a.op("VCVTDQ2PS", v, v)
		a.op("VMULPS", scale, v, v)
		a.op("VADDPS", memory{"R9", "BX"}, v, v)
		a.op("VADDPS", memory{"R10", "BX"}, v, v)
		a.store(v, theRow, false)
	})
	a.end()
}

func (a *assembly) addThree() {
	a.begin("addThree", "addThree, of whole blocks.", 0,
		[]string{"x", "a", "b", "c", "n"},
		[]string{"SI", "DI", "R9", "R10", "R8"})
	a.split()
	a.pass(false, 4, func(block int, tail bool) {
		if tail {
			return
		}
		v := value(block)
		a.load(theRow, v, false)
		for _, base := range []string{"DI", "R9", "R10"} {
			a.op("VADDPS", memory{base, "BX"}, v, v)
		}
		a.store(v, theRow, false)
	})
	a.end()
}
