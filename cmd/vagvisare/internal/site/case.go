package site

import "strings"

// A Case is what a learning example tells in short. The first group of fields is what its
// file says; Technology is set by New.
type Case struct {
	Municipalities []string // whose experience it is
	TechnologyID   string
	Period         string // when it was, in words; or ""
	Size           string // how many it was about, in words; or ""
	Result         string // what came of it
	Lesson         string // what others can learn from it
	Invented       bool   // whether all of it is made up

	Technology *Technology // nil where site.yaml has none with the id, which is told
}

// Text returns what the case says, as one text.
func (c *Case) Text() string {
	parts := append([]string{}, c.Municipalities...)
	if c.Technology != nil {
		parts = append(parts, c.Technology.Title)
	}
	for _, part := range []string{c.Period, c.Size, c.Result, c.Lesson} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// cases gives each learning example its technology, and technologies their examples.
func (s *Site) cases() {
	for _, p := range s.Pages {
		if p.Case == nil {
			continue
		}
		own := *p.Case // the source may be linked again
		p.Case = &own
		if own.Technology = s.technologies[own.TechnologyID]; own.Technology != nil {
			own.Technology.Examples = append(own.Technology.Examples, p)
		}
	}
}
