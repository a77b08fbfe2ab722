package publish

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/headers"
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

// refuseForeign holds that the place is empty, or holds the same portal, and nothing that would be lost.
func (p *past) refuseForeign(site *source, opt Options) error {
	if opt.Yes {
		return nil
	}
	foreign := p.foreign()
	if p.manifest == nil && len(p.touched.Paths) == 0 && len(foreign) > 0 {
		return fmt.Errorf("vagvisare has not published what lies there (%s); --yes publishes beside it",
			list(slices.Sorted(maps.Keys(foreign))))
	}
	if p.name != "" && p.name != site.name {
		return fmt.Errorf("another portal lies there, %q; --yes puts %q in its place", p.name, site.name)
	}
	var lost []string
	for path := range site.files {
		if foreign[path] {
			lost = append(lost, path)
		}
	}
	if len(lost) > 0 {
		slices.Sort(lost)
		return fmt.Errorf("%s, which somebody else has put there, would be overwritten; --yes does so", list(lost))
	}
	return nil
}

// refuseDeletes holds that no great part of the site is about to go. What a run that was cut off has left is no part of it.
func (p *past) refuseDeletes(plan *Plan, opt Options) error {
	removed := slices.DeleteFunc(slices.Clone(plan.Removed), func(name string) bool {
		return isNamed(name) || p.manifest[name] == ""
	})
	all := 0
	for path := range p.manifest {
		if !isNamed(path) {
			all++
		}
	}
	if all == 0 || float64(len(removed)) <= opt.MaxDeletes*float64(all) {
		return nil
	}
	slices.Sort(removed)
	return fmt.Errorf("%d of %d files there would be removed (%s): more than --max-deletes %.4g%% allows",
		len(removed), all, list(removed), 100*opt.MaxDeletes)
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

// A judge tells whether files on a host are those that are wanted.
type judge struct {
	past    *past
	touched map[string]bool
	md5     bool // whether what the host gives as MD5 is one
}

// judge finds out whether a host's word can be relied on: what S3 tells of a file is its MD5, but for
// encrypted files and those sent in parts, where it only looks like one.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
func (p *past) judge(wanted map[string]file) judge {
	j := judge{past: p, touched: map[string]bool{}}
	for _, name := range p.touched.Paths {
		j.touched[name] = true
	}
	for name, file := range wanted {
		if there, ok := p.there[name]; ok && there.MD5 != "" && there.MD5 == file.content.MD5 {
			j.md5 = true
			break
		}
	}
	return j
}

func (j judge) same(name string, file file, there Entry) bool {
	if old, known := j.past.state.Headers[kindOf(name)]; known && old != headersOf(name) {
		return false
	}
	if j.md5 && there.MD5 != "" {
		return there.MD5 == file.content.MD5
	}
	return j.sum(name) == file.sum && there.Size == file.content.Size
}

// sum returns what a file there holds, as far as what is remembered tells it.
func (j judge) sum(name string) string {
	if j.touched[name] {
		return j.past.touched.New[name]
	}
	return j.past.manifest[name]
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

// kindOf returns what a file's headers depend on.
func kindOf(name string) string {
	if isNamed(name) {
		return "immutable " + path.Ext(name)
	}
	return path.Ext(name)
}

func headersOf(name string) string {
	return headers.ContentType(name) + ", " + headers.CacheControl(name)
}

// A way is the places that wanted files take, folders included, whatever the case of their letters.
type way struct{ files, folders map[string]bool }

func newWay(wanted map[string]file) way {
	w := way{map[string]bool{}, map[string]bool{}}
	for name := range wanted {
		w.files[strings.ToLower(name)] = true
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			w.folders[strings.ToLower(dir)] = true
		}
	}
	return w
}

// blocks reports whether no wanted file could come, somewhere, while a file stays.
func (w way) blocks(name string) bool {
	name = strings.ToLower(name)
	if w.files[name] || w.folders[name] {
		return true
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if w.files[dir] {
			return true
		}
	}
	return false
}

// list names the first few of many.
func list(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
