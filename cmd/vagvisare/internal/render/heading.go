package render

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// linkHeadings puts a link to itself beside each heading of the second and third level of a text, as the partial
// "heading-link" makes it. It stands after the heading, not in it, so that it is no part of what the heading says.
// Without the partial the text stays as it is.
func linkHeadings(text template.HTML, headings []markdown.Heading, layouts *set) (template.HTML, error) {
	link := layouts.partials().Lookup("heading-link")
	if link == nil {
		return text, nil
	}
	var b bytes.Buffer
	rest := string(text)
	for _, h := range headings {
		if h.Level > 3 {
			continue
		}
		tag := "h" + strconv.Itoa(h.Level)
		start := strings.Index(rest, "<"+tag+` id="`+h.ID+`"`)
		if start < 0 {
			continue
		}
		end := start + strings.Index(rest[start:], "</"+tag+">") + len("</"+tag+">")
		b.WriteString(rest[:start] + `<div class="heading">` + rest[start:end])
		if err := link.Execute(&b, h); err != nil {
			return "", err
		}
		b.WriteString("</div>")
		rest = rest[end:]
	}
	b.WriteString(rest)
	return template.HTML(b.String()), nil
}
