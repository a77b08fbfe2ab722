package publish

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
)

// silence is for how long a connection may say nothing before it is taken to be broken.
var silence = time.Minute

// An s3Transport sends requests, and hears what answers say beside what was asked for.
type s3Transport struct {
	*http.Transport
	reached atomic.Bool // whether the host has ever answered
}

// newS3Transport trusts also the authorities in a file, if one is named.
func newS3Transport(secure bool, bundle string) (*s3Transport, error) {
	t, err := minio.DefaultTransport(secure)
	if err != nil {
		return nil, err
	}
	t.MaxIdleConnsPerHost = t.MaxIdleConns
	dial := t.DialContext
	t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return wakeful{conn}, nil
	}
	if secure && bundle != "" {
		if t.TLSClientConfig.RootCAs, err = readBundle(bundle); err != nil {
			return nil, err
		}
	}
	return &s3Transport{Transport: t}, nil
}

func readBundle(file string) (*x509.CertPool, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("AWS_CA_BUNDLE: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("AWS_CA_BUNDLE: %s holds no certificates", file)
	}
	return pool, nil
}

// An answer is what the last answer to a request has told of the host.
type answer struct {
	ahead    time.Duration // of the host's clock: this machine's
	redirect string        // where the host sends us to; "" if it does not
}

type answerKey struct{}

// listen returns a context with which requests leave their answers behind, for tell.
func listen(ctx context.Context) context.Context {
	return context.WithValue(ctx, answerKey{}, &answer{})
}

// heard returns what was answered to requests of a context.
func heard(ctx context.Context) answer {
	if a, ok := ctx.Value(answerKey{}).(*answer); ok {
		return *a
	}
	return answer{}
}

func (t *s3Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.Transport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	t.reached.Store(true)
	if a, ok := req.Context().Value(answerKey{}).(*answer); ok {
		*a = answer{}
		if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
			a.ahead = time.Since(date)
		}
		if to, err := resp.Location(); err == nil {
			a.redirect = to.Scheme + "://" + to.Host
		}
	}
	return resp, nil
}

// A wakeful connection breaks when nothing goes either way for too long.
type wakeful struct{ net.Conn }

func (w wakeful) Read(p []byte) (int, error) {
	if err := w.SetReadDeadline(time.Now().Add(silence)); err != nil {
		return 0, err
	}
	return w.Conn.Read(p)
}

// Write keeps also who waits for an answer waiting.
func (w wakeful) Write(p []byte) (int, error) {
	if err := w.SetDeadline(time.Now().Add(silence)); err != nil {
		return 0, err
	}
	return w.Conn.Write(p)
}
