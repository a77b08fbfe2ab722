package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPack(t *testing.T) {
	at := time.Date(2026, 11, 22, 12, 30, 2, 0, time.UTC)
	id := releaseIdentity{version: "v1.2.0", at: at}
	tests := []struct {
		target target
		name   string
		list   func([]byte) ([]string, error)
	}{
		{target{"windows", "arm64"}, "vagvisare-v1.2.0-windows-arm64.zip", listZip},
		{target{"linux", "amd64"}, "vagvisare-v1.2.0-linux-amd64.tar.gz", listTar},
	}
	for _, test := range tests {
		pack := func(id releaseIdentity) archive {
			a, err := test.target.pack(id, []packedFile{{"vagvisare", 0o755, []byte("program")}, {"LICENSE", 0o644, bytes.Repeat([]byte("text"), 1000)}})
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
		a := pack(id)
		folder := strings.TrimSuffix(strings.TrimSuffix(test.name, ".zip"), ".tar.gz")
		want := []string{folder + "/LICENSE 4000 -rw-r--r-- " + at.String(), folder + "/vagvisare 7 -rwxr-xr-x " + at.String()}
		got, err := test.list(a.data)
		if diff := cmp.Diff(want, got); err != nil || diff != "" || a.name != test.name {
			t.Errorf("%s, error %v (-want +got):\n%s", a.name, err, diff)
		}
		id := id
		id.at = at.In(time.FixedZone("", 3600))
		if again := pack(id); !bytes.Equal(a.data, again.data) {
			t.Errorf("%s: the same files make other bytes in another time zone", a.name)
		}
	}
}

func listZip(data []byte) (list []string, err error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	for _, f := range r.File {
		list = append(list, describe(f.Name, f.FileInfo()))
	}
	return list, nil
}

func listTar(data []byte) (list []string, err error) {
	plain, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for r := tar.NewReader(plain); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		list = append(list, describe(header.Name, header.FileInfo()))
	}
}

func describe(name string, info fs.FileInfo) string {
	return fmt.Sprint(name, " ", info.Size(), " ", info.Mode(), " ", info.ModTime().UTC())
}

// someParts is what a program could be made of.
func someParts() partList {
	sum := sha256.Sum256([]byte("a"))
	h1 := "h1:" + base64.StdEncoding.EncodeToString(sum[:])
	both := []string{"linux/amd64", "windows/amd64"}
	return partList{
		"":     {targets: both, needs: []string{stdlib, "example.com/Big/a", "example.com/b"}, ids: []string{"MIT"}},
		stdlib: {path: stdlib, version: "1.26.8", targets: both, ids: []string{"BSD-3-Clause"}},
		"example.com/Big/a": {
			path: "example.com/Big/a", version: "v2.0.0+incompatible", sum: h1, targets: both, needs: []string{stdlib},
			ids: []string{"Apache-2.0", "MIT"}, files: []legalFile{{"LICENSE", "Text of both", true}, {"NOTICE", "By A.", false}},
		},
		"example.com/b": {
			path: "example.com/b", version: "v0.1.0", sum: h1, targets: both[1:], ids: []string{"MIT"}, needs: []string{"example.com/Big/a"},
			files: []legalFile{{"LICENSE", "Text of both", true}},
		},
	}
}

var someRelease = releaseIdentity{"v1.2.0", "c0ffee", time.Date(2026, 11, 22, 12, 30, 0, 0, time.UTC), "Nobody"}

// The list of parts has what CycloneDX requires and what the programs hold.
func TestBOM(t *testing.T) {
	archives := []archive{{"vagvisare.zip", []byte("zip")}}
	data, err := newBOM(someRelease, someParts(), archives)
	if err != nil {
		t.Fatal(err)
	}
	var got bom
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Format != "CycloneDX" || got.SpecVersion != "1.6" || got.Version != 1 || got.Metadata.Timestamp != "2026-11-22T12:30:00Z" ||
		!regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(got.SerialNumber) {
		t.Errorf("header %+v", got)
	}
	hash := fmt.Sprintf("%x", sha256.Sum256([]byte("a")))
	want := []bomComponent{
		{
			Type: "library", Ref: "pkg:golang/example.com/big/a@v2.0.0%2Bincompatible", Name: "example.com/Big/a", Version: "v2.0.0+incompatible",
			Hashes: []bomHash{{"SHA-256", hash}}, Licences: []bomLicence{{Expression: "Apache-2.0 AND MIT"}},
			PURL: "pkg:golang/example.com/big/a@v2.0.0%2Bincompatible",
		},
		{
			Type: "library", Ref: "pkg:golang/example.com/b@v0.1.0", Name: "example.com/b", Version: "v0.1.0",
			Hashes: []bomHash{{"SHA-256", hash}}, Licences: []bomLicence{{Licence: &bomLicenceID{"MIT"}}},
			PURL: "pkg:golang/example.com/b@v0.1.0", Properties: []bomProperty{{"vagvisare:only-in", "windows/amd64"}},
		},
		{
			Type: "library", Ref: "pkg:golang/stdlib@1.26.8", Name: stdlib, Version: "1.26.8",
			Licences: []bomLicence{{Licence: &bomLicenceID{"BSD-3-Clause"}}}, PURL: "pkg:golang/stdlib@1.26.8",
		},
	}
	if diff := cmp.Diff(want, got.Components); diff != "" {
		t.Errorf("components (-want +got):\n%s", diff)
	}
	wantDependencies := []bomDependency{
		{"pkg:generic/vagvisare@v1.2.0", []string{want[2].Ref, want[0].Ref, want[1].Ref}},
		{want[0].Ref, []string{want[2].Ref}},
		{want[1].Ref, []string{want[0].Ref}},
		{want[2].Ref, nil},
	}
	if diff := cmp.Diff(wantDependencies, got.Dependencies); diff != "" {
		t.Errorf("dependencies (-want +got):\n%s", diff)
	}
	wantArchives := []bomReference{{"distribution", "vagvisare.zip", []bomHash{sha256Hash([]byte("zip"))}}}
	if diff := cmp.Diff(wantArchives, got.Metadata.Component.References); diff != "" {
		t.Errorf("archives (-want +got):\n%s", diff)
	}
	again, err := newBOM(someRelease, someParts(), archives)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same parts make another list, error %v", err)
	}
	other, err := newBOM(someRelease, someParts(), nil)
	if err != nil || bytes.Contains(other, []byte(got.SerialNumber)) {
		t.Errorf("other archives have a list of the same number, error %v", err)
	}
}

func TestBOMWithoutSum(t *testing.T) {
	parts := someParts()
	parts["example.com/b"].sum = "h1:AAAA"
	if _, err := newBOM(someRelease, parts, nil); err == nil {
		t.Error("a part without a whole sum is no error")
	}
}

// Each text stands once in the notices, below all parts that it goes with.
func TestNotices(t *testing.T) {
	got := string(someParts().notices())
	if strings.Count(got, "Text of both") != 1 || !strings.Contains(got, "\nexample.com/Big/a v2.0.0+incompatible\nexample.com/b v0.1.0\n\nText of both\n") ||
		!strings.Contains(got, "By A.") || !strings.Contains(got, "    stdlib 1.26.8: BSD-3-Clause\n") {
		t.Errorf("notices:\n%s", got)
	}
}

func TestSums(t *testing.T) {
	const want = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.zip\n"
	if got := sums([]archive{{"a.zip", nil}}); string(got) != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A release is named after its tag, the tag before it, or its commit; what is not committed is refused.
func TestIdentify(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"} {
		t.Setenv(name, "nobody")
	}
	t.Setenv("GIT_COMMITTER_DATE", "2026-11-22T13:30:00+01:00")
	s := &session{ctx: t.Context()}
	git := func(args ...string) {
		t.Helper()
		if _, err := s.command(nil, "git", args...); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(pattern string) {
		t.Helper()
		id, err := identify(s)
		if err != nil || !regexp.MustCompile(pattern).MatchString(id.version) || id.authors != "The Nobody authors" || !id.at.Equal(someRelease.at) {
			t.Errorf("%+v, error %v; want version %s", id, err, pattern)
		}
	}
	git("init", "-q")
	write(t, ".", map[string]string{"LICENSE": "MIT License\n\nCopyright (c) 2026 The Nobody authors\n"})
	git("add", ".")
	git("commit", "-q", "--no-gpg-sign", "-m", "first")
	git("tag", "of-no-release")
	holds(`^v0\.0\.0-20261122123000-[0-9a-f]{12}$`)
	git("tag", "v2.0.0")
	holds(`^v2\.0\.0$`)
	git("commit", "-q", "--no-gpg-sign", "--allow-empty", "-m", "second")
	holds(`^v2\.0\.0-1-g[0-9a-f]{12}$`)
	write(t, ".", map[string]string{"new.txt": ""})
	if id, err := identify(s); err == nil || !strings.Contains(err.Error(), "new.txt") {
		t.Errorf("%+v of what is not committed, error %v", id, err)
	}
}

// A program that was made of other files than those of the commit is no part of a release.
func TestHolds(t *testing.T) {
	for _, test := range []struct {
		commit, modified string
		want             bool
	}{{"c0ffee", "false", true}, {"c0ffee", "true", false}, {"decaf", "false", false}, {"", "", false}} {
		info := &debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: test.commit}, {Key: "vcs.modified", Value: test.modified}}}
		if err := someRelease.holds(info); (err == nil) != test.want {
			t.Errorf("commit %q, modified %q: error %v", test.commit, test.modified, err)
		}
	}
}

func TestReleaseArguments(t *testing.T) {
	if _, err := task([]string{"release", "a", "b"}, io.Discard); err == nil {
		t.Error("two folders are no error")
	}
	if work, err := task([]string{"release"}, io.Discard); err != nil || work == nil {
		t.Errorf("error %v", err)
	}
}
