package source

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/sayso-nlp/sayso/models"
)

// stored reads a file's bytes as they stand on the disk, hashing them on the
// way. It fails with ctx's error once ctx is done.
type stored struct {
	ctx  context.Context
	r    io.Reader
	sum  hash.Hash
	n    int64
	err  error // the first error but io.EOF
	done bool
}

func (s *stored) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		s.err = err
		return 0, err
	}
	n, err := s.r.Read(p)
	s.sum.Write(p[:n])
	s.n += int64(n)
	switch {
	case err == io.EOF:
		s.done = true
	case err != nil && s.err == nil:
		s.err = err
	}
	return n, err
}

// finish reads on to the end, so that the hash is over the whole file.
func (s *stored) finish() error {
	buf := make([]byte, 64<<10)
	for !s.done && s.err == nil {
		s.Read(buf)
	}
	return s.err
}

// broken marks an error of the compression, not of the disk below it.
type broken struct{ err error }

func (b broken) Error() string { return b.err.Error() }
func (b broken) Unwrap() error { return b.err }

// unpacked reads what was compressed. Its errors are of kind broken, unless
// they come from the disk.
type unpacked struct {
	r   io.Reader
	src *stored
	err error // the first; there is nothing behind it
}

func (u *unpacked) Read(p []byte) (int, error) {
	if u.err != nil {
		return 0, u.err
	}
	n, err := u.r.Read(p)
	switch {
	case err == nil || err == io.EOF:
	case u.src.err != nil:
		err = u.src.err
	default:
		err = broken{err}
	}
	u.err = err
	return n, err
}

// zstdWindow is the largest window a zstandard file may ask for: what the
// command line tool takes without --long.
const zstdWindow = 128 << 20

// unpack opens the compression; close frees what it holds.
func unpack(in io.Reader, src *stored, pack packing) (r io.Reader, close func(), err error) {
	switch pack {
	case gzipped:
		z, err := gzip.NewReader(in)
		if err != nil {
			if src.err != nil {
				return nil, nil, src.err
			}
			return nil, nil, broken{err}
		}
		return &unpacked{r: z, src: src}, func() { z.Close() }, nil
	case zstandard:
		// One at a time, so that there are no goroutines.
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, nil, broken{err}
		}
		return &unpacked{r: z, src: src}, z.Close, nil
	}
	return in, func() {}, nil
}

// fatal marks an error that is not of the file and ends the run.
type fatal struct{ err error }

func (f fatal) Error() string { return f.err.Error() }
func (f fatal) Unwrap() error { return f.err }

// readFile gives all items of a file, and its digest if it could be read to
// its end. The error must end the run.
func readFile(ctx context.Context, file File, opt *Options, out *emitter) (digest Digest, whole bool, err error) {
	src := &stored{ctx: ctx, sum: sha256.New()}
	out.src = src
	k, pack := formatOf(file.Path)
	var disk *os.File
	if file.Path == "-" {
		k, pack = unknown, bare
		if opt.StdinFormat != "" {
			k, pack = formatOf("." + opt.StdinFormat)
		}
		if src.r = opt.Stdin; opt.Stdin == nil {
			out.skip(0, models.Unreadable, "standard input is closed")
			return Digest{}, false, nil
		}
	} else {
		if disk, err = os.Open(file.Path); err != nil {
			out.skip(0, models.Unreadable, cause(err))
			return Digest{}, false, nil
		}
		defer disk.Close()
		if info, err := disk.Stat(); err == nil && info.IsDir() {
			out.skip(0, models.Unreadable, "is a folder")
			return Digest{}, false, nil
		}
		src.r = disk
	}
	err = readStored(src, disk, k, pack, opt, out)
	if out.stopped {
		return Digest{}, false, nil
	}
	if err == nil {
		err = src.finish()
	}
	var end fatal
	switch {
	case ctx.Err() != nil:
		return Digest{}, false, ctx.Err()
	case errors.As(err, &end):
		return Digest{}, false, end.err
	case err != nil:
		out.skip(0, models.Unreadable, cause(err))
		return Digest{}, false, nil
	}
	return Digest{URI: file.URI, Bytes: src.n, SHA256: hex.EncodeToString(src.sum.Sum(nil))}, true, nil
}

// cause is the error without the path in it, which would tell of the machine.
func cause(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// readStored reads the items of src. The error is one of reading the disk: all
// others end in a skip. disk is nil or the regular file behind src.
func readStored(src *stored, disk *os.File, k kind, pack packing, opt *Options, out *emitter) error {
	in := bufio.NewReaderSize(src, 64<<10)
	if k == unknown && pack == bare {
		head, err := in.Peek(4)
		if err != nil && err != io.EOF {
			return err
		}
		pack = sniffPacking(head)
	}
	r, closer, err := unpack(in, src, pack)
	if err == nil {
		defer closer()
		err = readUnpacked(r, src, disk, k, pack, opt, out)
	}
	var bad broken
	switch {
	case src.err != nil:
		return src.err
	case errors.As(err, &bad):
		out.skip(0, models.Truncated, fmt.Sprintf("compressed data: %v", bad.err))
		return nil
	}
	return err
}

func readUnpacked(r io.Reader, src *stored, disk *os.File, k kind, pack packing, opt *Options, out *emitter) error {
	in := bufio.NewReaderSize(r, formatLen)
	look := sniffLen
	if k == unknown {
		look = formatLen
	}
	head, err := in.Peek(look)
	if err != nil && err != io.EOF && len(head) == 0 {
		return err
	}
	if len(head) == 0 {
		out.skip(0, models.Empty, "no bytes")
		return nil
	}
	if k == unknown {
		m := newMapping(opt)
		k = sniff(head, &m)
	}
	if k == parquetTable {
		return readParquet(in, src, disk, pack, opt, out)
	}
	if what, is := notText(head, out.uri); is {
		out.skip(0, models.NotText, what)
		return nil
	}
	switch k {
	case jsonLines:
		return readJSONLines(in, opt, out)
	case jsonDocument:
		return readDocument(in, opt, out)
	case commaTable:
		return readTable(in, comma, opt, out)
	case tabTable:
		return readTable(in, tab, opt, out)
	case markdownText:
		return readText(in, models.Markdown, opt, out)
	case htmlText:
		return readText(in, models.HTML, opt, out)
	}
	return readText(in, models.Plain, opt, out)
}
