package tensortest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"math"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
)

// A Builder makes a weights file without an encoder.
type Builder struct {
	Width   int // of a vector
	Labels  map[string][]string
	tensors []map[string]any
	data    []byte
}

// Add adds a tensor of a type, at the next multiple of 64.
func (b *Builder) Add(name, kind string, shape []int, data []byte) {
	for len(b.data)%64 != 0 {
		b.data = append(b.data, 0)
	}
	b.tensors = append(b.tensors, map[string]any{"name": name, "type": kind, "shape": shape, "offset": len(b.data), "bytes": len(data)})
	b.data = append(b.data, data...)
}

// Floats adds a list of numbers.
func (b *Builder) Floats(name string, list []float32) {
	data := make([]byte, 0, 4*len(list))
	for _, v := range list {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	b.Add(name, "f32", []int{len(list)}, data)
}

// Matrix adds a layer of K inputs and N outputs whose numbers are integers of
// at most ±63, to be multiplied with scale, and whose bias is zero.
func (b *Builder) Matrix(name string, k, n int, scale float32, at func(k, n int) int8) {
	groups := (k + 3) / 4
	data := make([]byte, (n+47)/48*48*groups*4)
	scales := make([]float32, n)
	for c := range n {
		scales[c] = scale
		for i := range k {
			data[((c/48*groups+i/4)*48+c%48)*4+i%4] = byte(at(i, c))
		}
	}
	b.Add(name, "i7", []int{k, n}, data)
	b.Floats(name+".scale", scales)
	b.Floats(name+".bias", make([]float32, n))
}

// Open opens the file.
func (b *Builder) Open(t testing.TB) *tensor.Weights {
	t.Helper()
	head, err := json.Marshal(map[string]any{
		"kind": "encoder and scorers", "name": "test", "feature_version": 1,
		"encoder": map[string]int{"width": b.Width}, "labels": b.Labels, "tensors": b.tensors,
	})
	if err != nil {
		t.Fatal(err)
	}
	for (len(head)+48)%64 != 0 {
		head = append(head, ' ')
	}
	rest := append(head, b.data...)
	sum := sha256.Sum256(rest)
	file := append([]byte("SAYSOWTS"), 1, 0, 0, 0)
	file = binary.LittleEndian.AppendUint32(file, uint32(len(head)))
	w, err := tensor.Open(append(append(file, sum[:]...), rest...))
	if err != nil {
		t.Fatal(err)
	}
	return w
}
