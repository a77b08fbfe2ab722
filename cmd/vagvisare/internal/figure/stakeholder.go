package figure

import "vagvisare/cmd/vagvisare/internal/plan"

// A stakeholderDrawing is a map of groups: how they are disposed, from left to right, and how
// much influence they have, from the bottom up.
type stakeholderDrawing struct {
	*matrix
	Frame    box
	Lines    string // path between levels
	Cross    string // path between the quarters
	Hints    []mark // in the quarters to the left, how to meet a group; X is the start
	EndHints []mark // in those to the right; X is the end
}

// quarters are the words for the quarters of a stakeholder map: how much influence, and how disposed.
var quarters = [4]string{"high-negative", "high-positive", "low-negative", "low-positive"}

// quarter returns the quarter in which a group is, or "" for one on the line between two.
func quarter(m *plan.StakeholderMap, g plan.Stakeholder) string {
	side := func(f *plan.Field, n int) int {
		low, high := f.LevelRange()
		return 2*n - low - high
	}
	influence, attitude := side(m.Influence, g.Influence), side(m.Attitude, g.Attitude)
	switch {
	case influence > 0 && attitude < 0:
		return quarters[0]
	case influence > 0 && attitude > 0:
		return quarters[1]
	case influence < 0 && attitude < 0:
		return quarters[2]
	case influence < 0 && attitude > 0:
		return quarters[3]
	}
	return ""
}

func (s *sketch) stakeholders() {
	m := s.plan.Stakeholders(s.figure)
	if len(m.Groups) == 0 {
		return
	}
	form := matrixForm{columns: m.Attitude, rows: m.Influence, titles: [2]string{s.head(m.Attitude, "attitude"), s.head(m.Influence, "influence")}}
	s.out.Table.Head = []string{s.head(s.column("rows", "name"), "name"), form.titles[1], form.titles[0], s.say("advice")}
	hard := 0
	for _, g := range m.Groups {
		form.places = append(form.places, place{g.Number, g.Attitude, g.Influence})
		advice := ""
		if q := quarter(m, g); q != "" {
			advice = s.say(q)
			if q == quarters[0] {
				hard++
			}
		}
		s.out.Table.Rows = append(s.out.Table.Rows, []Cell{
			headerCell(numbered(g.Number, g.Name)), s.level(m.Influence, g.Influence), s.level(m.Attitude, g.Attitude), textCell(advice),
		})
	}
	hardness := s.say("hard-none")
	if hard > 0 {
		hardness = s.count("hard", hard)
	}
	s.out.Description = sentence(s.say("sum", "groups", s.count("groups", len(m.Groups)))) + " " + sentence(hardness)
	s.drawStakeholders(form)
}

func (s *sketch) drawStakeholders(form matrixForm) {
	room := s.small((figureWidth-24)/2 - 14)
	var hints [4][]string
	for i, q := range quarters {
		hints[i] = room.wrap(s.say(q))
	}
	form.head = float64(max(len(hints[0]), len(hints[1]))) * lineHeight
	form.tail = float64(max(len(hints[2]), len(hints[3]))) * lineHeight
	d := &stakeholderDrawing{matrix: s.matrix(form)}
	left, right := d.x[0], d.x[len(d.x)-1]
	top, bottom := d.y[0], d.y[len(d.y)-1]
	d.Frame = boxOf(left, top, right-left, bottom-top)
	var lines, cross pen
	for _, x := range d.x[1 : len(d.x)-1] {
		lines.line(x, top, x, bottom)
	}
	for _, y := range d.y[1 : len(d.y)-1] {
		lines.line(left, y, right, y)
	}
	x, y := (left+right)/2, halfway(d.y)
	cross.line(x, top, x, bottom).line(left, y, right, y)
	d.Lines, d.Cross = lines.String(), cross.String()
	for i, hint := range hints {
		at := top + 4
		if i >= 2 {
			at = bottom - float64(len(hint))*lineHeight - 3
		}
		if i%2 == 0 {
			d.Hints = append(d.Hints, marks(hint, left+8, at)...)
		} else {
			d.EndHints = append(d.EndHints, marks(hint, right-8, at)...)
		}
	}
	s.out.Drawing, s.out.Height = d, int(d.bottom+4)
}

// halfway returns the middle of rows of different heights: an edge, or the middle of a row.
func halfway(edges []float64) float64 {
	n := len(edges) - 1
	return (edges[n/2] + edges[(n+1)/2]) / 2
}
