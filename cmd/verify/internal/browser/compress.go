package browser

import (
	"compress/gzip"
	"net/http"
	"path"
	"strings"
)

// Compressed lets a handler's texts go out compressed, as hosts do for browsers that ask for it.
func Compressed(files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !texts[path.Ext(r.URL.Path)] || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			files.ServeHTTP(w, r)
			return
		}
		c := &compressor{ResponseWriter: w}
		defer c.close()
		files.ServeHTTP(c, r)
	})
}

// texts are the extensions of what is worth compressing. A folder is a page.
var texts = map[string]bool{"": true, ".html": true, ".css": true, ".js": true, ".svg": true, ".xml": true, ".txt": true}

// A compressor compresses what is written, if anything is: what has not been modified has no body.
type compressor struct {
	http.ResponseWriter
	gzip *gzip.Writer
}

func (c *compressor) WriteHeader(status int) {
	if status == http.StatusOK {
		c.Header().Del("Content-Length")
		c.Header().Set("Content-Encoding", "gzip")
		c.gzip = gzip.NewWriter(c.ResponseWriter)
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *compressor) Write(data []byte) (int, error) {
	if c.gzip == nil {
		return c.ResponseWriter.Write(data)
	}
	return c.gzip.Write(data)
}

// close ends the body. That the browser is gone by then is no matter.
func (c *compressor) close() {
	if c.gzip != nil {
		c.gzip.Close()
	}
}
