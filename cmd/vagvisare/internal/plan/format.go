package plan

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Format writes values for readers of one language, and reads what they wrote.
type Format struct {
	Decimal  string // mark between the whole and the decimals, e.g. ","
	Currency string // e.g. "kr"
	Hours    string // e.g. "timmar"
	Yes, No  string
	Roles    []Option // of the site
}

// thin separates thousands, and numbers from units: a space that does not break.
const thin = "\u00a0"

// Number writes a number with its thousands apart: "1 250,5".
func (f Format) Number(d Decimal) string {
	whole, fraction, point := strings.Cut(d.String(), ".")
	digits, negative := strings.CutPrefix(whole, "-")
	var b strings.Builder
	if negative {
		b.WriteString("\u2212")
	}
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(thin)
		}
		b.WriteRune(digit)
	}
	if point {
		b.WriteString(f.Decimal + fraction)
	}
	return b.String()
}

// Money writes an amount: "1 250 kr".
func (f Format) Money(d Decimal) string { return f.Number(d) + thin + f.Currency }

// Kronor writes an amount of whole kronor.
func (f Format) Kronor(n int64) string { return f.Money(Decimal(n * 1000)) }

// Time writes a number of hours: "28 timmar".
func (f Format) Time(d Decimal) string { return f.Number(d) + thin + f.Hours }

// Amount writes a number of a numeric field with its unit.
func (f Format) Amount(field *Field, d Decimal) string {
	switch {
	case field.Type == Money:
		return f.Money(d)
	case field.Type == Hours:
		return f.Time(d)
	case field.Unit != "":
		return f.Number(d) + thin + field.Unit
	case d > -10_000_000 && d < 10_000_000:
		return strings.ReplaceAll(f.Number(d), thin, "") // it may be a year
	}
	return f.Number(d)
}

// Level writes a level: "3", or "Betydande (2)".
func (f Format) Level(field *Field, n int) string {
	if name := field.LevelName(n); name != "" {
		return name + " (" + strconv.Itoa(n) + ")"
	}
	return strconv.Itoa(n)
}

// Role writes the title of a role.
func (f Format) Role(id string) string {
	for _, role := range f.Roles {
		if role.ID == id {
			return role.Title
		}
	}
	return id
}

// Bool writes a yes or a no.
func (f Format) Bool(yes bool) string {
	if yes {
		return f.Yes
	}
	return f.No
}

// Value writes a single value as plain text; "" for nil and for tables. Prose stays Markdown.
func (f Format) Value(v *Value) string {
	if v == nil {
		return ""
	}
	switch v.Field.Type {
	case Number, Money, Hours:
		return f.Amount(v.Field, v.Number)
	case Date:
		return v.Start.Format(time.DateOnly)
	case Period:
		return v.Start.Format(time.DateOnly) + " \u2013 " + v.End.Format(time.DateOnly)
	case Choices:
		return strings.Join(v.Choices, ", ")
	case Role:
		return f.Role(v.Text)
	case Level:
		return f.Level(v.Field, v.Level)
	case YesNo:
		return f.Bool(v.Yes)
	}
	return v.Text
}

// Options returns what can be chosen for a field, as it is written and as it is shown; none
// for fields in which one writes.
func (f Format) Options(field *Field) []Option {
	var options []Option
	switch field.Type {
	case Choice, Choices:
		for _, choice := range field.Choices {
			options = append(options, Option{choice, choice})
		}
	case Role:
		return f.Roles
	case Level:
		low, high := field.LevelRange()
		for n := low; n <= high; n++ {
			options = append(options, Option{strconv.Itoa(n), f.Level(field, n)})
		}
	case YesNo:
		return []Option{{"true", f.Yes}, {"false", f.No}}
	}
	return options
}

// Input turns what someone wrote for a field into what Template.Read takes: it undoes what
// Value does, and more generously. It does not tell what makes no sense; Read does. Prose,
// choices and tables have other ways.
func (f Format) Input(field *Field, text string) Input {
	text = oneLine(text)
	if text == "" {
		return Input{}
	}
	switch field.Type {
	case Number, Money, Hours:
		return ScalarOf(f.digits(field, text))
	case Date:
		return ScalarOf(day(text))
	case Period:
		start, end, _ := strings.Cut(strings.NewReplacer(" \u2013 ", "\n", " - ", "\n", "/", "\n", "\u2013", "\n").Replace(text), "\n")
		return PeriodOf(start, end)
	case Choice, Role, Level, YesNo:
		options := f.Options(field)
		titles := make([]string, len(options))
		for i, option := range options {
			titles[i] = oneLine(option.Title)
		}
		if i := indexFold(titles, text); i >= 0 {
			return ScalarOf(options[i].ID)
		}
	}
	return ScalarOf(text)
}

// oneLine returns a text with a single space wherever it has any.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// PeriodOf returns the input of a period between two days as someone wrote them; none where
// both are empty.
func PeriodOf(start, end string) Input {
	start, end = day(start), day(end)
	if start == "" && end == "" {
		return Input{}
	}
	return Input{Kind: Mapping, Pairs: []Pair{{Key: "start", Value: ScalarOf(start)}, {Key: "end", Value: ScalarOf(end)}}}
}

// digits takes spaces and the field's unit from a number, and writes it with a point. What is
// then no number is returned as it was: another unit might mean another amount.
func (f Format) digits(field *Field, text string) string {
	known := map[Type][]string{Money: {f.Currency, "kr", "sek", "kronor", ":-"}, Hours: {f.Hours, "h", "tim", "timmar"}, Number: {field.Unit}}
	for _, unit := range append(known[field.Type], "") {
		if number, found := cutUnit(text, oneLine(unit)); found {
			if bare, ok := f.bare(number); ok {
				return bare
			}
		}
	}
	if _, err := ParseDecimal(text); err == nil {
		return text + "?" // it would be read, but not as it may be meant
	}
	return text
}

// writtenNumber is a number as people write it, perhaps with its thousands apart.
var writtenNumber = regexp.MustCompile(`^-?(\d+|\d{1,3}( \d{3})+)([.,]\d{1,3})?$`)

// bare writes a number as ParseDecimal reads it. A mark that may part thousands or decimals,
// as in "1.250", is not taken for either.
func (f Format) bare(number string) (string, bool) {
	number = strings.NewReplacer("\u2212 ", "-", "\u2212", "-", "- ", "-").Replace(number)
	if !writtenNumber.MatchString(number) {
		return "", false
	}
	mark := cmp.Or(f.Decimal, ".")
	if i := strings.IndexAny(number, ".,"); i >= 0 && number[i:i+1] != mark && len(number)-i == len(".000") {
		return "", false
	}
	bare := strings.NewReplacer(" ", "", ",", ".").Replace(number)
	_, err := ParseDecimal(bare)
	return bare, err == nil
}

// cutUnit takes a unit from the end of a text. A unit may hold digits, as "m2" does; where it
// begins with one, it stands apart from the number.
func cutUnit(text, unit string) (string, bool) {
	end := len(text) - len(unit)
	if end < 0 || !strings.EqualFold(text[end:], unit) {
		return "", false
	}
	number := strings.TrimSuffix(text[:end], " ")
	return number, number != text[:end] || unit == "" || !isDigits(unit[:1])
}

// day returns a day as 2027-01-10 where the text is one in another form that can mean nothing else.
func day(text string) string {
	text = strings.TrimSpace(text)
	for _, form := range []string{"2006-1-2", "20060102", "2006/1/2", "2006.1.2"} {
		if t, err := time.Parse(form, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return text
}
