package load

import (
	"bytes"
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/adrg/frontmatter"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A pageReader reads one text.
type pageReader struct {
	reader
	config    *site.Config
	sound     bool // whether the config is
	converter *markdown.Converter
	page      *site.Page // nil when the text gives none
}

func (r *pageReader) read(root fs.FS, name string) {
	text, problem := readText(root, name)
	if problem != nil {
		r.problems = append(r.problems, *problem)
		return
	}
	if strings.EqualFold(path.Base(r.file), "index.md") {
		r.report(0, 0, diag.IndexName)
		return
	}
	header, body, ok := r.cut(text)
	if !ok {
		return
	}
	p := &pageHeader{at: map[string]places{}}
	p.Source = strings.TrimPrefix(r.file, "content/")
	parsed := r.root(header)
	broken := len(r.problems) > 0
	mapping(&r.reader, p, parsed, 1, pageFields)
	if p.Kind == "" {
		_, given := p.at["kind"]
		p.odd = given || broken
		p.Kind = site.Guidance
	}
	r.checkHeader(p)

	line := 1 + bytes.Count(text[:len(text)-len(body)], []byte("\n"))
	doc, problems := r.converter.Convert(body, line)
	for _, p := range problems {
		p.File = r.file
		r.problems = append(r.problems, p)
	}
	p.Doc = doc
	if !p.odd {
		r.checkPlaces(p)
	}
	if p.Kind.HasWord() && len(body) > 0 {
		p.Text = body
	}
	if p.Draft { // which may be unfinished, and must not keep others from publishing
		r.lower(p)
	}
	mayLack := p.Draft || p.odd || p.Kind == site.PlanDocument || site.IsIndex(r.file)
	if doc.Empty() && len(problems) == 0 && !mayLack {
		r.report(line, 0, diag.EmptyPage)
	}
	page := p.Page // without what was needed for checking alone: there are many pages
	r.page, r.yaml = &page, nil
}

// lower makes notes of all problems of a draft. A template of which more is wrong than what a
// page can be shown with is shown as a page without fields.
func (r *pageReader) lower(p *pageHeader) {
	broken := false
	for i := range r.problems {
		r.problems[i].Severity = diag.Note
		broken = broken || !r.problems[i].Code.Lowerable()
	}
	if broken && p.Kind == site.Template {
		p.Kind, p.Page.Template = site.Plain, nil
	}
}

// cut parts the header from the body. The header starts on the line after the first ---,
// wherever that is, and r.offset is set to the number of lines before it.
func (r *pageReader) cut(text []byte) (header, body []byte, ok bool) {
	format := frontmatter.NewFormat("---", "---", func(data []byte, _ any) error {
		header = unmask(data)
		return nil
	})
	masked := mask(text)
	rest, err := frontmatter.MustParse(bytes.NewReader(masked), nil, format)
	first, after, _ := bytes.Cut(bytes.TrimLeft(text, " \t\n"), []byte("\n"))
	switch {
	case err == nil:
		body = text[len(text)-len(rest):]
		r.offset = 1 + bytes.Count(text[:bytes.Index(text, []byte("---"))], []byte("\n"))
		return header, body, true
	case string(bytes.TrimSpace(first)) == "---" && len(after) > 0:
		start := bytes.Index(text, []byte("---"))
		r.report(1+bytes.Count(text[:start], []byte("\n")), 0, diag.UnterminatedFrontMatter)
	default:
		r.report(0, 0, diag.NoFrontMatter)
	}
	return nil, nil, false
}

// The front matter library takes any line that is --- once its spaces are cut for the
// header's end, also an indented one that is a part of a text. mask hides such lines from
// it, byte for byte, behind a character that no text may hold. It looks no further than
// the first line that is --- without indent, where the header does end.
func mask(text []byte) []byte {
	start := bytes.Index(text, []byte("---")) + len("---")
	end := bytes.Index(text[min(start, len(text)):], []byte("\n---"))
	if end += start; end < start {
		end = len(text)
	}
	if start < len("---") || !bytes.Contains(text[start:end], []byte(" ---")) && !bytes.Contains(text[start:end], []byte("\t---")) {
		return text
	}
	masked := append([]byte{}, text[:start]...)
	masked = append(masked, indentedRule.ReplaceAll(text[start:end], []byte("${1}\x00--${2}"))...)
	return append(masked, text[end:]...)
}

func unmask(header []byte) []byte {
	return bytes.ReplaceAll(header, []byte("\x00--"), []byte("---"))
}

// A pageHeader is a page with what must be known of its header only while it is checked.
type pageHeader struct {
	site.Page
	roles    []site.Ref
	facts    []site.Ref
	template plan.Template // what a template's own keys say
	plan     site.Plan     // what a plan's own keys say
	example  caseHeader    // what a learning example's own key says
	at       map[string]places
	odd      bool // of a kind that is not known, which is told: nothing must follow from it
}

// checkHeader checks what single values do not show.
func (r *pageReader) checkHeader(p *pageHeader) {
	if at, given := p.at["kind"]; given && site.IsIndex(r.file) {
		r.report(at.key.line, at.key.col, diag.UnknownKey, "kind")
	}
	if p.PhaseID != "" {
		at := p.at["phase"].value
		r.known(site.Ref{Value: p.PhaseID, Line: at.line, Col: at.col}, diag.UnknownPhase, phaseIDs(r.config))
	}
	for _, ref := range p.roles {
		r.known(ref, diag.UnknownRole, roleIDs(r.config))
		p.RoleIDs = append(p.RoleIDs, ref.Value)
	}
	for _, ref := range p.facts {
		if len(r.config.Facts) > 0 {
			r.known(ref, diag.UnknownFact, factIDs(r.config))
		}
		p.Facts = append(p.Facts, ref.Value)
	}
	r.notBefore(p.Updated, p.at["updated"].value, "updated", p.Published)
	r.notBefore(p.Review, p.at["review"].value, "review", p.Published)
	for _, change := range p.Changes {
		r.notBefore(change.Day, place{change.Line, change.Col}, "changes", p.Published)
	}
	if !p.odd {
		r.checkKind(p)
	}
}

// known reports a reference to what site.yaml does not have.
func (r *pageReader) known(ref site.Ref, code diag.Code, ids []string) {
	if !r.sound || slices.Contains(ids, ref.Value) {
		return
	}
	problem := r.report(ref.Line, ref.Col, code, ref.Value, cmp.Or(strings.Join(ids, ", "), "–"))
	problem.Near = diag.Nearest(ref.Value, ids)
}

func (r *reader) notBefore(day time.Time, at place, key string, published time.Time) {
	if !day.IsZero() && day.Before(published) {
		r.report(at.line, at.col, diag.DateOrder, key, "published")
	}
}

func phaseIDs(c *site.Config) []string {
	ids := make([]string, len(c.Phases))
	for i, p := range c.Phases {
		ids[i] = p.ID
	}
	return ids
}

func factIDs(c *site.Config) []string {
	ids := make([]string, len(c.Facts))
	for i, f := range c.Facts {
		ids[i] = f.ID
	}
	return ids
}

func roleIDs(c *site.Config) []string {
	ids := make([]string, len(c.Roles))
	for i, r := range c.Roles {
		ids[i] = r.ID
	}
	return ids
}
