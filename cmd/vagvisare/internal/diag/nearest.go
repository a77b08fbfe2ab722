package diag

// Nearest returns the candidate that the writer most likely meant by word, or "" when
// none is near. Near is a Damerau–Levenshtein distance (optimal string alignment: a
// transposition counts one) of at most a third of the word's length, and at least one;
// among equally near candidates the first wins.
func Nearest(word string, candidates []string) string {
	w := []rune(word)
	best, limit := "", max(1, len(w)/3)+1
	for _, c := range candidates {
		r := []rune(c)
		if len(r) == 0 || abs(len(r)-len(w)) >= limit {
			continue
		}
		if d := distance(w, r); d < limit {
			best, limit = c, d
		}
	}
	return best
}

func distance(a, b []rune) int {
	before := make([]int, len(b)+1)
	last := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
