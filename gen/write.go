package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write brings the disk to the result and returns what it changed. Every new file is written in
// full beside its target before the first target is touched, so that a full disk or a folder that
// can't be written leaves everything as it was. The lock comes last.
func (r *Result) Write() ([]Change, error) {
	changes, err := r.Changes()
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	s := &stage{}
	for _, c := range changes {
		if c.Kind == Removed {
			continue
		}
		if err := s.add(r.name(c.Path), c.data); err != nil {
			s.undo()
			return nil, err
		}
	}
	if err := s.commit(); err != nil {
		return nil, err
	}
	for _, c := range changes {
		if c.Kind == Removed {
			if err := r.remove(r.name(c.Path)); err != nil {
				return nil, err
			}
		}
	}
	return changes, nil
}

// remove deletes a file and the folders that it leaves empty.
func (r *Result) remove(name string) error {
	if err := os.Remove(name); err != nil {
		return err
	}
	for dir := filepath.Dir(name); len(dir) > len(r.Module.Dir); dir = filepath.Dir(dir) {
		if os.Remove(dir) != nil {
			break // not empty
		}
	}
	return nil
}

// A stage is a set of files written beside their targets.
type stage struct {
	temps, targets []string
	dirs           []string // made for this, outermost first
}

func (s *stage) add(target string, data []byte) error {
	dir := filepath.Dir(target)
	if err := s.mkdir(dir); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".wsgen-*")
	if err != nil {
		return unwritable(target, err)
	}
	s.temps = append(s.temps, f.Name())
	s.targets = append(s.targets, target)
	_, err = f.Write(data)
	return errors.Join(err, f.Chmod(0o644), f.Close())
}

// unwritable names the file that can't be written, where the error names one that stands for it.
func unwritable(target string, err error) error {
	if place, ok := errors.AsType[*fs.PathError](err); ok {
		err = place.Err
	}
	return fmt.Errorf("%s can't be written: %w", target, err)
}

func (s *stage) mkdir(dir string) error {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		return fmt.Errorf("%s: in the way and not a folder", dir)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.mkdir(filepath.Dir(dir)); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	s.dirs = append(s.dirs, dir)
	return nil
}

// undo removes what was staged. What can't be removed is left: the error that led here is told.
func (s *stage) undo() {
	for _, t := range s.temps {
		os.Remove(t)
	}
	for i := len(s.dirs) - 1; i >= 0; i-- {
		os.Remove(s.dirs[i])
	}
}

func (s *stage) commit() error {
	for i, t := range s.temps {
		if err := os.Rename(t, s.targets[i]); err != nil {
			s.temps = s.temps[i:]
			s.undo()
			return err
		}
	}
	return nil
}
