package encode

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
	"github.com/sayso-nlp/sayso/models"
)

// lines makes n sentences of words of the sample, some longer than a window.
func lines(t testing.TB, n int) []string {
	words, _ := samplePieces(t)
	words = slices.DeleteFunc(slices.Clone(words), func(word string) bool { return strings.ContainsAny(word, " \n") })
	var list []string
	at := 0
	for i := range n {
		count := 1 + i*7%13
		if i%9 == 4 {
			count = 60
		}
		var line []string
		for range count {
			line = append(line, words[at%len(words)])
			at += 5
		}
		list = append(list, strings.Join(line, " "))
	}
	return list
}

// The integers stay near the network's definition in floats.
func TestForward(t *testing.T) {
	n := newNetwork(t)
	enc, err := newEncoder(n)
	if err != nil {
		t.Fatal(err)
	}
	text, sents, toks := article("Lavrov said COVID-19 in M¨unchen", "$ 1,000,000 NATO İstanbul")
	var s Scratch
	if got := enc.Encode(text, sents, toks, &s); got != 2 || len(s.reading.windows) != 1 {
		t.Fatalf("%d sentences in %d windows", got, len(s.reading.windows))
	}
	want := n.forward(s.ids, s.forms)
	width := enc.Width()
	if len(s.Vectors) != len(toks)*width {
		t.Fatalf("%d numbers for %d tokens", len(s.Vectors), len(toks))
	}
	for i, at := range s.heads {
		row := make([]float32, width)
		for j := range row {
			row[j] = float32(want[int(at)*width+j])
		}
		if c := cosine(s.Vectors[i*width:][:width], row); c < 0.995 {
			t.Errorf("token %d: cosine %.5f", i, c)
		}
	}
	var rows tensor.Rows
	rows.Quantize(s.Vectors, len(toks), width)
	if !bytes.Equal(rows.Data, s.Rows.Data) || !slices.Equal(rows.Scale, s.Rows.Scale) {
		t.Error("the quantized rows are not those of the vectors")
	}
}

// encodeAll encodes an article in runs of so many tokens.
func encodeAll(enc *Encoder, text string, sents []models.Sentence, toks []models.Token, s *Scratch, enough int) []float32 {
	var all []float32
	for len(sents) > 0 {
		n := enc.encode(text, sents, toks, s, enough)
		if n < 1 || len(s.Vectors) != (sents[n-1].Last-sents[0].First)*enc.Width() {
			panic(fmt.Sprintf("%d sentences have %d numbers", n, len(s.Vectors)))
		}
		all = append(all, s.Vectors...)
		sents = sents[n:]
	}
	return all
}

// Where a run ends changes no bit, nor does what the memory was used for.
func TestEncodeInRuns(t *testing.T) {
	enc := tiny(t)
	text, sents, toks := article(lines(t, 60)...)
	var fresh Scratch
	want := encodeAll(enc, text, sents, toks, &fresh, len(toks)+1)
	if len(want) != len(toks)*enc.Width() {
		t.Fatalf("%d numbers for %d tokens", len(want), len(toks))
	}
	var s Scratch
	for enough := enc.shape.Window; enough < 300; enough += 53 {
		if got := encodeAll(enc, text, sents, toks, &s, enough); !slices.Equal(got, want) {
			t.Fatalf("in runs of %d tokens the vectors are others", enough)
		}
	}
	if n := enc.Encode(text, nil, toks, &s); n != 0 || len(s.Vectors) != 0 || s.Rows.M != 0 {
		t.Errorf("nothing has %d numbers", len(s.Vectors))
	}
}

// The memory for a very long article is that for some thousand tokens.
func TestEncodeLong(t *testing.T) {
	enc := tiny(t)
	text, sents, toks := article(slices.Repeat(lines(t, 30), 70)...)
	most := enough + 60 // the longest sentence
	if len(toks) < 2*most {
		t.Fatalf("%d tokens are too few", len(toks))
	}
	var s Scratch
	for len(sents) > 0 {
		n := enc.Encode(text, sents, toks, &s)
		if got := len(s.Vectors) / enc.Width(); got > most {
			t.Fatalf("%d tokens in one run", got)
		}
		sents = sents[n:]
	}
}

// Every token has its own vector: what stands elsewhere in the article may
// move, and what is read with it may not.
func TestEncodeOfOtherArticle(t *testing.T) {
	enc := tiny(t)
	list := lines(t, 30)
	text, sents, toks := article(list...)
	var s Scratch
	want := slices.Clone(encodeAll(enc, text, sents, toks, &s, 1000))
	text, sents, toks = article(append([]string{"Lavrov said"}, list...)...)
	// The sentence that is too long ends what the first one is read with.
	shift := 2 * enc.Width()
	long := slices.IndexFunc(list, func(line string) bool { return strings.Count(line, " ") == 59 })
	from := sents[long+1].First*enc.Width() - shift
	got := encodeAll(enc, text, sents, toks, &s, 1000)[shift:]
	if !slices.Equal(got[from:], want[from:]) {
		t.Error("a sentence in front changes what is not read with it")
	}
	if slices.Equal(got[:from], want[:from]) {
		t.Error("a sentence in front changes nothing of what is read with it")
	}
}

// The bits are these on every processor.
func TestEncodeBits(t *testing.T) {
	enc := tiny(t)
	text, sents, toks := article(lines(t, 40)...)
	var s Scratch
	hash := sha256.New()
	for _, v := range encodeAll(enc, text, sents, toks, &s, 1000) {
		if err := binary.Write(hash, binary.LittleEndian, v); err != nil {
			t.Fatal(err)
		}
	}
	const want = "7af04315cbed3e3af1f8b1136f515bc8e009491fdf08494d32b2f46d1cf211e7"
	if got := hex.EncodeToString(hash.Sum(nil)); got != want {
		t.Errorf("the vectors' hash is %s, want %s", got, want)
	}
}

// Many runs at once give one answer.
func TestEncodeAgain(t *testing.T) {
	enc := tiny(t)
	text, sents, toks := article(lines(t, 12)...)
	var first Scratch
	want := slices.Clone(encodeAll(enc, text, sents, toks, &first, 1000))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			var s Scratch
			for range 25 {
				if !slices.Equal(encodeAll(enc, text, sents, toks, &s, 1000), want) {
					t.Error("another run, another answer")
				}
			}
		})
	}
	group.Wait()
}

// Once its memory has grown, a worker takes no more.
func TestEncodeAllocates(t *testing.T) {
	enc := tiny(t)
	text, sents, toks := article(lines(t, 30)...)
	var s Scratch
	enc.Encode(text, sents, toks, &s)
	if n := testing.AllocsPerRun(5, func() { enc.Encode(text, sents, toks, &s) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// All kernels give the same bits.
func TestEncodeKernels(t *testing.T) {
	defer func() {
		if err := tensor.UseKernel(""); err != nil {
			t.Error(err)
		}
	}()
	kernels := tensor.Kernels() // the last is the slow one
	for _, tt := range []struct {
		name    string
		enc     *Encoder
		lines   []string
		kernels []tensor.Kernel
	}{
		{"tiny", tiny(t), lines(t, 40), kernels},
		{"trained", trained(t), news(2), kernels},
		{"trained, more", trained(t), news(40), kernels[:len(kernels)-1]},
	} {
		text, sents, toks := article(tt.lines...)
		var want []float32
		for _, kernel := range tt.kernels {
			if err := tensor.UseKernel(kernel); err != nil {
				t.Fatal(err)
			}
			var s Scratch
			got := encodeAll(tt.enc, text, sents, toks, &s, 1000)
			if want == nil {
				want = slices.Clone(got)
			}
			for i := range got {
				if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
					t.Errorf("%s: number %d is %v with %s and %v with %s", tt.name, i, want[i], kernels[0], got[i], kernel)
					break
				}
			}
		}
	}
}

// A weights file with parts that do not fit together is refused.
func TestNewBad(t *testing.T) {
	for _, tt := range []struct {
		want string
		harm func(n *network)
	}{
		{"0 layers", func(n *network) { n.shape.Layers = 0 }},
		{"heads", func(n *network) { n.shape.Heads = 5 }},
		{"windows of 2", func(n *network) { n.shape.Window = 2 }},
		{"overlap of 38", func(n *network) { n.shape.Overlap = 38 }},
		{"7 cases", func(n *network) { n.shape.Cases = 7 }},
		{"vocabulary of", func(n *network) { n.shape.Vocabulary++ }},
		{`"encoder/words" is i8`, func(n *network) { n.shape.Width += 4 }},
		{`"encoder/positions" is f32`, func(n *network) { n.shape.Window++ }},
		{`no tensor "encoder/2/qkv"`, func(n *network) { n.shape.Layers = 3 }},
		{`"encoder/0/up" is i7`, func(n *network) { n.shape.Inner++ }},
	} {
		n := newNetwork(t)
		tt.harm(n)
		if _, err := newEncoder(n); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("error %v, want %q", err, tt.want)
		}
	}
}

// Any text has finite vectors, one a token.
func FuzzEncode(f *testing.F) {
	for _, line := range lines(f, 10) {
		f.Add(line)
	}
	f.Add("")
	f.Add("  \xff \x00 a\u0301 .\n\nx " + strings.Repeat("!", 500) + strings.Repeat(" y", 90))
	enc := tiny(f)
	var s Scratch
	f.Fuzz(func(t *testing.T, line string) {
		if len(line) > 2000 {
			return
		}
		text, sents, toks := article(strings.Split(line, "\n")...)
		got := encodeAll(enc, text, sents, toks, &s, enc.shape.Window)
		if len(got) != len(toks)*enc.Width() {
			t.Fatalf("%d numbers for %d tokens", len(got), len(toks))
		}
		for i, v := range got {
			if v-v != 0 {
				t.Fatalf("number %d is %v", i, v)
			}
		}
	})
}
