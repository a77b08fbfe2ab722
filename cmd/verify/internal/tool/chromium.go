// Package tool finds the programs that checks need beside Go, and installs them where it may:
// with apt-get, as root on Debian, and from npm into the user's cache.
//
// A tool that cannot be had is an error that says exactly what to install. No check may be
// left out because its tool is missing.
package tool

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

var errNoChromium = errors.New("no Chromium found: install Chromium, Google Chrome or Microsoft Edge " +
	"(Debian: `apt-get install chromium`; macOS: `brew install --cask chromium`), or set CHROME to the path of one")

// FindChromium returns the path of a browser of Chromium's family: the one that $CHROME
// names, else the first under a usual name or in a usual place.
func FindChromium() (string, error) {
	if name := os.Getenv("CHROME"); name != "" {
		found, err := exec.LookPath(name)
		if err != nil {
			return "", fmt.Errorf("CHROME names no program: %w", err)
		}
		return found, nil
	}
	for _, name := range chromiums() {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", errNoChromium
}

// Chromium is FindChromium, and installs one where there is none and it may.
func Chromium(ctx context.Context, log io.Writer) (string, error) {
	found, err := FindChromium()
	if !errors.Is(err, errNoChromium) || !mayInstall() {
		return found, err
	}
	// Without a font every letter would be the same box, and every width wrong.
	if err := install(ctx, log, "chromium", "fonts-liberation"); err != nil {
		return "", err
	}
	return FindChromium()
}

func chromiums() []string {
	names := []string{
		"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
		"microsoft-edge", "microsoft-edge-stable", "msedge",
	}
	switch runtime.GOOS {
	case "darwin":
		for _, name := range []string{"Chromium", "Google Chrome", "Microsoft Edge"} {
			names = append(names, "/Applications/"+name+".app/Contents/MacOS/"+name)
		}
	case "windows":
		for _, variable := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
			for _, name := range []string{`Chromium\Application\chrome.exe`, `Google\Chrome\Application\chrome.exe`, `Microsoft\Edge\Application\msedge.exe`} {
				names = append(names, filepath.Join(os.Getenv(variable), name))
			}
		}
	}
	return names
}
