package golden

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/inspect"
	"example.com/wsgen/gen/source"
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
		if !e.IsDir() || e.Name() == "diff" { // which holds pairs for internal/difftest
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
		if err := accept(dir, want, got, compiles); err != nil {
			t.Fatal(err)
		}
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
	split := ""
	if strings.HasPrefix(filepath.Base(dir), "split-") {
		split = gen.ByNamespace
	}
	result, diags := gen.Generate(gen.Config{
		Dir:    dir,
		Inputs: []string{input},
		Out:    "want/go",
		Mode:   gen.Import,
		// A case about it has methods Validate, and so has one about SOAP encoding, which adds to messages what no schema declares.
		Validate: strings.HasPrefix(filepath.Base(dir), "validate-") || strings.HasSuffix(filepath.Base(dir), "encoded"),
		// Likewise entry points for suites.
		Conformance: strings.HasPrefix(filepath.Base(dir), "conformance-"),
		// Likewise the flag --lax.
		Lax:     strings.HasPrefix(filepath.Base(dir), "lax-"),
		Runtime: gen.Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()},
		Split:   split,
	})
	if len(diags) > 0 {
		var b bytes.Buffer
		if err := diags.Print(&b); err != nil {
			t.Fatal(err)
		}
		files["errors.txt"] = b.String()
	}
	if diags.HasErrors() {
		defect := func(d source.Diagnostic) bool { return d.ID == "typecheck" || d.ID == "emit" }
		return files, !slices.ContainsFunc(diags, defect)
	}
	files["inspect.txt"] = inspected(dir, input, inspect.Text)
	files["inspect.json"] = inspected(dir, input, inspect.JSON)
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
	return files, true
}

// inspected prints the contracts as wsgen inspect does.
func inspected(dir, input string, print func(*contract.API) []byte) string {
	read, _ := gen.ReadContracts(gen.Config{Dir: dir, Inputs: []string{input}, Out: "want/go", Lax: strings.HasPrefix(filepath.Base(dir), "lax-")})
	var text bytes.Buffer
	for _, api := range read.APIs {
		text.Write(print(api))
	}
	return text.String()
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

// accept writes what a case gives. It writes nothing when the Go does not compile.
func accept(dir string, want, got map[string]string, compiles bool) error {
	if !compiles {
		return fmt.Errorf("%s: nothing is written: %s", dir, got["errors.txt"])
	}
	for name := range want {
		if _, stays := got[name]; !stays {
			if err := os.Remove(filepath.Join(dir, "want", filepath.FromSlash(name))); err != nil {
				return err
			}
		}
	}
	for name, data := range got {
		if want[name] == data {
			continue
		}
		file := filepath.Join(dir, "want", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
			return err
		}
	}
	return nil
}

func TestAccept(t *testing.T) {
	dir := t.TempDir()
	broken := map[string]string{"errors.txt": "does not compile [typecheck]"}
	if err := accept(dir, nil, broken, false); err == nil {
		t.Error("Go that does not compile is accepted")
	}
	if files := wanted(t, dir); len(files) > 0 {
		t.Errorf("written all the same: %v", files)
	}
	first := map[string]string{"inspect.txt": "a", "go/p/types.go": "package p"}
	if err := accept(dir, nil, first, true); err != nil {
		t.Fatal(err)
	}
	if err := accept(dir, wanted(t, dir), map[string]string{"inspect.txt": "b"}, true); err != nil {
		t.Fatal(err)
	}
	if files := wanted(t, dir); len(files) != 1 || files["inspect.txt"] != "b" {
		t.Errorf("files after the second update: %v", files)
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

// TestEveryRefusalHasACase: each id that the planning of names reports has a case that shows it.
// No contract has a transport but SOAP yet, so that its refusal can't be shown.
func TestEveryRefusalHasACase(t *testing.T) {
	shown := ""
	reports, err := filepath.Glob(filepath.Join(cases, "error-*", "want", "errors.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range reports {
		shown += read(t, name)
	}
	sources, err := filepath.Glob("../../gen/names/*.go")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	id := regexp.MustCompile(`"(unsupported-[a-z-]+|name-collision)"`)
	for _, name := range sources {
		for _, m := range id.FindAllStringSubmatch(read(t, name), -1) {
			if m[1] != "unsupported-transport" && !strings.Contains(shown, "["+m[1]+"]") {
				t.Errorf("no case shows %s", m[1])
			}
		}
	}
}
