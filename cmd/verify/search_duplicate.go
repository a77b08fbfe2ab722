package main

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// A duplicate is a copy of a portal, whose files may be spoilt.
type duplicate struct{ whole, dir string }

// newDuplicate copies a portal into a folder of the session.
func newDuplicate(s *session, whole, name string) (duplicate, error) {
	d := duplicate{whole, filepath.Join(s.dir, "duplicates", name)}
	return d, os.CopyFS(d.dir, os.DirFS(whole))
}

// remove and spoil do so with the files that a pattern finds in the whole portal, and mend
// makes them as they were.
func (d duplicate) remove(pattern string) error {
	return d.each(pattern, func(file string, _ []byte) error { return os.Remove(file) })
}

func (d duplicate) spoil(pattern string, how func([]byte) []byte) error {
	return d.each(pattern, func(file string, data []byte) error { return os.WriteFile(file, how(data), 0o666) })
}

func (d duplicate) mend(pattern string) error {
	return d.each(pattern, func(file string, data []byte) error { return os.WriteFile(file, data, 0o666) })
}

// each does something with each file that a pattern finds, and hands over what the whole portal
// has there.
func (d duplicate) each(pattern string, do func(file string, data []byte) error) error {
	whole := os.DirFS(d.whole)
	names, err := fs.Glob(whole, pattern)
	if err == nil && len(names) == 0 {
		err = errors.New("there is no " + pattern)
	}
	for _, name := range names {
		data, readErr := fs.ReadFile(whole, name)
		if readErr != nil {
			return readErr
		}
		if err := do(filepath.Join(d.dir, filepath.FromSlash(name)), data); err != nil {
			return err
		}
	}
	return err
}

// age makes all files a month old: without a word from the host, a browser then keeps them
// for three days (RFC 9111, 4.2.2).
func (d duplicate) age() error {
	then := time.Now().AddDate(0, -1, 0)
	return filepath.WalkDir(d.dir, func(name string, _ fs.DirEntry, err error) error {
		if err == nil {
			err = os.Chtimes(name, then, then)
		}
		return err
	})
}

// forgotten lets a host say that nothing may be kept, so that readers get what is there now.
func forgotten(files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		files.ServeHTTP(w, r)
	})
}
