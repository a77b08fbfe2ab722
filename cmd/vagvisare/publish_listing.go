package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// writePlan lists, sorted by path, each file that a run would touch, and tells how much that is.
func writePlan(w io.Writer, plan *publish.Plan, target string) error {
	type line struct{ sign, path string }
	var lines []line
	for _, group := range []struct {
		sign  string
		paths []string
	}{{"+", plan.New}, {"~", plan.Changed}, {"-", plan.Removed}, {".", plan.Left}} {
		for _, path := range group.paths {
			lines = append(lines, line{group.sign, path})
		}
	}
	slices.SortFunc(lines, func(a, b line) int { return strings.Compare(a.path, b.path) })
	out := bufio.NewWriter(w)
	for _, l := range lines {
		fmt.Fprintln(out, l.sign, l.path)
	}
	fmt.Fprintf(out, "%s: %d new (+), %d changed (~), %d removed (-), %d old ones kept (.), %d the same; "+
		"%s to send; nothing was changed\n",
		target, len(plan.New), len(plan.Changed), len(plan.Removed), len(plan.Left), plan.Same, size(plan.Bytes))
	return out.Flush()
}

// sorted returns the same paths by name; never nil, so that programs always get a list.
func sorted(paths []string) []string {
	paths = append([]string{}, paths...)
	slices.Sort(paths)
	return paths
}
