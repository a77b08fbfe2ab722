package brand_test

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/brand"
)

var update = flag.Bool("update", false, "rewrite assets/css/colours.css")

// TestDefault holds that the file of colours is what the default brand makes.
func TestDefault(t *testing.T) {
	const name = "../../../../assets/css/colours.css"
	want := brand.For("").StyleSheet()
	if *update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("as the brand makes it (-), as it stands (+); -update rewrites it:\n%s", diff)
	}
}
