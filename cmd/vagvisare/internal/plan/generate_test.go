package plan_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A die decides what is generated. It is thrown with bytes that a fuzzer or a random source
// gives; when they are used up it always falls on 0, so that all that is generated ends.
type die struct{ bytes []byte }

// below returns a number from 0 to n-1.
func (d *die) below(n int) int {
	if len(d.bytes) == 0 || n < 2 {
		return 0
	}
	i := int(d.bytes[0])
	d.bytes = d.bytes[1:]
	if n > 256 {
		i = i<<8 + d.below(256)
	}
	return i % n
}

// chance decides about something that happens so often; never when the throws are used up.
func (d *die) chance(percent int) bool { return d.below(100) >= 100-percent }

func pick[T any](d *die, list []T) T { return list[d.below(len(list))] }

// randomDie returns a die of many throws.
func randomDie(seed uint64) *die {
	r := rand.New(rand.NewPCG(seed, 1))
	d := &die{bytes: make([]byte, 4000)}
	for i := range d.bytes {
		d.bytes[i] = byte(r.UintN(256))
	}
	return d
}

// pieces are what texts are made of: also what YAML, a key or a number might be taken for.
var pieces = []string{
	"Larm", "å", "Ö", "null", "~", "true", "false", "0", "1", "-1", "2,5", "2.5", "1 000", "2027-01-01", "–", "-", ":", "#", "[", "{a: b}", "'", `"`, `\`,
	"\x00", "\x01", "=", "a=b", "kr", "<b>", "*", "(2)", "e\u0301", "\U0001f600", "\u00ad", "\ufeff", "%s", "AR", "start", "x",
}

// text generates a text of one line, in which there is something.
func (d *die) text() string {
	words := []string{pick(d, pieces)}
	for d.chance(40) {
		words = append(words, pick(d, pieces))
	}
	return strings.Join(strings.Fields(strings.Join(words, pick(d, []string{" ", ""}))), " ")
}

func (d *die) prose() string {
	s := d.text()
	for d.chance(40) {
		s += pick(d, []string{"\n", "\n\n", "\n- ", "  \n", "\n\n\n"}) + d.text()
	}
	return s + "\n"
}

// texts generates some texts of which no two are the same.
func (d *die) texts(most int) []string {
	var list []string
	for range 1 + d.below(most) {
		if s := d.text(); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

func (d *die) number() plan.Decimal {
	n := plan.Decimal(1)
	for range d.below(16) {
		n = n*10 + plan.Decimal(d.below(10))
	}
	if n > 999_999_999_999_999 {
		n /= 1000
	}
	return pick(d, []plan.Decimal{0, n, -n, n * 1000 % 1_000_000_000, -1000})
}

func (d *die) day() time.Time {
	return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, d.below(10_000))
}

// fieldOf generates a field, or a column, of a type.
func (d *die) fieldOf(id string, t plan.Type) *plan.Field {
	f := &plan.Field{ID: id, Label: "Etikett " + id, Type: t, At: at(1, 1)}
	switch t {
	case plan.Number:
		if d.chance(50) {
			f.Unit = d.text()
		}
	case plan.Choice, plan.Choices:
		f.Choices = d.texts(5)
	case plan.Level:
		if d.chance(70) {
			f.Levels, f.From = d.texts(5), d.below(4)-1
		}
	case plan.Table:
		f.Columns = append(f.Columns, &plan.Field{ID: "namn", Label: "Namn", Type: plan.Text, Required: true, Unique: true})
		for i := range 1 + d.below(6) {
			f.Columns = append(f.Columns, d.fieldOf(fmt.Sprint("c", i), pick(d, plan.ColumnTypes)))
		}
		f.MinRows = d.below(3)
	case plan.Raci:
		for _, role := range siteRoles {
			if d.chance(50) {
				f.Roles = append(f.Roles, plan.Ref{Value: role.ID})
			}
		}
		if len(f.Roles) == 1 {
			f.Roles = nil
		}
	}
	f.Required = d.chance(50)
	return f
}

// template generates a template with fields of all types, some twice, and a total of each
// numeric column.
func (d *die) template(t testing.TB) *plan.Template {
	template := &plan.Template{}
	for i, typ := range append(slices.Clone(plan.Types), pick(d, plan.Types), pick(d, plan.Types)) {
		template.Fields = append(template.Fields, d.fieldOf(fmt.Sprint("f", i), typ))
	}
	for _, f := range slices.Clone(template.Fields) {
		for _, c := range f.Columns {
			if c.Type.Numeric() {
				total := d.fieldOf(f.ID+"-"+c.ID, c.Type)
				total.TotalOf = plan.Ref{Value: f.ID + "." + c.ID}
				template.Fields = append(template.Fields, total)
			}
		}
	}
	template.Complete(siteRoles)
	if problems := template.Check(roleIDs(siteRoles)); len(problems) > 0 {
		t.Fatalf("the template is told %v", told(t, problems))
	}
	return template
}

func roleIDs(options []plan.Option) []string {
	list := make([]string, len(options))
	for i, o := range options {
		list[i] = o.ID
	}
	return list
}

// value generates a value of a field, in which nothing is wrong.
func (d *die) value(f *plan.Field) *plan.Value {
	v := &plan.Value{Field: f}
	switch f.Type {
	case plan.Text, plan.Link:
		v.Text = d.text()
	case plan.Prose:
		v.Text = d.prose()
	case plan.Number, plan.Money, plan.Hours:
		v.Number = d.number()
	case plan.Date:
		v.Start = d.day()
	case plan.Period:
		v.Start = d.day()
		v.End = v.Start.AddDate(0, 0, d.below(500))
	case plan.Choice:
		v.Text = pick(d, f.Choices)
	case plan.Choices:
		for _, c := range f.Choices {
			if d.chance(50) {
				v.Choices = append(v.Choices, c)
			}
		}
		if v.Choices == nil {
			v.Choices = f.Choices[:1]
		}
	case plan.Role:
		v.Text = pick(d, siteRoles).ID
	case plan.Level:
		low, high := f.LevelRange()
		v.Level = low + d.below(high-low+1)
	case plan.YesNo:
		v.Yes = d.chance(50)
	case plan.Table, plan.Raci:
		d.rows(v)
	}
	return v
}

func (d *die) rows(v *plan.Value) {
	columns := v.Field.Columns
	for i := range max(1, v.Field.MinRows) + d.below(4) {
		cells := make([]*plan.Value, len(columns))
		cells[0] = &plan.Value{Field: columns[0], Text: fmt.Sprint(d.text(), " ", i)}
		if v.Field.Type == plan.Raci {
			accountable := 1 + d.below(len(columns)-1)
			responsible := 1 + d.below(len(columns)-1)
			for k := 1; k < len(columns); k++ {
				letter := pick(d, []string{"R", "C", "I", ""})
				switch {
				case k == accountable && k == responsible:
					letter = "AR"
				case k == accountable:
					letter = "A"
				case k == responsible:
					letter = "R"
				}
				if letter != "" {
					cells[k] = &plan.Value{Field: columns[k], Text: letter}
				}
			}
		} else {
			for k := 1; k < len(columns); k++ {
				if columns[k].Required || d.chance(70) {
					cells[k] = d.value(columns[k])
				}
			}
		}
		v.Rows = append(v.Rows, plan.Row{Cells: cells})
	}
}

// plan generates a plan in which nothing is wrong. A draft lacks some values.
func (d *die) plan(template *plan.Template, draft bool) *plan.Plan {
	p := &plan.Plan{Template: template, Values: map[string]*plan.Value{}}
	for _, f := range template.Fields {
		if (f.Required || d.chance(70)) && (!draft || d.chance(60)) {
			p.Values[f.ID] = d.value(f)
		}
	}
	for _, f := range template.Fields {
		if table, column, found := strings.Cut(f.TotalOf.Value, "."); found && p.Values[f.ID] != nil {
			p.Values[f.ID].Number = 0
			if v := p.Values[table]; v != nil {
				p.Values[f.ID].Number = v.Sum(column)
			}
			if _, err := plan.ParseDecimal(p.Values[f.ID].Number.String()); err != nil {
				delete(p.Values, f.ID) // a sum that is too large to be written
				f.Required = false
			}
		}
	}
	return p
}

// input generates what may stand in a file for some fields: mostly their ids with fitting
// values, sometimes anything.
func (d *die) input(fields []*plan.Field, depth int) plan.Input {
	if d.chance(3) {
		return d.anything(depth)
	}
	in := plan.Input{Kind: plan.Mapping, At: at(1+d.below(50), 1+d.below(50))}
	for _, f := range fields {
		if d.chance(15) {
			continue
		}
		key := f.ID
		if d.chance(3) {
			key = d.text()
		}
		if !slices.ContainsFunc(in.Pairs, func(p plan.Pair) bool { return p.Key == key }) {
			in.Pairs = append(in.Pairs, plan.Pair{Key: key, At: at(1+d.below(50), 1), Value: d.inputFor(f, depth+1)})
		}
	}
	return in
}

func (d *die) inputFor(f *plan.Field, depth int) plan.Input {
	if d.chance(10) {
		return d.anything(depth)
	}
	in := plan.Input{At: at(1+d.below(50), d.below(3))}
	switch f.Type {
	case plan.Number, plan.Money, plan.Hours:
		in.Text = pick(d, []string{d.number().String(), "0", "00012.5", "-0", "1,5"})
	case plan.Date:
		in.Text = pick(d, []string{d.day().Format(time.DateOnly), "2027-02-30", "0000-01-01", "9999-12-31"})
	case plan.Period:
		in.Kind = plan.Mapping
		for _, key := range pick(d, [][]string{{"start", "end"}, {"end", "start"}, {"start"}, {"start", "end", "x"}}) {
			in.Pairs = append(in.Pairs, plan.Pair{Key: key, Value: plan.Input{Text: d.day().Format(time.DateOnly)}})
		}
	case plan.Choice:
		in.Text = d.cased(pick(d, f.Choices))
	case plan.Choices:
		in.Kind = plan.List
		for range d.below(5) {
			in.Items = append(in.Items, plan.Input{Text: d.cased(pick(d, f.Choices))})
		}
	case plan.Role:
		in.Text = pick(d, siteRoles).ID
	case plan.Level:
		in.Text = strconv.Itoa(d.below(7) - 1)
		if len(f.Levels) > 0 && d.chance(50) {
			in.Text = d.cased(pick(d, f.Levels))
		}
	case plan.YesNo:
		in.Text = pick(d, []string{"true", "false", "True", "ja"})
	case plan.Table, plan.Raci:
		in.Kind = plan.List
		for range d.below(5) {
			in.Items = append(in.Items, d.input(f.Columns, depth+1))
		}
	default:
		in.Text = d.prose()
	}
	return in
}

// cased returns a text, perhaps in other letters or with space around it.
func (d *die) cased(s string) string {
	return pick(d, []string{s, s, strings.ToUpper(s), strings.ToLower(s), " " + s + "\n", strings.ToTitle(s)})
}

// anything generates an input of any form.
func (d *die) anything(depth int) plan.Input {
	in := plan.Input{At: at(d.below(50), d.below(50))}
	if depth < 6 {
		in.Kind = plan.InputKind(d.below(3))
	}
	switch in.Kind {
	case plan.Scalar:
		in.Text = pick(d, []string{"", " ", "\n\n", "\u00a0", d.prose(), "\n\n " + d.prose(), "\xff\xfe"})
	case plan.List:
		for range d.below(4) {
			in.Items = append(in.Items, d.anything(depth+1))
		}
	case plan.Mapping:
		for _, key := range []string{"start", "end", "f1", "c0", "namn", "activity", "chef", ""} {
			if d.chance(30) {
				in.Pairs = append(in.Pairs, plan.Pair{Key: key, At: at(d.below(50), 1), Value: d.anything(depth + 1)})
			}
		}
	}
	return in
}
