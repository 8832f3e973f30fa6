package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os/exec"
	"strconv"
	"strings"
)

// objects reads a repository's objects with one git command, which ends with this process at the latest.
type objects struct {
	ask     io.WriteCloser
	answers *bufio.Reader
	wait    func() error
	folders map[string][]entry // that were read, by id
}

// An entry is what a folder of a commit holds.
type entry struct {
	name string
	mode fs.FileMode
	id   string
}

func openObjects(top string) (*objects, error) {
	cmd := exec.Command("git", "-C", top, "cat-file", "--batch")
	ask, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	answers, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &objects{ask, bufio.NewReader(answers), cmd.Wait, map[string][]entry{}}, cmd.Start()
}

func (o *objects) close() {
	o.ask.Close()
	o.wait() // what it was asked for has come
}

// An object is what git answers.
type object struct {
	id, kind string
	data     []byte
}

// read returns an object with its content up to a number of bytes.
func (o *objects) read(name string, limit int64) (*object, error) {
	if _, err := fmt.Fprintln(o.ask, name); err != nil {
		return nil, err
	}
	head, err := o.answers.ReadString('\n')
	if err != nil {
		return nil, err
	}
	words := strings.Fields(head)
	if len(words) != 3 {
		return nil, fmt.Errorf("git cat-file: %s", strings.TrimSpace(head)) // such as "… missing"
	}
	size, err := strconv.ParseInt(words[2], 10, 64)
	if err != nil {
		return nil, err
	}
	found := &object{id: words[0], kind: words[1]}
	if found.data, err = io.ReadAll(io.LimitReader(o.answers, min(size, limit))); err != nil {
		return nil, err
	}
	_, err = io.CopyN(io.Discard, o.answers, size-int64(len(found.data))+1) // the rest, and a line end
	return found, err
}

// folder lists a folder.
func (o *objects) folder(name string) ([]entry, error) {
	if list, ok := o.folders[name]; ok {
		return list, nil
	}
	found, err := o.read(name, math.MaxInt64)
	if err != nil {
		return nil, err
	}
	list, err := found.entries()
	o.folders[name] = list
	return list, err
}

// entries reads the object of a folder: of each entry the mode in octal digits, a space, the name, a zero and the id in binary.
func (o *object) entries() (list []entry, err error) {
	width := len(o.id) / 2
	for rest := o.data; len(rest) > 0; {
		head, tail, ok := bytes.Cut(rest, []byte{0})
		mode, name, spaced := strings.Cut(string(head), " ")
		if o.kind != "tree" || !ok || !spaced || len(tail) < width {
			return nil, errors.New("git cat-file: " + o.id + " is no folder")
		}
		list = append(list, entry{name, modeOf(mode), hex.EncodeToString(tail[:width])})
		rest = tail[width:]
	}
	return list, nil
}

// modeOf tells folders and files from links and submodules.
func modeOf(octal string) fs.FileMode {
	switch {
	case octal == "40000":
		return fs.ModeDir
	case strings.HasPrefix(octal, "100"):
		return 0
	}
	return fs.ModeIrregular
}
