//go:build !amd64 && !arm64

package tensor

func quantizeRows(r *Rows, x []float32, stride int)   { quantizePlain(r, x, stride) }
func geluRows(r *Rows, x []float32)                   { geluPlain(r, x) }
func softmaxRows(r *Rows, x []float32)                { softmaxPlain(r, x) }
func normRows(dst, x, residual, gain, bias []float32) { normPlain(dst, x, residual, gain, bias) }
func dot(x, y []float32) float32                      { return dotPlain(x, y) }
func relu(x []float32)                                { reluPlain(x) }
func packRows(s *side, x []float32, stride int)       { packRowsPlain(s, x, stride) }
func packColumns(s *side, x []float32, stride int)    { packColumnsPlain(s, x, stride) }

func embed(dst []float32, word []byte, scale float32, position, form []float32) {
	embedPlain(dst, word, scale, position, form)
}

func addThree(x, a, b, c []float32) { addThreePlain(x, a, b, c) }
