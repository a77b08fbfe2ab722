package load

import (
	"bytes"
	"fmt"
	"math"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// plain returns a text as the rest of the program wants it: without a byte-order mark,
// with lines that end in \n, letters composed (NFC), and no soft hyphens. A soft hyphen is
// typography that word processors leave behind; inside a word it would hide the word from
// search, from ids and from whoever compares two texts, and browsers hyphenate without it.
func plain(raw []byte, file string) ([]byte, *diag.Problem) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	if !utf8.Valid(raw) {
		line, col := diag.Position(raw, invalidAt(raw))
		excerpt := bytes.ToValidUTF8([]byte(diag.Line(raw, line)), []byte("\ufffd"))
		return nil, &diag.Problem{File: file, Line: line, Col: col, Code: diag.NotUTF8, Excerpt: string(excerpt)}
	}
	if bytes.Contains(raw, []byte("\u00ad")) {
		raw = bytes.ReplaceAll(raw, []byte("\u00ad"), nil)
	}
	if maybeDecomposed(raw) && !norm.NFC.IsNormal(raw) {
		raw = norm.NFC.Bytes(raw)
	}
	return raw, nil
}

// maybeDecomposed rules out at little cost what most texts are: letters of Latin-1 and its
// two extensions, and the dashes and quotation marks from U+2010 on, are normal whatever
// stands beside them.
func maybeDecomposed(raw []byte) bool {
	for i, c := range raw {
		switch {
		case c < 0xC0 || c >= 0xC2 && c <= 0xCA: // ASCII, continuation, up to U+02BF
		case c == 0xE2 && raw[i+1] == 0x80 && raw[i+2] >= 0x90:
		default:
			return true
		}
	}
	return false
}

func invalidAt(raw []byte) int {
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(raw)
}

// megabytes writes a size, rounded up, so that what is too large also looks it.
func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", math.Ceil(float64(n)/1e5)/10) }
