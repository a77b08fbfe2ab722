package search

import (
	"strings"
	"testing"
)

// Each line is the inflections and kin of one word, which must have one stem.
const kin = `
larm larmet larmen larmets larmens larma larmar
trygghetslarm trygghetslarmet trygghetslarmen trygghetslarmens
möte mötet möten mötena mötets
skola skolan skolor skolorna skolans
bibliotek biblioteket biblioteken
bygglov bygglovet
förvalta förvaltning förvaltningen förvaltningar förvaltare
upphandla upphandling upphandlingen upphandlingar upphandlas
ansöka ansökan ansökningar ansökningen
anmäla anmälan anmälningar
utvärdera utvärdering utvärderingen
utveckla utveckling utvecklingen
samordna samordning samordnas samordnare
bemanna bemanning bemanningen
styra styrning styrningen
utbilda utbildning utbildningar utbildas
bedöma bedömning bedömningar bedömningen
utreda utredning utredningen
digital digitala digitalt
mobil mobila mobilt
kamera kameran kameror kamerorna kamerans
nyckel nyckeln nycklar nycklarna
register registret registren registrera
kostnad kostnader kostnaden kostnaderna
insats insatser insatsen insatserna
område området områden områdena
program programmet programmen
hem hemmet hemmen
avvikelse avvikelser avvikelsen
lås låset låsen
avtal avtalet avtalen avtalets
samverka samverkan samverkar
risk risker risken riskerna
uppgift uppgifter uppgiften uppgifterna
dator datorn datorer
rapport rapporten rapportera rapportering
planera planering planeringen
ansvar ansvarig ansvariga ansvarar ansvaret
analys analysen analyser analysera
`

func TestKin(t *testing.T) {
	for line := range strings.Lines(strings.TrimSpace(kin)) {
		words := strings.Fields(line)
		for _, word := range words[1:] {
			if Stem(word) != Stem(words[0]) {
				t.Errorf("%s → %s, but %s → %s", words[0], Stem(words[0]), word, Stem(word))
			}
		}
	}
}

// Words that must not share a stem.
func TestStrangers(t *testing.T) {
	for _, pair := range []string{"intern internet", "data dator", "larm lärm", "plan plats", "lås läs", "avtal avvikelse", "barn bar"} {
		a, b, _ := strings.Cut(pair, " ")
		if Stem(a) == Stem(b) {
			t.Errorf("%s and %s → %s", a, b, Stem(a))
		}
	}
}
