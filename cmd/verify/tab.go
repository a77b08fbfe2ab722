package main

import "vagvisare/cmd/verify/internal/browser"

// mostStops is how many places for the focus are looked at on a page: what comes behind them is in long lists, alike.
const mostStops = 120

// tab goes through a page by the keyboard, with all that can be unfolded unfolded, and holds that
// the focus is seen wherever it is: WCAG 2.2, 2.4.7 and 2.4.11.
func (a *audit) tab(p *browser.Page, l look) error {
	if err := p.Open(l.site.URL(l.page), l.view); err != nil {
		return err
	}
	unfold := `document.querySelectorAll("details:not([open])").forEach(e => { e.open = true });
		document.querySelectorAll("button[aria-expanded=false]").forEach(e => e.click());`
	if _, err := browser.Eval[any](p, unfold); err != nil {
		return err
	}
	var problems []string
	for stops := range mostStops {
		stop, err := p.NextStop()
		if err != nil {
			return err
		}
		problems = append(problems, stop.Problems...)
		if stop.End {
			if stops < 2 {
				problems = append(problems, "the keyboard leads nowhere")
			}
			break
		}
	}
	a.tally.check(l.String()+": by the keyboard", problems...)
	return nil
}
