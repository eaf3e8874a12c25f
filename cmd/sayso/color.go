package main

import (
	"io"
	"os"

	"github.com/spf13/pflag"
)

// The words of --color.
const (
	colorAuto   = "auto"
	colorAlways = "always"
	colorNever  = "never"
)

// colorFlag is the flag that says whether to color text.
func colorFlag(flags *pflag.FlagSet) *string {
	mode := flags.String("color", colorAuto, "color text: auto (on a terminal, unless NO_COLOR is set), always or never")
	offer(flags, "color", colorAuto, colorAlways, colorNever)
	return mode
}

// colors reports whether to color what goes to out. NO_COLOR, where it is not
// empty, asks for none (no-color.org); a terminal that is dumb has none.
func colors(mode string, out io.Writer) (bool, error) {
	switch mode {
	case colorAlways:
		return true, nil
	case colorNever:
		return false, nil
	case colorAuto:
		plain := os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb"
		return !plain && isTerminal(out) && understandsColor(out), nil
	}
	return false, misuse("--color %q: must be auto, always or never", mode)
}

// An ink is how a terminal draws letters: the parameters of a Select Graphic
// Rendition sequence (ECMA-48), joined by semicolons; "" is as usual.
type ink string

// The inks. What a claim is made of differs in more than color, for those who do
// not tell colors apart.
const (
	sourceInk   ink = "1;34" // bold blue
	cueInk      ink = "1;35" // bold magenta
	contentInk  ink = "36"   // cyan
	evidenceInk ink = "4"    // underlined, beside the others
	faintInk    ink = "2"
	headInk     ink = "1"
	againstInk  ink = "31"
	favorInk    ink = "32"
)

// on draws words in an ink, if there are colors.
func (i ink) on(words string, colors bool) string {
	if !colors || i == "" || words == "" {
		return words
	}
	return "\x1b[" + string(i) + "m" + words + "\x1b[0m"
}
