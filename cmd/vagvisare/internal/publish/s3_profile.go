package publish

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gopkg.in/ini.v1"
)

// A profile is what the files of Amazon's command line say under one name, which other hosts' customers use too.
// https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
type profile struct {
	name                string
	credentials, config profileFile
}

// A profileFile is the part of a file that belongs to a profile.
type profileFile struct {
	path   string // "" if nobody knows where it would be
	values map[string]string
}

// readProfile reads the profile that the environment names. Files that are missing say nothing.
func readProfile() (p profile, err error) {
	p.name = cmp.Or(os.Getenv("AWS_PROFILE"), "default")
	section := "profile " + p.name
	if p.name == "default" {
		section = p.name
	}
	p.credentials, err = readProfileFile("AWS_SHARED_CREDENTIALS_FILE", "credentials", p.name)
	if err == nil {
		p.config, err = readProfileFile("AWS_CONFIG_FILE", "config", section)
	}
	if err == nil && p.name != "default" && p.credentials.values == nil && p.config.values == nil {
		err = fmt.Errorf("AWS_PROFILE names %q, which stands neither in %s nor, as [%s], in %s", p.name, p.credentials, section, p.config)
	}
	return p, err
}

// readProfileFile reads a section of the file that a variable names, or of the one of that name in ~/.aws.
func readProfileFile(variable, name, section string) (f profileFile, err error) {
	f.path = os.Getenv(variable)
	if home, homeErr := os.UserHomeDir(); f.path == "" && homeErr == nil {
		f.path = filepath.Join(home, ".aws", name)
	}
	if f.path == "" {
		return f, nil
	}
	data, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return f, err
	}
	parsed, err := ini.LoadSources(ini.LoadOptions{
		InsensitiveKeys: true, IgnoreContinuation: true, IgnoreInlineComment: true, PreserveSurroundedQuote: true,
		AllowNestedValues: true, SkipUnrecognizableLines: true,
	}, data)
	if err != nil {
		return f, fmt.Errorf("%s is not written as such a file should be", f) // err repeats lines, and keys may stand there
	}
	if found, err := parsed.GetSection(section); err == nil {
		f.values = map[string]string{}
		for _, key := range found.Keys() {
			f.values[key.Name()] = key.Value()
		}
	}
	return f, nil
}

// get returns what a profile says; "" if nothing.
func (p profile) get(key string) string {
	return cmp.Or(p.credentials.values[key], p.config.values[key])
}

func (f profileFile) String() string { return cmp.Or(f.path, "~/.aws, which is not known here,") }
