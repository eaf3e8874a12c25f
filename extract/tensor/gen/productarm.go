package main

import (
	"fmt"
	"io"
)

// The kernel for arm64 takes strips of 16 columns, four registers, and tiles
// of four rows. Sum r·4 + c is register r·4 + c; then come
const (
	armWeights = 16 // four: the weights, later the columns' scales
	armLeft    = 20 // four: sixteen bytes of each row, later the rows' scales
	armBias    = 24 // four: the columns' biases
	armFlip    = 28 // 128 in every byte
	armColumns = 4
	armRows    = 4
)

// The general registers:
//
//	R0  the job
//	R1  the first row of the tile
//	R2  the cursor on the weights
//	R3  groups to do
//	R4  the stride of the left side
//	R5  to R8 the cursors on the rows
//	R9  the tile's place in dst
//	R10 rows to do
//	R11 the rows' scales
//	R12 the strip's width
//	R13 the next weights to fetch, R14 its pace
//	R15 the step of dst
type armKernel struct{ text }

func productARM(w io.Writer) {
	fmt.Fprintln(w, `#include "go_asm.h"`)
	k := armKernel{text{w}}
	fmt.Fprintf(w, "\n// func productSDOT(j *job)\nTEXT ·productSDOT(SB), NOSPLIT, $0-8\n")
	k.op("MOVD j+0(FP), R0")
	k.op("MOVD job_left(R0), R1")
	k.op("MOVD job_stride(R0), R4")
	k.op("MOVD job_dst(R0), R9")
	k.op("MOVD job_rows(R0), R10")
	k.op("MOVD job_row(R0), R11")
	k.op("MOVD job_width(R0), R12")
	k.op("MOVD job_ahead(R0), R13")
	k.op("MOVD job_pace(R0), R14")
	k.op("MOVD job_step(R0), R15")
	k.op("VMOVI $128, V%d.B16", armFlip)
	k.op("CMP $%d, R12", 4*armColumns)
	k.op("BLT part4")
	k.strip("full", false)
	k.strip("part", true)
}

// strip writes the loop over the rows. In a part dst has not all columns.
func (k armKernel) strip(name string, part bool) {
	for rows := armRows; rows > 0; rows /= 2 {
		tile := fmt.Sprintf("%s%d", name, rows)
		next := fmt.Sprintf("%s%d", name, rows/2)
		k.label("%s", tile)
		k.op("CMP $%d, R10", rows)
		k.op("BLT %s", next)
		k.tile(tile, rows, part)
		k.op("SUB $%d, R10", rows)
		k.op("B %s", tile)
	}
	k.label("%s0", name)
	k.op("RET")
}

func (k armKernel) tile(name string, rows int, part bool) {
	k.op("MOVD job_start(R0), R2")
	k.pair("FLDPQ", "R2", 0)
	for r := 1; r < rows; r++ {
		for c := range armColumns {
			k.op("VMOV V%d.B16, V%d.B16", c, r*armColumns+c)
		}
	}
	for r := range rows {
		if r == 0 {
			k.op("MOVD R1, R5")
		} else {
			k.op("ADD R4, R%d, R%d", 4+r, 5+r)
		}
	}
	k.op("MOVD job_right(R0), R2")
	k.op("MOVD job_groups(R0), R3")
	k.op("CMP $4, R3")
	k.op("BLT %sfew", name)

	k.label("%sfour", name)
	for r := range rows {
		k.op("FMOVQ.P 16(R%d), F%d", 5+r, armLeft+r)
	}
	for r := range rows {
		k.flip(r)
	}
	for lane := range 4 {
		k.group(rows, lane)
	}
	k.op("SUB $4, R3")
	k.op("CMP $4, R3")
	k.op("BGE %sfour", name)

	k.label("%sfew", name)
	k.op("CBZ R3, %sdone", name)
	k.label("%sone", name)
	for r := range rows {
		k.op("FMOVS.P 4(R%d), F%d", 5+r, armLeft+r)
	}
	for r := range rows {
		k.flip(r)
	}
	k.group(rows, 0)
	k.op("SUB $1, R3")
	k.op("CBNZ R3, %sone", name)

	k.label("%sdone", name)
	k.op("MOVD job_scale(R0), R2")
	k.op("MOVD job_bias(R0), R3")
	k.pair("FLDPQ", "R2", armWeights)
	k.pair("FLDPQ", "R3", armBias)
	for r := range rows {
		k.op("VLD1R.P 4(R11), [V%d.S4]", armLeft+r)
	}
	for r := range rows {
		for c := range armColumns {
			k.word(0x4E21D800, "SCVTF", 0, r*armColumns+c, r*armColumns+c)
		}
		for c := range armColumns {
			k.word(0x6E20DC00, "FMUL", armLeft+r, r*armColumns+c, r*armColumns+c)
		}
		for c := range armColumns {
			k.word(0x6E20DC00, "FMUL", armWeights+c, r*armColumns+c, r*armColumns+c)
		}
		for c := range armColumns {
			k.word(0x4E20D400, "FADD", armBias+c, r*armColumns+c, r*armColumns+c)
		}
		if part {
			k.storePart(fmt.Sprintf("%srow%d", name, r), r*armColumns)
		} else {
			k.pair("FSTPQ", "R9", r*armColumns)
		}
		k.op("ADD R15, R9")
	}
	if rows < armRows {
		for range rows {
			k.op("ADD R4, R1")
		}
	} else {
		k.op("ADD R4<<2, R1")
	}
}

// group adds the products of four inputs, which are lane lane of the rows'
// registers.
func (k armKernel) group(rows, lane int) {
	k.pair("FLDPQ", "R2", armWeights)
	k.op("ADD $%d, R2", lineBytes)
	k.op("PRFM (R13), PLDL1KEEP")
	k.op("ADD R14, R13")
	for r := range rows {
		for c := range armColumns {
			left, weights, sum := armLeft+r, armWeights+c, r*armColumns+c
			k.op("WORD $0x%08X // SDOT V%d.4B[%d], V%d.16B, V%d.4S", sdot(left, lane, weights, sum), left, lane, weights, sum)
		}
	}
}

// sdot encodes the signed dot products of four bytes of a lane with the fours
// of another register, added to sums, which Go's assembler does not know.
func sdot(left, lane, weights, sum int) uint32 {
	return 0x4F80E000 | uint32(lane&1)<<21 | uint32(left)<<16 | uint32(lane>>1)<<11 | uint32(weights)<<5 | uint32(sum)
}

// flip makes a row's bytes signed: 128 less.
func (k armKernel) flip(r int) {
	k.op("VEOR V%d.B16, V%d.B16, V%d.B16", armFlip, armLeft+r, armLeft+r)
}

// pair loads or stores four registers, two at a time.
func (k armKernel) pair(name, base string, first int) {
	for i := 0; i < 4; i += 2 {
		if name == "FSTPQ" {
			k.op("%s (F%d, F%d), %d(%s)", name, first+i, first+i+1, 16*i, base)
		} else {
			k.op("%s %d(%s), (F%d, F%d)", name, 16*i, base, first+i, first+i+1)
		}
	}
}

// word encodes an operation on four floats, which Go's assembler does not know.
func (k armKernel) word(code uint32, name string, m, n, d int) {
	k.op("WORD $0x%08X // %s V%d, V%d, V%d", code|uint32(m)<<16|uint32(n)<<5|uint32(d), name, m, n, d)
}

// storePart writes a row of fewer than sixteen columns, by the bits of their
// number.
func (k armKernel) storePart(name string, first int) {
	k.op("MOVD R9, R2")
	k.op("TBZ $3, R12, %sfour", name)
	k.op("FSTPQ.P (F%d, F%d), 32(R2)", first, first+1)
	k.op("VMOV V%d.B16, V%d.B16", first+2, first)
	k.op("VMOV V%d.B16, V%d.B16", first+3, first+1)
	k.label("%sfour", name)
	k.op("TBZ $2, R12, %stwo", name)
	k.op("FMOVQ.P F%d, 16(R2)", first)
	k.op("VMOV V%d.B16, V%d.B16", first+1, first)
	k.label("%stwo", name)
	k.op("TBZ $1, R12, %sone", name)
	k.op("FMOVD.P F%d, 8(R2)", first)
	k.op("VEXT $8, V%d.B16, V%d.B16, V%d.B16", first, first, first)
	k.label("%sone", name)
	k.op("TBZ $0, R12, %snone", name)
	k.op("FMOVS F%d, (R2)", first)
	k.label("%snone", name)
}
