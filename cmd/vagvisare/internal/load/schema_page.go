package load

import (
	"path"
	"regexp"
	"slices"

	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// PageSchema returns the schema of a page's front matter. What the kind of the page decides
// stands in conditions, so that an editor's program offers only the keys that fit. A plan's
// values are held against the template that it names, of those given.
func PageSchema(v Vocabulary, templates []*site.Page) *Schema {
	return v.document("page", func(v Vocabulary, at []string) *Schema {
		all := mappingShape(pageFields)(v, at)
		s := &Schema{
			Type: all.Type, Required: all.Required, Properties: map[string]*Schema{"kind": all.Properties["kind"]},
			If: has("kind", string(site.Template)), Then: ofKind(all, site.Template),
			Else: &Schema{
				If: has("kind", string(site.PlanDocument)), Then: ofKind(all, site.PlanDocument),
				Else: &Schema{
					If: has("kind", string(site.Example)), Then: ofKind(all, site.Example),
					Else: ofKind(all, site.Guidance),
				},
			},
		}
		planSchema(v, s.Else.Then, templates)
		if len(templates) > 0 {
			s.Definitions = map[string]*Schema{}
		}
		for _, t := range templates {
			s.Definitions[t.Source] = valuesOf(v, t.Template)
		}
		return s
	})
}

// has returns the condition that a key has one of some values.
func has(key string, values ...string) *Schema {
	options := make([]any, len(values))
	for i, value := range values {
		options[i] = value
	}
	return &Schema{Properties: map[string]*Schema{key: {Enum: options}}, Required: []string{key}}
}

// ofKind returns what the schema of all pages says of those of a kind.
func ofKind(all *Schema, kind site.Kind) *Schema {
	s := closed()
	for key, property := range all.Properties {
		if kinds, some := kindKeys[key]; !some || slices.Contains(kinds, kind) {
			s.Properties[key] = property
		}
	}
	s.Required = kindNeeds[kind]
	return s
}

// planSchema adds to the schema of plans what follows from their status and their template.
func planSchema(v Vocabulary, s *Schema, templates []*site.Page) {
	s.AllOf = append(s.AllOf, &Schema{If: has("status", names(decidedStatuses)...), Then: &Schema{Required: []string{"decided"}}})
	for _, t := range templates {
		// The name leads from the plan's file, wherever that lies.
		name := `(^|/)` + regexp.QuoteMeta(path.Base(t.Source)) + `\s*$`
		if slices.ContainsFunc(templates, func(other *site.Page) bool { return other != t && path.Base(other.Source) == path.Base(t.Source) }) {
			name = `(^|/)` + regexp.QuoteMeta(t.Source) + `\s*$`
		}
		s.AllOf = append(s.AllOf, &Schema{
			If:   &Schema{Properties: map[string]*Schema{"template": {Pattern: name}}, Required: []string{"template"}},
			Then: &Schema{Properties: map[string]*Schema{"values": {Ref: "#/definitions/" + pointer(t.Source)}}},
		})
	}
}

// pointer writes a key as a JSON pointer in an address has it.
func pointer(key string) string {
	out := make([]byte, 0, len(key))
	for _, c := range []byte(key) {
		switch {
		case c == '~':
			out = append(out, "~0"...)
		case c == '/':
			out = append(out, "~1"...)
		case c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '.':
			out = append(out, c)
		default:
			out = append(out, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		}
	}
	return string(out)
}

// ValuesSchema returns the schema of the values of plans that follow a template.
func ValuesSchema(v Vocabulary, page *site.Page) *Schema {
	s := valuesOf(v, page.Template)
	s.Dialect, s.Title = dialect, page.Title
	return s
}

func valuesOf(v Vocabulary, t *plan.Template) *Schema {
	s := closed()
	for _, f := range t.Fields {
		s.Properties[f.ID] = v.field(f)
	}
	return s
}
