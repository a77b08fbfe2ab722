package browser

import (
	"context"
	_ "embed"
	"encoding/json"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed references.js
var references string

//go:embed overflow.js
var overflow string

// Overflow returns what makes the page wider than its window, one line for each; nothing
// when the page fits.
func (p *Page) Overflow() ([]string, error) { return Eval[[]string](p, overflow) }

// PDF prints the page, with its structure where the browser gives one, as browsers do for
// readers who print into a file.
func (p *Page) PDF() (data []byte, err error) {
	err = p.do("print", func(ctx context.Context) error {
		printed, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{
			PreferCSSPageSize: new(true), PrintBackground: new(true), GenerateTaggedPDF: new(true), GenerateDocumentOutline: new(true),
		})
		data = printed.Data
		return err
	})
	return data, err
}

// A Violation is a rule for accessibility that a page breaks.
type Violation struct {
	Rule   string
	Impact string // minor, moderate, serious or critical
	Help   string
	Nodes  []string // where: a selector, and what is wrong there
}

// Axe examines the page with axe-core, given as the text of its script, by the rules that
// carry one of the tags. It runs where the page's own scripts do not see it.
func (p *Page) Axe(script string, tags []string) (violations []Violation, err error) {
	err = p.do("run axe", func(ctx context.Context) error {
		world, err := chromedp.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: p.frame, WorldName: "axe"})
		if err != nil {
			return err
		}
		inside := func(params *runtime.EvaluateParams) { params.ContextID = world.ExecutionContextID }
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](script, inside)); err != nil {
			return err
		}
		violations, err = chromedp.Run(ctx, chromedp.Evaluate[[]Violation](examination(tags), inside, chromedp.EvalAwaitPromise))
		return err
	})
	return violations, err
}

// examination returns an expression that promises violations.
func examination(tags []string) string {
	values, _ := json.Marshal(tags) // of strings, which cannot fail
	return `axe.run(document, {runOnly: {type: "tag", values: ` + string(values) + `}, resultTypes: ["violations"]})
		.then(result => result.violations.map(v => ({
			Rule: v.id, Impact: v.impact, Help: v.help,
			Nodes: v.nodes.map(n => n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " ")),
		})))`
}
