package load

import (
	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/brand"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// brandFields are the keys of brand in site.yaml.
var brandFields = []field[site.Brand]{
	{"colour", false, colour(func(b *site.Brand) *string { return &b.Colour })},
	{"logo", false, ref(func(b *site.Brand) *site.Ref { return &b.Logo })},
}

func colourShape(Vocabulary, []string) *Schema {
	return &Schema{Type: []string{"string"}, Pattern: `^\s*#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\s*$`}
}

// colour reads a colour, and writes it as style sheets do.
func colour[T any](of func(*T) *string) value[T] {
	return value[T]{colourShape, func(r *reader, to *T, key string, n *yaml.Node) {
		s, ok := scalar(r, key, n)
		if !ok {
			return
		}
		c, ok := brand.Parse(s)
		if !ok {
			r.reportAt(n, diag.BadColour, s).Near = brand.Nearest(s)
			return
		}
		*of(to) = c.String()
	}}
}
