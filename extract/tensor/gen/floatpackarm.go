package main

// R0 dst, R1 scales, R2 and R3 sums, R4 x, R5 lines to do, R6 numbers of a
// line, R13 bytes to the next line.
var packRegistersARM = []string{"R0", "R1", "R2", "R3", "R4", "R5", "R6", "R13"}

func (a *neon) packRows() {
	const peak, v, sum = value(0), value(1), value(2)
	const scale, inverse = 12, 13 // registers
	a.begin("packRows", "packRowsPlain for the rows of one panel.", 0, packArguments, packRegistersARM, "zero", "leastWeight")
	row := a.label("row")
	a.split("R6")
	a.mark(row)
	none, done := a.label("none"), a.label("scaled")
	a.zero(peak)
	a.pass(func() { a.line("MOVD R4, R9") }, func(tail bool) {
		a.load("R9", v, "zero", tail)
		a.widen(v)
	})
	a.joinMax(peak)
	a.scalar("leastPeak", 1)
	a.line("FCMPS F1, F0")
	a.line("BLT %s", none)
	a.scalar("maxWeight", 1)
	a.line("FDIVS F1, F0, F%d", scale)
	a.line("FDIVS F0, F1, F%d", inverse)
	a.line("B %s", done)
	a.mark(none)
	a.line("FMOVS ZR, F%d", scale)
	a.line("FMOVS ZR, F%d", inverse)
	a.mark(done)
	a.line("FMOVS F%d, (R1)", scale)
	a.spread(inverse, inverse)
	a.zero(sum)
	a.pass(func() {
		a.line("MOVD R4, R9")
		a.line("MOVD R0, R10")
	}, func(tail bool) {
		a.load("R9", v, "zero", tail)
		a.op("FMUL", v, inverse, v)
		a.op("FMAXNM", v, constant("leastWeight"), v) // what is not a number too
		a.unary("FCVTNS", v, v)
		a.known("VADD", "S4", v, sum, sum)
		a.lowBytes(v)
		end := a.label("stored")
		for i := range 4 {
			if tail && i > 0 {
				a.line("CMP $%d, R8", 4*i)
				a.line("BLE %s", end)
			}
			a.line("VMOV V%d.S[%d], R20", 4*v, i)
			a.line("MOVW R20, %d(R10)", i*panelLine)
		}
		if tail {
			a.mark(end)
		} else {
			a.line("ADD $%d, R10", 4*panelLine)
		}
	})
	a.joinIntegers(sum)
	a.line("LSLW $7, R20")
	a.line("MOVW.P R20, 4(R2)")
	a.line("NEGW R20, R20")
	a.line("MOVW.P R20, 4(R3)")
	a.line("ADD R13, R4")
	a.line("ADD $4, R0")
	a.line("ADD $4, R1")
	a.line("SUB $1, R5")
	a.line("CBNZ R5, %s", row)
	a.line("RET")
}

func (a *neon) packColumns() {
	const peak, sum, inverse, out, v, scale = value(0), value(1), value(2), value(3), value(4), value(5)
	a.begin("packColumns", "packColumnsPlain for n ≤ 16 columns and count inputs.", 0, packArguments, packRegistersARM,
		"zero", "leastWeight", "leastPeak", "maxWeight", "low")
	part := a.label("part")
	a.split("R6")
	a.line("CBZ R7, %s", part)
	for _, tail := range []bool{false, true} {
		if tail {
			a.mark(part)
		}
		most, fours, rest, end, done := a.label("most"), a.label("fours"), a.label("rest"), a.label("line"), a.label("done")
		// next loads a line; R12 is the line.
		next := func(v value) {
			a.line("MOVD R12, R9")
			a.load("R9", v, "zero", tail)
			a.line("ADD R13, R12")
		}
		a.zero(peak)
		a.line("MOVD R4, R12")
		a.line("MOVD R5, R11")
		a.mark(most)
		next(v)
		a.widen(v)
		a.line("SUB $1, R11")
		a.line("CBNZ R11, %s", most)
		a.op("FCMGE", peak, constant("leastPeak"), v)
		a.op("FDIV", peak, constant("maxWeight"), scale)
		a.op("FDIV", constant("maxWeight"), peak, inverse)
		a.known("VAND", "B16", v, scale, scale)
		a.known("VAND", "B16", v, inverse, inverse)
		a.line("VST1 %s, (R1)", list(scale))
		a.zero(sum)
		weights := func(v value) {
			next(v)
			a.op("FMUL", v, inverse, v)
			a.op("FMAXNM", v, constant("leastWeight"), v)
			a.unary("FCVTNS", v, v)
			a.known("VADD", "S4", v, sum, sum)
		}
		first := func() {
			weights(out)
			a.known("VAND", "B16", constant("low"), out, out)
		}
		more := func(i int) {
			weights(v)
			a.known("VAND", "B16", constant("low"), v, v)
			a.known("VSHL", "S4", []string{"", "$8", "$16", "$24"}[i], v, v)
			a.known("VORR", "B16", v, out, out)
		}
		a.line("MOVD R4, R12")
		a.line("MOVD R5, R11")
		a.line("SUBS $4, R11")
		a.line("BLT %s", rest)
		a.mark(fours)
		first()
		for i := 1; i < 4; i++ {
			more(i)
		}
		a.line("VST1 %s, (R0)", list(out))
		a.line("ADD $%d, R0", panelLine)
		a.line("SUBS $4, R11")
		a.line("BGE %s", fours)
		a.mark(rest)
		a.line("ADDS $4, R11")
		a.line("BEQ %s", end)
		first()
		for i := 1; i < 3; i++ {
			a.line("SUB $1, R11")
			a.line("CBZ R11, %s", done)
			more(i)
		}
		a.mark(done)
		a.line("VST1 %s, (R0)", list(out))
		a.mark(end)
		a.known("VSHL", "S4", "$7", sum, sum)
		a.zero(v)
		a.known("VSUB", "S4", sum, v, v)
		a.line("VST1 %s, (R2)", list(sum))
		a.line("VST1 %s, (R3)", list(v))
		a.line("RET")
	}
}
