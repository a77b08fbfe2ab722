package publish_test

import (
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pkg/sftp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// A limitedServer serves files as some servers do that are none of OpenSSH's: it renames to no name that is taken, and says only
// “failure” of most that goes wrong.
type limitedServer struct {
	refuse func(method, path string) error // nil for nothing
	room   atomic.Int64                    // bytes that may come yet
	free   uint64                          // bytes that it says are free
	flags  uint64                          // of the file system
}

func (l *limitedServer) handlers() *sftp.Handlers {
	return &sftp.Handlers{FileGet: l, FilePut: l, FileCmd: l, FileList: l}
}

// startLimited starts a server that lacks all but some extensions.
func startLimited(t *testing.T, names ...string) (*sftpServer, *limitedServer) {
	t.Helper()
	extensions(t, names...)
	server, limits := startSFTP(t), &limitedServer{free: 1 << 40}
	limits.room.Store(1 << 40)
	server.change(func() { server.handlers = limits.handlers() })
	return server, limits
}

func (l *limitedServer) may(method, path string) error {
	if l.refuse == nil {
		return nil
	}
	return l.refuse(method, path)
}

func (l *limitedServer) Fileread(r *sftp.Request) (io.ReaderAt, error) {
	return os.Open(r.Filepath)
}

func (l *limitedServer) Filewrite(r *sftp.Request) (io.WriterAt, error) {
	if err := l.may("Put", r.Filepath); err != nil {
		return nil, err
	}
	flags := os.O_WRONLY | os.O_CREATE
	if r.Pflags().Excl {
		flags |= os.O_EXCL
	}
	if r.Pflags().Trunc {
		flags |= os.O_TRUNC
	}
	f, err := os.OpenFile(r.Filepath, flags, 0o666)
	if err != nil {
		return nil, plainFailure(err)
	}
	return roomy{f, l}, nil
}

// A roomy file grows as long as there is room.
type roomy struct {
	*os.File
	server *limitedServer
}

func (r roomy) WriteAt(p []byte, at int64) (int, error) {
	if r.server.room.Add(-int64(len(p))) < 0 {
		return 0, sftp.ErrSSHFxFailure
	}
	return r.File.WriteAt(p, at)
}

// plainFailure hides what a server of SFTP's third version has no word for.
func plainFailure(err error) error {
	if err == nil || errors.Is(err, os.ErrNotExist) || errors.Is(err, os.ErrPermission) {
		return err
	}
	return sftp.ErrSSHFxFailure
}

func (l *limitedServer) Filecmd(r *sftp.Request) error {
	if err := l.may(r.Method, r.Filepath); err != nil {
		return err
	}
	switch r.Method {
	case "Rename":
		if _, err := os.Lstat(r.Target); err == nil {
			return sftp.ErrSSHFxFailure
		}
		return plainFailure(os.Rename(r.Filepath, r.Target))
	case "Mkdir":
		return plainFailure(os.Mkdir(r.Filepath, 0o777))
	case "Rmdir", "Remove":
		return plainFailure(os.Remove(r.Filepath))
	}
	return sftp.ErrSSHFxOpUnsupported
}

// StatVFS is called only where the server has that extension.
func (l *limitedServer) StatVFS(*sftp.Request) (*sftp.StatVFS, error) {
	return &sftp.StatVFS{Bsize: 4096, Frsize: 4096, Blocks: 1 << 30, Bavail: l.free / 4096, Flag: l.flags}, nil
}

func (l *limitedServer) PosixRename(r *sftp.Request) error {
	return plainFailure(os.Rename(r.Filepath, r.Target))
}

func (l *limitedServer) Filelist(r *sftp.Request) (sftp.ListerAt, error) {
	if r.Method == "List" {
		entries, err := os.ReadDir(r.Filepath)
		if err != nil {
			return nil, plainFailure(err)
		}
		var infos infoList
		for _, e := range entries {
			if info, err := e.Info(); err == nil { // or it has just gone
				infos = append(infos, info)
			}
		}
		return infos, nil
	}
	info, err := os.Lstat(r.Filepath)
	return infoList{info}, plainFailure(err)
}

type infoList []os.FileInfo

func (l infoList) ListAt(to []os.FileInfo, from int64) (int, error) {
	if from >= int64(len(l)) {
		return 0, io.EOF
	}
	n := copy(to, l[from:])
	if n < len(to) {
		return n, io.EOF
	}
	return n, nil
}

// TestSFTPWithoutRename publishes to a server that cannot replace a file at once: only when that is wanted.
func TestSFTPWithoutRename(t *testing.T) {
	server, _ := startLimited(t)
	fails(t, server.target(), server.options(), "cannot replace a file at once", "--yes")
	opt := server.options()
	opt.Yes = true
	host, err := publish.OpenSFTP(t.Context(), server.target(), opt)
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	for _, number := range []int{1, 2, 3} {
		mustPublish(t, built(t, edition(number)), host, options())
		holds(t, server.dir, edition(number))
	}
	if _, err := publish.Rollback(t.Context(), host, options()); err != nil {
		t.Fatal(err)
	}
	holds(t, server.dir, edition(2))
}

// TestSFTPFull holds that a server which is full is told to be, whatever it says itself, and has what it had.
func TestSFTPFull(t *testing.T) {
	const rename, statVFS = "posix-rename@openssh.com", "statvfs@openssh.com"
	for _, test := range []struct {
		name       string
		extensions []string
		free       uint64
		full       bool
		says       string
	}{
		{"it can be asked", []string{rename, statVFS}, 4096, true, "no space is left there"},
		{"it cannot be asked", []string{rename}, 0, false, "its disk, or what the user may take of it, may be full"},
		{"a quota", []string{rename, statVFS}, 1 << 40, false, "what the user may take of its disk may be full"},
	} {
		t.Run(test.name, func(t *testing.T) {
			server, limits := startLimited(t, test.extensions...)
			host := server.open(t)
			mustPublish(t, built(t, edition(1)), host, options())
			before, err := onDisk(server.dir)
			if err != nil {
				t.Fatal(err)
			}
			files := edition(2)
			files["film.mp4"], files["bild.png"] = noise(1, 3<<20), noise(2, 100_000)
			limits.room.Store(2 << 20)
			limits.free = test.free
			_, err = publish.Publish(t.Context(), built(t, files), host, options())
			says(t, err, "write "+server.targetOf(""), test.says)
			if errors.Is(err, publish.ErrFull) != test.full {
				t.Errorf("%v is ErrFull: %v", err, !test.full)
			}
			after, err := onDisk(server.dir)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("what was there before (-) and after (+): %v and %v", slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
			}
		})
	}
}

func (s *sftpServer) targetOf(name string) string { return s.target() + "/" + name }

// TestSFTPRefuses holds that a server where nothing can be written is told of, and nothing left.
func TestSFTPRefuses(t *testing.T) {
	for _, test := range []struct {
		name  string
		err   error
		flags uint64
		says  []string
	}{
		{"permission", sftp.ErrSSHFxPermissionDenied, 0, []string{"permission denied", "let deploy read and write"}},
		{"read-only", sftp.ErrSSHFxFailure, 1, []string{"the disk of the server is read-only"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			server, limits := startLimited(t, "posix-rename@openssh.com", "statvfs@openssh.com")
			writeFile(t, filepath.Join(server.dir, "notes.txt"), "not ours")
			host := server.open(t)
			limits.flags = test.flags
			limits.refuse = func(string, string) error { return test.err }
			_, err := publish.Publish(t.Context(), built(t, edition(1)), host, options())
			says(t, err, append(test.says, server.target())...)
			files, err := onDisk(server.dir)
			if err != nil || len(files) != 1 {
				t.Errorf("%d files, %v", len(files), err)
			}
		})
	}
}

// TestSFTPPlace holds what is said of a folder that is none, or that is nowhere.
func TestSFTPPlace(t *testing.T) {
	server := startSFTP(t)
	target := "sftp://deploy@" + server.address
	above := filepath.Dir(server.dir)
	writeFile(t, server.dir, "")
	fails(t, server.target(), server.options(), server.dir+" is a file on the server")
	fails(t, target+server.dir+"/x", server.options(), "no folder "+server.dir)
	fails(t, target+above+"/no/such/folder", server.options(), "the server has no folder "+above+"/no/such", "make that folder first")
}
