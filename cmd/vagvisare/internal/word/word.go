// Package word writes templates, plans and checklists as Word documents, and reads them back
// when someone has filled them in.
//
// A field is found again by a name, "f_" and its id, which stands twice in the document: as the
// tag of a content control and as a bookmark around it. Word keeps both; LibreOffice drops the
// tag and keeps the bookmark. Cells of a table are found by their row and column instead, since
// rows come and go.
//
// Documents are WordprocessingML of ISO/IEC 29500 (transitional), with check boxes as [MS-DOCX]
// adds them. Comments name the section of ISO/IEC 29500-1 where a choice needs one.
package word

import (
	"time"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// A Document is what Write makes a Word document of.
type Document struct {
	Title        string
	Subtitle     string // below the title, or ""
	Organisation string // above the title, and in the header of each page
	Status       string // in the header of each page, or ""
	Language     string // of the text, e.g. "sv-SE"
	Subject      string // properties of the document, or ""
	Keywords     string
	Description  string
	Date         time.Time // when it was last changed: the document must not tell when it was made
	// Template and TemplateVersion are kept in the document, and come back as those of Filled.
	Template, TemplateVersion string
	Blank                     bool // to be filled in: with the help of each field, and with empty rows
	Texts                     Texts
	Format                    plan.Format
	Parts                     []Part
}

// A Part is one thing below another in a document: a Text, a Head, a Control, a Figure or a Note.
type Part interface{ part() }

// A Text is a piece of running text.
type Text struct {
	Blocks []markdown.Block
	// Link returns the address that a link of the text leads to; "" makes it plain text.
	Link func(dest string) string
	// Place returns what stands where the text has a place for a field or a figure.
	Place func(id string) []Part
}

// A Control is a field to fill in. Its name in the document comes from the id of Field.
type Control struct {
	Field *plan.Field
	Value *plan.Value // nil where it is empty
	// Link is as in Text, but a link without an address keeps what it was written with.
	Link func(dest string) string
}

// A Head is the plan's own data, such as who decided it. The ids of its fields are apart from
// those of the plan's fields.
type Head struct{ Fields []Control }

// A Figure is a figure's table.
type Figure struct {
	Label       string
	Description string // what the figure shows, for those who do not see it
	Head        []string
	Rows        [][]Cell
}

// A Cell is a cell of a figure's table.
type Cell struct {
	Text   string
	Class  string // how grave it is: "low", "middle", "high"; "mark" for what stands out; or ""
	Header bool   // it names its row
	Span   int    // how many columns it takes; 0 for one
	Number bool
}

// A Note is a small remark.
type Note struct{ Text string }

func (Text) part()    {}
func (Head) part()    {}
func (Control) part() {}
func (Figure) part()  {}
func (Note) part()    {}
