package lint_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/lint"
)

// An other is another site, which notes what it is asked.
type other struct {
	*httptest.Server
	mu       sync.Mutex
	asked    []string
	times    []time.Time
	agents   map[string]bool
	now, top int // how many requests are answered at the same time: now, and at most
}

func newOther(t *testing.T, answer http.HandlerFunc) *other {
	o := &other{agents: map[string]bool{}}
	o.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.mu.Lock()
		o.asked = append(o.asked, r.Method+" "+r.URL.RequestURI())
		o.times = append(o.times, time.Now())
		o.agents[r.UserAgent()] = true
		o.now++
		o.top = max(o.top, o.now)
		o.mu.Unlock()
		answer(w, r)
		o.mu.Lock()
		o.now--
		o.mu.Unlock()
	}))
	t.Cleanup(o.Close)
	return o
}

// transport sends all requests to test servers, whatever the name of their host is: it can ask
// nobody else.
type transport map[string]*other

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	o := t[r.URL.Host]
	if o == nil {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true}}
	}
	sent := r.Clone(r.Context())
	sent.URL.Scheme, sent.URL.Host = "http", strings.TrimPrefix(o.URL, "http://")
	response, err := o.Client().Transport.RoundTrip(sent)
	if response != nil {
		response.Request = r
	}
	return response, err
}

func page(links ...string) string {
	text := "-- content/a.md --\n---\nHEL\n---\n"
	for _, link := range links {
		text += "[Text](" + link + ")\n"
	}
	return text
}

func TestExternal(t *testing.T) {
	busy := 0
	a := newOther(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/missing":
			w.WriteHeader(http.StatusNotFound)
		case "/get", "/refused":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
			} else if r.URL.Path == "/refused" {
				w.WriteHeader(http.StatusForbidden)
			}
		case "/broken":
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/busy":
			if busy++; busy == 1 {
				w.WriteHeader(http.StatusBadGateway)
			}
		case "/many":
			w.WriteHeader(http.StatusTooManyRequests)
		case "/moved":
			http.Redirect(w, r, "https://b.example/new", http.StatusMovedPermanently)
		case "/moved-to-nothing":
			http.Redirect(w, r, "/missing", http.StatusPermanentRedirect)
		case "/elsewhere-today":
			http.Redirect(w, r, "/moved", http.StatusFound)
		case "/moved-and-elsewhere":
			http.Redirect(w, r, "/elsewhere-today", http.StatusMovedPermanently)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusMovedPermanently)
		case "/cut":
			panic(http.ErrAbortHandler)
		}
	})
	b := newOther(t, func(http.ResponseWriter, *http.Request) {})
	s, _, files := open(t, page(
		"https://a.example/good", "https://a.example/good#part", "https://a.example/gone", "https://a.example/missing?a=1",
		"https://a.example/get", "https://a.example/refused", "https://a.example/broken", "https://a.example/busy",
		"https://a.example/many", "https://a.example/moved#part", "https://a.example/moved-to-nothing", "https://a.example/elsewhere-today",
		"https://a.example/moved-and-elsewhere", "https://a.example/round", "https://a.example/cut", "https://nowhere.example/",
		"mailto:a@a.example", "tel:112", "a.md", "https://b.example/",
	), false)
	problems, err := lint.External(context.Background(), s, transport{"a.example": a, "b.example": b}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `a.md:10:1 link-gone https://a.example/gone 410
a.md:11:1 link-gone https://a.example/missing?a=1 404
a.md:13:1 link-unchecked https://a.example/refused 403
a.md:14:1 link-unchecked https://a.example/broken 503
a.md:16:1 link-unchecked https://a.example/many 429
a.md:17:1 link-moved https://a.example/moved#part https://b.example/new#part
a.md:18:1 link-gone https://a.example/moved-to-nothing 404
a.md:20:1 link-moved https://a.example/moved-and-elsewhere https://a.example/elsewhere-today
a.md:21:1 link-unchecked https://a.example/round too many redirects
a.md:22:1 link-unchecked https://a.example/cut EOF
a.md:23:1 link-gone https://nowhere.example/ DNS
`
	if diff := cmp.Diff(want, tell(files, problems)); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
	a.Close() // and wait for what it still notes
	asked := map[string]int{}
	for _, request := range a.asked {
		asked[request]++
	}
	for request, times := range map[string]int{
		"HEAD /good": 1, "GET /good": 0, "HEAD /get": 1, "GET /get": 1, "HEAD /busy": 1, "GET /busy": 1, "GET /broken": 1,
		"HEAD /many": 1, "GET /many": 0, "GET /gone": 0, "GET /cut": 1,
	} {
		if asked[request] != times {
			t.Errorf("%s was asked %d times, wanted %d", request, asked[request], times)
		}
	}
	if len(a.agents) != 1 || !a.agents["vagvisare-check"] {
		t.Errorf("asked as %v", a.agents)
	}
}

// TestPolite holds that a host gets one request at a time, with a pause between, and that at
// most four hosts are asked at once.
func TestPolite(t *testing.T) {
	var mu sync.Mutex
	now, top := 0, 0
	count := func(n int) {
		mu.Lock()
		now += n
		top = max(top, now)
		mu.Unlock()
	}
	hosts := transport{}
	var links []string
	for i := range 6 {
		host := fmt.Sprintf("h%d.example", i)
		hosts[host] = newOther(t, func(http.ResponseWriter, *http.Request) {
			count(1)
			time.Sleep(20 * time.Millisecond) // long enough for others to arrive, if they were sent
			count(-1)
		})
		links = append(links, "https://"+host+"/1", "https://"+host+"/2", "https://"+host+"/1")
	}
	s, _, _ := open(t, page(links...), false)
	done := 0
	problems, err := lint.External(context.Background(), s, hosts, func(n, total int) {
		mu.Lock()
		done = max(done, n)
		mu.Unlock()
		if total != 12 {
			t.Errorf("%d addresses in all, wanted 12", total)
		}
	})
	if err != nil || len(problems) > 0 || done != 12 {
		t.Fatalf("%v, %v, %d done", problems, err, done)
	}
	if top > 4 {
		t.Errorf("%d hosts at once", top)
	}
	for name, o := range hosts {
		o.Close()
		if o.top != 1 || len(o.times) != 2 {
			t.Errorf("%s: %d requests, %d at once", name, len(o.times), o.top)
			continue
		}
		if rest := o.times[1].Sub(o.times[0]); rest < 200*time.Millisecond {
			t.Errorf("%s: %v between two requests", name, rest)
		}
	}
}

// TestInterrupted holds that nothing is said of what was not asked.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	o := newOther(t, func(http.ResponseWriter, *http.Request) { cancel() })
	s, _, _ := open(t, page("https://a.example/1", "https://a.example/2"), false)
	problems, err := lint.External(ctx, s, transport{"a.example": o}, nil)
	o.Close()
	if !errors.Is(err, context.Canceled) || len(problems) > 0 || len(o.asked) != 1 {
		t.Errorf("%v, %v, asked %v", problems, err, o.asked)
	}
}

// TestExternalSeverity holds that a site may make errors of dead links to others.
func TestExternalSeverity(t *testing.T) {
	s, _, _ := open(t, "-- content/site.yaml --\ntitle: P\norganisation: O\nurl: https://p.example/\n"+
		"phases: [{id: planera, title: P}]\nproblems: {link-gone: error}\n"+page("https://a.example/"), false)
	problems, err := lint.External(context.Background(), s, transport{}, nil)
	if err != nil || len(problems) != 1 || problems[0].Severity != diag.Error {
		t.Errorf("%v, %v", problems, err)
	}
}
