package load

import (
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A Schema is a JSON Schema (draft 7), or a part of one: as much of it as these need.
type Schema struct {
	Dialect     string             `json:"$schema,omitempty"`
	Ref         string             `json:"$ref,omitempty"` // nothing beside it counts
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        []string           `json:"type,omitempty"`
	Enum        []any              `json:"enum,omitempty"`
	EnumNotes   []string           `json:"enumDescriptions,omitempty"` // of Enum, one for one: not of the standard, but editors show it
	Pattern     string             `json:"pattern,omitempty"`          // of texts
	Properties  map[string]*Schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Closed      *bool              `json:"additionalProperties,omitempty"`
	Items       *Schema            `json:"items,omitempty"`
	MaxItems    int                `json:"maxItems,omitempty"`
	Unique      bool               `json:"uniqueItems,omitempty"`
	AnyOf       []*Schema          `json:"anyOf,omitempty"`
	AllOf       []*Schema          `json:"allOf,omitempty"`
	If          *Schema            `json:"if,omitempty"`
	Then        *Schema            `json:"then,omitempty"`
	Else        *Schema            `json:"else,omitempty"`
	Definitions map[string]*Schema `json:"definitions,omitempty"`
}

const dialect = "http://json-schema.org/draft-07/schema#"

// A Vocabulary is what schemas tell in words, and what a site has to choose among.
type Vocabulary struct {
	// Text returns words by a path of keys, or "" where there are none: "keys" and a key with
	// those it stands under ("page.fields.label"), "values", a key and one of its values, or
	// "files" and what a whole file is.
	Text func(keys ...string) string
	// Field tells what a field of a template takes.
	Field  func(*plan.Field) string
	Config *site.Config // nil where the site is not known: then any phase, role and technology will do
}

// SiteSchema returns the schema of site.yaml.
func SiteSchema(v Vocabulary) *Schema { return v.document("site", mappingShape(siteFields)) }

// GlossarySchema returns the schema of the glossary.
func GlossarySchema(v Vocabulary) *Schema {
	return v.document("glossary", func(v Vocabulary, at []string) *Schema {
		list := listOf(mappingShape(termFields))(v, at)
		list.Type = append(list.Type, "null") // a glossary of nothing but comments
		return list
	})
}

// document makes a schema of a whole file. name is the key of its words.
func (v Vocabulary) document(name string, of shape) *Schema {
	s := of(v, []string{name})
	s.Dialect, s.Title, s.Description = dialect, v.Text("files", name), ""
	return s
}

// A shape makes the schema of a value. at is the path of its words.
type shape func(v Vocabulary, at []string) *Schema

// Texts are also written as numbers, and as yes and no: 2026 is a fine title.
var scalarTypes = []string{"string", "number", "boolean"}

const (
	somethingForm = `\S`
	dateForm      = `^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$`
	addressForm   = `^\s*https?://[^/?#]+[^?#]*$`
)

func textShape(Vocabulary, []string) *Schema {
	return &Schema{Type: slices.Clone(scalarTypes), Pattern: somethingForm}
}

func dateShape(Vocabulary, []string) *Schema {
	return &Schema{Type: []string{"string"}, Pattern: dateForm}
}

// IsDay reports whether a schema is that of a day.
func IsDay(s *Schema) bool { return s.Pattern == dateForm }

func idShape(Vocabulary, []string) *Schema {
	return &Schema{Type: slices.Clone(scalarTypes), Pattern: idForm.String()}
}

func addressShape(Vocabulary, []string) *Schema {
	return &Schema{Type: []string{"string"}, Pattern: addressForm}
}

func wholeShape(Vocabulary, []string) *Schema { return &Schema{Type: []string{"integer"}} }
func yesNoShape(Vocabulary, []string) *Schema { return &Schema{Type: []string{"boolean"}} }
func anyMapping(Vocabulary, []string) *Schema { return &Schema{Type: []string{"object"}} }

// oneOf is the shape of one of some texts, explained by the words of their own names.
func oneOf(values []string) shape {
	return func(v Vocabulary, at []string) *Schema {
		options := make([]plan.Option, len(values))
		for i, value := range values {
			options[i] = plan.Option{ID: value, Title: v.Text("values", at[len(at)-1], value)}
		}
		return enum(options)
	}
}

// enum returns the schema of one of some options.
func enum(options []plan.Option) *Schema {
	s := &Schema{}
	told := false
	for _, option := range options {
		s.Enum = append(s.Enum, option.ID)
		s.EnumNotes = append(s.EnumNotes, option.Title)
		told = told || option.Title != ""
	}
	if !told {
		s.EnumNotes = nil
	}
	return s
}

// listOf is the shape of a list.
func listOf(item shape) shape {
	return func(v Vocabulary, at []string) *Schema {
		return &Schema{Type: []string{"array"}, Items: item(v, at)}
	}
}

// setOf is the shape of a list that has nothing twice.
func setOf(item shape) shape {
	return func(v Vocabulary, at []string) *Schema {
		list := listOf(item)(v, at)
		list.Unique = true
		return list
	}
}

// mappingShape is the shape of a mapping that is read by a table.
func mappingShape[T any](fields []field[T]) shape {
	return func(v Vocabulary, at []string) *Schema {
		s := closed()
		for _, f := range fields {
			s.Properties[f.key] = v.property(f.key, f.shape, at)
			if f.required {
				s.Required = append(s.Required, f.key)
			}
		}
		return s
	}
}

// closed returns the schema of a mapping that has no other keys than it will be given.
func closed() *Schema {
	no := false
	return &Schema{Type: []string{"object"}, Properties: map[string]*Schema{}, Closed: &no}
}

func (v Vocabulary) property(key string, of shape, at []string) *Schema {
	at = append(slices.Clone(at), key)
	s := of(v, at)
	s.Description = v.Text("keys", strings.Join(at, "."))
	return s
}

// among lets a text be one of the options that the site has.
func among[T any](options func(*site.Config) []plan.Option, text value[T]) value[T] {
	inner := text.shape
	text.shape = func(v Vocabulary, at []string) *Schema {
		if v.Config == nil || len(options(v.Config)) == 0 {
			return inner(v, at)
		}
		return enum(options(v.Config))
	}
	return text
}

// listAmong lets the texts of a list be of the options that the site has.
func listAmong[T any](options func(*site.Config) []plan.Option, list value[T]) value[T] {
	item := among(options, value[T]{shape: textShape})
	list.shape = setOf(item.shape)
	return list
}

func roleOptions(c *site.Config) []plan.Option { return site.RoleOptions(c.Roles) }

func phaseOptions(c *site.Config) []plan.Option {
	options := make([]plan.Option, len(c.Phases))
	for i, p := range c.Phases {
		options[i] = plan.Option{ID: p.ID, Title: p.Title}
	}
	return options
}

func technologyOptions(c *site.Config) []plan.Option {
	options := make([]plan.Option, len(c.Technologies))
	for i, t := range c.Technologies {
		options[i] = plan.Option{ID: t.ID, Title: t.Title}
	}
	return options
}

// textOrTextsShape is that of one text, or of a list.
func textOrTextsShape(v Vocabulary, at []string) *Schema {
	return &Schema{AnyOf: []*Schema{textShape(v, at), setOf(textShape)(v, at)}}
}

// severityShape is that of which problems the site makes notes of, or errors.
func severityShape(v Vocabulary, at []string) *Schema {
	s := closed()
	for _, code := range diag.Codes() {
		severities := []plan.Option{{ID: diag.Error.String()}}
		if code.Lowerable() {
			severities = append(severities, plan.Option{ID: diag.Note.String()})
		}
		s.Properties[string(code)] = enum(severities)
	}
	return s
}
