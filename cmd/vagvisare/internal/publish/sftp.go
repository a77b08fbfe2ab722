package publish

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/singleflight"
)

// What OpenSSH has added to SFTP, and many other servers with it.
const (
	posixRename = "posix-rename@openssh.com" // which takes the place of a file, at once
	hardLink    = "hardlink@openssh.com"
)

// An sftpHost is a host that is a folder of an SFTP server.
type sftpHost struct {
	connector  *connector
	connecting singleflight.Group
	making     singleflight.Group // of folders
	linkless   atomic.Bool        // the server makes no second names for a file

	mu    sync.Mutex
	conn  *connection     // nil when there is none that works
	ready map[string]bool // folders that are there
}

// OpenSFTP returns the host that is a folder of an SFTP server: sftp://user@host[:port]/path, or /~/path for one below the
// user's home folder. The folder itself is made by the first file that comes; those above it must be there.
//
// A server that cannot replace a file at once is refused, unless yes is given: visitors would miss the file for a moment.
func OpenSFTP(ctx context.Context, target string, opt TargetOptions) (Host, error) {
	address, err := parseSFTP(target)
	if err != nil {
		return nil, err
	}
	known, err := readKnownHosts(opt.KnownHosts)
	if err != nil {
		return nil, err
	}
	s := &sftpHost{connector: &connector{address, known, opt.Identity, usual}, ready: map[string]bool{}}
	err = s.do(ctx, "open", "", 0, func(c *connection) error {
		if _, ok := c.HasExtension(posixRename); !ok && !opt.Yes {
			return &localError{fmt.Errorf("the server of %s cannot replace a file at once (it lacks %s), so that visitors could miss a page for a moment; --yes publishes all the same", s, posixRename)}
		}
		return c.checkRoot()
	})
	if err != nil {
		return nil, cmp.Or(err, s.Close())
	}
	return s, nil
}

// checkRoot holds that the site's folder is one, or can be made.
func (c *connection) checkRoot() error {
	info, err := c.Stat(c.root)
	if err == nil && !info.IsDir() {
		return &localError{fmt.Errorf("%s is a file on the server, not a folder", c.root)}
	}
	if err == nil || !isAnswer(err) {
		return err
	}
	above := path.Dir(c.root)
	if info, asked := c.Stat(above); errors.Is(asked, fs.ErrNotExist) || asked == nil && !info.IsDir() {
		return &localError{fmt.Errorf("the server has no folder %s: is the path right? If it is, make that folder first", above)}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (s *sftpHost) String() string { return s.connector.address.String() }
func (s *sftpHost) Headers() bool  { return false }

// Close removes the folder where files waited, and ends the connection.
func (s *sftpHost) Close() error {
	c := s.held()
	if c == nil {
		return nil
	}
	if dir := path.Clean(stageFolder); s.isReady(dir) {
		s.removeEmpty(c, dir)
	}
	s.drop(c)
	return nil
}

func (s *sftpHost) Read(ctx context.Context, name string) (data []byte, err error) {
	err = s.do(ctx, "read", name, 0, func(c *connection) error {
		f, err := c.Open(c.at(name))
		if err != nil {
			return err
		}
		var buf bytes.Buffer
		_, err = f.WriteTo(&buf)
		data = buf.Bytes()
		return cmp.Or(err, f.Close())
	})
	return data, err
}

// Create leaves nothing behind when there is no room for the file.
func (s *sftpHost) Create(ctx context.Context, name string, data []byte) error {
	return s.do(ctx, "write", name, int64(len(data)), func(c *connection) error {
		return s.inFolder(c, name, func() error {
			f, err := c.OpenFile(c.at(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL)
			if err != nil {
				return c.exists(name, err)
			}
			_, err = f.Write(data)
			if err = cmp.Or(err, f.Close()); isAnswer(err) {
				err = cmp.Or(err, c.Remove(c.at(name)))
			}
			return err
		})
	})
}

// exists finds out whether it is for a file's being there that it cannot be made: SFTP has no word for that.
func (c *connection) exists(name string, err error) error {
	if !isAnswer(err) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, asked := c.Lstat(c.at(name)); asked == nil {
		return fs.ErrExist
	}
	return err
}

func (s *sftpHost) Remove(ctx context.Context, name string) error {
	return s.do(ctx, "remove", name, 0, func(c *connection) error {
		if err := c.Remove(c.at(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		s.removeEmpty(c, path.Dir(name))
		return nil
	})
}
