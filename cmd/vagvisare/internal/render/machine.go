package render

import (
	"bytes"
	"encoding/xml"
	"time"

	"vagvisare/cmd/vagvisare/internal/site"
)

// machines puts into the tree what programs read: robots.txt, and, where the portal's
// address is known, a site map (sitemaps.org 0.9) and feeds (Atom, RFC 4287). They need
// absolute addresses.
func (p *publisher) machines() {
	s := p.renderer.site
	robots := "User-agent: *\nAllow: /\n"
	if s.URL != "" {
		robots += "Sitemap: " + s.URL + "sitemap.xml\n"
		p.file("sitemap.xml", nil, func() ([]byte, error) { return marshal(sitemap(s)) })
	}
	for _, f := range p.renderer.feeds() {
		p.file(f.Path, nil, func() ([]byte, error) { return marshal(p.renderer.atom(f)) })
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
