package build_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"vagvisare/cmd/vagvisare/internal/brand"
	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
)

var styleSheet = regexp.MustCompile(`href="(assets/css/site-[0-9a-f]+\.css)"`)

// TestLiveBrand holds that a preview shows another colour as soon as site.yaml says so, and the last good one as long as it says
// none that can be read.
func TestLiveBrand(t *testing.T) {
	const file = "content/site.yaml"
	yaml := func(more string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("title: Portalen\norganisation: Lindmarka\nphases: [{id: planera, title: Planera}]\n" + more)}
	}
	root := fstest.MapFS{
		file:                        yaml(""),
		"content/_index.md":         {Data: []byte("---\ntitle: Hem\n---\n")},
		"content/planera/_index.md": {Data: []byte("---\ntitle: Planera\n---\n")},
	}
	live := build.NewLive(build.Options{Root: root, Defaults: defaults(t), Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)})
	served := func() (name, css string) {
		t.Helper()
		page, err := live.ReadFile("index.html")
		match := styleSheet.FindSubmatch(page)
		if err != nil || match == nil {
			t.Fatalf("no style sheet in %s, %v", page, err)
		}
		data, err := live.ReadFile(string(match[1]))
		if err != nil {
			t.Fatal(err)
		}
		return string(match[1]), string(data)
	}
	first, _ := served()
	for _, step := range []struct {
		yaml, want string
		code       diag.Code
	}{
		{"brand: {colour: '#c8102e'}\n", "#c8102e", ""},
		{"brand: {colour: '#c8102'}\n", "#c8102e", diag.BadColour},
		{"brand: {colour: '#ffd400'}\n", "#ffd400", ""},
		{"", "", ""},
	} {
		root[file] = yaml(step.yaml)
		if _, changed := live.Update([]string{file}); !changed {
			t.Errorf("%q is no change", step.yaml)
		}
		live.Relink()
		name, css := served()
		if link := "--color-link:" + brand.For(step.want).Light["link"].String(); step.want != "" && !strings.Contains(css, link) {
			t.Errorf("after %q, the style sheet lacks %s:\n%s", step.yaml, link, css)
		}
		if (name == first) != (step.want == "") {
			t.Errorf("after %q, the style sheet is %s; it began as %s", step.yaml, name, first)
		}
		var found diag.Code
		for _, p := range live.Newest().Problems {
			if p.Severity == diag.Error {
				found = p.Code
			}
		}
		if found != step.code {
			t.Errorf("after %q, the problem is %q, want %q", step.yaml, found, step.code)
		}
	}
}
