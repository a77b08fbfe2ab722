package load

import "vagvisare/cmd/vagvisare/internal/diag"

// Plain returns a file's text as pages are made of it: see plain. The problem lacks the file's name.
func Plain(raw []byte) ([]byte, *diag.Problem) { return plain(raw, "") }

// Body returns the offset of a page's text in its file, which is plain, and whether the file has
// front matter before it.
func Body(file []byte) (offset int, ok bool) {
	r := &pageReader{}
	_, body, ok := r.cut(file)
	return len(file) - len(body), ok
}

// Tidy returns a path in the form in which the model has it, and links are compared.
func Tidy(name string) string { return tidy(name) }
