package tensor

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// What a weights file begins with, and what this program can read.
const (
	magic          = "SAYSOWTS"
	formatVersion  = 1
	fileKind       = "encoder and scorers"
	featureVersion = 1

	fixedBytes = 48 // magic, version, length of the header, checksum
	alignment  = 64 // of the data and of each tensor in them
)

// Shape is the size of the encoder that a weights file holds.
type Shape struct {
	Layers     int `json:"layers"`
	Width      int `json:"width"`
	Heads      int `json:"heads"`
	Inner      int `json:"inner"`
	Vocabulary int `json:"vocabulary"` // word pieces
	Window     int `json:"window"`     // pieces read at once, [CLS] and [SEP] among them
	Overlap    int `json:"overlap"`    // pieces shared by two windows of one long sentence
	Cases      int `json:"cases"`
}

// Weights is an opened weights file: named tensors, texts and lists of labels.
// It is read-only and may be shared.
type Weights struct {
	Name    string
	Encoder Shape
	labels  map[string][]string
	tensors map[string]*entry
	data    []byte
}

// entry is a tensor as the header lists it.
type entry struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
	Bytes  int    `json:"bytes"`
}

type header struct {
	Kind           string              `json:"kind"`
	Name           string              `json:"name"`
	FeatureVersion int                 `json:"feature_version"`
	Encoder        Shape               `json:"encoder"`
	Labels         map[string][]string `json:"labels"`
	Tensors        []*entry            `json:"tensors"`
}

// Open reads a weights file that lies in memory and checks all of it: kind,
// versions, checksum, and that every tensor lies inside, in its place and apart
// from the others. It keeps file and uses it in place, so that it must not
// change afterwards.
func Open(file []byte) (*Weights, error) {
	w, err := open(file)
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	return w, nil
}

func open(file []byte) (*Weights, error) {
	switch {
	case len(file) == 0:
		return nil, errors.New("the file is empty")
	case !bytes.HasPrefix(file, []byte(magic)[:min(len(magic), len(file))]):
		return nil, fmt.Errorf("no weights file: it begins with %q, not with %q", file[:min(len(magic), len(file))], magic)
	case len(file) < fixedBytes:
		return nil, fmt.Errorf("cut off: %d bytes are less than the start of a weights file", len(file))
	}
	if version := binary.LittleEndian.Uint32(file[8:]); version > formatVersion {
		return nil, fmt.Errorf("format version %d is newer than the %d of this program", version, formatVersion)
	} else if version != formatVersion {
		return nil, fmt.Errorf("format version %d is unknown", version)
	}
	size := int64(binary.LittleEndian.Uint32(file[12:]))
	if start := fixedBytes + size; start > int64(len(file)) {
		return nil, fmt.Errorf("cut off: %d bytes, and the header alone ends at %d", len(file), start)
	} else if start%alignment != 0 {
		return nil, fmt.Errorf("the data begin at byte %d, which is no multiple of %d", start, alignment)
	}
	text, data := file[fixedBytes:fixedBytes+size], file[fixedBytes+size:]

	sound := sha256.Sum256(file[fixedBytes:]) == [32]byte(file[16:fixedBytes])
	var h header
	err := json.Unmarshal(text, &h)
	if !sound {
		if end := h.end(); err == nil && end > len(data) {
			return nil, fmt.Errorf("cut off: %d bytes of data, and the last tensor ends at %d", len(data), end)
		}
		return nil, errors.New("damaged: the checksum is another")
	}
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	if h.Kind != fileKind {
		return nil, fmt.Errorf("the file holds %q, not %q", h.Kind, fileKind)
	}
	if h.FeatureVersion != featureVersion {
		return nil, fmt.Errorf("made for version %d of the features; this program has version %d", h.FeatureVersion, featureVersion)
	}
	w := &Weights{Name: h.Name, Encoder: h.Encoder, labels: h.Labels, tensors: make(map[string]*entry, len(h.Tensors)), data: data}
	if err := w.place(h.Tensors); err != nil {
		return nil, err
	}
	for name, labels := range w.labels {
		sorted := slices.Sorted(slices.Values(labels))
		if len(labels) == 0 || sorted[0] == "" || len(slices.Compact(sorted)) < len(labels) {
			return nil, fmt.Errorf("labels %q: none, an empty one or one twice", name)
		}
	}
	return w, nil
}

// end is where the last tensor claims to end.
func (h *header) end() int {
	end := 0
	for _, e := range h.Tensors {
		if e != nil && e.Offset >= 0 && e.Bytes >= 0 {
			end = max(end, e.Offset+min(e.Bytes, math.MaxInt-e.Offset))
		}
	}
	return end
}

// place checks where the tensors lie.
func (w *Weights) place(list []*entry) error {
	for i, e := range list {
		if e == nil || e.Name == "" {
			return fmt.Errorf("tensor %d has no name", i)
		}
		if w.tensors[e.Name] != nil {
			return fmt.Errorf("tensor %q is there twice", e.Name)
		}
		w.tensors[e.Name] = e
		if e.Offset < 0 || e.Bytes < 0 || e.Offset > len(w.data) || e.Bytes > len(w.data)-e.Offset {
			return fmt.Errorf("tensor %q: %d bytes at %d lie outside the %d bytes of data", e.Name, e.Bytes, e.Offset, len(w.data))
		}
		if e.Offset%alignment != 0 {
			return fmt.Errorf("tensor %q begins at %d, which is no multiple of %d", e.Name, e.Offset, alignment)
		}
		want, ok := e.size()
		if !ok {
			return fmt.Errorf("tensor %q: type %q with shape %v is unknown", e.Name, e.Type, e.Shape)
		}
		if want != e.Bytes {
			return fmt.Errorf("tensor %q: type %q with shape %v takes %d bytes, not %d", e.Name, e.Type, e.Shape, want, e.Bytes)
		}
	}
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b *entry) int { return cmp.Or(a.Offset-b.Offset, a.Bytes-b.Bytes) })
	end := 0
	for i, e := range sorted {
		if e.Offset < end {
			return fmt.Errorf("tensors %q and %q overlap", sorted[i-1].Name, e.Name)
		}
		end = e.Offset + e.Bytes
	}
	if rest := len(w.data) - end; rest >= alignment {
		return fmt.Errorf("%d bytes behind the last tensor belong to none", rest)
	}
	return nil
}

// size is how many bytes a tensor of its type and shape takes.
func (e *entry) size() (n int, ok bool) {
	if e.Type == "text" {
		return e.Bytes, len(e.Shape) == 0 || len(e.Shape) == 1 && e.Shape[0] == e.Bytes
	}
	n = 1
	for _, d := range e.Shape {
		if d < 1 || d > math.MaxInt32/n {
			return 0, false
		}
		n *= d
	}
	switch {
	case len(e.Shape) == 0:
		return 0, false
	case e.Type == "i8":
		return n, true
	case e.Type == "f32":
		return 4 * n, n <= math.MaxInt32/4
	case e.Type == "i7" && len(e.Shape) == 2 && e.Shape[0] <= maxK && e.Shape[1] <= maxK:
		return packedBytes(e.Shape[0], e.Shape[1]), true
	}
	return 0, false
}

// Has reports whether the file holds a tensor or text.
func (w *Weights) Has(name string) bool { return w.tensors[name] != nil }

// find gives the bytes of a tensor of a type and shape.
func (w *Weights) find(name, kind string, shape ...int) ([]byte, error) {
	e := w.tensors[name]
	if e == nil {
		return nil, fmt.Errorf("weights: no tensor %q", name)
	}
	if e.Type != kind || kind != "text" && !slices.Equal(e.Shape, shape) {
		return nil, fmt.Errorf("weights: tensor %q is %s %v, not %s %v", name, e.Type, e.Shape, kind, shape)
	}
	return w.data[e.Offset:][:e.Bytes:e.Bytes], nil
}

// Matrix gives a layer's weights, K inputs and N outputs, with their scale and
// bias; the packed bytes are used where they lie. What it makes beside, sums of
// columns, is made anew at each call: keep the matrix.
func (w *Weights) Matrix(name string, k, n int) (*Matrix, error) {
	packed, err := w.find(name, "i7", k, n)
	if err != nil {
		return nil, err
	}
	scale, err := w.Floats(name+".scale", n)
	if err != nil {
		return nil, err
	}
	bias, err := w.Floats(name+".bias", n)
	if err != nil {
		return nil, err
	}
	m, err := NewMatrix(k, n, packed, scale, bias)
	if err != nil {
		return nil, fmt.Errorf("weights: tensor %q: %w", name, err)
	}
	return m, nil
}

// Floats gives a copy of a float tensor, row-major. All its numbers are finite.
func (w *Weights) Floats(name string, shape ...int) ([]float32, error) {
	raw, err := w.find(name, "f32", shape...)
	if err != nil {
		return nil, err
	}
	list := make([]float32, len(raw)/4)
	for i := range list {
		v := math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
		if v-v != 0 {
			return nil, fmt.Errorf("weights: tensor %q: number %d is not finite", name, i)
		}
		list[i] = v
	}
	return list, nil
}

// Bytes gives a tensor of signed bytes, row-major, where it lies: it must not
// be changed.
func (w *Weights) Bytes(name string, shape ...int) ([]byte, error) {
	return w.find(name, "i8", shape...)
}

// Text gives a text.
func (w *Weights) Text(name string) (string, error) {
	raw, err := w.find(name, "text")
	if err != nil {
		return "", err
	}
	if !utf8.Valid(raw) {
		return "", fmt.Errorf("weights: text %q is not UTF-8", name)
	}
	return string(raw), nil
}

// Labels gives a list of labels in the order of their ids. It must not be
// changed.
func (w *Weights) Labels(name string) ([]string, error) {
	labels := w.labels[name]
	if labels == nil {
		return nil, fmt.Errorf("weights: no labels %q (there are %s)", name, strings.Join(w.listed(), ", "))
	}
	return labels, nil
}

func (w *Weights) listed() []string {
	var names []string
	for name := range w.labels {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
