package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A hub tells all browsers what has changed, as server-sent events (WHATWG HTML, 9.2).
type hub struct {
	mu       sync.Mutex
	browsers map[chan event]bool
	version  int
	failed   bool
}

// An event is what browsers are told.
type event struct {
	name string
	data any
}

type state struct {
	Version int  `json:"version"`
	Failed  bool `json:"failed"`
}

type change struct {
	Version int    `json:"version"`
	Reload  bool   `json:"reload"` // the whole page
	Saved   []link `json:"saved"`
	Search  bool   `json:"search"` // nothing but search is new
}

type count struct {
	Failed bool `json:"failed"`
	Errors int  `json:"errors"`
	Notes  int  `json:"notes"`
}

// A link is a page that has been saved.
type link struct {
	Path  string `json:"path"`
	Title string `json:"title"`
}

func links(pages []*site.Page) []link {
	list := []link{}
	for _, p := range pages {
		list = append(list, link{p.Path, p.Title})
	}
	return list
}

// change tells that something that is served has changed.
func (h *hub) change(reload bool, saved []link) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.version++
	if saved == nil {
		saved = []link{}
	}
	h.send(event{"change", change{h.version, reload, saved, false}})
}

// searchable tells that search finds what there is now.
func (h *hub) searchable() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.send(event{"change", change{h.version, false, []link{}, true}})
}

// tell tells of problems.
func (h *hub) tell(problems []diag.Problem, failed bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failed = failed
	c := count{Failed: failed}
	for _, p := range problems {
		if p.Severity == diag.Error {
			c.Errors++
		} else {
			c.Notes++
		}
	}
	h.send(event{"problems", c})
}

// send hands an event to all browsers. One that does not read what it is sent is let go; it will come back.
func (h *hub) send(e event) {
	for browser := range h.browsers {
		select {
		case browser <- e:
		default:
			close(browser)
			delete(h.browsers, browser)
		}
	}
}

// waiting is how many events a browser may be behind.
const waiting = 64

func (h *hub) join() chan event {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.browsers == nil {
		h.browsers = map[chan event]bool{}
	}
	browser := make(chan event, waiting)
	browser <- event{"state", state{h.version, h.failed}}
	h.browsers[browser] = true
	return browser
}

func (h *hub) leave(browser chan event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.browsers, browser)
}

const (
	heartbeat = 15 * time.Second // between signs of life, so that a lost browser is noticed
	writing   = 10 * time.Second // that a browser may take to read an event
)

// ServeHTTP tells one browser, for as long as it listens.
func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	browser := h.join()
	defer h.leave(browser)
	stream := http.NewResponseController(w)
	write := func(text string) bool {
		stream.SetWriteDeadline(time.Now().Add(writing))
		_, err := w.Write([]byte(text))
		return err == nil && stream.Flush() == nil
	}
	alive := time.NewTicker(heartbeat)
	defer alive.Stop()
	open := write("retry: 500\n\n")
	for open {
		select {
		case <-r.Context().Done():
			return
		case <-alive.C:
			open = write(": \n\n")
		case e, listening := <-browser:
			if !listening {
				return
			}
			data, err := json.Marshal(e.data)
			open = err == nil && write(fmt.Sprintf("event: %s\ndata: %s\n\n", e.name, data))
		}
	}
}
