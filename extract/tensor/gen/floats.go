package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// floats writes the float steps for AVX-512 and AVX2. Their meaning stands in
// the plain twins (rows.go, gelu.go, softmax.go, norm.go, dot.go, embed.go), whose every
// operation they repeat, sixteen numbers at a time.
func floats(w io.Writer) {
	a := &assembly{}
	for _, wide := range []bool{true, false} {
		a.wide = wide
		a.quantize()
		a.gelu()
		a.softmax()
		a.norm()
		a.dot()
		a.relu()
		a.embed()
		a.addThree()
		a.packRows()
		a.packColumns()
	}
	a.data()
	io.WriteString(w, a.text.String())
}

// constants are the numbers of the steps: those of the plain twins.
var constants = map[constant]float32{
	"round":    1.5 * (1 << 23),
	"roundMid": 1.5*(1<<23) + 128,
	"lowest":   -math.MaxFloat32,
	"infinity": float32(math.Inf(-1)),
	"number":   math.Float32frombits(1<<31 - 1), // all but the sign
	"low":      math.Float32frombits(255),       // the low byte

	"geluEnd": 4.1,
	"gelu1":   -0.49854848500910626,
	"gelu2":   0.3862292346441526,
	"gelu3":   0.03702412422177251,
	"gelu4":   -0.1153799577127487,
	"gelu5":   0.03018486578109926,
	"gelu6":   0.004954008450261028,
	"gelu7":   -0.0036941136447145454,
	"gelu8":   0.0006515086246517099,
	"gelu9":   -3.9641061675567006e-05,

	"log2e":    1.44269504,
	"leastExp": -10,
	"exp0":     255,
	"exp1":     176.78715,
	"exp2":     61.763805,
	"exp3":     14.027275,

	"leastPeak":   1e-30,
	"largest":     math.MaxFloat32,
	"maxByte":     127,
	"maxWeight":   63,
	"leastWeight": -63,
	"epsilon":     1e-12,
	"one":         1,
	"zero":        0,
}

// assembly is a text that grows. It is written in terms of values: sixteen
// numbers, which are one register of AVX-512 or two of AVX2.
type assembly struct {
	text   strings.Builder
	wide   bool               // AVX-512, not AVX2
	held   map[constant]value // what AVX-512 keeps in registers
	labels int
	block  int // of several that are written abreast
}

type (
	value    int    // values 0 to 6 are free; 7 is AVX2's mask of the tail
	constant string // sixteen times the same number
	memory   struct{ base, index string }
)

const tailMask value = 7

// line writes one instruction.
func (a *assembly) line(format string, args ...any) { fmt.Fprintf(&a.text, "\t"+format+"\n", args...) }

// operands gives the operand for every register that a value takes.
func (a *assembly) operands(x any) []string {
	switch x := x.(type) {
	case value:
		if a.wide {
			return []string{fmt.Sprintf("Z%d", x)}
		}
		return []string{fmt.Sprintf("Y%d", 2*x), fmt.Sprintf("Y%d", 2*x+1)}
	case constant:
		if a.wide {
			v, ok := a.held[x]
			if !ok {
				panic("not loaded: " + string(x))
			}
			return a.operands(v)
		}
		return []string{x.at(), x.at()}
	case memory:
		low := fmt.Sprintf("%d(%s)(%s*1)", 64*a.block, x.base, x.index)
		if a.wide {
			return []string{low}
		}
		return []string{low, fmt.Sprintf("%d(%s)(%s*1)", 64*a.block+32, x.base, x.index)}
	}
	panic(fmt.Sprintf("no operand: %v", x))
}

// at is a constant's place in memory.
func (c constant) at() string { return fmt.Sprintf("floats_%s<>(SB)", c) }

// first is the register of the first four numbers of a value.
func (a *assembly) first(v value) string {
	if a.wide {
		return fmt.Sprintf("X%d", v)
	}
	return fmt.Sprintf("X%d", 2*v)
}

// op writes one instruction for whole values, its operands in Go's order.
func (a *assembly) op(name string, args ...any) {
	var columns [][]string
	for _, arg := range args {
		columns = append(columns, a.operands(arg))
	}
	for i := range columns[0] {
		var row []string
		for _, c := range columns {
			row = append(row, c[i])
		}
		a.line("%s %s", name, strings.Join(row, ", "))
	}
}

// zero clears a value.
func (a *assembly) zero(v value) {
	name := "VXORPS"
	if a.wide {
		name = "VPXORQ"
	}
	a.op(name, v, v, v)
}

// bits writes a bitwise operation: AND, OR, ANDN.
func (a *assembly) bits(name string, args ...any) {
	if a.wide {
		a.op("VP"+name+"D", args...)
	} else {
		a.op("V"+name+"PS", args...)
	}
}

// load reads sixteen numbers, in the tail just those that are there and zeros.
func (a *assembly) load(m memory, v value, tail bool) {
	switch {
	case !tail:
		a.op("VMOVUPS", m, v)
	case a.wide:
		a.line("VMOVUPS.Z %s, K1, %s", a.operands(m)[0], a.operands(v)[0])
	default:
		a.op("VMASKMOVPS", m, tailMask, v)
	}
}

// loadOr is load with the number fill instead of zeros.
func (a *assembly) loadOr(m memory, v value, fill constant, spare value, tail bool) {
	switch {
	case tail && a.wide:
		a.op("VMOVAPS", fill, v)
		a.line("VMOVUPS %s, K1, %s", a.operands(m)[0], a.operands(v)[0])
	case tail:
		a.load(m, v, tail)
		a.bits("ANDN", fill, tailMask, spare)
		a.bits("OR", spare, v, v)
	default:
		a.load(m, v, tail)
	}
}

// store writes sixteen numbers, in the tail just those that are there.
func (a *assembly) store(v value, m memory, tail bool) {
	switch {
	case !tail:
		a.op("VMOVUPS", v, m)
	case a.wide:
		a.line("VMOVUPS %s, K1, %s", a.operands(v)[0], a.operands(m)[0])
	default:
		a.op("VMASKMOVPS", v, tailMask, m)
	}
}

// lowBytes leaves the low bytes of sixteen numbers in the value's first register.
func (a *assembly) lowBytes(v value) {
	if a.wide {
		a.line("VPMOVDB Z%d, X%d", v, v)
		return
	}
	lo, hi := 2*v, 2*v+1
	a.op("VANDPS", constant("low"), v, v)
	a.line("VPACKUSDW Y%d, Y%d, Y%d", hi, lo, lo)
	a.line("VEXTRACTI128 $1, Y%d, X%d", lo, hi)
	a.line("VPACKUSWB X%d, X%d, X%d", hi, lo, lo)
	a.line("VPSHUFD $0xD8, X%d, X%d", lo, lo) // the halves' fours in turn
}

// storeBytes writes the low bytes of sixteen numbers to (R12) and leaves them
// in the value's first register.
func (a *assembly) storeBytes(v value) {
	a.lowBytes(v)
	a.line("VMOVDQU %s, %d(R12)", a.first(v), 16*a.block)
}

// mask clears what lies past the end of a row.
func (a *assembly) mask(v value, tail bool) {
	switch {
	case !tail:
	case a.wide:
		a.line("VMOVAPS.Z %s, K1, %s", a.operands(v)[0], a.operands(v)[0])
	default:
		a.op("VANDPS", tailMask, v, v)
	}
}

// join brings the sixteen numbers of a value together with an operation: the
// upper half to the lower half until one is left, which then fills the first
// register.
func (a *assembly) join(name string, v, spare value) {
	x, y := a.first(v), a.first(spare)
	if a.wide {
		a.line("VEXTRACTF64X4 $1, Z%d, Y%d", v, spare)
		a.line("%s Y%d, Y%d, Y%d", name, spare, v, v)
		a.line("VEXTRACTF128 $1, Y%d, %s", v, y)
	} else {
		a.line("%s Y%d, Y%d, Y%d", name, 2*v+1, 2*v, 2*v)
		a.line("VEXTRACTF128 $1, Y%d, %s", 2*v, y)
	}
	a.line("%s %s, %s, %s", name, y, x, x)
	a.line("VPERMILPS $0x4E, %s, %s", x, y)
	a.line("%s %s, %s, %s", name, y, x, x)
	a.line("VPERMILPS $0xB1, %s, %s", x, y)
	a.line("%s %s, %s, %s", name, y, x, x)
}

// spread fills a value with its first number.
func (a *assembly) spread(from, to value) {
	x := a.first(from)
	for _, r := range a.operands(to) {
		a.line("VBROADCASTSS %s, %s", x, r)
	}
}

// begin starts a function, loads its arguments into registers and what AVX-512
// holds of the constants.
func (a *assembly) begin(name, comment string, results int, args []string, registers []string, held ...constant) {
	kind := "AVX2"
	if a.wide {
		kind = "AVX512"
	}
	fmt.Fprintf(&a.text, "\n// %s\nTEXT ·%s%s(SB), NOSPLIT, $0-%d\n", comment, name, kind, 8*len(args)+results)
	for i, arg := range args {
		a.line("MOVQ %s+%d(FP), %s", arg, 8*i, registers[i])
	}
	a.held = map[constant]value{}
	if !a.wide {
		return
	}
	for i, c := range held {
		v := value(16 + i)
		a.held[c] = v
		a.line("VBROADCASTSS %s, Z%d", c.at(), v)
	}
}

// split makes the length in R8 into whole blocks (R11), the numbers of the
// tail (R13) and the tail's mask.
func (a *assembly) split() {
	a.line("MOVQ R8, R11")
	a.line("SHRQ $4, R11")
	a.line("MOVQ R8, R13")
	a.line("ANDQ $15, R13")
	if a.wide {
		a.line("MOVL $1, AX")
		a.line("SHLXL R13, AX, AX")
		a.line("DECL AX")
		a.line("KMOVW AX, K1")
		return
	}
	a.line("LEAQ floats_tail<>+64(SB), AX")
	a.line("MOVQ R13, BX")
	a.line("SHLQ $2, BX")
	a.line("SUBQ BX, AX")
	a.line("VMOVUPS (AX), Y14")
	a.line("VMOVUPS 32(AX), Y15")
}

// pass writes a loop over the blocks of a row; BX is the offset. While there
// are enough, several blocks go abreast, their instructions in turn: a block
// is one long chain, and a processor that looks ahead does not see far enough.
func (a *assembly) pass(bytes bool, abreast int, body func(block int, tail bool)) {
	one, tail, end := a.label("one"), a.label("tail"), a.label("end")
	a.line("XORL BX, BX")
	if bytes {
		a.line("MOVQ DI, R12")
	}
	a.line("MOVQ R11, AX")
	step := func(blocks int, label string) {
		a.mark(label)
		a.interleave(blocks, func(block int) {
			a.block = block
			body(block, false)
		})
		a.block = 0
		a.line("ADDQ $%d, BX", 64*blocks)
		if bytes {
			a.line("ADDQ $%d, R12", 16*blocks)
		}
		a.line("SUBQ $%d, AX", blocks)
	}
	if abreast > 1 {
		loop := a.label("abreast")
		a.line("SUBQ $%d, AX", abreast)
		a.line("JLT %sEnd", loop)
		step(abreast, loop)
		a.line("JGE %s", loop)
		a.mark(loop + "End")
		a.line("ADDQ $%d, AX", abreast)
	}
	a.line("TESTQ AX, AX")
	a.line("JZ %s", tail)
	step(1, one)
	a.line("JNZ %s", one)
	a.mark(tail)
	a.line("TESTQ R13, R13")
	a.line("JZ %s", end)
	body(0, true)
	a.mark(end)
}

// interleave writes the same instructions for several blocks or rows, in turn.
func (a *assembly) interleave(times int, body func(i int)) {
	before := a.text.String()
	var columns [][]string
	for i := range times {
		a.text.Reset()
		body(i)
		columns = append(columns, strings.SplitAfter(a.text.String(), "\n"))
	}
	a.text.Reset()
	a.text.WriteString(before)
	for i := range columns[0] {
		for _, c := range columns {
			a.text.WriteString(c[i])
		}
	}
}

func (a *assembly) label(name string) string {
	a.labels++
	return fmt.Sprintf("%s%d", name, a.labels)
}

func (a *assembly) mark(label string) { fmt.Fprintf(&a.text, "\n%s:\n", label) }

func (a *assembly) end() {
	a.line("VZEROUPPER")
	a.line("RET")
}

// data writes the constants, each eight times, and the table that AVX2's tail
// masks are cut from.
func (a *assembly) data() {
	var names []constant
	for name := range constants {
		names = append(names, name)
	}
	slices.Sort(names)
	a.text.WriteString("\n")
	for _, name := range names {
		for i := range 8 {
			fmt.Fprintf(&a.text, "DATA floats_%s<>+%d(SB)/4, $%#08x\n", name, 4*i, math.Float32bits(constants[name]))
		}
		fmt.Fprintf(&a.text, "GLOBL floats_%s<>(SB), RODATA|NOPTR, $32\n", name)
	}
	for i := range 16 {
		fmt.Fprintf(&a.text, "DATA floats_tail<>+%d(SB)/8, $%d\n", 8*i, -1*(1-i/8))
	}
	a.text.WriteString("GLOBL floats_tail<>(SB), RODATA|NOPTR, $128\n")
}
