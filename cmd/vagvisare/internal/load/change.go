package load

import (
	"time"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// changeFields are the keys of an entry of a page's changes.
var changeFields = []field[site.Change]{
	{"date", true, date(func(c *site.Change) *time.Time { return &c.Day })},
	{"text", true, text(func(c *site.Change) *string { return &c.Text })},
}

// changes reads what a page says of its own changes, in any order.
func changes(r *reader, p *pageHeader, key string, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		r.reportAt(n, diag.WantList, key)
		return
	}
	for _, item := range n.Content {
		item = follow(item)
		if item.Kind != yaml.MappingNode {
			r.reportAt(item, diag.WantMapping, key)
			continue
		}
		at := r.at(valueOf(item, "date"))
		change := site.Change{Line: at.line, Col: at.col}
		mapping(r, &change, item, 0, changeFields)
		if !change.Day.IsZero() && change.Text != "" { // else told already
			p.Changes = append(p.Changes, change)
		}
	}
}
