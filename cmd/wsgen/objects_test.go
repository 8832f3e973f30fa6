package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRevision reads what a commit had while the working tree has something else.
func TestRevision(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("GIT IS NOT INSTALLED, so that no revision is read")
	}
	t.Chdir(t.TempDir())
	run := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run("init", "-q", ".")
	write("a b/c.xsd", "old\nlines\n")
	write("a.xsd", "")
	run("add", "-A")
	run("-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "-q", "-m", "old")
	write("a b/c.xsd", "new")

	r, err := openRevision("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	defer r.objects.close()
	for _, c := range []struct {
		name  string
		limit int64
		want  string
	}{
		{"a b/c.xsd", 100, "old\nlines\n"},
		{"a b/c.xsd", 3, "old"},
		{"a.xsd", 100, ""},
		{"a b/c.xsd", 100, "old\nlines\n"},
	} {
		data, err := r.Read(filepath.Join(r.top, filepath.FromSlash(c.name)), c.limit)
		if err != nil || string(data) != c.want {
			t.Errorf("read %s up to %d: %q, %v, want %q", c.name, c.limit, data, err, c.want)
		}
	}
	if names, err := r.Names(r.top); err != nil || !cmp.Equal(names, []string{"a b", "a.xsd"}) {
		t.Errorf("names: %q, %v", names, err)
	}
	for _, name := range []string{"none", "a.xsd/b", "a b/none", "../a.xsd"} {
		if _, err := r.Mode(filepath.Join(r.top, name)); !os.IsNotExist(err) {
			t.Errorf("%s: %v, want %v", name, err, fs.ErrNotExist)
		}
	}
}
