package parse

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"math"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
)

// A builder makes a weights file.
type builder struct {
	width   int
	labels  map[string][]string
	tensors []map[string]any
	data    []byte
}

func (b *builder) add(name, kind string, shape []int, data []byte) {
	for len(b.data)%64 != 0 {
		b.data = append(b.data, 0)
	}
	b.tensors = append(b.tensors, map[string]any{"name": name, "type": kind, "shape": shape, "offset": len(b.data), "bytes": len(data)})
	b.data = append(b.data, data...)
}

func (b *builder) floats(name string, list []float32) {
	data := make([]byte, 0, 4*len(list))
	for _, v := range list {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	b.add(name, "f32", []int{len(list)}, data)
}

// matrix adds a layer of K inputs and N outputs whose numbers are integers of
// at most ±63, to be multiplied with scale, and whose bias is zero.
func (b *builder) matrix(name string, k, n int, scale float32, at func(k, n int) int8) {
	groups := (k + 3) / 4
	data := make([]byte, (n+47)/48*48*groups*4)
	scales := make([]float32, n)
	for c := range n {
		scales[c] = scale
		for i := range k {
			data[((c/48*groups+i/4)*48+c%48)*4+i%4] = byte(at(i, c))
		}
	}
	b.add(name, "i7", []int{k, n}, data)
	b.floats(name+".scale", scales)
	b.floats(name+".bias", make([]float32, n))
}

func (b *builder) open(t testing.TB) *tensor.Weights {
	t.Helper()
	head, err := json.Marshal(map[string]any{
		"kind": "encoder and scorers", "name": "test", "feature_version": 1,
		"encoder": map[string]int{"width": b.width}, "labels": b.labels, "tensors": b.tensors,
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
