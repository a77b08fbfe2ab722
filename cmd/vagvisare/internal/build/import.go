package build

import (
	"cmp"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/word"
)

// An Import says how a Word file becomes a plan.
type Import struct {
	File     string // the Word file, for messages
	Template string // path in content/; "" for the one that the document names
	Source   string // path in content/ that the plan will have; "" where it lies elsewhere
	Date     time.Time
}

// Import reads a filled-in Word file and returns the plan as a file of content/. What it could
// not read, it names; it returns nil only where an error is among the problems.
func (r *Result) Import(in io.ReaderAt, size int64, opt Import) ([]byte, []diag.Problem) {
	i := &importer{result: r, opt: opt, converter: markdown.New(r.Site.EscapeHTML)}
	filled, problems := word.Read(in, size)
	i.take(problems)
	if filled == nil {
		return nil, i.problems
	}
	page := i.template(filled)
	if page == nil {
		return nil, i.problems
	}
	data := i.plan(filled, page)
	return data, i.problems
}

type importer struct {
	result    *Result
	opt       Import
	converter *markdown.Converter
	problems  []diag.Problem
}

func (i *importer) report(code diag.Code, severity diag.Severity, args ...any) {
	i.take([]diag.Problem{{Code: code, Severity: severity, Args: args}})
}

func (i *importer) take(problems []diag.Problem) {
	for _, p := range problems {
		p.File, p.Line, p.Col = i.opt.File, 0, 0
		i.problems = append(i.problems, p)
	}
}

// template finds the template that the document is read by.
func (i *importer) template(filled *word.Filled) *site.Page {
	name := cmp.Or(i.opt.Template, filled.Template)
	for _, page := range i.result.Site.OfKind(site.Template) {
		if page.Source == name {
			return page
		}
	}
	if name == "" {
		i.report(diag.WordNoFields, diag.Error)
	} else {
		i.report(diag.NotTemplate, diag.Error, name)
	}
	return nil
}

// plan writes a document's values as a plan's file.
func (i *importer) plan(filled *word.Filled, template *site.Page) []byte {
	renderer := i.result.Renderer
	blank, err := renderer.Document(template)
	if err != nil {
		i.report(diag.Unreadable, diag.Error, err)
		return nil
	}
	read, problems := filled.Plan(template.Template, blank)
	i.take(problems)
	if diag.Failed(problems) {
		return nil
	}
	values := i.relink(template.Template, read.Values)
	checked, unread := template.Template.Read(values, plan.Rules{File: template.File(), Roles: site.RoleOptions(i.result.Site.Roles)})
	i.take(word.Unread(template.Template, values, unread))
	data, err := load.Compose(i.header(read.Head, template, checked), i.body())
	if err != nil {
		i.report(diag.Unreadable, diag.Error, err)
		return nil
	}
	return data
}

// old returns the page whose place the plan takes, or nil.
func (i *importer) old() *site.Page {
	for _, p := range i.result.Site.OfKind(site.PlanDocument) {
		if p.Source == i.opt.Source {
			return p
		}
	}
	return nil
}

func (i *importer) body() string {
	if old := i.old(); old != nil {
		return string(old.Text)
	}
	return ""
}

// header puts together a plan's front matter: what the document tells, and what the page whose
// place it takes has besides.
func (i *importer) header(head map[string]plan.Input, template *site.Page, p *plan.Plan) plan.Input {
	h := &header{}
	old := cmp.Or(i.old(), &site.Page{Owner: i.result.Site.Contact.Function, Published: i.opt.Date})
	h.text("title", cmp.Or(head["title"].Text, old.Title, template.Title))
	h.text("summary", old.Summary)
	h.text("kind", string(site.PlanDocument))
	h.text("template", relative(cmp.Or(i.opt.Source, "plan.md"), template.Source))
	h.text("technology", i.technology(head["technology"].Text, old))
	h.text("status", i.status(head["status"].Text, old))
	h.text("version", cmp.Or(head["version"].Text, old.Version))
	i.decided(h, head)
	h.list("roles", old.RoleIDs)
	h.list("tags", old.Tags)
	h.list("keywords", old.Keywords)
	h.text("owner", old.Owner)
	h.date("published", old.Published)
	if old.Source != "" {
		h.date("updated", i.opt.Date)
	}
	h.date("review", old.Review)
	if old.Draft {
		h.text("draft", "true")
	}
	h.list("aliases", refs(old.Aliases))
	h.list("related", refs(old.Related))
	h.list("facts", old.Facts)
	if old.Weight != 0 {
		h.text("weight", strconv.Itoa(old.Weight))
	}
	h.Pairs = append(h.Pairs, plan.Pair{Key: "values", Value: p.Input()})
	return h.Input
}

// A header is front matter that grows; what is empty is left out.
type header struct{ plan.Input }

func (h *header) text(key, text string) {
	h.Kind = plan.Mapping
	if text != "" {
		h.Pairs = append(h.Pairs, plan.Pair{Key: key, Value: plan.ScalarOf(text)})
	}
}

func (h *header) list(key string, texts []string) {
	if len(texts) > 0 {
		h.Pairs = append(h.Pairs, plan.Pair{Key: key, Value: plan.ListOf(texts...)})
	}
}

func (h *header) date(key string, day time.Time) {
	if !day.IsZero() {
		h.text(key, day.Format(time.DateOnly))
	}
}

func refs(list []site.Ref) []string {
	texts := make([]string, len(list))
	for i, ref := range list {
		texts[i] = ref.Value
	}
	return texts
}

// technology returns the id of a technology by its title.
func (i *importer) technology(title string, old *site.Page) string {
	for _, t := range i.result.Site.Technologies {
		if strings.EqualFold(t.Title, title) || t.ID == title {
			return t.ID
		}
	}
	if title != "" {
		i.report(diag.WordUnreadValue, diag.Note, i.label("technology"), title)
	}
	if old.Plan != nil {
		return old.Plan.TechnologyID
	}
	return title
}

// status returns a status by its name; a plan that does not tell is a draft.
func (i *importer) status(name string, old *site.Page) string {
	fields := i.result.Renderer.HeadFields()
	at := slices.IndexFunc(fields, func(f *plan.Field) bool { return f.ID == "status" })
	for k, choice := range fields[at].Choices {
		if strings.EqualFold(choice, name) {
			return string(site.Statuses[k])
		}
	}
	if name != "" {
		i.report(diag.WordUnreadValue, diag.Note, i.label("status"), name)
	}
	if old.Plan != nil {
		return string(old.Plan.Status)
	}
	return string(site.Drafted)
}

func (i *importer) decided(h *header, head map[string]plan.Input) {
	by, date := head["decided-by"].Text, head["decided-date"].Text
	if date != "" {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			i.report(diag.WordUnreadValue, diag.Note, i.label("decided-date"), date)
			date = ""
		}
	}
	if by == "" && date == "" {
		return
	}
	if by == "" || date == "" {
		i.report(diag.WordUnreadValue, diag.Note, i.label("decided-by"), strings.TrimSpace(by+" "+date))
		return
	}
	decided := plan.Input{Kind: plan.Mapping, Pairs: []plan.Pair{{Key: "by", Value: plan.ScalarOf(by)}, {Key: "date", Value: plan.ScalarOf(date)}}}
	h.Pairs = append(h.Pairs, plan.Pair{Key: "decided", Value: decided})
}

func (i *importer) label(id string) string {
	for _, f := range i.result.Renderer.HeadFields() {
		if f.ID == id {
			return f.Label
		}
	}
	return id
}

// relink turns the addresses that links to the portal have in a Word file into the relative
// paths that they have in content/.
func (i *importer) relink(t *plan.Template, values plan.Input) plan.Input {
	for k, pair := range values.Pairs {
		if f := t.Field(pair.Key); f == nil || f.Type != plan.Prose {
			continue
		}
		blocks := i.converter.Blocks([]byte(pair.Value.Text))
		i.relinkBlocks(blocks)
		values.Pairs[k].Value.Text = markdown.Text(blocks)
	}
	return values
}

func (i *importer) relinkBlocks(blocks []markdown.Block) {
	for _, b := range blocks {
		for k := range b.Inlines {
			b.Inlines[k].Link = i.source(b.Inlines[k].Link)
		}
		i.relinkBlocks(b.Blocks)
	}
}

// source returns the path of the file of content/ that an address of the portal stands for,
// or the address itself.
func (i *importer) source(address string) string {
	s := i.result.Site
	rest := strings.TrimPrefix(address, s.URL)
	if s.URL == "" {
		if strings.Contains(address, ":") {
			return address
		}
		rest = strings.TrimLeft(strings.ReplaceAll(address, "index.html", ""), "./")
	} else if rest == address {
		return address
	}
	from := cmp.Or(i.opt.Source, "plan.md")
	place, fragment, _ := strings.Cut(rest, "#")
	if fragment != "" {
		fragment = "#" + fragment
	}
	if page := s.At(place); page != nil {
		return relative(from, page.Source) + fragment
	}
	for _, file := range s.Files {
		if file.Path() == place {
			return relative(from, file.Source)
		}
	}
	return address
}

// relative returns the path from one file of content/ to another.
func relative(from, to string) string {
	rel, err := filepath.Rel(path.Dir(from), to)
	if err != nil {
		return to
	}
	return filepath.ToSlash(rel)
}
