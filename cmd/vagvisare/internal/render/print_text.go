package render

import (
	"html/template"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// A mover changes a page's text as it must be where it stands on a page with others.
type mover struct {
	prefix string     // of all ids
	deeper int        // by how many levels headings go down
	inside printedIDs // the pages that stand on the same page
}

// text returns HTML as it is to be in its new place. What need not change stays as it was written.
func (m *mover) text(text template.HTML) template.HTML {
	var out strings.Builder
	out.Grow(len(text) + len(text)/8)
	var raw []byte
	tokens := html.NewTokenizer(strings.NewReader(string(text)))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken { // the end: reading a string does not fail
			return template.HTML(out.String())
		}
		raw = append(raw[:0], tokens.Raw()...) // which reading the token may change
		token := tokens.Token()
		if m.heading(&token) || m.attributes(&token) {
			out.WriteString(token.String())
		} else {
			out.Write(raw)
		}
	}
}

// heading puts the tag of a heading further down, and reports whether it is one. Its attributes
// are seen to as well.
func (m *mover) heading(token *html.Token) bool {
	name := token.Data
	isTag := token.Type == html.StartTagToken || token.Type == html.EndTagToken
	if !isTag || len(name) != 2 || name[0] != 'h' || name[1] < '1' || name[1] > '6' {
		return false
	}
	token.Data = string([]byte{'h', min(name[1]+byte(m.deeper), '6')})
	m.attributes(token)
	return true
}

// attributes gives ids, and what refers to them, their new names, and reports whether there were any.
func (m *mover) attributes(token *html.Token) bool {
	changed := false
	for i := range token.Attr {
		a := &token.Attr[i]
		before := a.Val
		switch a.Key {
		case "id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "headers":
			names := strings.Fields(a.Val)
			for j := range names {
				names[j] = m.prefix + names[j]
			}
			a.Val = strings.Join(names, " ")
		case "href":
			a.Val = m.link(a.Val)
		case "loading": // an image that waits until it is scrolled to may be missing on paper
			a.Val = "eager"
		}
		changed = changed || a.Val != before
	}
	return changed
}

// link returns the address of a link in its new place.
func (m *mover) link(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" {
		return address
	}
	id, here := m.inside[u.Path]
	if u.Path == "" {
		id, here = m.prefix, u.Fragment != ""
	}
	if !here {
		return address
	}
	return (&url.URL{Fragment: id + u.Fragment}).String()
}
