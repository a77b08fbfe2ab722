package publish_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestForeign holds that a place with anything of somebody else's is taken only when the user says so, and that files of somebody
// else's stay even then, unless they stand where a file of the site belongs.
func TestForeign(t *testing.T) {
	site := portal("blue", "index.html=1", "p/index.html=1")
	other := portal("blue", "index.html=1")
	other["manifest.webmanifest"] = `{"name": "Another"}`
	for name, test := range map[string]struct {
		there func(t *testing.T, host *troubled)
		want  string
		stay  map[string]string
	}{
		"files": {
			func(_ *testing.T, host *troubled) { host.put("a.txt", "a"); host.put("b/c.txt", "c") },
			"memory: vagvisare has not published what lies there (a.txt, b/c.txt); --yes publishes beside it",
			map[string]string{"a.txt": "a", "b/c.txt": "c"},
		},
		"another portal": {
			func(t *testing.T, host *troubled) { mustPublish(t, built(t, other), host, options()) },
			`memory: another portal lies there, "Another"; --yes puts "Portal" in its place`,
			nil,
		},
		"a file where one belongs": {
			func(t *testing.T, host *troubled) {
				mustPublish(t, built(t, portal("blue", "index.html=1")), host, options())
				host.put("p/index.html", "somebody's")
				host.put("own.txt", "somebody's")
			},
			"memory: p/index.html, which somebody else has put there, would be overwritten; --yes does so",
			map[string]string{"own.txt": "somebody's"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			both(t, func(t *testing.T, host *troubled) {
				test.there(t, host)
				before, opt := host.all(), options()
				_, err := publish.Publish(t.Context(), built(t, site), host, opt)
				if err == nil || err.Error() != test.want {
					t.Errorf("error %v, want %s", err, test.want)
				}
				if diff := cmp.Diff(before, host.all()); diff != "" {
					t.Errorf("before (-), after (+):\n%s", diff)
				}
				opt.Yes = true
				mustPublish(t, built(t, site), host, opt)
				wants(t, host, site, test.stay)
			})
		})
	}
}

// TestForeignFilesStay holds that no run touches files of somebody else's, not even by copying or going back.
func TestForeignFilesStay(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		one, two := portal("blue", "index.html=1", "p/index.html=1"), portal("blue", "index.html=2")
		foreign := map[string]string{"own.txt": "x", "p/own.html": "x", "assets/css/site-0000000000.css": "x", ".htpasswd": "x"}
		mustPublish(t, built(t, one), host, options())
		for path, text := range foreign {
			host.put(path, text)
		}
		host.calls = nil
		mustPublish(t, built(t, two), host, options())
		wants(t, host, two, foreign)
		back(t, host, options())
		wants(t, host, one, foreign)
		for _, call := range host.calls {
			if _, path, _ := strings.Cut(call, " "); foreign[path] != "" {
				t.Errorf("the host has been asked to %s", call)
			}
		}
	})
}
