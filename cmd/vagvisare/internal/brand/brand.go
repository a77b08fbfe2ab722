// Package brand makes all colours of a portal of one: the municipality's own.
//
// Each role that a colour plays, such as that of links, has a lightness and a chroma to start from, in OKLCH. Where it
// must be seen, its lightness is stepped, darker in the light scheme and lighter in the dark, until it reaches its contrast on
// every ground that it may stand on. So whatever the brand, texts and controls can be told from what is behind them.
package brand

// Default is the brand of a portal that has none of its own.
const Default = "#0b6b74"

// A Palette is a portal's colours.
type Palette struct {
	Brand       Colour
	Light, Dark Scheme
}

// A Scheme is the colours of a palette for light or dark screens, by the roles that they play: "ink", "on-badge".
type Scheme map[string]Colour

// For makes a palette of a colour as Parse reads it, and of the default brand where it is none.
func For(colour string) Palette {
	own, ok := Parse(colour)
	if !ok {
		own, _ = Parse(Default)
	}
	return Derive(own)
}

// Derive makes a palette of a brand. The same brand always gives the same palette.
func Derive(brand Colour) Palette {
	return Palette{Brand: brand, Light: derive(brand, light), Dark: derive(brand, dark)}
}

// derive goes through the roles of a scheme, in an order in which each comes after its grounds.
func derive(brand Colour, roles []role) Scheme {
	s := Scheme{}
	own := brand.oklch()
	for _, r := range roles {
		s[r.name] = r.make(own, brand, s)
	}
	return s
}
