package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"vagvisare/cmd/verify/internal/browser"
	"vagvisare/cmd/verify/internal/tool"
)

// packages is the folder with the list of npm packages.
const packages = "cmd/verify"

// A session is what the steps of one run share. What costs time is made when it is first
// asked for, and once.
type session struct {
	ctx   context.Context
	dir   string // temporary
	named bool   // whether steps were asked for by name

	program  func() (string, error) // path of vagvisare, compiled
	portal   func() (*portal, error)
	chromium func() (string, error) // path of a browser
	modules  func() (string, error) // path of node_modules
	nginx    func() (string, error) // path of a server
	apache   func() (string, error)
}

func newSession(ctx context.Context, log io.Writer) (*session, error) {
	dir, err := os.MkdirTemp("", "vagvisare-verify")
	if err != nil {
		return nil, err
	}
	s := &session{ctx: ctx, dir: dir}
	s.program = sync.OnceValues(func() (string, error) {
		name := filepath.Join(dir, "vagvisare")
		if runtime.GOOS == "windows" {
			name += ".exe"
		}
		_, err := s.command(nil, "go", "build", "-o", name, "./cmd/vagvisare")
		return name, err
	})
	s.portal = sync.OnceValues(func() (*portal, error) { return newPortal(s, "first", plainCopy) })
	s.chromium = sync.OnceValues(func() (string, error) { return tool.Chromium(ctx, log) })
	s.modules = sync.OnceValues(func() (string, error) { return tool.Modules(ctx, log, packages) })
	s.nginx = sync.OnceValues(func() (string, error) { return tool.Nginx(ctx, log) })
	s.apache = sync.OnceValues(func() (string, error) { return tool.Apache(ctx, log) })
	return s, nil
}

// browse starts a browser for something to be done in it.
func (s *session) browse(do func(*browser.Browser) error) error {
	program, err := s.chromium()
	if err != nil {
		return err
	}
	b, err := browser.Start(s.ctx, program)
	if err != nil {
		return err
	}
	return errors.Join(do(b), b.Close())
}

func (s *session) close() { os.RemoveAll(s.dir) }

// command runs a program, with variables added to its environment, and returns what it
// prints on standard output. The error holds all that it printed.
func (s *session) command(env []string, name string, args ...string) ([]byte, error) {
	c := exec.CommandContext(s.ctx, name, args...)
	c.Env = append(os.Environ(), env...)
	c.WaitDelay = time.Minute
	var out bytes.Buffer
	var all both
	c.Stdout = io.MultiWriter(&out, &all)
	c.Stderr = &all
	err := c.Run()
	if err != nil {
		err = fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, bytes.TrimSpace(all.text))
	}
	return out.Bytes(), err
}

// both keeps what a program prints on its two outputs, which are read at the same time.
type both struct {
	mu   sync.Mutex
	text []byte
}

func (b *both) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.text = append(b.text, p...)
	return len(p), nil
}
