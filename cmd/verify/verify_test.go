package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestChoose(t *testing.T) {
	tests := []struct {
		names []string
		want  []string
	}{
		{nil, []string{"format", "vet", "staticcheck", "cross", "test", "site", "spelling", "html", "word", "browser", "weight", "parts", "search", "preview", "hosts", "publish"}},
		{[]string{"html", "vet"}, []string{"vet", "html"}},
		{[]string{"nu"}, []string{"nu"}},
	}
	for _, test := range tests {
		chosen, err := choose(test.names)
		var got []string
		for _, s := range chosen {
			got = append(got, s.name)
		}
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("choose(%q) = %q, %v; want %q", test.names, got, err, test.want)
		}
	}
	if _, err := choose([]string{"vett"}); err == nil {
		t.Error("a step that does not exist was chosen")
	}
	for _, args := range [][]string{{"vett"}, {"measure"}, {"measure", "a", "b"}, {"vet", "measure"}, {"screens", "a", "b"}} {
		if _, err := task(args, io.Discard); err == nil {
			t.Errorf("task(%q) is no error", args)
		}
	}
}

func TestPerform(t *testing.T) {
	s := &session{ctx: t.Context()}
	good := step{name: "good", run: func(_ *session, t *tally) { t.pass(); t.check("all well") }}
	bad := step{name: "bad", run: func(_ *session, t *tally) { t.pass(); t.check("page", "one problem", "another") }}
	var out bytes.Buffer
	if code := perform(s, []step{good}, &out); code != 0 || !strings.HasSuffix(out.String(), "\n2 passed, 0 failed\n") {
		t.Errorf("status %d, output\n%s", code, out.String())
	}
	out.Reset()
	away := step{name: "away", run: func(_ *session, t *tally) { t.leave("no such tool") }}
	if code := perform(s, []step{away, good}, &out); code != 0 || !strings.HasSuffix(out.String(), "\naway was left out: no such tool\n2 passed, 0 failed\n") {
		t.Errorf("status %d, output\n%s", code, out.String())
	}
	out.Reset()
	if code := perform(s, []step{bad, good}, &out); code != 1 || !strings.HasSuffix(out.String(), "\n3 passed, 1 failed\n") ||
		!strings.Contains(out.String(), "    page\n      one problem\n      another\n") {
		t.Errorf("status %d, output\n%s", code, out.String())
	}
}

// TestBeside holds that what follows a step that is done beside others does not wait for it.
func TestBeside(t *testing.T) {
	s := &session{ctx: t.Context()}
	met := make(chan bool)
	slow := step{name: "html", run: func(_ *session, t *tally) { <-met; t.pass() }}
	next := step{name: "browser", run: func(_ *session, t *tally) { close(met); t.pass() }}
	last := step{name: "word", run: func(_ *session, t *tally) { t.check("word", "a problem") }}
	var out bytes.Buffer
	if code := perform(s, []step{slow, next, last}, &out); code != 1 || !strings.HasSuffix(out.String(), "\n2 passed, 1 failed\n") {
		t.Errorf("status %d, output\n%s", code, out.String())
	}
	for _, name := range beside {
		if _, err := choose([]string{name}); err != nil {
			t.Error(err)
		}
	}
}

func TestReadResults(t *testing.T) {
	tests := []struct {
		name           string
		lines          []string
		passed, failed int
		says           string
	}{
		{"a test with subtests is counted by these", []string{
			`{"Action":"pass","Package":"p","Test":"TestA/one"}`,
			`{"Action":"pass","Package":"p","Test":"TestA/two"}`,
			`{"Action":"pass","Package":"p","Test":"TestA"}`,
			`{"Action":"pass","Package":"p","Test":"TestAB"}`,
			`{"Action":"pass","Package":"p"}`,
		}, 3, 0, ""},
		{"a failure is told once, where it lies", []string{
			`{"Action":"output","Package":"p","Test":"TestA/one","Output":"x_test.go:1: broken\n"}`,
			`{"Action":"fail","Package":"p","Test":"TestA/one"}`,
			`{"Action":"fail","Package":"p","Test":"TestA"}`,
			`{"Action":"fail","Package":"p"}`,
		}, 0, 1, "x_test.go:1: broken"},
		{"a test may fail although its subtests pass", []string{
			`{"Action":"pass","Package":"p","Test":"TestA/one"}`,
			`{"Action":"fail","Package":"p","Test":"TestA"}`,
			`{"Action":"fail","Package":"p"}`,
		}, 1, 1, "p TestA"},
		{"a skipped test is a failure", []string{
			`{"Action":"output","Package":"p","Test":"TestA","Output":"x_test.go:2: no network\n"}`,
			`{"Action":"skip","Package":"p","Test":"TestA"}`,
			`{"Action":"pass","Package":"p"}`,
		}, 0, 1, "no network"},
		{"a package without tests is nothing", []string{
			`{"Action":"skip","Package":"p"}`,
		}, 0, 0, ""},
		{"a package that does not compile", []string{
			`{"ImportPath":"p [p.test]","Action":"build-output","Output":"x.go:3: undefined: y\n"}`,
			`{"ImportPath":"p [p.test]","Action":"build-fail"}`,
			`{"Action":"fail","Package":"p"}`,
		}, 0, 1, "undefined: y"},
		{"a test that was cut short", []string{
			`{"Action":"run","Package":"p","Test":"TestA"}`,
			`{"Action":"fail","Package":"p"}`,
		}, 0, 2, "did not come to an end"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got tally
			readResults([]byte(strings.Join(test.lines, "\n"))).count(&got)
			if got.passed != test.passed || got.failed != test.failed || !strings.Contains(strings.Join(got.messages, "\n"), test.says) {
				t.Errorf("%d passed, %d failed, %q; want %d, %d, %q", got.passed, got.failed, got.messages, test.passed, test.failed, test.says)
			}
		})
	}
}

func TestInlineCode(t *testing.T) {
	for page, want := range map[string]int{
		`<script src="a.js" defer></script><link rel="stylesheet" href="a.css"><p lang="sv">style="x"</p>`: 0,
		`<script>a()</script>`:                        1,
		`<style>a{}</style>`:                          1,
		`<p style="color:red">`:                       1,
		`<svg><style>a{}</style></svg>`:               1,
		`<p onclick="a()">`:                           1,
		`<a href=" JavaScript:a()">`:                  1,
		`<img onerror="a()" src="x" style="b:c" alt>`: 2,
	} {
		if got := inlineCode([]byte(page)); len(got) != want {
			t.Errorf("%s: %q, want %d problems", page, got, want)
		}
	}
}

func TestDifferences(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	write(t, a, map[string]string{"same": "x", "only-a": "", "sub/text": "one and two", "longer": "xy"})
	write(t, b, map[string]string{"same": "x", "only-b": "", "sub/text": "one and 2", "longer": "x"})
	got, err := differences(a, b)
	want := []string{
		`longer differs at byte 1: "xy", "x"`,
		`only-a is missing in the second`,
		`only-b is missing in the first`,
		`sub/text differs at byte 8: "one and two", "one and 2"`,
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, error %v; want %q", got, err, want)
	}
}

func TestChanges(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"kept": "", "written": "x", "replaced": "x", "removed": ""})
	long := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range []string{"written", "replaced"} {
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	before, err := survey(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := changes(before, before); len(got) > 0 {
		t.Errorf("changes without any: %q", got)
	}
	// The same bytes, and even the same time, are a change when they were written anew.
	write(t, dir, map[string]string{"written": "x", "stage": "x", "sub/new": ""})
	for _, err := range []error{
		os.Chtimes(filepath.Join(dir, "stage"), long, long),
		os.Rename(filepath.Join(dir, "stage"), filepath.Join(dir, "replaced")),
		os.Remove(filepath.Join(dir, "removed")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	after, err := survey(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"removed is gone", "replaced was written", "sub is new", "sub/new is new", "written was written"}
	if got := changes(before, after); !slices.Equal(got, want) {
		t.Errorf("changes %q, want %q", got, want)
	}
}

func TestCopying(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "content")
	write(t, from, map[string]string{"a.md": "x", "b/c.md": "y"})
	way := oddCopy()
	if err := way.copy(from, to); err != nil {
		t.Fatal(err)
	}
	if got, err := differences(from, to); err != nil || len(got) > 0 {
		t.Errorf("the copy differs: %q, error %v", got, err)
	}
	info, err := os.Stat(filepath.Join(to, "b", "c.md"))
	if err != nil || !info.ModTime().Equal(way.modified) {
		t.Errorf("the copy was modified %v, error %v; want %v", info.ModTime(), err, way.modified)
	}
}

func TestNewestDay(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.txt": "updated: 2030-01-01\n"})
	if day, err := newestDay(dir); err == nil {
		t.Errorf("a folder without texts has the day %v", day)
	}
	write(t, dir, map[string]string{
		"a.md":   "---\npublished: 2026-01-02\nupdated: '2026-03-04'\nreview: 2031-01-01\n---\n",
		"b/c.md": "---\npublished: \"2026-03-03\"\n---\n",
	})
	want := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	if day, err := newestDay(dir); err != nil || !day.Equal(want) {
		t.Errorf("newest day %v, error %v; want %v", day, err, want)
	}
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCommand holds that the error of a program which fails tells all that it has printed, on either output. The program is
// this test.
func TestCommand(t *testing.T) {
	const variable = "VAGVISARE_TEST_FAILS"
	if os.Getenv(variable) != "" {
		fmt.Println("to the one")
		fmt.Fprintln(os.Stderr, "to the other")
		os.Exit(1)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &session{ctx: t.Context()}
	out, err := s.command([]string{variable + "=1"}, program, "-test.run=^TestCommand$")
	if string(out) != "to the one\n" || err == nil || !strings.Contains(err.Error(), "to the one") || !strings.Contains(err.Error(), "to the other") {
		t.Errorf("it printed %q, error %v", out, err)
	}
}
