package main

// The rows' steps share their arguments: x holds rows of n floats, across
// bytes apart; dst takes their bytes, down bytes apart; scale one float a row.
var (
	rowArguments = []string{"dst", "scale", "x", "rows", "n", "across", "down"}
	rowRegisters = []string{"DI", "DX", "SI", "CX", "R8", "R9", "R10"}
)

var theRow = memory{"SI", "BX"}

// eachRow writes the loop over the rows.
func (a *assembly) eachRow(body func()) {
	row := a.label("row")
	a.split()
	a.mark(row)
	body()
	a.line("ADDQ R9, SI")
	a.line("ADDQ R10, DI")
	a.line("ADDQ $4, DX")
	a.line("DECQ CX")
	a.line("JNZ %s", row)
	a.end()
}

// widen keeps the largest absolute number of every lane in peak.
func (a *assembly) widen(peak, v, spare value) {
	a.bits("AND", constant("number"), v, spare)
	a.op("VMAXPS", peak, spare, peak)
}

// toBytes quantizes the row with the largest absolute numbers peak.
func (a *assembly) toBytes(peak value) {
	const spare, inverse = 1, 2
	a.join("VMAXPS", peak, spare)
	x, y, z := a.first(peak), a.first(spare), a.first(inverse)
	ok, mask := a.first(3), a.first(4)
	// scale = peak/127 and inverse = 127/peak, both zero for a peak that is
	// too small or infinite.
	a.line("VMOVSS %s, %s", constant("leastPeak").at(), ok)
	a.line("VCMPSS $2, %s, %s, %s", x, ok, ok) // least ≤ peak
	a.line("VCMPSS $2, %s, %s, %s", constant("largest").at(), x, mask)
	a.line("VANDPS %s, %s, %s", ok, mask, mask)
	a.line("VMOVSS %s, %s", constant("maxByte").at(), z)
	a.line("VDIVSS %s, %s, %s", z, x, y)
	a.line("VDIVSS %s, %s, %s", x, z, z)
	a.line("VANDPS %s, %s, %s", mask, y, y)
	a.line("VANDPS %s, %s, %s", mask, z, z)
	a.line("VMOVSS %s, (DX)", y)
	a.spread(inverse, inverse)
	a.pass(true, 4, func(block int, tail bool) {
		v := 3 + value(block)
		a.load(theRow, v, tail)
		a.op("VMULPS", value(inverse), v, v)
		a.op("VADDPS", constant("roundMid"), v, v)
		a.storeBytes(v)
	})
}

func (a *assembly) quantize() {
	a.begin("quantize", "quantize, row by row.", 0, rowArguments, rowRegisters, "number", "roundMid")
	a.eachRow(func() {
		a.zero(0)
		a.pass(false, 4, func(block int, tail bool) {
			v := 1 + value(block)
			a.load(theRow, v, tail)
			a.widen(0, v, v)
		})
		a.toBytes(0)
	})
}

func (a *assembly) gelu() {
	const peak = value(0)
	terms := []constant{"gelu9", "gelu8", "gelu7", "gelu6", "gelu5", "gelu4", "gelu3", "gelu2", "gelu1"}
	a.begin("gelu", "gelu and quantize, row by row.", 0, rowArguments, rowRegisters,
		append(terms, "geluEnd", "number", "roundMid", "zero")...)
	a.eachRow(func() {
		a.zero(peak)
		a.pass(false, a.most(4, 2), func(block int, tail bool) {
			v, cut, h := value(3*block+1), value(3*block+2), value(3*block+3)
			a.load(theRow, v, tail)
			a.bits("AND", constant("number"), v, cut)
			a.op("VMINPS", constant("geluEnd"), cut, cut)
			a.op("VMULPS", terms[0], cut, h)
			for _, term := range terms[1:] {
				a.op("VADDPS", term, h, h)
				a.op("VMULPS", cut, h, h)
			}
			a.op("VMAXPS", constant("zero"), v, v)
			a.op("VADDPS", h, v, v)
			a.store(v, theRow, tail)
			a.widen(peak, v, v)
		})
		a.toBytes(peak)
	})
}

// most gives how many blocks go abreast.
func (a *assembly) most(avx512, avx2 int) int {
	if a.wide {
		return avx512
	}
	return avx2
}

func (a *assembly) softmax() {
	const best, sum, none, v = value(0), value(1), value(2), value(3)
	a.begin("softmax", "softmax, row by row.", 0, rowArguments, rowRegisters,
		"lowest", "infinity", "log2e", "leastExp", "round", "exp0", "exp1", "exp2", "exp3")
	// The best of all rows first, kept where their scales will be: a row waits for
	// nothing then, and the processor takes up the next while one ends.
	first := a.label("row")
	a.split()
	a.mark(first)
	a.op("VMOVAPS", constant("lowest"), best)
	a.pass(false, 4, func(block int, tail bool) {
		v := 1 + value(block)
		a.loadOr(theRow, v, "infinity", 2, tail)
		a.op("VMAXPS", best, v, best)
	})
	a.join("VMAXPS", best, v)
	a.line("VMOVSS %s, (DX)", a.first(best))
	a.line("ADDQ R9, SI")
	a.line("ADDQ $4, DX")
	a.line("DECQ CX")
	a.line("JNZ %s", first)
	a.line("MOVQ scale+8(FP), DX")
	a.line("MOVQ x+16(FP), SI")
	a.line("MOVQ rows+24(FP), CX")
	a.eachRow(func() {
		for _, r := range a.operands(best) {
			a.line("VBROADCASTSS (DX), %s", r)
		}
		total := a.first(sum)
		nothing := a.first(none)
		a.line("VPXOR %s, %s, %s", total, total, total)
		a.line("VPXOR %s, %s, %s", nothing, nothing, nothing)
		a.pass(true, a.most(4, 1), func(block int, tail bool) {
			v, whole, p := v+value(3*block), v+value(3*block+1), v+value(3*block+2)
			a.loadOr(theRow, v, "infinity", whole, tail)
			a.op("VSUBPS", best, v, v)
			a.op("VMULPS", constant("log2e"), v, v)
			a.op("VMAXPS", constant("leastExp"), v, v)
			a.op("VADDPS", constant("round"), v, whole)
			a.op("VSUBPS", constant("round"), whole, p)
			a.op("VSUBPS", p, v, v)
			a.op("VMULPS", constant("exp3"), v, p)
			a.op("VADDPS", constant("exp2"), p, p)
			for _, term := range []constant{"exp1", "exp0"} {
				a.op("VMULPS", v, p, p)
				a.op("VADDPS", term, p, p)
			}
			for _, r := range a.operands(whole) {
				a.line("VPSLLD $23, %s, %s", r, r)
			}
			a.op("VPADDD", whole, p, p)
			a.op("VADDPS", constant("round"), p, p)
			a.storeBytes(p)
			x := a.first(p)
			a.line("VPSADBW %s, %s, %s", nothing, x, x)
			a.line("VPADDQ %s, %s, %s", x, total, total)
		})
		x, y, empty := a.first(v), a.first(none), a.label("empty")
		a.line("VPSHUFD $0x4E, %s, %s", total, x)
		a.line("VPADDD %s, %s, %s", x, total, x)
		a.line("VMOVD %s, AX", x)
		a.line("TESTL AX, AX")
		a.line("JZ %s", empty)
		a.line("VCVTDQ2PS %s, %s", x, x)
		a.line("VMOVSS %s, %s", constant("one").at(), y)
		a.line("VDIVSS %s, %s, %s", x, y, x)
		a.mark(empty)
		a.line("VMOVSS %s, (DX)", x)
	})
}

func (a *assembly) dot() {
	const sum, v, w = value(0), value(1), value(2)
	a.begin("dot", "Dot.", 4, []string{"x", "y", "n"}, []string{"SI", "DI", "R8"})
	a.split()
	a.zero(sum)
	a.pass(false, 1, func(_ int, tail bool) {
		a.load(theRow, v, tail)
		a.load(memory{"DI", "BX"}, w, tail)
		a.op("VMULPS", w, v, v)
		a.op("VADDPS", v, sum, sum)
	})
	a.join("VADDPS", sum, v)
	a.line("VMOVSS %s, ret+24(FP)", a.first(sum))
	a.end()
}

func (a *assembly) relu() {
	const zero, v = value(0), value(1)
	a.begin("relu", "ReLU.", 0, []string{"x", "n"}, []string{"SI", "R8"})
	a.split()
	a.zero(zero)
	a.pass(false, 1, func(_ int, tail bool) {
		a.load(theRow, v, tail)
		a.op("VMAXPS", zero, v, v)
		a.store(v, theRow, tail)
	})
	a.end()
}
