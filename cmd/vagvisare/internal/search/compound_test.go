package search

import (
	"strings"
	"testing"
)

// The words of a small site, and what they make of others.
const (
	known = "trygghet larm säkerhet information uppgift personuppgift incident kamera övervakning skola skjuts digital malar mast tillsyn välfärd teknik läkemedel automat barn trygghetslarm kontrakt gata belysning etter heten mat"

	split = `
trygghetslarm trygghet larm
trygghetslarmet trygghet larmet
trygghetslarmskontrakt trygghetslarm kontrakt
informationssäkerhet information säkerhet
informationssäkerheten information säkerheten
personuppgiftsincident personuppgift incident
kameraövervakning kamera övervakning
skolskjuts skola skjuts
gatubelysning gata belysning
läkemedelsautomater läkemedel automater
nattillsyn natt tillsyn
natttillsyn natt tillsyn
malarmast malar mast
larm
trygghet
säkerheten
blanketter
kommunen
larmande
`
)

func TestSplit(t *testing.T) {
	s := newSplitter()
	for word := range strings.FieldsSeq(known) {
		s.add(word)
	}
	for line := range strings.Lines(strings.TrimSpace(split)) {
		word, want, _ := strings.Cut(strings.TrimSpace(line), " ")
		if got := strings.Join(s.split(word), " "); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}
