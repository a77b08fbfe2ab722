package site

import (
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// logo finds the image that site.yaml names as the portal's logo.
func (s *Site) logo() {
	ref := s.Brand.Logo
	if ref.Value == "" {
		return
	}
	report := func(code diag.Code, args ...any) *diag.Problem {
		at := diag.Problem{File: "content/site.yaml", Line: ref.Line, Col: ref.Col, Code: code, Args: args}
		s.problems = append(s.problems, at)
		return &s.problems[len(s.problems)-1]
	}
	source := path.Clean(norm.NFC.String(ref.Value))
	switch f := s.files[source]; {
	case source == ".." || strings.HasPrefix(source, "../") || strings.HasPrefix(source, "/"):
		report(diag.LinkOutside, ref.Value)
	case f == nil && s.unread[source]:
	case f == nil:
		report(diag.MissingFile, ref.Value).Near = s.nearest(source, true)
	case f.Err != nil:
		report(diag.Unreadable, f.Err)
	case !isImage(f):
		report(diag.BadImage, ref.Value)
	default:
		s.Logo = f
	}
}
