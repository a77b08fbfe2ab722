package write

import (
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A past is what earlier runs made in the folder, and so what is ours.
type past struct {
	manifest map[string]string   // of the last complete run; nil if there was none
	pending  map[string]string   // of a run that was cut off; nil if none was
	recipe   string              // that the variants of both were made by; "" if it is not known
	folders  map[string]bool     // those that hold something listed
	folded   map[string][]string // case-folded path → paths
}

func readPast(f *folder) (past, error) {
	p := past{folders: map[string]bool{}, folded: map[string][]string{}}
	var err error
	if p.manifest, err = readIfAny(f.meta("manifest")); err != nil {
		return past{}, err
	}
	if p.pending, err = readIfAny(f.meta("pending")); err != nil {
		return past{}, err
	}
	if p.recipe, err = f.readRecipe(); err != nil {
		return past{}, err
	}
	for name := range p.all() {
		p.folded[fold(name)] = append(p.folded[fold(name)], name)
		for dir := range above(name) {
			p.folders[dir] = true
		}
	}
	return p, nil
}

// all returns the set of the paths that are ours.
func (p past) all() map[string]bool {
	names := map[string]bool{}
	for name := range p.manifest {
		names[name] = true
	}
	for name := range p.pending {
		names[name] = true
	}
	return names
}

// lists reports whether a file of that path is ours.
func (p past) lists(name string) bool {
	_, published := p.manifest[name]
	_, begun := p.pending[name]
	return published || begun
}

// pairs reports whether an earlier run published a variant beside its file with these sums.
func (p past) pairs(file, sum, variant, itsSum string) bool {
	return p.manifest[file] == sum && p.manifest[variant] == itsSum ||
		p.pending[file] == sum && p.pending[variant] == itsSum
}

// renamed reports whether what lies at name is a file of ours under a name that differs
// by case only, on a disk that cannot tell the two apart. Such a file goes away with
// its old name, so it must not count as being there already.
func (p past) renamed(f *folder, name string, info fs.FileInfo) bool {
	return slices.ContainsFunc(p.folded[fold(name)], func(old string) bool {
		if old == name {
			return false
		}
		there, err := os.Lstat(f.at(old))
		return err == nil && os.SameFile(there, info)
	})
}

// ownsFolder reports whether all that lies in the folder dir, at any depth, is ours. An
// empty folder is not, unless something of ours lay in it.
func (p past) ownsFolder(f *folder, dir string) (bool, error) {
	owns := true
	err := filepath.WalkDir(f.at(dir), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(f.dir, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() && p.folders[rel] || d.Type().IsRegular() && p.lists(rel) {
			return nil
		}
		owns = false
		return filepath.SkipAll
	})
	return owns, err
}

// above yields the folders that name lies in, the nearest first, without the root.
func above(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for dir := path.Dir(name); dir != "." && yield(dir); dir = path.Dir(dir) {
		}
	}
}

func fold(name string) string { return strings.ToLower(name) }
