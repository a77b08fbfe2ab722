package publish_test

import (
	"crypto/md5"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"vagvisare/cmd/vagvisare/internal/headers"
	"vagvisare/cmd/vagvisare/internal/publish"
)

// What a test's host is reached with. No message may hold the secret ones.
const (
	keyID     = "AKIDEXAMPLE"
	secretKey = "very/secret+key"
	token     = "very-secret-token"
)

// A fakeS3 is an S3 host in memory. It does not look at signatures.
type fakeS3 struct {
	*httptest.Server
	backend gofakes3.Backend
	inner   http.Handler

	mu       sync.Mutex
	requests []string
	before   func(w http.ResponseWriter, r *http.Request) (answered bool)
}

// startS3 starts a host that has one bucket, "portal", and makes the environment lead to it.
func startS3(t *testing.T, options ...gofakes3.Option) *fakeS3 {
	t.Helper()
	f := &fakeS3{backend: s3mem.New()}
	f.inner = gofakes3.New(f.backend, options...).Server()
	if err := f.backend.CreateBucket("portal"); err != nil {
		t.Fatal(err)
	}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	setAWS(t, map[string]string{
		"AWS_ACCESS_KEY_ID": keyID, "AWS_SECRET_ACCESS_KEY": secretKey, "AWS_SESSION_TOKEN": token, "AWS_ENDPOINT_URL": f.URL,
	})
	return f
}

// setAWS makes an environment in which nothing is said but this.
func setAWS(t *testing.T, values map[string]string) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for _, name := range []string{
		"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_S3",
		"AWS_ENDPOINT_URL", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE", "AWS_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy",
	} {
		t.Setenv(name, values[name])
	}
}

// ServeHTTP also keeps Cache-Control, as every host does but this one.
func (f *fakeS3) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.requests = append(f.requests, r.Method+" "+r.URL.Path)
	before := f.before
	f.mu.Unlock()
	if before != nil && before(w, r) {
		return
	}
	if cache := r.Header.Get("Cache-Control"); cache != "" {
		r.Header.Set("X-Amz-Meta-Cache-Control", cache)
	}
	f.inner.ServeHTTP(w, r)
}

// on makes something happen before each request. It answers the request itself, or returns false.
func (f *fakeS3) on(before func(w http.ResponseWriter, r *http.Request) (answered bool)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.before = before
}

// changes returns what has been asked for since the last call, but for questions.
func (f *fakeS3) changes() (changes []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, request := range f.requests {
		if !strings.HasPrefix(request, "GET ") {
			changes = append(changes, strings.Replace(request, "/portal/", "", 1))
		}
	}
	f.requests = nil
	slices.Sort(changes)
	return changes
}

// open returns the host that the program sees.
func (f *fakeS3) open(t *testing.T, target string) publish.Host {
	t.Helper()
	host, err := publish.OpenS3(target)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = host.Close() })
	return host
}

// site returns the contents below a prefix that are not Vägvisare's own.
func (f *fakeS3) site(t *testing.T, prefix string) map[string]string {
	t.Helper()
	files := f.all(t, prefix)
	maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasPrefix(name, ".vagvisare/") })
	return files
}

// all returns all contents below a prefix.
func (f *fakeS3) all(t *testing.T, prefix string) map[string]string {
	t.Helper()
	files := map[string]string{}
	list, err := f.backend.ListBucket("portal", &gofakes3.Prefix{HasPrefix: true, Prefix: prefix}, gofakes3.ListBucketPage{})
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range list.Contents {
		object, err := f.backend.GetObject("portal", item.Key, nil)
		if err != nil {
			t.Fatal(err)
		}
		data, err := gofakes3.ReadAll(object.Contents, object.Size)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimPrefix(item.Key, prefix)] = string(data)
	}
	return files
}

// headers returns the type of a file, and how long it may be kept.
func (f *fakeS3) headers(t *testing.T, key string) string {
	t.Helper()
	object, err := f.backend.HeadObject("portal", key)
	if err != nil {
		t.Fatal(err)
	}
	return object.Metadata["Content-Type"] + "; " + object.Metadata["X-Amz-Meta-Cache-Control"]
}

// seed puts somebody else's file into the bucket.
func (f *fakeS3) seed(t *testing.T, key, text string) {
	t.Helper()
	if _, err := f.backend.PutObject("portal", key, map[string]string{}, strings.NewReader(text), int64(len(text)), nil); err != nil {
		t.Fatal(err)
	}
}

// etags is what a listing says of files.
var etags = regexp.MustCompile(`<ETag>[^<]*?([0-9a-f]{32})[^<]*</ETag>`)

func record(handler http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

// isOld reports whether a file may stay after its version.
func isOld(name string) bool { return headers.IsHashed(name) }

func md5Of(s string) string { return fmt.Sprintf("%x", md5.Sum([]byte(s))) }

// shifted is a clock that is wrong.
type shifted time.Duration

func (s shifted) Now() time.Time                   { return time.Now().Add(time.Duration(s)) }
func (s shifted) Since(at time.Time) time.Duration { return s.Now().Sub(at) }
