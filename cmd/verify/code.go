package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func checkFormat(s *session, t *tally) {
	gofmt, err := goTool(s, "gofmt")
	if err != nil {
		t.fail("%v", err)
		return
	}
	out, err := s.command(nil, gofmt, "-l", ".")
	if err != nil {
		t.fail("%v", err)
		return
	}
	var problems []string
	for _, name := range strings.Fields(string(out)) {
		problems = append(problems, name+" is not formatted: run `gofmt -w "+filepath.ToSlash(name)+"`")
	}
	t.check("gofmt -l .", problems...)
}

// goTool returns the path of a program that comes with Go: that of the Go in use, which
// need not be the one on the PATH.
func goTool(s *session, name string) (string, error) {
	root, err := s.command(nil, "go", "env", "GOROOT")
	if err != nil {
		return "", err
	}
	found, err := exec.LookPath(filepath.Join(strings.TrimSpace(string(root)), "bin", name))
	if err != nil {
		found, err = exec.LookPath(name)
	}
	if err != nil {
		return "", fmt.Errorf("no %s found: install Go from go.dev, which brings it", name)
	}
	return found, nil
}

func checkVet(s *session, t *tally) {
	_, err := s.command(nil, "go", "vet", "./...")
	t.checkError("vet", err)
}

func checkStatic(s *session, t *tally) {
	_, err := s.command(nil, "go", "tool", "staticcheck", "./...")
	t.checkError("staticcheck", err)
}

func checkCross(s *session, t *tally) {
	for _, system := range []string{"windows", "darwin"} {
		_, err := s.command([]string{"GOOS=" + system, "CGO_ENABLED=0"}, "go", "build", "-o", os.DevNull, "./cmd/vagvisare")
		t.checkError("compile for "+system, err)
	}
}
