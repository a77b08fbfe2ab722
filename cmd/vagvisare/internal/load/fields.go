package load

import (
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/host"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// siteFile holds what is true of the whole site.
const siteFile = "content/site.yaml"

var (
	indentedRule = regexp.MustCompile(`(?m)^([ \t]+)---([ \t]*)$`)
	idForm       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// pageFields are the keys of a page's front matter.
var pageFields = []field[pageHeader]{
	{"title", true, text(func(p *pageHeader) *string { return &p.Title })},
	{"summary", false, text(func(p *pageHeader) *string { return &p.Summary })},
	{"kind", false, noted(notePage,
		choice(func(p *pageHeader, s string) { p.Kind = site.Kind(s) }, kindNames()...))},
	{"phase", false, noted(notePage, among(phaseOptions, text(func(p *pageHeader) *string { return &p.PhaseID })))},
	{"roles", false, listAmong(roleOptions, refs(func(p *pageHeader) *[]site.Ref { return &p.roles }))},
	{"tags", false, texts(func(p *pageHeader) *[]string { return &p.Tags })},
	{"keywords", false, texts(func(p *pageHeader) *[]string { return &p.Keywords })},
	{"owner", false, text(func(p *pageHeader) *string { return &p.Owner })},
	{"published", false, date(func(p *pageHeader) *time.Time { return &p.Published })},
	{"updated", false, noted(notePage, date(func(p *pageHeader) *time.Time { return &p.Updated }))},
	{"review", false, noted(notePage, date(func(p *pageHeader) *time.Time { return &p.Review }))},
	{"law", false, date(func(p *pageHeader) *time.Time { return &p.Law })},
	{"changes", false, value[pageHeader]{listOf(mappingShape(changeFields)), changes}},
	{"draft", false, yesNo(func(p *pageHeader) *bool { return &p.Draft })},
	{"editors", false, yesNo(func(p *pageHeader) *bool { return &p.Editors })},
	{"aliases", false, refs(func(p *pageHeader) *[]site.Ref { return &p.Aliases })},
	{"related", false, refs(func(p *pageHeader) *[]site.Ref { return &p.Related })},
	{"steps", false, objects(func(p *pageHeader) *[]*site.Step { return &p.Outline }, func(s *site.Step) string { return s.Title }, []field[site.Step]{
		{"title", true, text(func(s *site.Step) *string { return &s.Title })},
		{"summary", false, text(func(s *site.Step) *string { return &s.Summary })},
		{"pages", true, refs(func(s *site.Step) *[]site.Ref { return &s.Refs })},
	})},
	{"facts", false, refs(func(p *pageHeader) *[]site.Ref { return &p.facts })},
	{"weight", false, number(func(p *pageHeader) *int { return &p.Weight })},
	{"version", false, noted(notePage, text(func(p *pageHeader) *string { return &p.Version }))},
	{"fields", false, noted(notePage, objects(func(p *pageHeader) *[]*plan.Field { return &p.template.Fields }, fieldID, planFields))},
	{"figures", false, noted(notePage, objects(func(p *pageHeader) *[]*plan.Figure { return &p.template.Figures }, figureID, planFigures))},
	{"example", false, noted(notePage, object(func(p *pageHeader) *caseHeader { return &p.example }, caseFields))},
	{"template", false, noted(notePage, ref(func(p *pageHeader) *site.Ref { return &p.plan.TemplateRef }))},
	{"technology", false, noted(notePage, among(technologyOptions, text(func(p *pageHeader) *string { return &p.plan.TechnologyID })))},
	{"status", false, noted(notePage, choice(func(p *pageHeader, s string) { p.plan.Status = site.Status(s) }, statusNames()...))},
	{"decided", false, noted(notePage, object(func(p *pageHeader) *site.Plan { return &p.plan }, decisionFields))},
	{"values", false, noted(notePage, inputs(func(p *pageHeader) *plan.Input { return &p.plan.Input }))},
}

func notePage(p *pageHeader, key string, at places) { p.at[key] = at }

func kindNames() []string {
	names := make([]string, len(site.Kinds))
	for i, k := range site.Kinds {
		names[i] = string(k)
	}
	return names
}

// siteFields are the keys of site.yaml.
var siteFields = []field[site.Config]{
	{"title", true, text(func(c *site.Config) *string { return &c.Title })},
	{"organisation", true, text(func(c *site.Config) *string { return &c.Organisation })},
	{"description", false, text(func(c *site.Config) *string { return &c.Description })},
	{"language", false, choice(func(c *site.Config, s string) { c.Language = s }, "sv", "en")},
	{"url", false, absoluteURL(func(c *site.Config) *string { return &c.URL })},
	{"hosts", false, choices(func(c *site.Config) *[]string { return &c.Hosts }, host.Kinds()...)},
	{"publisher", false, text(func(c *site.Config) *string { return &c.Publisher })},
	{"contact", false, object(func(c *site.Config) *site.Contact { return &c.Contact }, []field[site.Contact]{
		{"function", true, text(func(c *site.Contact) *string { return &c.Function })},
		{"email", false, email(func(c *site.Contact) *string { return &c.Email })},
		{"phone", false, text(func(c *site.Contact) *string { return &c.Phone })},
	})},
	{"owners", false, objects(func(c *site.Config) *[]*site.Owner { return &c.Owners }, func(o *site.Owner) string { return o.Name }, []field[site.Owner]{
		{"name", true, text(func(o *site.Owner) *string { return &o.Name })},
		{"email", true, email(func(o *site.Owner) *string { return &o.Email })},
		{"phone", false, text(func(o *site.Owner) *string { return &o.Phone })},
	})},
	{"edit", false, editAddress(func(c *site.Config) *string { return &c.Edit })},
	{"accessibility", false, statement(func(c *site.Config) **site.Statement { return &c.Accessibility })},
	{"brand", false, object(func(c *site.Config) *site.Brand { return &c.Brand }, brandFields)},
	{"phases", true, objects(func(c *site.Config) *[]*site.Phase { return &c.Phases }, func(p *site.Phase) string { return p.ID }, []field[site.Phase]{
		{"id", true, id(func(p *site.Phase) *string { return &p.ID })},
		{"title", true, text(func(p *site.Phase) *string { return &p.Title })},
		{"question", false, text(func(p *site.Phase) *string { return &p.Question })},
	})},
	{"roles", false, objects(func(c *site.Config) *[]*site.Role { return &c.Roles }, func(r *site.Role) string { return r.ID }, []field[site.Role]{
		{"id", true, id(func(r *site.Role) *string { return &r.ID })},
		{"title", true, text(func(r *site.Role) *string { return &r.Title })},
		{"summary", false, text(func(r *site.Role) *string { return &r.Summary })},
		{"others", false, texts(func(r *site.Role) *[]string { return &r.Others })},
	})},
	{"technologies", false, objects(func(c *site.Config) *[]*site.Technology { return &c.Technologies }, func(t *site.Technology) string { return t.ID }, []field[site.Technology]{
		{"id", true, id(func(t *site.Technology) *string { return &t.ID })},
		{"title", true, text(func(t *site.Technology) *string { return &t.Title })},
		{"summary", false, text(func(t *site.Technology) *string { return &t.Summary })},
	})},
	{"searches", false, texts(func(c *site.Config) *[]string { return &c.Searches })},
	{"problems", false, value[site.Config]{severityShape, severities}},
	{"lix", false, number(func(c *site.Config) *int { return &c.LIX })},
	{"sentence", false, number(func(c *site.Config) *int { return &c.Sentence })},
	{"facts", false, objects(func(c *site.Config) *[]*site.Fact { return &c.Facts }, func(f *site.Fact) string { return f.ID }, []field[site.Fact]{
		{"id", true, text(func(f *site.Fact) *string { return &f.ID })},
		{"text", true, text(func(f *site.Fact) *string { return &f.Text })},
	})},
	{"html", false, choice(func(c *site.Config, s string) { c.EscapeHTML = s == "escape" }, "refuse", "escape")},
}

// config reads site.yaml. It returns nil where the site cannot be understood without it, and whether texts can be held
// against it.
func (l *loader) config() (c *site.Config, sound bool) {
	if _, err := fs.Stat(l.root, siteFile); err != nil {
		l.report(siteFile, diag.MissingSite)
		return nil, false
	}
	data, problem := readText(l.root, siteFile)
	if problem != nil {
		l.problems = append(l.problems, *problem)
		return nil, false
	}
	r := &reader{file: siteFile}
	c = &site.Config{Language: "sv"}
	mapping(r, c, r.root(data), 1, siteFields)
	l.problems = append(l.problems, r.problems...)
	return c, !slices.ContainsFunc(r.problems, func(p diag.Problem) bool { return c.Problems[p.Code] != diag.Note })
}

// id reads a text that can stand in addresses.
func id[T any](of func(*T) *string) value[T] {
	return value[T]{idShape, func(r *reader, to *T, key string, n *yaml.Node) {
		s, ok := scalar(r, key, n)
		if ok && !idForm.MatchString(s) {
			r.reportAt(n, diag.BadID, s)
			return
		}
		*of(to) = s
	}}
}

// absoluteURL reads a web address, and ends it with a slash.
func absoluteURL[T any](of func(*T) *string) value[T] {
	return value[T]{addressShape, func(r *reader, to *T, key string, n *yaml.Node) {
		s, ok := scalar(r, key, n)
		if !ok {
			return
		}
		address, err := BaseURL(s)
		if err != nil {
			r.reportAt(n, diag.BadURL, s)
			return
		}
		*of(to) = address
	}}
}

// BaseURL returns the address of a portal with a slash at its end. It must be http or
// https, with a host, and without query and fragment; else the error is fs.ErrInvalid.
func BaseURL(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fs.ErrInvalid
	}
	return strings.TrimSuffix(u.String(), "/") + "/", nil
}

// severities reads which codes the site makes notes of, or errors.
func severities(r *reader, c *site.Config, key string, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.reportAt(n, diag.WantMapping, key)
		return
	}
	names := make([]string, 0, 64)
	for _, code := range diag.Codes() {
		names = append(names, string(code))
	}
	slices.Sort(names)
	c.Problems = map[diag.Code]diag.Severity{}
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		code, value := n.Content[i], follow(n.Content[i+1])
		first := lines[code.Value]
		lines[code.Value] = r.at(code).line
		switch {
		case first > 0:
			r.reportAt(code, diag.DuplicateKey, code.Value, first)
		case !diag.Code(code.Value).Known():
			r.reportAt(code, diag.UnknownKey, code.Value).Near = diag.Nearest(code.Value, names)
		case value.Value == diag.Note.String() && !diag.Code(code.Value).Lowerable():
			r.reportAt(code, diag.AlwaysError, code.Value)
		case value.Value == diag.Note.String():
			c.Problems[diag.Code(code.Value)] = diag.Note
		case value.Value == diag.Error.String():
			c.Problems[diag.Code(code.Value)] = diag.Error
		default:
			r.reportAt(value, diag.UnknownValue, code.Value, value.Value, "error, note")
		}
	}
}
