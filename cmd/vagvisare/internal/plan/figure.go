package plan

import (
	"slices"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A FigureType is what a figure shows.
type FigureType string

// The types of figures.
const (
	RiskFigure           FigureType = "risk-matrix"
	StakeholderFigure    FigureType = "stakeholder-map"
	BenefitFigure        FigureType = "cost-benefit"
	RaciFigure           FigureType = "raci"
	TimelineFigure       FigureType = "timeline"
	ProcessFigure        FigureType = "process"
	ClassificationFigure FigureType = "classification"
)

// FigureTypes are all types of figures.
var FigureTypes = []FigureType{
	RiskFigure, StakeholderFigure, BenefitFigure, RaciFigure, TimelineFigure, ProcessFigure, ClassificationFigure,
}

// A Figure is drawn from the values of fields.
type Figure struct {
	ID     string
	Label  string
	Type   FigureType
	Of     map[string][]Ref // which fields or columns it is made of, by key
	Limits []int            // of a risk matrix: the first values of the middle and of the high class
	At     Position
	Keys   map[string]Position
}

// A figureKey is a key that figures of a type have, and what it may name.
type figureKey struct {
	name     string
	in       string // key of the table whose column is named; "" for a field
	also     string // key of another table that has the column too, unless it is optional
	types    []Type
	many     bool
	optional bool
}

// figureKeys are the keys of each type of figure.
var figureKeys = map[FigureType][]figureKey{
	RiskFigure: {
		{name: "rows", types: []Type{Table}}, {name: "name", in: "rows", types: []Type{Text}},
		{name: "likelihood", in: "rows", types: []Type{Level}}, {name: "consequence", in: "rows", types: []Type{Level}},
	},
	StakeholderFigure: {
		{name: "rows", types: []Type{Table}}, {name: "name", in: "rows", types: []Type{Text, Choice}},
		{name: "influence", in: "rows", types: []Type{Level}}, {name: "attitude", in: "rows", types: []Type{Level}},
	},
	BenefitFigure: {
		{name: "costs", types: []Type{Table}, many: true}, {name: "benefits", types: []Type{Table}, many: true, optional: true},
		{name: "hours", types: []Type{Table}, many: true, optional: true}, {name: "hourly-rate", types: []Type{Money}, optional: true},
		{name: "rate", types: []Type{Number}}, {name: "first-year", types: []Type{Number}},
	},
	RaciFigure: {{name: "rows", types: []Type{Raci}}},
	TimelineFigure: {
		{name: "rows", types: []Type{Table}}, {name: "name", in: "rows", types: []Type{Text, Choice}},
		{name: "period", in: "rows", types: []Type{Period}},
	},
	ProcessFigure: {
		{name: "before", types: []Type{Table}}, {name: "after", types: []Type{Table}},
		{name: "name", in: "after", also: "before", types: []Type{Text}},
		{name: "who", in: "after", also: "before", types: []Type{Text, Role, Choice}, optional: true},
		{name: "changed", in: "after", also: "before", types: []Type{YesNo}, optional: true},
	},
	ClassificationFigure: {
		{name: "rows", types: []Type{Table}}, {name: "name", in: "rows", types: []Type{Text}},
		{name: "levels", in: "rows", types: []Type{Level}, many: true},
	},
}

// FigureKeys returns the keys that figures may have besides id, type, label and limits.
func FigureKeys() []string {
	var names []string
	for _, t := range FigureTypes {
		for _, key := range figureKeys[t] {
			if !slices.Contains(names, key.name) {
				names = append(names, key.name)
			}
		}
	}
	return names
}

// name returns the first id that a key names, or "".
func (f *Figure) name(key string) string {
	if refs := f.Of[key]; len(refs) > 0 {
		return refs[0].Value
	}
	return ""
}

// checkFigure finds what is wrong with a figure: keys of other types, and names of what is
// not there or of the wrong type.
func (t *Template) checkFigure(f *Figure) []diag.Problem {
	if f.Type == "" {
		return nil // told already
	}
	var problems []diag.Problem
	keys := figureKeys[f.Type]
	for _, name := range FigureKeys() {
		_, given := f.Keys[name]
		if given && !slices.ContainsFunc(keys, func(k figureKey) bool { return k.name == name }) {
			problems = append(problems, f.Keys[name].problem(diag.MisplacedKey, name, string(f.Type)))
		}
	}
	for _, key := range keys {
		at, given := f.Keys[key.name]
		switch {
		case key.optional:
		case !given:
			problems = append(problems, f.At.problem(diag.MissingKey, key.name))
		case len(f.Of[key.name]) == 0: // an empty list
			problems = append(problems, t.checkRef(f, key, Ref{At: at})...)
		}
		for _, ref := range f.Of[key.name] {
			problems = append(problems, t.checkRef(f, key, ref)...)
		}
		if refs := f.Of[key.name]; len(refs) > 1 && !key.many {
			problems = append(problems, refs[1].At.problem(diag.WantText, key.name))
		}
	}
	problems = append(problems, f.checkLimits()...)
	if f.Type == BenefitFigure && len(problems) == 0 {
		problems = append(problems, t.checkYears(f)...)
	}
	return problems
}

func (f *Figure) checkLimits() []diag.Problem {
	at, given := f.Keys["limits"]
	switch {
	case given && f.Type != RiskFigure:
		return []diag.Problem{at.problem(diag.MisplacedKey, "limits", string(f.Type))}
	case !given && f.Type == RiskFigure:
		return []diag.Problem{f.At.problem(diag.MissingKey, "limits")}
	case given && (len(f.Limits) != 2 || f.Limits[0] >= f.Limits[1]):
		return []diag.Problem{at.problem(diag.UnknownValue, "limits", ints(f.Limits), "[5, 10]")}
	}
	return nil
}

func (t *Template) checkRef(f *Figure, key figureKey, ref Ref) []diag.Problem {
	if key.in == "" {
		return key.check(t.Fields, ref)
	}
	for _, in := range []string{key.in, key.also} {
		table := t.Field(f.name(in))
		if table == nil || table.Type != Table {
			continue // told already
		}
		if in == key.also && key.optional && table.Column(ref.Value) == nil {
			continue
		}
		if problems := key.check(table.Columns, ref); len(problems) > 0 {
			return problems
		}
	}
	return nil
}

// check finds whether the key may name a field among some. A field whose type could not be
// read is told already.
func (key figureKey) check(fields []*Field, ref Ref) []diag.Problem {
	var ids []string
	for _, field := range fields {
		if field.ID == ref.Value {
			if field.Type != "" && !slices.Contains(key.types, field.Type) {
				return []diag.Problem{ref.At.problem(diag.WrongColumn, key.name, ref.Value, join(key.types))}
			}
			return nil
		}
		if slices.Contains(key.types, field.Type) {
			ids = append(ids, field.ID)
		}
	}
	p := ref.At.problem(diag.UnknownValue, key.name, ref.Value, orDash(ids))
	p.Near = diag.Nearest(ref.Value, ids)
	return []diag.Problem{p}
}

// checkYears holds that all tables of a cost–benefit figure have the same number of years.
func (t *Template) checkYears(f *Figure) []diag.Problem {
	var problems []diag.Problem
	years := 0
	for _, key := range []string{"costs", "benefits", "hours"} {
		for _, ref := range f.Of[key] {
			n := len(t.years(key, ref.Value))
			if years == 0 {
				years = n
			}
			if n != years || n == 0 {
				problems = append(problems, ref.At.problem(diag.UnevenYears, ref.Value, n, years))
			}
		}
	}
	return problems
}

// years returns the columns of a table that stand for years.
func (t *Template) years(key, table string) []*Field {
	if key == "hours" {
		return t.Field(table).ColumnsOf(Hours)
	}
	return t.Field(table).ColumnsOf(Money)
}

func join(types []Type) string {
	var list []string
	for _, t := range types {
		list = append(list, string(t))
	}
	return orDash(list)
}
