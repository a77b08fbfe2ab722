package publish

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
)

// Copy makes a second name for the same bytes where the server can, since files are never written in place.
func (s *sftpHost) Copy(ctx context.Context, from, to string) error {
	return s.do(ctx, "copy", to, 0, func(c *connection) error {
		if _, ok := c.HasExtension(hardLink); ok && !s.linkless.Load() {
			err := s.inFolder(c, to, func() error { return c.Link(c.at(from), c.at(to)) })
			if err == nil || !isAnswer(err) || errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		beside := stageFolder + rand.Text()
		if err := s.inFolder(c, beside, func() error { return s.double(ctx, c, from, beside) }); err != nil {
			return err
		}
		if err := s.rename(c, beside, to); err != nil {
			return cmp.Or(err, c.Remove(c.at(beside)))
		}
		// Where both names were of the same file already, renaming leaves the first one.
		if err := c.Remove(c.at(beside)); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// double makes a file anew: as a second name, or else by fetching and sending it.
func (s *sftpHost) double(ctx context.Context, c *connection, from, to string) error {
	if _, ok := c.HasExtension(hardLink); ok && !s.linkless.Load() {
		err := c.Link(c.at(from), c.at(to))
		if err == nil || !isAnswer(err) || errors.Is(err, fs.ErrNotExist) {
			return err
		}
		s.linkless.Store(true)
	}
	r, err := c.Open(c.at(from))
	if err != nil {
		return err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return err
	}
	w, err := c.OpenFile(c.at(to), os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	_, err = w.ReadFrom(&io.LimitedReader{R: stoppable{ctx, r}, N: info.Size()})
	if err == nil {
		err = hasSize(w, info.Size())
	}
	if err = cmp.Or(err, w.Close()); isAnswer(err) {
		err = cmp.Or(err, c.Remove(c.at(to)))
	}
	return err
}

func (s *sftpHost) Move(ctx context.Context, from, to string) error {
	return s.do(ctx, "move", to, 0, func(c *connection) error {
		if err := s.rename(c, from, to); err != nil {
			return err
		}
		if dir := path.Dir(from); dir != path.Clean(stageFolder) { // which Close removes, once for all
			s.removeEmpty(c, dir)
		}
		return nil
	})
}

// rename takes a file to its place, at once where the server can, and else with a moment in which neither is there.
func (s *sftpHost) rename(c *connection, from, to string) error {
	return s.inFolder(c, to, func() error {
		if _, ok := c.HasExtension(posixRename); ok {
			return c.PosixRename(c.at(from), c.at(to))
		}
		err := c.Rename(c.at(from), c.at(to))
		if err == nil || !isAnswer(err) || errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := c.Remove(c.at(to)); err != nil {
			return err
		}
		return c.Rename(c.at(from), c.at(to))
	})
}
