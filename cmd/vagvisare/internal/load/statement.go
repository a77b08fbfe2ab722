package load

import (
	"time"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// statementFields are the keys of the accessibility statement in site.yaml.
var statementFields = []field[site.Statement]{
	{"conformance", true, choice(func(s *site.Statement, v string) { s.Conformance = site.Conformance(v) },
		string(site.Full), string(site.Partial), string(site.None))},
	{"standard", false, text(func(s *site.Statement) *string { return &s.Standard })},
	{"assessed", true, date(func(s *site.Statement) *time.Time { return &s.Assessed })},
	{"updated", true, date(func(s *site.Statement) *time.Time { return &s.Updated })},
	{"method", true, choice(func(s *site.Statement, v string) { s.Method = site.Method(v) },
		string(site.SelfAssessed), string(site.External))},
	{"tests", false, text(func(s *site.Statement) *string { return &s.Tests })},
	{"deficiencies", false, objects(func(s *site.Statement) *[]*site.Deficiency { return &s.Deficiencies },
		func(d *site.Deficiency) string { return d.What }, deficiencyFields)},
	{"report", true, report(object(func(s *site.Statement) *site.Report { return &s.Report }, reportFields))},
}

var deficiencyFields = []field[site.Deficiency]{
	{"what", true, text(func(d *site.Deficiency) *string { return &d.What })},
	{"why", true, choice(func(d *site.Deficiency, v string) { d.Why = site.Reason(v) },
		string(site.Noncompliance), string(site.Burden), string(site.Exempt))},
	{"because", false, text(func(d *site.Deficiency) *string { return &d.Because })},
	{"until", false, date(func(d *site.Deficiency) *time.Time { return &d.Until })},
	{"instead", false, text(func(d *site.Deficiency) *string { return &d.Instead })},
}

var reportFields = []field[site.Report]{
	{"email", false, email(func(p *site.Report) *string { return &p.Email })},
	{"phone", false, text(func(p *site.Report) *string { return &p.Phone })},
	{"url", false, webAddress(func(p *site.Report) *string { return &p.URL })},
}

// report holds that there is some way to report a deficiency.
func report(inner value[site.Statement]) value[site.Statement] {
	return value[site.Statement]{inner.shape, func(r *reader, s *site.Statement, key string, n *yaml.Node) {
		told := len(r.problems)
		if inner.read(r, s, key, n); len(r.problems) == told && s.Report == (site.Report{}) {
			r.reportAt(n, diag.MissingAny, key, "email, phone, url")
		}
	}}
}

// statement reads an accessibility statement, and holds that what it says does not contradict itself.
func statement(of func(*site.Config) **site.Statement) value[site.Config] {
	shape := mappingShape(statementFields)
	return value[site.Config]{shape, func(r *reader, c *site.Config, key string, n *yaml.Node) {
		told, s := len(r.problems), &site.Statement{}
		object(func(*site.Config) *site.Statement { return s }, statementFields).read(r, c, key, n)
		if *of(c) = s; len(r.problems) > told {
			return
		}
		if s.Updated.Before(s.Assessed) {
			r.reportAt(valueOf(n, "updated"), diag.DateOrder, "updated", "assessed")
		}
		if s.Conformance != site.Full && len(s.Deficiencies) == 0 {
			r.report(r.at(n).line, 0, diag.MissingKey, "deficiencies")
		}
		if against := s.Of(site.Noncompliance); s.Conformance == site.Full && len(against) > 0 {
			r.reportAt(valueOf(n, "conformance"), diag.NotFull, against[0].What)
		}
		for i, d := range s.Deficiencies {
			deficiency(r, d, follow(follow(valueOf(n, "deficiencies")).Content[i]))
		}
	}}
}

// deficiency holds what the reason for a deficiency asks for.
func deficiency(r *reader, d *site.Deficiency, n *yaml.Node) {
	if d.Why == site.Burden && d.Because == "" {
		r.report(r.at(n).line, 0, diag.MissingKey, "because")
	}
	if d.Why != site.Noncompliance && !d.Until.IsZero() {
		r.reportAt(valueOf(n, "until"), diag.MisplacedKey, "until", string(d.Why))
	}
}
