package main

// A kind is a kind of page that readers meet, and the portal's page that stands for it.
type kind struct {
	name string
	page string // its folder, and a query
}

// kinds are the pages that the portal is measured by. What the page of hits shows is loaded by its script, file by file: what
// it weighs and how fast it is are told, not held.
func kinds() []kind {
	return []kind{
		{"home", ""},
		{"guidance", guidancePage},
		{"checklist", "checklistor/planera-start/"},
		{"plan", planPage},
		{"search", "sok/"},
		{"hits", searchPage},
	}
}

const (
	guidancePage = "planera/roller-och-ansvar/"
	planPage     = "planer/digitala-las/nyttokalkyl/"
	searchPage   = "sok/?q=larm"
)
