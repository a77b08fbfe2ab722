package publish_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pkg/sftp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// extensions makes servers offer only some of what OpenSSH has added to SFTP, until the test ends.
func extensions(t *testing.T, names ...string) {
	t.Helper()
	if err := sftp.SetSFTPExtensions(names...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		err := sftp.SetSFTPExtensions("hardlink@openssh.com", "posix-rename@openssh.com", "statvfs@openssh.com")
		if err != nil {
			t.Error(err)
		}
	})
}

// holds compares what visitors of a folder see with an edition.
func holds(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	files, err := onDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, &memory{files: files}, want, false)
}

func TestSFTP(t *testing.T) {
	server := startSFTP(t)
	host := server.open(t)
	first, second := edition(1), maps.Clone(edition(1))
	second["index.html"] += "more"
	mustPublish(t, built(t, first), host, options())
	holds(t, server.dir, first)
	server.received()
	result := mustPublish(t, built(t, first), host, options())
	if bytes := server.received(); result.Sent > 0 || bytes > 8000 {
		t.Errorf("%d files and %d bytes were sent where nothing had changed", result.Sent, bytes)
	}
	result = mustPublish(t, built(t, second), host, options())
	if result.Sent != 1 {
		t.Errorf("%d files were sent where one had changed", result.Sent)
	}
	holds(t, server.dir, second)
	if _, err := publish.Rollback(t.Context(), host, options()); err != nil {
		t.Fatal(err)
	}
	holds(t, server.dir, first)
	if err := host.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(server.dir, ".vagvisare/stage")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder of files that wait has been left: %v", err)
	}
}

// TestSFTPHome publishes to a folder below the user's home folder.
func TestSFTPHome(t *testing.T) {
	server := startSFTP(t)
	target := "sftp://deploy@" + server.address + "/~/" + filepath.Base(server.dir)
	host, err := publish.OpenSFTP(t.Context(), target, publish.TargetOptions{Identity: server.identity, KnownHosts: server.known})
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	mustPublish(t, built(t, edition(1)), host, options())
	holds(t, server.dir, edition(1))
	if host.String() != target {
		t.Errorf("it calls itself %s, not %s", host, target)
	}
}

// TestSFTPBreaks publishes over connections that break after some bytes, each after other many.
func TestSFTPBreaks(t *testing.T) {
	publish.Hurry(t)
	server := startSFTP(t)
	random := rand.New(rand.NewPCG(3, 3))
	host := server.open(t)
	server.change(func() {
		server.budget = func() int { return 40_000 + random.IntN(80_000) }
	})
	server.breakAfter(40_000)
	for _, number := range []int{1, 2, 3, 4, 5, 3} {
		files := edition(number)
		files["film.mp4"] = noise(number, 1_500_000)
		mustPublish(t, built(t, files), host, options())
		holds(t, server.dir, files)
	}
	if n := server.connections(); n < 50 {
		t.Errorf("only %d connections have been made: none broke", n)
	}
}

// noise returns bytes that do not repeat.
func noise(seed, size int) string {
	source := rand.NewChaCha8([32]byte{byte(seed), byte(size)})
	data := make([]byte, size)
	_, _ = source.Read(data) // which never fails
	return string(data)
}

// TestSFTPResumes holds that another run goes on with a large file where the connection of the one before broke.
func TestSFTPResumes(t *testing.T) {
	publish.Hurry(t)
	const size, arrived = 6 << 20, 4 << 20
	files := map[string]string{"manifest.webmanifest": `{"name": "Portal"}`, "film.mp4": noise(1, size)}
	dir := built(t, files)
	server := startSFTP(t)
	host := server.open(t)
	server.change(func() { server.budget = func() int { return 1 } }) // until it is mended
	server.breakAfter(arrived)
	if _, err := publish.Publish(t.Context(), dir, host, options()); err == nil || !host.Passing(err) {
		t.Fatalf("got %v, want a broken connection", err)
	}
	// A hole, as what was under way may leave where a server writes in any order.
	part, data := largestPart(t, server.dir)
	const hole = 3 << 20
	copy(data[hole:], make([]byte, 1000))
	writeFile(t, part, string(data))
	server.change(func() { server.budget = nil })
	if err := os.Remove(filepath.Join(server.dir, ".vagvisare/lock.json")); err != nil {
		t.Fatal(err)
	}
	server.received()
	mustPublish(t, dir, server.open(t), options())
	holds(t, server.dir, files)
	if bytes := server.received(); bytes < size-arrived || bytes > size-hole+100_000 {
		t.Errorf("%d bytes were sent, want about %d", bytes, size-hole)
	}
}

// largestPart returns the largest of the files that have come in part.
func largestPart(t *testing.T, dir string) (largest string, data []byte) {
	t.Helper()
	parts, err := filepath.Glob(filepath.Join(dir, ".vagvisare/stage/*.part"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range parts {
		more, err := os.ReadFile(part)
		if err != nil {
			t.Fatal(err)
		}
		if len(more) > len(data) {
			largest, data = part, more
		}
	}
	return largest, data
}

// TestSFTPBusy lets two publish at once: the second is told.
func TestSFTPBusy(t *testing.T) {
	publish.Hurry(t)
	server := startSFTP(t)
	first, second := server.open(t), server.open(t)
	begun, go1 := make(chan struct{}), make(chan struct{})
	opt := options()
	opt.Plan = func(*publish.Plan) {
		close(begun)
		<-go1
	}
	done := make(chan error, 1)
	go func() {
		_, err := publish.Publish(context.WithoutCancel(t.Context()), built(t, edition(1)), first, opt)
		done <- err
	}()
	<-begun
	_, err := publish.Publish(t.Context(), built(t, edition(2)), second, options())
	var busy *publish.BusyError
	if !errors.As(err, &busy) {
		t.Errorf("got %v, want a *BusyError", err)
	}
	close(go1)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	holds(t, server.dir, edition(1))
}

// TestSFTPStopped stops a run in the middle of a large file, and another run completes it.
func TestSFTPStopped(t *testing.T) {
	server := startSFTP(t)
	host := server.open(t)
	files := map[string]string{"manifest.webmanifest": `{"name": "Portal"}`, "film.mp4": noise(2, 8<<20)}
	dir := built(t, files)
	ctx, stop := context.WithCancel(t.Context())
	opt := options()
	opt.Progress = func(p publish.Progress) {
		if p.Bytes > 1<<20 {
			stop()
		}
	}
	if _, err := publish.Publish(ctx, dir, host, opt); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(server.dir, ".vagvisare/lock.json")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the lock has been left: %v", err)
	}
	mustPublish(t, dir, host, options())
	holds(t, server.dir, files)
}

// TestSFTPSilent holds that a server which falls silent is left, and that another connection completes the run.
func TestSFTPSilent(t *testing.T) {
	publish.Hurry(t)
	publish.HurrySFTP(t, time.Second)
	server := startSFTP(t)
	server.change(func() { server.mute, server.budget = true, func() int { return 40_000 } })
	host := server.open(t)
	server.change(func() { server.budget = nil })
	files := edition(1)
	files["film.mp4"] = noise(1, 200_000)
	mustPublish(t, built(t, files), host, options())
	holds(t, server.dir, files)
	if n := server.connections(); n < 2 {
		t.Error("no other connection has been made")
	}
}

// TestSFTPStoppedWhenSilent holds that a run which is stopped does not wait for a server that has fallen silent.
func TestSFTPStoppedWhenSilent(t *testing.T) {
	publish.HurrySFTP(t, time.Hour)
	server := startSFTP(t)
	server.change(func() { server.mute, server.budget = true, func() int { return 40_000 } })
	host := server.open(t)
	ctx, stop := context.WithCancel(t.Context())
	files := map[string]string{"manifest.webmanifest": `{"name": "Portal"}`, "film.mp4": noise(1, 9<<20)}
	opt := options()
	opt.Progress = func(p publish.Progress) {
		if p.Bytes > 40_000 {
			stop()
			server.change(func() { server.budget = nil })
		}
	}
	if _, err := publish.Publish(ctx, built(t, files), host, opt); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(server.dir, ".vagvisare/lock.json")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the lock has been left: %v", err)
	}
}

// TestSFTPList lists, reads, makes and removes files whose names are hard to write.
func TestSFTPList(t *testing.T) {
	server := startSFTP(t)
	want := map[string]publish.Entry{}
	for _, name := range []string{"a b/å ä ö/é+%20#?.html", "x/y/z/w", ".vagvisare/manifest", "top"} {
		writeFile(t, filepath.Join(server.dir, name), name)
		want[name] = publish.Entry{Size: int64(len(name))}
	}
	host := server.open(t)
	got, err := host.List(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	for name := range want {
		data, err := host.Read(t.Context(), name)
		if string(data) != name || err != nil {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	if _, err := host.Read(t.Context(), "none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := host.Create(t.Context(), "top", nil); !errors.Is(err, os.ErrExist) {
		t.Errorf("a file that is there already: %v", err)
	}
	if err := host.Remove(t.Context(), "x/y/z/w"); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(server.dir, "x")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("empty folders have been left: %v", err)
	}
}

// TestSFTPCopy copies over and beside files, also where the server makes no second names, and where both are one already.
func TestSFTPCopy(t *testing.T) {
	for _, names := range [][]string{{"hardlink@openssh.com", "posix-rename@openssh.com"}, {"posix-rename@openssh.com"}} {
		t.Run(strings.Join(names, " "), func(t *testing.T) {
			extensions(t, names...)
			server := startSFTP(t)
			writeFile(t, filepath.Join(server.dir, "from"), noise(3, 100_000))
			writeFile(t, filepath.Join(server.dir, "there"), "old")
			host := server.open(t)
			for _, to := range []string{"new/folder/to", "there", "there"} {
				if err := host.Copy(t.Context(), "from", to); err != nil {
					t.Fatal(err)
				}
			}
			if err := host.Copy(t.Context(), "none", "to"); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a file that is not there: %v", err)
			}
			files, err := onDisk(server.dir)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"from", "new/folder/to", "there"}, slices.Sorted(maps.Keys(files))); diff != "" {
				t.Error(diff)
			}
			for name, data := range files {
				if !bytes.Equal(data, files["from"]) {
					t.Errorf("%s holds something else", name)
				}
			}
		})
	}
}
