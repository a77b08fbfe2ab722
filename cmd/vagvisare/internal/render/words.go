package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/word"
	"vagvisare/cmd/vagvisare/internal/words"
)

// loadWords reads the words of layouts, and what they say of Word files.
func loadWords(root fs.FS) (words.Words, word.Texts, error) {
	var texts word.Texts
	data, err := fs.ReadFile(root, words.File)
	if err != nil {
		return nil, texts, err
	}
	w, err := words.Parse(data)
	if err != nil {
		return nil, texts, err
	}
	var parts struct{ Word json.RawMessage }
	if err := json.Unmarshal(data, &parts); err != nil {
		return nil, texts, err
	}
	if parts.Word != nil {
		decoder := json.NewDecoder(bytes.NewReader(parts.Word))
		decoder.DisallowUnknownFields() // a misspelt prompt would be an empty one
		if err := decoder.Decode(&texts); err != nil {
			return nil, texts, fmt.Errorf("word: %w", err)
		}
	}
	return w, texts, checkPages(w)
}

// checkPages holds that all pages which the portal makes itself have a title and an address.
func checkPages(w words.Words) error {
	for _, page := range ownPages {
		for _, key := range []string{"address", "title"} {
			if s, err := w.Text("pages", page, key); err != nil || s == "" {
				return errors.Join(err, fmt.Errorf("the page %q needs its %s", page, key))
			}
		}
		if address, _ := w.Text("pages", page, "address"); !fs.ValidPath(strings.TrimSuffix(address, "/")) {
			return fmt.Errorf("the page %q cannot have the address %q", page, address)
		}
	}
	return nil
}

// ownPages are the pages that the portal makes itself.
var ownPages = []string{"search", "index", "map", "glossary", "404", "tags", "roles", "templates", "plans", "checklists"}

// functions are what layouts may call.
func (l *Layouts) functions(assets *asset.Assets) template.FuncMap {
	return template.FuncMap{
		"words":    l.words.Text,
		"date":     l.words.Date,
		"isodate":  func(day time.Time) string { return day.Format(time.DateOnly) },
		"size":     l.words.Size,
		"filetype": l.words.FileType,
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
