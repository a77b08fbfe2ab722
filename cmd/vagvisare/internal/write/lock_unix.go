//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package write

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// lock takes the lock file of that name, or answers ErrBusy. The system frees the lock
// of a run that is killed, so a file that is left over locks nothing.
func lock(name string) (unlock func() error, err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrBusy // a run that fails just now removed its folder
	}
	if err != nil {
		return nil, err
	}
	// In this order nobody can lock the file between its being free and its being gone.
	unlock = func() error { return errors.Join(os.Remove(name), f.Close()) }
	err = flock(f)
	if errors.Is(err, ErrBusy) {
		return nil, errors.Join(err, f.Close())
	}
	if err != nil {
		return nil, errors.Join(err, unlock())
	}
	return unlock, nil
}

func flock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrBusy
	}
	if err != nil {
		return err
	}
	// The run that held the lock may have removed the file after we had opened it; then
	// the next run would lock another one of the same name.
	mine, err := f.Stat()
	if err != nil {
		return err
	}
	if now, err := os.Stat(f.Name()); err != nil || !os.SameFile(mine, now) {
		return ErrBusy
	}
	return nil
}
