package main

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestTold holds that a run that ends early says what visitors have now, in one line.
func TestTold(t *testing.T) {
	broken := errors.New("put p/index.html: connection reset")
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	cut := func(err error, mixed, undone bool) error {
		return &publish.CutOffError{Err: err, Mixed: mixed, Undone: undone}
	}
	for _, test := range []struct {
		ctx  context.Context
		err  error
		want string
	}{
		{context.Background(), errors.Join(broken, errors.New("and more")), "put p/index.html: connection reset; and more"},
		{context.Background(), cut(broken, false, false), "put p/index.html: connection reset; visitors still have the version before"},
		{context.Background(), cut(broken, true, false), "put p/index.html: connection reset; run it again to complete"},
		{context.Background(), cut(broken, false, true), "put p/index.html: connection reset; nothing was changed"},
		{gone, fmt.Errorf("list: %w", context.Canceled), "interrupted; nothing was changed"},
		{gone, cut(context.Canceled, false, false), "interrupted; visitors still have the version before"},
		{gone, errors.Join(cut(fmt.Errorf("put: %w", context.Canceled), true, false), nil), "interrupted; run it again to complete"},
		{gone, cut(broken, true, false), "put p/index.html: connection reset; run it again to complete"},
	} {
		if got := told(test.ctx, test.err); got.Error() != test.want {
			t.Errorf("%v becomes %q, want %q", test.err, got, test.want)
		}
	}
	if err := told(gone, nil); err != nil {
		t.Errorf("a run that went well becomes %v", err)
	}
}

func TestAge(t *testing.T) {
	for text, want := range map[string]time.Duration{"0": 0, "0d": 0, "7d": 7 * 24 * time.Hour, "12h": 12 * time.Hour, "1h30m": 90 * time.Minute} {
		var a age
		if err := a.Set(text); err != nil || time.Duration(a) != want {
			t.Errorf("%s becomes %v, error %v, want %v", text, time.Duration(a), err, want)
		}
		var again age
		if err := again.Set(a.String()); err != nil || again != a {
			t.Errorf("%s is written %s, which becomes %v, error %v", text, &a, time.Duration(again), err)
		}
	}
	for _, text := range []string{"", "d", "7", "-1h", "-7d", "1.5d", "99999999d", "7 d", "week"} {
		if err := new(age).Set(text); err == nil {
			t.Errorf("%q is taken for a time", text)
		}
	}
}

func TestShare(t *testing.T) {
	for text, want := range map[string]share{"0": 0, "0%": 0, "20%": 0.2, "0.2": 0.2, "100%": 1, "1": 1, "12.5%": 0.125} {
		var s share
		if err := s.Set(text); err != nil || s != want {
			t.Errorf("%s becomes %v, error %v, want %v", text, float64(s), err, float64(want))
		}
	}
	for _, text := range []string{"", "%", "20", "-1%", "101%", "1.01", "NaN", "Inf", "20 %", "all"} {
		if err := new(share).Set(text); err == nil {
			t.Errorf("%q is taken for a share", text)
		}
	}
}
