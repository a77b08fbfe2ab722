package publish_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

func back(t *testing.T, host publish.Host, opt publish.Options) publish.Result {
	t.Helper()
	result, err := publish.Rollback(t.Context(), host, opt)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func noWayBack(t *testing.T, host *troubled, opt publish.Options) {
	t.Helper()
	before := host.all()
	_, err := publish.Rollback(t.Context(), host, opt)
	if err == nil || !strings.Contains(err.Error(), "there is no version before to go back to") {
		t.Errorf("going back: error %v", err)
	}
	if diff := cmp.Diff(before, host.all()); diff != "" {
		t.Errorf("before (-), after (+):\n%s", diff)
	}
}

// TestRollback brings back changed, removed and new files, twice, without sending any.
func TestRollback(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		noWayBack(t, host, options())
		one, two := portal("blue", "index.html=1", "old.html=1", "same.html=1"), portal("blue", "index.html=2", "new.html=1", "same.html=1")
		mustPublish(t, built(t, one), host, options())
		noWayBack(t, host, options())
		mustPublish(t, built(t, two), host, options())

		before := host.all()
		plan, err := publish.PreviewRollback(t.Context(), host, options())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([][]string{{"old.html"}, {"index.html"}, {"new.html"}}, [][]string{plan.New, plan.Changed, plan.Removed}); diff != "" {
			t.Errorf("new, changed and removed files, wanted (-), got (+):\n%s", diff)
		}
		if diff := cmp.Diff(before, host.all()); diff != "" {
			t.Errorf("a preview has changed the host:\n%s", diff)
		}

		host.changed()
		if r := back(t, host, options()); r.Sent != 2 || r.Removed != 1 {
			t.Errorf("the result is %+v", r)
		}
		if diff := cmp.Diff([]string{"copy index.html", "copy old.html", "remove new.html"}, host.changed()); diff != "" {
			t.Errorf("wanted (-), done (+):\n%s", diff)
		}
		wants(t, host, one)
		back(t, host, options())
		wants(t, host, two)
	})
}

// TestRollbackOfOneCutOff stops a run while visitors see some of the new version: going back leads to the whole old one.
func TestRollbackOfOneCutOff(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		one, two := portal("blue", "index.html=1", "p.html=1"), portal("blue", "index.html=2", "p.html=2")
		mustPublish(t, built(t, one), host, options())
		ctx, cancel := context.WithCancel(t.Context())
		host.before = func(_ context.Context, op, path string) error {
			if op+" "+path == "move p.html" {
				cancel()
				return context.Canceled
			}
			return nil
		}
		opt := options()
		opt.Concurrency = 1
		_, err := publish.Publish(ctx, built(t, two), host, opt)
		var cut *publish.CutOffError
		if !errors.As(err, &cut) || !cut.Mixed || !errors.Is(err, context.Canceled) {
			t.Fatalf("a run that is cut off ends with %v", err)
		}
		host.before = nil
		if host.site()["index.html"] != two["index.html"] {
			t.Fatal("nothing of the new version is seen yet")
		}
		back(t, host, options())
		wants(t, host, one)
	})
}

// TestRollbackWithoutCopies holds that a version of which something is missing is not brought back.
func TestRollbackWithoutCopies(t *testing.T) {
	host := newTroubled(false)
	mustPublish(t, built(t, portal("blue", "index.html=1", "p.html=1")), host, options())
	mustPublish(t, built(t, portal("blue", "index.html=2", "p.html=2")), host, options())
	for path := range host.all() {
		if strings.HasPrefix(path, ".vagvisare/kept/") {
			host.take(path)
		}
	}
	before := host.all()
	_, err := publish.Rollback(t.Context(), host, options())
	if err == nil || !strings.Contains(err.Error(), "index.html, p.html have not been kept; publish it again") {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, host.all()); diff != "" {
		t.Errorf("before (-), after (+):\n%s", diff)
	}
}
