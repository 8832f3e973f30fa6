package gen

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"sync"
)

// typecheck compiles packages in memory as far as types go: generated files by import path
// against the runtime's own sources and the standard library. Nothing is read from the
// consumer's module, so it works before a first go get and without a network. The error joins
// all that was found.
func typecheck(positions *token.FileSet, packages map[string][]File, runtime Runtime, runtimePath string) error {
	c := &checker{
		fset:    positions,
		parsed:  map[string][]*ast.File{},
		trusted: map[string]bool{},
		done:    map[string]*types.Package{},
	}
	var paths []string
	for p, files := range packages {
		paths = append(paths, p)
		for _, f := range files {
			if f.syntax != nil {
				c.parsed[p] = append(c.parsed[p], f.syntax)
			} else if err := c.parse(p, f.Path, f.Data); err != nil {
				return err
			}
		}
	}
	if err := c.parseRuntime(runtime, runtimePath); err != nil {
		return err
	}
	if err := c.loadStd(); err != nil {
		return err
	}
	slices.Sort(paths)
	for _, p := range paths {
		if _, err := c.Import(p); err != nil {
			return err
		}
	}
	return errors.Join(c.errs...)
}

// A checker is the importer of an in-memory check.
type checker struct {
	fset    *token.FileSet
	parsed  map[string][]*ast.File
	trusted map[string]bool // packages of the runtime: declarations alone are checked
	done    map[string]*types.Package
	std     types.Importer
	errs    []error
}

func (c *checker) parse(pkg, name string, data []byte) error {
	f, err := parser.ParseFile(c.fset, name, data, parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("generated code does not parse: %w", err)
	}
	c.parsed[pkg] = append(c.parsed[pkg], f)
	return nil
}

// parseRuntime parses the runtime packages that the files parsed so far need.
func (c *checker) parseRuntime(r Runtime, at string) error {
	for queue := c.imports(); len(queue) > 0; queue = c.imports() {
		found := false
		for _, p := range queue {
			pkg, ok := strings.CutPrefix(p, at+"/")
			if !ok || c.parsed[p] != nil {
				continue
			}
			found = true
			names, err := r.sourceFiles(pkg)
			if err != nil {
				return fmt.Errorf("generated code imports %s: %w", p, err)
			}
			c.trusted[p] = true
			for _, name := range names {
				data, _, err := r.rewrite(name, at)
				if err != nil {
					return err
				}
				if err := c.parse(p, path.Join(at, name), data); err != nil {
					return err
				}
			}
		}
		if !found {
			return nil
		}
	}
	return nil
}

// imports returns every import path that the parsed files name, sorted.
func (c *checker) imports() []string {
	var all []string
	for _, files := range c.parsed {
		for _, f := range files {
			for _, spec := range f.Imports {
				all = append(all, importPath(spec))
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// loadStd finds the export data of the standard packages that are needed. They come from the go
// command, whose build cache has them once anything was built.
func (c *checker) loadStd() error {
	var std []string
	for _, p := range c.imports() {
		if c.parsed[p] == nil && p != "unsafe" {
			std = append(std, p)
		}
	}
	exports, err := stdExports(std)
	if err != nil {
		return err
	}
	c.std = importer.ForCompiler(c.fset, "gc", func(p string) (io.ReadCloser, error) {
		name, ok := exports[p]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return os.Open(name)
	})
	return nil
}

// known are the files of export data that the go command named: it takes longer to ask than all else takes with a small
// contract, and a process may generate many.
var known = struct {
	sync.Mutex
	files map[string]string // by import path
}{files: map[string]string{}}

// stdExports returns the files of export data of packages, and of those that were known before.
func stdExports(std []string) (map[string]string, error) {
	known.Lock()
	defer known.Unlock()
	missing := slices.DeleteFunc(slices.Clone(std), func(p string) bool { return known.files[p] != "" })
	if len(missing) > 0 {
		found, err := listExports(missing)
		if err != nil {
			return nil, err
		}
		maps.Copy(known.files, found)
	}
	return maps.Clone(known.files), nil
}

// listExports asks the go command for export data. The folder for temporary files, -mod and GOWORK keep go.mod, vendor
// folders and go.work of the place where wsgen runs out of it; the caller's flags stay, but for those of modules, so that
// what was built with them is found and not built again. GO111MODULE=on has it look up in an index what the packages
// import; without, it reads all their files.
func listExports(std []string) (map[string]string, error) {
	exports := map[string]string{}
	cmd := exec.Command("go", append([]string{"list", "-mod=readonly", "-export", "-f", "{{.ImportPath}}\t{{.Export}}"}, std...)...)
	cmd.Dir = os.TempDir()
	flags := slices.DeleteFunc(strings.Fields(os.Getenv("GOFLAGS")), func(f string) bool {
		return strings.HasPrefix(strings.TrimLeft(f, `'"-`), "mod")
	})
	cmd.Env = append(os.Environ(), "GO111MODULE=on", "GOWORK=off", "GOFLAGS="+strings.Join(flags, " "))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list -export, to type-check the output: %w\n%s", err, bytes.TrimSpace(stderr.Bytes()))
	}
	for line := range strings.Lines(string(out)) {
		p, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		exports[p] = file
	}
	return exports, nil
}

// Import checks the package p, or returns it when that was done.
func (c *checker) Import(p string) (*types.Package, error) {
	if p == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg, ok := c.done[p]; ok {
		if pkg == nil {
			return nil, fmt.Errorf("%s: import cycle", p)
		}
		return pkg, nil
	}
	files := c.parsed[p]
	if files == nil {
		return c.std.Import(p)
	}
	c.done[p] = nil
	conf := types.Config{
		Importer:         c,
		IgnoreFuncBodies: c.trusted[p],
		Error:            func(err error) { c.errs = append(c.errs, err) },
	}
	pkg, _ := conf.Check(p, c.fset, files, nil) // the error is the first of errs
	c.done[p] = pkg
	return pkg, nil
}
