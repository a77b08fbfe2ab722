package figure

import "math"

// A scale turns values into places along an axis.
type scale struct {
	low, high   float64 // values at its ends
	start, size float64 // places: start is that of low, start + size that of high
}

func (s scale) at(value float64) float64 {
	return s.start + (value-s.low)/(s.high-s.low)*s.size
}

// rounds returns the round values, at most count+1, that an axis from low to high shows: the
// first at or below low, the last at or above high, with steps of 1, 2 or 5 times a power of ten.
func rounds(low, high float64, count int) []float64 {
	high = max(high, low+1)
	step := roundStep((high - low) / float64(count))
	for math.Ceil(high/step)-math.Floor(low/step) > float64(count) {
		step = roundStep(step * 1.5)
	}
	var values []float64
	for i := math.Floor(low / step); i <= math.Ceil(high/step); i++ {
		values = append(values, i*step)
	}
	return values
}

// roundStep returns the smallest 1, 2 or 5 times a power of ten that is at least a step.
func roundStep(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, n := range []float64{1, 2, 5} {
		if n*power >= step*(1-1e-9) {
			return n * power
		}
	}
	return 10 * power
}
