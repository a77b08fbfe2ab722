package site

import (
	"slices"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// Guest links a page that is not of the site, as if its file lay in content/ by its Source, and returns what is wrong with its
// links and items. Its address is its own matter; no other page knows of it. Nobody may read the site meanwhile.
func (s *Site) Guest(page *Page) []diag.Problem {
	told := len(s.problems)
	s.linkText(page)
	found := slices.Clone(s.problems[told:])
	s.problems = s.problems[:told]
	return found
}
