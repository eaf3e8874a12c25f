package main

import (
	"fmt"
	"io"
)

// The packed right side: panels of 48 columns, the four bytes of a column
// side by side (matrix.go).
const (
	lineBytes  = 48 * 4 // four inputs of a panel
	groupBytes = 4
)

// text writes assembly.
type text struct{ w io.Writer }

func (t text) op(format string, args ...any)    { fmt.Fprintf(t.w, "\t"+format+"\n", args...) }
func (t text) label(format string, args ...any) { fmt.Fprintf(t.w, "\n"+format+":\n", args...) }
func (t text) blank()                           { fmt.Fprintln(t.w) }
func (t text) note(format string, args ...any)  { fmt.Fprintf(t.w, "\n// "+format+"\n", args...) }
