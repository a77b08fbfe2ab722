package figure

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/words"
)

// A voice puts together what figures say from the key "figures" of words.json. It keeps the
// first error, such as a word that is missing.
type voice struct {
	words  words.Words
	format plan.Format
	kind   string // type of figure, which is also the key of its own words
	err    error
}

// say returns a word of the figure's type. Each pair that follows is a name, which stands in
// the word as {name}, and what takes its place.
func (v *voice) say(key string, pairs ...string) string {
	return v.fill([]string{"figures", v.kind, key}, pairs)
}

// common returns a word that all types share.
func (v *voice) common(key string, pairs ...string) string {
	return v.fill([]string{"figures", key}, pairs)
}

func (v *voice) fill(keys, pairs []string) string {
	s, err := v.words.Text(keys...)
	if err != nil && v.err == nil {
		v.err = err
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{"+pairs[i]+"}", pairs[i+1])
	}
	return s
}

// count returns the words for a number of things: those of KEY-one for one, else those of KEY,
// in which {n} is the number.
func (v *voice) count(key string, n int) string {
	if n == 1 {
		return v.say(key + "-one")
	}
	return v.say(key, "n", v.numeral(n))
}

// numeral writes a small number in letters.
func (v *voice) numeral(n int) string {
	if name, err := v.words.Item(n, "figures", "numbers"); err == nil {
		return name
	}
	return strconv.Itoa(n)
}

// list joins words as in a sentence: "a, b och c".
func (v *voice) list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], v.common("comma")) + v.common("and") + items[last]
}

// numbered writes a name with the number by which a drawing knows it.
func numbered(n int, name string) string {
	return strings.TrimSuffix(strconv.Itoa(n)+".\u00a0"+name, "\u00a0")
}

// span writes a range of numbers: "5–9", or "5".
func span(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "\u2013" + strconv.Itoa(to)
}

// month returns the short name of a month.
func (v *voice) month(m time.Month) string {
	name, err := v.words.Item(int(m)-1, "figures", "months")
	if err != nil && v.err == nil {
		v.err = err
	}
	return name
}

// day writes a day in short: "3 mars 2027".
func (v *voice) day(t time.Time) string {
	return strconv.Itoa(t.Day()) + "\u00a0" + v.month(t.Month()) + "\u00a0" + strconv.Itoa(t.Year())
}

// longDay writes a day as in running text, on one line.
func (v *voice) longDay(t time.Time) string {
	s, err := v.words.Date(t)
	if err != nil && v.err == nil {
		v.err = err
	}
	return strings.ReplaceAll(s, " ", "\u00a0")
}

// sentence makes the first letter large.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
