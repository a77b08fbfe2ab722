package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A crawl asks a server for all that a site has, and for what it must not give.
type crawl struct {
	tally     *tally
	site      hostedSite
	encodings []string
	bare      bool
	files     []string // of the site, but for pages at old addresses, what is compressed, and what is for hosts
}

// A response is what came for an address. Nothing is unpacked, and no redirect followed.
type response struct {
	address string
	status  int
	header  http.Header
	body    []byte
}

var plainClient = &http.Client{
	Transport:     &http.Transport{DisableCompression: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// get asks for a path of the site, given as it is sent, with further headers in pairs.
func (c *crawl) get(sent string, headers ...string) *response {
	r := &response{address: c.site.origin + sentPath(c.site.base) + sent}
	request, err := http.NewRequest("GET", r.address, nil)
	if err == nil {
		for i := 0; i < len(headers); i += 2 {
			request.Header.Set(headers[i], headers[i+1])
		}
		var answer *http.Response
		if answer, err = plainClient.Do(request); err == nil {
			r.status, r.header = answer.StatusCode, answer.Header
			r.body, err = io.ReadAll(answer.Body)
			answer.Body.Close()
		}
	}
	if err != nil {
		r.address += " (" + err.Error() + ")"
	}
	return r
}

func (c *crawl) check(what string, problems []string) {
	const most = 20
	if len(problems) > most {
		problems = append(problems[:most:most], fmt.Sprintf("and %d more", len(problems)-most))
	}
	c.tally.check(c.site.name+": "+what, problems...)
}

func (c *crawl) all() {
	if c.bare {
		r := c.get("index.html")
		c.tally.check(c.site.name+": a page", wrongBody(r, 200, c.file("index.html"))...)
		return
	}
	var err error
	if c.files, err = publishedFiles(c.site.dir); err != nil {
		c.tally.fail("%v", err)
		return
	}
	c.check("all files", c.reach())
	c.check("old addresses", c.moved())
	c.check("what there is not", c.missing())
	c.check("what is nobody's to read", c.private())
	c.check("compressed files", c.compressed())
	c.check("what has not changed", c.unchanged())
}

// file returns what a file of the site holds.
func (c *crawl) file(name string) []byte {
	data, err := os.ReadFile(filepath.Join(c.site.dir, filepath.FromSlash(name)))
	if err != nil {
		return []byte("unreadable: " + err.Error())
	}
	return data
}

// publishedFiles returns the files of a site that readers can ask for.
func publishedFiles(dir string) ([]string, error) {
	var files []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".vagvisare":
			return fs.SkipDir
		case d.IsDir(), slices.Contains(hostFiles, name), slices.Contains(oldAddresses, name), name == "404.html":
		case slices.Contains(oldAddresses, strings.TrimSuffix(name, "index.html")), path.Ext(name) == ".br", path.Ext(name) == ".gz":
		default:
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

// hostFiles are what servers read.
var hostFiles = []string{".htaccess", "_headers", "_redirects", "nginx.conf", "web.config"}

// reach asks for all files of the site, and for all that they refer to.
func (c *crawl) reach() (problems []string) {
	known := map[string]bool{}
	for _, name := range c.files {
		known[name] = true
	}
	for _, name := range c.files {
		r := c.get(sentPath(strings.TrimSuffix(name, "index.html")))
		problems = append(problems, headFaults(r, http.StatusOK, name, keeping(name))...)
		problems = append(problems, wrongBody(r, http.StatusOK, c.file(name))...)
		if _, err := os.Stat(filepath.Join(c.site.dir, filepath.FromSlash(name)+".gz")); err == nil && !varies(r.header) {
			problems = append(problems, fmt.Sprintf("%s: Vary is %q", r.address, r.header.Values("Vary")))
		}
		problems = append(problems, c.dead(r, name, known)...)
	}
	return problems
}

// dead returns the references of a response to what the site does not have.
func (c *crawl) dead(r *response, name string, known map[string]bool) (problems []string) {
	base := c.site.origin + sentPath(c.site.base)
	at, err := url.Parse(r.address)
	if err != nil {
		return []string{err.Error()}
	}
	for _, ref := range refersTo(name, r.body) {
		if strings.HasPrefix(ref, "#") {
			continue
		}
		ref = strings.Replace(ref, "https://portal.example/", c.site.origin+"/", 1)
		to, err := at.Parse(ref)
		if err != nil {
			problems = append(problems, r.address+" refers to "+ref)
			continue
		}
		to.Fragment, to.RawQuery = "", ""
		if to.Scheme+"://"+to.Host != c.site.origin {
			continue
		}
		// Parsed and written again, since one address may be written in several ways.
		whole, _ := url.Parse(base)
		rest, below := strings.CutPrefix(to.Path, whole.Path)
		if rest == "" || strings.HasSuffix(rest, "/") {
			rest += "index.html"
		}
		if !below || !known[rest] {
			problems = append(problems, r.address+" refers to "+ref+", which is not there")
		}
	}
	return problems
}

var (
	styleURL = regexp.MustCompile(`url\(["']?([^"')]+)`)
	ownURL   = regexp.MustCompile(`https://portal\.example/[^<"\s]*`)
)

// refersTo returns the addresses in a page, a style sheet, a feed or a site map.
func refersTo(name string, data []byte) (refs []string) {
	switch path.Ext(name) {
	case ".css":
		for _, match := range styleURL.FindAllSubmatch(data, -1) {
			refs = append(refs, string(match[1]))
		}
	case ".xml", ".txt":
		for _, match := range ownURL.FindAll(data, -1) {
			refs = append(refs, string(match))
		}
	case ".html":
		tokens := html.NewTokenizer(bytes.NewReader(data))
		for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
			if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
				refs = append(refs, elementRefersTo(tokens.Token())...)
			}
		}
	}
	return refs
}

func elementRefersTo(token html.Token) (refs []string) {
	for _, a := range token.Attr {
		switch {
		case slices.Contains([]string{"href", "src", "action", "poster", "data-script", "data-manifest"}, a.Key):
			refs = append(refs, a.Val)
		case a.Key == "content" && strings.HasPrefix(a.Val, "https://portal.example/"):
			refs = append(refs, a.Val)
		}
	}
	return refs
}

// wrongBody tells whether a response is not just what is wanted.
func wrongBody(r *response, status int, want []byte) []string {
	if r.status == status && bytes.Equal(r.body, want) {
		return nil
	}
	return []string{fmt.Sprintf("%s: status %d and %d bytes, not %d and %d: %.80q", r.address, r.status, len(r.body), status, len(want), r.body)}
}
