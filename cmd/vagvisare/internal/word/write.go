package word

import (
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// stylesXML is word/styles.xml (17.7), but for the language, and with what is for its own reader.
//
//go:embed styles.xml
var stylesXML string

var notForWord = regexp.MustCompile(`(?s)<!--.*?-->|\n\s*`)

// styles writes word/styles.xml.
func (d *Document) styles() []byte {
	return []byte(strings.ReplaceAll(notForWord.ReplaceAllString(stylesXML, ""), "LANGUAGE", d.Language))
}

// Write makes a Word document. The same Document gives the same bytes.
func Write(d *Document) ([]byte, error) {
	w := newWriter(d)
	w.document()
	data := map[part][]byte{
		stylesPart:      d.styles(),
		settingsPart:    d.settings(),
		numberingPart:   w.numbering(),
		fontsPart:       []byte(fontsXML),
		firstHeaderPart: d.firstHeader(),
		headerPart:      d.header(textWidth),
		footerPart:      d.footer(),
	}
	if w.lying {
		data[lyingHeaderPart] = d.header(wideWidth)
	}
	files := []file{{"word/document.xml", mainType + "document.main+xml", w.Bytes()}}
	var rels []relation
	for p := stylesPart; p < part(firstLink); p++ {
		if info := parts[p]; data[p] != nil {
			files = append(files, file{"word/" + info.file, mainType + info.contentType + "+xml", data[p]})
			rels = append(rels, relation{id: p.id(), kind: relSpace + "/" + info.kind, target: info.file})
		}
	}
	for i, address := range w.addresses {
		rels = append(rels, relation{relationID(firstLink + i), relSpace + "/hyperlink", address, true})
	}
	files = append(files,
		file{"docProps/core.xml", packageType + "core-properties+xml", d.coreProperties()},
		file{"docProps/app.xml", officeType + "extended-properties+xml", d.appProperties()},
		file{"docProps/custom.xml", officeType + "custom-properties+xml", d.customProperties(w)},
	)
	all := slices.Concat([]file{contentTypes(files), packageRelations()}, files[:1], []file{relations("word/_rels/document.xml.rels", rels)}, files[1:])
	return pack(all)
}

func newWriter(d *Document) *writer {
	return &writer{doc: d, names: map[string]bool{}, headings: map[string]bool{}}
}

// document writes word/document.xml.
func (w *writer) document() {
	w.collectHeadings()
	w.WriteString(xmlHead)
	w.start("w:document", "xmlns:w", mainSpace, "xmlns:r", relSpace, "xmlns:w14", word2010Space, "xmlns:mc", compatSpace, "mc:Ignorable", "w14")
	w.body()
	w.end()
}

// packageRelations says where the document and its properties are.
func packageRelations() file {
	return relations("_rels/.rels", []relation{
		{id: "rId1", kind: relSpace + "/officeDocument", target: "word/document.xml"},
		{id: "rId2", kind: packageSpace + "relationships/metadata/core-properties", target: "docProps/core.xml"},
		{id: "rId3", kind: relSpace + "/extended-properties", target: "docProps/app.xml"},
		{id: "rId4", kind: relSpace + "/custom-properties", target: "docProps/custom.xml"},
	})
}

// collectHeadings finds what links within the document can lead to.
func (w *writer) collectHeadings() {
	for _, it := range items(w.doc.Parts) {
		if it.block != nil && it.block.Kind == markdown.HeadingBlock && it.block.Name != "" {
			w.headings[headingName(it.block.Name)] = true
		}
	}
}

// settings are those of the document (17.15.1.78). Compatibility mode 15 is that of Word 2013 and
// later; without it Word opens the document as one of 2007.
func (d *Document) settings() []byte {
	var b builder
	b.WriteString(xmlHead)
	b.start("w:settings", "xmlns:w", mainSpace)
	b.empty("w:zoom", "w:percent", "100")
	b.empty("w:defaultTabStop", "w:val", strconv.Itoa(itemIndent))
	b.empty("w:characterSpacingControl", "w:val", "doNotCompress")
	b.start("w:compat")
	b.empty("w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")
	b.end()
	b.empty("w:themeFontLang", "w:val", d.Language)
	b.empty("w:decimalSymbol", "w:val", d.Format.Decimal)
	b.empty("w:listSeparator", "w:val", ";")
	b.end()
	return b.Bytes()
}

// fontsXML is word/fontTable.xml (17.8): what stands in for fonts that a computer lacks.
const fontsXML = xmlHead + `<w:fonts xmlns:w="` + mainSpace + `">` +
	`<w:font w:name="Arial"><w:altName w:val="Liberation Sans"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>` +
	`<w:font w:name="Consolas"><w:altName w:val="Liberation Mono"/><w:charset w:val="00"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>` +
	`<w:font w:name="MS Gothic"><w:altName w:val="Segoe UI Symbol"/><w:charset w:val="80"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>` +
	`</w:fonts>`

func (d *Document) coreProperties() []byte {
	var b builder
	b.WriteString(xmlHead)
	b.start("cp:coreProperties", "xmlns:cp", packageSpace+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	for _, p := range [][2]string{
		{"dc:title", d.Title}, {"dc:subject", d.Subject}, {"dc:creator", d.Organisation}, {"cp:keywords", d.Keywords},
		{"dc:description", d.Description}, {"dc:language", d.Language},
	} {
		if p[1] != "" {
			b.leaf(p[0], p[1])
		}
	}
	if !d.Date.IsZero() {
		at := d.Date.UTC().Format(time.RFC3339)
		b.leaf("dcterms:created", at, "xsi:type", "dcterms:W3CDTF")
		b.leaf("dcterms:modified", at, "xsi:type", "dcterms:W3CDTF")
	}
	if d.Status != "" {
		b.leaf("cp:contentStatus", d.Status)
	}
	b.end()
	return b.Bytes()
}

func (d *Document) appProperties() []byte {
	var b builder
	b.WriteString(xmlHead)
	b.start("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
	if d.Organisation != "" {
		b.leaf("Company", d.Organisation)
	}
	b.end()
	return b.Bytes()
}
