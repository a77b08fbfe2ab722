package brand_test

import (
	"bytes"
	"testing"

	"vagvisare/cmd/vagvisare/internal/brand"
)

// grounds are what texts and controls stand on.
var grounds = []string{"surface", "paper", "wash", "wash-2"}

// pairs are colours that must be told apart, with the contrast that WCAG 2.2 AA asks for.
var pairs = []struct {
	seen  string
	on    []string
	least float64
}{
	{"ink", append([]string{"warn-ground", "risk-low", "risk-middle", "risk-high"}, grounds...), 4.5},
	{"ink-2", grounds, 4.5},
	{"link", grounds, 4.5},
	{"link-hover", grounds, 4.5},
	{"warn", append([]string{"warn-ground"}, grounds...), 4.5},
	{"on-badge", []string{"badge"}, 4.5},
	{"on-deep", []string{"deep"}, 4.5},
	{"on-deep-2", []string{"deep"}, 4.5},
	{"on-mark", []string{"mark"}, 4.5},
	{"line-strong", grounds, 3},
	{"track", grounds, 3},
	{"focus", append([]string{"focus-in"}, grounds...), 3},
}

// TestPairs holds all contrasts for brands of all kinds, and for a sieve through all colours.
func TestPairs(t *testing.T) {
	for _, text := range []string{
		brand.Default, "#000000", "#ffffff", "#808080", "#fffde7", "#fff59d", "#ffff00", "#ffd400", "#ff0000", "#c8102e", "#7f0000",
		"#0000ff", "#00008b", "#005aa0", "#00ffff", "#00ff00", "#006400", "#7ab800", "#ff00ff", "#4b0082", "#ff8c00", "#8b4513",
		"#f4c2c2", "#e6e6fa", "#10060a", "#767676", "#949494", "#5e8c31",
	} {
		holds(t, mustParse(t, text))
	}
	for r := 0; r < 256; r += 51 {
		for g := 0; g < 256; g += 51 {
			for b := 0; b < 256; b += 51 {
				holds(t, brand.Colour{uint8(r), uint8(g), uint8(b)})
			}
		}
	}
}

func holds(t *testing.T, own brand.Colour) {
	t.Helper()
	palette := brand.Derive(own)
	for name, scheme := range map[string]brand.Scheme{"light": palette.Light, "dark": palette.Dark} {
		for _, p := range pairs {
			for _, on := range p.on {
				if got := brand.Contrast(scheme[p.seen], scheme[on]); got < p.least {
					t.Errorf("%s, %s: %s %s on %s %s has %.2f, want %.1f", own, name, p.seen, scheme[p.seen], on, scheme[on], got, p.least)
				}
			}
		}
	}
}

// TestBadge holds which brands keep their own colour on marks and buttons.
func TestBadge(t *testing.T) {
	for _, c := range []struct {
		brand, text string
		own         bool
	}{
		{brand.Default, "#ffffff", true},
		{"#c8102e", "#ffffff", true},
		{"#ffc20e", "", true}, // gold, with a dark text
		{"#000000", "#ffffff", true},
		{"#fff9c4", "", false}, // as good as white
		{"#ffffff", "", false},
	} {
		light := brand.For(c.brand).Light
		if own := light["badge"].String() == c.brand; own != c.own {
			t.Errorf("the badge of %s is %s", c.brand, light["badge"])
		}
		if !c.own && light["badge"] != light["track"] {
			t.Errorf("the badge of %s is %s, but its track %s", c.brand, light["badge"], light["track"])
		}
		if got := light["on-badge"].String(); c.text != "" && got != c.text || c.text == "" && c.own && got != light["ink"].String() {
			t.Errorf("the text on the badge of %s is %s", c.brand, got)
		}
	}
}

func TestSameBrandSameBytes(t *testing.T) {
	for _, text := range []string{brand.Default, "#ffd400", "#808080"} {
		if a, b := brand.For(text).StyleSheet(), brand.For(text).StyleSheet(); !bytes.Equal(a, b) {
			t.Errorf("%s made two style sheets", text)
		}
	}
}

func mustParse(t *testing.T, text string) brand.Colour {
	t.Helper()
	c, ok := brand.Parse(text)
	if !ok {
		t.Fatalf("%q is no colour", text)
	}
	return c
}
