package brand_test

import (
	"math"
	"testing"

	"vagvisare/cmd/vagvisare/internal/brand"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want, near string }{
		{"#0b6b74", "#0b6b74", ""},
		{"0B6B74", "#0b6b74", ""},
		{"#Fa0", "#ffaa00", ""},
		{"123", "#112233", ""},
		{"#0b6b7", "", ""},
		{"#0b6b7480", "", "#0b6b74"},
		{"11, 107, 116", "", "#0b6b74"},
		{"rgb(11 107 116)", "", "#0b6b74"},
		{"RGB 11/107/256", "", ""},
		{"PMS 321", "", ""},
		{"teal", "", ""},
		{"", "", ""},
		{"##0b6b74", "", ""},
	} {
		got, ok := brand.Parse(c.text)
		if ok != (c.want != "") || ok && got.String() != c.want {
			t.Errorf("Parse(%q) = %v, %t; want %q", c.text, got, ok, c.want)
		}
		if near := brand.Nearest(c.text); !ok && near != c.near {
			t.Errorf("Nearest(%q) = %q, want %q", c.text, near, c.near)
		}
	}
}

// TestOKLCH holds the conversions against the examples of CSS Color 4, and the corners of sRGB.
func TestOKLCH(t *testing.T) {
	for _, c := range []struct {
		colour    string
		l, chroma float64
		hue       float64
	}{
		{"#7d2329", .40101, .12332, 21.555},
		{"#c65d06", .59686, .15619, 49.7694},
		{"#9d9318", .65125, .13138, 104.097},
		{"#68a639", .66016, .15546, 134.231},
		{"#62acef", .72322, .12403, 247.996},
		{"#ff0000", .62796, .25768, 29.234},
		{"#00ff00", .86644, .29483, 142.495},
		{"#0000ff", .45201, .31321, 264.052},
		{"#ffffff", 1, 0, 0},
		{"#000000", 0, 0, 0},
	} {
		colour, _ := brand.Parse(c.colour)
		l, chroma, hue := brand.LCH(colour)
		if math.Abs(l-c.l) > .002 || math.Abs(chroma-c.chroma) > .002 || math.Abs(hue-c.hue) > .5 {
			t.Errorf("%s is %.5f %.5f %.3f, want %.5f %.5f %.3f", c.colour, l, chroma, hue, c.l, c.chroma, c.hue)
		}
		if got := brand.Of(c.l, c.chroma, c.hue); got != colour {
			t.Errorf("%.5f %.5f %.3f is %s, want %s", c.l, c.chroma, c.hue, got, c.colour)
		}
	}
}

// TestGamut holds that a colour which no screen can show keeps its lightness and hue.
func TestGamut(t *testing.T) {
	for hue := 0.; hue < 360; hue += 15 {
		for _, lightness := range []float64{.2, .5, .8, .95} {
			l, chroma, h := brand.LCH(brand.Of(lightness, .4, hue))
			if apart := math.Abs(math.Mod(h-hue+540, 360) - 180); math.Abs(l-lightness) > .006 || chroma > .4 || chroma > .05 && apart > 3 {
				t.Errorf("%.2f %.2f %.0f became %.3f %.3f %.1f", lightness, .4, hue, l, chroma, h)
			}
		}
	}
}

// TestContrast holds contrasts that WCAG and its Understanding documents name.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000", "#fff", 21},
		{"#fff", "#fff", 1},
		{"#767676", "#fff", 4.54},
		{"#777", "#fff", 4.48},
		{"#0000ff", "#fff", 8.59},
		{"#949494", "#fff", 3.03},
	} {
		a, _ := brand.Parse(c.a)
		b, _ := brand.Parse(c.b)
		if got := brand.Contrast(a, b); math.Abs(got-c.want) > .005 || got != brand.Contrast(b, a) {
			t.Errorf("%s on %s has %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}
