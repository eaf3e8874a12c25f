package main

import (
	"fmt"
	"testing"
)

// What LLVM's assembler makes of the instructions that Go's does not know
// (llvm-mc -mattr=+avxvnni -show-encoding, and -triple=aarch64 -mattr=+dotprod).
func TestEncodings(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{vexDotProduct(12, 15, 0), "BYTE $0xC4; BYTE $0xC2; BYTE $0x05; BYTE $0x50; BYTE $0xC4"},
		{vexDotProduct(14, 15, 11), "BYTE $0xC4; BYTE $0x42; BYTE $0x05; BYTE $0x50; BYTE $0xDE"},
		{vexDotProduct(3, 6, 9), "BYTE $0xC4; BYTE $0x62; BYTE $0x4D; BYTE $0x50; BYTE $0xCB"},
	} {
		if test.got != test.want {
			t.Errorf("%s, want %s", test.got, test.want)
		}
	}
	for _, test := range []struct {
		got  uint32
		want string
	}{
		{sdot(20, 0, 16, 0), "4f94e200"},
		{sdot(21, 1, 17, 5), "4fb5e225"},
		{sdot(22, 2, 18, 10), "4f96ea4a"},
		{sdot(23, 3, 19, 15), "4fb7ea6f"},
	} {
		if got := fmt.Sprintf("%08x", test.got); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}
