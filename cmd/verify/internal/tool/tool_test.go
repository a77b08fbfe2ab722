package tool_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"vagvisare/cmd/verify/internal/tool"
)

func TestFindChromium(t *testing.T) {
	own := filepath.Join(t.TempDir(), "my-browser.exe")
	if err := os.WriteFile(own, nil, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CHROME", own)
	if found, err := tool.FindChromium(); found != own || err != nil {
		t.Errorf("with CHROME=%s: found %q, error %v", own, found, err)
	}
	t.Setenv("CHROME", own+"-none")
	if found, err := tool.FindChromium(); err == nil || !strings.Contains(err.Error(), "CHROME") {
		t.Errorf("with CHROME=%s-none: found %q, error %v", own, found, err)
	}
	t.Setenv("CHROME", "")
	t.Setenv("PATH", t.TempDir())
	found, err := tool.FindChromium()
	if runtime.GOOS == "linux" && (err == nil || !strings.Contains(err.Error(), "apt-get install chromium")) {
		t.Errorf("without any: found %q, error %v; want one that says what to install", found, err)
	}
}
