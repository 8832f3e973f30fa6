package golden

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/inspect"
	"example.com/wsgen/runtime"
)

var update = flag.Bool("update", false, "rewrite what the cases want; a case that does not compile is left as it is")

const cases = "../../golden"

func TestCases(t *testing.T) {
	entries, err := os.ReadDir(cases)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		t.Run(e.Name(), func(t *testing.T) {
			t.Parallel()
			testCase(t, filepath.Join(cases, e.Name()))
		})
	}
}

// testCase compares what a case gives with what it wants. The pipeline type-checks its output, so
// that a case with Go that does not compile has errors, and those are no ground for an update of
// a case that wants Go.
func testCase(t *testing.T, dir string) {
	got, compiles := run(t, dir)
	want := wanted(t, dir)
	if *update {
		if !compiles {
			t.Fatalf("nothing is written: %s", got["errors.txt"])
		}
		rewrite(t, dir, want, got)
		return
	}
	for _, name := range unionKeys(want, got) {
		if d := Diff(filepath.Join(dir, "want", name), want[name], got[name]); d != "" {
			t.Errorf("%s\nto accept it: go test ./internal/golden -run '%s' -update", d, t.Name())
		}
	}
}

// run generates a case in memory and returns the files of its folder want.
func run(t *testing.T, dir string) (files map[string]string, compiles bool) {
	t.Helper()
	input := inputOf(t, dir)
	files = map[string]string{}
	result, diags := gen.Generate(gen.Config{
		Dir:     dir,
		Inputs:  []string{input},
		Out:     "want/go",
		Mode:    gen.Import,
		Runtime: gen.Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()},
	})
	if len(diags) > 0 {
		var b bytes.Buffer
		if err := diags.Print(&b); err != nil {
			t.Fatal(err)
		}
		files["errors.txt"] = b.String()
	}
	if diags.HasErrors() {
		for _, d := range diags {
			if d.ID == "typecheck" || d.ID == "emit" {
				return files, false
			}
		}
		return files, true
	}
	out, err := filepath.Abs(filepath.Join(dir, "want"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Files {
		rel, err := filepath.Rel(out, filepath.Join(result.Root, f.Path))
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.ToSlash(rel)] = string(f.Data)
	}
	apis, _ := gen.Load(dir, []string{input})
	var text bytes.Buffer
	for _, api := range apis {
		text.Write(inspect.Text(api))
	}
	files["inspect.txt"] = text.String()
	return files, true
}

func inputOf(t *testing.T, dir string) string {
	t.Helper()
	for _, name := range []string{"wsgen.yaml", "spec.yaml", "in.wsdl", "in.xsd"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return name
		}
	}
	t.Fatalf("%s has no input", dir)
	return ""
}

// wanted reads the folder want of a case.
func wanted(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	root := filepath.Join(dir, "want")
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return fs.SkipDir
		}
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func unionKeys(a, b map[string]string) []string {
	var list []string
	for name := range a {
		list = append(list, name)
	}
	for name := range b {
		if _, both := a[name]; !both {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

func rewrite(t *testing.T, dir string, want, got map[string]string) {
	t.Helper()
	for name := range want {
		if _, stays := got[name]; !stays {
			if err := os.Remove(filepath.Join(dir, "want", name)); err != nil {
				t.Error(err)
			}
		}
	}
	for name, data := range got {
		if want[name] == data {
			continue
		}
		file := filepath.Join(dir, "want", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestErrorCasesFail(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(cases, "error-*"))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no error cases: %v", err)
	}
	for _, dir := range dirs {
		if _, err := os.Stat(filepath.Join(dir, "want", "go")); err == nil {
			t.Errorf("%s generates Go", dir)
		}
	}
}

func TestDiff(t *testing.T) {
	got := Diff("f", "a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nX\nf\n")
	want := "--- f\n+++ generated\n@@\n b\n c\n d\n-e\n+X\n f\n \n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if Diff("f", "same", "same") != "" {
		t.Error("equal texts differ")
	}
	if !strings.Contains(Diff("f", "", "new"), "+new") {
		t.Error("new text is not shown")
	}
}
