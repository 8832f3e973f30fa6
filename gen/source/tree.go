package source

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A Tree is what a Loader reads files from: the disk, or a revision of a repository in the place of the repository's folder.
// Names are absolute and the system's. The error of a name that is not there is fs.ErrNotExist.
type Tree interface {
	// Resolve returns the one name of what a name leads to, past links.
	Resolve(name string) (string, error)
	// Mode tells a folder from a regular file and from what is neither.
	Mode(name string) (fs.FileMode, error)
	// Names lists what a folder holds, sorted.
	Names(folder string) ([]string, error)
	// Read returns a file up to a number of bytes.
	Read(name string, limit int64) ([]byte, error)
}

// Disk is the Tree of the system.
var Disk Tree = disk{}

type disk struct{}

func (disk) Resolve(name string) (string, error) { return filepath.EvalSymlinks(name) }

func (disk) Mode(name string) (fs.FileMode, error) {
	info, err := os.Stat(name)
	if err != nil {
		return 0, err
	}
	return info.Mode(), nil
}

func (disk) Names(folder string) (names []string, err error) {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

func (disk) Read(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit))
}

// isFile reports whether a tree has a regular file of a name.
func isFile(t Tree, name string) bool {
	mode, err := t.Mode(name)
	return err == nil && mode.IsRegular()
}
