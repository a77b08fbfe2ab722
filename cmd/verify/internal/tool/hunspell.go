package tool

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
)

// ErrNoHunspell says that there is no Hunspell with a Swedish dictionary, and how to get one.
var ErrNoHunspell = errors.New("no Hunspell with the dictionary sv_SE found: install both (Debian: `apt-get install hunspell hunspell-sv`)")

// Hunspell returns the path of Hunspell, with a Swedish dictionary, and installs both where they are missing and it may.
func Hunspell(ctx context.Context, log io.Writer) (string, error) {
	found, err := findHunspell(ctx)
	if err == nil || !mayInstall() {
		return found, err
	}
	if err := install(ctx, log, "hunspell", "hunspell-sv"); err != nil {
		return "", err
	}
	return findHunspell(ctx)
}

// findHunspell holds Hunspell against a Swedish word, since it does not fail without a dictionary that it is given.
func findHunspell(ctx context.Context) (string, error) {
	found, err := exec.LookPath("hunspell")
	if err != nil {
		return "", ErrNoHunspell
	}
	c := exec.CommandContext(ctx, found, "-i", "utf-8", "-d", "sv_SE", "-l")
	c.Stdin = strings.NewReader("kommunen\nkomunen\n")
	if out, err := c.Output(); err != nil || strings.TrimSpace(string(out)) != "komunen" {
		return "", ErrNoHunspell
	}
	return found, nil
}
