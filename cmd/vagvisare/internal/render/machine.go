package render

import (
	"bytes"
	"encoding/xml"
	"time"

	"vagvisare/cmd/vagvisare/internal/site"
)

// machines puts into the tree what programs read: robots.txt, and, where the portal's
// address is known, a site map (sitemaps.org 0.9) and a feed (Atom, RFC 4287). Both need
// absolute addresses.
func (p *publisher) machines() {
	s := p.renderer.site
	robots := "User-agent: *\nAllow: /\n"
	if s.URL != "" {
		robots += "Sitemap: " + s.URL + "sitemap.xml\n"
		p.file("sitemap.xml", nil, func() ([]byte, error) { return marshal(sitemap(s)) })
		p.file("feed.xml", nil, func() ([]byte, error) { return marshal(feed(s)) })
	}
	p.file("robots.txt", nil, func() ([]byte, error) { return []byte(robots), nil })
}

func marshal(document any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	err := xml.NewEncoder(&b).Encode(document)
	b.WriteByte('\n')
	return b.Bytes(), err
}

type urlSet struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []urlEntry
}

type urlEntry struct {
	XMLName  xml.Name `xml:"url"`
	Location string   `xml:"loc"`
	Modified string   `xml:"lastmod,omitempty"`
}

func sitemap(s *site.Site) urlSet {
	var set urlSet
	for _, p := range s.Pages {
		entry := urlEntry{Location: s.URL + p.Path}
		if day := p.Changed(); !day.IsZero() {
			entry.Modified = day.Format(time.DateOnly)
		}
		set.URLs = append(set.URLs, entry)
	}
	return set
}

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
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	XMLName xml.Name `xml:"entry"`
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Link    atomLink `xml:"link"`
	Updated string   `xml:"updated"`
	Summary string   `xml:"summary,omitempty"`
}

// feed tells of the pages that were changed last. Its own date is the newest of theirs,
// so that it changes only when a page does; without any it is the epoch's.
func feed(s *site.Site) atomFeed {
	const entries = 30
	f := atomFeed{
		Language: s.Language, Title: s.Title, Subtitle: s.Description, ID: s.URL, Author: s.Organisation,
		Links:   []atomLink{{"self", s.URL + "feed.xml"}, {"alternate", s.URL}},
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
	}
	for i, p := range s.Recent(entries) {
		day := p.Changed().Format(time.RFC3339)
		if i == 0 {
			f.Updated = day
		}
		f.Entries = append(f.Entries, atomEntry{
			Title: p.Title, ID: s.URL + p.Path, Link: atomLink{"alternate", s.URL + p.Path}, Updated: day, Summary: p.Summary,
		})
	}
	return f
}
