package render_test

import (
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/site"
)

// An atom is what RFC 4287 says that a feed must have, and what ours have besides.
type atom struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string     `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      []string   `xml:"http://www.w3.org/2005/Atom id"`
	Title   []string   `xml:"http://www.w3.org/2005/Atom title"`
	Updated []string   `xml:"http://www.w3.org/2005/Atom updated"`
	Author  []string   `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []atomLink `xml:"http://www.w3.org/2005/Atom link"`
	Entries []struct {
		ID       []string   `xml:"http://www.w3.org/2005/Atom id"`
		Title    []string   `xml:"http://www.w3.org/2005/Atom title"`
		Updated  []string   `xml:"http://www.w3.org/2005/Atom updated"`
		Links    []atomLink `xml:"http://www.w3.org/2005/Atom link"`
		Summary  []string   `xml:"http://www.w3.org/2005/Atom summary"`
		Category []struct {
			Term string `xml:"term,attr"`
		} `xml:"http://www.w3.org/2005/Atom category"`
	} `xml:"http://www.w3.org/2005/Atom entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// readFeed returns a feed of a site, and holds what RFC 4287 asks of all.
func readFeed(t *testing.T, name string, pages ...*site.Page) atom {
	t.Helper()
	text, err := read(t, nil, name, pages...)
	var feed atom
	if err == nil {
		err = xml.Unmarshal([]byte(text), &feed)
	}
	if err != nil || !strings.HasPrefix(text, xml.Header) {
		t.Fatalf("%s: %v\n%s", name, err, text)
	}
	required(t, name, feed.ID, feed.Title, feed.Updated, feed.Author)
	if self := linkOf(feed.Links, "self"); self.Href != "https://portal.example/vt/"+name || self.Type != "application/atom+xml" {
		t.Errorf("%s says that it stands at %v", name, self)
	}
	if page := linkOf(feed.Links, "alternate"); page.Href != feed.ID[0] || page.Type != "text/html" {
		t.Errorf("%s leads to %v", name, page)
	}
	seen := map[string]bool{}
	for _, e := range feed.Entries {
		required(t, name, e.ID, e.Title, e.Updated)
		if len(e.Links) != 1 || e.Links[0].Rel != "alternate" || seen[e.ID[0]] || e.Updated[0] > feed.Updated[0] {
			t.Errorf("%s has the entry %+v", name, e)
		}
		seen[e.ID[0]] = true
	}
	return feed
}

// required holds that a feed or an entry has an id, a title and a time, and what else it needs, once each.
func required(t *testing.T, name string, of ...[]string) {
	t.Helper()
	for i, values := range of {
		if len(values) != 1 || values[0] == "" {
			t.Fatalf("%s: %q, number %d of what is required", name, values, i)
		}
	}
	if id, err := url.Parse(of[0][0]); err != nil || !id.IsAbs() {
		t.Errorf("%s has the id %q: %v", name, of[0][0], err)
	}
	if _, err := time.Parse(time.RFC3339, of[2][0]); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

func linkOf(links []atomLink, rel string) (found atomLink) {
	for _, link := range links {
		if link.Rel == rel {
			found = link
		}
	}
	return found
}

// TestFeeds holds which changes each feed tells of, and in which words.
func TestFeeds(t *testing.T) {
	pages := func() []*site.Page {
		one, two, other := page("planera/a.md", ""), page("planera/b.md", ""), page("om/c.md", "")
		one.Title, one.Summary, one.Published = `A & "b" <c>`, "Å <b>", day(2026, 5, 1)
		one.Changes = []site.Change{{Day: day(2026, 6, 1), Text: "Ny & <rad>."}, {Day: day(2026, 6, 1), Text: "Mer."}}
		two.Title, two.RoleIDs, two.Published, two.Updated = "B", []string{"chef"}, day(2026, 4, 1), day(2026, 11, 20)
		other.Title, other.Published = "C", day(2026, 5, 15)
		return []*site.Page{one, two, other}
	}
	for name, want := range map[string][]string{
		"feed.xml": {
			"2026-11-20 B planera/b/ ", `2026-06-01 A & "b" <c> planera/a/ Ny & <rad>. Mer.`, "2026-05-15 C om/c/ ",
			`2026-05-01 A & "b" <c> planera/a/ Å <b>`, "2026-04-01 B planera/b/ ",
		},
		"planera/feed.xml": {
			"2026-11-20 B planera/b/ ", `2026-06-01 A & "b" <c> planera/a/ Ny & <rad>. Mer.`, `2026-05-01 A & "b" <c> planera/a/ Å <b>`, "2026-04-01 B planera/b/ ",
		},
		"infora/feed.xml":      nil,
		"roller/chef/feed.xml": {"2026-11-20 B planera/b/ ", "2026-04-01 B planera/b/ "},
	} {
		feed := readFeed(t, name, pages()...)
		var got []string
		for _, e := range feed.Entries {
			page, on := strings.TrimPrefix(e.Links[0].Href, "https://portal.example/vt/"), e.Updated[0][:len(time.DateOnly)]
			if want := e.Links[0].Href + "#change:" + on; e.ID[0] != want {
				t.Errorf("%s: the id %s, wanted %s", name, e.ID[0], want)
			}
			got = append(got, on+" "+e.Title[0]+" "+page+" "+strings.Join(e.Summary, "|"))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: wanted (-), got (+):\n%s", name, diff)
		}
		last := "1970-01-01"
		if len(got) > 0 {
			last = got[0][:len(last)]
		}
		if feed.Updated[0] != last+"T00:00:00Z" || feed.Lang != "sv" || feed.Author[0] != "Lindmarka" {
			t.Errorf("%s: changed %s, in %s, by %s", name, feed.Updated[0], feed.Lang, feed.Author[0])
		}
	}
}

// TestFeedLength holds that a feed does not grow with the site.
func TestFeedLength(t *testing.T) {
	p := page("planera/a.md", "")
	for i := range 40 {
		p.Changes = append(p.Changes, site.Change{Day: day(2025, 1, 1+i), Text: "Mer."})
	}
	if feed := readFeed(t, "feed.xml", p); len(feed.Entries) != 30 || feed.Updated[0] != "2025-02-09T00:00:00Z" {
		t.Errorf("%d entries, the last of %s", len(feed.Entries), feed.Updated[0])
	}
}
