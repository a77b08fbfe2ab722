package site

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// An order puts words in the order of a language: in Swedish å, ä and ö come last.
type order struct {
	collator *collate.Collator
	buffer   collate.Buffer
	swedish  bool
}

func newOrder(lang string) *order {
	tag := language.Make(lang)
	base, _ := tag.Base()
	return &order{collator: collate.New(tag, collate.IgnoreCase, collate.Numeric), swedish: base.String() == "sv"}
}

// key returns bytes that compare as the words do.
func (o *order) key(s string) []byte {
	defer o.buffer.Reset()
	return slices.Clone(o.collator.KeyFromString(&o.buffer, s))
}

// letter returns the letter that a title is found under; "#" when it starts with none.
func (o *order) letter(title string) string {
	for _, r := range title {
		r = unicode.ToUpper(r)
		if unicode.IsDigit(r) {
			return "#"
		}
		if !unicode.IsLetter(r) {
			continue // a quotation mark, say
		}
		if o.swedish && strings.ContainsRune("ÅÄÖ", r) {
			return string(r)
		}
		for _, base := range norm.NFD.String(string(r)) {
			return string(base)
		}
	}
	return "#"
}

// A Letter is a part of the index: all titles that begin with it.
type Letter struct {
	Name  string // "A" … "Ö", "#" for digits and signs
	Pages []*Page
}

// underLetter adds a page to its letter. Where a letter stands is decided by its first
// page: in Swedish order ü comes among y, but is found under U.
func (s *Site) underLetter(p *Page) {
	name := s.order.letter(p.Title)
	i := slices.IndexFunc(s.Index, func(l Letter) bool { return l.Name == name })
	if i < 0 {
		i = len(s.Index)
		s.Index = append(s.Index, Letter{Name: name})
	}
	s.Index[i].Pages = append(s.Index[i].Pages, p)
}

// index makes the index of pages and the list of topics, both in the language's order.
func (s *Site) index() {
	pages := slices.DeleteFunc(slices.Clone(s.Pages), func(p *Page) bool { return p.IsSection() && p.Phase == nil })
	slices.SortStableFunc(pages, func(a, b *Page) int { return slices.Compare(a.key, b.key) })
	tags := map[string]*Tag{}
	for _, p := range pages {
		s.underLetter(p)
		for _, name := range p.Tags {
			slug := markdown.Slug(name)
			if slug == "" {
				continue
			}
			if tags[slug] == nil {
				tags[slug] = &Tag{Name: name, Slug: slug}
				s.Tags = append(s.Tags, tags[slug])
			}
			if t := tags[slug]; len(t.Pages) == 0 || t.Pages[len(t.Pages)-1] != p {
				t.Pages = append(t.Pages, p)
				p.Topics = append(p.Topics, t)
			}
		}
	}
	slices.SortFunc(s.Tags, func(a, b *Tag) int {
		return slices.Compare(s.order.key(a.Name), s.order.key(b.Name))
	})
}
