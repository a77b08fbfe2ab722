package publish

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/write"
)

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
