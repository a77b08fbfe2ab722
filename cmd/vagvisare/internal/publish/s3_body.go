package publish

import (
	"errors"
	"io"
	"sync"
)

// A body is a content on its way. When Close has returned nobody reads the content any more, also where an answer came before all
// had been sent.
type body struct {
	mu     sync.Mutex
	r      io.ReadCloser
	left   int64 // bytes that are still to come
	failed error // why reading has failed
	closed bool
}

func openBody(content Content) (*body, error) {
	r, err := content.Open()
	if err != nil {
		return nil, err
	}
	return &body{r: r, left: content.Size}, nil
}

func (b *body) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.closed:
		return 0, io.ErrClosedPipe
	case b.left == 0:
		return 0, io.EOF
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if err == io.EOF && b.left > 0 {
		err = errors.New("the file has become shorter since it was read; build again")
	}
	if err != nil && err != io.EOF {
		b.failed = err
	}
	return n, err
}

// Close returns why reading has failed, if it has.
func (b *body) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	return errors.Join(b.failed, b.r.Close())
}
