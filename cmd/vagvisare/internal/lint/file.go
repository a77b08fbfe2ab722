package lint

import (
	"maps"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// Unused returns a note for each attachment that no page of the site shows or refers to, sorted. The
// site should have been linked with its drafts: what only these refer to is waiting, not
// forgotten. Files are those of content/, by path. What a name beginning with "licen" or
// "readme" holds is about the others, and is not meant to be linked to.
func Unused(s *site.Site, files map[string]*site.File) []diag.Problem {
	used := map[*site.File]bool{s.Logo: true}
	for _, p := range s.Pages {
		for _, to := range p.AllTargets() {
			used[to.File], used[to.Captions] = true, true
		}
	}
	var problems []diag.Problem
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if !used[files[path]] && !aside(path) {
			problems = append(problems, note("content/"+path, 0, 0, diag.UnusedFile))
		}
	}
	return settle(s, problems)
}

func aside(path string) bool {
	name := strings.ToLower(path[strings.LastIndexByte(path, '/')+1:])
	return strings.HasPrefix(name, "licen") || strings.HasPrefix(name, "readme")
}
