package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"
)

// A Recipe is all that a result hangs on besides its page.
type Recipe struct {
	Build   string `json:"build"` // the hash of the program; "" is like no other
	Weights []File `json:"weights"`
	Lists   []File `json:"lists"`
}

// A File is a named file and the SHA-256 of its bytes, in hexadecimal.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// Build is the hash of the running program, "" where that cannot be read. The
// code decides what is found as much as the weights do, and the version alone
// does not tell one code from another.
var Build = sync.OnceValue(func() string {
	name, err := os.Executable()
	if runtime.GOOS == "linux" {
		name, err = "/proc/self/exe", nil // there even when the file was replaced
	}
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
})

// Against says in words why results of an older recipe are not those of r; no
// words, that they are.
//
// There are no smaller steps: every result hangs on the encoder's vectors, and
// every list is read by some stage for every article.
func (r Recipe) Against(old Recipe) []string {
	why := append(changed("the weights", old.Weights, r.Weights), changed("the word list", old.Lists, r.Lists)...)
	if len(why) == 0 && (r.Build != old.Build || r.Build == "") {
		why = append(why, "this is another build of sayso")
	}
	return why
}

// changed says what differs between two lists of files.
func changed(what string, old, now []File) []string {
	var why []string
	for _, f := range now {
		i := slices.IndexFunc(old, func(g File) bool { return g.Name == f.Name })
		switch {
		case i < 0:
			why = append(why, fmt.Sprintf("%s %s came new", what, f.Name))
		case old[i].SHA256 != f.SHA256:
			why = append(why, fmt.Sprintf("%s %s changed", what, f.Name))
		}
	}
	for _, f := range old {
		if !slices.ContainsFunc(now, func(g File) bool { return g.Name == f.Name }) {
			why = append(why, fmt.Sprintf("%s %s went away", what, f.Name))
		}
	}
	return why
}
