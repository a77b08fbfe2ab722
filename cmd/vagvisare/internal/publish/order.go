package publish

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/headers"
)

// A class is a group of files that may come in any order among themselves. Each needs only those before
// it: a page what it shows, the search and the lists what they lead to.
type class int

const (
	named class = iota // after its content: no other version has it
	shown              // beside pages: pictures, documents
	page
	search // the one file that names all others of the search
	led    // what leads programs to pages, and what configures the host
)

// leading are files that lead to pages without being one, or that say how others are served.
var leading = map[string]bool{
	"feed.xml": true, "sitemap.xml": true, "robots.txt": true, webManifest: true,
	".htaccess": true, "web.config": true, "nginx.conf": true, "_headers": true, "_redirects": true,
}

// classOf returns the class of a file; a compressed variant has that of its file.
func classOf(name string) class {
	name = plain(name)
	switch {
	case isNamed(name):
		return named
	case name == "search/manifest.js":
		return search
	case leading[path.Base(name)]:
		return led
	case strings.HasSuffix(name, ".html"):
		return page
	}
	return shown
}

// plain returns the name of the file that a compressed variant is one of, and any other name as it is.
func plain(name string) string { return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".br") }

// isNamed reports whether a file, or the one that it is a variant of, is named after its content.
func isNamed(name string) bool { return headers.IsHashed(plain(name)) }

// byClass is the order in which files come. In each class compressed variants come first, so that none is ever older than the
// file that it is one of.
func byClass(a, b string) int {
	return cmp.Or(cmp.Compare(classOf(a), classOf(b)), -cmp.Compare(isVariant(a), isVariant(b)), strings.Compare(a, b))
}

// isVariant returns 1 for a compressed variant and 0 for any other file.
func isVariant(name string) int {
	if plain(name) != name {
		return 1
	}
	return 0
}

// lastFirst is the order in which files go: what leads to a page before the page, and compressed variants before all,
// since a web server prefers an old one to the new file.
func lastFirst(a, b string) int {
	return cmp.Or(-cmp.Compare(isVariant(a), isVariant(b)), byClass(b, a))
}

// sort brings all lists into the order in which they are worked through.
func (p *Plan) sort() {
	slices.SortFunc(p.New, byClass)
	slices.SortFunc(p.Changed, byClass)
	slices.SortFunc(p.Removed, lastFirst)
	slices.Sort(p.Left)
}

// classes cuts a sorted list where files must wait for those before them.
func classes(names []string) (lists [][]string) {
	for len(names) > 0 {
		n := slices.IndexFunc(names, func(name string) bool {
			return classOf(name) != classOf(names[0]) || isVariant(name) != isVariant(names[0])
		})
		if n < 0 {
			n = len(names)
		}
		lists = append(lists, names[:n])
		names = names[n:]
	}
	return lists
}

// all returns what is to be sent, in order.
func (p *Plan) all() []string {
	names := slices.Concat(p.New, p.Changed)
	slices.SortFunc(names, byClass)
	return names
}

// direct reports whether a file can be sent to its place at once, since no visitor gets it there: it is new, and so is the
// file that it may be a compressed variant of. Where anything lies in the way of anything, which is rare, nothing can.
func (p *Plan) direct(name string) bool {
	return len(p.early) == 0 && p.isNew(name) && p.isNew(plain(name))
}

func (p *Plan) isNew(name string) bool {
	_, found := slices.BinarySearchFunc(p.New, name, byClass)
	return found
}

// replacing returns the files that take their places when all have been sent.
func (p *Plan) replacing() []string { return slices.DeleteFunc(p.all(), p.direct) }

// removals returns what goes before anything else comes, since it stands in the way, and what goes last.
func (p *Plan) removals() (early, late []string) {
	for _, name := range p.Removed {
		if p.early[name] {
			early = append(early, name)
		} else {
			late = append(late, name)
		}
	}
	return early, late
}
