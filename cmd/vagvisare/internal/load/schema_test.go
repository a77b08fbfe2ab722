package load

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/words"
	"vagvisare/layouts"
)

// root is where the portal that comes along lies.
const root = "../../../.."

// A catalogue is what schemas are told in, and what has been asked of it.
type catalogue struct {
	words  words.Words
	asked  map[string]bool
	lacked []string
}

func newCatalogue(t *testing.T) *catalogue {
	t.Helper()
	data, err := layouts.FS.ReadFile("keys.json")
	if err != nil {
		t.Fatal(err)
	}
	w, err := words.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return &catalogue{words: w, asked: map[string]bool{}}
}

func (c *catalogue) text(keys ...string) string {
	text, err := c.words.Text(keys...)
	c.asked[strings.Join(keys, " ")] = true
	if err != nil {
		c.lacked = append(c.lacked, strings.Join(keys, " "))
	}
	return text
}

// portal reads the portal that comes along, with all templates ready for use.
func portal(t *testing.T) (*site.Config, []*site.Page) {
	t.Helper()
	source, _ := Content(os.DirFS(root), nil)
	linked, _ := site.New(source, site.Options{Date: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC), Drafts: true})
	return linked.Config, linked.OfKind(site.Template)
}

// TestSchemaKeys holds that the schemas have every key of every table, with words of its own.
func TestSchemaKeys(t *testing.T) {
	c := newCatalogue(t)
	v := Vocabulary{Text: c.text}
	for name, schema := range map[string]*Schema{"page": PageSchema(v, nil), "site": SiteSchema(v), "glossary": GlossarySchema(v)} {
		if name == "glossary" {
			schema = schema.Items
		}
		want := map[string][]string{"page": keysOf(pageFields), "site": keysOf(siteFields), "glossary": keysOf(termFields)}[name]
		if diff := cmp.Diff(slices.Sorted(slices.Values(want)), propertiesOf(schema)); diff != "" {
			t.Errorf("%s: keys of the table (-), of the schema (+):\n%s", name, diff)
		}
	}
	page := PageSchema(v, nil)
	template := page.Then.Properties
	for name, test := range map[string]struct {
		want []string
		got  *Schema
	}{
		"fields":   {keysOf(planFields), template["fields"].Items},
		"columns":  {keysOf(tableColumns), template["fields"].Items.Properties["columns"].Items},
		"figures":  {keysOf(planFigures), template["figures"].Items},
		"decision": {keysOf(decisionFields), page.Else.Then.Properties["decided"]},
		"case":     {keysOf(caseFields), page.Else.Else.Then.Properties["example"]},
	} {
		if diff := cmp.Diff(slices.Sorted(slices.Values(test.want)), propertiesOf(test.got)); diff != "" {
			t.Errorf("%s: keys of the table (-), of the schema (+):\n%s", name, diff)
		}
	}
	if len(c.lacked) > 0 {
		t.Errorf("layouts/keys.json lacks %s", strings.Join(slices.Compact(slices.Sorted(slices.Values(c.lacked))), ", "))
	}
	c.asked["values type raci"] = true // of a field and of a figure alike
	for part, list := range c.words {
		for key, value := range list.(map[string]any) {
			inner, nested := value.(map[string]any)
			for name := range inner {
				if !c.asked[part+" "+key+" "+name] {
					t.Errorf("layouts/keys.json has %s %s %s, which no schema asks for", part, key, name)
				}
			}
			if !nested && !c.asked[part+" "+key] {
				t.Errorf("layouts/keys.json has %s %s, which no schema asks for", part, key)
			}
		}
	}
}

func keysOf[T any](fields []field[T]) []string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.key)
	}
	return keys
}

// propertiesOf returns the keys that a schema has, in whatever condition.
func propertiesOf(s *Schema) []string {
	keys := map[string]bool{}
	var walk func(*Schema)
	walk = func(s *Schema) {
		if s != nil {
			for key := range s.Properties {
				keys[key] = true
			}
			walk(s.Then)
			walk(s.Else)
		}
	}
	walk(s)
	return slices.Sorted(maps.Keys(keys))
}

// TestSchemasOfContent holds that all files of the portal that comes along are valid.
func TestSchemasOfContent(t *testing.T) {
	config, templates := portal(t)
	v := Vocabulary{Text: newCatalogue(t).text, Config: config}
	page := decoded(t, PageSchema(v, templates))
	if len(templates) < 10 {
		t.Fatalf("only %d templates", len(templates))
	}
	n := 0
	err := filepath.WalkDir(root+"/content", func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".md" {
			return err
		}
		n++
		for _, fault := range faultsOf(t, page, header(t, name)) {
			t.Errorf("%s: %s", name, fault)
		}
		return nil
	})
	if err != nil || n < 80 {
		t.Errorf("%d pages, %v", n, err)
	}
	for name, schema := range map[string]*Schema{"site.yaml": SiteSchema(v), "ordlista.yaml": GlossarySchema(v)} {
		data, err := os.ReadFile(filepath.Join(root, "content", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faultsOf(t, decoded(t, schema), string(data)) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

func header(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "---\n")
	header, _, _ := strings.Cut(rest, "\n---")
	return header
}

// TestSchemasRefuse holds what the schemas take and refuse.
func TestSchemasRefuse(t *testing.T) {
	config, templates := portal(t)
	v := Vocabulary{Text: newCatalogue(t).text, Config: config}
	page, bare := decoded(t, PageSchema(v, templates)), decoded(t, PageSchema(Vocabulary{Text: newCatalogue(t).text}, nil))
	file := decoded(t, SiteSchema(v))
	glossary := decoded(t, GlossarySchema(v))
	values := map[string]any{}
	for _, template := range templates {
		values[template.Source] = decoded(t, ValuesSchema(v, template))
	}
	const plan = "title: A\nkind: plan\ntemplate: ../mallar/reservplan.md\ntechnology: digitala-las\n"
	const siteYAML = "title: A\norganisation: B\nphases: [{id: a, title: A}]\n"
	for _, c := range []struct {
		name   string
		schema any
		text   string
		want   string // a part of the first fault; "" where it is valid
	}{
		{"a page", page, "title: A", ""},
		{"a number for a title", page, "title: 2026", ""},
		{"no title", page, "summary: A", "title is missing"},
		{"an empty title", page, "title:", "title: null is no"},
		{"a blank title", page, "title: ' '", "does not match"},
		{"an unknown key", page, "title: A\nsumary: B", "sumary is unknown"},
		{"an unknown kind", page, "title: A\nkind: sida", "kind: sida is none of"},
		{"a day", page, "title: A\nreview: 2026-11-21", ""},
		{"no day", page, "title: A\nreview: 21/11 2026", "review: 21/11 2026 does not match"},
		{"a role", page, "title: A\nroles: [enhetschef]", ""},
		{"an unknown role", page, "title: A\nroles: [enhetschf]", "roles[0]: enhetschf is none of"},
		{"any role where none is known", bare, "title: A\nroles: [enhetschf]", ""},
		{"a role twice", page, "title: A\nroles: [enhetschef, enhetschef]", "is there twice"},
		{"no list", page, "title: A\ntags: a", "tags: a is no [array]"},
		{"a weight", page, "title: A\nweight: 1.5", "weight: 1.5 is no [integer]"},
		{"a draft", page, "title: A\ndraft: ja", "draft: ja is no [boolean]"},
		{"a key of another kind", page, "title: A\nstatus: draft", "status is unknown"},
		{"a key of templates", page, "title: A\nkind: checklist\nfields: []", "fields is unknown"},
		{"a template without fields", page, "title: A\nkind: template", "fields is missing"},
		{"a template", page, "title: A\nkind: template\nfields: [{id: a, label: A, type: text}]", ""},
		{"a field of no type", page, "title: A\nkind: template\nfields: [{id: a, label: A, type: sträng}]", "type: sträng is none of"},
		{"a field that is a table", page, "title: A\nkind: template\nfields: [{id: a, label: A, type: table, columns: [{id: b, label: B, type: raci}]}]", "type: raci is none of"},
		{"a figure", page, "title: A\nkind: template\nfields: []\nfigures: [{id: a, label: A, type: raci, rows: b}]", ""},
		{"a figure of a list", page, "title: A\nkind: template\nfields: []\nfigures: [{id: a, label: A, type: raci, rows: [b]}]", ""},
		{"a figure of a mapping", page, "title: A\nkind: template\nfields: []\nfigures: [{id: a, label: A, type: raci, rows: {b: c}}]", "fits nothing"},
		{"a plan", page, plan + "status: draft\nvalues: {}", ""},
		{"a plan without values", page, plan + "status: draft", "values is missing"},
		{"an adopted plan", page, plan + "status: adopted\nvalues: {}", "decided is missing"},
		{"an adopted plan with its decision", page, plan + "status: adopted\nvalues: {}\ndecided: {by: Chef, date: 2026-11-21}", ""},
		{"an example", page, "title: A\nkind: example\nexample: {municipality: A, technology: digitala-las, result: B, lesson: C}", ""},
		{"an example of two", page, "title: A\nkind: example\nexample: {municipality: [A, B], technology: digitala-las, result: B, lesson: C}", ""},
		{"an example without its case", page, "title: A\nkind: example", "example is missing"},
		{"an example without a lesson", page, "title: A\nkind: example\nexample: {municipality: A, technology: digitala-las, result: B}", "lesson is missing"},
		{"an example of an unknown technology", page, "title: A\nkind: example\nexample: {municipality: A, technology: sang, result: B, lesson: C}", "technology: sang is none of"},
		{"a value of no field", page, plan + "status: draft\nvalues: {saknas: 1}", "values: saknas is unknown"},
		{"any value where no template is known", bare, plan + "status: draft\nvalues: {saknas: 1}", ""},
		{"a site", file, siteYAML, ""},
		{"a site without phases", file, "title: A\norganisation: B", "phases is missing"},
		{"a bad id", file, "title: A\norganisation: B\nphases: [{id: Å, title: A}]", "does not match"},
		{"a bad address", file, siteYAML + "url: portal.example", "does not match"},
		{"a statement", file, siteYAML + "accessibility: {conformance: full, assessed: 2026-11-01, updated: 2026-11-01, method: self, report: {phone: 1}}", ""},
		{"a statement without its day", file, siteYAML + "accessibility: {conformance: full, updated: 2026-11-01, method: self, report: {phone: 1}}", "assessed is missing"},
		{"an address of no mail", file, siteYAML + "contact: {function: A, email: a.example}", "does not match"},
		{"an address without {path}", file, siteYAML + "edit: https://git.example/edit/", "does not match"},
		{"a lowered problem", file, siteYAML + "problems: {dead-link: note}", ""},
		{"one that cannot be lowered", file, siteYAML + "problems: {bad-yaml: note}", "is none of"},
		{"an unknown problem", file, siteYAML + "problems: {dead-lnk: note}", "dead-lnk is unknown"},
		{"a glossary", glossary, "- {term: A, explanation: B}", ""},
		{"an empty glossary", glossary, "# inget än", ""},
		{"a term without explanation", glossary, "- {term: A}", "explanation is missing"},
		{"an amount", values["mallar/nyttokalkyl.md"], "kalkylranta: 3.5", ""},
		{"empty values", values["mallar/nyttokalkyl.md"], "kalkylranta:", ""},
		{"no amount", values["mallar/nyttokalkyl.md"], "kalkylranta: tre", "does not match"},
	} {
		faults := faultsOf(t, c.schema, c.text)
		switch {
		case c.want == "" && len(faults) > 0:
			t.Errorf("%s: %s", c.name, faults[0])
		case c.want != "" && (len(faults) == 0 || !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, c.want) })):
			t.Errorf("%s: got %q, wanted %q", c.name, faults, c.want)
		}
	}
}

// decoded returns a schema as other programs read it.
func decoded(t *testing.T, s *Schema) any {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var schema any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	return schema
}

// faultsOf holds YAML against a schema. It knows the words of draft 7 that the schemas use, and
// stops at any other.
func faultsOf(t *testing.T, schema any, text string) []string {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	var value any
	if len(document.Content) > 0 {
		value = plainValue(document.Content[0])
	}
	v := &validator{t: t, root: schema}
	v.check(schema, value, "")
	return v.faults
}

// plainValue returns a node as YAML 1.2 understands it, to which a day is a text.
func plainValue(n *yaml.Node) any {
	switch n = follow(n); n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainValue(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, plainValue(item))
		}
		return list
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true"
	case "!!int", "!!float":
		f, err := strconv.ParseFloat(n.Value, 64)
		if err == nil {
			return f
		}
	}
	return n.Value
}

type validator struct {
	t      *testing.T
	root   any
	faults []string
}

func (v *validator) fault(at, format string, args ...any) {
	v.faults = append(v.faults, strings.TrimPrefix(at, ".")+": "+fmt.Sprintf(format, args...))
}

// fits reports whether a value is valid, without telling why not.
func (v *validator) fits(schema, value any) bool {
	inner := &validator{t: v.t, root: v.root}
	inner.check(schema, value, "")
	return len(inner.faults) == 0
}

func (v *validator) check(schema, value any, at string) {
	s := schema.(map[string]any)
	if ref, ok := s["$ref"]; ok {
		v.check(v.find(ref.(string)), value, at)
		return
	}
	for word, rule := range s {
		switch word {
		case "$schema", "title", "description", "enumDescriptions", "definitions", "then", "else":
		case "type":
			if !slices.ContainsFunc(rule.([]any), func(name any) bool { return isOf(name.(string), value) }) {
				v.fault(at, "%v is no %v", shown(value), rule)
			}
		case "enum":
			if !slices.ContainsFunc(rule.([]any), func(option any) bool { return reflect.DeepEqual(option, value) }) {
				v.fault(at, "%v is none of %v", shown(value), rule)
			}
		case "pattern":
			if text, ok := value.(string); ok && !regexp.MustCompile(rule.(string)).MatchString(text) {
				v.fault(at, "%v does not match %v", text, rule)
			}
		case "if":
			branch := "else"
			if v.fits(rule, value) {
				branch = "then"
			}
			if s[branch] != nil {
				v.check(s[branch], value, at)
			}
		case "anyOf":
			if !slices.ContainsFunc(rule.([]any), func(option any) bool { return v.fits(option, value) }) {
				v.fault(at, "%v fits nothing", shown(value))
			}
		case "allOf":
			for _, part := range rule.([]any) {
				v.check(part, value, at)
			}
		case "properties", "required", "additionalProperties":
			v.object(word, s, value, at)
		case "items", "maxItems", "uniqueItems":
			v.list(word, rule, value, at)
		default:
			v.t.Fatalf("this test knows no %q", word)
		}
	}
}

func shown(value any) any {
	if value == nil {
		return "null"
	}
	return value
}

func (v *validator) object(word string, s map[string]any, value any, at string) {
	object, ok := value.(map[string]any)
	if !ok {
		return
	}
	properties, _ := s["properties"].(map[string]any)
	switch word {
	case "properties":
		for key, property := range properties {
			if inner, given := object[key]; given {
				v.check(property, inner, at+"."+key)
			}
		}
	case "required":
		for _, key := range s["required"].([]any) {
			if _, given := object[key.(string)]; !given {
				v.fault(at, "%s is missing", key)
			}
		}
	case "additionalProperties":
		for key := range object {
			if properties[key] == nil {
				v.fault(at, "%s is unknown", key)
			}
		}
	}
}

func (v *validator) list(word string, rule, value any, at string) {
	list, ok := value.([]any)
	if !ok {
		return
	}
	switch word {
	case "items":
		for i, item := range list {
			v.check(rule, item, fmt.Sprintf("%s[%d]", at, i))
		}
	case "maxItems":
		if float64(len(list)) > rule.(float64) {
			v.fault(at, "has %d items", len(list))
		}
	case "uniqueItems":
		for i, item := range list {
			if slices.ContainsFunc(list[:i], func(other any) bool { return reflect.DeepEqual(item, other) }) {
				v.fault(at, "%v is there twice", item)
			}
		}
	}
}

// find follows a reference inside the document.
func (v *validator) find(ref string) any {
	name, ok := strings.CutPrefix(ref, "#/definitions/")
	if !ok {
		v.t.Fatalf("reference %q", ref)
	}
	name = strings.NewReplacer("~1", "/", "~0", "~").Replace(name)
	schema := v.root.(map[string]any)["definitions"].(map[string]any)[name]
	if schema == nil {
		v.t.Fatalf("nothing at %q", ref)
	}
	return schema
}

func isOf(name string, value any) bool {
	number, isNumber := value.(float64)
	switch name {
	case "string":
		_, ok := value.(string)
		return ok
	case "number":
		return isNumber
	case "integer":
		return isNumber && number == math.Trunc(number)
	case "boolean":
		_, ok := value.(bool)
		return ok
	case "array":
		_, ok := value.([]any)
		return ok
	case "object":
		_, ok := value.(map[string]any)
		return ok
	}
	return name == "null" && value == nil
}
