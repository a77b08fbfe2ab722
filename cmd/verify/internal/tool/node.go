package tool

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// Node returns the path of a program of Node.js, "node" or "npm", and installs both where
// they are missing and it may.
func Node(ctx context.Context, log io.Writer, program string) (string, error) {
	found, err := exec.LookPath(program)
	if err == nil {
		return found, nil
	}
	if !mayInstall() {
		return "", fmt.Errorf("no %s found: install Node.js 18.19 or later, with npm (Debian: `apt-get install nodejs npm`)", program)
	}
	if err := install(ctx, log, "nodejs", "npm"); err != nil {
		return "", err
	}
	return exec.LookPath(program)
}

// Modules returns a node_modules folder with exactly what dir/package-lock.json lists. It
// lies in the user's cache, named after the lock file, and is made when it is missing.
func Modules(ctx context.Context, log io.Writer, dir string) (string, error) {
	lock, err := os.ReadFile(filepath.Join(dir, "package-lock.json"))
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	home := filepath.Join(cache, "vagvisare-verify", fmt.Sprintf("%x", sha256.Sum256(lock))[:16])
	modules := filepath.Join(home, "node_modules")
	if _, err := os.Stat(modules); err == nil {
		return modules, nil
	}
	if err := installModules(ctx, log, dir, home); err != nil {
		return "", fmt.Errorf("install the npm packages of %s: %w", dir, err)
	}
	return modules, nil
}

// installModules makes the folder home.
func installModules(ctx context.Context, log io.Writer, dir, home string) error {
	npm, err := Node(ctx, log, "npm")
	if err != nil {
		return err
	}
	return keep(home, func(stage string) error {
		for _, name := range []string{"package.json", "package-lock.json"} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(stage, name), data, 0o666); err != nil {
				return err
			}
		}
		c := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--engine-strict", "--no-audit", "--no-fund")
		c.Dir = stage
		return run(c)
	})
}
