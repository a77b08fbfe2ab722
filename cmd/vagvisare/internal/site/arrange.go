package site

import (
	"cmp"
	"math"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
)

// publishable leaves out drafts and pages of the future, and remembers them, so that a
// link to one can be told from a link to nothing.
func (s *Site) publishable(pages []*Page, opt Options) []*Page {
	var kept []*Page
	closed := backstage(pages)
	for _, p := range pages {
		behind := slices.ContainsFunc(closed, func(dir string) bool { return strings.HasPrefix(p.Source, dir) })
		s.backstage[p.Source] = behind
		switch {
		case behind && !opt.Editors:
			continue
		case opt.shows(p):
			own := *p
			own.Backstage = behind
			s.tellChanges(&own, opt)
			kept = append(kept, &own)
			continue
		case !p.Draft:
			note := s.report(p, 0, 0, diag.FuturePage, p.Published.Format("2006-01-02"))
			note.Severity = diag.Note
		}
		s.withheld[p.Source] = true
	}
	slices.SortFunc(kept, func(a, b *Page) int { return cmp.Compare(a.Source, b.Source) })
	return kept
}

// backstage returns how the sources begin of what is meant for editors alone: folders, and files.
func backstage(pages []*Page) []string {
	var closed []string
	for _, p := range pages {
		switch {
		case p.Editors && IsIndex(p.Source) && p.dir() != ".":
			closed = append(closed, p.dir()+"/")
		case p.Editors:
			closed = append(closed, p.Source)
		}
	}
	return closed
}

// shows reports whether a page is published now.
func (opt Options) shows(p *Page) bool {
	future := !opt.Date.IsZero() && p.Published.After(opt.Date)
	return opt.Drafts || !p.Draft && !future
}

// address gives each page its address, the slug of its path, and drops those whose
// address is taken.
func (s *Site) address(pages []*Page) []*Page {
	return slices.DeleteFunc(pages, func(p *Page) bool {
		address, bad := addressOf(p.Source)
		if bad != "" {
			s.report(p, 0, 0, diag.NoAddress, bad)
			s.unread[p.Source] = true
			return true
		}
		if other := s.byPath[address]; other != nil {
			s.report(p, 0, 0, diag.DuplicateAddress, "/"+address, other.File())
			s.unread[p.Source] = true
			return true
		}
		p.Path = address
		s.byPath[address] = p
		s.bySource[p.Source] = p
		return false
	})
}

// addressOf returns the address of a page of content/, or the part of its path that
// gives none.
func addressOf(source string) (address, bad string) {
	parts := strings.Split(source, "/")
	last := len(parts) - 1
	parts[last] = strings.TrimSuffix(parts[last], path.Ext(parts[last]))
	if IsIndex(source) || parts[last] == "" {
		parts = parts[:last]
	}
	for _, part := range parts {
		slug := markdown.Slug(part)
		if slug == "" {
			return "", part
		}
		address += slug + "/"
	}
	return address, ""
}

// IsIndex reports whether a file is the page of its folder: whether it is called _index.md,
// however capitalised.
func IsIndex(source string) bool { return strings.EqualFold(path.Base(source), "_index.md") }

// arrange makes the tree of folders, and the reading order: a folder's page, then what
// lies in the folder.
func (s *Site) arrange(pages []*Page) {
	sections := map[string]*Page{} // by folder
	for _, p := range pages {
		if IsIndex(p.Source) {
			p.Kind = Section
			sections[p.dir()] = p
		}
	}
	all := slices.Clone(pages)
	for _, p := range pages {
		for dir := p.dir(); dir != "."; dir = path.Dir(dir) {
			if sections[dir] != nil {
				continue // which says nothing about the folders above it
			}
			sections[dir] = s.bareSection(dir)
			if other := s.byPath[sections[dir].Path]; other != sections[dir] {
				s.report(other, 0, 0, diag.DuplicateAddress, "/"+other.Path, sections[dir].File())
				continue // the folder is needed for what lies in it, but nothing will be published
			}
			all = append(all, sections[dir])
		}
	}
	needed := []string{"."}
	for _, phase := range s.Phases {
		if s.byPath[phase.ID+"/"] == nil {
			needed = append(needed, phase.ID)
		}
	}
	for _, dir := range needed {
		if sections[dir] == nil {
			sections[dir] = s.bareSection(dir)
			all = append(all, sections[dir])
		}
	}
	s.Home = sections["."]
	s.Home.Kind = Home
	for _, p := range all {
		p.key = s.order.key(p.Title)
	}
	for _, p := range all {
		s.place(p, sections)
	}
	for _, section := range sections {
		slices.SortFunc(section.Children, byPlace)
	}
	s.Pages = make([]*Page, 0, len(all))
	s.walk(s.Home)
	s.chain()
}

// place finds a page's folder and its phase.
func (s *Site) place(p *Page, sections map[string]*Page) {
	if p != s.Home {
		dir := p.dir()
		if p.Kind == Section {
			dir = path.Dir(dir)
		}
		p.Parent = sections[dir]
		p.Parent.Children = append(p.Parent.Children, p)
	}
	if phase := s.phases[p.Top()]; phase != nil {
		if p.PhaseID == "" {
			p.PhaseID = phase.ID
		}
		if p.Path == phase.ID+"/" {
			phase.Page = p
		}
	}
	p.Phase = s.phases[p.PhaseID]
}

// bareSection makes a page for a folder that has none.
func (s *Site) bareSection(dir string) *Page {
	p := &Page{Source: dir + "/", Kind: Section, Title: TitleOf(path.Base(dir)), Summary: ""}
	index := "content/" + dir + "/_index.md"
	if dir == "." {
		p.Source, p.Title, p.Summary, index = "", s.Title, s.Description, "content/_index.md"
	}
	p.Path, _ = addressOf(p.Source)
	if phase := s.phases[strings.TrimSuffix(p.Path, "/")]; phase != nil {
		p.Title, p.Summary = phase.Title, phase.Question
	}
	if t := s.technologies[path.Base(dir)]; t != nil {
		p.Title, p.Summary = t.Title, t.Summary
	}
	if s.byPath[p.Path] != nil {
		return p
	}
	s.byPath[p.Path] = p
	if s.withheld[strings.TrimPrefix(index, "content/")] {
		return p // it has one, which is not published yet
	}
	note := s.report(p, 0, 0, diag.MissingSection, index)
	note.Severity = diag.Note
	return p
}

// TitleOf makes a title of a folder's name: "lärande-exempel" becomes "Lärande exempel".
func TitleOf(name string) string {
	name = strings.NewReplacer("-", " ", "_", " ").Replace(name)
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// byPlace orders the pages of a folder: by weight, those without one last, then by title.
func byPlace(a, b *Page) int {
	return cmp.Or(cmp.Compare(a.weight(), b.weight()), slices.Compare(a.key, b.key), cmp.Compare(a.Source, b.Source))
}

// weight returns a page's weight in its folder. The pages of phases come first, in the
// order of the phases.
func (p *Page) weight() int {
	switch {
	case p.Phase != nil && p == p.Phase.Page:
		return math.MinInt + p.Phase.Number
	case p.Weight == 0:
		return math.MaxInt
	}
	return p.Weight
}

func (s *Site) walk(p *Page) {
	s.Pages = append(s.Pages, p)
	for _, c := range p.Children {
		s.walk(c)
	}
}

// chain joins the pages of each top folder with the one before and the one after.
func (s *Site) chain() {
	for i := 1; i < len(s.Pages); i++ {
		before, p := s.Pages[i-1], s.Pages[i]
		if p.Top() != "" && before.Top() == p.Top() {
			before.Next, p.Prev = p, before
		}
	}
}
