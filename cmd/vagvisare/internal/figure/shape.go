package figure

import (
	"math"
	"strconv"
	"strings"
)

// A length is a place or a size in a drawing. It is written with at most one decimal, so
// that what the last bits of a computation are cannot be seen in what is published.
type length float64

func (l length) String() string {
	s := strconv.FormatFloat(math.Round(float64(l)*10)/10, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// A mark is a line of text. Which point of its baseline X is (the start, the middle, the
// end) is told where it is used.
type mark struct {
	X, Y length
	Text string
}

// marks places the lines of a text below one another, from the top.
func marks(lines []string, x, top float64) []mark {
	var list []mark
	for i, line := range lines {
		list = append(list, mark{length(x), length(top + float64(i)*lineHeight + baseline), line})
	}
	return list
}

type point struct{ X, Y length }

// A box is a rectangle.
type box struct{ X, Y, Width, Height length }

func boxOf(x, y, width, height float64) box {
	return box{length(x), length(y), length(width), length(height)}
}

// A pen writes what an SVG path draws.
type pen struct{ b strings.Builder }

func (p *pen) add(command byte, numbers ...float64) *pen {
	p.b.WriteByte(command)
	for i, n := range numbers {
		if i > 0 {
			p.b.WriteByte(' ')
		}
		p.b.WriteString(length(n).String())
	}
	return p
}

func (p *pen) line(x1, y1, x2, y2 float64) *pen { return p.add('M', x1, y1).add('L', x2, y2) }

func (p *pen) String() string { return p.b.String() }

// rule returns a line across the drawing.
func rule(y float64) string {
	var p pen
	return p.line(0, y, figureWidth, y).String()
}

// hatch returns diagonal lines that fill a rectangle.
func hatch(x, y, width, height float64) string {
	const gap = 7
	var p pen
	for d := gap; float64(d) < width+height; d += gap {
		// From the left or the bottom edge to the top or the right one.
		x1, y1 := x, y+float64(d)
		if float64(d) > height {
			x1, y1 = x+float64(d)-height, y+height
		}
		x2, y2 := x+float64(d), y
		if float64(d) > width {
			x2, y2 = x+width, y+float64(d)-width
		}
		p.line(x1, y1, x2, y2)
	}
	return p.String()
}

// tile returns a rectangle with the portal's turned corner.
func tile(x, y, width, height float64) string {
	const turn, round = 11, 3
	var p pen
	p.add('M', x+round, y).add('H', x+width-turn).add('A', turn, turn, 0, 0, 1, x+width, y+turn)
	p.add('V', y+height-round).add('A', round, round, 0, 0, 1, x+width-round, y+height)
	p.add('H', x+round).add('A', round, round, 0, 0, 1, x, y+height-round)
	p.add('V', y+round).add('A', round, round, 0, 0, 1, x+round, y)
	return p.add('Z').String()
}
