package report

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/gzip"
)

// block packs a value for the page: JSON, gzip, base64, in an element that no
// browser runs. The name is ours and needs no escape.
func block(name string, value any) (string, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("packing %s: %w", name, err)
	}
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(text); err != nil {
		return "", fmt.Errorf("packing %s: %w", name, err)
	}
	if err := w.Close(); err != nil {
		return "", fmt.Errorf("packing %s: %w", name, err)
	}
	return `<script type="application/octet-stream" id="` + name + `">` + base64.StdEncoding.EncodeToString(packed.Bytes()) + "</script>\n", nil
}
