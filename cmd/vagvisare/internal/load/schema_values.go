package load

import (
	"strconv"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// amountForm is that of numbers that stand in quotation marks.
const amountForm = `^\s*(-?[0-9]{1,12}(\.[0-9]{1,3})?)?\s*$`

// field returns the schema of what a field or a column takes. All may be empty: a plan under
// way lacks what is required.
func (v Vocabulary) field(f *plan.Field) *Schema {
	s := v.fieldType(f)
	if v.Field != nil && f.Label != "" {
		s.Description = v.Field(f)
	}
	return s
}

func (v Vocabulary) fieldType(f *plan.Field) *Schema {
	switch f.Type {
	case plan.Number, plan.Money, plan.Hours:
		return &Schema{Type: []string{"number", "string", "null"}, Pattern: amountForm}
	case plan.Date:
		return daySchema()
	case plan.Period:
		s := closed()
		s.Type = append(s.Type, "null")
		s.Properties["start"], s.Properties["end"] = daySchema(), daySchema()
		return s
	case plan.Choice:
		return scalarEnum(f.Choices)
	case plan.Choices:
		return &Schema{AnyOf: []*Schema{{Type: []string{"array"}, Items: scalarEnum(f.Choices)}, scalarEnum(f.Choices)}}
	case plan.Role:
		if v.Config != nil && len(v.Config.Roles) > 0 {
			s := enum(roleOptions(v.Config))
			s.Enum = append(s.Enum, nil)
			s.EnumNotes = append(s.EnumNotes, "")
			return s
		}
	case plan.Level:
		return levelSchema(f)
	case plan.YesNo:
		return &Schema{Type: []string{"boolean", "null"}}
	case plan.Table, plan.Raci:
		return v.tableSchema(f)
	}
	return &Schema{Type: []string{"string", "number", "boolean", "null"}}
}

func daySchema() *Schema {
	return &Schema{Type: []string{"string", "null"}, Pattern: `^\s*([0-9]{4}-[0-9]{2}-[0-9]{2})?\s*$`}
}

// scalarEnum returns the schema of one of some texts, or nothing. YAML reads some of the texts
// as numbers or as yes and no.
func scalarEnum(texts []string) *Schema {
	s := &Schema{}
	for _, text := range texts {
		s.Enum = append(s.Enum, text)
		if n, err := strconv.ParseFloat(text, 64); err == nil && plainScalar.MatchString(text) {
			s.Enum = append(s.Enum, n)
		} else if text == "true" || text == "false" {
			s.Enum = append(s.Enum, text == "true")
		}
	}
	s.Enum = append(s.Enum, nil)
	return s
}

func levelSchema(f *plan.Field) *Schema {
	s := &Schema{}
	low, high := f.LevelRange()
	for _, name := range f.Levels {
		s.Enum = append(s.Enum, name)
		s.EnumNotes = append(s.EnumNotes, "")
	}
	for n := low; n <= high; n++ {
		s.Enum = append(s.Enum, n)
		s.EnumNotes = append(s.EnumNotes, f.LevelName(n))
	}
	s.Enum = append(s.Enum, nil)
	s.EnumNotes = append(s.EnumNotes, "")
	return s
}

func (v Vocabulary) tableSchema(f *plan.Field) *Schema {
	row := closed()
	row.Type = append(row.Type, "null")
	for _, c := range f.Columns {
		row.Properties[c.ID] = v.field(c)
	}
	return &Schema{Type: []string{"array", "null"}, Items: row, MaxItems: f.MaxRows}
}
