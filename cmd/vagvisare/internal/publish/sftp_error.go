package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// A brokenError is a connection that failed, or could not be made anew. The next one may do better.
type brokenError struct {
	text string
	err  error
}

func (e *brokenError) Error() string { return e.text + ": " + e.err.Error() }
func (e *brokenError) Unwrap() error { return e.err }

// noSFTP is a server that lets somebody in, but not to files.
type noSFTP struct{ error }

func (e *noSFTP) Unwrap() error { return e.error }

// explain tells why no connection could be made.
func (c *connector) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var (
		refused  *keyRefused
		unknown  *net.DNSError
		network  net.Error
		kinds    *ssh.AlgorithmNegotiationError
		useless  *noSFTP
		at, host = c.address.dial(), c.address.host
	)
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &unknown) && unknown.IsNotFound:
		return &brokenError{fmt.Sprintf("no host is called %s (names of ~/.ssh/config are not known here)", host), unknown}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &brokenError{at + " takes no connections: is it the right port, and does an SSH server run there?", syscall.ECONNREFUSED}
	case errors.As(err, &kinds) && strings.Contains(kinds.What, "host key"):
		return fmt.Errorf("%s has no key of a kind that is known of it, only %s: if whoever runs the server says that this is right, add them with “%s”",
			host, strings.Join(kinds.RequestedAlgorithms, ", "), c.known.scan(at))
	case errors.As(err, &useless):
		return fmt.Errorf("%s lets %s in, but not to files: is SFTP switched on there? (%w)", host, c.address.user, err)
	case errors.As(err, &network) && network.Timeout():
		return &brokenError{at + " does not answer: is a firewall in the way, or a VPN needed?", err}
	case isBroken(err):
		return &brokenError{"no connection to " + at, err}
	}
	return err
}

// isBroken reports whether it is the connection that failed.
func isBroken(err error) bool {
	var network net.Error
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		errors.As(err, &network) || errors.Is(err, sftp.ErrSSHFxConnectionLost)
}

// isAnswer reports whether an operation failed because the server, or this side, says so; else the connection is to blame.
func isAnswer(err error) bool {
	var status *sftp.StatusError
	var local *localError
	return errors.As(err, &status) || errors.As(err, &local) || errors.Is(err, ErrFull) ||
		errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrPermission)
}

// explain tells why something could not be done with a file, of so many bytes.
func (s *sftpHost) explain(c *connection, what, name string, size int64, err error) error {
	var local *localError
	var status *sftp.StatusError
	place := what + " " + s.connector.address.at(name)
	switch {
	case errors.As(err, &local):
		return local.error
	case !isAnswer(err):
		return &brokenError{place + ": the connection broke", err}
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: %w: let %s read and write in %s and below", place, fs.ErrPermission, s.connector.address.user, c.root)
	case errors.As(err, &status) && errors.Is(status.FxCode(), sftp.ErrSSHFxFailure):
		return fmt.Errorf("%s: %w", place, c.failure(size, err))
	}
	return fmt.Errorf("%s: %w", place, err)
}

// flagReadOnly is the flag of a file system that nobody can write to.
// https://github.com/openssh/openssh-portable/blob/master/PROTOCOL
const flagReadOnly = 1

// failure finds out what a server means that only says “failure”, as SFTP has no words for most that can go wrong.
func (c *connection) failure(size int64, err error) error {
	if text := strings.ToLower(err.Error()); strings.Contains(text, "no space") || strings.Contains(text, "quota") {
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	disk, asked := c.disk()
	const little = 1 << 20 // which may be kept for the administrator, or have been freed since
	switch {
	case asked != nil:
		return fmt.Errorf("the server does not say why: its disk, or what the user may take of it, may be full: %w", err)
	case disk.Flag&flagReadOnly != 0:
		return errors.New("the disk of the server is read-only")
	case disk.Bavail*disk.Frsize < uint64(size)+little || disk.Files > 0 && disk.Favail == 0:
		return ErrFull
	}
	return fmt.Errorf("the server does not say why: what the user may take of its disk may be full: %w", err)
}

// disk asks the server how full it is.
func (c *connection) disk() (*sftp.StatVFS, error) {
	if _, ok := c.HasExtension("statvfs@openssh.com"); !ok {
		return nil, errors.ErrUnsupported
	}
	return c.StatVFS(c.root)
}

// Passing holds that a connection which broke can be made anew.
func (s *sftpHost) Passing(err error) bool {
	var broken *brokenError
	return errors.As(err, &broken)
}
