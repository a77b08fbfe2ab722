package render_test

import (
	"html"
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
)

// addressed is a mail link to somebody; one to nobody shares a page.
var addressed = regexp.MustCompile(`mailto:[^?]`)

// mails returns the mail links of a page as browsers read them, by their text.
func mails(t *testing.T, got string) map[string]*url.URL {
	t.Helper()
	links := map[string]*url.URL{}
	for _, match := range regexp.MustCompile(`<a(?: class="?[\w-]+"?)? href="(&#[^"]*)">([^<]*)<`).FindAllStringSubmatch(got, -1) {
		link, err := url.Parse(html.UnescapeString(match[1]))
		if err != nil {
			t.Fatal(err)
		}
		links[strings.TrimSpace(match[2])] = link
	}
	return links
}

// to returns the address that a mail link leads to.
func to(t *testing.T, link *url.URL) string {
	t.Helper()
	if link == nil || link.Scheme != "mailto" {
		t.Fatalf("%v is no mail link", link)
	}
	address, err := url.PathUnescape(link.Opaque)
	if _, bad := mail.ParseAddress(address); err != nil || bad != nil {
		t.Errorf("%q is no address", link.Opaque)
	}
	return address
}

// TestContact holds whom each page's mail links lead to, and what they are filled in with.
func TestContact(t *testing.T) {
	c := config()
	c.Contact = site.Contact{Function: "Enheten", Email: "enheten@kommun.example"}
	c.Owners = []*site.Owner{{Name: "Inköp & avtal", Email: "inkop+avtal@kommun.example", Phone: "0910-1"}}
	own, other, nobody := page("planera/a.md", "Text."), page("planera/b.md", "Text."), page("planera/c.md", "Text.")
	own.Owner, own.Title, other.Owner = "Inköp & avtal", "Så köper ni: 100 % & mer", "Någon annan"
	out := portalOf(t, c, own, other, nobody)
	for name, want := range map[string]struct{ address, text string }{
		"planera/a/index.html": {"inkop+avtal@kommun.example", "Kontakta Inköp &amp; avtal"},
		"planera/b/index.html": {"enheten@kommun.example", "Kontakta Enheten"},
		"planera/c/index.html": {"enheten@kommun.example", "Kontakta Enheten"},
	} {
		got := text(t, out, name)
		if strings.Contains(got, "kommun.example") || addressed.MatchString(got) {
			t.Errorf("%s shows an address to programs that look for one", name)
		}
		links := mails(t, got)
		for _, link := range []string{want.text, "Ja", "Nej"} {
			if address := to(t, links[link]); address != want.address {
				t.Errorf("%s: %s leads to %s", name, link, address)
			}
		}
	}
	links := mails(t, text(t, out, "planera/a/index.html"))
	const place = "Sidan: Så köper ni: 100 % & mer\r\nhttps://portal.example/vt/planera/a/\r\n\r\n"
	for link, want := range map[string][2]string{
		"Kontakta Inköp &amp; avtal": {"Om sidan ”Så köper ni: 100 % & mer”", place},
		"Ja":                         {"Ja, sidan hjälpte: ”Så köper ni: 100 % & mer”", place + "Det här var bra:\r\n"},
		"Nej":                        {"Nej, sidan hjälpte inte: ”Så köper ni: 100 % & mer”", place + "Det här saknade jag:\r\n"},
	} {
		query := links[link].Query()
		if got := [2]string{query.Get("subject"), query.Get("body")}; got != want {
			t.Errorf("%s: got %q, wanted %q", link, got, want)
		}
		if strings.Contains(links[link].RawQuery, "+") {
			t.Errorf("%s has a plus for a space, which mail programs show", link)
		}
	}
	if got := text(t, out, "planera/a/index.html"); !strings.Contains(got, "0910-1") {
		t.Error("the owner's telephone number is missing")
	}
}

// TestNoContact holds that a page of nobody's asks nothing.
func TestNoContact(t *testing.T) {
	got := text(t, portal(t, page("planera/a.md", "Text.")), "planera/a/index.html")
	for _, part := range []string{"Hjälpte sidan dig", "Kontakta", "Föreslå en ändring"} {
		if strings.Contains(got, part) {
			t.Errorf("the page has %q", part)
		}
	}
}

// TestEditAddress holds where a page's file can be changed.
func TestEditAddress(t *testing.T) {
	for _, test := range []struct{ edit, source, want string }{
		{"", "planera/a.md", ""},
		{"https://git.example/portal/edit/{path}", "planera/a.md", "https://git.example/portal/edit/content/planera/a.md"},
		{"https://git.example/edit?file={path}&x=1", "planera/å&b+c d.md", "https://git.example/edit?file=content/planera/%C3%A5%26b%2Bc%20d.md&x=1"},
	} {
		c := config()
		c.Edit = test.edit
		p := page("planera/x.md", "Text.")
		p.Source = test.source
		out := portalOf(t, c, p)
		name := "planera/a/index.html"
		if test.source != "planera/a.md" {
			name = "planera/a-b-c-d/index.html"
		}
		links := regexp.MustCompile(`href="?([^" ]*git\.example[^" ]*)"?`).FindStringSubmatch(text(t, out, name))
		switch {
		case test.want == "" && links != nil:
			t.Errorf("%q: got %q", test.edit, links)
		case test.want != "" && (links == nil || html.UnescapeString(links[1]) != test.want):
			t.Errorf("%q, %s: got %q, wanted %s", test.edit, test.source, links, test.want)
		}
	}
	c := config()
	c.Edit = "https://git.example/{path}"
	out := portalOf(t, c, &site.Page{Source: "om/", Kind: site.Section, Title: "Om"}, &site.Page{Source: "om/a.md", Kind: site.Plain, Title: "A", Doc: &markdown.Document{}})
	if strings.Contains(text(t, out, "om/index.html"), "git.example") {
		t.Error("a folder without a page of its own can be changed")
	}
}
