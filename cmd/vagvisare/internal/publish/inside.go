package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// refuseNested holds that a site and the folder that it goes to lie apart, whatever links and letters lead there.
func refuseNested(site, target string) error {
	below, err := lies(target, site)
	if err != nil {
		return err
	}
	above, err := lies(site, target)
	switch {
	case err != nil:
		return err
	case below && above:
		return fmt.Errorf("%s is the site itself: publish it to another folder", target)
	case below:
		return fmt.Errorf("%s lies inside the site %s: publish it to a folder elsewhere", target, site)
	case above:
		return fmt.Errorf("the site %s lies inside %s: publish it to a folder elsewhere", site, target)
	}
	return nil
}

// refuseAmong holds that a folder or file does not lie in one of some folders.
func refuseAmong(target string, dirs []string) error {
	for _, dir := range dirs {
		if inside, err := lies(target, dir); err != nil {
			return err
		} else if inside {
			return fmt.Errorf("%s lies inside %s, which the site is made of: publish it elsewhere", target, dir)
		}
	}
	return nil
}

// lies reports whether a path lies in a folder, or is the folder. Neither needs to exist.
func lies(name, dir string) (bool, error) {
	want, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if name, err = standing(name); err != nil {
		return false, err
	}
	for {
		info, err := os.Stat(name)
		if err != nil {
			return false, err
		}
		if os.SameFile(info, want) {
			return true, nil
		}
		above := filepath.Dir(name)
		if above == name {
			return false, nil
		}
		name = above
	}
}

// standing returns what a path leads to, or the nearest folder above it that exists.
func standing(name string) (string, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	for {
		real, err := filepath.EvalSymlinks(name)
		above := filepath.Dir(name)
		if !errors.Is(err, fs.ErrNotExist) || above == name {
			return real, err
		}
		name = above
	}
}
