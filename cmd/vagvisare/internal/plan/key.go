package plan

import (
	"maps"
	"strconv"
	"strings"
	"time"
)

// Key returns a text that is the same for equal values of a field, and for these only.
func (v *Value) Key() string {
	switch v.Field.Type {
	case Number, Money, Hours:
		return v.Number.String()
	case Date:
		return v.Start.Format(time.DateOnly)
	case Period:
		return v.Start.Format(time.DateOnly) + "/" + v.End.Format(time.DateOnly)
	case Choices:
		return strings.Join(v.Choices, "\x00")
	case Level:
		return strconv.Itoa(v.Level)
	case YesNo:
		return strconv.FormatBool(v.Yes)
	case Table, Raci:
		var key []byte
		for _, row := range v.Rows {
			key = append(key, rowKey(row, nil)+"\x01"...)
		}
		return string(key)
	}
	return v.Text
}

// Equal reports whether two plans hold the same values.
func (p *Plan) Equal(q *Plan) bool {
	return maps.EqualFunc(p.Values, q.Values, func(a, b *Value) bool { return a.Key() == b.Key() })
}
