package word

import (
	"strconv"
	"strings"
)

// A field's name is made of its id, whose letters, digits and single hyphens are kept apart by
// underscores. What a field consists of has a name with two underscores behind it, which no
// id gives, so that no two names are the same.

const (
	fieldPrefix = "f_"
	headPrefix  = "p_"
	partMark    = "__"
)

// maxBookmark is how long Word lets the name of a bookmark be.
const maxBookmark = 40

func underscored(id string) string { return strings.ReplaceAll(id, "-", "_") }

func fieldName(id string) string { return fieldPrefix + underscored(id) }
func headName(id string) string  { return headPrefix + underscored(id) }

func startName(name string) string         { return name + partMark + "start" }
func endName(name string) string           { return name + partMark + "end" }
func sumName(name string) string           { return name + partMark + "sum" }
func choiceName(name string, i int) string { return name + partMark + strconv.Itoa(i+1) }

// cellName names the control of a cell. What is read back of it is only whose cell it is.
func cellName(name string, row, column int) string {
	return name + partMark + "r" + strconv.Itoa(row+1) + "_c" + strconv.Itoa(column+1)
}

// isCell reports whether a name is that of a cell of a field's table.
func isCell(name, field string) bool { return strings.HasPrefix(name, field+partMark+"r") }

// isOurs reports whether a tag or a bookmark is the name of a field.
func isOurs(name string) bool {
	return strings.HasPrefix(name, fieldPrefix) || strings.HasPrefix(name, headPrefix)
}

// wholeName returns the name of the field that a name belongs to.
func wholeName(name string) string {
	whole, _, _ := strings.Cut(name, partMark)
	return whole
}
