package word_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/word"
)

// TestSchema holds that documents of every kind are as ISO/IEC 29500 has them: Word repairs, or
// refuses, one whose elements stand in another order.
func TestSchema(t *testing.T) {
	t.Parallel()
	template := everyType()
	values := planOf(t, template, everyValue())
	wide := filledOf(values)
	wide.Parts = append(wide.Parts, text("## Brett\n"), word.Figure{Head: strings.Fields(strings.Repeat("Konfidentialitet ", 12)), Rows: [][]word.Cell{{{Text: "Betydande", Span: 2}, {Text: "Mycket"}}}})
	for name, d := range map[string]*word.Document{
		"blank": blankOf(template), "filled": filledOf(values), "half filled": filledOf(&plan.Plan{Template: template}),
		"wide": wide, "empty": {Language: "sv-SE"}, "checklist": checklist(),
		"twice": {Texts: texts, Format: format, Parts: []word.Part{word.Control{Field: template.Fields[0]}, word.Control{Field: template.Fields[0]}}},
	} {
		t.Run(name, func(t *testing.T) { checkPackage(t, write(t, d)) })
	}
	random := rand.New(rand.NewPCG(7, 7))
	for range 20 {
		template := randomTemplate(random)
		checkPackage(t, write(t, blankOf(template)))
		checkPackage(t, write(t, filledOf(randomPlan(t, random, template))))
	}
}

func text(source string) word.Text {
	return word.Text{Blocks: markdown.New(true).Blocks([]byte(source)), Link: same}
}

func checklist() *word.Document {
	d := documentOf(everyType())
	d.Parts = []word.Part{text("## Före start\n\n- [ ] **SKA** Fråga [alla](b.md) {#fråga}\n\n  En förklaring.\n\n  - en punkt\n- [x] Visa\n- vanlig\n\n#### Djup\n\n###### Djupast\n")}
	return d
}

// models say of each element which children it may have, in which order: a regular expression
// over their names, each with a space behind it. From the schemas of ISO/IEC 29500-4 (wml.xsd),
// as far as we write them; w14 from [MS-DOCX].
var models = func() map[string]*regexp.Regexp {
	const (
		marks  = `w:bookmarkStart |w:bookmarkEnd `
		inline = `(w:r |w:hyperlink |w:sdt |w:fldSimple |` + marks + `)*`
		block  = `(w:p |w:tbl |w:sdt |` + marks + `)*`
		border = `(w:top )?(w:left )?(w:bottom )?(w:right )?(w:insideH )?(w:insideV )?`
		ppr    = `(w:pStyle )?(w:keepNext )?(w:keepLines )?(w:numPr )?(w:pBdr )?(w:shd )?(w:tabs )?(w:spacing )?(w:ind )?(w:contextualSpacing )?(w:jc )?(w:outlineLvl )?(w:sectPr )?`
		rpr    = `(w:rStyle )?(w:rFonts )?(w:b )?(w:bCs )?(w:i )?(w:iCs )?(w:strike )?(w:noProof )?(w:color )?(w:spacing )?(w:sz )?(w:szCs )?(w:u )?(w:lang )?`
		tblpr  = `(w:tblStyle )?(w:tblW )?(w:tblInd )?(w:tblBorders )?(w:tblLayout )?(w:tblCellMar )?(w:tblLook )?(w:tblCaption )?(w:tblDescription )?`
		tcpr   = `(w:tcW )?(w:gridSpan )?(w:tcBorders )?(w:shd )?(w:textDirection )?(w:vAlign )?`
	)
	list := map[string]string{
		"w:document": `w:body `, "w:body": block + `w:sectPr `, "w:hdr": block, "w:ftr": block,
		"w:p": `(w:pPr )?` + inline, "w:hyperlink": `(w:r )*`, "w:fldSimple": `(w:r )*`, "w:r": `(w:rPr )?(w:t |w:tab |w:br |w:softHyphen )*`,
		"w:pPr": ppr, "w:rPr": rpr, "w:numPr": `w:ilvl w:numId `, "w:tabs": `(w:tab )+`, "w:pBdr": border,
		"w:sdt":   `w:sdtPr w:sdtContent `,
		"w:sdtPr": `w:alias w:tag w:id (w:lock )?(w:showingPlcHdr )?(w:text |w:richText |w:date |w:dropDownList |w14:checkbox )`,
		"w:date":  `w:dateFormat w:lid w:storeMappedDataAs w:calendar `, "w:dropDownList": `(w:listItem )+`,
		"w14:checkbox": `w14:checked w14:checkedState w14:uncheckedState `,
		"w:tbl":        `w:tblPr w:tblGrid (w:tr )+`, "w:tblPr": tblpr, "w:tblGrid": `(w:gridCol )+`, "w:tr": `w:trPr (w:tc )+`,
		"w:trPr": `(w:cantSplit )?(w:trHeight )?(w:tblHeader )?`, "w:tc": `w:tcPr (w:p |w:tbl |` + marks + `)*w:p `, "w:tcPr": tcpr,
		"w:tblBorders": border, "w:tcBorders": border, "w:tblCellMar": border,
		"w:sectPr": `(w:headerReference |w:footerReference )*w:pgSz w:pgMar (w:titlePg )?`,
		"w:styles": `w:docDefaults (w:style )+`, "w:docDefaults": `w:rPrDefault w:pPrDefault `, "w:rPrDefault": `w:rPr `, "w:pPrDefault": `(w:pPr )?`,
		"w:style":      `w:name (w:basedOn )?(w:next )?(w:uiPriority )?(w:semiHidden )?(w:unhideWhenUsed )?(w:qFormat )?(w:pPr )?(w:rPr )?(w:tblPr )?(w:tblStylePr )*`,
		"w:tblStylePr": `(w:pPr )?(w:rPr )?(w:tblPr )?(w:tcPr )?`,
		"w:numbering":  `(w:abstractNum )*(w:num )*`, "w:abstractNum": `w:multiLevelType (w:lvl ){9}`,
		"w:lvl": `w:start w:numFmt w:lvlText w:lvlJc w:pPr w:rPr `, "w:num": `w:abstractNumId `,
		"w:settings": `w:zoom w:defaultTabStop w:characterSpacingControl w:compat w:themeFontLang (w:decimalSymbol )?w:listSeparator `,
		"w:compat":   `w:compatSetting `, "w:fonts": `(w:font )+`, "w:font": `w:altName w:charset w:family w:pitch `,
		"Types": `(Default )*(Override )*`, "Relationships": `(Relationship )*`, "Properties": `(property )*(Company )?`, "property": `vt:lpwstr `,
		"cp:coreProperties": `(dc:title |dc:subject |dc:creator |cp:keywords |dc:description |dc:language |dcterms:created |dcterms:modified |cp:contentStatus )*`,
	}
	compiled := map[string]*regexp.Regexp{}
	for name, model := range list {
		compiled[name] = regexp.MustCompile(`^` + model + `$`)
	}
	// In a control stands what may stand where the control does.
	compiled["w:sdtContent"] = regexp.MustCompile(`^((w:r |w:hyperlink )+|(w:p )+)$`)
	return compiled
}()

// leaves are the elements without children, each with its attributes: those that it must have,
// and in brackets those that it may have. Others have no attributes but those of attributesOf.
var leaves = map[string]string{
	"w:t": "xml:space", "w:tab": "[w:val] [w:pos]", "w:br": "", "w:softHyphen": "", "w:pStyle": "w:val", "w:keepNext": "", "w:keepLines": "", "w:ilvl": "w:val", "w:numId": "w:val",
	"w:shd": "w:val w:color w:fill", "w:spacing": "[w:before] [w:after] [w:line] [w:lineRule] [w:val]", "w:ind": "[w:left] [w:right] [w:hanging]",
	"w:contextualSpacing": "", "w:jc": "w:val", "w:outlineLvl": "w:val", "w:rStyle": "w:val", "w:rFonts": "w:ascii w:eastAsia w:hAnsi [w:cs] [w:hint]",
	"w:b": "[w:val]", "w:bCs": "[w:val]", "w:i": "", "w:iCs": "", "w:strike": "", "w:noProof": "", "w:color": "w:val", "w:sz": "w:val", "w:szCs": "w:val",
	"w:u": "w:val", "w:lang": "w:val w:eastAsia w:bidi", "w:bookmarkStart": "w:id w:name", "w:bookmarkEnd": "w:id",
	"w:alias": "w:val", "w:tag": "w:val", "w:id": "w:val", "w:lock": "w:val", "w:showingPlcHdr": "", "w:text": "[w:multiLine]", "w:richText": "",
	"w:dateFormat": "w:val", "w:lid": "w:val", "w:storeMappedDataAs": "w:val", "w:calendar": "w:val", "w:listItem": "[w:displayText] w:value",
	"w14:checked": "w14:val", "w14:checkedState": "w14:val w14:font", "w14:uncheckedState": "w14:val w14:font",
	"w:tblStyle": "w:val", "w:tblW": "w:w w:type", "w:tblInd": "w:w w:type", "w:tblLayout": "w:type", "w:tblCaption": "w:val", "w:tblDescription": "w:val",
	"w:tblLook": "w:val w:firstRow w:lastRow w:firstColumn w:lastColumn w:noHBand w:noVBand", "w:gridCol": "w:w", "w:cantSplit": "",
	"w:trHeight": "w:val w:hRule", "w:tblHeader": "", "w:tcW": "w:w w:type", "w:gridSpan": "w:val", "w:textDirection": "w:val", "w:vAlign": "w:val",
	"w:top": "w:w w:type | w:val w:sz w:space w:color", "w:left": "w:w w:type | w:val w:sz w:space w:color", "w:bottom": "w:w w:type | w:val w:sz w:space w:color",
	"w:right": "w:w w:type | w:val w:sz w:space w:color", "w:insideH": "w:val w:sz w:space w:color", "w:insideV": "w:val w:sz w:space w:color",
	"w:headerReference": "w:type r:id", "w:footerReference": "w:type r:id", "w:pgSz": "w:w w:h [w:orient]", "w:titlePg": "",
	"w:pgMar": "w:top w:right w:bottom w:left w:header w:footer w:gutter", "w:name": "w:val", "w:basedOn": "w:val", "w:next": "w:val", "w:uiPriority": "w:val",
	"w:semiHidden": "", "w:unhideWhenUsed": "", "w:qFormat": "", "w:multiLevelType": "w:val", "w:start": "w:val", "w:numFmt": "w:val", "w:lvlText": "w:val",
	"w:lvlJc": "w:val", "w:abstractNumId": "w:val", "w:zoom": "w:percent", "w:defaultTabStop": "w:val", "w:characterSpacingControl": "w:val",
	"w:compatSetting": "w:name w:uri w:val", "w:themeFontLang": "w:val", "w:decimalSymbol": "w:val", "w:listSeparator": "w:val", "w:altName": "w:val",
	"w:charset": "w:val", "w:family": "w:val", "w:pitch": "w:val", "Default": "Extension ContentType", "Override": "PartName ContentType",
	"Relationship": "Id Type Target [TargetMode]", "vt:lpwstr": "", "Company": "", "dc:title": "", "dc:subject": "", "dc:creator": "", "cp:keywords": "",
	"dc:description": "", "dc:language": "", "cp:contentStatus": "", "dcterms:created": "xsi:type", "dcterms:modified": "xsi:type",
}

var attributesOf = map[string]string{
	"w:hyperlink": "[r:id] [w:anchor] w:history", "w:fldSimple": "w:instr", "w:date": "[w:fullDate]", "w:style": "w:type [w:default] [w:customStyle] w:styleId",
	"w:tblStylePr": "w:type", "w:abstractNum": "w:abstractNumId", "w:lvl": "w:ilvl", "w:num": "w:numId", "w:font": "w:name", "property": "fmtid pid name",
	"w:document": "[mc:Ignorable]",
}

// values hold the forms of attributes whose form matters wherever they stand.
var values = map[string]*regexp.Regexp{
	"w:fill": regexp.MustCompile(`^[0-9A-F]{6}$`), "w:w": regexp.MustCompile(`^\d+$`), "w:fullDate": regexp.MustCompile(`^\d{4}-\d\d-\d\dT00:00:00Z$`),
	"w:left": regexp.MustCompile(`^\d+$`), "w:right": regexp.MustCompile(`^\d+$`), "w:hanging": regexp.MustCompile(`^\d+$`), "w:name": regexp.MustCompile(`^.+$`),
}

// An element is one of a part.
type element struct {
	name       string
	attributes map[string]string
	children   []*element
	text       string
}

// elements parses a part; names keep the prefixes that we write.
func elements(t *testing.T, name string, data []byte) *element {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(data))
	root := &element{}
	open := []*element{root}
	for {
		token, err := decoder.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, data)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: prefixed(token.Name), attributes: map[string]string{}}
			for _, a := range token.Attr {
				if _, twice := e.attributes[prefixed(a.Name)]; twice {
					t.Errorf("%s: %s has %s twice", name, e.name, a.Name.Local)
				}
				e.attributes[prefixed(a.Name)] = a.Value
			}
			top.children = append(top.children, e)
			open = append(open, e)
		case xml.EndElement:
			if top.name != prefixed(token.Name) {
				t.Fatalf("%s: <%s> ends as </%s>", name, top.name, token.Name.Local)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(open) != 1 || len(root.children) != 1 {
		t.Fatalf("%s has no one root", name)
	}
	return root.children[0]
}

func prefixed(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// all returns the elements with a name below e, and e itself.
func (e *element) all(name string) []*element {
	var list []*element
	if e.name == name {
		list = append(list, e)
	}
	for _, c := range e.children {
		list = append(list, c.all(name)...)
	}
	return list
}

func checkElement(t reporter, part string, e *element) {
	t.Helper()
	var children strings.Builder
	for _, c := range e.children {
		children.WriteString(c.name + " ")
		checkElement(t, part, c)
	}
	want, isLeaf := leaves[e.name]
	if model := models[e.name]; model != nil {
		want = attributesOf[e.name]
		if !model.MatchString(children.String()) {
			t.Errorf("%s: %s holds %s", part, e.name, children.String())
		}
		if strings.TrimSpace(e.text) != "" {
			t.Errorf("%s: %s holds the text %q", part, e.name, e.text)
		}
	} else if !isLeaf || len(e.children) > 0 {
		t.Errorf("%s: %s holds %s", part, e.name, children.String())
	}
	ok := false
	for _, one := range strings.Split(want, " | ") {
		ok = ok || hasAttributes(e, strings.Fields(one))
	}
	if !ok {
		t.Errorf("%s: %s has %v, wanted %q", part, e.name, e.attributes, want)
	}
	for name, value := range e.attributes {
		if form := values[name]; form != nil && !form.MatchString(value) && e.name != "w:pgMar" {
			t.Errorf("%s: %s has %s=%q", part, e.name, name, value)
		}
	}
}

func hasAttributes(e *element, want []string) bool {
	may := map[string]bool{}
	for _, name := range want {
		optional := strings.HasPrefix(name, "[")
		name = strings.Trim(name, "[]")
		may[name] = true
		if _, there := e.attributes[name]; !there && !optional {
			return false
		}
	}
	for name := range e.attributes {
		if !may[name] && !strings.HasPrefix(name, "xmlns") {
			return false
		}
	}
	return true
}

func unpack(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for i, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name] != nil {
			t.Errorf("%s is there twice", f.Name)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		if i == 0 && f.Name != "[Content_Types].xml" {
			t.Errorf("the first file is %s", f.Name)
		}
	}
	return files
}

// checkPackage holds what a schema says of each part, and what it cannot say of all together.
func checkPackage(t *testing.T, data []byte) {
	t.Helper()
	files := unpack(t, data)
	roots := map[string]*element{}
	for name, part := range files {
		roots[name] = elements(t, name, part)
		checkElement(t, name, roots[name])
	}
	types := map[string]bool{}
	for _, o := range roots["[Content_Types].xml"].all("Override") {
		name := strings.TrimPrefix(o.attributes["PartName"], "/")
		types[name] = true
		if files[name] == nil {
			t.Errorf("a type is told of %s, which is not there", name)
		}
	}
	for name := range files {
		if !types[name] && path.Ext(name) != ".rels" && name != "[Content_Types].xml" {
			t.Errorf("no type is told of %s", name)
		}
	}
	related := map[string]bool{}
	for name, root := range roots {
		if path.Ext(name) != ".rels" {
			continue
		}
		ids := map[string]bool{}
		for _, r := range root.all("Relationship") {
			if id := r.attributes["Id"]; ids[id] {
				t.Errorf("%s: %s is there twice", name, id)
			} else {
				ids[id] = true
			}
			target := path.Join(path.Dir(path.Dir(name)), r.attributes["Target"])
			if r.attributes["TargetMode"] == "" && files[target] == nil {
				t.Errorf("%s leads to %s, which is not there", name, target)
			}
			related[target] = true
		}
		if name == "word/_rels/document.xml.rels" {
			checkReferences(t, roots, ids)
		}
	}
	for name := range types {
		if !related[name] {
			t.Errorf("nothing leads to %s", name)
		}
	}
	checkNames(t, roots["word/document.xml"])
}

// checkReferences holds that what the document names is there: relationships, styles, lists.
func checkReferences(t *testing.T, roots map[string]*element, ids map[string]bool) {
	t.Helper()
	document := roots["word/document.xml"]
	styles, numbers := map[string]string{}, map[string]bool{}
	for _, s := range roots["word/styles.xml"].all("w:style") {
		if id := s.attributes["w:styleId"]; styles[id] != "" {
			t.Errorf("the style %s is there twice", id)
		} else {
			styles[id] = s.attributes["w:type"]
		}
	}
	for _, n := range roots["word/numbering.xml"].all("w:num") {
		numbers[n.attributes["w:numId"]] = true
	}
	for _, kind := range []struct{ element, attribute, style string }{
		{"w:pStyle", "w:val", "paragraph"}, {"w:rStyle", "w:val", "character"}, {"w:tblStyle", "w:val", "table"},
	} {
		for _, root := range []*element{document, roots["word/header1.xml"], roots["word/footer1.xml"]} {
			for _, e := range root.all(kind.element) {
				if id := e.attributes[kind.attribute]; styles[id] != kind.style {
					t.Errorf("%s names %s, a style of %q", kind.element, id, styles[id])
				}
			}
		}
	}
	for _, name := range []string{"w:basedOn", "w:next"} {
		for _, e := range roots["word/styles.xml"].all(name) {
			if styles[e.attributes["w:val"]] == "" {
				t.Errorf("%s names %s", name, e.attributes["w:val"])
			}
		}
	}
	for _, e := range document.all("w:numId") {
		if !numbers[e.attributes["w:val"]] {
			t.Errorf("the list %s is not there", e.attributes["w:val"])
		}
	}
	anchors := map[string]bool{}
	for _, e := range document.all("w:bookmarkStart") {
		anchors[e.attributes["w:name"]] = true
	}
	for _, e := range slices.Concat(document.all("w:hyperlink"), document.all("w:headerReference"), document.all("w:footerReference")) {
		id, anchor := e.attributes["r:id"], e.attributes["w:anchor"]
		if id != "" && !ids[id] || anchor != "" && !anchors[anchor] || id+anchor == "" {
			t.Errorf("%s leads to %q, #%q", e.name, id, anchor)
		}
	}
}

// checkNames holds that ids are unique, that bookmarks end where they begin or later, and that
// rows have as many columns as their table.
func checkNames(t *testing.T, document *element) {
	t.Helper()
	ids := map[string]bool{}
	for _, e := range document.all("w:sdt") {
		id := e.all("w:id")[0].attributes["w:val"]
		if n, err := strconv.Atoi(id); err != nil || n == 0 || ids[id] {
			t.Errorf("a control has the id %s, which another has too, or that is none", id)
		}
		ids[id] = true
		if tag := e.all("w:tag")[0].attributes["w:val"]; len(tag) > 64 || tag == "" {
			t.Errorf("the tag %q is too long", tag)
		}
		seen := map[string]bool{}
		for _, item := range e.all("w:listItem") {
			for _, key := range []string{"w:displayText", "w:value"} {
				if v, there := item.attributes[key]; there && seen[key+v] {
					t.Errorf("a list has %s=%q twice", key, v)
				} else {
					seen[key+v] = true
				}
			}
		}
	}
	open, names := map[string]bool{}, map[string]bool{}
	var walk func(e *element)
	walk = func(e *element) {
		id := e.attributes["w:id"]
		switch e.name {
		case "w:bookmarkStart":
			name := e.attributes["w:name"]
			if !regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,39}$`).MatchString(name) || names[strings.ToLower(name)] {
				t.Errorf("the bookmark %q has no name, or that of another", name)
			}
			if _, twice := open[id]; twice {
				t.Errorf("two bookmarks have the id %s", id)
			}
			open[id], names[strings.ToLower(name)] = true, true
		case "w:bookmarkEnd":
			if !open[id] {
				t.Errorf("the bookmark %s ends before it begins", id)
			}
			open[id] = false
		}
		for _, c := range e.children {
			walk(c)
		}
	}
	walk(document)
	for id := range maps.Keys(open) {
		if open[id] {
			t.Errorf("the bookmark %s does not end", id)
		}
	}
	for _, table := range document.all("w:tbl") {
		columns := len(table.all("w:gridCol"))
		for _, row := range table.all("w:tr") {
			n := 0
			for _, cell := range row.all("w:tc") {
				n++
				for _, span := range cell.all("w:gridSpan") {
					extra, _ := strconv.Atoi(span.attributes["w:val"])
					n += extra - 1
				}
			}
			if n != columns {
				t.Errorf("a row has %d columns of %d", n, columns)
			}
		}
	}
}

// A reporter is told what is wrong: a test, or findings.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// findings counts what is wrong.
type findings int

func (*findings) Helper()                 {}
func (f *findings) Errorf(string, ...any) { *f++ }

// TestCheckFinds holds that the checks above find what they are for.
func TestCheckFinds(t *testing.T) {
	for _, bad := range []string{
		`<w:p><w:r/><w:pPr/></w:p>`, `<w:rPr><w:i/><w:b/></w:rPr>`, `<w:tc><w:tcPr/></w:tc>`, `<w:tc><w:tcPr/><w:tbl/></w:tc>`, `<w:t>a</w:t>`,
		`<w:p>a</w:p>`, `<w:sdtPr><w:tag w:val="a"/><w:alias w:val="a"/><w:id w:val="1"/><w:text/></w:sdtPr>`, `<w:unknown/>`, `<w:b w:x="1"/>`,
		`<w:shd w:val="clear" w:color="auto" w:fill="red"/>`, `<w:body><w:p/></w:body>`,
	} {
		var found findings
		checkElement(&found, "probe", elements(t, "probe", []byte(bad)))
		if found == 0 {
			t.Errorf("nothing is wrong with %s", bad)
		}
	}
}

// contrast returns that of two colours by WCAG 2.
func contrast(a, b string) float64 {
	x, y := luminance(a)+.05, luminance(b)+.05
	return max(x, y) / min(x, y)
}

func luminance(colour string) float64 {
	var rgb [3]float64
	for i := range rgb {
		n, err := strconv.ParseUint(colour[2*i:2*i+2], 16, 8)
		if err != nil {
			panic(fmt.Sprintf("%q is no colour", colour))
		}
		if rgb[i] = float64(n) / 255; rgb[i] <= .04045 {
			rgb[i] /= 12.92
		} else {
			rgb[i] = math.Pow((rgb[i]+.055)/1.055, 2.4)
		}
	}
	return .2126*rgb[0] + .7152*rgb[1] + .0722*rgb[2]
}
