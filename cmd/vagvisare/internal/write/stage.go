package write

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// A staged is what staging learns of one file of the tree, or of a variant.
type staged struct {
	sum      string // SHA-256 in hex; "" where there is no such variant
	size     int64
	written  bool     // differs from what lies in the folder, and is staged
	blocker  string   // path of what is in the way, or ""
	err      error    // why the file cannot be made or read
	variants []staged // of the file: one for each of Options.Variants, or none
}

// stage makes all files, also after one has failed, so that every failure is told and
// the same ones each time. Only a failing disk and ctx put an end to it.
func (r *run) stage(ctx context.Context) error {
	var next atomic.Int64
	report := r.reporter()
	makeStage := sync.OnceValue(func() error { return os.Mkdir(r.meta("stage"), 0o777) })
	group, inner := errgroup.WithContext(ctx)
	for range r.opt.Workers {
		w := &worker{run: r, makeStage: makeStage, hash: sha256.New(), made: sha256.New()}
		group.Go(func() error {
			for inner.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(r.paths) {
					return nil
				}
				if err := w.stage(i); err != nil {
					return err
				}
				if err := w.stageVariants(i); err != nil {
					return err
				}
				report()
			}
			return nil
		})
	}
	err := group.Wait()
	if ctx.Err() != nil {
		return fmt.Errorf("write %s: %w", r.dir, ctx.Err())
	}
	if err != nil {
		return err
	}
	return r.verdict()
}

// reporter returns a function that counts a file and tells Progress.
func (r *run) reporter() func() {
	if r.opt.Progress == nil {
		return func() {}
	}
	var mu sync.Mutex
	done := 0
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		r.opt.Progress(done, len(r.paths))
	}
}

// verdict returns all that speaks against committing.
func (r *run) verdict() error {
	failures := map[string]error{}
	var blockers []string
	for i, f := range r.files {
		if f.err != nil {
			failures[r.paths[i]] = f.err
		}
		for _, s := range append(f.variants, f) {
			if s.blocker != "" {
				blockers = append(blockers, s.blocker)
			}
		}
	}
	errs := first(failures)
	if len(blockers) > 0 {
		slices.Sort(blockers)
		foreign := &ForeignError{Paths: slices.Compact(blockers)}
		errs = append(errs, fmt.Errorf("write %s: %w", r.dir, foreign))
	}
	return errors.Join(errs...)
}

// first returns the failures of the first paths.
func first(failures map[string]error) []error {
	const most = 20
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(failures)) {
		if len(errs) == most {
			return append(errs, &MoreError{len(failures) - most})
		}
		errs = append(errs, failures[name])
	}
	return errs
}
