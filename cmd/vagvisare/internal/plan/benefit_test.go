package plan_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// years makes a table with a column for each of some years.
func years(id string, t plan.Type, n int) *plan.Field {
	f := &plan.Field{ID: id, Type: plan.Table, Columns: []*plan.Field{column("post", plan.Text)}}
	for i := range n {
		f.Columns = append(f.Columns, column(fmt.Sprint("ar-", i+1), t))
	}
	return f
}

// benefitTemplate is a template of a benefit calculation over some years: two tables of costs,
// and one each of benefits and of hours.
func benefitTemplate(t testing.TB, n int) *plan.Template {
	return checked(t,
		&plan.Figure{Type: plan.BenefitFigure, Of: refs("costs=en-gang,lopande benefits=nyttor hours=timmar hourly-rate=timvarde rate=ranta first-year=ar")},
		years("en-gang", plan.Money, n), years("lopande", plan.Money, n), years("nyttor", plan.Money, n), years("timmar", plan.Hours, n),
		column("timvarde", plan.Money), column("ranta", plan.Number), column("ar", plan.Number))
}

// amounts fills in a row, one amount for each year, of amounts parted by space.
func amounts(field, list string) string {
	if list == "" {
		return ""
	}
	var b strings.Builder
	b.WriteString(field + ":\n- ")
	for i, amount := range strings.Fields(list) {
		fmt.Fprintf(&b, "ar-%d: %s\n  ", i+1, amount)
	}
	return b.String() + "post: x\n"
}

func TestBenefit(t *testing.T) {
	template := benefitTemplate(t, 3)
	const all = `
en-gang: [{post: Inköp, ar-1: 90000}, {post: Utbildning, ar-1: 10000.50, ar-2: 5000}, {post: Ingenting}]
lopande: [{post: Licens, ar-1: 20000, ar-2: 20000, ar-3: 21000}]
nyttor: [{post: Resor, ar-2: 30000, ar-3: 30000}, {post: Porto, ar-1: 500, ar-2: 500, ar-3: 500}]
timmar: [{post: Natt, ar-1: 10.5, ar-2: 200, ar-3: 300}]
timvarde: 350
ranta: 3
ar: 2027
`
	type row struct {
		Year                                                int
		Costs, Benefits, Hours, Worth, Gain, Net, Cumulated string
	}
	for _, test := range []struct {
		name, values string
		rate         string
		years        []row
	}{
		// 90000 + 10000.50 + 20000 = 120000.50; 10.5 h × 350 kr = 3675; 500 + 3675 − 120000.50 = −115825.50
		// 5000 + 20000 = 25000; 200 × 350 = 70000; 30500 + 70000 − 25000 = 75500; −115825.50 + 75500 = −40325.50
		// 300 × 350 = 105000; 30500 + 105000 − 21000 = 114500; −40325.50 + 114500 = 74174.50
		{"all", all, "3", []row{
			{2027, "120000.5", "500", "10.5", "3675", "4175", "-115825.5", "-115825.5"},
			{2028, "25000", "30500", "200", "70000", "100500", "75500", "-40325.5"},
			{2029, "21000", "30500", "300", "105000", "135500", "114500", "74174.5"},
		}},
		{"hours without a worth", strings.Replace(all, "timvarde: 350", "timvarde:", 1), "3", []row{
			{2027, "120000.5", "500", "10.5", "0", "500", "-119500.5", "-119500.5"},
			{2028, "25000", "30500", "200", "0", "30500", "5500", "-114000.5"},
			{2029, "21000", "30500", "300", "0", "30500", "9500", "-104500.5"},
		}},
		{"nothing but a cost", "lopande: [{ar-2: 1}]", "0", []row{
			{0, "0", "0", "0", "0", "0", "0", "0"}, {1, "1", "0", "0", "0", "0", "-1", "-1"}, {2, "0", "0", "0", "0", "0", "0", "-1"},
		}},
		{"nothing", "{}", "0", []row{{0, "0", "0", "0", "0", "0", "0", "0"}, {1, "0", "0", "0", "0", "0", "0", "0"}, {2, "0", "0", "0", "0", "0", "0", "0"}}},
		{"the worth of hours is rounded to thousandths", "timmar: [{ar-1: 0.001, ar-2: 0.002, ar-3: -0.001}]\ntimvarde: 0.5\nranta: 2.5\nar: 2030", "2.5", []row{
			{2030, "0", "0", "0.001", "0.001", "0.001", "0.001", "0.001"}, {2031, "0", "0", "0.002", "0.001", "0.001", "0.001", "0.002"},
			{2032, "0", "0", "-0.001", "-0.001", "-0.001", "-0.001", "0.001"},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := read(t, template, test.values).Benefit(template.Figures[0])
			if got := b.Rate.String(); got != test.rate {
				t.Errorf("the rate is %s, want %s", got, test.rate)
			}
			var rows []row
			for _, y := range b.Years {
				rows = append(rows, row{
					y.Year, y.Costs.String(), y.Benefits.String(), y.Hours.String(), y.HoursWorth.String(), y.Gain().String(), y.Net.String(), y.Accumulated.String(),
				})
			}
			if diff := cmp.Diff(test.years, rows); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestBenefitOfCostsAlone holds that a figure needs no table but that of costs.
func TestBenefitOfCostsAlone(t *testing.T) {
	template := checked(t, &plan.Figure{Type: plan.BenefitFigure, Of: refs("costs=kostnader rate=ranta first-year=ar")},
		years("kostnader", plan.Money, 2), column("ranta", plan.Number), column("ar", plan.Number))
	b := read(t, template, "kostnader: [{ar-1: -5, ar-2: 3}]\nar: 2027").Benefit(template.Figures[0])
	want := &plan.Benefit{NetPresentValue: 2, BreakEven: 0, Years: []plan.Year{
		{Year: 2027, Costs: -5000, Net: 5000, Accumulated: 5000}, {Year: 2028, Costs: 3000, Net: -3000, Accumulated: 2000},
	}}
	if diff := cmp.Diff(want, b); diff != "" {
		t.Error(diff)
	}
}

func TestBreakEven(t *testing.T) {
	for _, test := range []struct {
		name, net string
		even      int // index of the year
		month     int
	}{
		{"no years' nets", "0 0 0", 0, 0},
		{"never", "-100 30 30", -1, 0},
		{"never, all years cost", "-1 -1", -1, 0},
		{"one year, never", "-1", -1, 0},
		{"one year, at once", "1", 0, 0},
		{"from the start", "10 10 10", 0, 0},
		{"from the start, and never outstanding", "10 -10 0", 0, 0},
		{"in the last year", "-100 50 60", 2, 10},                        // 50 outstanding; 60 a year is 5 a month
		{"at the very end of a year", "-100 50 50 50", 2, 12},            // 50 of 50
		{"at the end, and no more", "-100 100", 1, 12},                   //
		{"in the first month", "-100 1200", 1, 1},                        // 100 a month
		{"a little into the second month", "-100.001 1200", 1, 2},        //
		{"a little before the end of the second", "-199.999 1200", 1, 2}, //
		{"at the end of the second month", "-200 1200", 1, 2},            //
		{"at once in the first month", "-0.001 999999", 1, 1},            //
		{"in the middle of the year", "-60 120", 1, 6},                   //
		{"it dips again", "-10 20 -15 10", 3, 6},                         // −10, 10, −5, 5
		{"it dips again, for good", "-10 20 -15 1", -1, 0},               // −10, 10, −5, −4
		{"it starts well, then dips", "5 -10 20", 2, 3},                  // 5, −5, 15; 5 of 20 is 3 months
		{"it touches nought on the way", "-10 10 -5 10", 3, 6},           // −10, 0, −5, 5
		{"it touches nought and stays", "-10 10 0 0", 1, 12},             // the first year without debt
		{"it falls back to nought", "-10 15 -5", 1, 8},                   // −10, 5, 0; 10 of 15 is 8 months
		{"years without a net between", "-12 0 0 24", 3, 6},              //
	} {
		t.Run(test.name, func(t *testing.T) {
			template := benefitTemplate(t, len(strings.Fields(test.net)))
			b := read(t, template, amounts("nyttor", test.net)).Benefit(template.Figures[0])
			if b.BreakEven != test.even || b.Month != test.month {
				t.Errorf("break-even is in year %d, month %d, want %d, %d", b.BreakEven, b.Month, test.even, test.month)
			}
		})
	}
}

// TestBreakEvenMeans holds what the index promises: at the end of that year and of each after
// it nothing is outstanding, and at the end of the year before it something is.
func TestBreakEvenMeans(t *testing.T) {
	template := benefitTemplate(t, 4)
	for n := range 5 * 5 * 5 * 5 {
		net := fmt.Sprint(n%5-2, " ", n/5%5-2, " ", n/25%5-2, " ", n/125-2)
		b := read(t, template, amounts("nyttor", net)).Benefit(template.Figures[0])
		even := len(b.Years)
		for even > 0 && b.Years[even-1].Accumulated >= 0 {
			even--
		}
		if even == len(b.Years) {
			even = -1
		}
		if b.BreakEven != even || (b.Month > 0) != (even > 0) {
			t.Fatalf("%s: break-even is in year %d, month %d, want year %d", net, b.BreakEven, b.Month, even)
		}
		if b.Month == 0 {
			continue
		}
		// After the month nothing is outstanding; after the one before, something is.
		before, net12 := b.Years[even-1].Accumulated*12, b.Years[even].Net
		if m := plan.Decimal(b.Month); b.Month > 12 || before+net12*m < 0 || before+net12*(m-1) >= 0 {
			t.Fatalf("%s: the month is %d", net, b.Month)
		}
	}
}

func TestNetPresentValue(t *testing.T) {
	for _, test := range []struct {
		name, rate, net string
		want            int64
	}{
		// Worked out by hand, year for year.
		{"no rate", "0", "-100000 40000 50000 60000", 50000},
		{"three per cent", "3", "-100000 40000 50000 60000", 39683}, // −97087.379 + 37703.837 + 45757.083 + 53309.223 = 39682.764
		{"five per cent", "5", "-100000 40000 50000 60000", 33597},  // −95238.095 + 36281.179 + 43191.880 + 49362.149 = 33597.112
		{"negative, no rate", "0", "-100000 20000 20000 20000", -40000},
		{"negative, three per cent", "3", "-100000 20000 20000 20000", -42163}, // −97087.379 + 18851.918 + 18302.833 + 17769.741 = −42162.886
		{"negative, five per cent", "5", "-100000 20000 20000 20000", -43367},  // −95238.095 + 18140.590 + 17276.752 + 16454.049 = −43366.704
		{"the first year is discounted too", "25", "1000", 800},
		{"of each year once more", "100", "200 400 800", 300},
		{"a rate with decimals", "2.5", "1025 1050.625", 2000},
		{"a rate below nought", "-50", "1000 1000", 6000}, // 1000/0.5 + 1000/0.25
		{"a rate that leaves nothing", "-100", "1000 1000", 0},
		{"a rate beyond sense", "-150", "1000", 0},
		{"a half is rounded away from nought", "0", "0.5", 1},
		{"a half below nought too", "0", "-0.5", -1},
		{"less than a half", "0", "0.499", 0},
		{"less than a half below nought", "0", "-0.499", 0},
		{"one and a half", "100", "3", 2},
		{"nothing", "3", "0 0", 0},
		// From Microsoft's documentation of NPV in Excel, which also discounts the first year.
		{"published, ten per cent", "10", "-10000 3000 4200 6800", 1188},                    // 1 188.44
		{"published, eight per cent", "8", "8000 9200 10000 12000 14500", 41922},            // 1 922.06 + 40 000
		{"published, with a loss at last", "8", "8000 9200 10000 12000 14500 -9000", 36251}, // −3 749.47 + 40 000
	} {
		t.Run(test.name, func(t *testing.T) {
			template := benefitTemplate(t, len(strings.Fields(test.net)))
			b := read(t, template, amounts("nyttor", test.net)+"ranta: "+test.rate).Benefit(template.Figures[0])
			if b.NetPresentValue != test.want {
				t.Errorf("%s at %s per cent are worth %d, want %d", test.net, test.rate, b.NetPresentValue, test.want)
			}
		})
	}
}

// TestAnnuity compares with the textbooks' formula for equal amounts at the end of each year:
// C × (1 − (1 + r)⁻ⁿ) ÷ r.
func TestAnnuity(t *testing.T) {
	for n := 1; n <= 40; n++ {
		template := benefitTemplate(t, n)
		for _, rate := range []string{"0.5", "1", "2.25", "3", "5", "8", "12.125", "100"} {
			const amount = 1_234_567
			b := read(t, template, amounts("nyttor", strings.Repeat(fmt.Sprint(amount, " "), n))+"ranta: "+rate).Benefit(template.Figures[0])
			r := float64(number(rate)) / 100_000
			if want := amount * (1 - math.Pow(1+r, -float64(n))) / r; math.Abs(float64(b.NetPresentValue)-want) > 0.5001 {
				t.Errorf("%d years at %s per cent are worth %d, by the formula %.2f", n, rate, b.NetPresentValue, want)
			}
		}
	}
}

// TestBenefitOfLargest holds that the largest amounts that can be written are added up rightly.
func TestBenefitOfLargest(t *testing.T) {
	template := benefitTemplate(t, 2)
	const most = "999999999999.999"
	b := read(t, template, amounts("lopande", most+" "+most)+amounts("en-gang", most+" 0")+amounts("nyttor", "0 "+most)).Benefit(template.Figures[0])
	if got := b.Years[0].Costs.String(); got != "1999999999999.998" {
		t.Errorf("costs are %s", got)
	}
	if b.NetPresentValue != -2_000_000_000_000 || b.BreakEven != -1 {
		t.Errorf("worth %d, break-even %d", b.NetPresentValue, b.BreakEven)
	}
}
