package snapshot

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"testing"
	"time"
	"slices"
	"github.com/sayso-nlp/sayso/models"
)

func rss() string {
	s, _ := os.ReadFile("/proc/self/status")
	out := ""
	for l := range strings.Lines(string(s)) {
		if strings.HasPrefix(l, "VmHWM") || strings.HasPrefix(l, "VmRSS") {
			out += strings.Join(strings.Fields(l), " ") + " "
		}
	}
	return out
}

func TestBig(t *testing.T) {
	d := os.Getenv("BIG")
	if d == "" {
		t.Skip()
	}
	os.RemoveAll(d)
	w, err := Create(d, Options{Tokens: os.Getenv("TOK") != ""})
	if err != nil {
		t.Fatal(err)
	}
	var spent time.Duration
	actors := map[models.ActorID]models.Actor{}
	for i := range 20000 {
		doc := news(i, 4000)
		for _, a := range doc.Actors { actors[a.ID]=a }
		now := time.Now()
		if err := w.Add(doc); err != nil {
			t.Fatal(err)
		}
		spent += time.Since(now)
		if i == 4999 { f, _ := os.Create("/tmp/work/snapshot/heap.out"); runtime.GC(); pprof.WriteHeapProfile(f); f.Close() }
		if i == 6000 && os.Getenv("STOP") != "" { w.Abort(); return }
		if i%5000 == 4999 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			total := 0
			for _, s := range w.sheets {
				total += s.bytes
			}
			fmt.Println(i, spent, rss(), "heap", m.HeapAlloc>>20, "sys", m.Sys>>20, "buffered", total>>20)
		}
	}
	var list []models.CorpusActor
	for _, a := range actors { list = append(list, models.CorpusActor{Actor:a}) }
	slices.SortFunc(list, func(a,b models.CorpusActor) int { return strings.Compare(string(a.ID),string(b.ID)) })
	w.Actors(slices.Values(list))
	m, err := w.Close(Run{})
	fmt.Println(err, spent, rss())
	for _, t := range m.Tables {
		b := int64(0)
		for _, f := range t.Files { b += f.Bytes }
		fmt.Println(t.Name, t.Rows, len(t.Files), b)
	}
	now := time.Now()
	p, err := Verify(d)
	fmt.Println("verify", time.Since(now), len(p), err, rss())
	for i, x := range p { if i<5 { fmt.Println(x) } }
}
