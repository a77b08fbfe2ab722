package move_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/move"
	"vagvisare/cmd/vagvisare/internal/site"
)

// compile reads and links a site, drafts and all.
func compile(root fs.FS) (*site.Site, []diag.Problem) {
	source, problems := load.Content(root, nil)
	if source.Config == nil {
		return nil, problems
	}
	s, more := site.New(source, site.Options{Drafts: true})
	problems = slices.Concat(problems, more)
	for i, p := range problems {
		if severity, ok := s.Problems[p.Code]; ok {
			problems[i].Severity = severity
		}
	}
	return s, problems
}

const siteYAML = `title: Portalen
organisation: Lindmarka kommun
phases: [{id: planera, title: Planera}, {id: infora, title: Införa}]
technologies: [{id: las, title: Lås}]
`

// base is what all sites of these tests have.
var base = map[string]string{
	"site.yaml":         siteYAML,
	"_index.md":         "---\ntitle: Hem\n---\n",
	"planera/_index.md": "---\ntitle: Planera\n---\n",
	"infora/_index.md":  "---\ntitle: Införa\n---\n",
}

// write makes a site in a temporary folder, and returns that.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	all := maps.Clone(base)
	maps.Copy(all, files)
	for name, data := range all {
		file := filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read returns all files of a site but those of base that are as they were.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(filepath.Join(dir, "content"), name)
		if rel = filepath.ToSlash(rel); base[rel] != string(data) {
			files[rel] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func prepare(dir, from, to string) (*move.Move, error) {
	return move.Prepare(move.Options{Root: os.DirFS(dir), From: from, To: to, Compile: compile})
}

// do moves, and returns what the site is then.
func do(t *testing.T, files map[string]string, from, to string) (map[string]string, *move.Move) {
	t.Helper()
	dir := write(t, files)
	m, err := prepare(dir, from, to)
	if err != nil {
		var refused *move.RefusedError
		if errors.As(err, &refused) {
			t.Log(refused.Problems)
		}
		t.Fatal(err)
	}
	before := read(t, dir)
	if diff := cmp.Diff(files, before); diff != "" && len(files) == len(before) {
		t.Fatalf("Prepare changed something:\n%s", diff)
	}
	if err := m.Apply(dir); err != nil {
		t.Fatal(err)
	}
	return read(t, dir), m
}

const page = "---\ntitle: A\n---\nText.\n"

// TestLinks holds what becomes of links in all forms that Markdown has for them, from a page that
// stays to one that moves.
func TestLinks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"inline", "Se [a](planera/a.md).", "Se [a](infora/a.md)."},
		{"with a title", `[a](planera/a.md "A \"a\"") [b](<planera/a.md> 'b')`, `[a](infora/a.md "A \"a\"") [b](<infora/a.md> 'b')`},
		{"with a fragment", "[a](planera/a.md#rubrik)", "[a](infora/a.md#rubrik)"},
		{"with a query and a fragment", "[a](planera/a.md?b=c#rubrik)", "[a](infora/a.md?b=c#rubrik)"},
		{"by reference", "[a][A] och [a] och [a][].\n\n[a]: planera/a.md 'Titel'", "[a][A] och [a] och [a][].\n\n[a]: infora/a.md 'Titel'"},
		{"on the next line", "> [a](\n> planera/a.md)", "> [a](\n> infora/a.md)"},
		{"defined on the next line", "[a]\n\n[a]:\n  planera/a.md", "[a]\n\n[a]:\n  infora/a.md"},
		{"in a list, a table, a quotation and a box", "- [a](planera/a.md)\n\n| a |\n| - |\n| [a](planera/a.md) |\n\n> [a](planera/a.md)\n\n::: tips\n[a](planera/a.md)\n:::",
			"- [a](infora/a.md)\n\n| a |\n| - |\n| [a](infora/a.md) |\n\n> [a](infora/a.md)\n\n::: tips\n[a](infora/a.md)\n:::"},
		{"in a heading, a footnote and a task", "## [a](planera/a.md)\n\nX[^1].\n\n- [ ] [a](planera/a.md)\n\n[^1]: [a](planera/a.md)",
			"## [a](infora/a.md)\n\nX[^1].\n\n- [ ] [a](infora/a.md)\n\n[^1]: [a](infora/a.md)"},
		{"beside code that looks like one", "`[a](planera/a.md)` [a](planera/a.md) `](planera/a.md)`\n\n```\n[a](planera/a.md)\n[a]: planera/a.md\n```\n\n    [a](planera/a.md)",
			"`[a](planera/a.md)` [a](infora/a.md) `](planera/a.md)`\n\n```\n[a](planera/a.md)\n[a]: planera/a.md\n```\n\n    [a](planera/a.md)"},
		{"escaped", `\[a](planera/a.md) [a\](b](planera/a.md)`, `\[a](planera/a.md) [a\](b](infora/a.md)`},
		{"with code in its text", "[`](planera/a.md)` b](planera/a.md)", "[`](planera/a.md)` b](infora/a.md)"},
		{"with an escape", `[a](planera\/a.md) [a](planera/&#97;.md)`, `[a](infora/a.md) [a](infora/a.md)`},
		{"percent-encoded", "[a](planer%61/a.md)", "[a](infora/a.md)"},
		{"with dots", "[a](./planera/../planera/a.md)", "[a](./infora/a.md)"},
		{"around an image", "[![b](b.png)](planera/a.md)", "[![b](b.png)](infora/a.md)"},
		{"to other things", "[a](https://a.example/planera/a.md) [a](mailto:a@b.example) [b](b.png) [c](planera/_index.md)", "[a](https://a.example/planera/a.md) [a](mailto:a@b.example) [b](b.png) [c](planera/_index.md)"},
	} {
		header := "---\ntitle: X\n---\n"
		after, _ := do(t, map[string]string{"x.md": header + c.text + "\n", "planera/a.md": "---\ntitle: A\n---\n## Rubrik\n\nText.\n", "b.png": "b"}, "planera/a.md", "infora/a.md")
		if diff := cmp.Diff(header+c.want+"\n", after["x.md"]); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
		if want := "---\ntitle: A\naliases: [planera/a/]\n---\n## Rubrik\n\nText.\n"; after["infora/a.md"] != want {
			t.Errorf("%s: the page is %q", c.name, after["infora/a.md"])
		}
	}
}

// TestOwnLinks holds what becomes of the links in a page that moves.
func TestOwnLinks(t *testing.T) {
	header := "---\ntitle: A\n---\n"
	text := "[b](b.md) ![bild](filer/bild.png) [själv](a.md#x) [hem](../_index.md) [i](../infora/_index.md) [x](#x) [p](https://a.example/)\n\n## X\n"
	want := "[b](../../planera/b.md) ![bild](../../planera/filer/bild.png) [själv](a.md#x) [hem](../../_index.md) [i](../_index.md) [x](#x) [p](https://a.example/)\n\n## X\n"
	after, m := do(t, map[string]string{
		"planera/a.md": header + text, "planera/b.md": page, "planera/filer/bild.png": "", "infora/del/c.md": page,
	}, "planera/a.md", "infora/del/") // which is there
	if diff := cmp.Diff("---\ntitle: A\naliases: [planera/a/]\n---\n"+want, after["infora/del/a.md"]); diff != "" {
		t.Error(diff)
	}
	if m.From != "content/planera/a.md" || m.To != "content/infora/del/a.md" || m.Links != 4 || len(m.Changes) != 1 || !slices.Equal(m.Leading, []string{"/planera/a/"}) {
		t.Errorf("told %+v", m)
	}
}

// TestNames holds how paths are written that need it.
func TestNames(t *testing.T) {
	for _, c := range []struct{ name, from, to, text, want string }{
		{"a space", "planera/a.md", "infora/a b.md", "[a](planera/a.md) [a](<planera/a.md>)", "[a](infora/a%20b.md) [a](<infora/a%20b.md>)"},
		{"a space that was there", "planera/a b.md", "infora/a b.md", "[a](<planera/a b.md>) [a](planera/a%20b.md)", "[a](<infora/a b.md>) [a](infora/a%20b.md)"},
		{"letters", "planera/å.md", "infora/ö.md", "[a](planera/å.md) [a](planera/%C3%A5.md)", "[a](infora/ö.md) [a](infora/%C3%B6.md)"},
		{"decomposed letters", "planera/å.md", "infora/ö.md", "[a](planera/a\u030a.md)", "[a](infora/ö.md)"},
		{"signs", "planera/a.md", "infora/a (1) #2? 50%.md", "[a](planera/a.md#x)", "[a](infora/a%20%281%29%20%232%3F%2050%25.md#x)"},
		{"a colon", "planera/a.md", "b:a.md", "[a](planera/a.md)", "[a](b%3Aa.md)"},
		{"parentheses", "planera/a(1).md", "infora/b.md", "[a](planera/a(1).md) [a](planera/a\\(1\\).md)", "[a](infora/b.md) [a](infora/b.md)"},
		{"a soft hyphen", "planera/a.md", "infora/a.md", "[a](plan\u00adera/a.md) så\u00ad där", "[a](infora/a.md) så\u00ad där"},
	} {
		header := "---\ntitle: X\n---\n"
		after, _ := do(t, map[string]string{"x.md": header + c.text + "\n", c.from: "---\ntitle: A\n---\n## X\n"}, c.from, c.to)
		if diff := cmp.Diff(header+c.want+"\n", after["x.md"]); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

// TestFrontMatter holds what becomes of references in front matter, in values of plans and in the
// glossary, in each manner of YAML.
func TestFrontMatter(t *testing.T) {
	template := `---
title: Mall
kind: template
fields:
  - {id: text, label: T, type: prose}
  - {id: lank, label: L, type: link}
  - id: rader
    label: R
    type: table
    columns: [{id: till, label: T, type: link}]
---
[[text]]

[[lank]]

[[rader]]
`
	plan := func(planera, mallar string) string {
		return strings.NewReplacer("PLANERA", planera, "MALLAR", mallar).Replace(`---
title: Plan # kommentar
kind: plan
template: "MALLAR/mall.md" # mallen
technology: las
status: draft
related: [ 'PLANERA/a.md' , "PLANERA/b.md",PLANERA/a.md#x ]
values:
  text: |
    Se [a](PLANERA/a.md#x)

    - och [b](PLANERA/b.md).
  lank: PLANERA/a.md   # länk
  rader:
    - {till: PLANERA/b.md}
    - till: >-
        PLANERA/a.md
---
Se [a](PLANERA/a.md).
`)
	}
	glossary := func(a string) string {
		return "# Ordlista\n- term: A\n  explanation: B\n  page: " + a + "/a.md#x\n- {term: C, explanation: D, page: '" + a + "/b.md'}\n"
	}
	a := "---\ntitle: A\n---\n## X\n"
	after, m := do(t, map[string]string{
		"mallar/mall.md": template, "planer/plan.md": plan("../planera/del", "../mallar"), "ordlista.yaml": glossary("planera/del"),
		"planera/del/a.md": a, "planera/del/b.md": page,
	}, "planera/del", "infora/delar")
	if diff := cmp.Diff(plan("../infora/delar", "../mallar"), after["planer/plan.md"]); diff != "" {
		t.Errorf("the plan:\n%s", diff)
	}
	if diff := cmp.Diff(glossary("infora/delar"), after["ordlista.yaml"]); diff != "" {
		t.Errorf("the glossary:\n%s", diff)
	}
	if m.Links != 11 || !slices.Equal(m.Leading, []string{"/planera/del/a/", "/planera/del/b/"}) || !slices.Equal(m.Lost, []string{"/planera/del/"}) {
		t.Errorf("told %d links, %v lead on, %v lost", m.Links, m.Leading, m.Lost)
	}

	// The plan itself moves, and so does its template.
	after, _ = do(t, map[string]string{
		"mallar/mall.md": template, "planer/plan.md": plan("../planera/del", "../mallar"), "planera/del/a.md": a, "planera/del/b.md": page,
	}, "planer/plan.md", "planer/las/plan.md")
	want := strings.Replace(plan("../../planera/del", "../../mallar"), "values:\n", "aliases: [planer/plan/]\nvalues:\n", 1)
	if diff := cmp.Diff(want, after["planer/las/plan.md"]); diff != "" {
		t.Errorf("the plan that moves:\n%s", diff)
	}
	after, _ = do(t, map[string]string{
		"mallar/mall.md": template, "planer/plan.md": plan("../planera/del", "../mallar") + "[w](../mallar/mall.docx)\n", "planera/del/a.md": a, "planera/del/b.md": page,
	}, "mallar", "planmallar")
	if diff := cmp.Diff(plan("../planera/del", "../planmallar")+"[w](../planmallar/mall.docx)\n", after["planer/plan.md"]); diff != "" {
		t.Errorf("the plan whose template moves:\n%s", diff)
	}
}

// TestAlias holds where the old address is put, and that all else is kept byte for byte.
func TestAlias(t *testing.T) {
	for _, c := range []struct{ name, header, want string }{
		{"no list", "title: A\n", "title: A\naliases: [planera/a/]\n"},
		{"an empty list", "aliases: [ ] # inga\ntitle: A\n", "aliases: [planera/a/] # inga\ntitle: A\n"},
		{"a list within brackets", "aliases: [b/, 'c/']\ntitle: A\n", "aliases: [planera/a/, b/, 'c/']\ntitle: A\n"},
		{"one on several lines", "aliases: [\n  b/,\n  c/\n]\ntitle: A\n", "aliases: [\n  planera/a/, b/,\n  c/\n]\ntitle: A\n"},
		{"a list with dashes", "aliases:\n  - b/ # b\n  - c/\ntitle: A\n", "aliases:\n  - planera/a/\n  - b/ # b\n  - c/\ntitle: A\n"},
		{"dashes without indent", "aliases:\n- \"b/\"\ntitle: A\n", "aliases:\n- planera/a/\n- \"b/\"\ntitle: A\n"},
		{"its new address, within brackets", "aliases: [b/, infora/a/, c/]\ntitle: A\n", "aliases: [b/, planera/a/, c/]\ntitle: A\n"},
		{"its new address, with dashes", "aliases:\n  - '/infora/a' # förr\ntitle: A\n", "aliases:\n  - 'planera/a/' # förr\ntitle: A\n"},
		{"carriage returns", "title: A\r\ntags:\r\n  - x\r\n", "title: A\r\ntags:\r\n  - x\r\naliases: [planera/a/]\r\n"},
		{"old carriage returns", "title: A\r", "title: A\raliases: [planera/a/]\r"},
		{"a list with dashes and carriage returns", "aliases:\r\n  - b/\r\ntitle: A\r\n", "aliases:\r\n  - planera/a/\r\n  - b/\r\ntitle: A\r\n"},
		{"a line of dashes in a text", "title: A\nsummary: |\n  x\n  ---\n", "title: A\nsummary: |\n  x\n  ---\naliases: [planera/a/]\n"},
	} {
		end := "\n"
		if strings.Contains(c.header, "\r\n") {
			end = "\r\n"
		} else if strings.Contains(c.header, "\r") {
			end = "\r"
		}
		for _, mark := range []string{"", "\ufeff"} {
			around := func(header string) string {
				return mark + "---" + end + header + "---" + end + "Text a\u030a\u00adb." + end
			}
			after, _ := do(t, map[string]string{"planera/a.md": around(c.header)}, "planera/a.md", "infora/a.md")
			if diff := cmp.Diff(around(c.want), after["infora/a.md"]); diff != "" {
				t.Errorf("%s:\n%s", c.name, diff)
			}
		}
	}
}

// TestUnaliased holds what gets no alias: drafts, attachments, and pages whose address stays.
func TestUnaliased(t *testing.T) {
	draft := "---\ntitle: A\ndraft: true\n---\nText.\n"
	after, m := do(t, map[string]string{"planera/a.md": draft}, "planera/a.md", "infora/a.md")
	if after["infora/a.md"] != draft || len(m.Leading)+len(m.Lost) > 0 {
		t.Errorf("a draft: %q, %+v", after["infora/a.md"], m)
	}
	after, m = do(t, map[string]string{"planera/a.md": page}, "planera/a.md", "planera/A.md")
	if after["planera/A.md"] != page || after["planera/a.md"] != "" || len(m.Changes) > 0 {
		t.Errorf("another letter case: %v", after)
	}
	after, _ = do(t, map[string]string{"planera/del/a.md": page, "x.md": "---\ntitle: X\n---\n[a](planera/del/a.md)\n"}, "planera/del", "planera/Del")
	if diff := cmp.Diff(map[string]string{"planera/Del/a.md": page, "x.md": "---\ntitle: X\n---\n[a](planera/Del/a.md)\n"}, after); diff != "" {
		t.Errorf("a folder in another letter case:\n%s", diff)
	}
	after, m = do(t, map[string]string{"planera/a.md": page}, "planera/a.md", "planera/a/_index.md")
	if after["planera/a/_index.md"] != page || len(m.Leading) > 0 {
		t.Errorf("a page that becomes a folder's: %v, %+v", after, m)
	}
	after, m = do(t, map[string]string{"planera/del/_index.md": page, "planera/del/b.md": page}, "planera/del/_index.md", "infora/del/_index.md")
	if after["infora/del/_index.md"] != page || !slices.Equal(m.Kept, []string{"/planera/del/"}) || len(m.Leading) > 0 {
		t.Errorf("a folder's page without the folder: %v, %+v", after, m)
	}
	after, m = do(t, map[string]string{"planera/b.png": "b", "planera/a.md": "---\ntitle: A\n---\n![b](b.png)\n"}, "planera/b.png", "filer/c.png")
	if after["planera/a.md"] != "---\ntitle: A\n---\n![b](../filer/c.png)\n" || after["filer/c.png"] != "b" || len(m.Leading) > 0 {
		t.Errorf("an image: %v", after)
	}
}

// TestRefused holds what is refused, and that nothing is changed then.
func TestRefused(t *testing.T) {
	escape := "---\ntitle: S\nrelated: [\"a\\x2emd\"]\n---\nText.\n"
	files := map[string]string{
		"planera/a.md": page, "planera/b.md": "---\ntitle: B\naliases: [infora/gammal/]\n---\n[a](a.md)\n", "infora/c.md": page,
		"planera/del/d.md": page, "planera/fel.md": "---\ntitle: F\n---\n[x](saknas.md)\n", "b.png": "b",
		"planera/rad.md": "---\n{title: R}\n---\nText.\n", "svar/a.md": page, "planera/typ.md": "---\ntitle: T\nkind: page\n---\nText.\n", "svar/b.md": escape,
	}
	for _, c := range []struct{ name, from, to, want string }{
		{"nothing there", "planera/x.md", "infora/x.md", "content/ has no planera/x.md"},
		{"to where it is", "planera/a.md", "planera/a.md", "planera/a.md is there already"},
		{"into the folder that it is in", "planera/a.md", "planera", "planera/a.md is there already"},
		{"taken", "planera/a.md", "infora/c.md", "infora/c.md exists already"},
		{"taken but for letter case", "planera/a.md", "infora/C.md", "infora/C.md differs from infora/c.md"},
		{"a folder in another letter case", "planera/a.md", "Infora/a.md", "Infora differs from infora"},
		{"into a file", "planera/a.md", "infora/c.md/a.md", "infora/c.md is a file"},
		{"a folder into itself", "planera/del", "planera/del/del", "cannot be moved into itself"},
		{"another address", "planera/a.md", "infora/c!.md", "would be wrong afterwards"},
		{"an old address of another page", "planera/a.md", "infora/gammal.md", "would be wrong afterwards"},
		{"a page with errors", "planera/fel.md", "infora/fel.md", "errors stand in what is to be moved"},
		{"a folder with errors", "planera", "plan", "errors stand in what is to be moved"},
		{"a page with a kind to be a folder's", "planera/typ.md", "infora/ny/_index.md", "would be wrong afterwards"},
		{"no address", "planera/a.md", "infora/!.md", "would be wrong afterwards"},
		{"a name that is never published", "planera/a.md", "infora/.a.md", "never published"},
		{"no page any more", "planera/a.md", "infora/a.txt", "a page stays a page"},
		{"a page of an image", "b.png", "b.md", "a page stays a page"},
		{"the site's file", "site.yaml", "x.yaml", "must stand where it stands"},
		{"outside", "planera/a.md", "../a.md", "does not lie in content/"},
		{"front matter within brackets", "planera/rad.md", "infora/rad.md", "cannot be added to its front matter"},
		{"a reference with an escape", "svar/a.md", "infora/a.md", "svar/b.md:3:11: \"a.md\" cannot be changed there"},
	} {
		dir := write(t, files)
		before := read(t, dir)
		_, err := prepare(dir, c.from, c.to)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: told %v, wanted %s", c.name, err, c.want)
		}
		if diff := cmp.Diff(before, read(t, dir)); diff != "" {
			t.Errorf("%s: changed\n%s", c.name, diff)
		}
	}
	if _, err := prepare(t.TempDir(), "a.md", "b.md"); err == nil {
		t.Error("a site without content: no error")
	}
}

// TestFaultsElsewhere holds that what is wrong with other pages is no hindrance, and is told where it matters.
func TestFaultsElsewhere(t *testing.T) {
	after, m := do(t, map[string]string{
		"planera/a.md": page, "planera/fel.md": "---\ntitle: F\n---\n[x](saknas.md) [a](a.md)\n", "planera/trasig.md": "---\ntitle: a: b\n---\n[a](a.md)\n", "planera/utan.md": "Text.\n",
	}, "planera/a.md", "infora/a.md")
	if want := "---\ntitle: F\n---\n[x](saknas.md) [a](../infora/a.md)\n"; after["planera/fel.md"] != want {
		t.Errorf("got %q", after["planera/fel.md"])
	}
	if !slices.Equal(m.Unread, []string{"content/planera/utan.md"}) && !slices.Equal(m.Unread, []string{"content/planera/trasig.md", "content/planera/utan.md"}) {
		t.Errorf("unread: %v", m.Unread)
	}
}

// TestLines holds what is told of the lines that change.
func TestLines(t *testing.T) {
	_, m := do(t, map[string]string{"planera/a.md": page, "x.md": "---\r\ntitle: X\r\n---\r\n\r\n[a](planera/a.md) [å](planera/a.md)\r\n"}, "planera/a.md", "infora/a.md")
	want := []move.Change{
		{File: "content/planera/a.md", Lines: []move.Line{{Number: 3, New: "aliases: [planera/a/]"}}},
		{File: "content/x.md", Lines: []move.Line{{Number: 5, Old: "[a](planera/a.md) [å](planera/a.md)", New: "[a](infora/a.md) [å](infora/a.md)"}}},
	}
	if diff := cmp.Diff(want, m.Changes); diff != "" {
		t.Error(diff)
	}
}

// TestFailure holds that all is put back where something cannot be written, and that files keep their modes.
func TestFailure(t *testing.T) {
	files := map[string]string{"planera/a.md": page, "x.md": "---\ntitle: X\n---\n[a](planera/a.md)\n"}
	dir := write(t, files)
	m, err := prepare(dir, "planera/a.md", "infora/ny/a.md")
	if err != nil {
		t.Fatal(err)
	}
	before := read(t, dir)
	if err := os.MkdirAll(filepath.Join(dir, "content/infora/ny/a.md/i-vagen"), 0o777); err != nil { // since it was prepared
		t.Fatal(err)
	}
	if err := m.Apply(dir); err == nil || !strings.Contains(err.Error(), "nothing is moved") {
		t.Errorf("told %v", err)
	}
	if diff := cmp.Diff(before, read(t, dir)); diff != "" {
		t.Errorf("changed:\n%s", diff)
	}
	if err := os.RemoveAll(filepath.Join(dir, "content/infora/ny/a.md")); err != nil {
		t.Fatal(err)
	}
	if err := m.Apply(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"x.md", "infora/ny/a.md"} {
		info, err := os.Stat(filepath.Join(dir, "content", name))
		if err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

// TestRandomMoves moves pages and folders of a site to and fro. After each move nothing is wrong,
// and every address that a page ever had leads to it.
func TestRandomMoves(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { randomMoves(t, rand.New(rand.NewPCG(seed, 7))) })
	}
}

var folders = []string{"", "planera/", "infora/", "planera/del/", "infora/å b/", "infora/å b/djupt/"}

func randomMoves(t *testing.T, random *rand.Rand) {
	sources := make([]string, 12)
	for i := range sources {
		sources[i] = fmt.Sprintf("%ssida %d.md", folders[random.IntN(len(folders))], i)
	}
	files := map[string]string{"bild.png": "b"}
	for i, source := range sources {
		link := func() string {
			to, _ := filepath.Rel(path.Dir(source), sources[random.IntN(len(sources))])
			return filepath.ToSlash(to)
		}
		image, _ := filepath.Rel(path.Dir(source), "bild.png")
		end := []string{"\n", "\r\n"}[random.IntN(2)]
		text := fmt.Sprintf("---\ntitle: Sida %d\nrelated: [\"%s\"]\n---\n[ett](<%s>), `[två](%s)` och [tre](%s).\n\n![b](%s)\n\n- [fyra]\n\n[fyra]: <%s>\n\n    [fem](%s)\n",
			i, link(), link(), link(), strings.ReplaceAll(link(), " ", "%20"), filepath.ToSlash(image), link(), link())
		files[source] = strings.ReplaceAll(text, "\n", end)
	}
	dir := write(t, files)
	ids := map[string]map[string]bool{} // title → addresses that the page has had
	for n := range 50 {
		s, problems := compile(os.DirFS(dir))
		problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Code == diag.MissingSection })
		if len(problems) > 0 {
			t.Fatalf("after %d moves: %v", n, problems)
		}
		where := map[string]string{}
		var names []string
		for _, p := range s.Pages {
			if p.IsSection() {
				continue
			}
			names = append(names, p.Source)
			if ids[p.Title] == nil {
				ids[p.Title] = map[string]bool{}
			}
			ids[p.Title][p.Path] = true
			where[p.Path] = p.Title
		}
		for _, r := range s.Redirects {
			where[strings.TrimSuffix(r.From, "index.html")] = r.To.Title
		}
		for title, addresses := range ids {
			for address := range addresses {
				if where[address] != title {
					t.Fatalf("after %d moves: %q is at /%s, which was %s", n, where[address], address, title)
				}
			}
		}
		slices.Sort(names)
		from := names[random.IntN(len(names))]
		to := folders[random.IntN(len(folders))] + path.Base(from)
		if folder := path.Dir(from); random.IntN(6) == 0 && strings.Contains(folder, "/") {
			from, to = folder, fmt.Sprintf("%smapp %d", folders[random.IntN(3)], n)
		}
		if from == to {
			continue
		}
		m, err := prepare(dir, from, to)
		if err != nil {
			t.Fatalf("move %d, %s to %s: %v", n, from, to, err)
		}
		if err := m.Apply(dir); err != nil {
			t.Fatal(err)
		}
	}
	code := 0
	for name, data := range read(t, dir) {
		if i := strings.Index(data, "`[två]("); strings.HasSuffix(name, ".md") && i >= 0 {
			code++
			if !strings.Contains(files[sourceOf(files, data)], data[i:i+strings.IndexByte(data[i+1:], '`')+2]) {
				t.Errorf("%s: code has changed", name)
			}
		}
	}
	if code != len(sources) {
		t.Errorf("%d pages have their code, of %d", code, len(sources))
	}
}

// sourceOf returns the name that a page had at first, by its title.
func sourceOf(files map[string]string, data string) string {
	_, rest, _ := strings.Cut(data, "title: ")
	title, _, _ := strings.Cut(rest, "related")
	for name, first := range files {
		if strings.Contains(first, "title: "+title) {
			return name
		}
	}
	return ""
}

// TestProse holds what becomes of links in texts that are values, in each manner of YAML.
func TestProse(t *testing.T) {
	template := "---\ntitle: Mall\nkind: template\nfields: [{id: text, label: T, type: prose}, {id: mer, label: M, type: prose}, {id: lank, label: L, type: link}, {id: till, label: T, type: link}]\n---\n[[text]]\n\n[[mer]]\n\n[[lank]]\n\n[[till]]\n"
	for _, c := range []struct{ name, values string }{
		{"on a line", "  text: Se [a](A) och [b](A#x).\n"},
		{"in double quotation marks", "  text: \"Se: [a](A) \\\"x\\\" [b](A)\"\n"},
		{"in single quotation marks", "  text: 'Se: [a](A) ''x'' [b](A)'\n"},
		{"on several lines", "  text: Se [a](A)\n    och [b](A)\n"},
		{"folded", "  text: >-\n    Se [a](A)\n    och [b](A).\n\n    Och [c](A)\n"},
		{"line by line, indented", "  text: |\n\n      Se [a](A)\n\n      - och [b](A)\n        - och [c](A)\n  mer: [a](B)\n"},
		{"by reference", "  text: |\n    Se [a] och `[a](planera/a.md)`.\n\n    [a]: A 'x'\n"},
		{"a value twice", "  lank: &a A\n  till: *a\n"},
		{"an address that is a text elsewhere", "  text: planera/a.md [a](A)\n  mer: (planera/a.md) [b](A)\n"},
	} {
		header := "---\ntitle: P\nkind: plan\ntemplate: mall.md\ntechnology: las\nstatus: draft\nvalues:\n"
		fill := func(to string) string {
			return header + strings.NewReplacer("(A", "("+to, "[a]: A", "[a]: "+to, "&a A", "&a "+to, "  mer: [a](B)\n", "  mer: \"[a]("+to+")\"\n").Replace(c.values) + "---\n"
		}
		after, _ := do(t, map[string]string{"mall.md": template, "p.md": fill("planera/a.md"), "planera/a.md": "---\ntitle: A\n---\n## X\n"}, "planera/a.md", "infora/a.md")
		if diff := cmp.Diff(fill("infora/a.md"), after["p.md"]); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

// TestSymlinks holds that links of the file system are followed, and stay where they are.
func TestSymlinks(t *testing.T) {
	dir := write(t, map[string]string{"planera/a.md": page, "riktig.md": "---\ntitle: X\n---\n[a](planera/a.md)\n"})
	content := filepath.Join(dir, "content")
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "texter"), 0o777),
		os.Rename(filepath.Join(content, "riktig.md"), filepath.Join(dir, "texter", "riktig.md")),
		os.Symlink(filepath.Join("..", "texter", "riktig.md"), filepath.Join(content, "x.md"))); err != nil {
		t.Skip(err) // a system without such links
	}
	m, err := prepare(dir, "planera/a.md", "infora/a.md")
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Apply(dir); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "texter", "riktig.md"))
	if err != nil || string(data) != "---\ntitle: X\n---\n[a](infora/a.md)\n" {
		t.Errorf("%q, %v", data, err)
	}
	if info, err := os.Lstat(filepath.Join(content, "x.md")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link: %v, %v", info, err)
	}
	if _, err := prepare(dir, "x.md", "y.md"); err == nil || !strings.Contains(err.Error(), "a link of the file system") {
		t.Errorf("moving a link: %v", err)
	}
}

// TestLowered holds that a move breaks no link where the site lets dead links be.
func TestLowered(t *testing.T) {
	files := map[string]string{
		"site.yaml": siteYAML + "problems: {dead-link: note, missing-file: note}\n", "planera/a.md": "---\ntitle: A\n---\n[x](saknas.md) [y](../planera/b.md) ![z](z.png)\n",
		"planera/b.md": "---\ntitle: B\n---\n[a](a.md)\n",
	}
	after, _ := do(t, files, "planera/a.md", "infora/a.md")
	want := "---\ntitle: A\naliases: [planera/a/]\n---\n[x](../planera/saknas.md) [y](../planera/b.md) ![z](../planera/z.png)\n"
	if after["infora/a.md"] != want || after["planera/b.md"] != "---\ntitle: B\n---\n[a](../infora/a.md)\n" {
		t.Errorf("got %v", after)
	}
}
