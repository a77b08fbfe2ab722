package publish_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/publish"
)

const lockFile = ".vagvisare/lock.json"

// lockOf is the lock of a process on a machine.
func lockOf(machine string, process, beat int) string {
	return fmt.Sprintf(`{"id":"other","machine":%q,"process":%d,"beat":%d}`, machine, process, beat)
}

// heard returns options that note who is waited for.
func heard(holders *[]string) publish.Options {
	opt := options()
	opt.Waiting = func(holder string) { *holders = append(*holders, holder) }
	return opt
}

// TestLockOfTheLiving holds that the second of two publishers is told as soon as the first shows that it lives, and that the first
// is not disturbed.
func TestLockOfTheLiving(t *testing.T) {
	publish.Hurry(t)
	host := newTroubled(false)
	one, two := portal("blue", "index.html=1"), portal("blue", "index.html=2")
	begun, finish, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	beats := make(chan struct{})
	host.memory.changed = func(map[string][]byte) {
		select {
		case beats <- struct{}{}:
		default: // nobody waits for it
		}
	}
	opt := options()
	opt.Plan = func(*publish.Plan) {
		close(begun)
		<-finish
	}
	go func() {
		_, err := publish.Publish(t.Context(), built(t, one), host, opt)
		done <- err
	}()
	<-begun
	var holders []string
	second := options()
	second.Waiting = func(holder string) {
		holders = append(holders, holder)
		<-beats // from now on the lock is another than the one that has been read
	}
	_, err := publish.Publish(t.Context(), built(t, two), host, second)
	var busy *publish.BusyError
	if !errors.As(err, &busy) || !strings.HasPrefix(err.Error(), fmt.Sprintf("memory: process %d on ", os.Getpid())) {
		t.Errorf("the second is told %v", err)
	}
	if len(holders) != 1 {
		t.Errorf("the second has waited for %q", holders)
	}
	close(finish)
	if err := <-done; err != nil {
		t.Errorf("the first ends with %v", err)
	}
	wants(t, host, one)
}

// TestLockOfTheDead holds that a lock which does not change for a while is taken over, once the user has been told of the wait,
// and that one of a process of this machine which is gone is taken over at once.
func TestLockOfTheDead(t *testing.T) {
	publish.Hurry(t)
	machine, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, lock, waits string }{
		{"another machine", lockOf("another", 7, 3), "process 7 on another"},
		{"this process", lockOf(machine, os.Getpid(), 3), fmt.Sprintf("process %d on %s", os.Getpid(), machine)},
		{"gone from this machine", lockOf(machine, deadProcess(t), 3), ""},
		{"unreadable", "{", "somebody"},
		{"empty", "", "somebody"},
	} {
		t.Run(test.name, func(t *testing.T) {
			host := newTroubled(false)
			host.put(lockFile, test.lock)
			var holders []string
			site := portal("blue", "index.html=1")
			mustPublish(t, built(t, site), host, heard(&holders))
			if got := strings.Join(holders, ", "); got != test.waits {
				t.Errorf("has waited for %q, want %q", got, test.waits)
			}
			wants(t, host, site)
			if _, left := host.files[lockFile]; left {
				t.Error("the lock has been left")
			}
		})
	}
}

// deadProcess returns the number of a process that has ended.
func deadProcess(t *testing.T) int {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "-test.run=^$")
	if err := c.Run(); err != nil {
		t.Fatal(err)
	}
	return c.Process.Pid
}

// TestLockLetGo holds that whoever waits goes on when the lock is let go.
func TestLockLetGo(t *testing.T) {
	publish.Hurry(t)
	host := newTroubled(false)
	host.put(lockFile, lockOf("another", 7, 3))
	opt := options()
	opt.Waiting = func(string) { host.take(lockFile) }
	site := portal("blue", "index.html=1")
	mustPublish(t, built(t, site), host, opt)
	wants(t, host, site)
}

// TestLockTakenMeanwhile holds that whoever has waited in vain does not remove the lock of a third, who was quicker.
func TestLockTakenMeanwhile(t *testing.T) {
	publish.Hurry(t)
	host := newTroubled(false)
	host.put(lockFile, lockOf("dead", 7, 3))
	reads, waits := 0, 0
	host.before = func(_ context.Context, op, path string) error {
		if op == "remove" {
			t.Errorf("%s has been removed", path)
		}
		if reads++; waits == 1 && reads == 2+4+1 { // creating, looking, four times waiting for the dead: now it would be removed
			host.put(lockFile, lockOf("third", 8, 1))
		}
		return nil
	}
	opt := options()
	opt.Waiting = func(string) {
		if waits++; waits == 2 {
			host.put(lockFile, lockOf("third", 8, 2))
		}
	}
	_, err := publish.Publish(t.Context(), built(t, portal("blue", "index.html=1")), host, opt)
	var busy *publish.BusyError
	if !errors.As(err, &busy) || busy.Holder != "process 8 on third" || waits != 2 {
		t.Errorf("error %v after %d waits", err, waits)
	}
}

// TestLockLost holds that a run whose lock another has taken changes nothing more, and leaves the other's lock.
func TestLockLost(t *testing.T) {
	publish.Hurry(t)
	for name, thief := range map[string]string{"taken": lockOf("thief", 9, 1), "removed": ""} {
		t.Run(name, func(t *testing.T) {
			host := newTroubled(false)
			one := portal("blue", "index.html=1")
			mustPublish(t, built(t, one), host, options())
			host.before = func(ctx context.Context, op, path string) error {
				if op != "put" || !strings.HasPrefix(path, ".vagvisare/stage/") {
					return nil
				}
				if host.take(lockFile); thief != "" {
					host.put(lockFile, thief)
				}
				<-ctx.Done() // as a long transfer ends
				return context.Cause(ctx)
			}
			_, err := publish.Publish(t.Context(), built(t, portal("blue", "index.html=2")), host, options())
			if err == nil || err.Error() != "memory: somebody else has begun to publish there: this run was not heard of for too long" {
				t.Errorf("error %v", err)
			}
			wants(t, host, one)
			if got := host.all()[lockFile]; got != thief {
				t.Errorf("the lock is %q, want %q", got, thief)
			}
		})
	}
}
