package publish

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path"
	"strings"
)

// An sftpAddress says where a site lies on an SFTP server, and for whom.
type sftpAddress struct {
	user, host, port string
	path             string // absolute, or relative to the user's home folder
}

// parseSFTP reads sftp://user@host[:port]/path. A path that begins with /~/ is one below the home folder. No error repeats
// the target, which may hold a password.
func parseSFTP(target string) (a sftpAddress, err error) {
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "sftp" || u.Opaque != "" {
		return a, errors.New("no target of the form sftp://user@host/path: write other characters than letters and digits as %20")
	}
	if _, has := u.User.Password(); has {
		return a, fmt.Errorf("a target holds no password: leave it out, and put it into the environment as %s", passwordVariable)
	}
	a = sftpAddress{user: u.User.Username(), host: u.Hostname(), port: u.Port()}
	if a.port == "" {
		a.port = "22"
	}
	switch {
	case a.host == "":
		return a, errors.New("the target names no host: write sftp://user@host/path")
	case a.user == "":
		return a, fmt.Errorf("the target names no user: write sftp://USER@%s%s", u.Host, u.EscapedPath())
	case u.Path == "":
		return a, fmt.Errorf("the target names no folder: write %s/path, or %[1]s/~/path for one below the home folder", u)
	case u.RawQuery != "" || u.Fragment != "":
		return a, errors.New("the path of the target has a ? or #: write them as %3F and %23")
	}
	a.path = path.Clean(u.Path)
	if home, ok := strings.CutPrefix(a.path+"/", "/~/"); ok {
		a.path = path.Clean(home)
	}
	return a, nil
}

// dial is what the network calls the server.
func (a sftpAddress) dial() string { return net.JoinHostPort(a.host, a.port) }

// String is the address as a user would write it.
func (a sftpAddress) String() string { return a.at("") }

// at is the address of a file.
func (a sftpAddress) at(name string) string {
	u := url.URL{Scheme: "sftp", User: url.User(a.user), Host: a.host, Path: a.path}
	if strings.Contains(a.host, ":") {
		u.Host = "[" + a.host + "]"
	}
	if a.port != "22" {
		u.Host = a.dial()
	}
	if !path.IsAbs(a.path) {
		u.Path = path.Join("/~", a.path)
	}
	u.Path = path.Join(u.Path, name)
	readable, err := url.PathUnescape(u.String())
	if err != nil {
		return u.String()
	}
	return readable
}
