package publish_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// fails opens a host that cannot be opened, and holds what the message says: on one line, and without a secret.
func fails(t *testing.T, target string, opt publish.TargetOptions, parts ...string) {
	t.Helper()
	host, err := publish.OpenSFTP(t.Context(), target, opt)
	if err == nil {
		host.Close()
		t.Fatalf("it was opened, want %q", parts)
	}
	says(t, err, parts...)
}

// says holds that an error has all of some parts, stands on one line, and tells no secret.
func says(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %q", parts)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
	for _, secret := range []string{password, passphrase, "\n"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("%q holds %q", err, secret)
		}
	}
}

func (s *sftpServer) options() publish.TargetOptions {
	return publish.TargetOptions{Identity: s.identity, KnownHosts: s.known}
}

func opens(t *testing.T, s *sftpServer, opt publish.TargetOptions) {
	t.Helper()
	host, err := publish.OpenSFTP(t.Context(), s.target(), opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Close(); err != nil {
		t.Error(err)
	}
}

func TestSFTPTarget(t *testing.T) {
	for target, want := range map[string]string{
		"sftp://deploy:" + password + "@host/www":     "VAGVISARE_SSH_PASSWORD",
		"sftp://deploy:%zz" + password + "@host/www":  "sftp://user@host/path",
		"sftp://deploy:" + password + "%@host/www":    "sftp://user@host/path",
		"sftp://host/www":                             "sftp://USER@host/www",
		"sftp:///www":                                 "no host",
		"sftp://deploy@host":                          "sftp://deploy@host/~/path",
		"sftp://deploy@host/www?x":                    "%3F",
		"sftp://deploy@host:port/www":                 "sftp://user@host/path",
		"sftp:deploy@host/www":                        "sftp://user@host/path",
		"sftp://deploy@no-such-host.invalid/www":      "no-such-host.invalid",
		"sftp://deploy@no-such-host.invalid:2222/~/a": "no-such-host.invalid",
	} {
		t.Run(target, func(t *testing.T) {
			t.Setenv("HOME", t.TempDir())
			fails(t, target, publish.TargetOptions{}, want)
		})
	}
}

func TestSFTPKeys(t *testing.T) {
	t.Run("the usual file", func(t *testing.T) {
		s := startSFTP(t)
		data, err := os.ReadFile(s.identity)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(os.Getenv("HOME"), ".ssh/id_ed25519"), string(data))
		known, err := os.ReadFile(s.known)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(os.Getenv("HOME"), ".ssh/known_hosts"), string(known))
		opens(t, s, publish.TargetOptions{})
	})
	t.Run("the agent", func(t *testing.T) {
		s := startSFTP(t)
		data, err := os.ReadFile(s.identity)
		if err != nil {
			t.Fatal(err)
		}
		key, err := ssh.ParseRawPrivateKey(data)
		if err != nil {
			t.Fatal(err)
		}
		startAgent(t, key)
		opens(t, s, publish.TargetOptions{KnownHosts: s.known})
	})
	t.Run("an encrypted file", func(t *testing.T) {
		s := startSFTP(t)
		key := newKey(t, "ecdsa")
		letIn(s, key)
		locked := keyFile(t, key, passphrase)
		opt := publish.TargetOptions{Identity: locked, KnownHosts: s.known}
		fails(t, s.target(), opt, "does not let deploy in", locked+" is encrypted", "ssh-add", "VAGVISARE_SSH_PASSPHRASE", "no ssh-agent answers")
		t.Setenv("VAGVISARE_SSH_PASSPHRASE", "wrong-"+passphrase)
		fails(t, s.target(), opt, "is not opened by the passphrase")
		t.Setenv("VAGVISARE_SSH_PASSPHRASE", passphrase)
		opens(t, s, opt)
	})
	t.Run("the password", func(t *testing.T) {
		s := startSFTP(t)
		t.Setenv("VAGVISARE_SSH_PASSWORD", password)
		opens(t, s, publish.TargetOptions{KnownHosts: s.known})
		t.Setenv("VAGVISARE_SSH_PASSWORD", "not-"+password)
		fails(t, s.target(), publish.TargetOptions{KnownHosts: s.known}, "does not let deploy in with the password of VAGVISARE_SSH_PASSWORD")
	})
	t.Run("the password, when it is asked for", func(t *testing.T) {
		s := startSFTP(t)
		s.change(func() {
			s.config.PasswordCallback = nil
			s.config.KeyboardInteractiveCallback = func(_ ssh.ConnMetadata, ask ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
				answers, err := ask("", "", []string{"Password: "}, []bool{false})
				if err != nil || answers[0] != password {
					return nil, os.ErrPermission
				}
				return nil, nil
			}
		})
		t.Setenv("VAGVISARE_SSH_PASSWORD", password)
		opens(t, s, publish.TargetOptions{KnownHosts: s.known})
	})
	t.Run("a key that nobody knows", func(t *testing.T) {
		s := startSFTP(t)
		other := keyFile(t, newKey(t, "rsa"), "")
		fails(t, s.target(), publish.TargetOptions{Identity: other, KnownHosts: s.known}, "does not let deploy in with the key "+other, "VAGVISARE_SSH_PASSWORD is not set")
	})
	t.Run("nothing", func(t *testing.T) {
		s := startSFTP(t)
		fails(t, s.target(), publish.TargetOptions{KnownHosts: s.known}, "does not let deploy in without a key or password", "no ssh-agent answers")
	})
	t.Run("no such file", func(t *testing.T) {
		s := startSFTP(t)
		fails(t, s.target(), publish.TargetOptions{Identity: "none/key", KnownHosts: s.known}, "none/key")
	})
	t.Run("no key", func(t *testing.T) {
		s := startSFTP(t)
		fails(t, s.target(), publish.TargetOptions{Identity: s.known, KnownHosts: s.known}, s.known+" is no private key")
	})
}

// letIn makes the server let in another key.
func letIn(s *sftpServer, key ssh.Signer) {
	s.change(func() {
		s.config.PublicKeyCallback = func(_ ssh.ConnMetadata, given ssh.PublicKey) (*ssh.Permissions, error) {
			if string(given.Marshal()) != string(key.PublicKey().Marshal()) {
				return nil, os.ErrPermission
			}
			return nil, nil
		}
	})
}

// startAgent starts a program that keeps a key.
func startAgent(t *testing.T, key any) {
	t.Helper()
	ring := agent.NewKeyring()
	if err := ring.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "agent") // since the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	listener, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	t.Setenv("SSH_AUTH_SOCK", listener.Addr().String())
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() { _ = agent.ServeAgent(ring, conn) }()
		}
	}()
}

func TestSFTPKnownHosts(t *testing.T) {
	ed, ec, rsa := newKey(t, "ed25519"), newKey(t, "ecdsa"), newKey(t, "rsa")
	t.Run("unknown", func(t *testing.T) {
		s := startSFTP(t, ed)
		writeFile(t, s.known, "# nobody\n")
		_, port, _ := net.SplitHostPort(s.address)
		fails(t, s.target(), s.options(), "is not known", ssh.FingerprintSHA256(ed.PublicKey()), "ssh-keyscan -p "+port+" 127.0.0.1 >> "+s.known)
	})
	t.Run("no file", func(t *testing.T) {
		s := startSFTP(t, ed)
		fails(t, s.target(), publish.TargetOptions{Identity: s.identity}, "is not known", ">> "+filepath.Join(os.Getenv("HOME"), ".ssh", "known_hosts"))
		fails(t, s.target(), publish.TargetOptions{Identity: s.identity, KnownHosts: "none/known_hosts"}, "none/known_hosts", "--known-hosts")
	})
	t.Run("changed", func(t *testing.T) {
		s := startSFTP(t, ed)
		old := newKey(t, "ed25519")
		s.know(t, old)
		fails(t, s.target(), s.options(), "WARNING", ssh.FingerprintSHA256(ed.PublicKey()), ssh.FingerprintSHA256(old.PublicKey()), s.known+":1", "ssh-keygen -R", "nothing has been sent")
	})
	t.Run("revoked", func(t *testing.T) {
		s := startSFTP(t, ed)
		writeFile(t, s.known, "@revoked * "+string(ssh.MarshalAuthorizedKey(ed.PublicKey())))
		fails(t, s.target(), s.options(), "has been revoked", s.known+":1")
	})
	t.Run("a line that is wrong", func(t *testing.T) {
		s := startSFTP(t, ed)
		writeFile(t, s.known, "host ssh-ed25519 !\n")
		fails(t, s.target(), s.options(), s.known+":1", "--known-hosts")
	})
	// A server with keys of several kinds, of which one is known.
	for _, known := range []ssh.Signer{ed, ec, rsa} {
		t.Run("known is "+known.PublicKey().Type(), func(t *testing.T) {
			s := startSFTP(t, ed, ec, rsa)
			s.know(t, known)
			opens(t, s, s.options())
		})
	}
	t.Run("hashed", func(t *testing.T) {
		s := startSFTP(t, ed, ec, rsa)
		writeFile(t, s.known, knownhosts.HashHostname(knownhosts.Normalize(s.address))+" "+string(ssh.MarshalAuthorizedKey(ec.PublicKey())))
		opens(t, s, s.options())
	})
	t.Run("known is another kind", func(t *testing.T) {
		s := startSFTP(t, ed)
		s.know(t, rsa)
		fails(t, s.target(), s.options(), "no key of a kind that is known", "ssh-ed25519", "ssh-keyscan")
	})
	t.Run("an authority vouches", func(t *testing.T) {
		authority := newKey(t, "ed25519")
		certificate := &ssh.Certificate{Key: ed.PublicKey(), CertType: ssh.HostCert, ValidPrincipals: []string{"127.0.0.1"}, ValidBefore: ssh.CertTimeInfinity}
		if err := certificate.SignCert(nonce{}, authority.(rawKey).Signer); err != nil {
			t.Fatal(err)
		}
		vouched, err := ssh.NewCertSigner(certificate, ed.(rawKey).Signer)
		if err != nil {
			t.Fatal(err)
		}
		s := startSFTP(t, ec)
		s.change(func() { s.config.AddHostKey(vouched) })
		writeFile(t, s.known, "@cert-authority "+knownhosts.Normalize(s.address)+" "+string(ssh.MarshalAuthorizedKey(authority.PublicKey())))
		opens(t, s, s.options())
		writeFile(t, s.known, "@cert-authority "+knownhosts.Normalize(s.address)+" "+string(ssh.MarshalAuthorizedKey(newKey(t, "ed25519").PublicKey())))
		fails(t, s.target(), s.options(), "is refused")
	})
}

// A nonce is as random as a test needs.
type nonce struct{}

func (nonce) Read(p []byte) (int, error) { return len(p), nil }

func TestSFTPUnreachable(t *testing.T) {
	t.Run("refused", func(t *testing.T) {
		s := startSFTP(t)
		s.stop()
		fails(t, s.target(), s.options(), s.address+" takes no connections", "connection refused")
	})
	t.Run("no SSH", func(t *testing.T) {
		s := startSFTP(t)
		s.change(func() { s.budget = func() int { return 1 } })
		fails(t, s.target(), s.options(), "no connection to "+s.address)
	})
	t.Run("says nothing", func(t *testing.T) {
		publish.HurryLogin(t)
		s := startSFTP(t)
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		fails(t, "sftp://deploy@"+listener.Addr().String()+"/www", s.options(), listener.Addr().String()+" does not answer", "firewall")
	})
	t.Run("no SFTP", func(t *testing.T) {
		s := startSFTP(t)
		s.change(func() { s.shellOnly = true })
		fails(t, s.target(), s.options(), "lets deploy in, but not to files", "is SFTP switched on there?")
	})
}
