package preview

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"vagvisare/cmd/vagvisare/internal/headers"
)

// A guard lets only those in who ask for the preview by an address that cannot be somebody else's: another site may
// have its own name lead here, and read what it is then sent (DNS rebinding).
type guard struct {
	host string // that may be asked for, besides addresses of machines and localhost
	next http.Handler
}

func (g guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !g.allows(r.Host) || !fromSameHost(r) {
		http.Error(w, "This preview is not for other sites.", http.StatusForbidden)
		return
	}
	h := w.Header()
	for _, header := range headers.Security(false) {
		h.Set(header.Name, header.Value)
	}
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	g.next.ServeHTTP(w, r)
}

func (g guard) allows(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || net.ParseIP(name) != nil || g.host != "" && name == strings.ToLower(g.host)
}

// fromSameHost reports whether a request comes from one of the preview's own pages, or from no page.
func fromSameHost(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}
