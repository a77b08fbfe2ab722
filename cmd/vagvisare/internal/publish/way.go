package publish

import (
	"path"
	"strings"
)

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
