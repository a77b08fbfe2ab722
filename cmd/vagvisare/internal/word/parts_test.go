package word_test

import (
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/word"
)

const spaceOf = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// relate adds a part to which the main part is related.
func relate(parts map[string]string, kind, data string) {
	parts["word/"+kind+".xml"] = data
	parts["word/_rels/document.xml.rels"] = strings.Replace(parts["word/_rels/document.xml.rels"], "</Relationships>",
		`<Relationship Id="new`+kind+`" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`+kind+`" Target="`+kind+`.xml"/></Relationships>`, 1)
}

// TestOtherParts holds what is read of the parts beside the main one, and what is told of them.
func TestOtherParts(t *testing.T) {
	template := everyType()
	want := planOf(t, template, everyValue())
	good := write(t, filledOf(want))
	prose := func(text string) func(*plan.Input) {
		return func(in *plan.Input) { replace(in, "syfte", plan.ScalarOf(text)) }
	}
	body := func(parts map[string]string, old, new string) {
		parts[documentPart] = replaceFirst(t, parts[documentPart], old, new)
	}
	for _, c := range []struct {
		name  string
		edit  func(parts map[string]string)
		told  string
		value func(*plan.Input)
	}{
		{"macros", func(parts map[string]string) { parts["word/vbaProject.bin"] = "x" }, "note: the document has macros, which are not read", nil},
		{"a comment", func(parts map[string]string) {
			relate(parts, "comments", `<w:comments `+spaceOf+`><w:comment w:id="1"><w:p><w:r><w:t>Är det här rätt?</w:t></w:r></w:p></w:comment></w:comments>`)
			body(parts, `Första stycket, `, `Första stycket, </w:t><w:commentReference w:id="1"/><w:t>`)
		}, "note: “Syfte” holds en kommentar, which was not taken\nnote: the text stands outside the fields and was not taken: Är det här rätt?\nMove it into a field.", nil},
		{"a footnote", func(parts map[string]string) {
			relate(parts, "footnotes", `<w:footnotes `+spaceOf+`><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>Källa: SCB</w:t></w:r></w:p></w:footnote></w:footnotes>`)
			body(parts, `Första stycket, `, `Första stycket, </w:t><w:footnoteReference w:id="1"/><w:t>`)
		}, "note: “Syfte” holds en fotnot, which was not taken\nnote: the text stands outside the fields and was not taken: Källa: SCB\nMove it into a field.", nil},
		{"styles of one's own", func(parts map[string]string) {
			parts["word/styles.xml"] = strings.Replace(parts["word/styles.xml"], "</w:styles>", `<w:style w:type="character" w:styleId="Fet"><w:basedOn w:val="Ring"/></w:style><w:style w:type="paragraph" w:styleId="Under"><w:basedOn w:val="Punkt"/><w:rPr><w:i w:val="off"/></w:rPr></w:style>`+
				`<w:style w:type="character" w:styleId="Ring"><w:basedOn w:val="Fet"/><w:rPr><w:b/><w:strike/></w:rPr></w:style>`+
				`<w:style w:type="paragraph" w:styleId="Punkt"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`, 1)
			body(parts, `<w:p><w:pPr><w:pStyle w:val="FieldValue"/></w:pPr><w:r><w:t xml:space="preserve">Första stycket, `, `<w:p><w:pPr><w:pStyle w:val="Under"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Fet"/><w:strike w:val="0"/></w:rPr><w:t xml:space="preserve">Första stycket, `)
		}, "", prose("- **Första stycket, viktigt** och *nytt*.\n- En punkt\n  1. Under den\n- En [länk](https://a.example/b?c=d&e)\n")},
		{"lists that begin anew", func(parts map[string]string) {
			parts["word/numbering.xml"] = strings.Replace(parts["word/numbering.xml"], `<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`,
				`<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/></w:lvlOverride><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl></w:lvlOverride></w:num>`, 1)
		}, "", prose("Första stycket, **viktigt** och *nytt*.\n\n- En punkt\n\n  7. Under den\n- En [länk](https://a.example/b?c=d&e)\n")},
		{"damaged styles", func(parts map[string]string) { parts["word/styles.xml"] = "<" }, "note: the document's part word/styles.xml is damaged\nOpen the document in Word, repair it and save it again.", nil},
		{"no numbering", func(parts map[string]string) { delete(parts, "word/numbering.xml") }, "",
			prose("Första stycket, **viktigt** och *nytt*.\n\nEn punkt\n\nUnder den\n\nEn [länk](https://a.example/b?c=d&e)\n")},
		{"no properties", func(parts map[string]string) {
			delete(parts, "docProps/custom.xml")
			parts[documentPart] = strings.ReplaceAll(parts[documentPart], "Två risker", "")
		}, strings.TrimSpace(strings.Repeat("note: the text stands outside the fields and was not taken: %\nMove it into a field.\n", 8)), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			values := everyValue()
			if c.value != nil {
				c.value(&values)
			}
			data := edit(t, good, c.edit)
			if strings.Contains(c.told, "%") { // which is told does not matter
				got, _, problems := imported(t, data, template, blankOf(template))
				if len(problems) < 3 || !got.Equal(want) {
					t.Errorf("told %s", told(problems))
				}
				return
			}
			checkImport(t, data, template, planOf(t, template, values), c.told)
		})
	}
}

// TestOtherTemplates holds what is told of a document that was made from another template, or from
// an older version of it: what both have is read.
func TestOtherTemplates(t *testing.T) {
	old := everyType()
	data := write(t, filledOf(planOf(t, old, everyValue())))
	t.Run("another", func(t *testing.T) {
		template := everyType()
		blank := blankOf(template)
		blank.Template = "mallar/annan.md"
		got, _, problems := imported(t, data, template, blank)
		if len(problems) != 1 || problems[0].Code != diag.WordOtherTemplate || !got.Equal(planOf(t, old, everyValue())) {
			t.Errorf("told %v", problems)
		}
	})
	t.Run("an older version", func(t *testing.T) {
		template := everyType()
		template.Version = "3.0"
		template.Fields = template.Fields[1:]                                                                 // without the name
		template.Fields[0].Label = "Avsikt"                                                                   // another label
		template.Fields = append(template.Fields, &plan.Field{ID: "ny", Label: "Nytt fält", Type: plan.Text}) // a new field
		poster := template.Field("poster")
		poster.Columns = append(poster.Columns[1:], &plan.Field{ID: "kommentar", Label: "Kommentar", Type: plan.Text})
		template.Field("med").Choices = []string{"Inköp", "It-enheten"}
		d := blankOf(template)
		d.Texts.Prompts.Text = "Nu står det något annat här"
		got, _, problems := imported(t, data, template, d)
		wanted := []string{
			"the document is made from version 2.0 of the template, which is now 3.0",
			"the document lacks the field “Poster: Kommentar”",
			"the template has no field “Poster: Post”; it held: Hyra | Drift",
			"the document lacks the field “Nytt fält”",
			"the template has no field “Namn”; it held: \"Nattens\" <tillsyn> & mer",
			"“Vi samverkar med” could not be read; it held: Dataskyddsombud, jurist",
		}
		text := told(problems)
		for _, want := range wanted {
			if !strings.Contains(text, want) {
				t.Errorf("not told: %s", want)
			}
		}
		if len(problems) != len(wanted) {
			t.Errorf("told %s", text)
		}
		if v := got.Value("poster"); v == nil || len(v.Rows) != 2 || v.Cell(0, "belopp").Number != 1_200_250 {
			t.Errorf("the table is %v", v)
		}
		if v := got.Value("med"); v == nil || len(v.Choices) != 1 {
			t.Errorf("the choices are %v", v)
		}
	})
	t.Run("nothing in common", func(t *testing.T) {
		template := &plan.Template{Fields: []*plan.Field{{ID: "ny", Label: "Ny", Type: plan.Text}}}
		_, _, problems := imported(t, data, template, blankOf(template))
		if len(problems) != 1 || problems[0].Code != diag.WordNoFields || !diag.Failed(problems) {
			t.Errorf("told %v", problems)
		}
	})
	t.Run("fewer fields", func(t *testing.T) {
		template := everyType()
		template.Fields = template.Fields[:1]
		_, _, problems := imported(t, data, template, blankOf(template))
		var held []string
		for _, p := range problems {
			if p.Code != diag.WordUnknownField {
				t.Errorf("told %v", p)
				continue
			}
			held = append(held, p.Args[0].(string)+": "+p.Args[1].(string))
		}
		for _, want := range []string{"Budget: 300\u00a0000\u00a0kr", "Inköp | Dataskyddsombud, jurist", "Hyra | 1 200,25 kr | 2028-01-01 | 2028-06-30 | Inköp | Nytt | Drift | 800 kr", "Beställa | C | AR", "2028-01-01 | 2028-12-31"} {
			if !strings.Contains(strings.ReplaceAll(strings.Join(held, "\n"), "\u00a0", " "), strings.ReplaceAll(want, "\u00a0", " ")) {
				t.Errorf("not told: %s\n%s", want, strings.Join(held, "\n"))
			}
		}
	})
}

// TestFormerPrompts holds that a field with a prompt of yesterday is empty.
func TestFormerPrompts(t *testing.T) {
	template := everyType()
	data := write(t, blankOf(template))
	now := blankOf(template)
	now.Texts.Prompts = word.Prompts{Text: "A", Prose: "B", Number: "C", Money: "D", Hours: "E", Date: "F", Start: "G", End: "H", Choose: "I", Link: "J"}
	now.Texts.Cells, now.Texts.Letter = now.Texts.Prompts, "K"
	p, reading, problems := imported(t, data, template, now)
	if len(p.Values) > 0 || len(reading.Head) > 0 || len(problems) > 0 {
		t.Errorf("%v %v %v", p.Values, reading.Head, problems)
	}
}

// TestManyRows holds that the rows of a table are read up to a limit, and that this is told.
func TestManyRows(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{{ID: "x", Label: "X", Type: plan.Table, Columns: []*plan.Field{{ID: "y", Label: "Y", Type: plan.Text}}}}}
	data := editDocument(t, write(t, blankOf(template)), func(xml string) string {
		return replaceFirst(t, xml, `(w:name="f_x".*?</w:tr>).*?</w:tbl>`, "$1"+strings.Repeat(`<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>`, 10_001)+"</w:tbl>")
	})
	p, _, problems := imported(t, data, template, blankOf(template))
	if len(p.Value("x").Rows) != 10_000 || len(problems) != 1 || problems[0].Code != diag.WordPlain {
		t.Errorf("%d rows, told %v", len(p.Value("x").Rows), problems)
	}
}

// TestLostTable holds that a table is found by its head alone where its names are lost, unless
// another has the same.
func TestLostTable(t *testing.T) {
	template := everyType()
	want := planOf(t, template, everyValue())
	nameless := func(t *testing.T, d *word.Document) []byte {
		return editDocument(t, write(t, d), func(xml string) string {
			xml = markForm.ReplaceAllStringFunc(xml, func(mark string) string {
				if strings.Contains(mark, "f_poster") {
					return ""
				}
				return mark
			})
			return tagForm.ReplaceAllString(xml, "")
		})
	}
	got, _, problems := imported(t, nameless(t, filledOf(want)), template, blankOf(template))
	if !got.Equal(want) || len(problems) > 0 {
		t.Errorf("told %v", problems)
	}
	d := filledOf(want)
	d.Parts = append(d.Parts, word.Figure{Head: []string{"Post", "Belopp", "När", "Vem", "Slag"}, Rows: [][]word.Cell{{{Text: "Hyra"}}}})
	got, _, problems = imported(t, nameless(t, d), template, blankOf(template))
	if got.Value("poster") != nil || !strings.Contains(told(problems), "lacks the field “Poster”") {
		t.Errorf("told %v", problems)
	}
}
