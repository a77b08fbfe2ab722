package plan

import (
	"cmp"
	"slices"
	"strconv"
	"vagvisare/cmd/vagvisare/internal/diag"
)

// table reads the rows of a table. Rows that say nothing are left out.
func (r *valueReader) table(f *Field, in Input) *Value {
	if in.Kind != List {
		r.report(in.At, diag.WantList, f.ID)
		return nil
	}
	v := &Value{Field: f, At: in.At}
	var unread []bool // whether something of each row could not be read
	for _, item := range in.Items {
		if item.Empty() {
			continue
		}
		if item.Kind != Mapping {
			r.report(item.At, diag.WantMapping, f.ID)
			continue
		}
		told := len(r.problems)
		if row, ok := r.row(f, item); ok {
			v.Rows = append(v.Rows, row)
			unread = append(unread, len(r.problems) > told)
		}
	}
	if f.MaxRows > 0 && len(v.Rows) > f.MaxRows {
		r.report(v.Rows[f.MaxRows].At, diag.TooManyRows, f.ID, len(v.Rows), f.MaxRows)
	}
	r.duplicates(v, unread)
	if f.Type == Raci {
		r.raci(v, unread)
	}
	if len(v.Rows) == 0 {
		return nil
	}
	return v
}

func (r *valueReader) row(f *Field, in Input) (Row, bool) {
	row := Row{Cells: make([]*Value, len(f.Columns)), At: in.At}
	filled := false
	for _, pair := range in.Pairs {
		column := slices.IndexFunc(f.Columns, func(c *Field) bool { return c.ID == pair.Key })
		if column < 0 {
			ids := fieldIDs(f.Columns)
			code, args := diag.UnknownField, []any{pair.Key, r.rules.File}
			if f.Type == Raci {
				code, args = diag.UnknownRole, []any{pair.Key, orDash(ids[1:])}
			}
			r.report(pair.At, code, args...).Near = diag.Nearest(pair.Key, ids)
			continue
		}
		row.Cells[column] = r.value(f.Columns[column], pair.Value)
		filled = filled || row.Cells[column] != nil
	}
	for i, c := range f.Columns {
		if c.Required && row.Cells[i] == nil && filled && in.Get(c.ID).Empty() && r.rules.Complete {
			r.report(in.At, diag.MissingValue, c.ID, cmp.Or(c.Label, f.Label))
		}
	}
	return row, filled
}

// duplicates reports rows that say the same as one before: all of it, or in a column that
// is unique. Of a row with problems it is not known all that it says.
func (r *valueReader) duplicates(v *Value, unread []bool) {
	first := map[string]int{}
	for n, row := range v.Rows {
		var keys []string
		if !unread[n] {
			keys = []string{rowKey(row, nil)}
		}
		for i, c := range v.Field.Columns {
			if c.Unique && row.Cells[i] != nil {
				keys = append(keys, c.ID+"="+row.Cells[i].Key())
			}
		}
		for _, key := range keys {
			if line, seen := first[key]; seen {
				r.report(row.At, diag.DuplicateRow, line)
				break
			}
		}
		for _, key := range keys {
			if _, seen := first[key]; !seen {
				first[key] = row.At.Line
			}
		}
	}
}

func rowKey(row Row, key []byte) string {
	for _, cell := range row.Cells {
		if cell != nil {
			key = strconv.AppendQuote(key, cell.Key()) // no cell may run into the next
		}
		key = append(key, ' ')
	}
	return string(key)
}

// raci holds the rules of responsibility: exactly one is accountable for an activity, and at
// least one carries it out. An unfinished plan may lack them, but have no two; so may a row with
// problems, which says more than could be read.
func (r *valueReader) raci(v *Value, unread []bool) {
	for n, row := range v.Rows {
		letters := map[string]int{}
		for _, cell := range row.Cells[1:] {
			if cell != nil {
				for _, letter := range cell.Text {
					letters[string(letter)]++
				}
			}
		}
		name := ""
		if row.Cells[0] != nil {
			name = row.Cells[0].Text
		}
		if letters["A"] > 1 || letters["A"] == 0 && r.rules.Complete && !unread[n] {
			r.report(row.At, diag.RaciAccountable, name, letters["A"])
		}
		if letters["R"] == 0 && r.rules.Complete && !unread[n] {
			r.report(row.At, diag.RaciResponsible, name)
		}
	}
}
