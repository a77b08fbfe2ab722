package publish_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// A mortal host makes one change at a time, lets somebody look at the folder after each, and from a change of some number on it
// fails, as for a run that has been killed.
type mortal struct {
	publish.Host
	mu      sync.Mutex
	changed func()
	dies    int // after so many changes more; less than 0 for never
}

func (m *mortal) Passing(err error) bool { return err != errDead && m.Host.Passing(err) }

func (m *mortal) change(do func() error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dies == 0 {
		return errDead
	}
	m.dies--
	err := do()
	m.changed()
	return err
}

func (m *mortal) Create(ctx context.Context, name string, data []byte) error {
	return m.change(func() error { return m.Host.Create(ctx, name, data) })
}

func (m *mortal) Put(ctx context.Context, name, as string, content publish.Content) error {
	return m.change(func() error { return m.Host.Put(ctx, name, as, content) })
}

func (m *mortal) Copy(ctx context.Context, from, to string) error {
	return m.change(func() error { return m.Host.Copy(ctx, from, to) })
}

func (m *mortal) Move(ctx context.Context, from, to string) error {
	return m.change(func() error { return m.Host.Move(ctx, from, to) })
}

func (m *mortal) Remove(ctx context.Context, name string) error {
	return m.change(func() error { return m.Host.Remove(ctx, name) })
}

// testMortal publishes one edition after another to a host that is the folder dir, cuts most runs off at some change, and holds that after
// every change each page is whole, that the next run completes what was begun, and that each version can be brought back.
func testMortal(t *testing.T, dir string, host publish.Host, rounds int) {
	random := rand.New(rand.NewPCG(11, 11))
	var dirs []string
	for n := range 12 {
		dirs = append(dirs, built(t, edition(n)))
	}
	now, next := 0, 0
	mustPublish(t, dirs[now], host, options())
	m := &mortal{Host: host, dies: -1}
	m.changed = func() {
		files, err := onDisk(dir)
		if err != nil {
			t.Error(err)
		}
		if problems := broken(files); len(problems) > 0 && !structural(edition(now), edition(next)) {
			t.Errorf("from edition %d to %d: %q", now, next, problems)
		}
	}
	holds := func(number int) {
		t.Helper()
		files, err := onDisk(dir)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, &memory{files: files}, edition(number), false)
	}
	holds(now)
	for range rounds {
		next = random.IntN(len(dirs))
		m.dies = 1 + random.IntN(60)
		_, _ = publish.Publish(t.Context(), dirs[next], m, options())
		m.dies = -1
		if err := host.Remove(t.Context(), ".vagvisare/lock.json"); err != nil { // its holder is dead
			t.Fatal(err)
		}
		mustPublish(t, dirs[next], m, options())
		holds(next)
		if maps.Equal(edition(now), edition(next)) {
			continue
		}
		if _, err := publish.Rollback(t.Context(), m, options()); err != nil {
			t.Fatalf("back from edition %d to %d: %v", next, now, err)
		}
		holds(now)
		if _, err := publish.Rollback(t.Context(), m, options()); err != nil {
			t.Fatal(err)
		}
		holds(next)
		now = next
	}
}

func TestVisitorsOfFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	host, err := publish.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	testMortal(t, dir, host, 12)
}

func TestVisitorsOfSFTP(t *testing.T) {
	for _, links := range []bool{true, false} {
		t.Run(fmt.Sprint("with links: ", links), func(t *testing.T) {
			server := startSFTP(t)
			if !links {
				extensions(t, "posix-rename@openssh.com")
			}
			testMortal(t, server.dir, server.open(t), 6)
		})
	}
}
