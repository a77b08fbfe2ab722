package figure

import "vagvisare/cmd/vagvisare/internal/plan"

// A processDrawing is the steps of a process, before and after, beside each other.
type processDrawing struct {
	Heads [2][]mark // X is the start
	Steps []processStep
	Arrow string // path of all arrows' lines
	Tips  string // path of their tips
}

// A processStep is a step in a box.
type processStep struct {
	Class string // "changed", or ""
	Box   box
	Sign  *mark  // that it is changed; X is the start
	Name  []mark // X is the start
	Who   []mark // X is the start
}

const (
	processWidth = 171 // of a step
	processInset = 8   // of its text
	processArrow = 24  // between two steps
)

func (s *sketch) process() {
	p := s.plan.Process(s.figure)
	if len(p.Before)+len(p.After) == 0 {
		return
	}
	before, after := s.head(s.field("before"), "before"), s.head(s.field("after"), "after")
	who, changed := s.column("after", "who"), s.column("after", "changed")
	t := &s.out.Table
	t.Head = []string{s.head(s.column("after", "name"), "name"), s.say("when")}
	if who != nil {
		t.Head = append(t.Head, s.head(who, "who"))
	}
	if changed != nil {
		t.Head = append(t.Head, s.head(changed, "changed"))
	}
	rows := func(when string, steps []plan.Step) {
		for i, step := range steps {
			row := []Cell{headerCell(numbered(i+1, step.Name)), textCell(when)}
			if who != nil {
				row = append(row, textCell(s.format.Value(step.Who)))
			}
			if changed != nil {
				sign := ""
				if step.Changed {
					sign = s.say("changed")
				}
				row = append(row, textCell(sign))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	rows(before, p.Before)
	rows(after, p.After)
	s.out.Description = s.countSteps(p, changed != nil)
	s.drawProcess(p, before, after)
}

// countSteps says how many steps there are before and after, and how many of them change.
func (s *sketch) countSteps(p *plan.Process, tells bool) string {
	all := sentence(s.say("sum", "before", s.steps("steps", len(p.Before)), "after", s.steps("steps-after", len(p.After))))
	changed := 0
	for _, step := range p.After {
		if step.Changed {
			changed++
		}
	}
	switch {
	case !tells || len(p.After) == 0:
		return all
	case changed == 0:
		return all + " " + s.say("changes-none")
	}
	return all + " " + sentence(s.count("changes", changed))
}

func (s *sketch) steps(key string, n int) string {
	if n == 0 {
		return s.say(key + "-none")
	}
	return s.count(key, n)
}

func (s *sketch) drawProcess(p *plan.Process, before, after string) {
	d := &processDrawing{}
	heads := [2][]string{s.bold(processWidth).wrap(before), s.bold(processWidth).wrap(after)}
	top := float64(max(len(heads[0]), len(heads[1])))*lineHeight + 8
	var arrow, tips pen
	bottom := top
	for i, steps := range [][]plan.Step{p.Before, p.After} {
		x := float64(i) * (figureWidth - processWidth)
		// Heads of different heights stand on the same line.
		d.Heads[i] = marks(heads[i], x, top-8-float64(len(heads[i]))*lineHeight)
		y := top
		for n, step := range steps {
			if n > 0 {
				middle := x + processWidth/2
				arrow.line(middle, y+2, middle, y+processArrow-6)
				tips.add('M', middle-6, y+processArrow-11).add('L', middle+6, y+processArrow-11).add('L', middle, y+processArrow-2).add('Z')
				y += processArrow
			}
			y = s.drawStep(d, step, n+1, x, y)
		}
		bottom = max(bottom, y)
	}
	d.Arrow, d.Tips = arrow.String(), tips.String()
	s.out.Drawing, s.out.Height = d, int(bottom+3)
}

// drawStep draws a step from the top, and returns where it ends.
func (s *sketch) drawStep(d *processDrawing, step plan.Step, number int, x, top float64) float64 {
	const room = processWidth - 2*processInset
	out := processStep{}
	y := top + 8
	if step.Changed {
		out.Class = "changed"
		out.Sign = &mark{length(x + processInset), length(y + baseline), s.say("sign")}
		y += lineHeight
	}
	name := s.plain(room).wrap(numbered(number, step.Name))
	out.Name = marks(name, x+processInset, y)
	y += float64(len(name)) * lineHeight
	if who := s.format.Value(step.Who); who != "" {
		lines := s.small(room).wrap(who)
		out.Who = marks(lines, x+processInset, y+2)
		y += float64(len(lines))*lineHeight + 2
	}
	y += 8
	out.Box = boxOf(x+1, top, processWidth-2, y-top)
	d.Steps = append(d.Steps, out)
	return y
}
