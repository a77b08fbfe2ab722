package publish

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strings"
)

// A TargetError tells that a target cannot be understood. It never repeats what may hold a password.
type TargetError struct{ text string }

func (e *TargetError) Error() string { return e.text }

// Targets tells how targets are written, for messages.
const Targets = "s3://bucket/prefix, sftp://user@host/path, a folder, or zip:FILE"

// TargetOptions are what some kinds of targets need to be opened.
type TargetOptions struct {
	Identity   string // file of a private key, for SFTP; "" for the usual ones
	KnownHosts string // file of the keys of known hosts, for SFTP; "" for the usual ones
	Yes        bool   // as in Options
}

// scheme is what stands before the colon of a target that is no folder. One letter is a drive of Windows.
var scheme = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]+):`)

// OpenTarget returns the host that a target means. What cannot be understood is a *TargetError. The target of an archive
// is none of a host: see ArchiveOf.
func OpenTarget(ctx context.Context, target string, opt TargetOptions) (Host, error) {
	if err := refuseTarget(target); err != nil {
		return nil, err
	}
	switch {
	case strings.HasPrefix(target, "s3://"):
		if _, err := parseS3Target(target); err != nil {
			return nil, &TargetError{err.Error()}
		}
		return OpenS3(target)
	case strings.HasPrefix(target, "sftp://"):
		if _, err := parseSFTP(target); err != nil {
			return nil, &TargetError{err.Error()}
		}
		return OpenSFTP(ctx, target, opt)
	}
	return openFolderTarget(target)
}

// ArchiveOf returns the file that a target such as zip:FILE means.
func ArchiveOf(target string) (file string, ok bool) {
	if file, ok = strings.CutPrefix(target, "zip:"); !ok {
		return "", false
	}
	return file, file != ""
}

// refuseTarget refuses what is no target, and a password in one, which would end up in the histories and logs of shells.
func refuseTarget(target string) error {
	if target == "" || target == "zip:" {
		return &TargetError{"no target: name " + Targets}
	}
	match := scheme.FindStringSubmatch(target)
	if match == nil {
		return nil
	}
	if holdsPassword(target) {
		return &TargetError{"a target holds no password: leave it out, and see “vagvisare publish --help” for where it is taken from"}
	}
	if !strings.HasPrefix(target, "s3://") && !strings.HasPrefix(target, "sftp://") {
		return &TargetError{fmt.Sprintf("%s: is no kind of target; name %s (./%[1]s:… for a folder of that name)", match[1], Targets)}
	}
	return nil
}

// holdsPassword reports whether an address holds what may be one: user:password@.
func holdsPassword(target string) bool {
	_, rest, _ := strings.Cut(target, ":")
	rest = strings.TrimPrefix(rest, "//")
	host, _, _ := strings.Cut(rest, "/")
	user := host[:max(strings.LastIndex(host, "@"), 0)]
	// A password may itself hold a slash; then what comes after the colon is no port.
	first, _, at := strings.Cut(rest, "@")
	_, port, colon := strings.Cut(first, ":")
	return strings.Contains(user, ":") || at && colon && !numbered.MatchString(port)
}

// numbered is a port, and the path after it.
var numbered = regexp.MustCompile(`^[0-9]+/`)

// foreignPath is the address of a folder as only Windows understands it.
var foreignPath = regexp.MustCompile(`^([A-Za-z]:|\\\\)`)

func openFolderTarget(dir string) (Host, error) {
	if runtime.GOOS != "windows" && foreignPath.MatchString(dir) {
		return nil, errors.New(dir + " is a folder for Windows alone: mount the share, and name the folder where it is seen")
	}
	return OpenFolder(dir)
}
