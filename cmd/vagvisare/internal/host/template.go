package host

import (
	"bytes"
	"embed"
	"text/template"

	"vagvisare/cmd/vagvisare/internal/headers"
)

//go:embed templates
var templates embed.FS

// rules are what the templates are filled with.
type rules struct {
	*Site
	Moves     []move
	NotFound  string
	Meta      string
	Private   []string
	Types     []typeGroup
	Security  []headers.Header
	Immutable string
	Endings   string // of texts, parted by |
	Hashed    string // regular expression of paths
}

func newRules(s *Site) rules {
	return rules{
		Site: s, Moves: s.moves(), NotFound: notFound, Meta: meta, Private: private, Types: types(),
		Security: headers.Security(s.HTTPS), Immutable: headers.Immutable, Endings: endings(), Hashed: s.below(headers.Hashed),
	}
}

// fill fills templates/NAME.tmpl.
func fill(name string, data any, functions template.FuncMap) ([]byte, error) {
	name += ".tmpl"
	functions["sent"] = sent
	t, err := template.New(name).Funcs(functions).ParseFS(templates, "templates/"+name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, data)
	return b.Bytes(), err
}
