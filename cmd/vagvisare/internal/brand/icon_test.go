package brand_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"vagvisare/cmd/vagvisare/internal/brand"
)

// TestIcon holds that the sign can be told from its ground, is the same after a quarter turn, and keeps to the part of the
// picture that no device cuts off.
func TestIcon(t *testing.T) {
	const size = 192
	for _, colour := range []string{brand.Default, "#000000", "#ffffff", "#ffe680"} {
		palette := brand.For(colour)
		data, err := palette.Icon(size)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := palette.Icon(size)
		if !bytes.Equal(data, again) {
			t.Errorf("%s: another time, other bytes", colour)
		}
		icon, err := png.Decode(bytes.NewReader(data))
		if err != nil || icon.Bounds() != image.Rect(0, 0, size, size) {
			t.Fatalf("%s: %v, %v", colour, icon.Bounds(), err)
		}
		ground := icon.At(0, 0)
		signs := 0
		for y := range size {
			for x := range size {
				here := icon.At(x, y)
				if here != icon.At(size-1-y, x) {
					t.Fatalf("%s: at %d, %d it changes when it is turned", colour, x, y)
				}
				if here == ground {
					continue
				}
				signs++
				if dx, dy := float64(x)-size/2, float64(y)-size/2; dx*dx+dy*dy > .4*.4*size*size {
					t.Fatalf("%s: at %d, %d it may be cut off", colour, x, y)
				}
			}
		}
		if share := float64(signs) / (size * size); share < .1 || share > .3 {
			t.Errorf("%s: the sign covers %.2f of the icon", colour, share)
		}
	}
}
