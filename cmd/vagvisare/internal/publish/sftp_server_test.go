package publish_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// Secrets that no message may hold.
const (
	password   = "Hemligt-losenord-1"
	passphrase = "Hemlig-fras-2"
)

// An sftpServer serves a temporary folder to the user deploy.
type sftpServer struct {
	dir      string // the site's, not made yet
	address  string
	known    string // file of known hosts that knows it
	identity string // file of a key that it lets in

	listener net.Listener

	mu       sync.Mutex // guards what follows
	config   *ssh.ServerConfig
	handlers *sftp.Handlers // nil for those that come with the library
	budget   func() int     // bytes that a connection brings before it breaks; nil for all
	mute     bool           // connections fall silent in place of breaking
	conns    []net.Conn
	bytes    int64 // that have come

	shellOnly bool // users are let in, but not to files
}

// startSFTP starts a server that proves itself with some keys; without any it makes one.
func startSFTP(t *testing.T, keys ...ssh.Signer) *sftpServer {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	t.Setenv("SSH_AUTH_SOCK", filepath.Join(t.TempDir(), "none"))
	t.Setenv("VAGVISARE_SSH_PASSWORD", "")
	t.Setenv("VAGVISARE_SSH_PASSPHRASE", "")
	if len(keys) == 0 {
		keys = []ssh.Signer{newKey(t, "ed25519")}
	}
	user := newKey(t, "ed25519")
	s := &sftpServer{dir: filepath.Join(t.TempDir(), "www"), known: filepath.Join(t.TempDir(), "known_hosts")}
	s.identity = keyFile(t, user, "")
	s.config = &ssh.ServerConfig{
		MaxAuthTries: 20,
		PasswordCallback: func(c ssh.ConnMetadata, given []byte) (*ssh.Permissions, error) {
			if c.User() == "deploy" && string(given) == password {
				return nil, nil
			}
			return nil, errors.New("no")
		},
		PublicKeyCallback: func(c ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			if c.User() == "deploy" && string(key.Marshal()) == string(user.PublicKey().Marshal()) {
				return nil, nil
			}
			return nil, errors.New("no")
		},
	}
	for _, key := range keys {
		s.config.AddHostKey(key.(rawKey).Signer)
	}
	s.listen(t, "127.0.0.1:0")
	s.know(t, keys...)
	return s
}

// listen takes connections until the test ends.
func (s *sftpServer) listen(t *testing.T, address string) {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	s.listener, s.address = listener, listener.Addr().String()
	var group sync.WaitGroup
	group.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			conn = s.limit(conn)
			group.Go(func() { s.serve(conn) })
		}
	})
	t.Cleanup(func() {
		s.stop()
		group.Wait()
	})
}

// stop takes no more connections, and breaks those that there are.
func (s *sftpServer) stop() {
	s.listener.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, conn := range s.conns {
		conn.Close()
	}
	s.conns = nil
}

func (s *sftpServer) limit(conn net.Conn) net.Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := &limited{Conn: conn, server: s, mute: s.mute, closed: make(chan struct{})}
	l.left.Store(-1)
	if s.budget != nil {
		l.left.Store(int64(s.budget()))
	}
	s.conns = append(s.conns, l)
	return l
}

// change changes how the server treats connections that come from now on.
func (s *sftpServer) change(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
}

// received returns how many bytes have come since it was last asked.
func (s *sftpServer) received() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.bytes
	s.bytes = 0
	return n
}

// connections returns how many there have been.
func (s *sftpServer) connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

// A limited connection breaks when it has brought so many bytes; never, if they are less than 0.
type limited struct {
	net.Conn
	server *sftpServer
	left   atomic.Int64
	mute   bool // it falls silent instead
	once   sync.Once
	closed chan struct{}
}

func (l *limited) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Conn.Close()
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left.Load() == 0 && l.mute {
		<-l.closed
	}
	switch left := l.left.Load(); {
	case left == 0:
		l.Conn.Close()
		return 0, io.ErrUnexpectedEOF
	case left > 0:
		p = p[:min(int64(len(p)), left)]
	}
	n, err := l.Conn.Read(p)
	if l.left.Load() > 0 {
		l.left.Store(max(0, l.left.Load()-int64(n)))
	}
	l.server.change(func() { l.server.bytes += int64(n) })
	return n, err
}

// breakAfter lets the first connection bring some more bytes.
func (s *sftpServer) breakAfter(bytes int64) {
	s.change(func() { s.conns[0].(*limited).left.Store(bytes) })
}

func (s *sftpServer) serve(conn net.Conn) {
	defer conn.Close()
	var config ssh.ServerConfig
	var handlers *sftp.Handlers
	var shellOnly bool
	s.change(func() { config, handlers, shellOnly = *s.config, s.handlers, s.shellOnly })
	server, channels, requests, err := ssh.NewServerConn(conn, &config)
	if err != nil {
		return
	}
	defer server.Close()
	go ssh.DiscardRequests(requests)
	for asked := range channels {
		channel, requests, err := asked.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				_ = r.Reply(r.Type == "subsystem" && !shellOnly, nil)
			}
		}()
		if !shellOnly {
			s.answer(channel, handlers)
		}
		channel.Close()
	}
}

func (s *sftpServer) answer(channel ssh.Channel, handlers *sftp.Handlers) {
	if handlers != nil {
		_ = sftp.NewRequestServer(channel, *handlers).Serve()
		return
	}
	server, err := sftp.NewServer(channel, sftp.WithServerWorkingDirectory(filepath.Dir(s.dir)))
	if err == nil {
		_ = server.Serve()
	}
}

// know makes the file of known hosts hold some keys of the server.
func (s *sftpServer) know(t *testing.T, keys ...ssh.Signer) {
	t.Helper()
	var lines []string
	for _, key := range keys {
		lines = append(lines, knownhosts.Line([]string{knownhosts.Normalize(s.address)}, key.PublicKey()))
	}
	writeFile(t, s.known, strings.Join(lines, "\n")+"\n")
}

func (s *sftpServer) target() string { return "sftp://deploy@" + s.address + filepath.ToSlash(s.dir) }

// open returns the host, and ends its connection when the test ends.
func (s *sftpServer) open(t *testing.T) publish.Host {
	t.Helper()
	host, err := publish.OpenSFTP(t.Context(), s.target(), publish.TargetOptions{Identity: s.identity, KnownHosts: s.known})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { host.Close() })
	return host
}

// newKey makes a private key.
func newKey(t *testing.T, kind string) ssh.Signer {
	t.Helper()
	var key any
	var err error
	switch kind {
	case "ed25519":
		_, key, err = ed25519.GenerateKey(rand.Reader)
	case "ecdsa":
		key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case "rsa":
		key, err = rsa.GenerateKey(rand.Reader, 2048)
	}
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return rawKey{signer, key}
}

// A rawKey is one that can be written to a file.
type rawKey struct {
	ssh.Signer
	raw any
}

// keyFile writes a key to a file, encrypted if there is a passphrase.
func keyFile(t *testing.T, key ssh.Signer, passphrase string) string {
	t.Helper()
	raw := key.(rawKey).raw
	block, err := ssh.MarshalPrivateKey(raw, "")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(raw, "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "id_"+strconv.Itoa(len(passphrase)))
	writeFile(t, name, string(pem.EncodeToMemory(block)))
	return name
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// onDisk returns the files below a folder.
func onDisk(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(rel)], err = os.ReadFile(name)
		return err
	})
	if errors.Is(err, os.ErrNotExist) {
		return files, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return files, nil
}
