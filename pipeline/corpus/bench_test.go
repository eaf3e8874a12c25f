package corpus

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/sayso-nlp/sayso/models"
)

// BenchmarkSign is the cost of a signature for an article of news length.
func BenchmarkSign(b *testing.B) {
	doc := story("a", text(prose(1, 600)))
	b.SetBytes(int64(len(doc.Article.Text)))
	for b.Loop() {
		Sign(doc)
	}
}

// BenchmarkNear is the cost of finding copies among as many articles as a large
// corpus has, one in ten a copy: time, and memory that an article holds.
func BenchmarkNear(b *testing.B) {
	const articles = 500_000
	for b.Loop() {
		before := heap()
		rnd := rand.New(rand.NewPCG(1, 1))
		c := NewCopies(b.TempDir())
		var wire Signature
		for i := range articles {
			if i%10 != 9 {
				for h := range wire.least {
					wire.least[h] = uint16(rnd.Uint32())
				}
				wire.shingles = int32(100 + rnd.IntN(900))
			}
			sig := wire
			for range 40 {
				sig.least[rnd.IntN(hashes)] = uint16(rnd.Uint32())
			}
			art := models.Article{Text: fmt.Sprint(i)}
			art.ID = models.NewArticleID("a", art.Text)
			c.Repeated(art.ID)
			if _, err := c.Original(&art, &sig); err != nil {
				b.Fatal(err)
			}
		}
		held := heap() - before
		b.ReportMetric(float64(held)/articles, "bytes/article")
		if late, err := c.Near(); err != nil || len(late) < articles/11 || len(late) > articles/9 {
			b.Fatalf("%d near copies, %v", len(late), err)
		}
		if err := c.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkActors is the cost of counting the actors of many articles, half of
// whom are in no other: time, and memory that an article holds when all are
// counted and folded.
func BenchmarkActors(b *testing.B) {
	const articles = 50_000
	for b.Loop() {
		before := heap()
		rnd := rand.New(rand.NewPCG(1, 1))
		a := NewActors(b.TempDir())
		for i := range articles {
			var actors []models.Actor
			var forms [][]string
			for k := range 10 {
				n := 10*i + k
				if k%2 == 0 {
					n = rnd.IntN(1000)
				}
				name := fmt.Sprintf("Ada Halden%d", n)
				id := models.ActorID(fmt.Sprintf("person:ada-halden%d-%d", n, k))
				actors = append(actors, models.Actor{ID: id, Name: name, Type: models.Person})
				forms = append(forms, []string{name, "she"})
			}
			if err := a.Add(articleOf(actors, forms...)); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := a.Fold(plainKey); err != nil {
			b.Fatal(err)
		}
		for _, err := range a.All() {
			if err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(heap()-before)/articles, "bytes/article")
		b.ReportMetric(float64(a.Len())/articles, "actors/article")
		if err := a.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
