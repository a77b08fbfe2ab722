package publish

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// A knownHosts tells whether a server is the one that it says it is.
type knownHosts struct {
	check ssh.HostKeyCallback
	add   string // the file that the key of a new host is added to
}

// systemKnownHosts is where the administrator of this machine keeps the keys of hosts for all.
const systemKnownHosts = "/etc/ssh/ssh_known_hosts"

// readKnownHosts reads a file, or with "" the usual ones, as far as there are any.
func readKnownHosts(file string) (k knownHosts, err error) {
	files := []string{file}
	if file == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return k, err
		}
		files = []string{filepath.Join(home, ".ssh", "known_hosts"), systemKnownHosts}
	}
	k.add = files[0]
	if file == "" {
		files = slices.DeleteFunc(files, func(name string) bool {
			_, err := os.Stat(name)
			return errors.Is(err, fs.ErrNotExist)
		})
	}
	k.check, err = knownhosts.New(files...)
	if err != nil {
		err = fmt.Errorf("%w; --known-hosts names another file", err)
	}
	return k, err
}

// known returns what the files say of a host.
func (k knownHosts) known(address string) []knownhosts.KnownKey {
	var keyError *knownhosts.KeyError
	// There is no way to ask but with a key that is none of the host's.
	if errors.As(k.check(address, anyAddress{}, anyKey{}), &keyError) {
		return keyError.Want
	}
	return nil
}

// algorithms returns the kinds of keys that the server may prove itself with: those that its known keys are of. A server
// that has keys of several kinds would else offer one that nobody knows. Of an unknown server any kind will do to tell of it.
func (k knownHosts) algorithms(address string) []string {
	var vouched, plain []string
	for _, known := range k.known(address) {
		switch kind := known.Key.Type(); {
		case isAuthority(known):
			vouched = certificates()
		case kind == ssh.KeyAlgoRSA:
			plain = append(plain, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
		default:
			plain = append(plain, kind)
		}
	}
	return slices.Concat(vouched, plain)
}

// certificates returns the kinds of keys that an authority vouches for.
func certificates() []string {
	return slices.DeleteFunc(ssh.SupportedAlgorithms().HostKeys, func(name string) bool { return !strings.Contains(name, "-cert-") })
}

// isAuthority reports whether a key stands in its file as one that vouches for others.
func isAuthority(known knownhosts.KnownKey) bool {
	f, err := os.Open(known.Filename)
	if err != nil {
		return false
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if n == known.Line {
			return strings.HasPrefix(strings.TrimSpace(lines.Text()), "@cert-authority")
		}
	}
	return false
}

// A keyRefused is a server that has not proved who it is.
type keyRefused struct{ text string }

func (e *keyRefused) Error() string { return e.text }

// verify is the callback that refuses a server, and says what to do about it.
func (k knownHosts) verify(address string, remote net.Addr, key ssh.PublicKey) error {
	err := k.check(address, remote, key)
	if err == nil {
		return nil
	}
	name, print := knownhosts.Normalize(address), key.Type()+" "+ssh.FingerprintSHA256(key)
	var unknown *knownhosts.KeyError
	var revoked *knownhosts.RevokedError
	switch {
	case errors.As(err, &revoked):
		return &keyRefused{fmt.Sprintf("the key of %s (%s) has been revoked in %s:%d: nothing has been sent", name, print, revoked.Revoked.Filename, revoked.Revoked.Line)}
	case !errors.As(err, &unknown):
		return &keyRefused{fmt.Sprintf("the key of %s (%s) is refused: %v", name, print, err)}
	case len(unknown.Want) == 0:
		return &keyRefused{fmt.Sprintf("the key of %s is not known: it is %s; if whoever runs the server says that this is right, add it with “%s”", name, print, k.scan(address))}
	}
	known := unknown.Want[0]
	return &keyRefused{fmt.Sprintf("WARNING: %s is not the server that it was, or somebody stands between: its key is %s, but %s:%d has %s; nothing has been sent; ask whoever runs the server, and only if the key is new there remove the old one with “ssh-keygen -R '%s' -f %s”",
		name, print, known.Filename, known.Line, ssh.FingerprintSHA256(known.Key), name, known.Filename)}
}

// scan returns the command that adds the keys of a host.
func (k knownHosts) scan(address string) string {
	host, port, _ := net.SplitHostPort(address)
	if port == "22" {
		return fmt.Sprintf("ssh-keyscan %s >> %s", host, k.add)
	}
	return fmt.Sprintf("ssh-keyscan -p %s %s >> %s", port, host, k.add)
}

// anyAddress and anyKey are none of any host's.
type (
	anyAddress struct{}
	anyKey     struct{}
)

func (anyAddress) Network() string { return "tcp" }
func (anyAddress) String() string  { return "0.0.0.0:0" }

func (anyKey) Type() string                        { return "none" }
func (anyKey) Marshal() []byte                     { return nil }
func (anyKey) Verify([]byte, *ssh.Signature) error { return errors.New("no key") }
