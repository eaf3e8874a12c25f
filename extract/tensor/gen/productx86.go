package main

import (
	"fmt"
	"io"
)

// vector is a width of registers.
type vector struct {
	letter string
	lanes  int // of 32 bits
}

var (
	ymm = vector{"Y", 8}
	zmm = vector{"Z", 16}
)

func (v vector) reg(n int) string { return fmt.Sprintf("%s%d", v.letter, n) }
func (v vector) bytes() int       { return 4 * v.lanes }

// kernel is a product for amd64. A tile is rows × columns registers of sums;
// sum r·columns + c is register r·columns + c, the rest are named here.
type kernel struct {
	text
	name    string
	vector  vector
	rows    []int // the heights of the tiles, falling, the last is 1
	columns int   // registers in a full tile
	weights int   // the first register for weights
	left    int   // the register for activations
	// multiply adds the products of activation register left and weights c.
	multiply func(k *kernel, c, sum int)
	prepare  func(k *kernel) // once a call
	load     bool            // whether weights go through registers
}

func productX86(w io.Writer) {
	fmt.Fprintln(w, "#include \"go_asm.h\"\n#include \"funcdata.h\"")
	t := text{w}
	for _, k := range []*kernel{
		{
			text: t, name: "productAVX512", vector: zmm,
			rows: []int{8, 4, 2, 1}, columns: 3, weights: 24, left: 27, load: true,
			multiply: func(k *kernel, c, sum int) {
				k.op("VPDPBUSD Z%d, Z%d, Z%d", k.weights+c, k.left, sum)
			},
		},
		{
			text: t, name: "productAVXVNNI", vector: ymm,
			rows: []int{4, 2, 1}, columns: 3, weights: 12, left: 15, load: true,
			multiply: func(k *kernel, c, sum int) {
				k.op("%s // VPDPBUSD Y%d, Y%d, Y%d", vexDotProduct(k.weights+c, k.left, sum), k.weights+c, k.left, sum)
			},
		},
		{
			text: t, name: "productAVX2", vector: ymm,
			rows: []int{4, 2, 1}, columns: 3, left: 12,
			prepare: func(k *kernel) {
				k.op("VPCMPEQW Y14, Y14, Y14")
				k.op("VPABSW Y14, Y14") // sixteen times one
			},
			// Two products are added up in sixteen bits, which saturate. They
			// cannot here: weights have seven bits, and 2 · 255 · 63 = 32130
			// is below 32767.
			multiply: func(k *kernel, c, sum int) {
				k.op("VPMADDUBSW %d(BX), Y%d, Y13", c*k.vector.bytes(), k.left)
				k.op("VPMADDWD Y14, Y13, Y13")
				k.op("VPADDD Y13, Y%d, Y%d", sum, sum)
			},
		},
	} {
		k.write()
	}
	productAMX(t)
	t.note("Eight times all ones, then zeros: VMASKMOVPS's masks are cut from it.")
	for i := range 16 {
		t.op("DATA productMask<>+%d(SB)/4, $%d", 4*i, -1+i/8)
	}
	t.op("GLOBL productMask<>(SB), RODATA|NOPTR, $64")
}

// vexDotProduct encodes VPDPBUSD on 256 bits as AVX-VNNI has it, which Go's
// assembler does not know (it has the form of AVX-512 alone): VEX.256.66.0F38.W0
// 50 /r. The registers stand in Go's order: signed, unsigned, sum.
func vexDotProduct(signed, unsigned, sum int) string {
	p1 := 0b000_00010 | (^sum>>3&1)<<7 | 1<<6 | (^signed>>3&1)<<5
	p2 := 0b0_0000_1_01 | (^unsigned&15)<<3
	modrm := 0b11_000_000 | (sum&7)<<3 | signed&7
	return fmt.Sprintf("BYTE $0xC4; BYTE $0x%02X; BYTE $0x%02X; BYTE $0x50; BYTE $0x%02X", p1, p2, modrm)
}

// The general registers:
//
//	SI  the job
//	AX  the first row of the tile, R14 its cursor
//	BX  the cursor on the weights
//	CX  groups to do
//	DX  the next weights to fetch
//	DI  the tile's place in dst
//	R8  the stride of the left side, R9 three times that
//	R10, R11 five and seven times that, where tiles have more than four rows
//	R12 the rows' scales
//	R13 rows to do
func (k *kernel) write() {
	fmt.Fprintf(k.w, "\n// func %s(j *job)\nTEXT ·%s(SB), NOSPLIT, $0-8\n", k.name, k.name)
	k.op("MOVQ j+0(FP), SI")
	k.op("MOVQ job_left(SI), AX")
	k.op("MOVQ job_ahead(SI), DX")
	k.op("MOVQ job_dst(SI), DI")
	k.op("MOVQ job_row(SI), R12")
	k.op("MOVQ job_rows(SI), R13")
	k.op("MOVQ job_stride(SI), R8")
	k.op("LEAQ (R8)(R8*2), R9")
	if k.rows[0] > 4 {
		k.op("LEAQ (R8)(R8*4), R10")
		k.op("LEAQ (R9)(R8*4), R11")
	}
	if k.prepare != nil {
		k.prepare(k)
	}
	k.op("MOVQ job_width(SI), BX")
	for columns := 1; columns <= k.columns; columns++ {
		if columns < k.columns {
			k.op("CMPQ BX, $%d", columns*k.vector.lanes)
			k.op("JL part%d", columns)
			k.op("JE full%d", columns)
		} else {
			k.op("CMPQ BX, $%d", columns*k.vector.lanes)
			k.op("JL part%d", columns)
		}
	}
	for columns := k.columns; columns > 0; columns-- {
		k.strip(columns, false)
	}
	for columns := k.columns; columns > 0; columns-- {
		k.strip(columns, true)
	}
}

// strip writes the loop over the rows for a number of columns. In a part the
// last register has columns that dst has not.
func (k *kernel) strip(columns int, part bool) {
	name := fmt.Sprintf("full%d", columns)
	if part {
		name = fmt.Sprintf("part%d", columns)
	}
	k.label("%s", name)
	if part && k.vector == zmm {
		k.op("SUBQ $%d, BX", (columns-1)*k.vector.lanes)
		k.op("MOVL $-1, CX")
		k.op("BZHIL BX, CX, CX")
		k.op("KMOVW CX, K1")
	}
	for i, rows := range k.rows {
		tile := fmt.Sprintf("%sx%d", name, rows)
		next := fmt.Sprintf("%send", name)
		if i+1 < len(k.rows) {
			next = fmt.Sprintf("%sx%d", name, k.rows[i+1])
		}
		k.label("%s", tile)
		k.op("CMPQ R13, $%d", rows)
		k.op("JL %s", next)
		k.tile(tile, rows, columns, part)
		k.op("SUBQ $%d, R13", rows)
		k.op("JMP %s", tile)
	}
	k.label("%send", name)
	k.op("VZEROUPPER")
	k.op("RET")
}

// rowAt addresses row r from a cursor.
func rowAt(cursor string, r int) string {
	return cursor + []string{"", "(R8*1)", "(R8*2)", "(R9*1)", "(R8*4)", "(R10*1)", "(R9*2)", "(R11*1)"}[r]
}

func (k *kernel) tile(name string, rows, columns int, part bool) {
	v := k.vector
	sum := func(r, c int) int { return r*columns + c }
	k.op("MOVQ job_start(SI), BX")
	for r := range rows {
		for c := range columns {
			if r == 0 {
				k.op("VMOVDQU%s %d(BX), %s", wide(v), c*v.bytes(), v.reg(sum(0, c)))
			} else {
				k.op("VMOVDQA%s %s, %s", wide(v), v.reg(sum(0, c)), v.reg(sum(r, c)))
			}
		}
	}
	k.op("MOVQ job_right(SI), BX")
	k.op("MOVQ job_groups(SI), CX")
	k.op("MOVQ AX, R14")
	k.label("%sgroup", name)
	if k.load {
		for c := range columns {
			k.op("VMOVDQU%s %d(BX), %s", wide(v), c*v.bytes(), v.reg(k.weights+c))
		}
	}
	k.op("PREFETCHT0 (DX)")
	for r := range rows {
		k.op("VPBROADCASTD %s, %s", rowAt("(R14)", r), v.reg(k.left))
		for c := range columns {
			k.multiply(k, c, sum(r, c))
		}
	}
	k.op("ADDQ job_pace(SI), DX")
	k.op("ADDQ $%d, BX", lineBytes)
	k.op("ADDQ $%d, R14", groupBytes)
	k.op("DECQ CX")
	k.op("JNZ %sgroup", name)
	k.blank()

	k.op("MOVQ job_scale(SI), BX")
	k.op("MOVQ job_bias(SI), CX")
	if part && v == ymm {
		// As many ones as the last register has columns.
		k.op("MOVQ job_width(SI), R14")
		k.op("SHLQ $2, R14")
		k.op("LEAQ productMask<>+%d(SB), R10", 32+(columns-1)*v.bytes())
		k.op("SUBQ R14, R10")
		k.op("VMOVDQU (R10), Y13")
	}
	for r := range rows {
		for c := range columns {
			k.op("VCVTDQ2PS %s, %s", v.reg(sum(r, c)), v.reg(sum(r, c)))
		}
		k.op("VBROADCASTSS %d(R12), %s", 4*r, v.reg(k.left))
		for c := range columns {
			s := v.reg(sum(r, c))
			k.op("VMULPS %s, %s, %s", v.reg(k.left), s, s)
		}
		for c := range columns {
			s := v.reg(sum(r, c))
			k.op("VMULPS %d(BX), %s, %s", c*v.bytes(), s, s)
		}
		for c := range columns {
			s := v.reg(sum(r, c))
			k.op("VADDPS %d(CX), %s, %s", c*v.bytes(), s, s)
		}
		for c := range columns {
			s := v.reg(sum(r, c))
			switch {
			case !part || c < columns-1:
				k.op("VMOVUPS %s, %d(DI)", s, c*v.bytes())
			case v == zmm:
				k.op("VMOVUPS %s, K1, %d(DI)", s, c*v.bytes())
			default:
				k.op("VMASKMOVPS %s, Y13, %d(DI)", s, c*v.bytes())
			}
		}
		k.op("ADDQ job_step(SI), DI")
	}
	k.op("ADDQ $%d, R12", 4*rows)
	k.advance(rows)
}

// advance moves to the row after the tile.
func (k *kernel) advance(rows int) {
	k.op("LEAQ (AX)(R8*%d), AX", rows)
}

// wide is the ending of the moves of integers.
func wide(v vector) string {
	if v == zmm {
		return "64"
	}
	return ""
}
