package main

import (
	"io"
	"os"

	"golang.org/x/sys/windows"
)

// understandsColor reports whether a terminal draws in color, and asks a console
// of Windows to.
func understandsColor(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	console := windows.Handle(f.Fd())
	var mode uint32
	if windows.GetConsoleMode(console, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
