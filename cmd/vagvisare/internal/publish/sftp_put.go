package publish

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// worthResuming is the size of a file, in bytes, of which what has arrived is not sent again when the connection breaks.
const worthResuming = 1 << 20

// partOf returns where a file grows. The name tells what it will hold, so that it can be gone on with.
func partOf(name string, content Content) string {
	key := sha256.Sum256([]byte(name + "\n" + content.MD5))
	return stageFolder + hex.EncodeToString(key[:16]) + ".part"
}

// Put sends a file beside its place, and renames it. When the connection breaks, a new one follows at once, as long as each
// brings more of a large file than the one before. What has come of a file that fails is left for another run.
func (s *sftpHost) Put(ctx context.Context, name, as string, content Content) error {
	part := partOf(name, content)
	var err error
	for there, before := int64(0), int64(-1); there > before; {
		before = there
		err = s.do(ctx, "write", as, content.Size, func(c *connection) error {
			err := s.inFolder(c, part, func() (err error) {
				there, err = c.send(ctx, part, content, there)
				return err
			})
			if err != nil {
				return err
			}
			return s.rename(c, part, name)
		})
		if err == nil || ctx.Err() != nil || !s.Passing(err) {
			break
		}
	}
	return err
}

// send writes a file, or what is missing of it. It returns how many bytes of it were there before, when so many are known
// to be right already.
func (c *connection) send(ctx context.Context, name string, content Content, right int64) (int64, error) {
	r, err := content.Open()
	if err != nil {
		return right, &localError{err}
	}
	defer r.Close()
	if content.Size < worthResuming {
		return 0, c.write(ctx, name, content.Size, 0, r)
	}
	there, err := c.compare(name, r, content.Size, right)
	if err != nil {
		return right, err
	}
	return there, c.write(ctx, name, content.Size, there, r)
}

// write writes a file, from some byte on.
func (c *connection) write(ctx context.Context, name string, size, from int64, r io.ReadSeeker) error {
	flags := os.O_WRONLY | os.O_CREATE
	if from == 0 {
		flags |= os.O_TRUNC
	}
	if _, err := r.Seek(from, io.SeekStart); err != nil {
		return &localError{err}
	}
	w, err := c.OpenFile(c.at(name), flags)
	if err != nil {
		return err
	}
	var sent int64
	if _, err = w.Seek(from, io.SeekStart); err == nil {
		// That it is limited lets the library know how much there is to come.
		sent, err = w.ReadFrom(&io.LimitedReader{R: local{stoppable{ctx, r}}, N: size - from})
	}
	if err == nil && from+sent < size {
		err = &localError{errors.New("it has become shorter while it was sent")}
	}
	if err == nil && size >= worthResuming {
		err = hasSize(w, size)
	}
	return cmp.Or(err, w.Close())
}

// compare returns how many bytes of a file have arrived and are right. What was under way when a connection broke may have
// left holes, so that the size alone tells nothing.
func (c *connection) compare(name string, want io.ReadSeeker, size, right int64) (int64, error) {
	f, err := c.Open(c.at(name))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if info.Size() > size || info.Size() < right {
		return 0, nil // it is none of ours
	}
	if _, err := want.Seek(right, io.SeekStart); err != nil {
		return 0, &localError{err}
	}
	if _, err := f.Seek(right, io.SeekStart); err != nil {
		return 0, err
	}
	same := &comparer{want: want, bytes: right}
	if _, err := f.WriteTo(same); err != nil && !errors.Is(err, errDiffers) {
		return 0, err
	}
	return same.bytes, nil
}

// hasSize holds that all has arrived.
func hasSize(f interface{ Stat() (os.FileInfo, error) }, size int64) error {
	info, err := f.Stat()
	if err == nil && info.Size() != size {
		err = &localError{fmt.Errorf("%d bytes have arrived of %d", info.Size(), size)}
	}
	return err
}

// A comparer counts the bytes that are written to it, as long as they are those that are wanted.
type comparer struct {
	want  io.Reader
	bytes int64
	buf   []byte
}

var errDiffers = errors.New("the files differ")

func (c *comparer) Write(p []byte) (int, error) {
	c.buf = append(c.buf[:0], p...)
	n, err := io.ReadFull(c.want, c.buf)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return 0, &localError{err}
	}
	same := 0
	for same < n && c.buf[same] == p[same] {
		same++
	}
	c.bytes += int64(same)
	if same < len(p) {
		return same, errDiffers
	}
	return same, nil
}
