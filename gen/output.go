package gen

import (
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/emit"
	"example.com/wsgen/gen/inspect"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
)

// emit makes all files of a run, the runtime's copy included, and the lock that goes with them.
func (l *layout) emit(table *names.Table, r Runtime) (*Result, error) {
	imports := map[*contract.API]string{}
	for _, p := range l.packages {
		imports[p.api] = p.importPath
	}
	out := &Result{Root: l.job.root, Module: l.module, Lock: new(lock.Lock), Before: l.before, read: map[string]string{}, dir: l.job.dir, positions: token.NewFileSet()}
	out.Lock.SetGenerator(Version)
	table.Record(out.Lock)
	for _, p := range l.packages {
		out.Lock.Keep(l.before, unreached(p.api, l.job.splits(p.api)))
		files, err := emit.Files(p.api, table, emit.Options{
			Runtime: l.runtimePath, Imports: imports, SpecHash: contractHash(p.api), Conformance: l.job.conformance, Validate: l.job.validate, Positions: out.positions,
		})
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if err := out.add(p.dir, File{Path: f.Name, Data: f.Data, syntax: f.Syntax}); err != nil {
				return nil, err
			}
		}
	}
	others := l.others(out)
	if l.copyTo != "" {
		if err := l.emitCopy(out, r, others); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range out.Files {
		out.Lock.SetFile(f.Path, lock.Hash(f.Data))
	}
	return out, nil
}

// unreached accepts what the lock says of declarations that no operation leads to any more: one that does later finds the
// names that it had, and one of a namespace of which there is nothing else its package.
func unreached(api *contract.API, split bool) func(source, path string) bool {
	paths := map[string]bool{}
	for _, c := range api.Coverage {
		if c.Fate != contract.Unreached {
			continue
		}
		paths[c.Path] = true
		if split {
			paths["{"+contract.PathSpace(c.Path)+"}"] = true
		}
	}
	return func(source, path string) bool {
		for source == api.Source && path != "" {
			if paths[path] {
				return true
			}
			path = path[:max(0, strings.LastIndexByte(path, '/'))]
		}
		return false
	}
}

// contractHash identifies what a contract says: comments, the layout of its sources and where they stand are no
// part of it.
func contractHash(api *contract.API) string {
	var text []byte
	for ; api != nil; api = api.Shared {
		placeless := *api
		placeless.Source = ""
		text = append(text, inspect.Text(&placeless)...)
	}
	return lock.Hash(text)
}

// others keeps in the lock what earlier runs with other inputs wrote to the same output folder,
// and returns those files. A project file lists all inputs: with one there are no others.
func (l *layout) others(out *Result) []File {
	if l.job.project != "" {
		return nil
	}
	own := map[string]bool{}
	for _, p := range l.packages {
		own[p.api.Source] = true
	}
	var files []File
	for _, name := range l.before.Files() {
		data, err := os.ReadFile(out.name(name))
		if err != nil {
			continue // deleted by hand, so nobody's
		}
		m := header.FindSubmatch(data)
		if m == nil || len(m[1]) == 0 || own[string(m[1])] {
			continue
		}
		files = append(files, File{Path: name, Data: data})
		hash, _ := l.before.File(name)
		out.Lock.SetFile(name, hash)
	}
	if len(files) > 0 {
		for _, name := range l.before.Inputs() {
			hash, _ := l.before.Input(name)
			out.Lock.SetInput(name, hash) // of this run's inputs anew later
		}
		out.Lock.Keep(l.before, func(source, _ string) bool { return !own[source] })
	}
	return files
}

// emitCopy adds the packages of the runtime that the output and others import.
func (l *layout) emitCopy(out *Result, r Runtime, others []File) error {
	pkgs, err := runtimePackages(slices.Concat(out.Files, others), l.runtimePath)
	if err != nil || len(pkgs) == 0 {
		return err
	}
	for _, name := range []string{"soap", "rest"} {
		if slices.Contains(pkgs, name) {
			pkgs = append(pkgs, name+"test") // for the tests of callers, which need it on the same types
		}
	}
	files, err := r.Copy(l.runtimePath, pkgs)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := out.add(l.copyTo, f); err != nil {
			return err
		}
	}
	return nil
}

// add appends a file whose path is relative to dir.
func (r *Result) add(dir string, f File) error {
	rel, err := filepath.Rel(r.Root, filepath.Join(dir, filepath.FromSlash(f.Path)))
	if err != nil {
		return err
	}
	f.Path = filepath.ToSlash(rel)
	r.Files = append(r.Files, f)
	return nil
}

// typecheck compiles the generated packages in memory.
func (l *layout) typecheck(out *Result, r Runtime) error {
	packages := map[string][]File{}
	for _, p := range l.packages {
		dir, err := filepath.Rel(out.Root, p.dir)
		if err != nil {
			return err
		}
		for _, f := range out.Files {
			if path.Dir(f.Path) == filepath.ToSlash(dir) {
				packages[p.importPath] = append(packages[p.importPath], f)
			}
		}
	}
	return typecheck(out.positions, packages, r, l.runtimePath)
}
