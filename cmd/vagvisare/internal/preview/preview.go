// Package preview serves a site from memory while its editors write, and tells browsers what has changed.
//
// A save is shown in three steps, each as soon as it can be: the page that was saved, then all pages, since the whole is
// linked anew, and last what search finds. When something is wrong the last good site stays up, and the
// browser lists the problems over it.
package preview

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/watch"
)

// Options say what to preview.
type Options struct {
	Site   build.Options
	Dir    string // the site's folder
	Host   string // that the preview listens on, besides this machine's own names
	Poll   bool   // look for changes only, where the system does not tell of them
	Editor string // address that opens a file, with {path}, {line} and {col}; "" for none
	Lang   string // of problems: sv or en; "" for the site's own
	Report Report // may be nil
}

// A Report is told what happens, from several goroutines.
type Report interface {
	Saved(names []string, pages int, took time.Duration) // files have changed, and pages are shown anew
	Problems(problems []diag.Problem, lang string)       // the problems are now these
	Searchable(took time.Duration)                       // search finds what there is now
	Warn(err error)                                      // something does not work as well as it might
}

// A Server is a preview.
type Server struct {
	opt  Options
	dir  string // absolute
	live *build.Live
	hub  hub

	watcher *watch.Watcher // since before the site was read, so that no save is missed

	mu       sync.Mutex
	problems []diag.Problem // as told last
	saved    []string       // names of files since the last linking, but for those that browsers have been told of
	design   bool           // whether layouts or assets are among them
	index    *search.Live   // nil until it is ready

	relink, reindex chan time.Duration // ask for it, after so much quiet
	documents       []*search.Document // what the index has; of the goroutine that keeps it
}

// New reads a site, and returns its preview, ready to serve.
func New(opt Options) (*Server, error) {
	dir, err := filepath.Abs(opt.Dir)
	if err != nil {
		return nil, err
	}
	if opt.Report == nil {
		opt.Report = silent{}
	}
	watcher := watch.New(watch.Options{
		Root: dir, Tops: []string{"content", "layouts", "assets"}, Ignore: tree.Stray, Poll: opt.Poll, Warn: opt.Report.Warn,
	})
	s := &Server{opt: opt, dir: dir, watcher: watcher, live: build.NewLive(opt.Site), relink: make(chan time.Duration, 1), reindex: make(chan time.Duration, 1)}
	s.hub.version = 1
	s.tell()
	return s, nil
}

// Follow keeps the preview as the site's files are, until the context ends.
func (s *Server) Follow(ctx context.Context) {
	var group sync.WaitGroup
	group.Go(func() { follow(ctx, s.relink, s.link) })
	group.Go(func() { follow(ctx, s.reindex, s.search) })
	request(s.reindex, 0)
	s.watcher.Run(ctx, s.change)
	group.Wait()
	s.closeIndex()
}

// Once the page that was saved is shown, the rest can wait a little: more saves may follow, and the browser needs the
// machine to show this one.
const (
	beforeLinking  = 150 * time.Millisecond
	beforeIndexing = 100 * time.Millisecond
	atMost         = time.Second // however many saves follow
)

// follow does something whenever it has been asked for, and it has then been quiet for so long, until the context ends.
func follow(ctx context.Context, asked <-chan time.Duration, do func()) {
	wait := time.NewTimer(0)
	wait.Stop()
	var since time.Time // of the first request that has not been met
	for {
		select {
		case <-ctx.Done():
			return
		case quiet := <-asked:
			if since.IsZero() {
				since = time.Now()
			}
			wait.Reset(min(quiet, max(0, atMost-time.Since(since))))
		case <-wait.C:
			since = time.Time{}
			do()
		}
	}
}

// request asks for something, unless that has been asked for already.
func request(what chan<- time.Duration, quiet time.Duration) {
	select {
	case what <- quiet:
	default:
	}
}

// change shows what has been saved.
func (s *Server) change(names []string) {
	begun := time.Now()
	pages, changed := s.live.Update(names)
	if !changed {
		return
	}
	s.mu.Lock()
	s.saved = append(s.saved, without(names, pages)...)
	s.design = s.design || slices.ContainsFunc(names, func(name string) bool { return !strings.HasPrefix(name, "content/") })
	s.mu.Unlock()
	if len(pages) > 0 {
		s.hub.change(false, links(pages))
	}
	s.opt.Report.Saved(names, len(pages), time.Since(begun))
	if len(pages) == len(names) {
		request(s.relink, beforeLinking)
	} else {
		request(s.relink, 0)
	}
}

// without returns the names of files but for those of some pages, which browsers have been told of.
func without(names []string, pages []*site.Page) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return slices.ContainsFunc(pages, func(p *site.Page) bool { return p.File() == name })
	})
}

// link links the site anew.
func (s *Server) link() {
	s.mu.Lock()
	names, design := s.saved, s.design
	s.saved, s.design = nil, false
	s.mu.Unlock()
	s.live.Relink()
	s.hub.change(design && s.live.Newest().Tree != nil, s.pagesOf(names))
	request(s.reindex, beforeIndexing)
	s.tell()
}

// pagesOf returns the pages of some files.
func (s *Server) pagesOf(names []string) (saved []link) {
	s.live.Good(func(good *build.Result) {
		var pages []*site.Page
		for _, name := range names {
			if p := good.Site.Of(strings.TrimPrefix(name, "content/")); p != nil {
				pages = append(pages, p)
			}
		}
		saved = links(pages)
	})
	return saved
}

// tell tells which problems there are, if they are others than before.
func (s *Server) tell() {
	newest := s.live.Newest()
	s.mu.Lock()
	same := slices.EqualFunc(s.problems, newest.Problems, equal)
	s.problems = newest.Problems
	s.mu.Unlock()
	if !same {
		s.hub.tell(newest.Problems, newest.Tree == nil)
		s.opt.Report.Problems(newest.Problems, s.lang(newest))
	}
}

func equal(a, b diag.Problem) bool {
	return a.Place() == b.Place() && a.Code == b.Code && a.Severity == b.Severity && a.Text("en") == b.Text("en") && a.Excerpt == b.Excerpt
}

// lang returns the language of problems.
func (s *Server) lang(r *build.Result) string { return cmp.Or(s.opt.Lang, r.Language(), "sv") }

type silent struct{}

func (silent) Saved([]string, int, time.Duration) {}
func (silent) Problems([]diag.Problem, string)    {}
func (silent) Searchable(time.Duration)           {}
func (silent) Warn(error)                         {}
