package plan_test

import (
	"errors"
	"testing"

	"vagvisare/cmd/vagvisare/internal/plan"
)

func TestParseDecimal(t *testing.T) {
	for text, want := range map[string]plan.Decimal{
		"0": 0, "-0": 0, "0.000": 0, "7": 7000, "007": 7000, "1250": 1_250_000, "-3": -3000,
		"2.5": 2500, "2.50": 2500, "2.05": 2050, "2.005": 2005, "-0.5": -500, "-0.001": -1,
		"999999999999.999": 999_999_999_999_999, "-999999999999.999": -999_999_999_999_999,
	} {
		got, err := plan.ParseDecimal(text)
		if err != nil || got != want {
			t.Errorf("%q is %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", " ", "-", ".", "-.", ".5", "5.", "-.5", "+5", "--5", "5-", "1,5", "1 250", "1\u00a0250", " 5", "5 ", "\u22125",
		"1.2.3", "1.-2", "0.0001", "1.0000", "1e3", "1E3", "0x10", "1_000", "NaN", "Inf", "١", "fem", "5 kr", "1000000000000", "0000000000001",
	} {
		if got, err := plan.ParseDecimal(text); !errors.Is(err, plan.ErrNumber) || got != 0 {
			t.Errorf("%q is %d, %v, want ErrNumber", text, got, err)
		}
	}
}

func TestDecimalString(t *testing.T) {
	for d, want := range map[plan.Decimal]string{
		0: "0", 1: "0.001", -1: "-0.001", 10: "0.01", 100: "0.1", 999: "0.999", 1000: "1", 1001: "1.001", 2500: "2.5", -2500: "-2.5",
		-1000: "-1", 10_000: "10", 1_250_000: "1250", 100_050: "100.05", -999_999_999_999_999: "-999999999999.999",
	} {
		if got := d.String(); got != want {
			t.Errorf("%d is %q, want %q", int64(d), got, want)
		}
		if back, err := plan.ParseDecimal(want); err != nil || back != d {
			t.Errorf("%q is read as %d, %v, want %d", want, int64(back), err, int64(d))
		}
	}
}

func TestWhole(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "0.499": 0, "0.5": 1, "0.501": 1, "1.499": 1, "1.5": 2, "2.5": 3, "-0.499": 0, "-0.5": -1, "-1.5": -2, "-2.499": -2,
		"2027": 2027, "999999999999.999": 1_000_000_000_000,
	} {
		if got := number(text).Whole(); got != want {
			t.Errorf("%s is %d, want %d", text, got, want)
		}
	}
}
