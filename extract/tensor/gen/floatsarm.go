package main

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// floatsARM writes the float steps for NEON, as floats does for AVX: sixteen
// numbers are four registers. NEON has no masks, so a row's tail goes through
// a block on the stack.
func floatsARM(w io.Writer) {
	a := &neon{}
	a.quantize()
	a.gelu()
	a.softmax()
	a.norm()
	a.dot()
	a.relu()
	a.packRows()
	a.packColumns()
	io.WriteString(w, a.text.String())
}

// neon is a text that grows. Value v is the registers 4v to 4v+3; constants
// are one register each, from V31 down.
//
// The general registers of the steps over rows: R0 dst, R1 scales, R2 the row,
// R3 rows to do, R4 its length, R5 bytes to the next row, R6 to the next row
// of dst; of all: R7 whole blocks, R8 numbers of the tail, R9 the cursor, R10
// the cursor on bytes, R11 blocks to do, R12 the cursor for writing; R20 to
// R23 are free.
type neon struct {
	text   strings.Builder
	held   map[constant]int
	labels int
}

func (a *neon) line(format string, args ...any) { fmt.Fprintf(&a.text, "\t"+format+"\n", args...) }

func (a *neon) label(name string) string {
	a.labels++
	return fmt.Sprintf("%s%d", name, a.labels)
}

func (a *neon) mark(label string) { fmt.Fprintf(&a.text, "\n%s:\n", label) }

// codes of the operations that Go's assembler does not know, of four floats.
var codes = map[string]uint32{
	"FADD": 0x4E20D400, "FSUB": 0x4EA0D400, "FMUL": 0x6E20DC00, "FDIV": 0x6E20FC00,
	"FMAXNM": 0x4E20C400, "FMINNM": 0x4EA0C400, "FCMGE": 0x6E20E400,
	// of one operand
	"FABS": 0x4EA0F800, "FMAXNMV": 0x6E30C800, "FCVTNS": 0x4E21A800,
}

// word writes one operation: d = n op m, or d = op n with m 0.
func (a *neon) word(name string, n, m, d int) {
	a.line("WORD $%#08X // %s V%d, V%d, V%d", codes[name]|uint32(m)<<16|uint32(n)<<5|uint32(d), name, n, m, d)
}

// registers gives the four registers of an operand.
func (a *neon) registers(x any) []int {
	switch x := x.(type) {
	case value:
		return []int{int(4 * x), int(4*x + 1), int(4*x + 2), int(4*x + 3)}
	case constant:
		r, ok := a.held[x]
		if !ok {
			panic("not loaded: " + string(x))
		}
		return []int{r, r, r, r}
	case int: // one register as a constant
		return []int{x, x, x, x}
	}
	panic(fmt.Sprintf("no operand: %v", x))
}

// op writes d = n op m for whole values.
func (a *neon) op(name string, n, m any, d value) {
	ns, ms, ds := a.registers(n), a.registers(m), a.registers(d)
	for i := range ds {
		a.word(name, ns[i], ms[i], ds[i])
	}
}

// unary writes d = op n.
func (a *neon) unary(name string, n, d value) {
	for i, r := range a.registers(n) {
		a.word(name, r, 0, a.registers(d)[i])
	}
}

// known writes an operation on whole values that Go's assembler knows, its
// operands in Go's order.
func (a *neon) known(name, arrangement string, args ...any) {
	for i := range 4 {
		var list []string
		for _, arg := range args {
			if s, ok := arg.(string); ok {
				list = append(list, s)
			} else {
				list = append(list, fmt.Sprintf("V%d.%s", a.registers(arg)[i], arrangement))
			}
		}
		a.line("%s %s", name, strings.Join(list, ", "))
	}
}

func (a *neon) zero(v value) { a.known("VEOR", "B16", v, v, v) }

// list is a value as the operand of a load or store.
func list(v value) string {
	return fmt.Sprintf("[V%d.S4, V%d.S4, V%d.S4, V%d.S4]", 4*v, 4*v+1, 4*v+2, 4*v+3)
}

// load reads sixteen numbers at a cursor and moves it; in the tail just those
// that are there, and fill for the others.
func (a *neon) load(cursor string, v value, fill constant, tail bool) {
	if !tail {
		a.line("VLD1.P 64(%s), %s", cursor, list(v))
		return
	}
	next := a.label("copy")
	f := a.registers(fill)[0]
	a.line("MOVD $block-64(SP), R20")
	a.line("FSTPQ (F%d, F%d), 0(R20)", f, f)
	a.line("FSTPQ (F%d, F%d), 32(R20)", f, f)
	a.line("MOVD R8, R21")
	a.mark(next)
	a.line("MOVWU.P 4(%s), R22", cursor)
	a.line("MOVW.P R22, 4(R20)")
	a.line("SUB $1, R21")
	a.line("CBNZ R21, %s", next)
	a.line("MOVD $block-64(SP), R20")
	a.line("VLD1 (R20), %s", list(v))
}

// store writes sixteen numbers at a cursor and moves it; in the tail just
// those that are there.
func (a *neon) store(v value, cursor string, tail bool) {
	if !tail {
		a.line("VST1.P %s, 64(%s)", list(v), cursor)
		return
	}
	next := a.label("copy")
	a.line("MOVD $block-64(SP), R20")
	a.line("VST1 %s, (R20)", list(v))
	a.line("MOVD R8, R21")
	a.mark(next)
	a.line("MOVWU.P 4(R20), R22")
	a.line("MOVW.P R22, 4(%s)", cursor)
	a.line("SUB $1, R21")
	a.line("CBNZ R21, %s", next)
}

// lowBytes brings the low bytes of sixteen numbers into the first register.
func (a *neon) lowBytes(v value) {
	r := int(4 * v)
	a.line("VUZP1 V%d.H8, V%d.H8, V%d.H8", r+1, r, r)
	a.line("VUZP1 V%d.H8, V%d.H8, V%d.H8", r+3, r+2, r+1)
	a.line("VUZP1 V%d.B16, V%d.B16, V%d.B16", r+1, r, r)
}

// joinSum adds the sixteen numbers of a value up, in the order of join.
func (a *neon) joinSum(v value) {
	r := int(4 * v)
	a.word("FADD", r, r+2, r)
	a.word("FADD", r+1, r+3, r+1)
	a.word("FADD", r, r+1, r)
	a.line("VEXT $8, V%d.B16, V%d.B16, V%d.B16", r, r, r+1)
	a.word("FADD", r, r+1, r)
	a.line("VEXT $4, V%d.B16, V%d.B16, V%d.B16", r, r, r+1)
	a.word("FADD", r, r+1, r)
}

// joinIntegers adds sixteen integers up, into R20.
func (a *neon) joinIntegers(v value) {
	r := int(4 * v)
	a.line("VADD V%d.S4, V%d.S4, V%d.S4", r+1, r, r)
	a.line("VADD V%d.S4, V%d.S4, V%d.S4", r+3, r+2, r+2)
	a.line("VADD V%d.S4, V%d.S4, V%d.S4", r+2, r, r)
	a.line("VADDV V%d.S4, V%d", r, r)
	a.line("VMOV V%d.S[0], R20", r)
}

// joinMax finds the largest of the sixteen.
func (a *neon) joinMax(v value) {
	r := int(4 * v)
	a.word("FMAXNM", r, r+1, r)
	a.word("FMAXNM", r+2, r+3, r+2)
	a.word("FMAXNM", r, r+2, r)
	a.word("FMAXNMV", r, 0, r)
}

// spread fills register to with the first number of register from.
func (a *neon) spread(from, to int) { a.line("VDUP V%d.S[0], V%d.S4", from, to) }

// scalar puts a constant into a float register.
func (a *neon) scalar(c constant, r int) {
	a.line("MOVW $%#08x, R20", math.Float32bits(constants[c]))
	a.line("FMOVS R20, F%d", r)
}

// begin starts a function and loads its arguments and constants.
func (a *neon) begin(name, comment string, results int, args, registers []string, held ...constant) {
	fmt.Fprintf(&a.text, "\n// %s\nTEXT ·%sNEON(SB), NOSPLIT, $64-%d\n", comment, name, 8*len(args)+results)
	for i, arg := range args {
		a.line("MOVD %s+%d(FP), %s", arg, 8*i, registers[i])
	}
	a.held = map[constant]int{}
	for i, c := range held {
		a.held[c] = 31 - i
		a.line("MOVW $%#08x, R20", math.Float32bits(constants[c]))
		a.line("VDUP R20, V%d.S4", 31-i)
	}
}

// split makes a length into whole blocks (R7) and the numbers of the tail (R8).
func (a *neon) split(length string) {
	a.line("LSR $4, %s, R7", length)
	a.line("AND $15, %s, R8", length)
}

// pass writes a loop over the blocks of a row; the cursors are set by setup.
func (a *neon) pass(setup func(), body func(tail bool)) {
	loop, tail, end := a.label("block"), a.label("tail"), a.label("end")
	setup()
	a.line("MOVD R7, R11")
	a.line("CBZ R11, %s", tail)
	a.mark(loop)
	body(false)
	a.line("SUB $1, R11")
	a.line("CBNZ R11, %s", loop)
	a.mark(tail)
	a.line("CBZ R8, %s", end)
	body(true)
	a.mark(end)
}
