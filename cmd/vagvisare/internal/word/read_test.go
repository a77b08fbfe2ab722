package word_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/word"
)

// TestUnreadable holds what is told of files in which nothing can be read, and that this takes
// little memory.
func TestUnreadable(t *testing.T) {
	template := everyType()
	good := write(t, filledOf(planOf(t, template, everyValue())))
	document := func(xml string) []byte {
		return editDocument(t, good, func(string) string { return xml })
	}
	const open = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	const shut = `</w:body></w:document>`
	many := map[string]string{}
	for i := range 1001 {
		many[fmt.Sprintf("word/media/%d.png", i)] = ""
	}
	for _, c := range []struct {
		name string
		data []byte
		want diag.Code
	}{
		{"empty", nil, diag.WordUnreadable},
		{"text", []byte("Hej"), diag.WordUnreadable},
		{"cut off", good[:len(good)-100], diag.WordUnreadable},
		{"cut off early", good[:5], diag.WordUnreadable},
		{"locked, or of Word 97", append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...), diag.WordEncrypted},
		{"a zip of something else", zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), diag.WordUnreadable},
		{"a workbook", zipped(t, map[string]string{
			"_rels/.rels":     `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml": "<workbook/>",
		}), diag.WordUnreadable},
		{"no body", document(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>`), diag.WordUnreadable},
		{"damaged", document(open + "<w:p>"), diag.WordDamaged},
		{"no XML", document("Hej"), diag.WordDamaged},
		{"nothing in the part", document(""), diag.WordDamaged},
		{"UTF-16", document("\xFF\xFE<\x00w\x00"), diag.WordDamaged},
		{"an entity", document(`<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>` + open + `<w:p><w:r><w:t>&c;</w:t></w:r></w:p>` + shut), diag.WordDamaged},
		{"an outer entity", document(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>` + open + shut), diag.WordDamaged},
		{"an unknown entity", document(open + `<w:p><w:r><w:t>&nbsp;</w:t></w:r></w:p>` + shut), diag.WordDamaged},
		{"too deep", document(open + strings.Repeat("<w:sdt><w:sdtContent>", 200) + strings.Repeat("</w:sdtContent></w:sdt>", 200) + shut), diag.WordTooLarge},
		{"too many elements", document(open + strings.Repeat("<w:p/>", 1_000_001) + shut), diag.WordTooLarge},
		{"a bomb", document(open + strings.Repeat(" ", 60<<20) + shut), diag.WordTooLarge},
		{"a bomb in another part", edit(t, good, func(parts map[string]string) { parts["word/styles.xml"] = strings.Repeat(" ", 60<<20) }), diag.WordTooLarge},
		{"too many files", zipped(t, many), diag.WordTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, problems := word.Read(bytes.NewReader(c.data), int64(len(c.data)))
			runtime.ReadMemStats(&after)
			if f != nil || !diag.Failed(problems) || problems[len(problems)-1].Code != c.want {
				t.Errorf("told %v, wanted %s", problems, c.want)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 400<<20 {
				t.Errorf("it took %d MB", used>>20)
			}
		})
	}
	t.Run("too large", func(t *testing.T) {
		_, problems := word.Read(zeros{}, 51<<20)
		if len(problems) != 1 || problems[0].Code != diag.WordTooLarge {
			t.Errorf("told %v", problems)
		}
	})
	t.Run("a list of files without end", func(t *testing.T) {
		_, problems := word.Read(longList{}, 40<<20)
		if len(problems) != 1 || problems[0].Code != diag.WordTooLarge {
			t.Errorf("told %v", problems)
		}
	})
}

// zeros reads as a file without end.
type zeros struct{}

func (zeros) ReadAt(p []byte, _ int64) (int, error) { return len(p), nil }

// longList reads as a zip whose list of files fills it, while its end tells of one.
type longList struct{}

func (longList) ReadAt(p []byte, off int64) (int, error) {
	const entry, end, size = "PK\x01\x02\x14\x00\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 22, 40 << 20
	tail := []byte("PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\x2e\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	for i := range p {
		at := off + int64(i)
		switch {
		case at >= size:
			return i, io.EOF
		case at >= size-end:
			p[i] = tail[at-(size-end)]
		default:
			p[i] = entry[at%int64(len(entry))]
		}
	}
	return len(p), nil
}

// TestForms holds that documents of other forms than ours are read too.
func TestForms(t *testing.T) {
	template := everyType()
	want := planOf(t, template, everyValue())
	good := write(t, filledOf(want))
	everywhere := func(pairs ...string) []byte {
		return edit(t, good, func(parts map[string]string) {
			for name := range parts {
				parts[name] = strings.NewReplacer(pairs...).Replace(parts[name])
			}
		})
	}
	renamed := func(rename func(name string) string) []byte {
		return edit(t, good, func(parts map[string]string) {
			for name, data := range parts {
				delete(parts, name)
				parts[rename(name)] = data
			}
		})
	}
	for name, data := range map[string][]byte{
		"strict": everywhere(
			"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
			"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
			"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", "http://purl.oclc.org/ooxml/officeDocument/customProperties",
		),
		"a template":       everywhere("wordprocessingml.document.main", "wordprocessingml.template.main"),
		"another prefix":   everywhere("xmlns:w=", "xmlns:word=", "<w:", "<word:", "</w:", "</word:", " w:", " word:"),
		"in upper case":    renamed(strings.ToUpper),
		"with backslashes": renamed(func(name string) string { return strings.ReplaceAll(name, "/", `\`) }),
		"with dots":        renamed(func(name string) string { return "./" + name }),
		"from the root": edit(t, good, func(parts map[string]string) {
			parts["_rels/.rels"] = strings.ReplaceAll(parts["_rels/.rels"], `Target="word`, `Target="/word`)
		}),
		"elsewhere": edit(t, good, func(parts map[string]string) {
			parts["a/b.xml"], parts["a/_rels/b.xml.rels"] = parts[documentPart], strings.ReplaceAll(parts["word/_rels/document.xml.rels"], `Target="`, `Target="../word/`)
			delete(parts, documentPart)
			parts["_rels/.rels"] = strings.ReplaceAll(parts["_rels/.rels"], documentPart, "a/b.xml")
			parts["a/_rels/b.xml.rels"] = strings.ReplaceAll(parts["a/_rels/b.xml.rels"], "../word/https:", "https:")
		}),
		"without relationships of the package": edit(t, good, func(parts map[string]string) { delete(parts, "_rels/.rels") }),
		"that lead out": edit(t, good, func(parts map[string]string) {
			parts["../../etc/passwd"] = "x"
			parts["word/_rels/document.xml.rels"] = strings.Replace(parts["word/_rels/document.xml.rels"], "</Relationships>",
				`<Relationship Id="x" Type="http://a/footnotes" Target="../../../../../../etc/passwd"/><Relationship Id="y" Type="http://a/comments" Target="http://a.example/" TargetMode="External"/></Relationships>`, 1)
		}),
	} {
		t.Run(name, func(t *testing.T) {
			got, _, problems := imported(t, data, template, blankOf(template))
			problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { // what the document kept of itself is lost with the relationships
				return strings.HasPrefix(name, "without") && p.Code == diag.WordStrayText || strings.HasPrefix(name, "that") && p.Code == diag.WordDamaged
			})
			if got == nil || !got.Equal(want) || len(problems) > 0 {
				t.Errorf("told %v, read %v", problems, got)
			}
		})
	}
}

// An altering is something that happened to a document, and what comes of it.
type altering struct {
	name  string
	old   string // in the main part, where it must stand; a regular expression
	new   string
	told  string               // as it is printed, without the file
	value func(in *plan.Input) // what has become of the values
}

const paragraphOf = `<w:p><w:r><w:t>%s</w:t></w:r></w:p>`

// TestAltered holds what is read of documents that people have written in, and what is told.
func TestAltered(t *testing.T) {
	t.Parallel()
	template := everyType()
	good := write(t, filledOf(planOf(t, template, everyValue())))
	set := func(key, value string) func(*plan.Input) {
		return func(in *plan.Input) { replace(in, key, plan.ScalarOf(value)) }
	}
	without := func(key string) func(*plan.Input) {
		return func(in *plan.Input) {
			in.Pairs = slices.DeleteFunc(in.Pairs, func(p plan.Pair) bool { return p.Key == key })
		}
	}
	row := func(f func(rows *[]plan.Input)) func(*plan.Input) {
		return func(in *plan.Input) {
			table := in.Get("poster")
			rows := slices.Clone(table.Items)
			f(&rows)
			table.Items = rows
			replace(in, "poster", table)
		}
	}
	for _, c := range []altering{
		{name: "as it was"},
		{"a text", `1(\x{a0}250,5)`, "2$1", "", set("antal", "2250.5")},
		{"an emptied field", `1\x{a0}250,5\x{a0}personer`, "", "", without("antal")},
		{"a field with a prompt of Word's own", `1\x{a0}250,5\x{a0}personer`, "Klicka eller tryck här för att ange text.", "", without("antal")},
		{"a number in words", `1\x{a0}250,5\x{a0}personer`, "många", "note: “Antal” could not be read; it held: många", without("antal")},
		{"another unit", `300\x{a0}000\x{a0}kr`, "300 tkr", "note: “Budget” could not be read; it held: 300 tkr", without("budget")},
		{"a choice of one's own", `>Ingen &lt;alls&gt;<`, ">Egen modell<", "note: “Modell” could not be read; it held: Egen modell", without("modell")},
		{"a choice in another case", `>Ingen &lt;alls&gt;<`, ">PM3<", "", set("modell", "pm3")},
		{"an unknown role", `>Tekniker &amp; montör<`, ">Vaktmästare<", "note: “Ägare” could not be read; it held: Vaktmästare", without("agare")},
		{"a role's former title", `(<w:listItem w:displayText=")Tekniker &amp; montör(" w:value="tekniker"/>.*?)Tekniker &amp; montör`, "${1}Montör${2}Montör", "", set("agare", "tekniker")},
		{"a level by its number", `>Litet \(0\)<`, ">2<", "", set("allvar", "2")},
		{"an unknown level", `>Litet \(0\)<`, ">Enormt<", "note: “Allvar” could not be read; it held: Enormt", without("allvar")},
		{"perhaps", `>Nej<`, ">Kanske<", "note: “Prövad” could not be read; it held: Kanske", without("provad")},
		{"a day as it is shown", `>2028-02-29<`, ">2028-03-01<", "", set("nasta", "2028-03-01")},
		{"a day in words, as the control has it", `>2028-02-29<`, ">29 februari 2028<", "", set("nasta", "2028-02-29")},
		{"a day in words, of another day", `>2028-02-29<`, ">15 mars 2028<", "note: “Nästa genomgång” could not be read; it held: 15 mars 2028", without("nasta")},
		{"no day", `>2028-02-29<`, ">snarast<", "note: “Nästa genomgång” could not be read; it held: snarast", without("nasta")},
		{"half a period", `>2028-12-31<`, "><", "note: “Planen gäller” could not be read; it held: 2028-01-01", without("tid")},
		{"a box by its sign alone", `<w14:checked w14:val="0"/>(.*?)☐(.*?It-enheten)`, `<w14:checked w14:val="0"/>${1}☒$2`, "",
			func(in *plan.Input) { replace(in, "med", listOf("It-enheten", "Inköp", "Dataskyddsombud, jurist")) }},
		{"an unticked box", `<w14:checked w14:val="1"/>(.*?)☒(</w:t></w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id="\d+"/><w:r><w:tab/><w:t xml:space="preserve">Inköp)`, `<w14:checked w14:val="0"/>${1}☐$2`, "",
			func(in *plan.Input) { replace(in, "med", listOf("Dataskyddsombud, jurist")) }},
		{"a ticked choice of one's own", `>Inköp</w:t></w:r></w:p>`, ">Biblioteket</w:t></w:r></w:p>", "note: “Vi samverkar med” could not be read; it held: Biblioteket",
			func(in *plan.Input) { replace(in, "med", listOf("Dataskyddsombud, jurist")) }},
		{"a link by its name", `<w:r><w:t xml:space="preserve">behovsanalys.md</w:t></w:r>`, `<w:hyperlink r:id="rId9"><w:r><w:t>behovsanalysen</w:t></w:r></w:hyperlink>`, "", set("underlag", "https://a.example/b?c=d&e")},
		{"more of a prose", `Första stycket, `, `Nytt.</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">Första stycket, `, "",
			set("syfte", "Nytt.\n\nFörsta stycket, **viktigt** och *nytt*.\n\n- En punkt\n  1. Under den\n- En [länk](https://a.example/b?c=d&e)\n")},
		{"a heading, breaks and symbols in a prose", `Första stycket, `, `Rubrik</w:t></w:r></w:p><w:p><w:r><w:t>Rad</w:t><w:br/><w:t>två</w:t><w:tab/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:softHyphen/><w:t xml:space="preserve"> och Första stycket, `, "",
			set("syfte", "Rubrik\n\nRad\\\ntvå \u2011☒ och Första stycket, **viktigt** och *nytt*.\n\n- En punkt\n  1. Under den\n- En [länk](https://a.example/b?c=d&e)\n")},
		{"a picture in a prose", `Första stycket, `, `Första stycket, </w:t><w:drawing/><w:t>`, "note: “Syfte” holds en bild, which was not taken", nil},
		{"a table in a prose", `(<w:p><w:pPr><w:pStyle w:val="FieldValue"/></w:pPr><w:r><w:t xml:space="preserve">Första)`, `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>$1`, "note: “Syfte” holds en tabell: A B, which was not taken", nil},
		{"an equation in a text", `Nattens`, `Nattens</w:t></w:r><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+1</m:t></m:r></m:oMath><w:r><w:t>`, "note: “Namn” holds en formel: x+1, which was not taken", nil},
		{"a complex field as a link", `Första stycket, `, `Första </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://c.example/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>stycket</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve">, `, "",
			set("syfte", "Första [stycket](https://c.example/), **viktigt** och *nytt*.\n\n- En punkt\n  1. Under den\n- En [länk](https://a.example/b?c=d&e)\n")},
		{"a complex field as a link within a document", `Första stycket, `, `Första </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://c.example/" \l "del" \o "om" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>stycket</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText><w:t>dolt</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr=" HYPERLINK &quot;https://d.example/&quot; "><w:r><w:t>,</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> `, "",
			set("syfte", "Första [stycket](https://c.example/#del)[,](https://d.example/) **viktigt** och *nytt*.\n\n- En punkt\n  1. Under den\n- En [länk](https://a.example/b?c=d&e)\n")},
		{"odd parts of a line", `Första stycket, `, `Första</w:t><w:br w:type="page"/><w:t>stycket,</w:t><w:cr/><w:sym w:char="1234"/><w:ptab/><w:ruby><w:rt><w:r><w:t>över</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>under</w:t></w:r></w:rubyBase></w:ruby><w:object/><w:t xml:space="preserve"> `, "note: “Syfte” holds ett inbäddat objekt, which was not taken",
			set("syfte", "Första stycket,\\\n\ufffd under **viktigt** och *nytt*.\n\n- En punkt\n  1. Under den\n- En [länk](https://a.example/b?c=d&e)\n")},
		{"an address with a link", `<w:r><w:t xml:space="preserve">behovsanalys.md</w:t></w:r>`, `<w:hyperlink r:id="rId9"><w:r><w:t>https://e.example/</w:t></w:r></w:hyperlink>`, "", set("underlag", "https://e.example/")},
		{"much text beside the fields", `<w:body>`, `<w:body>` + fmt.Sprintf(paragraphOf, strings.Repeat("lång text ", 40)), "note: the text stands outside the fields and was not taken: " + strings.TrimSpace(strings.Repeat("lång text ", 30)) + " …\nMove it into a field.", nil},
		{"an equation beside the fields", `<w:body>`, `<w:body><w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>`, "note: the text stands outside the fields and was not taken: en formel: a=b\nMove it into a field.", nil},
		{"tracked changes", `Nattens`, `Nattens</w:t></w:r><w:ins w:id="9"><w:r><w:t xml:space="preserve"> nya</w:t></w:r></w:ins><w:del w:id="10"><w:r><w:delText>gamla</w:delText></w:r><w:r><w:t>äldre</w:t></w:r></w:del><w:r><w:t>`,
			"note: the document has tracked changes, which were read as accepted\nAccept or reject them in Word if that is not right.", set("namn", `"Nattens nya" <tillsyn> & mer`)},
		{"a deleted row", `<w:trPr>(<w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="\d+" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:bookmarkStart w:id="\d+" w:name="f_poster__r2)`, `<w:trPr><w:del w:id="1"/>$1`,
			"note: the document has tracked changes, which were read as accepted\nAccept or reject them in Word if that is not right.", row(func(rows *[]plan.Input) { *rows = (*rows)[:1] })},
		{"text beside the fields", `<w:body>`, `<w:body>` + fmt.Sprintf(paragraphOf, "Glöm inte!"), "note: the text stands outside the fields and was not taken: Glöm inte!\nMove it into a field.", nil},
		{"text beside a field", `(f_antal"/>.*?</w:sdt><w:bookmarkEnd w:id="\d+"/>)`, `$1<w:r><w:t xml:space="preserve"> ungefär</w:t></w:r>`, "note: the text stands outside the fields and was not taken: ungefär\nMove it into a field.", nil},
		{"a text box", `<w:body>`, `<w:body><w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>` + fmt.Sprintf(paragraphOf, "I rutan") + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + fmt.Sprintf(paragraphOf, "I rutan") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
			"note: the text stands outside the fields and was not taken: I rutan\nMove it into a field.", nil},
		{"a picture beside the fields", `<w:body>`, `<w:body><w:p><w:r><w:pict/></w:r></w:p>`, "note: the text stands outside the fields and was not taken: en bild\nMove it into a field.", nil},
		{"another document inside", `<w:body>`, `<w:body><w:altChunk/>`, "note: the text stands outside the fields and was not taken: ett inbäddat objekt\nMove it into a field.", nil},
		{"a copy of a control", `<w:body>`, `<w:body><w:p><w:sdt><w:sdtPr><w:tag w:val="f_namn"/></w:sdtPr><w:sdtContent><w:r><w:t>Ett annat namn</w:t></w:r></w:sdtContent></w:sdt></w:p>`,
			"note: the text stands outside the fields and was not taken: Ett annat namn\nMove it into a field.", nil},
		{"a control of another template", `<w:body>`, `<w:body><w:p><w:sdt><w:sdtPr><w:alias w:val="Okänt"/><w:tag w:val="f_okant"/></w:sdtPr><w:sdtContent><w:r><w:t>Något</w:t></w:r></w:sdtContent></w:sdt></w:p>`,
			"note: the template has no field “Okänt”; it held: Något", nil},
		{"a control of Word's own", `<w:body>`, `<w:body><w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>` + fmt.Sprintf(paragraphOf, "Innehåll") + `</w:sdtContent></w:sdt>`,
			"note: the text stands outside the fields and was not taken: Innehåll\nMove it into a field.", nil},
		{"a dash for nothing", `1\x{a0}250,5\x{a0}personer`, "–", "", without("antal")},
		{"a field that is gone", `<w:p><w:pPr><w:pStyle w:val="FieldValue"/></w:pPr><w:bookmarkStart w:id="\d+" w:name="f_antal"/>.*?</w:p>`, "", "note: the document lacks the field “Antal”", without("antal")},
		{"a bookmark without an end", `(w:name="f_antal"/>.*?)<w:bookmarkEnd w:id="\d+"/>`, "$1", "", nil},
		{"a bookmark without a beginning", `<w:body>`, `<w:body><w:bookmarkEnd w:id="99999"/>`, "", nil},
		{"a bookmark twice", `<w:body>`, `<w:body><w:p><w:bookmarkStart w:id="9999" w:name="f_antal"/><w:bookmarkEnd w:id="9999"/></w:p>`, "", nil},
		{"a bookmark around nothing", `<w:bookmarkStart w:id="(\d+)" w:name="f_antal"/>(.*?)<w:bookmarkEnd w:id="\d+"/>`, `<w:bookmarkStart w:id="$1" w:name="f_antal"/><w:bookmarkEnd w:id="$1"/>$2`, "", nil},

		{"a row more", `(w:name="f_poster".*?</w:tr>)`, `$1<w:tr><w:tc>` + fmt.Sprintf(paragraphOf, "Överst") + `</w:tc><w:tc>` + fmt.Sprintf(paragraphOf, "12,50 kr") + `</w:tc><w:tc>` + fmt.Sprintf(paragraphOf, "2027-01-01 - 2027-02-01") + `</w:tc><w:tc>` + fmt.Sprintf(paragraphOf, "Inköp") + `</w:tc><w:tc>` + fmt.Sprintf(paragraphOf, "nytt, Ändrat") + `</w:tc></w:tr>`, "",
			row(func(rows *[]plan.Input) {
				*rows = slices.Insert(*rows, 0, with(with(scalars("post", "Överst", "belopp", "12.5", "vem", "inkop"), "nar", scalars("start", "2027-01-01", "end", "2027-02-01")), "slag", listOf("Nytt", "Ändrat")))
			})},
		{"an empty row", `(w:name="f_poster".*?</w:tr>)`, `$1<w:tr><w:tc><w:p/></w:tc></w:tr>`, "", nil},
		{"a row of which nothing can be read", `(w:name="f_poster".*?</w:tr>)`, `$1<w:tr><w:tc>` + fmt.Sprintf(paragraphOf, "Dyrt") + `</w:tc><w:tc>` + fmt.Sprintf(paragraphOf, "mycket") + `</w:tc></w:tr>`, "note: “Poster: Belopp” could not be read; it held: mycket",
			row(func(rows *[]plan.Input) { *rows = slices.Insert(*rows, 0, scalars("post", "Dyrt")) })},
		{"merged cells", `(w:name="f_poster".*?</w:tr>)`, `$1<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + fmt.Sprintf(paragraphOf, "Brett") + `</w:tc></w:tr>`, "",
			row(func(rows *[]plan.Input) { *rows = slices.Insert(*rows, 0, scalars("post", "Brett")) })},
		{"cells merged downwards", `(w:name="f_poster".*?</w:tr>)`, `$1<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + fmt.Sprintf(paragraphOf, "Lång") + `</w:tc><w:tc>` + fmt.Sprintf(paragraphOf, "1") + `</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>` + fmt.Sprintf(paragraphOf, "2") + `</w:tc></w:tr>`, "",
			row(func(rows *[]plan.Input) {
				*rows = slices.Insert(*rows, 0, scalars("post", "Lång", "belopp", "1"), scalars("post", "Lång", "belopp", "2"))
			})},
		{"text beside the days of a cell", `(f_poster__r1_c3__end"/>.*?<w:bookmarkEnd w:id="\d+"/>)`, `$1<w:r><w:t xml:space="preserve"> prel.</w:t></w:r>`, "note: “Poster: När” could not be read; it held: 2028-01-01 2028-06-30 prel.",
			row(func(rows *[]plan.Input) {
				(*rows)[0] = with(scalars("post", "Hyra", "belopp", "1200.25", "vem", "inkop"), "slag", listOf("Nytt"))
			})},
		{"text below the boxes of a cell", `(f_poster__r1_c5__2"/>.*?</w:p>)`, `$1` + fmt.Sprintf(paragraphOf, "Lånat"), "note: “Poster: Slag” could not be read; it held: Lånat", nil},
		{"a box of one's own in a cell", `(f_poster__r1_c5__2"/>.*?</w:p>)`, `$1` + fmt.Sprintf(paragraphOf, "☐ Annat: lån"), "note: the text stands outside the fields and was not taken: Annat: lån\nMove it into a field.", nil},
		{"a table in a cell", `(w:name="f_poster".*?</w:tr>)`, `$1<w:tr><w:tc>` + fmt.Sprintf(paragraphOf, "Yttre") + `<w:tbl><w:tr><w:tc>` + fmt.Sprintf(paragraphOf, "inre") + `</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>`, "note: “Poster, rad 1” holds en tabell: inre, which was not taken",
			row(func(rows *[]plan.Input) { *rows = slices.Insert(*rows, 0, scalars("post", "Yttre")) })},
		{"a column of one's own", `(w:name="f_poster".*?)</w:tr>(.*?)</w:tr>`, `$1<w:tc>` + fmt.Sprintf(paragraphOf, "Kommentar") + `</w:tc></w:tr>$2<w:tc>` + fmt.Sprintf(paragraphOf, "Dyrt!") + `</w:tc></w:tr>`, "note: the template has no field “Poster: Kommentar”; it held: Dyrt!", nil},
		{"a renamed head", `>Vem</w:t>`, ">Ansvarig</w:t>", "", nil},
		{"a head with help", `>Vem</w:t></w:r></w:p>`, `>Vem</w:t></w:r></w:p>` + fmt.Sprintf(paragraphOf, "Den som gör det."), "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := good
			if c.old != "" {
				data = editDocument(t, good, func(xml string) string { return replaceFirst(t, xml, c.old, c.new) })
			}
			values := everyValue()
			if c.value != nil {
				c.value(&values)
			}
			checkImport(t, data, template, planOf(t, template, values), c.told)
		})
	}
}

// replace sets the value of a key that is there.
func replace(in *plan.Input, key string, value plan.Input) {
	in.Pairs = slices.Clone(in.Pairs)
	for i := range in.Pairs {
		if in.Pairs[i].Key == key {
			in.Pairs[i].Value = value
		}
	}
}

// replaceFirst replaces the first match of a regular expression, which must be there.
func replaceFirst(t *testing.T, text, old, new string) string {
	t.Helper()
	form := regexp.MustCompile(`(?s)` + old)
	at := form.FindStringSubmatchIndex(text)
	if at == nil {
		t.Fatalf("the document has no %q", old)
	}
	return text[:at[0]] + string(form.ExpandString(nil, new, text, at)) + text[at[1]:]
}

func checkImport(t *testing.T, data []byte, template *plan.Template, want *plan.Plan, wantTold string) {
	t.Helper()
	got, _, problems := imported(t, data, template, blankOf(template))
	if got == nil {
		t.Fatalf("nothing was read: %s", told(problems))
	}
	var lines []string
	for line := range strings.Lines(told(problems)) {
		lines = append(lines, strings.TrimPrefix(strings.TrimSpace(line), ": "))
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return line == "Write the value into the plan's file." })
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, " Write the value into the plan's file.")
	}
	if diff := cmp.Diff(wantTold, strings.Join(lines, "\n")); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	for _, f := range template.Fields {
		if a, b := key(want.Value(f.ID)), key(got.Value(f.ID)); a != b {
			t.Errorf("%s was\n%q\nwanted\n%q", f.ID, b, a)
		}
	}
}

// TestLongTexts holds that a field with very much text, however Word has parted it, is read up to
// a limit, which is told, and in a time that does not depend on it.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	template := everyType()
	good := write(t, filledOf(planOf(t, template, everyValue())))
	for name, runs := range map[string]string{
		"words":  `<w:r><w:t xml:space="preserve">` + strings.Repeat("ord ", 200_000) + `</w:t></w:r>`,
		"runs":   strings.Repeat(`<w:r><w:t xml:space="preserve">ord </w:t></w:r>`, 20_000),
		"spaces": strings.Repeat(`<w:r><w:tab/></w:r>`, 60_000),
		"breaks": `<w:r>` + strings.Repeat(`<w:br/>`, 60_000) + `</w:r>`,
	} {
		data := editDocument(t, good, func(xml string) string {
			return replaceFirst(t, xml, `<w:r><w:t xml:space="preserve">Första stycket, </w:t></w:r>`, runs)
		})
		_, reading, problems := imported(t, data, template, blankOf(template))
		if len(problems) != 1 || problems[0].Code != diag.WordPlain || len(reading.Values.Get("syfte").Text) > 100_000 {
			t.Errorf("%s: told %v", name, problems)
		}
	}
	for name, beside := range map[string]string{
		"fields": strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "a"</w:instrText></w:r>`, 50_000),
		"marks":  strings.Repeat(`<w:bookmarkStart w:id="7" w:name="f_x"/>`, 50_000),
	} {
		data := editDocument(t, good, func(xml string) string { return strings.Replace(xml, "<w:body>", "<w:body><w:p>"+beside+"</w:p>", 1) })
		if _, reading, problems := imported(t, data, template, blankOf(template)); len(problems) > 0 || reading == nil {
			t.Errorf("%s: told %v", name, problems)
		}
	}
}
