package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// metaName is the folder in which a run keeps what it must remember.
const metaName = ".vagvisare"

// A folder is one that this run alone may write to.
type folder struct {
	dir    string   // as the user gave it
	made   []string // folders made for this run, upper ones first
	unlock func() error
}

// openFolder makes dir if it is missing, locks it and clears away what a killed run left.
func openFolder(dir string) (*folder, error) {
	f := &folder{dir: dir}
	err := f.makeFolders()
	if err == nil {
		f.unlock, err = lock(f.meta("lock"))
	}
	if err != nil {
		f.unmake()
		return nil, failure("write", dir, err)
	}
	if err := os.RemoveAll(f.meta("stage")); err != nil {
		return nil, errors.Join(failure("remove", f.meta("stage"), err), f.release())
	}
	return f, nil
}

// close removes all that is of use only to this run: what it staged, the lock, and
// folders that it made and left empty.
func (f *folder) close() error {
	err := os.RemoveAll(f.meta("stage"))
	if err != nil {
		err = failure("remove", f.meta("stage"), err)
	}
	return errors.Join(err, f.release())
}

func (f *folder) release() error {
	err := f.unlock()
	f.unmake()
	if err != nil {
		return failure("unlock", f.dir, err)
	}
	return nil
}

// makeFolders makes dir and the folder for what must be remembered.
func (f *folder) makeFolders() error {
	for _, name := range missing(f.dir) {
		if err := f.mkdir(name); err != nil {
			return err
		}
	}
	if err := f.mkdir(f.meta()); err != nil {
		return err
	}
	// A link would have us write elsewhere.
	if info, err := os.Lstat(f.meta()); err != nil {
		return err
	} else if !info.IsDir() {
		return &ForeignError{Paths: []string{metaName}}
	}
	return nil
}

// missing returns dir and the folders above it that do not exist, upper ones first.
func missing(dir string) []string {
	var names []string
	for name := filepath.Clean(dir); ; name = filepath.Dir(name) {
		if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) || name == filepath.Dir(name) {
			slices.Reverse(names)
			return names
		}
		names = append(names, name)
	}
}

func (f *folder) mkdir(name string) error {
	err := os.Mkdir(name, 0o777)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil {
		f.made = append(f.made, name)
	}
	return err
}

// unmake removes the folders that were made and hold nothing, which is all of them
// unless something was published. Remove leaves a folder that is not empty.
func (f *folder) unmake() {
	for _, name := range slices.Backward(f.made) {
		_ = os.Remove(name)
	}
}

// at returns the OS path of a path that checkName accepts.
func (f *folder) at(name string) string {
	return filepath.Join(f.dir, filepath.FromSlash(name))
}

// meta returns the OS path of something that a run keeps for itself.
func (f *folder) meta(name ...string) string {
	return filepath.Join(append([]string{f.dir, metaName}, name...)...)
}

// numbered returns where the file of a number is staged.
func (f *folder) numbered(i int) string { return f.meta("stage", fmt.Sprint(i)) }
