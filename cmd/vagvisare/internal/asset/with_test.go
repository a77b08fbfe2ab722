package asset_test

import (
	"testing"
	"testing/fstest"

	"vagvisare/cmd/vagvisare/internal/asset"
)

// TestWith holds that a file gets other contents, in its place among those that it is joined with, and that nothing else changes.
func TestWith(t *testing.T) {
	a, problems := asset.Load(fstest.MapFS{
		"assets/css/a.css":       {Data: []byte("a { color: red }")},
		"assets/css/c.css":       {Data: []byte("c { margin: 0 }")},
		"assets/images/logo.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, c := range []struct{ name, data, file, want string }{
		{"css/a.css", "b { color: blue }", "css/site.css", "b{color:blue}\nc{margin:0}\n"},
		{"css/b.css", "b { color: blue }", "css/site.css", "a{color:red}\nb{color:blue}\nc{margin:0}\n"},
		{"css/d.css", "d { color: blue }", "css/site.css", "a{color:red}\nc{margin:0}\nd{color:blue}\n"},
		{"images/own.txt", "Own", "images/own.txt", "Own"},
	} {
		before, _ := a.Path("css/site.css")
		own, err := a.With(c.name, []byte(c.data))
		if err != nil || string(own.Data(c.file)) != c.want {
			t.Errorf("with another %s, %s is %q, %v", c.name, c.file, own.Data(c.file), err)
		}
		if path, _ := a.Path("css/site.css"); path != before || string(a.Data("css/site.css")) != "a{color:red}\nc{margin:0}\n" {
			t.Errorf("another %s has changed the original", c.name)
		}
		if logo, _ := own.Path("images/logo.svg"); logo == "" {
			t.Errorf("with another %s, the logo is gone", c.name)
		}
	}
	if _, err := a.With("js/x.js", []byte("function {")); err == nil {
		t.Error("a script that is none was taken")
	}
	if a.Data("images/none.svg") != nil {
		t.Error("a file that is none has data")
	}
}
