package host

import "strings"

// plain are the signs, besides letters and digits, that mean nothing to any server, and that browsers send as they are.
const plain = "/-_.~!&'()+,;=@"

// sent writes a path as browsers send it, with further signs percent-encoded: those by which servers know variables,
// quotation marks and wildcards.
func sent(path string) string { return encode(path, plain) }

// sentToPages writes a path just as browsers send it, for services that compare it letter for letter (WHATWG URL, path
// percent-encode set). An asterisk is theirs.
func sentToPages(path string) string { return encode(path, plain+"$[]*") }

func encode(path, plain string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(path) {
		c := path[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte(plain, c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}
