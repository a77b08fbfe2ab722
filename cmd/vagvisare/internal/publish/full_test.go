package publish_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// fill lets a host have room for so many files more.
func fill(host *troubled, room int) {
	var mu sync.Mutex
	host.before = func(_ context.Context, op, path string) error {
		if op != "put" && op != "copy" && op != "create" {
			return nil
		}
		mu.Lock()
		defer mu.Unlock()
		if room--; room < 0 {
			return fmt.Errorf("%s %s: %w", op, path, publish.ErrFull)
		}
		return nil
	}
}

// TestFull fills the host after each number of files: up to the moment when visitors see something new, all is then as it was, byte
// for byte; and where there is room again, the same run succeeds.
func TestFull(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		one, two := portal("blue", "index.html=1", "p/index.html=one", "old.html=old"), portal("red", "index.html=2", "p/index.html=two", "new.html=new")
		mustPublish(t, built(t, one), host, options())
		dir, before := built(t, two), host.all()
		whole := 0
		for room := 0; ; room++ {
			again := &troubled{memory: host.clone()}
			fill(again, room)
			_, err := publish.Publish(t.Context(), dir, again, options())
			if err == nil {
				break
			}
			if !errors.Is(err, publish.ErrFull) {
				t.Fatalf("room for %d files: %v", room, err)
			}
			cut, begun := errors.AsType[*publish.CutOffError](err)
			if !begun || !cut.Mixed {
				whole++
				if diff := cmp.Diff(before, again.all()); diff != "" {
					t.Fatalf("room for %d files: before (-), after (+):\n%s", room, diff)
				}
			}
			again.before = nil
			mustPublish(t, dir, again, options())
			wants(t, again, two, map[string]string{sheet("blue"): "blue"})
		}
		if whole != 9 { // lock, word of the run, three kept files, four that are sent
			t.Errorf("%d runs have left everything as it was", whole)
		}
	})
}

// TestFullAtFirst holds that a first publication that finds no room leaves nothing.
func TestFullAtFirst(t *testing.T) {
	host := newTroubled(false)
	fill(host, 4)
	_, err := publish.Publish(t.Context(), built(t, portal("blue", "index.html=1", "p.html=1", "q.html=1")), host, options())
	cut, begun := errors.AsType[*publish.CutOffError](err)
	if !begun || cut.Mixed || !cut.Undone || !errors.Is(err, publish.ErrFull) {
		t.Errorf("error %v, %+v", err, cut)
	}
	if diff := cmp.Diff(map[string]string{}, host.all()); diff != "" {
		t.Errorf("wanted (-), left (+):\n%s", diff)
	}
}
