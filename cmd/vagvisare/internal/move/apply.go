package move

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// Apply makes the move in the site's folder: all new contents are written beside the old ones,
// then they take their places, and last the file or folder gets its new name. Where any of it
// fails all is put back.
func (m *Move) Apply(dir string) (err error) {
	var staged, placed []string // names of temporary files, and of files that are changed
	defer func() {
		for _, name := range staged {
			os.Remove(name)
		}
		if err != nil {
			err = errors.Join(fmt.Errorf("nothing is moved: %w", err), m.restore(placed))
		}
	}()
	names := make([]string, len(m.files))
	for i, f := range m.files {
		if names[i], err = filepath.EvalSymlinks(filepath.Join(dir, filepath.FromSlash(f.name))); err != nil {
			return err
		}
		if slices.Contains(names[:i], names[i]) {
			return fmt.Errorf("%s has two names, and would have to change in two ways", f.name)
		}
		temporary, err := stage(names[i], f.new)
		if err != nil {
			return err
		}
		staged = append(staged, temporary)
	}
	to := filepath.Join(dir, filepath.FromSlash(m.To))
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	for i, name := range names {
		placed = append(placed, name)
		if err := os.Rename(staged[i], name); err != nil {
			return err
		}
	}
	return os.Rename(filepath.Join(dir, filepath.FromSlash(m.From)), to)
}

// stage writes a file's new contents beside it, and returns the name of the file that holds them.
func stage(name string, data []byte) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".vagvisare-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(info.Mode().Perm()), f.Close())
	if err != nil {
		os.Remove(f.Name())
	}
	return f.Name(), err
}

// restore puts the old contents back into the first of the files.
func (m *Move) restore(names []string) error {
	var errs error
	for i, name := range names {
		temporary, err := stage(name, m.files[i].old)
		if err == nil {
			err = os.Rename(temporary, name)
		}
		if err != nil {
			errs = errors.Join(errs, fmt.Errorf("put back %s: %w", path.Base(m.files[i].name), err))
		}
	}
	return errs
}
