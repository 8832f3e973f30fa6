package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"example.com/wsgen/gen/source"
)

// A revision is a commit of the repository around the current folder.
type revision struct {
	top, prefix string // the repository's folder, and the current one below it
	hash        string
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
	return &revision{top, prefix, strings.TrimSpace(hash)}, nil
}

// name is a path from the top of the repository. As for git, one that starts with a dot starts from the current folder.
func (r *revision) name(p string) (string, error) {
	if p == "." || p == ".." || strings.HasPrefix(p, "./") || strings.HasPrefix(p, "../") {
		p = path.Join(r.prefix, p)
	}
	if p = path.Clean(p); p != "." && !filepath.IsLocal(p) {
		return "", errors.New("the path leads out of the repository")
	}
	return p, nil
}

// A blob is a file of a revision.
type blob struct {
	id, path string
	size     int64
}

// blobs lists the files of the revision, those that are too large for contracts aside.
func (r *revision) blobs() (list []blob, err error) {
	out, err := git("-C", r.top, "ls-tree", "-r", "-l", "-z", r.hash)
	if err != nil {
		return nil, err
	}
	for entry := range strings.SplitSeq(out, "\x00") {
		meta, name, ok := strings.Cut(entry, "\t")
		words := strings.Fields(meta)
		if !ok || len(words) != 4 || !strings.HasPrefix(words[0], "100") { // neither link nor submodule
			continue
		}
		size, err := strconv.ParseInt(words[3], 10, 64)
		if err == nil && size <= source.DefaultLimits.FileSize && filepath.IsLocal(filepath.FromSlash(name)) {
			list = append(list, blob{words[2], name, size})
		}
	}
	return list, nil
}

// extract writes the files of the revision to a new folder, so that imports find what the revision had.
func (r *revision) extract() (dir string, err error) {
	list, err := r.blobs()
	if err != nil {
		return "", err
	}
	if dir, err = os.MkdirTemp("", "wsgen-diff-"); err != nil {
		return "", err
	}
	return dir, readBlobs(r.top, list, func(b blob, data io.Reader) error {
		return writeFile(filepath.Join(dir, filepath.FromSlash(b.path)), data)
	})
}

func writeFile(name string, data io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, data)
	return errors.Join(err, f.Close())
}

// readBlobs hands over the content of blobs, as they are in the repository: one git command for all.
func readBlobs(top string, list []blob, each func(blob, io.Reader) error) error {
	var ids strings.Builder
	for _, b := range list {
		ids.WriteString(b.id + "\n")
	}
	cmd := exec.Command("git", "-C", top, "cat-file", "--batch")
	cmd.Stdin = strings.NewReader(ids.String())
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	r := bufio.NewReader(out)
	for _, b := range list {
		if err = readBlob(r, b, each); err != nil {
			break
		}
	}
	if err != nil {
		err = errors.Join(err, cmd.Process.Kill())
	}
	return errors.Join(err, cmd.Wait())
}

// readBlob reads a line with id, type and size, that many bytes and a line end.
func readBlob(r *bufio.Reader, b blob, each func(blob, io.Reader) error) error {
	if _, err := r.ReadString('\n'); err != nil {
		return err
	}
	data := io.LimitReader(r, b.size)
	if err := each(b, data); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, data); err != nil {
		return err
	}
	_, err := r.ReadByte()
	return err
}
