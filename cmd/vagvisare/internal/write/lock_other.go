//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// lock makes the lock file of that name, or answers ErrBusy if there is one. A run that
// is killed leaves its file, so the error says which one to remove.
func lock(name string) (unlock func() error, err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%w; if none is, remove %s", ErrBusy, name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrBusy // a run that fails just now removed its folder
	}
	if err != nil {
		return nil, err
	}
	return func() error {
		// Windows removes no file that is open.
		return errors.Join(f.Close(), os.Remove(name))
	}, nil
}
