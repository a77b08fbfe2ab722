package site

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
)

// relate finds, for each page, the pages that link to it and those that are akin to it.
func (s *Site) relate() {
	for _, p := range s.Pages {
		for _, t := range p.AllTargets() {
			if to := t.Page; to != nil && to != p && (len(to.Backlinks) == 0 || to.Backlinks[len(to.Backlinks)-1] != p) {
				to.Backlinks = append(to.Backlinks, p)
			}
		}
	}
	tags := map[string]*Tag{}
	for _, t := range s.Tags {
		tags[t.Slug] = t
	}
	for _, p := range s.Pages {
		p.SeeAlso = s.named(p)
		if len(p.SeeAlso) == 0 && !p.IsSection() {
			p.SeeAlso = akin(p, tags)
		}
	}
}

// named returns the pages that front matter names as related.
func (s *Site) named(p *Page) []*Page {
	var pages []*Page
	for _, ref := range p.Related {
		if to := s.pageOf(p, ref).Page; to != nil && to != p && !slices.Contains(pages, to) {
			pages = append(pages, to)
		}
	}
	return pages
}

// pageOf returns the page that a reference in a page's file means, and reports one that means none.
func (s *Site) pageOf(p *Page, ref Ref) Target {
	told := len(s.problems)
	to := s.link(p, markdown.Link{Dest: ref.Value, Line: ref.Line, Col: ref.Col})
	file, _, _ := strings.Cut(ref.Value, "#")
	if to.Page == nil && len(s.problems) == told && !s.unread[path.Join(p.dir(), file)] {
		s.report(p, ref.Line, ref.Col, diag.DeadLink, ref.Value)
	}
	return to
}

// akin returns at most four pages that share topics with p. A topic says the more, the
// fewer pages have it; one that very many have says nothing, and would cost time.
func akin(p *Page, tags map[string]*Tag) []*Page {
	const most, common = 4, 100
	score := map[*Page]float64{}
	for _, name := range p.Tags {
		t := tags[markdown.Slug(name)]
		if t == nil || len(t.Pages) > common {
			continue
		}
		for _, other := range t.Pages {
			if other != p && (p.Backstage || !other.Backstage) {
				score[other] += 1 / float64(len(t.Pages))
			}
		}
	}
	pages := make([]*Page, 0, len(score))
	for other := range score {
		pages = append(pages, other)
	}
	slices.SortFunc(pages, func(a, b *Page) int {
		return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a.Path, b.Path))
	})
	return pages[:min(most, len(pages))]
}

// redirects turns aliases into redirecting files.
func (s *Site) redirects() {
	owner := map[string]*Page{}
	for _, p := range s.Pages {
		for _, alias := range p.Aliases {
			from, ok := redirectPath(alias.Value)
			taken := s.byPath[strings.TrimSuffix(from, "index.html")]
			if taken == nil {
				taken = owner[from]
			}
			switch {
			case !ok:
				s.report(p, alias.Line, alias.Col, diag.BadAlias, alias.Value)
			case taken != nil:
				s.report(p, alias.Line, alias.Col, diag.TakenAlias, "/"+strings.TrimSuffix(from, "index.html"))
			default:
				owner[from] = p
				s.Redirects = append(s.Redirects, Redirect{From: from, To: p, Line: alias.Line, Col: alias.Col})
			}
		}
	}
	slices.SortFunc(s.Redirects, func(a, b Redirect) int { return cmp.Compare(a.From, b.From) })
}

// redirectPath returns the file that answers at an old address: "gammal/" and "/gammal"
// give gammal/index.html, and "gammal.html" itself.
func redirectPath(alias string) (string, bool) {
	from := strings.TrimSuffix(strings.TrimPrefix(alias, "/"), "/")
	if !fs.ValidPath(from) || from == "." || strings.ContainsAny(from, `?#:*"<>|\`) ||
		strings.HasPrefix(from, ".") || strings.Contains(from, "/.") {
		return "", false
	}
	if ext := path.Ext(from); ext == ".html" || ext == ".htm" {
		return from, true
	}
	return from + "/index.html", true
}
