// Package words holds what a portal says that depends on a value: names of months and of
// kinds of files, what figures tell of themselves, titles and addresses of the pages that
// the portal makes itself.
//
// A word is found by its path of keys. One that is missing is an error that names it, so
// that whoever writes layouts knows what to add.
package words

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// File is where the words stand in a site.
const File = "layouts/words.json"

// Words are the words of a portal, as they stand in File.
type Words map[string]any

// Parse reads the contents of File.
func Parse(data []byte) (Words, error) {
	var w Words
	err := json.Unmarshal(data, &w)
	return w, err
}

// at returns what stands at a path of keys, or nil.
func (w Words) at(keys []string) any {
	var at any = map[string]any(w)
	for _, key := range keys {
		object, _ := at.(map[string]any)
		at = object[key]
	}
	return at
}

// Text returns the word at a path of keys.
func (w Words) Text(keys ...string) (string, error) {
	if s, ok := w.at(keys).(string); ok {
		return s, nil
	}
	return "", fmt.Errorf("%s has no %q", File, strings.Join(keys, " "))
}

// Item returns the i-th word, from 0, of the list at a path of keys.
func (w Words) Item(i int, keys ...string) (string, error) {
	list, _ := w.at(keys).([]any)
	if i < 0 || i >= len(list) {
		return "", fmt.Errorf("%s has no %q number %d", File, strings.Join(keys, " "), i+1)
	}
	return fmt.Sprint(list[i]), nil
}

// Date writes a day as "18 november 2026".
func (w Words) Date(day time.Time) (string, error) {
	month, err := w.Item(int(day.Month())-1, "months")
	return fmt.Sprintf("%d %s %d", day.Day(), month, day.Year()), err
}

// Size writes a number of bytes as "77 kB" or "1,2 MB": decimal units, as in file lists.
func (w Words) Size(bytes int64) (string, error) {
	value, unit := float64(bytes), 0
	for value >= 999.5 && unit < 3 {
		value, unit = value/1000, unit+1
	}
	decimals := 0
	if unit > 1 && value < 9.95 {
		decimals = 1
	}
	name, err := w.Item(unit, "units")
	if err != nil {
		return "", err
	}
	mark, err := w.Text("decimal")
	number := strings.Replace(strconv.FormatFloat(value, 'f', decimals, 64), ".", mark, 1)
	return number + "\u00a0" + name, err
}

// FileType names a kind of file by its extension: "Word" for "docx". One that has no name
// is the extension in capitals.
func (w Words) FileType(ext string) string {
	if name, err := w.Text("files", ext); err == nil {
		return name
	}
	return strings.ToUpper(ext)
}
