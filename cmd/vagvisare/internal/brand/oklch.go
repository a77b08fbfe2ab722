package brand

import "math"

// An oklch is a colour as the eye orders it (Björn Ottosson, “A perceptual color space for image processing”, 2020).
type oklch struct {
	l float64 // lightness, 0–1
	c float64 // chroma, from 0 for grey to about .32
	h float64 // hue, in degrees
}

// oklch returns the colour as the eye orders it. Greys have no hue.
func (c Colour) oklch() oklch {
	rgb := c.linear()
	l := math.Cbrt(.4122214708*rgb[0] + .5363325363*rgb[1] + .0514459929*rgb[2])
	m := math.Cbrt(.2119034982*rgb[0] + .6806995451*rgb[1] + .1073969566*rgb[2])
	s := math.Cbrt(.0883024619*rgb[0] + .2817188376*rgb[1] + .6299787005*rgb[2])
	a := 1.9779984951*l - 2.4285922050*m + .4505937099*s
	b := .0259040371*l + .7827717662*m - .8086757660*s
	own := oklch{l: .2104542553*l + .7936177850*m - .0040720468*s, c: math.Hypot(a, b)}
	if own.c < 1e-4 {
		return oklch{l: own.l}
	}
	own.h = math.Mod(math.Atan2(b, a)*180/math.Pi+360, 360)
	return own
}

// linear returns the amounts of light that the colour is made of. One that no screen can show has some outside 0–1.
func (o oklch) linear() [3]float64 {
	sin, cos := math.Sincos(o.h * math.Pi / 180)
	a, b := o.c*cos, o.c*sin
	l := cube(o.l + .3963377774*a + .2158037573*b)
	m := cube(o.l - .1055613458*a - .0638541728*b)
	s := cube(o.l - .0894841775*a - 1.2914855480*b)
	return [3]float64{
		4.0767416621*l - 3.3077115913*m + .2309699292*s,
		-1.2684380046*l + 2.6097574011*m - .3413193965*s,
		-.0041960863*l - .7034186147*m + 1.7076147010*s,
	}
}

func cube(v float64) float64 { return v * v * v }

// colour returns the nearest colour that a screen can show: with the same lightness and hue, and as much chroma as there is.
func (o oklch) colour() Colour {
	if o.shown() {
		return encoded(o.linear())
	}
	none, much := 0., o.c
	for range 24 {
		if o.c = (none + much) / 2; o.shown() {
			none = o.c
		} else {
			much = o.c
		}
	}
	o.c = none
	return encoded(o.linear())
}

// shown reports whether screens can show the colour, but for what is lost in eight bits.
func (o oklch) shown() bool {
	const slack = 1e-4
	for _, v := range o.linear() {
		if v < -slack || v > 1+slack {
			return false
		}
	}
	return true
}
