package snapshot

import (
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/klauspost/compress/zstd"
)

// codec compresses pages with one encoder. The library's own makes a new
// encoder for each page, and each of those prepares a megabyte for every
// processor of the machine: a run's memory would depend on where it runs.
type codec struct {
	compress.Codec // everything but the encoding of a page
	enc            *zstd.Encoder
}

// EncodeLevel ignores the level: all our pages have the same one.
func (c codec) EncodeLevel(dst, src []byte, _ int) []byte { return c.enc.EncodeAll(src, dst[:0]) }

func (c codec) Encode(dst, src []byte) []byte { return c.enc.EncodeAll(src, dst[:0]) }

// The registry of codecs is a plain map that readers in other packages look
// into while a run is on: it may change before main alone.
func init() {
	old, err := compress.GetCodec(compress.Codecs.Zstd)
	if err != nil {
		panic(err)
	}
	enc, err := zstd.NewWriter(nil, zstd.WithZeroFrames(true), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(1<<20), // the length of a page: a larger one holds memory and finds nothing
		zstd.WithEncoderLevel(zstd.EncoderLevelFromZstd(zstdLevel)))
	if err != nil {
		panic(err)
	}
	compress.RegisterCodec(compress.Codecs.Zstd, codec{old, enc})
}
