//go:build !unix

package publish

import (
	"io"
	"os"
)

// dialAgent connects to the program that keeps the user's keys: that of the OpenSSH that is a part of Windows.
func dialAgent() (io.ReadWriteCloser, error) {
	return os.OpenFile(`\\.\pipe\openssh-ssh-agent`, os.O_RDWR, 0)
}
