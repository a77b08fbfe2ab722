package preview

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// files are of a small site.
var smallSite = map[string]string{
	"content/site.yaml": "title: Portalen\norganisation: Lindmarka kommun\nurl: https://portal.example/\n" +
		"phases:\n  - {id: planera, title: Planera}\n",
	"content/_index.md":         "---\ntitle: Hem\n---\nVälkommen.\n",
	"content/planera/_index.md": "---\ntitle: Planera\n---\n",
	"content/planera/roller.md": "---\ntitle: Roller\nsummary: Vem gör vad.\n---\n## Ansvar\n\nChefen ansvarar.\n",
	"content/planera/larm.md":   "---\ntitle: Larm\n---\nSe [rollerna](roller.md#ansvar).\n",
}

func newSite(t *testing.T) *previewed {
	t.Helper()
	dir := t.TempDir()
	for name, text := range smallSite {
		put(t, dir, name, text)
	}
	return startPreview(t, dir)
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// until waits until a page has, or lacks, a text.
func (p *previewed) until(what string, is func() bool) {
	p.tb.Helper()
	for late := time.Now().Add(2 * time.Minute); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(late) {
			p.tb.Fatalf("it did not come to this: %s", what)
		}
	}
}

func (p *previewed) has(path, text string) func() bool {
	return func() bool {
		_, body := p.get(path)
		return strings.Contains(body, text)
	}
}

func TestSave(t *testing.T) {
	p := newSite(t)
	p.until("the client is in a page", p.has("/planera/roller/", `<script src="/_vagvisare/preview.js" defer></script>`))
	p.save(filepath.Join(p.dir, "content", "planera", "roller.md"), "nyskrivet")
	put(t, p.dir, "content/planera/roller.md", strings.ReplaceAll(smallSite["content/planera/roller.md"], "Roller", "Alla rollerna"))
	p.until("other pages show the new title", p.has("/planera/", "Alla rollerna"))
	put(t, p.dir, "content/planera/ny.md", "---\ntitle: Den nya sidan\n---\nText.\n")
	p.until("a new page is there", p.has("/planera/ny/", "Den nya sidan"))
	p.until("it is found", p.has("/_vagvisare/search?q=nya", "planera/ny/"))
	if err := os.Remove(filepath.Join(p.dir, "content", "planera", "ny.md")); err != nil {
		t.Fatal(err)
	}
	p.until("a page that is gone is no longer there", func() bool { status, _ := p.get("/planera/ny/"); return status == http.StatusNotFound })
	p.until("nor is it found", func() bool { return !p.has("/_vagvisare/search?q=nya", "planera/ny/")() })
	put(t, p.dir, "assets/css/90-own.css", "h1 { color: #010203 }\n")
	p.await("a reload", func(data string) bool { return strings.Contains(data, `"reload":true`) })
}

// TestSavePicture saves a picture that two pages show: browsers are told, and then both pages show the new one by a name of its own.
func TestSavePicture(t *testing.T) {
	const square = `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="10"/>`
	p := newSite(t)
	put(t, p.dir, "content/planera/Bilden åäö.svg", fmt.Sprintf(square, 10))
	for _, name := range []string{"larm", "roller"} {
		put(t, p.dir, "content/planera/"+name+".md", "---\ntitle: Bild\n---\n## Ansvar\n\n![Bild](<Bilden åäö.svg>)\n")
	}
	shown := regexp.MustCompile(`src="../../(assets/files/bilden-aao-[0-9a-f]{10}\.svg)"`)
	served := func(page string) (name, picture string) {
		_, text := p.get(page)
		if match := shown.FindStringSubmatch(text); match != nil {
			_, picture = p.get("/" + match[1])
			return match[1], picture
		}
		return "", ""
	}
	both := func() bool {
		larm, _ := served("/planera/larm/")
		roller, _ := served("/planera/roller/")
		return larm != "" && larm == roller
	}
	p.until("both pages show it", both)
	for _, width := range []int{11, 12, 10} {
		before, _ := served("/planera/larm/")
		for len(p.events) > 0 {
			<-p.events // of what came before
		}
		put(t, p.dir, "content/planera/Bilden åäö.svg", fmt.Sprintf(square, width))
		p.await("it is told", func(data string) bool { return strings.Contains(data, `"search":false`) })
		p.until("both pages show the new one", func() bool {
			name, picture := served("/planera/larm/")
			return name != before && picture == fmt.Sprintf(square, width) && both()
		})
		if status, _ := p.get("/" + before); status != http.StatusNotFound {
			t.Errorf("%s is served with status %d, although no page shows it any more", before, status)
		}
	}
}

func TestWrong(t *testing.T) {
	p := newSite(t)
	larm := smallSite["content/planera/larm.md"]
	p.get("/planera/larm/") // so that its layout is tried
	for name, wrong := range map[string]string{
		"content/planera/larm.md":   strings.ReplaceAll(larm, "roller.md#ansvar", "rollr.md"),
		"content/planera/roller.md": strings.ReplaceAll(smallSite["content/planera/roller.md"], "## Ansvar", "## Annat"), // which larm.md links to
		"content/site.yaml":         "title: [",
		"layouts/page.html":         "{{define \"main\"}}{{.Nothing}}{{end}}",
		"layouts/partials/x.html":   "{{if}}",
	} {
		put(t, p.dir, name, wrong)
		p.await("it is told: "+name, func(data string) bool { return strings.Contains(data, `"failed":true,"errors"`) })
		place := name
		if strings.HasSuffix(name, "roller.md") {
			place = "content/planera/larm.md"
		}
		if _, list := p.get(own + "problems"); !strings.Contains(list, place) {
			t.Errorf("%s is wrong, and told is:\n%s", name, list)
		}
		if status, page := p.get("/planera/larm/"); status != http.StatusOK || !strings.Contains(page, "rollerna") {
			t.Errorf("%s is wrong, and the page is, with status %d:\n%s", name, status, page)
		}
		if right, there := smallSite[name]; there {
			put(t, p.dir, name, right)
		} else if err := os.Remove(filepath.Join(p.dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
		p.await("it is mended: "+name, func(data string) bool { return strings.Contains(data, `"failed":false,"errors":0`) })
	}
}

// TestWrongFromStart starts with a site that cannot be shown.
func TestWrongFromStart(t *testing.T) {
	dir := t.TempDir()
	p := startPreview(t, dir)
	if status, page := p.get("/"); status != http.StatusNotFound || !strings.Contains(page, "/_vagvisare/preview.js") {
		t.Errorf("without a site the page is, with status %d:\n%s", status, page)
	}
	if _, list := p.get(own + "problems"); !strings.Contains(list, "content/site.yaml") {
		t.Errorf("told is:\n%s", list)
	}
	for name, text := range smallSite {
		put(t, dir, name, text)
	}
	put(t, dir, "content/planera/larm.md", "---\ntitle: Larm\n---\nSe [ingenting](nej.md).\n")
	p.until("the site is there, with a dead link", p.has("/planera/larm/", "ingenting"))
	p.until("it is told", p.has(own+"problems", "nej.md"))
	put(t, dir, "content/planera/larm.md", smallSite["content/planera/larm.md"])
	p.until("the site is there", p.has("/planera/roller/", "Chefen ansvarar"))
	p.until("it can be searched", p.has("/_vagvisare/search?q=chefen", "planera/roller/"))
}

func TestBar(t *testing.T) {
	p := newSite(t)
	_, text := p.get(own + "bar?path=planera/roller/")
	for _, want := range []string{"content/planera/roller.md", "/planera/larm/", `href="/stil/"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the bar lacks %s:\n%s", want, text)
		}
	}
	if status, page := p.get("/stil/"); status != http.StatusOK || !strings.Contains(page, "--color-ink") {
		t.Errorf("the page that shows the design has status %d:\n%s", status, page)
	}
	if status, _ := p.get(own + "bar?path=nej/"); status != http.StatusNotFound {
		t.Errorf("the bar of no page has status %d", status)
	}
}

// TestStrangers asks as pages of other sites would, by whatever way.
func TestStrangers(t *testing.T) {
	p := newSite(t)
	port := p.url[strings.LastIndex(p.url, ":"):]
	for _, test := range []struct {
		host, origin string
		want         int
	}{
		{"127.0.0.1" + port, "", 200},
		{"localhost" + port, "", 200},
		{"[::1]" + port, "", 200},
		{"evil.example", "", 403},
		{"evil.example" + port, "", 403},
		{"localhost.evil.example", "", 403},
		{"127.0.0.1.evil.example" + port, "", 403},
		{"127.0.0.1" + port, "http://127.0.0.1" + port, 200},
		{"127.0.0.1" + port, "http://evil.example", 403},
		{"127.0.0.1" + port, "http://127.0.0.1:1", 403},
		{"127.0.0.1" + port, "null", 403},
	} {
		for _, path := range []string{"/", own + "problems", own + "search?q=larm", own + "bar?path="} {
			request, err := http.NewRequest("GET", p.url+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Host = test.host
			if test.origin != "" {
				request.Header.Set("Origin", test.origin)
			}
			p.until("the index is ready", func() bool { status, _ := p.get(own + "search?q=larm"); return status == 200 })
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if got := response.StatusCode; (got == 403) != (test.want == 403) {
				t.Errorf("host %s, origin %s, %s: status %d, want %d", test.host, test.origin, path, got, test.want)
			}
		}
	}
}

// TestOutside asks for files that are none of the site's.
func TestOutside(t *testing.T) {
	p := newSite(t)
	put(t, p.dir, "secret.txt", "hemligt")
	put(t, p.dir, "content/.secret.txt", "hemligt")
	if err := os.Symlink(filepath.Join(p.dir, "secret.txt"), filepath.Join(p.dir, "content", "planera", "secret.txt")); err != nil {
		t.Log("no symbolic links here:", err)
	}
	for _, path := range []string{
		"/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/planera/../../secret.txt", "/planera/%2e%2e/%2e%2e/secret.txt", "/..%5csecret.txt",
		"/.secret.txt", "/content/.secret.txt", "/planera/secret.txt", "/content/site.yaml", "/_vagvisare/../../secret.txt", "//secret.txt",
		"/_vagvisare/client/bar.html", "/_vagvisare/", "/C:/secret.txt", "/planera/roller/index.html/", "/\x00",
	} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path)
		answer := make([]byte, 1<<16)
		conn.SetDeadline(time.Now().Add(time.Minute))
		n, _ := conn.Read(answer)
		conn.Close()
		if text := string(answer[:n]); strings.Contains(text, "hemligt") || strings.HasPrefix(text, "HTTP/1.1 2") {
			t.Errorf("%q: %s", path, text)
		}
	}
}

// TestDeafBrowser has a browser that never reads what it is told.
func TestDeafBrowser(t *testing.T) {
	p := newSite(t)
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %sevents HTTP/1.1\r\nHost: localhost\r\n\r\n", own)
	for i := range 20 {
		p.save(filepath.Join(p.dir, "content", "planera", "roller.md"), fmt.Sprintf("ord%dq", i))
	}
	h := &hub{}
	deaf := h.join()
	for range waiting + 10 {
		h.change(false, nil)
	}
	n := 0
	for range deaf { // which ends, since it has been let go
		n++
	}
	if n != waiting || len(h.browsers) != 0 {
		t.Errorf("a browser that never reads got %d events, and %d are still told", n, len(h.browsers))
	}
}

// TestNoCache has no folder to keep an index in.
func TestNoCache(t *testing.T) {
	dir := t.TempDir()
	for name, text := range smallSite {
		put(t, dir, name, text)
	}
	put(t, dir, ".vagvisare", "a file, where there should be a folder")
	p := startPreview(t, dir)
	p.until("it can be searched", p.has("/_vagvisare/search?q=chefen", "planera/roller/"))
}

// TestUnreadable takes a folder's rights away.
func TestUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Log("whoever may read everything cannot try this; the rest holds")
	}
	p := newSite(t)
	dir := filepath.Join(p.dir, "content", "planera")
	if err := os.Chmod(dir, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o777) })
	put(t, p.dir, "content/_index.md", "---\ntitle: Hem\n---\nNytt ord.\n")
	p.until("it answers still", func() bool { status, _ := p.get("/"); return status == 200 })
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	put(t, p.dir, "content/planera/roller.md", "---\ntitle: Roller\n---\n## Ansvar\n\nAter.\n")
	p.until("the change is seen", p.has("/planera/roller/", "Ater."))
}
