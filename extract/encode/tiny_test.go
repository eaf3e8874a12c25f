package encode

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/extract/tensor"
)

// A network is a small untrained encoder, as floats and as a weights file.
type network struct {
	shape  tensor.Shape
	list   []map[string]any
	data   []byte
	floats map[string][]float64 // what the file holds
	random *rand.Rand
}

func (n *network) put(name, kind string, raw []byte, shape ...int) {
	for len(n.data)%64 != 0 {
		n.data = append(n.data, 0)
	}
	if shape == nil {
		shape = []int{}
	}
	n.list = append(n.list, map[string]any{"name": name, "type": kind, "shape": shape, "offset": len(n.data), "bytes": len(raw)})
	n.data = append(n.data, raw...)
}

// numbers are the same on every processor: no product is fused with a sum.
func (n *network) numbers(count int, mean, spread float64) []float64 {
	list := make([]float64, count)
	for i := range list {
		list[i] = float64(float32(mean + float64(spread*(float64(4*n.random.Float64())-2))))
	}
	return list
}

func (n *network) put32(name string, list []float64, shape ...int) {
	var raw []byte
	for _, v := range list {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(float32(v)))
	}
	n.floats[name] = list
	n.put(name, "f32", raw, shape...)
}

// putMatrix puts a matrix of integers, so that its floats are the same numbers.
func (n *network) putMatrix(name string, k, columns int) {
	scale, bias := make([]float64, columns), n.numbers(columns, 0, 0.1)
	packed := make([]byte, (k+3)/4*4*((columns+47)/48*48))
	list := make([]float64, k*columns)
	for c := range columns {
		scale[c] = float64(float32((0.5 + n.random.Float64()) / 63 / math.Sqrt(float64(k)) * 2))
		for i := range k {
			w := n.random.IntN(127) - 63
			packed[((c/48*((k+3)/4)+i/4)*48+c%48)*4+i%4] = byte(int8(w))
			list[i*columns+c] = float64(w) * scale[c]
		}
	}
	n.put(name, "i7", packed, k, columns)
	n.floats[name] = list
	n.put32(name+".scale", scale, columns)
	n.put32(name+".bias", bias, columns)
}

// newNetwork makes a network with the vocabulary of the sample of words.
func newNetwork(t testing.TB) *network {
	n := &network{floats: map[string][]float64{}, random: rand.New(rand.NewPCG(3, 4))}
	vocabulary := sampleVocabulary(t)
	sh := tensor.Shape{Layers: 2, Width: 56, Heads: 4, Inner: 100, Vocabulary: len(vocabulary), Window: 40, Overlap: 10, Cases: nCases}
	n.shape = sh
	words, list := make([]byte, sh.Vocabulary*sh.Width), make([]float64, sh.Vocabulary*sh.Width)
	scale := n.numbers(sh.Vocabulary, 0.01, 0.001)
	for i := range words {
		w := n.random.IntN(255) - 127
		words[i] = byte(int8(w))
		list[i] = float64(w) * scale[i/sh.Width]
	}
	n.put("encoder/words", "i8", words, sh.Vocabulary, sh.Width)
	n.floats["encoder/words"] = list
	n.put32("encoder/words.scale", scale, sh.Vocabulary)
	n.put32("encoder/positions", n.numbers(sh.Window*sh.Width, 0, 0.3), sh.Window, sh.Width)
	n.put32("encoder/cases", n.numbers(sh.Cases*sh.Width, 0, 0.3), sh.Cases, sh.Width)
	norm := func(name string) {
		n.put32(name+".gain", n.numbers(sh.Width, 1, 0.1), sh.Width)
		n.put32(name+".bias", n.numbers(sh.Width, 0, 0.1), sh.Width)
	}
	norm("encoder/norm")
	for l := range sh.Layers {
		at := fmt.Sprintf("encoder/%d/", l)
		n.putMatrix(at+"qkv", sh.Width, 3*sh.Width)
		n.putMatrix(at+"out", sh.Width, sh.Width)
		norm(at + "norm1")
		n.putMatrix(at+"up", sh.Width, sh.Inner)
		n.putMatrix(at+"down", sh.Inner, sh.Width)
		norm(at + "norm2")
	}
	n.put("vocabulary", "text", []byte(strings.Join(vocabulary, "\n")+"\n"))
	return n
}

// file is the weights file.
func (n *network) file() []byte {
	text, err := json.Marshal(map[string]any{
		"kind": "encoder and scorers", "name": "tiny", "feature_version": 1, "encoder": n.shape, "tensors": n.list,
	})
	if err != nil {
		panic(err)
	}
	for (48+len(text))%64 != 0 {
		text = append(text, ' ')
	}
	sum := sha256.Sum256(slices.Concat(text, n.data))
	head := binary.LittleEndian.AppendUint32([]byte("SAYSOWTS"), 1)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(text)))
	return slices.Concat(head, sum[:], text, n.data)
}

// tiny makes a small untrained encoder.
func tiny(t testing.TB) *Encoder {
	t.Helper()
	enc, err := newEncoder(newNetwork(t))
	if err != nil {
		t.Fatal(err)
	}
	return enc
}

func newEncoder(n *network) (*Encoder, error) {
	w, err := tensor.Open(n.file())
	if err != nil {
		return nil, err
	}
	return New(w)
}

// matrix multiplies m rows with a matrix and adds the bias.
func (n *network) matrix(x []float64, m int, name string, k, columns int) []float64 {
	y := make([]float64, m*columns)
	for i := range m {
		for c := range columns {
			sum := n.floats[name+".bias"][c]
			for j := range k {
				sum += x[i*k+j] * n.floats[name][j*columns+c]
			}
			y[i*columns+c] = sum
		}
	}
	return y
}

// norm is the layer norm of x + y.
func (n *network) norm(x, y []float64, name string) []float64 {
	width := n.shape.Width
	z := make([]float64, len(x))
	for from := 0; from < len(x); from += width {
		var mean, variance float64
		for j := range width {
			z[from+j] = x[from+j]
			if y != nil {
				z[from+j] += y[from+j]
			}
			mean += z[from+j] / float64(width)
		}
		for j := range width {
			variance += (z[from+j] - mean) * (z[from+j] - mean) / float64(width)
		}
		for j := range width {
			z[from+j] = (z[from+j]-mean)/math.Sqrt(variance+1e-12)*n.floats[name+".gain"][j] + n.floats[name+".bias"][j]
		}
	}
	return z
}

// forward is the network by its definition, in floats.
func (n *network) forward(ids []int32, cases []uint8) []float64 {
	m, width, size := len(ids), n.shape.Width, n.shape.Width/n.shape.Heads
	x := make([]float64, m*width)
	for i := range x {
		at, j := i/width, i%width
		x[i] = n.floats["encoder/words"][int(ids[at])*width+j] + n.floats["encoder/positions"][i] + n.floats["encoder/cases"][int(cases[at])*width+j]
	}
	x = n.norm(x, nil, "encoder/norm")
	for l := range n.shape.Layers {
		name := fmt.Sprintf("encoder/%d/", l)
		qkv := n.matrix(x, m, name+"qkv", width, 3*width)
		mixed := make([]float64, m*width)
		for h := range n.shape.Heads {
			for i := range m {
				weights, sum := make([]float64, m), 0.0
				for k := range m {
					var score float64
					for j := range size {
						score += qkv[i*3*width+h*size+j] * qkv[k*3*width+width+h*size+j]
					}
					weights[k] = math.Exp(score)
					sum += weights[k]
				}
				for k := range m {
					for j := range size {
						mixed[i*width+h*size+j] += weights[k] / sum * qkv[k*3*width+2*width+h*size+j]
					}
				}
			}
		}
		x = n.norm(x, n.matrix(mixed, m, name+"out", width, width), name+"norm1")
		inner := n.matrix(x, m, name+"up", width, n.shape.Inner)
		for i, v := range inner {
			inner[i] = v * 0.5 * (1 + math.Erf(v/math.Sqrt2))
		}
		x = n.norm(x, n.matrix(inner, m, name+"down", n.shape.Inner, width), name+"norm2")
	}
	return x
}
