package main

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestUpToDate fails where the assembly is not what the generator writes now.
func TestUpToDate(t *testing.T) {
	for name, write := range files {
		got, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(got), render(write)); diff != "" {
			t.Errorf("%s is old: run go generate in extract/tensor (−is +should be)\n%s", name, diff)
		}
	}
}
