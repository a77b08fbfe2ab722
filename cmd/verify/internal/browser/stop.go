package browser

import _ "embed"

//go:embed stop.js
var stop string

// A Stop is where the keyboard has come to on a page.
type Stop struct {
	End      bool     // it has come round
	Problems []string // what is wrong with this element, or with how it shows its focus
}

// NextStop presses Tab, and tells where the focus is then: WCAG 2.2, 2.4.7 and 2.4.11. It keeps
// what it has seen in the page's own memory.
func (p *Page) NextStop() (Stop, error) {
	if err := p.Press("Tab"); err != nil {
		return Stop{}, err
	}
	return Eval[Stop](p, stop)
}
