package compress

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// The levels are where more work for the same file gains little. Of the 2,336 text files of a
// generated site of 1,000 pages (68.7 MB) brotli leaves 26.6 % at level 5, 26.4 % at 6 and
// 26.0 % at 9, in 3.8, 3.7 and 9.4 seconds of one processor; gzip 28.5 % at 6 and 27.7 % at
// 9, in 1.1 and 2.0. Brotli's level 11 takes 48 s of two processors for 171 pages that take
// 0.7 at level 6; on the style sheet and the scripts of each page it saves 8 % more in half a second.
var (
	brotliMethod = method{
		ending: ".br", module: "github.com/andybalholm/brotli", usual: 6, best: brotli.BestCompression,
		settings: fmt.Sprintf("window %d", window), encoder: newBrotli,
	}
	gzipMethod = method{
		ending: ".gz", module: "github.com/klauspost/compress", usual: 6, best: gzip.BestCompression,
		settings: "plain header", encoder: newGzip,
	}
)

// window is how far back brotli looks, as the base 2 logarithm of bytes. Memory grows with it;
// four megabytes, its usual, make the portal no smaller than one.
const window = 20

func newBrotli(level int) encoder {
	return brotli.NewWriterOptions(nil, brotli.WriterOptions{Quality: level, LGWin: window})
}

func newGzip(level int) encoder {
	w, err := gzip.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // no such level
	}
	return anonymous{w}
}

// An anonymous encoder writes a header that says nothing: no name, that the system is unknown,
// and no time, which the module would write as that of the year 1.
type anonymous struct{ *gzip.Writer }

func (a anonymous) Reset(to io.Writer) {
	a.Writer.Reset(to)
	a.ModTime = time.Unix(0, 0)
}

// An encoder compresses what is written to it. It can be used for one file after another.
type encoder interface {
	io.WriteCloser
	Reset(to io.Writer)
}

// A pool keeps encoders of one level, since each takes much memory.
type pool struct{ sync.Pool }

// A kit is what one goroutine needs to compress a file.
type kit struct {
	encoder
	buf [64 << 10]byte
}

func newPool(encoder func(level int) encoder, level int) *pool {
	return &pool{sync.Pool{New: func() any { return &kit{encoder: encoder(level)} }}}
}

func (p *pool) compress(to io.Writer, from io.Reader) error {
	k := p.Get().(*kit)
	defer p.Put(k)
	k.Reset(to)
	return k.feed(from)
}

// feed compresses all that can be read. It writes pieces of the same size whatever comes of
// a read: by the first piece brotli chooses how it looks for repetitions.
func (k *kit) feed(from io.Reader) error {
	for {
		n, err := io.ReadFull(from, k.buf[:])
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		if _, writeErr := k.Write(k.buf[:n]); writeErr != nil {
			return writeErr
		}
		if err != nil {
			return k.Close()
		}
	}
}
