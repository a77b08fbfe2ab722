package write

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"

	"vagvisare/cmd/vagvisare/internal/tree"
)

// A worker stages one file at a time and keeps its buffers for the next.
type worker struct {
	*run
	makeStage func() error // the first call makes the folder of staged files
	hash      hash.Hash    // of the file
	made      hash.Hash    // of a variant of it
	new, old  [64 << 10]byte
}

// stage makes and compares the file of a number. What is wrong with that file is noted;
// an error means that the disk fails us.
func (w *worker) stage(i int) error {
	name, note := w.paths[i], &w.files[i]
	src := &source{tree: w.tree, name: name}
	if src.File, note.err = w.tree.Open(name); note.err != nil {
		return nil
	}
	err := w.stageFrom(src, i)
	src.Close()
	if src.err != nil {
		note.err = fmt.Errorf("write %s: %w", w.at(name), src.err)
		return nil
	}
	return err
}

func (w *worker) stageFrom(src *source, i int) error {
	name, note := w.paths[i], &w.files[i]
	old, blocker, err := w.look(name)
	if err != nil || blocker != "" {
		note.blocker = blocker
		return err
	}
	if old == nil {
		return w.copy(src, i)
	}
	same, err := w.compare(src, old, i)
	if same || err != nil {
		return err
	}
	if !w.past.lists(name) {
		note.blocker = name
		return nil
	}
	if err := src.rewind(); err != nil {
		return err
	}
	return w.copy(src, i)
}

// compare reports whether the file of a number has the bytes of the old one in its place,
// and if so notes size and sum. Otherwise src is left somewhere in the middle.
func (w *worker) compare(src *source, old fs.FileInfo, i int) (bool, error) {
	if info, err := src.Stat(); err == nil && info.Size() != old.Size() {
		return false, nil
	}
	name := w.at(w.paths[i])
	f, err := os.Open(name)
	if err != nil {
		return false, failure("read", name, err)
	}
	defer f.Close()
	n, same, err := w.compareWith(src, f)
	if err != nil {
		return false, failure("read", name, err)
	}
	if n != old.Size() || !same {
		return false, nil
	}
	w.files[i].size, w.files[i].sum = n, hex.EncodeToString(w.hash.Sum(nil))
	return true, nil
}

// compareWith reads and hashes src for as long as f holds the same; n is how much it read.
func (w *worker) compareWith(src, f io.Reader) (n int64, same bool, err error) {
	w.hash.Reset()
	for {
		got, end, err := fill(src, w.new[:])
		if err != nil {
			return n, false, err
		}
		n += int64(got)
		w.hash.Write(w.new[:got])
		there, _, err := fill(f, w.old[:got])
		if err != nil {
			return n, false, err
		}
		same = bytes.Equal(w.new[:got], w.old[:there])
		if end || !same {
			return n, same, nil
		}
	}
}

// fill reads as much as there is and fits.
func fill(r io.Reader, buf []byte) (n int, end bool, err error) {
	n, err = io.ReadFull(r, buf)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return n, true, nil
	}
	return n, false, err
}

// copy writes the file of a number to where it is staged, and notes size and sum.
func (w *worker) copy(src *source, i int) error {
	if err := w.makeStage(); err != nil {
		return failure("write", w.meta("stage"), err)
	}
	note := &w.files[i]
	w.hash.Reset()
	out, err := os.OpenFile(w.numbered(i), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err == nil {
		note.size, err = io.CopyBuffer(io.MultiWriter(out, w.hash), src, w.new[:])
		err = errors.Join(err, out.Close())
	}
	if err != nil {
		return failure("write", w.at(w.paths[i]), err)
	}
	note.sum, note.written = hex.EncodeToString(w.hash.Sum(nil)), true
	return nil
}

// A source is a file of the tree. It remembers its failure, which says something about
// that file, where the failure of the file that it is compared with or copied to says
// something about the disk.
type source struct {
	fs.File
	tree *tree.Tree
	name string
	err  error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.File.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// rewind goes back to the start, without making the file again if that can be helped.
func (s *source) rewind() error {
	if seeker, ok := s.File.(io.Seeker); ok {
		_, s.err = seeker.Seek(0, io.SeekStart)
		return s.err
	}
	again, err := s.tree.Open(s.name)
	if err != nil {
		s.err = err
		return err
	}
	s.File.Close()
	s.File = again
	return nil
}
