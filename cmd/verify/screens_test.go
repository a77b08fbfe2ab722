package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// A small picture keeps the frequent colours as they are, and makes of others the nearest of these.
func TestSmallPNG(t *testing.T) {
	picture := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	for y := range 100 {
		for x := range 100 {
			c := color.NRGBA{R: 255, G: 255, B: 255, A: 255}
			if y < 4 {
				i := 100*y + x // 400 colours, each seen once
				c = color.NRGBA{R: uint8(200 + i%20), G: uint8(200 + i/20), B: 200, A: 255}
			}
			picture.Set(x, y, c)
		}
	}
	data, err := smallPNG(picture)
	if err != nil {
		t.Fatal(err)
	}
	small, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if small.Bounds() != picture.Bounds() {
		t.Errorf("bounds %v, want %v", small.Bounds(), picture.Bounds())
	}
	for y := range 100 {
		for x := range 100 {
			r, g, b, _ := small.At(x, y).RGBA()
			wantR, wantG, wantB, _ := picture.At(x, y).RGBA()
			most := 8
			if y >= 4 {
				most = 0
			}
			if max(apart(r, wantR), apart(g, wantG), apart(b, wantB)) > most {
				t.Fatalf("at %d,%d: %v, want %v", x, y, small.At(x, y), picture.At(x, y))
			}
		}
	}
	again, err := smallPNG(picture)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same picture makes other bytes; error %v", err)
	}
}

// apart is how far two values of 16 bits are apart, in 8 bits.
func apart(a, b uint32) int { return max(int(a>>8)-int(b>>8), int(b>>8)-int(a>>8)) }
