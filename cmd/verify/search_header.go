package main

import "vagvisare/cmd/verify/internal/browser"

// onDemand are the files that no page loads before somebody wants to search.
var onDemand = []string{"assets/js/search-", "search/manifest.js"}

// fromHeader searches from the header of a page, with the keyboard and with the mouse.
func fromHeader(w *walk) {
	w.open("planera/roller-och-ansvar/", browser.View{})
	w.check("a page loads nothing for the search", len(w.asked("search/", "assets/js/search-")) == 0)
	w.press("/")
	w.until("the key / leads to the field", `focused() && field().value === ""`)
	w.until("with the focus comes the search", `"Vagvisare" in globalThis`)
	w.settle()
	w.check("with the focus comes the search, and its first file", len(w.asked(onDemand...)) == len(onDemand))
	w.holds("nothing is kept in the browser", `!localStorage.length && !sessionStorage.length`)

	w.write("tryg")
	w.until("suggestions appear", `suggestions().length > 1 && suggestions().every(s => s.toLowerCase().startsWith("tryg"))`)
	w.holds("they are told", `field().ariaExpanded === "true" && document.getElementById(field().getAttribute("aria-controls")) === all("[role=listbox]")[0]`)
	w.holds("none is chosen unasked", `!chosen()`)
	w.press("ArrowDown")
	w.until("the first is chosen", `chosen() === all("[role=option]")[0] && chosen().ariaSelected === "true" && focused() && field().value === "tryg"`)
	w.press("ArrowUp")
	w.until("none is chosen", `!chosen() && !document.querySelector("[role=option][aria-selected=true]")`)
	w.press("ArrowUp")
	w.until("the last is chosen", `chosen() === all("[role=option]").at(-1)`)
	w.press("Escape")
	w.until("Escape closes the list only", `!suggestions().length && field().ariaExpanded === "false" && field().value === "tryg"`)
	w.press("Escape")
	w.until("Escape empties the field", `field().value === "" && focused()`)

	w.write("trygg")
	w.until("suggestions appear again", `suggestions().length > 1`)
	w.press("ArrowDown", "ArrowDown")
	w.until("the second is chosen", `chosen() === all("[role=option]")[1]`)
	second := ask[string](w, `chosen().textContent`)
	w.press("Enter")
	w.found(second)
	w.back()
	w.until("back on the page", w.at("planera/roller-och-ansvar/")+` && !suggestions().length`)
	w.forth()
	w.found(second)

	w.open("", browser.View{})
	w.tap("form[role=search] input")
	w.write("kamera")
	w.until("suggestions appear on the home page", `suggestions().length > 0`)
	first := ask[string](w, `suggestions()[0]`)
	w.click("[role=option]")
	w.found(first)

	w.open("", browser.View{})
	w.tap("form[role=search] input")
	w.paste("kamera på natten")
	w.click("form[role=search] button")
	w.found("kamera på natten")

	w.open("ordlista/", browser.View{})
	w.press("/")
	w.hurry("larm")
	w.press("Enter") // perhaps before the search has come
	w.found("larm")
}

// found checks that the reader has come to the hits of a query.
func (w *walk) found(query string) {
	if w.err != nil {
		return
	}
	w.until("there are hits for "+query, w.at("sok/?q="+escape(query))+` && hits().length > 0`)
	w.holds("the page tells what it shows", quote(`field().value === %q && document.title.startsWith(%q) && part("count").includes(%q)`, query, query, query))
}

// fromNarrowHeader searches where the header has no room for a field.
func fromNarrowHeader(w *walk) {
	const page = "planera/"
	button := `all(".masthead button").find(e => /Sök/.test(e.textContent))`
	w.open(page, browser.View{Width: narrow})
	w.holds("there is a button in place of the field", button+` && `+button+`.ariaExpanded === "false" && !field().checkVisibility()`)
	w.tap(".search-form__open")
	w.until("the button opens the field", `focused() && `+button+`.ariaExpanded === "true"`)
	w.write("try")
	w.until("suggestions appear", `suggestions().length > 1`)
	w.press("Escape")
	w.until("Escape closes the list", `!suggestions().length && field().checkVisibility() && focused()`)
	w.press("Escape")
	w.until("Escape closes the field, and the button has the focus again", `!field().checkVisibility() && document.activeElement === `+button)
	w.press("/")
	w.until("the key / opens the field", `focused()`)
	w.press("Enter")
	w.found("try")
}
