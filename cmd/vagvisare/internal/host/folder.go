package host

import (
	"path"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/headers"
)

// kept returns where files are named after their contents, for hosts whose rules know no regular expressions: folders in which
// all files are, and paths of single files that lie beside others.
func (s *Site) kept() (folders, files []string) {
	others := map[string]bool{} // folders with a file that is not, somewhere below
	for _, name := range s.Paths {
		if !headers.IsHashed(name) {
			for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
				others[dir] = true
			}
		}
	}
	for _, name := range s.Paths {
		if !headers.IsHashed(name) {
			continue
		}
		if folder := highest(path.Dir(name), others); folder != "" {
			folders = append(folders, folder)
		} else {
			files = append(files, name)
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders), files
}

// highest returns the highest folder around a folder, or itself, that is none of some others; or "".
func highest(dir string, others map[string]bool) string {
	found := ""
	for ; dir != "." && !others[dir]; dir = path.Dir(dir) {
		found = dir
	}
	return found
}

// endings returns the endings of texts, for which precompressed variants may lie beside files.
func endings() string {
	var list []string
	for _, t := range headers.Types() {
		if t.Text {
			list = append(list, t.Ending)
		}
	}
	return strings.Join(list, "|")
}

// A typeGroup is a type with all its endings.
type typeGroup struct {
	headers.Type
	Endings []string
}

// types returns all types, each once, in the order of their first endings.
func types() []typeGroup {
	var groups []typeGroup
	for _, t := range headers.Types() {
		i := slices.IndexFunc(groups, func(g typeGroup) bool { return g.Name == t.Name })
		if i < 0 {
			i = len(groups)
			groups = append(groups, typeGroup{Type: t})
		}
		groups[i].Endings = append(groups[i].Endings, t.Ending)
	}
	return groups
}
