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
	"vagvisare/cmd/vagvisare/internal/plan"
)

// A Target is what a link leads to. At most one of Page, File and URL is set; none where
// the link is dead.
type Target struct {
	Page     *Page
	File     *File
	Captions *File  // of File, where that is a film and they lie beside it, else nil
	Word     bool   // the Word file that is made of Page
	URL      string // outside the portal: http, https, mailto, tel
	Fragment string // id of an element of Page
}

// External reports whether the link leads to another site.
func (t Target) External() bool {
	u, err := url.Parse(t.URL)
	return err == nil && u.Host != ""
}

// targets finds what the links of a text on a page lead to.
func (s *Site) targets(p *Page, doc *markdown.Document) []Target {
	if doc == nil {
		return nil
	}
	targets := make([]Target, len(doc.Links))
	for i, l := range doc.Links {
		switch {
		case l.Back:
			targets[i] = Target{Page: p, Fragment: strings.TrimPrefix(l.Dest, "#")}
		case l.Image:
			targets[i] = s.image(p, l)
		default:
			targets[i] = s.link(p, l)
		}
	}
	return targets
}

// AllTargets returns what all links of a page lead to: those of its text, and of a plan's values.
func (p *Page) AllTargets() []Target {
	if p.Plan == nil || p.Plan.Plan == nil {
		return p.Targets
	}
	all := slices.Clone(p.Targets)
	for _, f := range p.Plan.Plan.Template.Fields {
		all = p.Plan.targetsOf(p.Plan.Value(f.ID), all)
	}
	return all
}

func (p *Plan) targetsOf(v *plan.Value, all []Target) []Target {
	if v == nil {
		return all
	}
	if prose := p.Prose[v]; prose != nil {
		all = append(all, prose.Targets...)
	}
	if to, ok := p.Links[v]; ok {
		all = append(all, to)
	}
	for _, row := range v.Rows {
		for _, cell := range row.Cells {
			all = p.targetsOf(cell, all)
		}
	}
	return all
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
	if s.backstage[source] && !p.Backstage {
		s.report(p, l.Line, l.Col, diag.EditorsLink, l.Dest)
		return Target{}
	}
	if page := s.bySource[source]; page != nil {
		return s.anchor(p, l, page, u.Fragment)
	}
	if f := s.files[source]; f != nil {
		return s.file(p, l, f)
	}
	if page := s.wordPage(source); page != nil {
		return Target{Page: page, Word: true}
	}
	s.dead(p, l, source)
	return Target{}
}

// wordPage returns the page whose Word file a path means: that with the name of the page's own
// file, but for its ending.
func (s *Site) wordPage(source string) *Page {
	name, isWord := strings.CutSuffix(source, ".docx")
	page := s.bySource[name+".md"]
	if !isWord || page == nil || !page.Kind.HasWord() {
		return nil
	}
	return page
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
	anchors := to.anchors()
	if fragment == "" || slices.Contains(anchors, fragment) {
		return Target{Page: to, Fragment: fragment}
	}
	problem := s.report(p, l.Line, l.Col, diag.DeadAnchor, fragment, to.File())
	if near := diag.Nearest(fragment, anchors); near != "" {
		problem.Near = "#" + near
	}
	return Target{Page: to} // so that a site with leave to keep the problem still leads to the page
}

// anchors returns the ids on a page that a link may lead to: those of its text, and on a plan
// those of the headings that it takes from its template.
func (p *Page) anchors() []string {
	var ids []string
	if p.Doc != nil {
		ids = p.Doc.Anchors()
	}
	if p.Plan != nil && p.Plan.Template != nil {
		ids = append(ids, p.Plan.headings()...)
	}
	return ids
}

func (s *Site) file(p *Page, l markdown.Link, f *File) Target {
	if f.Err != nil {
		s.report(p, l.Line, l.Col, diag.Unreadable, f.Err)
		return Target{}
	}
	return Target{File: f, Captions: s.captions(f)}
}

// captions returns the captions of a film: the file that lies beside it with the name of its own, but
// for the ending .vtt.
func (s *Site) captions(film *File) *File {
	if !film.IsFilm() {
		return nil
	}
	f := s.files[strings.TrimSuffix(film.Source, path.Ext(film.Source))+".vtt"]
	if f == nil || f.Err != nil {
		return nil
	}
	return f
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

// collectFiles lists the files that pages refer to, and the logo, each published path once.
func (s *Site) collectFiles() {
	seen := map[string]bool{}
	if s.Logo != nil {
		seen[s.Logo.Path()] = true
		s.Files = append(s.Files, s.Logo)
	}
	for _, p := range s.Pages {
		for _, t := range p.AllTargets() {
			for _, f := range []*File{t.File, t.Captions} {
				if f != nil && !seen[f.Path()] {
					seen[f.Path()] = true
					s.Files = append(s.Files, f)
				}
			}
		}
	}
	slices.SortFunc(s.Files, func(a, b *File) int { return cmp.Compare(a.Path(), b.Path()) })
}
