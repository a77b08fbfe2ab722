package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/word"
	"vagvisare/cmd/vagvisare/internal/words"
)

// loadWords reads the words of layouts, what they say of Word files, and what of storage.
func loadWords(root fs.FS) (words.Words, word.Texts, []Stored, error) {
	data, err := fs.ReadFile(root, words.File)
	if err != nil {
		return nil, word.Texts{}, nil, err
	}
	w, err := words.Parse(data)
	if err != nil {
		return nil, word.Texts{}, nil, err
	}
	texts, err := readWordTexts(data)
	if err != nil {
		return nil, texts, nil, err
	}
	stored, err := readStored(data)
	return w, texts, stored, errors.Join(err, checkPages(w))
}

func readWordTexts(data []byte) (texts word.Texts, err error) {
	var parts struct{ Word json.RawMessage }
	if err := json.Unmarshal(data, &parts); err != nil || parts.Word == nil {
		return texts, err
	}
	decoder := json.NewDecoder(bytes.NewReader(parts.Word))
	decoder.DisallowUnknownFields() // a misspelt prompt would be an empty one
	if err := decoder.Decode(&texts); err != nil {
		return texts, fmt.Errorf("word: %w", err)
	}
	return texts, nil
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
var ownPages = []string{"search", "index", "map", "glossary", "404", "tags", "roles", "templates", "plans", "checklists", "changes", "examples", "print", "statement", "storage"}

// functions are what layouts may call.
func (l *Layouts) functions(assets *asset.Assets) template.FuncMap {
	return template.FuncMap{
		"words":    l.words.Text,
		"date":     l.words.Date,
		"isodate":  func(day time.Time) string { return day.Format(time.DateOnly) },
		"size":     l.words.Size,
		"filetype": l.words.FileType,
		"lower":    strings.ToLower,
		"next":     func(i int) int { return i + 1 },
		"mailto":   mailto,
		"email":    email,
		"icon": func(name string) (template.HTML, error) {
			svg, err := assets.Icon(name)
			return template.HTML(svg), err
		},
	}
}
