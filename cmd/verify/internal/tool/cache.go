package tool

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// keep makes a folder in the user's cache, by a function that fills it. It is there whole or not at all, also when two do this at
// once, as tests of two packages may.
func keep(home string, fill func(stage string) error) error {
	if err := os.MkdirAll(filepath.Dir(home), 0o777); err != nil {
		return err
	}
	stage, err := os.MkdirTemp(filepath.Dir(home), "stage")
	if err != nil {
		return err
	}
	defer os.RemoveAll(stage)
	if err := fill(stage); err != nil {
		return err
	}
	if err := os.Rename(stage, home); err != nil {
		if _, made := os.Stat(home); errors.Is(made, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
