package lint

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// How politely other sites are asked.
const (
	atOnce    = 4                      // hosts that are asked at the same time
	pause     = 200 * time.Millisecond // between two requests to one host
	patience  = 10 * time.Second       // for one answer
	redirects = 10
	userAgent = "vagvisare-check"
)

// External asks other sites whether what the site's pages link to is still there, each
// address once, and returns what is gone, has moved for good, or could not be checked, at
// each link. A host is asked one thing at a time. Transport is nil for the usual one. Progress,
// unless nil, is told from many goroutines how many addresses are done. When ctx ends, what
// has not been asked is left out, and the error is that of ctx.
func External(ctx context.Context, s *site.Site, transport http.RoundTripper, progress func(done, total int)) ([]diag.Problem, error) {
	links := outsides(s)
	answers := ask(ctx, addresses(links), transport, progress)
	var problems []diag.Problem
	for _, link := range links {
		if a := answers[link.url]; a.code != "" {
			what := a.what
			if a.code == diag.LinkMoved {
				what += link.fragment
			}
			problems = append(problems, note(link.page.File(), link.line, link.col, a.code, link.url+link.fragment, what))
		}
	}
	return settle(s, problems), ctx.Err()
}

// addresses returns the distinct addresses of links, by host, in order.
func addresses(links []outside) [][]string {
	var hosts []string
	byHost := map[string][]string{}
	for _, link := range links {
		host := ""
		if u, err := url.Parse(link.url); err == nil {
			host = u.Host
		}
		if byHost[host] == nil {
			hosts = append(hosts, host)
		}
		if !slices.Contains(byHost[host], link.url) {
			byHost[host] = append(byHost[host], link.url)
		}
	}
	slices.Sort(hosts)
	queues := make([][]string, len(hosts))
	for i, host := range hosts {
		queues[i] = byHost[host]
	}
	return queues
}

// An answer is what is to be told of an address: code is "" where all is well.
type answer struct {
	code diag.Code
	what string
}

// ask asks for all addresses: atOnce hosts at a time, each in turn.
func ask(ctx context.Context, hosts [][]string, transport http.RoundTripper, progress func(done, total int)) map[string]answer {
	total := 0
	for _, queue := range hosts {
		total += len(queue)
	}
	var mu sync.Mutex
	answers := map[string]answer{}
	tell := func(address string, a answer) {
		mu.Lock()
		answers[address] = a
		done := len(answers)
		mu.Unlock()
		if progress != nil {
			progress(done, total)
		}
	}
	work := make(chan []string)
	var group sync.WaitGroup
	for range min(atOnce, len(hosts)) {
		group.Go(func() {
			for queue := range work {
				askHost(ctx, queue, transport, tell)
			}
		})
	}
	for _, queue := range hosts {
		work <- queue
	}
	close(work)
	group.Wait()
	return answers
}

func askHost(ctx context.Context, queue []string, transport http.RoundTripper, tell func(string, answer)) {
	q := &questioner{transport: transport}
	for _, address := range queue {
		a := q.ask(ctx, address)
		if ctx.Err() != nil {
			return // what came of it is nobody's fault
		}
		tell(address, a)
	}
}

// A questioner asks one host.
type questioner struct {
	transport http.RoundTripper
	asked     bool
}

// ask asks for one address: first for its header alone, then, where the host does not like
// that, for all of it; and once more where the fault may pass.
func (q *questioner) ask(ctx context.Context, address string) answer {
	status, moved, err := q.request(ctx, http.MethodHead, address)
	if err == nil && (status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented || status == http.StatusForbidden) {
		status, moved, err = q.request(ctx, http.MethodGet, address)
	}
	if passing(status, err) {
		status, moved, err = q.request(ctx, http.MethodGet, address)
	}
	return judge(status, moved, err)
}

// passing reports whether a fault may be gone when one asks again.
func passing(status int, err error) bool {
	if err != nil {
		return !nowhere(err)
	}
	return status == http.StatusBadGateway || status == http.StatusServiceUnavailable || status == http.StatusGatewayTimeout
}

// nowhere reports whether there is no host of the name.
func nowhere(err error) bool {
	var name *net.DNSError
	return errors.As(err, &name) && name.IsNotFound
}

// judge tells what an answer means for the link. What may be the fault of the moment, or a
// host that does not talk to programs, is told mildly.
func judge(status int, moved string, err error) answer {
	switch {
	case nowhere(err):
		return answer{diag.LinkGone, "DNS"}
	case err != nil:
		return answer{diag.LinkUnchecked, reason(err)}
	case status == http.StatusNotFound || status == http.StatusGone:
		return answer{diag.LinkGone, strconv.Itoa(status)}
	case status >= 400:
		return answer{diag.LinkUnchecked, strconv.Itoa(status)}
	case moved != "":
		return answer{diag.LinkMoved, moved}
	}
	return answer{}
}

// reason returns what went wrong, without the address, which is told already.
func reason(err error) string {
	var timeout interface{ Timeout() bool }
	if errors.As(err, &timeout) && timeout.Timeout() {
		return "timeout"
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err.Error()
	}
	return err.Error()
}

// request sends one request, and returns the status of the answer at the end of all
// redirects. Moved is the address that permanent redirects led to, before any that was not
// permanent; "" where there was none.
func (q *questioner) request(ctx context.Context, method, address string) (status int, moved string, err error) {
	if err := q.wait(ctx); err != nil {
		return 0, "", err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("User-Agent", userAgent)
	permanent := true
	client := http.Client{Transport: q.transport, CheckRedirect: func(next *http.Request, past []*http.Request) error {
		if len(past) >= redirects {
			return errors.New("too many redirects")
		}
		code := next.Response.StatusCode
		permanent = permanent && (code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect)
		if permanent {
			moved = next.URL.String()
		}
		return nil
	}}
	response, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	response.Body.Close()
	return response.StatusCode, moved, nil
}

// wait lets the host rest between two requests.
func (q *questioner) wait(ctx context.Context) error {
	if !q.asked {
		q.asked = true
		return ctx.Err()
	}
	select {
	case <-time.After(pause):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
