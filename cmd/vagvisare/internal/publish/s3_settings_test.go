package publish_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// TestS3Settings holds from where a host's address, region and keys are taken: what reaches the host tells.
func TestS3Settings(t *testing.T) {
	const credentials = `
# keys of everybody
[default]
aws_access_key_id = FILEKEY
aws_secret_access_key = file=se;cr#et%(x)s "q"

[other]
AWS_ACCESS_KEY_ID=OTHERKEY
aws_secret_access_key=other
aws_session_token = othertoken
`
	const config = `
[default]
region = eu-north-1
endpoint_url = HOST
s3 =
    addressing_style = virtual
    region = nested

[profile other]
region = eu-west-3
endpoint_url = HOST

[profile whole]
aws_access_key_id = WHOLEKEY
aws_secret_access_key = whole
endpoint_url = HOST
`
	for name, c := range map[string]struct {
		env  map[string]string
		want []string // in what is sent
	}{
		"files":        {nil, []string{"FILEKEY/", "/eu-north-1/s3/"}},
		"profile":      {map[string]string{"AWS_PROFILE": "other"}, []string{"OTHERKEY/", "/eu-west-3/s3/", "othertoken"}},
		"one file":     {map[string]string{"AWS_PROFILE": "whole"}, []string{"WHOLEKEY/", "/us-east-1/s3/"}},
		"region":       {map[string]string{"AWS_REGION": "a", "AWS_DEFAULT_REGION": "b"}, []string{"FILEKEY/", "/a/s3/"}},
		"old region":   {map[string]string{"AWS_DEFAULT_REGION": "b"}, []string{"FILEKEY/", "/b/s3/"}},
		"keys":         {map[string]string{"AWS_ACCESS_KEY_ID": "ENVKEY", "AWS_SECRET_ACCESS_KEY": "env"}, []string{"ENVKEY/", "/eu-north-1/s3/"}},
		"keys, token":  {map[string]string{"AWS_ACCESS_KEY_ID": "ENVKEY", "AWS_SECRET_ACCESS_KEY": "env", "AWS_SESSION_TOKEN": "envtoken"}, []string{"ENVKEY/", "envtoken"}},
		"host":         {map[string]string{"AWS_ENDPOINT_URL": "HOST/"}, []string{"FILEKEY/"}},
		"host, for S3": {map[string]string{"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ENDPOINT_URL_S3": "HOST"}, []string{"FILEKEY/"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := startS3(t)
			sent := make(chan string, 10)
			f.on(func(_ http.ResponseWriter, r *http.Request) bool {
				sent <- r.Header.Get("Authorization") + " " + r.Header.Get("X-Amz-Security-Token")
				return false
			})
			env := map[string]string{"AWS_SHARED_CREDENTIALS_FILE": filepath.Join(t.TempDir(), "credentials"), "AWS_CONFIG_FILE": filepath.Join(t.TempDir(), "config")}
			for name, text := range map[string]string{env["AWS_SHARED_CREDENTIALS_FILE"]: credentials, env["AWS_CONFIG_FILE"]: config} {
				if err := os.WriteFile(name, []byte(strings.ReplaceAll(text, "HOST", f.URL)), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for name, value := range c.env {
				env[name] = strings.Replace(value, "HOST", f.URL, 1)
			}
			setAWS(t, env)
			if err := do(t.Context(), f.open(t, "s3://portal"), "list"); err != nil {
				t.Fatal(err)
			}
			got := <-sent
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("sent %q, which does not hold %q", got, want)
				}
			}
			if len(sent) > 0 {
				t.Errorf("more was asked: %s", <-sent)
			}
		})
	}
}

// TestS3HomeFiles holds that files are found where they usually lie, with secrets as they stand there: the host here would not
// know, so the one that is put into its answer must go again.
func TestS3HomeFiles(t *testing.T) {
	for _, secret := range []string{`se;cr#et%(aws_access_key_id)s\ "q" '`, `"quoted"`, `'quoted'`} {
		f := startS3(t)
		setAWS(t, nil)
		home, err := os.UserHomeDir()
		if err != nil {
			t.Fatal(err)
		}
		writeText(t, filepath.Join(home, ".aws", "credentials"), "[default]\naws_access_key_id: KEY\naws_secret_access_key = "+secret+"\n")
		writeText(t, filepath.Join(home, ".aws", "config"), "[default]\nendpoint_url = "+f.URL+"\n")
		f.on(func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte("<Error><Code>Odd</Code><Message>[" + secret + "]</Message></Error>"))
			return true
		})
		if err := do(t.Context(), f.open(t, "s3://portal"), "list"); err == nil || !strings.Contains(err.Error(), "Odd: […]") {
			t.Errorf("with %s: error %v", secret, err)
		}
	}
}

func writeText(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestS3Unset holds what is told where something is missing or wrong, before anything is sent, and that no secret is repeated.
func TestS3Unset(t *testing.T) {
	keys := map[string]string{"AWS_ACCESS_KEY_ID": keyID, "AWS_SECRET_ACCESS_KEY": secretKey}
	with := func(name, value string) map[string]string {
		return map[string]string{"AWS_ACCESS_KEY_ID": keyID, "AWS_SECRET_ACCESS_KEY": secretKey, name: value}
	}
	for name, c := range map[string]struct {
		target string
		env    map[string]string
		files  map[string]string
		want   []string
	}{
		"nothing": {
			"s3://portal/a", nil, nil,
			[]string{"s3://portal/a: no keys", "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", `"default"`, filepath.Join(".aws", "credentials"), filepath.Join(".aws", "config")},
		},
		"no secret":  {"s3://portal", map[string]string{"AWS_ACCESS_KEY_ID": keyID}, nil, []string{"not AWS_SECRET_ACCESS_KEY"}},
		"no id":      {"s3://portal", map[string]string{"AWS_SECRET_ACCESS_KEY": secretKey}, nil, []string{"not AWS_ACCESS_KEY_ID"}},
		"half":       {"s3://portal", nil, map[string]string{"credentials": "[default]\naws_secret_access_key=" + secretKey}, []string{"credentials has only one of"}},
		"no profile": {"s3://portal", with("AWS_PROFILE", "x"), nil, []string{`AWS_PROFILE names "x"`, "[profile x]"}},
		"sso": {
			"s3://portal", map[string]string{"AWS_PROFILE": "x"}, map[string]string{"config": "[profile x]\nsso_session = y\n"},
			[]string{"gets its keys by sso_session", "aws configure export-credentials --profile x"},
		},
		"no file":       {"s3://portal", nil, map[string]string{"credentials": "[default\n" + secretKey + "\n"}, []string{"credentials is not written as"}},
		"no scheme":     {"s3://portal", with("AWS_ENDPOINT_URL", "s3.example.org"), nil, []string{"AWS_ENDPOINT_URL: it is no address"}},
		"no host":       {"s3://portal", with("AWS_ENDPOINT_URL_S3", "https://:9000"), nil, []string{"AWS_ENDPOINT_URL_S3: it is no address"}},
		"a user":        {"s3://portal", with("AWS_ENDPOINT_URL", "https://u:"+token+"@s3.example.org"), nil, []string{"it holds a user"}},
		"a path":        {"s3://portal", with("AWS_ENDPOINT_URL", "https://s3.example.org/portal"), nil, []string{"more than a host"}},
		"no bundle":     {"s3://portal", with("AWS_CA_BUNDLE", "none.pem"), nil, []string{"AWS_CA_BUNDLE", "none.pem"}},
		"keys in it":    {"s3://" + keyID + ":" + token + "@portal/a", keys, nil, []string{"keys do not belong in a target"}},
		"slash in key":  {"s3://" + keyID + ":" + secretKey + "@portal/a", keys, nil, []string{"name of a bucket"}},
		"no bucket":     {"s3://", keys, nil, []string{"name of a bucket", "s3://bucket/folder"}},
		"short bucket":  {"s3://ab", keys, nil, []string{"name of a bucket"}},
		"odd bucket":    {"s3://por tal", keys, nil, []string{"name of a bucket"}},
		"upwards":       {"s3://portal/a/../b", keys, nil, []string{`"a/../b" cannot be a folder`}},
		"only upwards":  {"s3://portal/..", keys, nil, []string{"cannot be a folder"}},
		"here":          {"s3://portal/./a", keys, nil, []string{"cannot be a folder"}},
		"empty name":    {"s3://portal/a//b", keys, nil, []string{"cannot be a folder"}},
		"two slashes":   {"s3://portal//", keys, nil, []string{"cannot be a folder"}},
		"another":       {"s4://portal", keys, nil, []string{"s3://bucket/folder"}},
		"no characters": {"s3://portal/\xff", keys, nil, []string{"cannot be a folder"}},
	} {
		t.Run(name, func(t *testing.T) {
			setAWS(t, c.env)
			home, err := os.UserHomeDir()
			if err != nil {
				t.Fatal(err)
			}
			for name, text := range c.files {
				writeText(t, filepath.Join(home, ".aws", name), text)
			}
			host, err := publish.OpenS3(c.target)
			if err == nil {
				t.Fatalf("opened as %s", host)
			}
			plain(t, err)
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not hold %q", err, want)
				}
			}
		})
	}
}

// TestS3Targets holds that folders are taken as they are written.
func TestS3Targets(t *testing.T) {
	for target, key := range map[string]string{
		"s3://portal":            "index.html",
		"s3://portal/":           "index.html",
		"s3://portal/a":          "a/index.html",
		"s3://portal/a/b/":       "a/b/index.html",
		"s3://portal/å ä+ö%41?#": "å ä+ö%41?#/index.html",
	} {
		f := startS3(t)
		host := f.open(t, target)
		if want := strings.TrimSuffix(target, "/"); host.String() != want {
			t.Errorf("%s calls itself %s", target, host)
		}
		mustPublish(t, built(t, small("1")), host, options())
		if f.all(t, "")[key] != "home" {
			t.Errorf("%s: no %s in %v", target, key, f.all(t, ""))
		}
		if r := mustPublish(t, built(t, small("1")), host, options()); r.Sent > 0 {
			t.Errorf("%s: %d files are sent again", target, r.Sent)
		}
	}
}
