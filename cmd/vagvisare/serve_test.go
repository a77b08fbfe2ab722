package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// A screen is what a command prints, read while it goes on.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(data []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(data)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func TestServe(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "portal")
	if code := run(t.Context(), []string{"init", dir}, io.Discard, t.Output()); code != 0 {
		t.Fatal("init ends with", code)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var out screen
	ended := make(chan int)
	go func() { ended <- run(ctx, []string{"serve", "--source", dir, "--listen", "127.0.0.1:0"}, &out, &out) }()
	address := ""
	for late := time.Now().Add(time.Minute); address == ""; time.Sleep(10 * time.Millisecond) {
		address = regexp.MustCompile(`http://\S+`).FindString(out.String())
		if time.Now().After(late) {
			t.Fatalf("it does not become ready:\n%s", out.String())
		}
	}
	response, err := http.Get(address + "planera/")
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || !strings.Contains(string(page), "/_vagvisare/preview.js") {
		t.Errorf("the page is, with error %v:\n%s", err, page)
	}
	cancel()
	select {
	case code := <-ended:
		if code != 0 {
			t.Errorf("it ends with %d:\n%s", code, out.String())
		}
	case <-time.After(time.Minute):
		t.Error("it does not end")
	}
}

func TestPortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, err = listen(taken.Addr().String())
	if err == nil || !regexp.MustCompile(`in use.* vagvisare serve --listen 127\.0\.0\.1:\d+$`).MatchString(err.Error()) {
		t.Errorf("a port that is taken is answered with %v", err)
	}
}
