package tool

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// versity is an S3 server that checks what it is sent, and keeps it in a folder: https://github.com/versity/versitygw.
const (
	versity        = "github.com/versity/versitygw/cmd/versitygw"
	versityVersion = "v1.8.0"
)

// Versity returns the path of an S3 server. It lies in the user's cache, and is compiled, which takes minutes, when it is missing.
func Versity(ctx context.Context, log io.Writer) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	home := filepath.Join(cache, "vagvisare-verify", "versitygw-"+versityVersion)
	program := filepath.Join(home, "versitygw")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	fmt.Fprintf(log, "compiling %s %s …\n", versity, versityVersion)
	if err := compileVersity(ctx, home); err != nil {
		return "", fmt.Errorf("compile an S3 server: %w", err)
	}
	return program, nil
}

// compileVersity makes the folder home. It is there whole or not at all, also when two do this at once.
func compileVersity(ctx context.Context, home string) error {
	if err := os.MkdirAll(filepath.Dir(home), 0o777); err != nil {
		return err
	}
	stage, err := os.MkdirTemp(filepath.Dir(home), "stage")
	if err != nil {
		return err
	}
	defer os.RemoveAll(stage)
	c := exec.CommandContext(ctx, "go", "install", versity+"@"+versityVersion)
	c.Env = append(os.Environ(), "GOBIN="+stage, "GOOS=", "GOARCH=", "GOFLAGS=")
	if err := run(c); err != nil {
		return err
	}
	if err := os.Rename(stage, home); err != nil {
		if _, made := os.Stat(home); errors.Is(made, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
