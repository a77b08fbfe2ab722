package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// Secrets come from the environment: other users of a machine see what stands on a command line.
const (
	passwordVariable   = "VAGVISARE_SSH_PASSWORD"
	passphraseVariable = "VAGVISARE_SSH_PASSPHRASE"
)

// credentials are all that somebody may be let in with, and what is told when he is not.
type credentials struct {
	signers  []ssh.Signer
	password string
	tried    []string // names of the signers and of the password, without secrets
	left     []string // what could not be tried, and why
	agent    io.Closer
}

// gather looks for keys in a file, or with "" in the usual ones, and in the agent; and for a password.
func gather(identity string) (*credentials, error) {
	c := &credentials{}
	if identity != "" {
		if err := c.addFile(identity); err != nil {
			return nil, err
		}
	}
	c.addAgent()
	if identity == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return nil, err
		}
		for _, name := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
			if err := c.addFile(filepath.Join(home, ".ssh", name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				c.left = append(c.left, err.Error())
			}
		}
	}
	if c.password = os.Getenv(passwordVariable); c.password != "" {
		c.tried = append(c.tried, "the password of "+passwordVariable)
	} else {
		c.left = append(c.left, passwordVariable+" is not set")
	}
	return c, nil
}

// addFile adds the key of a file. One that is encrypted needs a passphrase, unless the agent has it.
func (c *credentials) addFile(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	signer, err := ssh.ParsePrivateKey(data)
	var locked *ssh.PassphraseMissingError
	if errors.As(err, &locked) {
		passphrase := os.Getenv(passphraseVariable)
		if passphrase == "" {
			c.left = append(c.left, fmt.Sprintf("%s is encrypted (give it to the agent with “ssh-add %[1]s”, or its passphrase in %s)", name, passphraseVariable))
			return nil
		}
		signer, err = ssh.ParsePrivateKeyWithPassphrase(data, []byte(passphrase))
		if err != nil {
			c.left = append(c.left, fmt.Sprintf("%s is not opened by the passphrase of %s", name, passphraseVariable))
			return nil
		}
	}
	if err != nil {
		return fmt.Errorf("%s is no private key that can be used: %w", name, err)
	}
	c.add(signer, "the key "+name)
	return nil
}

// addAgent adds the keys that an agent keeps.
func (c *credentials) addAgent() {
	conn, err := dialAgent()
	if err != nil {
		c.left = append(c.left, "no ssh-agent answers")
		return
	}
	signers, err := agent.NewClient(conn).Signers()
	if err != nil {
		c.left = append(c.left, "the ssh-agent fails: "+err.Error())
		conn.Close()
		return
	}
	c.agent = conn
	for _, signer := range signers {
		c.add(signer, "the agent's key "+ssh.FingerprintSHA256(signer.PublicKey()))
	}
	if len(signers) == 0 {
		c.left = append(c.left, "the ssh-agent holds no key")
	}
}

// add adds a key once, wherever it is found again.
func (c *credentials) add(signer ssh.Signer, name string) {
	for _, other := range c.signers {
		if string(other.PublicKey().Marshal()) == string(signer.PublicKey().Marshal()) {
			return
		}
	}
	c.signers = append(c.signers, signer)
	c.tried = append(c.tried, name)
}

// methods returns the ways in, in the order in which they are tried.
func (c *credentials) methods() (methods []ssh.AuthMethod) {
	if len(c.signers) > 0 {
		methods = append(methods, ssh.PublicKeys(c.signers...))
	}
	if c.password != "" {
		// Many servers ask for the password as the answer to a question of their own.
		methods = append(methods, ssh.Password(c.password), ssh.KeyboardInteractive(c.answer))
	}
	return methods
}

// answer gives the password to whatever question the server hides the answer of.
func (c *credentials) answer(_, _ string, questions []string, echos []bool) ([]string, error) {
	answers := make([]string, len(questions))
	for i := range questions {
		if echos[i] {
			return nil, errors.New("the server asks for more than a password")
		}
		answers[i] = c.password
	}
	return answers, nil
}

// refused tells of a server that lets nobody in with any of them.
func (c *credentials) refused(a sftpAddress) error {
	text := fmt.Sprintf("%s does not let %s in", a.host, a.user)
	if len(c.tried) > 0 {
		text += " with " + strings.Join(c.tried, ", ")
	} else {
		text += " without a key or password"
	}
	if len(c.left) > 0 {
		text += "; not tried: " + strings.Join(c.left, ", ")
	}
	return errors.New(text)
}

func (c *credentials) Close() error {
	if c.agent == nil {
		return nil
	}
	return c.agent.Close()
}
