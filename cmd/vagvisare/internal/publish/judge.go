package publish

import (
	"path"

	"vagvisare/cmd/vagvisare/internal/headers"
)

// A judge tells whether files on a host are those that are wanted.
type judge struct {
	past    *past
	touched map[string]bool
	md5     bool // whether what the host gives as MD5 is one
}

// judge finds out whether a host's word can be relied on: what S3 tells of a file is its MD5, but for
// encrypted files and those sent in parts, where it only looks like one.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
func (p *past) judge(wanted map[string]file) judge {
	j := judge{past: p, touched: map[string]bool{}}
	for _, name := range p.touched.Paths {
		j.touched[name] = true
	}
	for name, file := range wanted {
		if there, ok := p.there[name]; ok && there.MD5 != "" && there.MD5 == file.content.MD5 {
			j.md5 = true
			break
		}
	}
	return j
}

func (j judge) same(name string, file file, there Entry) bool {
	if old, known := j.past.state.Headers[kindOf(name)]; known && old != headersOf(name) {
		return false
	}
	if j.md5 && there.MD5 != "" {
		return there.MD5 == file.content.MD5
	}
	return j.sum(name) == file.sum && there.Size == file.content.Size
}

// sum returns what a file there holds, as far as what is remembered tells it.
func (j judge) sum(name string) string {
	if j.touched[name] {
		return j.past.touched.New[name]
	}
	return j.past.manifest[name]
}

// kindOf returns what a file's headers depend on.
func kindOf(name string) string {
	if isNamed(name) {
		return "immutable " + path.Ext(name)
	}
	return path.Ext(name)
}

func headersOf(name string) string {
	return headers.ContentType(name) + ", " + headers.CacheControl(name)
}
