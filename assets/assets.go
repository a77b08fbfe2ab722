// Package assets embeds the folder it stands in, so that the program carries a complete portal.
package assets

import "embed"

// FS holds the folder's files.
//
//go:embed all:*
var FS embed.FS
