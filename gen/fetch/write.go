package fetch

import (
	"bytes"
	"errors"
	"fmt"
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

// A Target is a folder and the set that it is to hold.
type Target struct {
	Dir string
	Set *Set
}

// Write brings folders to their sets and returns what that changed in each. Everything is written beside its target before the
// first target is touched, and what was touched is put back when a later one can't be; nothing is written outside of the
// folders, whatever links they hold. A file that several sets have is a change of the first. A file in the way that the contract
// in the folder did not consist of before is an [*ExistsError].
func Write(list ...Target) ([][]Change, error) {
	var all []*writer
	changes, err := write(list, &all)
	for _, w := range slices.Backward(all) {
		w.end(err != nil)
	}
	return changes, err
}

func write(list []Target, all *[]*writer) (changes [][]Change, err error) {
	shared := map[string]bool{}
	for _, t := range list {
		w, err := open(t.Dir, shared)
		if err != nil {
			return nil, err
		}
		*all = append(*all, w)
		found, err := w.stage(t.Set)
		if err != nil {
			return nil, err
		}
		changes = append(changes, found)
	}
	for _, w := range *all {
		if err := w.commit(); err != nil {
			return nil, err
		}
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
	dir    string
	root   *os.Root
	made   []string // the folder and those above it that were not there
	files  []*staged
	folder []string        // made for the files
	shared map[string]bool // the names of what all writers have staged
}

// A staged file is written beside its target.
type staged struct {
	path, temp string
	old        []byte
	new        bool // there was no file
	done       bool // the target is the new file
}

// open makes a folder where it is not there.
func open(dir string, shared map[string]bool) (*writer, error) {
	made, err := mkdir(dir, os.Mkdir)
	if err == nil {
		var root *os.Root
		if root, err = os.OpenRoot(dir); err == nil {
			return &writer{dir: dir, root: root, made: made, shared: shared}, nil
		}
	}
	remove(made, os.Remove)
	return nil, err
}

// name is the name of a file from where that of the folder starts.
func (w *writer) name(path string) string { return filepath.Join(w.dir, filepath.FromSlash(path)) }

func (w *writer) stage(s *Set) (changes []Change, err error) {
	before := w.before(s.Documents[0].Path)
	for _, d := range s.Documents {
		if w.shared[w.name(d.Path)] {
			continue
		}
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
			return nil, &ExistsError{filepath.ToSlash(w.name(d.Path))}
		}
		if err := w.write(f, d.Data); err != nil {
			return nil, err
		}
		w.shared[w.name(d.Path)] = true
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
	err = w.root.WriteFile(temp, data, 0o644)
	if place, ok := errors.AsType[*fs.PathError](err); ok { // which names a file that stands for this one
		err = fmt.Errorf("%s can't be written: %w", filepath.ToSlash(w.name(f.path)), place.Err)
	}
	return err
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

// end closes the folder, as it was before if anything failed.
func (w *writer) end(failed bool) {
	if failed {
		w.undo()
	}
	w.root.Close()
	if failed {
		remove(w.made, os.Remove)
	}
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
	root := parser.ParseContract(text.File, &source.List{})
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
