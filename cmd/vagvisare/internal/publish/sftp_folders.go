package publish

import (
	"errors"
	"io/fs"
	"path"
)

// inFolder does something that needs the folder of a file. When that has gone since it was made, since somebody removed
// the last other file of it, it is made again.
func (s *sftpHost) inFolder(c *connection, name string, do func() error) error {
	for attempt := 0; ; attempt++ {
		if err := s.makeFolder(c, path.Dir(name)); err != nil {
			return err
		}
		err := do()
		if !errors.Is(err, fs.ErrNotExist) || attempt == 2 {
			return err
		}
		s.forget(path.Dir(name))
	}
}

// makeFolder makes a folder and those above it, once for all who need it at the same time.
func (s *sftpHost) makeFolder(c *connection, dir string) error {
	if s.isReady(dir) {
		return nil
	}
	_, err, _ := s.making.Do(dir, func() (any, error) {
		err := s.tryFolder(c, dir)
		if errors.Is(err, fs.ErrNotExist) && dir != "." {
			if err = s.makeFolder(c, path.Dir(dir)); err == nil {
				err = s.tryFolder(c, dir)
			}
		}
		if err == nil {
			s.remember(dir)
		}
		return nil, err
	})
	return err
}

// tryFolder takes it for made when it is there already.
func (s *sftpHost) tryFolder(c *connection, dir string) error {
	err := c.Mkdir(c.at(dir))
	if err == nil || errors.Is(err, fs.ErrNotExist) || !isAnswer(err) {
		return err
	}
	info, asked := c.Stat(c.at(dir))
	switch {
	case asked == nil && info.IsDir():
		return nil
	case asked != nil && !isAnswer(asked):
		return asked // the connection broke before it was clear why
	}
	return err
}

// removeEmpty removes a folder and those above it, as long as they are empty; but never the site's own.
func (s *sftpHost) removeEmpty(c *connection, dir string) {
	for ; dir != "."; dir = path.Dir(dir) {
		s.forget(dir)
		if c.RemoveDirectory(c.at(dir)) != nil {
			return // it is not empty
		}
	}
}

func (s *sftpHost) isReady(dir string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ready[dir]
}

func (s *sftpHost) remember(dirs ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, dir := range dirs {
		s.ready[dir] = true
	}
}

func (s *sftpHost) forget(dir string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.ready, dir)
}
