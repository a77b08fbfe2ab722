package load

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"image"
	_ "image/gif"  // sizes of GIF images
	_ "image/jpeg" // … of JPEG
	_ "image/png"  // … of PNG
	"io"
	"io/fs"
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/site"
)

// readFiles learns the size, the hash and, of images, the measures of files that are no
// texts. They are read in pieces, so that a large film costs time but no memory.
func readFiles(root fs.FS, names []string) []*site.File {
	list := make([]*site.File, len(names))
	inParallel(len(names), func(i int) { list[i] = readFile(root, names[i]) })
	return list
}

func readFile(root fs.FS, name string) *site.File {
	f := &site.File{Source: strings.TrimPrefix(tidy(name), "content/"), Name: name}
	r, err := root.Open(name)
	if err != nil {
		f.Err = errors.New(reason(err))
		return f
	}
	defer r.Close()
	sum := sha256.New()
	if f.Size, err = io.Copy(sum, r); err != nil {
		f.Err = errors.New(reason(err))
		return f
	}
	f.Hash = hex.EncodeToString(sum.Sum(nil))
	switch f.Ext() {
	case "png", "jpg", "jpeg", "gif":
		f.Width, f.Height = measure(root, name, pixels)
	case "svg":
		f.Width, f.Height = measure(root, name, svgSize)
	}
	return f
}

// measure opens a file again for its measures. An image without any is shown all the same.
func measure(root fs.FS, name string, of func(io.Reader) (w, h int)) (w, h int) {
	f, err := root.Open(name)
	if err != nil {
		return 0, 0
	}
	defer f.Close()
	return of(f)
}

func pixels(r io.Reader) (w, h int) {
	config, _, err := image.DecodeConfig(r)
	if err != nil {
		return 0, 0
	}
	return config.Width, config.Height
}

// svgSize reads width and height of the root element, else those of its view box.
func svgSize(r io.Reader) (w, h int) {
	decoder := xml.NewDecoder(io.LimitReader(r, 64<<10))
	for {
		token, err := decoder.Token()
		if err != nil {
			return 0, 0
		}
		if root, ok := token.(xml.StartElement); ok {
			return svgMeasures(root.Attr)
		}
	}
}

func svgMeasures(attributes []xml.Attr) (w, h int) {
	var box []string
	for _, a := range attributes {
		switch a.Name.Local {
		case "width":
			w = length(a.Value)
		case "height":
			h = length(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' })
		}
	}
	if (w == 0 || h == 0) && len(box) == 4 {
		w, h = length(box[2]), length(box[3])
	}
	return w, h
}

func length(s string) int {
	f, err := strconv.ParseFloat(strings.TrimSuffix(s, "px"), 64)
	if err != nil || f < 0 || f > 1e5 {
		return 0
	}
	return int(f + 0.5)
}
