package build_test

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
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
	site, wanted := unpack(archive)
	files, problems := compile(t, build.Options{Root: site})
	got := map[string][]byte{}
	for name := range wanted {
		if data, ok := files[strings.TrimPrefix(name, "want/")]; ok {
			got[name] = withNewline(data)
		}
	}
	if _, ok := wanted["want.paths"]; ok && len(files) > 0 {
		paths := slices.Sorted(maps.Keys(files))
		got["want.paths"] = []byte(strings.Join(paths, "\n") + "\n")
	}
	if len(problems) > 0 {
		got["want.err"] = told(t, problems)
	}
	if *update {
		for name := range wanted {
			if strings.HasPrefix(name, "want/") && got[name] == nil {
				t.Errorf("%s is no longer made", name)
			}
		}
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

// unpack parts an archive into the site's files and the wanted ones.
func unpack(archive *txtar.Archive) (site fstest.MapFS, wanted map[string][]byte) {
	site, wanted = fstest.MapFS{}, map[string][]byte{}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "want") {
			wanted[f.Name] = f.Data
		} else {
			site[f.Name] = unusual(f.Data)
		}
	}
	return site, wanted
}

// unusual gives archives a way to hold what a text file cannot. A file whose first line is
//
//	unquote         is a Go string, on the next line
//	repeat N        is the rest, N times
//	symlink TARGET  is a symbolic link
func unusual(data []byte) *fstest.MapFile {
	line, rest, _ := strings.Cut(string(data), "\n")
	word, argument, _ := strings.Cut(line, " ")
	switch {
	case line == "unquote":
		s, err := strconv.Unquote(strings.TrimSpace(rest))
		if err != nil {
			panic(err)
		}
		return &fstest.MapFile{Data: []byte(s)}
	case word == "repeat":
		n, err := strconv.Atoi(argument)
		if err != nil {
			panic(err)
		}
		return &fstest.MapFile{Data: bytes.Repeat([]byte(rest), n)}
	case word == "symlink":
		return &fstest.MapFile{Data: []byte(argument), Mode: fs.ModeSymlink | 0o777}
	}
	return &fstest.MapFile{Data: data}
}

// compile builds a site with the defaults of testdata/layouts.txtar on 21 November 2026, and
// makes every file. It returns the files by path but for those of search, none where the
// build failed, and what an editor is told.
func compile(t testing.TB, opt build.Options) (files map[string][]byte, problems []diag.Problem) {
	t.Helper()
	opt.Defaults, opt.Date = defaults(t), time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	result := build.Site(opt)
	problems = result.Problems
	if result.Tree == nil {
		return nil, problems
	}
	files = map[string][]byte{}
	var failures error
	for _, name := range result.Tree.Paths() {
		data, err := result.Tree.ReadFile(name)
		if err != nil {
			failures = errors.Join(failures, err)
			continue
		}
		if !strings.HasPrefix(name, "search/") {
			files[name] = data
		}
	}
	more, rest := result.Failures(failures, "public")
	if rest != nil {
		t.Fatal(rest)
	}
	return files, append(problems, more...)
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
