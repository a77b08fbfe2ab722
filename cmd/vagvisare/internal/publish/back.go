package publish

import (
	"errors"
	"fmt"
	"slices"
)

// planBack is the plan that brings back the version before, or the last whole one when a run was cut off
// on its way to the next.
func (p *past) planBack(opt Options) (*Plan, error) {
	to := p.before
	if len(p.touched.Paths) > 0 && p.touched.To != versionOf(p.manifest) {
		to = p.manifest // the run was cut off before visitors saw all of what it brought
	}
	if to == nil {
		return nil, errors.New("there is no version before to go back to")
	}
	wanted := make(map[string]file, len(to))
	var lost []string
	for name, sum := range to {
		f := file{sum: sum, kept: keptFolder + sum}
		if kept, ok := p.there[f.kept]; ok {
			f.content.Size, f.content.MD5 = kept.Size, kept.MD5
		} else if !p.inPlace(name, sum) {
			lost = append(lost, name)
		}
		wanted[name] = f
	}
	if len(lost) > 0 {
		slices.Sort(lost)
		return nil, fmt.Errorf("the version before cannot be brought back: %s have not been kept; publish it again", list(lost))
	}
	return p.compare(wanted, p.sameAsKept, opt), nil
}

// inPlace reports whether a file of which no copy is kept stands where it stood.
func (p *past) inPlace(name, sum string) bool {
	if !p.has(name) {
		return false
	}
	_, left := p.state.Left[name] // then its name tells what it holds
	// A copy is kept before a file is changed: where there is none, it has not been.
	return left || p.manifest[name] == sum && (!slices.Contains(p.touched.Paths, name) || p.touched.Kept)
}

func (p *past) sameAsKept(name string, f file, there Entry) bool {
	if !p.has(f.kept) {
		return true // or planBack would have refused
	}
	if there.MD5 != "" && f.content.MD5 != "" {
		return there.MD5 == f.content.MD5
	}
	return p.manifest[name] == f.sum && !slices.Contains(p.touched.Paths, name)
}
