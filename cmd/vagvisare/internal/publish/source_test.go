package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestSource holds that only what a build has finished is published, as it was finished; the host is not asked for anything.
func TestSource(t *testing.T) {
	for name, test := range map[string]struct {
		harm func(dir string) error
		want string
	}{
		"no manifest": {
			func(dir string) error { return os.Remove(filepath.Join(dir, ".vagvisare", "manifest")) },
			"is no finished site: run “vagvisare build” first",
		},
		"no folder": {os.RemoveAll, "is no finished site: run “vagvisare build” first"},
		"cut off": {
			func(dir string) error {
				meta := filepath.Join(dir, ".vagvisare")
				return os.Link(filepath.Join(meta, "manifest"), filepath.Join(meta, "pending"))
			},
			"holds a build that was cut off: run “vagvisare build” again",
		},
		"damaged manifest": {
			func(dir string) error {
				return os.WriteFile(filepath.Join(dir, ".vagvisare", "manifest"), []byte("x\n"), 0o666)
			},
			"line 1 is not a checksum, two spaces and a path",
		},
		"a file is gone": {
			func(dir string) error { return os.Remove(filepath.Join(dir, "p", "index.html")) },
			"index.html is gone since the site was built: run “vagvisare build” again",
		},
		"a file has changed": {
			func(dir string) error {
				return os.WriteFile(filepath.Join(dir, "p", "index.html"), []byte("1 src:"+sheet("blu")), 0o666)
			},
			"index.html has changed since the site was built: run “vagvisare build” again",
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := built(t, portal("blue", "index.html=1", "p/index.html=1"))
			if err := test.harm(dir); err != nil {
				t.Fatal(err)
			}
			host := newTroubled(false)
			_, err := publish.Publish(t.Context(), dir, host, options())
			if err == nil || !strings.HasSuffix(err.Error(), test.want) {
				t.Errorf("error %v, want … %s", err, test.want)
			}
			if len(host.calls) > 0 {
				t.Errorf("the host has been asked to %q", host.calls)
			}
		})
	}
}

// TestSourceWithoutName holds that a site which does not tell its name is none of ours.
func TestSourceWithoutName(t *testing.T) {
	for text, want := range map[string]string{
		`{"name": ""}`: "manifest.webmanifest: it has no name",
		`{`:            "manifest.webmanifest: unexpected EOF",
	} {
		site := portal("blue", "index.html=1")
		site["manifest.webmanifest"] = text
		_, err := publish.Publish(t.Context(), built(t, site), newTroubled(false), options())
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: error %v, want … %s", text, err, want)
		}
	}
}
