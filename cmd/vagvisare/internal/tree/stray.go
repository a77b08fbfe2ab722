package tree

import "strings"

// Stray reports whether a file's name says that it is no part of a site: hidden files, and
// what editors, word processors and synchronisation programs put beside a file while it is open.
func Stray(name string) bool {
	return strings.HasPrefix(name, ".") && name != "." || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, "#") ||
		strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".tmp") || strings.HasSuffix(name, ".swp") ||
		name == "4913" || name == "Thumbs.db" || name == "desktop.ini"
}
