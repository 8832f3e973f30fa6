package gen

import (
	"fmt"

	"golang.org/x/mod/semver"
)

// Version names what this generator makes of its inputs. It is raised when the output changes, and stands in the lock
// alone: in generated files it would change all of them at once. A test of internal/golden compares the output with that of its tag.
const Version = "v0.1.0"

// A Cause is something that the lock and this run see differently, so that files can be stale that nobody has touched.
type Cause struct {
	ID      string // stable: input-changed, input-added, input-removed or generator-version
	Path    string // relative to the caller's folder, slash-separated: the input, or the lock where there is none
	Line    int    // the fact in the lock, where Path is the lock; else 0
	Message string
}

// Causes returns the inputs that differ from those that the lock was written from, by path, and the generator where
// another version wrote it. Without a lock there are none.
func (r *Result) Causes() []Cause {
	var causes []Cause
	add := func(id, path string, line int, format string, args ...any) {
		causes = append(causes, Cause{id, path, line, fmt.Sprintf(format, args...)})
	}
	before := r.Before.Inputs()
	if len(before) == 0 {
		return nil
	}
	if was, _ := r.Before.Generator(); was == "" {
		add("generator-version", r.Display(LockName), 1, "%s does not say which wsgen wrote it, this is %s", LockName, Version)
	} else if was != Version {
		add("generator-version", r.Display(LockName), r.Before.Line("generator"), "%s was written by wsgen %s, this is %s", LockName, was, Version)
	}
	for _, name := range r.Lock.Inputs() {
		hash, _ := r.Lock.Input(name)
		switch was, ok := r.Before.Input(name); {
		case !ok:
			add("input-added", r.read[name], 0, "input is new since %s was written: %s", LockName, r.read[name])
		case was != hash:
			add("input-changed", r.read[name], 0, "input changed since %s was written: %s", LockName, r.read[name])
		}
	}
	for _, name := range before {
		if _, ok := r.Lock.Input(name); !ok {
			add("input-removed", r.Display(LockName), r.Before.Line("input", name), "input of %s is not read any more: %s", LockName, name)
		}
	}
	return causes
}

// Downgrade is the error of writing what a newer generator has written: it may leave out what that one made.
func (r *Result) Downgrade() error {
	was, _ := r.Before.Generator()
	if semver.Compare(was, Version) <= 0 {
		return nil
	}
	return fmt.Errorf("%s was written by wsgen %s, this is %s, which is older; run the newer one, or delete the line %q of the lock to go back",
		r.Display(LockName), was, Version, "generator "+was)
}
