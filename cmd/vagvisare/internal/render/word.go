package render

import (
	"errors"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/figure"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/word"
)

// WordFile returns the link to the page's Word file.
func (v *View) WordFile() (LinkView, error) {
	size, err := v.renderer.wordSize(v.Page)
	return LinkView{
		URL: v.Link(wordPath(v.Page)), Kind: "file", Ext: "docx", Size: size,
		Inner: template.HTML(template.HTMLEscapeString(v.Title)),
	}, err
}

// wordPath returns the published path of a page's Word file: beside the page, named like it.
func wordPath(p *site.Page) string { return p.Path + path.Base(p.Path) + ".docx" }

// word puts the page's Word file into the tree, if it has one.
func (p *publisher) word(page *site.Page) {
	if !page.Kind.HasWord() {
		return
	}
	err := p.tree.Add(wordPath(page), func() ([]byte, error) { return p.renderer.wordData(page) })
	switch {
	case errors.Is(err, tree.ErrTaken):
		p.problems = append(p.problems, diag.Problem{File: page.File(), Code: diag.TakenAddress, Args: []any{"/" + wordPath(page)}})
	case err != nil:
		panic("render: " + err.Error())
	}
}

// A wordFile is the Word file of a page. The page says how large it is, so the file may be asked
// for twice, at the same time too, and is made once all the same.
type wordFile struct {
	mu   sync.Mutex
	made bool
	size int64
	data []byte // until it is published, as long as there is room
}

// maxKept is how many bytes of Word files are kept at a time: a site may have thousands.
const maxKept = 8e6

// wordSize returns how large a page's Word file is.
func (r *Renderer) wordSize(p *site.Page) (int64, error) {
	f := r.wordFiles[p]
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.made {
		return f.size, nil
	}
	data, err := r.Word(p)
	if err != nil {
		return 0, err
	}
	f.made, f.size = true, int64(len(data))
	if r.kept.Add(f.size) <= maxKept {
		f.data = data
	} else {
		r.kept.Add(-f.size)
	}
	return f.size, nil
}

// wordData returns a page's Word file, and keeps it no longer.
func (r *Renderer) wordData(p *site.Page) ([]byte, error) {
	f := r.wordFiles[p]
	f.mu.Lock()
	defer f.mu.Unlock()
	if data := f.data; data != nil {
		f.data = nil
		r.kept.Add(-f.size)
		return data, nil
	}
	data, err := r.Word(p)
	f.made, f.size = err == nil, int64(len(data))
	return data, err
}

// Word returns the Word file of a template, plan or checklist.
func (r *Renderer) Word(p *site.Page) ([]byte, error) {
	d, err := r.Document(p)
	if err != nil {
		return nil, err
	}
	return word.Write(d)
}

// Document returns what the Word file of a template, plan or checklist is made of.
func (r *Renderer) Document(p *site.Page) (*word.Document, error) {
	d := &word.Document{
		Title: p.Title, Subtitle: p.Summary, Organisation: r.site.Organisation, Language: r.language(),
		Subject: r.text1("kinds", string(p.Kind)), Keywords: strings.Join(append(append([]string{}, p.Tags...), p.Keywords...), ", "),
		Description: p.Summary, Date: p.Changed(), Texts: r.layouts.wordTexts, Format: r.format,
	}
	if d.Date.IsZero() {
		d.Date = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // no clock: the same page, the same bytes
	}
	w := &wordWriter{renderer: r, page: p, converter: markdown.New(r.site.EscapeHTML)}
	var err error
	switch p.Kind {
	case site.Template:
		w.template(d)
	case site.PlanDocument:
		err = w.plan(d)
	default:
		d.Parts = []word.Part{w.text()}
	}
	return d, err
}

// language returns the site's language with its country, as Word wants it.
func (r *Renderer) language() string {
	if r.site.Language == "sv" {
		return "sv-SE"
	}
	return "en-GB"
}

// text1 returns a word of words.json, or "" where there is none.
func (r *Renderer) text1(keys ...string) string {
	s, _ := r.layouts.words.Text(keys...)
	return s
}

// A wordWriter puts together the Word file of one page.
type wordWriter struct {
	renderer  *Renderer
	page      *site.Page
	converter *markdown.Converter
	lent      map[string]bool // addresses that stand in borrowed items in place of what was written there
}

// text returns the page's own text.
func (w *wordWriter) text() word.Text {
	w.lent = map[string]bool{}
	own := w.link(w.page, w.page.Doc, w.page.Targets)
	link := func(dest string) string {
		if w.lent[dest] {
			return dest
		}
		return own(dest)
	}
	return word.Text{Blocks: w.items(w.converter.Blocks(w.page.Text), w.page), Link: link}
}

func (w *wordWriter) template(d *word.Document) {
	p := w.page
	d.Status, d.Blank = d.Subject, true
	d.Template, d.TemplateVersion = p.Source, p.Template.Version
	text := w.text()
	text.Place = func(id string) []word.Part {
		if f := p.Template.Field(id); f != nil {
			return []word.Part{word.Control{Field: f}}
		}
		if f := p.Template.Figure(id); f != nil {
			return []word.Part{word.Note{Text: f.Label + ". " + w.renderer.text1("plan", "figure")}}
		}
		return nil
	}
	d.Parts = []word.Part{word.Head{Fields: w.renderer.HeadControls(nil)}, text}
}

func (w *wordWriter) plan(d *word.Document) error {
	p := w.page
	filled := p.Plan
	d.Status = w.renderer.text1("statuses", string(filled.Status))
	d.Template, d.TemplateVersion = filled.Template.Source, filled.Template.Template.Version
	d.Parts = []word.Part{
		word.Head{Fields: w.renderer.HeadControls(p)},
		w.text(),
	}
	doc, last := filled.Template.Doc, -1
	for _, place := range doc.Places {
		for _, i := range headingsTo(doc, last, place.Heading) {
			h := doc.Headings[i]
			d.Parts = append(d.Parts, word.Text{Blocks: []markdown.Block{{
				Kind: markdown.HeadingBlock, Level: h.Level, Name: h.ID, Inlines: []markdown.Inline{{Text: h.Text}},
			}}})
		}
		last = max(last, place.Heading)
		if f := filled.Plan.Template.Figure(place.ID); f != nil {
			drawn, err := w.renderer.figure(filled.Plan, f)
			if err != nil {
				return err
			}
			d.Parts = append(d.Parts, wordFigure(drawn))
			continue
		}
		v := filled.Value(place.ID)
		control := word.Control{Field: filled.Plan.Template.Field(place.ID), Value: v, Link: w.linkOf(p, v)}
		d.Parts = append(d.Parts, control)
	}
	return nil
}

func wordFigure(f *figure.Figure) word.Figure {
	out := word.Figure{Label: f.Label, Description: f.Description, Head: f.Table.Head}
	rows := f.Table.Rows
	if len(f.Table.Foot) > 0 {
		rows = append(rows[:len(rows):len(rows)], f.Table.Foot)
	}
	for _, row := range rows {
		cells := make([]word.Cell, len(row))
		for i, cell := range row {
			cells[i] = word.Cell{Text: cell.Text, Class: cell.Class, Header: cell.Header, Number: cell.Number}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// HeadFields are the fields of a plan's own data, by which its Word file says whose plan it is.
func (r *Renderer) HeadFields() []*plan.Field {
	field := func(id string, t plan.Type) *plan.Field {
		return &plan.Field{ID: id, Label: r.text1("plan", id), Type: t}
	}
	fields := []*plan.Field{
		field("title", plan.Text), field("technology", plan.Choice), field("status", plan.Choice),
		field("version", plan.Text), field("decided-by", plan.Text), field("decided-date", plan.Date),
	}
	for _, t := range r.site.Technologies {
		fields[1].Choices = append(fields[1].Choices, t.Title)
	}
	for _, status := range site.Statuses {
		fields[2].Choices = append(fields[2].Choices, r.text1("statuses", string(status)))
	}
	return fields
}

// HeadControls returns the controls for a plan's own data; empty ones where p is nil.
func (r *Renderer) HeadControls(p *site.Page) []word.Control {
	fields := r.HeadFields()
	controls := make([]word.Control, len(fields))
	for i, f := range fields {
		controls[i].Field = f
	}
	if p == nil {
		return controls
	}
	set := func(i int, text string) {
		if text != "" {
			controls[i].Value = &plan.Value{Field: fields[i], Text: text}
		}
	}
	set(0, p.Title)
	if p.Plan.Technology != nil {
		set(1, p.Plan.Technology.Title)
	}
	set(2, r.text1("statuses", string(p.Plan.Status)))
	set(3, p.Version)
	set(4, p.Plan.DecidedBy)
	if !p.Plan.Decided.IsZero() {
		controls[5].Value = &plan.Value{Field: fields[5], Start: p.Plan.Decided}
	}
	return controls
}

// link returns what turns the destinations of a text's links into addresses. They must be
// found from anywhere, since a Word file is sent and moved: so they are absolute where the
// portal's address is known, and else relative to the page.
func (w *wordWriter) link(p *site.Page, doc *markdown.Document, targets []site.Target) func(dest string) string {
	to := map[string]string{}
	for i, l := range doc.Links {
		to[l.Dest] = w.address(p, targets[i])
	}
	return func(dest string) string { return to[dest] }
}

// linkOf returns the same for the links of a value.
func (w *wordWriter) linkOf(p *site.Page, v *plan.Value) func(dest string) string {
	if v == nil {
		return nil
	}
	if prose := p.Plan.Prose[v]; prose != nil {
		return w.link(p, prose.Doc, prose.Targets)
	}
	return func(dest string) string { return "" }
}

func (w *wordWriter) address(p *site.Page, to site.Target) string {
	r := w.renderer
	base := r.site.URL
	if base == "" {
		base = strings.Repeat("../", strings.Count(w.page.Path, "/"))
	}
	switch {
	case to.Word:
		return base + wordPath(to.Page)
	case to.Page != nil:
		address := base + to.Page.Path
		if r.site.URL == "" {
			address += "index.html"
		}
		if to.Fragment != "" {
			address += "#" + to.Fragment
		}
		return address
	case to.File != nil:
		return base + to.File.Path()
	}
	return to.URL
}

// items makes the tasks of a checklist complete: with their level before and the roles after,
// and those of other checklists in full.
func (w *wordWriter) items(blocks []markdown.Block, p *site.Page) []markdown.Block {
	out := make([]markdown.Block, len(blocks))
	for i, b := range blocks {
		b.Blocks = w.items(b.Blocks, p)
		if b.Kind == markdown.ItemBlock && b.Task >= 0 {
			b = w.item(b, p.Items[b.Task])
		}
		out[i] = b
	}
	return out
}

func (w *wordWriter) item(b markdown.Block, item *site.Item) markdown.Block {
	if item.Origin != item {
		from := item.Origin.Page
		if found := findTask(w.converter.Blocks(from.Text), item.Origin.Index); found != nil {
			own := *found
			own.Task = b.Task
			own.Blocks = append(w.lend(own.Blocks, from), b.Blocks[1:]...)
			b = own
			item = item.Origin
		}
	}
	if level := w.renderer.text1("levels", item.Level); level != "" && len(b.Blocks) > 0 {
		first := b.Blocks[0]
		first.Inlines = append([]markdown.Inline{{Text: level, Bold: true}, {Text: " "}}, first.Inlines...)
		b.Blocks = append([]markdown.Block{first}, b.Blocks[1:]...)
	}
	if len(item.Roles) > 0 {
		titles := make([]string, len(item.Roles))
		for i, role := range item.Roles {
			titles[i] = role.Title
		}
		b.Blocks = append(b.Blocks[:len(b.Blocks):len(b.Blocks)], markdown.Block{
			Kind: markdown.ParagraphBlock, Inlines: []markdown.Inline{{Text: strings.Join(titles, ", "), Italic: true}},
		})
	}
	return b
}

// lend copies blocks of another page, whose links are written from there.
func (w *wordWriter) lend(blocks []markdown.Block, from *site.Page) []markdown.Block {
	link := w.link(from, from.Doc, from.Targets)
	out := make([]markdown.Block, len(blocks))
	for i, b := range blocks {
		b.Blocks = w.lend(b.Blocks, from)
		b.Inlines = slices.Clone(b.Inlines)
		for k := range b.Inlines {
			if in := &b.Inlines[k]; in.Link != "" {
				in.Link = link(in.Link)
				w.lent[in.Link] = true
			}
		}
		out[i] = b
	}
	return out
}

// findTask returns the item of a task, by its index.
func findTask(blocks []markdown.Block, index int) *markdown.Block {
	for i, b := range blocks {
		if b.Kind == markdown.ItemBlock && b.Task == index {
			return &blocks[i]
		}
		if found := findTask(b.Blocks, index); found != nil {
			return found
		}
	}
	return nil
}
