package render

import (
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
)

// maxPrinted is how many pages and documents a page for printing may hold. One that would
// hold more is a list of contents only: nobody prints it, and no browser should have to show it.
const maxPrinted = 300

// prints returns the views of the pages for printing: the whole guide, each phase, and each folder outside the phases
// that is read or ticked.
func (r *Renderer) prints() []*View {
	if len(r.site.Phases) == 0 {
		return nil
	}
	address := r.word("print", "address")
	views := []*View{r.view("print", address, r.word("print", "title"), r.word("print", "summary"))}
	for _, phase := range r.site.Phases {
		title := strings.ReplaceAll(r.word("print", "phase"), "{phase}", phase.Title)
		v := r.view("print", phase.Page.Path+address, title, phase.Question)
		v.Phase = phase
		v.Crumbs = append(v.Crumbs, Crumb{phase.Page.Title, phase.Page.Path})
		views = append(views, v)
	}
	for _, folder := range r.printedFolders() {
		title := strings.ReplaceAll(r.word("print", "folder"), "{folder}", folder.Title)
		v := r.view("print", folder.Path+address, title, folder.Summary)
		v.Folder = folder
		v.Crumbs = append(v.Crumbs, Crumb{folder.Title, folder.Path})
		views = append(views, v)
	}
	return views
}

// printedFolders returns the folders outside the phases that guidance or checklists lie in.
func (r *Renderer) printedFolders() []*site.Page {
	var folders []*site.Page
	for _, p := range r.site.Home.Children {
		outside := !slices.ContainsFunc(r.site.Phases, func(phase *site.Phase) bool { return phase.Page == p })
		if outside && p.IsSection() && slices.ContainsFunc(p.Children, isPrinted) {
			folders = append(folders, p)
		}
	}
	return folders
}

// IsPrintedFolder reports whether the page is that of a folder which has a page for printing.
func (v *View) IsPrintedFolder() bool {
	return v.Page != nil && len(v.Site.Phases) > 0 && slices.Contains(v.renderer.printedFolders(), v.Page)
}

func isPrinted(p *site.Page) bool { return p.Kind == site.Guidance || p.Kind == site.Checklist }

// A Printed is what a page for printing holds: the whole guide, one phase or one folder.
type Printed struct {
	Parts   []*PrintedPart
	Changed time.Time // the latest change of all that it holds; zero where none is known
	TooLong bool      // more than is printed at once: only contents are listed
}

// A PrintedPart is a phase or a folder on a page for printing.
type PrintedPart struct {
	Title     string
	Phase     *site.Phase    // nil for a folder
	Start     *PrintedPage   // the phase's or folder's own page
	Read      []*PrintedPage // what is read, in reading order, then what is ticked
	Documents []*site.Page   // what is only listed: examples, templates and plans
}

// A PrintedPage is a page's text as a part of a page for printing.
type PrintedPage struct {
	*site.Page
	ID    string // of the element that holds it
	Level int    // of the heading that names it: 2 or 3

	view   *View // of the page, seen from the page for printing
	inside printedIDs
}

// printedIDs are the ids of the pages that stand on a page for printing, by their addresses from there.
type printedIDs map[string]string

// Printed returns what this page for printing holds; nil on all others.
func (v *View) Printed() *Printed {
	if v.Layout != "print" {
		return nil
	}
	p, inside := &Printed{}, printedIDs{}
	switch {
	case v.Phase != nil:
		p.Parts = append(p.Parts, v.printedPhase(v.Phase, 2, inside))
	case v.Folder != nil:
		p.Parts = append(p.Parts, v.printedFolder(v.Folder, 2, inside))
	default:
		for _, phase := range v.Site.Phases {
			p.Parts = append(p.Parts, v.printedPhase(phase, 3, inside))
		}
		for _, folder := range v.renderer.printedFolders() {
			p.Parts = append(p.Parts, v.printedFolder(folder, 3, inside))
		}
	}
	count := 0
	for _, part := range p.Parts {
		p.note(part.Start.Page)
		for _, read := range part.Read {
			p.note(read.Page)
		}
		count += len(part.Read) + len(part.Documents)
	}
	p.TooLong = count > maxPrinted
	return p
}

// note takes account of the day when a page was changed.
func (p *Printed) note(page *site.Page) {
	if page.Changed().After(p.Changed) {
		p.Changed = page.Changed()
	}
}

// printedPhase gathers a phase whose pages have headings of a level, and notes in inside what stands on the page.
func (v *View) printedPhase(phase *site.Phase, level int, inside printedIDs) *PrintedPart {
	own := &PrintedPart{Title: phase.Title, Phase: phase, Start: v.printedPage(phase.Page, 2, inside)}
	for _, page := range phase.Pages {
		switch page.Kind {
		case site.Guidance, site.Plain, site.Section:
			if page.Doc != nil && !page.Doc.Empty() {
				own.Read = append(own.Read, v.printedPage(page, level, inside))
			}
		default:
			own.Documents = append(own.Documents, page)
		}
	}
	for _, page := range phase.Checklists {
		own.Read = append(own.Read, v.printedPage(page, level, inside))
	}
	own.Documents = append(append(own.Documents, phase.Templates...), phase.Plans...)
	return own
}

// printedFolder gathers a folder likewise, without what stands on the page already.
func (v *View) printedFolder(folder *site.Page, level int, inside printedIDs) *PrintedPart {
	own := &PrintedPart{Title: folder.Title, Start: v.printedPage(folder, 2, inside)}
	for _, page := range folder.Children {
		if isPrinted(page) && inside[string(v.Link(page))] == "" {
			own.Read = append(own.Read, v.printedPage(page, level, inside))
		}
	}
	return own
}

func (v *View) printedPage(page *site.Page, level int, inside printedIDs) *PrintedPage {
	seen := *v
	seen.Page, seen.Phase = page, page.Phase
	id := page.Path // which ends with a slash, and no id of the page's own text holds one
	inside[string(v.Link(page))] = id
	return &PrintedPage{Page: page, ID: id, Level: level, view: &seen, inside: inside}
}

// Named returns the id that an id of the page has here.
func (p *PrintedPage) Named(id string) string { return p.ID + id }

// To returns the address, on the page for printing, of an element by its id on the page; of the whole page for "".
func (p *PrintedPage) To(id string) template.URL {
	return template.URL((&url.URL{Fragment: p.Named(id)}).String())
}

// Headings returns the headings of the second level of the page's text, by their ids there.
func (p *PrintedPage) Headings() []markdown.Heading { return p.view.Contents() }

// HasText reports whether there is more to print of the page than its name.
func (p *PrintedPage) HasText() bool { return p.Doc != nil && !p.Doc.Empty() }

// Body returns the page's text as it stands here: with ids of its own, headings below the
// one that names it, and links to what stands on the same page leading there.
func (p *PrintedPage) Body() (template.HTML, error) {
	if p.Doc == nil {
		return "", nil
	}
	r := p.view.renderer
	text, err := r.text(p.view, p.Page, p.Doc, p.Targets, r.layouts.small)
	if err != nil {
		if _, again := r.text(p.view, p.Page, p.Doc, p.Targets, r.layouts.written); again != nil {
			err = again
		}
		return "", r.layouts.problem(err, "print")
	}
	move := &mover{prefix: p.ID, deeper: p.Level - 1, inside: p.inside}
	return move.text(text), nil
}
