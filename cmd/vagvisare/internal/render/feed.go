package render

import (
	"encoding/xml"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/site"
)

// feedEntries is how many changes a feed tells of.
const feedEntries = 30

// feedFile is what a feed is called, in the folder of the page that it follows.
const feedFile = "feed.xml"

// A Feed is a list of changes that programs can follow.
type Feed struct {
	Title string      // with the portal's
	Phase *site.Phase // whose pages it follows, or
	Role  *site.Role  // for whom they are written; both are nil for all pages
	Path  string      // published path, e.g. "planera/feed.xml"

	page   string // address of what it follows
	follow func(*site.Page) bool
}

// feeds returns the feeds of the site: of all pages, of each phase and of each role. There are none where the
// portal's address is not known, since what they say must be understood anywhere.
func (r *Renderer) feeds() []Feed {
	s := r.site
	if s.URL == "" {
		return nil
	}
	feeds := []Feed{{Title: s.Title, Path: feedFile, follow: func(*site.Page) bool { return true }}}
	for _, phase := range s.Phases {
		page := r.address(phase)
		feeds = append(feeds, Feed{
			Title: s.Title + ": " + phase.Title, Phase: phase, Path: page + feedFile, page: page,
			follow: func(p *site.Page) bool { return p.Phase == phase },
		})
	}
	for _, role := range s.Roles {
		mine := map[*site.Page]bool{}
		for _, p := range role.Pages {
			mine[p] = true
		}
		page := r.address(role)
		feeds = append(feeds, Feed{
			Title: s.Title + ": " + role.Title, Role: role, Path: page + feedFile, page: page,
			follow: func(p *site.Page) bool { return mine[p] },
		})
	}
	return feeds
}

// Feeds returns the feeds of the portal; the first one is of all pages.
func (v *View) Feeds() []Feed { return v.renderer.feeds() }

type atomFeed struct {
	XMLName  xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Language string     `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Title    string     `xml:"title"`
	Subtitle string     `xml:"subtitle,omitempty"`
	ID       string     `xml:"id"`
	Links    []atomLink `xml:"link"`
	Updated  string     `xml:"updated"`
	Author   string     `xml:"author>name"`
	Entries  []atomEntry
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	XMLName   xml.Name      `xml:"entry"`
	Title     string        `xml:"title"`
	ID        string        `xml:"id"`
	Link      atomLink      `xml:"link"`
	Updated   string        `xml:"updated"`
	Published string        `xml:"published,omitempty"`
	Category  *atomCategory `xml:"category"`
	Summary   string        `xml:"summary,omitempty"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

// atom tells of the newest changes that a feed follows. Its own day is that of the newest, so that it
// changes only when a page does; without any it is the epoch's.
func (r *Renderer) atom(f Feed) atomFeed {
	s := r.site
	feed := atomFeed{
		Language: s.Language, Title: f.Title, ID: s.URL + f.page, Author: s.Organisation,
		Links:   []atomLink{{"self", "application/atom+xml", s.URL + f.Path}, {"alternate", "text/html", s.URL + f.page}},
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
	}
	if f.page == "" {
		feed.Subtitle = s.Description
	}
	for _, e := range s.Events {
		if !f.follow(e.Page) {
			continue
		}
		feed.Entries = append(feed.Entries, entryOf(s.URL, e))
		if len(feed.Entries) == feedEntries {
			break
		}
	}
	if len(feed.Entries) > 0 {
		feed.Updated = feed.Entries[0].Updated
	}
	return feed
}

// entryOf returns the entry of an event, for a portal of the given address. One page has one event a day, so
// page and day make an id that stays.
func entryOf(portal string, e *site.Event) atomEntry {
	p := e.Page
	entry := atomEntry{
		Title: p.Title, ID: portal + p.Path + "#change:" + e.Day.Format(time.DateOnly),
		Link:    atomLink{"alternate", "text/html", portal + p.Path},
		Updated: e.Day.Format(time.RFC3339), Summary: p.Summary,
	}
	if !p.Published.IsZero() {
		entry.Published = p.Published.Format(time.RFC3339)
	}
	if p.Phase != nil {
		entry.Category = &atomCategory{p.Phase.ID, p.Phase.Title}
	}
	if len(e.Texts) > 0 {
		entry.Summary = strings.Join(e.Texts, " ")
	}
	return entry
}
