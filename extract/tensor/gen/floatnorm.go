package main

// norm takes two rows at once while there are two: a row is one long chain of
// sums, quotients and a root, and the other fills its gaps.
func (a *assembly) norm() {
	a.begin("norm", "norm of x + residual (which may be nil), row by row.", 0,
		[]string{"dst", "x", "residual", "gain", "bias", "rows", "n"},
		[]string{"DI", "SI", "DX", "R9", "R10", "CX", "R8"})
	two, one, end := a.label("two"), a.label("row"), a.label("done")
	a.split()
	a.mark(two)
	a.line("CMPQ CX, $2")
	a.line("JLT %s", one)
	a.normRows(2)
	a.line("JMP %s", two)
	a.mark(one)
	a.line("TESTQ CX, CX")
	a.line("JZ %s", end)
	a.normRows(1)
	a.mark(end)
	a.end()
}

// normRows is the norm of the next rows, one or two.
func (a *assembly) normRows(rows int) {
	// A row's values; the inverse takes the place of the sum, and spare is for
	// the tail, where the rows come one after the other.
	sum := func(r int) value { return value(r) }
	v := func(r int) value { return value(2 + r) }
	mean := func(r int) value { return value(4 + r) }
	inverse := sum
	const spare = value(6)
	// The second row lies R8 floats after the first: it has an index of its own.
	at := func(base string, r int) memory { return memory{base, []string{"BX", "R12"}[r]} }
	each := func(body func(r int)) { a.interleave(rows, body) }
	pass := func(body func(r int, tail bool)) { a.passRows(rows, body) }
	// toMean joins a row's sum and divides it by the width.
	toMean := func(r int) {
		x, n := a.first(sum(r)), a.first(v(r))
		a.join("VADDPS", sum(r), v(r))
		a.line("VXORPS %s, %s, %s", n, n, n)
		a.line("VCVTSI2SSQ R8, %s, %s", n, n)
		a.line("VDIVSS %s, %s, %s", n, x, x)
	}

	alone, summed := a.label("alone"), a.label("summed")
	each(func(r int) { a.zero(sum(r)) })
	a.line("TESTQ DX, DX")
	a.line("JZ %s", alone)
	pass(func(r int, tail bool) {
		a.load(at("SI", r), v(r), tail)
		if tail {
			a.load(at("DX", r), spare, tail)
			a.op("VADDPS", spare, v(r), v(r))
		} else {
			a.op("VADDPS", at("DX", r), v(r), v(r))
		}
		a.store(v(r), at("DI", r), tail)
		a.op("VADDPS", v(r), sum(r), sum(r))
	})
	for range rows {
		a.line("LEAQ (DX)(R8*4), DX")
	}
	a.line("JMP %s", summed)
	a.mark(alone)
	pass(func(r int, tail bool) {
		a.load(at("SI", r), v(r), tail)
		a.store(v(r), at("DI", r), tail)
		a.op("VADDPS", v(r), sum(r), sum(r))
	})
	a.mark(summed)
	each(func(r int) {
		toMean(r)
		a.spread(sum(r), mean(r))
		a.zero(sum(r))
	})
	pass(func(r int, tail bool) {
		a.load(at("DI", r), v(r), tail)
		a.op("VSUBPS", mean(r), v(r), v(r))
		a.mask(v(r), tail)
		a.op("VMULPS", v(r), v(r), v(r))
		a.op("VADDPS", v(r), sum(r), sum(r))
	})
	each(func(r int) {
		toMean(r)
		x, one := a.first(sum(r)), a.first(v(r))
		a.line("VADDSS %s, %s, %s", constant("epsilon").at(), x, x)
		a.line("VSQRTSS %s, %s, %s", x, x, x)
		a.line("VMOVSS %s, %s", constant("one").at(), one)
		a.line("VDIVSS %s, %s, %s", x, one, x)
		a.spread(sum(r), inverse(r))
	})
	gain, bias := memory{"R9", "BX"}, memory{"R10", "BX"}
	pass(func(r int, tail bool) {
		a.load(at("DI", r), v(r), tail)
		a.op("VSUBPS", mean(r), v(r), v(r))
		a.op("VMULPS", inverse(r), v(r), v(r))
		if tail {
			a.load(gain, spare, tail)
			a.op("VMULPS", spare, v(r), v(r))
			a.load(bias, spare, tail)
			a.op("VADDPS", spare, v(r), v(r))
		} else {
			a.op("VMULPS", gain, v(r), v(r))
			a.op("VADDPS", bias, v(r), v(r))
		}
		a.store(v(r), at("DI", r), tail)
	})
	for range rows {
		a.line("LEAQ (SI)(R8*4), SI")
		a.line("LEAQ (DI)(R8*4), DI")
	}
	a.line("SUBQ $%d, CX", rows)
}

// passRows writes a loop over the blocks of one row or of two, abreast; BX is
// the offset in the first, R12 in the second.
func (a *assembly) passRows(rows int, body func(r int, tail bool)) {
	loop, tail, end := a.label("blocks"), a.label("tails"), a.label("end")
	a.line("XORL BX, BX")
	a.line("LEAQ (R8*4), R12")
	a.line("MOVQ R11, AX")
	a.line("TESTQ AX, AX")
	a.line("JZ %s", tail)
	a.mark(loop)
	a.interleave(rows, func(r int) { body(r, false) })
	a.line("ADDQ $64, BX")
	a.line("ADDQ $64, R12")
	a.line("DECQ AX")
	a.line("JNZ %s", loop)
	a.mark(tail)
	a.line("TESTQ R13, R13")
	a.line("JZ %s", end)
	for r := range rows {
		body(r, true)
	}
	a.mark(end)
}
