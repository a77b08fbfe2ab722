package main

import (
	"bytes"
	"strings"
	"unicode"

	"vagvisare/cmd/verify/internal/browser"
)

// A fault is what may befall files of the search on their way to the reader.
type fault struct {
	name  string
	files string                   // a pattern
	spoil func(data []byte) []byte // what becomes of one; nil where nothing does
	told  string                   // the part of the page that must tell
}

// theScript is without what the search cannot even say that it does not work.
const theScript = "assets/js/search-*.js"

func faults() []fault {
	half := func(data []byte) []byte { return data[:len(data)/2] }
	none := func([]byte) []byte { return nil }
	page := func([]byte) []byte { return []byte("<!doctype html><title>Logga in</title>") }
	return []fault{
		{"the script is missing", theScript, nil, "Missing"},
		{"the manifest is missing", "search/manifest.js", nil, "Missing"},
		{"the manifest is cut off", "search/manifest.js", half, "Damaged"},
		{"terms are missing", "search/terms/*.js", nil, "Missing"},
		{"terms are garbled", "search/terms/*.js", garbled, "Damaged"},
		{"terms are a page for people", "search/terms/*.js", page, "Damaged"},
		{"pages are missing", "search/pages/*.js", nil, "Missing"},
		{"pages are empty", "search/pages/*.js", none, "Damaged"},
	}
}

// garbled changes letters of what a file hands over, but not the call that does it.
func garbled(data []byte) []byte {
	begin := bytes.IndexByte(data, ',')
	return append(bytes.Clone(data[:begin]), bytes.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, data[begin:])...)
}

// faultErrands are walks through duplicates that are spoilt on the way, from a host and from disk.
func faultErrands(s *session, public string) ([]errand, error) {
	routes := []struct {
		name string
		host func(*session, string) (way, error)
		take func(duplicate) func(*walk)
	}{
		{"meet with faults", forgetfulHost, meetFaults},
		{"miss words", forgetfulHost, missWords},
		{"outlive an edition", forgetfulHost, outlive},
		{"come back after an edition", plainHost, comeBack},
	}
	var errands []errand
	for _, r := range routes {
		for name, open := range map[string]func(*session, string) (way, error){"host": r.host, "disk": fromDisk} {
			d, err := newDuplicate(s, public, r.name+" "+name)
			if err != nil {
				return nil, err
			}
			w, err := open(s, d.dir)
			if err != nil {
				return nil, err
			}
			errands = append(errands, errand{w, route{r.name, r.take(d)}})
		}
	}
	return errands, nil
}

// meetFaults holds that the page tells what is wrong, offers another way, and works again as
// soon as the files are there.
func meetFaults(d duplicate) func(*walk) {
	return func(w *walk) {
		for _, f := range faults() {
			w.meet(d, f)
		}
	}
}

func (w *walk) meet(d duplicate, f fault) {
	w.do(func() error {
		if f.spoil == nil {
			return d.remove(f.files)
		}
		return d.spoil(f.files, f.spoil)
	})
	w.allow(f.files)
	w.open("sok/?q=larm", browser.View{})
	w.until(f.name+": the page tells", quote(`part(%q) && errors().length === 1 && !hits().length`, f.told))
	w.holds(f.name+": the query is still there", `field().value === "larm"`)
	w.holds(f.name+": A–Ö is offered", `all(".search-error a").some(a => /\/a-o\/$/.test(a.href))`)
	if f.files != theScript {
		w.until(f.name+": it is said too", `said() && errors()[0].startsWith(said())`)
	}
	w.do(func() error { return d.mend(f.files) })
	w.tap(".search-error button")
	w.until(f.name+": it helps to try again", `hits().length === 10 && !errors().length`)
}

// allow lets something be wrong with the files that a pattern finds.
func (w *walk) allow(pattern string) {
	begin, _, _ := strings.Cut(pattern, "*")
	w.allowed = append(w.allowed, begin)
}

// missWords searches where the words for suggestions cannot be had: that is not worth a word.
func missWords(d duplicate) func(*walk) {
	return func(w *walk) {
		const words = "search/words/*.js"
		w.do(func() error { return d.remove(words) })
		w.allow(words)
		w.open("planera/", browser.View{})
		w.press("/")
		w.write("larm")
		w.settle()
		w.press("Enter")
		w.found("larm")
	}
}
