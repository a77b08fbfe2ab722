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

// Rules are a choice of axe's rules.
type Rules struct {
	Type   string   `json:"type"` // "tag" or "rule"
	Values []string `json:"values"`
}

// Axe examines the page with axe-core, given as the text of its script, by some of its rules. It
// runs where the page's own scripts do not see it, and stays there as long as the page.
func (p *Page) Axe(script string, rules Rules) (violations []Violation, err error) {
	err = p.do("run axe", func(ctx context.Context) error {
		world, err := chromedp.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: p.frame, WorldName: "axe"})
		if err != nil {
			return err
		}
		inside := func(params *runtime.EvaluateParams) { params.ContextID = world.ExecutionContextID }
		known, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`"axe" in globalThis`, inside))
		if err == nil && !known {
			_, err = chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](script, inside))
		}
		if err != nil {
			return err
		}
		violations, err = chromedp.Run(ctx, chromedp.Evaluate[[]Violation](examination(rules), inside, chromedp.EvalAwaitPromise))
		return err
	})
	return violations, err
}

// examination returns an expression that promises violations. The size of targets is among the
// rules of WCAG 2.2, and yet axe leaves it out unless it is asked for.
func examination(rules Rules) string {
	only, _ := json.Marshal(rules) // of strings, which cannot fail
	return `axe.run(document, {runOnly: ` + string(only) + `, rules: {"target-size": {enabled: true}}, resultTypes: ["violations"]})
		.then(result => result.violations.map(v => ({
			Rule: v.id, Impact: v.impact, Help: v.help,
			Nodes: v.nodes.map(n => n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " ")),
		})))`
}
