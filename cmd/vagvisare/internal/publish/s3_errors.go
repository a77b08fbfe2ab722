package publish

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// An s3Error is what a user reads of an error, which never holds a key, nor more than a line.
type s3Error struct {
	text string
	errs []error // that it is one of
}

func (e *s3Error) Error() string   { return e.text }
func (e *s3Error) Unwrap() []error { return e.errs }

// permissions are what the host's owner must allow for each thing that is done there.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
var permissions = map[string]string{
	"list":   "s3:ListBucket",
	"read":   "s3:GetObject and s3:ListBucket", // without the latter the host does not even say that there is no such file
	"send":   "s3:PutObject",
	"copy":   "s3:GetObject and s3:PutObject",
	"remove": "s3:DeleteObject",
}

// at returns the address of a file.
func (h *s3) at(path string) string { return "s3://" + h.bucket + "/" + h.key(path) }

// tell returns an error as a user reads it: what was attempted with which file, what is wrong, and what to do about it.
func (h *s3) tell(ctx context.Context, op, path string, err error) error {
	if err == nil {
		return nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	var response minio.ErrorResponse
	if !errors.As(err, &response) {
		return h.told(fmt.Sprintf("%s: %s", h, h.failure(err)), err)
	}
	doing := strings.TrimSpace(op + " " + h.at(path))
	switch response.Code {
	case "NoSuchKey", "NotFound":
		return &fs.PathError{Op: op, Path: h.at(path), Err: fs.ErrNotExist}
	case "AccessDenied", "AllAccessDisabled", "Forbidden":
		return h.told(fmt.Sprintf("%s: the keys from %s may not do that: they need %s%s", doing, h.settings.keys.from, permissions[op], clock(ctx)), err)
	}
	if isFull(response) {
		return h.told(fmt.Sprintf("%s: %v (%s)", doing, ErrFull, response.Code), err, ErrFull)
	}
	if text := h.refusal(ctx, response); text != "" {
		return h.told(fmt.Sprintf("%s: %s", h, text), err)
	}
	return h.told(fmt.Sprintf("%s: %s", doing, said(response)), err)
}

// told makes an error of a text. Should the host, or what stands between, have repeated a key, it goes.
func (h *s3) told(text string, errs ...error) error {
	for _, secret := range []string{h.settings.keys.secret, h.settings.keys.token} {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	return &s3Error{strings.Join(strings.Fields(text), " "), errs}
}

// refusal tells what is wrong with how the host is reached, whatever is done there; "" if it is something else.
func (h *s3) refusal(ctx context.Context, response minio.ErrorResponse) string {
	keys := h.settings.keys.from
	switch response.Code {
	case "SignatureDoesNotMatch":
		return fmt.Sprintf("the secret key from %s is not that of its access key ID%s", keys, clock(ctx))
	case "InvalidAccessKeyId", "InvalidClientTokenId", "XAdminUserNotFound":
		return fmt.Sprintf("%s does not know the access key ID from %s", h.settings.endpoint.Host, keys)
	case "ExpiredToken", "ExpiredTokenException", "InvalidToken", "TokenRefreshRequired":
		return fmt.Sprintf("the session token from %s has expired, or is not that of its keys: fetch new ones", keys)
	case "RequestTimeTooSkewed":
		return fmt.Sprintf("this machine's clock is wrong%s: set it", clock(ctx))
	case "NoSuchBucket":
		return fmt.Sprintf("there is no bucket %q at %s: make it first, or name the host in AWS_ENDPOINT_URL", h.bucket, h.settings.endpoint)
	case "InvalidBucketName":
		return fmt.Sprintf("%s takes no bucket of the name %q", h.settings.endpoint.Host, h.bucket)
	case "AuthorizationHeaderMalformed", "PermanentRedirect", "TemporaryRedirect", "IllegalLocationConstraintException", minio.InvalidRegion:
		if response.Region != "" {
			return fmt.Sprintf("the bucket lies in another region: set AWS_REGION to %s", response.Region)
		}
		return fmt.Sprintf("the bucket lies in another region than %q: set AWS_REGION to its own (%s)", h.settings.region, said(response))
	}
	if to := heard(ctx).redirect; response.StatusCode/100 == 3 && to != "" {
		return fmt.Sprintf("%s sends us to %s: if that is the host, name it in AWS_ENDPOINT_URL", h.settings.endpoint, to)
	}
	return ""
}

// clock tells by how much this machine's clock differs from the host's; "" if that is too little to matter.
func clock(ctx context.Context) string {
	const allowed = 5 * time.Minute
	ahead := heard(ctx).ahead.Round(time.Minute)
	minutes := strings.TrimSuffix(ahead.Abs().String(), "0s")
	switch {
	case ahead > allowed:
		return fmt.Sprintf(" (it is %s ahead of the host's)", minutes)
	case ahead < -allowed:
		return fmt.Sprintf(" (it is %s behind the host's)", minutes)
	}
	return ""
}

// isFull reports whether a host has no room left for what belongs to the user.
func isFull(response minio.ErrorResponse) bool {
	return response.StatusCode == http.StatusInsufficientStorage ||
		strings.Contains(response.Code, "Quota") || strings.Contains(response.Code, "StorageFull")
}

// said repeats what the host has said, unless it is a page for browsers.
func said(response minio.ErrorResponse) string {
	const most = 200
	text := fmt.Sprintf("the host answers %d %s", response.StatusCode, response.Code)
	if strings.HasPrefix(response.Code, fmt.Sprint(response.StatusCode)) {
		text = "the host answers " + response.Code // which is the status
	}
	if message := []rune(response.Message); len(message) > 0 && message[0] != '<' && response.Message != response.Code {
		text += ": " + string(message[:min(len(message), most)])
	}
	return text
}

// failure tells why there was no answer.
func (h *s3) failure(err error) string {
	endpoint := h.settings.endpoint
	var (
		dns         *net.DNSError
		certificate *tls.CertificateVerificationError
		host        x509.HostnameError
		syntax      *xml.SyntaxError
		unmarshal   xml.UnmarshalError
		request     *url.Error
	)
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("there is no host %s: check AWS_ENDPOINT_URL and AWS_REGION", dns.Name)
	case errors.As(err, &host):
		return fmt.Sprintf("%s shows the certificate of another host: check AWS_ENDPOINT_URL (%v)", endpoint, host)
	case errors.As(err, &certificate):
		return fmt.Sprintf("the certificate of %s is not trusted: name its authority's file in AWS_CA_BUNDLE (%v)", endpoint, certificate.Err)
	case isPlain(err):
		return fmt.Sprintf("%s does not encrypt: if that is right, begin AWS_ENDPOINT_URL with http://", endpoint)
	case errors.As(err, &syntax), errors.As(err, &unmarshal):
		return fmt.Sprintf("%s does not answer as S3 does: check AWS_ENDPOINT_URL", endpoint)
	case errors.As(err, &request):
		if strings.HasPrefix(request.Err.Error(), "Connection closed by") { // and then the whole request
			return fmt.Sprintf("no connection to %s: it was closed in the middle", endpoint)
		}
		return fmt.Sprintf("no connection to %s: %v", endpoint, request.Err)
	}
	return err.Error()
}

// isPlain reports whether a host that should encrypt does not.
func isPlain(err error) bool {
	var request *url.Error
	// https://pkg.go.dev/net/http has no error of its own for it.
	return errors.As(err, &request) && strings.Contains(request.Err.Error(), "server gave HTTP response to HTTPS client")
}
