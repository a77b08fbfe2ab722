package build_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the wanted files in testdata")

// TestGolden builds each site of testdata. An archive holds the site's files; want/PATH
// are published files that must come out as they stand, want.paths lists all published
// paths, and want.err is what an editor is told, in Swedish and then in English. The layouts
// are those of testdata/layouts.txtar, which show everything a layout is given and are
// no one's design; a site may bring its own.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		if name == "layouts" {
			continue
		}
		t.Run(name, func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{}
	wanted := map[string][]byte{}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "want") {
			wanted[f.Name] = f.Data
		} else {
			site[f.Name] = &fstest.MapFile{Data: unquote(f.Data)}
		}
	}
	result := build.Site(build.Options{Root: site, Defaults: defaults(t), Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)})
	got := map[string][]byte{}
	problems := result.Problems
	if result.Tree != nil {
		var all error
		for _, name := range result.Tree.Paths() {
			data, err := result.Tree.ReadFile(name)
			if err != nil {
				more, rest := result.Failures(err, site, "public")
				problems = append(problems, more...)
				all = rest
			}
			if _, ok := wanted["want/"+name]; ok {
				got["want/"+name] = withNewline(data)
			}
		}
		if all != nil {
			t.Fatal(all)
		}
		if _, ok := wanted["want.paths"]; ok {
			paths := result.Tree.Paths()
			slices.Sort(paths)
			got["want.paths"] = []byte(strings.Join(paths, "\n") + "\n")
		}
	}
	if len(problems) > 0 {
		got["want.err"] = told(t, problems)
	}
	if *update {
		rewrite(t, file, archive, got)
		return
	}
	for name := range wanted {
		if got[name] == nil {
			got[name] = nil // so that a file that is missing shows in the difference
		}
	}
	if diff := cmp.Diff(text(wanted), text(got)); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
}

// unquote gives archives a way to hold bytes that would not survive in a text file:
// a file that starts with a line "unquote" is a Go string.
func unquote(data []byte) []byte {
	rest, ok := bytes.CutPrefix(data, []byte("unquote\n"))
	if !ok {
		return data
	}
	var s string
	if _, err := fmt.Sscanf(string(rest), "%q", &s); err != nil {
		panic(err)
	}
	return []byte(s)
}

func told(t *testing.T, problems []diag.Problem) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, lang := range []string{"sv", "en"} {
		if err := diag.Print(&b, problems, lang); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func text(files map[string][]byte) map[string]string {
	texts := map[string]string{}
	for name, data := range files {
		texts[name] = string(data)
	}
	return texts
}

func rewrite(t *testing.T, file string, archive *txtar.Archive, got map[string][]byte) {
	t.Helper()
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "want") })
	names := make([]string, 0, len(got))
	for name := range got {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: got[name]})
	}
	if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
		t.Fatal(err)
	}
}

// defaults are the layouts and assets of testdata/layouts.txtar.
func defaults(t testing.TB) map[string]fs.FS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/layouts.txtar")
	if err != nil {
		t.Fatal(err)
	}
	folders := map[string]fs.FS{}
	for _, f := range archive.Files {
		top, rest, _ := strings.Cut(f.Name, "/")
		if folders[top] == nil {
			folders[top] = fstest.MapFS{}
		}
		folders[top].(fstest.MapFS)[rest] = &fstest.MapFile{Data: f.Data}
	}
	return folders
}

// withNewline ends a file as every file of an archive ends.
func withNewline(data []byte) []byte {
	if len(data) > 0 && data[len(data)-1] != '\n' {
		data = append(data, '\n')
	}
	return data
}
