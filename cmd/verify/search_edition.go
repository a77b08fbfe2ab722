package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"vagvisare/cmd/verify/internal/browser"
)

// outlive keeps the page open while the portal is published anew.
func outlive(d duplicate) func(*walk) {
	return func(w *walk) {
		w.open("sok/?q=larm", browser.View{})
		w.until("hits", `hits().length === 10`)
		w.do(d.republish)
		w.allow("search/pages/*.js")
		w.tap("form[role=search] input")
		w.press("End")
		w.write(" kamera")
		w.until("the page tells that it is old, or finds what is new", `part("count").includes("larm kamera") && hits().length > 0 || part("Outdated")`)
		w.press("Escape")
		w.retry()
		w.until("to try again is enough", `hits().length > 0 && !errors().length && query().startsWith("larm kamera")`)
	}
}

// comeBack searches, and comes back when the portal has been published anew, on a host that does
// not say how long a file may be kept. The browser then has the old manifest, and believes in it.
func comeBack(d duplicate) func(*walk) {
	return func(w *walk) {
		w.do(d.age)
		w.open("sok/?q=larm", browser.View{})
		w.until("hits", `hits().length === 10`)
		w.do(d.republish)
		w.allow("search/pages/*.js")
		w.open("sok/?q=kamera", browser.View{})
		w.until("hits, or word of a new edition", `hits().length > 0 || part("Outdated")`)
		w.retry()
		w.until("to try once again is enough", `hits().length > 0 && !errors().length && query() === "kamera"`)
	}
}

// retry tries again, if the page asks for it.
func (w *walk) retry() {
	if ask[bool](w, `errors().length > 0`) {
		w.tap(".search-error button")
	}
}

// republish makes the duplicate another edition, as if every page had changed a little: the
// files of pages have other names, and the manifest tells them.
func (d duplicate) republish() error {
	err := d.each("search/pages/*.js", func(file string, data []byte) error {
		name := filepath.Base(file)
		data = bytes.Replace(data, []byte(`"pages/`+name[:1]), []byte(`"pages/x`), 1)
		return errors.Join(os.Remove(file), os.WriteFile(filepath.Join(filepath.Dir(file), "x"+name[1:]), data, 0o666))
	})
	if err != nil {
		return err
	}
	return d.each("search/manifest.js", func(file string, data []byte) error {
		data, err := rewritten(data, newEdition)
		return errors.Join(err, os.WriteFile(file, data, 0o666))
	})
}

var (
	version = regexp.MustCompile(`"version":"\w+"`)
	names   = regexp.MustCompile(`"pages":\{"counts":\[[\d,]*\],"names":"\w+`)
)

// newEdition lets each name of files of pages begin with an x, which no hash does.
func newEdition(manifest []byte) []byte {
	manifest = version.ReplaceAll(manifest, []byte(`"version":"another"`))
	return names.ReplaceAllFunc(manifest, func(list []byte) []byte {
		const length = 8 // of a name
		list = bytes.Clone(list)
		for i := bytes.LastIndexByte(list, '"') + 1; i < len(list); i += length {
			list[i] = 'x'
		}
		return list
	})
}

// payload is what a compressed file of the search hands over.
var payload = regexp.MustCompile(`"([\w+/=]*)"\)`)

// uncompressed returns the contents of a compressed file of the search.
func uncompressed(file []byte) ([]byte, error) {
	match := payload.FindSubmatch(file)
	if match == nil {
		return nil, fmt.Errorf("a file of the search is not compressed: %.60q", file)
	}
	compressed, err := base64.StdEncoding.DecodeString(string(match[1]))
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// rewritten returns a compressed file of the search with other contents.
func rewritten(file []byte, rewrite func([]byte) []byte) ([]byte, error) {
	contents, err := uncompressed(file)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err = w.Write(rewrite(contents))
	err = errors.Join(err, w.Close())
	return payload.ReplaceAll(file, []byte(`"`+base64.StdEncoding.EncodeToString(b.Bytes())+`")`)), err
}
