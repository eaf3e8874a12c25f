package main

import "fmt"

// The tile registers of AMX, each of up to sixteen rows of 64 bytes:
//
//	          0        1        2     the sums: 16 rows by 3 × 16 columns
//	3 the left side, 16 rows by 64 inputs     5 its last inputs, when they are fewer
//	4, 7 the right side, 64 inputs by 16 columns, in turn     6 its last inputs
//
// The right side is packed as AMX wants it: 16 lines of four inputs a column
// are a tile. A tile's sums go through memory to the floats, which are made as
// in the other kernels.
const (
	tileRows   = 16
	tileGroups = 16 // of four inputs
	tileBytes  = 64 // a row
	leftTile   = 3
	leftRest   = 5
	rightRest  = 6
	// The frame: the tiles' shapes, then the sums, rows of a panel.
	shapeBytes = 64
	frameBytes = shapeBytes + tileRows*lineBytes + 64 // and room to begin at a line of the cache
)

// rightTile is the register for the tile of column c.
func rightTile(c int) int { return []int{4, 7, 4}[c] }

// Numbers of general registers, as instructions have them.
const (
	regBX, regR8, regR9, regR11, regR14 = 3, 8, 9, 11, 14
)

// vexTile encodes an instruction on tiles in the VEX form of map 0F38, of 128
// bits: pp is its prefix (0 none, 1 66, 2 F3, 3 F2), vvvv its second source.
func vexTile(pp, opcode, reg, vvvv, rm int) string {
	return fmt.Sprintf("BYTE $0xC4; BYTE $0xE2; BYTE $0x%02X; BYTE $0x%02X; BYTE $0x%02X", (^vvvv&15)<<3|pp, opcode, 0xC0|reg<<3|rm)
}

// vexTileAt is the same with memory: offset(base)(index*1), as rows of a tile
// are addressed, index bytes apart.
func vexTileAt(pp, opcode, reg, base, index, offset int) string {
	p1 := 0x80 | (^index>>3&1)<<6 | (^base>>3&1)<<5 | 2
	return fmt.Sprintf("BYTE $0xC4; BYTE $0x%02X; BYTE $0x%02X; BYTE $0x%02X; BYTE $0x%02X; BYTE $0x%02X; LONG $0x%X",
		p1, 15<<3|pp, opcode, 0x80|reg<<3|4, index&7<<3|base&7, offset)
}

func tileZero(t int) string                       { return vexTile(3, 0x49, t, 0, 0) }
func tileRelease() string                         { return vexTile(0, 0x49, 0, 0, 0) }
func tileLoad(t, base, index, offset int) string  { return vexTileAt(3, 0x4B, t, base, index, offset) }
func tileStore(t, base, index, offset int) string { return vexTileAt(2, 0x4B, t, base, index, offset) }

// tileProduct adds the products of unsigned left and signed right (TDPBUSD).
func tileProduct(sum, left, right int) string { return vexTile(1, 0x5E, sum, right, left) }

// tileShape reads the tiles' shapes at R11 (LDTILECFG).
func tileShape() string {
	return "BYTE $0xC4; BYTE $0xC2; BYTE $0x78; BYTE $0x49; BYTE $0x03"
}

// productAMX writes the product for amd64 processors with AMX:
//
//	SI  the job
//	AX  the first row of the tile, R14 its cursor, R8 the stride
//	BX  the cursor on the weights, R9 the bytes of a line
//	CX  steps, and then rows, to do; DX the rows of the tile
//	DI  the row in dst
//	R10 the cursor on the sums
//	R11 the frame
//	R12 the rows' scales
//	R13 rows to do
//	Z16–Z18 what sums begin with, Z19–Z21 columns' scales, Z22–Z24 biases
//	K1–K3 which columns dst has
func productAMX(t text) {
	t.note("func productAMX(j *job)\nTEXT ·productAMX(SB), 0, $%d-8", frameBytes)
	t.op("NO_LOCAL_POINTERS")
	t.op("MOVQ j+0(FP), SI")
	t.op("MOVQ job_left(SI), AX")
	t.op("MOVQ job_dst(SI), DI")
	t.op("MOVQ job_row(SI), R12")
	t.op("MOVQ job_rows(SI), R13")
	t.op("MOVQ job_stride(SI), R8")
	t.op("MOVQ $%d, R9", lineBytes)
	t.op("LEAQ frame-%d(SP), R11", frameBytes)
	t.op("ADDQ $63, R11")
	t.op("ANDQ $-64, R11")
	for i, name := range []string{"start", "scale", "bias"} {
		t.op("MOVQ job_%s(SI), BX", name)
		for c := range 3 {
			t.op("VMOVDQU64 %d(BX), Z%d", c*64, 16+3*i+c)
		}
	}
	t.op("MOVQ job_width(SI), BX")
	t.op("MOVQ $-1, CX")
	t.op("BZHIQ BX, CX, CX")
	for c := range 3 {
		t.op("KMOVW CX, K%d", 1+c)
		t.op("SHRQ $16, CX")
	}

	// Sixty-four bytes a row, but as many as are left in the last inputs. The
	// shape of the unused must be one, too.
	t.op("VPXORD Z0, Z0, Z0")
	t.op("VMOVDQU64 Z0, (R11)")
	t.op("MOVB $1, (R11)")
	for tile := range 8 {
		t.op("MOVW $%d, %d(R11)", tileBytes, 16+2*tile)
	}
	t.op("MOVB $%d, %d(R11)", tileGroups, 48+rightTile(0))
	t.op("MOVB $%d, %d(R11)", tileGroups, 48+rightTile(1))
	t.op("MOVQ job_groups(SI), CX")
	t.op("ANDQ $%d, CX", tileGroups-1)
	t.op("JNZ rest")
	t.op("MOVQ $1, CX")
	t.label("rest")
	t.op("MOVB CX, %d(R11)", 48+rightRest)
	t.op("SHLQ $2, CX")
	t.op("MOVW CX, %d(R11)", 16+2*leftRest)

	t.op("CMPQ BX, $%d", 16)
	t.op("JLE one")
	t.op("CMPQ BX, $%d", 32)
	t.op("JLE two")
	for _, columns := range []int{3, 2, 1} {
		amxStrip(t, columns)
	}
}

// amxStrip writes the loop over the rows for a number of tiles side by side.
func amxStrip(t text, columns int) {
	name := []string{"one", "two", "three"}[columns-1]
	t.label("%s", name)
	t.op("MOVQ $%d, DX", tileRows)
	t.op("CMPQ R13, DX")
	t.op("CMOVQLT R13, DX")
	t.op("CMPB DX, 48(R11)")
	t.op("JEQ %sshaped", name)
	for _, tile := range []int{0, 1, 2, leftTile, leftRest} {
		t.op("MOVB DX, %d(R11)", 48+tile)
	}
	t.op("%s // LDTILECFG (R11)", tileShape())
	t.label("%sshaped", name)
	for c := range columns {
		t.op("%s // TILEZERO T%d", tileZero(c), c)
	}
	t.op("MOVQ AX, R14")
	t.op("MOVQ job_right(SI), BX")
	t.op("MOVQ job_groups(SI), CX")
	t.op("SHRQ $4, CX")
	t.op("JZ %srest", name)
	t.label("%sstep", name)
	amxStep(t, columns, leftTile, rightTile)
	t.op("ADDQ $%d, R14", tileBytes)
	t.op("ADDQ $%d, BX", tileGroups*lineBytes)
	t.op("DECQ CX")
	t.op("JNZ %sstep", name)
	t.label("%srest", name)
	t.op("MOVQ job_groups(SI), CX")
	t.op("ANDQ $%d, CX", tileGroups-1)
	t.op("JZ %ssummed", name)
	amxStep(t, columns, leftRest, func(int) int { return rightRest })
	t.label("%ssummed", name)
	for c := range columns {
		t.op("%s // TILESTORED T%d, %d(R11)(R9*1)", tileStore(c, regR11, regR9, shapeBytes+c*tileBytes), c, shapeBytes+c*tileBytes)
	}
	t.op("LEAQ %d(R11), R10", shapeBytes)
	t.op("MOVQ DX, CX")
	t.label("%srow", name)
	t.op("VBROADCASTSS (R12), Z3")
	for c := range columns {
		t.op("VPADDD %d(R10), Z%d, Z%d", c*64, 16+c, c)
		t.op("VCVTDQ2PS Z%d, Z%d", c, c)
		t.op("VMULPS Z3, Z%d, Z%d", c, c)
		t.op("VMULPS Z%d, Z%d, Z%d", 19+c, c, c)
		t.op("VADDPS Z%d, Z%d, Z%d", 22+c, c, c)
		t.op("VMOVUPS Z%d, K%d, %d(DI)", c, 1+c, c*64)
	}
	t.op("ADDQ $%d, R10", lineBytes)
	t.op("ADDQ $4, R12")
	t.op("ADDQ job_step(SI), DI")
	t.op("DECQ CX")
	t.op("JNZ %srow", name)
	t.op("MOVQ R8, CX")
	t.op("IMULQ DX, CX")
	t.op("ADDQ CX, AX")
	t.op("SUBQ DX, R13")
	t.op("JNZ %s", name)
	t.op("%s // TILERELEASE", tileRelease())
	t.op("VZEROUPPER")
	t.op("RET")
}

// amxStep writes the products of a tile of the left side with those of the
// right beside it.
func amxStep(t text, columns, left int, right func(c int) int) {
	t.op("%s // TILELOADD (R14)(R8*1), T%d", tileLoad(left, regR14, regR8, 0), left)
	for c := range columns {
		t.op("%s // TILELOADD %d(BX)(R9*1), T%d", tileLoad(right(c), regBX, regR9, c*tileBytes), c*tileBytes, right(c))
		t.op("%s // TDPBUSD T%d, T%d, T%d", tileProduct(c, left, right(c)), right(c), left, c)
	}
}
