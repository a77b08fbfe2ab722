package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/preview"
)

// serveOptions are the flags of serve alone.
type serveOptions struct {
	listen string
	open   bool
	poll   bool
	editor string
}

func newServe() *cobra.Command {
	var flags siteFlags
	var opt serveOptions
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while you write",
		Long: `Serve compiles the site in memory and shows it in a browser. Each save is seen at once on the
page that is shown, without loading it anew; what is wrong is listed over the page, which
stays as it was until it is mended. Nothing is written to public/.

It answers this machine only, unless --listen names another address.`,
		Example: `  vagvisare serve --open
  vagvisare serve --listen 127.0.0.1:9000 --drafts`,
		Args: arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return runServe(c, &flags, opt) },
	}
	flags.registerPreview(c)
	c.Flags().StringVar(&opt.listen, "listen", "127.0.0.1:8080", "answer at `ADDRESS`")
	c.Flags().BoolVar(&opt.open, "open", false, "open the browser")
	c.Flags().BoolVar(&opt.poll, "poll", false, "look for changes only, where listening for them gives trouble")
	c.Flags().StringVar(&opt.editor, "editor", "vscode://file/{path}:{line}:{col}", "open files by `ADDRESS`; empty for no links")
	return c
}

func runServe(c *cobra.Command, flags *siteFlags, opt serveOptions) error {
	begun := time.Now()
	root, siteOptions, err := flags.open()
	if err != nil {
		return err
	}
	defer root.Close()
	siteOptions.Editors = true
	listener, err := listen(opt.listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	served := hurry()
	progress := newProgress(c.ErrOrStderr(), flags.quiet)
	siteOptions.Observer = progress
	host, _, _ := net.SplitHostPort(opt.listen)
	terminal := &terminal{out: c.OutOrStdout(), problems: c.ErrOrStderr(), quiet: flags.quiet}
	server, err := preview.New(preview.Options{
		Site: siteOptions, Dir: flags.source, Host: host, Poll: opt.poll, Editor: opt.editor, Lang: flags.lang, Report: terminal,
	})
	progress.done()
	served()
	if err != nil {
		return err
	}
	handler, err := server.Handler()
	if err != nil {
		return err
	}
	address := "http://" + listener.Addr().String() + "/"
	terminal.say("Ready after %.1f s: %s (Ctrl+C ends)", time.Since(begun).Seconds(), address)
	if opt.open {
		if err := openBrowser(address); err != nil {
			terminal.Warn(fmt.Errorf("open the browser: %w", err))
		}
	}
	return serveUntil(ctx, listener, handler, server.Follow)
}

// serveUntil answers requests, and does something besides, until the context ends.
func serveUntil(ctx context.Context, listener net.Listener, handler http.Handler, besides func(context.Context)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var group sync.WaitGroup
	group.Go(func() { besides(ctx) })
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	context.AfterFunc(ctx, func() { server.Close() }) // the browsers' connections would never end by themselves
	err := server.Serve(listener)
	cancel()
	group.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// listen listens at an address. Where its port is taken it tells the next one that is free.
func listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err == nil || !errors.Is(err, syscall.EADDRINUSE) && !strings.Contains(err.Error(), "Only one usage") {
		return l, err
	}
	host, port, splitErr := net.SplitHostPort(address)
	n, numberErr := strconv.Atoi(port)
	if splitErr != nil || numberErr != nil {
		return nil, err
	}
	for next := n + 1; next < min(n+100, 65536); next++ {
		free := net.JoinHostPort(host, strconv.Itoa(next))
		if l, err := net.Listen("tcp", free); err == nil {
			l.Close()
			return nil, fmt.Errorf("port %d is in use, perhaps by another preview; try: vagvisare serve --listen %s", n, free)
		}
	}
	return nil, err
}

func openBrowser(address string) error {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", address).Start()
	case "darwin":
		return exec.Command("open", address).Start()
	}
	return exec.Command("xdg-open", address).Start()
}

// A terminal tells what the preview does.
type terminal struct {
	mu            sync.Mutex
	out, problems io.Writer
	quiet         bool
	wrong         bool // when it was last told of problems
	searchable    bool
}

func (t *terminal) say(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.quiet {
		fmt.Fprintf(t.out, format+"\n", args...)
	}
}

// Saved implements preview.Report.
func (t *terminal) Saved(names []string, _ int, took time.Duration) {
	what := names[0]
	if len(names) > 1 {
		what = fmt.Sprintf("%s and %s", names[0], plural(len(names)-1, "other file"))
	}
	t.say("%s  %s (%d ms)", time.Now().Format(time.TimeOnly), what, took.Milliseconds())
}

// Problems implements preview.Report.
func (t *terminal) Problems(problems []diag.Problem, lang string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	errors, _ := count(problems)
	switch {
	case errors == 0 && t.wrong:
		fmt.Fprintln(t.out, "All errors are mended.")
	case errors > 0:
		wrong := slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool { return p.Severity != diag.Error })
		diag.Print(t.problems, wrong, lang)
		fmt.Fprintln(t.problems, "Until this is mended, the preview shows the site as it was.")
	}
	t.wrong = errors > 0
}

// Searchable implements preview.Report.
func (t *terminal) Searchable(took time.Duration) {
	t.mu.Lock()
	first := !t.searchable
	t.searchable = true
	t.mu.Unlock()
	if first && took > time.Second { // else nobody has missed it
		t.say("Search is ready after another %.1f s", took.Seconds())
	}
}

// Warn implements preview.Report.
func (t *terminal) Warn(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintf(t.problems, "vagvisare: %v\n", err)
}
