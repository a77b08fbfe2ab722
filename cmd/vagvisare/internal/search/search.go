// Package search makes a portal searchable, in Swedish, on a host that only serves files.
//
// The way goes: texts are analysed (token.go, stem.go, compound.go), indexed by bleve (index.go), and the
// index is compiled into small files that a script in the browser reads (compile.go, shard.go). A query
// becomes a plan, a list of terms with weights (plan.go), and a plan is scored: here by bleve, in the
// browser by assets/js/search/, which is a port of this package's analysis, planning and scoring.
// Both give the same pages in the same order, and tests hold that they do.
//
// While a site is being written, live.go keeps its index in line with the texts, and answer.go answers for the script.
//
// The package owns bleve.
package search
