package host_test

import (
	"encoding/xml"
	"flag"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/headers"
	"vagvisare/cmd/vagvisare/internal/host"
)

var update = flag.Bool("update", false, "rewrite the wanted files in testdata")

// nasty are old addresses that hold what means something to one host or another.
var nasty = []string{
	"gammal/index.html", "start.html", "Gamla sidor/ÅÄÖ åäö.htm", "a+b/index.html", "100%/index.html", "50%25/index.html",
	"(x).[y]{3}^z/index.html", "a$args/${PATH}/index.html", "it's;/index.html", "a&b=c,d@e!/index.html", "~/-_/index.html",
	"con./index.html", "tab\tmot/index.html", "a`b/index.html", "e\u0301/index.html",
}

func site(base string, https bool) *host.Site {
	s := &host.Site{Base: base, HTTPS: https, Paths: []string{
		"404.html", "assets/css/site-0123456789.css", "assets/files/Blandat+/foto-0123456789.jpg", "assets/files/Blandat+/foto.jpg",
		"index.html", "ny/index.html", "search/manifest.js", "search/pages/01234567-0.js", "search/terms/01234567.js",
	}}
	for _, from := range nasty {
		s.Redirects = append(s.Redirects, host.Redirect{From: from, To: "ny/"})
		s.Paths = append(s.Paths, from)
	}
	s.Redirects[1].To = ""
	slices.Sort(s.Paths)
	return s
}

// written returns what a kind of host reads, by path.
func written(t *testing.T, kind string, s *host.Site) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, f := range host.Files([]string{kind}) {
		data, err := f.Make(s)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(data)
	}
	return files
}

// TestGolden holds what is written for each kind of host, at the top of a host by https and below it without.
func TestGolden(t *testing.T) {
	for _, kind := range host.Kinds() {
		for name, s := range map[string]*host.Site{kind: site("/", true), kind + "-below": site("/väg/x y/", false)} {
			file := filepath.Join("testdata", name+".txtar")
			got := &txtar.Archive{}
			for _, f := range host.Files([]string{kind}) {
				got.Files = append(got.Files, txtar.File{Name: f.Name, Data: []byte(written(t, kind, s)[f.Name])})
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(txtar.Format(got))); diff != "" {
				t.Errorf("%s: wanted (-), got (+):\n%s", name, diff)
			}
		}
	}
}

// TestFiles holds which files there are, and that no host sends any of them to readers.
func TestFiles(t *testing.T) {
	all := host.Files([]string{"pages", "iis", "apache", "nginx", "nginx"})
	var names []string
	for _, f := range all {
		names = append(names, f.Name)
	}
	if want := []string{"nginx.conf", ".htaccess", "web.config", "_headers", "_redirects"}; !slices.Equal(names, want) {
		t.Errorf("files are %q, want %q", names, want)
	}
	s := site("/", false)
	private := regexp.MustCompile(unquoted(t, regexp.MustCompile(`RedirectMatch 404 (.*)`).FindStringSubmatch(written(t, "apache", s)[".htaccess"])[1]))
	for _, name := range append(names, ".vagvisare", ".vagvisare/manifest") {
		if !private.MatchString("/" + name) {
			t.Errorf("Apache sends %s", name)
		}
		if file, _, below := strings.Cut(name, "/"); !below && file != ".vagvisare" {
			if conf := written(t, "nginx", s)["nginx.conf"]; !strings.Contains(conf, `location = "/`+name+`" { return 404; }`) {
				t.Errorf("nginx sends %s", name)
			}
		}
	}
	for _, path := range append(s.Paths, ".well-known/acme-challenge/x", "planera/nginx.conf") {
		if private.MatchString("/" + path) {
			t.Errorf("Apache does not send %s", path)
		}
	}
	if len(host.Files(nil)) > 0 || len(host.Files([]string{"gopher"})) > 0 {
		t.Error("there are files for hosts that nobody named")
	}
}

// unquoted reads an argument as nginx and Apache do.
func unquoted(t *testing.T, s string) string {
	t.Helper()
	if len(s) < 2 || !strings.HasPrefix(s, `"`) || !strings.HasSuffix(s, `"`) {
		t.Fatalf("%s is not in quotation marks", s)
	}
	inner := s[1 : len(s)-1]
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(inner)
}

// asked returns the paths that browsers ask for at an old address, decoded.
func asked(base, from string) []string {
	if folder, isIndex := strings.CutSuffix(from, "/index.html"); isIndex {
		return []string{base + folder + "/", base + folder, base + from}
	}
	return []string{base + from}
}

// TestMoved holds that each host leads from each old address, however nasty, to the new one, and from no other.
func TestMoved(t *testing.T) {
	for _, base := range []string{"/", "/a/b/", "/v.g/(x)+/"} {
		s := site(base, true)
		want := map[string]string{}
		for _, r := range s.Redirects {
			for _, path := range asked(base, r.From) {
				want[path] = base + r.To
			}
		}
		nginx := map[string]string{}
		location := regexp.MustCompile(`(?m)^location = (".*") \{ return 301 (".*"); \}$`)
		for _, match := range location.FindAllStringSubmatch(written(t, "nginx", s)["nginx.conf"], -1) {
			to, err := url.PathUnescape(strings.TrimSuffix(unquoted(t, match[2]), "$is_args$args"))
			if err != nil || strings.Contains(to, "$") {
				t.Errorf("nginx leads to %s", match[2])
			}
			nginx[unquoted(t, match[1])] = to
		}
		if diff := cmp.Diff(want, nginx); diff != "" {
			t.Errorf("nginx leads from and to (+), want (-):\n%s", diff)
		}

		apache := written(t, "apache", s)[".htaccess"]
		rule := regexp.MustCompile(`RedirectMatch 301 (".*") (".*")`)
		for path, to := range want {
			found := ""
			for _, match := range rule.FindAllStringSubmatch(apache, -1) {
				if regexp.MustCompile(unquoted(t, match[1])).MatchString(path) {
					found += unquoted(t, match[2])
				}
			}
			if found != to {
				t.Errorf("Apache leads from %q to %q, want %q", path, found, to)
			}
		}
		for _, path := range []string{base + "gammalt/", base + "gammal/mer/", "/x" + base + "gammal/", base + "aab/", base + "start_html"} {
			for _, match := range rule.FindAllStringSubmatch(apache, -1) {
				if regexp.MustCompile(unquoted(t, match[1])).MatchString(path) {
					t.Errorf("Apache leads on from %q by %s", path, match[1])
				}
			}
		}
		if strings.Contains(apache, "${") {
			t.Error("Apache puts variables into what is written for it")
		}
		checkPages(t, s)
	}
}

// checkPages holds what _redirects says against what browsers ask for: each line has three words, and is compared as it stands.
func checkPages(t *testing.T, s *host.Site) {
	t.Helper()
	var rules [][]string
	for line := range strings.Lines(written(t, "pages", s)["_redirects"]) {
		if !strings.HasPrefix(line, "#") {
			rules = append(rules, strings.Fields(line))
		}
	}
	if len(rules) != len(s.Redirects) {
		t.Fatalf("%d redirects, want %d", len(rules), len(s.Redirects))
	}
	for i, r := range s.Redirects {
		path, err := url.PathUnescape(rules[i][0])
		if want := asked(s.Base, r.From)[0]; len(rules[i]) != 3 || err != nil || path != want || rules[i][1] != sentPlainly(s.Base+r.To) || rules[i][2] != "301" {
			t.Errorf("%q, error %v, want it to lead from %q", rules[i], err, want)
		}
		if strings.ContainsAny(rules[i][0], "*:#\\\"") {
			t.Errorf("%q holds a sign that services read", rules[i][0])
		}
	}
}

// sentPlainly is how a path without much in it is sent.
func sentPlainly(path string) string {
	return strings.NewReplacer("%28", "(", "%29", ")").Replace((&url.URL{Path: path}).EscapedPath())
}

// A config is as much of a web.config as the tests look at.
type config struct {
	Locations []struct {
		Path     string `xml:"path,attr"`
		Redirect *struct {
			Destination string `xml:"destination,attr"`
			Exact       bool   `xml:"exactDestination,attr"`
			ChildOnly   bool   `xml:"childOnly,attr"`
			Status      string `xml:"httpResponseStatus,attr"`
		} `xml:"system.webServer>httpRedirect"`
		Cache *struct {
			Mode   string `xml:"cacheControlMode,attr"`
			Custom string `xml:"cacheControlCustom,attr"`
		} `xml:"system.webServer>staticContent>clientCache"`
	} `xml:"location"`
	Server struct {
		Headers []struct {
			Name  string `xml:"name,attr"`
			Value string `xml:"value,attr"`
		} `xml:"httpProtocol>customHeaders>add"`
		Filtering struct {
			Plus   bool `xml:"allowDoubleEscaping,attr"`
			Hidden []struct {
				Segment string `xml:"segment,attr"`
			} `xml:"hiddenSegments>add"`
		} `xml:"security>requestFiltering"`
		Types []struct {
			Ending string `xml:"fileExtension,attr"`
			Type   string `xml:"mimeType,attr"`
		} `xml:"staticContent>mimeMap"`
	} `xml:"system.webServer"`
}

// TestIIS holds the structure of a web.config: that it is well-formed, and that nothing stands in it twice, for which IIS would
// refuse the whole site.
func TestIIS(t *testing.T) {
	s := site("/a--b/", true)
	s.Redirects = append(s.Redirects, host.Redirect{From: "GAMMAL/index.html", To: "ny/"}, host.Redirect{From: "NY/index.html", To: "ny/"})
	s.Paths = append(s.Paths, "GAMMAL/index.html", "NY/index.html")
	data := written(t, "iis", s)["web.config"]
	wellFormed(t, data)
	var c config
	if err := xml.Unmarshal([]byte(data), &c); err != nil {
		t.Fatal(err)
	}
	led, kept := map[string]string{}, map[string]bool{}
	for _, l := range c.Locations {
		lower := strings.ToLower(l.Path)
		if led[lower] != "" || kept[lower] || strings.Trim(l.Path, " ./") != l.Path && l.Path != "~/-_" {
			t.Errorf("location %q is there twice, or begins or ends as it must not", l.Path)
		}
		if l.Cache != nil {
			kept[lower] = l.Cache.Mode == "UseMaxAge" && l.Cache.Custom == "public, immutable"
		}
		if r := l.Redirect; r != nil {
			if !r.Exact || r.ChildOnly == strings.Contains(l.Path, ".htm") || r.Status != "Permanent" || strings.Contains(r.Destination, "$") {
				t.Errorf("location %q has the redirect %+v", l.Path, r)
			}
			led[lower] = r.Destination
		}
	}
	want := map[string]string{ // all whose names IIS can take for nothing else
		"start.html": "/a--b/", "gamla sidor/åäö åäö.htm": "/a--b/ny/", "a+b": "/a--b/ny/", "a&b=c,d@e!": "/a--b/ny/", "~/-_": "/a--b/ny/",
	}
	if diff := cmp.Diff(want, led); diff != "" {
		t.Errorf("redirects, want (-), got (+):\n%s", diff)
	}
	if want := map[string]bool{"assets/css": true, "search/pages": true, "search/terms": true, "assets/files/blandat+/foto-0123456789.jpg": true}; !cmp.Equal(kept, want) {
		t.Errorf("kept for ever are %v, want %v", kept, want)
	}
	if len(c.Server.Headers) != len(headers.Security(true)) || len(c.Server.Types) != len(headers.Types()) || !c.Server.Filtering.Plus {
		t.Errorf("it has %d headers, %d types, lets in a plus sign: %v", len(c.Server.Headers), len(c.Server.Types), c.Server.Filtering.Plus)
	}
	for i, h := range headers.Security(true) {
		if c.Server.Headers[i].Name != h.Name || c.Server.Headers[i].Value != h.Value {
			t.Errorf("header %+v, want %+v", c.Server.Headers[i], h)
		}
	}
	for _, segment := range c.Server.Filtering.Hidden {
		if strings.EqualFold(segment.Segment, "web.config") {
			t.Error("web.config is hidden twice")
		}
	}
}

func wellFormed(t *testing.T, data string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(data))
	for {
		if _, err := decoder.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("web.config: %v", err)
		}
	}
}

// TestKept holds that hosts without regular expressions keep for ever what the others keep, and nothing else.
func TestKept(t *testing.T) {
	s := site("/", false)
	s.Paths = append(s.Paths, "assets/images/djup/ner/a-0123456789.png", "assets/images/djup/b-0123456789.png", "assets/blandat/a-0123456789.png",
		"assets/blandat/b.txt", "assets/c-0123456789", "search/index.html")
	got := map[string]bool{}
	rule := regexp.MustCompile(`(?m)^/(.*)\n  Cache-Control: ` + headers.Immutable + `$`)
	for _, match := range rule.FindAllStringSubmatch(written(t, "pages", s)["_headers"], -1) {
		got[match[1]] = true
	}
	want := map[string]bool{
		"assets/images/*": true, "assets/css/*": true, "search/pages/*": true, "search/terms/*": true, "assets/blandat/a-0123456789.png": true,
		"assets/c-0123456789": true, "assets/files/Blandat+/foto-0123456789.jpg": true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kept for ever, want (-), got (+):\n%s", diff)
	}
}
