package publish

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// inOrder does something with each file of a sorted list, several at a time, but those of a class only when all of the
// classes before it are done.
func (r *run) inOrder(ctx context.Context, stage string, names []string, do func(context.Context, string) error) error {
	r.begin(stage, names)
	for _, class := range classes(names) {
		if err := r.several(ctx, class, do); err != nil {
			return err
		}
	}
	return nil
}

// inAnyOrder does something with each file, several at a time.
func (r *run) inAnyOrder(ctx context.Context, stage string, names []string, do func(context.Context, string) error) error {
	r.begin(stage, names)
	return r.several(ctx, names, do)
}

func (r *run) several(ctx context.Context, names []string, do func(context.Context, string) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(r.plan.opt.Concurrency)
	for _, name := range names {
		group.Go(func() error {
			if err := context.Cause(ctx); err != nil {
				return err
			}
			err := do(ctx, name)
			if err == nil {
				r.done()
			}
			return err
		})
	}
	return group.Wait()
}
