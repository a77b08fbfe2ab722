package render

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"vagvisare/cmd/vagvisare/internal/site"
)

// Contact returns whom to write to about the page: its owner, where site.yaml tells the owner's address, or else the
// portal's own contact.
func (v *View) Contact() site.Contact {
	if v.Page == nil {
		return v.Site.Contact
	}
	return v.Site.ContactOf(v.Page.Owner)
}

// EditAddress returns the address at which the page's file can be changed, or "" where site.yaml tells none or the page
// has no file.
func (v *View) EditAddress() string {
	if v.Site.Edit == "" || v.Page == nil || v.Page.Doc == nil {
		return ""
	}
	// A slash may stand in the path and in the query of an address alike; all else that means something is escaped.
	file := strings.NewReplacer("+", "%20", "%2F", "/").Replace(url.QueryEscape(v.Page.File()))
	return strings.ReplaceAll(v.Site.Edit, "{path}", file)
}

// mailto returns the attribute of a mail link, with subject and body filled in where they are given.
//
// The address is written in a way that browsers understand and that programs which look for “@” or “mailto:” in what is
// sent do not: signs are numbers, of two kinds, and letters of the name are percent-encoded. It works without script
// and without anybody else. A program that reads HTML as browsers do will find the address all the same; only a form
// on a server could prevent that, and would need one.
func mailto(address, subject string, body ...string) template.HTMLAttr {
	target := concealed("mailto:" + encodedName(address))
	sign := "?"
	for _, part := range []struct{ name, text string }{{"subject", subject}, {"body", strings.Join(body, "\n")}} {
		if part.text != "" {
			target += sign + part.name + "=" + mailText(part.text)
			sign = "&amp;"
		}
	}
	return template.HTMLAttr(`href="` + target + `"`)
}

// email returns an address to be read by people, concealed as in mailto. It may be broken at its sign.
func email(address string) template.HTML {
	name, host, _ := strings.Cut(address, "@")
	return template.HTML(concealed(name) + "<wbr>" + concealed("@"+host))
}

// mailText encodes the text of a mail for its link (RFC 6068: lines end with CRLF, and a plus is a plus).
func mailText(s string) string {
	return strings.NewReplacer("+", "%20", "%0A", "%0D%0A").Replace(url.QueryEscape(s))
}

// encodedName percent-encodes every other sign of an address before its @, and all that could mean something else.
// One that is encoded already stays as it is.
func encodedName(address string) string {
	name, rest, found := strings.Cut(address, "@")
	if !found || strings.Contains(name, "%") {
		return address
	}
	var b strings.Builder
	for i, c := range []byte(name) {
		if i%2 == 1 || strings.IndexByte("&?#=/+\"", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String() + "@" + rest
}

// concealed writes every character as a number, in turn decimal and hexadecimal.
func concealed(s string) string {
	var b strings.Builder
	for i, c := range []rune(s) {
		if i%2 == 0 {
			fmt.Fprintf(&b, "&#%d;", c)
		} else {
			fmt.Fprintf(&b, "&#x%x;", c)
		}
	}
	return b.String()
}
