package tool

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
)

// mayInstall reports whether packages can be installed here without asking anyone: as
// root on Debian.
func mayInstall() bool {
	release, err := os.ReadFile("/etc/os-release")
	return err == nil && os.Geteuid() == 0 && regexp.MustCompile(`(?m)^ID="?debian"?$`).Match(release)
}

// installing is held while something is installed: apt-get works for one at a time, and steps of verify may not.
var installing sync.Mutex

// install installs packages of Debian, and says so in log.
func install(ctx context.Context, log io.Writer, packages ...string) error {
	installing.Lock()
	defer installing.Unlock()
	fmt.Fprintf(log, "installing %s with apt-get …\n", strings.Join(packages, " "))
	if err := aptGet(ctx, "update"); err != nil {
		return err
	}
	return aptGet(ctx, append([]string{"install", "--yes", "--no-install-recommends"}, packages...)...)
}

func aptGet(ctx context.Context, args ...string) error {
	c := exec.CommandContext(ctx, "apt-get", args...)
	c.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	return run(c)
}

// run runs a command. Its error holds what the command said.
func run(c *exec.Cmd) error {
	out, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(c.Args, " "), err, bytes.TrimSpace(out))
	}
	return nil
}
