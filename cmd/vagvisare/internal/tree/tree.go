// Package tree is the finished site as a file system: each published path maps to a
// function that makes its bytes when someone asks.
//
// A build asks for every file, a preview for the one that the browser wants, and
// neither can tell the other's files from its own: there is no second way to make a
// page. A Tree is filled by one goroutine and may then be read by many.
package tree

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A File makes the contents of one published file. It may be asked again and must then
// make the same bytes; it must be safe to ask from several goroutines. The Tree does
// not change the bytes, and does not keep them.
type File func() ([]byte, error)

// A Tree maps published paths to files. The zero Tree is empty and ready for use.
// It implements fs.FS, fs.ReadFileFS, fs.ReadDirFS and fs.StatFS. Nothing in it has a
// time or a mode of its own, so that the same input gives the same tree.
type Tree struct {
	paths  []string // in the order in which they were added
	files  map[string]entry
	dirs   map[string][]string // folder → names in it
	folded map[string]string   // path of a file or folder, case folded → path as added
}

// An entry is either made or copied.
type entry struct {
	make   File
	from   fs.FS // nil: made
	source string
}

// ErrTaken is what Add and Copy answer when a path, or a folder that it needs, is taken
// already, also where only the case of letters differs, since many file systems cannot
// tell such names apart.
var ErrTaken = errors.New("path is taken")

// Add puts a file at a slash-separated path such as "planera/roller/index.html".
// After an error (ErrTaken, fs.ErrInvalid) the tree is as it was.
func (t *Tree) Add(name string, file File) error {
	return t.add(name, entry{make: file})
}

// Copy puts a copy of a file of another file system at a path. The file is read when it
// is asked for, in pieces, so its size costs no memory; that it is missing shows no
// earlier. Errors are those of Add.
func (t *Tree) Copy(name string, from fs.FS, source string) error {
	return t.add(name, entry{from: from, source: source})
}

func (t *Tree) add(name string, e entry) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("add %q: %w", name, fs.ErrInvalid)
	}
	if other, taken := t.occupant(name); taken {
		return fmt.Errorf("add %q: %w by %q", name, ErrTaken, other)
	}
	if t.files == nil {
		t.files = map[string]entry{}
		t.dirs = map[string][]string{}
		t.folded = map[string]string{}
	}
	t.paths = append(t.paths, name)
	t.files[name] = e
	t.folded[fold(name)] = name
	t.enterFolders(name)
	return nil
}

// occupant returns the file or folder that keeps name from being added, if there is one.
func (t *Tree) occupant(name string) (string, bool) {
	if other, ok := t.folded[fold(name)]; ok {
		return other, true
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if other, ok := t.folded[fold(dir)]; ok {
			// The folders above this one were looked at when it came.
			return other, other != dir || t.Has(dir)
		}
	}
	return "", false
}

// enterFolders lists name in its folder, and each new folder in the one above.
func (t *Tree) enterFolders(name string) {
	for child := name; child != "."; child = path.Dir(child) {
		dir := path.Dir(child)
		_, known := t.dirs[dir]
		t.dirs[dir] = append(t.dirs[dir], path.Base(child))
		if known {
			return
		}
		t.folded[fold(dir)] = dir
	}
}

func fold(name string) string { return strings.ToLower(name) }

// Len returns the number of files.
func (t *Tree) Len() int { return len(t.paths) }

// Has reports whether there is a file (not a folder) at the path.
func (t *Tree) Has(name string) bool {
	_, ok := t.files[name]
	return ok
}

// Paths returns the paths of all files in the order in which they were added, which is
// the order in which they should be published: what a page needs stands before it.
func (t *Tree) Paths() []string { return slices.Clone(t.paths) }
