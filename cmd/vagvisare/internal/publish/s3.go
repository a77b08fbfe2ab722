package publish

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"regexp"
	"strings"

	"github.com/minio/minio-go/v7"
	minioKeys "github.com/minio/minio-go/v7/pkg/credentials"

	"vagvisare/cmd/vagvisare/internal/headers"
)

// An s3 is a host that speaks S3: a folder of a bucket.
type s3 struct {
	s3Target
	settings  s3Settings
	client    minio.Core
	transport *s3Transport
}

// OpenS3 returns the host that is a folder of a bucket, s3://bucket/folder. Where that is, and the keys to it, are taken from
// where Amazon's command line takes them: the environment, and the files in ~/.aws. Nothing is sent yet.
func OpenS3(target string) (Host, error) {
	t, err := parseS3Target(target)
	if err != nil {
		return nil, err
	}
	settings, err := readS3Settings()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t, err)
	}
	h := &s3{s3Target: t, settings: settings}
	secure := settings.endpoint.Scheme == "https"
	if h.transport, err = newS3Transport(secure, settings.bundle); err != nil {
		return nil, err
	}
	core, err := minio.NewCore(settings.endpoint.Host, &minio.Options{
		Creds:      minioKeys.NewStaticV4(settings.keys.id, settings.keys.secret, settings.keys.token),
		Secure:     secure,
		Region:     settings.region,
		Transport:  h.transport,
		MaxRetries: 1, // what may pass is tried again by who uses the host
	})
	if err != nil {
		return nil, h.tell(context.Background(), "", "", err)
	}
	h.client = *core
	return h, nil
}

func (h *s3) Headers() bool { return true }

func (h *s3) Close() error {
	h.transport.CloseIdleConnections()
	return nil
}

// md5Sum is what an ETag looks like that may be one.
var md5Sum = regexp.MustCompile(`^[0-9a-f]{32}$`)

func (h *s3) List(ctx context.Context) (map[string]Entry, error) {
	ctx = listen(ctx)
	entries := map[string]Entry{}
	for object := range h.client.ListObjectsIter(ctx, h.bucket, minio.ListObjectsOptions{Prefix: h.prefix, Recursive: true, FetchOwner: new(bool)}) {
		if object.Err != nil {
			return nil, h.tell(ctx, "list", "", object.Err)
		}
		path, ok := h.path(object.Key)
		if !ok {
			continue
		}
		entry := Entry{Size: object.Size, MD5: strings.ToLower(object.ETag)}
		if !md5Sum.MatchString(entry.MD5) {
			entry.MD5 = ""
		}
		entries[path] = entry
	}
	// The list just ends when somebody stops it.
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return entries, nil
}

func (h *s3) Read(ctx context.Context, path string) ([]byte, error) {
	ctx = listen(ctx)
	r, _, _, err := h.client.GetObject(ctx, h.bucket, h.key(path), minio.GetObjectOptions{})
	if err != nil {
		return nil, h.tell(ctx, "read", path, err)
	}
	data, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, h.tell(ctx, "read", path, err)
	}
	return data, nil
}

// Create looks before it writes, and afterwards: hosts that do not know If-None-Match either say so, or write over what is there.
// Of two who create the same file there at the same time, both may then believe that it is theirs, until they look again.
func (h *s3) Create(ctx context.Context, path string, data []byte) error {
	exists := &fs.PathError{Op: "create", Path: h.at(path), Err: fs.ErrExist}
	if _, err := h.Read(ctx, path); err == nil {
		return exists
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var unless minio.PutObjectOptions
	unless.SetMatchETagExcept("*")
	err := h.put(ctx, path, path, inline(data), unless)
	if answered(err, http.StatusNotImplemented) {
		err = h.put(ctx, path, path, inline(data), minio.PutObjectOptions{})
	}
	if answered(err, http.StatusPreconditionFailed) {
		return exists
	}
	if err != nil {
		return err
	}
	there, err := h.Read(ctx, path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !bytes.Equal(there, data) {
		return exists
	}
	return err
}

func (h *s3) Put(ctx context.Context, path, as string, content Content) error {
	return h.put(ctx, path, as, content, minio.PutObjectOptions{})
}

// Limits of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html.
const (
	largestFile = 5 << 30 // that can be sent, or copied, at once
	longestKey  = 1024    // in bytes
)

// put sends a file at once, never in parts, so that its ETag is its MD5. The host holds what arrives against that.
func (h *s3) put(ctx context.Context, path, as string, content Content, opt minio.PutObjectOptions) error {
	if content.Size > largestFile {
		return fmt.Errorf("send %s: it is larger than the 5 GiB that S3 takes", h.at(path))
	}
	if len(h.key(path)) > longestKey {
		return fmt.Errorf("send %s: its name is longer than the %d bytes that S3 takes", h.at(path), longestKey)
	}
	sum, err := hex.DecodeString(content.MD5)
	if err != nil {
		return fmt.Errorf("send %s: %w", h.at(path), err)
	}
	opt.ContentType, opt.CacheControl = headers.ContentType(as), headers.CacheControl(as)
	if strings.HasPrefix(as, own) {
		opt.CacheControl = "no-store"
	}
	// The MD5 is signed with the head, so that the body need not be; not every host takes bodies that are signed in pieces.
	opt.DisableContentSha256 = true
	b, err := openBody(content)
	if err != nil {
		return err
	}
	ctx = listen(ctx)
	_, err = h.client.PutObject(ctx, h.bucket, h.key(path), b, content.Size, base64.StdEncoding.EncodeToString(sum), "", opt)
	if own := b.Close(); own != nil {
		return fmt.Errorf("send %s: %w", h.at(path), own)
	}
	return h.tell(ctx, "send", path, err)
}

func (h *s3) Copy(ctx context.Context, from, to string) error {
	ctx = listen(ctx)
	_, err := h.client.Client.CopyObject(ctx,
		minio.CopyDestOptions{Bucket: h.bucket, Object: h.key(to)}, minio.CopySrcOptions{Bucket: h.bucket, Object: h.key(from)})
	return h.tell(ctx, "copy", from, err)
}

func (h *s3) Move(ctx context.Context, from, to string) error {
	if err := h.Copy(ctx, from, to); err != nil {
		return err
	}
	return h.Remove(ctx, from)
}

func (h *s3) Remove(ctx context.Context, path string) error {
	ctx = listen(ctx)
	err := h.tell(ctx, "remove", path, h.client.RemoveObject(ctx, h.bucket, h.key(path), minio.RemoveObjectOptions{}))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
