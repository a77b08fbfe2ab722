package publish

import (
	"maps"
	"slices"
	"time"
)

// A Plan is what a run does. All lists are in the order in which it is done.
type Plan struct {
	New     []string // files that come where none is
	Changed []string // files that take the place of others
	Removed []string
	Left    []string // old files that stay for a while
	Same    int      // files that are there already
	Bytes   int64    // to be sent

	wanted  map[string]file
	early   map[string]bool   // of Removed, those that stand in the way
	sums    map[string]string // the new manifest
	before  map[string]string // the new version before; nil if there is none to go back to
	state   state
	keep    map[string]string // path → where its content is kept before it goes
	opt     Options
	rewrite bool // whether what is remembered changes
}

// Empty reports whether there is nothing to do.
func (p *Plan) Empty() bool { return len(p.New)+len(p.Changed)+len(p.Removed) == 0 && !p.rewrite }

// keptUntil returns when the last of the files that stay for a while may go; the zero time if there are none, or if they stay
// only for the version before.
func (p *Plan) keptUntil() (last time.Time) {
	for _, since := range p.state.Left {
		if until := since.Add(p.opt.KeepOld); until.After(last) && until.After(p.opt.Now) {
			last = until
		}
	}
	return last
}

// plan compares a site with what lies on a host.
func (p *past) plan(site *source, opt Options) (*Plan, error) {
	if err := p.refuseForeign(site, opt); err != nil {
		return nil, err
	}
	wanted := p.serveable(site.files)
	plan := p.compare(wanted, p.judge(wanted).same, opt)
	if err := p.refuseDeletes(plan, opt); err != nil {
		return nil, err
	}
	return plan, nil
}

// compare makes the plan that leads from what lies there to the wanted files, when same tells which of them are there already.
func (p *past) compare(wanted map[string]file, same func(name string, file file, there Entry) bool, opt Options) *Plan {
	plan := &Plan{wanted: wanted, opt: opt, early: map[string]bool{}, keep: map[string]string{}, sums: map[string]string{}}
	plan.state = state{Left: map[string]time.Time{}, Headers: map[string]string{}}
	for name, file := range wanted {
		plan.sums[name] = file.sum
		if p.headers {
			plan.state.Headers[kindOf(name)] = headersOf(name)
		}
		switch there, ok := p.there[name]; {
		case !ok:
			plan.New = append(plan.New, name)
		case same(name, file, there):
			plan.Same++
			continue
		default:
			plan.Changed = append(plan.Changed, name)
		}
		plan.Bytes += file.content.Size
	}
	plan.before = p.versionBefore(plan)
	p.clear(plan)
	plan.sort()
	p.remember(plan)
	return plan
}

// versionBefore returns the files of the version that can be brought back afterwards; nil if none can.
func (p *past) versionBefore(plan *Plan) map[string]string {
	switch {
	case plan.opt.KeepOld == 0:
		return nil
	case maps.Equal(plan.sums, p.manifest):
		return p.before
	case len(p.touched.Paths) > 0 && !p.touched.Kept:
		return nil // nobody knows any more what lay there
	}
	return p.manifest
}

// clear decides what becomes of our files that are wanted no longer.
func (p *past) clear(plan *Plan) {
	way := newWay(plan.wanted)
	for name := range p.ours() {
		if _, ok := plan.wanted[name]; ok {
			continue
		}
		if way.blocks(name) {
			plan.early[name] = true
		} else if since, stays := p.stays(plan, name); stays {
			plan.state.Left[name] = since
			plan.Left = append(plan.Left, name)
			continue
		}
		plan.Removed = append(plan.Removed, name)
	}
}

// stays reports whether an old file stays for a while, and since when no page names it.
func (p *past) stays(plan *Plan, name string) (since time.Time, stays bool) {
	if !isNamed(name) || plan.opt.KeepOld == 0 {
		return since, false
	}
	since, known := p.state.Left[name]
	if !known {
		since = plan.opt.Now.UTC().Truncate(time.Second)
	}
	_, needed := plan.before[name]
	return since, needed || plan.opt.Now.Sub(since) <= plan.opt.KeepOld
}

// remember decides which files are kept so that the version before can be brought back, and whether
// anything that is remembered changes.
func (p *past) remember(plan *Plan) {
	changed := !maps.Equal(plan.sums, p.manifest)
	plan.rewrite = changed || len(p.touched.Paths) > 0 || (plan.before == nil) != (p.before == nil) ||
		!maps.Equal(plan.state.Left, p.state.Left) || !maps.Equal(plan.state.Headers, p.state.Headers)
	if !changed || plan.before == nil {
		return
	}
	for _, name := range slices.Concat(plan.Changed, plan.Removed) {
		if sum, ok := p.manifest[name]; ok && sum != plan.sums[name] && !p.has(keptFolder+sum) {
			plan.keep[name] = keptFolder + sum
		}
	}
}

// serveable leaves out compressed variants of files where no web server would choose among them.
func (p *past) serveable(files map[string]file) map[string]file {
	if !p.headers {
		return files
	}
	files = maps.Clone(files)
	maps.DeleteFunc(files, func(name string, _ file) bool {
		_, ok := files[plain(name)]
		return ok && plain(name) != name
	})
	return files
}
