//go:build unix

package publish

import (
	"errors"
	"syscall"
)

// alive reports whether there is a process of that number.
func alive(process int) bool { return !errors.Is(syscall.Kill(process, 0), syscall.ESRCH) }
