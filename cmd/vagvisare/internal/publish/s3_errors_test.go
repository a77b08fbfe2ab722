package publish_test

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// failing makes a host answer everything with an error.
func failing(t *testing.T, status int, head map[string]string, body string) publish.Host {
	t.Helper()
	f := startS3(t)
	f.on(func(w http.ResponseWriter, _ *http.Request) bool {
		for name, value := range head {
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		_, _ = fmt.Fprint(w, body)
		return true
	})
	return f.open(t, "s3://portal/a")
}

func code(code string) string {
	return "<Error><Code>" + code + "</Code><Message>It is so.</Message></Error>"
}

// do does one thing at a host, by the name that permissions have.
func do(ctx context.Context, host publish.Host, what string) (err error) {
	switch what {
	case "list":
		_, err = host.List(ctx)
	case "read":
		_, err = host.Read(ctx, "x")
	case "create":
		err = host.Create(ctx, "x", []byte("x"))
	case "send":
		err = host.Put(ctx, "x", "x", text("x"))
	case "copy":
		err = host.Copy(ctx, "x", "y")
	case "move":
		err = host.Move(ctx, "x", "y")
	case "remove":
		err = host.Remove(ctx, "x")
	}
	return err
}

var operations = []string{"list", "read", "create", "send", "copy", "move", "remove"}

// text is a content that is a text.
func text(s string) publish.Content {
	return publish.Content{Size: int64(len(s)), MD5: md5Of(s), Open: func() (io.ReadSeekCloser, error) {
		return readCloser{strings.NewReader(s)}, nil
	}}
}

type readCloser struct{ io.ReadSeeker }

func (readCloser) Close() error { return nil }

// TestS3Errors holds what users read, of each thing that is done at a host; that it is one line without a key in it; and whether
// it is tried again.
func TestS3Errors(t *testing.T) {
	publish.Hurry(t)
	page := "<html>\n<body>The request had\nSecret: " + secretKey + " " + token + "</body></html>"
	for name, c := range map[string]struct {
		status  int
		head    map[string]string
		body    string
		want    []string
		passing bool
	}{
		"wrong secret":  {403, nil, code("SignatureDoesNotMatch"), []string{"s3://portal/a: the secret key from the environment is not that"}, false},
		"unknown key":   {403, nil, code("InvalidAccessKeyId"), []string{"does not know the access key ID from the environment"}, false},
		"old token":     {400, nil, code("ExpiredToken"), []string{"the session token from the environment has expired"}, false},
		"no bucket":     {404, nil, code("NoSuchBucket"), []string{`there is no bucket "portal" at http://127.0.0.1`, "AWS_ENDPOINT_URL"}, false},
		"no permission": {403, nil, code("AccessDenied"), []string{"s3://portal/a/", "the keys from the environment may not do that: they need s3:"}, false},
		"other region": {
			301, map[string]string{"x-amz-bucket-region": "eu-north-1"}, code("PermanentRedirect"), []string{"another region: set AWS_REGION to eu-north-1"}, false,
		},
		"other region, unknown": {400, nil, code("AuthorizationHeaderMalformed"), []string{`than "us-east-1": set AWS_REGION`, "It is so."}, false},
		"sent elsewhere": {
			308, map[string]string{"Location": "https://s3.example.org/portal?x"}, "", []string{"sends us to https://s3.example.org: if", "AWS_ENDPOINT_URL"}, false,
		},
		"quota":            {403, nil, code("QuotaExceeded"), []string{"s3://portal/a/", "no space is left there"}, false},
		"full":             {507, nil, page, []string{"no space is left there"}, false},
		"damaged":          {400, nil, code("BadDigest"), []string{"the host answers 400 BadDigest: It is so."}, true},
		"busy":             {503, nil, code("SlowDown"), []string{"503 SlowDown"}, true},
		"busy, by a proxy": {502, nil, page, []string{"the host answers 502 Bad Gateway"}, true},
		"too many":         {429, nil, "", []string{"429 Too Many Requests"}, true},
		"timeout":          {408, nil, code("RequestTimeout"), []string{"408"}, true},
		"timeout, told":    {400, nil, code("RequestTimeout"), []string{"400 RequestTimeout"}, true},
		"broken":           {500, nil, code("InternalError"), []string{"500 InternalError"}, true},
		"gateway":          {504, nil, page, []string{"504 Gateway Timeout"}, true},
		"not made":         {501, nil, code("NotImplemented"), []string{"501 NotImplemented"}, false},
		"no S3":            {418, nil, page, []string{"418 I'm a teapot"}, false},
		"repeats keys":     {400, nil, "<Error><Code>Odd</Code><Message>You said\n" + secretKey + " and " + token + "!</Message></Error>", []string{"400 Odd: You said … and …!"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			host := failing(t, c.status, c.head, c.body)
			for _, op := range operations {
				err := do(t.Context(), host, op)
				if err == nil {
					t.Fatalf("%s: no error", op)
				}
				for _, want := range c.want {
					if !strings.Contains(err.Error(), want) {
						t.Errorf("%s: error %q does not hold %q", op, err, want)
					}
				}
				plain(t, err)
				if host.Passing(err) != c.passing || host.Passing(fmt.Errorf("wrapped: %w", err)) != c.passing {
					t.Errorf("%s: passing should be %v: %v", op, c.passing, err)
				}
				full := strings.Contains(err.Error(), publish.ErrFull.Error())
				if errors.Is(err, publish.ErrFull) != full {
					t.Errorf("%s: %v is ErrFull: %v", op, err, !full)
				}
			}
		})
	}
}

// plain holds that an error is one line without secrets.
func plain(t *testing.T, err error) {
	t.Helper()
	told := fmt.Sprintf("%v %+v %#v", err, err, err.Error())
	for _, secret := range []string{secretKey, token, "X-Amz-Signature", "Credential=", "\n"} {
		if strings.Contains(told, secret) {
			t.Errorf("the error %q holds %q", told, secret)
		}
	}
}

// TestS3Permissions holds that who may not do something is told which right is missing.
func TestS3Permissions(t *testing.T) {
	host := failing(t, http.StatusForbidden, nil, code("AccessDenied"))
	for op, want := range map[string]string{
		"list": "list s3://portal/a/: ", "read": "read s3://portal/a/x: ", "create": "read s3://portal/a/x: ", "send": "send s3://portal/a/x: ",
		"copy": "copy s3://portal/a/x: ", "remove": "remove s3://portal/a/x: ",
	} {
		if err := do(t.Context(), host, op); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", op, err, want)
		}
	}
	for op, want := range map[string]string{"list": "s3:ListBucket", "read": "s3:GetObject", "send": "s3:PutObject", "remove": "s3:DeleteObject"} {
		if err := do(t.Context(), host, op); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v does not name %s", op, err, want)
		}
	}
}

// TestS3Clock holds that a wrong clock is told as such, and by how much it is wrong. The host here looks at when requests say
// that they were made.
func TestS3Clock(t *testing.T) {
	for wrong, want := range map[time.Duration]string{
		3 * time.Hour:     "this machine's clock is wrong (it is 3h0m behind the host's): set it",
		-49 * time.Minute: "this machine's clock is wrong (it is 49m ahead of the host's): set it",
	} {
		f := startS3(t, gofakes3.WithTimeSource(shifted(wrong)))
		f.on(func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Date", time.Now().Add(wrong).UTC().Format(http.TimeFormat))
			return false
		})
		host := f.open(t, "s3://portal")
		_, err := publish.Publish(t.Context(), built(t, small("1")), host, options())
		if err == nil || err.Error() != "s3://portal: "+want {
			t.Errorf("error %v, want %q", err, want)
		}
		if host.Passing(err) {
			t.Error("it is tried again")
		}
		if files := f.all(t, ""); len(files) > 0 {
			t.Errorf("there lies %v", files)
		}
	}
}

// TestS3Unreachable holds that a host which cannot be reached is told at once, and one that has answered before is waited for.
func TestS3Unreachable(t *testing.T) {
	f := startS3(t)
	host := f.open(t, "s3://portal")
	if err := do(t.Context(), host, "list"); err != nil {
		t.Fatal(err)
	}
	fresh := f.open(t, "s3://portal")
	f.Close()
	_ = host.Close() // no connection stays open
	err := do(t.Context(), fresh, "list")
	if err == nil || !strings.Contains(err.Error(), "no connection to "+f.URL) || fresh.Passing(err) {
		t.Errorf("never reached: error %v, passing %v", err, fresh.Passing(err))
	}
	if err := do(t.Context(), host, "list"); err == nil || !host.Passing(err) {
		t.Errorf("reached before: error %v, passing %v", err, host.Passing(err))
	}

	t.Setenv("AWS_ENDPOINT_URL", "https://no-such-host.invalid")
	nowhere := f.open(t, "s3://portal")
	err = do(t.Context(), nowhere, "list")
	if err == nil || !strings.Contains(err.Error(), "no-such-host.invalid") || nowhere.Passing(err) {
		t.Errorf("no such host: error %v, passing %v", err, nowhere.Passing(err))
	}
}

// TestS3Broke holds that a connection which breaks, before an answer or in it, is tried again.
func TestS3Broke(t *testing.T) {
	for name, handler := range map[string]func(w http.ResponseWriter, r *http.Request) bool{
		"before the answer": func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) },
		"in the answer": func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Length", "1000")
			_, _ = fmt.Fprint(w, "<ListBucketResult>")
			panic(http.ErrAbortHandler)
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := startS3(t)
			f.on(handler)
			host := f.open(t, "s3://portal")
			for _, op := range []string{"list", "read"} {
				err := do(t.Context(), host, op)
				if err == nil || !host.Passing(err) {
					t.Errorf("%s: error %v, passing %v", op, err, host.Passing(err))
					continue
				}
				plain(t, err)
			}
		})
	}
}

// TestS3Silent holds that a host which says nothing any more is given up, also in the middle of an answer.
func TestS3Silent(t *testing.T) {
	publish.Hush(t, 50*time.Millisecond)
	for _, beginning := range []string{"", "<ListBucketResult>"} {
		f := startS3(t)
		done := make(chan struct{})
		f.on(func(w http.ResponseWriter, _ *http.Request) bool {
			if beginning != "" {
				_, _ = fmt.Fprint(w, beginning)
				w.(http.Flusher).Flush()
			}
			<-done
			return true
		})
		host := f.open(t, "s3://portal")
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Second) // rather than wait for ever
		err := do(ctx, host, "list")
		stop()
		close(done)
		if err == nil || !strings.Contains(err.Error(), "timeout") || !host.Passing(err) {
			t.Errorf("after %q: error %v, passing %v", beginning, err, host.Passing(err))
		}
	}
}

// TestS3Once holds that a request is sent once: whoever uses the host tries again.
func TestS3Once(t *testing.T) {
	for _, op := range operations {
		f := startS3(t)
		f.on(func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		})
		host := f.open(t, "s3://portal")
		f.requests = nil
		if err := do(t.Context(), host, op); err == nil || len(f.requests) != 1 {
			t.Errorf("%s: error %v after %q", op, err, f.requests)
		}
	}
}

func TestS3TLS(t *testing.T) {
	f := startS3(t)
	plainURL := f.URL
	secure := httptest.NewUnstartedServer(f)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)

	t.Setenv("AWS_ENDPOINT_URL", strings.Replace(plainURL, "http://", "https://", 1))
	host := f.open(t, "s3://portal")
	err := do(t.Context(), host, "list")
	if err == nil || !strings.Contains(err.Error(), "does not encrypt") || host.Passing(err) {
		t.Errorf("a host that does not encrypt: error %v, passing %v", err, host.Passing(err))
	}

	t.Setenv("AWS_ENDPOINT_URL", secure.URL)
	host = f.open(t, "s3://portal")
	err = do(t.Context(), host, "list")
	if err == nil || !strings.Contains(err.Error(), "is not trusted") || !strings.Contains(err.Error(), "AWS_CA_BUNDLE") || host.Passing(err) {
		t.Errorf("a host that nobody knows: error %v, passing %v", err, host.Passing(err))
	}

	bundle := filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw})
	if err := os.WriteFile(bundle, block, 0o666); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CA_BUNDLE", bundle)
	mustPublish(t, built(t, small("1")), f.open(t, "s3://portal"), options())

	if err := os.WriteFile(bundle, []byte("none"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := publish.OpenS3("s3://portal"); err == nil || !strings.Contains(err.Error(), "holds no certificates") {
		t.Errorf("a bundle without certificates: error %v", err)
	}
}

// TestS3NoS3 holds that a web server that is no S3 host is not taken for an empty one.
func TestS3NoS3(t *testing.T) {
	host := failing(t, http.StatusOK, map[string]string{"Content-Type": "text/html"}, "<!doctype html><p>Welcome")
	for _, op := range []string{"list", "create"} {
		if err := do(t.Context(), host, op); err == nil {
			t.Errorf("%s: no error", op)
		}
	}
	if err := do(t.Context(), host, "list"); err == nil || !strings.Contains(err.Error(), "does not answer as S3 does") {
		t.Errorf("error %v", err)
	}
}

// TestS3Refuses holds what is not even sent.
func TestS3Refuses(t *testing.T) {
	f := startS3(t)
	host := f.open(t, "s3://portal")
	large := text("x")
	large.Size = 5<<30 + 1
	shrunk := text("x")
	shrunk.Size = 2
	for want, put := range map[string]func() error{
		"5 GiB":              func() error { return host.Put(t.Context(), "x", "x", large) },
		"1024 bytes":         func() error { return host.Put(t.Context(), strings.Repeat("x", 1025), "x", text("x")) },
		"has become shorter": func() error { return host.Put(t.Context(), "x", "x", shrunk) },
	} {
		if err := put(); err == nil || !strings.Contains(err.Error(), want) || host.Passing(err) {
			t.Errorf("error %v, passing %v; want %q", err, host.Passing(err), want)
		}
	}
	damaged := text("x")
	damaged.MD5 = md5Of("y")
	if err := host.Put(t.Context(), "x", "x", damaged); err == nil || !host.Passing(err) {
		t.Errorf("what arrives is not held against its MD5: error %v", err)
	}
	if files := f.all(t, ""); len(files) > 0 {
		t.Errorf("there lies %v", files)
	}
}
