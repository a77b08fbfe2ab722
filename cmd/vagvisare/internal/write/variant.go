package write

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
)

// A Variant is another form of files of the tree, published beside them. Its functions
// are called from several goroutines, and answer the same each time.
type Variant struct {
	// Ending is what its path has after that of its file, such as ".gz". Where the tree
	// itself has something at that path, there is no such variant.
	Ending string

	// Recipe tells all that its bytes depend on besides those of its file. As long as it
	// stays the same, a variant that lies there beside its unchanged file is not made anew.
	Recipe string

	// Wants reports whether a file of that path and size may have one.
	Wants func(path string, size int64) bool

	// Make makes it of a file of that path and size.
	Make func(to io.Writer, from io.Reader, path string, size int64) error

	// Pays reports whether one of that size is worth publishing.
	Pays func(size, made int64) bool
}

func (r *run) variantName(i, k int) string { return r.paths[i] + r.opt.Variants[k].Ending }

// numberedVariant returns where a variant of the file of a number is staged.
func (r *run) numberedVariant(i, k int) string { return r.numbered(i) + r.opt.Variants[k].Ending }

// stageVariants makes and compares the variants of the file of a number. Like stage it
// fails only if the disk does.
func (w *worker) stageVariants(i int) error {
	note := &w.files[i]
	if note.err != nil || note.blocker != "" || len(w.opt.Variants) == 0 {
		return nil
	}
	note.variants = make([]staged, len(w.opt.Variants))
	for k, v := range w.opt.Variants {
		if !v.Wants(w.paths[i], note.size) || w.taken[fold(w.variantName(i, k))] {
			continue
		}
		if err := w.stageVariant(i, k); err != nil {
			return err
		}
	}
	return nil
}

func (w *worker) stageVariant(i, k int) error {
	name, note := w.variantName(i, k), &w.files[i].variants[k]
	old, blocker, err := w.look(name)
	if err != nil {
		return err
	}
	there := ""
	if old != nil {
		if there, err = w.sumOf(name); err != nil {
			return failure("read", w.at(name), err)
		}
	}
	if w.recipe == w.past.recipe && old != nil && w.past.pairs(w.paths[i], w.files[i].sum, name, there) {
		note.sum, note.size = there, old.Size()
		return nil
	}
	if err := w.makeVariant(i, k); err != nil || note.sum == "" {
		return err
	}
	switch {
	case blocker != "":
		note.blocker = blocker
	case note.sum == there:
		note.written = false
	case old != nil && !w.past.lists(name):
		note.blocker = name
	}
	return nil
}

// sumOf returns the sum of a file in the folder.
func (w *worker) sumOf(name string) (string, error) {
	f, err := os.Open(w.at(name))
	if err != nil {
		return "", err
	}
	defer f.Close()
	w.made.Reset()
	if _, err := io.CopyBuffer(w.made, onlyReader{f}, w.new[:]); err != nil {
		return "", err
	}
	return hex.EncodeToString(w.made.Sum(nil)), nil
}

// An onlyReader hides that a file can write itself, with a buffer of its own.
type onlyReader struct{ io.Reader }

// makeVariant makes a variant where it is staged, and notes size and sum if it pays.
func (w *worker) makeVariant(i, k int) error {
	if err := w.makeStage(); err != nil {
		return failure("write", w.meta("stage"), err)
	}
	name, to := w.variantName(i, k), w.numberedVariant(i, k)
	size, err := w.transform(i, k, to)
	if err != nil {
		return failure("write", w.at(name), err)
	}
	if !w.opt.Variants[k].Pays(w.files[i].size, size) {
		if err := os.Remove(to); err != nil {
			return failure("remove", to, err)
		}
		return nil
	}
	w.files[i].variants[k] = staged{sum: hex.EncodeToString(w.made.Sum(nil)), size: size, written: true}
	return nil
}

// transform makes a variant of a file as it is staged, or as it lies in its place, and
// returns the size.
func (w *worker) transform(i, k int, to string) (int64, error) {
	from := w.at(w.paths[i])
	if w.files[i].written {
		from = w.numbered(i)
	}
	in, err := os.Open(from)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return 0, err
	}
	w.hash.Reset()
	w.made.Reset()
	err = w.opt.Variants[k].Make(io.MultiWriter(out, w.made), io.TeeReader(in, w.hash), w.paths[i], w.files[i].size)
	// It would be taken for a variant of what the manifest says, also by later runs.
	if err == nil && hex.EncodeToString(w.hash.Sum(nil)) != w.files[i].sum {
		err = fmt.Errorf("%s changed while it was read", w.paths[i])
	}
	info, statErr := out.Stat()
	if err := errors.Join(err, statErr, out.Close()); err != nil {
		return 0, err
	}
	return info.Size(), nil
}
