package build_test

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"vagvisare/assets"
	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/check"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/layouts"
)

// previewed reads a site for a preview, with the program's own layouts.
func previewed(t *testing.T, root fs.FS) *build.Live {
	t.Helper()
	live := build.NewLive(build.Options{
		Root: root, Defaults: map[string]fs.FS{"layouts": layouts.FS, "assets": assets.FS}, Date: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	})
	if problems := live.Newest().Problems; diag.Failed(problems) {
		t.Fatalf("told %v", problems)
	}
	return live
}

// styled returns the page that shows the design of a site.
func styled(t *testing.T, root fs.FS) string {
	t.Helper()
	data, err := previewed(t, root).ReadFile("stil/index.html")
	if err != nil {
		t.Fatal(err)
	}
	if fault := outline(data); fault != "" {
		t.Error(fault)
	}
	return string(data)
}

// project is the program's own site, as it lies on disk.
func project() fs.FS { return os.DirFS("../../../..") }

// TestStyle holds that the page passes the check of all that is published, with all that the program's own site has to show, and that
// it shows every token with what it is for.
func TestStyle(t *testing.T) {
	var problems []diag.Problem
	live := previewed(t, project())
	live.Good(func(good *build.Result) {
		all, err := check.Output(good.Tree, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			if strings.Contains(p.File, "stil/") {
				problems = append(problems, p)
			}
		}
	})
	for _, p := range live.Newest().Problems {
		if strings.HasPrefix(p.File, "layouts/") || strings.HasPrefix(p.File, "assets/") {
			problems = append(problems, p)
		}
	}
	if len(problems) > 0 {
		t.Errorf("told %v", problems)
	}
	page := styled(t, project())
	for _, class := range []string{
		"page-head", "crumbs", "contents", "box--lag", "table", "footnotes", "task", "level--may", "link--external", "card", "term", "mark--huge", "loop",
		"search-field", "search-hit", "step-nav", "step-list", "page-list", "home-list", "role-list", "tally", "plan-facts", "state--closed", "completeness",
		"values", "figure--raci", "figure--risk-matrix", "word-file", "field", "notice--band", "example", "related", "owner", "actions", "next", "theme",
	} {
		if !regexp.MustCompile(`class="?[^">]*\b` + class + `\b`).MatchString(page) {
			t.Errorf("the page shows no %s", class)
		}
	}
	sizes, colours := 0, 0
	for _, name := range []string{"css/tokens.css", "css/colours.css"} {
		for _, match := range regexp.MustCompile(`--([a-z0-9-]+):`).FindAllStringSubmatch(asset(t, name), -1) {
			if token := match[1]; !regexp.MustCompile("--" + token + `[<\s]`).MatchString(page) {
				t.Errorf("the page does not show --%s", token)
			} else if size, is := strings.CutPrefix(token, "size-"); is {
				sizes++
				if !strings.Contains(asset(t, "css/style/style-type.css"), `[data-size="`+size+`"]`) {
					t.Errorf("nothing is set in --%s", token)
				}
			} else if strings.HasPrefix(token, "color-") {
				colours++
			}
		}
	}
	if names, uses := strings.Count(page, "style-colours__name"), strings.Count(page, "style-colours__use"); names != uses {
		t.Errorf("of %d colours, %d tell what they are for", names, uses)
	}
	if sizes < 8 || colours < 20 || strings.Count(page, ":1<") < 20 {
		t.Errorf("there are %d sizes, %d colours and too few contrasts", sizes, colours)
	}
}

func asset(t *testing.T, name string) string {
	t.Helper()
	data, err := assets.FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestStyleClasses holds that the page's own style sheet and its layouts use the same names.
func TestStyleClasses(t *testing.T) {
	names := func(files fs.FS, pattern, name string) []string {
		paths, err := fs.Glob(files, pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: no files, %v", pattern, err)
		}
		var found []string
		for _, path := range paths {
			data, err := fs.ReadFile(files, path)
			if err != nil {
				t.Fatal(err)
			}
			for _, match := range regexp.MustCompile(name).FindAllStringSubmatch(string(data), -1) {
				for _, class := range strings.Fields(match[1]) {
					if strings.HasPrefix(class, "style-") {
						found = append(found, class)
					}
				}
			}
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	used := append(names(layouts.FS, "partials/style-*.html", `class="([^"]*)"`), names(layouts.FS, "style.html", `class="([^"]*)"`)...)
	slices.Sort(used)
	used = slices.Compact(used)
	styled := names(assets.FS, "css/style/*.css", `\.(style-[a-z_-]+)`)
	for _, class := range used {
		if !slices.Contains(styled, class) {
			t.Errorf("nothing styles %s", class)
		}
	}
	for _, class := range styled {
		if !slices.Contains(used, class) {
			t.Errorf("nothing uses %s", class)
		}
	}
}

// TestStyleStaysHome holds that nothing of the page is in what is published, not even its style sheet.
func TestStyleStaysHome(t *testing.T) {
	leads := regexp.MustCompile(`[/="]stil/`)
	built := designed(t, project())
	for _, name := range built.Tree.Paths() {
		data, err := built.Tree.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "stil/") || strings.HasPrefix(name, "assets/css/style") || leads.Match(data) || strings.Contains(string(data), "style-part") {
			t.Errorf("%s is published, or has something of it", name)
		}
	}
}

// TestStyleOfLittle reads sites that have little to show, or a page of their own in its place, or a broken text.
func TestStyleOfLittle(t *testing.T) {
	page := styled(t, fstest.MapFS{
		"content/site.yaml": {Data: []byte("title: Portalen\norganisation: Lindmarka\nurl: https://portal.example/\nphases:\n  - {id: planera, title: Planera}\n")},
		"content/_index.md": {Data: []byte("---\ntitle: Hem\n---\n")},
	})
	if strings.Contains(page, `id="style:steps"`) || !strings.Contains(page, "--color-ink<") {
		t.Errorf("of a site without pages it shows:\n%s", page)
	}

	root := long(1)
	root["content/stil.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Vår stil\n---\nEgen text.\n")}
	live := previewed(t, root)
	if data, err := live.ReadFile("stil/index.html"); err != nil || !strings.Contains(string(data), "Egen text.") {
		t.Errorf("in the place of the site's own page (error %v):\n%s", err, data)
	}

	root = long(1)
	root["layouts/style.md"] = &fstest.MapFile{Data: []byte("Se [ingenting](nej.md).\n")}
	live = previewed(t, root)
	told := slices.DeleteFunc(slices.Clone(live.Newest().Problems), func(p diag.Problem) bool { return p.Code != diag.DeadLink })
	if len(told) != 1 || told[0].File != "layouts/style.md" || told[0].Line != 1 || told[0].Severity != diag.Note || !live.Has("stil/index.html") {
		t.Errorf("a dead link in its text: told %v", told)
	}
	root["layouts/style.md"] = &fstest.MapFile{Data: []byte("Nyskrivet.\n")}
	live.Update([]string{"layouts/style.md"})
	live.Relink()
	if data, err := live.ReadFile("stil/index.html"); err != nil || !strings.Contains(string(data), "Nyskrivet.") {
		t.Errorf("a save does not show (error %v)", err)
	}
}

// TestStyleHit holds that the hit which the page shows is made as those are that the script makes of its template.
func TestStyleHit(t *testing.T) {
	read := func(name string) string {
		data, err := layouts.FS.ReadFile("partials/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	classes := regexp.MustCompile(`search-hit(__[a-z]+)?`)
	shown, made := classes.FindAllString(read("style-search.html"), -1), classes.FindAllString(read("search-hit.html"), -1)
	for _, class := range shown {
		if !slices.Contains(made, class) {
			t.Errorf("no hit has %s", class)
		}
	}
	if len(shown) < 5 {
		t.Errorf("the page shows only %v", shown)
	}
}
