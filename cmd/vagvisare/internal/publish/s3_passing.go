package publish

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"

	"github.com/minio/minio-go/v7"
)

// passingCodes are answers of a host that is busy, or that has got something else than was sent.
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
var passingCodes = []string{
	"InternalError", "RequestTimeout", "SlowDown", "SlowDownRead", "SlowDownWrite", "ServiceUnavailable", "Throttling", "ThrottlingException",
	"RequestLimitExceeded", "BandwidthLimitExceeded", "BadDigest", "IncompleteBody", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch",
	"ConditionalRequestConflict", "OperationAborted",
}

// Passing holds that a host which answers, but cannot just now, and one that has answered and does so no longer, may
// answer again. One that has never been reached has more likely been named wrongly.
func (h *s3) Passing(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, ErrFull) {
		return false
	}
	var response minio.ErrorResponse
	if errors.As(err, &response) {
		return slices.Contains(passingCodes, response.Code) || passingStatus(response.StatusCode)
	}
	var (
		certificate *tls.CertificateVerificationError
		host        x509.HostnameError
		dial        *net.OpError
	)
	switch {
	case errors.As(err, &certificate), errors.As(err, &host), isPlain(err):
		return false
	case errors.As(err, &dial) && (dial.Op == "dial" || dial.Op == "proxyconnect"):
		return h.transport.reached.Load()
	}
	var request *url.Error
	var network net.Error
	return errors.As(err, &request) || errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF)
}

// passingStatus holds for all failures of a host, and of what stands before it, but those that say that it never will.
func passingStatus(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported, http.StatusInsufficientStorage:
		return false
	}
	return status >= http.StatusInternalServerError
}

// answered reports whether a host has answered with a status.
func answered(err error, status int) bool {
	var response minio.ErrorResponse
	return errors.As(err, &response) && response.StatusCode == status
}
