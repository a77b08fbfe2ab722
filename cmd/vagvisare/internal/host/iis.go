package host

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"slices"
	"strings"
	"text/template"
)

type iisRules struct {
	rules
	Plus      bool     // whether an address has a plus sign, which IIS refuses unless it is told otherwise
	Hidden    []string // parts of paths that are not served
	Kept      []string // folders and files that are named after their contents
	Locations []iisLocation
}

// An iisLocation is an old address.
type iisLocation struct {
	Path   string // without slashes around it
	To     string
	Folder bool
}

// iis writes a web.config.
func iis(s *Site) ([]byte, error) {
	folders, files := s.kept()
	r := iisRules{rules: newRules(s), Kept: slices.Concat(folders, files), Locations: s.iisLocations()}
	// What IIS hides in its own configuration must not be removed.
	r.Hidden = slices.DeleteFunc(append([]string{meta}, r.Private...), func(name string) bool { return name == "web.config" })
	for _, l := range r.Locations {
		r.Plus = r.Plus || strings.Contains(l.Path, "+")
	}
	for _, name := range s.Paths {
		r.Plus = r.Plus || strings.Contains(name, "+")
	}
	return fill("iis", r, template.FuncMap{"xml": escapeXML})
}

// iisLocations returns the old addresses that can be named in a web.config: a path of a location may neither hold
// what Windows or the configuration give a meaning, nor be there twice, and neither sees the difference between A and a. One
// wrong path would keep the whole site from being served; the pages at the others still lead on.
func (s *Site) iisLocations() []iisLocation {
	taken := map[string]int{}
	for _, name := range s.Paths {
		taken[strings.ToLower(iisPath(name))]++
	}
	var list []iisLocation
	for _, r := range s.Redirects {
		path := iisPath(r.From)
		if !nameable.MatchString(path) || taken[strings.ToLower(path)] > 1 {
			continue
		}
		list = append(list, iisLocation{Path: path, To: s.Base + r.To, Folder: path != r.From})
	}
	return list
}

// nameable are paths without a sign that could mean anything, and without dots and spaces at the edges of names.
var nameable = regexp.MustCompile(`^[\pL\pN_~-]([\pL\pN ._~()+,'&=@!-]*[\pL\pN_~()+,'&=@!-])?(/[\pL\pN_~-]([\pL\pN ._~()+,'&=@!-]*[\pL\pN_~()+,'&=@!-])?)*$`)

// iisPath returns the path of a page's folder, or of any other file itself.
func iisPath(file string) string { return strings.TrimSuffix(file, "/index.html") }

func escapeXML(s string) (string, error) {
	var b bytes.Buffer
	err := xml.EscapeText(&b, []byte(s))
	return b.String(), err
}
