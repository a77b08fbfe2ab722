package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"vagvisare/cmd/vagvisare/internal/write"
)

// A run carries out a plan.
type run struct {
	host Host
	past *past
	plan *Plan

	mu       sync.Mutex // guards what follows
	progress Progress
}

// defaultConcurrency keeps a connection with a long way to the host busy.
const defaultConcurrency = 16

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
		plan.opt.Concurrency = defaultConcurrency
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

// touch leaves word of all that is about to change, and of old files that become files of the site again, lest nobody
// should know whose they are if the run is cut off.
func (r *run) touch(ctx context.Context) error {
	old := r.past.touched
	now := touched{Kept: r.plan.opt.KeepOld > 0 && (len(old.Paths) == 0 || old.Kept), To: versionOf(r.plan.sums)}
	now.Paths = slices.Concat(old.Paths, r.plan.New, r.plan.Changed, r.plan.Removed)
	for name := range r.past.state.Left {
		if _, again := r.plan.wanted[name]; again {
			now.Paths = append(now.Paths, name)
		}
	}
	slices.Sort(now.Paths)
	now.Paths = slices.Compact(now.Paths)
	if !r.past.headers {
		now.New = r.arriving()
	}
	return r.writeJSON(ctx, touchedPath, now)
}

// arriving returns what is sent to where nothing lies, and what earlier runs have sent so and this one leaves as it is. A run
// that is cut off need not send them again, since each is there whole or not at all.
func (r *run) arriving() map[string]string {
	sums := maps.Clone(r.past.touched.New)
	if sums == nil {
		sums = map[string]string{}
	}
	for _, name := range slices.Concat(r.plan.Changed, r.plan.Removed) {
		delete(sums, name)
	}
	for _, name := range r.plan.New {
		sums[name] = r.plan.wanted[name].sum
	}
	return sums
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

// writeDown says what visitors see from now on, and what they saw before. In this order a run that is
// cut off here loses nothing of either.
func (r *run) writeDown(ctx context.Context) error {
	if err := r.writeBefore(ctx); err != nil {
		return err
	}
	if err := r.writeJSON(ctx, statePath, r.plan.state); err != nil {
		return err
	}
	if maps.Equal(r.plan.sums, r.past.manifest) {
		return nil
	}
	return r.host.Put(ctx, manifestPath, manifestPath, inline(write.FormatManifest(r.plan.sums)))
}

// writeBefore makes what visitors saw the version before, unless they saw the same as now.
func (r *run) writeBefore(ctx context.Context) error {
	switch {
	case r.plan.before == nil && r.past.before != nil:
		return r.host.Remove(ctx, beforePath)
	case r.plan.before == nil || maps.Equal(r.plan.sums, r.past.manifest):
		return nil
	}
	return r.host.Copy(ctx, manifestPath, beforePath)
}

func (r *run) writeJSON(ctx context.Context, path string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return r.host.Put(ctx, path, path, inline(append(data, '\n')))
}

// tidy removes what was of use only until now.
func (r *run) tidy(ctx context.Context) error {
	needed := map[string]bool{}
	for name, sum := range r.plan.before {
		if r.plan.sums[name] != sum {
			needed[keptFolder+sum] = true
		}
	}
	var useless []string
	for name := range r.past.there {
		if strings.HasPrefix(name, keptFolder) && !needed[name] || strings.HasPrefix(name, stageFolder) {
			useless = append(useless, name)
		}
	}
	slices.Sort(useless)
	if err := r.inAnyOrder(ctx, "tidy", useless, r.host.Remove); err != nil {
		return err
	}
	return r.host.Remove(ctx, touchedPath)
}

// undo is what becomes of a failure before visitors could have seen anything: what has been sent goes
// again, unless the connection broke, or somebody stopped the run; then another run may go on with it.
func (r *run) undo(ctx context.Context, failure error) (undone bool, err error) {
	if ctx.Err() != nil || r.host.Passing(failure) || len(r.past.touched.Paths) > 0 {
		return false, failure
	}
	ctx = context.WithoutCancel(ctx)
	there, err := r.host.List(ctx)
	if err != nil {
		return false, errors.Join(failure, err)
	}
	sent := slices.Concat(r.plan.New, slices.Collect(maps.Values(r.plan.keep)))
	for name := range there { // files that wait, and what came of others
		if strings.HasPrefix(name, stageFolder) && !r.past.has(name) {
			sent = append(sent, name)
		}
	}
	err = r.inAnyOrder(ctx, "undo", sent, r.host.Remove)
	if err == nil {
		err = r.host.Remove(ctx, touchedPath)
	}
	return err == nil, errors.Join(failure, err)
}

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
