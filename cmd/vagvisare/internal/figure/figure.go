// Package figure draws what plans say: risk matrices, timelines, charts.
//
// A figure is laid out in numbers alone: its drawing is a struct of shapes and lines of text
// with their places, which a layout writes as SVG. The same values stand in a Grid, so that
// the table beside the drawing, and in the Word file, says all that the drawing says.
package figure

import (
	"fmt"

	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/words"
)

// A Figure is a picture of what a plan says, and the same in a table. Its layout is
// layouts/figures/TYPE.html.
type Figure struct {
	ID, Label, Type string
	Description     string // what the figure shows, in a sentence or two
	Width, Height   int    // of the drawing, in units of about a pixel
	Drawing         any    // the type's own struct: shapes with their places; nil where nothing is filled in
	Table           Grid
}

// A Grid is a table of plain text. It says all that the drawing says.
type Grid struct {
	Head []string
	Rows [][]Cell
	Foot []Cell // none where there are no totals
}

// A Cell is a cell of a Grid.
type Cell struct {
	Text   string
	Class  string // what a layout may mark, e.g. "high"; "" for most
	Header bool   // names its row
	Number bool   // to be set flush right
}

// Number reports whether a column holds numbers.
func (g Grid) Number(column int) bool { return len(g.Rows) > 0 && g.Rows[0][column].Number }

func textCell(s string) Cell   { return Cell{Text: s} }
func headerCell(s string) Cell { return Cell{Text: s, Header: true} }
func numberCell(s string) Cell { return Cell{Text: s, Number: true} }

// sketches draw each type of figure. They set the description, the size, the drawing and the
// table; where there is nothing to draw, they set nothing.
var sketches = map[plan.FigureType]func(*sketch){
	plan.RiskFigure:           (*sketch).risks,
	plan.StakeholderFigure:    (*sketch).stakeholders,
	plan.BenefitFigure:        (*sketch).benefit,
	plan.RaciFigure:           (*sketch).raci,
	plan.TimelineFigure:       (*sketch).timeline,
	plan.ProcessFigure:        (*sketch).process,
	plan.ClassificationFigure: (*sketch).classification,
}

// Draw draws a figure of a plan. An error tells of a word that is missing, or of a type that
// cannot be drawn.
func Draw(p *plan.Plan, f *plan.Figure, w words.Words, format plan.Format) (*Figure, error) {
	draw, ok := sketches[f.Type]
	if !ok {
		return nil, fmt.Errorf("no figure can be drawn of type %q", f.Type)
	}
	s := &sketch{
		voice: voice{words: w, format: format, kind: string(f.Type)}, plan: p, figure: f,
		out: &Figure{ID: f.ID, Type: string(f.Type), Width: figureWidth},
	}
	s.out.Label = f.Label
	if f.Label == "" {
		s.out.Label = s.say("label")
	}
	draw(s)
	if s.out.Drawing == nil {
		s.out.Description = s.common("empty")
	}
	return s.out, s.err
}
