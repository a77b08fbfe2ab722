package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A lighthouseReport is what is read of one of Lighthouse's. Scores go from 0 to 1.
type lighthouseReport struct {
	Categories map[string]struct {
		Score     float64
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits       map[string]lighthouseAudit
	RuntimeError struct{ Message string }
}

type lighthouseAudit struct {
	Title, DisplayValue, Explanation string
	Score                            *float64 // none where the audit does not apply
	Details                          json.RawMessage
}

// places returns the elements that an audit names.
func (a lighthouseAudit) places() (places []string) {
	var details struct {
		Items []struct {
			Node struct{ Selector, Explanation string }
		}
	}
	if json.Unmarshal(a.Details, &details) != nil {
		return nil // some audits list other things than elements
	}
	for _, item := range details.Items {
		if item.Node.Selector != "" {
			places = append(places, item.Node.Selector+" "+strings.ReplaceAll(item.Node.Explanation, "\n", " "))
		}
	}
	return places
}

// performance is the one score that depends on what else the machine does.
func (r *lighthouseReport) performance() float64 { return r.Categories["performance"].Score }

// scores tells the scores, from 0 to 100, and what that of performance is made of.
func (r *lighthouseReport) scores() string {
	var scores []string
	for _, name := range slices.Sorted(maps.Keys(r.Categories)) {
		scores = append(scores, fmt.Sprintf("%s %.0f", name, 100*r.Categories[name].Score))
	}
	for _, id := range []string{"first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"} {
		scores = append(scores, id+" "+r.Audits[id].DisplayValue)
	}
	return strings.Join(scores, ", ")
}

// flaws returns what keeps categories from being full: their audits that are not.
func (r *lighthouseReport) flaws() (flaws []string) {
	for _, name := range slices.Sorted(maps.Keys(r.Categories)) {
		category := r.Categories[name]
		if category.Score == 1 {
			continue
		}
		flaws = append(flaws, fmt.Sprintf("%s: %.0f", name, 100*category.Score))
		for _, ref := range category.AuditRefs {
			a := r.Audits[ref.ID]
			if ref.Weight == 0 || a.Score == nil || *a.Score == 1 {
				continue
			}
			flaws = append(flaws, "  "+ref.ID+": "+strings.TrimSpace(strings.Join([]string{a.Title, a.DisplayValue, a.Explanation}, " ")))
			for _, place := range a.places() {
				flaws = append(flaws, "    "+place)
			}
		}
	}
	return flaws
}
