package build

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// layers is a file system in which a site's own files cover those that the program brings
// along: the file of the same name, never a whole folder.
type layers struct {
	upper fs.FS
	lower map[string]fs.FS // by top folder
}

// below returns the file system under the upper one for a name, and the name in it.
func (l layers) below(name string) (fs.FS, string) {
	top, rest, found := strings.Cut(name, "/")
	if !found {
		rest = "."
	}
	return l.lower[top], rest
}

func (l layers) Open(name string) (fs.File, error) {
	f, err := l.upper.Open(name)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	if lower, rest := l.below(name); lower != nil {
		return lower.Open(rest)
	}
	return nil, err
}

// ReadDir lists a folder of both layers, sorted, each name once.
func (l layers) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(l.upper, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	lower, rest := l.below(name)
	if lower == nil {
		return entries, err
	}
	more, lowerErr := fs.ReadDir(lower, rest)
	if lowerErr != nil {
		return entries, err
	}
	for _, e := range more {
		if !slices.ContainsFunc(entries, func(own fs.DirEntry) bool { return own.Name() == e.Name() }) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, nil
}
