package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A classificationDrawing is how much protection information needs: for each set its name,
// and below it a segment for each aspect. Below them all stand the highest levels.
type classificationDrawing struct {
	Aspects []key // what the segments' letters mean
	Sets    []classified
	Highest classified // of all sets
	Levels  []mark     // what the levels are called; none where they have no names
}

type classified struct {
	Rule     string // path of the line above
	Name     []mark
	Segments []segment
}

// A segment is the level of an aspect. Its Class is "highest" for the highest of its set,
// "none" where no level is told, else "".
type segment struct {
	Class string
	Box   box
	Text  mark // letter and level; X is the start
	Steps []levelStep
}

// A levelStep is one of the levels that could be; those up to the level itself are filled.
type levelStep struct {
	Box    box
	Filled bool
}

const (
	segmentHeight  = 44
	segmentGap     = 8
	segmentPerLine = 4
)

func (s *sketch) classification() {
	c := s.plan.Classification(s.figure)
	if len(c.Sets) == 0 {
		return
	}
	t := &s.out.Table
	t.Head = []string{s.head(s.column("rows", "name"), "name")}
	for _, aspect := range c.Aspects {
		t.Head = append(t.Head, s.head(aspect, "level"))
	}
	for _, set := range c.Sets {
		row := []Cell{headerCell(set.Name)}
		for i, v := range set.Levels {
			cell := Cell{}
			if v != nil {
				cell = s.level(c.Aspects[i], v.Level)
				if v.Level == set.Highest {
					cell.Class = "highest"
				}
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	highest := toldHighest(c)
	t.Foot = []Cell{headerCell(s.say("highest"))}
	var parts []string
	for i, aspect := range c.Aspects {
		cell := Cell{}
		if highest[i] != untold {
			cell = s.level(aspect, highest[i])
		}
		t.Foot = append(t.Foot, cell)
		if highest[i] == c.Overall {
			parts = append(parts, strings.ToLower(s.head(aspect, "level")))
		}
	}
	s.out.Description = sentence(s.count("sets", len(c.Sets))) + ". "
	if parts == nil {
		s.out.Description += s.say("untold")
	} else {
		s.out.Description += s.say("sum", "level", s.format.Level(s.overall(c), c.Overall), "aspects", s.list(parts))
	}
	s.drawClassification(c, highest)
}

// toldHighest returns the highest level of all sets for each aspect; untold where no set tells.
func toldHighest(c *plan.Classification) []int {
	list := slices.Clone(c.Highest)
	for i := range list {
		if !slices.ContainsFunc(c.Sets, func(set plan.InformationSet) bool { return set.Levels[i] != nil }) {
			list[i] = untold
		}
	}
	return list
}

// overall returns an aspect with the highest level of all.
func (s *sketch) overall(c *plan.Classification) *plan.Field {
	for i, aspect := range c.Aspects {
		if c.Highest[i] == c.Overall {
			return aspect
		}
	}
	return c.Aspects[0]
}

func (s *sketch) drawClassification(c *plan.Classification, highest []int) {
	d := &classificationDrawing{}
	letters := initials(c.Aspects)
	var entries []keyText
	for i, aspect := range c.Aspects {
		entries = append(entries, keyText{"aspect", letters[i], s.head(aspect, "level")})
	}
	var top float64
	d.Aspects, top = s.keys(0, entries...)
	top += 10
	row := func(name string, levels []int, highest int) classified {
		out := classified{Rule: rule(top)}
		lines := s.bold(figureWidth).wrap(name)
		out.Name = marks(lines, 0, top+6)
		top += 6 + float64(len(lines))*lineHeight + 4
		out.Segments, top = s.segments(c, letters, levels, highest, top)
		top += 10
		return out
	}
	for _, set := range c.Sets {
		levels := make([]int, len(set.Levels))
		for i, v := range set.Levels {
			if levels[i] = untold; v != nil {
				levels[i] = v.Level
			}
		}
		d.Sets = append(d.Sets, row(set.Name, levels, set.Highest))
	}
	d.Highest = row(s.say("highest"), highest, c.Overall)
	d.Levels = marks(s.small(figureWidth).wrap(s.levelNames(c.Aspects[0])), 0, top)
	if top += float64(len(d.Levels)) * lineHeight; len(d.Levels) == 1 && d.Levels[0].Text == "" {
		d.Levels = nil
	}
	s.out.Drawing, s.out.Height = d, int(top+4)
}

// untold stands for a level that is not told.
const untold = math.MinInt

// segments places the aspects of a set beside one another, and returns where they end.
func (s *sketch) segments(c *plan.Classification, letters []string, levels []int, highest int, top float64) ([]segment, float64) {
	perLine := min(len(levels), segmentPerLine)
	wide := (figureWidth - float64(perLine-1)*segmentGap) / float64(perLine)
	var list []segment
	for i, level := range levels {
		x := float64(i%perLine) * (wide + segmentGap)
		y := top + float64(i/perLine)*(segmentHeight+segmentGap)
		g := segment{Box: boxOf(x+1, y+1, wide-2, segmentHeight-2), Text: mark{length(x + 10), length(y + 21), letters[i] + "\u00a0" + strconv.Itoa(level)}}
		switch level {
		case untold:
			g.Class, g.Text.Text = "none", letters[i]+"\u00a0"+"\u2013"
		case highest:
			g.Class = "highest"
		}
		low, high := c.Aspects[i].LevelRange()
		g.Steps = levelSteps(x+10, y+segmentHeight-15, wide-20, low, high, level)
		list = append(list, g)
	}
	lines := (len(levels) + perLine - 1) / perLine
	return list, top + float64(lines)*(segmentHeight+segmentGap) - segmentGap
}

// levelSteps places a step for each level above the lowest that is possible.
func levelSteps(x, y, wide float64, low, high, level int) []levelStep {
	from := low // level 0 of 0–4 fills no step; level 1 of 1–5 fills one
	if low > 0 {
		from--
	}
	n := high - from
	var list []levelStep
	const gap = 3
	each := (wide - float64(n-1)*gap) / float64(n)
	for i := range n {
		list = append(list, levelStep{boxOf(x+float64(i)*(each+gap), y, each, 6), level > from+i && level != untold})
	}
	return list
}

// levelNames tells what the levels are called, or "" where they have no names.
func (s *sketch) levelNames(f *plan.Field) string {
	low, high := f.LevelRange()
	if f.LevelName(low) == "" {
		return ""
	}
	var names []string
	for n := low; n <= high; n++ {
		names = append(names, strconv.Itoa(n)+"\u00a0"+f.LevelName(n))
	}
	return strings.Join(names, s.common("comma"))
}

// initials returns a letter for each aspect; more than one where that is needed to tell them apart.
func initials(aspects []*plan.Field) []string {
	list := make([]string, len(aspects))
	for i, a := range aspects {
		label := []rune(a.Label)
		for n := 1; n <= len(label); n++ {
			list[i] = string(label[:n])
			if !shared(aspects, i, list[i]) {
				break
			}
		}
		if len(label) == 0 {
			list[i] = strconv.Itoa(i + 1)
		}
	}
	return list
}

// shared reports whether the label of another aspect begins with some letters.
func shared(aspects []*plan.Field, i int, letters string) bool {
	for k, other := range aspects {
		if k != i && strings.HasPrefix(other.Label, letters) {
			return true
		}
	}
	return false
}
