package browser

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Policy is the content security policy that Serve sends along, the same as the portal's own files for hosts have: all comes
// from the site itself, and no code or style stands in a page.
const Policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

// A Site is a folder of pages, and the address at which a browser finds it.
type Site struct {
	Dir  string
	Base string // ends with a slash
	root *os.Root
}

// Serve serves a folder on this machine, below a path that begins and ends with a slash, as
// a host of static files would, with a strict content security policy. What else the host
// does, such as Compressed, may be put around it. It ends with ctx.
func Serve(ctx context.Context, dir, prefix string, around ...func(http.Handler) http.Handler) (*Site, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	files := http.StripPrefix(strings.TrimSuffix(prefix, "/"), http.FileServer(http.Dir(dir)))
	for _, wrap := range around {
		files = wrap(files)
	}
	mux := http.NewServeMux()
	mux.HandleFunc(prefix, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", Policy)
		files.ServeHTTP(w, r)
	})
	server := &http.Server{Handler: mux}
	go server.Serve(listener) // ends with the listener
	context.AfterFunc(ctx, func() { server.Close() })
	return open(dir, "http://"+listener.Addr().String()+prefix)
}

// Files is a folder as it lies on disk or on a file share.
func Files(dir string) (*Site, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	name := filepath.ToSlash(abs)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // C:/site
	}
	return open(dir, (&url.URL{Scheme: "file", Path: name + "/"}).String())
}

func open(dir, base string) (*Site, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Site{Dir: dir, Base: base, root: root}, nil
}

// Pages returns the paths of all pages, slash-separated and sorted.
func (s *Site) Pages() ([]string, error) {
	var pages []string
	err := fs.WalkDir(s.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ".html" {
			pages = append(pages, name)
		}
		return err
	})
	return pages, err
}

// URL returns the address of a file as a reader gets there: a host turns a folder into its
// index.html, a file share does not.
func (s *Site) URL(name string) string {
	if !s.onDisk() && path.Base(name) == "index.html" {
		name = strings.TrimSuffix(name, "index.html")
	}
	return s.Base + (&url.URL{Path: name}).EscapedPath()
}

// onDisk reports whether the site is opened without a server.
func (s *Site) onDisk() bool { return strings.HasPrefix(s.Base, "file:") }

// Resolve returns the path of the file that an address leads to, and the fragment. A folder
// leads to its index.html. inside is whether the address is one of the site at all; whether
// the file exists is for Has.
func (s *Site) Resolve(address string) (name, fragment string, inside bool) {
	address, fragment, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	name, inside = strings.CutPrefix(address, s.Base)
	if !inside {
		return "", "", false
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name, fragment, true
}

// Has reports whether a path is that of a file of the site.
func (s *Site) Has(name string) bool {
	info, err := s.root.Stat(filepath.FromSlash(name))
	return err == nil && info.Mode().IsRegular()
}

// A Visit is what was found on a page of a site.
type Visit struct {
	Page     string   // its path
	Moved    bool     // only sends the reader on, so there is nothing to look at
	Problems []string // each for itself, without the page's name
	Links    []Link
	IDs      map[string]bool
}

// A Link is a reference from one document to another, as the browser understands it.
type Link struct {
	Element string // such as "a.menu__link"
	Written string
	URL     string
}

// Visit opens a page and looks at all that shows on that page alone. The error is one of
// the browser or the machine.
func (s *Site) Visit(p *Page, name string, view View) (*Visit, error) {
	visit := &Visit{Page: name, IDs: map[string]bool{}}
	source, err := s.root.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	if refresh.Match(source) {
		visit.Moved = true
		err = s.follow(p, visit, view)
	} else {
		err = s.look(p, visit, view)
	}
	if err != nil {
		return nil, err
	}
	visit.Problems = append(visit.Problems, s.problems(p, visit.Moved)...)
	return visit, nil
}

// Problems returns what is wrong with what a page has done since it was opened. What it
// asked for and then left is no matter.
func (s *Site) Problems(p *Page) []string { return s.problems(p, true) }

func (s *Site) problems(p *Page, left bool) []string {
	var problems []string
	for _, m := range p.Console() {
		problems = append(problems, m.String())
	}
	for _, q := range p.Requests() {
		if problem := s.problem(q); problem != "" && !(left && q.Canceled) {
			problems = append(problems, problem)
		}
	}
	return problems
}

var refresh = regexp.MustCompile(`(?i)<meta[^>]*http-equiv=["']?refresh`)

// follow opens a page that sends the reader on.
func (s *Site) follow(p *Page, visit *Visit, view View) error {
	if err := p.Follow(s.URL(visit.Page), view); err != nil {
		return err
	}
	address, err := p.Address()
	if err != nil {
		return err
	}
	if name, _, inside := s.Resolve(address); !inside || !s.Has(name) || s.onDisk() && strings.HasSuffix(address, "/") {
		visit.Problems = append(visit.Problems, "sends the reader to "+address+", which is no page")
	}
	return nil
}

// look opens a page and notes what it refers to, and what others may refer to.
func (s *Site) look(p *Page, visit *Visit, view View) error {
	if err := p.Open(s.URL(visit.Page), view); err != nil {
		return err
	}
	found, err := Eval[struct {
		Links []Link
		IDs   []string
	}](p, references)
	visit.Links = found.Links
	for _, id := range found.IDs {
		visit.IDs[id] = true
	}
	return err
}

// problem tells what is wrong with a request of one of the site's pages, or nothing.
func (s *Site) problem(q Request) string {
	scheme, _, _ := strings.Cut(q.URL, ":")
	_, _, inside := s.Resolve(q.URL)
	switch {
	case scheme == "data" || scheme == "blob" || scheme == "about":
		return ""
	case !inside:
		return "request to outside the site: " + q.URL
	case q.Status >= 400:
		return fmt.Sprintf("request failed: %s: %d %s", q.URL, q.Status, http.StatusText(int(q.Status)))
	case q.Failure != "":
		return fmt.Sprintf("request failed: %s: %s", q.URL, q.Failure)
	}
	return ""
}

// DeadLinks returns the references of visited pages that lead to no file, or to no element
// of a visited page: one line for each, that begins with its page. What leads out of the
// site is somebody else's, unless it is the same host or disk.
func (s *Site) DeadLinks(visits []*Visit) []string {
	ids := map[string]map[string]bool{}
	for _, v := range visits {
		ids[v.Page] = v.IDs
	}
	var dead []string
	for _, v := range visits {
		for _, link := range v.Links {
			if problem := s.dead(link, ids); problem != "" {
				dead = append(dead, fmt.Sprintf("%s: %s to %q %s", v.Page, link.Element, link.Written, problem))
			}
		}
	}
	slices.SortStableFunc(dead, cmp.Compare)
	return slices.Compact(dead)
}

func (s *Site) dead(link Link, ids map[string]map[string]bool) string {
	name, fragment, inside := s.Resolve(link.URL)
	if !inside {
		target, err := url.Parse(link.URL)
		base, _ := url.Parse(s.Base)
		switch {
		case err != nil || target.Scheme == "":
			return "is no address"
		case target.Scheme == base.Scheme && target.Host == base.Host:
			return "leads out of the site, to " + link.URL
		case target.Scheme == "javascript":
			return "is a script"
		}
		return ""
	}
	if !s.Has(name) {
		return "leads to " + name + ", which does not exist"
	}
	elements, isPage := ids[name]
	plain, err := url.PathUnescape(fragment)
	if err != nil {
		plain = fragment
	}
	// A browser knows the top of a page without an id.
	if fragment == "" || fragment == "top" || !isPage || elements[fragment] || elements[plain] {
		return ""
	}
	return "leads to " + name + ", which has no element " + plain
}
