package cmd_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Every module in the program is named, with its version, in THIRD_PARTY.md.
func TestNotices(t *testing.T) {
	notices, err := os.ReadFile("../THIRD_PARTY.md")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} | {{.Version}}{{end}}{{end}}", "./sayso")
	list, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(list)) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		seen++
		if !strings.Contains(string(notices), "| "+line+" |") {
			t.Errorf("%s has no row", line)
		}
	}
	if seen == 0 {
		t.Error("no modules seen")
	}
}
