package publish

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// An s3Target is a bucket, and the folder in it where a site lies.
type s3Target struct {
	bucket string
	prefix string // of all keys: "" or with a slash at its end
}

// bucketName is what a bucket may be called at Amazon today, and at old hosts.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
var bucketName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$`)

// parseS3Target reads s3://bucket/folder. The folder is taken as it is written: nothing in it is an escape.
func parseS3Target(text string) (t s3Target, err error) {
	rest, ok := strings.CutPrefix(text, "s3://")
	if !ok {
		return t, errors.New("a target in S3 is written s3://bucket/folder")
	}
	t.bucket, t.prefix, _ = strings.Cut(rest, "/")
	if strings.Contains(t.bucket, "@") {
		return t, errors.New("keys do not belong in a target: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	if !bucketName.MatchString(t.bucket) || strings.Contains(t.bucket, "..") {
		return t, errors.New("that cannot be the name of a bucket: a target in S3 is written s3://bucket/folder") // it may be a password
	}
	if t.prefix == "" {
		return t, nil
	}
	t.prefix = strings.TrimSuffix(t.prefix, "/")
	names := strings.Split(t.prefix, "/")
	if slices.ContainsFunc(names, func(name string) bool { return name == "" || name == "." || name == ".." }) || !utf8.ValidString(t.prefix) {
		return t, fmt.Errorf("%q cannot be a folder of a bucket: a target in S3 is written s3://bucket/folder", t.prefix)
	}
	t.prefix += "/"
	return t, nil
}

func (t s3Target) String() string { return strings.TrimSuffix("s3://"+t.bucket+"/"+t.prefix, "/") }

// key returns what the bucket calls a file.
func (t s3Target) key(path string) string { return t.prefix + path }

// path returns the file that a key stands for; false if it is none, but a mark that some programs leave for a folder.
func (t s3Target) path(key string) (string, bool) {
	path, ok := strings.CutPrefix(key, t.prefix)
	return path, ok && path != "" && !strings.HasSuffix(path, "/")
}
