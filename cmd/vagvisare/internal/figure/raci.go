package figure

import (
	"slices"
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A raciDrawing is who does what: for each activity its name, and below it a tile for each
// role. Roles are numbered; the names stand on top.
type raciDrawing struct {
	Roles      []raciRole
	Numbers    []mark // of roles, again after some activities; X is the middle
	Activities []raciActivity
	Keys       []key // what the letters mean
}

type raciRole struct {
	Number mark // X is the start
	Name   []mark
}

type raciActivity struct {
	Rule  string // path of the line above
	Name  []mark
	Tiles []raciTile
}

// A raciTile is what a role is to an activity. Its Class is "a" where the role is
// accountable, "r" where it does the work, else "other", or "none": then it is a point.
type raciTile struct {
	Class  string
	Shape  string // path around the letter
	Letter mark   // X is the middle
}

func (s *sketch) raci() {
	v := s.plan.Values[s.figureRef("rows")]
	if v == nil || len(v.Rows) == 0 || len(v.Field.Columns) < 2 {
		return
	}
	roles := v.Field.Columns[1:]
	s.out.Table.Head = []string{s.say("activity")}
	for _, role := range roles {
		s.out.Table.Head = append(s.out.Table.Head, role.Label)
	}
	lacking := map[string]int{}
	for _, row := range v.Rows {
		cells := []Cell{headerCell(raciText(row.Cells[0]))}
		letters := ""
		for _, v := range row.Cells[1:] {
			text := raciText(v)
			letters += text
			cell := textCell(text)
			if text != "" {
				cell.Class = raciClass(text)
			}
			cells = append(cells, cell)
		}
		for _, letter := range []string{"A", "R"} {
			if !strings.Contains(letters, letter) {
				lacking[letter]++
			}
		}
		s.out.Table.Rows = append(s.out.Table.Rows, cells)
	}
	s.out.Description = sentence(s.say("sum", "activities", s.count("activities", len(v.Rows)), "roles", s.count("roles", len(roles)))) + " " + s.lacking(lacking)
	s.drawRaci(v, roles)
}

// lacking says how many activities have nobody who is accountable or does the work.
func (s *sketch) lacking(n map[string]int) string {
	var sentences []string
	for _, letter := range []string{"A", "R"} {
		if n[letter] > 0 {
			sentences = append(sentences, sentence(s.count("no-"+strings.ToLower(letter), n[letter])))
		}
	}
	if len(sentences) == 0 {
		return s.say("complete")
	}
	return strings.Join(sentences, " ")
}

func raciText(cell *plan.Value) string {
	if cell == nil {
		return ""
	}
	return cell.Text
}

func raciClass(letters string) string {
	switch {
	case letters == "":
		return "none"
	case strings.Contains(letters, "A"):
		return "a"
	case strings.Contains(letters, "R"):
		return "r"
	}
	return "other"
}

const (
	raciTileWidth  = 32
	raciTileHeight = 28
	raciRepeat     = 6  // activities after which the roles' numbers stand again
	raciPerLine    = 10 // roles that have room beside each other
)

func (s *sketch) drawRaci(v *plan.Value, roles []*plan.Field) {
	d := &raciDrawing{}
	top := s.raciRoles(d, roles) + 8
	lines := (len(roles) + raciPerLine - 1) / raciPerLine
	perLine := (len(roles) + lines - 1) / lines
	pitch := min(60, figureWidth/float64(perLine))
	at := func(role int, down float64) (x, y float64) {
		return float64(role%perLine)*pitch + pitch/2, float64(role/perLine) * down
	}
	const down = raciTileHeight + 4
	for i, row := range v.Rows {
		if i%raciRepeat == 0 {
			if i > 0 {
				top += 8
			}
			for n := range roles {
				x, y := at(n, lineHeight)
				d.Numbers = append(d.Numbers, mark{length(x), length(top + y + baseline), strconv.Itoa(n + 1)})
			}
			top += float64(lines)*lineHeight + 4
		}
		a := raciActivity{Rule: rule(top)}
		names := s.bold(figureWidth).wrap(raciText(row.Cells[0]))
		a.Name = marks(names, 0, top+6)
		top += 6 + float64(len(names))*lineHeight + 4
		for n := range roles {
			x, y := at(n, down)
			a.Tiles = append(a.Tiles, newRaciTile(raciText(row.Cells[n+1]), x, top+y))
		}
		top += float64(lines)*down + 4
		d.Activities = append(d.Activities, a)
	}
	var entries []keyText
	for _, letter := range []string{"R", "A", "C", "I"} {
		entries = append(entries, keyText{raciClass(letter), letter, s.say("letter-" + strings.ToLower(letter))})
	}
	var bottom float64
	d.Keys, bottom = s.keys(top+8, entries...)
	s.out.Drawing, s.out.Height = d, int(bottom+4)
}

func newRaciTile(letters string, x, y float64) raciTile {
	t := raciTile{Class: raciClass(letters), Letter: mark{length(x), length(y + raciTileHeight/2 + middle), letters}}
	if t.Shape = tile(x-raciTileWidth/2, y, raciTileWidth, raciTileHeight); letters == "" {
		var dot pen
		t.Shape = dot.line(x, y+raciTileHeight/2, x, y+raciTileHeight/2).String()
	}
	return t
}

// raciRoles places the roles' numbers and names, in two columns where the names are short.
// It returns where they end.
func (s *sketch) raciRoles(d *raciDrawing, roles []*plan.Field) float64 {
	columns, indent := 2, 26.0
	wide := float64(figureWidth)/2 - 8
	if slices.ContainsFunc(roles, func(f *plan.Field) bool { return len(s.small(wide-indent).wrap(f.Label)) > 2 }) {
		columns, wide = 1, figureWidth
	}
	rows := (len(roles) + columns - 1) / columns
	bottom := 0.0
	for column := range columns {
		x, top := float64(column)*(wide+16), 0.0
		for i := column * rows; i < min(len(roles), (column+1)*rows); i++ {
			lines := s.small(wide - indent).wrap(roles[i].Label)
			d.Roles = append(d.Roles, raciRole{mark{length(x), length(top + baseline), strconv.Itoa(i + 1)}, marks(lines, x+indent, top)})
			top += float64(len(lines)) * lineHeight
		}
		bottom = max(bottom, top)
	}
	return bottom
}
