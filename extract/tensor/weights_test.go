package tensor

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// weightsFile writes a weights file of a header and its data, as the training
// bench does.
func weightsFile(h header, data []byte) []byte {
	text, err := json.Marshal(h)
	if err != nil {
		panic(err)
	}
	return rawFile(formatVersion, text, data)
}

func rawFile(version uint32, text, data []byte) []byte {
	for (fixedBytes+len(text))%alignment != 0 {
		text = append(text, ' ')
	}
	body := slices.Concat(text, data)
	sum := sha256.Sum256(body)
	file := []byte(magic)
	file = binary.LittleEndian.AppendUint32(file, version)
	file = binary.LittleEndian.AppendUint32(file, uint32(len(text)))
	return slices.Concat(file, sum[:], body)
}

// smallFile is a sound file: a 2×3 matrix, a text and a table of bytes.
func smallFile() (header, []byte) {
	data := make([]byte, 5*alignment+192)
	copy(data, []byte{1, 2, 0, 0, 0xff, 0xfe, 0, 0, 63, 0xc1, 0, 0}) // columns (1 2), (−1 −2), (63 −63)
	for i, v := range []float32{0.5, 1, 2, 10, 20, 30} {
		binary.LittleEndian.PutUint32(data[192+i/3*alignment+i%3*4:], math.Float32bits(v))
	}
	copy(data[320:], "naïve")
	copy(data[384:], []byte{1, 2, 3, 0xff})
	return header{
		Kind: fileKind, Name: "small", FeatureVersion: featureVersion,
		Encoder: Shape{Layers: 1, Width: 2},
		Labels:  map[string][]string{"upos": {"NOUN", "VERB"}},
		Tensors: []*entry{
			{"m", "i7", []int{2, 3}, 0, 192},
			{"m.scale", "f32", []int{3}, 192, 12},
			{"m.bias", "f32", []int{3}, 256, 12},
			{"t", "text", nil, 320, 6},
			{"b", "i8", []int{2, 2}, 384, 4},
		},
	}, data[:448]
}

func TestOpen(t *testing.T) {
	w, err := Open(weightsFile(smallFile()))
	if err != nil {
		t.Fatal(err)
	}
	if w.Name != "small" || w.Encoder.Width != 2 || !w.Has("m") || w.Has("n") {
		t.Errorf("read as %+v", w)
	}
	m, err := w.Matrix("m", 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	var x Rows
	x.Quantize([]float32{127, 127}, 1, 2)
	got := make([]float32, 3)
	m.Mul(got, &x)
	if want := []float32{0.5*381 + 10, -381 + 20, 30}; !slices.Equal(got, want) {
		t.Errorf("product %v, want %v", got, want)
	}
	if text, err := w.Text("t"); err != nil || text != "naïve" {
		t.Errorf("text %q, %v", text, err)
	}
	if raw, err := w.Bytes("b", 2, 2); err != nil || !bytes.Equal(raw, []byte{1, 2, 3, 0xff}) {
		t.Errorf("bytes %v, %v", raw, err)
	}
	if labels, err := w.Labels("upos"); err != nil || !slices.Equal(labels, []string{"NOUN", "VERB"}) {
		t.Errorf("labels %v, %v", labels, err)
	}
}

// What is not there, or is something else, is named.
func TestWeightsMissing(t *testing.T) {
	w, err := Open(weightsFile(smallFile()))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		want string
		get  func() error
	}{
		{`no tensor "x"`, func() error { _, err := w.Matrix("x", 2, 3); return err }},
		{`"m" is i7 [2 3], not i7 [3 2]`, func() error { _, err := w.Matrix("m", 3, 2); return err }},
		{`"b" is i8 [2 2], not f32 [2 2]`, func() error { _, err := w.Floats("b", 2, 2); return err }},
		{`"m.bias" is f32 [3], not i8 [3]`, func() error { _, err := w.Bytes("m.bias", 3); return err }},
		{`"m" is i7 [2 3], not text`, func() error { _, err := w.Text("m"); return err }},
		{`no labels "xpos" (there are upos)`, func() error { _, err := w.Labels("xpos"); return err }},
	} {
		if err := tt.get(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("error %v, want %q", err, tt.want)
		}
	}
}

// Every way to be wrong has its message.
func TestOpenBad(t *testing.T) {
	sound := weightsFile(smallFile())
	changed := func(at int) []byte {
		file := bytes.Clone(sound)
		file[at] ^= 1
		return file
	}
	harmed := func(harm func(h *header, data *[]byte)) []byte {
		h, data := smallFile()
		harm(&h, &data)
		return weightsFile(h, data)
	}
	text, _ := json.Marshal(header{})
	for _, tt := range []struct {
		name, want string
		file       []byte
	}{
		{"empty", "empty", nil},
		{"a start alone", "cut off", sound[:5]},
		{"no header", "cut off", sound[:47]},
		{"half a header", "cut off", sound[:100]},
		{"half of the data", "cut off", sound[:len(sound)-100]},
		{"without the last bytes of padding", "damaged", sound[:len(sound)-1]},
		{"foreign", `begins with "PK\x03\x04abcd"`, []byte("PK\x03\x04abcdefgh")},
		{"foreign and short", `begins with "{}"`, []byte("{}")},
		{"newer", "newer", rawFile(2, text, nil)},
		{"version 0", "unknown", rawFile(0, text, nil)},
		{"a bit in the data", "damaged", changed(len(sound) - 70)},
		{"a bit in the header", "damaged", changed(60)},
		{"a bit in the checksum", "damaged", changed(20)},
		{"no header at all", "header", rawFile(1, []byte("[]"), nil)},
		{"other kind", `holds "words"`, harmed(func(h *header, _ *[]byte) { h.Kind = "words" })},
		{"other features", "version 7 of the features", harmed(func(h *header, _ *[]byte) { h.FeatureVersion = 7 })},
		{"nameless", "no name", harmed(func(h *header, _ *[]byte) { h.Tensors[1].Name = "" })},
		{"null", "no name", harmed(func(h *header, _ *[]byte) { h.Tensors[1] = nil })},
		{"twice", "twice", harmed(func(h *header, _ *[]byte) { h.Tensors[1].Name = "m" })},
		{"misaligned", "multiple", harmed(func(h *header, _ *[]byte) { h.Tensors[1].Offset += 4 })},
		{"outside", "outside", harmed(func(h *header, _ *[]byte) { h.Tensors[4].Offset += 64 })},
		{"far outside", "outside", harmed(func(h *header, _ *[]byte) { h.Tensors[4].Bytes = math.MaxInt })},
		{"before the data", "outside", harmed(func(h *header, _ *[]byte) { h.Tensors[0].Offset = -64 })},
		{"overlap", "overlap", harmed(func(h *header, _ *[]byte) { h.Tensors[1].Offset = 128 })},
		{"same place", "overlap", harmed(func(h *header, _ *[]byte) { h.Tensors[2].Offset = 192 })},
		{"other size", "takes 12 bytes, not 16", harmed(func(h *header, _ *[]byte) { h.Tensors[1].Bytes = 16 })},
		{"other type", "unknown", harmed(func(h *header, _ *[]byte) { h.Tensors[1].Type = "f64" })},
		{"no shape", "unknown", harmed(func(h *header, _ *[]byte) { h.Tensors[1].Shape = nil })},
		{"negative shape", "unknown", harmed(func(h *header, _ *[]byte) { h.Tensors[1].Shape = []int{-3} })},
		{"enormous shape", "unknown", harmed(func(h *header, _ *[]byte) { h.Tensors[1].Shape = []int{1 << 40, 1 << 40} })},
		{"three dimensions", "unknown", harmed(func(h *header, _ *[]byte) { h.Tensors[0].Shape = []int{2, 3, 1} })},
		{"a rest", "belong to none", harmed(func(_ *header, data *[]byte) { *data = append(*data, make([]byte, 64)...) })},
		{"a label twice", "labels", harmed(func(h *header, _ *[]byte) { h.Labels["upos"] = []string{"X", "Y", "X"} })},
		{"an empty label", "labels", harmed(func(h *header, _ *[]byte) { h.Labels["upos"] = []string{"X", ""} })},
		{"no label", "labels", harmed(func(h *header, _ *[]byte) { h.Labels["upos"] = []string{} })},
	} {
		w, err := Open(tt.file)
		if w != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// What only the content of a tensor shows is refused when it is taken.
func TestWeightsContent(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		at         int
		bytes      []byte
	}{
		{"a weight of eight bits", "outside", 0, []byte{64}},
		{"padding that is not zero", "padding", 2, []byte{1}},
		{"not a number", "not finite", 192, []byte{0, 0, 0xc0, 0x7f}},
		{"infinite", "not finite", 256, []byte{0, 0, 0x80, 0xff}},
	} {
		h, data := smallFile()
		copy(data[tt.at:], tt.bytes)
		w, err := Open(weightsFile(h, data))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Matrix("m", 2, 3); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
	h, data := smallFile()
	data[320] = 0xff
	w, err := Open(weightsFile(h, data))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Text("t"); err == nil {
		t.Error("a text that is not UTF-8 is taken")
	}
}

// Nothing that opens lies outside its file, whatever the header says.
func FuzzOpen(f *testing.F) {
	h, data := smallFile()
	text, err := json.Marshal(h)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(1), text, data, true)
	f.Add(uint32(1), []byte(`{"kind":"encoder and scorers","feature_version":1,"tensors":[{"name":"a","type":"i8","shape":[3],"offset":0,"bytes":3}]}`), []byte("abc"), true)
	f.Add(uint32(9), []byte("{}"), []byte{}, false)
	f.Fuzz(func(t *testing.T, version uint32, text, data []byte, sound bool) {
		file := rawFile(version, bytes.Clone(text), data)
		if !sound {
			file = slices.Concat(text, data)
		}
		w, err := Open(file)
		if err != nil {
			return
		}
		for name, e := range w.tensors {
			var got int
			var err error
			switch e.Type {
			case "i7":
				m, err := w.Matrix(name, e.Shape[0], e.Shape[1])
				if err == nil && (m.K != e.Shape[0] || m.N != e.Shape[1]) {
					t.Errorf("%q: %d×%d of %v", name, m.K, m.N, e.Shape)
				}
				continue
			case "f32":
				var list []float32
				list, err = w.Floats(name, e.Shape...)
				got = 4 * len(list)
			case "i8":
				var raw []byte
				raw, err = w.Bytes(name, e.Shape...)
				got = len(raw)
			case "text":
				var text string
				text, err = w.Text(name)
				got = len(text)
			default:
				t.Errorf("%q has type %q", name, e.Type)
			}
			if err == nil && got != e.Bytes {
				t.Errorf("%q: %d bytes, want %d", name, got, e.Bytes)
			}
		}
	})
}
