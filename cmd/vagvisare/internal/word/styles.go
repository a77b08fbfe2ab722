package word

import (
	"strconv"
	"strings"
)

// styles are what the styles of a document say that a field can keep, by their ids (17.7).
type styles map[string]*style

type style struct {
	basedOn string
	toggles toggles
	heading bool
	list    *node // w:numPr, or nil
	told    map[string]bool
}

// toggles are properties of text that are on or off.
type toggles struct{ bold, italic, strike bool }

// maxInheritance is how many styles deep properties are looked for: styles may be based on
// each other in a ring.
const maxInheritance = 12

func readStyles(root *node) styles {
	s := styles{}
	if root == nil {
		return s
	}
	for _, n := range root.children {
		if id := n.attribute("styleId"); n.name == "w:style" && id != "" {
			s[id] = newStyle(n)
		}
	}
	for _, own := range s {
		base := s[own.basedOn]
		for i := 0; base != nil && i < maxInheritance; i++ {
			own.inherit(base)
			base = s[base.basedOn]
		}
	}
	return s
}

func newStyle(n *node) *style {
	s := &style{basedOn: n.child("w:basedOn").attribute("val"), told: map[string]bool{}}
	s.toggles.read(n.child("w:rPr"), s.told)
	if paragraph := n.child("w:pPr"); paragraph != nil {
		s.list = paragraph.child("w:numPr")
		s.told["w:numPr"] = s.list != nil
		if level := paragraph.child("w:outlineLvl"); level != nil {
			s.heading = level.attribute("val") != "9"
			s.told["w:outlineLvl"] = true
		}
	}
	return s
}

// read reads the switches that stand in properties, and notes which do.
func (t *toggles) read(properties *node, told map[string]bool) {
	if properties == nil {
		return
	}
	for _, c := range properties.children {
		switch c.name {
		case "w:b":
			t.bold = c.on()
		case "w:i":
			t.italic = c.on()
		case "w:strike", "w:dstrike":
			t.strike = t.strike || c.on()
		default:
			continue
		}
		told[c.name] = true
	}
}

// inherit takes from a base what the style does not tell. Bases that others are based on
// come after these, so that the nearest decides.
func (s *style) inherit(base *style) {
	take := func(name string, set func()) {
		if base.told[name] && !s.told[name] {
			set()
			s.told[name] = true
		}
	}
	take("w:b", func() { s.toggles.bold = base.toggles.bold })
	take("w:i", func() { s.toggles.italic = base.toggles.italic })
	take("w:strike", func() { s.toggles.strike = base.toggles.strike })
	take("w:outlineLvl", func() { s.heading = base.heading })
	take("w:numPr", func() { s.list = base.list })
}

// look returns how a run looks: as its own properties say, else as its style of characters.
func (s styles) look(properties *node) look {
	if properties == nil {
		return look{}
	}
	id := properties.child("w:rStyle").attribute("val")
	own, told := toggles{}, map[string]bool{}
	own.read(properties, told)
	if base := s[id]; base != nil {
		if !told["w:b"] {
			own.bold = base.toggles.bold
		}
		if !told["w:i"] {
			own.italic = base.toggles.italic
		}
		if !told["w:strike"] && !told["w:dstrike"] {
			own.strike = base.toggles.strike
		}
	}
	return look{bold: own.bold, italic: own.italic, strike: own.strike, code: id == styleCodeText}
}

// of returns the style of a paragraph; never nil.
func (s styles) of(paragraph *node) *style {
	if own := s[paragraph.child("w:pStyle").attribute("val")]; own != nil {
		return own
	}
	return &style{}
}

// numberings tell of each numbering of a document what its levels are (17.9).
type numberings map[string]*numberingLevels

type numberingLevels struct {
	bullet [maxLevel + 1]bool
	start  [maxLevel + 1]int
}

func readNumberings(root *node) numberings {
	list := numberings{}
	if root == nil {
		return list
	}
	abstract := map[string]*numberingLevels{}
	for _, n := range root.children {
		if n.name == "w:abstractNum" {
			levels := &numberingLevels{}
			levels.read(n)
			abstract[n.attribute("abstractNumId")] = levels
		}
	}
	for _, n := range root.children {
		if n.name != "w:num" {
			continue
		}
		levels := &numberingLevels{}
		if a := abstract[n.child("w:abstractNumId").attribute("val")]; a != nil {
			*levels = *a
		}
		for _, o := range n.children {
			if level, ok := levelOf(o); ok && o.name == "w:lvlOverride" {
				levels.read(o)
				if start, err := strconv.Atoi(o.child("w:startOverride").attribute("val")); err == nil {
					levels.start[level] = start
				}
			}
		}
		list[n.attribute("numId")] = levels
	}
	return list
}

// read reads the levels that an element holds.
func (l *numberingLevels) read(n *node) {
	for _, c := range n.children {
		level, ok := levelOf(c)
		if c.name != "w:lvl" || !ok {
			continue
		}
		form := c.child("w:numFmt").attribute("val")
		l.bullet[level] = form == "bullet" || form == "none"
		l.start[level] = 1
		if start, err := strconv.Atoi(c.child("w:start").attribute("val")); err == nil {
			l.start[level] = start
		}
	}
}

func levelOf(n *node) (int, bool) {
	level, err := strconv.Atoi(n.attribute("ilvl"))
	return level, err == nil && level >= 0 && level <= maxLevel
}

// leftOf returns how far a paragraph's own properties move it from the left, or 0.
func leftOf(properties *node) int {
	ind := properties.child("w:ind")
	for _, name := range []string{"left", "start"} {
		if n, err := strconv.Atoi(strings.TrimSuffix(ind.attribute(name), "pt")); err == nil {
			return n
		}
	}
	return 0
}
