package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// A folderError tells what could not be done in a folder, and what to do about it.
type folderError struct {
	text string
	err  error
}

func (e *folderError) Error() string { return e.text }
func (e *folderError) Unwrap() error { return e.err }

// explain tells why something could not be done with a file.
func (f *folder) explain(what, name string, err error) error {
	var local *localError
	place := what + " " + f.at(name)
	switch trouble := troubleOf(err); {
	case err == nil || errors.Is(err, fs.ErrExist) || missing(err):
		return err
	case errors.As(err, &local):
		return local.error
	case trouble == noRoom:
		return &folderError{place + ": " + ErrFull.Error(), errors.Join(ErrFull, err)}
	case trouble == readOnly:
		return &folderError{place + ": the disk is read-only", err}
	case trouble == held:
		return &folderError{place + ": another program holds the file, such as a web server or a virus scanner; try again when it does not", err}
	case trouble == away:
		return &folderError{fmt.Sprintf("%s: the share does not answer: %v", place, bare(err)), err}
	case trouble == tooLong:
		return &folderError{place + ": the path is too long; publish to a folder with a shorter one, or give pages shorter names", err}
	case errors.Is(err, fs.ErrPermission):
		return &folderError{fmt.Sprintf("%s: permission denied: let whoever runs this read and write in %s and below", place, f.dir), err}
	}
	return err
}

// A trouble is what systems have different words for.
type trouble int

const (
	other trouble = iota
	noRoom
	readOnly
	held    // by another program: it may let go
	away    // as a network share may be, for a while
	tooLong // a path
)

// missing reports whether a file is not there, though the place where it would be is.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) && troubleOf(err) != away }

// Passing holds that what another program holds may be let go, and a share come back.
func (f *folder) Passing(err error) bool {
	trouble := troubleOf(err)
	return trouble == held || trouble == away
}

// bare returns an error without the path that the system has put around it.
func bare(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
