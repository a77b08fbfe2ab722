package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFolderExplains holds what is said of what a system says, and whether it is tried again.
func TestFolderExplains(t *testing.T) {
	f := &folder{dir: "dir"}
	at := filepath.Join("dir", "a", "b.html")
	var cases []struct {
		err     error
		says    string
		passing bool
	}
	add := func(trouble trouble, says string, passing bool) {
		for _, word := range words[trouble] {
			cases = append(cases, struct {
				err     error
				says    string
				passing bool
			}{&fs.PathError{Op: "open", Path: at, Err: word}, says, passing})
		}
	}
	add(noRoom, "no space is left there", false)
	add(readOnly, "the disk is read-only", false)
	add(held, "another program holds the file", true)
	add(away, "the share does not answer: ", true)
	add(tooLong, "the path is too long", false)
	if len(cases) < 5 {
		t.Fatal("there are no words for some trouble")
	}
	for _, test := range cases {
		err := f.explain("write", "a/b.html", test.err)
		if !strings.HasPrefix(err.Error(), "write "+at+": "+test.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v becomes %q, want %q", test.err, err, test.says)
		}
		if f.Passing(err) != test.passing || !errors.Is(err, test.err) {
			t.Errorf("%v: passing is %v, and it is lost: %v", err, f.Passing(err), !errors.Is(err, test.err))
		}
		if errors.Is(err, ErrFull) != (test.says == ErrFull.Error()) {
			t.Errorf("%v: ErrFull is %v", err, errors.Is(err, ErrFull))
		}
	}
	denied := f.explain("write", "a/b.html", &fs.PathError{Op: "open", Path: at, Err: syscall.EACCES})
	if want := "write " + at + ": permission denied: let whoever runs this read and write in dir and below"; denied.Error() != want {
		t.Errorf("got %q, want %q", denied, want)
	}
	for _, same := range []error{nil, fs.ErrExist, fs.ErrNotExist} {
		if err := f.explain("write", "a", same); err != same {
			t.Errorf("%v becomes %v", same, err)
		}
	}
}

// TestFolderMakesAgain makes a folder again that has gone since it was made.
func TestFolderMakesAgain(t *testing.T) {
	dir := t.TempDir()
	host, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a/b/one", "a/b/two"} {
		if err := host.Put(t.Context(), name, name, inline([]byte("x"))); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(dir, "a")); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(dir, ".vagvisare")); err != nil {
			t.Fatal(err)
		}
	}
}
