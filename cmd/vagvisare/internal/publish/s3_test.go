package publish_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// small is a site of one version.
func small(version string) map[string]string {
	files := map[string]string{
		"manifest.webmanifest": `{"name": "Portal"}`,
		"index.html":           "home",
		"p/index.html":         "page " + version,
		"å ä+ö%41/index.html":  "odd name",
		"tom.txt":              "",
		"search/manifest.js":   "search",
	}
	files[named("assets/css/site-%s.css", "style")] = "style"
	return files
}

func TestS3(t *testing.T) {
	f := startS3(t)
	one, two := built(t, small("1")), built(t, small("2"))
	for _, key := range []string{"a/other.html", "a/b.html", "a/bc/index.html"} {
		f.seed(t, key, "somebody else's")
	}
	host := f.open(t, "s3://portal/a/b/")
	if host.String() != "s3://portal/a/b" {
		t.Errorf("the host calls itself %s", host)
	}
	mustPublish(t, one, host, options())
	if diff := cmp.Diff(small("1"), f.site(t, "a/b/")); diff != "" {
		t.Errorf("published (-), there (+):\n%s", diff)
	}
	f.changes()
	if r := mustPublish(t, one, host, options()); r.Sent != 0 {
		t.Errorf("%d files are sent again", r.Sent)
	}
	if diff := cmp.Diff([]string{"DELETE a/b/.vagvisare/lock.json", "PUT a/b/.vagvisare/lock.json"}, f.changes()); diff != "" {
		t.Errorf("where nothing differs, wanted (-), asked for (+):\n%s", diff)
	}

	mustPublish(t, two, host, options())
	got := slices.DeleteFunc(f.changes(), func(c string) bool { return strings.Contains(c, "/kept/") || strings.Contains(c, "/stage/") })
	want := []string{
		"DELETE a/b/.vagvisare/lock.json", "DELETE a/b/.vagvisare/touched.json", "PUT a/b/.vagvisare/before", "PUT a/b/.vagvisare/lock.json",
		"PUT a/b/.vagvisare/manifest", "PUT a/b/.vagvisare/state.json", "PUT a/b/.vagvisare/touched.json", "PUT a/b/p/index.html",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("where one page differs, wanted (-), asked for (+):\n%s", diff)
	}
	if diff := cmp.Diff(small("2"), f.site(t, "a/b/")); diff != "" {
		t.Errorf("published (-), there (+):\n%s", diff)
	}
	if _, err := publish.Rollback(t.Context(), host, options()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(small("1"), f.site(t, "a/b/")); diff != "" {
		t.Errorf("brought back (-), there (+):\n%s", diff)
	}
	others := f.all(t, "")
	maps.DeleteFunc(others, func(key, _ string) bool { return strings.HasPrefix(key, "a/b/") })
	wantOthers := map[string]string{"a/other.html": "somebody else's", "a/b.html": "somebody else's", "a/bc/index.html": "somebody else's"}
	if diff := cmp.Diff(wantOthers, others); diff != "" {
		t.Errorf("others' files (-), there now (+):\n%s", diff)
	}
}

// TestS3Headers holds that files are served as what they are, also those that came to their place from another.
func TestS3Headers(t *testing.T) {
	f := startS3(t)
	host := f.open(t, "s3://portal")
	want := map[string]string{
		"index.html":                             "text/html; charset=utf-8; no-cache",
		"p/index.html":                           "text/html; charset=utf-8; no-cache",
		"manifest.webmanifest":                   "application/manifest+json; charset=utf-8; no-cache",
		named("assets/css/site-%s.css", "style"): "text/css; charset=utf-8; public, max-age=31536000, immutable",
		".vagvisare/manifest":                    "application/octet-stream; no-store",
		".vagvisare/state.json":                  "application/json; charset=utf-8; no-store",
	}
	check := func(when string) {
		t.Helper()
		got := map[string]string{}
		for path := range want {
			got[path] = f.headers(t, path)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s, wanted (-), there (+):\n%s", when, diff)
		}
	}
	mustPublish(t, built(t, small("1")), host, options())
	check("as new")
	mustPublish(t, built(t, small("2")), host, options())
	check("after a change")
	if _, err := publish.Rollback(t.Context(), host, options()); err != nil {
		t.Fatal(err)
	}
	check("after it has been taken back")
}

// TestS3Listing holds that a listing of several pages is read to its end, and what is made of it.
func TestS3Listing(t *testing.T) {
	f := startS3(t)
	const files = 2345
	for n := range files {
		f.seed(t, fmt.Sprintf("a/%04d.html", n), fmt.Sprint(n))
	}
	for _, mark := range []string{"a/", "a/folder/"} {
		f.seed(t, mark, "")
	}
	entries, err := f.open(t, "s3://portal/a").List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != files {
		t.Errorf("%d files are listed, of %d", len(entries), files)
	}
	if got, want := entries["0007.html"], (publish.Entry{Size: 1, MD5: "8f14e45fceea167a5a36dedd4bea2543"}); got != want {
		t.Errorf("the file is listed as %+v, want %+v", got, want)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := f.open(t, "s3://portal/a").List(stopped); !errors.Is(err, context.Canceled) {
		t.Errorf("a listing that is stopped ends with %v", err)
	}
}

// TestS3WithoutSums publishes where ETags are no MD5s.
func TestS3WithoutSums(t *testing.T) {
	for name, etag := range map[string]string{"of parts": "%s-2", "of something else": "ffffffff%.24s"} {
		t.Run(name, func(t *testing.T) {
			f := startS3(t)
			f.on(func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Query().Get("list-type") == "" {
					return false
				}
				recorded := record(f.inner, r)
				w.WriteHeader(recorded.Code)
				_, _ = fmt.Fprint(w, etags.ReplaceAllStringFunc(recorded.Body.String(), func(found string) string {
					return "<ETag>&quot;" + fmt.Sprintf(etag, etags.FindStringSubmatch(found)[1]) + "&quot;</ETag>"
				}))
				return true
			})
			host := f.open(t, "s3://portal")
			mustPublish(t, built(t, small("1")), host, options())
			if r := mustPublish(t, built(t, small("1")), host, options()); r.Sent != 0 {
				t.Errorf("%d files are sent again", r.Sent)
			}
			if r := mustPublish(t, built(t, small("2")), host, options()); r.Sent != 1 {
				t.Errorf("%d files are sent for one that differs", r.Sent)
			}
			if diff := cmp.Diff(small("2"), f.site(t, "")); diff != "" {
				t.Errorf("published (-), there (+):\n%s", diff)
			}
		})
	}
}

func TestS3ForeignBucket(t *testing.T) {
	f := startS3(t)
	f.seed(t, "holiday.jpg", "a picture")
	host := f.open(t, "s3://portal")
	_, err := publish.Publish(t.Context(), built(t, small("1")), host, options())
	if err == nil || !strings.Contains(err.Error(), "holiday.jpg") || !strings.Contains(err.Error(), "--yes") {
		t.Errorf("published beside somebody's files; error %v", err)
	}
	if diff := cmp.Diff(map[string]string{"holiday.jpg": "a picture"}, f.all(t, "")); diff != "" {
		t.Errorf("files before (-), after (+):\n%s", diff)
	}
	opt := options()
	opt.Yes = true
	mustPublish(t, built(t, small("1")), host, opt)
	if got := f.site(t, ""); got["holiday.jpg"] != "a picture" || got["index.html"] != "home" {
		t.Errorf("there lies %v", got)
	}
}

// TestS3Broken publishes over a connection that breaks at random, before and after a request has done its work, to a host that
// is busy at times.
func TestS3Broken(t *testing.T) {
	publish.Hurry(t)
	f := startS3(t)
	host := f.open(t, "s3://portal/a")
	var before map[string]string
	random := rand.New(rand.NewPCG(3, 3))
	failed := map[string]int{}
	f.on(func(w http.ResponseWriter, r *http.Request) bool {
		f.mu.Lock()
		kind, request := random.IntN(9), r.Method+" "+r.URL.Path
		if kind < 3 && failed[request] == 2 { // or a run might give up, rightly
			kind = 3
		}
		if kind < 3 {
			failed[request]++
		}
		f.mu.Unlock()
		switch kind {
		case 0:
			panic(http.ErrAbortHandler)
		case 1:
			f.inner.ServeHTTP(w, r.Clone(r.Context()))
			panic(http.ErrAbortHandler)
		case 2:
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		return false
	})
	for n := range 12 {
		f.mu.Lock()
		clear(failed)
		f.mu.Unlock()
		want := edition(n)
		mustPublish(t, built(t, want), host, options())
		maps.DeleteFunc(want, func(name, _ string) bool { return strings.HasSuffix(name, ".gz") })
		got := f.site(t, "a/")
		maps.DeleteFunc(got, func(name, _ string) bool { _, ok := want[name]; return !ok && isOld(name) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("edition %d, published (-), there (+):\n%s", n, diff)
		}
		for name := range f.all(t, "a/") {
			if strings.HasPrefix(name, ".vagvisare/stage/") || name == ".vagvisare/touched.json" || name == ".vagvisare/lock.json" {
				t.Errorf("edition %d: %s has been left", n, name)
			}
		}
		before = want
	}
	if _, err := publish.Rollback(t.Context(), host, options()); err != nil {
		t.Fatal(err)
	}
	if got := f.site(t, "a/"); maps.Equal(before, got) {
		t.Error("nothing has been taken back")
	}
}

// TestS3Stopped stops a run in the middle. What visitors see is whole, and the next run completes it.
func TestS3Stopped(t *testing.T) {
	f := startS3(t)
	host := f.open(t, "s3://portal")
	mustPublish(t, built(t, small("1")), host, options())
	ctx, stop := context.WithCancel(t.Context())
	f.on(func(w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, "/stage/") {
			stop()
		}
		return false
	})
	if _, err := publish.Publish(ctx, built(t, small("2")), host, options()); !errors.Is(err, context.Canceled) {
		t.Errorf("a run that is stopped ends with %v", err)
	}
	if diff := cmp.Diff(small("1"), f.site(t, "")); diff != "" {
		t.Errorf("visitors see, before (-), after (+):\n%s", diff)
	}
	if _, ok := f.all(t, "")[".vagvisare/lock.json"]; ok {
		t.Error("the lock has been left")
	}
	f.on(nil)
	mustPublish(t, built(t, small("2")), host, options())
	if diff := cmp.Diff(small("2"), f.site(t, "")); diff != "" {
		t.Errorf("published (-), there (+):\n%s", diff)
	}
}

// TestS3Create holds that of two who create a file one is told, also by hosts that do not know If-None-Match.
func TestS3Create(t *testing.T) {
	for name, before := range map[string]func(w http.ResponseWriter, r *http.Request) bool{
		"knows the condition": nil,
		"ignores it": func(_ http.ResponseWriter, r *http.Request) bool {
			r.Header.Del("If-None-Match")
			return false
		},
		"refuses it": func(w http.ResponseWriter, r *http.Request) bool {
			if r.Header.Get("If-None-Match") == "" {
				return false
			}
			w.WriteHeader(http.StatusNotImplemented)
			_, _ = fmt.Fprint(w, "<Error><Code>NotImplemented</Code></Error>")
			return true
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := startS3(t)
			f.on(before)
			host := f.open(t, "s3://portal")
			if err := host.Create(t.Context(), "x", []byte("first")); err != nil {
				t.Fatal(err)
			}
			if err := host.Create(t.Context(), "x", []byte("second")); !errors.Is(err, fs.ErrExist) {
				t.Errorf("created what is there; error %v", err)
			}
			if got, err := host.Read(t.Context(), "x"); err != nil || string(got) != "first" {
				t.Errorf("there stands %q, error %v", got, err)
			}
		})
	}
	t.Run("at the same time", func(t *testing.T) {
		f := startS3(t)
		host := f.open(t, "s3://portal")
		// Somebody else comes between the look and the writing.
		f.on(func(_ http.ResponseWriter, r *http.Request) bool {
			if r.Method == http.MethodPut {
				f.seed(t, "x", "another's")
			}
			return false
		})
		if err := host.Create(t.Context(), "x", []byte("mine")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("created what is there; error %v", err)
		}
	})
	t.Run("overwritten", func(t *testing.T) {
		f := startS3(t)
		host := f.open(t, "s3://portal")
		written := false
		f.on(func(_ http.ResponseWriter, r *http.Request) bool {
			if written && r.Method == http.MethodGet {
				f.seed(t, "x", "another's")
			}
			written = written || r.Method == http.MethodPut
			return false
		})
		if err := host.Create(t.Context(), "x", []byte("mine")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("took another's file for the own; error %v", err)
		}
	})
}

// TestS3Lock holds that of two who publish at the same time the second is told.
func TestS3Lock(t *testing.T) {
	publish.Hurry(t)
	f := startS3(t)
	first, second := f.open(t, "s3://portal"), f.open(t, "s3://portal")
	waiting, told := make(chan struct{}), make(chan struct{})
	var result error
	f.on(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/p/index.html") {
			close(waiting)
			<-told
		}
		return false
	})
	go func() {
		defer close(told)
		<-waiting
		opt := options()
		opt.Now = day
		_, result = publish.Publish(t.Context(), built(t, small("2")), second, opt)
	}()
	mustPublish(t, built(t, small("1")), first, options())
	var busy *publish.BusyError
	if !errors.As(result, &busy) {
		t.Errorf("the second who publishes is told %v", result)
	}
	if diff := cmp.Diff(small("1"), f.site(t, "")); diff != "" {
		t.Errorf("published (-), there (+):\n%s", diff)
	}
}

func TestS3RemovesWhatIsMissing(t *testing.T) {
	host := startS3(t).open(t, "s3://portal")
	if err := host.Remove(t.Context(), "none"); err != nil {
		t.Error(err)
	}
	if err := host.Move(t.Context(), "none", "some"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("moved what is not there; error %v", err)
	}
	if _, err := host.Read(t.Context(), "none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("read what is not there; error %v", err)
	}
}

// TestS3AlreadyRemoved holds that a host may say that there is nothing to remove; most do not.
func TestS3AlreadyRemoved(t *testing.T) {
	if err := do(t.Context(), failing(t, http.StatusNotFound, nil, code("NoSuchKey")), "remove"); err != nil {
		t.Error(err)
	}
}
