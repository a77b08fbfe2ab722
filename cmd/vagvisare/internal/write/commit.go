package write

import (
	"errors"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// commit publishes what is staged. The order is what makes a run that is killed in it
// harmless: at each point the manifest and pending together list all that is ours.
func (r *run) commit() (Result, error) {
	result, sums := r.summary()
	if r.past.pending == nil && r.past.manifest != nil && maps.Equal(sums, r.past.manifest) && result.Written == 0 &&
		r.recipe == r.past.recipe {
		return result, nil
	}
	early, late := r.gone(sums)
	var err error
	if result.Removed, err = r.remove(early); err != nil {
		return Result{}, err
	}
	if err := r.announce(sums); err != nil {
		return Result{}, err
	}
	if err := r.place(); err != nil {
		return Result{}, err
	}
	n, err := r.remove(late)
	if err != nil {
		return Result{}, err
	}
	result.Removed += n
	return result, r.conclude()
}

// announce tells the next run what this one is about to do, should it be cut off.
func (r *run) announce(sums map[string]string) error {
	if r.recipe != r.past.recipe {
		// From now on variants of both recipes may lie in the folder.
		if err := r.forgetRecipe(); err != nil {
			return err
		}
	}
	return r.writePending(sums)
}

// conclude makes what was announced what is published.
func (r *run) conclude() error {
	if err := r.publishPending(); err != nil || r.recipe == r.past.recipe {
		return err
	}
	return r.writeRecipe(r.recipe)
}

// An output is a file that is to be published, and what is known of it.
type output struct {
	staged
	name string
	from string // OS path of where it is staged, if it is written
}

// outputs yields all that is to be published, in the order of publication. Variants come
// just before their file: between the two a host may serve the new variant with the old
// file, but never the old variant with the new file, not even if the run is cut off there.
func (r *run) outputs() iter.Seq[output] {
	return func(yield func(output) bool) {
		for i, name := range r.paths {
			for k, v := range r.files[i].variants {
				if v.sum != "" && !yield(output{v, r.variantName(i, k), r.numberedVariant(i, k)}) {
					return
				}
			}
			if !yield(output{r.files[i], name, r.numbered(i)}) {
				return
			}
		}
	}
}

// summary returns what the run comes to if it succeeds, and the new manifest.
func (r *run) summary() (Result, map[string]string) {
	var result Result
	sums := make(map[string]string, len(r.files))
	for o := range r.outputs() {
		sums[o.name] = o.sum
		result.Files++
		result.Bytes += o.size
		if o.written {
			result.Written++
		}
	}
	return result, sums
}

// gone returns the files of earlier runs that are not among those of sums. Late ones are
// removed when the pages that lead to them have been replaced. Early ones cannot wait:
// they lie where the tree puts something else, or only the pending manifest of a run
// that was cut off knows them, and that is about to be overwritten; or they are variants
// of a file that is about to be replaced.
func (r *run) gone(sums map[string]string) (early, late []string) {
	wanted := map[string]bool{} // files, case folded
	for name := range sums {
		wanted[fold(name)] = true
	}
	folders := map[string]bool{}
	for dir := range r.ground {
		folders[fold(dir)] = true
	}
	replaced := map[string]bool{}
	for i, name := range r.paths {
		replaced[name] = r.files[i].written
	}
	inTheWay := func(name string) bool {
		for dir := range above(name) {
			if wanted[fold(dir)] {
				return true
			}
		}
		return wanted[fold(name)] || folders[fold(name)]
	}
	for name := range r.past.all() {
		_, published := r.past.manifest[name]
		_, stays := sums[name]
		// Whatever the endings of variants were in earlier runs, they began with a dot.
		ofReplaced := replaced[strings.TrimSuffix(name, path.Ext(name))]
		switch {
		case stays:
		case !published || ofReplaced || inTheWay(name):
			early = append(early, name)
		default:
			late = append(late, name)
		}
	}
	return early, late
}

// place renames the staged files into place, in the order of publication.
func (r *run) place() error {
	ready := map[string]bool{}
	for o := range r.outputs() {
		if !o.written {
			continue
		}
		to := r.at(o.name)
		var err error
		if dir := filepath.Dir(to); !ready[dir] {
			err = os.MkdirAll(dir, 0o777)
			ready[dir] = true
		}
		if err == nil {
			err = os.Rename(o.from, to)
		}
		if err != nil {
			return failure("write", to, err)
		}
	}
	return nil
}

// remove removes those of the files that are there and are regular files, then the
// folders that are left empty, and returns the number of files.
func (r *run) remove(names []string) (int, error) {
	slices.Sort(names)
	removed := 0
	folders := map[string]bool{}
	// In reverse order variants go before their file.
	for _, name := range slices.Backward(names) {
		ok, err := r.removeFile(name)
		if err != nil {
			return removed, failure("remove", r.at(name), err)
		}
		if ok {
			removed++
		}
		for dir := range above(name) {
			folders[dir] = true
		}
	}
	// In reverse order a folder comes after all that it holds.
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(folders))) {
		if err := r.removeFolder(dir); err != nil {
			return removed, failure("remove", r.at(dir), err)
		}
	}
	return removed, nil
}

func (f *folder) removeFile(name string) (bool, error) {
	info, err := f.lstat(name)
	if info == nil || !info.Mode().IsRegular() {
		return false, err
	}
	err = os.Remove(f.at(name))
	return err == nil, err
}

// removeFolder removes a folder if there is one and it is empty.
func (f *folder) removeFolder(name string) error {
	info, err := f.lstat(name)
	if info == nil || !info.IsDir() {
		return err
	}
	if entries, err := os.ReadDir(f.at(name)); err != nil || len(entries) > 0 {
		return err
	}
	return os.Remove(f.at(name))
}

// lstat describes what lies at a path in the folder; nil if nothing does, or if a folder
// above it is a link or something else that leads out of what is ours.
func (f *folder) lstat(name string) (fs.FileInfo, error) {
	for dir := range above(name) {
		info, err := os.Lstat(f.at(dir))
		if err == nil && !info.IsDir() {
			return nil, nil
		}
	}
	info, err := os.Lstat(f.at(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return info, err
}
