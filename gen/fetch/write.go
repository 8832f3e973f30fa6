package fetch

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A Kind is what became of a file.
type Kind string

// The kinds of changes.
const (
	New     Kind = "new"     // the file was not there
	Changed Kind = "changed" // it held other bytes
	Unused  Kind = "unused"  // the contract consisted of it before, and does no more; it is left where it is
)

// A Change is a file that a set changes.
type Change struct {
	Kind Kind
	Path string
}

// Write brings a folder to the set and returns what that changed. Everything is written beside its target before the
// first target is touched, and what was touched is put back when a later one can't be; nothing is written outside of the
// folder, whatever links it holds. A file in the way that the contract in the folder did not consist of before is an
// [*ExistsError].
func (s *Set) Write(dir string) ([]Change, error) {
	made, err := mkdir(dir, os.Mkdir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	w := &writer{root: root}
	changes, err := w.stage(s)
	if err == nil {
		err = w.commit()
	}
	if err != nil {
		w.undo()
		remove(made, os.Remove)
		return nil, err
	}
	return changes, nil
}

// mkdir makes a folder and what it lacks above it, and returns what it made, outermost first.
func mkdir(dir string, one func(string, fs.FileMode) error) (made []string, err error) {
	err = one(dir, 0o755)
	if above := filepath.Dir(dir); errors.Is(err, fs.ErrNotExist) && above != dir {
		if made, err = mkdir(above, one); err == nil {
			err = one(dir, 0o755)
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return made, nil
	}
	if err == nil {
		made = append(made, dir)
	}
	return made, err
}

// remove removes folders that were made for nothing; one that is no longer empty stays.
func remove(made []string, one func(string) error) {
	for _, dir := range slices.Backward(made) {
		if one(dir) != nil {
			return
		}
	}
}

// A writer changes files below a folder.
type writer struct {
	root   *os.Root
	files  []*staged
	folder []string // made for the files
}

// A staged file is written beside its target.
type staged struct {
	path, temp string
	old        []byte
	new        bool // there was no file
	done       bool // the target is the new file
}

func (w *writer) stage(s *Set) (changes []Change, err error) {
	before := w.before(s.Documents[0].Path)
	for _, d := range s.Documents {
		old, err := w.root.ReadFile(filepath.FromSlash(d.Path))
		f := &staged{path: d.Path, temp: path.Join(path.Dir(d.Path), ".wsgen-"+path.Base(d.Path)), old: old, new: errors.Is(err, fs.ErrNotExist)}
		kind := Changed
		switch {
		case f.new:
			kind = New
		case err != nil:
			return nil, err
		case bytes.Equal(unix(old), unix(d.Data)): // version control gives a checkout either line ends
			continue
		case !slices.Contains(before, d.Path):
			return nil, &ExistsError{d.Path}
		}
		if err := w.write(f, d.Data); err != nil {
			return nil, err
		}
		changes = append(changes, Change{kind, d.Path})
	}
	for _, p := range before {
		if !slices.ContainsFunc(s.Documents, func(d Document) bool { return d.Path == p }) {
			changes = append(changes, Change{Unused, p})
		}
	}
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return changes, nil
}

// unix is a text with LF for each CRLF.
func unix(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) }

// write writes a file beside its target. What a run that was killed has left there is replaced.
func (w *writer) write(f *staged, data []byte) error {
	made, err := mkdir(filepath.FromSlash(path.Dir(f.path)), w.root.Mkdir)
	w.folder = append(w.folder, made...)
	if err != nil {
		return err
	}
	temp := filepath.FromSlash(f.temp)
	if err := w.root.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	w.files = append(w.files, f)
	return w.root.WriteFile(temp, data, 0o644)
}

func (w *writer) commit() error {
	for _, f := range w.files {
		if err := w.root.Rename(filepath.FromSlash(f.temp), filepath.FromSlash(f.path)); err != nil {
			return err
		}
		f.done = true
	}
	return nil
}

// undo puts back what was there. What can't be put back is left: the error that led here is told.
func (w *writer) undo() {
	for _, f := range w.files {
		name := filepath.FromSlash(f.path)
		switch {
		case !f.done:
			w.root.Remove(filepath.FromSlash(f.temp))
		case f.new:
			w.root.Remove(name)
		default:
			w.root.WriteFile(name, f.old, 0o644)
		}
	}
	remove(w.folder, w.root.Remove)
}

// before lists the files that the contract in the folder consists of, by what its first document refers to.
func (w *writer) before(first string) []string {
	list := []string{first}
	for i := 0; i < len(list); i++ {
		found, ok := w.references(list[i])
		if !ok {
			list = slices.Delete(list, i, i+1)
			i--
		}
		for _, p := range found {
			if !slices.Contains(list, p) && filepath.IsLocal(filepath.FromSlash(p)) {
				list = append(list, p)
			}
		}
	}
	return list
}

// references lists the files that a contract's file refers to; it is false for one that is not there or no contract.
func (w *writer) references(name string) (files []string, ok bool) {
	data, err := w.root.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return nil, false
	}
	text, failed := source.NewOriginal(name, data)
	if failed != nil {
		return nil, false
	}
	root := parser.ParseXML(text.File, &source.List{})
	if root == nil || extension(root) == "" {
		return nil, false
	}
	for _, r := range references(root) {
		if p := local(name, r.location); p != "" {
			files = append(files, p)
		}
	}
	return files, true
}
