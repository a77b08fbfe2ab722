package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the wanted files in testdata/script")

func TestMain(m *testing.M) {
	start := func(ctx context.Context) func() {
		return func() { os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr)) }
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	testscript.Main(m, map[string]func(){
		"vagvisare":             start(context.Background()),
		"vagvisare-interrupted": start(gone), // as if the user had pressed Ctrl+C at once
	})
}

// TestScript runs the scripts of testdata/script. Each has a folder site/, into which go
// those of the files of the archive below that the script has none of its own of: layouts
// that show little, a site.yaml and a home page. Besides the commands of testscript there
// are those of the functions whose names begin with cmd.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setup,
		Condition:           condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     cmdExits,
			"json":      cmdJSON,
			"list":      cmdList,
			"mkfile":    cmdMkfile,
			"rename":    cmdRename,
			"show":      cmdShow,
			"snapshot":  cmdSnapshot,
			"tally":     cmdTally,
			"unchanged": cmdUnchanged,
			"unescape":  cmdUnescape,
		},
	})
}

// small is what a script's site is made of unless the script says otherwise.
const small = `
-- content/site.yaml --
title: Portalen
organisation: Lindmarka kommun
url: https://portal.example/
phases:
  - {id: planera, title: Planera}
accessibility: {conformance: full, assessed: 2026-11-01, updated: 2026-11-01, method: self, report: {email: a@b.example}}
-- content/_index.md --
---
title: Hem
---
-- content/planera/_index.md --
---
title: Planera
---
-- layouts/base.html --
<!doctype html><html lang="{{.Site.Language}}"><title>{{.Title}}</title><h1 id="page:title">{{.Title}}</h1>
{{template "main" .}}</html>
-- layouts/home.html --
{{.Body}}{{range .Page.Children}}<a href="{{$.Link .}}">{{.Title}}</a>{{end}}
-- layouts/section.html --
{{.Body}}{{range .Page.Children}}<a href="{{$.Link .}}">{{.Title}}</a>{{end}}
-- layouts/page.html --
{{.Body}}
-- layouts/index.html --
{{range .Groups}}{{range .Pages}}<a href="{{$.Link .}}">{{.Title}}</a>{{end}}{{end}}
-- layouts/tag.html --
{{range .Groups}}{{range .Pages}}<a href="{{$.Link .}}">{{.Title}}</a>{{end}}{{end}}
-- layouts/role.html --
{{range .RoleParts}}{{range .Read}}<a href="{{$.Link .}}">{{.Title}}</a>{{end}}{{end}}
-- layouts/changes.html --
{{range .Site.Events}}<a href="{{$.Link .Page}}">{{.Page.Title}}</a>{{end}}
-- layouts/tags.html --
{{range .Site.Tags}}<a href="{{$.Link .}}">{{.Name}}</a>{{end}}
-- layouts/search.html --
<form role="search"><input name="q" aria-label="{{.Title}}"></form>
-- layouts/roles.html --
{{range .Site.Roles}}<a href="{{$.Link .}}">{{.Title}}</a>{{end}}
-- layouts/map.html --
{{range .Site.Pages}}<a href="{{$.Link .}}">{{.Title}}</a>{{end}}
-- layouts/print.html --
{{range .Printed.Parts}}{{range .Read}}<div id="{{.ID}}"><h2 id="{{.Named "page:title"}}">{{.Title}}</h2>{{.Body}}</div>{{end}}{{end}}
-- layouts/storage.html --
{{len .Stored}}
-- layouts/statement.html --
{{.Site.Accessibility.Updated}}
-- layouts/404.html --
<a href="{{.Link ""}}">Start</a>
-- layouts/redirect.html --
<!doctype html><html lang="{{.Site.Language}}"><title>{{.Title}}</title><a href="{{.Link .Page}}">{{.Title}}</a></html>
-- layouts/partials/link.html --
<a href="{{.URL}}">{{.Inner}}</a>
-- layouts/partials/image.html --
<img src="{{.URL}}" alt="{{.Alt}}">
-- layouts/words.json --
{
	"storage": [],
	"pages": {
		"statement": {"address": "tillganglighet/", "title": "Tillgänglighet", "summary": ""}, "storage": {"address": "lagring/", "title": "Lagring", "summary": ""}, "print": {"address": "skriv-ut/", "title": "Skriv ut", "summary": "Allt", "phase": "Skriv ut {phase}"}, "search": {"address": "sok/", "title": "Sök"}, "glossary": {"address": "ordlista/", "title": "Ordlista"}, "changes": {"address": "andringar/", "title": "Ändringar"},
		"index": {"address": "a-o/", "title": "A–Ö"},
		"tags": {"address": "amnen/", "title": "Ämnen"},
		"roles": {"address": "roller/", "title": "Roller"},
		"templates": {"address": "mallar/", "title": "Mallar"}, "examples": {"address": "exempel/", "title": "Exempel"}, "checklists": {"address": "checklistor/", "title": "Checklistor"}, "plans": {"address": "planer/", "title": "Planer"}, "map": {"address": "webbkarta/", "title": "Webbkarta"},
		"404": {"address": "404.html", "title": "Sidan finns inte"}
	}
}
`

func setup(env *testscript.Env) error {
	// The race detector would let every run of the program sleep for a second at its end.
	env.Setenv("GORACE", strings.TrimSpace(env.Getenv("GORACE")+" atexit_sleep_ms=0"))
	env.Values[snapshots{}] = map[string]map[string]string{}
	for _, f := range txtar.Parse([]byte(small)).Files {
		name := filepath.Join(env.WorkDir, "site", filepath.FromSlash(f.Name))
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// condition adds [root]: that file permissions do not bind the user.
func condition(name string) (bool, error) {
	if name == "root" {
		return os.Geteuid() == 0, nil
	}
	return false, fmt.Errorf("unknown condition %q", name)
}

// cmdExits runs a program that must end with the status given: exits 2 vagvisare bulid.
func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits status program [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d; want %d", got, want)
	}
}

// cmdJSON writes the JSON object on standard output to a file, with a line for each key
// in the order in which the program wrote them, and with the time that is never the same
// as "0". Standard output must hold one line and nothing else.
func cmdJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: json file")
	}
	out := ts.ReadFile("stdout")
	if strings.Count(out, "\n") != 1 || !strings.HasSuffix(out, "\n") {
		ts.Fatalf("standard output is not one line")
	}
	var report struct{ Seconds *float64 }
	ts.Check(json.Unmarshal([]byte(out), &report))
	if report.Seconds == nil {
		ts.Fatalf("no seconds")
	}
	var b bytes.Buffer
	ts.Check(json.Indent(&b, []byte(out), "", "\t"))
	seconds, err := json.Marshal(report.Seconds)
	ts.Check(err)
	text := strings.Replace(b.String(), `"seconds": `+string(seconds), `"seconds": 0`, 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// published calls do for each file in a folder, except what the program keeps for itself
// and the .gitignore of the starter site.
func published(ts *testscript.TestScript, dir string, do func(name string, size int64)) {
	dir = ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Name() == ".vagvisare" {
			return fs.SkipDir
		}
		info, err := d.Info()
		if err != nil || d.IsDir() || d.Name() == ".gitignore" {
			return err
		}
		name, err := filepath.Rel(dir, full)
		do(filepath.ToSlash(name), info.Size())
		return err
	}))
}

// cmdList lists the HTML files in a folder on standard output: list site/public.
func cmdList(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: list folder")
	}
	published(ts, args[0], func(name string, _ int64) {
		if path.Ext(name) == ".html" {
			fmt.Fprintln(ts.Stdout(), name)
		}
	})
}

// cmdShow prints a file on standard output, with a line end if it has none, so that cmp
// can compare it with a file of the script, which always has one.
func cmdShow(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: show file")
	}
	fmt.Fprintln(ts.Stdout(), strings.TrimSuffix(ts.ReadFile(args[0]), "\n"))
}

// cmdTally counts the published files in a folder, and sets $FILES and $BYTES to what
// they come to.
func cmdTally(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: tally folder")
	}
	files, bytes := 0, int64(0)
	published(ts, args[0], func(_ string, size int64) {
		files++
		bytes += size
	})
	ts.Setenv("FILES", fmt.Sprint(files))
	ts.Setenv("BYTES", fmt.Sprint(bytes))
}

// cmdMkfile makes a file of so many megabytes of text: mkfile 50 film.mp4.
func cmdMkfile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mkfile megabytes file")
	}
	size, err := strconv.Atoi(args[0])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	kilobyte := bytes.Repeat([]byte("Vi provar. "), 91)[:1000]
	for range size {
		_, err = f.Write(bytes.Repeat(kilobyte, 1000))
		ts.Check(err)
	}
	ts.Check(f.Close())
}

// snapshots is the key of a script's snapshots: folder → path → state.
type snapshots struct{}

// cmdSnapshot remembers what is in a folder, for unchanged. It sets the times of all
// files to one long ago, so that a file that is written again with the same bytes shows.
func cmdSnapshot(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: snapshot folder")
	}
	dir := ts.MkAbs(args[0])
	long := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, state := range look(ts, dir) {
		if strings.HasPrefix(state, "file ") {
			ts.Check(os.Chtimes(filepath.Join(dir, name), long, long))
		}
	}
	ts.Value(snapshots{}).(map[string]map[string]string)[dir] = look(ts, dir)
}

// cmdUnchanged requires that a folder holds what it held when it was remembered: names,
// bytes, times and links.
func cmdUnchanged(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: unchanged folder")
	}
	dir := ts.MkAbs(args[0])
	before, ok := ts.Value(snapshots{}).(map[string]map[string]string)[dir]
	if !ok {
		ts.Fatalf("no snapshot of %s", args[0])
	}
	if diff := cmp.Diff(before, look(ts, dir)); diff != "" {
		ts.Fatalf("%s has changed (-before +after):\n%s", args[0], diff)
	}
}

// look returns the state of all that is in a folder, and of the folder itself, by path. A
// folder has no time: the lock that a run takes there for a moment changes it.
func look(ts *testscript.TestScript, dir string) map[string]string {
	states := map[string]string{}
	ts.Check(filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, full)
		if err != nil {
			return err
		}
		states[name], err = state(full, d)
		return err
	}))
	return states
}

func state(full string, d fs.DirEntry) (string, error) {
	info, err := d.Info()
	if err != nil {
		return "", err
	}
	switch {
	case d.IsDir():
		return "folder", nil
	case d.Type()&fs.ModeSymlink != 0:
		target, err := os.Readlink(full)
		return "link " + target, err
	}
	data, err := os.ReadFile(full)
	return fmt.Sprintf("file %v %v %s", info.Mode(), info.ModTime().UTC(), data), err
}

// cmdUnescape makes the escapes of Go's strings in files real, so that a script can show
// what nobody would see in it: a byte-order mark as \ufeff, say.
func cmdUnescape(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: unescape file...")
	}
	for _, name := range args {
		text, err := unescaped(ts.ReadFile(name))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o666))
	}
}

// cmdRename gives a file or folder another name in its folder, with the escapes in it made
// real: rename site/content/å.md 'a\u030a.md'.
func cmdRename(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: rename path name")
	}
	name, err := unescaped(args[1])
	ts.Check(err)
	from := ts.MkAbs(args[0])
	ts.Check(os.Rename(from, filepath.Join(filepath.Dir(from), name)))
}

func unescaped(s string) (string, error) {
	var b []byte
	for s != "" {
		r, multibyte, rest, err := strconv.UnquoteChar(s, 0)
		if err != nil {
			return "", fmt.Errorf("unescape %.20q: %w", s, err)
		}
		if s = rest; multibyte {
			b = append(b, string(r)...)
		} else {
			b = append(b, byte(r))
		}
	}
	return string(b), nil
}
