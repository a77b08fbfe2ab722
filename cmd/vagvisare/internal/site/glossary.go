package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
)

// GlossaryFile is the path of the glossary in content/.
const GlossaryFile = "ordlista.yaml"

// A Term is an entry of the glossary. The first group of fields is what the file says; the
// second is set by New.
type Term struct {
	Term, Explanation string
	Short             []string // short forms, such as DPIA
	Synonyms          []string
	SearchedAs        []string // everyday words that lead to the term, but the term not to them
	PageRef           Ref      // path in content/ of where to read more; Value "" where there is none
	Line, Col         int      // of the entry
	Refs              []Ref    // Names and SearchedAs with their places; nil where these are not known

	ID       string // slug of Term, unique: the id of its place on the glossary's page
	Letter   string // that it is found under: "A" … "Ö", "#" for digits and signs
	Page     *Page  // where to read more, or nil
	Fragment string // id of an element of Page, or ""
}

// Names returns what the term is called: Term, Short and Synonyms.
func (t *Term) Names() []string { return slices.Concat([]string{t.Term}, t.Short, t.Synonyms) }

// place returns where the i-th of Names and SearchedAs stands, or the entry.
func (t *Term) place(i int) (line, col int) {
	if i < len(t.Refs) {
		return t.Refs[i].Line, t.Refs[i].Col
	}
	return t.Line, t.Col
}

// glossary links the entries of the glossary, and puts them in order.
func (s *Site) glossary(terms []*Term) {
	if len(terms) == 0 {
		return
	}
	file := &Page{Source: GlossaryFile} // stands for the file, from where paths are written
	s.Glossary = make([]*Term, len(terms))
	keys := map[*Term][]byte{}
	for i, t := range terms {
		own := *t
		own.Letter = s.order.letter(own.Term)
		s.Glossary[i] = &own
		keys[&own] = s.order.key(own.Term)
	}
	slices.SortStableFunc(s.Glossary, func(a, b *Term) int { return cmp.Compare(a.Line, b.Line) })
	s.checkNames(file)
	for _, t := range s.Glossary {
		switch ref := t.PageRef; {
		case ref.Value == "":
		case strings.HasPrefix(ref.Value, "#"): // which would be a part of the glossary itself
			s.report(file, ref.Line, ref.Col, diag.DeadLink, ref.Value)
		default:
			to := s.pageOf(file, ref)
			t.Page, t.Fragment = to.Page, to.Fragment
		}
	}
	slices.SortStableFunc(s.Glossary, func(a, b *Term) int {
		return cmp.Or(slices.Compare(keys[a], keys[b]), cmp.Compare(a.Term, b.Term))
	})
	taken := map[string]bool{}
	for _, t := range s.Glossary {
		slug := cmp.Or(markdown.Slug(t.Term), "term")
		t.ID = slug
		for n := 2; taken[t.ID]; n++ {
			t.ID = slug + "-" + strconv.Itoa(n)
		}
		taken[t.ID] = true
	}
}

// checkNames holds that a name belongs to one entry, and stands in it once.
func (s *Site) checkNames(file *Page) {
	type owner struct {
		term *Term
		line int // of the name
	}
	owners := map[string]owner{}
	for _, t := range s.Glossary {
		names := t.Names()
		for i, name := range names {
			line, col := t.place(i)
			switch first := owners[foldedName(name)]; first.term {
			case nil:
				owners[foldedName(name)] = owner{t, line}
			case t:
				s.report(file, line, col, diag.DuplicateValue, name, first.line)
			default:
				s.report(file, line, col, diag.TakenName, name, first.term.Line)
			}
		}
		for i, name := range t.SearchedAs {
			if owners[foldedName(name)].term == t {
				line, col := t.place(len(names) + i)
				s.report(file, line, col, diag.NeedlessName, name).Severity = diag.Note
			}
		}
	}
}

// foldedName returns what names are compared by: they are the same in whatever letter case
// and composition, with whatever space between their words.
func foldedName(name string) string {
	folded := cases.Fold().String(norm.NFC.String(name))
	return norm.NFC.String(strings.Join(strings.Fields(folded), " "))
}
