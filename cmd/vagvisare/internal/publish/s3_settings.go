package publish

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"
)

// s3Settings is how an S3 host is reached, from where Amazon's command line takes it:
// https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html. Only what asks other machines for keys is left out.
type s3Settings struct {
	endpoint *url.URL
	region   string // "" if the host is to be asked
	keys     s3Keys
	bundle   string // file of certificates to trust; "" for those of the system
}

// s3Keys show the host who sends a request.
type s3Keys struct {
	id, secret, token string
	from              string // where they were found, for messages
}

// amazon is where a bucket is that nobody has said anything else of.
var amazon = &url.URL{Scheme: "https", Host: "s3.amazonaws.com"}

// firstRegion is what hosts that have no regions call their only one.
const firstRegion = "us-east-1"

func readS3Settings() (s s3Settings, err error) {
	p, err := readProfile()
	if err != nil {
		return s, err
	}
	if s.keys, err = findKeys(p); err != nil {
		return s, err
	}
	if s.endpoint, err = findEndpoint(p); err != nil {
		return s, err
	}
	s.region = cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), p.get("region"))
	if s.region == "" && s.endpoint != amazon {
		s.region = firstRegion
	}
	s.bundle = cmp.Or(os.Getenv("AWS_CA_BUNDLE"), p.get("ca_bundle"))
	return s, nil
}

// findKeys takes keys from the environment before those of files.
func findKeys(p profile) (s3Keys, error) {
	keys := s3Keys{os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SESSION_TOKEN"), "the environment"}
	switch {
	case keys.id != "" && keys.secret != "":
		return keys, nil
	case keys.id != "":
		return keys, errors.New("AWS_ACCESS_KEY_ID is set, but not AWS_SECRET_ACCESS_KEY")
	case keys.secret != "":
		return keys, errors.New("AWS_SECRET_ACCESS_KEY is set, but not AWS_ACCESS_KEY_ID")
	}
	for _, f := range []profileFile{p.credentials, p.config} {
		v := f.values
		keys = s3Keys{v["aws_access_key_id"], v["aws_secret_access_key"], v["aws_session_token"], fmt.Sprintf("%s, profile %q", f, p.name)}
		switch {
		case keys.id != "" && keys.secret != "":
			return keys, nil
		case keys.id != "" || keys.secret != "":
			return keys, fmt.Errorf("%s has only one of aws_access_key_id and aws_secret_access_key in profile %q", f, p.name)
		}
	}
	return keys, noKeys(p)
}

// noKeys tells where keys were looked for. Nothing has been sent.
func noKeys(p profile) error {
	for _, way := range []string{"sso_session", "sso_start_url", "role_arn", "credential_process", "login_session", "web_identity_token_file"} {
		if p.get(way) != "" {
			return fmt.Errorf("profile %q gets its keys by %s, which vagvisare does not do: "+
				"fetch them with “aws configure export-credentials --profile %[1]s --format env”, and set the variables that it prints", p.name, way)
		}
	}
	return fmt.Errorf("no keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set, and there are none for profile %q in %s or %s",
		p.name, p.credentials, p.config)
}

// findEndpoint returns the address of the host. It is not encrypted only where somebody has written so.
func findEndpoint(p profile) (*url.URL, error) {
	for _, source := range []struct{ name, text string }{
		{"AWS_ENDPOINT_URL_S3", os.Getenv("AWS_ENDPOINT_URL_S3")},
		{"AWS_ENDPOINT_URL", os.Getenv("AWS_ENDPOINT_URL")},
		{fmt.Sprintf("endpoint_url of profile %q", p.name), p.get("endpoint_url")},
	} {
		if source.text != "" {
			u, err := parseEndpoint(source.text)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", source.name, err)
			}
			return u, nil
		}
	}
	return amazon, nil
}

// parseEndpoint does not repeat what it refuses: there may be a password in it.
func parseEndpoint(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "":
		return nil, errors.New("it is no address of a host, such as https://s3.example.org")
	case u.User != nil:
		return nil, errors.New("it holds a user: keys belong in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("more than a host stands in it: bucket and folder belong in the target, s3://bucket/folder")
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}
