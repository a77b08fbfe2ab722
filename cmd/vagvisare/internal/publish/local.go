package publish

import (
	"context"
	"errors"
	"io"
)

// A localError is one of this side: it tells all by itself, and says nothing of the host.
type localError struct{ error }

func (e *localError) Unwrap() error { return e.error }

// A local reader marks its errors as being of this side.
type local struct{ io.Reader }

func (l local) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = &localError{err}
	}
	return n, err
}

// A stoppable reader ends when the run does, also in the middle of a large file.
type stoppable struct {
	ctx context.Context
	io.Reader
}

func (s stoppable) Read(p []byte) (int, error) {
	if err := context.Cause(s.ctx); err != nil {
		return 0, err
	}
	return s.Reader.Read(p)
}
