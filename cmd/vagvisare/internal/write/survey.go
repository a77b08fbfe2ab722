package write

import (
	"errors"
	"io/fs"
	"os"
	"path"
)

// A ground is what lies where the tree needs a folder.
type ground struct {
	exists  bool   // as a folder that may be written to
	blocker string // path of what is in the way, at the folder or above it; or ""
}

// survey looks once at each folder that the tree needs.
func (r *run) survey() (map[string]ground, error) {
	known := map[string]ground{".": {exists: true}}
	for _, name := range r.paths {
		if err := r.surveyFolder(path.Dir(name), known); err != nil {
			return nil, err
		}
	}
	return known, nil
}

func (r *run) surveyFolder(dir string, known map[string]ground) error {
	if _, ok := known[dir]; ok {
		return nil
	}
	if err := r.surveyFolder(path.Dir(dir), known); err != nil {
		return err
	}
	g := known[path.Dir(dir)]
	if g.exists {
		var err error
		if g, err = r.lookAtFolder(dir); err != nil {
			return failure("read", r.at(dir), err)
		}
	}
	known[dir] = g
	return nil
}

func (r *run) lookAtFolder(dir string) (ground, error) {
	info, err := os.Lstat(r.at(dir))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ground{}, nil
	case err != nil:
		return ground{}, err
	case info.IsDir():
		return ground{exists: true}, nil
	case info.Mode().IsRegular() && r.past.lists(dir):
		// The tree has a folder here now, so this file goes before it comes.
		return ground{}, nil
	}
	return ground{blocker: dir}, nil
}

// look returns the file that name is to be compared with, nil if there is none, or the
// path of what is in the way. Anything but a regular file is, and what is reached
// through a link: writing there would change things outside the folder.
func (r *run) look(name string) (old fs.FileInfo, blocker string, err error) {
	g := r.ground[path.Dir(name)]
	if !g.exists {
		return nil, g.blocker, nil
	}
	info, err := os.Lstat(r.at(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", nil
	case err != nil:
		return nil, "", failure("read", r.at(name), err)
	case info.IsDir():
		return r.lookInto(name)
	case !info.Mode().IsRegular():
		return nil, name, nil
	case r.past.renamed(r.folder, name, info):
		return nil, "", nil
	}
	return info, "", nil
}

// lookInto is look for a path where a folder lies; one that is ours goes before the
// file comes.
func (r *run) lookInto(name string) (fs.FileInfo, string, error) {
	owns, err := r.past.ownsFolder(r.folder, name)
	if err != nil {
		return nil, "", failure("read", r.at(name), err)
	}
	if owns {
		return nil, "", nil
	}
	return nil, name, nil
}
