package load

import (
	"net/mail"
	"net/url"
	"strings"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// emailForm is as much of what an address is as a schema can tell.
const emailForm = `^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$`

func emailShape(Vocabulary, []string) *Schema {
	return &Schema{Type: []string{"string"}, Pattern: emailForm}
}

// email reads an e-mail address without any name beside it.
func email[T any](of func(*T) *string) value[T] {
	return value[T]{emailShape, func(r *reader, to *T, key string, n *yaml.Node) {
		s, ok := scalar(r, key, n)
		if !ok {
			return
		}
		address, err := mail.ParseAddress(s)
		if _, host, _ := strings.Cut(s, "@"); err != nil || address.Address != s || !strings.Contains(host, ".") {
			r.reportAt(n, diag.BadEmail, s)
			return
		}
		*of(to) = s
	}}
}

func webShape(Vocabulary, []string) *Schema {
	return &Schema{Type: []string{"string"}, Pattern: `^\s*https?://[^/?#]+`}
}

// webAddress reads an absolute address on the web, and leaves it as it is.
func webAddress[T any](of func(*T) *string) value[T] {
	return value[T]{webShape, func(r *reader, to *T, key string, n *yaml.Node) {
		s, ok := scalar(r, key, n)
		if ok && !isWeb(s) {
			r.reportAt(n, diag.BadURL, s)
			return
		}
		*of(to) = s
	}}
}

// pathMark is where the path of a page's file goes in the address at which the file can be changed.
const pathMark = "{path}"

func editShape(Vocabulary, []string) *Schema {
	return &Schema{Type: []string{"string"}, Pattern: `^\s*https?://[^/?#]+/.*\{path\}`}
}

// editAddress reads an absolute address on the web that has pathMark in it.
func editAddress[T any](of func(*T) *string) value[T] {
	return value[T]{editShape, func(r *reader, to *T, key string, n *yaml.Node) {
		s, ok := scalar(r, key, n)
		if ok && (!isWeb(s) || !strings.Contains(s, pathMark)) {
			r.reportAt(n, diag.BadEdit, s)
			return
		}
		*of(to) = s
	}}
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.Contains(u.Host, "{")
}
