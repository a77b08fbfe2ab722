package compress

import (
	"path"
	"slices"
	"strings"
)

// texts are the endings of files that are worth compressing, in lower case. Documents,
// images, fonts for the web and films are compressed already.
var texts = []string{
	"css", "csv", "geojson", "htm", "html", "ics", "js", "json", "md", "mjs", "srt", "svg", "tsv", "txt", "vtt", "webmanifest", "xml",
}

// Sizes in bytes.
const (
	minSize     = 1000      // what goes into one TCP segment with its header arrives no sooner
	minGain     = 200       // less is not worth a file
	minPercent  = 10        // nor is less than that of the file's size
	sharedLimit = 256 << 10 // about a second's work at the best level
)

// shared is the folder of style sheets, scripts and images.
const shared = "assets/"

// wants reports whether a file is to be compressed, to see whether that pays.
func wants(name string, size int64) bool {
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	return size >= minSize && slices.Contains(texts, ending)
}

// pays reports whether a variant saves enough.
func pays(size, made int64) bool {
	gain := size - made
	return gain >= minGain && gain*100 >= size*minPercent
}

// everyPageNeeds reports whether a file is one of the few that every reader loads, and
// small enough for a level that is sixty times as slow as the usual one.
func everyPageNeeds(name string, size int64) bool {
	return strings.HasPrefix(name, shared) && size <= sharedLimit
}
