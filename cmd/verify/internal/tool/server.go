package tool

import (
	"context"
	"fmt"
	"io"
	"os/exec"
)

// A server is a program that serves pages, and how it is had.
type server struct {
	names []string // of the program
	pkg   string   // of Debian; of those there are, the one that starts nothing
}

var (
	nginx  = server{[]string{"nginx", "/usr/sbin/nginx"}, "nginx"}
	apache = server{[]string{"apache2", "/usr/sbin/apache2"}, "apache2-bin"}
)

// Nginx returns the path of nginx, and installs it where there is none and it may.
func Nginx(ctx context.Context, log io.Writer) (string, error) { return nginx.program(ctx, log) }

// Apache returns the path of Debian's Apache, whose modules lie in ApacheModules, and installs it where there is none and it may.
func Apache(ctx context.Context, log io.Writer) (string, error) { return apache.program(ctx, log) }

// ApacheModules is the folder with the modules of Debian's Apache.
const ApacheModules = "/usr/lib/apache2/modules"

func (s server) program(ctx context.Context, log io.Writer) (string, error) {
	found, err := s.find()
	if err == nil || !mayInstall() {
		return found, err
	}
	if err := install(ctx, log, s.pkg); err != nil {
		return "", err
	}
	return s.find()
}

func (s server) find() (string, error) {
	for _, name := range s.names {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", fmt.Errorf("no %s found: install it (Debian: `apt-get install %s`)", s.names[0], s.pkg)
}
