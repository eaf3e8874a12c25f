package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Invented articles are the same each time and different from one another.
func TestInvent(t *testing.T) {
	dir := t.TempDir()
	var made [2][]byte
	for i := range made {
		name := filepath.Join(dir, "made.jsonl")
		if err := invent(t.Context(), "../../data/sample", 300, name); err != nil {
			t.Fatal(err)
		}
		var err error
		if made[i], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(made[0], made[1]) {
		t.Error("the second time they are others")
	}
	recs, _, err := readAll(t.Context(), filepath.Join(dir, "made.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	bodies := make(map[string]bool)
	for _, rec := range recs {
		bodies[rec.Body] = true
	}
	if words := wordsOf(recs); len(bodies) != 300 || words < 300*60 || words > 300*200 {
		t.Errorf("%d articles, %d bodies, %d words", len(recs), len(bodies), words)
	}
	if err := invent(t.Context(), dir+"/none", 1, filepath.Join(dir, "x")); err == nil {
		t.Error("articles were made of nothing")
	}
}
