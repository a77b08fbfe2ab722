package main

import (
	"fmt"
	"os"
	"strings"
)

// previewPages are the files of a small site for the preview: with what readers may have typed
// or opened, and the portal's own scripts.
func previewPages() (map[string]string, error) {
	var scripts strings.Builder
	for _, name := range []string{"fold", "sort"} {
		data, err := os.ReadFile("assets/js/" + name + ".js")
		if err != nil {
			return nil, err
		}
		scripts.Write(data)
	}
	const style = `body { margin: 1rem; font: 16px/1.5 sans-serif } h1 { color: %s } .scrolls { block-size: 4rem; overflow: auto } p.tall { margin-block-end: 20rem }`
	pages := map[string]string{
		"site.js":          scripts.String(),
		"site-2.js":        scripts.String(),
		"a.css":            fmt.Sprintf(style, "#00f"),
		"b-slow.css":       fmt.Sprintf(style, "#060"),
		"icon.svg":         square,
		"index.html":       previewPage("Start", forms),
		"long/index.html":  previewPage("Lång", paragraphs(0, 300)),
		"404.html":         previewPage("Borta", "<p>Sidan finns inte.</p>"),
		"annan/index.html": previewPage("Annan", "<p>En annan sida.</p>"),
	}
	return pages, nil
}

const square = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>`

func previewPage(title, main string) string {
	return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>` + title + `</title>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/a.css"><script src="/site.js" defer></script></head>
<body><header data-module="fold"><button type="button" aria-controls="menu" hidden>Meny</button><nav id="menu"><a href="/">Start</a> <a href="/annan/">Annan</a></nav></header>
<main><h1>` + title + `</h1>
` + main + `
</main></body></html>`
}

const forms = `<p class="first">Första stycket med några ord.</p>
<form><label>Namn <input name="who" autocomplete="off"></label> <label>Klar <input type="checkbox" name="done"></label>
<label>Fas <select name="phase"><option>Ett</option><option>Två</option></select></label>
<label>Text <textarea name="text">Given text</textarea></label></form>
<details><summary>Mer</summary><p class="inside">Inuti.</p></details>
<div class="scrolls" tabindex="0" role="region" aria-label="Rullar"><p>Ett</p><p>Två</p><p>Tre</p><p>Fyra</p><p>Fem</p><p>Sex</p></div>
<ul id="list"><li>Alfa <input name="alfa" aria-label="Alfa"></li><li>Beta <input name="beta" aria-label="Beta"></li><li>Gamma <input name="gamma" aria-label="Gamma"></li><li>Delta <input name="delta" aria-label="Delta"></li></ul>
<div data-module="sort" data-ascending="Ordnat efter %" role="group" tabindex="0" aria-label="Tabell"><table><thead><tr><th data-sort>Namn</th><th>Antal</th></tr></thead>
<tbody><tr><td>Berit</td><td>1</td></tr><tr><td>Anna</td><td>2</td></tr></tbody></table></div>
<p><img src="/icon.svg" alt="Bild" width="20" height="20"></p>
<p class="tall">Högt.</p><p class="tall">Högre.</p><p class="tall">Högst.</p><p><button type="button" id="last">Sist</button></p>`

// paragraphs are as many as a long page has, from a number on.
func paragraphs(from, count int) string {
	var b strings.Builder
	for i := from; i < from+count; i++ {
		fmt.Fprintf(&b, "<p>Stycke %d handlar om <a href=\"/annan/\">något annat</a>, och har så många ord som stycken brukar ha i en portal med vägledning.</p>\n", i)
	}
	return b.String()
}
