//go:build !windows

package main

import "io"

// understandsColor reports whether a terminal draws in color.
func understandsColor(io.Writer) bool { return true }
