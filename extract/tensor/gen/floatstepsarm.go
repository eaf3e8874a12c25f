package main

import "slices"

var rowRegistersARM = []string{"R0", "R1", "R2", "R3", "R4", "R5", "R6"}

// eachRow writes the loop over the rows.
func (a *neon) eachRow(body func()) {
	row := a.label("row")
	a.split("R4")
	a.mark(row)
	body()
	a.line("ADD R5, R2")
	a.line("ADD R6, R0")
	a.line("ADD $4, R1")
	a.line("SUB $1, R3")
	a.line("CBNZ R3, %s", row)
	a.line("RET")
}

// fromRow sets the cursors to the row, its place for writing and its bytes.
func (a *neon) fromRow() {
	a.line("MOVD R2, R9")
	a.line("MOVD R2, R12")
	a.line("MOVD R0, R10")
}

// toBytes quantizes the row with the largest absolute numbers in value 0.
func (a *neon) toBytes() {
	none, done := a.label("none"), a.label("scaled")
	a.joinMax(0)
	a.scalar("leastPeak", 1)
	a.scalar("largest", 2)
	a.line("FCMPS F1, F0")
	a.line("BLT %s", none)
	a.line("FCMPS F2, F0")
	a.line("BGT %s", none)
	a.scalar("maxByte", 3)
	a.line("FDIVS F3, F0, F1")
	a.line("FDIVS F0, F3, F2")
	a.line("B %s", done)
	a.mark(none)
	a.line("FMOVS ZR, F1")
	a.line("FMOVS ZR, F2")
	a.mark(done)
	a.line("FMOVS F1, (R1)")
	a.spread(2, 2)
	a.pass(a.fromRow, func(tail bool) {
		const v value = 1
		a.load("R9", v, "zero", tail)
		a.op("FMUL", v, 2, v)
		a.op("FADD", v, constant("roundMid"), v)
		a.lowBytes(v)
		a.line("FMOVQ.P F%d, 16(R10)", 4*v)
	})
}

// widen keeps the largest absolute number of every lane in value 0.
func (a *neon) widen(v value) {
	a.unary("FABS", v, v)
	a.op("FMAXNM", v, value(0), 0)
}

func (a *neon) quantize() {
	a.begin("quantize", "quantize, row by row.", 0, rowArguments, rowRegistersARM, "zero", "roundMid")
	a.eachRow(func() {
		a.zero(0)
		a.pass(a.fromRow, func(tail bool) {
			a.load("R9", 1, "zero", tail)
			a.widen(1)
		})
		a.toBytes()
	})
}

func (a *neon) gelu() {
	const v, cut, h = value(1), value(2), value(3)
	terms := []constant{"gelu9", "gelu8", "gelu7", "gelu6", "gelu5", "gelu4", "gelu3", "gelu2", "gelu1"}
	a.begin("gelu", "gelu and quantize, row by row.", 0, rowArguments, rowRegistersARM,
		append(slices.Clone(terms), "geluEnd", "roundMid", "zero")...)
	a.eachRow(func() {
		a.zero(0)
		a.pass(a.fromRow, func(tail bool) {
			a.load("R9", v, "zero", tail)
			a.unary("FABS", v, cut)
			a.op("FMINNM", cut, constant("geluEnd"), cut)
			a.op("FMUL", cut, terms[0], h)
			for _, term := range terms[1:] {
				a.op("FADD", h, term, h)
				a.op("FMUL", h, cut, h)
			}
			a.op("FMAXNM", v, constant("zero"), v)
			a.op("FADD", v, h, v)
			a.store(v, "R12", tail)
			a.widen(v)
		})
		a.toBytes()
	})
}

func (a *neon) softmax() {
	const sum, v, whole, p = value(0), value(1), value(2), value(3)
	const best = 16 // a register
	a.begin("softmax", "softmax, row by row.", 0, rowArguments, rowRegistersARM,
		"lowest", "infinity", "log2e", "leastExp", "round", "exp0", "exp1", "exp2", "exp3")
	a.eachRow(func() {
		empty := a.label("empty")
		for i := range 4 {
			a.line("VMOV V%d.B16, V%d.B16", a.held["lowest"], i)
		}
		a.pass(a.fromRow, func(tail bool) {
			a.load("R9", v, "infinity", tail)
			a.op("FMAXNM", v, value(0), 0)
		})
		a.joinMax(0)
		a.spread(0, best)
		a.zero(sum)
		a.pass(a.fromRow, func(tail bool) {
			a.load("R9", v, "infinity", tail)
			a.op("FSUB", v, best, v)
			a.op("FMUL", v, constant("log2e"), v)
			a.op("FMAXNM", v, constant("leastExp"), v)
			a.op("FADD", v, constant("round"), whole)
			a.op("FSUB", whole, constant("round"), p)
			a.op("FSUB", v, p, v)
			a.op("FMUL", v, constant("exp3"), p)
			a.op("FADD", p, constant("exp2"), p)
			for _, term := range []constant{"exp1", "exp0"} {
				a.op("FMUL", p, v, p)
				a.op("FADD", p, term, p)
			}
			a.known("VSHL", "S4", "$23", whole, whole)
			a.known("VADD", "S4", whole, p, p)
			a.op("FADD", p, constant("round"), p)
			a.known("VSUB", "S4", constant("round"), p, whole) // the integers, by their bits
			a.known("VADD", "S4", whole, sum, sum)
			a.lowBytes(p)
			a.line("FMOVQ.P F%d, 16(R10)", 4*p)
		})
		a.joinIntegers(sum)
		a.line("FMOVS ZR, F0")
		a.line("CBZW R20, %s", empty)
		a.line("SCVTFWS R20, F0")
		a.line("FMOVS $(1.0), F1")
		a.line("FDIVS F0, F1, F0")
		a.mark(empty)
		a.line("FMOVS F0, (R1)")
	})
}

func (a *neon) norm() {
	const sum, v, w = value(0), value(1), value(2)
	const mean, inverse, n = 12, 13, 14 // registers
	a.begin("norm", "norm of x + residual (which may be nil), row by row.", 0,
		[]string{"dst", "x", "residual", "gain", "bias", "rows", "n"},
		[]string{"R0", "R1", "R2", "R3", "R4", "R5", "R6"}, "zero", "epsilon", "one")
	row, alone, summed := a.label("row"), a.label("alone"), a.label("summed")
	a.split("R6")
	a.line("SCVTFS R6, F%d", n)
	epsilon, one := a.held["epsilon"], a.held["one"]
	a.mark(row)
	a.zero(sum)
	a.line("CBZ R2, %s", alone)
	a.pass(func() {
		a.line("MOVD R1, R9")
		a.line("MOVD R2, R10")
		a.line("MOVD R0, R12")
	}, func(tail bool) {
		a.load("R9", v, "zero", tail)
		a.load("R10", w, "zero", tail)
		a.op("FADD", v, w, v)
		a.store(v, "R12", tail)
		a.op("FADD", sum, v, sum)
	})
	a.line("ADD R6<<2, R2")
	a.line("B %s", summed)
	a.mark(alone)
	a.pass(func() {
		a.line("MOVD R1, R9")
		a.line("MOVD R0, R12")
	}, func(tail bool) {
		a.load("R9", v, "zero", tail)
		a.store(v, "R12", tail)
		a.op("FADD", sum, v, sum)
	})
	a.mark(summed)
	a.joinSum(sum)
	a.line("FDIVS F%d, F0, F0", n)
	a.spread(0, mean)
	a.zero(sum)
	a.pass(func() { a.line("MOVD R0, R9") }, func(tail bool) {
		if tail {
			// The lanes past the end are the mean, so that they count nothing.
			a.held["mean"] = mean
			a.load("R9", v, "mean", tail)
		} else {
			a.load("R9", v, "zero", tail)
		}
		a.op("FSUB", v, mean, v)
		a.op("FMUL", v, v, v)
		a.op("FADD", sum, v, sum)
	})
	a.joinSum(sum)
	a.line("FDIVS F%d, F0, F0", n)
	a.line("FADDS F%d, F0, F0", epsilon)
	a.line("FSQRTS F0, F0")
	a.line("FDIVS F0, F%d, F0", one)
	a.spread(0, inverse)
	a.pass(func() {
		a.line("MOVD R0, R9")
		a.line("MOVD R0, R12")
		a.line("MOVD R3, R10")
		a.line("MOVD R4, R13")
	}, func(tail bool) {
		a.load("R9", v, "zero", tail)
		a.op("FSUB", v, mean, v)
		a.op("FMUL", v, inverse, v)
		a.load("R10", w, "zero", tail)
		a.op("FMUL", v, w, v)
		a.load("R13", w, "zero", tail)
		a.op("FADD", v, w, v)
		a.store(v, "R12", tail)
	})
	a.line("ADD R6<<2, R0")
	a.line("ADD R6<<2, R1")
	a.line("SUB $1, R5")
	a.line("CBNZ R5, %s", row)
	a.line("RET")
}

func (a *neon) dot() {
	const sum, v, w = value(0), value(1), value(2)
	a.begin("dot", "Dot.", 4, []string{"x", "y", "n"}, []string{"R9", "R10", "R4"}, "zero")
	a.split("R4")
	a.zero(sum)
	a.pass(func() {}, func(tail bool) {
		a.load("R9", v, "zero", tail)
		a.load("R10", w, "zero", tail)
		a.op("FMUL", v, w, v)
		a.op("FADD", sum, v, sum)
	})
	a.joinSum(sum)
	a.line("FMOVS F0, ret+24(FP)")
	a.line("RET")
}

func (a *neon) relu() {
	const v = value(1)
	a.begin("relu", "ReLU.", 0, []string{"x", "n"}, []string{"R2", "R4"}, "zero")
	a.split("R4")
	a.pass(func() {
		a.line("MOVD R2, R9")
		a.line("MOVD R2, R12")
	}, func(tail bool) {
		a.load("R9", v, "zero", tail)
		a.op("FMAXNM", v, constant("zero"), v)
		a.store(v, "R12", tail)
	})
	a.line("RET")
}
