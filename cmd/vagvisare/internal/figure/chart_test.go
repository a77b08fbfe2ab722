package figure

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// readValue returns the number that a text shows.
func readValue(t testing.TB, s string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(strings.NewReplacer("\u00a0", "", "\u2212", "-", ",", ".").Replace(s), 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestChart holds that bars and line are as high as the axis says that they are worth, and
// that break-even lies on the line, in the month that is told.
func TestChart(t *testing.T) {
	for name, s := range all() {
		d, ok := s.draw(t).Drawing.(*benefitDrawing)
		if !ok {
			continue
		}
		first, last := d.Ticks[0], d.Ticks[len(d.Ticks)-1]
		unit := map[string]float64{"Kronor": 1, "Tusen kronor": 1e3, "Miljoner kronor": 1e6, "Miljarder kronor": 1e9}[d.Unit.Text]
		axis := scale{
			low: readValue(t, first.Text) * unit, high: readValue(t, last.Text) * unit,
			start: float64(first.Y - middle), size: float64(last.Y - first.Y),
		}
		at := func(d plan.Decimal) float64 { return axis.at(float64(d) / 1000) }
		sums := map[string]float64{}
		for _, b := range d.Bars {
			sums[b.Class] += float64(b.Box.Height)
		}
		want := map[string]float64{}
		b := s.plan.Benefit(s.figure)
		for i, y := range b.Years {
			cost, gain := math.Abs(at(-y.Costs)-at(0)), math.Abs(at(y.Gain())-at(0))
			want["cost"] += cost
			if y.Benefits >= 0 && y.HoursWorth > 0 {
				want["hours"] += at(y.Benefits) - at(y.Gain())
				gain = at(0) - at(y.Benefits)
			}
			want["gain"] += gain
			if got := float64(d.Points[i].Y); math.Abs(got-at(y.Accumulated)) > .5 {
				t.Errorf("%s: the net of year %d stands at %v, wanted %v", name, i, got, at(y.Accumulated))
			}
			if !strings.Contains(d.Line, d.Points[i].X.String()+" "+d.Points[i].Y.String()) {
				t.Errorf("%s: the line misses point %d", name, i)
			}
		}
		for class, height := range want {
			if math.Abs(sums[class]-height) > 1 {
				t.Errorf("%s: bars of %s are %v high, wanted %v", name, class, sums[class], height)
			}
		}
		for _, bar := range d.Bars {
			if up := float64(bar.Box.Y+bar.Box.Height) <= at(0)+.5; up == (bar.Class == "cost") && name != "refunds" && name != "losses" {
				t.Errorf("%s: a bar of %s points the wrong way", name, bar.Class)
			}
		}
		checkEven(t, name, d, b, at(0))
	}
}

// checkEven holds where break-even is marked.
func checkEven(t *testing.T, name string, d *benefitDrawing, b *plan.Benefit, zero float64) {
	t.Helper()
	if b.Month == 0 {
		if d.Even != nil {
			t.Errorf("%s: break-even is marked", name)
		}
		return
	}
	before, after := d.Points[b.BreakEven-1], d.Points[b.BreakEven]
	share := float64(d.Even.Point.X-before.X) / float64(after.X-before.X)
	height := float64(before.Y) + share*float64(after.Y-before.Y)
	if math.Abs(height-zero) > 1 || math.Abs(float64(d.Even.Point.Y)-zero) > .5 || math.Ceil(share*12-.05) > float64(b.Month) || share*12 < float64(b.Month-1)-.05 {
		t.Errorf("%s: break-even is marked after %.2f of the year, at %v; month %d, at %v", name, share, height, b.Month, zero)
	}
	if box := d.Even.Label; box.X < 0 || box.X+box.Width > figureWidth || d.Even.Point.X < box.X || d.Even.Point.X > box.X+box.Width {
		t.Errorf("%s: the label stands elsewhere: %v", name, box)
	}
}

// TestTimelineBars holds that bars begin and end where the calendar says.
func TestTimelineBars(t *testing.T) {
	for name, s := range all() {
		d, ok := s.draw(t).Drawing.(*timelineDrawing)
		if !ok {
			continue
		}
		line := s.plan.Timeline(s.figure)
		c := newCalendar(line.Start, line.End)
		for i, b := range line.Bars {
			start, end := c.at(b.Start), c.at(b.End.AddDate(0, 0, 1))
			switch bar := d.Bars[i]; {
			case b.Days() == 1:
				if tip := numbersOf(t, bar.Diamond)[0]; math.Abs(tip-(start+end)/2) > diamondSize || bar.Bar.Width != 0 {
					t.Errorf("%s: the diamond of %s stands at %v", name, b.Name, tip)
				}
			case math.Abs(float64(bar.Bar.X)-start) > 4 || math.Abs(float64(bar.Bar.X+bar.Bar.Width)-end) > 4 || bar.Diamond != "":
				t.Errorf("%s: %s reaches from %v over %v, wanted %v to %v", name, b.Name, bar.Bar.X, bar.Bar.Width, start, end)
			}
		}
	}
	// A bar that begins with a quarter begins at its tick.
	d := samples()[plan.TimelineFigure].draw(t).Drawing.(*timelineDrawing)
	if april := d.Ticks[1]; april.Text != "apr" || d.Bars[1].Bar.X != april.X-tickInset {
		t.Errorf("%v does not begin at %v", d.Bars[1].Bar, april)
	}
}
