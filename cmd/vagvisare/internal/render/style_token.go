package render

import (
	"fmt"
	"regexp"
	"strings"

	"vagvisare/cmd/vagvisare/internal/brand"
)

// A Token is a custom property of the style sheets that the others are written with.
type Token struct {
	Name        string // e.g. "color-ink"
	Light, Dark string // its value, and that on dark screens; the same where it has one only
	For         string // what it is for, from words.json; "" where that does not say
}

// Short returns the name without what tells its kind: "ink".
func (t Token) Short() string {
	_, short, _ := strings.Cut(t.Name, "-")
	return short
}

// A ColourPair is a colour on the ground that it is seen on, and its contrast there: "4,5:1".
type ColourPair struct {
	Colour, Ground string // names of tokens
	Light, Dark    string
}

// seenOn says which colours stand on which grounds: texts, and what must be seen without being read.
var seenOn = [][2]string{
	{"ink", "paper"}, {"ink-2", "paper"}, {"link", "paper"}, {"ink-2", "wash"}, {"link", "wash-2"}, {"on-badge", "badge"}, {"on-deep", "deep"},
	{"on-deep-2", "deep"}, {"warn", "warn-ground"}, {"on-mark", "mark"}, {"line-strong", "surface"}, {"track", "paper"}, {"focus", "focus-in"},
}

// tokens reads the tokens in the style sheets, so that all of them are shown, and as they are.
func (r *Renderer) tokens(s *Style) {
	for _, t := range r.tokensOf("css/colours.css") {
		if strings.HasPrefix(t.Name, "color-") {
			s.Colours = append(s.Colours, t)
		}
	}
	for _, t := range r.tokensOf("css/tokens.css") {
		switch {
		case strings.HasPrefix(t.Name, "size-"):
			s.Sizes = append(s.Sizes, t)
		case strings.HasPrefix(t.Name, "space-"):
			s.Spaces = append(s.Spaces, t)
		default:
			s.Others = append(s.Others, t)
		}
	}
	for _, pair := range seenOn {
		p := ColourPair{Colour: "color-" + pair[0], Ground: "color-" + pair[1]}
		colour, ground := tokenNamed(s.Colours, p.Colour), tokenNamed(s.Colours, p.Ground)
		p.Light, p.Dark = r.contrast(colour.Light, ground.Light), r.contrast(colour.Dark, ground.Dark)
		if p.Light != "" && p.Dark != "" {
			s.Pairs = append(s.Pairs, p)
		}
	}
}

var property = regexp.MustCompile(`--([a-z0-9-]+):\s*([^;}]+)`)

// tokensOf returns the tokens that a style sheet defines, in order. The first value is that of light screens, and one that
// comes later that of dark ones.
func (r *Renderer) tokensOf(sheet string) []Token {
	var tokens []Token
	at := map[string]int{}
	for _, match := range property.FindAllStringSubmatch(string(r.assets.Part(sheet)), -1) {
		name, value := match[1], match[2]
		if i, known := at[name]; known {
			tokens[i].Dark = value
			continue
		}
		at[name] = len(tokens)
		purpose, _ := r.layouts.words.Text("tokens", name)
		tokens = append(tokens, Token{Name: name, Light: value, Dark: value, For: purpose})
	}
	return tokens
}

func tokenNamed(tokens []Token, name string) Token {
	for _, t := range tokens {
		if t.Name == name {
			return t
		}
	}
	return Token{}
}

// contrast returns the contrast of two colours as it is written; "" where one of them is none.
func (r *Renderer) contrast(a, b string) string {
	first, ok := brand.Parse(a)
	second, okToo := brand.Parse(b)
	if !ok || !okToo {
		return ""
	}
	// Cut, not rounded: 4.49 does not reach 4.5.
	tenths := int(brand.Contrast(first, second) * 10)
	return fmt.Sprintf("%d%s%d:1", tenths/10, r.format.Decimal, tenths%10)
}
