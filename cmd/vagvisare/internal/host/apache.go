package host

import (
	"regexp"
	"strings"
	"text/template"
)

// An encoding is how a file may be compressed.
type encoding struct{ Name, Ending string }

type apacheRules struct {
	rules
	HashedOrVariant string // regular expression of paths
	PrivatePattern  string
	Encodings       []encoding // the best first
}

// apache writes what the server reads in the site's folder. Its rules for paths see them decoded.
func apache(s *Site) ([]byte, error) {
	r := apacheRules{rules: newRules(s), Encodings: []encoding{{"br", "br"}, {"gzip", "gz"}}}
	r.HashedOrVariant = strings.TrimSuffix(r.Hashed, "$") + `(\.(br|gz))?$`
	var names []string
	for _, name := range r.Private {
		names = append(names, regexp.QuoteMeta(name))
	}
	r.PrivatePattern = s.below("(" + regexp.QuoteMeta(meta) + "(/|$)|(" + strings.Join(names, "|") + ")$)")
	return fill("apache", r, template.FuncMap{"quote": quoteApache, "pattern": anyOf, "literal": literalApache})
}

// anyOf returns a regular expression of some paths and nothing else.
func anyOf(paths []string) string {
	var quoted []string
	for _, path := range paths {
		quoted = append(quoted, regexp.QuoteMeta(path))
	}
	return "^(" + strings.Join(quoted, "|") + ")$"
}

// literalApache writes a text so that no sign of it refers to a part of a regular expression.
func literalApache(s string) string {
	return strings.NewReplacer(`\`, `\\`, `$`, `\$`).Replace(s)
}

// quoteApache writes an argument. Between quotation marks a backslash before anything but a mark or another backslash stands
// for itself.
func quoteApache(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
