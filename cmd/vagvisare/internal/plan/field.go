package plan

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A Type is what a field or a column holds.
type Type string

// The types of fields.
const (
	Text    Type = "text"   // one line
	Prose   Type = "prose"  // Markdown: paragraphs, lists, bold, italic, links
	Number  Type = "number" // with at most three decimals
	Money   Type = "money"  // Swedish kronor
	Hours   Type = "hours"
	Date    Type = "date"
	Period  Type = "period"  // from a day to a day, both included
	Choice  Type = "choice"  // one of some texts
	Choices Type = "choices" // any of some texts
	Role    Type = "role"    // of site.yaml
	Level   Type = "level"   // a number, perhaps with a name
	YesNo   Type = "yes-no"
	Link    Type = "link" // an address, or the path of a file from the plan
	Table   Type = "table"
	Raci    Type = "raci" // activities by roles
)

// Types are those of fields; all but the last three of columns too.
var Types = []Type{Text, Number, Money, Hours, Date, Period, Choice, Choices, Role, Level, YesNo, Link, Prose, Table, Raci}

// ColumnTypes are those that a table's column can have.
var ColumnTypes = Types[:len(Types)-3]

// Numeric reports whether values of the type can be added up.
func (t Type) Numeric() bool { return t == Number || t == Money || t == Hours }

// ActivityColumn is the id of the first column of a raci field.
const ActivityColumn = "activity"

// RaciLetters are what a role can be to an activity: responsible, accountable, consulted,
// informed, or responsible and accountable at once.
var RaciLetters = []string{"R", "A", "C", "I", "AR"}

// MaxID is how long the id of a field may be: a Word bookmark holds 40 characters, and the
// field's id, a row and a column must find room there.
const MaxID = 30

// A Field is one thing that a plan tells, or a column of a table.
type Field struct {
	ID       string
	Label    string
	Type     Type
	Required bool
	Help     string
	Unit     string   // of a number, e.g. "personer"
	Choices  []string // of choice and choices
	Levels   []string // names from low to high; none for 1–5
	From     int      // number of the first level
	Columns  []*Field // of a table; of a raci field once Complete has made them
	Roles    []Ref    // ids of site.yaml, the columns of a raci field; none for all
	MinRows  int
	MaxRows  int  // 0 for no limit
	TotalOf  Ref  // "table.column" whose sum a numeric field must be
	Sum      bool // of a column: a total is shown
	Unique   bool // of a column: no two rows have the same
	At       Position
	Keys     map[string]Position // where each key of the field stands
}

// A Ref is the name of something, with its place.
type Ref struct {
	Value string
	At    Position
}

// Column returns the column with an id, or nil.
func (f *Field) Column(id string) *Field {
	for _, c := range f.Columns {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// ColumnsOf returns the columns of a type.
func (f *Field) ColumnsOf(t Type) []*Field {
	var columns []*Field
	for _, c := range f.Columns {
		if c.Type == t {
			columns = append(columns, c)
		}
	}
	return columns
}

// LevelRange returns the lowest and the highest number of a level.
func (f *Field) LevelRange() (low, high int) {
	if len(f.Levels) == 0 {
		return 1, 5
	}
	return f.From, f.From + len(f.Levels) - 1
}

// LevelName returns the name of a level, or "" where levels have none.
func (f *Field) LevelName(n int) string {
	if i := n - f.From; i >= 0 && i < len(f.Levels) {
		return f.Levels[i]
	}
	return ""
}

// level returns the level that a text names, by its number or its name.
func (f *Field) level(text string) (int, bool) {
	low, high := f.LevelRange()
	if n, err := strconv.Atoi(text); err == nil && n >= low && n <= high {
		return n, true
	}
	i := indexFold(f.Levels, text)
	return low + i, i >= 0
}

// indexFold returns where a text stands in a list, first as it is, then whatever the case of
// its letters; -1 where it does not.
func indexFold(list []string, text string) int {
	if i := slices.Index(list, text); i >= 0 {
		return i
	}
	return slices.IndexFunc(list, func(s string) bool { return strings.EqualFold(s, text) })
}

// levelList names all levels, for a message.
func (f *Field) levelList() string {
	if len(f.Levels) > 0 {
		return strings.Join(f.Levels, ", ")
	}
	low, high := f.LevelRange()
	return strconv.Itoa(low) + "–" + strconv.Itoa(high)
}

// typeKeys are the keys that only some types have.
var typeKeys = map[string][]Type{
	"unit":     {Number},
	"choices":  {Choice, Choices},
	"levels":   {Level},
	"from":     {Level},
	"columns":  {Table},
	"min-rows": {Table, Raci},
	"max-rows": {Table, Raci},
	"roles":    {Raci},
	"total-of": {Number, Money, Hours},
	"sum":      {Number, Money, Hours},
}

// check finds what is wrong with a field as such.
func (f *Field) check() []diag.Problem {
	var problems []diag.Problem
	for _, key := range slices.Sorted(maps.Keys(f.Keys)) {
		if types, some := typeKeys[key]; some && f.Type != "" && !slices.Contains(types, f.Type) {
			problems = append(problems, f.Keys[key].problem(diag.MisplacedKey, key, string(f.Type)))
		}
	}
	need := func(key string, missing bool) {
		at, given := f.Keys[key]
		switch {
		case missing && given:
			problems = append(problems, at.problem(diag.EmptyValue, key))
		case missing:
			problems = append(problems, f.At.problem(diag.MissingKey, key))
		}
	}
	need("choices", (f.Type == Choice || f.Type == Choices) && len(f.Choices) == 0)
	need("columns", f.Type == Table && len(f.Columns) == 0)
	_, from := f.Keys["from"]
	_, levels := f.Keys["levels"]
	need("levels", f.Type == Level && len(f.Levels) == 0 && (from || levels))
	if f.MaxRows > 0 && f.MaxRows < f.MinRows {
		problems = append(problems, f.Keys["max-rows"].problem(diag.TooFewRows, f.ID, f.MaxRows, f.MinRows))
	}
	for _, c := range f.Columns {
		problems = append(problems, c.check()...)
	}
	return problems
}

// Complete gives raci fields their columns: the activity, and one for each role. roles are
// those of the site, by id.
func (t *Template) Complete(roles []Option) {
	for _, f := range t.Fields {
		if f.Type != Raci {
			continue
		}
		f.Columns = []*Field{{ID: ActivityColumn, Type: Text, Required: true, Unique: true}}
		for _, role := range roles {
			if len(f.Roles) == 0 || slices.ContainsFunc(f.Roles, func(r Ref) bool { return r.Value == role.ID }) {
				f.Columns = append(f.Columns, &Field{ID: role.ID, Label: role.Title, Type: Choice, Choices: RaciLetters})
			}
		}
		if len(f.Roles) > 0 {
			rank := func(c *Field) int { return slices.IndexFunc(f.Roles, func(r Ref) bool { return r.Value == c.ID }) }
			slices.SortStableFunc(f.Columns, func(a, b *Field) int { return rank(a) - rank(b) })
		}
	}
}

// An Option is something that can be chosen by its id, such as a role.
type Option struct{ ID, Title string }

// Check finds what is wrong with a template: keys that do not fit a field's type, and names
// that name nothing. roles are the ids of the site's roles.
func (t *Template) Check(roles []string) []diag.Problem {
	var problems []diag.Problem
	for _, f := range t.Fields {
		problems = append(problems, f.check()...)
		for _, role := range f.Roles {
			if !slices.Contains(roles, role.Value) {
				p := role.At.problem(diag.UnknownRole, role.Value, orDash(roles))
				p.Near = diag.Nearest(role.Value, roles)
				problems = append(problems, p)
			}
		}
		if f.TotalOf.Value != "" && f.Type.Numeric() {
			problems = append(problems, t.checkTotal(f)...)
		}
	}
	for _, f := range t.Figures {
		problems = append(problems, t.checkFigure(f)...)
	}
	return problems
}

// total returns the column that a field's value must be the sum of, and its table.
func (t *Template) total(f *Field) (table, column *Field) {
	tableID, columnID, _ := strings.Cut(f.TotalOf.Value, ".")
	if table = t.Field(tableID); table != nil && table.Type == Table {
		column = table.Column(columnID)
	}
	return table, column
}

func (t *Template) checkTotal(f *Field) []diag.Problem {
	_, column := t.total(f)
	switch {
	case column == nil:
		var all []string
		for _, table := range t.Fields {
			for _, c := range table.Columns {
				if c.Type == f.Type {
					all = append(all, table.ID+"."+c.ID)
				}
			}
		}
		p := f.TotalOf.At.problem(diag.UnknownValue, "total-of", f.TotalOf.Value, orDash(all))
		p.Near = diag.Nearest(f.TotalOf.Value, all)
		return []diag.Problem{p}
	case column.Type != f.Type && column.Type != "":
		return []diag.Problem{f.TotalOf.At.problem(diag.WrongColumn, "total-of", f.TotalOf.Value, string(f.Type))}
	}
	return nil
}

func orDash(list []string) string {
	if len(list) == 0 {
		return "–"
	}
	return strings.Join(list, ", ")
}
