package main

import (
	"fmt"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// What every response must say. It is written out here, and not taken from the program, so that a mistake shows.
var securityHeaders = map[string]string{
	"Content-Security-Policy":    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Permissions-Policy":         "camera=(), geolocation=(), microphone=()",
	"Referrer-Policy":            "same-origin",
	"Strict-Transport-Security":  "max-age=31536000", // the portal's address is https, whatever it is tried on
	"X-Content-Type-Options":     "nosniff",
	"X-Frame-Options":            "SAMEORIGIN",
}

// contentTypes are those of all files that the portal has, by ending.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json; charset=utf-8", ".vtt": "text/vtt; charset=utf-8",
	".png": "image/png", ".jpg": "image/jpeg", ".avif": "image/avif", ".webp": "image/webp", ".mp4": "video/mp4", ".pdf": "application/pdf",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".zip": "application/zip",
}

// named are files named after their contents.
var named = regexp.MustCompile(`^assets/.*-[0-9a-f]{10}\.\w+$|^search/\w+/[0-9a-f]{8}(-\d+)?\.js$`)

const (
	forever = "public, max-age=31536000, immutable"
	asking  = "no-cache"
)

// keeping returns what must be said about keeping a file.
func keeping(file string) string {
	if named.MatchString(file) {
		return forever
	}
	return asking
}

// headFaults tells what is wrong with a response of a file that there is, or of any other page where file is "".
func headFaults(r *response, status int, file, cache string) (problems []string) {
	problem := func(format string, args ...any) {
		problems = append(problems, r.address+": "+fmt.Sprintf(format, args...))
	}
	if r.status != status {
		problem("status %d, not %d", r.status, status)
	}
	for name, want := range securityHeaders {
		if got := r.header.Values(name); len(got) != 1 || got[0] != want {
			problem("%s is %q", name, got)
		}
	}
	if got := r.header.Values("Cache-Control"); len(got) != 1 || got[0] != cache {
		problem("Cache-Control is %q, not %q", got, cache)
	}
	if file == "" {
		return problems
	}
	want := contentTypes[path.Ext(file)]
	if got := r.header.Get("Content-Type"); want == "" || !strings.EqualFold(got, want) {
		problem("Content-Type is %q, not %q", got, want)
	}
	return problems
}

// varies reports whether a response says that it depends on what the browser can unpack, once.
func varies(h http.Header) bool {
	return strings.Count(strings.ToLower(strings.Join(h.Values("Vary"), ",")), "accept-encoding") == 1
}

// sentPath writes a path as browsers send it.
func sentPath(p string) string {
	var b strings.Builder
	for i := range len(p) {
		if c := p[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"#<>?`{}%^", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
