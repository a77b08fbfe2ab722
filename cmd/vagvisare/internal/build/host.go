package build

import (
	"errors"
	"strings"
	"sync"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/host"
)

// base returns the path at which the site stands, where somebody has to know: where files are written for a host.
func (r *Result) base() string {
	switch {
	case len(r.Site.Hosts) == 0:
		return ""
	case r.at != "":
		return r.at
	}
	return r.Site.BasePath()
}

// publishHosts puts into the tree what the hosts read that the site names. They are told of all other files, so it comes last.
func (r *Result) publishHosts() []diag.Problem {
	describe := sync.OnceValue(func() *host.Site {
		s := &host.Site{Base: r.base(), HTTPS: strings.HasPrefix(r.Site.URL, "https:"), Paths: r.Tree.Paths()}
		for _, redirect := range r.Site.Redirects {
			s.Redirects = append(s.Redirects, host.Redirect{From: redirect.From, To: redirect.To.Path})
		}
		return s
	})
	var problems []diag.Problem
	var err error
	for _, f := range host.Files(r.Site.Hosts) {
		err = errors.Join(err, r.Tree.Add(f.Name, func() ([]byte, error) { return f.Make(describe()) }))
		if n := len(r.Site.Redirects); f.MaxRedirects > 0 && n > f.MaxRedirects {
			problems = append(problems, diag.Problem{
				File: "content/site.yaml", Code: diag.ManyRedirects, Severity: diag.Note, Args: []any{f.Name, n, f.MaxRedirects},
			})
		}
	}
	if err != nil {
		problems = append(problems, diag.Problem{File: "content/site.yaml", Code: diag.Unreadable, Args: []any{err}})
	}
	return problems
}
