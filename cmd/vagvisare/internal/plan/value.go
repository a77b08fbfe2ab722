package plan

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// A Value is what a plan says about one field. Which of its parts are set follows from the
// field's type.
type Value struct {
	Field   *Field
	Text    string    // text, choice and link as written; prose as Markdown; a role's id
	Number  Decimal   // number, money, hours
	Level   int       // level
	Start   time.Time // date and period
	End     time.Time // period
	Choices []string  // choices, in the order of the field
	Yes     bool      // yes-no
	Rows    []Row     // table, raci
	At      Position  // of the value; of the first line of its text
}

// A Row is a row of a table.
type Row struct {
	Cells []*Value // one for each column, nil where empty
	At    Position
}

// Cell returns the value in a column of the table, or nil.
func (v *Value) Cell(row int, column string) *Value {
	for i, c := range v.Field.Columns {
		if c.ID == column {
			return v.Rows[row].Cells[i]
		}
	}
	return nil
}

// Sum returns the sum of a column.
func (v *Value) Sum(column string) Decimal {
	var sum Decimal
	for i := range v.Rows {
		if cell := v.Cell(i, column); cell != nil {
			sum += cell.Number
		}
	}
	return sum
}

// A Decimal is a number in thousandths, so that sums are exact.
type Decimal int64

// maxDigits bounds the size of numbers before the point: sums of many must find room too.
const maxDigits = 12

// ErrNumber is the error for a text that is no number.
var ErrNumber = errors.New("no number with at most three decimals")

// ParseDecimal reads a number such as "1250", "-3" or "2.5".
func ParseDecimal(s string) (Decimal, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if !isDigits(whole) || point && !isDigits(fraction) || len(fraction) > 3 || len(whole) > maxDigits {
		return 0, ErrNumber
	}
	n, err := strconv.ParseInt(whole+(fraction + "000")[:3], 10, 64)
	if err != nil {
		return 0, ErrNumber
	}
	if negative {
		n = -n
	}
	return Decimal(n), nil
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// String writes a number as ParseDecimal reads it, without needless decimals.
func (d Decimal) String() string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	s := strconv.FormatInt(int64(d)/1000, 10)
	if rest := int64(d) % 1000; rest != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(1000+rest, 10)[1:], "0")
	}
	return sign + s
}

// Whole returns a number rounded to the nearest whole, halves away from zero.
func (d Decimal) Whole() int64 {
	if d < 0 {
		return -(-d).Whole()
	}
	return (int64(d) + 500) / 1000
}

func ints(list []int) string {
	parts := make([]string, len(list))
	for i, n := range list {
		parts[i] = strconv.Itoa(n)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
