package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// storageTarget is where the portal is published to.
const storageTarget = "s3://" + storageBucket + "/a/b"

func checkS3(s *session, t *tally) {
	if err := runS3(s, t); err != nil {
		t.fail("%v", err)
	}
}

// runS3 publishes the portal to a server that speaks S3, changes a page, takes that back, and does it all again on a bad line.
func runS3(s *session, t *tally) error {
	p, err := newPortal(s, "s3", plainCopy)
	if err != nil {
		return err
	}
	st, err := startStorage(s)
	if err != nil {
		return err
	}
	defer st.close()
	u := &upload{s, t, st, p.public()}
	if err := u.refused(); err != nil {
		return err
	}
	first := filepath.Join(s.dir, "s3-first")
	if err := os.CopyFS(first, os.DirFS(p.public())); err != nil {
		return err
	}
	files, err := newLines(filepath.Join(first, ".vagvisare", "manifest"), "")
	if err != nil {
		return err
	}
	u.publish("first", files, storageTarget)
	u.compare("first", first, "a/b")
	t.checkError("headers", u.headers(files))
	u.publish("nothing new", nil, storageTarget)
	if err := appendTo(filepath.Join(p.dir, "content", "om", "kontakt.md"), "\nNu har texten en mening till.\n"); err != nil {
		return err
	}
	if err := p.run(s, "build"); err != nil {
		return err
	}
	changed, err := newLines(filepath.Join(p.public(), ".vagvisare", "manifest"), filepath.Join(first, ".vagvisare", "manifest"))
	if err != nil {
		return err
	}
	u.publish("one page", changed, storageTarget)
	u.compare("one page", p.public(), "a/b")
	u.run("back", storageTarget, "--rollback")
	u.compare("back", first, "a/b")
	t.checkError("headers of what was brought back", u.headers(files))
	u.run("forth", storageTarget, "--rollback")
	u.compare("forth", p.public(), "a/b")
	st.bad.Store(true)
	u.publish("bad line", nil, "s3://"+storageBucket+"/bad")
	u.compare("bad line", p.public(), "bad")
	return nil
}

// An upload is what is done with one portal and one server.
type upload struct {
	s       *session
	t       *tally
	storage *storage
	public  string
}

// refused holds what is told of what is wrong, and that it leaves nothing behind.
func (u *upload) refused() error {
	for _, c := range []struct{ name, change, target, want string }{
		{"wrong secret", "AWS_SECRET_ACCESS_KEY=" + storageSecret + "x", storageTarget, "the secret key from the environment is not that of its access key ID"},
		{"unknown key", "AWS_ACCESS_KEY_ID=NOBODY", storageTarget, "does not know the access key ID from the environment"},
		{"keys of a guest", "AWS_ACCESS_KEY_ID=" + guestKey, storageTarget, "the keys from the environment may not do that: they need s3:"},
		{"no keys", "AWS_ACCESS_KEY_ID=", storageTarget, "AWS_ACCESS_KEY_ID"},
		{"wrong region", "AWS_REGION=eu-north-1", storageTarget, "the bucket lies in another region: set AWS_REGION to us-east-1"},
		{"no bucket", "", "s3://nowhere/a/b", `there is no bucket "nowhere"`},
		{"no host", "AWS_ENDPOINT_URL=http://127.0.0.1:1", storageTarget, "no connection to http://127.0.0.1:1"},
		{"no encryption", "AWS_ENDPOINT_URL=" + strings.Replace(u.storage.address, "http:", "https:", 1), storageTarget, "does not encrypt"},
	} {
		_, err := u.call(c.target, c.change, "--from", u.public)
		switch {
		case err == nil:
			u.t.fail("%s: published", c.name)
		case !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), storageSecret):
			u.t.fail("%s: it is told %v; want %q, and no secret", c.name, err, c.want)
		default:
			u.t.pass()
		}
	}
	left, err := survey(u.storage.dir)
	if err == nil && len(left) > 1 {
		u.t.fail("what was refused has left %d files in the bucket", len(left)-1)
	}
	return err
}

// call runs publish with one more variable, and returns what it prints.
func (u *upload) call(target, variable string, args ...string) ([]byte, error) {
	program, err := u.s.program()
	if err != nil {
		return nil, err
	}
	if variable == "" {
		variable = "AWS_REGION="
	}
	return u.s.command(u.storage.env(u.s, variable), program, append([]string{"publish", target, "--json"}, args...)...)
}

// run publishes, or brings back, and notes what that has cost.
func (u *upload) run(what, target string, args ...string) (sent int, ok bool) {
	before, started := u.storage.requests.Load(), time.Now()
	out, err := u.call(target, "", args...)
	took := time.Since(started)
	var report struct {
		Files     int   `json:"files"`
		Sent      int   `json:"sent"`
		SentBytes int64 `json:"sent_bytes"`
	}
	if err == nil {
		err = json.Unmarshal(out, &report)
	}
	u.t.checkError(what, err)
	if err != nil {
		return 0, false
	}
	u.t.note("%s: %d of %d files (%d kB), %d requests, %.1f s", what,
		report.Sent, report.Files, (report.SentBytes+999)/1000, u.storage.requests.Load()-before, took.Seconds())
	return report.Sent, true
}

// publish publishes. Of what lies there already, nothing may be sent that has not changed.
func (u *upload) publish(what string, changed []string, target string) {
	sent, ok := u.run(what, target, "--from", u.public)
	if ok && !u.storage.bad.Load() && sent != len(changed) {
		u.t.fail("%s: %d files are sent, and %d have changed", what, sent, len(changed))
	}
}

// compare holds that what lies in the bucket is what was built, byte for byte, but for files named after their content, which stay.
func (u *upload) compare(what, want, prefix string) {
	problems, err := differences(want, filepath.Join(u.storage.dir, filepath.FromSlash(prefix)))
	problems = slices.DeleteFunc(problems, func(problem string) bool {
		return strings.HasPrefix(problem, ".vagvisare") || strings.HasSuffix(problem, "is missing in the first") && hashedName.MatchString(problem)
	})
	u.t.checkError(what, err)
	u.t.check(what+": the portal (first) and the bucket (second)", problems...)
}

// hashedName is the beginning of what is kept for ever.
var hashedName = regexp.MustCompile(`^(assets/\S.*-[0-9a-f]{10}\b|search/\w+/[0-9a-f]{8}\b)`)

// headers holds that files are sent to visitors as what they are.
func (u *upload) headers(files []string) error {
	client, err := minio.New(strings.TrimPrefix(u.storage.address, "http://"), &minio.Options{
		Creds: credentials.NewStaticV4(storageKey, storageSecret, ""), Region: "us-east-1",
	})
	if err != nil {
		return err
	}
	for _, name := range files {
		info, err := client.StatObject(u.s.ctx, storageBucket, "a/b/"+name, minio.StatObjectOptions{})
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		cache := "no-cache"
		if hashedName.MatchString(name) {
			cache = "public, max-age=31536000, immutable"
		}
		if got := info.Metadata.Get("Cache-Control"); got != cache {
			return fmt.Errorf("%s is sent with Cache-Control: %s, want %s", name, got, cache)
		}
		if want, known := visitorTypes[path.Ext(name)]; known && info.ContentType != want {
			return fmt.Errorf("%s is sent as %s, want %s", name, info.ContentType, want)
		}
	}
	return nil
}

// visitorTypes are what browsers must be told of the portal's own files.
var visitorTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml; charset=utf-8",
	".webmanifest": "application/manifest+json; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".png": "image/png",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// newLines returns the files of a manifest that another one has not, or has with another sum.
func newLines(manifest, old string) (names []string, err error) {
	text, err := os.ReadFile(manifest)
	if err != nil {
		return nil, err
	}
	var before []byte
	if old != "" {
		if before, err = os.ReadFile(old); err != nil {
			return nil, err
		}
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(before)) {
		known[line] = true
	}
	for line := range strings.Lines(string(text)) {
		if _, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok && !known[line] {
			names = append(names, name)
		}
	}
	return names, nil
}

func appendTo(name, text string) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		return err
	}
	return f.Close()
}
