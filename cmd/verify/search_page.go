package main

import "vagvisare/cmd/verify/internal/browser"

// typeQuery searches on the page of the search.
func typeQuery(w *walk) {
	w.open("sok/", browser.View{})
	w.holds("the page tells how to search", `part("help") && !hits().length && !errors().length && all("form[role=search]").length === 1`)
	w.check("nothing of the index is loaded unasked", len(w.asked("search/")) == 0)
	w.press("/")
	w.until("the key / leads to the field", `focused()`)
	w.write("larm")
	w.until("hits appear while one types", w.at("sok/?q=larm")+` && hits().length === 10 && !part("help")`)
	w.until("suggestions too", `suggestions().length > 0`)
	w.until("it is said how many hits there are", `said().startsWith(part("count")) && /^\d+ träffar på ”larm”/.test(said())`)
	steps := ask[int](w, `history.length`)
	w.press("Enter")
	w.until("Enter closes the list", `!suggestions().length && hits().length === 10`)
	w.holds("a search is one step back", quote(`history.length === %d`, steps))
	w.write("/")
	w.until("the key / is a letter in the field", `field().value === "larm/"`)
	w.press("Backspace")

	w.write(" på natten")
	w.until("the last word typed counts", w.at("sok/?q="+escape("larm på natten"))+` && part("count").includes("larm på natten")`)
	w.press("Escape")
	w.until("Escape closes the list", `!suggestions().length`)
	w.press("Escape")
	w.until("Escape empties the field, and the hits go", `field().value === "" && part("help") && !hits().length && !part("count") && `+w.at("sok/"))
	w.until("nothing more is said", `said() === ""`)
	w.tap(`[data-search=help] a[href^="?"]`)
	w.until("an example is a search", `query() && field().value === query() && hits().length > 0`)
}

// goBack goes back and forth between searches.
func goBack(w *walk) {
	w.open("sok/?q=larm", browser.View{})
	w.until("the address is searched for", `hits().length === 10 && field().value === "larm"`)
	w.tap("form[role=search] input")
	w.press("End")
	w.write(" ")
	w.pause()
	w.write("kamera")
	w.until("another search", `query() === "larm kamera" && part("count").includes("larm kamera")`)
	w.back()
	w.until("back to the first", w.at("sok/?q=larm")+` && field().value === "larm" && part("count").includes("”larm”")`)
	w.forth()
	w.until("forth to the second", `field().value === "larm kamera" && part("count").includes("larm kamera")`)
}

// filterHits narrows a search down, and holds that the numbers beside the choices are right.
func filterHits(w *walk) {
	const all = "sok/?q=larm"
	w.open(all, browser.View{})
	w.until("hits", `hits().length === 10`)
	w.check("numbers that nobody sees are not loaded", len(w.asked("search/filters/")) == 0)
	w.tap("details summary")
	w.until("the choices have numbers", `count("planera") >= 0`)
	total := ask[int](w, `parseInt(part("count"))`)
	w.holds("the numbers of the phases are of these hits", quote(`["infor-beslut", "planera", "infora", "forvalta"].every(phase => count(phase) <= %d) && count("planera") > 0`, total))
	few := ask[int](w, `count("planera")`)
	w.tap("label:has(input[value=planera])")
	w.until("hits of a phase", w.at(all+"&fas=planera")+quote(` && part("count").startsWith("%d ") && hits().length === Math.min(10, %d)`, few, few))
	w.holds("they are of that phase", `all(".search-hit").every(hit => /Fas 2: Planera/.test(hit.textContent))`)
	w.holds("it is told that the search is narrowed", `part("chips").includes("Planera") && part("filter").includes("(1 vald)") && choice("planera").checked`)
	fewer := ask[int](w, `count("checklist")`)
	w.tap("label:has(input[value=checklist])")
	w.until("hits of a phase and a kind", w.at(all+"&fas=planera&typ=checklist")+quote(` && parseInt(part("count")) === %d`, fewer))
	w.back()
	w.until("back to the phase", w.at(all+"&fas=planera")+quote(` && parseInt(part("count")) === %d && !choice("checklist").checked`, few))
	w.tap("[data-search=chips] button")
	w.until("without the filter", w.at(all)+quote(` && parseInt(part("count")) === %d && !part("chips")`, total))
	w.until("the focus is not lost", `document.activeElement.localName === "summary"`)

	w.open(all+"&fas=nej&typ=template", browser.View{})
	w.until("a choice that there is not is none", `hits().length > 0 && part("chips").includes("Planmall") && !/nej/.test(part("chips"))`)
}

// seeMore asks for more hits until all are shown.
func seeMore(w *walk) {
	w.open("sok/?q=larm", browser.View{})
	w.until("ten hits, and more to see", `hits().length === 10 && part("more")`)
	total := ask[int](w, `parseInt(part("count"))`)
	for shown := 10; shown < total && w.err == nil; shown += 10 {
		w.tap("[data-search=more]")
		w.until("more hits, and the focus on the first of them",
			quote(`hits().length === Math.min(%d, %d) && document.activeElement === hits()[%d]`, shown+10, total, shown))
	}
	w.holds("there is no more to see", `!part("more")`)
	w.reload()
	w.until("a page loaded again shows as many", quote(`hits().length === %d && performance.getEntriesByType("navigation")[0].type === "reload"`, total))
}
