package move

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// moves reports whether a file, named from the site's root, is moved.
func (r *renaming) moves(file string) bool {
	name, inside := strings.CutPrefix(file, "content/")
	return inside && r.of(name) != name
}

// newRenaming checks the names of a move.
func newRenaming(from, to string, files map[string]fs.DirEntry) (*renaming, error) {
	r := &renaming{from: strings.TrimSuffix(load.Tidy(from), "/"), to: load.Tidy(to), files: map[string]bool{}}
	folders := map[string]bool{".": true}
	for name, entry := range files {
		name = strings.TrimPrefix(load.Tidy(name), "content/")
		r.files[name] = true
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
		if entry.Type()&fs.ModeSymlink != 0 && (name == r.from || strings.HasPrefix(name, r.from+"/")) {
			return nil, fmt.Errorf("%s is a link of the file system; move what it leads to", name)
		}
	}
	if into := strings.HasSuffix(r.to, "/"); into || folders[r.to] && !strings.EqualFold(r.from, r.to) {
		r.to = path.Join(r.to, path.Base(r.from))
	}
	return r, r.check(folders)
}

func (r *renaming) check(folders map[string]bool) error {
	isFile := r.files[r.from]
	isPage := func(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }
	switch {
	case !fs.ValidPath(r.to) || r.to == ".":
		return fmt.Errorf("%s does not lie in content/", r.to)
	case r.from == "." || !isFile && !folders[r.from]:
		return fmt.Errorf("content/ has no %s", r.from)
	case r.from == r.to:
		return fmt.Errorf("%s is there already", r.to)
	case strings.HasPrefix(r.to, r.from+"/"):
		return fmt.Errorf("%s cannot be moved into itself", r.from)
	case r.from == "site.yaml" || r.from == site.GlossaryFile:
		return fmt.Errorf("%s must stand where it stands", r.from)
	case isFile && isPage(r.from) != isPage(r.to):
		return fmt.Errorf("%s and %s: a page stays a page, and another file what it is", r.from, r.to)
	case slices.ContainsFunc(strings.Split(r.to, "/"), tree.Stray):
		return fmt.Errorf("%s: a file or folder with such a name is never published", r.to)
	}
	for _, names := range []map[string]bool{folders, r.files} {
		for _, name := range slices.Sorted(maps.Keys(names)) {
			if err := r.collides(name, folders[name]); err != nil {
				return err
			}
		}
	}
	return nil
}

// collides tells whether a file or a folder that is there stands in the way. Many systems see no
// difference between small and capital letters.
func (r *renaming) collides(name string, isFolder bool) error {
	if r.of(name) != name {
		return nil // it is moved itself
	}
	for to := r.to; to != "."; to = path.Dir(to) {
		switch {
		case !strings.EqualFold(name, to) || strings.EqualFold(to, r.from):
		case to == name && to == r.to:
			return fmt.Errorf("%s exists already, and nothing is written over", to)
		case to != name:
			return fmt.Errorf("%s differs from %s, which is there, only in small and capital letters", to, name)
		case !isFolder:
			return fmt.Errorf("%s is a file, in which nothing can lie", name)
		}
	}
	return nil
}
