package headers

import (
	"path"
	"slices"
	"strings"
)

// A Type is what files with an ending hold.
type Type struct {
	Ending string // without its dot, lower case
	Name   string // such as "text/html"
	Text   bool   // UTF-8
}

// String returns the type as Content-Type has it.
func (t Type) String() string {
	if t.Text {
		return t.Name + "; charset=utf-8"
	}
	return t.Name
}

// unknown is the type of files with any other ending.
const unknown = "application/octet-stream"

// types is our own table: that of the system differs from machine to machine.
var types = []Type{
	{"html", "text/html", true},
	{"htm", "text/html", true},
	{"css", "text/css", true},
	{"js", "text/javascript", true},
	{"mjs", "text/javascript", true},
	{"json", "application/json", true},
	{"webmanifest", "application/manifest+json", true},
	{"xml", "application/xml", true},
	{"svg", "image/svg+xml", true},
	{"txt", "text/plain", true},
	{"md", "text/markdown", true},
	{"csv", "text/csv", true},
	{"vtt", "text/vtt", true},
	{"ics", "text/calendar", true},

	{"pdf", "application/pdf", false},
	{"rtf", "application/rtf", false},
	{"epub", "application/epub+zip", false},
	{"doc", "application/msword", false},
	{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false},
	{"dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template", false},
	{"xls", "application/vnd.ms-excel", false},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
	{"xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template", false},
	{"ppt", "application/vnd.ms-powerpoint", false},
	{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", false},
	{"potx", "application/vnd.openxmlformats-officedocument.presentationml.template", false},
	{"odt", "application/vnd.oasis.opendocument.text", false},
	{"ods", "application/vnd.oasis.opendocument.spreadsheet", false},
	{"odp", "application/vnd.oasis.opendocument.presentation", false},

	{"png", "image/png", false},
	{"jpg", "image/jpeg", false},
	{"jpeg", "image/jpeg", false},
	{"webp", "image/webp", false},
	{"avif", "image/avif", false},
	{"gif", "image/gif", false},
	{"ico", "image/vnd.microsoft.icon", false},

	{"mp4", "video/mp4", false},
	{"m4v", "video/mp4", false},
	{"webm", "video/webm", false},
	{"mov", "video/quicktime", false},
	{"ogv", "video/ogg", false},
	{"mp3", "audio/mpeg", false},
	{"m4a", "audio/mp4", false},
	{"oga", "audio/ogg", false},
	{"ogg", "audio/ogg", false},
	{"wav", "audio/wav", false},

	{"woff2", "font/woff2", false},
	{"woff", "font/woff", false},
	{"ttf", "font/ttf", false},
	{"otf", "font/otf", false},

	{"zip", "application/zip", false},
	{"gz", "application/gzip", false},
}

// Types returns all types that are known, each ending once.
func Types() []Type { return slices.Clone(types) }

// ContentType returns the type of a file by its ending, as Content-Type has it.
func ContentType(name string) string {
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	i := slices.IndexFunc(types, func(t Type) bool { return t.Ending == ending })
	if i < 0 {
		return unknown
	}
	return types[i].String()
}
