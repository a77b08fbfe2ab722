package host

import (
	"bytes"
	"fmt"

	"vagvisare/cmd/vagvisare/internal/headers"
)

// pagesHeaders writes _headers, as Netlify and Cloudflare Pages read it. Both let browsers ask for what nothing is said of, and join
// what two rules say of the same header; so only one rule speaks of keeping.
func pagesHeaders(s *Site) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# Written by vagvisare for Netlify and Cloudflare Pages.\n\n")
	fmt.Fprintf(&b, "%s*\n", sentToPages(s.Base))
	for _, h := range headers.Security(s.HTTPS) {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
	}
	b.WriteString("\n# Named after their contents, and so kept for ever.\n")
	folders, files := s.kept()
	for i, folder := range folders {
		folders[i] = folder + "/*"
	}
	for _, path := range append(folders, files...) {
		fmt.Fprintf(&b, "%s\n  Cache-Control: %s\n", sentToPages(s.Base+path), headers.Immutable)
	}
	return b.Bytes(), nil
}

// pagesRedirects writes _redirects, as Cloudflare Pages, Netlify and GitLab Pages read it. The latter two would rather serve the page that
// stands at an old address, which leads on too. Netlify knows a sign against that, for which Cloudflare refuses the site.
func pagesRedirects(s *Site) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# Written by vagvisare for Cloudflare Pages, Netlify and GitLab Pages.\n")
	for _, m := range s.moves() {
		fmt.Fprintf(&b, "%s %s 301\n", sentToPages(m.From[0]), sent(m.To))
	}
	return b.Bytes(), nil
}
