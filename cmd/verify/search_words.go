package main

import "vagvisare/cmd/verify/internal/browser"

// misspell searches for what is not spelled as the portal does.
func misspell(w *walk) {
	const automats = "teknik/lakemedelsautomater/"
	w.open("sok/?q=lakemedelsatomat", browser.View{})
	w.until("the page that was meant is among the first", quote(`hits().slice(0, 3).some((hit) => decodeURI(hit.href).startsWith(%q))`, w.site.Base+automats))
	w.holds("it is told what was searched for", `/^Inga träffar på lakemedelsatomat\. Visar träffar för .*läkemedel/.test(part("corrected"))`)
	w.until("it is said too", `said().includes(part("corrected"))`)

	w.open("sok/?q="+escape("larm snorkel"), browser.View{})
	w.until("a word that no page has is told", `hits().length > 0 && part("missing") === "Visar träffar utan snorkel."`)

	w.open("sok/?q=DPIA", browser.View{})
	w.until("so is what the glossary adds", `hits().length > 0 && part("also").includes("konsekvensbedömning")`)
}

// findNothing searches for what is not there.
func findNothing(w *walk) {
	const nonsense = `qqzzx <zz>"&' wwvvx`
	w.open("sok/?q="+escape(nonsense)+"&fas=planera", browser.View{})
	w.until("it is told that there are no hits", quote(`part("count") === %q && !hits().length && part("none")`, "Inga träffar på ”"+nonsense+"”"))
	w.until("it is said too", `said().startsWith(part("count"))`)
	w.holds("ways on are shown", `all("[data-search=none] a").some(a => /\/a-o\/$/.test(a.href)) && /ordlista/.test(part("none"))`)
	w.holds("what the reader missed can be told", quote(`decodeURIComponent(document.querySelector("[data-search=mail]").href).includes(%q)`, nonsense))
	w.tap(`[data-search=wider] a`)
	w.until("the whole portal is searched", `query() !== null && !location.search.includes("fas=") && choice("planera").checked === false && !part("wider")`)
	w.click(`[data-search=none] a[href$="a-o/"]`)
	w.until("A–Ö", w.at("a-o/"))
}

// turnKeyOff turns off the key that leads to the field: WCAG 2.2, 2.1.4.
func turnKeyOff(w *walk) {
	w.open("sok/", browser.View{})
	w.tap("[data-search=key] input")
	w.run(`document.activeElement.blur()`)
	w.press("/")
	w.holds("the key does nothing", `!focused()`)
	w.open("planera/", browser.View{})
	w.press("/")
	w.holds("nor on other pages", `!focused()`)
	w.open("sok/", browser.View{})
	w.holds("the choice is kept", `!document.querySelector("[data-search=key] input").checked`)
	w.tap("[data-search=key] input")
	w.run(`document.activeElement.blur()`)
	w.press("/")
	w.until("the key leads to the field again", `focused() && !localStorage.length`)
}

// withoutScripts opens the page of the search where scripts are turned off.
func withoutScripts(w *walk) {
	if w.way.name == onDisk { // where a form leads to a folder, and a script would have to say what lies there
		w.open("sok/?q=larm", browser.View{NoScript: true})
	} else {
		w.open("planera/", browser.View{NoScript: true})
		w.tap("form[role=search] input")
		w.hurry("larm")
		w.click("form[role=search] button")
	}
	w.holds("the form leads to the page of the search", w.at("sok/?q=larm"))
	w.holds("it is told that scripts are needed", `/Sökningen behöver skript/.test(text("main"))`)
	w.holds("A–Ö is offered, and nothing that does not work", `all("main a").some(a => /\/a-o\/$/.test(a.href)) && !part("filter") && !part("key") && !errors().length && !part("help") && !part("none")`)
}
