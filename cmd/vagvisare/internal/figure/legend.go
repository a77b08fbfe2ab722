package figure

// A key is an entry of a drawing's legend: a sample of Class, and what it means.
type key struct {
	Class  string
	Sample box
	Shape  string // path of the sample as a tile
	Path   string // hatch of the sample, or a line through it
	Middle point  // of the sample
	Letter mark   // in the middle of the sample; its text is "" for most
	Lines  []mark
}

const (
	keyGap       = 16 // between two entries beside each other
	sampleWidth  = 26
	sampleHeight = 20
)

// keys places the entries of a legend beside one another, as many as there is room for, and
// the others below. It returns where the legend ends.
func (s *sketch) keys(top float64, entries ...keyText) ([]key, float64) {
	var list []key
	x := 0.0
	bottom := top
	for _, e := range entries {
		indent := sampleWidth + 9.0
		wide := indent + width(e.text, smallSize)
		if x > 0 && x+wide > figureWidth {
			x, top = 0, bottom+8
		}
		lines := s.small(figureWidth - indent - x).wrap(e.text)
		list = append(list, newKey(e, lines, x, top, indent))
		bottom = max(bottom, top+float64(len(lines))*lineHeight)
		x += wide + keyGap
	}
	return list, bottom
}

func newKey(e keyText, lines []string, x, top, indent float64) key {
	y := top + (lineHeight-sampleHeight)/2
	k := key{
		Class: e.class, Sample: boxOf(x+1, y, sampleWidth, sampleHeight), Shape: tile(x+1, y, sampleWidth, sampleHeight),
		Middle: point{length(x + 1 + sampleWidth/2), length(y + sampleHeight/2)}, Lines: marks(lines, x+indent, top),
	}
	k.Letter = mark{k.Middle.X, k.Middle.Y + middle, e.letter}
	switch e.class {
	case "cost":
		k.Path = hatch(x+1, y, sampleWidth, sampleHeight)
	case "line":
		var p pen
		k.Path = p.line(x+1, y+sampleHeight/2, x+1+sampleWidth, y+sampleHeight/2).String()
	}
	return k
}

// A keyText is what an entry of a legend says.
type keyText struct{ class, letter, text string }
