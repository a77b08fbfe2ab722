package tree_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/tree"
)

var _ interface {
	fs.FS
	fs.ReadFileFS
	fs.ReadDirFS
	fs.StatFS
} = (*tree.Tree)(nil)

func text(s string) tree.File {
	return func() ([]byte, error) { return []byte(s), nil }
}

// filled returns a tree of made files at the paths, each of which holds its own path.
func filled(t *testing.T, paths ...string) *tree.Tree {
	t.Helper()
	tr := new(tree.Tree)
	for _, p := range paths {
		if err := tr.Add(p, text(p)); err != nil {
			t.Fatal(err)
		}
	}
	return tr
}

// onlyFS hides every method but Open, and its files every one but those of fs.File.
type onlyFS struct{ fs.FS }

type onlyFile struct{ fs.File }

func (o onlyFS) Open(name string) (fs.File, error) {
	f, err := o.FS.Open(name)
	return onlyFile{f}, err
}

func TestFS(t *testing.T) {
	content := fstest.MapFS{
		"bilagor/Mall 1.pdf": {Data: []byte("%PDF-1.7"), Mode: 0o600},
		"logga.svg":          {Data: []byte("<svg/>")},
		"tom.txt":            {},
	}
	tr := filled(t, "index.html", "planera/index.html", "planera/roller/index.html", "sok/sok.js")
	shared := []byte("the same bytes each time")
	err := errors.Join(
		tr.Add("shared.txt", func() ([]byte, error) { return shared, nil }),
		tr.Copy("planera/mall-1.pdf", content, "bilagor/Mall 1.pdf"),
		tr.Copy("logo.svg", onlyFS{content}, "logga.svg"),
		tr.Copy("empty.txt", content, "tom.txt"),
	)
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(tr, tr.Paths()...); err != nil {
		t.Error(err)
	}
}

func TestFSOfZeroTree(t *testing.T) {
	tr := new(tree.Tree)
	if err := fstest.TestFS(tr); err != nil {
		t.Error(err)
	}
	if n, paths := tr.Len(), tr.Paths(); n != 0 || len(paths) != 0 {
		t.Errorf("Len() = %d, Paths() = %q; want nothing", n, paths)
	}
}

func TestAddErrors(t *testing.T) {
	tests := []struct {
		name  string
		there []string
		add   string
		want  error
		text  string
	}{
		{"twice", []string{"a/b.html"}, "a/b.html", tree.ErrTaken, `add "a/b.html": path is taken by "a/b.html"`},
		{"file differs by case", []string{"a/Plan.html"}, "a/plan.html", tree.ErrTaken, `add "a/plan.html": path is taken by "a/Plan.html"`},
		{"file differs by case of å", []string{"Åtgärd.html"}, "åtgärd.html", tree.ErrTaken, `add "åtgärd.html": path is taken by "Åtgärd.html"`},
		{"folder differs by case", []string{"A/b.html"}, "a/c.html", tree.ErrTaken, `add "a/c.html": path is taken by "A"`},
		{"upper folder differs by case", []string{"A/b/c.html"}, "a/x/y/z.html", tree.ErrTaken, `add "a/x/y/z.html": path is taken by "A"`},
		{"file where a folder is", []string{"a/b/c.html"}, "a/b", tree.ErrTaken, `add "a/b": path is taken by "a/b"`},
		{"file where a folder of other case is", []string{"a/b/c.html"}, "A", tree.ErrTaken, `add "A": path is taken by "a"`},
		{"folder where a file is", []string{"a/b"}, "a/b/c/d.html", tree.ErrTaken, `add "a/b/c/d.html": path is taken by "a/b"`},
		{"folder where a file of other case is", []string{"a/B"}, "a/b/c.html", tree.ErrTaken, `add "a/b/c.html": path is taken by "a/B"`},
		{"empty", nil, "", fs.ErrInvalid, `add "": invalid argument`},
		{"root", nil, ".", fs.ErrInvalid, `add ".": invalid argument`},
		{"absolute", nil, "/a", fs.ErrInvalid, `add "/a": invalid argument`},
		{"upwards", nil, "a/../../b", fs.ErrInvalid, `add "a/../../b": invalid argument`},
		{"folder", nil, "a/", fs.ErrInvalid, `add "a/": invalid argument`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tr := filled(t, tt.there...)
			before := listing(t, tr)
			err := tr.Add(tt.add, text("new"))
			if !errors.Is(err, tt.want) || err.Error() != tt.text {
				t.Errorf("Add: %v; want %s", err, tt.text)
			}
			if err := tr.Copy(tt.add, fstest.MapFS{}, "x"); !errors.Is(err, tt.want) {
				t.Errorf("Copy: %v; want %v", err, tt.want)
			}
			if diff := cmp.Diff(before, listing(t, tr)); diff != "" {
				t.Errorf("the refused path changed the tree (-before +after):\n%s", diff)
			}
		})
	}
}

// listing returns every file and folder that a walk finds, then Paths.
func listing(t *testing.T, tr *tree.Tree) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(tr, ".", func(name string, _ fs.DirEntry, err error) error {
		all = append(all, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return append(all, tr.Paths()...)
}

func TestSiblingsAreNotConflicts(t *testing.T) {
	// A name that only begins like another is another name.
	paths := []string{"a.html", "a/b.html", "ab/b.html", "a/b/c.html", "a/a/a.html"}
	if got := filled(t, paths...).Len(); got != len(paths) {
		t.Errorf("Len() = %d, want %d", got, len(paths))
	}
}

func TestPathsKeepOrder(t *testing.T) {
	want := []string{"z.css", "b/index.html", "a.html", "b/a.html", "m.js"}
	tr := filled(t, want...)
	got := tr.Paths()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Paths() (-want +got):\n%s", diff)
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, tr.Paths()); diff != "" {
		t.Errorf("Paths() after its result was sorted (-want +got):\n%s", diff)
	}
}

func TestHas(t *testing.T) {
	tr := filled(t, "a/b.html")
	for name, want := range map[string]bool{"a/b.html": true, "a": false, ".": false, "a/B.html": false, "": false} {
		if got := tr.Has(name); got != want {
			t.Errorf("Has(%q) = %t", name, got)
		}
	}
}

func TestMakeError(t *testing.T) {
	boom := errors.New("layout has no title")
	tr := filled(t, "ok.html")
	if err := tr.Add("a/b.html", func() ([]byte, error) { return nil, boom }); err != nil {
		t.Fatal(err)
	}
	asked := map[string]func() error{
		"Open":     func() error { _, err := tr.Open("a/b.html"); return err },
		"ReadFile": func() error { _, err := tr.ReadFile("a/b.html"); return err },
		"Stat":     func() error { _, err := tr.Stat("a/b.html"); return err },
	}
	for name, ask := range asked {
		err := ask()
		var pe *fs.PathError
		if !errors.Is(err, boom) || !errors.As(err, &pe) || err.Error() != "make a/b.html: layout has no title" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if entries, err := tr.ReadDir("a"); err != nil || len(entries) != 1 {
		t.Errorf("ReadDir = %v, %v; want the file that cannot be made", entries, err)
	}
}

func TestPathErrors(t *testing.T) {
	tr := filled(t, "a/b.html")
	open := func(name string) error { _, err := tr.Open(name); return err }
	read := func(name string) error { _, err := tr.ReadFile(name); return err }
	list := func(name string) error { _, err := tr.ReadDir(name); return err }
	tests := []struct {
		ask  func(string) error
		name string
		want string
	}{
		{open, "a/c.html", "open a/c.html: file does not exist"},
		{open, "a/b.html/c", "open a/b.html/c: file does not exist"},
		{open, "/a", "open /a: invalid argument"},
		{read, "x", "read x: file does not exist"},
		{read, "a", "read a: is a folder"},
		{read, "./a", "read ./a: invalid argument"},
		{list, "x", "readdir x: file does not exist"},
		{list, "a/b.html", "readdir a/b.html: is not a folder"},
		{list, "a/", "readdir a/: invalid argument"},
	}
	for _, tt := range tests {
		if err := tt.ask(tt.name); err == nil || err.Error() != tt.want {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
}

func TestCopy(t *testing.T) {
	content := fstest.MapFS{"bilagor/Mall 1.pdf": {Data: []byte("%PDF-1.7")}}
	tr := new(tree.Tree)
	if err := tr.Copy("planera/mall.pdf", content, "bilagor/Mall 1.pdf"); err != nil {
		t.Fatal(err)
	}
	f, err := tr.Open("planera/mall.pdf")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	stat, err := f.Stat()
	if err != nil || stat.Name() != "mall.pdf" || stat.Size() != 8 || !stat.ModTime().IsZero() {
		t.Errorf("Stat() = %v, %v; want name and size of the copy, and no time", fs.FormatFileInfo(stat), err)
	}
	seeker, ok := f.(io.Seeker)
	if !ok {
		t.Fatal("the copy cannot seek although its source can")
	}
	if _, err := seeker.Seek(5, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(f); string(rest) != "1.7" || err != nil {
		t.Errorf("after Seek read %q, %v", rest, err)
	}
}

func TestCopyOfWhatCannotBeRead(t *testing.T) {
	content := fstest.MapFS{"folder/file": {}}
	tests := []struct{ source, want string }{
		{"missing", "copy a.pdf: open missing: file does not exist"},
		{"folder", "copy a.pdf: open folder: is a folder"},
	}
	for _, tt := range tests {
		tr := new(tree.Tree)
		if err := tr.Copy("a.pdf", content, tt.source); err != nil {
			t.Fatal(err)
		}
		if _, err := tr.Open("a.pdf"); err == nil || err.Error() != tt.want {
			t.Errorf("Open: %v; want %s", err, tt.want)
		}
		if _, err := tr.ReadFile("a.pdf"); err == nil {
			t.Errorf("ReadFile of %s: no error", tt.source)
		}
	}
}

// An endless file system has one file without an end.
type endless struct{ read *atomic.Int64 }

func (e endless) Open(string) (fs.File, error)  { return e, nil }
func (e endless) Read(p []byte) (int, error)    { e.read.Add(int64(len(p))); return len(p), nil }
func (endless) Close() error                    { return nil }
func (e endless) Stat() (fs.FileInfo, error)    { return fs.Stat(fstest.MapFS{"x": {}}, "x") }
func (endless) ReadFile(string) ([]byte, error) { return nil, errors.New("read at once") }

func TestCopyIsReadInPieces(t *testing.T) {
	source := endless{new(atomic.Int64)}
	tr := new(tree.Tree)
	if err := tr.Copy("film.mp4", source, "x"); err != nil {
		t.Fatal(err)
	}
	f, err := tr.Open("film.mp4")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if n, err := io.CopyN(io.Discard, f, 100); n != 100 || err != nil {
		t.Errorf("read %d bytes, %v", n, err)
	}
	if got := source.read.Load(); got != 100 {
		t.Errorf("%d bytes were read from the source, want the 100 asked for", got)
	}
}

func TestListingMakesNothing(t *testing.T) {
	tr := new(tree.Tree)
	err := tr.Add("a/b.html", func() ([]byte, error) { return nil, errors.New("made") })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{".", "a", "a/b.html", "a/b.html"}, listing(t, tr)); diff != "" {
		t.Errorf("walk and Paths (-want +got):\n%s", diff)
	}
}

func TestReadByMany(t *testing.T) {
	var paths []string
	for i := range 50 {
		paths = append(paths, fmt.Sprintf("d%d/f%d.html", i%7, i))
	}
	tr := filled(t, paths...)
	content := fstest.MapFS{"x": {Data: []byte("copied.txt")}}
	if err := tr.Copy("copied.txt", content, "x"); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { readAll(t, tr) })
	}
	wg.Wait()
}

// readAll reads every file in all the ways there are; each must hold its own path.
func readAll(t *testing.T, tr *tree.Tree) {
	for _, name := range tr.Paths() {
		data, err := tr.ReadFile(name)
		if string(data) != name || err != nil {
			t.Errorf("ReadFile(%q) = %q, %v", name, data, err)
		}
		if f, err := tr.Open(name); err != nil {
			t.Error(err)
		} else if data, err := io.ReadAll(f); string(data) != name || err != nil {
			t.Errorf("Open(%q) read %q, %v", name, data, err)
		}
		entries, err := tr.ReadDir(path.Dir(name))
		known := func(e fs.DirEntry) bool { return strings.HasSuffix(name, e.Name()) }
		if !slices.ContainsFunc(entries, known) || err != nil {
			t.Errorf("ReadDir(%q) lacks %s, %v", path.Dir(name), name, err)
		}
	}
}
