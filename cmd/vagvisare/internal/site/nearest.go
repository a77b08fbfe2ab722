package site

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// nearest returns the source that most resembles a missing one: the one that Windows would
// take it for, the page that the address means, else one of the same name elsewhere, else
// the one whose name is spelt most alike; or "".
func (s *Site) nearest(source string, file bool) string {
	if slashed := path.Clean(strings.ReplaceAll(source, `\`, "/")); s.bySource[slashed] != nil || s.files[slashed] != nil {
		return slashed
	}
	if file {
		return s.fileNames().nearest(source)
	}
	address := strings.TrimSuffix(strings.TrimSuffix(source, ".md"), ".html")
	address = strings.TrimPrefix(strings.TrimSuffix(address, "/index")+"/", "./")
	if page := s.byPath[address]; page != nil && !strings.HasSuffix(page.Source, "/") {
		return page.Source
	}
	if IsIndex(source) {
		return "" // every folder has one
	}
	return s.pageNames().nearest(source)
}

// names are paths that a dead link may have meant, by file name.
type names struct {
	all    []string
	byBase map[string][]string
}

// newNames collects paths. It is made once, at the first dead link: a site that moves in
// with old text may have thousands of them.
func newNames(paths []string) *names {
	n := &names{all: paths, byBase: map[string][]string{}}
	for _, p := range paths {
		n.byBase[path.Base(p)] = append(n.byBase[path.Base(p)], p)
	}
	return n
}

func (s *Site) fileNames() *names {
	if s.namesOfFiles == nil {
		s.namesOfFiles = newNames(slices.Collect(maps.Keys(s.files)))
	}
	return s.namesOfFiles
}

func (s *Site) pageNames() *names {
	if s.namesOfPages == nil {
		s.namesOfPages = newNames(slices.Collect(maps.Keys(s.bySource)))
	}
	return s.namesOfPages
}

// nearest returns the path whose file name is nearest to that of another; among equals the
// one in the same folder, then the one nearest to the root; or "".
func (n *names) nearest(source string) string {
	closer := func(a, b string) int {
		return cmp.Or(cmp.Compare(apart(a, source), apart(b, source)), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	}
	if same := n.byBase[path.Base(source)]; len(same) > 0 {
		return slices.MinFunc(same, closer)
	}
	if len(n.all) > 2000 {
		return "" // comparing every page with every dead link would take minutes
	}
	candidates := slices.SortedFunc(slices.Values(n.all), closer)
	stems := make([]string, len(candidates))
	for i, c := range candidates {
		stems[i] = stem(c)
	}
	near := diag.Nearest(stem(source), stems)
	if near == "" {
		return ""
	}
	return candidates[slices.Index(stems, near)]
}

// apart is 0 for two paths in one folder, else 1.
func apart(a, b string) int {
	if path.Dir(a) == path.Dir(b) {
		return 0
	}
	return 1
}

// stem returns a file's name without its extension.
func stem(name string) string { return strings.TrimSuffix(path.Base(name), path.Ext(name)) }
