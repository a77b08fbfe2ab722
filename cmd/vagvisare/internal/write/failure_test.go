package write_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/write"
)

// foreign returns what the error says is in the way.
func foreign(t *testing.T, err error) []string {
	t.Helper()
	var fe *write.ForeignError
	if !errors.As(err, &fe) {
		t.Fatalf("error %v; want a *ForeignError", err)
	}
	return fe.Paths
}

// states are folders that a failing run must leave as they were.
var states = map[string]func(t *testing.T) (parent, dir string){
	"no folder": func(t *testing.T) (string, string) {
		parent := t.TempDir()
		return parent, filepath.Join(parent, "a", "b", "public")
	},
	"an empty folder": func(t *testing.T) (string, string) {
		dir := t.TempDir()
		return dir, dir
	},
	"a folder of others": func(t *testing.T) (string, string) {
		dir := t.TempDir()
		put(t, dir, "sub/notes.txt", "mine")
		return dir, dir
	},
	"a published folder": func(t *testing.T) (string, string) {
		dir := t.TempDir()
		publish(t, newTree(t, file{"a.html", "old"}, file{"gone.html", "gone"}, file{"sub/x.html", "old"}), dir)
		put(t, dir, "sub/notes.txt", "mine")
		age(t, dir)
		return dir, dir
	},
	"a published folder through a link": func(t *testing.T) (string, string) {
		parent := t.TempDir()
		publish(t, newTree(t, file{"a.html", "old"}), filepath.Join(parent, "real"))
		symlink(t, "real", filepath.Join(parent, "public"))
		age(t, parent)
		return parent, filepath.Join(parent, "public")
	},
}

// fails runs a tree that must fail, against every state, and compares before and after.
func fails(t *testing.T, run func(t *testing.T, tr *tree.Tree, dir string) error) {
	for name, set := range states {
		t.Run(name, func(t *testing.T) {
			parent, dir := set(t)
			want := snapshot(t, parent)
			tr := newTree(t, file{"a.html", "new"}, file{"new/b.html", "new"}, file{"sub/x.html", "old"})
			if err := run(t, tr, dir); err == nil {
				t.Error("no error")
			}
			same(t, "folder", want, snapshot(t, parent))
		})
	}
}

func TestFailureToMakeLeavesAll(t *testing.T) {
	boom := errors.New("no layout")
	fails(t, func(t *testing.T, tr *tree.Tree, dir string) error {
		add(t, tr, "z.html", func() ([]byte, error) { return nil, boom })
		result, err := write.Tree(t.Context(), tr, dir, write.Options{Workers: 1})
		if !errors.Is(err, boom) || err.Error() != "make z.html: no layout" {
			t.Errorf("error %v", err)
		}
		same(t, "result", write.Result{}, result)
		return err
	})
}

// A failing file can be opened, and read up to a point.
type failing struct{ fstest.MapFS }

func (f failing) Open(name string) (fs.File, error) {
	inner, err := f.MapFS.Open(name)
	return &failingFile{File: inner}, err
}

type failingFile struct {
	fs.File
	begun bool
}

func (f *failingFile) Read(p []byte) (int, error) {
	if f.begun {
		return 0, errors.New("share is gone")
	}
	f.begun = true
	return f.File.Read(p[:1])
}

func TestFailureToReadLeavesAll(t *testing.T) {
	for _, name := range []string{"film.mp4", "a.html"} {
		fails(t, func(t *testing.T, _ *tree.Tree, dir string) error {
			tr := newTree(t, file{"first.html", "new"})
			source := failing{fstest.MapFS{"x": {Data: []byte("old")}}} // as long as what lies at a.html
			if err := tr.Copy(name, source, "x"); err != nil {
				t.Fatal(err)
			}
			_, err := write.Tree(t.Context(), tr, dir, write.Options{Workers: 1})
			if want := "write " + filepath.Join(dir, name) + ": share is gone"; err == nil || err.Error() != want {
				t.Errorf("error %v; want %s", err, want)
			}
			return err
		})
	}
}

func TestCancelLeavesAll(t *testing.T) {
	t.Run("before", func(t *testing.T) {
		fails(t, func(t *testing.T, tr *tree.Tree, dir string) error {
			add(t, tr, "z.html", func() ([]byte, error) { t.Error("made a file"); return nil, nil })
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			_, err := write.Tree(ctx, tr, dir, write.Options{})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("error %v", err)
			}
			return err
		})
	})
	t.Run("at the last file", func(t *testing.T) {
		fails(t, func(t *testing.T, tr *tree.Tree, dir string) error {
			ctx, last := cancelled(t)
			add(t, tr, "z.html", last)
			_, err := write.Tree(ctx, tr, dir, write.Options{Workers: 1})
			if want := "write " + dir + ": context canceled"; err == nil || err.Error() != want {
				t.Errorf("error %v; want %s", err, want)
			}
			return err
		})
	})
	t.Run("in the middle", func(t *testing.T) {
		fails(t, func(t *testing.T, tr *tree.Tree, dir string) error {
			ctx, middle := cancelled(t)
			add(t, tr, "middle.html", middle)
			add(t, tr, "z.html", func() ([]byte, error) { t.Error("made a file"); return nil, nil })
			_, err := write.Tree(ctx, tr, dir, write.Options{Workers: 1})
			return err
		})
	})
}

// A full disk cannot be had in a test; a file in place of the folder of staged files is
// as good a reason to fail.
func TestFailureToStageLeavesAll(t *testing.T) {
	fails(t, func(t *testing.T, _ *tree.Tree, dir string) error {
		tr := new(tree.Tree)
		add(t, tr, "first.html", func() ([]byte, error) {
			put(t, dir, ".vagvisare/stage", "not a folder")
			return []byte("new"), nil
		})
		add(t, tr, "second.html", func() ([]byte, error) { t.Error("went on after the disk failed"); return nil, nil })
		_, err := write.Tree(t.Context(), tr, dir, write.Options{Workers: 1})
		if want := "write " + filepath.Join(dir, ".vagvisare", "stage") + ": "; err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v; want %s…", err, want)
		}
		return err
	})
}

func TestUnreadableTargetLeavesAll(t *testing.T) {
	fails(t, func(t *testing.T, tr *tree.Tree, dir string) error {
		add(t, tr, strings.Repeat("x", 300), func() ([]byte, error) { return nil, nil })
		_, err := write.Tree(t.Context(), tr, dir, write.Options{})
		return err
	})
}

func TestAllFailuresAreTold(t *testing.T) {
	tr := new(tree.Tree)
	for i := 30; i > 0; i-- { // not in the order of paths
		add(t, tr, fmt.Sprintf("%02d.html", i), func() ([]byte, error) {
			if i%2 == 0 {
				return nil, nil
			}
			return nil, fmt.Errorf("reason %d", i)
		})
	}
	var want []string
	for i := 1; i < 30; i += 2 {
		want = append(want, fmt.Sprintf("make %02d.html: reason %d", i, i))
	}
	for _, workers := range []int{1, 8} {
		_, err := write.Tree(t.Context(), tr, t.TempDir(), write.Options{Workers: workers})
		if err == nil {
			t.Fatal("no error")
		}
		same(t, fmt.Sprintf("failures with %d workers", workers), want, strings.Split(err.Error(), "\n"))
	}
}

func TestFailuresAreLimited(t *testing.T) {
	tr := new(tree.Tree)
	for i := range 50 {
		add(t, tr, fmt.Sprintf("%02d.html", 49-i), func() ([]byte, error) { return nil, errors.New("no") })
	}
	_, err := write.Tree(t.Context(), tr, t.TempDir(), write.Options{Workers: 4})
	if err == nil {
		t.Fatal("no error")
	}
	told := strings.Split(err.Error(), "\n")
	if len(told) != 21 || told[0] != "make 00.html: no" || told[19] != "make 19.html: no" || told[20] != "and 30 more files failed" {
		t.Errorf("told %q", told)
	}
}

func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t, file{"ours", "old"}, file{"gone", "gone"}), dir)
	put(t, dir, "z.html", "mine")
	put(t, dir, "a/index.html", "mine")
	put(t, dir, "same.html", "same")
	put(t, dir, "folder/sub/x", "mine")
	put(t, dir, "file", "mine")
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o777); err != nil {
		t.Fatal(err)
	}
	age(t, dir)
	want := snapshot(t, dir)

	tr := newTree(t, file{"ours", "new"}, file{"z.html", "theirs"}, file{"a/index.html", "him."}, file{"same.html", "same"},
		file{"folder/sub", ""}, file{"file/x/1", ""}, file{"file/y/2", ""}, file{"empty", ""})
	_, err := write.Tree(t.Context(), tr, dir, write.Options{})

	same(t, "foreign", []string{"a/index.html", "empty", "file", "folder/sub", "z.html"}, foreign(t, err))
	same(t, "folder", want, snapshot(t, dir))
	text := "write " + dir + ": not made by an earlier run, so not overwritten: a/index.html, empty, file, folder/sub, z.html"
	if err.Error() != text {
		t.Errorf("error %v; want %s", err, text)
	}
}

func TestForeignAndFailuresAreToldTogether(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a", "mine")
	boom := errors.New("boom")
	tr := newTree(t, file{"a", "ours"})
	add(t, tr, "b", func() ([]byte, error) { return nil, boom })
	_, err := write.Tree(t.Context(), tr, dir, write.Options{})
	same(t, "foreign", []string{"a"}, foreign(t, err))
	if !errors.Is(err, boom) {
		t.Errorf("error %v; want boom in it", err)
	}
}

func TestForeignTextIsShort(t *testing.T) {
	e := &write.ForeignError{}
	for i := range 12 {
		e.Paths = append(e.Paths, fmt.Sprint(i))
	}
	want := "not made by an earlier run, so not overwritten: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more"
	if e.Error() != want {
		t.Errorf("got  %s\nwant %s", e.Error(), want)
	}
}

func TestEqualFileIsAdopted(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a", "same")
	age(t, dir)
	want := snapshot(t, dir)["a"]
	same(t, "result", write.Result{Files: 1, Bytes: 4}, publish(t, newTree(t, file{"a", "same"}), dir))
	same(t, "adopted file", want, snapshot(t, dir)["a"])
	// From now on it is ours.
	same(t, "result", write.Result{Files: 1, Bytes: 5, Written: 1}, publish(t, newTree(t, file{"a", "other"}), dir))
	same(t, "result", write.Result{Removed: 1}, publish(t, newTree(t), dir))
}

func TestLinksAreForeign(t *testing.T) {
	tests := []struct {
		name, link, target string
		want               []string
	}{
		{"link to a folder above", "sub", "../outside", []string{"sub"}},
		{"link to a folder inside", "sub", "inside", []string{"sub"}},
		{"link to nothing above", "sub", "nowhere", []string{"sub"}},
		{"link to a file with the same bytes", "a", "../outside/a", []string{"a"}},
		{"link to nothing", "a", "nowhere", []string{"a"}},
		{"link to what is remembered", ".vagvisare", "../outside", []string{".vagvisare"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			parent := t.TempDir()
			put(t, parent, "outside/a", "a")
			put(t, parent, "public/inside/notes", "mine")
			dir := filepath.Join(parent, "public")
			symlink(t, tt.target, filepath.Join(dir, tt.link))
			want := snapshot(t, parent)
			_, err := write.Tree(t.Context(), newTree(t, file{"a", "a"}, file{"sub/deep/b", "b"}), dir, write.Options{})
			same(t, "foreign", tt.want, foreign(t, err))
			same(t, "folder", want, snapshot(t, parent))
		})
	}
}

func TestLinkInPlaceOfOursIsForeign(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	tr := newTree(t, file{"a", "a"}, file{"sub/b", "b"})
	publish(t, tr, dir)
	put(t, parent, "outside/b", "B")
	put(t, parent, "outside/a", "A")
	if err := errors.Join(os.Remove(filepath.Join(dir, "a")), os.RemoveAll(filepath.Join(dir, "sub"))); err != nil {
		t.Fatal(err)
	}
	symlink(t, "../outside/a", filepath.Join(dir, "a"))
	symlink(t, "../outside", filepath.Join(dir, "sub"))
	want := snapshot(t, parent)
	_, err := write.Tree(t.Context(), tr, dir, write.Options{})
	same(t, "foreign", []string{"a", "sub"}, foreign(t, err))
	same(t, "folder", want, snapshot(t, parent))

}

func TestNothingIsRemovedThroughALink(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	publish(t, newTree(t, file{"a", "a"}, file{"sub/b", "b"}, file{"empty/c", "c"}), dir)
	put(t, parent, "outside/a", "a")
	put(t, parent, "outside/b", "b")
	if err := os.Mkdir(filepath.Join(parent, "nothing"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"a": "../outside/a", "sub": "../outside", "empty": "../nothing"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		symlink(t, target, filepath.Join(dir, name))
	}
	want := contents(t, parent)
	same(t, "result", write.Result{}, publish(t, newTree(t), dir))
	got := contents(t, parent)
	delete(want, "public/.vagvisare/manifest")
	delete(got, "public/.vagvisare/manifest")
	same(t, "folder", want, got)
}

func TestFolderItselfMayBeALink(t *testing.T) {
	parent := t.TempDir()
	if err := os.Mkdir(filepath.Join(parent, "real"), 0o777); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(parent, "public")
	symlink(t, "real", dir)
	publish(t, newTree(t, file{"a/b", "b"}, file{"c/d", "d"}), dir)
	publish(t, newTree(t, file{"a", "a"}), dir)
	same(t, "folder", map[string]string{"a": "a"}, contents(t, filepath.Join(parent, "real")))
}

func TestFolderIsAFile(t *testing.T) {
	parent := t.TempDir()
	put(t, parent, "public", "a file")
	_, err := write.Tree(t.Context(), newTree(t, file{"a", "a"}), filepath.Join(parent, "public"), write.Options{})
	if want := "write " + filepath.Join(parent, "public") + ": "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %v; want %s…", err, want)
	}
	same(t, "folder", map[string]string{"public": "a file"}, contents(t, parent))
}

func TestSecondRunIsBusy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var busy error
	tr := new(tree.Tree)
	add(t, tr, "a", func() ([]byte, error) {
		put(t, dir, ".vagvisare/stage/7", "staged by the first run")
		_, busy = write.Tree(t.Context(), newTree(t, file{"b", "b"}), dir, write.Options{})
		if _, err := os.Stat(filepath.Join(dir, ".vagvisare", "stage", "7")); err != nil {
			t.Error("the second run removed the stage of the first:", err)
		}
		return []byte("a"), os.RemoveAll(filepath.Join(dir, ".vagvisare", "stage"))
	})
	publish(t, tr, dir)
	if !errors.Is(busy, write.ErrBusy) || !strings.HasPrefix(busy.Error(), "write "+dir+": ") {
		t.Errorf("the second run answered %v; want ErrBusy", busy)
	}
	same(t, "folder", map[string]string{"a": "a"}, contents(t, dir))
	publish(t, newTree(t, file{"b", "b"}), dir) // the first is over
}

func TestKilledRunLocksNothing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there the lock is a file that must not exist")
	}
	dir := t.TempDir()
	put(t, dir, ".vagvisare/lock", "")
	publish(t, newTree(t, file{"a", "a"}), dir)
	same(t, ".vagvisare", []string{"manifest"}, names(t, filepath.Join(dir, ".vagvisare")))
}

func TestStaleStageIsRemoved(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, ".vagvisare/stage/0", "half a pa")
	put(t, dir, ".vagvisare/stage/pending", "half a manif")
	publish(t, newTree(t, file{"a", "a"}), dir)
	same(t, "folder", map[string]string{"a": "a"}, contents(t, dir))
	same(t, ".vagvisare", []string{"manifest"}, names(t, filepath.Join(dir, ".vagvisare")))
}

func TestRunAfterInterruptedCommit(t *testing.T) {
	old := []file{{"a", "old"}, {"gone/x", "x"}, {"keep", "keep"}}
	cut := []file{{"a", "new"}, {"keep", "keep"}, {"fresh/y", "y"}}
	done := map[string]string{"a": "new", "keep": "keep", "fresh": "folder", "fresh/y": "y"}
	tests := []struct {
		name     string
		manifest []file // nil: none
		lies     []file
		next     []file
		result   write.Result
		want     map[string]string
	}{
		{
			"nothing placed", old, old, cut,
			write.Result{Files: 3, Bytes: 8, Written: 2, Removed: 1}, done,
		}, {
			"some placed", old, []file{{"a", "new"}, {"gone/x", "x"}, {"keep", "keep"}}, cut,
			write.Result{Files: 3, Bytes: 8, Written: 1, Removed: 1}, done,
		}, {
			"all placed", old, append(cut, file{"gone/x", "x"}), cut,
			write.Result{Files: 3, Bytes: 8, Removed: 1}, done,
		}, {
			"all removed", old, cut, cut,
			write.Result{Files: 3, Bytes: 8}, done,
		}, {
			"first run", nil, []file{{"a", "new"}}, cut,
			write.Result{Files: 3, Bytes: 8, Written: 2}, done,
		}, {
			"page cut off by a power cut", old, []file{{"a", ""}, {"keep", "keep"}, {"fresh/y", ""}}, cut,
			write.Result{Files: 3, Bytes: 8, Written: 2}, done,
		}, {
			"back to the old tree", old, append(cut, file{"gone/x", "x"}), old,
			write.Result{Files: 3, Bytes: 8, Written: 1, Removed: 1},
			map[string]string{"a": "old", "gone": "folder", "gone/x": "x", "keep": "keep"},
		}, {
			"back to the old tree, nothing placed", old, old, old,
			write.Result{Files: 3, Bytes: 8},
			map[string]string{"a": "old", "gone": "folder", "gone/x": "x", "keep": "keep"},
		}, {
			"back to the old tree, a new file placed", old, append(old, file{"fresh/y", "y"}), old,
			write.Result{Files: 3, Bytes: 8, Removed: 1},
			map[string]string{"a": "old", "gone": "folder", "gone/x": "x", "keep": "keep"},
		}, {
			"on to a third tree", old, append(cut, file{"gone/x", "x"}), []file{{"fresh", "file"}},
			write.Result{Files: 1, Bytes: 4, Written: 1, Removed: 4},
			map[string]string{"fresh": "file"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, f := range tt.lies {
				put(t, dir, f.path, f.text)
			}
			if tt.manifest != nil {
				put(t, dir, ".vagvisare/manifest", lines(tt.manifest...))
			}
			put(t, dir, ".vagvisare/pending", lines(cut...))
			put(t, dir, ".vagvisare/stage/2", "y")

			same(t, "result", tt.result, publish(t, newTree(t, tt.next...), dir))

			same(t, "folder", tt.want, contents(t, dir))
			same(t, ".vagvisare", []string{"manifest"}, names(t, filepath.Join(dir, ".vagvisare")))
			got, err := write.Manifest(dir)
			want := map[string]string{}
			for _, f := range tt.next {
				want[f.path] = sum(f.text)
			}
			same(t, "Manifest", want, got)
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// cutOff runs a commit that fails after first and before second, since a folder that
// others make while files are staged stands in the way of second. It returns what takes
// that folder away.
func cutOff(t *testing.T, dir string, first, second, last file) (clear func()) {
	t.Helper()
	blocked := filepath.Join(dir, second.path)
	tr := newTree(t, first, second)
	add(t, tr, last.path, func() ([]byte, error) {
		if err := os.Remove(blocked); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
		put(t, dir, second.path+"/in the way", "")
		return []byte(last.text), nil
	})
	_, err := write.Tree(t.Context(), tr, dir, write.Options{Workers: 1})
	if want := "write " + blocked + ": "; err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "stage") {
		t.Errorf("error %v; want %s… and no more paths", err, want)
	}
	return func() {
		if err := os.RemoveAll(blocked); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCommitThatFails(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t, file{"m", "old"}, file{"old", "old"}), dir)
	was, err := write.Manifest(dir)
	if err != nil {
		t.Fatal(err)
	}

	clear := cutOff(t, dir, file{"z", "z"}, file{"m", "new"}, file{"a", "a"})

	// Files are published in the order of the tree, and the old ones last removed.
	same(t, "folder", map[string]string{"z": "z", "m": "folder", "m/in the way": "", "old": "old"}, contents(t, dir))
	same(t, ".vagvisare", []string{"manifest", "pending"}, names(t, filepath.Join(dir, ".vagvisare")))
	is, err := write.Manifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "Manifest of the last complete run", was, is)

	clear()
	publish(t, newTree(t, file{"b", "b"}), dir)
	same(t, "folder", map[string]string{"b": "b"}, contents(t, dir))
}

// What only the first of two runs that were cut off made must not be forgotten.
func TestCommitsThatFailTwice(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t, file{"old", "old"}), dir)
	cutOff(t, dir, file{"one/z", "z"}, file{"m", "m"}, file{"a", "a"})()
	cutOff(t, dir, file{"two/z", "z"}, file{"m", "m"}, file{"a", "a"})()
	publish(t, newTree(t, file{"b", "b"}), dir)
	same(t, "folder", map[string]string{"b": "b"}, contents(t, dir))
}
