//go:build !windows

package publish

import (
	"errors"
	"slices"
	"syscall"
)

// words are what systems like Linux say of a trouble.
var words = map[trouble][]syscall.Errno{
	noRoom:   {syscall.ENOSPC, syscall.EDQUOT},
	readOnly: {syscall.EROFS},
	held:     {syscall.ETXTBSY},
	away: {
		syscall.ESTALE, syscall.ETIMEDOUT, syscall.ENOTCONN, syscall.ECONNRESET, syscall.ECONNABORTED,
		syscall.EHOSTDOWN, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.ENETUNREACH,
	},
	tooLong: {syscall.ENAMETOOLONG},
}

func troubleOf(err error) trouble {
	var word syscall.Errno
	if errors.As(err, &word) {
		for trouble, all := range words {
			if slices.Contains(all, word) {
				return trouble
			}
		}
	}
	return other
}
