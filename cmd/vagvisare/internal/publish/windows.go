package publish

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf16"
)

// longestPath is how many characters of a path Windows holds, when the folder that it lies in takes only a few: 260 in all.
// https://learn.microsoft.com/en-us/windows/win32/fileio/maximum-file-path-limitation
const longestPath = 240

// refuseWindows holds that Windows can hold files of all these names, since it is what reads a file share.
func refuseWindows(names []string) error {
	faults := windowsFaults(names)
	if len(faults) == 0 {
		return nil
	}
	return fmt.Errorf("names that Windows cannot hold: %s; rename what these are made of, or --yes publishes them all the same", list(faults))
}

// windowsFaults returns the names that Windows cannot hold, sorted, each with the reason.
func windowsFaults(names []string) (faults []string) {
	names = slices.Sorted(slices.Values(names))
	first := map[string]string{} // of each name, whatever the case of its letters
	folders := map[string]bool{}
	for _, name := range names {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[strings.ToLower(dir)] = true
		}
	}
	for _, name := range names {
		key := strings.ToLower(name)
		other, twice := first[key]
		first[key] = name
		switch fault := windowsFault(name); {
		case fault != "":
			faults = append(faults, fmt.Sprintf("%s (%s)", name, fault))
		case twice:
			faults = append(faults, fmt.Sprintf("%s (the same as %s to it)", name, other))
		case folders[key]:
			faults = append(faults, fmt.Sprintf("%s (a folder has that name too)", name))
		}
	}
	return faults
}

// windowsFault returns why Windows cannot hold a name; "" if it can.
// https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
func windowsFault(name string) string {
	for part := range strings.SplitSeq(name, "/") {
		stem, _, _ := strings.Cut(part, ".")
		stem = strings.TrimRight(stem, " ")
		switch at := strings.IndexFunc(part, forbidden); {
		case at >= 0:
			return fmt.Sprintf("it must not have %q", []rune(part[at:])[0])
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return "it must not end with a dot or a space"
		case slices.Contains(devices, strings.ToUpper(stem)):
			return stem + " is a device"
		}
	}
	if n := len(utf16.Encode([]rune(name))); n > longestPath {
		return fmt.Sprintf("%d characters are more than %d", n, longestPath)
	}
	return ""
}

func forbidden(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"|?*\`, r) }

// devices are what Windows takes for a device in any folder and with any ending.
var devices = strings.Fields("CON PRN AUX NUL CONIN$ CONOUT$" +
	" COM1 COM2 COM3 COM4 COM5 COM6 COM7 COM8 COM9 COM¹ COM² COM³" +
	" LPT1 LPT2 LPT3 LPT4 LPT5 LPT6 LPT7 LPT8 LPT9 LPT¹ LPT² LPT³")
