// Package headers says what goes with a published file when a host sends it: its type, how long it may be kept, and
// what a browser may do with it. Every host is told the same: files written for servers and what is published to
// storage read it here.
//
// Paths are published ones, such as "planera/roller/index.html".
package headers

import "regexp"

// A Header is a line of a response's head.
type Header struct{ Name, Value string }

// What Cache-Control says.
const (
	Immutable  = "public, max-age=31536000, immutable" // kept for ever, which is a year
	Revalidate = "no-cache"                            // kept, but the host is asked before it is used
)

// Hashed is a regular expression of the paths of files that are named after their contents, as packages asset, site
// and search name them. It means the same to Go and to PCRE, which servers use.
const Hashed = `^(assets/(.+/)?[^/]+-[0-9a-f]{10}(\.[^./]+)?|search/(filters|pages|terms|words)/[0-9a-f]{8}(-[0-9]+)?\.js)$`

var hashed = regexp.MustCompile(Hashed)

// IsHashed reports whether a file is named after its contents, so that another content has another path.
func IsHashed(path string) bool { return hashed.MatchString(path) }

// CacheControl returns how long a file may be kept: Immutable or Revalidate.
func CacheControl(path string) string {
	if IsHashed(path) {
		return Immutable
	}
	return Revalidate
}

// Security returns what every response has, so that a page can do nothing but what this site's own files make it do, and
// so that no other site can put it in a frame, or learn which page a reader came from. https is whether the portal's
// address begins so. Only then browsers are told to use no other, and to keep other sites' windows apart, which they refuse to do without.
//
// Objects are not forbidden altogether: Chromium shows a PDF file by one, under the policy that the file came with.
func Security(https bool) []Header {
	list := []Header{
		{"Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
		{"Referrer-Policy", "same-origin"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", "SAMEORIGIN"},
	}
	if https {
		list = append(list, Header{"Cross-Origin-Opener-Policy", "same-origin"}, Header{"Strict-Transport-Security", "max-age=31536000"})
	}
	return list
}
