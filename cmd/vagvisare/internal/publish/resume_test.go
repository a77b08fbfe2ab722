package publish_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestGoesOn cuts runs off that send many files, and holds that the next one sends only those that are missing: each file
// crosses the line once.
func TestGoesOn(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		for _, test := range []struct {
			version string
			changes int // until it is cut off
			files   int // that differ
		}{{"first", 12, 23}, {"second", 40, 21}} {
			version, changes := test.version, test.changes
			var pages []string
			for n := range 20 {
				pages = append(pages, fmt.Sprintf("%d.html=%s %d", n, version, n))
			}
			site := portal("blue", append(pages, "index.html="+version)...)
			dir := built(t, site)
			host.calls = nil
			host.dies = host.changes + changes
			opt := options()
			opt.Concurrency = 1
			if _, err := publish.Publish(t.Context(), dir, host, opt); err == nil {
				t.Fatal("the run has not been cut off")
			}
			host.dies = 0
			host.take(lockFile)
			sent := puts(host.calls[:changes])
			host.calls = nil
			mustPublish(t, dir, host, opt)
			if rest := puts(host.calls); sent == 0 || sent+rest != test.files {
				t.Errorf("%s version: %d files have been sent before, and %d after it was cut off; want %d in all", version, sent, rest, test.files)
			}
			wants(t, host, site)
		}
	})
}

// puts counts the files of the site that have been sent, staged ones included.
func puts(calls []string) (count int) {
	for _, call := range calls {
		path, put := strings.CutPrefix(call, "put ")
		if put && (!strings.HasPrefix(path, ".vagvisare/") || strings.HasPrefix(path, ".vagvisare/stage/")) {
			count++
		}
	}
	return count
}

// TestAnotherAfterSomeCutOff cuts runs to several versions off at any point, and then publishes one of them, or another: nothing of
// the others remains.
func TestAnotherAfterSomeCutOff(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	var dirs []string
	for n := range 6 {
		dirs = append(dirs, built(t, edition(n)))
	}
	for _, knows := range []bool{false, true} {
		for range 60 {
			host := &memory{files: map[string][]byte{}, knows: knows}
			for range 1 + random.IntN(4) {
				host.dies = host.changes + 1 + random.IntN(70)
				_, _ = publish.Publish(t.Context(), dirs[random.IntN(len(dirs))], host, options())
				delete(host.files, lockFile)
			}
			host.dies = 0
			next := random.IntN(len(dirs))
			mustPublish(t, dirs[next], host, options())
			compare(t, host, edition(next), knows)
		}
	}
}
