// Package host writes what servers and hosting services read beside a site: redirects from old addresses, the page for
// addresses that there are not, and what goes with every response.
//
// The one idea: a Site says neutrally what is to hold, and each file says the same in the syntax of one kind of host. What goes
// with a response comes from package headers.
package host

import (
	"regexp"
	"slices"
	"strings"
)

// A Site is what hosts must know of a site.
type Site struct {
	Base      string     // path at which it stands, begins and ends with a slash; as it is read, not as it is sent
	HTTPS     bool       // whether its address begins so
	Redirects []Redirect // by From
	Paths     []string   // of all published files
}

// A Redirect leads from the published path of a file, such as "gammal/index.html", to an address, such as "planera/roller/".
type Redirect struct{ From, To string }

// A File is what a kind of host reads.
type File struct {
	Name string // published path
	Make func(*Site) ([]byte, error)

	MaxRedirects int // how many redirects the host takes; it passes over those that follow. 0 for any number
}

// kinds are all kinds of hosts and the files that they read.
var kinds = []struct {
	name  string
	files []File
}{
	{"nginx", []File{{Name: "nginx.conf", Make: nginx}}},
	{"apache", []File{{Name: ".htaccess", Make: apache}}},
	{"iis", []File{{Name: "web.config", Make: iis}}},
	{"pages", []File{{Name: "_headers", Make: pagesHeaders}, {Name: "_redirects", Make: pagesRedirects, MaxRedirects: 2000}}},
}

// Kinds returns the names of all kinds of hosts.
func Kinds() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// Files returns what some kinds of hosts read, in a fixed order, each file once.
func Files(names []string) []File {
	var files []File
	for _, k := range kinds {
		if slices.Contains(names, k.name) {
			files = append(files, k.files...)
		}
	}
	return files
}

// notFound is the page that hosts show where there is none.
const notFound = "404.html"

// meta is the folder in which a published site remembers what it consists of.
const meta = ".vagvisare"

// private are the files that no host may send to readers, besides all that lies in meta: those for every kind of host, since a
// folder may come to another one than it was made for.
var private = []string{".htaccess", "_headers", "_redirects", "nginx.conf", "web.config"}

// A move leads from some paths, below which nothing moves, to another. They begin with the site's.
type move struct {
	From []string
	To   string
}

// moves returns where readers of old addresses are sent. An old address that was a folder has several paths. No path is
// listed twice: servers refuse that.
func (s *Site) moves() []move {
	var list []move
	seen := map[string]bool{}
	for _, r := range s.Redirects {
		m := move{To: s.Base + r.To}
		for _, path := range pathsOf(r.From) {
			if !seen[path] {
				seen[path] = true
				m.From = append(m.From, s.Base+path)
			}
		}
		if len(m.From) > 0 {
			list = append(list, m)
		}
	}
	return list
}

// pathsOf returns the paths by which a file is asked for.
func pathsOf(file string) []string {
	folder, isIndex := strings.CutSuffix(file, "/index.html")
	if !isIndex {
		return []string{file}
	}
	return []string{folder + "/", folder, file}
}

// below returns a regular expression, for Go and PCRE, of what an anchored one says of paths in the site.
func (s *Site) below(expression string) string {
	return "^" + regexp.QuoteMeta(s.Base) + strings.TrimPrefix(expression, "^")
}
