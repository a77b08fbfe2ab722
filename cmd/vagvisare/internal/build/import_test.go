package build_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"vagvisare/assets"
	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/content"
	"vagvisare/layouts"
)

// portal builds the portal that comes along, with other files of content/ over its own.
func portal(t testing.TB, over fstest.MapFS) *build.Result {
	t.Helper()
	root := fstest.MapFS{}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := content.FS.ReadFile(name)
		root["content/"+name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range over {
		root[name] = file
	}
	r := build.Site(build.Options{
		Root: root, Defaults: map[string]fs.FS{"layouts": layouts.FS, "assets": assets.FS},
		Date: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Drafts: true,
	})
	if r.Renderer == nil {
		t.Fatal(r.Problems)
	}
	return r
}

// TestRoundTrip holds that every plan of the portal comes back from its Word file with all its
// values, and that there is nothing to tell.
func TestRoundTrip(t *testing.T) {
	r := portal(t, nil)
	plans := r.Site.OfKind(site.PlanDocument)
	if len(plans) < 23 {
		t.Fatalf("only %d plans", len(plans))
	}
	over := fstest.MapFS{}
	for _, p := range plans {
		data, err := r.Renderer.Word(p)
		if err != nil {
			t.Fatal(err)
		}
		text, problems := r.Import(bytes.NewReader(data), int64(len(data)), build.Import{File: "plan.docx", Source: p.Source, Date: p.Changed()})
		if len(problems) > 0 {
			t.Errorf("%s: %v", p.Source, problems)
		}
		over[p.File()] = &fstest.MapFile{Data: text}
	}
	again := portal(t, over)
	for _, problem := range again.Problems {
		if problem.Severity == diag.Error {
			t.Errorf("the plans that came back: %v", problem)
		}
	}
	for _, p := range plans {
		q := again.Site.At(p.Path)
		if q == nil || q.Plan == nil || q.Plan.Plan == nil {
			t.Errorf("%s did not come back", p.Source)
			continue
		}
		sameHead(t, p, q)
		for _, f := range p.Plan.Plan.Template.Fields {
			before, after := said(p.Plan.Value(f.ID)), said(q.Plan.Value(f.ID))
			if before != after {
				t.Errorf("%s: %s:\nbefore %q\nafter  %q", p.Source, f.ID, before, after)
			}
		}
	}
}

func sameHead(t *testing.T, p, q *site.Page) {
	t.Helper()
	if p.Title != q.Title || p.Version != q.Version || p.Plan.Status != q.Plan.Status || p.Plan.Technology.ID != q.Plan.Technology.ID ||
		p.Plan.DecidedBy != q.Plan.DecidedBy || !p.Plan.Decided.Equal(q.Plan.Decided) || p.Summary != q.Summary || p.Owner != q.Owner {
		t.Errorf("%s: another head came back: %+v", p.Source, q)
	}
}

// said returns what a value says. Prose may be written in several ways that say the same.
func said(v *plan.Value) string {
	switch {
	case v == nil:
		return ""
	case v.Field.Type == plan.Prose:
		return markdown.Text(markdown.New(false).Blocks([]byte(v.Text)))
	}
	return v.Key()
}

// TestBlank holds that a template's own Word file comes back as a plan without values.
func TestBlank(t *testing.T) {
	r := portal(t, nil)
	templates := r.Site.OfKind(site.Template)
	if len(templates) != 14 {
		t.Errorf("%d templates", len(templates))
	}
	for _, p := range templates {
		data, err := r.Renderer.Word(p)
		if err != nil {
			t.Fatal(err)
		}
		text, problems := r.Import(bytes.NewReader(data), int64(len(data)), build.Import{File: "plan.docx"})
		if len(problems) > 0 {
			t.Errorf("%s: %v", p.Source, problems)
		}
		if !strings.Contains(string(text), "values: {}") {
			t.Errorf("%s came back as\n%s", p.Source, text)
		}
	}
}
