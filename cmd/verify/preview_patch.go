package main

import (
	"os"
	"path/filepath"

	"vagvisare/cmd/verify/internal/browser"
)

// keepForms changes a page around what a reader has typed, chosen and opened.
func keepForms(r *reading) {
	r.begin("", browser.View{})
	r.tap("input[name=who]")
	r.write("Hej du")
	r.tap("input[name=done]")
	r.run(`void (document.querySelector("select").value = "Två")`)
	r.tap("textarea")
	r.write("!")
	r.tap("summary")
	r.run(`document.querySelector(".scrolls").scrollTop = 40`)
	r.run(`document.querySelector("input[name=who]").focus()`)
	r.run(`document.querySelector("input[name=who]").setSelectionRange(1, 3)`)
	// What is lit is so for a moment, which a busy machine can miss.
	r.run(`void (globalThis.lit = [], globalThis.animate = Element.prototype.animate,
		Element.prototype.animate = function (...how) { lit.push(this); return animate.apply(this, how); })`)
	r.edit("index.html", "Första stycket", "Ett ändrat stycke", "<h1>Start", "<h1>Ny rubrik", "<form>", "<p>Ett nytt stycke.</p><form>",
		"Inuti.", "Ändrat inuti.", "<title>Start", "<title>Ny titel", `lang="sv"`, `lang="en"`, "<p>Tre</p>", "<p>Tre till</p>", "Namn <input", "Ditt namn <input", `class="first"`, `class="second"`)
	r.until("the page changes", `document.querySelector("h1").textContent === "Ny rubrik"`)
	r.holds("all of it", `document.title === "Ny titel" && document.documentElement.lang === "en" && text(".second").startsWith("Ett ändrat stycke") && text("main").includes("Ett nytt stycke") && text("form").includes("Ditt namn")`)
	r.stays()
	r.holds("fields keep what was typed", `document.querySelector("input[name=who]").value === "Hej du" && document.querySelector("textarea").value.includes("!")`)
	r.holds("and what was chosen", `document.querySelector("input[name=done]").checked && document.querySelector("select").value === "Två"`)
	r.holds("the focus and the caret", `document.activeElement.name === "who" && document.activeElement.selectionStart === 1 && document.activeElement.selectionEnd === 3`)
	r.holds("what is open", `document.querySelector("details").open && text(".inside") === "Ändrat inuti."`)
	r.holds("what is scrolled", `document.querySelector(".scrolls").scrollTop === 40`)
	r.holds("what changed is lit", `lit.filter(e => e.localName === "h1").length === 1 && !lit.some(e => e.localName === "ul")`)
	r.write("å") // in place of what was selected
	r.holds("one can go on typing", `document.activeElement.value === "Hå du"`)
	r.edit("index.html", "<summary>Mer", "<summary>Mindre", "<details>", "<details open>", `name="who"`, `name="who" value="Given"`)
	r.until("the page changes again", `text("summary") === "Mindre"`)
	r.holds("what was typed is not overwritten", `document.querySelector("input[name=who]").value === "Hå du"`)
	r.edit("index.html", "<ul id=\"list\">", "<!-- en anmärkning --><ul id=\"list\" class=\"wide\">", "<p>Fem</p>", "", "</form>", `</form><template id="mall"><b>Mall</b></template>`)
	r.until("elements come and go", `document.querySelector("ul.wide") && document.querySelectorAll(".scrolls p").length === 5 && document.querySelector("#mall").content.textContent === "Mall"`)
	r.edit("index.html", "<b>Mall</b>", "<b>Annan</b>")
	r.until("templates change", `document.querySelector("#mall").content.textContent === "Annan"`)
	r.stays()
}

// keepPlace adds to a page above and below what is read.
func keepPlace(r *reading) {
	r.begin("long/", browser.View{})
	paragraph := `[...document.querySelectorAll("main p")].find(p => p.textContent.startsWith("Stycke 150 "))`
	r.run(`void (globalThis.anchor = ` + paragraph + `)`)
	r.run(`anchor.scrollIntoView({block: "start"})`)
	r.run(`void (globalThis.before = anchor.getBoundingClientRect().top)`)
	r.edit("long/index.html", "<p>Stycke 10 ", paragraphs(1000, 20)+"<p>Stycke 10 ", "<p>Stycke 200 ", paragraphs(2000, 3)+"<p>Stycke 200 ")
	r.until("paragraphs are added above and below", `document.querySelectorAll("main p").length === 323`)
	r.holds("what is read stays in its place", `Math.abs(anchor.getBoundingClientRect().top - before) <= 1 && anchor.isConnected`)
	r.settle()
	r.holds("also when the page has been drawn", `Math.abs(anchor.getBoundingClientRect().top - before) <= 1`)
	r.edit("long/index.html", paragraphs(1000, 20), "", "<h1>Lång", "<h1>Kort")
	r.until("paragraphs are taken away above", `document.querySelectorAll("main p").length === 303 && text("h1") === "Kort"`)
	r.settle()
	r.holds("what is read stays in its place", `Math.abs(anchor.getBoundingClientRect().top - before) <= 1`)
	r.run(`anchor.querySelector("a").focus()`)
	r.edit("long/index.html", "<p>Stycke 150 handlar om", "<p>Stycke 150 handlar nu om", "<p>Stycke 149 ", paragraphs(3000, 2)+"<p>Stycke 149 ")
	r.until("the paragraph itself changes", `anchor.textContent.includes("handlar nu om")`)
	r.settle()
	r.holds("it stays, and its link has the focus", `Math.abs(anchor.getBoundingClientRect().top - before) <= 1 && document.activeElement.parentElement === anchor`)
	r.run(`scrollTo(0, 0)`)
	r.edit("long/index.html", "<h1>Kort", "<p>Överst</p><h1>Kort")
	r.until("something is added at the top", `text("main").startsWith("Överst")`)
	r.holds("from there one sees it", `scrollY === 0`)
	r.stays()
}

// moveItems puts the items of a list in another order.
func moveItems(r *reading) {
	r.begin("", browser.View{})
	r.run(`void (globalThis.items = [...document.querySelectorAll("#list li")])`)
	r.run(`items[3].querySelector("input").focus()`)
	r.write("egen")
	r.edit("index.html", `<li>Delta <input name="delta" aria-label="Delta"></li>`, "", `<li>Alfa`, `<li>Delta <input name="delta" aria-label="Delta"></li><li>Alfa`)
	r.until("the last is the first", `texts("#list li").join() === "Delta,Alfa,Beta,Gamma"`)
	r.holds("it is the same, with what was typed", `document.querySelector("#list li") === items[3] && items[3].querySelector("input").value === "egen"`)
	r.holds("it has the focus", `document.activeElement === items[3].querySelector("input")`)
	r.edit("index.html", `<li>Beta `, `<li>Beta två `, `<li>Gamma <input name="gamma" aria-label="Gamma"></li>`, `<li>Ny</li><li>Gamma <input name="gamma" aria-label="Gamma"></li>`)
	r.until("one is new, one has changed", `texts("#list li").join() === "Delta,Alfa,Beta två,Ny,Gamma"`)
	r.holds("all others are the same", `[3, 0, 1, 2].every((n, i) => [...document.querySelectorAll("#list li")].filter(li => li.textContent !== "Ny")[i] === items[n])`)
	r.stays()
}

// keepScripts changes a page around what its scripts have made.
func keepScripts(r *reading) {
	r.begin("", browser.View{})
	r.tap(".sort")
	r.until("the table is sorted", `texts("tbody td:first-child").join() === "Anna,Berit"`)
	r.run(`document.querySelector("h1").append(Object.assign(document.createElement("b"), {textContent: "!"}))`)
	r.run(`document.querySelector(".first").classList.add("own")`)
	r.run(`document.querySelector(".first").setAttribute("data-own", "")`)
	r.edit("index.html", "<h1>Start", "<h1>Börjar", "<td>1</td>", "<td>11</td>", "<tr><td>Anna", "<tr><td>Cecilia</td><td>3</td></tr><tr><td>Anna", `class="first"`, `class="first lead" data-x="1"`)
	r.until("the page changes", `text("h1") === "Börjar!"`)
	r.holds("rows stay sorted", `texts("tbody tr").some(t => t.includes("11")) && texts("tbody td:first-child").join() !== "Berit,Cecilia,Anna" && texts("tbody tr").length === 3`)
	r.holds("the button that sorts is there", `all(".sort").length === 1 && document.querySelector("th").ariaSort === "ascending"`)
	r.holds("the menu's button is there", `all("header button").length === 1 && document.querySelector("#menu").dataset.open === "false"`)
	r.holds("classes of scripts stay", `document.querySelector(".first").className === "first own lead" && document.querySelector(".first").dataset.own === ""`)
	r.stays()
}

// startAnew changes what scripts have made something of, and the scripts.
func startAnew(r *reading) {
	anew := func(what, condition string, pairs ...string) {
		r.run(`void (globalThis.same = document.querySelector("main"))`)
		r.edit("index.html", pairs...)
		r.until(what, `document.readyState === "complete" && !globalThis.same && `+condition)
		r.until("the preview listens again", piece(`text("facts").includes("ord")`))
	}
	r.begin("", browser.View{})
	anew("a heading that has become a button", `texts("th .sort").join() === "Rubrik"`, "<th data-sort>Namn", "<th data-sort>Rubrik")
	anew("a new heading", `all("header nav").length === 2`, "</header>", "</header><header data-module=\"fold\"><nav>Två</nav></header>")
	anew("another script", `document.querySelector('script[src="/site-2.js"]')`, "/site.js", "/site-2.js")
	r.run(`void (globalThis.same = document.querySelector("main"))`)
	r.tell(func(h *previewHost) { h.changed(map[string]any{"reload": true}) })
	r.until("the host asks for it", `document.readyState === "complete" && !globalThis.same`)
}

// changeStyle changes the style sheet and a text at once. The new sheet takes its time.
func changeStyle(r *reading) {
	r.begin("", browser.View{})
	r.run(`void (globalThis.looks = new Set(), (function look() {
		looks.add(document.querySelector("h1").textContent + " " + getComputedStyle(document.querySelector("h1")).color);
		requestAnimationFrame(look);
	})())`)
	r.edit("index.html", "/a.css", "/b-slow.css", "<h1>Start", "<h1>Grön")
	r.until("the new one is asked for", `document.querySelector('link[href="/b-slow.css"]')`)
	r.pause()
	r.holds("the page waits for it", `[...looks].join() === "Start rgb(0, 0, 255)"`)
	r.tell(func(h *previewHost) { h.closeSlow() })
	r.until("it comes", `[...looks].at(-1) === "Grön rgb(0, 102, 0)"`)
	r.holds("nothing else is ever seen", `looks.size === 2`)
	r.holds("the old one is gone", `document.querySelectorAll("link[rel=stylesheet]").length === 1`)
	r.stays()
}

func changePicture(r *reading) {
	r.begin("", browser.View{})
	r.edit("icon.svg", `<rect width="20"`, `<rect width="10"`)
	r.until("it is loaded anew", `document.images[0].src.includes("?") && document.images[0].complete`)
	r.holds("and is there", `document.images[0].naturalWidth === 20`)
	r.stays()
}

// losePage takes the page away that is shown.
func losePage(r *reading) {
	r.allowed = []string{"404"}
	r.begin("annan/", browser.View{})
	file := filepath.Join(r.host.dir, "annan", "index.html")
	r.do(func() error { return os.Rename(file, file+"~") })
	r.tell(func(h *previewHost) { h.changed(map[string]any{}) })
	r.until("the page tells that it is gone", `text("h1") === "Borta" && document.title === "Borta"`)
	r.do(func() error { return os.Rename(file+"~", file) })
	r.tell(func(h *previewHost) { h.changed(map[string]any{}) })
	r.until("the page is there again", `text("h1") === "Annan" && document.title === "Annan"`)
	r.stays()
}

// breakPage breaks the layout of a page that is shown, and of one that is then opened.
func breakPage(r *reading) {
	r.allowed = []string{"500"}
	r.begin("", browser.View{})
	r.tell(func(h *previewHost) { h.stumble(true) })
	r.until("the bar is fresh", piece(`text("facts").includes("602 ord")`))
	r.holds("the last version stays", `text("h1") === "Start"`)
	r.edit("index.html", "<h1>Start", "<h1>Lagad")
	r.tell(func(h *previewHost) { h.stumble(false) })
	r.until("the next one comes", `text("h1") === "Lagad"`)
	r.stays()
	r.tell(func(h *previewHost) { h.stumble(true) })
	r.begin("annan/", browser.View{})
	r.holds("without a last version there is nothing", `text("h1") === "Tom"`)
	r.tell(func(h *previewHost) { h.stumble(false) })
	r.until("until there is a first", `text("h1") === "Annan" && document.readyState === "complete"`)
	r.until("which is edited as others", piece(`text("facts").includes("ord")`))
	r.edit("annan/index.html", "<h1>Annan", "<h1>En annan")
	r.until("which is edited as others", `text("h1") === "En annan"`)
}
