package publish

import (
	"context"
	"net"
	"path"
	"sync"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// patience is how long is waited for a server.
type patience struct {
	answer time.Duration // to a connection
	login  time.Duration
	quiet  time.Duration // before it is asked whether it is still there
	silent time.Duration // for the answer to that, which comes after all that is on its way to a slow server
	end    time.Duration // for what is under way when the run is stopped
}

var usual = patience{answer: 15 * time.Second, login: 30 * time.Second, quiet: 15 * time.Second, silent: time.Minute, end: 5 * time.Second}

// areYouThere is a question that servers answer, if only by not knowing it.
const areYouThere = "keepalive@openssh.com"

// A connector makes connections, one after another when they break.
type connector struct {
	address  sftpAddress
	known    knownHosts
	identity string
	patience patience
}

// A connection is one to a server that has let us in. All operations share it: they do not wait for each other's answers.
type connection struct {
	*sftp.Client
	root   string // the site's
	ssh    *ssh.Client
	once   sync.Once
	closed chan struct{}
}

// connect makes a connection, and tells what is the matter if it cannot.
func (c *connector) connect(ctx context.Context) (*connection, error) {
	dialer := net.Dialer{Timeout: c.patience.answer}
	conn, err := dialer.DialContext(ctx, "tcp", c.address.dial())
	if err != nil {
		return nil, c.explain(ctx, err)
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	client, err := c.login(conn)
	if err != nil {
		conn.Close()
		return nil, c.explain(ctx, err)
	}
	made, err := c.begin(client)
	if err == nil {
		err = conn.SetDeadline(time.Time{})
	}
	if err != nil {
		client.Close()
		return nil, c.explain(ctx, err)
	}
	go made.keepAlive(c.patience)
	return made, nil
}

// login proves to each side who the other is.
func (c *connector) login(conn net.Conn) (*ssh.Client, error) {
	creds, err := gather(c.identity)
	if err != nil {
		return nil, err
	}
	defer creds.Close()
	if err := conn.SetDeadline(time.Now().Add(c.patience.login)); err != nil {
		return nil, err
	}
	proved := false
	config := &ssh.ClientConfig{
		User:              c.address.user,
		Auth:              creds.methods(),
		HostKeyAlgorithms: c.known.algorithms(c.address.dial()),
		HostKeyCallback: func(name string, remote net.Addr, key ssh.PublicKey) error {
			err := c.known.verify(name, remote, key)
			proved = err == nil
			return err
		},
	}
	link, channels, requests, err := ssh.NewClientConn(conn, c.address.dial(), config)
	if err != nil && proved && !isBroken(err) {
		return nil, creds.refused(c.address)
	}
	if err != nil {
		return nil, err
	}
	return ssh.NewClient(link, channels, requests), nil
}

// begin starts SFTP, and finds the site's folder.
func (c *connector) begin(client *ssh.Client) (*connection, error) {
	files, err := sftp.NewClient(client, sftp.UseConcurrentWrites(true))
	if err != nil {
		// Where the connection still works, it is not to blame.
		if _, _, dead := client.SendRequest(areYouThere, true, nil); dead == nil {
			return nil, &noSFTP{err}
		}
		return nil, err
	}
	made := &connection{Client: files, root: c.address.path, ssh: client, closed: make(chan struct{})}
	if !path.IsAbs(made.root) {
		home, err := files.Getwd()
		if err != nil {
			return nil, err
		}
		made.root = path.Join(home, made.root)
	}
	return made, nil
}

// at is where a file of the site lies on the server.
func (c *connection) at(name string) string { return path.Join(c.root, name) }

// keepAlive shows firewalls that the connection is in use, and ends it when the server is gone without a word.
func (c *connection) keepAlive(p patience) {
	for {
		select {
		case <-c.closed:
			return
		case <-time.After(p.quiet):
		}
		silent := time.AfterFunc(p.silent, c.end)
		_, _, err := c.ssh.SendRequest(areYouThere, true, nil)
		silent.Stop()
		if err != nil {
			c.end()
			return
		}
	}
}

// end makes all operations that are under way fail.
func (c *connection) end() {
	c.once.Do(func() {
		close(c.closed)
		// There is nobody any more who could be told that it fails.
		_ = c.ssh.Close()
	})
}

// current returns the connection that there is, or makes one, once for all who ask at the same time.
func (s *sftpHost) current(ctx context.Context) (*connection, error) {
	if c := s.held(); c != nil {
		return c, nil
	}
	result := s.connecting.DoChan("", func() (any, error) {
		if c := s.held(); c != nil {
			return c, nil
		}
		c, err := s.connector.connect(ctx)
		if err != nil {
			return nil, err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.conn = c
		return c, nil
	})
	select {
	case r := <-result:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*connection), nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (s *sftpHost) held() *connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conn
}

// drop makes the next operation connect anew.
func (s *sftpHost) drop(c *connection) {
	s.mu.Lock()
	if s.conn == c {
		s.conn = nil
	}
	s.mu.Unlock()
	c.end()
}

// do does something with the connection. When the run is stopped meanwhile, what is under way may end; but not wait for a
// server that does not answer.
func (s *sftpHost) do(ctx context.Context, what, name string, size int64, op func(*connection) error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	c, err := s.current(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-done:
		case <-time.After(s.connector.patience.end):
			c.end()
		}
	})
	err = op(c)
	close(done)
	stop()
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if !isAnswer(err) {
		s.drop(c)
	}
	return s.explain(c, what, name, size, err)
}
