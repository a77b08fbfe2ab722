package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// A table tells the medians and maxima of what is added to it, and for which query the last
// column is largest.
type table struct {
	name    string
	columns []string
	rows    []*row // in the order in which they came
}

type row struct {
	name    string
	queries []string
	values  [][]float64 // of each column
}

func newTable(name string, columns ...string) *table { return &table{name: name, columns: columns} }

// add adds a value of each column to a row.
func (t *table) add(name, query string, values ...float64) {
	i := slices.IndexFunc(t.rows, func(r *row) bool { return r.name == name })
	if i < 0 {
		i = len(t.rows)
		t.rows = append(t.rows, &row{name: name, values: make([][]float64, len(t.columns))})
	}
	r := t.rows[i]
	r.queries = append(r.queries, query)
	for i, v := range values {
		r.values[i] = append(r.values[i], v)
	}
}

// most returns the query for which the last column is largest.
func (r *row) most() string {
	last := r.values[len(r.values)-1]
	return r.queries[slices.Index(last, slices.Max(last))]
}

func (t *table) print(w io.Writer) error {
	columns := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintf(columns, "%s\tqueries", t.name)
	for _, column := range t.columns {
		fmt.Fprint(columns, "\t", column)
	}
	fmt.Fprint(columns, "\tmost for\n")
	for _, r := range t.rows {
		fmt.Fprintf(columns, "%s\t%d", r.name, len(r.queries))
		for _, values := range r.values {
			fmt.Fprintf(columns, "\t%s (%s)", short(median(values)), short(slices.Max(values)))
		}
		fmt.Fprintf(columns, "\t%s\n", r.most())
	}
	return columns.Flush()
}

// short writes a value with three digits or so.
func short(v float64) string {
	if v < 100 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

// median returns the middle one of some values; of two, the mean. There must be one.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
