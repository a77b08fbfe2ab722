package figure

import (
	"bytes"
	"encoding/xml"
	"html/template"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/words"
)

// portal is where the project's layouts/ stand.
const portal = "../../../.."

// realWords returns the project's own words.
func realWords(t testing.TB) words.Words {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(portal, words.File))
	if err != nil {
		t.Fatal(err)
	}
	w, err := words.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// realFigures returns the project's own layouts of figures, minified as they are published.
var realFigures = sync.OnceValues(func() (*template.Template, error) {
	files, err := filepath.Glob(filepath.Join(portal, "layouts/figures/*.html"))
	if err != nil {
		return nil, err
	}
	all := template.New("").Option("missingkey=error")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		small, err := asset.Template(data)
		if err != nil {
			return nil, err
		}
		if _, err := all.New("figures/" + strings.TrimSuffix(filepath.Base(file), ".html")).Parse(string(small)); err != nil {
			return nil, err
		}
	}
	return all, nil
})

var swedish = plan.Format{
	Decimal: ",", Currency: "kr", Hours: "timmar", Yes: "Ja", No: "Nej",
	Roles: []plan.Option{{ID: "chef", Title: "Enhetschef"}, {ID: "handlaggare", Title: "Biståndshandläggare"}, {ID: "personal", Title: "Undersköterska eller vårdbiträde"}},
}

// A sample is a plan with a figure.
type sample struct {
	template *plan.Template
	plan     *plan.Plan
	figure   *plan.Figure
}

// newSample returns a plan of some fields with their values, and a figure of them whose keys
// are given as "key=name".
func newSample(kind plan.FigureType, fields []*plan.Field, values map[string]*plan.Value, keys ...string) sample {
	t := &plan.Template{Fields: fields}
	f := &plan.Figure{ID: "bild", Label: "Bilden", Type: kind, Of: map[string][]plan.Ref{}, Limits: []int{5, 10}}
	for _, pair := range keys {
		key, name, _ := strings.Cut(pair, "=")
		f.Of[key] = append(f.Of[key], plan.Ref{Value: name})
	}
	for id, v := range values {
		v.Field = t.Field(id)
	}
	return sample{t, &plan.Plan{Template: t, Values: values}, f}
}

// tableOf returns the value of a table with rows of cells, which may be nil.
func tableOf(field *plan.Field, rows ...[]*plan.Value) *plan.Value {
	v := &plan.Value{Field: field}
	for _, row := range rows {
		for i, cell := range row {
			if cell != nil {
				cell.Field = field.Columns[i]
			}
		}
		v.Rows = append(v.Rows, plan.Row{Cells: row})
	}
	return v
}

func level(n int) *plan.Value      { return &plan.Value{Level: n} }
func written(s string) *plan.Value { return &plan.Value{Text: s} }
func kr(n int64) *plan.Value       { return &plan.Value{Number: plan.Decimal(n * 1000)} }

// draw draws the figure of a sample.
func (s sample) draw(t testing.TB) *Figure {
	t.Helper()
	f, err := Draw(s.plan, s.figure, realWords(t), swedish)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// publishFigure returns a figure as it is published.
func publishFigure(t testing.TB, f *Figure) string {
	t.Helper()
	layouts, err := realFigures()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := layouts.ExecuteTemplate(&b, "figures/"+f.Type, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A shownText is a text of a drawing as a browser finds it.
type shownText struct {
	x, y, width float64
	class       string // of all elements around it
	text        string
}

// A picture is what a test sees of a drawing.
type picture struct {
	width, height float64
	texts         []shownText
	pieces        []string // of texts, as they are put together
	ids           []string
	shapes        int
}

// look parses the drawing of a published figure. It holds that the drawing is well-formed,
// has no style of its own, and that every number is one.
func look(t testing.TB, page string) picture {
	t.Helper()
	start, end := strings.Index(page, "<svg"), strings.Index(page, "</svg>")
	if start < 0 || end < start {
		t.Fatalf("no drawing in %s", page)
	}
	var p picture
	var classes []string
	var at *shownText
	d := xml.NewDecoder(strings.NewReader(page[start : end+len("</svg>")]))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return p
		}
		if err != nil {
			t.Fatalf("%v in %s", err, page[start:end])
		}
		switch token := token.(type) {
		case xml.StartElement:
			attributes := p.start(t, token)
			classes = append(classes, attributes["class"])
			if token.Name.Local == "text" {
				at = &shownText{x: numberOf(t, attributes["x"]), y: numberOf(t, attributes["y"]), class: strings.Join(classes, " ")}
			}
		case xml.CharData:
			if at != nil {
				at.text += string(token)
				p.pieces = append(p.pieces, strings.Trim(string(token), " "))
				at.width += width(string(token), sizeOf(strings.Join(classes, " ")))
			}
		case xml.EndElement:
			classes = classes[:len(classes)-1]
			if token.Name.Local == "text" {
				p.texts = append(p.texts, *at)
				at = nil
			}
		}
	}
}

// start notes an element, and returns its attributes.
func (p *picture) start(t testing.TB, e xml.StartElement) map[string]string {
	t.Helper()
	attributes := map[string]string{}
	for _, a := range e.Attr {
		attributes[a.Name.Local] = a.Value
		switch a.Name.Local {
		case "style", "fill", "stroke", "onclick":
			t.Errorf("<%s> has %s=%q", e.Name.Local, a.Name.Local, a.Value)
		case "x", "y", "width", "height", "cx", "cy", "r", "rx":
			if n := numberOf(t, a.Value); n < 0 && a.Name.Local != "x" && a.Name.Local != "y" {
				t.Errorf("<%s> has %s=%q", e.Name.Local, a.Name.Local, a.Value)
			}
		case "d":
			numbersOf(t, a.Value)
		}
	}
	switch e.Name.Local {
	case "svg":
		p.width, p.height = numberOf(t, attributes["width"]), numberOf(t, attributes["height"])
	case "rect", "circle", "path":
		p.shapes++
	case "style", "script", "image", "foreignObject":
		t.Errorf("<%s>", e.Name.Local)
	}
	if id := attributes["id"]; id != "" {
		p.ids = append(p.ids, id)
	}
	return attributes
}

// sizeOf returns the size of text whose elements have some classes, by the style sheet.
func sizeOf(classes string) float64 {
	size := 16.0
	if strings.Contains(classes, "--small") {
		size = 15
	}
	if strings.Contains(classes, "--strong") {
		size *= boldness
	}
	return size
}

func numberOf(t testing.TB, s string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		t.Fatalf("%q is no number", s)
	}
	return n
}

// numbersOf returns the numbers of a path.
func numbersOf(t testing.TB, d string) []float64 {
	t.Helper()
	var list []float64
	for _, s := range strings.FieldsFunc(d, func(r rune) bool { return r == ' ' || unicode.IsLetter(r) }) {
		list = append(list, numberOf(t, s))
	}
	return list
}

// TestDrawing holds what is true of every drawing: it stays within its bounds by the widths
// that were reckoned with, no text stands on another, and its names are there.
func TestDrawing(t *testing.T) {
	for name, s := range all() {
		t.Run(name, func(t *testing.T) {
			f := s.draw(t)
			p := look(t, publishFigure(t, f))
			if p.shapes == 0 || p.width < figureWidth || p.height != float64(f.Height) {
				t.Errorf("%d shapes, %v × %v", p.shapes, p.width, p.height)
			}
			if diff := cmp.Diff([]string{"figure:bild:title", "figure:bild:desc"}, p.ids); diff != "" {
				t.Error(diff)
			}
			for i, text := range p.texts {
				left, right := text.span()
				if left < -1 || right > p.width+1 || text.y < 10 || text.y > p.height {
					t.Errorf("%q reaches from %.0f to %.0f, at %.0f, in %v × %v", text.text, left, right, text.y, p.width, p.height)
				}
				for _, other := range p.texts[:i] {
					if from, to := other.span(); math.Abs(other.y-text.y) < 13 && from < right-1 && left < to-1 && !crowded(text, other) {
						t.Errorf("%q stands on %q", text.text, other.text)
					}
				}
			}
		})
	}
}

// crowded reports whether two texts may come near each other: what the bars of a chart are
// worth have bars between them and the other texts, and are cleared around.
func crowded(a, b shownText) bool {
	return strings.Contains(a.class, "--clear") || strings.Contains(b.class, "--clear")
}

// span returns from where to where a text reaches.
func (s shownText) span() (left, right float64) {
	switch {
	case strings.Contains(s.class, "--middle") || strings.Contains(s.class, "figure__tile"):
		return s.x - s.width/2, s.x + s.width/2
	case strings.Contains(s.class, "--end"):
		return s.x - s.width, s.x
	}
	return s.x, s.x + s.width
}

// TestPublished holds how a figure is published.
func TestPublished(t *testing.T) {
	s := riskSample(risk{"<Brand> & \"rök\"", 1, 1})
	s.figure.Label = "Risker & <annat>"
	page := publishFigure(t, s.draw(t))
	for _, want := range []string{
		`<figure class="figure figure--risk-matrix" id="figure:bild">`,
		`<p class="figure__label" id="figure:bild:label">Risker &amp; &lt;annat&gt;</p>`,
		`<p class="figure__description">En risk: låg.</p>`,
		`<svg class="figure__drawing" role="img" aria-labelledby="figure:bild:title figure:bild:desc" width="360"`,
		`<title id="figure:bild:title">Risker &amp; &lt;annat&gt;</title>`,
		`<desc id="figure:bild:desc">En risk: låg.</desc>`,
		`role="group" tabindex="0" aria-labelledby="figure:bild:label"`,
		`<th scope="row">1.` + "\u00a0" + `&lt;Brand&gt; &amp; &#34;rök&#34;</th>`,
		`<th scope="col" class="right">Sannolikhet</th>`,
		`<td data-label="Klass"><span class="figure__tag figure__tag--low">Låg</span></td>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("lacks %s in\n%s", want, page)
		}
	}
}

// TestEmpty holds that a figure without rows says so, and nothing else.
func TestEmpty(t *testing.T) {
	for name, s := range map[string]sample{
		"risks": riskSample(), "groups": stakeholderSample(), "benefit": benefitSample(2027, nil, nil, nil, nil),
		"raci": raciSample([]string{"Chef"}), "timeline": timelineSample(), "process": processSample(nil, nil), "classification": classificationSample(),
	} {
		t.Run(name, func(t *testing.T) {
			s.figure.Label = ""
			f := s.draw(t)
			if f.Drawing != nil || len(f.Table.Rows) > 0 || f.Description != "Inget är ifyllt än." || f.Label == "" {
				t.Errorf("got %+v", f)
			}
			if page := publishFigure(t, f); strings.Contains(page, "<svg") || strings.Contains(page, "<table") || !strings.Contains(page, f.Label) {
				t.Error(page)
			}
		})
	}
}

// TestGrid holds that the rows of every table have a cell for each column, one of which names
// the row, and that columns hold numbers or none.
func TestGrid(t *testing.T) {
	for name, s := range all() {
		grid := s.draw(t).Table
		rows := grid.Rows
		if grid.Foot != nil {
			rows = append(rows, grid.Foot)
		}
		for i, row := range rows {
			headers := 0
			for column, cell := range row {
				if cell.Header {
					headers++
				}
				if cell.Number != grid.Number(column) && cell.Text != "" {
					t.Errorf("%s, row %d: %q is set otherwise than its column", name, i, cell.Text)
				}
			}
			if len(row) != len(grid.Head) || headers != 1 {
				t.Errorf("%s, row %d: %d cells below %d heads, %d names", name, i, len(row), len(grid.Head), headers)
			}
		}
	}
}

// TestErrors holds that a word that is missing, or a type that is unknown, is told.
func TestErrors(t *testing.T) {
	s := riskSample(risk{"Brand", 1, 1})
	w := realWords(t)
	delete(w["figures"].(map[string]any)["risk-matrix"].(map[string]any), "class")
	if _, err := Draw(s.plan, s.figure, w, swedish); err == nil || !strings.Contains(err.Error(), `"figures risk-matrix class"`) {
		t.Errorf("got %v", err)
	}
	for kind, s := range samples() {
		if _, err := Draw(s.plan, s.figure, words.Words{}, swedish); err == nil {
			t.Errorf("%s: nothing is told without words", kind)
		}
	}
	s.figure.Type = "pie"
	if _, err := Draw(s.plan, s.figure, realWords(t), swedish); err == nil {
		t.Error("an unknown type is drawn")
	}
}

// TestDescriptions holds what figures say of themselves.
func TestDescriptions(t *testing.T) {
	list := all()
	for name, want := range map[string]string{
		"risk-matrix": "Elva risker: tre höga, sex medelhöga och två låga.", "one risk": "En risk: låg.", "forty risks in a cell": "40 risker, alla höga.",
		"stakeholder-map": "Åtta grupper. Två har stort inflytande och är tveksamma.", "one group": "En grupp. Ingen med stort inflytande är tveksam.",
		"cost-benefit":   "Pengarna är tillbaka i april 2030. Nuvärdet är 486 078 kr med kalkylräntan 3 procent.",
		"losses":         "Pengarna kommer inte tillbaka mellan 2027 och 2036. Nuvärdet är −5 380 679 kr med kalkylräntan 3 procent.",
		"a year":         "Nyttan täcker kostnaden redan 2027. Nuvärdet är 1 359 kr med kalkylräntan 3 procent.",
		"no first year":  "Pengarna är tillbaka i juni år 2.",
		"raci":           "Sju aktiviteter och nio roller. Varje aktivitet har en som ansvarar och minst en som utför.",
		"two roles":      "En aktivitet och två roller. En aktivitet saknar en som utför.",
		"timeline":       "Sju aktiviteter från 17 mars 2027 till 2 maj 2028.",
		"a day":          "En aktivitet den 3 oktober 2027.",
		"process":        "Fem steg i dag och sex efter ändringen. Fyra av dem är nya eller ändrade.",
		"ten levels":     "Tre risker: två höga och en låg.",
		"bare steps":     "Ett steg i dag och ett efter ändringen.",
		"aspects alike":  "Ett slags information. Högsta nivån är 5, för rimlighet.",
		"no steps after": "Ett steg i dag och inga efter ändringen.",
		"classification": "Fem slags information. Högsta nivån är Allvarlig (3), för konfidentialitet, riktighet och tillgänglighet.",
		"levels untold":  "Ett slags information. Ingen nivå är satt än.",
	} {
		if got := strings.ReplaceAll(list[name].draw(t).Description, "\u00a0", " "); got != want {
			t.Errorf("%s: got %q, wanted %q", name, got, want)
		}
	}
}
