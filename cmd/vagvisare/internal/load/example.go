package load

import (
	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// caseFields are the keys of what a learning example tells in short.
var caseFields = []field[caseHeader]{
	{"municipality", true, textOrTexts(func(c *caseHeader) *[]string { return &c.Municipalities })},
	{"technology", true, among(technologyOptions, ref(func(c *caseHeader) *site.Ref { return &c.technology }))},
	{"period", false, text(func(c *caseHeader) *string { return &c.Period })},
	{"size", false, text(func(c *caseHeader) *string { return &c.Size })},
	{"result", true, text(func(c *caseHeader) *string { return &c.Result })},
	{"lesson", true, text(func(c *caseHeader) *string { return &c.Lesson })},
	{"invented", false, yesNo(func(c *caseHeader) *bool { return &c.Invented })},
}

// A caseHeader is a case as its fields are read.
type caseHeader struct {
	site.Case
	technology site.Ref
}

// textOrTexts reads a list of texts, or one text by itself.
func textOrTexts[T any](of func(*T) *[]string) value[T] {
	return value[T]{textOrTextsShape, func(r *reader, to *T, key string, n *yaml.Node) {
		if n.Kind == yaml.SequenceNode {
			texts(of).read(r, to, key, n)
			if len(n.Content) == 0 {
				r.reportAt(n, diag.EmptyValue, key)
			}
			return
		}
		if s, ok := scalar(r, key, n); ok {
			*of(to) = []string{s}
		}
	}}
}

// checkCase checks the technology of a learning example.
func (r *pageReader) checkCase(p *pageHeader) {
	if _, given := p.at["example"]; !given {
		return
	}
	p.Case = &p.example.Case
	p.Case.TechnologyID = p.example.technology.Value
	if p.Case.TechnologyID != "" {
		r.known(p.example.technology, diag.UnknownTechnology, technologyIDs(r.config))
	}
}
