package publish

import (
	"errors"
	"os"
	"slices"
	"syscall"
)

// words are what Windows says of a trouble.
// https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes
var words = map[trouble][]syscall.Errno{
	noRoom:   {39, 112, 1295, 1816}, // HANDLE_DISK_FULL, DISK_FULL, DISK_QUOTA_EXCEEDED, NOT_ENOUGH_QUOTA
	readOnly: {19},                  // WRITE_PROTECT
	held:     {32, 33, 303},         // SHARING_VIOLATION, LOCK_VIOLATION, DELETE_PENDING
	away: {
		21, 51, 53, 55, 59, 64, 67, // NOT_READY, REM_NOT_LIST, BAD_NETPATH, DEV_NOT_EXIST, UNEXP_NET_ERR, NETNAME_DELETED, BAD_NET_NAME
		121, 240, 1167, // SEM_TIMEOUT, VC_DISCONNECTED, DEVICE_NOT_CONNECTED
		1225, 1231, 1232, 1236, // CONNECTION_REFUSED, NETWORK_UNREACHABLE, HOST_UNREACHABLE, CONNECTION_ABORTED
	},
	tooLong: {111, 206}, // BUFFER_OVERFLOW, FILENAME_EXCED_RANGE
}

func troubleOf(err error) trouble {
	var word syscall.Errno
	if !errors.As(err, &word) {
		return other
	}
	for trouble, all := range words {
		if slices.Contains(all, word) {
			return trouble
		}
	}
	if word == syscall.ERROR_ACCESS_DENIED && replaces(err) {
		return held
	}
	return other
}

// replaces reports whether it was a file being replaced or removed that failed. When somebody has it open, Windows says only that
// access is denied; who may not write there at all has met that before.
func replaces(err error) bool {
	var link *os.LinkError
	var path *os.PathError
	return errors.As(err, &link) && link.Op == "rename" || errors.As(err, &path) && path.Op == "remove"
}
