package main

import (
	"slices"
	"testing"
)

// TestCover holds that samples have all blocks among them, that few are taken, and always the same ones.
func TestCover(t *testing.T) {
	pages := []sample{
		{"small", 10, []string{"head"}},
		{"list", 20, []string{"head", "list"}},
		{"text", 30, []string{"head", "text", "side"}},
		{"another-text", 30, []string{"head", "text", "side"}},
		{"long-text", 90, []string{"head", "text", "side"}},
		{"print", 99, []string{"print"}},
	}
	want := []string{"another-text", "list", "print"}
	if got := cover(pages); !slices.Equal(got, want) {
		t.Errorf("chosen %q, want %q", got, want)
	}
	slices.Reverse(pages)
	if got := cover(pages); !slices.Equal(got, want) {
		t.Errorf("in another order chosen %q, want %q", got, want)
	}
	if got := cover(nil); len(got) > 0 {
		t.Errorf("of nothing chosen %q", got)
	}
}
