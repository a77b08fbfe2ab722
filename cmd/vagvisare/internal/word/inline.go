package word

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// A linker returns the address of a link, or "" where it is to be plain text.
type linker func(dest string) string

// inlines writes marked-up text.
func (w *writer) inlines(list []markdown.Inline, link linker) {
	for i := 0; i < len(list); {
		end := i + 1
		for end < len(list) && list[end].Link == list[i].Link {
			end++
		}
		address := ""
		if list[i].Link != "" {
			address = link(list[i].Link)
		}
		part := list[i:end]
		if address == "" {
			w.inlineRuns(part, "")
		} else {
			w.hyperlink(address, func() { w.inlineRuns(part, styleLink) })
		}
		i = end
	}
}

func (w *writer) inlineRuns(list []markdown.Inline, style string) {
	for _, in := range list {
		f := format{style: style, bold: in.Bold, italic: in.Italic, strike: in.Strike}
		if in.Code {
			f.style = styleCodeText
		}
		w.run(in.Text, f)
		if in.Break {
			w.start("w:r")
			w.empty("w:br")
			w.end()
		}
	}
}

// textLinks returns the linker of running text.
func (w *writer) textLinks(link linker) linker {
	return func(dest string) string {
		if id, here := strings.CutPrefix(dest, "#"); here && w.headings[headingName(id)] {
			return "#" + headingName(id)
		}
		if link == nil {
			return ""
		}
		return address(link(dest))
	}
}

// fieldLinks returns the linker of a field, in which no link may get lost. It keeps what a link
// was written with where its address is the same in another form; who reads the document
// knows what else an address stands for.
func (w *writer) fieldLinks(link linker) linker {
	text := w.textLinks(link)
	return func(dest string) string {
		to := text(dest)
		if to == "" {
			to = address(dest)
		}
		if kept := (keptLink{to, dest}); to != "" && to != dest && (to == address(dest) || to[0] == '#') && !slices.Contains(w.kept, kept) {
			w.kept = append(w.kept, kept)
		}
		return to
	}
}

// address returns an address in a form that Word takes, or "" for what is none: Word calls a
// whole document broken for a single one.
func address(s string) string {
	u, err := url.Parse(s)
	if err != nil || !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, u.Scheme) {
		return ""
	}
	return u.String()
}

// hyperlink writes a link (17.16.22): to a bookmark of the document, or to an address by a
// relationship.
func (w *writer) hyperlink(address string, content func()) {
	if name, here := strings.CutPrefix(address, "#"); here && w.headings[name] {
		w.start("w:hyperlink", "w:anchor", name, "w:history", "1")
	} else {
		i := slices.Index(w.addresses, address)
		if i < 0 {
			i = len(w.addresses)
			w.addresses = append(w.addresses, address)
		}
		w.start("w:hyperlink", "r:id", relationID(firstLink+i), "w:history", "1")
	}
	content()
	w.end()
}

func relationID(n int) string { return "rId" + strconv.Itoa(n) }

// headingName names the bookmark of a heading. Letters that a bookmark cannot have become
// underscores, so that two headings may share a name: then links lead to the first.
func headingName(id string) string { return bookmarkOf("h_", id) }

func bookmarkOf(prefix, id string) string {
	name := prefix + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, id)
	return name[:min(len(name), maxBookmark)]
}
