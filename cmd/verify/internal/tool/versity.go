package tool

import (
	"context"
	"fmt"
	"io"
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

func compileVersity(ctx context.Context, home string) error {
	return keep(home, func(stage string) error {
		c := exec.CommandContext(ctx, "go", "install", versity+"@"+versityVersion)
		c.Env = append(os.Environ(), "GOBIN="+stage, "GOOS=", "GOARCH=", "GOFLAGS=")
		return run(c)
	})
}
