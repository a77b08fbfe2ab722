package markdown

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A Task is a list item with a box to tick: - [ ] **SKA** text {#id roles="a b" phase=x}
type Task struct {
	ID      string // unique in the document: the one written, else made from the text, so that it stays when items move
	Level   string // "must", "should", "may", or "" where none is written
	Text    string // without markup, level and attributes
	Roles   []Mark // of roles="…", one for each word
	Phase   Mark   // of phase="…"; the zero Mark where there is none
	Heading int    // index in Document.Headings of the heading it stands under; -1 before the first
	Link    int    // index in Document.Links where the text is one link and nothing else, whatever follows in the item; else -1
	Checked bool
	Line    int // 1-based, in the page's file: where the box stands
	Col     int // 1-based, in characters
}

// A Mark is a value with its place in the page's file.
type Mark struct {
	Value string
	Line  int // 1-based
	Col   int // 1-based, in characters
}

// taskList understands boxes. goldmark's own would take "- [x](address)" for a box, and a
// box in a heading; and it knows neither levels nor attributes.
type taskList struct{}

func (taskList) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(taskParser{}, 0)))
}

// A taskBox is the box that the first block of a task starts with, and what was cut off
// the block's text.
type taskBox struct {
	ast.BaseInline
	checked    bool
	level      string
	attributes []attribute
	heading    int // as in Task
	index      int // in Document.Tasks
}

var kindTaskBox = ast.NewNodeKind("TaskBox")

func (*taskBox) Kind() ast.NodeKind              { return kindTaskBox }
func (b *taskBox) Dump(source []byte, level int) { ast.DumpHelper(b, source, level, nil, nil) }

type taskParser struct{}

func (taskParser) Trigger() []byte { return []byte{'['} }

// Parse reads the box, the level and the attributes before anything else of the text is
// read, so that no other markup can claim a part of them.
func (taskParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, segment := reader.PeekLine()
	if !opensTask(block, line) {
		return nil
	}
	box := &taskBox{checked: line[1] == 'x' || line[1] == 'X'}
	if box.attributes = cutAttributes(block, reader.Source(), segment.Start+len("[x]")); box.attributes != nil {
		reader.(text.BlockReader).Reset(block.Lines())
	}
	reader.Advance(len("[x]"))
	reader.SkipSpaces()
	line, _ = reader.PeekLine()
	level, length := levelOf(line)
	box.level = level
	reader.Advance(length)
	reader.SkipSpaces()
	return box
}

// opensTask reports whether a line of a block opens a task: at the start of a list item,
// a box with a space behind it.
func opensTask(block ast.Node, line []byte) bool {
	item := block.Parent()
	return !block.HasChildren() && block.Kind() != ast.KindHeading &&
		item != nil && item.Kind() == ast.KindListItem && item.FirstChild() == block &&
		len(line) > len("[x]") && (util.IsSpace(line[1]) || line[1] == 'x' || line[1] == 'X') &&
		line[2] == ']' && util.IsSpace(line[3])
}

// boxOf returns the box that a list item starts with, or nil.
func boxOf(item ast.Node) *taskBox {
	block := item.FirstChild()
	if block == nil || block.FirstChild() == nil {
		return nil
	}
	box, _ := block.FirstChild().(*taskBox)
	return box
}

// startsTask reports whether a block is the first of a task.
func startsTask(block ast.Node) bool {
	return block.FirstChild() != nil && block.FirstChild().Kind() == kindTaskBox
}

func (in *inspection) task(box *taskBox) {
	box.heading = len(in.headings) - 1
	box.index = len(in.tasks)
	in.tasks = append(in.tasks, box)
}

// readTasks lists the tasks, when the links have their numbers, with the ids that are written.
func (in *inspection) readTasks() {
	if len(in.tasks) == 0 {
		return
	}
	in.doc.Tasks = make([]Task, len(in.tasks))
	for i, box := range in.tasks {
		t := &in.doc.Tasks[i]
		block := box.Parent()
		*t = Task{Level: box.level, Text: plainText(block, in.source), Heading: box.heading, Link: in.onlyLink(box), Checked: box.checked}
		t.Line, t.Col = in.position(box.Pos())
		in.taskAttributes(t, box.attributes)
	}
}

// nameTasks makes an id of its text for every other task.
func (in *inspection) nameTasks() {
	for i := range in.doc.Tasks {
		if t := &in.doc.Tasks[i]; t.ID == "" {
			t.ID = in.freeID(firstWords(Slug(t.Text)), "task")
			in.anchors[t.ID] = true
		}
	}
}

// onlyLink returns the number of the link that is all of a task's text, or -1.
func (in *inspection) onlyLink(box *taskBox) int {
	link := -1
	for n := box.NextSibling(); n != nil; n = n.NextSibling() {
		if in.blank(n) {
			continue
		}
		i, ok := in.links[n]
		if !ok || link >= 0 || n.Kind() == ast.KindImage {
			return -1
		}
		link = i
	}
	return link
}

// blank reports whether a part of a text shows nothing: it is space, or a comment.
func (in *inspection) blank(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		return util.IsBlank(n.Segment.Value(in.source))
	case *ast.RawHTML:
		return util.IsBlank(withoutComments(n.Segments.Value(in.source)))
	}
	return false
}

// maxSlug is how long an id made from a task's text may be, in characters.
const maxSlug = 60

// firstWords returns as many whole words of a slug as an id may have; a longer word is cut.
func firstWords(slug string) string {
	runes := []rune(slug)
	if len(runes) <= maxSlug {
		return slug
	}
	head := string(runes[:maxSlug])
	if i := strings.LastIndexByte(head, '-'); i > 0 && runes[maxSlug] != '-' {
		head = head[:i]
	}
	return head
}

func (in *inspection) taskAttributes(t *Task, attributes []attribute) {
	for _, a := range attributes {
		switch {
		case a.name == "id" && a.from > 0 && t.ID == "":
			if in.writtenID(a.at, a.value) {
				t.ID = a.value
			}
		case a.name == "roles" && a.value != "":
			t.Roles = append(t.Roles, in.marks(a)...)
		case a.name == "phase" && a.value != "" && t.Phase == Mark{}:
			t.Phase = in.mark(a.value, a.from)
		default:
			in.report(a.at, diag.BadTaskAttribute, a.name)
		}
	}
}

func (in *inspection) mark(value string, offset int) Mark {
	line, col := in.position(offset)
	return Mark{Value: value, Line: line, Col: col}
}

// marks returns a mark for each word of an attribute's value.
func (in *inspection) marks(a attribute) []Mark {
	var list []Mark
	for i := 0; i < len(a.value); {
		n := word([]byte(a.value[i:]), 0)
		if n > 0 {
			list = append(list, in.mark(a.value[i:i+n], a.from+i))
		}
		i += n + 1
	}
	return list
}
