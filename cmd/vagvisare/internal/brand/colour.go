package brand

import (
	"encoding/hex"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// A Colour is red, green and blue in sRGB, 0–255.
type Colour [3]uint8

var (
	white = Colour{255, 255, 255}
	black = Colour{}
)

// String returns the colour as it is written in style sheets: "#0b6b74".
func (c Colour) String() string { return "#" + hex.EncodeToString(c[:]) }

// hexForm is a colour of three or six digits, perhaps without its sign: after #, YAML sees a comment.
var hexForm = regexp.MustCompile(`^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// Parse reads a colour such as "#0b6b74" or "#fff"; the sign may be left out. ok tells whether it is one.
func Parse(s string) (c Colour, ok bool) {
	match := hexForm.FindStringSubmatch(s)
	if match == nil {
		return c, false
	}
	digits := match[1]
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	_, err := hex.Decode(c[:], []byte(digits))
	return c, err == nil
}

var (
	threeNumbers = regexp.MustCompile(`\b(\d{1,3})[ ,;/]+(\d{1,3})[ ,;/]+(\d{1,3})\b`)
	withAlpha    = regexp.MustCompile(`^#?([0-9a-fA-F]{6})[0-9a-fA-F]{2}$`)
)

// Nearest returns the colour that a text which is none most likely means, as it should have been written, or "": graphic
// manuals tell amounts of red, green and blue, and design programs add an opacity.
func Nearest(s string) string {
	if match := withAlpha.FindStringSubmatch(s); match != nil {
		return "#" + strings.ToLower(match[1])
	}
	match := threeNumbers.FindStringSubmatch(s)
	if match == nil {
		return ""
	}
	var c Colour
	for i := range c {
		amount, err := strconv.ParseUint(match[i+1], 10, 8)
		if err != nil {
			return ""
		}
		c[i] = uint8(amount)
	}
	return c.String()
}

// luminance returns the relative luminance of a colour, 0–1, as WCAG 2.2 defines it.
func (c Colour) luminance() float64 {
	l := c.linear()
	return .2126*l[0] + .7152*l[1] + .0722*l[2]
}

// Contrast returns the contrast of two colours, 1–21, as WCAG 2.2 defines it.
func Contrast(a, b Colour) float64 {
	lighter, darker := a.luminance(), b.luminance()
	if lighter < darker {
		lighter, darker = darker, lighter
	}
	return (lighter + .05) / (darker + .05)
}

// linear returns the amounts of light that a colour is made of, 0–1.
func (c Colour) linear() (l [3]float64) {
	for i, encoded := range c {
		v := float64(encoded) / 255
		if v <= .04045 {
			l[i] = v / 12.92
		} else {
			l[i] = math.Pow((v+.055)/1.055, 2.4)
		}
	}
	return l
}

// encoded returns the colour that is made of amounts of light. What is outside 0–1 is cut off.
func encoded(l [3]float64) (c Colour) {
	for i, v := range l {
		if v = min(max(v, 0), 1); v <= .0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - .055
		}
		c[i] = uint8(math.Round(v * 255))
	}
	return c
}
