package publish

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"sync"

	"golang.org/x/sync/errgroup"
)

// listing is how many folders are listed at the same time.
const listing = 32

// List goes from level to level, and reads the folders of each at the same time.
func (s *sftpHost) List(ctx context.Context) (map[string]Entry, error) {
	entries := map[string]Entry{}
	err := s.do(ctx, "list", "", 0, func(c *connection) error {
		clear(entries)
		for level := []string{"."}; len(level) > 0; {
			var err error
			if level, err = s.listLevel(ctx, c, level, entries); err != nil {
				return err
			}
		}
		return nil
	})
	return entries, err
}

// listLevel adds the files of some folders, and returns the folders of these.
func (s *sftpHost) listLevel(ctx context.Context, c *connection, dirs []string, entries map[string]Entry) (next []string, err error) {
	var mu sync.Mutex
	var group errgroup.Group
	group.SetLimit(listing)
	for _, dir := range dirs {
		group.Go(func() error {
			infos, err := c.ReadDirContext(ctx, c.at(dir))
			if errors.Is(err, fs.ErrNotExist) {
				return nil // nothing has been published, or it has just gone
			}
			mu.Lock()
			defer mu.Unlock()
			for _, info := range infos {
				if name := path.Join(dir, info.Name()); info.IsDir() {
					next = append(next, name)
				} else {
					entries[name] = Entry{Size: info.Size()}
				}
			}
			return err
		})
	}
	err = group.Wait()
	s.remember(next...)
	return next, err
}
