package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/source"
)

// lockedSides are the inputs as wsgen.lock knows them, from git's history, and the working tree.
func lockedSides() (old, new *side, err error) {
	if _, err := os.Stat(gen.ProjectName); err != nil {
		return nil, nil, fmt.Errorf("diff: there is no %s here: name OLD and NEW", gen.ProjectName)
	}
	if new, err = pathSide("", "."); err != nil {
		return nil, nil, err
	}
	inputs, err := lockedInputs()
	if err != nil {
		return nil, nil, err
	}
	if stale, err := inputs.differ(); err != nil || !stale {
		return new, new, err
	}
	r, err := inputs.find()
	if err != nil {
		return nil, nil, err
	}
	temp, err := r.extract()
	if err != nil {
		return &side{temp: temp}, new, err
	}
	if old, err = pathSide(temp, path.Clean(r.prefix)); err != nil {
		return &side{temp: temp}, new, err
	}
	old.temp, old.shown = temp, "git:"+r.hash[:12]+":"+old.shown
	return old, new, nil
}

// A locked is the inputs of the lock in the current folder, with the hashes that they have in it.
type locked map[string]string

func lockedInputs() (locked, error) {
	loader, err := source.NewLoader("")
	if err != nil {
		return nil, err
	}
	file, d := loader.Open(gen.LockName, source.Span{})
	if d != nil {
		return nil, fmt.Errorf("diff: %s: name OLD and NEW", d.Message)
	}
	l, list := lock.Parse(file)
	if list.HasErrors() {
		return nil, fmt.Errorf("diff: %s", list[0])
	}
	inputs := locked{}
	for _, name := range l.Inputs() {
		inputs[name], _ = l.Input(name)
	}
	return inputs, nil
}

// differ reports whether an input in the working tree is not what the lock says.
func (in locked) differ() (bool, error) {
	for name, want := range in {
		got, err := hashFile(filepath.FromSlash(name), name)
		if err != nil && !errors.Is(err, errNoFile) {
			return false, err
		}
		if got != want {
			return true, nil
		}
	}
	return false, nil
}

var errNoFile = errors.New("can't be read")

// hashFile returns the hash that the lock would have of a file that it calls input.
func hashFile(name, input string) (string, error) {
	loader, err := source.NewLoader("")
	if err != nil {
		return "", err
	}
	f, d := loader.Open(name, source.Span{})
	if d != nil {
		return "", errNoFile
	}
	return gen.InputHash(input, f), nil
}

// find returns the newest commit whose inputs all are what the lock says.
func (in locked) find() (*revision, error) {
	head, err := openRevision("HEAD")
	if err != nil {
		return nil, fmt.Errorf("diff: %w; name OLD and NEW", err)
	}
	args := []string{"log", "--format=%H", "--", gen.LockName}
	for name := range in {
		args = append(args, filepath.FromSlash(name))
	}
	commits, err := git(args...)
	if err != nil {
		return nil, err
	}
	hashes := blobHashes{top: head.top, known: map[blobInput]string{}}
	for commit := range strings.FieldsSeq(commits) {
		r := &revision{head.top, head.prefix, commit}
		if same, err := in.stands(r, &hashes); same || err != nil {
			return r, err
		}
	}
	return nil, fmt.Errorf("diff: no revision in git's history has the inputs that %s was written from: name OLD and NEW", gen.LockName)
}

// stands reports whether a revision has all inputs as the lock says.
func (in locked) stands(r *revision, hashes *blobHashes) (bool, error) {
	list, err := r.blobs()
	if err != nil {
		return false, err
	}
	byPath := map[string]blob{}
	for _, b := range list {
		byPath[b.path] = b
	}
	for name, want := range in {
		b, ok := byPath[path.Join(r.prefix, name)]
		if !ok {
			return false, nil
		}
		if got, err := hashes.of(b, name); got != want || err != nil {
			return false, err
		}
	}
	return true, nil
}

// blobHashes are the hashes that the lock would have of blobs, which revisions share.
type blobHashes struct {
	top   string
	known map[blobInput]string
}

// A blobInput is a blob that the lock calls by a name.
type blobInput struct{ id, name string }

func (h *blobHashes) of(b blob, input string) (string, error) {
	key := blobInput{b.id, input}
	if hash, ok := h.known[key]; ok {
		return hash, nil
	}
	err := readBlobs(h.top, []blob{b}, func(_ blob, data io.Reader) error {
		dir, err := os.MkdirTemp("", "wsgen-diff-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		name := filepath.Join(dir, "blob")
		if err := writeFile(name, data); err != nil {
			return err
		}
		h.known[key], err = hashFile(name, input)
		if errors.Is(err, errNoFile) { // no text: no input
			return nil
		}
		return err
	})
	return h.known[key], err
}
