package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A group is the problems that one owner can mend.
type group struct {
	owner    string // "" for pages without one
	sitewide bool   // of files that are no page's
	problems []diag.Problem
}

// heading returns the name of a group.
func (g group) heading(lang string) string {
	switch {
	case g.sitewide:
		return diag.Problem{Code: diag.SiteGroup}.Text(lang)
	case g.owner == "":
		return diag.Problem{Code: diag.NoOwnerList}.Text(lang)
	}
	return g.owner
}

// owners returns who answers for each page's file; s may be nil.
func owners(s *site.Site) map[string]string {
	owners := map[string]string{}
	if s != nil {
		for _, p := range s.Pages {
			owners[p.File()] = p.Owner
		}
	}
	return owners
}

// byOwner parts problems by who can mend them: first those of the site as a whole, then owner by
// owner in order, then those of pages that nobody answers for.
func byOwner(s *site.Site, problems []diag.Problem) []group {
	owners := owners(s)
	groups := []group{{sitewide: true}}
	names := map[string]bool{}
	for _, p := range problems {
		if owner, isPage := owners[p.File]; isPage && owner != "" {
			names[owner] = true
		}
	}
	at := map[string]int{}
	for i, name := range append(slices.Sorted(maps.Keys(names)), "") {
		groups = append(groups, group{owner: name})
		at[name] = i + 1
	}
	for _, p := range problems {
		i := 0
		if owner, isPage := owners[p.File]; isPage {
			i = at[owner]
		}
		groups[i].problems = append(groups[i].problems, p)
	}
	return slices.DeleteFunc(groups, func(g group) bool { return len(g.problems) == 0 })
}

// printGroups prints problems group by group, under headings where there are several groups or
// the only one has an owner.
func printGroups(w io.Writer, groups []group, lang string) error {
	for i, g := range groups {
		if i > 0 {
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
		if len(groups) > 1 || g.owner != "" {
			if _, err := fmt.Fprintf(w, "== %s (%d) ==\n", g.heading(lang), len(g.problems)); err != nil {
				return err
			}
		}
		if err := diag.Print(w, g.problems, lang); err != nil {
			return err
		}
	}
	return nil
}

// ownedReport is the report of check for programs: that of a build, with the owner of each
// problem's page.
type ownedReport struct {
	jsonReport
	Problems []ownedProblem `json:"problems"`
}

type ownedProblem struct {
	jsonProblem
	Owner string `json:"owner,omitempty"`
}

func (r *report) writeOwnedJSON(w io.Writer, s *site.Site) error {
	owners := owners(s)
	out := ownedReport{
		jsonReport: jsonReport{Pages: r.pages, Files: r.files, Seconds: time.Since(r.started).Round(time.Millisecond).Seconds()},
		Problems:   []ownedProblem{},
	}
	for _, p := range r.problems {
		out.Problems = append(out.Problems, ownedProblem{jsonProblem{
			p.File, p.Line, p.Col, string(p.Code), p.Severity.String(), p.Text(r.lang), p.Hint(r.lang),
		}, owners[p.File]})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(out)
}
