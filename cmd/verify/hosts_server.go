package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vagvisare/cmd/verify/internal/tool"
)

// A webServer is a server that is running, with a port for each site.
type webServer struct {
	sites     []hostedSite
	encodings []string // in which it sends what lies compressed beside files
	bare      bool     // whether it has hardly any module, so that it can but serve files
	stop      func()
}

// startServers starts nginx, Apache, and an Apache without what the portal's files for it ask for. Those that have been started
// are returned with an error too.
func startServers(s *session, sites []hostedSite) ([]webServer, error) {
	nginx, err := s.nginx()
	if err != nil {
		return nil, err
	}
	apache, err := s.apache()
	if err != nil {
		return nil, err
	}
	if err := readable(s.dir); err != nil {
		return nil, err
	}
	var servers []webServer
	for _, kind := range []struct {
		name      string
		program   string
		args      func(dir string) []string
		write     func(dir string, sites []hostedSite) string
		encodings []string
		bare      bool
	}{
		{"nginx", nginx, func(dir string) []string {
			return []string{"-p", dir, "-e", dir + "/error.log", "-c", dir + "/main.conf"}
		}, nginxConfig, []string{"gzip"}, false},
		{"Apache", apache, apacheArgs, apacheConfig, []string{"br", "gzip"}, false},
		{"bare Apache", apache, apacheArgs, bareApacheConfig, nil, true},
	} {
		dir := filepath.Join(s.dir, strings.ReplaceAll(kind.name, " ", "-"))
		if err := os.Mkdir(dir, 0o755); err != nil {
			return servers, err
		}
		own, err := withPorts(kind.name, sites)
		if err != nil {
			return servers, err
		}
		if err := os.WriteFile(filepath.Join(dir, "main.conf"), []byte(kind.write(dir, own)), 0o644); err != nil {
			return servers, err
		}
		stop, err := startServer(s.ctx, own, kind.program, kind.args(dir)...)
		if err != nil {
			log, _ := os.ReadFile(filepath.Join(dir, "error.log"))
			return servers, fmt.Errorf("%s: %w\n%s", kind.name, err, log)
		}
		servers = append(servers, webServer{own, kind.encodings, kind.bare, stop})
	}
	return servers, nil
}

// readable lets everybody read a temporary folder where this runs as root: Apache's processes then run as somebody else.
func readable(dir string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	return os.Chmod(dir, 0o755)
}

// withPorts gives each site a port of its own. All are held until each has one, so that they differ.
func withPorts(server string, sites []hostedSite) ([]hostedSite, error) {
	own := slices.Clone(sites)
	for i := range own {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		own[i].name = server + " " + own[i].base
		own[i].origin = "http://" + listener.Addr().String()
	}
	return own, nil
}

func (h hostedSite) listen() string { return strings.TrimPrefix(h.origin, "http://") }

// startServer runs a server in the foreground, and returns when all sites are served.
func startServer(ctx context.Context, sites []hostedSite, program string, args ...string) (stop func(), err error) {
	c := exec.CommandContext(ctx, program, args...)
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.WaitDelay = 5 * time.Second
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	stop = func() {
		c.Process.Signal(os.Interrupt)
		<-ended
	}
	for _, site := range sites {
		for {
			connection, err := net.Dial("tcp", site.listen())
			if err == nil {
				connection.Close()
				break
			}
			select {
			case err := <-ended:
				return nil, fmt.Errorf("%s %s: %v\n%s", program, strings.Join(args, " "), errors.Join(err, ctx.Err()), out.Bytes())
			case <-time.After(20 * time.Millisecond): // until it listens, or ends
			}
		}
	}
	return stop, nil
}

// nginxConfig is as little as nginx needs, with the portal's own file as its head tells.
func nginxConfig(dir string, sites []hostedSite) string {
	var b strings.Builder
	for _, site := range sites {
		fmt.Fprintf(&b, "server {\nlisten %s;\n", site.listen())
		if site.base == "/" {
			fmt.Fprintf(&b, "root %s;\ninclude %s/nginx.conf;\n", site.dir, site.dir)
		} else {
			fmt.Fprintf(&b, "location ^~ %q { alias %s/; include %s/nginx.conf; }\n", site.base, site.dir, site.dir)
		}
		b.WriteString("}\n")
	}
	return nginxMain(dir, b.String())
}

// nginxMain is what goes around servers.
func nginxMain(dir, servers string) string {
	var b strings.Builder
	b.WriteString("daemon off;\nmaster_process off;\npid " + dir + "/pid;\nerror_log " + dir + "/error.log;\nevents {}\nhttp {\naccess_log off;\n")
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&b, "%s_temp_path %s/%s;\n", kind, dir, kind)
	}
	return b.String() + servers + "}\n"
}

func apacheArgs(dir string) []string { return []string{"-X", "-d", dir, "-f", dir + "/main.conf"} }

// debianTypes is of what Debian's own configuration says of endings, and differs from what the portal needs.
const debianTypes = `
AddType application/x-gzip .gz .tgz
AddEncoding x-gzip .gz .tgz
AddLanguage br .br
AddLanguage sv .sv
AddOutputFilterByType DEFLATE text/html text/plain text/xml text/css text/javascript application/xml
`

// apacheConfig has the modules of a usual server, lists folders, guesses what is meant by an address, and lets the portal's own file
// change as little as its head asks for.
func apacheConfig(dir string, sites []hostedSite) string {
	modules := []string{"mpm_event", "authz_core", "alias", "dir", "mime", "headers", "rewrite", "autoindex", "negotiation", "filter", "deflate", "env", "setenvif"}
	return apacheServer(dir, modules, sites, "Options Indexes FollowSymLinks MultiViews\nAllowOverride FileInfo Indexes Options=Indexes,MultiViews") + debianTypes
}

// bareApacheConfig has no module that is not needed to serve a folder at all.
func bareApacheConfig(dir string, sites []hostedSite) string {
	return apacheServer(dir, []string{"mpm_event", "authz_core", "alias"}, sites, "AllowOverride FileInfo Indexes Options=Indexes,MultiViews")
}

func apacheServer(dir string, modules []string, sites []hostedSite, folder string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "ServerRoot %s\nServerName 127.0.0.1\nPidFile %s/pid\nErrorLog %s/error.log\nDefaultRuntimeDir %s\nMutex pthread\n", dir, dir, dir, dir)
	if os.Geteuid() == 0 {
		b.WriteString("User #65534\nGroup #65534\n")
	}
	for _, module := range modules {
		fmt.Fprintf(&b, "LoadModule %s_module %s/mod_%s.so\n", module, tool.ApacheModules, module)
	}
	if slices.Contains(modules, "mime") {
		b.WriteString("TypesConfig /dev/null\n")
	}
	for _, site := range sites {
		fmt.Fprintf(&b, "Listen %s\n<VirtualHost %s>\n", site.listen(), site.listen())
		if site.base == "/" {
			fmt.Fprintf(&b, "DocumentRoot %s\n", site.dir)
		} else {
			fmt.Fprintf(&b, "DocumentRoot %s\nAlias %q %s/\n", dir, site.base, site.dir)
		}
		fmt.Fprintf(&b, "</VirtualHost>\n<Directory %s>\n%s\nRequire all granted\n</Directory>\n", site.dir, folder)
	}
	return b.String()
}
