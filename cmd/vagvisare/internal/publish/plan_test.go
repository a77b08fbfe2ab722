package publish_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestOnlyWhatDiffers holds that nothing is sent twice, and that one page that differs is all that is sent.
func TestOnlyWhatDiffers(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		one, two := portal("blue", "index.html=1", "p/index.html=1"), portal("blue", "index.html=1", "p/index.html=2")
		mustPublish(t, built(t, one), host, options())
		host.calls = nil
		r := mustPublish(t, built(t, one), host, options())
		if diff := cmp.Diff([]string{"create .vagvisare/lock.json", "remove .vagvisare/lock.json"}, host.calls); diff != "" {
			t.Errorf("where nothing differs, wanted (-), changed (+):\n%s", diff)
		}
		if want := (publish.Result{Files: 4}); r != want {
			t.Errorf("where nothing differs the result is %+v, want %+v", r, want)
		}
		host.changed()
		r = mustPublish(t, built(t, two), host, options())
		if diff := cmp.Diff([]string{"move p/index.html"}, host.changed()); diff != "" {
			t.Errorf("where one page differs, wanted (-), changed (+):\n%s", diff)
		}
		if want := (publish.Result{Files: 4, Sent: 1, SentBytes: int64(len(two["p/index.html"]))}); r != want {
			t.Errorf("where one page differs the result is %+v, want %+v", r, want)
		}
		wants(t, host, two)
	})
}

// TestPreview holds that a preview tells what is then done, and changes nothing.
func TestPreview(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		mustPublish(t, built(t, portal("blue", "index.html=1", "old.html=1")), host, options())
		dir := built(t, portal("red", "index.html=2", "new.html=1"))
		before := host.all()
		host.calls = nil
		got, err := publish.Preview(t.Context(), dir, host, options())
		if err != nil {
			t.Fatal(err)
		}
		if len(host.calls) > 0 || cmp.Diff(before, host.all()) != "" {
			t.Errorf("a preview has done %q", host.calls)
		}
		want := [][]string{{sheet("red"), "new.html"}, {"index.html"}, {"old.html"}, {sheet("blue")}}
		if diff := cmp.Diff(want, [][]string{got.New, got.Changed, got.Removed, got.Left}); diff != "" {
			t.Errorf("new, changed, removed and left files, wanted (-), got (+):\n%s", diff)
		}
		opt, planned := options(), []*publish.Plan{}
		opt.Plan = func(p *publish.Plan) { planned = append(planned, p) }
		r := mustPublish(t, dir, host, opt)
		if len(planned) != 1 || cmp.Diff(want, [][]string{planned[0].New, planned[0].Changed, planned[0].Removed, planned[0].Left}) != "" {
			t.Errorf("the plans carried out are %+v", planned)
		}
		if r.Sent != 3 || r.SentBytes != got.Bytes || r.Removed != 1 || r.Kept != 1 || r.Files != got.Same+3 {
			t.Errorf("the result is %+v of %+v", r, got)
		}
	})
}

// TestChangedByHand holds that a file which somebody has changed on the host is sent again: whenever the host knows sums, and
// else when its size tells.
func TestChangedByHand(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		site := portal("blue", "index.html=1", "p/index.html=1")
		dir := built(t, site)
		mustPublish(t, dir, host, options())
		host.put("p/index.html", "somebody's longer text than there was before")
		if host.knows {
			host.put("index.html", strings.ToUpper(site["index.html"])) // of the same size
		}
		mustPublish(t, dir, host, options())
		wants(t, host, site)
	})
}

// A liar is a host whose MD5s are none, as those of encrypted storage.
type liar struct{ *troubled }

func (l liar) List(ctx context.Context) (map[string]publish.Entry, error) {
	entries, err := l.troubled.List(ctx)
	for path, entry := range entries {
		entry.MD5 = strings.Repeat("0", 31) + "1"
		entries[path] = entry
	}
	return entries, err
}

func TestSumsThatAreNone(t *testing.T) {
	host := newTroubled(true)
	mustPublish(t, built(t, portal("blue", "index.html=1", "p/index.html=1")), liar{host}, options())
	host.changed()
	two := portal("blue", "index.html=1", "p/index.html=2")
	mustPublish(t, built(t, two), liar{host}, options())
	if diff := cmp.Diff([]string{"move p/index.html"}, host.changed()); diff != "" {
		t.Errorf("where one page differs, wanted (-), changed (+):\n%s", diff)
	}
	wants(t, host, two)
}

// TestHeaderRules holds that files are sent again when they are to be served with other headers, where the host keeps headers.
func TestHeaderRules(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		dir := built(t, portal("blue", "index.html=1", "p/index.html=1"))
		mustPublish(t, dir, host, options())
		state := string(host.files[".vagvisare/state.json"])
		if host.knows != strings.Contains(state, "text/html; charset=utf-8, no-cache") {
			t.Fatalf("headers are kept: %v; state.json is %s", host.knows, state)
		}
		host.put(".vagvisare/state.json", strings.Replace(state, "text/html; charset=utf-8", "text/html", 1))
		host.changed()
		mustPublish(t, dir, host, options())
		want := []string{}
		if host.knows {
			want = []string{"move index.html", "move p/index.html"}
		}
		if diff := cmp.Diff(want, host.changed()); diff != "" {
			t.Errorf("wanted (-), changed (+):\n%s", diff)
		}
	})
}
