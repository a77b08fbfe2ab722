package main

import (
	"strings"

	"vagvisare/cmd/verify/internal/browser"
)

// tellErrors makes a mistake, another one, and mends them.
func tellErrors(r *reading) {
	r.begin("", browser.View{})
	r.tap("input[name=who]")
	r.write("Hej")
	r.holds("nothing is told when nothing is wrong", piece(`!shown("panel") && !shown("badge")`))
	first := problem("content/a.md", 7, "Länken leder ingenstans")
	r.tell(func(h *previewHost) { h.fail(first) })
	r.until("the error is told", piece(`shown("panel")`))
	r.holds("what, where, how it is written and how to mend it", piece(`["1 fel", "Länken leder ingenstans", "content/a.md, rad 7", "[länk](lång", "Rätta adressen."].every(t => text("problems").includes(t))`))
	r.holds("the place opens in the editor", piece(`root.querySelector(".problem a").href === "vscode://file/content/a.md"`))
	r.holds("those who do not see it hear it", piece(`text("status").startsWith("1 fel") && text("status").includes("Länken leder")`))
	r.holds("the focus stays, and one types on", `document.activeElement.name === "who"`)
	r.press("Escape")
	r.holds("a key in the page is the page's", piece(`shown("panel")`))
	r.run(`document.activeElement.blur()`)
	r.press("Escape")
	r.until("Escape leaves a badge", piece(`!shown("panel") && text("badge") === "1 fel" && piece("badge").ariaExpanded === "false"`))
	moved := problem("content/a.md", 9, "Länken leder ingenstans")
	r.tell(func(h *previewHost) { h.fail(moved) })
	r.until("the same error elsewhere is no news", piece(`text("problems").includes("rad 9")`))
	r.holds("and opens nothing", piece(`!shown("panel")`))
	r.run(piece(`piece("badge").click()`))
	r.until("the badge opens it", piece(`shown("panel")`))
	r.run(piece(`piece("panel-fold").focus()`))
	r.press("Enter")
	r.until("the button closes it, and the badge has the focus", piece(`!shown("panel") && root.activeElement === piece("badge")`))
	r.tell(func(h *previewHost) { h.fail(moved, problem("content/b.md", 1, "Titeln saknas")) })
	r.until("a new error opens it", piece(`shown("panel") && text("badge") === "2 fel"`))
	r.tell(func(h *previewHost) { h.fail() })
	r.until("when all is mended it goes", piece(`!shown("panel") && !shown("badge")`))
	r.holds("the focus is not lost", piece(`root.activeElement?.checkVisibility()`))
	r.holds("that is heard too", piece(`text("status") === "Felen är åtgärdade"`))
	r.tell(func(h *previewHost) { h.fail(first) })
	r.until("the same mistake again is a new one", piece(`shown("panel")`))
	r.stays()
	r.open("annan/", browser.View{})
	r.until("another page tells it too", piece(`shown("panel")`))
}

// tellSaved saves another page than the one that is shown.
func tellSaved(r *reading) {
	save := func(path, title string) {
		r.tell(func(h *previewHost) {
			h.changed(map[string]any{"saved": []map[string]any{{"path": path, "title": title}}})
		})
	}
	r.begin("", browser.View{})
	save("annan/", "Annan")
	r.until("it is told", piece(`shown("saved") && text("saved-link") === "Du sparade Annan – visa"`))
	r.run(piece(`piece("saved-close").click()`))
	r.holds("it can be sent away", piece(`!shown("saved")`))
	save("annan/", "Annan")
	r.until("it is told again", piece(`shown("saved")`))
	save("", "Start")
	r.until("the page itself is not told, and the last one goes", piece(`!shown("saved")`))
	save("annan/", "Annan")
	r.until("it is told again", piece(`shown("saved")`))
	r.run(piece(`piece("saved-link").focus()`))
	r.press("Enter")
	r.until("it leads there", r.at("annan/")+` && document.readyState === "complete"`)
}

// showBar opens and folds the editor's bar.
func showBar(r *reading) {
	r.begin("", browser.View{})
	r.holds("it tells about the page", piece(`["content/_index.md", "Utkast", "Granskas 1 mars 2027", "LIX 54, svårläst", "601 ord"].every(t => text("facts").includes(t))`))
	r.holds("it leads to the file", piece(`root.querySelector(".bar__line a").href.startsWith("vscode://file/content/")`))
	r.holds("nothing is kept in the browser unasked", `!sessionStorage.length && !localStorage.length`)
	r.edit("index.html", "<h1>Start", "<h1>Slut")
	r.until("it is fresh after a change", piece(`text("facts").includes("602 ord")`))
	r.run(piece(`piece("more").click()`))
	r.until("more is shown on demand", piece(`root.querySelector(".bar__more").checkVisibility() && ["41 ord", "DPIA", "F2", "Annan"].every(t => text("facts").includes(t))`))
	r.open("annan/", browser.View{})
	r.until("also on the next page", piece(`root.querySelector(".bar__more").checkVisibility()`))
	r.run(piece(`piece("fold").click()`))
	r.until("it folds", piece(`!shown("facts") && !shown("more") && text("fold") === "Visa raden"`))
	r.open("", browser.View{})
	r.until("and stays so", piece(`!shown("facts") && shown("fold")`))
	r.open("", browser.View{Print: true})
	r.until("on paper there is none", `!document.querySelector("vagvisare-preview").checkVisibility()`)
	r.run(`sessionStorage.clear()`)
}

// leaveRoom goes to the last thing on the page with the keyboard.
func leaveRoom(r *reading) {
	r.begin("", browser.View{Width: narrow})
	r.tell(func(h *previewHost) { h.fail(problem("content/a.md", 7, "Länken leder ingenstans")) })
	r.until("the panel is open", piece(`shown("panel")`))
	r.settle()
	r.run(`document.querySelector("[aria-label=Delta]").focus()`)
	for range 3 { // by way of the table
		r.press("Tab")
	}
	r.until("the last button has the focus", `document.activeElement.id === "last"`)
	r.holds("it is not covered", piece(`document.activeElement.getBoundingClientRect().bottom <= root.querySelector(".dock").getBoundingClientRect().top`))
	r.run(`scrollTo(0, document.documentElement.scrollHeight)`)
	r.holds("nor is the end of the page", piece(`document.querySelector("#last").getBoundingClientRect().bottom <= root.querySelector(".dock").getBoundingClientRect().top`))
}

// shareConnection opens the preview in two tabs.
func shareConnection(r *reading) {
	r.begin("", browser.View{})
	var second *reading
	r.do(func() error {
		page, err := r.browser.NewPage()
		if err != nil {
			return err
		}
		second = &reading{&walk{way: r.way, name: r.name + ", in the second tab", tally: r.tally, page: page}, r.host, r.browser, r.audit}
		return nil
	})
	if second == nil {
		return
	}
	second.begin("annan/", browser.View{})
	second.connected("they share a connection", 1)
	second.edit("annan/index.html", "En annan sida", "En ändrad sida")
	second.until("the second one is told", `text("main p") === "En ändrad sida."`)
	second.edit("index.html", "<h1>Start", "<h1>Slut")
	r.until("the first one too", `text("h1") === "Slut"`)
	r.do(r.page.Close)
	second.do(func() error { return second.host.edit("annan/index.html", "En ändrad sida", "Än en gång") })
	second.until("when it is closed, the other takes over", `text("main p") === "Än en gång."`)
	second.connected("with a connection of its own", 1)
	second.stays()
	second.end()
	r.do(second.page.Close)
	if r.err == nil {
		r.opened = false // its record ended with it
		r.page, r.err = r.browser.NewPage()
	}
}

// catchUp hides a tab.
func catchUp(r *reading) {
	hide := func(hidden string) {
		r.run(`Object.defineProperty(document, "hidden", {value: ` + hidden + `, configurable: true})`)
		r.run(`document.dispatchEvent(new Event("visibilitychange"))`)
	}
	r.begin("", browser.View{})
	hide("true")
	asked := len(r.page.Requests())
	r.edit("index.html", "<h1>Start", "<h1>Slut")
	r.tell(func(h *previewHost) {
		h.changed(map[string]any{"saved": []map[string]any{{"path": "annan/", "title": "Annan"}}})
	})
	r.until("it hears of it", piece(`shown("saved")`))
	r.check("a hidden tab asks for nothing", len(r.page.Requests()) == asked)
	hide("false")
	r.until("it catches up when it is seen", `text("h1") === "Slut"`)
	r.stays()
}

// letGo leaves a page as browsers do that keep it in memory, and comes back.
func letGo(r *reading) {
	r.begin("", browser.View{})
	r.connected("it listens", 1)
	r.run(`dispatchEvent(new PageTransitionEvent("pagehide", {persisted: true}))`)
	r.connected("a page that is left does not", 0)
	r.edit("index.html", "<h1>Start", "<h1>Slut")
	r.run(`dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}))`)
	r.until("when it is shown again it catches up", `text("h1") === "Slut"`)
	r.connected("and listens", 1)
	r.run(`dispatchEvent(new PageTransitionEvent("pagehide", {persisted: true}))`)
	r.connected("it lets go again", 0)
	r.run(`Object.defineProperty(navigator, "locks", {value: undefined})`)
	r.run(`dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}))`)
	r.connected("without locks it has a connection of its own", 1)
	r.edit("index.html", "<h1>Slut", "<h1>Sist")
	r.until("and hears of changes", `text("h1") === "Sist"`)
	r.stays()
}

// loseServer stops the host for a while.
func loseServer(r *reading) {
	r.allowed = []string{"/_vagvisare/events"}
	r.begin("", browser.View{})
	r.tell((*previewHost).stop)
	r.until("it is told", piece(`shown("gone") && text("gone") === "Förhandsvisningen svarar inte"`))
	r.holds("the page stays", `text("h1") === "Start"`)
	r.do(func() error { return r.host.edit("index.html", "<h1>Start", "<h1>Slut") })
	r.tell((*previewHost).start)
	r.until("it comes back by itself, with what has changed", `text("h1") === "Slut"`)
	r.until("and that is told", piece(`!shown("gone")`))
	r.stays()
}

// lookAtPreview examines all that the preview shows, in light and dark, wide and narrow.
func lookAtPreview(r *reading) {
	for _, view := range []browser.View{{}, {Dark: true}, {Width: narrow}, {Width: narrow, Dark: true}} {
		r.tell(func(h *previewHost) { h.fail() })
		r.begin("", view)
		r.run(piece(`piece("more").click()`))
		r.tell(func(h *previewHost) {
			h.changed(map[string]any{"saved": []map[string]any{{"path": "annan/", "title": strings.Repeat("Annan ", 30)}}})
			h.fail(problem("content/a.md", 7, "Länken leder ingenstans"), problem("content/b.md", 0, "Titeln saknas"))
		})
		r.until("all is shown", piece(`shown("panel") && shown("saved")`))
		r.settle()
		r.do(func() error { return r.audit.fits(r.page, look{r.site, "/", "preview", view, true, nil}) })
		r.holds("all fits into the window", piece(`[...root.querySelectorAll("*")].every(e => !e.checkVisibility() || e.closest(".unseen") || e.getBoundingClientRect().right <= innerWidth + 1) && root.querySelector(".dock").getBoundingClientRect().top >= 0`))
		r.run(`sessionStorage.clear()`)
		r.look()
		r.opened = false // since the examination itself breaks the policy, in a shadow root
		r.do(func() error { return r.audit.examine(r.page, look{r.site, "/", "preview", view, true, nil}) })
	}
}
