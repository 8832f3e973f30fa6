package main

import (
	"errors"
	"fmt"
	"io/fs"
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
	if new, err = openSide("."); err != nil {
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
	old = &side{revision: r, dir: r.top}
	err = old.locate(path.Clean(r.prefix))
	old.shown = "git:" + r.hash[:12] + ":" + old.shown
	return old, new, err
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
		return nil, fmt.Errorf("diff: there is no %s here, which wsgen generate writes: name OLD and NEW", gen.LockName)
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
		got, err := hashFile(source.Disk, filepath.FromSlash(name), name)
		if got != want || err != nil {
			return true, err
		}
	}
	return false, nil
}

// hashFile returns the hash that the lock would have of a file that it calls input; none for one that is not there or no text.
func hashFile(tree source.Tree, name, input string) (string, error) {
	loader, err := source.NewLoader("")
	if err != nil {
		return "", err
	}
	loader.Tree = tree
	f, d := loader.Open(name, source.Span{})
	if d != nil {
		return "", nil
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
	known := map[blobInput]string{}
	for commit := range strings.FieldsSeq(commits) {
		r := head.at(commit)
		if same, err := in.stands(r, known); same || err != nil {
			return r, err
		}
	}
	where := "git's history"
	if shallow, err := git("rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(shallow) == "true" {
		where = "this clone, which is shallow (git fetch --unshallow, or fetch-depth: 0 in a workflow),"
	}
	return nil, fmt.Errorf("diff: no revision in %s has the inputs that %s was written from: name OLD and NEW", where, gen.LockName)
}

// A blobInput is a file's content by its id that the lock calls by a name.
type blobInput struct{ id, name string }

// stands reports whether a revision has all inputs as the lock says. What it finds of a content is known from then on.
func (in locked) stands(r *revision, known map[blobInput]string) (bool, error) {
	for name, want := range in {
		full := filepath.Join(r.top, filepath.FromSlash(r.prefix), filepath.FromSlash(name))
		e, err := r.entry(full)
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		key := blobInput{e.id, name}
		if _, ok := known[key]; !ok {
			if known[key], err = hashFile(r, full, name); err != nil {
				return false, err
			}
		}
		if known[key] != want {
			return false, nil
		}
	}
	return true, nil
}
