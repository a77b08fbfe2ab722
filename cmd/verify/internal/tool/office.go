package tool

import (
	"context"
	"errors"
	"io"
	"os/exec"
)

// ErrNoOffice says that there is no LibreOffice, and how to get one.
var ErrNoOffice = errors.New("no LibreOffice found: install its Writer (Debian: `apt-get install libreoffice-writer`)")

// FindOffice returns the path of LibreOffice.
func FindOffice() (string, error) {
	for _, name := range []string{"soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"} {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", ErrNoOffice
}

// Office is FindOffice, and installs LibreOffice where there is none and it may.
func Office(ctx context.Context, log io.Writer) (string, error) {
	found, err := FindOffice()
	if err == nil || !mayInstall() {
		return found, err
	}
	if err := install(ctx, log, "libreoffice-writer"); err != nil {
		return "", err
	}
	return FindOffice()
}
