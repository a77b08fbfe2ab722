package render

import (
	"bytes"
	"io/fs"
	"strings"
	"text/template"

	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A Skeleton is what a new page's file is made of. Its texts stand ready for YAML.
type Skeleton struct {
	Title      string
	Owner      string
	Phase      string // id of the first phase
	Date       string // of the build, as 2026-11-21
	Review     string // a year later
	Types      string // of fields, for a template
	Template   string // path of a plan's template from the new file
	Technology string // id
	Values     string // of a plan, as YAML
}

// NewPage returns a new page's file by layouts/skeletons/, where there is one file for each kind.
func NewPage(root fs.FS, kind site.Kind, s Skeleton) ([]byte, error) {
	name := "layouts/skeletons/" + string(kind) + ".md"
	source, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Parse(string(source))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, s)
	return b.Bytes(), err
}

// Describe tells in words what a field takes: for a comment in a plan's file.
func (r *Renderer) Describe(f *plan.Field) string {
	word := func(keys ...string) string {
		s, _ := r.layouts.words.Text(keys...)
		return s
	}
	parts := []string{f.Label, word("types", string(f.Type))}
	if f.Required {
		parts = append(parts, word("plan", "required"))
	}
	text := strings.Join(parts, " · ")
	if f.Help != "" {
		text += "\n" + f.Help
	}
	if written := r.written(f); len(written) > 0 {
		text += "\n" + strings.Join(written, ", ")
	}
	return text
}

// written returns what can be chosen for a field, as one writes it.
func (r *Renderer) written(f *plan.Field) []string {
	if f.Type == plan.Level && len(f.Levels) > 0 {
		return f.Levels
	}
	var ids []string
	for _, option := range r.format.Options(f) {
		ids = append(ids, option.ID)
	}
	return ids
}

// Format returns how the site's values are written.
func (r *Renderer) Format() plan.Format { return r.format }
