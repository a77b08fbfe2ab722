// Package write puts a tree into a folder, so that the folder holds the tree and what
// others put beside it, and nothing that an earlier run left.
//
// It works in two phases. Staging makes every file and compares it with what lies in the
// folder; whatever fails, fails here, and leaves the folder as it was. Committing then
// only renames and removes. Which files are ours to overwrite and to remove is known
// from a manifest in the folder, never guessed; all that it does not list is foreign and
// stays untouched. A run that is killed at any point is completed by the next one.
//
// Beside a file may lie variants of it, such as a compressed copy. A host serves one in
// place of the file, so none is ever older than the file that it lies beside.
package write

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"vagvisare/cmd/vagvisare/internal/tree"
)

// Options are the choices of a run. The zero Options are good defaults.
type Options struct {
	// Progress hears, after each file that has been made and compared, how many are
	// done of how many. It is called from one goroutine at a time; it may be nil.
	Progress func(done, total int)

	// Workers is how many files are made at the same time; 0 means GOMAXPROCS.
	Workers int

	// Variants are what is to lie beside the files of the tree. Those of earlier runs that
	// are not among them are removed.
	Variants []Variant
}

// A Result tells what a run did. Variants are files like all others.
type Result struct {
	Files   int   // published
	Bytes   int64 // published
	Written int   // files that were new or had changed
	Removed int   // files that are published no longer
}

// ErrBusy is what Tree answers while another run is writing to the same folder.
var ErrBusy = errors.New("another run is writing to this folder")

// A MoreError tells that more files of the tree failed than are told one by one.
type MoreError struct {
	Files int // how many
}

func (e *MoreError) Error() string { return fmt.Sprintf("and %d more files failed", e.Files) }

// A ForeignError tells that files or folders which this package did not make stand where
// the tree wants to write.
type ForeignError struct {
	Paths []string // slash-separated, relative to the folder; sorted
}

func (e *ForeignError) Error() string {
	const most = 10
	list, more := e.Paths, ""
	if len(list) > most {
		more = fmt.Sprintf(" and %d more", len(list)-most)
		list = list[:most]
	}
	return "not made by an earlier run, so not overwritten: " + strings.Join(list, ", ") + more
}

// Tree makes the folder dir, an OS path, hold the files of t. Only files whose bytes
// differ are written. A missing dir is made; dir may be a symbolic link. A path that
// cannot be a file name on this system, that holds a backslash or a line break, or that
// lies in .vagvisare is refused.
//
// If a file cannot be made or staged, dir is left as it was. Failures of files of the
// tree are all returned, joined in the order of their paths, though no more than twenty
// of them; a *ForeignError tells of what is in the way. Once ctx is found cancelled
// nothing is changed; committing is short and is not cut off. An error while committing
// leaves old and new files mixed, and the next run to put that right.
func Tree(ctx context.Context, t *tree.Tree, dir string, opt Options) (Result, error) {
	paths := t.Paths()
	for _, name := range paths {
		if err := checkName(name); err != nil {
			return Result{}, fmt.Errorf("write %s: %w", dir, err)
		}
	}
	f, err := openFolder(dir)
	if err != nil {
		return Result{}, err
	}
	result, err := newRun(t, paths, f, opt).do(ctx)
	if e := f.close(); e != nil {
		err = errors.Join(err, e)
	}
	return result, err
}

// A run is one call of Tree.
type run struct {
	*folder
	tree   *tree.Tree
	paths  []string // in the order of publication
	opt    Options
	recipe string // of the variants
	past   past
	ground map[string]ground // each folder that the tree needs
	taken  map[string]bool   // files and folders of the tree, case folded
	files  []staged          // what is known of each of paths
}

func newRun(t *tree.Tree, paths []string, f *folder, opt Options) *run {
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	r := &run{folder: f, tree: t, paths: paths, opt: opt, taken: map[string]bool{}, files: make([]staged, len(paths))}
	for _, name := range paths {
		r.taken[fold(name)] = true
		for dir := range above(name) {
			r.taken[fold(dir)] = true
		}
	}
	r.recipe = r.makeRecipe()
	return r
}

func (r *run) do(ctx context.Context) (Result, error) {
	var err error
	if r.past, err = readPast(r.folder); err != nil {
		return Result{}, err
	}
	if r.ground, err = r.survey(); err != nil {
		return Result{}, err
	}
	if err := r.stage(ctx); err != nil {
		return Result{}, err
	}
	return r.commit()
}

// checkName refuses what cannot be a file in the folder or a line of the manifest.
func checkName(name string) error {
	first, _, _ := strings.Cut(name, "/")
	_, err := filepath.Localize(name)
	switch {
	case !fs.ValidPath(name), name == ".", err != nil, strings.ContainsAny(name, "\\\r\n"):
		return fmt.Errorf("%q cannot be the name of a file", name)
	case strings.EqualFold(first, metaName):
		return fmt.Errorf("%q is in the folder that the manifest is kept in", name)
	}
	return nil
}

// failure tells what was attempted at which path. The path that the system's own error
// carries would be the same one again, or a staged file that no user knows.
func failure(op, name string, err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	} else if le, ok := errors.AsType[*os.LinkError](err); ok {
		err = le.Err
	}
	return fmt.Errorf("%s %s: %w", op, name, err)
}
