package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/load"
)

// snippetFile holds the keys of front matter for Visual Studio Code. Its extension for YAML does not look
// into Markdown; snippets do, without any extension.
const snippetFile = ".vscode/vagvisare.code-snippets"

// A snippet is what an editor offers to write.
type snippet struct {
	Scope       string `json:"scope"`
	Prefix      string `json:"prefix"`
	Body        string `json:"body"`
	Description string `json:"description"`
}

// snippetsOf returns a snippet for each key of a page's schema that can be written on one line.
func snippetsOf(page *load.Schema) map[string]snippet {
	snippets := map[string]snippet{}
	var add func(*load.Schema)
	add = func(s *load.Schema) {
		if s == nil {
			return
		}
		for key, property := range s.Properties {
			next := 1
			if value := placeholder(property, &next); value != "" {
				snippets[key] = snippet{Scope: "markdown", Prefix: key, Body: key + ": " + value, Description: property.Description}
			}
		}
		add(s.Then)
		add(s.Else)
	}
	add(page)
	return snippets
}

// placeholder returns what stands for a value until it is written, with what can be chosen; "" for
// one that needs several lines. next is the number of the next place to write at.
func placeholder(s *load.Schema, next *int) string {
	number := *next
	switch {
	case len(s.Enum) > 0:
		*next++
		return choices(number, s.Enum)
	case s.Items != nil:
		if item := placeholder(s.Items, next); item != "" && s.Items.Properties == nil {
			return "[" + item + "]"
		}
		return ""
	case len(s.Properties) > 0:
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(s.Properties)) {
			parts = append(parts, key+": "+placeholder(s.Properties[key], next))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case slices.Equal(s.Type, []string{"object"}):
		return ""
	case slices.Equal(s.Type, []string{"boolean"}):
		*next++
		return choices(number, []any{true, false})
	}
	*next++
	if load.IsDay(s) {
		return fmt.Sprintf("${%d:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}", number)
	}
	return fmt.Sprintf("$%d", number)
}

// choices writes values to choose among.
func choices(number int, values []any) string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = strings.NewReplacer(`\`, `\\`, `,`, `\,`, `|`, `\|`).Replace(fmt.Sprint(value))
	}
	return fmt.Sprintf("${%d|%s|}", number, strings.Join(texts, ","))
}
