package move

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A renaming is which paths in content/ become which: of one file, or of all in a folder.
type renaming struct {
	from, to string
	files    map[string]bool // all files of content/
}

// of returns the new path of a file.
func (r *renaming) of(name string) string {
	if name == r.from {
		return r.to
	}
	if rest, inside := strings.CutPrefix(name, r.from+"/"); inside {
		return r.to + "/" + rest
	}
	return name
}

// target returns the new path of what a link means: a file, or the Word file that is made of a page.
func (r *renaming) target(name string) string {
	page, isWord := strings.CutSuffix(name, ".docx")
	if isWord && !r.files[name] && r.files[page+".md"] {
		if moved, isPage := strings.CutSuffix(r.of(page+".md"), ".md"); isPage {
			return moved + ".docx"
		}
	}
	return r.of(name)
}

// link returns what a link in a file must be after the move.
func (r *renaming) link(file, dest string) string {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") {
		return dest
	}
	to, changed := r.relative(file, norm.NFC.String(u.Path))
	if !changed {
		return dest
	}
	old, rest := dest, ""
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		old, rest = dest[:i], dest[i:]
	}
	if strings.HasPrefix(old, "./") && !strings.HasPrefix(to, "../") {
		to = "./" + to
	}
	return escaped(to, old) + rest
}

// relative returns what a relative path in a file must be after the move, and whether it is
// another than it was.
func (r *renaming) relative(file, to string) (string, bool) {
	old := path.Join(path.Dir(file), to)
	if old == ".." || strings.HasPrefix(old, "../") {
		return to, false
	}
	dir, target := path.Dir(r.of(file)), r.target(old)
	if path.Join(dir, to) == target {
		return to, false
	}
	return between(dir, target), true
}

// between returns the path from a folder of content/ to a file.
func between(dir, file string) string {
	var from []string
	if dir != "." {
		from = strings.Split(dir, "/")
	}
	to := strings.Split(file, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

// escaped writes a path as an address that needs no quotation marks in Markdown nor in YAML. What
// the old address had unescaped, letters and spaces, may be so in the new one.
func escaped(to, old string) string {
	spaces := strings.Contains(old, " ")
	letters := !escapesLetters(old)
	var b strings.Builder
	for _, c := range []byte(to) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~/+=@!$,;", c) >= 0,
			c == ' ' && spaces, c >= 0x80 && letters:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		}
	}
	return b.String()
}

// escapesLetters reports whether an address escapes what is no ASCII.
func escapesLetters(address string) bool {
	for i := strings.IndexByte(address, '%'); i >= 0 && i+1 < len(address); i++ {
		if address[i] == '%' && address[i+1] >= '8' {
			return true
		}
	}
	return false
}

// address returns the published address of a page, or "" where its path gives none.
func address(source string) string {
	parts := strings.Split(source, "/")
	last := len(parts) - 1
	parts[last] = strings.TrimSuffix(parts[last], path.Ext(parts[last]))
	if site.IsIndex(source) {
		parts = parts[:last]
	}
	to := ""
	for _, part := range parts {
		slug := markdown.Slug(part)
		if slug == "" {
			return ""
		}
		to += slug + "/"
	}
	return to
}
