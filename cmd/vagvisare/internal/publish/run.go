package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"
)

// A run carries out a plan.
type run struct {
	host Host
	past *past
	plan *Plan

	mu       sync.Mutex // guards what follows
	progress Progress
}

// DefaultConcurrency is how many files are sent at the same time unless somebody asks for another number: it keeps a connection with a
// long way to the host busy.
const DefaultConcurrency = 32

func carryOut(ctx context.Context, host Host, there *past, plan *Plan, opt Options) (Result, error) {
	result := Result{
		Files: len(plan.wanted), Sent: len(plan.New) + len(plan.Changed), SentBytes: plan.Bytes, Removed: len(plan.Removed),
		Kept: len(plan.Left), KeptUntil: plan.keptUntil(),
	}
	if opt.Plan != nil {
		opt.Plan(plan)
	}
	if plan.Empty() {
		return result, nil
	}
	if plan.opt.Concurrency <= 0 {
		plan.opt.Concurrency = DefaultConcurrency
	}
	r := &run{host: host, past: there, plan: plan}
	if err := r.prepare(ctx); err != nil {
		undone, err := r.undo(ctx, err)
		// Where nothing was before, pages that are sent are seen at once.
		return Result{}, &CutOffError{Err: err, Undone: undone, Mixed: there.manifest == nil && !undone}
	}
	if err := r.change(ctx); err != nil {
		return Result{}, &CutOffError{Err: err, Mixed: true}
	}
	return result, nil
}

// prepare does all that visitors cannot see: when it fails, they still have the version that they had.
func (r *run) prepare(ctx context.Context) error {
	if err := r.touch(ctx); err != nil {
		return err
	}
	if err := r.keep(ctx); err != nil {
		return err
	}
	return r.inOrder(ctx, "send", r.plan.all(), r.send)
}

// change brings the files that have been sent into their places.
func (r *run) change(ctx context.Context) error {
	early, late := r.plan.removals()
	if err := r.inOrder(ctx, "remove", early, r.host.Remove); err != nil {
		return err
	}
	if err := r.inOrder(ctx, "switch", r.plan.replacing(), r.place); err != nil {
		return err
	}
	if err := r.writeDown(ctx); err != nil {
		return err
	}
	if err := r.inOrder(ctx, "remove", late, r.host.Remove); err != nil {
		return err
	}
	return r.tidy(ctx)
}

// keep makes the copies that the version before is made of when it is asked for.
func (r *run) keep(ctx context.Context) error {
	first := map[string]string{} // several files may hold the same
	for _, name := range slices.Concat(r.plan.Changed, r.plan.Removed) {
		if to, ok := r.plan.keep[name]; ok && first[to] == "" {
			first[to] = name
		}
	}
	var names []string
	for _, name := range first {
		names = append(names, name)
	}
	slices.SortFunc(names, byClass)
	return r.inOrder(ctx, "keep", names, func(ctx context.Context, name string) error {
		return r.host.Copy(ctx, name, r.plan.keep[name])
	})
}

// send brings a file to the host: to its place, if nothing lies there, and else beside it.
func (r *run) send(ctx context.Context, name string) error {
	f, direct := r.plan.wanted[name], r.plan.direct(name)
	switch {
	case f.kept != "" && direct:
		return r.host.Copy(ctx, f.kept, name)
	case f.kept != "":
		return nil // it lies on the host already
	case direct:
		return r.host.Put(ctx, name, name, r.counted(f.content))
	}
	stage := staged(name, f.sum)
	if there, ok := r.past.there[stage]; ok && there.Size == f.content.Size {
		r.count(f.content.Size) // a run that was cut off has sent it
		return nil
	}
	return r.host.Put(ctx, stage, name, r.counted(f.content))
}

// place brings a file that has been sent to the place of the one that it replaces.
func (r *run) place(ctx context.Context, name string) error {
	f := r.plan.wanted[name]
	if f.kept != "" {
		return r.host.Copy(ctx, f.kept, name)
	}
	return r.host.Move(ctx, staged(name, f.sum), name)
}

// staged returns where a file waits. The name tells what it holds, so that another run can go on from there.
func staged(name, sum string) string {
	key := sha256.Sum256([]byte(name + "\n" + sum))
	return stageFolder + hex.EncodeToString(key[:16])
}
