package word_test

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/word"
)

var update = flag.Bool("update", false, "rewrite the wanted files in testdata")

// goldenParts are those whose text stands in testdata; a change of them is read line by line.
var goldenParts = []string{"word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "word/header2.xml", "word/footer1.xml", "docProps/core.xml", "docProps/custom.xml"}

// TestGolden holds what a blank document and a filled-in one are made of.
func TestGolden(t *testing.T) {
	template := everyType()
	for name, d := range map[string]*word.Document{"blank": blankOf(template), "filled": filledOf(planOf(t, template, everyValue()))} {
		files := unpack(t, write(t, d))
		var b strings.Builder
		for _, part := range goldenParts {
			b.WriteString("-- " + part + " --\n" + lines(files[part]) + "\n")
		}
		file := "testdata/" + name + ".txt"
		if *update {
			if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// lines puts each paragraph, row and the like on a line of its own.
func lines(xml []byte) string {
	return regexp.MustCompile(`(<(w:p|w:tbl|w:tr|w:tc|w:sdt|w:sectPr|w:lvl|w:num|w:abstractNum|Relationship|property|dc:\w+|dcterms:\w+|cp:\w+)[ >])`).ReplaceAllString(string(xml), "\n$1")
}

// TestSameBytes holds that a document is the same, byte for byte, whenever it is written.
func TestSameBytes(t *testing.T) {
	template := everyType()
	plan := planOf(t, template, everyValue())
	first := write(t, filledOf(plan))
	for range 5 {
		if !bytes.Equal(first, write(t, filledOf(plan))) {
			t.Fatal("two runs differ")
		}
	}
}

// TestContrast holds that text can be read on every ground that a figure's cell may have.
func TestContrast(t *testing.T) {
	for class, fill := range word.Fills {
		if c := contrast(word.Ink, fill); c < 4.5 {
			t.Errorf("%s: text on %s has a contrast of %.1f", class, fill, c)
		}
	}
	for _, pair := range [][2]string{{"845300", "FFFFFF"}, {"4B5F62", "FFFFFF"}, {"5A6E71", "F1F8F9"}, {"046871", "FFFFFF"}, {"015057", "E9F6F8"}} {
		if c := contrast(pair[0], pair[1]); c < 4.5 {
			t.Errorf("%s on %s has a contrast of %.1f", pair[0], pair[1], c)
		}
		if !slices.ContainsFunc(pair[:], func(colour string) bool { return strings.Contains(word.StylesXML, colour) }) {
			t.Errorf("%v stand nowhere", pair)
		}
	}
}

// TestLyingPages holds that a chapter with a wide table stands on lying pages, and others do not: a
// table of letters has its heads upright instead.
func TestLyingPages(t *testing.T) {
	wide := word.Figure{Label: "Bred", Rows: [][]word.Cell{nil}}
	for range 12 {
		wide.Head = append(wide.Head, "Konfidentialitet")
		wide.Rows[0] = append(wide.Rows[0], word.Cell{Text: "Betydande"})
	}
	letters := word.Figure{Label: "Smal", Head: wide.Head, Rows: [][]word.Cell{{{Text: "Aktivitet"}, {Text: "AR"}}}}
	d := documentOf(everyType())
	d.Parts = []word.Part{letters, text("Inledning.\n\n## Bred\n"), wide, text("## Smal\n\nText.\n")}
	document := string(unpack(t, write(t, d))["word/document.xml"])
	var got []string
	for _, match := range regexp.MustCompile(`<w:t xml:space="preserve">(Bred|Smal|Text.)</w:t>|w:orient="(landscape)"|<(w:sectPr)>`).FindAllStringSubmatch(document, -1) {
		got = append(got, match[1]+match[2]+match[3])
	}
	want := []string{"Smal", "w:sectPr", "Bred", "Bred", "w:sectPr", "landscape", "Smal", "Text.", "w:sectPr"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
}

// TestPlaces holds that what stands in the places of a text is written where they are, in a list
// and in a box too.
func TestPlaces(t *testing.T) {
	d := documentOf(everyType())
	guide := text("Först\n\n[[a]]\n\n- punkt\n\n  [[b]]\n\n:::: tips\n[[c]]\n\n::: lag\nInre\n:::\n::::\n\nSist\n")
	guide.Place = func(id string) []word.Part {
		return []word.Part{word.Note{Text: "plats " + id}, text("text " + id), word.Figure{}}
	}
	d.Parts = []word.Part{guide}
	data := write(t, d)
	checkPackage(t, data)
	var got []string
	for _, match := range regexp.MustCompile(`<w:t [^>]*>([^<]*)</w:t>`).FindAllStringSubmatch(string(unpack(t, data)[documentPart]), -1) {
		got = append(got, match[1])
	}
	want := []string{
		"Lindmarka kommun", "Plan för &lt;natten&gt; &amp; dagen", "En sammanfattning.", "Först", "plats a", "text a", "punkt", "plats b", "text b",
		"Tips", "plats c", "text c", "Lag", "Inre", "Sist",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

// TestAddresses holds which links are written as such: Word calls a document broken for one
// address that is none.
func TestAddresses(t *testing.T) {
	for _, c := range []struct{ dest, address, want string }{
		{"a.md", "https://a.example/a/", "https://a.example/a/"},
		{"a.md", "", ""},
		{"a", "https://a.example/å ä", "https://a.example/%C3%A5%20%C3%A4"},
		{"a", "mailto:a@b.example", "mailto:a@b.example"},
		{"a", "javascript:alert(1)", ""},
		{"a", "file:///etc/passwd", ""},
		{"a", "https://[a", ""},
		{"#nowhere", "#nowhere", "#nowhere"},
	} {
		d := documentOf(everyType())
		guide := text("[namn](" + c.dest + ")")
		guide.Link = func(string) string { return c.address }
		d.Parts = []word.Part{guide}
		files := unpack(t, write(t, d))
		got := ""
		if match := regexp.MustCompile(`Target="([^"]*)" TargetMode`).FindSubmatch(files["word/_rels/document.xml.rels"]); match != nil {
			got = string(match[1])
		}
		if got != c.want || !strings.Contains(string(files[documentPart]), ">namn<") {
			t.Errorf("%q, %q is written as %q, wanted %q", c.dest, c.address, got, c.want)
		}
	}
}

// TestCharacters holds what becomes of characters that XML cannot hold, or means something by.
func TestCharacters(t *testing.T) {
	d := documentOf(everyType())
	d.Title = "a\x00\x1f\ufffe<>&\"'\t\n\r\u00adb]]>"
	data := write(t, d)
	checkPackage(t, data)
	document := string(unpack(t, data)[documentPart])
	if want := `a` + "\ufffd\ufffd\ufffd" + `&lt;&gt;&amp;&quot;'</w:t><w:tab/><w:br/><w:t xml:space="preserve">&#13;</w:t><w:softHyphen/><w:t xml:space="preserve">b]]&gt;</w:t>`; !strings.Contains(document, want) {
		t.Errorf("the title is written otherwise in\n%s", document)
	}
}
