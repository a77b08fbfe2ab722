package publish_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestMaxDeletes removes some of ten files, of which one is the web manifest.
func TestMaxDeletes(t *testing.T) {
	nine := []string{"1.html", "2.html", "3.html", "4.html", "5.html", "6.html", "7.html", "8.html", "9.html"}
	many := portal("blue", nine...)
	for _, test := range []struct {
		share float64
		pages []string
		want  string // of the refusal; "" if there is none
	}{
		{0, nine, ""},
		{0, append([]string{"new.html"}, nine[:8]...), "1 of 10 files there would be removed (9.html): more than --max-deletes 0% allows"},
		{0.2, nine[:7], ""},
		{0.2, nine[:6], "3 of 10 files there would be removed (7.html, 8.html, 9.html): more than --max-deletes 20% allows"},
		{0.145, nil, "9 of 10 files there would be removed (1.html, 2.html, 3.html and 6 more): more than --max-deletes 14.5% allows"},
		{1, nil, ""},
	} {
		opt, site := options(), portal("red", test.pages...) // the old style sheet does not count
		opt.MaxDeletes = test.share
		both(t, func(t *testing.T, host *troubled) {
			mustPublish(t, built(t, many), host, options())
			before := host.all()
			_, err := publish.Publish(t.Context(), built(t, site), host, opt)
			_, previewed := publish.Preview(t.Context(), built(t, site), host, opt)
			if test.want == "" {
				if err != nil {
					t.Errorf("share %v, pages %q: %v", test.share, test.pages, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.want) || previewed == nil || previewed.Error() != err.Error() {
				t.Errorf("share %v, pages %q: error %v, of a preview %v, want %s", test.share, test.pages, err, previewed, test.want)
			}
			if diff := cmp.Diff(before, host.all()); diff != "" {
				t.Errorf("share %v: before (-), after (+):\n%s", test.share, diff)
			}
		})
	}
}

// TestMaxDeletesAfterCutOff holds that a run which was allowed can be completed, wherever it was cut off: what a run has begun to
// remove is no part of the site any more.
func TestMaxDeletesAfterCutOff(t *testing.T) {
	many := built(t, portal("blue", "1.html", "2.html", "3.html", "4.html", "5.html", "6.html"))
	few := built(t, portal("blue"))
	for dies := 1; ; dies++ {
		host := &memory{files: map[string][]byte{}}
		mustPublish(t, many, host, options())
		host.dies = host.changes + dies
		_, err := publish.Publish(t.Context(), few, host, options())
		if err == nil {
			break
		}
		host.dies = 0
		delete(host.files, ".vagvisare/lock.json") // its holder is dead
		if _, err := publish.Publish(t.Context(), few, host, options()); err != nil {
			t.Errorf("after %d changes: %v", dies, err)
		}
	}
}
