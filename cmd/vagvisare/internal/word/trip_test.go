package word_test

import (
	"flag"
	"math/rand/v2"
	"testing"

	"vagvisare/cmd/vagvisare/internal/plan"
)

var rounds = flag.Int("rounds", 10, "how many random plans to write and read back, for each way to mangle them")

// manglings are what may become of a document when a program opens and saves it.
var manglings = []struct {
	name   string
	mangle func(*testing.T, *rand.Rand, []byte) []byte
}{
	{"as it was", func(_ *testing.T, _ *rand.Rand, data []byte) []byte { return data }},
	{"by Word", mangleWord},
	{"by LibreOffice", mangleLibreOffice},
	{"without bookmarks", dropBookmarks},
}

// TestRoundTrip holds that values of every type come back as they were, whichever program has
// saved the document in between.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	template := everyType()
	random := rand.New(rand.NewPCG(1, uint64(*rounds)))
	for _, m := range manglings {
		t.Run(m.name, func(t *testing.T) {
			roundTrip(t, random, planOf(t, template, everyValue()), m.mangle)
			roundTrip(t, random, &plan.Plan{Template: template}, m.mangle)
			for range *rounds {
				roundTrip(t, random, randomPlan(t, random, randomTemplate(random)), m.mangle)
				if t.Failed() {
					return
				}
			}
		})
	}
}

func roundTrip(t *testing.T, random *rand.Rand, want *plan.Plan, mangle func(*testing.T, *rand.Rand, []byte) []byte) {
	t.Helper()
	data := mangle(t, random, write(t, filledOf(want)))
	got, reading, problems := imported(t, data, want.Template, blankOf(want.Template))
	if len(problems) > 0 {
		t.Errorf("told: %s", told(problems))
	}
	if got == nil {
		t.Fatal("nothing could be read")
	}
	if !got.Equal(want) {
		for _, f := range want.Template.Fields {
			if a, b := key(want.Value(f.ID)), key(got.Value(f.ID)); a != b {
				t.Errorf("%s (%s) was\n%q\nand is\n%q", f.ID, f.Type, a, b)
			}
		}
		keep(t, data)
	}
	if head := reading.Head; head["title"].Text != "Plan för natten" || head["status"].Text != "Fastställd" || head["decided-date"].Text != "2026-11-10" {
		t.Errorf("the head is %v", head)
	}
}

func key(v *plan.Value) string {
	if v == nil {
		return "–"
	}
	return v.Key()
}

// TestBlank holds that a document that nobody has filled in has no values, and tells of nothing.
func TestBlank(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for _, m := range manglings {
		t.Run(m.name, func(t *testing.T) {
			for i := range 10 {
				template := everyType()
				if i > 0 {
					template = randomTemplate(random)
				}
				data := m.mangle(t, random, write(t, blankOf(template)))
				p, reading, problems := imported(t, data, template, blankOf(template))
				if len(problems) > 0 || len(p.Values) > 0 || len(reading.Head) > 0 {
					t.Errorf("%s%v %v", told(problems), p.Values, reading.Head)
				}
			}
		})
	}
}
