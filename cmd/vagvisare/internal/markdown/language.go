package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A passage is text in another language than the page's, so that it is read aloud as it should be:
//
//	[privacy by design]{lang=en}
//
// It stands on one line, and has no other markup in it. A heading as a whole is marked by {lang=en} at
// its end.
type passage struct {
	ast.BaseInline
	language string // as written
	at       int    // where the language stands in the source
}

var kindPassage = ast.NewNodeKind("Passage")

func (*passage) Kind() ast.NodeKind              { return kindPassage }
func (p *passage) Dump(source []byte, level int) { ast.DumpHelper(p, source, level, nil, nil) }

var (
	passageForm  = regexp.MustCompile("^\\[([^\\[\\]\\\\`]+)\\]\\{lang=\"?([^\"{}\\s]*)\"?\\}")
	languageForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// languageExamples are shown to whoever writes a language in another way.
const languageExamples = "en, de, fi, fr, ar, so, en-GB"

type passageParser struct{}

func (passageParser) Trigger() []byte { return []byte{'['} }

func (passageParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := passageForm.FindSubmatchIndex(line)
	if m == nil || segment.Padding > 0 {
		return nil
	}
	p := &passage{language: string(line[m[4]:m[5]]), at: segment.Start + m[4]}
	p.AppendChild(p, ast.NewTextSegment(text.NewSegment(segment.Start+m[2], segment.Start+m[3])))
	block.Advance(m[1])
	return p
}

// language reports a language that is none, by its form.
func (in *inspection) language(language string, at int) {
	if !languageForm.MatchString(language) {
		in.report(at, diag.UnknownValue, "lang", language, languageExamples)
	}
}

func renderPassage(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		o.print(`<span lang="`)
		o.escape([]byte(n.(*passage).language))
		o.print(`">`)
	} else {
		o.print("</span>")
	}
	return ast.WalkContinue
}

// headingLanguage returns the language that is written on a heading, or "".
func headingLanguage(h *ast.Heading) string {
	v, _ := h.AttributeString("lang")
	language, _ := v.([]byte)
	return string(language)
}
