package asset

import (
	"bytes"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
)

// minified returns the smaller form of a file; of an unknown type, or with an error, the file itself.
func minified(ext string, data []byte) ([]byte, error) {
	var minifier minify.Minifier
	switch ext {
	case ".css":
		minifier = &css.Minifier{}
	case ".js":
		minifier = &js.Minifier{}
	case ".svg":
		minifier = &svg.Minifier{}
	default:
		return data, nil
	}
	var small bytes.Buffer
	if err := minifier.Minify(minify.New(), &small, bytes.NewReader(data), nil); err != nil {
		return data, err
	}
	return small.Bytes(), nil
}

// Template returns the smaller form of an HTML template. Layouts are minified once, when
// they are loaded, which costs nothing per page; so they keep what a template may depend
// on: quotes, end tags and default values.
func Template(source []byte) ([]byte, error) {
	minifier := html.Minifier{
		TemplateDelims: html.GoTemplateDelims, KeepDocumentTags: true, KeepEndTags: true,
		KeepQuotes: true, KeepDefaultAttrVals: true,
	}
	var small bytes.Buffer
	err := minifier.Minify(minify.New(), &small, bytes.NewReader(source), nil)
	return small.Bytes(), err
}
