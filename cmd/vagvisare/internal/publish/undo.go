package publish

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
)

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
