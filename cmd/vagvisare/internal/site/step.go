package site

import (
	"cmp"
	"math"
	"slices"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A Step is a part of the work in a phase, with the pages that it needs: what is read, filled in and
// ticked. A page may belong to several steps, also of several phases.
type Step struct {
	Title   string
	Summary string // what is done in the step, in one sentence
	Refs    []Ref  // its pages, as the phase's file names them

	Phase  *Phase
	Number int // from 1
	Pages  []*Page
}

// steps gives phases their steps, and pages the steps that they belong to. The reading order of a phase with
// steps follows them.
func (s *Site) steps() {
	for _, p := range s.Pages {
		if p.Outline != nil && (p.Phase == nil || p != p.Phase.Page) {
			s.misplaced(p)
		}
	}
	for _, phase := range s.Phases {
		for _, read := range phase.Page.Outline {
			step := s.step(phase.Page, read)
			step.Phase, step.Number = phase, len(phase.Steps)+1
			phase.Steps = append(phase.Steps, step)
		}
		if len(phase.Steps) > 0 {
			s.follow(phase)
		}
	}
}

// step returns a step that a phase's page names, with its pages.
func (s *Site) step(of *Page, read *Step) *Step {
	step := *read
	for _, ref := range read.Refs {
		if p := s.pageOf(of, ref).Page; p != nil && !slices.Contains(step.Pages, p) {
			step.Pages = append(step.Pages, p)
			p.Steps = append(p.Steps, &step)
		}
	}
	return &step
}

// misplaced tells of steps on a page that is no phase's.
func (s *Site) misplaced(p *Page) {
	var at Ref
	for _, step := range p.Outline {
		if at.Line == 0 && len(step.Refs) > 0 {
			at = step.Refs[0]
		}
	}
	s.report(p, at.Line, at.Col, diag.StepsElsewhere)
}

// follow puts the pages of a phase into the order of its steps; those of no step come last.
func (s *Site) follow(phase *Phase) {
	rank := map[*Page]int{phase.Page: -1}
	for _, step := range phase.Steps {
		for _, p := range step.Pages {
			if _, ranked := rank[p]; !ranked {
				rank[p] = len(rank)
			}
		}
	}
	byStep := func(a, b *Page) int { return cmp.Compare(rankOf(rank, a), rankOf(rank, b)) }
	slices.SortStableFunc(phase.Pages, byStep)

	var own []*Page
	for _, p := range s.Pages {
		if p.Top() == phase.ID {
			own = append(own, p)
		}
	}
	slices.SortStableFunc(own, byStep)
	for i, p := range own {
		p.Prev, p.Next = nil, nil
		if i > 0 {
			own[i-1].Next, p.Prev = p, own[i-1]
		}
	}
}

func rankOf(rank map[*Page]int, p *Page) int {
	if r, ok := rank[p]; ok {
		return r
	}
	return math.MaxInt
}
