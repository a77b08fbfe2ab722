package publish_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestFolderFull fills the disk at one file after another, and holds that all is then as it was. A disk that is full is /dev/full,
// which a file that waits leads to.
func TestFolderFull(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	host, err := publish.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	old, site := built(t, edition(1)), built(t, edition(2))
	mustPublish(t, old, host, options())
	full := 0
	for number := 1; number <= 30; number++ {
		host, err := publish.OpenFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		before, err := onDisk(dir)
		if err != nil {
			t.Fatal(err)
		}
		stage := filepath.Join(dir, ".vagvisare/stage")
		if err := os.MkdirAll(stage, 0o777); err != nil {
			t.Fatal(err)
		}
		waiting := filepath.Join(stage, fmt.Sprintf("%d-%d", os.Getpid(), number))
		if err := os.Symlink("/dev/full", waiting); err != nil {
			t.Fatal(err)
		}
		_, err = publish.Publish(t.Context(), site, host, options())
		if err == nil { // no content waited there, but a second name for some
			mustPublish(t, old, host, options())
			continue
		}
		full++
		says(t, err, "write "+dir, "no space is left there")
		if !errors.Is(err, publish.ErrFull) {
			t.Errorf("%v is not ErrFull", err)
		}
		if cut, begun := errors.AsType[*publish.CutOffError](err); begun && cut.Mixed {
			break // visitors see something new: another test holds what they see
		}
		after, err := onDisk(dir)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatalf("file %d: before (-), after (+):\n%s", number, diff)
		}
	}
	if full < 5 {
		t.Errorf("the disk was full only %d times", full)
	}
}
