package render

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/asset"
)

// wordsFile holds what layouts say that depends on a value: names of months and of kinds
// of files, titles and addresses of the pages that the portal makes itself.
const wordsFile = "layouts/words.json"

type words map[string]any

func loadWords(root fs.FS) (words, error) {
	data, err := fs.ReadFile(root, wordsFile)
	if err != nil {
		return nil, err
	}
	var w words
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, err
	}
	for _, page := range ownPages {
		for _, key := range []string{"address", "title"} {
			if s, err := w.text("pages", page, key); err != nil || s == "" {
				return nil, errors.Join(err, fmt.Errorf("the page %q needs its %s", page, key))
			}
		}
		if address, _ := w.text("pages", page, "address"); !fs.ValidPath(strings.TrimSuffix(address, "/")) {
			return nil, fmt.Errorf("the page %q cannot have the address %q", page, address)
		}
	}
	return w, nil
}

// ownPages are the pages that the portal makes itself.
var ownPages = []string{"index", "map", "404", "tags", "roles"}

// text returns the word at a path of keys.
func (w words) text(keys ...string) (string, error) {
	var at any = map[string]any(w)
	for _, key := range keys {
		object, _ := at.(map[string]any)
		at = object[key]
	}
	if s, ok := at.(string); ok {
		return s, nil
	}
	return "", fmt.Errorf("%s has no %q", wordsFile, strings.Join(keys, " "))
}

// item returns the i-th word of a list.
func (w words) item(key string, i int) (string, error) {
	list, _ := w[key].([]any)
	if i < 0 || i >= len(list) {
		return "", fmt.Errorf("%s has no %q number %d", wordsFile, key, i+1)
	}
	return fmt.Sprint(list[i]), nil
}

// date writes a day as "18 november 2026".
func (w words) date(day time.Time) (string, error) {
	month, err := w.item("months", int(day.Month())-1)
	return fmt.Sprintf("%d %s %d", day.Day(), month, day.Year()), err
}

// size writes a number of bytes as "77 kB" or "1,2 MB": decimal units, as in file lists.
func (w words) size(bytes int64) (string, error) {
	value, unit := float64(bytes), 0
	for value >= 999.5 && unit < 3 {
		value, unit = value/1000, unit+1
	}
	decimals := 0
	if unit > 1 && value < 9.95 {
		decimals = 1
	}
	name, err := w.item("units", unit)
	if err != nil {
		return "", err
	}
	mark, err := w.text("decimal")
	number := strings.Replace(strconv.FormatFloat(value, 'f', decimals, 64), ".", mark, 1)
	return number + "\u00a0" + name, err
}

// fileType names a kind of file by its extension: "Word" for "docx".
func (w words) fileType(ext string) string {
	if name, err := w.text("files", ext); err == nil {
		return name
	}
	return strings.ToUpper(ext)
}

// functions are what layouts may call.
func (l *Layouts) functions(assets *asset.Assets) template.FuncMap {
	return template.FuncMap{
		"words":    l.words.text,
		"date":     l.words.date,
		"isodate":  func(day time.Time) string { return day.Format(time.DateOnly) },
		"size":     l.words.size,
		"filetype": l.words.fileType,
		"lower":    strings.ToLower,
		"mailto":   mailto,
		"icon": func(name string) (template.HTML, error) {
			svg, err := assets.Icon(name)
			return template.HTML(svg), err
		},
	}
}

// mailto returns the attribute of a mail link with every character written as a number.
// It works without script and hides the address from programs that look for one in the text.
func mailto(address, subject string) template.HTMLAttr {
	target := "mailto:" + address
	if subject != "" {
		target += "?subject=" + strings.ReplaceAll(template.URLQueryEscaper(subject), "+", "%20")
	}
	b := []byte(`href="`)
	for _, r := range target {
		b = append(strconv.AppendInt(append(b, "&#"...), int64(r), 10), ';')
	}
	return template.HTMLAttr(append(b, '"'))
}
