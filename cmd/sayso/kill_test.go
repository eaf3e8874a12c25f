//go:build unix

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/sayso-nlp/sayso/pipeline/snapshot"
)

// asProgram makes the test's binary the program itself, so that it can be
// killed. Its value is how long a file it writes may become, 0 for as long as it
// likes: a disk that is full.
const asProgram = "SAYSO_TEST_AS_PROGRAM"

func init() {
	value, ok := os.LookupEnv(asProgram)
	if !ok {
		return
	}
	if limit, _ := strconv.ParseUint(value, 10, 64); limit > 0 {
		signal.Ignore(syscall.SIGXFSZ) // writing then fails
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
			panic(err)
		}
	}
	main()
}

// program makes a command of the program.
func program(t *testing.T, limit int, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", asProgram, limit), "GOMAXPROCS=2")
	return cmd
}

// news writes n small articles, a file each.
func news(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	people := []string{"Ada Quill", "Tomas Ferro", "the ministry", "Vera Holm", "Quill"}
	for i := range n {
		var text strings.Builder
		for k := range 5 {
			fmt.Fprintf(&text, "%s said that the port of Lund would stay shut for %d days. %s denied it.\n\n",
				people[(i+k)%len(people)], i*k, people[(i+2*k+1)%len(people)])
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func sumsOf(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A run that is killed at any moment, again and again, ends in the bytes of one
// that is left alone, and no half snapshot ever stands in its place.
func TestKilledFiftyTimes(t *testing.T) {
	kills := 50
	if testing.Short() {
		kills = 10
	}
	in, work := news(t, 40), t.TempDir()
	whole, out := filepath.Join(work, "whole"), filepath.Join(work, "out")
	begun := time.Now()
	if text, err := program(t, 0, "run", in, "-o", whole, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	usual := time.Since(begun)
	want := sumsOf(t, whole)

	seed := uint64(time.Now().UnixNano())
	rnd := rand.New(rand.NewPCG(seed, 0))
	killed, ended, kept := 0, 0, 0
	for killed < kills {
		cmd := program(t, 0, "run", in, "-o", out)
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Any moment of the run, or of its latter part: half of it is starting.
		begun, over := time.Now(), make(chan error, 1)
		go func() { over <- cmd.Wait() }()
		if rnd.IntN(2) == 0 {
			for begins := false; !begins && time.Since(begun) < usual; time.Sleep(time.Millisecond) {
				_, err := os.Stat(snapshot.WorkJournalPath(out))
				begins = err == nil
			}
		}
		var err error
		select {
		case err = <-over:
		case <-time.After(time.Duration(rnd.Float64() * float64(usual-time.Since(begun)))):
			cmd.Process.Kill()
			err = <-over
		}
		if strings.Contains(said.String(), "are not read again") {
			kept++
		}
		if err != nil {
			if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
				t.Fatalf("seed %d: after %d kills: %v: %s", seed, killed, err, &said)
			}
			killed++
			if _, err := os.Stat(out); err != nil {
				continue
			}
		} else {
			ended++
			usual = time.Since(begun)
		}
		// Killed after the snapshot was put in its place, or not at all.
		if got := sumsOf(t, out); got != want {
			t.Fatalf("seed %d: after %d kills the run ended in other bytes", seed, killed)
		}
		if problems, err := snapshot.Verify(out); err != nil || len(problems) > 0 {
			t.Fatalf("seed %d: %v, %v", seed, problems, err)
		}
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := program(t, 0, "run", in, "-o", out, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("seed %d: %v: %s", seed, err, text)
	}
	if sumsOf(t, out) != want {
		t.Errorf("seed %d: the last run ended in other bytes", seed)
	}
	entries, err := os.ReadDir(work)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 4 { // two snapshots, two journals
		t.Errorf("seed %d: left %v", seed, entries)
	}
	if kept == 0 {
		t.Errorf("seed %d: no run went on where another was killed", seed)
	}
	t.Logf("a run takes %v; %d killed, %d ended, %d went on; seed %d", usual.Round(time.Millisecond), killed, ended, kept, seed)
}

// A run for which the disk is too small fails, says what it keeps, and goes on
// from there when there is room.
func TestFullDisk(t *testing.T) {
	in, work := news(t, 40), t.TempDir()
	whole, out := filepath.Join(work, "whole"), filepath.Join(work, "out")
	if text, err := program(t, 0, "run", in, "-o", whole, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	journal, err := os.Stat(filepath.Join(work, ".whole.sayso-journal"))
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range []int64{journal.Size() / 3, journal.Size() * 2 / 3} {
		text, err := program(t, int(room), "run", in, "-o", out).CombinedOutput()
		if err == nil || !strings.Contains(string(text), "too large") || !strings.Contains(string(text), "the same command goes on from here") {
			t.Fatalf("with %d bytes of room: %v: %s", room, err, text)
		}
		if _, err := os.Stat(out); err == nil {
			t.Fatal("a half snapshot stands in its place")
		}
	}
	text, err := program(t, 0, "run", in, "-o", out).CombinedOutput()
	if err != nil || !strings.Contains(string(text), "a run was cut off here") {
		t.Fatalf("%v: %s", err, text)
	}
	if sumsOf(t, out) != sumsOf(t, whole) {
		t.Error("it went on to other bytes")
	}
}
