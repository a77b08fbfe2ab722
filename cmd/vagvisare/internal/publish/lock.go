package publish

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// A BusyError tells that somebody else is publishing to the host.
type BusyError struct{ Holder string }

func (e *BusyError) Error() string {
	return e.Holder + " is publishing there now; try again when that is done"
}

// errLost ends a run whose lock somebody else has taken, since this one had not been heard of.
var errLost = errors.New("somebody else has begun to publish there: this run was not heard of for too long")

// A lock says who is publishing. Clocks of other machines are not believed: who holds it shows that he is there by
// changing it, and who waits looks whether it changes.
type lock struct {
	ID      string `json:"id"`
	Machine string `json:"machine"`
	Process int    `json:"process"`
	Beat    int    `json:"beat"` // grows as long as the run goes on
}

// A holder of a lock changes it every beat; one that has not done so for a lease is taken to be dead.
var (
	beat  = 5 * time.Second
	lease = 20 * time.Second
)

func (l lock) String() string {
	if l.Machine == "" {
		return "somebody" // whose lock cannot be read
	}
	return fmt.Sprintf("process %d on %s", l.Process, l.Machine)
}

func (l lock) data() []byte {
	data, _ := json.Marshal(l) // of strings and numbers
	return append(data, '\n')
}

// locked does something with a host that no other run changes meanwhile.
func locked(ctx context.Context, host Host, opt Options, do func(context.Context, Host) (Result, error)) (Result, error) {
	host = patient{host}
	machine, err := os.Hostname()
	if err != nil {
		return Result{}, err
	}
	l := lock{ID: rand.Text(), Machine: machine, Process: os.Getpid()}
	if err := l.take(ctx, host, opt); err != nil {
		return Result{}, busyAt(host, err)
	}
	ctx, stop := context.WithCancelCause(ctx)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		l.hold(ctx, host, stop)
	}()
	result, err := do(ctx, host)
	if err != nil && errors.Is(context.Cause(ctx), errLost) {
		err = fmt.Errorf("%s: %w", host, errLost)
	}
	stop(nil)
	<-stopped
	if !errors.Is(err, errLost) {
		err = errors.Join(err, host.Remove(context.WithoutCancel(ctx), lockPath))
	}
	return result, err
}

// busyAt adds where somebody else is publishing; other errors tell that themselves.
func busyAt(host Host, err error) error {
	if _, ok := errors.AsType[*BusyError](err); ok {
		return fmt.Errorf("%s: %w", host, err)
	}
	return err
}

// take makes the lock, or waits until it is clear whether its holder lives.
func (l lock) take(ctx context.Context, host Host, opt Options) error {
	for {
		err := host.Create(ctx, lockPath, l.data())
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		other, err := readLock(ctx, host)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it has just been let go
		}
		if err != nil || other.ID == l.ID {
			return err // or the answer to a first attempt was lost
		}
		if !other.dead(l.Machine) {
			if opt.Waiting != nil {
				opt.Waiting(other.String())
			}
			if err := other.watch(ctx, host); err != nil {
				return err
			}
		}
		if err := other.bury(ctx, host); err != nil {
			return err
		}
	}
}

// bury removes the lock of a dead holder, unless somebody else has done so, and holds it now.
func (l lock) bury(ctx context.Context, host Host) error {
	now, err := readLock(ctx, host)
	if errors.Is(err, fs.ErrNotExist) || err == nil && now != l {
		return nil
	}
	if err == nil {
		err = host.Remove(ctx, lockPath)
	}
	return err
}

// dead reports whether it is certain that the holder is gone.
func (l lock) dead(machine string) bool {
	return l.Machine == machine && l.Process != os.Getpid() && !alive(l.Process)
}

// watch returns when the holder has not been heard of for a lease, or a *BusyError as soon as it has.
func (l lock) watch(ctx context.Context, host Host) error {
	for waited := time.Duration(0); waited < lease; waited += beat {
		select {
		case <-time.After(beat):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		now, err := readLock(ctx, host)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case now != l:
			return &BusyError{Holder: now.String()}
		}
	}
	return nil
}

// hold shows that the run goes on, until it ends or has lost the lock.
func (l lock) hold(ctx context.Context, host Host, stop context.CancelCauseFunc) {
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now, err := readLock(ctx, host)
		if errors.Is(err, fs.ErrNotExist) || err == nil && now.ID != l.ID {
			stop(errLost)
			return
		}
		if ctx.Err() != nil {
			return
		}
		l.Beat++
		// A request that is given up may still reach the host, after the lock has been removed. That it fails once is no harm: the
		// run itself will tell if the host is gone.
		_ = host.Put(context.WithoutCancel(ctx), lockPath, lockPath, inline(l.data()))
	}
}

// readLock returns a lock that nobody holds for one that cannot be read: it too goes when nobody changes it.
func readLock(ctx context.Context, host Host) (l lock, err error) {
	data, err := host.Read(ctx, lockPath)
	if err == nil && json.Unmarshal(data, &l) != nil {
		l = lock{}
	}
	return l, err
}
