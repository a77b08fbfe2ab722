package host

import (
	"strings"
	"text/template"
)

// nginx writes a part of a server's configuration. What stands in a location of its own takes the place of all headers around
// it, so these are repeated there.
func nginx(s *Site) ([]byte, error) {
	return fill("nginx", newRules(s), template.FuncMap{"quote": quoteNginx})
}

// quoteNginx writes a text in quotation marks. In the names of locations and in regular expressions a dollar sign stands for
// itself; where it begins a variable the text must have none.
func quoteNginx(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
