package write_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/write"
)

// A file is a path and its bytes.
type file struct{ path, text string }

func newTree(t testing.TB, files ...file) *tree.Tree {
	t.Helper()
	tr := new(tree.Tree)
	for _, f := range files {
		add(t, tr, f.path, func() ([]byte, error) { return []byte(f.text), nil })
	}
	return tr
}

func add(t testing.TB, tr *tree.Tree, name string, make tree.File) {
	t.Helper()
	if err := tr.Add(name, make); err != nil {
		t.Fatal(err)
	}
}

// publish writes the tree, which must succeed.
func publish(t testing.TB, tr *tree.Tree, dir string) write.Result {
	t.Helper()
	result, err := write.Tree(t.Context(), tr, dir, write.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// put writes a file as somebody else would.
func put(t testing.TB, dir, name, text string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o777), os.WriteFile(full, []byte(text), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// lines is a manifest of the files.
func lines(files ...file) string {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", sum(f.text), f.path)
	}
	return b.String()
}

func sum(text string) string {
	s := sha256.Sum256([]byte(text))
	return hex.EncodeToString(s[:])
}

func symlink(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("no symbolic links here:", err)
	}
}

// contents returns all that lies in dir: path → text, "folder" or where a link leads.
// What package write keeps for itself is left out.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := snapshot(t, dir)
	maps.DeleteFunc(all, func(name, _ string) bool {
		return name == "." || name == ".vagvisare" || strings.HasPrefix(name, ".vagvisare/")
	})
	for name, state := range all {
		_, all[name], _ = strings.Cut(state, "|")
	}
	return all
}

// snapshot is contents with nothing left out, and with the times of files; empty if
// there is no dir.
func snapshot(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, full)
		if err != nil {
			return err
		}
		all[filepath.ToSlash(name)], err = state(full, d)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

func state(full string, d fs.DirEntry) (string, error) {
	switch d.Type() {
	case fs.ModeDir:
		return "|folder", nil
	case fs.ModeSymlink:
		target, err := os.Readlink(full)
		return "|-> " + target, err
	}
	info, err := d.Info()
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(full)
	return info.ModTime().Format(time.RFC3339Nano) + "|" + string(data), err
}

// age sets the time of every file to one long ago, so that a rewritten one shows.
func age(t testing.TB, dir string) {
	t.Helper()
	long := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, state := range snapshot(t, dir) {
		if strings.HasPrefix(state, "|") {
			continue
		}
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
}

func same[T any](t testing.TB, what string, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestNewFolder(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "a", "public")
	tr := newTree(t, file{"z.css", "a{}"}, file{"planera/roller/index.html", "<p>"}, file{"empty.txt", ""})
	content := fstest.MapFS{"mall.pdf": {Data: []byte("%PDF"), Mode: 0o600}}
	if err := tr.Copy("planera/mall.pdf", content, "mall.pdf"); err != nil {
		t.Fatal(err)
	}

	same(t, "result", write.Result{Files: 4, Bytes: 10, Written: 4}, publish(t, tr, dir))

	same(t, "folder", map[string]string{
		"z.css": "a{}", "planera": "folder", "planera/roller": "folder",
		"planera/roller/index.html": "<p>", "empty.txt": "", "planera/mall.pdf": "%PDF",
	}, contents(t, dir))
	same(t, ".vagvisare", []string{"manifest"}, names(t, filepath.Join(dir, ".vagvisare")))
}

func names(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestModesFollowUmask(t *testing.T) {
	plain, dir := t.TempDir(), filepath.Join(t.TempDir(), "public")
	put(t, plain, "a/b.html", "")
	publish(t, newTree(t, file{"a/b.html", "x"}), dir)
	mode := func(dir, name string) fs.FileMode {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode()
	}
	for _, name := range []string{"a", "a/b.html"} {
		if got, want := mode(dir, name), mode(plain, name); got != want {
			t.Errorf("mode of %s is %v, want %v as for any other", name, got, want)
		}
	}
	if got, want := mode(dir, ".vagvisare/manifest"), mode(plain, "a/b.html"); got != want {
		t.Errorf("mode of the manifest is %v, want %v", got, want)
	}
}

func TestUnchangedRunWritesNothing(t *testing.T) {
	dir := t.TempDir()
	tr := newTree(t, file{"a.html", "a"}, file{"b/c.html", "c"}, file{"empty", ""}, file{"big", strings.Repeat("x", 3<<16)})
	publish(t, tr, dir)
	age(t, dir)
	before := snapshot(t, dir)
	same(t, "result", write.Result{Files: 4, Bytes: 2 + 3<<16}, publish(t, tr, dir))
	same(t, "folder", before, snapshot(t, dir))
}

func TestOneChangeWritesOneFile(t *testing.T) {
	big := strings.Repeat("0123456789abcdef", 10_000) // more than one buffer
	tests := []struct{ name, before, after string }{
		{"other bytes", "abc", "abd"},
		{"longer", "abc", "abcd"},
		{"shorter", "abc", "ab"},
		{"emptied", "abc", ""},
		{"last byte of many", big + "x", big + "y"},
		{"first byte of many", "x" + big, "y" + big},
		{"a buffer longer", big[:64<<10], big[:128<<10]},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			publish(t, newTree(t, file{"a", "a"}, file{"f/b", tt.before}, file{"c", "c"}), dir)
			age(t, dir)
			want := snapshot(t, dir)

			result := publish(t, newTree(t, file{"a", "a"}, file{"f/b", tt.after}, file{"c", "c"}), dir)

			same(t, "result", write.Result{Files: 3, Bytes: int64(2 + len(tt.after)), Written: 1}, result)
			got := snapshot(t, dir)
			for _, name := range []string{"f/b", ".vagvisare/manifest"} {
				if want[name] == got[name] {
					t.Errorf("%s was not written", name)
				}
				delete(want, name)
				delete(got, name)
			}
			same(t, "all other files", want, got)
			if contents(t, dir)["f/b"] != tt.after {
				t.Error("f/b does not hold the new bytes")
			}
		})
	}
}

// An unseekable file system has files that can only be read once, from the start.
type unseekable struct{ fs.FS }

func (u unseekable) Open(name string) (fs.File, error) {
	f, err := u.FS.Open(name)
	return struct{ fs.File }{f}, err
}

func TestChangeInFileThatCannotSeek(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"first bytes", "other bytes"} {
		tr := new(tree.Tree)
		if err := tr.Copy("a.pdf", unseekable{fstest.MapFS{"x": {Data: []byte(text)}}}, "x"); err != nil {
			t.Fatal(err)
		}
		publish(t, tr, dir)
		same(t, "folder", map[string]string{"a.pdf": text}, contents(t, dir))
	}
}

// A shrinking file system has files that are shorter than they said when opened.
type shrinking struct{ fs.FS }

type shrinkingFile struct {
	fs.File
	io.Reader
}

func (f shrinkingFile) Read(p []byte) (int, error) { return f.Reader.Read(p) }

func (s shrinking) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	return shrinkingFile{f, io.LimitReader(f, 2)}, err
}

func TestChangeInFileThatIsNotAsLongAsItSaid(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t, file{"a.txt", "abc"}), dir)
	tr := new(tree.Tree)
	if err := tr.Copy("a.txt", shrinking{fstest.MapFS{"x": {Data: []byte("abc")}}}, "x"); err != nil {
		t.Fatal(err)
	}
	same(t, "result", write.Result{Files: 1, Bytes: 2, Written: 1}, publish(t, tr, dir))
	same(t, "folder", map[string]string{"a.txt": "ab"}, contents(t, dir))
}

func TestChangedPageIsMadeOnce(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t, file{"a", "old"}), dir)
	made := 0
	tr := new(tree.Tree)
	add(t, tr, "a", func() ([]byte, error) { made++; return []byte("new"), nil })
	publish(t, tr, dir)
	if made != 1 {
		t.Errorf("the page was made %d times", made)
	}
}

func TestOursChangedByHandIsOverwritten(t *testing.T) {
	dir := t.TempDir()
	tr := newTree(t, file{"a", "a"}, file{"b/b", "b"}, file{"c", "c"})
	publish(t, tr, dir)
	put(t, dir, "a", "A")
	if err := os.RemoveAll(filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	same(t, "result", write.Result{Files: 3, Bytes: 3, Written: 2}, publish(t, tr, dir))
	same(t, "folder", map[string]string{"a": "a", "b": "folder", "b/b": "b", "c": "c"}, contents(t, dir))
}

func TestRemoval(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, ".gitignore", "*")
	publish(t, newTree(t, file{"a", "a"}, file{"b/c/d/e", "e"}, file{"b/c/f", "f"}, file{"g/h/i", "i"}, file{"j/k", "k"}), dir)
	put(t, dir, "g/notes.txt", "mine")
	if err := os.MkdirAll(filepath.Join(dir, "empty", "of others"), 0o777); err != nil {
		t.Fatal(err)
	}

	result := publish(t, newTree(t, file{"a", "a"}), dir)

	same(t, "result", write.Result{Files: 1, Bytes: 1, Removed: 4}, result)
	same(t, "folder", map[string]string{
		".gitignore": "*", "a": "a", "g": "folder", "g/notes.txt": "mine", "empty": "folder", "empty/of others": "folder",
	}, contents(t, dir))
}

func TestRemovalOfWhatIsNoFileAnyMore(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t, file{"a", "a"}, file{"b/c", "c"}, file{"d/e", "e"}, file{"f/g", "g"}), dir)
	for _, name := range []string{"b", "d/e", "f"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, "d/e/inside", "mine")
	put(t, dir, "f", "mine")

	result := publish(t, newTree(t, file{"a", "a"}), dir)

	same(t, "result", write.Result{Files: 1, Bytes: 1}, result)
	same(t, "folder", map[string]string{"a": "a", "d": "folder", "d/e": "folder", "d/e/inside": "mine", "f": "mine"}, contents(t, dir))
}

func TestFileBecomesFolderAndBack(t *testing.T) {
	dir := t.TempDir()
	asFile := newTree(t, file{"x", "file"}, file{"y", "y"})
	asFolder := newTree(t, file{"x/a", "a"}, file{"x/b/c", "c"}, file{"y", "y"})
	inFolder := map[string]string{"x": "folder", "x/a": "a", "x/b": "folder", "x/b/c": "c", "y": "y"}

	publish(t, asFile, dir)
	same(t, "result", write.Result{Files: 3, Bytes: 3, Written: 2, Removed: 1}, publish(t, asFolder, dir))
	same(t, "folder", inFolder, contents(t, dir))
	same(t, "result", write.Result{Files: 2, Bytes: 5, Written: 1, Removed: 2}, publish(t, asFile, dir))
	same(t, "folder", map[string]string{"x": "file", "y": "y"}, contents(t, dir))

	publish(t, asFolder, dir)
	put(t, dir, "x/b/notes.txt", "mine")
	inFolder["x/b/notes.txt"] = "mine"
	_, err := write.Tree(t.Context(), asFile, dir, write.Options{})
	same(t, "foreign", []string{"x"}, foreign(t, err))
	same(t, "folder", inFolder, contents(t, dir))
}

// On a disk that cannot tell case apart, one file has both names. A second link to it
// shows the same to the program, on any disk.
func TestRenameByCaseOnly(t *testing.T) {
	for _, text := range []string{"same bytes", "other bytes"} {
		t.Run(text, func(t *testing.T) {
			dir := t.TempDir()
			publish(t, newTree(t, file{"Bilaga.pdf", "same bytes"}), dir)
			err := os.Link(filepath.Join(dir, "Bilaga.pdf"), filepath.Join(dir, "bilaga.pdf"))
			if err != nil && !errors.Is(err, fs.ErrExist) {
				t.Skip("no links here:", err)
			}
			result := publish(t, newTree(t, file{"bilaga.pdf", text}), dir)
			same(t, "result", write.Result{Files: 1, Bytes: int64(len(text)), Written: 1, Removed: 1}, result)
			same(t, "folder", map[string]string{"bilaga.pdf": text}, contents(t, dir))
		})
	}
}

func TestForeignFileThatDiffersByCase(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t, file{"Bilaga.pdf", "ours"}), dir)
	put(t, dir, "bilaga.pdf", "mine")
	if contents(t, dir)["Bilaga.pdf"] != "ours" {
		t.Skip("this disk cannot tell case apart")
	}
	_, err := write.Tree(t.Context(), newTree(t, file{"bilaga.pdf", "new"}), dir, write.Options{})
	same(t, "foreign", []string{"bilaga.pdf"}, foreign(t, err))
}

// Removed later, the old name would take the new file with it on such a disk.
func TestRenameByCaseRemovesOldNameFirst(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t, file{"Bilaga.pdf", "old"}), dir)
	cutOff(t, dir, file{"bilaga.pdf", "new"}, file{"m", "m"}, file{"a", "a"})()
	same(t, "folder", map[string]string{"bilaga.pdf": "new"}, contents(t, dir))
}

func TestProgress(t *testing.T) {
	tr := new(tree.Tree)
	var want, got [][2]int
	for i := range 40 {
		add(t, tr, fmt.Sprintf("%d.html", i), func() ([]byte, error) { return nil, nil })
		want = append(want, [2]int{i + 1, 40})
	}
	// No lock around got: the race detector finds calls at the same time.
	opt := write.Options{Workers: 8, Progress: func(done, total int) { got = append(got, [2]int{done, total}) }}
	if _, err := write.Tree(t.Context(), tr, t.TempDir(), opt); err != nil {
		t.Fatal(err)
	}
	same(t, "calls", want, got)
}

func TestWorkersAreBounded(t *testing.T) {
	tr := new(tree.Tree)
	slots := make(chan bool, 3)
	for i := range 60 {
		add(t, tr, fmt.Sprintf("%d.html", i), func() ([]byte, error) {
			select {
			case slots <- true:
				defer func() { <-slots }()
				runtime.Gosched()
				return nil, nil
			default:
				return nil, errors.New("more than three at a time")
			}
		})
	}
	if _, err := write.Tree(t.Context(), tr, t.TempDir(), write.Options{Workers: 3}); err != nil {
		t.Error(err)
	}
}

func TestRefusedNames(t *testing.T) {
	tests := []string{".vagvisare/manifest", ".Vagvisare/x", ".vagvisare", "a\nb", `a\b`, "a\rb"}
	for _, name := range tests {
		dir := filepath.Join(t.TempDir(), "public")
		_, err := write.Tree(t.Context(), newTree(t, file{"ok", ""}, file{name, ""}), dir, write.Options{})
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", name)) {
			t.Errorf("%q: error %v; want one that names it", name, err)
		}
		same(t, "folder", map[string]string{}, snapshot(t, dir))
	}
}

func TestManifest(t *testing.T) {
	dir := t.TempDir()
	files := []file{{"z.css", "z"}, {"å/ö med blanksteg.html", "ö"}, {"b/a.html", "a"}, {"B.html", "b"}, {"b.js", ""}}
	publish(t, newTree(t, files...), dir)

	want := map[string]string{}
	for _, f := range files {
		want[f.path] = sum(f.text)
	}
	got, err := write.Manifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "Manifest", want, got)

	data, err := os.ReadFile(filepath.Join(dir, ".vagvisare", "manifest"))
	if err != nil {
		t.Fatal(err)
	}
	byPath := func(a, b file) int { return strings.Compare(a.path, b.path) }
	same(t, "manifest", lines(slices.SortedFunc(slices.Values(files), byPath)...), string(data))

	// The order of the tree is that of publication, and does not show.
	other := t.TempDir()
	slices.Reverse(files)
	publish(t, newTree(t, files...), other)
	again, err := os.ReadFile(filepath.Join(other, ".vagvisare", "manifest"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "manifest of the same files in another order", string(data), string(again))
}

func TestManifestIsReadBySha256sum(t *testing.T) {
	program, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	publish(t, newTree(t, file{"a.html", "a"}, file{"å/ö med blanksteg.html", "ö"}), dir)
	check := func() error {
		cmd := exec.Command(program, "--check", "--strict", filepath.Join(".vagvisare", "manifest"))
		cmd.Dir = dir
		return cmd.Run()
	}
	if err := check(); err != nil {
		t.Error(err)
	}
	put(t, dir, "a.html", "b")
	if check() == nil {
		t.Error("a changed file passes")
	}
}

func TestManifestOfFolderNeverPublished(t *testing.T) {
	if m, err := write.Manifest(t.TempDir()); !errors.Is(err, fs.ErrNotExist) || m != nil {
		t.Errorf("got %v, %v; want fs.ErrNotExist", m, err)
	}
}

func TestEmptyTreeIsPublished(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t), dir)
	if m, err := write.Manifest(dir); len(m) != 0 || err != nil {
		t.Errorf("Manifest = %v, %v; want an empty one", m, err)
	}
}

func TestBrokenManifest(t *testing.T) {
	good := lines(file{"a", "a"})
	tests := []struct{ name, text, line string }{
		{"no sum", "a.html\n", "line 1"},
		{"short sum", good + "abc  a.html\n", "line 2"},
		{"upwards", good + good + lines(file{"../victim", "x"}), "line 3"},
		{"absolute", lines(file{"/victim", "x"}), "line 1"},
		{"our own", lines(file{".vagvisare/manifest", "x"}), "line 1"},
	}
	for _, tt := range tests {
		for _, which := range []string{"manifest", "pending"} {
			t.Run(tt.name+" in "+which, func(t *testing.T) {
				parent := t.TempDir()
				put(t, parent, "victim", "x")
				put(t, parent, "public/.vagvisare/"+which, tt.text)
				before := snapshot(t, parent)
				dir := filepath.Join(parent, "public")
				_, err := write.Tree(t.Context(), newTree(t, file{"a", "a"}), dir, write.Options{})
				want := "read " + filepath.Join(dir, ".vagvisare", which) + ": " + tt.line + " "
				if err == nil || !strings.HasPrefix(err.Error(), want) {
					t.Errorf("error %v; want %s…", err, want)
				}
				same(t, "folder", before, snapshot(t, parent))
			})
		}
	}
}

func TestLargeCopyCostsNoMemory(t *testing.T) {
	const size = 50 << 20
	source, dir := t.TempDir(), t.TempDir()
	grow := func(size int64) {
		// Holes take no room on the disk and are read as zeros.
		put(t, source, "film.mp4", "")
		if err := os.Truncate(filepath.Join(source, "film.mp4"), size); err != nil {
			t.Fatal(err)
		}
	}
	tr := new(tree.Tree)
	if err := tr.Copy("film.mp4", os.DirFS(source), "film.mp4"); err != nil {
		t.Fatal(err)
	}
	run := func(what string, want write.Result) {
		var result write.Result
		got := allocated(func() { result = publish(t, tr, dir) })
		same(t, what, want, result)
		if got > 10<<20 {
			t.Errorf("%s: %d bytes were allocated for a file of %d", what, got, size)
		}
	}
	grow(size)
	run("new", write.Result{Files: 1, Bytes: size, Written: 1})
	run("unchanged", write.Result{Files: 1, Bytes: size})
	put(t, dir, "film.mp4", "x")
	if err := os.Truncate(filepath.Join(dir, "film.mp4"), size); err != nil {
		t.Fatal(err)
	}
	run("changed", write.Result{Files: 1, Bytes: size, Written: 1})
	grow(size + 1)
	run("grown", write.Result{Files: 1, Bytes: size + 1, Written: 1})
}

// allocated returns how many bytes a function allocates.
func allocated(run func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func BenchmarkTree(b *testing.B) {
	var files []file
	body := strings.Repeat("<p>Vägledning för införande av välfärdsteknik.</p>\n", 200) // about 10 kB
	for i := range 1000 {
		name := path.Join(fmt.Sprintf("avsnitt-%d", i/50), fmt.Sprintf("sida-%d", i), "index.html")
		files = append(files, file{name, fmt.Sprint(i, body)})
	}
	tr := newTree(b, files...)
	b.Run("new", func(b *testing.B) {
		dir := b.TempDir()
		for b.Loop() {
			publish(b, tr, dir)
			b.StopTimer()
			if err := os.RemoveAll(dir); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		publish(b, tr, dir)
		for b.Loop() {
			publish(b, tr, dir)
		}
	})
}

// cancelled returns a context and a function of the tree that cancels it.
func cancelled(t *testing.T) (context.Context, tree.File) {
	ctx, cancel := context.WithCancel(t.Context())
	return ctx, func() ([]byte, error) { cancel(); return []byte("last"), nil }
}
