package publish

import (
	"maps"
	"slices"
)

// A picky host does not take every site.
type picky interface {
	// refuse returns why a site with files of these names, which lies in a folder, cannot be published there; nil if it can.
	// It changes nothing.
	refuse(dir string, names []string, opt Options) error
}

// openFor reads a site that is to be published to a host.
func openFor(dir string, host Host, opt Options) (*source, error) {
	site, err := open(dir)
	if err != nil {
		return nil, err
	}
	if p, ok := host.(picky); ok {
		err = p.refuse(dir, slices.Collect(maps.Keys(site.files)), opt)
	}
	return site, err
}

func (f *folder) refuse(dir string, names []string, opt Options) error {
	if err := refuseAmong(f.dir, opt.Sources); err != nil {
		return err
	}
	if err := refuseNested(dir, f.dir); err != nil || opt.Yes {
		return err
	}
	return refuseWindows(names)
}
