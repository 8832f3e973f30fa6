package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A revision is a commit of the repository around the current folder. It is the [source.Tree] that stands in the place of the
// repository's folder: what is read is read from git, and nothing is written anywhere. Links lead nowhere.
type revision struct {
	top, prefix string // the repository's folder, and the current one below it
	hash        string
	objects     *objects
}

// git runs a git command and returns what it prints.
func git(args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return "", errors.New("there is no git command, which reads revisions")
	}
	if err != nil {
		return "", fmt.Errorf("git %s: %s", args[0], strings.TrimSpace(stderr.String()))
	}
	return string(out), nil
}

// openRevision finds a commit by any name that git knows it by.
func openRevision(name string) (*revision, error) {
	where, err := git("rev-parse", "--show-toplevel", "--show-prefix")
	if err != nil {
		return nil, err
	}
	top, prefix, _ := strings.Cut(strings.TrimSuffix(where, "\n"), "\n")
	hash, err := git("rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("git knows no revision %q", name)
	}
	o, err := openObjects(top)
	return &revision{filepath.FromSlash(top), prefix, strings.TrimSpace(hash), o}, err
}

// at is another commit of the same repository.
func (r *revision) at(hash string) *revision { return &revision{r.top, r.prefix, hash, r.objects} }

// name is a path from the top of the repository, which is the empty one. As for git, one that starts with a dot starts from the
// current folder.
func (r *revision) name(p string) (string, error) {
	if p == "." || p == ".." || strings.HasPrefix(p, "./") || strings.HasPrefix(p, "../") {
		p = path.Join(r.prefix, p)
	}
	if p = path.Clean(p); !filepath.IsLocal(filepath.FromSlash(p)) {
		return "", errors.New("the path leads out of the repository")
	}
	return p, nil
}

// entry finds what the commit has by a name.
func (r *revision) entry(name string) (entry, error) {
	missing := &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	rel, err := filepath.Rel(r.top, name)
	if err != nil || !filepath.IsLocal(rel) {
		return entry{}, missing
	}
	at := entry{mode: fs.ModeDir, id: r.hash + "^{tree}"}
	if rel == "." {
		return at, nil
	}
	for part := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
		if !at.mode.IsDir() {
			return entry{}, missing
		}
		list, err := r.objects.folder(at.id)
		if err != nil {
			return entry{}, err
		}
		i := slices.IndexFunc(list, func(e entry) bool { return e.name == part })
		if i < 0 {
			return entry{}, missing
		}
		at = list[i]
	}
	return at, nil
}

// Resolve implements [source.Tree].
func (r *revision) Resolve(name string) (string, error) {
	_, err := r.entry(name)
	return name, err
}

// Mode implements [source.Tree].
func (r *revision) Mode(name string) (fs.FileMode, error) {
	e, err := r.entry(name)
	return e.mode, err
}

// Names implements [source.Tree].
func (r *revision) Names(folder string) (names []string, err error) {
	e, err := r.entry(folder)
	if err != nil {
		return nil, err
	}
	list, err := r.objects.folder(e.id)
	for _, e := range list {
		names = append(names, e.name)
	}
	slices.Sort(names)
	return names, err
}

// Read implements [source.Tree].
func (r *revision) Read(name string, limit int64) ([]byte, error) {
	e, err := r.entry(name)
	if err != nil {
		return nil, err
	}
	found, err := r.objects.read(e.id, limit)
	if err != nil {
		return nil, err
	}
	return found.data, nil
}
