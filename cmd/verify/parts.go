package main

import (
	"fmt"
	"slices"

	"vagvisare/cmd/verify/internal/browser"
)

// partRoutes are those of readers who use what scripts bring to life on pages, the search apart.
func partRoutes() []route {
	return []route{
		{"choose colours", chooseColours},
		{"unfold steps", unfoldSteps},
		{"see steps without scripts", stepsWithoutScripts},
		{"read on, beside the list of contents", readOn},
		{"copy a page's address", copyAddress},
		{"read large texts", readLarge},
	}
}

// checkParts walks along the routes in each way of opening the portal.
func checkParts(s *session, t *tally) {
	if err := runParts(s, t); err != nil {
		t.fail("%v", err)
	}
	slices.Sort(t.messages) // done in parallel, told in order
}

func runParts(s *session, t *tally) error {
	p, err := s.portal()
	if err != nil {
		return err
	}
	ways, err := waysTo(s, p.public())
	if err != nil {
		return err
	}
	var errands []errand
	for _, from := range ways {
		for _, route := range partRoutes() {
			errands = append(errands, errand{from, route})
		}
	}
	return s.browse(func(b *browser.Browser) error { return runErrands(s.ctx, b, t, errands) })
}

const (
	steppedPage = "planera/reservplan/"
	keptNothing = `localStorage.length === 0`
	isDark      = `getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).every(part => part < 64)`
)

// chooseColours holds that nothing is kept before the reader chooses, that what is chosen holds on other pages, and that it
// can be taken away again on the page about storage.
func chooseColours(w *walk) {
	w.open(steppedPage, browser.View{})
	w.until("the choice", `all(".theme input").length === 3`)
	w.holds("nothing is kept", keptNothing)
	w.holds("it is light", "!("+isDark+")")
	w.tap(`.theme input[value="dark"]`)
	w.until("it is dark", isDark)
	w.open("infora/", browser.View{})
	w.holds("it is dark on another page", isDark)
	w.until("what is chosen there", `document.querySelector(".theme input:checked")?.value === "dark"`)
	w.open("lagring/", browser.View{})
	state := `document.querySelector('[data-key="vagvisare.theme"]')`
	w.until("what is kept", fmt.Sprintf("text('[data-key=\"vagvisare.theme\"]') === %s.dataset.kept", state))
	w.tap(".storage__button")
	w.until("nothing is kept any longer", keptNothing+` && text(".storage__status") !== "" && !(`+isDark+")")
}

// unfoldSteps holds that the steps beside a page are folded but for its own, and unfold.
func unfoldSteps(w *walk) {
	w.open(steppedPage, browser.View{})
	w.until("buttons", `all(".step-nav__step > .step-nav__heading > button[aria-expanded]").length === document.querySelectorAll(".step-nav__step").length`)
	w.holds("the page's own step is open, and no other", `all(".step-nav__step > ol").length === 1 && all(".step-nav__step[data-here] > ol").length === 1`)
	w.holds("the page is shown as the current one, once", `texts('.step-nav [aria-current="page"]').length === 1`)
	w.tap(".step-nav__step:first-child button")
	w.until("the first step is open", `all(".step-nav__step:first-child > ol").length === 1 && all('.step-nav__step:first-child [aria-expanded="true"]').length === 1`)
	w.press("Enter")
	w.until("it is folded by the keyboard", `all(".step-nav__step:first-child > ol").length === 0`)
}

func stepsWithoutScripts(w *walk) {
	w.open(steppedPage, browser.View{NoScript: true})
	w.until("all steps", `all(".step-nav__step > ol").length === document.querySelectorAll(".step-nav__step").length`)
	w.holds("nothing says that they fold", `document.querySelectorAll(".step-nav__step button, .step-nav__step [aria-expanded]").length === 0`)
	w.holds("nothing waits for scripts", `all("button:not([type=submit])").length === 0 && all(".theme").length === 0`)
}

// readOn holds that the list of contents follows the reader.
func readOn(w *walk) {
	w.open(steppedPage, browser.View{})
	current := `[...document.querySelectorAll(".contents a")].findIndex(a => a.getAttribute("aria-current") === "true")`
	w.until("nothing is read yet", current+" === -1")
	w.press("End")
	w.until("the last heading is read", current+` === document.querySelectorAll(".contents a").length - 1`)
	w.press("Home")
	w.until("nothing is read any longer", current+" === -1")
	w.tap(".contents li:nth-child(2) a")
	w.until("the heading that was gone to", current+" === 1")
}

// copyAddress holds that the reader is told what became of it. Whether a script may copy is up to the browser.
func copyAddress(w *walk) {
	w.open(steppedPage, browser.View{})
	w.tap(`[data-action="copy"]`)
	actions := `document.querySelector(".actions")`
	w.until("what became of it", fmt.Sprintf(`text(".actions__status") === %[1]s.dataset.copied ||
		text(".actions__status") === %[1]s.dataset.refused && document.activeElement.value?.endsWith("planera/reservplan/")`, actions))
}

// readLarge holds that no page has to be scrolled sideways with texts of twice the size: WCAG 2.2, 1.4.4.
func readLarge(w *walk) {
	for _, kind := range kinds() {
		w.open(kind.page, browser.View{Width: 2 * narrow})
		w.run(`document.documentElement.style.fontSize = "200%"`)
		w.do(func() error {
			lines, err := w.page.Overflow()
			if err == nil {
				w.tally.check(w.String()+": "+kind.name+" has to be scrolled sideways", lines...)
			}
			return err
		})
	}
}
