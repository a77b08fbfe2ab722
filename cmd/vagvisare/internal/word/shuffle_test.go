package word_test

import (
	"encoding/xml"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestShuffled holds that documents whose elements are dropped, doubled and moved at random are read
// without a panic, which random bytes hardly ever try: most are no XML.
func TestShuffled(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, uint64(*rounds)))
	template := everyType()
	for _, data := range [][]byte{write(t, filledOf(planOf(t, template, everyValue()))), write(t, blankOf(template))} {
		files := unpack(t, data)
		for range *rounds {
			root := elements(t, documentPart, files[documentPart])
			for range 1 + random.IntN(8) {
				shuffle(random, root.children[0])
			}
			imported(t, editDocument(t, data, func(string) string { return serialized(root) }), template, blankOf(template))
		}
	}
}

// shuffle drops, doubles or moves an element somewhere below e.
func shuffle(random *rand.Rand, e *element) {
	for len(e.children) > 0 && random.IntN(5) > 0 {
		e = e.children[random.IntN(len(e.children))]
	}
	if len(e.children) == 0 {
		return
	}
	i, k := random.IntN(len(e.children)), random.IntN(len(e.children))
	switch random.IntN(4) {
	case 0:
		e.children = slices.Delete(slices.Clone(e.children), i, i+1)
	case 1:
		e.children = slices.Insert(slices.Clone(e.children), i, e.children[k])
	case 2:
		e.children[i], e.children[k] = e.children[k], e.children[i]
	case 3: // a child goes up, or down
		into := e.children[k]
		if into != e.children[i] {
			into.children = append(slices.Clone(into.children), &element{name: e.children[i].name, attributes: e.children[i].attributes, text: e.children[i].text, children: slices.Clone(e.children[i].children)})
			e.children = slices.Delete(slices.Clone(e.children), i, i+1)
		}
	}
}

func serialized(e *element) string {
	var b strings.Builder
	b.WriteString("<" + e.name)
	for _, name := range slices.Sorted(maps.Keys(e.attributes)) {
		b.WriteString(" " + name + `="` + escaped(e.attributes[name]) + `"`)
	}
	b.WriteString(">" + escaped(e.text))
	for _, c := range e.children {
		b.WriteString(serialized(c))
	}
	b.WriteString("</" + e.name + ">")
	return b.String()
}

func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err)
	}
	return b.String()
}
