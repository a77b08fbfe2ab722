package watch_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vagvisare/cmd/vagvisare/internal/watch"
)

// A folder is a site's that is being watched.
type folder struct {
	*testing.T
	dir     string
	changes chan []string
}

func newFolder(t *testing.T, poll bool) *folder {
	f := &folder{T: t, dir: t.TempDir(), changes: make(chan []string, 1000)}
	f.write("content/a.md", "a")
	f.write("content/planera/b.md", "b")
	f.write("other/c.md", "c")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan bool)
	go func() {
		watch.New(watch.Options{
			Root: f.dir, Tops: []string{"content", "layouts"}, Poll: poll, Warn: func(err error) { t.Error(err) },
			Ignore: func(name string) bool { return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") },
		}).Run(ctx, func(names []string) { f.changes <- names })
		close(done)
	}()
	t.Cleanup(func() {
		cancel()
		<-done
	})
	// It is watching when it tells of a change.
	for i := 0; ; i++ {
		f.write("content/a.md", fmt.Sprint("ready ", i))
		select {
		case <-f.changes:
			f.settle()
			f.write("content/a.md", "a")
			f.await("content/a.md")
			f.quiet()
			return f
		case <-time.After(500 * time.Millisecond):
		}
		if i > 240 {
			t.Fatal("it tells nothing")
		}
	}
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f *folder) do(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

// write writes a file at once: on a busy machine a file that is written in its place may be empty for a while, which is told.
func (f *folder) write(name, text string) {
	f.Helper()
	f.do(os.MkdirAll(filepath.Dir(f.path(name)), 0o777))
	f.do(os.WriteFile(f.path(name)+"~", []byte(text), 0o666))
	f.do(os.Rename(f.path(name)+"~", f.path(name)))
}

// overwrite writes into the file that is there.
func (f *folder) overwrite(name, text string) {
	f.Helper()
	f.do(os.WriteFile(f.path(name), []byte(text), 0o666))
}

// settle takes all that is told until no more is.
func (f *folder) settle() {
	for !f.silent() {
	}
}

// await waits until just these files have been told of, in whatever portions.
func (f *folder) await(names ...string) {
	f.Helper()
	told := map[string]bool{}
	late := time.After(2 * time.Minute)
	for len(told) < len(names) {
		select {
		case changed := <-f.changes:
			for _, name := range changed {
				told[name] = true
				if !slices.Contains(names, name) {
					f.Errorf("told of %s", name)
				}
			}
		case <-late:
			f.Fatalf("told of %v, want %v", told, names)
		}
	}
}

// quiet holds that nothing more is told.
func (f *folder) quiet() {
	f.Helper()
	select {
	case names := <-f.changes:
		f.Errorf("told of %v", names)
	case <-time.After(400 * time.Millisecond):
	}
}

func TestChanges(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprint("poll=", poll), func(t *testing.T) {
			t.Parallel()
			f := newFolder(t, poll)

			f.write("content/a.md", "other")
			f.await("content/a.md")
			f.quiet()

			f.write("content/a.md", "other") // the same again
			f.quiet()

			// Some editors write into the file that is there.
			f.overwrite("content/a.md", "third")
			f.await("content/a.md")
			f.settle()

			// Others move the old one away first.
			f.do(os.Rename(f.path("content/a.md"), f.path("content/.a.swp")))
			f.write("content/a.md", "fourth")
			f.await("content/a.md")
			f.settle() // on a busy machine it is gone for a while, which is told

			f.write("content/new/deep/c.md", "c")
			f.await("content/new/deep/c.md")
			f.write("content/new/deep/c.md", "d")
			f.await("content/new/deep/c.md")

			f.do(os.Rename(f.path("content/new"), f.path("content/newer")))
			f.await("content/new/deep/c.md", "content/newer/deep/c.md")
			f.write("content/newer/deep/c.md", "e")
			f.await("content/newer/deep/c.md")

			f.do(os.RemoveAll(f.path("content/newer")))
			f.await("content/newer/deep/c.md")

			f.write("layouts/page.html", "a top folder that was not there")
			f.await("layouts/page.html")

			f.write("other/c.md", "not watched")
			f.write("content/.hidden/x.md", "not watched")
			f.overwrite("content/a.md~", "not watched")
			f.quiet()
		})
	}
}

// TestHalves holds that a file is told of only when it says something, and last as it is in the end.
func TestHalves(t *testing.T) {
	f := newFolder(t, false)
	for range 5 {
		begun := time.Now()
		f.overwrite("content/a.md", "") // as a save begins that writes into the old file
		time.Sleep(15 * time.Millisecond)
		f.overwrite("content/a.md", "whole")
		if time.Since(begun) > 40*time.Millisecond { // on a machine that stood still: that is no half of a save
			f.settle()
			f.write("content/a.md", "a") // or the next half would leave all as it is
			f.settle()
			continue
		}
		f.await("content/a.md")
		f.quiet()
		f.write("content/a.md", "a")
		f.await("content/a.md")
		f.quiet()
	}
	f.overwrite("content/a.md", "")
	f.await("content/a.md") // which somebody may want
}

// TestMany saves very often, as a program may, and checks out very many files.
func TestMany(t *testing.T) {
	f := newFolder(t, false)
	last := time.Now()
	told := 0
	for i := range 500 {
		f.overwrite("content/a.md", fmt.Sprint("save ", i))
		time.Sleep(2 * time.Millisecond)
		select {
		case <-f.changes:
			if wait := time.Since(last); told > 0 && wait > time.Minute {
				t.Errorf("nothing was told for %v", wait)
			}
			last = time.Now()
			told++
		default:
		}
	}
	if told == 0 {
		t.Error("nothing was told as long as it went on")
	}
	f.settle()
	var names []string
	for i := range 600 {
		names = append(names, fmt.Sprintf("content/many/%d/x.md", i))
		f.write(names[i], "x")
	}
	f.await(names...)
	f.quiet()
}

// silent takes what is told, and reports whether that was nothing.
func (f *folder) silent() bool {
	select {
	case <-f.changes:
		return false
	case <-time.After(400 * time.Millisecond):
		return true
	}
}

// TestBetween tells of what was written after New and before Run.
func TestBetween(t *testing.T) {
	for _, poll := range []bool{false, true} {
		dir := t.TempDir()
		write := func(name, text string) {
			if err := os.WriteFile(filepath.Join(dir, "content", name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Mkdir(filepath.Join(dir, "content"), 0o777); err != nil {
			t.Fatal(err)
		}
		write("old.md", "text")
		write("other.md", "text")
		w := watch.New(watch.Options{Root: dir, Tops: []string{"content"}, Poll: poll, Ignore: func(string) bool { return false }})
		write("old.md", "another text")
		ctx, cancel := context.WithCancel(context.Background())
		var told []string
		w.Run(ctx, func(names []string) {
			told = append(told, names...)
			cancel()
		})
		if !slices.Equal(told, []string{"content/old.md"}) {
			t.Errorf("poll %v: told of %v", poll, told)
		}
		w.Close()
	}
}
