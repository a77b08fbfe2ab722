package site

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
)

// A Target is what a link leads to. At most one of Page, File and URL is set; none where
// the link is dead.
type Target struct {
	Page     *Page
	File     *File
	URL      string // outside the portal: http, https, mailto, tel
	Fragment string // id of an element of Page
}

// External reports whether the link leads to another site.
func (t Target) External() bool {
	u, err := url.Parse(t.URL)
	return err == nil && u.Host != ""
}

// resolve finds what a page's links lead to.
func (s *Site) resolve(p *Page) {
	if p.Doc == nil {
		return
	}
	p.Targets = make([]Target, len(p.Doc.Links))
	for i, l := range p.Doc.Links {
		switch {
		case l.Back:
			p.Targets[i] = Target{Page: p, Fragment: strings.TrimPrefix(l.Dest, "#")}
		case l.Image:
			p.Targets[i] = s.image(p, l)
		default:
			p.Targets[i] = s.link(p, l)
		}
	}
}

func (s *Site) link(p *Page, l markdown.Link) Target {
	u, err := url.Parse(l.Dest)
	if err != nil {
		return Target{} // reported when the text was read
	}
	if u.Scheme != "" || u.Host != "" {
		if rest, own := strings.CutPrefix(l.Dest, s.URL); own && s.URL != "" {
			s.rooted(p, l, rest)
			return Target{}
		}
		if !markdown.AllowedScheme(u.Scheme) {
			return Target{} // reported likewise
		}
		return Target{URL: l.Dest}
	}
	if u.Path == "" {
		return s.anchor(p, l, p, u.Fragment)
	}
	source, ok := s.sourceOf(p, l, u)
	if !ok {
		return Target{}
	}
	if page := s.bySource[source]; page != nil {
		return s.anchor(p, l, page, u.Fragment)
	}
	if f := s.files[source]; f != nil {
		return s.file(p, l, f)
	}
	s.dead(p, l, source)
	return Target{}
}

// sourceOf returns the path in content/ that a relative link means.
func (s *Site) sourceOf(p *Page, l markdown.Link, u *url.URL) (string, bool) {
	if strings.HasPrefix(u.Path, "/") {
		s.rooted(p, l, strings.TrimPrefix(u.Path, "/"))
		return "", false
	}
	source := path.Join(p.dir(), norm.NFC.String(u.Path))
	if source != ".." && !strings.HasPrefix(source, "../") {
		return source, true
	}
	if page := s.addressed(p, u.Path); page != nil {
		s.report(p, l.Line, l.Col, diag.DeadLink, l.Dest).Near = relative(p, page.Source)
	} else {
		s.report(p, l.Line, l.Col, diag.LinkOutside, l.Dest)
	}
	return "", false
}

// addressed returns the page that a link would lead to if it were written between the
// published addresses, as other generators want it, and not between the files.
func (s *Site) addressed(p *Page, to string) *Page {
	page := s.byPath[strings.TrimPrefix(path.Join("/", p.Path, to)+"/", "/")]
	if page == nil || strings.HasSuffix(page.Source, "/") {
		return nil
	}
	return page
}

// rooted reports a link that names the portal's address or its root, with the path that
// would do instead.
func (s *Site) rooted(p *Page, l markdown.Link, rest string) {
	problem := s.report(p, l.Line, l.Col, diag.RootedLink, l.Dest)
	rest, _, _ = strings.Cut(rest, "#")
	page := s.bySource[rest]
	if page == nil {
		page = s.byPath[strings.TrimSuffix(rest, "/")+"/"]
	}
	if page != nil && !strings.HasSuffix(page.Source, "/") {
		problem.Near = relative(p, page.Source)
	}
}

func (s *Site) anchor(p *Page, l markdown.Link, to *Page, fragment string) Target {
	if fragment == "" || to.Doc != nil && to.Doc.HasAnchor(fragment) {
		return Target{Page: to, Fragment: fragment}
	}
	problem := s.report(p, l.Line, l.Col, diag.DeadAnchor, fragment, to.File())
	if to.Doc != nil {
		if near := diag.Nearest(fragment, to.Doc.Anchors()); near != "" {
			problem.Near = "#" + near
		}
	}
	return Target{Page: to} // so that a site with leave to keep the problem still leads to the page
}

func (s *Site) file(p *Page, l markdown.Link, f *File) Target {
	if f.Err != nil {
		s.report(p, l.Line, l.Col, diag.Unreadable, f.Err)
		return Target{}
	}
	return Target{File: f}
}

func (s *Site) image(p *Page, l markdown.Link) Target {
	u, err := url.Parse(l.Dest)
	if err != nil {
		return Target{}
	}
	if u.Scheme != "" || u.Host != "" {
		s.report(p, l.Line, l.Col, diag.ExternalImage, l.Dest)
		return Target{}
	}
	source, ok := s.sourceOf(p, l, u)
	if !ok {
		return Target{}
	}
	f := s.files[source]
	switch {
	case f == nil && s.bySource[source] != nil:
		s.report(p, l.Line, l.Col, diag.BadImage, l.Dest)
		return Target{}
	case f == nil:
		s.dead(p, l, source)
		return Target{}
	case f.Err == nil && !isImage(f):
		s.report(p, l.Line, l.Col, diag.BadImage, l.Dest)
		return Target{}
	}
	return s.file(p, l, f)
}

func isImage(f *File) bool {
	return slices.Contains([]string{"png", "jpg", "jpeg", "gif", "svg", "webp", "avif"}, f.Ext())
}

// dead reports a link to nothing, with what was probably meant.
func (s *Site) dead(p *Page, l markdown.Link, source string) {
	if s.unread[source] {
		return
	}
	code := diag.DeadLink
	switch {
	case s.withheld[source]:
		code = diag.DraftLink
	case l.Image || source != "." && path.Ext(source) != "" && path.Ext(source) != ".md" && path.Ext(source) != ".html":
		code = diag.MissingFile
	}
	problem := s.report(p, l.Line, l.Col, code, l.Dest)
	if code == diag.DraftLink {
		return
	}
	near := s.nearest(source, code == diag.MissingFile)
	if page := s.addressed(p, l.Dest); page != nil {
		near = page.Source
	}
	if near != "" {
		problem.Near = relative(p, near)
	}
}

// relative returns the path from a page's file to another file of content/.
func relative(p *Page, source string) string {
	from := strings.Split(p.dir(), "/")
	if p.dir() == "." {
		from = nil
	}
	to := strings.Split(source, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

// collectFiles lists the files that pages refer to, each published path once.
func (s *Site) collectFiles() {
	seen := map[string]bool{}
	for _, p := range s.Pages {
		for _, t := range p.Targets {
			if t.File != nil && !seen[t.File.Path()] {
				seen[t.File.Path()] = true
				s.Files = append(s.Files, t.File)
			}
		}
	}
	slices.SortFunc(s.Files, func(a, b *File) int { return cmp.Compare(a.Path(), b.Path()) })
}
