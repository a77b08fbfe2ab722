package figure

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/plan"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64 // in parts of the font's size
		want  []string
	}{
		{"", 10, []string{""}},
		{"kort", 10, []string{"kort"}},
		{"ett två tre", 4, []string{"ett två", "tre"}},
		{"ett  två", 20, []string{"ett  två"}},
		{"in- och utskrivning", 5, []string{"in- och", "utskriv-", "ning"}},
		{"3\u00a0mars 2027", 4, []string{"3\u00a0mars", "2027"}},
		{"vård/omsorg", 4, []string{"vård/", "omsorg"}},
		{"informationssäkerhetssamordnare", 10, []string{"informationssäker-", "hetssamordnare"}},
		{"bbbbbbbbbb", 3, []string{"bbbb-", "bbbb-", "bb"}}, // no vowels: hard
		{"1234567890", 3, []string{"1234", "5678", "90"}},   // no letters: no hyphen
		{"x", 0, []string{"x"}},
		{"e\u0301e\u0301e\u0301e\u0301", 1.6, []string{"e\u0301e\u0301-", "e\u0301e\u0301"}}, // marks stay with their letters
	} {
		w := wrapper{size: 10, width: c.width * 10, vowels: "aeiouyåäö"}
		if diff := cmp.Diff(c.want, w.wrap(c.text)); diff != "" {
			t.Errorf("%q, %v wide (-want +got):\n%s", c.text, c.width, diff)
		}
	}
}

// TestWrapKeeps holds that lines say what the text says, and are no wider than told.
func TestWrapKeeps(t *testing.T) {
	letters := []rune("abcdefghijklmnopåäö     -/–1290éA\u0301🔥文\u00a0")
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		text := make([]rune, random.IntN(60))
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		w := wrapper{size: 16, width: 30 + 200*random.Float64(), vowels: "aeiouyåäö"}
		lines := w.wrap(string(text))
		for _, line := range lines {
			if width(line, w.size) > w.width+1e-9 {
				t.Fatalf("%q, %v wide: %q is too wide", string(text), w.width, line)
			}
		}
		if got, want := letter(strings.Join(lines, "")), letter(string(text)); got != want {
			t.Fatalf("%q became %q", string(text), lines)
		}
	}
}

// letter returns a text without what wrapping may change: spaces and hyphens.
func letter(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestLength(t *testing.T) {
	for value, want := range map[length]string{0: "0", 1: "1", 1.04: "1", 1.05: "1.1", -0.01: "0", -2.5: "-2.5", 1e6: "1000000", 99.96: "100"} {
		if got := value.String(); got != want {
			t.Errorf("%v: got %s, wanted %s", float64(value), got, want)
		}
	}
}

func TestHatch(t *testing.T) {
	if got, want := hatch(0, 0, 10, 10), "M0 7L7 0M4 10L10 4"; got != want {
		t.Errorf("got %s, wanted %s", got, want)
	}
	for _, size := range [][2]float64{{1, 1}, {26, 300}, {300, 5}} {
		for _, n := range numbersOf(t, hatch(0, 0, size[0], size[1])) {
			if n < 0 || n > max(size[0], size[1]) {
				t.Errorf("%v: %v lies outside", size, n)
			}
		}
	}
}

func TestRounds(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      []float64
	}{
		{0, 0, []float64{0, .2, .4, .6, .8, 1}},
		{0, 6, []float64{0, 1, 2, 3, 4, 5, 6}},
		{-900, 850, []float64{-1000, -500, 0, 500, 1000}},
		{0, 1, []float64{0, .2, .4, .6, .8, 1}},
		{-3, 0, []float64{-3, -2.5, -2, -1.5, -1, -.5, 0}},
		{-1e6, 17, []float64{-1e6, -8e5, -6e5, -4e5, -2e5, 0, 2e5}},
	} {
		if diff := cmp.Diff(c.want, rounds(c.low, c.high, 6), near); diff != "" {
			t.Errorf("%v to %v (-want +got):\n%s", c.low, c.high, diff)
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		low, high := -math.Exp(30*random.Float64()), math.Exp(30*random.Float64())
		values := rounds(low, high, 6)
		if n := len(values); n < 3 || n > 7 || values[0] > low || values[n-1] < high || !slices.Contains(values, 0) {
			t.Fatalf("%v to %v: %v", low, high, values)
		}
	}
}

var near = cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-6 })

func TestCalendar(t *testing.T) {
	for _, c := range []struct {
		first, last string
		start, end  string
		ticks       int
		days        int
		months      int
		periods     int
	}{
		{"2027-10-03", "2027-10-03", "2027-10-03", "2027-10-04", 1, 1, 0, 1},
		{"2027-02-26", "2027-03-02", "2027-02-26", "2027-03-03", 5, 1, 0, 2},
		{"2027-03-01", "2027-03-20", "2027-03-01", "2027-03-21", 10, 2, 0, 1},
		{"2027-03-03", "2027-05-09", "2027-03-01", "2027-05-10", 10, 7, 0, 3},
		{"2027-03-03", "2027-09-09", "2027-03-01", "2027-10-01", 7, 0, 1, 1},
		{"2027-12-31", "2028-01-01", "2027-12-31", "2028-01-02", 2, 1, 0, 2},
		{"2027-03-17", "2028-05-02", "2027-01-01", "2028-07-01", 6, 0, 3, 2},
		{"2027-03-17", "2030-02-02", "2027-01-01", "2030-07-01", 7, 0, 6, 4},
		{"2024-10-03", "2028-10-03", "2024-01-01", "2029-01-01", 5, 0, 12, 0},
		{"2020-03-01", "2060-06-01", "2020-01-01", "2070-01-01", 5, 0, 120, 0},
		{"1523-06-06", "2523-06-06", "1400-01-01", "2600-01-01", 6, 0, 2400, 0},
	} {
		first, last := dayOf(t, c.first), dayOf(t, c.last)
		calendar := newCalendar(first, last)
		got := []any{calendar.start.Format(time.DateOnly), calendar.end.Format(time.DateOnly), len(calendar.ticks()), calendar.step.days, calendar.step.months, len(calendar.periods())}
		if diff := cmp.Diff([]any{c.start, c.end, c.ticks, c.days, c.months, c.periods}, got); diff != "" {
			t.Errorf("%s to %s (-want +got):\n%s", c.first, c.last, diff)
		}
		if x := calendar.at(first); x < 0 || calendar.at(calendar.end) != figureWidth {
			t.Errorf("%s to %s: begins at %v and ends at %v", c.first, c.last, x, calendar.at(calendar.end))
		}
	}
}

func TestLonger(t *testing.T) {
	var list []int
	for years := 1; years <= 1000; years = longer(years) {
		list = append(list, years)
	}
	if diff := cmp.Diff([]int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}, list); diff != "" {
		t.Error(diff)
	}
}

func dayOf(t testing.TB, s string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func TestInitials(t *testing.T) {
	for _, c := range []struct{ labels, want []string }{
		{[]string{"Konfidentialitet", "Riktighet", "Tillgänglighet"}, []string{"K", "R", "T"}},
		{[]string{"Äkthet", "Riktighet", "Rimlighet"}, []string{"Ä", "Rik", "Rim"}},
		{[]string{"Rik", "Riktighet"}, []string{"Rik", "Rikt"}},
		{[]string{"", "Riktighet"}, []string{"1", "R"}},
	} {
		var aspects []*plan.Field
		for _, label := range c.labels {
			aspects = append(aspects, &plan.Field{Label: label})
		}
		if diff := cmp.Diff(c.want, initials(aspects)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.labels, diff)
		}
	}
}

// TestLimits holds that the legend of a risk matrix names the classes that values can have.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		low, high, middle, top int
		want                   []string
	}{
		{1, 5, 5, 10, []string{"Grönt 1–4: låg", "Gult 5–9: medelhög", "Rött 10–25: hög"}},
		{1, 3, 2, 3, []string{"Grönt 1: låg", "Gult 2: medelhög", "Rött 3–9: hög"}},
		{0, 4, 5, 20, []string{"Grönt 0–4: låg", "Gult 5–16: medelhög"}},
		{1, 5, 1, 10, []string{"Gult 1–9: medelhög", "Rött 10–25: hög"}},
	} {
		field := &plan.Field{From: c.low, Levels: make([]string, c.high-c.low+1)}
		s := &sketch{voice: voice{words: realWords(t), kind: "risk-matrix"}}
		var got []string
		for _, k := range s.limits(&plan.RiskMatrix{Likelihood: field, Consequence: field, Limits: [2]int{c.middle, c.top}}) {
			got = append(got, k.text)
		}
		if diff := cmp.Diff(c.want, got); diff != "" || s.err != nil {
			t.Errorf("%d–%d, %d, %d (-want +got):\n%s%v", c.low, c.high, c.middle, c.top, diff, s.err)
		}
	}
}

// TestMatrix holds that dots stand in their cells, and none on another.
func TestMatrix(t *testing.T) {
	for name, s := range all() {
		d, ok := s.draw(t).Drawing.(*riskDrawing)
		if !ok {
			continue
		}
		for i, a := range d.Dots {
			inside := 0
			for _, c := range d.Cells {
				if a.Box.X >= c.Box.X && a.Box.Y >= c.Box.Y && a.Box.X+a.Box.Width <= c.Box.X+c.Box.Width && a.Box.Y+a.Box.Height <= c.Box.Y+c.Box.Height-lineHeight {
					inside++
				}
			}
			if inside != 1 {
				t.Errorf("%s: %s stands in %d cells", name, a.Number.Text, inside)
			}
			for _, b := range d.Dots[:i] {
				if a.Box.X < b.Box.X+b.Box.Width && b.Box.X < a.Box.X+a.Box.Width && a.Box.Y < b.Box.Y+b.Box.Height && b.Box.Y < a.Box.Y+a.Box.Height {
					t.Errorf("%s: %s stands on %s", name, a.Number.Text, b.Number.Text)
				}
			}
		}
	}
}
