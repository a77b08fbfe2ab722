package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// A Message is something that a developer would see in the browser's tools.
type Message struct {
	// Kind is "console", "exception", "log" (what the browser itself writes on the
	// console), "issue" (what it reports beside it, such as a breach of the content security
	// policy) or "dialog".
	Kind string
	Text string
}

func (m Message) String() string { return m.Kind + ": " + m.Text }

// A Request is one that a page made, for itself or for what it needs.
type Request struct {
	URL      string
	Status   int64  // of the response; 0 without one, and for a file
	Failure  string // why it failed, or ""
	Canceled bool   // by the page itself, or because the page was left
	Bytes    int64  // that came over the network for it, headers included; 0 for what the browser had kept

	done   bool
	loader cdp.LoaderID // the document that made it
}

// A record is what has happened on a page. Events come in from the browser, one at a time;
// whoever waits for a state of affairs looks again after each.
type record struct {
	dialog func() // closes a dialog

	mu       sync.Mutex
	changed  chan struct{} // closed at the next event
	messages []Message
	requests []*Request
	current  map[network.RequestID]*Request
	loads    []load
	shown    map[cdp.FrameID]cdp.LoaderID // the document in each frame
	left     map[cdp.LoaderID]bool        // documents that a frame no longer shows
	crashed  bool
}

// A load is a document that has loaded, with all that it needs to be shown.
type load struct {
	frame  cdp.FrameID
	loader cdp.LoaderID
}

func newRecord() *record {
	r := &record{changed: make(chan struct{}), shown: map[cdp.FrameID]cdp.LoaderID{}, left: map[cdp.LoaderID]bool{}}
	r.reset()
	return r
}

// reset begins a new record. Of requests made before it nothing more is heard.
func (r *record) reset() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.messages, r.requests, r.loads = nil, nil, nil
	r.current = map[network.RequestID]*Request{}
}

// wait returns when a condition holds. The condition must only look.
func (r *record) wait(ctx context.Context, condition func() bool) error {
	for {
		r.mu.Lock()
		holds, crashed, changed := condition(), r.crashed, r.changed
		r.mu.Unlock()
		switch {
		case crashed:
			return errors.New("the page crashed")
		case holds:
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%w%s", ctx.Err(), r.waiting())
		}
	}
}

// waiting tells what is under way, for an error.
func (r *record) waiting() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, q := range r.requests {
		if !q.done {
			return ", while waiting for " + q.URL
		}
	}
	return ""
}

// quiet reports whether no request is under way. It is a condition for wait.
func (r *record) quiet() bool {
	return !slices.ContainsFunc(r.requests, func(q *Request) bool { return !q.done })
}

// event takes in an event from the browser. It must not tell the browser to do anything.
func (r *record) event(ev any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		r.say("console", string(ev.Type)+" "+values(ev.Args))
	case *runtime.EventExceptionThrown:
		d := ev.ExceptionDetails
		text := d.Text
		if d.Exception != nil {
			text += " " + value(d.Exception)
		}
		r.say("exception", text+place(d.URL, d.LineNumber+1))
	case *log.EventEntryAdded:
		e := ev.Entry
		r.say("log", e.Text+place(e.URL, e.LineNumber+1))
	case *audits.EventIssueAdded:
		// An image whose style lets its height follow from its width has its room by its attributes, which
		// Chromium does not look at here.
		if ev.Issue.Code != "LazyLoadImageIssue" {
			details, _ := json.Marshal(ev.Issue.Details)
			r.say("issue", string(ev.Issue.Code)+" "+string(details))
		}
	case *page.EventJavascriptDialogOpening:
		r.say("dialog", string(ev.Type)+" "+ev.Message)
		go r.dialog()
	case *inspector.EventTargetCrashed:
		r.crashed = true
	case *page.EventFrameNavigated:
		r.leave(ev.Frame)
	case *page.EventLifecycleEvent:
		if ev.Name == "load" {
			r.loads = append(r.loads, load{ev.FrameID, ev.LoaderID})
		}
	default:
		r.network(ev)
	}
	close(r.changed)
	r.changed = make(chan struct{})
}

// leave gives up the requests of documents that a frame showed before. Of some, such as
// for icons, nothing more would be heard.
func (r *record) leave(frame *cdp.Frame) {
	if before := r.shown[frame.ID]; before != frame.LoaderID {
		r.left[before] = true
	}
	r.shown[frame.ID] = frame.LoaderID
	delete(r.left, frame.LoaderID) // which one may come back to
	for _, q := range r.requests {
		if !q.done && r.left[q.loader] {
			q.done, q.Canceled = true, true
		}
	}
}

func (r *record) network(ev any) {
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if before := r.current[ev.RequestID]; before != nil && ev.RedirectResponse != nil {
			before.Status, before.done = ev.RedirectResponse.Status, true
		}
		left := r.left[ev.LoaderID]
		q := &Request{URL: ev.Request.URL, loader: ev.LoaderID, done: left, Canceled: left}
		r.current[ev.RequestID] = q
		r.requests = append(r.requests, q)
	case *network.EventResponseReceived:
		if q := r.current[ev.RequestID]; q != nil {
			q.Status = ev.Response.Status
			// What comes with an error is not always read to its end, and a stream has none.
			q.done = q.Status >= 400 || ev.Response.MimeType == "text/event-stream"
		}
	case *network.EventLoadingFinished:
		if q := r.current[ev.RequestID]; q != nil {
			q.done, q.Bytes = true, int64(ev.EncodedDataLength)
		}
	case *network.EventLoadingFailed:
		if q := r.current[ev.RequestID]; q != nil {
			q.done, q.Canceled = true, ev.Canceled && ev.BlockedReason == ""
			q.Failure = strings.TrimSpace(ev.ErrorText + " " + string(ev.BlockedReason))
		}
	}
}

func (r *record) say(kind, text string) {
	r.messages = append(r.messages, Message{kind, strings.TrimSpace(text)})
}

func place(url string, line int64) string {
	if url == "" {
		return ""
	}
	return fmt.Sprintf(" (%s:%d)", url, line)
}

func values(objects []*runtime.RemoteObject) string {
	var texts []string
	for _, o := range objects {
		texts = append(texts, value(o))
	}
	return strings.Join(texts, " ")
}

// value tells a JavaScript value in a few words.
func value(o *runtime.RemoteObject) string {
	var text string
	if json.Unmarshal([]byte(o.Value), &text) == nil {
		return text
	}
	text, _, _ = strings.Cut(o.Description, "\n    at ") // without the stack
	if text == "" {
		text = string(o.Value)
	}
	return text
}
