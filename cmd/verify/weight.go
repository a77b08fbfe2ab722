package main

import (
	"fmt"
	"strings"

	"vagvisare/cmd/verify/internal/browser"
)

// What a page may cost a reader who has never been on the portal, with all that it loads.
const (
	mostRequests = 8
	mostBytes    = 35_000 // compressed, with headers
)

// checkWeight holds that pages are light. When it is asked for by name, it also tells how soon
// they can be used on a slow phone, which depends on the machine.
func checkWeight(s *session, t *tally) {
	if err := runWeight(s, t); err != nil {
		t.fail("%v", err)
	}
}

func runWeight(s *session, t *tally) error {
	p, err := s.portal()
	if err != nil {
		return err
	}
	site, err := browser.Serve(s.ctx, p.public(), "/", browser.Compressed, kept)
	if err != nil {
		return err
	}
	return s.browse(func(b *browser.Browser) error {
		host := way{"/", site}
		for _, kind := range kinds() {
			if err := weigh(b, host, kind, t); err != nil {
				return err
			}
		}
		if !s.named {
			return nil
		}
		return tellTimes(b, host, t)
	})
}

// weigh counts what a page loads. The page of the search is another matter: it loads the index
// that it searches, which measure measures.
func weigh(b *browser.Browser, host way, k kind, t *tally) error {
	p, err := b.NewPrivatePage()
	if err != nil {
		return err
	}
	defer p.Close()
	if err := p.Open(host.address(k.page), browser.View{}); err != nil {
		return err
	}
	requests := p.Requests()
	var problems, files []string
	var bytes int64
	for _, q := range requests {
		bytes += q.Bytes
		files = append(files, fmt.Sprintf("%6d bytes: %s", q.Bytes, q.URL))
	}
	t.note("%-10s %d requests, %.1f kB", k.name, len(requests), float64(bytes)/1000)
	if !strings.HasPrefix(k.page, "sok/") && (len(requests) > mostRequests || bytes > mostBytes) {
		problems = append(problems, fmt.Sprintf("%d requests, %d bytes; allowed are %d and %d", len(requests), bytes, mostRequests, mostBytes))
		problems = append(problems, files...)
	}
	t.check(k.name+" ("+k.page+") is heavy", problems...)
	return nil
}

// tellTimes tells the median of how soon each page is drawn, and can be used, on a slow phone.
func tellTimes(b *browser.Browser, host way, t *tally) error {
	for _, kind := range kinds() {
		var drawn, usable []float64
		for range 5 {
			times, err := timePage(b, host.address(kind.page))
			if err != nil {
				return err
			}
			drawn, usable = append(drawn, times.Drawn), append(usable, times.Usable)
		}
		t.note("%-10s over slow 4G: drawn after %.0f ms, usable after %.0f ms", kind.name, median(drawn), median(usable))
	}
	return nil
}

func timePage(b *browser.Browser, address string) (times browser.Times, err error) {
	p, err := b.NewPrivatePage()
	if err != nil {
		return times, err
	}
	defer p.Close()
	if err := p.SlowPhone(); err != nil {
		return times, err
	}
	if err := p.Open(address, browser.View{Width: 412}); err != nil {
		return times, err
	}
	return p.Times()
}
