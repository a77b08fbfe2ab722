package markdown

// A Block is a part of a text, in a tree that knows nothing of Markdown's notation: for
// writing a text in another format, or back as Markdown in one settled form (Text).
type Block struct {
	Kind    BlockKind
	Level   int      // of a heading: 1 to 6, 1 being a problem
	Name    string   // id of a heading, a place or a task; kind of a box; language of code, or ""
	Title   string   // of a box, or ""
	Ordered bool     // of a list
	Start   int      // of an ordered list: the first number
	Task    int      // of an item: index in Document.Tasks of the same text; -1 where it is no task
	Checked bool     // of a task
	Demand  string   // of a task: what Task.Level is
	Roles   []string // of a task
	Phase   string   // of a task
	Header  bool     // of a row
	Align   string   // of a cell: "left", "center", "right" or ""
	Inlines []Inline // of a heading, a paragraph, a cell or code
	Blocks  []Block  // of a list, an item, a table, a row, a box or a quotation
}

// A BlockKind tells what a Block is. The zero value is no kind.
type BlockKind uint8

const (
	HeadingBlock BlockKind = iota + 1
	ParagraphBlock
	ListBlock  // holds items
	ItemBlock  // holds blocks; the first one of a task is the paragraph of its text, even where that is empty
	TableBlock // holds rows of equally many cells, of which the first is the header
	RowBlock   // holds cells
	CellBlock
	BoxBlock
	QuoteBlock
	CodeBlock // its one inline, which nothing but Text is set of, holds lines between \n; no inline where it is empty
	RuleBlock
	PlaceBlock
)

// An Inline is a run of text with the same marks, or a line break.
//
// Runs that stand beside each other differ in their marks. White space is one space,
// except that spaces that do not break, and the like, are kept. None stands at the ends of
// a block or beside a line break; and where the marks change, it has none but those of
// both sides. A soft line break is a space.
type Inline struct {
	Text                       string // never empty and without \n, except as CodeBlock says
	Bold, Italic, Code, Strike bool
	Link                       string // the address that it leads to, as Link.Dest; or ""
	Break                      bool   // a hard line break, by itself: all else is empty. Headings and cells have none
}
