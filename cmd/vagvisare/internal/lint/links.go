package lint

import (
	"cmp"
	"path"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// vague are slugs of link texts that say nothing away from their sentence. A screen reader
// lists links without it.
var vague = map[string]bool{
	"har": true, "klicka": true, "klicka-har": true, "tryck-har": true, "har-kan-du-lasa-mer": true, "las-har": true,
	"las-mer": true, "las-mer-har": true, "las-vidare": true, "mer": true, "mer-information": true, "mer-info": true,
	"lank": true, "lanken": true, "denna-lank": true, "den-har-lanken": true, "denna-sida": true, "den-har-sidan": true,
	"sida": true, "sidan": true, "hit": true, "se-har": true, "ga-hit": true, "folj-lanken": true,
	"here": true, "click-here": true, "read-more": true, "more": true, "link": true, "this-link": true, "this-page": true,
}

// links tells of links whose text does not say where they lead, and of images that say nothing
// to those who do not see them, and of films that say nothing to those who do not hear them.
func (l *linter) links(p *site.Page) {
	for _, t := range texts(p) {
		inner := linkTexts(t.doc)
		for i, link := range t.doc.Links {
			switch text := inner[i]; {
			case link.Back:
			case link.Image && strings.TrimSpace(link.Alt) == "":
				l.report(p, link.Line, link.Col, diag.NoAlt, path.Base(link.Dest))
			case link.Image:
			case lacksCaptions(t.targets[i]):
				film := path.Base(t.targets[i].File.Source)
				l.report(p, link.Line, link.Col, diag.NoCaptions, film, strings.TrimSuffix(film, path.Ext(film))+".vtt")
			case bare(text):
				l.report(p, link.Line, link.Col, diag.BareURL, text)
			case vague[markdown.Slug(text)]:
				l.report(p, link.Line, link.Col, diag.VagueLink, text)
			}
		}
	}
}

func lacksCaptions(to site.Target) bool {
	return to.File != nil && to.File.IsFilm() && to.Captions == nil
}

// bare reports whether a link's text is an address of the web. An address for mail is a fine
// text: it is what the reader wants.
func bare(text string) bool {
	lower := strings.ToLower(text)
	return (strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "www.")) &&
		!strings.Contains(lower, " ")
}

// A text is Markdown of a page: its own, or that of a plan's field.
type text struct {
	doc     *markdown.Document
	targets []site.Target // of doc.Links, one for one
}

// texts returns the texts of a page, in the order in which they stand.
func texts(p *site.Page) []text {
	var list []text
	if p.Doc != nil {
		list = append(list, text{p.Doc, p.Targets})
	}
	eachValue(p, func(v *plan.Value) {
		if prose := p.Plan.Prose[v]; prose != nil {
			list = append(list, text{prose.Doc, prose.Targets})
		}
	})
	return list
}

// eachValue calls do with each value of a plan, and with each cell of its tables.
func eachValue(p *site.Page, do func(*plan.Value)) {
	if p.Plan == nil || p.Plan.Plan == nil {
		return
	}
	for _, f := range p.Plan.Plan.Template.Fields {
		eachCell(p.Plan.Value(f.ID), do)
	}
}

func eachCell(v *plan.Value, do func(*plan.Value)) {
	if v == nil {
		return
	}
	do(v)
	for _, row := range v.Rows {
		for _, cell := range row.Cells {
			eachCell(cell, do)
		}
	}
}

// An outside is a link to another site, with its place.
type outside struct {
	url       string // without a fragment
	fragment  string // with its #, or ""
	page      *site.Page
	line, col int
}

// outsides returns the links of a site's pages that lead to other sites of the web.
func outsides(s *site.Site) []outside {
	var list []outside
	add := func(p *site.Page, to site.Target, line, col int) {
		if scheme, _, _ := strings.Cut(to.URL, "://"); to.External() && isWeb(scheme) {
			address, fragment, found := strings.Cut(to.URL, "#")
			if found {
				fragment = "#" + fragment
			}
			list = append(list, outside{address, fragment, p, cmp.Or(line, 1), col})
		}
	}
	for _, p := range s.Pages {
		for _, t := range texts(p) {
			for i, link := range t.doc.Links {
				add(p, t.targets[i], link.Line, link.Col)
			}
		}
		eachValue(p, func(v *plan.Value) {
			if to, ok := p.Plan.Links[v]; ok {
				add(p, to, v.At.Line, v.At.Col)
			}
		})
	}
	return list
}

func isWeb(scheme string) bool {
	return strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
}
