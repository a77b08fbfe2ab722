//go:build !unix

package publish

import "os"

// alive reports whether there is a process of that number.
func alive(process int) bool {
	p, err := os.FindProcess(process)
	if err != nil {
		return false
	}
	return p.Release() == nil
}
