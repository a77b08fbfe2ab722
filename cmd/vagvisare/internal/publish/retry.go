package publish

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"time"
)

// A patient host tries again what failed for a reason that may pass, and waits longer each time.
type patient struct{ Host }

// attempts and firstWait give a host half a minute to come back.
const attempts = 7

var firstWait = 250 * time.Millisecond

func (p patient) try(ctx context.Context, do func() error) error {
	for attempt := 1; ; attempt++ {
		err := do()
		if err == nil || attempt == attempts || ctx.Err() != nil || !p.Passing(err) {
			return err
		}
		// Half of the wait is chance, so that those who failed together do not come back together.
		wait := firstWait << attempt / 2
		select {
		case <-time.After(wait + rand.N(wait)):
		case <-ctx.Done():
			return errors.Join(context.Cause(ctx), err)
		}
	}
}

func (p patient) List(ctx context.Context) (entries map[string]Entry, err error) {
	err = p.try(ctx, func() error {
		entries, err = p.Host.List(ctx)
		return err
	})
	return entries, err
}

func (p patient) Read(ctx context.Context, path string) (data []byte, err error) {
	err = p.try(ctx, func() error {
		data, err = p.Host.Read(ctx, path)
		return err
	})
	return data, err
}

func (p patient) Put(ctx context.Context, path, as string, content Content) error {
	return p.try(ctx, func() error { return p.Host.Put(ctx, path, as, content) })
}

func (p patient) Copy(ctx context.Context, from, to string) error {
	return p.try(ctx, func() error { return p.Host.Copy(ctx, from, to) })
}

func (p patient) Create(ctx context.Context, path string, data []byte) error {
	return p.try(ctx, func() error { return p.Host.Create(ctx, path, data) })
}

// Move takes it for done when a second attempt finds nothing to move: the answer to the first one was lost.
func (p patient) Move(ctx context.Context, from, to string) error {
	again := false
	return p.try(ctx, func() error {
		err := p.Host.Move(ctx, from, to)
		if again && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		again = true
		return err
	})
}

func (p patient) Remove(ctx context.Context, path string) error {
	return p.try(ctx, func() error { return p.Host.Remove(ctx, path) })
}
