package brand

import "math"

// A role is what a colour is for.
type role struct {
	name string
	make func(own oklch, brand Colour, s Scheme) Colour
}

// Contrasts to reach. They are aims: what WCAG 2.2 AA asks of texts is 4.5, and of controls 3.
const (
	textAim    = 5.2
	controlAim = 3.2
	trackAim   = 3.1
	ownTextAim = 4.6  // of the text on a mark or a button
	markAim    = 1.25 // of a mark or a button on white: below that it is as good as white
)

// grounds are what texts and controls stand on.
var grounds = []string{"surface", "paper", "wash", "wash-2"}

// step is by how much the lightness of a colour is changed at a time.
const step = .005

var light = []role{
	{"surface", is(white)},
	{"paper", fixed(tint(.988, 1, .004))},
	{"wash", fixed(tint(.964, .18, .017))},
	{"wash-2", fixed(tint(.925, .35, .042))},
	{"line", fixed(tint(.87, 1, .014))},
	{"line-strong", darker(controlAim, tint(.62, 1, .02), grounds...)},
	{"ink", fixed(tint(.24, .25, .03))},
	{"ink-2", darker(textAim, tint(.47, 1, .025), grounds...)},
	{"link", darker(textAim, at(.56, .2), grounds...)},
	{"link-hover", beyond("link", -.08)},
	{"track", track},
	{"badge", badge},
	{"on-badge", textOf("badge")},
	{"deep", fixed(tint(.285, .55, .07))},
	{"on-deep", is(white)},
	{"on-deep-2", lighter(textAim, tint(.76, 1, .02), "deep")},
	{"warn-ground", fixed(hue(.962, .028, 70))},
	{"warn", darker(textAim, hue(.5, .125, 70), "surface", "paper", "wash", "wash-2", "warn-ground")},
	{"risk-low", fixed(hue(.925, .05, 150))},
	{"risk-middle", fixed(hue(.904, .105, 95))},
	{"risk-high", fixed(hue(.745, .14, 36))},
	{"mark", fixed(hue(.919, .095, 90))},
	{"on-mark", is(black)},
	{"plate", is(white)},
	{"focus", same("ink")},
	{"focus-in", same("surface")},
}

var dark = []role{
	{"surface", fixed(tint(.282, .22, .026))},
	{"paper", fixed(tint(.20, .12, .014))},
	{"wash", fixed(tint(.236, .22, .026))},
	{"wash-2", fixed(tint(.335, .34, .042))},
	{"line", fixed(tint(.385, 1, .02))},
	{"line-strong", lighter(controlAim, tint(.55, 1, .025), grounds...)},
	{"ink", fixed(tint(.945, 1, .008))},
	{"ink-2", lighter(textAim, tint(.73, 1, .018), grounds...)},
	{"link", lighter(textAim, tint(.79, 1, .12), grounds...)},
	{"link-hover", beyond("link", .08)},
	{"track", lighter(ownTextAim, tint(.74, 1, .14), grounds...)},
	{"badge", same("track")},
	{"on-badge", same("paper")},
	{"deep", fixed(tint(.15, 1, .014))},
	{"on-deep", same("ink")},
	{"on-deep-2", lighter(textAim, tint(.73, 1, .018), "deep")},
	{"warn-ground", fixed(hue(.265, .04, 70))},
	{"warn", lighter(textAim, hue(.8, .11, 70), "surface", "paper", "wash", "wash-2", "warn-ground")},
	{"risk-low", fixed(hue(.36, .05, 152))},
	{"risk-middle", fixed(hue(.43, .085, 88))},
	{"risk-high", fixed(hue(.475, .13, 30))},
	{"mark", fixed(hue(.919, .095, 90))},
	{"on-mark", is(black)},
	{"plate", is(white)}, // of logos, which are drawn for paper
	{"focus", same("ink")},
	{"focus-in", same("paper")},
}

// A shade is where a role starts from.
type shade func(own oklch) oklch

// tint is a lightness with a share of the brand's chroma, but no more than some.
func tint(lightness, share, most float64) shade {
	return func(own oklch) oklch { return oklch{lightness, min(share*own.c, most), own.h} }
}

// at is the brand itself, but no lighter and no stronger than this.
func at(lightest, most float64) shade {
	return func(own oklch) oklch { return oklch{min(own.l, lightest), min(own.c, most), own.h} }
}

// hue is the same whatever the brand.
func hue(lightness, chroma, degrees float64) shade {
	return func(oklch) oklch { return oklch{lightness, chroma, degrees} }
}

type maker = func(own oklch, brand Colour, s Scheme) Colour

func is(c Colour) maker { return func(oklch, Colour, Scheme) Colour { return c } }

func same(name string) maker { return func(_ oklch, _ Colour, s Scheme) Colour { return s[name] } }

func fixed(start shade) maker {
	return func(own oklch, _ Colour, _ Scheme) Colour { return start(own).colour() }
}

// beyond is another role's colour with another lightness.
func beyond(name string, by float64) maker {
	return func(_ oklch, _ Colour, s Scheme) Colour {
		o := s[name].oklch()
		o.l = min(max(o.l+by, 0), 1)
		return o.colour()
	}
}

func darker(aim float64, start shade, on ...string) maker { return stepped(-step, aim, start, on) }

func lighter(aim float64, start shade, on ...string) maker { return stepped(step, aim, start, on) }

func stepped(by, aim float64, start shade, on []string) maker {
	return func(own oklch, _ Colour, s Scheme) Colour {
		return walk(start(own), by, func(c Colour) bool { return s.least(c, on) >= aim })
	}
}

// walk changes a colour's lightness until it is good, or black or white.
func walk(o oklch, by float64, good func(Colour) bool) Colour {
	for {
		c := o.colour()
		if good(c) || by < 0 && o.l <= 0 || by > 0 && o.l >= 1 {
			return c
		}
		o.l = min(max(o.l+by, 0), 1)
	}
}

// least returns the contrast of a colour on that ground where it is seen worst.
func (s Scheme) least(c Colour, on []string) float64 {
	least := math.Inf(1)
	for _, name := range on {
		least = min(least, Contrast(c, s[name]))
	}
	return least
}

// track is the brand, or as much darker that it is seen, and that a text can be read on it.
func track(own oklch, brand Colour, s Scheme) Colour {
	seen := func(c Colour) bool {
		return s.least(c, grounds) >= trackAim && Contrast(c, s.textOn(c)) >= ownTextAim
	}
	if seen(brand) {
		return brand
	}
	return walk(own, -step, seen)
}

// badge is the brand, where a text can be read on it and it differs from the page; else the track.
func badge(_ oklch, brand Colour, s Scheme) Colour {
	if Contrast(brand, s.textOn(brand)) >= ownTextAim && Contrast(brand, s["surface"]) >= markAim {
		return brand
	}
	return s["track"]
}

func textOf(name string) maker {
	return func(_ oklch, _ Colour, s Scheme) Colour { return s.textOn(s[name]) }
}

// textOn returns white, or ink where only that can be read on a colour.
func (s Scheme) textOn(c Colour) Colour {
	if Contrast(c, white) >= ownTextAim || Contrast(c, white) >= Contrast(c, s["ink"]) {
		return white
	}
	return s["ink"]
}
