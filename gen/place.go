package gen

import (
	"cmp"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/source"
)

// A layout is where output goes: folders and import paths of packages and of the runtime.
type layout struct {
	job         *job
	module      *Module
	packages    []placed
	runtimePath string // import path of the folder that holds the runtime's packages
	copyTo      string // folder of the runtime's copy; "" when the runtime is imported
	before      *lock.Lock
}

// A placed is a contract with its package's folder and import path.
type placed struct {
	api        *contract.API
	dir        string
	importPath string
}

// place decides where each contract's package goes and gives the contracts the package and
// source names that the caller wants.
func place(j *job, apis []*contract.API, r Runtime) (*layout, source.List) {
	var found source.List
	m, err := FindModule(j.out)
	if err != nil {
		return nil, problem(idModule, err)
	}
	l := &layout{job: j, module: m}
	if l.before, found = readLock(j, source.Disk); found.HasErrors() {
		return nil, found
	}
	holder := map[string]*contract.API{}
	for _, api := range apis {
		list, err := l.placeAll(api)
		if err != nil {
			found.Errorf(api.Span, idOutput, "%v", err)
			continue
		}
		for _, p := range list {
			l.hold(holder, p, &found)
		}
	}
	if found.HasErrors() {
		return nil, found
	}
	return l, append(found, l.placeRuntime(r)...)
}

// hold gives a package its folder, which no other one may have.
func (l *layout) hold(holder map[string]*contract.API, p placed, found *source.List) {
	if other := holder[p.dir]; other != nil {
		d := found.Errorf(p.api.Span, idOutputCollision, "package %s goes to %s, as another one does", p.api.Package, l.job.rel(p.dir))
		d.Hint = "give one of them a package name or, in " + ProjectName + ", an output folder of its own"
		d.Related = []source.Note{{Span: other.Span, Message: "the other one"}}
	}
	holder[p.dir] = p.api
	l.packages = append(l.packages, p)
}

// contracts are the contracts of all packages, each behind those that it refers to.
func (l *layout) contracts() (list []*contract.API) {
	for _, p := range l.packages {
		list = append(list, p.api)
	}
	return list
}

// placeAll places a contract and, below it, the parts that it is split into, which stand before it.
func (l *layout) placeAll(api *contract.API) ([]placed, error) {
	whole, err := l.placeOne(api)
	if err != nil || !l.job.splits(api) {
		return []placed{whole}, err
	}
	var list []placed
	for _, part := range names.Split(api, l.before) {
		p := placed{api: part, dir: filepath.Join(whole.dir, part.Package), importPath: path.Join(whole.importPath, part.Package)}
		if err := l.checkVacant(p.dir, part.Package); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return append(list, whole), nil
}

// splits reports whether the caller wants a contract split by namespace. All schemas are one contract.
func (j *job) splits(api *contract.API) bool {
	file := j.file(api.Span.File)
	schemas := filepath.Ext(file) == ".xsd"
	return slices.ContainsFunc(j.inputs, func(in input) bool {
		return in.split && (in.path == file || schemas && filepath.Ext(in.path) == ".xsd")
	})
}

func readLock(j *job, tree source.Tree) (*lock.Lock, source.List) {
	name := filepath.Join(j.root, LockName)
	data, err := tree.Read(name, math.MaxInt64)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return new(lock.Lock), nil
	case err != nil:
		return nil, problem(idOutput, err)
	}
	l, list := lock.Parse(&source.File{Path: j.rel(name), Data: data})
	return l, list
}

// rel is the name of a file as the caller would write it.
func (j *job) rel(name string) string {
	if rel, err := filepath.Rel(j.dir, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

func (l *layout) placeOne(api *contract.API) (placed, error) {
	p := placed{api: api}
	file := api.Span.File
	if file == nil {
		return p, errors.New("the contract has no place in a file")
	}
	l.job.rename(api)
	p.dir = l.job.folder(api)
	api.Source = l.job.sourceName(file)
	if !isPackageName(api.Package) {
		return p, fmt.Errorf("%q is not a Go package name", api.Package)
	}
	m, err := FindModule(p.dir)
	if err != nil {
		return p, err
	}
	if m.Dir != l.module.Dir {
		return p, fmt.Errorf("%s: in the module %s, while other output is in %s; one run writes to one module", p.dir, m.Path, l.module.Path)
	}
	if p.importPath, err = m.ImportPath(p.dir); err != nil {
		return p, err
	}
	return p, l.checkVacant(p.dir, api.Package)
}

// folder is that of a package.
func (j *job) folder(api *contract.API) string {
	dir := ""
	for _, in := range j.inputs {
		if in.path == j.file(api.Span.File) {
			dir = in.out
		}
	}
	if dir == "" && j.conformance {
		dir = j.out
	}
	return cmp.Or(dir, j.usual(api))
}

// usual is the folder of a package for which the caller names none.
func (j *job) usual(api *contract.API) string {
	dir := j.out
	if api.Shared != nil {
		dir = filepath.Join(dir, api.Shared.Package)
	}
	return filepath.Join(dir, api.Package)
}

// rename gives a contract the package name that the caller wants.
func (j *job) rename(api *contract.API) {
	for _, in := range j.inputs {
		if in.pkg != "" && api.Span.File != nil && in.path == j.file(api.Span.File) {
			api.Package, api.FileNamed = in.pkg, false
		}
	}
}

// checkVacant refuses a folder that holds a package of another name, which could not compile.
func (l *layout) checkVacant(dir, pkg string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, data, parser.PackageClauseOnly)
		if err != nil || header.Match(data) || l.wrote(name) || strings.HasSuffix(name, "_test.go") {
			continue // broken, wsgen's own, whatever it was edited to, or free to be another package
		}
		if f.Name.Name != pkg {
			return fmt.Errorf("%s: package %s, so package %s can't go to its folder", name, f.Name.Name, pkg)
		}
	}
	return nil
}

// wrote reports whether a file is one that the lock lists.
func (l *layout) wrote(name string) bool {
	path, err := filepath.Rel(l.job.root, name)
	_, ok := l.before.File(filepath.ToSlash(path))
	return err == nil && ok
}

// placeRuntime decides where generated code takes its runtime from, and refuses what could not compile.
func (l *layout) placeRuntime(r Runtime) (found source.List) {
	l.copyTo = l.job.copyFolder(l.module, r)
	if l.copyTo == "" {
		l.runtimePath = r.ImportPath
		if !l.module.Reaches(r.Module()) {
			d := found.Warnf(source.Span{}, idRuntimeNotRequired, "%s does not require %s, which the output imports", l.job.rel(filepath.Join(l.module.Dir, "go.mod")), r.Module())
			d.Hint = "run go get " + r.Module() + ", or generate with --runtime embed"
		} else if l.module.Vendored && !isDir(filepath.Join(l.module.Dir, "vendor", filepath.FromSlash(r.ImportPath))) {
			d := found.Warnf(source.Span{}, idRuntimeNotVendored, "the module %s has a vendor folder without %s, which the output imports", l.module.Path, r.ImportPath)
			d.Hint = "run go mod vendor afterwards, or generate with --runtime embed"
		}
		return found
	}
	if err := l.placeCopy(); err != nil {
		return problem(idRuntime, err)
	}
	return nil
}

// copyFolder is the folder of the runtime's copy; "" when the runtime is imported.
func (j *job) copyFolder(m *Module, r Runtime) string {
	if j.mode == Import || j.mode == "" && m.Path == r.Module() {
		return ""
	}
	return cmp.Or(j.copyTo, filepath.Join(m.Dir, DefaultCopy))
}

func (l *layout) placeCopy() error {
	m, err := FindModule(l.copyTo)
	if err != nil {
		return err
	}
	if m.Dir != l.module.Dir {
		return fmt.Errorf("%s: in the module %s, while the output is in %s", l.copyTo, m.Path, l.module.Path)
	}
	if l.runtimePath, err = m.ImportPath(l.copyTo); err != nil {
		return err
	}
	var importers []string
	for _, p := range l.packages {
		if p.dir == l.copyTo || path.Dir(p.importPath) == l.runtimePath {
			return fmt.Errorf("%s: holds the package %s; choose another folder for the runtime", l.copyTo, p.importPath)
		}
		importers = append(importers, p.importPath)
	}
	return checkInternal(l.runtimePath, importers)
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
