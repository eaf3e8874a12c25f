package main

// Packing makes a right side of activations: see pack.go. Its steps share
// their arguments: x holds lines of floats, across bytes apart.
var (
	packArguments = []string{"dst", "scale", "plus", "minus", "x", "count", "n", "across"}
	packRegisters = []string{"DI", "DX", "R9", "R10", "SI", "CX", "R8", "R15"}
)

// packRows writes rows of n floats as up to 48 columns of one panel.
func (a *assembly) packRows() {
	const peak, sum, inverse = value(0), value(1), value(2)
	a.begin("packRows", "packRowsPlain for the rows of one panel.", 0, packArguments, packRegisters, "number", "leastWeight")
	row := a.label("row")
	a.split()
	a.mark(row)
	a.zero(peak)
	a.pass(false, 2, func(block int, tail bool) {
		v := 3 + value(block)
		a.load(theRow, v, tail)
		a.widen(peak, v, v)
	})
	a.join("VMAXPS", peak, inverse)
	x, y, z, mask := a.first(peak), a.first(sum), a.first(inverse), a.first(3)
	a.line("VMOVSS %s, %s", constant("leastPeak").at(), mask)
	a.line("VCMPSS $2, %s, %s, %s", x, mask, mask) // least ≤ peak
	a.line("VMOVSS %s, %s", constant("maxWeight").at(), z)
	a.line("VDIVSS %s, %s, %s", z, x, y)
	a.line("VDIVSS %s, %s, %s", x, z, z)
	a.line("VANDPS %s, %s, %s", mask, y, y)
	a.line("VANDPS %s, %s, %s", mask, z, z)
	a.line("VMOVSS %s, (DX)", y)
	a.spread(inverse, inverse)
	a.zero(sum)
	a.line("MOVQ DI, R12")
	a.pass(false, 1, func(_ int, tail bool) {
		const v = value(3)
		a.load(theRow, v, tail)
		a.op("VMULPS", inverse, v, v)
		a.op("VMAXPS", constant("leastWeight"), v, v) // what is not a number too
		a.op("VCVTPS2DQ", v, v)
		a.op("VPADDD", v, sum, sum)
		a.lowBytes(v)
		end := a.label("stored")
		for i := range 4 {
			if tail && i > 0 {
				a.line("CMPQ R13, $%d", 4*i)
				a.line("JLE %s", end)
			}
			a.line("VPEXTRD $%d, %s, %d(R12)", i, a.first(v), i*panelLine)
		}
		if tail {
			a.mark(end)
		} else {
			a.line("ADDQ $%d, R12", 4*panelLine)
		}
	})
	a.join("VPADDD", sum, 3)
	a.line("VMOVD %s, AX", a.first(sum))
	a.line("SHLL $7, AX")
	a.line("MOVL AX, (R9)")
	a.line("NEGL AX")
	a.line("MOVL AX, (R10)")
	a.line("ADDQ R15, SI")
	for _, r := range []string{"DI", "DX", "R9", "R10"} {
		a.line("ADDQ $4, %s", r)
	}
	a.line("DECQ CX")
	a.line("JNZ %s", row)
	a.end()
}

// panelLine is the bytes of four inputs of a panel's columns.
const panelLine = 48 * 4

// packColumns writes up to 16 columns of lines of floats.
func (a *assembly) packColumns() {
	const peak, sum, inverse, out, v, w = value(0), value(1), value(2), value(3), value(4), value(5)
	a.begin("packColumns", "packColumnsPlain for n ≤ 16 columns and count inputs.", 0, packArguments, packRegisters,
		"number", "leastWeight", "leastPeak", "maxWeight", "low")
	body := func(tail bool) {
		row := memory{"SI", "BX"}
		most, fours, rest, end, done := a.label("most"), a.label("fours"), a.label("rest"), a.label("line"), a.label("done")
		a.zero(peak)
		a.line("XORL BX, BX")
		a.line("MOVQ CX, AX")
		a.mark(most)
		a.load(row, v, tail)
		a.widen(peak, v, v)
		a.line("ADDQ R15, BX")
		a.line("DECQ AX")
		a.line("JNZ %s", most)
		// The mask of the peaks that are large enough, both quotients under it.
		if a.wide {
			a.line("VCMPPS $13, %s, Z%d, K2", a.operands(constant("leastPeak"))[0], peak)
			a.line("VDIVPS.Z %s, Z%d, K2, Z%d", a.operands(constant("maxWeight"))[0], peak, v)
			a.line("VDIVPS.Z Z%d, %s, K2, Z%d", peak, a.operands(constant("maxWeight"))[0], inverse)
		} else {
			for i := range 2 {
				p := int(2*peak) + i
				a.line("VCMPPS $13, %s, Y%d, Y%d", constant("leastPeak").at(), p, int(2*w)+i)
			}
			a.op("VMOVUPS", constant("maxWeight"), inverse)
			a.op("VDIVPS", inverse, peak, v)
			a.op("VDIVPS", peak, inverse, inverse)
			a.op("VANDPS", w, v, v)
			a.op("VANDPS", w, inverse, inverse)
		}
		a.line("XORL BX, BX")
		a.op("VMOVUPS", v, memory{"DX", "BX"})
		a.zero(sum)
		weights := func(v value) {
			a.load(row, v, tail)
			a.op("VMULPS", inverse, v, v)
			a.op("VMAXPS", constant("leastWeight"), v, v)
			a.op("VCVTPS2DQ", v, v)
			a.op("VPADDD", v, sum, sum)
			a.line("ADDQ R15, BX")
		}
		shift := func(by int, v value) {
			for _, r := range a.operands(v) {
				a.line("VPSLLD $%d, %s, %s", by, r, r)
			}
		}
		store := func() {
			for i, r := range a.operands(out) {
				a.line("VMOVUPS %s, %d(DI)", r, 32*i)
			}
		}
		a.line("MOVQ CX, AX")
		a.line("SUBQ $4, AX")
		a.line("JLT %s", rest)
		a.mark(fours)
		weights(out)
		a.bits("AND", constant("low"), out, out)
		for i := range 3 {
			weights(v)
			if i < 2 {
				a.bits("AND", constant("low"), v, v)
			}
			shift(8*(i+1), v)
			a.bits("OR", v, out, out)
		}
		store()
		a.line("ADDQ $%d, DI", panelLine)
		a.line("SUBQ $4, AX")
		a.line("JGE %s", fours)
		a.mark(rest)
		a.line("ADDQ $4, AX")
		a.line("JZ %s", end)
		weights(out)
		a.bits("AND", constant("low"), out, out)
		for i := range 2 {
			a.line("DECQ AX")
			a.line("JZ %s", done)
			weights(v)
			a.bits("AND", constant("low"), v, v)
			shift(8*(i+1), v)
			a.bits("OR", v, out, out)
		}
		a.mark(done)
		store()
		a.mark(end)
		shift(7, sum)
		a.zero(v)
		a.op("VPSUBD", sum, v, v)
		a.line("XORL BX, BX")
		a.op("VMOVUPS", sum, memory{"R9", "BX"})
		a.op("VMOVUPS", v, memory{"R10", "BX"})
		a.end()
	}
	part := a.label("part")
	a.split()
	a.line("TESTQ R11, R11")
	a.line("JZ %s", part)
	body(false)
	a.mark(part)
	body(true)
}
