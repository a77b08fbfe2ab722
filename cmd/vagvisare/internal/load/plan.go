package load

import (
	"maps"
	"slices"
	"time"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// planFields are the keys of a template's field, and, but for columns, of a table's column.
var planFields = append(columnFields(plan.Types), []field[plan.Field]{
	{"columns", false, notedField(objects(func(f *plan.Field) *[]*plan.Field { return &f.Columns }, fieldID, tableColumns))},
	{"min-rows", false, notedField(number(func(f *plan.Field) *int { return &f.MinRows }))},
	{"max-rows", false, notedField(number(func(f *plan.Field) *int { return &f.MaxRows }))},
	{"roles", false, notedField(listAmong(roleOptions, planRefs(func(f *plan.Field) *[]plan.Ref { return &f.Roles })))},
	{"total-of", false, notedField(planRef(func(f *plan.Field) *plan.Ref { return &f.TotalOf }))},
}...)

// tableColumns are the keys of a table's column.
var tableColumns = append(columnFields(plan.ColumnTypes), []field[plan.Field]{
	{"sum", false, notedField(yesNo(func(f *plan.Field) *bool { return &f.Sum }))},
	{"unique", false, notedField(yesNo(func(f *plan.Field) *bool { return &f.Unique }))},
}...)

// columnFields are the keys that fields and columns share.
func columnFields(types []plan.Type) []field[plan.Field] {
	return []field[plan.Field]{
		{"id", true, notedField(fieldName(func(f *plan.Field) *string { return &f.ID }))},
		{"label", true, text(func(f *plan.Field) *string { return &f.Label })},
		{"type", true, choice(func(f *plan.Field, s string) { f.Type = plan.Type(s) }, names(types)...)},
		{"required", false, yesNo(func(f *plan.Field) *bool { return &f.Required })},
		{"help", false, text(func(f *plan.Field) *string { return &f.Help })},
		{"unit", false, notedField(text(func(f *plan.Field) *string { return &f.Unit }))},
		{"choices", false, notedField(texts(func(f *plan.Field) *[]string { return &f.Choices }))},
		{"levels", false, notedField(value[plan.Field]{setOf(textShape), levels})},
		{"from", false, notedField(number(func(f *plan.Field) *int { return &f.From }))},
	}
}

// levels reads the names of levels, which are numbered from 1 unless from says otherwise.
func levels(r *reader, f *plan.Field, key string, n *yaml.Node) {
	texts(func(f *plan.Field) *[]string { return &f.Levels }).read(r, f, key, n)
	if _, told := f.Keys["from"]; !told {
		f.From = 1
	}
}

// planFigures are the keys of a template's figure.
var planFigures = func() []field[plan.Figure] {
	fields := []field[plan.Figure]{
		{"id", true, notedFigure(fieldName(func(f *plan.Figure) *string { return &f.ID }))},
		{"label", true, text(func(f *plan.Figure) *string { return &f.Label })},
		{"type", true, choice(func(f *plan.Figure, s string) { f.Type = plan.FigureType(s) }, names(plan.FigureTypes)...)},
		{"limits", false, notedFigure(numbers(func(f *plan.Figure) *[]int { return &f.Limits }))},
	}
	for _, key := range plan.FigureKeys() {
		fields = append(fields, field[plan.Figure]{key, false, notedFigure(value[plan.Figure]{textOrTextsShape, figureRefs})})
	}
	return fields
}()

// figureRefs reads what a figure is made of: one name, or a list.
func figureRefs(r *reader, f *plan.Figure, key string, n *yaml.Node) {
	var refs []plan.Ref
	if n.Kind == yaml.ScalarNode {
		refs = make([]plan.Ref, 1)
		planRef(func(*plan.Figure) *plan.Ref { return &refs[0] }).read(r, f, key, n)
	} else {
		planRefs(func(*plan.Figure) *[]plan.Ref { return &refs }).read(r, f, key, n)
	}
	if f.Of == nil {
		f.Of = map[string][]plan.Ref{}
	}
	f.Of[key] = refs
}

// decisionFields are the keys of a plan's decision.
var decisionFields = []field[site.Plan]{
	{"by", true, text(func(p *site.Plan) *string { return &p.DecidedBy })},
	{"date", true, date(func(p *site.Plan) *time.Time { return &p.Decided })},
}

func fieldID(f *plan.Field) string   { return f.ID }
func figureID(f *plan.Figure) string { return f.ID }

func names[S ~string](list []S) []string {
	names := make([]string, len(list))
	for i, name := range list {
		names[i] = string(name)
	}
	return names
}

func notedField(inner value[plan.Field]) value[plan.Field] {
	return noted(func(f *plan.Field, key string, at places) {
		if f.Keys == nil {
			f.Keys = map[string]plan.Position{}
		}
		f.Keys[key] = at.key.position()
		if key == "id" {
			f.At = at.value.position()
		}
	}, inner)
}

func notedFigure(inner value[plan.Figure]) value[plan.Figure] {
	return noted(func(f *plan.Figure, key string, at places) {
		if f.Keys == nil {
			f.Keys = map[string]plan.Position{}
		}
		f.Keys[key] = at.key.position()
		if key == "id" {
			f.At = at.value.position()
		}
	}, inner)
}

func (p place) position() plan.Position { return plan.Position{Line: p.line, Col: p.col} }

// fieldName reads the id of a field, for which a Word bookmark must have room.
func fieldName[T any](of func(*T) *string) value[T] {
	return value[T]{idShape, func(r *reader, to *T, key string, n *yaml.Node) {
		if len(n.Value) > plan.MaxID && idForm.MatchString(n.Value) {
			r.reportAt(n, diag.LongID, n.Value, plan.MaxID)
			return
		}
		id(of).read(r, to, key, n)
	}}
}

func planRef[T any](of func(*T) *plan.Ref) value[T] {
	return value[T]{textShape, func(r *reader, to *T, key string, n *yaml.Node) {
		if s, ok := scalar(r, key, n); ok {
			*of(to) = plan.Ref{Value: s, At: r.at(n).position()}
		}
	}}
}

func planRefs[T any](of func(*T) *[]plan.Ref) value[T] {
	return value[T]{setOf(textShape), func(r *reader, to *T, key string, n *yaml.Node) {
		var list []site.Ref
		refs(func(*T) *[]site.Ref { return &list }).read(r, to, key, n)
		for _, item := range list {
			*of(to) = append(*of(to), plan.Ref{Value: item.Value, At: plan.Position{Line: item.Line, Col: item.Col}})
		}
	}}
}

// numbers reads a list of whole numbers.
func numbers[T any](of func(*T) *[]int) value[T] {
	return value[T]{listOf(wholeShape), func(r *reader, to *T, key string, n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.reportAt(n, diag.WantList, key)
			return
		}
		for _, item := range n.Content {
			var i int
			told := len(r.problems)
			number(func(*T) *int { return &i }).read(r, to, key, follow(item))
			if len(r.problems) == told {
				*of(to) = append(*of(to), i)
			}
		}
	}}
}

// kindKeys are the keys that only pages of some kinds have.
var kindKeys = map[string][]site.Kind{
	"version": {site.Template, site.PlanDocument}, "fields": {site.Template}, "figures": {site.Template},
	"template": {site.PlanDocument}, "technology": {site.PlanDocument}, "status": {site.PlanDocument},
	"decided": {site.PlanDocument}, "values": {site.PlanDocument}, "example": {site.Example},
}

// kindNeeds are the keys that pages of some kinds must have.
var kindNeeds = map[site.Kind][]string{
	site.Template:     {"fields"},
	site.PlanDocument: {"template", "technology", "status", "values"},
	site.Example:      {"example"},
}

// decidedStatuses are those of plans that tell who has decided them.
var decidedStatuses = []site.Status{site.Adopted, site.Closed}

// checkKind checks what the header of a template, a plan or a learning example says as a whole.
func (r *pageReader) checkKind(p *pageHeader) {
	for _, key := range slices.Sorted(maps.Keys(kindKeys)) {
		if at, given := p.at[key]; given && !slices.Contains(kindKeys[key], p.Kind) {
			r.report(at.key.line, at.key.col, diag.MisplacedKey, key, string(p.Kind))
		}
	}
	switch p.Kind {
	case site.Template:
		p.Page.Template = &p.template
		p.template.Version = p.Version
		r.need(p, kindNeeds[p.Kind]...)
		r.checkFieldIDs(&p.template)
		p.template.Complete(site.RoleOptions(r.config.Roles))
		if r.sound {
			r.take(r.needed(&p.template, p.template.Check(roleIDs(r.config))))
		}
	case site.PlanDocument:
		p.Page.Plan = &p.plan
		r.need(p, kindNeeds[p.Kind]...)
		at := p.at["technology"].value
		if r.sound && p.plan.TechnologyID != "" {
			r.known(site.Ref{Value: p.plan.TechnologyID, Line: at.line, Col: at.col}, diag.UnknownTechnology, technologyIDs(r.config))
		}
		p.plan.ValuesAt = p.at["values"].key.position()
		if slices.Contains(decidedStatuses, p.plan.Status) {
			r.need(p, "decided")
		}
	case site.Example:
		r.need(p, kindNeeds[p.Kind]...)
		r.checkCase(p)
	}
}

// needed makes errors of what a template lacks also where the site lets keys be empty: nothing
// can be shown of a field without a type, or of a table without columns.
func (r *pageReader) needed(t *plan.Template, problems []diag.Problem) []diag.Problem {
	if r.config.Problems[diag.EmptyValue] != diag.Note {
		return problems
	}
	for i := range problems {
		if problems[i].Code == diag.EmptyValue {
			problems[i].Code = diag.MissingKey
		}
	}
	empty := slices.ContainsFunc(r.problems, func(p diag.Problem) bool { return p.Code == diag.EmptyValue && p.Args[0] == "type" })
	untyped := func(typed bool, at plan.Position) {
		if empty && !typed {
			problems = append(problems, diag.Problem{Line: at.Line, Col: at.Col, Code: diag.MissingKey, Args: []any{"type"}})
		}
	}
	for _, f := range t.Fields {
		untyped(f.Type != "", f.At)
		for _, c := range f.Columns {
			untyped(c.Type != "", c.At)
		}
	}
	for _, f := range t.Figures {
		untyped(f.Type != "", f.At)
	}
	return problems
}

// need reports keys that pages of a kind must have.
func (r *pageReader) need(p *pageHeader, keys ...string) {
	for _, key := range keys {
		empty := func(p diag.Problem) bool {
			return p.Code == diag.EmptyValue && p.Args[0] == key && r.config.Problems[p.Code] != diag.Note
		}
		if _, given := p.at[key]; !given && !slices.ContainsFunc(r.problems, empty) {
			r.report(1+r.offset, 0, diag.MissingKey, key)
		}
	}
}

// take reports problems that were found by others, but not that a key says nothing where what
// it says could not be read.
func (r *reader) take(problems []diag.Problem) {
	for _, p := range problems {
		if (p.Code == diag.EmptyValue || p.Code == diag.MissingKey || p.Code == diag.UnknownValue) && slices.Contains(r.faulty, place{p.Line, p.Col}) {
			continue
		}
		p.File = r.file
		r.problems = append(r.problems, p)
	}
}

// checkFieldIDs holds that fields and figures do not share ids, since both are placed by them.
func (r *pageReader) checkFieldIDs(t *plan.Template) {
	for _, figure := range t.Figures {
		if f := t.Field(figure.ID); f != nil {
			r.report(figure.At.Line, figure.At.Col, diag.DuplicateValue, figure.ID, f.At.Line)
		}
	}
}

// checkPlaces holds that each field of a template has its one place in the text.
func (r *pageReader) checkPlaces(p *pageHeader) {
	lines := map[string]int{}
	var ids []string
	for _, place := range p.Doc.Places {
		switch {
		case p.Kind != site.Template:
			r.report(place.Line, place.Col, diag.StrayPlace, place.ID)
		case !slices.Contains(p.template.IDs(), place.ID):
			r.report(place.Line, place.Col, diag.UnknownPlace, place.ID).Near = diag.Nearest(place.ID, p.template.IDs())
		case lines[place.ID] > 0:
			r.report(place.Line, place.Col, diag.PlacedTwice, place.ID, lines[place.ID])
		default:
			lines[place.ID] = place.Line
			ids = append(ids, place.ID)
		}
	}
	if p.Kind != site.Template {
		return
	}
	for _, f := range p.template.Fields {
		if lines[f.ID] == 0 {
			r.report(f.At.Line, f.At.Col, diag.Unplaced, f.ID)
		}
	}
	for _, f := range p.template.Figures {
		if lines[f.ID] == 0 {
			r.report(f.At.Line, f.At.Col, diag.Unplaced, f.ID)
		}
	}
	p.template.Order(ids)
}

func technologyIDs(c *site.Config) []string {
	ids := make([]string, len(c.Technologies))
	for i, t := range c.Technologies {
		ids[i] = t.ID
	}
	return ids
}

func statusNames() []string { return names(site.Statuses) }
