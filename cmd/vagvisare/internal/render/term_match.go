package render

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/search"
)

// A termMatch is a name in a text.
type termMatch struct {
	term  int
	end   int  // offset in the text
	exact bool // not inflected
}

// match returns the longest of the names that begin with the word which begins at an offset of a
// text. Of two that are as long, the one that is written so is meant. Where only terms that are done can be
// meant, it may find nothing.
func (x *termIndex) match(text string, start int, known memory, done []bool) (best termMatch, found bool) {
	text, before := text[start:], text[:start]
	first, second, third := firstLetters(text)
	for _, key := range [...]uint16{keyOf(first, second, third), keyOf(first, 0, 0)} {
		if list := x.list[key]; list > 0 && !found {
			best, found = matchAmong(x.heads[list], text, known, done)
		}
	}
	found = found && alone(before, text[best.end:])
	best.end += start
	return best, found
}

func matchAmong(heads []*termHead, text string, known memory, done []bool) (best termMatch, found bool) {
	if !slices.ContainsFunc(heads, func(h *termHead) bool { return begins(text, h.root) && !h.spent(text, done) }) {
		return best, false
	}
	end := wordEnd(text, 0)
	first := known.token(text[:end])
	for _, h := range heads {
		if !h.inflects(first.Word, first.Stem) {
			continue
		}
		tokens := []search.Token{first}
		if h.parts > 1 || h.words > 1 || end < len(text) && strings.IndexByte(":.,", text[end]) >= 0 {
			tokens = search.Tokens(beginning(text, h.parts)) // the first may be longer, too
		}
		for _, name := range h.names {
			m, ok := name.match(text, tokens)
			if ok && (!found || m.end > best.end || m.end == best.end && m.exact && !best.exact) {
				best, found = m, true
			}
		}
	}
	return best, found
}

// token returns what a word is as a token.
func (known memory) token(written string) search.Token {
	if token, ok := known[written]; ok {
		return token
	}
	written = strings.Clone(written) // which would keep the page in memory
	var token search.Token
	if tokens := search.Tokens(written); len(tokens) > 0 {
		token = tokens[0]
	}
	known[written] = token
	return token
}

// spent reports whether nothing comes of a head at the beginning of a text: its terms are done. A name of several
// words counts all the same, since its parts are not meant by themselves.
func (h *termHead) spent(text string, done []bool) bool {
	for _, name := range h.names {
		if len(name.words) == 1 && !done[name.term] || len(name.words) > 1 && name.likely(text) {
			return false
		}
	}
	return true
}

// likely rules out, at little cost, a text that begins with the name's first word but does not go on
// with its second.
func (n *termName) likely(text string) bool {
	at := wordEnd(text, 0)
	if strings.HasPrefix(text[at:], ":") { // and an ending, perhaps
		return true
	}
	for at < len(text) {
		letter, size := lowered(text[at:])
		if letter != 0 {
			return begins(text[at:], n.words[1].root)
		}
		at += size
	}
	return false
}

// match reports whether tokens, the first of a text, are the name.
func (n *termName) match(text string, tokens []search.Token) (m termMatch, ok bool) {
	if len(tokens) < len(n.words) {
		return m, false
	}
	m = termMatch{term: n.term, exact: true}
	for i, want := range n.words {
		got := tokens[i]
		if !want.inflects(got.Word, got.Stem) || !strings.HasPrefix(text[got.Start:], want.as) {
			return m, false
		}
		if i > 0 && gapOf(text[m.end:got.Start]) != want.gap {
			return m, false
		}
		m.end, m.exact = got.End, m.exact && got.Word == want.word
	}
	return m, true
}

// beginning returns the first parts of a text, as space parts it.
func beginning(text string, parts int) string {
	inPart := true
	for i, r := range text {
		space := unicode.IsSpace(r)
		if space && inPart {
			if parts--; parts == 0 {
				return text[:i]
			}
		}
		inPart = !space
	}
	return text
}

// alone reports whether what stands between two texts is no part of something longer: of a
// compound with a hyphen, or of an address.
func alone(before, after string) bool {
	const joints = "-\u2010\u2011@_."
	r, size := utf8.DecodeLastRuneInString(before)
	if size > 0 && strings.ContainsRune(joints, r) {
		if r, _ = utf8.DecodeLastRuneInString(before[:len(before)-size]); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	r, size = utf8.DecodeRuneInString(after)
	if size > 0 && strings.ContainsRune(joints, r) {
		if r, _ = lowered(after[size:]); r != 0 {
			return false
		}
	}
	return true
}
