package publish_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestRetry lets every operation fail three times, for a reason that passes: the run tries again, and all arrives.
func TestRetry(t *testing.T) {
	publish.Hurry(t)
	host := newTroubled(false)
	mustPublish(t, built(t, portal("blue", "index.html=1", "old.html=1")), host, options())
	var mu sync.Mutex
	failures := map[string]int{}
	host.before = func(_ context.Context, op, path string) error {
		mu.Lock()
		defer mu.Unlock()
		if failures[op+path]++; failures[op+path] <= 3 {
			return fmt.Errorf("%s %s: %w", op, path, errPassing)
		}
		return nil
	}
	two := portal("blue", "index.html=2", "new.html=1")
	mustPublish(t, built(t, two), host, options())
	wants(t, host, two)
	back(t, host, options())
	wants(t, host, portal("blue", "index.html=1", "old.html=1"))
}

// TestRetryGivesUp counts how often a page is sent that cannot be: again and again where the reason may pass, once where not.
func TestRetryGivesUp(t *testing.T) {
	publish.Hurry(t)
	refused := errors.New("access denied")
	for _, test := range []struct {
		err   error
		tries int
	}{{errPassing, 7}, {refused, 1}} {
		host := newTroubled(false)
		one := portal("blue", "index.html=1")
		mustPublish(t, built(t, one), host, options())
		tries := 0
		host.before = func(_ context.Context, op, path string) error {
			if op == "put" && strings.HasPrefix(path, ".vagvisare/stage/") {
				tries++
				return test.err
			}
			return nil
		}
		_, err := publish.Publish(t.Context(), built(t, portal("blue", "index.html=2")), host, options())
		if !errors.Is(err, test.err) || tries != test.tries {
			t.Errorf("%d tries, error %v, want %d, %v", tries, err, test.tries, test.err)
		}
		var cut *publish.CutOffError
		if !errors.As(err, &cut) || cut.Mixed {
			t.Errorf("error %#v does not tell that visitors have what they had", err)
		}
		wants(t, host, one)
		if _, left := host.all()[lockFile]; left {
			t.Error("the lock has been left")
		}
	}
}

// TestAnswerLost lets each change be made, and its answer be lost once: as if it had not been made.
func TestAnswerLost(t *testing.T) {
	publish.Hurry(t)
	both(t, func(t *testing.T, host *troubled) {
		deaf := &deaf{troubled: host, lost: map[string]bool{}}
		one, two := portal("blue", "index.html=1", "p.html=1"), portal("red", "index.html=2")
		mustPublish(t, built(t, one), deaf, options())
		wants(t, host, one)
		clear(deaf.lost)
		opt := options()
		opt.Waiting = func(holder string) { t.Errorf("waits for %s, who is itself", holder) }
		mustPublish(t, built(t, two), deaf, opt)
		wants(t, host, two, map[string]string{sheet("blue"): "blue"})
		clear(deaf.lost)
		back(t, deaf, opt)
		wants(t, host, one, map[string]string{sheet("red"): "red"})
	})
}

// A deaf host does what it is asked to, and its first answer to each call is lost.
type deaf struct {
	*troubled
	lost map[string]bool
}

func (d *deaf) answer(call string, err error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err != nil || d.lost[call] {
		return err
	}
	d.lost[call] = true
	return errPassing
}

func (d *deaf) Create(ctx context.Context, path string, data []byte) error {
	return d.answer("create "+path, d.troubled.Create(ctx, path, data))
}

func (d *deaf) Put(ctx context.Context, path, as string, content publish.Content) error {
	return d.answer("put "+path, d.troubled.Put(ctx, path, as, content))
}

func (d *deaf) Copy(ctx context.Context, from, to string) error {
	return d.answer("copy "+to, d.troubled.Copy(ctx, from, to))
}

func (d *deaf) Move(ctx context.Context, from, to string) error {
	return d.answer("move "+to, d.troubled.Move(ctx, from, to))
}

func (d *deaf) Remove(ctx context.Context, path string) error {
	return d.answer("remove "+path, d.troubled.Remove(ctx, path))
}
