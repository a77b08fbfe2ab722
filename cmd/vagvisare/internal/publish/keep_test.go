package publish_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestKeepOld moves the clock: a style sheet that no page names any more stays for a week, so that a visitor who still has such a
// page open gets it, and then goes.
func TestKeepOld(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		one, two, three := portal("blue", "index.html=1"), portal("red", "index.html=2"), portal("red", "index.html=3")
		blue := map[string]string{sheet("blue"): "blue"}
		opt := options()
		mustPublish(t, built(t, one), host, opt)
		if r := mustPublish(t, built(t, two), host, opt); r.Kept != 1 || !r.KeptUntil.Equal(day.Add(opt.KeepOld)) {
			t.Errorf("the result is %+v", r)
		}
		wants(t, host, two, blue)

		opt.Now = day.Add(3 * 24 * time.Hour)
		mustPublish(t, built(t, three), host, opt) // from now on the version before does not need it
		wants(t, host, three, blue)
		opt.Now = day.Add(opt.KeepOld)
		mustPublish(t, built(t, three), host, opt)
		wants(t, host, three, blue)

		opt.Now = day.Add(opt.KeepOld + time.Second)
		if r := mustPublish(t, built(t, three), host, opt); r.Removed != 1 || r.Kept != 0 {
			t.Errorf("when its time is over, the result is %+v", r)
		}
		wants(t, host, three)
	})
}

// TestKeepForWayBack holds that an old file stays as long as the version before needs it, however old it is.
func TestKeepForWayBack(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		one, two := portal("blue", "index.html=1"), portal("red", "index.html=2")
		opt := options()
		mustPublish(t, built(t, one), host, opt)
		mustPublish(t, built(t, two), host, opt)
		opt.Now = day.Add(100 * 24 * time.Hour)
		if r := mustPublish(t, built(t, two), host, opt); r.Removed != 0 || r.Kept != 1 || !r.KeptUntil.IsZero() {
			t.Errorf("the result is %+v", r)
		}
		wants(t, host, two, map[string]string{sheet("blue"): "blue"})
		back(t, host, opt)
		wants(t, host, one, map[string]string{sheet("red"): "red"})
	})
}

// TestKeepAgain holds that a file's time begins anew when it has been of the site again meanwhile.
func TestKeepAgain(t *testing.T) {
	host := newTroubled(false)
	blue, red, redder := portal("blue", "index.html=1"), portal("red", "index.html=2"), portal("red", "index.html=3")
	opt := options()
	for n, site := range []map[string]string{blue, red, blue, red, redder} {
		opt.Now = day.Add(time.Duration(n) * 24 * time.Hour)
		mustPublish(t, built(t, site), host, opt)
	}
	// Blue was left on day 3, for the second time.
	opt.Now = day.Add((3 + 7) * 24 * time.Hour)
	mustPublish(t, built(t, redder), host, opt)
	wants(t, host, redder, map[string]string{sheet("blue"): "blue"})
	opt.Now = opt.Now.Add(time.Second)
	mustPublish(t, built(t, redder), host, opt)
	wants(t, host, redder)
}

// TestKeepNothing holds that with 0 only what is published lies there, and what is remembered of it.
func TestKeepNothing(t *testing.T) {
	both(t, func(t *testing.T, host *troubled) {
		one, two := built(t, portal("blue", "index.html=1")), portal("red", "index.html=2")
		opt := options()
		mustPublish(t, one, host, opt)
		mustPublish(t, built(t, two), host, opt)
		opt.KeepOld = 0
		mustPublish(t, built(t, two), host, opt)
		wants(t, host, two)
		fresh := newTroubled(host.knows)
		mustPublish(t, built(t, two), fresh, opt)
		if diff := cmp.Diff(fresh.all(), host.all()); diff != "" {
			t.Errorf("on an empty host (-), on one with a past (+):\n%s", diff)
		}
		noWayBack(t, host, opt)

		opt = options()
		mustPublish(t, one, host, opt)
		opt.KeepOld = 0
		mustPublish(t, built(t, two), host, opt)
		wants(t, host, two)
		noWayBack(t, host, opt)
	})
}
