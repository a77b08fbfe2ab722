// Package site is the model of a portal: its pages, phases, roles and topics, and how
// they hang together.
//
// New takes the pages as they were read, one by one, and links them once: addresses,
// folders, order, links with their targets, backlinks. After that nothing changes, so
// pages can be rendered in parallel without locks.
package site

import (
	"cmp"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A Config is what content/site.yaml says.
type Config struct {
	Title         string // of the portal
	Organisation  string // the municipality
	Description   string // one sentence, for search engines and the feed
	Language      string // BCP 47, e.g. "sv"
	URL           string // absolute address with a slash at the end, or "" when not known
	Publisher     string // who stands behind the portal, in the footer
	Contact       Contact
	Hosts         []string   // kinds of hosts that files are written for, as package host names them
	Searches      []string   // examples of what to search for, on the home page
	Owners        []*Owner   // of information, with addresses of their own
	Edit          string     // address at which a page's file can be changed, with {path} for its path; or ""
	Accessibility *Statement // nil where there is none
	Brand         Brand
	Phases        []*Phase
	Roles         []*Role
	Technologies  []*Technology
	Problems      map[diag.Code]diag.Severity // severities that the site has changed
	LIX           int                         // of the hardest text that is no advice to mend; 0 for the usual limit
	Sentence      int                         // words of the longest sentence that is no advice to part; 0 for the usual limit
	Facts         []*Fact
	EscapeHTML    bool // show HTML in texts as it was typed
}

// BasePath returns the path of the portal's address, decoded, with a slash at both ends; "/" where the address is not known.
func (c *Config) BasePath() string {
	u, err := url.Parse(c.URL)
	if err != nil || c.URL == "" {
		return "/"
	}
	return strings.TrimSuffix(path.Clean("/"+u.Path), "/") + "/"
}

// A Brand is what a municipality looks like.
type Brand struct {
	Colour string // all colours are derived from it: "#0b6b74"; "" for the portal's own
	Logo   Ref    // path of an image in content/; empty for the portal's own
}

// A Contact is whom readers write to: a function, never a person.
type Contact struct {
	Function string
	Email    string
	Phone    string
}

// An Owner is a function that answers for information, as pages name it.
type Owner struct {
	Name  string
	Email string
	Phone string
}

// ContactOf returns whom to write to about what an owner answers for: the owner, or the portal's own contact where
// the owner has no address.
func (c *Config) ContactOf(owner string) Contact {
	for _, o := range c.Owners {
		if o.Name == owner && owner != "" {
			return Contact{Function: o.Name, Email: o.Email, Phone: o.Phone}
		}
	}
	return c.Contact
}

// A Phase is a part of a technology's life.
type Phase struct {
	ID       string
	Title    string
	Question string // that the phase answers
	Number   int    // from 1, in the order of site.yaml

	Page       *Page   // the page of the phase's folder
	Steps      []*Step // what is done in the phase, in order; none where its page names none
	Pages      []*Page // what is read in the phase, in reading order
	Checklists []*Page // what is ticked in it
	Templates  []*Page // what is filled in
	Plans      []*Page // what has been filled in
}

// Count returns how many pages of a kind are read in the phase.
func (p *Phase) Count(kind Kind) int {
	n := 0
	for _, page := range p.Pages {
		if page.Kind == kind {
			n++
		}
	}
	return n
}

// A Role is a group of readers.
type Role struct {
	ID      string
	Title   string
	Summary string   // what they come for
	Others  []string // further functions that the role is meant for, as texts call them

	Pages []*Page // written for the role, in the order of Site.Pages
}

// A Fact is something that the content must carry, on whatever page readers look for it.
type Fact struct {
	ID   string // a short number, such as "B2"
	Text string // what it is about, in a sentence
}

// A Tag is a topic that pages share.
type Tag struct {
	Name  string
	Slug  string
	Pages []*Page // in the order of their titles
}

// A Site is a portal, linked and read-only.
type Site struct {
	*Config
	Home      *Page
	Pages     []*Page    // all, in reading order: home, then folder by folder
	Tags      []*Tag     // in the order of their names
	Index     []Letter   // all pages but sections, by title
	Logo      *File      // nil for the portal's own
	Files     []*File    // those that pages show or link to, by published path
	Redirects []Redirect // by old address
	Glossary  []*Term    // by term, in the language's order
	Events    []*Event   // on which pages were published or changed, the newest first

	phases       map[string]*Phase
	roles        map[string]*Role
	technologies map[string]*Technology
	files        map[string]*File
	byPath       map[string]*Page
	bySource     map[string]*Page
	withheld     map[string]bool // sources of drafts and of pages of the future
	backstage    map[string]bool // sources of pages for editors, whether they are shown or not
	unread       map[string]bool
	order        *order

	namesOfPages, namesOfFiles *names // for suggestions; nil until there is a dead link
	problems                   []diag.Problem
}

// A Redirect leads from an old address to the page that has moved.
type Redirect struct {
	From      string // published path of the file that redirects
	To        *Page
	Line, Col int // of the old address, in the file of To
}

// Source is what a site is made of.
type Source struct {
	Config *Config
	Pages  []*Page          // in any order
	Files  map[string]*File // all other files of content/, by path
	Unread map[string]bool  // texts that gave no page; links to them are no further problem

	Glossary []*Term // in any order
}

// Options are what a build decides about a site.
type Options struct {
	Date    time.Time // the day of the build; pages published later are left out
	Drafts  bool      // with drafts and with pages of the future
	Editors bool      // with what is meant for those who write alone
}

// New links a site, and returns it with all problems that only the whole shows. It copies
// what it changes, so that the same source can be linked again after an edit.
func New(source Source, opt Options) (*Site, []diag.Problem) {
	config := *source.Config
	s := &Site{
		Config: &config,
		phases: map[string]*Phase{}, roles: map[string]*Role{}, technologies: map[string]*Technology{},
		files: source.Files, byPath: map[string]*Page{}, bySource: map[string]*Page{}, withheld: map[string]bool{}, backstage: map[string]bool{}, unread: maps.Clone(source.Unread),
		order: newOrder(config.Language),
	}
	s.ownLists(source.Config)
	if s.unread == nil {
		s.unread = map[string]bool{}
	}
	pages := s.publishable(source.Pages, opt)
	pages = s.address(pages)
	s.templates(pages)
	s.arrange(pages)
	s.join()
	s.index()
	for _, p := range s.Pages {
		p.Targets = s.targets(p, p.Doc)
	}
	s.steps()
	s.items()
	s.plans()
	s.cases()
	s.logo()
	s.collectFiles()
	s.redirects()
	s.relate()
	s.glossary(source.Glossary)
	s.tellEvents(opt)
	return s, s.problems
}

// ownLists copies phases, roles and technologies, without those that have no id: these are
// problems already.
func (s *Site) ownLists(config *Config) {
	s.Phases, s.Roles, s.Technologies = nil, nil, nil
	for i, phase := range config.Phases {
		if own := *phase; own.ID != "" {
			own.Number, s.phases[own.ID] = i+1, &own
			s.Phases = append(s.Phases, &own)
		}
	}
	for _, role := range config.Roles {
		if own := *role; own.ID != "" {
			s.roles[own.ID] = &own
			s.Roles = append(s.Roles, &own)
		}
	}
	for _, technology := range config.Technologies {
		if own := *technology; own.ID != "" {
			s.technologies[own.ID] = &own
			s.Technologies = append(s.Technologies, &own)
		}
	}
}

// Recent returns the n pages that were published or changed last, in the order of Events.
func (s *Site) Recent(n int) []*Page {
	pages := make([]*Page, 0, n)
	for _, e := range s.Events {
		if len(pages) == n {
			break
		}
		if !slices.Contains(pages, e.Page) {
			pages = append(pages, e.Page)
		}
	}
	return pages
}

// OfKind returns the pages of a kind, in reading order.
func (s *Site) OfKind(kind Kind) []*Page {
	var pages []*Page
	for _, p := range s.Pages {
		if p.Kind == kind {
			pages = append(pages, p)
		}
	}
	return pages
}

// At returns the page at a published address such as "planera/roller/", or nil.
func (s *Site) At(path string) *Page { return s.byPath[path] }

// Of returns the page of a file of content/, given by its path there, or nil.
func (s *Site) Of(source string) *Page { return s.bySource[source] }

// report tells of a problem on a page; those of a draft are notes.
func (s *Site) report(p *Page, line, col int, code diag.Code, args ...any) *diag.Problem {
	problem := diag.Problem{File: p.File(), Line: line, Col: col, Code: code, Args: args}
	if p.Draft {
		problem.Severity = diag.Note
	}
	s.problems = append(s.problems, problem)
	return &s.problems[len(s.problems)-1]
}

// join gives phases and roles their pages.
func (s *Site) join() {
	for _, p := range s.Pages {
		if p.Phase != nil && p != p.Phase.Page {
			list := p.Phase.list(p.Kind)
			*list = append(*list, p)
		}
		for _, id := range p.RoleIDs {
			if r := s.roles[id]; r != nil && !slices.Contains(p.Roles, r) {
				p.Roles = append(p.Roles, r)
				r.Pages = append(r.Pages, p)
			}
		}
	}
	for _, phase := range s.Phases {
		// Pages of the phase's own folder come first; examples and the like after them.
		slices.SortStableFunc(phase.Pages, func(a, b *Page) int {
			return cmp.Compare(outside(a, phase), outside(b, phase))
		})
	}
}

// list returns the list of a phase that pages of a kind stand in.
func (p *Phase) list(kind Kind) *[]*Page {
	switch kind {
	case Checklist:
		return &p.Checklists
	case Template:
		return &p.Templates
	case PlanDocument:
		return &p.Plans
	}
	return &p.Pages
}

func outside(p *Page, phase *Phase) int {
	if p.Top() == phase.ID {
		return 0
	}
	return 1
}
