package brand

// LCH returns a colour's lightness, chroma and hue.
func LCH(c Colour) (l, chroma, hue float64) {
	o := c.oklch()
	return o.l, o.c, o.h
}

// Of returns the nearest colour to a lightness, chroma and hue.
func Of(l, chroma, hue float64) Colour { return oklch{l, chroma, hue}.colour() }
