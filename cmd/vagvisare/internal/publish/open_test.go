package publish_test

import (
	"errors"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestTargetRefused holds that what is no target is told, and that nothing of a password is ever repeated.
func TestTargetRefused(t *testing.T) {
	for target, want := range map[string]string{
		"":                                "no target: ",
		"zip:":                            "no target: ",
		"ftp://host.example/a":            "ftp: is no kind of target; ",
		"FTP:host":                        "FTP: is no kind of target; ",
		"http://host.example/":            "http: is no kind of target; ",
		"az://a":                          "az: is no kind of target; ",
		"file:///srv":                     "file: is no kind of target; ",
		"s3:bucket":                       "s3: is no kind of target; ",
		"s3:/bucket":                      "s3: is no kind of target; ",
		"S3://bucket":                     "S3: is no kind of target; ",
		"sftp:host/a":                     "sftp: is no kind of target; ",
		"sftp://web:hemligt@host/a":       "a target holds no password: ",
		"sftp://web:@host/a":              "a target holds no password: ",
		"sftp://web@b.se:hemligt@host/a":  "a target holds no password: ",
		"sftp://web:hem@ligt@host/a":      "a target holds no password: ",
		"sftp://web:hem/ligt@host/a":      "a target holds no password: ",
		"s3://key:hemligt@bucket/a":       "a target holds no password: ",
		"ftp://web:hemligt@host/a":        "a target holds no password: ",
		"https://web:hem?ligt@host/a":     "a target holds no password: ",
		"sftp:web:hemligt@host.example/a": "a target holds no password: ",
		"s3://":                           "that cannot be the name of a bucket: ",
		"sftp://host/a":                   "the target names no user: ",
		"sftp://web@host":                 "the target names no folder: ",
	} {
		_, err := publish.OpenTarget(t.Context(), target, publish.TargetOptions{})
		refused, ok := errors.AsType[*publish.TargetError](err)
		if !ok || !strings.HasPrefix(refused.Error(), want) {
			t.Errorf("%s: error %v, want %s…", target, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "hem") || strings.Contains(err.Error(), "ligt")) {
			t.Errorf("%s: the password is repeated: %v", target, err)
		}
	}
}

// TestTargetFolder holds that what has no scheme is a folder, as this system writes them.
func TestTargetFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"www", "a b", "å", "zip", "s3", "a/ftp:b", "x@y"} {
		target := filepath.Join(dir, filepath.FromSlash(name))
		if runtime.GOOS == "windows" && strings.Contains(name, ":") {
			continue
		}
		host, err := publish.OpenTarget(t.Context(), target, publish.TargetOptions{})
		if err != nil {
			t.Errorf("%s: %v", target, err)
			continue
		}
		if host.String() != target {
			t.Errorf("%s becomes %s", target, host)
		}
	}
}

// TestTargetOfWindows holds that drives and shares are folders, and that other systems do not make folders of such names.
func TestTargetOfWindows(t *testing.T) {
	for _, target := range []string{`C:\www`, `c:www`, `C:/www`, `\\server\share\www`} {
		host, err := publish.OpenTarget(t.Context(), target, publish.TargetOptions{})
		if runtime.GOOS == "windows" {
			if err != nil || host.String() != target {
				t.Errorf("%s becomes %v, error %v", target, host, err)
			}
		} else if err == nil || !strings.HasPrefix(err.Error(), target+" is a folder for Windows alone: ") {
			t.Errorf("%s: error %v", target, err)
		}
	}
}

func TestArchiveOf(t *testing.T) {
	for target, want := range map[string]string{"zip:a.zip": "a.zip", `zip:C:\a.zip`: `C:\a.zip`, "zip:": "", "a.zip": "", "s3://zip:a": ""} {
		if file, ok := publish.ArchiveOf(target); file != want || ok != (want != "") {
			t.Errorf("%s: file %q, %v", target, file, ok)
		}
	}
}
