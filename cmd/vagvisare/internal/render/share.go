package render

import (
	"html/template"
	"net/url"
	"strings"
)

// Share returns the address that begins a mail about this page: to nobody yet, with the page's title and its
// address. Where the portal's own address is not known, a script adds the page's at the end.
func (v *View) Share() template.URL {
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	return template.URL("mailto:?subject=" + escape(v.Title) + "&body=" + escape(v.Title+"\r\n"+v.Address()))
}
