package brand

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
)

// Icon draws the portal's sign, the loop of four phases on the badge's colour, as a PNG image of size by size pixels. What is
// drawn lies within the middle four fifths, so that devices may cut the corners (W3C Web Application Manifest, maskable icons).
func (p Palette) Icon(size int) ([]byte, error) {
	drawn := image.NewPaletted(image.Rect(0, 0, size, size), shades(p.Light["badge"], p.Light["on-badge"]))
	cover := coverageOf(size)
	for y := range size {
		for x := range size {
			drawn.SetColorIndex(x, y, cover.of(x, y))
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, drawn)
	return b.Bytes(), err
}

// grid is how many samples are taken of a pixel each way, for smooth edges.
const grid = 4

// shades returns the colours between ground and sign, one for each number of samples that the sign may cover.
func shades(ground, sign Colour) color.Palette {
	palette := make(color.Palette, grid*grid+1)
	for i := range palette {
		part := float64(i) / (grid * grid)
		mixed := color.RGBA{A: 255}
		for j, to := range []*uint8{&mixed.R, &mixed.G, &mixed.B} {
			*to = uint8(math.Round(float64(ground[j])*(1-part) + float64(sign[j])*part))
		}
		palette[i] = mixed
	}
	return palette
}

// coverage tells how much of each pixel of a picture the sign covers.
type coverage struct {
	size    int
	corners []bool // whether the sign covers the corners of pixels, row by row
}

func coverageOf(size int) *coverage {
	c := &coverage{size, make([]bool, (size+1)*(size+1))}
	for i := range c.corners {
		c.corners[i] = inLoop(c.at(i%(size+1), 0), c.at(i/(size+1), 0))
	}
	return c
}

// at returns where in the picture a part of a pixel begins.
func (c *coverage) at(pixel int, part float64) float64 {
	return (float64(pixel)+part)/float64(c.size) - .5
}

// of counts how many samples of a pixel the sign covers. Only where its edge goes through must they all be taken.
func (c *coverage) of(x, y int) (n uint8) {
	above := c.corners[y*(c.size+1)+x:][:2]
	below := c.corners[(y+1)*(c.size+1)+x:][:2]
	if all := above[0]; above[1] == all && below[0] == all && below[1] == all {
		if all {
			return grid * grid
		}
		return 0
	}
	for i := range grid * grid {
		if inLoop(c.at(x, (float64(i%grid)+.5)/grid), c.at(y, (float64(i/grid)+.5)/grid)) {
			n++
		}
	}
	return n
}

// inLoop reports whether a point lies on the loop. The picture is one wide and one high, with its middle at 0, 0 and y
// downwards.
func inLoop(x, y float64) bool {
	const (
		half  = .265 // from the middle to the middle of the track
		turn  = .16  // radius of its corners
		track = .0425
		head  = .105 // of the arrowheads: from the middle of the track to a side, and their length
	)
	// A quarter turn leaves the loop as it is, so each arrowhead is looked for at the top.
	for range 4 {
		if along := x + head/2; y < 0 && along >= 0 && along <= head {
			return math.Abs(y+half) <= head*(1-along/head)
		}
		x, y = y, -x
	}
	// The distance to a box with round corners.
	dx, dy := math.Abs(x)-half+turn, math.Abs(y)-half+turn
	distance := math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - turn
	return math.Abs(distance) <= track
}
