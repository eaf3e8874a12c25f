//go:build unix

package main

import (
	"bytes"
	"errors"
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
// that is left alone. What stands in its place meanwhile is the older snapshot
// that it replaces, or nothing, and never half of one.
func TestKilledFiftyTimes(t *testing.T) {
	kills := 50
	if testing.Short() {
		kills = 10
	}
	in, work := news(t, 40), t.TempDir()
	whole, older, out := filepath.Join(work, "whole"), filepath.Join(work, "older"), filepath.Join(work, "out")
	begun := time.Now()
	finish(t, "run", in, "-o", whole, "--quiet", "--forget")
	usual := time.Since(begun)
	finish(t, "run", filepath.Join(in, "000.txt"), "-o", older, "--quiet", "--forget")
	want, before := sumsOf(t, whole), sumsOf(t, older)

	seed := uint64(time.Now().UnixNano())
	rnd := rand.New(rand.NewPCG(seed, 0))
	reset := func() {
		t.Helper()
		if err := errors.Join(os.RemoveAll(out), os.CopyFS(out, os.DirFS(older))); err != nil {
			t.Fatal(err)
		}
	}
	reset()
	killed, ended, kept := 0, 0, 0
	for killed < kills {
		cmd := program(t, 0, "run", in, "-o", out, "--force")
		var said bytes.Buffer
		cmd.Stderr = &said
		begun := time.Now()
		err := killAt(t, cmd, rnd, usual, snapshot.WorkJournalPath(out))
		if strings.Contains(said.String(), "a run was cut off here: its") {
			kept++
		}
		if err == nil {
			ended++
			usual = time.Since(begun)
		} else if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signal() == syscall.SIGKILL {
			killed++
		} else {
			t.Fatalf("seed %d: after %d kills: %v: %s", seed, killed, err, &said)
		}
		if _, there := os.Stat(out); there != nil && err != nil {
			continue
		}
		if problems, err := snapshot.Verify(out); err != nil || len(problems) > 0 {
			t.Fatalf("seed %d: after %d kills: %v, %v", seed, killed, err, problems)
		}
		switch got := sumsOf(t, out); {
		case got == want:
			reset()
		case got != before || err == nil:
			t.Fatalf("seed %d: after %d kills the run ended in other bytes", seed, killed)
		}
	}
	finish(t, "run", in, "-o", out, "--quiet", "--force")
	if sumsOf(t, out) != want {
		t.Errorf("seed %d: the last run ended in other bytes", seed)
	}
	entries, err := os.ReadDir(work)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 4 { // three snapshots, one journal
		t.Errorf("seed %d: left %v", seed, entries)
	}
	if kept == 0 {
		t.Errorf("seed %d: no run went on where another was killed", seed)
	}
	t.Logf("a run takes %v; %d killed, %d ended, %d went on; seed %d", usual.Round(time.Millisecond), killed, ended, kept, seed)
}

// finish runs the program to its end.
func finish(t *testing.T, args ...string) {
	t.Helper()
	if text, err := program(t, 0, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
}

// killAt starts a command that usually takes so long and kills it at any moment,
// or as often at one when its journal is there, for half of a run is starting,
// or now and then while it puts a whole snapshot in its place.
func killAt(t *testing.T, cmd *exec.Cmd, rnd *rand.Rand, usual time.Duration, journal string) error {
	t.Helper()
	begun, over := time.Now(), make(chan error, 1)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { over <- cmd.Wait() }()
	awaited, left := "", usual
	switch rnd.IntN(8) {
	case 0, 1, 2:
		awaited = journal
	case 3:
		awaited = filepath.Join(filepath.Dir(journal), "snapshot", "SHA256SUMS")
	}
	for awaited != "" && time.Since(begun) < 2*usual {
		if _, err := os.Stat(awaited); err == nil {
			left = max(usual-time.Since(begun), 5*time.Millisecond)
			break
		}
		time.Sleep(time.Millisecond / 4)
	}
	select {
	case err := <-over:
		return err
	case <-time.After(time.Duration(rnd.Float64() * float64(left))):
		_ = cmd.Process.Kill() // it may have ended just now
		return <-over
	}
}

// A run for which the disk is too small fails, says what it keeps, and goes on
// from there when there is room.
func TestFullDisk(t *testing.T) {
	in, work := news(t, 40), t.TempDir()
	whole, out := filepath.Join(work, "whole"), filepath.Join(work, "out")
	finish(t, "run", in, "-o", whole, "--quiet")
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
