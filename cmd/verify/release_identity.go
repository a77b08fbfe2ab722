package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"time"
)

// A releaseIdentity is what a release is, apart from its files.
type releaseIdentity struct {
	version string
	commit  string
	at      time.Time // of the commit
	authors string
}

// identify tells what is released: what is committed. It fails when anything is not.
func identify(s *session) (id releaseIdentity, err error) {
	git := func(args ...string) string {
		out, gitErr := s.command([]string{"TZ=UTC"}, "git", args...)
		err = errors.Join(err, gitErr)
		return strings.TrimSpace(string(out))
	}
	changed := git("status", "--porcelain")
	id.commit = git("rev-parse", "HEAD")
	seconds := git("log", "-1", "--format=%ct")
	untagged := git("log", "-1", "--date=format-local:%Y%m%d%H%M%S", "--abbrev=12", "--format=v0.0.0-%cd-%h")
	tags := git("tag", "--list", "v[0-9]*", "--merged", "HEAD")
	id.version = untagged // as the go command calls it
	if tags != "" {
		id.version = git("describe", "--tags", "--match", "v[0-9]*", "--abbrev=12")
	}
	licence, readErr := os.ReadFile("LICENSE")
	if err := errors.Join(err, readErr); err != nil {
		return id, err
	}
	if changed != "" {
		return id, fmt.Errorf("a release is made of what is committed, and this is not:\n%s", changed)
	}
	holder := regexp.MustCompile(`(?m)^Copyright \(c\) \d+ (.+?)\s*$`).FindSubmatch(licence)
	if holder == nil {
		return id, errors.New("LICENSE does not say whose copyright it is")
	}
	id.authors = string(holder[1])
	unix, err := strconv.ParseInt(seconds, 10, 64)
	id.at = time.Unix(unix, 0).UTC()
	return id, err
}

// holds reports an error when a program was not made of the commit as it is: somebody may change files
// while programs are made.
func (id releaseIdentity) holds(program *debug.BuildInfo) error {
	told := map[string]string{}
	for _, s := range program.Settings {
		told[s.Key] = s.Value
	}
	if told["vcs.revision"] != id.commit || told["vcs.modified"] != "false" {
		return fmt.Errorf("files were changed while the release was made: a program is of commit %s, modified: %s; it should be of %s",
			told["vcs.revision"], told["vcs.modified"], id.commit)
	}
	return nil
}
