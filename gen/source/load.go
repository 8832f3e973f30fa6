package source

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits bound what a Loader reads, so that a contract can't exhaust the machine.
type Limits struct {
	FileSize int64 // bytes of one file
	Total    int64 // bytes of all files
	Files    int   // number of files
	Depth    int   // references in a row from an input to a file
}

// DefaultLimits are far above what contracts need.
var DefaultLimits = Limits{FileSize: 64 << 20, Total: 256 << 20, Files: 10_000, Depth: 100}

// A Loader reads inputs and what they refer to. It reads files only and never opens a socket.
type Loader struct {
	Limits Limits
	Tree   Tree   // where files are read from
	dir    string // absolute; where inputs start from, and what displayed paths are relative to
	files  map[string]loaded
	total  int64
}

// loaded is a file that was read, and what was wrong with it.
type loaded struct {
	file   *File
	failed *Diagnostic
}

// NewLoader returns a Loader for inputs that are relative to a folder.
func NewLoader(dir string) (*Loader, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	return &Loader{Limits: DefaultLimits, Tree: Disk, dir: dir, files: map[string]loaded{}}, nil
}

// Files returns the files read so far, by path.
func (l *Loader) Files() []*File {
	out := make([]*File, 0, len(l.files))
	for _, f := range l.files {
		out = append(out, f.file)
	}
	slices.SortFunc(out, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// Open reads the file that ref names, once: a second reference to it returns the same File. With
// the zero Span ref is an input, a path relative to the Loader's folder. Else ref is a reference
// in the file of from, relative to that file, and from is where diagnostics point.
func (l *Loader) Open(ref string, from Span) (*File, *Diagnostic) {
	name, d := l.locate(ref, from)
	if d != nil {
		return nil, d
	}
	depth := 0
	if from.File != nil {
		depth = from.File.depth + 1
	}
	name = filepath.Clean(name)
	key, err := l.Tree.Resolve(name)
	if err != nil {
		return nil, l.unresolved(ref, name, from, err)
	}
	if old, ok := l.files[key]; ok {
		if old.failed != nil {
			return nil, old.failed
		}
		old.file.depth = min(old.file.depth, depth)
		return old.file, nil
	}
	if depth > l.Limits.Depth {
		return nil, limit(from, "%s is more than %d references away from the inputs", ref, l.Limits.Depth)
	}
	if len(l.files) >= l.Limits.Files {
		return nil, limit(from, "%s is file number %d; the limit is %d files", ref, len(l.files)+1, l.Limits.Files)
	}
	data, err := l.read(key)
	if err != nil {
		return nil, l.unresolved(ref, name, from, err)
	}
	f := &File{Path: l.display(name), Data: data, tree: l.Tree, name: name, depth: depth}
	failed := l.check(f, ref, from)
	l.files[key] = loaded{f, failed}
	if failed != nil {
		return nil, failed
	}
	return f, nil
}

// check holds a file that was just read against the limits and brings it into UTF-8.
func (l *Loader) check(f *File, ref string, from Span) *Diagnostic {
	if int64(len(f.Data)) > l.Limits.FileSize {
		return limit(from, "%s has more than %d bytes", ref, l.Limits.FileSize)
	}
	if l.total += int64(len(f.Data)); l.total > l.Limits.Total {
		return limit(from, "%s makes the inputs more than %d bytes", ref, l.Limits.Total)
	}
	var offset int
	var err error
	if f.Data, offset, err = toUTF8(f.Data); err != nil {
		return misread(f, offset, err)
	}
	return nil
}

// misread reports a character of a file that is not in the file's encoding.
func misread(f *File, offset int, err error) *Diagnostic {
	_, size := utf8.DecodeRune(f.Data[offset:])
	return &Diagnostic{Span: f.Span(offset, offset+size), ID: idEncoding, Message: err.Error()}
}

// Exists reports whether there is a file that ref names, relative to f. It reads nothing.
func (f *File) Exists(ref string) bool {
	name := filepath.FromSlash(ref)
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(f.name), name)
	}
	return isFile(f.tree, name)
}

// IsFile reports whether there is a file of that name, relative to the Loader's folder.
func (l *Loader) IsFile(name string) bool {
	if !filepath.IsAbs(name) {
		name = filepath.Join(l.dir, name)
	}
	return isFile(l.Tree, name)
}

// Beside reads the file that ref names, relative to f: one that is no part of the contract, as a recorded
// message. What is wrong with its bytes points into it; that it can't be read is the error.
func (f *File) Beside(ref string) (*File, *Diagnostic, error) {
	l := &Loader{Limits: DefaultLimits, Tree: f.tree, dir: filepath.Dir(f.name)}
	name := filepath.FromSlash(ref)
	if !filepath.IsAbs(name) {
		name = filepath.Join(l.dir, name)
	}
	data, err := l.read(name)
	if err != nil {
		return nil, nil, errors.New(reason(err))
	}
	g := &File{Path: path.Join(path.Dir(f.Path), filepath.ToSlash(ref)), Data: data, tree: f.tree, name: name}
	return g, l.check(g, ref, Span{}), nil
}

// scheme matches a URI scheme (RFC 3986, clause 3.1). One letter is a drive.
var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+:`)

// locate turns an input, or a reference in a document, into a file name.
func (l *Loader) locate(ref string, from Span) (string, *Diagnostic) {
	if from.File == nil && !strings.HasPrefix(ref, "http://") && !strings.HasPrefix(ref, "https://") {
		if filepath.IsAbs(ref) {
			return ref, nil
		}
		return filepath.Join(l.dir, ref), nil
	}
	if strings.HasPrefix(ref, "file:") {
		if u, err := url.Parse(ref); err == nil && u.Path != "" && (u.Host == "" || u.Host == "localhost") {
			return filepath.FromSlash(u.Path), nil
		}
	}
	if s := scheme.FindString(ref); s != "" || strings.HasPrefix(ref, "//") {
		return "", &Diagnostic{
			Span: from, ID: idRemoteImport,
			Message: ref + " is not a file; nothing is downloaded while generating",
			Hint:    "wsgen fetch downloads a contract with all that it imports",
		}
	}
	if before, _, ok := strings.Cut(ref, "#"); ok {
		ref = before
	}
	name := filepath.FromSlash(ref)
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(from.File.name), name)
	}
	if plain, err := url.PathUnescape(name); err == nil && plain != name {
		if _, err := l.Tree.Mode(name); errors.Is(err, fs.ErrNotExist) {
			return plain, nil
		}
	}
	return name, nil
}

// read reads a regular file, up to one byte more than the limit.
func (l *Loader) read(name string) ([]byte, error) {
	mode, err := l.Tree.Mode(name)
	if err != nil {
		return nil, err
	}
	if mode.IsDir() {
		return nil, errors.New("is a folder")
	}
	if !mode.IsRegular() {
		return nil, errors.New("is not a regular file")
	}
	return l.Tree.Read(name, l.Limits.FileSize+1)
}

// display is the name relative to the Loader's folder, with slashes.
func (l *Loader) display(name string) string {
	if rel, err := filepath.Rel(l.dir, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

func limit(from Span, format string, args ...any) *Diagnostic {
	return &Diagnostic{Span: from, ID: idLimit, Message: fmt.Sprintf(format, args...)}
}

func (l *Loader) unresolved(ref, name string, from Span, err error) *Diagnostic {
	d := &Diagnostic{Span: from, ID: idUnresolvedImport, Message: ref + ": " + reason(err)}
	if from.File == nil {
		d.ID = idUnreadableInput
		return d
	}
	if errors.Is(err, fs.ErrNotExist) {
		d.Message = "there is no file " + l.display(name)
		d.Hint = l.sibling(name)
	}
	return d
}

// reason is the error without the absolute path that the system puts in front.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// sibling looks for a file whose name differs in case alone, as contracts from Windows have them.
func (l *Loader) sibling(name string) string {
	names, err := l.Tree.Names(filepath.Dir(name))
	if err != nil {
		return ""
	}
	for _, n := range names {
		if strings.EqualFold(n, filepath.Base(name)) {
			return "the folder has " + n
		}
	}
	return ""
}
