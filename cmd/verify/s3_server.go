package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"vagvisare/cmd/verify/internal/tool"
)

// What opens the bucket. No message of the program may hold the secret.
const (
	storageBucket = "portal"
	storageKey    = "AKIDVERIFY"
	storageSecret = "s3cret/of+verify"
	guestKey      = "AKIDGUEST" // whose secret is the same, and who may not do anything
)

// A storage is an S3 server that checks signatures, keeps a bucket in a folder, and is reached by a line that can be made bad.
type storage struct {
	dir      string // what lies in the bucket
	address  string
	line     *httptest.Server
	requests atomic.Int64
	bad      atomic.Bool
	stop     func()
}

// startStorage starts the server, with an empty bucket.
func startStorage(s *session) (*storage, error) {
	program, err := tool.Versity(s.ctx, os.Stderr)
	if err != nil {
		return nil, err
	}
	home := filepath.Join(s.dir, "storage")
	st := &storage{dir: filepath.Join(home, "buckets", storageBucket)}
	people := filepath.Join(home, "people")
	for _, dir := range []string{st.dir, people} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return nil, err
		}
	}
	sites, err := withPorts("S3", make([]hostedSite, 1))
	if err != nil {
		return nil, err
	}
	st.stop, err = startServer(s.ctx, sites, program, "--quiet", "--keep-alive", "--port", sites[0].listen(),
		"--access", storageKey, "--secret", storageSecret, "--iam-dir", people, "posix", filepath.Dir(st.dir))
	if err != nil {
		return nil, err
	}
	st.connect(sites[0].origin)
	_, err = s.command(nil, program, "admin", "--access", storageKey, "--secret", storageSecret, "--endpoint-url", sites[0].origin,
		"create-user", "--access", guestKey, "--secret", storageSecret, "--role", "user")
	if err != nil {
		st.close()
		return nil, err
	}
	return st, nil
}

// errBadLine is why an answer does not arrive.
var errBadLine = errors.New("the line is bad")

// connect makes the line to the server. When it is bad, one request of twenty does not arrive, and one answer of twenty.
func (st *storage) connect(origin string) {
	to := &url.URL{Scheme: "http", Host: strings.TrimPrefix(origin, "http://")}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host // which is signed
		},
		ModifyResponse: func(*http.Response) error {
			if st.bad.Load() && st.requests.Load()%20 == 7 {
				return errBadLine
			}
			return nil
		},
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	st.line = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := st.requests.Add(1); st.bad.Load() && n%20 == 0 {
			panic(http.ErrAbortHandler)
		}
		proxy.ServeHTTP(w, r)
	}))
	st.address = st.line.URL
}

func (st *storage) close() {
	st.line.Close()
	st.stop()
}

// env is the environment of a program that knows the bucket's keys, and nothing from the machine's own settings, with changes.
func (st *storage) env(s *session, changes ...string) []string {
	home := filepath.Join(s.dir, "nobody")
	return append([]string{
		"HOME=" + home, "USERPROFILE=" + home, "AWS_PROFILE=", "AWS_REGION=", "AWS_DEFAULT_REGION=", "AWS_ENDPOINT_URL_S3=", "AWS_CA_BUNDLE=",
		"AWS_SHARED_CREDENTIALS_FILE=", "AWS_CONFIG_FILE=", "AWS_SESSION_TOKEN=",
		"AWS_ENDPOINT_URL=" + st.address, "AWS_ACCESS_KEY_ID=" + storageKey, "AWS_SECRET_ACCESS_KEY=" + storageSecret,
	}, changes...)
}
