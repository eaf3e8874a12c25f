package main

import (
	"fmt"
	"testing"
)

// What other assemblers make of the instructions that Go's does not know
// (llvm-mc -mattr=+avxvnni -show-encoding, GNU's objdump of AMX, and -triple=aarch64 -mattr=+dotprod).
func TestEncodings(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{vexDotProduct(12, 15, 0), "BYTE $0xC4; BYTE $0xC2; BYTE $0x05; BYTE $0x50; BYTE $0xC4"},
		{vexDotProduct(14, 15, 11), "BYTE $0xC4; BYTE $0x42; BYTE $0x05; BYTE $0x50; BYTE $0xDE"},
		{vexDotProduct(3, 6, 9), "BYTE $0xC4; BYTE $0x62; BYTE $0x4D; BYTE $0x50; BYTE $0xCB"},
		{tileProduct(1, 3, 7), "BYTE $0xC4; BYTE $0xE2; BYTE $0x41; BYTE $0x5E; BYTE $0xCB"},
		{tileProduct(2, 5, 6), "BYTE $0xC4; BYTE $0xE2; BYTE $0x49; BYTE $0x5E; BYTE $0xD5"},
		{tileZero(2), "BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x49; BYTE $0xD0"},
		{tileRelease(), "BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0xC0"},
		{tileShape(), "BYTE $0xC4; BYTE $0xC2; BYTE $0x78; BYTE $0x49; BYTE $0x03"},
		{tileLoad(7, regBX, regR9, 64), "BYTE $0xC4; BYTE $0xA2; BYTE $0x7B; BYTE $0x4B; BYTE $0xBC; BYTE $0x0B; LONG $0x40"},
		{tileLoad(5, regR14, regR8, 0), "BYTE $0xC4; BYTE $0x82; BYTE $0x7B; BYTE $0x4B; BYTE $0xAC; BYTE $0x06; LONG $0x0"},
		{tileStore(1, regR11, regR9, 128), "BYTE $0xC4; BYTE $0x82; BYTE $0x7A; BYTE $0x4B; BYTE $0x8C; BYTE $0x0B; LONG $0x80"},
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
