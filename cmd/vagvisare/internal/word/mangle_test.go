package word_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// edit returns a document with its parts changed; a part that is made nil goes.
func edit(t testing.TB, data []byte, change func(parts map[string]string)) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = b.String()
	}
	change(parts)
	return zipped(t, parts)
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := out.Create(name)
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const documentPart = "word/document.xml"

// editDocument changes the main part.
func editDocument(t testing.TB, data []byte, change func(xml string) string) []byte {
	t.Helper()
	return edit(t, data, func(parts map[string]string) { parts[documentPart] = change(parts[documentPart]) })
}

var (
	tagForm      = regexp.MustCompile(`<w:tag [^>]*/>`)
	aliasForm    = regexp.MustCompile(`<w:alias [^>]*/>`)
	lockForm     = regexp.MustCompile(`<w:lock [^>]*/>`)
	showingForm  = regexp.MustCompile(`<w:showingPlcHdr/>`)
	runForm      = regexp.MustCompile(`<w:r>(<w:rPr>.*?</w:rPr>)?<w:t xml:space="preserve">([^<]*)</w:t></w:r>`)
	markForm     = regexp.MustCompile(`<w:bookmark(Start|End) [^>]*/>`)
	inlineForm   = regexp.MustCompile(`(<w:bookmarkStart [^>]*/>)(<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>)<w:r>`)
	paragraphBox = regexp.MustCompile(`<w:p><w:pPr><w:pStyle w:val="Field(?:Value|Blank)"/>.*?</w:p>`)
)

// splitRuns parts runs of text at random, as programs do where a word was edited or is misspelt.
func splitRuns(random *rand.Rand, xml, between string) string {
	return runForm.ReplaceAllStringFunc(xml, func(run string) string {
		m := runForm.FindStringSubmatch(run)
		// References must stay whole.
		pieces := regexp.MustCompile(`&[^;]*;|.`).FindAllString(strings.ReplaceAll(m[2], "\n", " "), -1)
		if len(pieces) < 2 || random.IntN(2) == 0 {
			return run
		}
		at := 1 + random.IntN(len(pieces)-1)
		part := func(pieces []string) string {
			return `<w:r>` + m[1] + `<w:t xml:space="preserve">` + strings.Join(pieces, "") + `</w:t></w:r>`
		}
		return part(pieces[:at]) + between + part(pieces[at:])
	})
}

var (
	cellForm     = regexp.MustCompile(`<w:tc>.*?</w:tc>`)
	cellControls = regexp.MustCompile(`^<w:tc>(<w:tcPr>.*?</w:tcPr><w:p><w:pPr>.*?</w:pPr>(?:<w:bookmarkStart [^>]*/>)?)<w:sdt>(<w:sdtPr>.*?</w:sdtPr>)<w:sdtContent>(.*?)</w:sdtContent></w:sdt>((?:<w:bookmarkEnd [^>]*/>)?</w:p>)</w:tc>$`)
)

// mangleWord imitates Word: revisions of each paragraph and run, marks of its spelling, and
// controls around cells that hold nothing else.
func mangleWord(t *testing.T, random *rand.Rand, data []byte) []byte {
	return editDocument(t, data, func(xml string) string {
		xml = cellForm.ReplaceAllStringFunc(xml, func(cell string) string {
			if strings.Count(cell, "<w:sdt>") != 1 || strings.Count(cell, "<w:p>") != 1 || random.IntN(2) == 0 {
				return cell
			}
			return cellControls.ReplaceAllString(cell, `<w:sdt>$2<w:sdtContent><w:tc>$1$3$4</w:tc></w:sdtContent></w:sdt>`)
		})
		xml = splitRuns(random, xml, `<w:proofErr w:type="spellStart"/>`)
		xml = strings.ReplaceAll(xml, "<w:r>", `<w:r w:rsidR="00A77427" w:rsidRPr="00B12345">`)
		return strings.ReplaceAll(xml, "<w:p>", `<w:p w14:paraId="5B9B4A3E" w14:textId="77777777" w:rsidR="00A77427">`)
	})
}

// mangleLibreOffice imitates LibreOffice 7.4, as seen of files that it saved: tags and most
// aliases go, and that a control shows its prompt; bookmarks begin within their control, runs
// are parted by empty ones, paragraphs get controls of their own, and indents other names.
func mangleLibreOffice(t *testing.T, random *rand.Rand, data []byte) []byte {
	return edit(t, data, func(parts map[string]string) {
		xml := parts[documentPart]
		for _, form := range []*regexp.Regexp{tagForm, lockForm, showingForm} {
			xml = form.ReplaceAllString(xml, "")
		}
		xml = aliasForm.ReplaceAllStringFunc(xml, func(alias string) string {
			if random.IntN(4) == 0 {
				return alias
			}
			return ""
		})
		xml = inlineForm.ReplaceAllString(xml, `$2$1<w:r></w:r><w:r>`)
		xml = splitRuns(random, xml, `<w:r><w:rPr></w:rPr></w:r>`)
		xml = paragraphBox.ReplaceAllStringFunc(xml, func(p string) string {
			if random.IntN(3) > 0 || strings.Contains(p, "<w:sdtContent><w:p>") {
				return p
			}
			return `<w:sdt><w:sdtPr><w:id w:val="` + fmt.Sprint(random.Int32()) + `"/></w:sdtPr><w:sdtContent>` + p + `</w:sdtContent></w:sdt>`
		})
		for _, name := range []string{documentPart, "word/numbering.xml", "word/styles.xml"} {
			text := parts[name]
			if name == documentPart {
				text = xml
			}
			parts[name] = strings.NewReplacer(`w:left="`, `w:start="`, `<w:b/>`, `<w:b w:val="true"/>`, `<w:i/>`, `<w:i w:val="1"/>`, `<w:pPr></w:pPr>`, ``).Replace(text)
		}
	})
}

// dropBookmarks leaves the tags alone.
func dropBookmarks(t *testing.T, _ *rand.Rand, data []byte) []byte {
	return editDocument(t, data, func(xml string) string { return markForm.ReplaceAllString(xml, "") })
}

// keep leaves a document where the test's user can look at it.
func keep(t *testing.T, data []byte) {
	t.Helper()
	file := filepath.Join(os.TempDir(), "word-test.docx")
	if err := os.WriteFile(file, data, 0o666); err == nil {
		t.Logf("the document is %s", file)
	}
}
