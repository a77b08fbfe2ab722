package publish

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

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

// list names the first few of many.
func list(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
