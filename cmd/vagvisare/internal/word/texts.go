package word

import "vagvisare/cmd/vagvisare/internal/plan"

// Texts are the words of a document that its reader sees besides the plan's own.
type Texts struct {
	Prompts  Prompts           `json:"prompts"`
	Cells    Prompts           `json:"cells"`    // in tables, where there is little room
	Letter   string            `json:"letter"`   // prompt of a role's cell in a raci table
	Foreign  []string          `json:"foreign"`  // Word's own prompts, which it puts where a field has been emptied
	Total    string            `json:"total"`    // of a table's columns
	Activity string            `json:"activity"` // head of the first column of a raci table
	Required string            `json:"required"` // behind the label of a field that must be filled in
	To       string            `json:"to"`       // between two days
	Page     string            `json:"page"`     // in the footer: page 1 of 3
	Of       string            `json:"of"`
	Row      string            `json:"row"`   // before the number of a table's row, in messages
	Boxes    map[string]string `json:"boxes"` // titles of fact boxes, by kind
	Lost     Lost              `json:"lost"`
}

// Prompts are what stands in an empty field. A field that holds its prompt is empty.
type Prompts struct {
	Text   string `json:"text"`
	Prose  string `json:"prose"`
	Number string `json:"number"`
	Money  string `json:"money"`
	Hours  string `json:"hours"`
	Date   string `json:"date"`
	Start  string `json:"start"` // of a period
	End    string `json:"end"`
	Choose string `json:"choose"`
	Link   string `json:"link"`
}

// Lost names, for messages, what a field cannot keep.
type Lost struct {
	Picture  string `json:"picture"`
	Table    string `json:"table"`
	Footnote string `json:"footnote"`
	Comment  string `json:"comment"`
	Equation string `json:"equation"`
	Object   string `json:"object"` // anything else that is embedded
	Rows     string `json:"rows"`   // more than can be read
	Text     string `json:"text"`   // likewise
}

func (t *Texts) prompts(cell bool) *Prompts {
	if cell {
		return &t.Cells
	}
	return &t.Prompts
}

// prompt returns what stands in an empty field, or in an empty cell of a column.
func (t *Texts) prompt(f *plan.Field, cell, raci bool) string {
	if raci && f.Type == plan.Choice {
		return t.Letter
	}
	return t.prompts(cell).of(f.Type)
}

// of returns the prompt of a value; for a period that of its start.
func (p *Prompts) of(t plan.Type) string {
	switch t {
	case plan.Prose:
		return p.Prose
	case plan.Number:
		return p.Number
	case plan.Money:
		return p.Money
	case plan.Hours:
		return p.Hours
	case plan.Date:
		return p.Date
	case plan.Period:
		return p.Start
	case plan.Choice, plan.Role, plan.Level, plan.YesNo:
		return p.Choose
	case plan.Link:
		return p.Link
	}
	return p.Text
}

// allPrompts returns what may stand in an empty field.
func (t *Texts) allPrompts() []string {
	list := []string{t.Letter}
	for _, p := range []*Prompts{&t.Prompts, &t.Cells} {
		list = append(list, p.Text, p.Prose, p.Number, p.Money, p.Hours, p.Date, p.Start, p.End, p.Choose, p.Link)
	}
	return list
}
