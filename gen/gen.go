// Package gen is the compiler: contracts in, Go packages out, all in memory until they are
// written.
//
// Generate is the pipeline. Each stage returns its value and all its diagnostics, and the
// pipeline stops after the first stage that has errors. Its result is then written (Write) or
// compared with the disk (Changes).
package gen

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/resolve"
	"example.com/wsgen/gen/source"
)

// A Mode says where generated code takes its runtime from.
type Mode string

const (
	// Import makes generated code import wsgen's own runtime.
	Import Mode = "import"
	// Embed keeps a copy of the runtime in the consumer's module.
	Embed Mode = "embed"
)

// ByNamespace splits the types of a contract into packages by namespace.
const ByNamespace = "namespace"

// A Config says what to generate and where to.
type Config struct {
	// Dir is the folder that relative names start from; empty is the current one.
	Dir string
	// Tree is what inputs are read from by [ReadContracts]; nil is the disk.
	Tree source.Tree
	// Inputs are specs, WSDLs or schemas. None means those of the project file in Dir.
	Inputs []string
	// Out is the output folder; empty is the project's, or DefaultOut.
	Out string
	// Package names the package of a single input; empty leaves it to the contract.
	Package string
	// Operations are names and globs, between commas, of the operations to generate of a single WSDL; empty for all.
	Operations string
	// Lax makes warnings of references to what no schema declares; what is lacking is carried raw.
	Lax bool
	// Conformance adds entry points for conformance suites to the one package, which goes to Out itself and imports
	// the runtime. It implies Lax, as the suites do. The schemas may lack declarations.
	Conformance bool
	// Split says what gets a package of its own: ByNamespace, or "" for the contract alone.
	Split string
	// Validate adds a method Validate to every type of a schema, as the project file can.
	Validate bool
	// Mode is where the runtime comes from; empty is the project's, or Embed except in the
	// runtime's own module.
	Mode Mode
	// Runtime is the runtime that generated code calls.
	Runtime Runtime
	// Trace is told each step; nil for nobody.
	Trace func(format string, args ...any)
}

// A File is one generated file.
type File struct {
	Path string // relative to the root of the result, slash-separated
	Data []byte

	syntax *ast.File // nil where nobody has parsed it
}

// A Result is what inputs and lock give.
type Result struct {
	// Root is the folder that holds the lock, absolute.
	Root   string
	Module *Module
	Files  []File
	// Lock is the lock to write beside the files, Before the one that was read.
	Lock, Before *lock.Lock
	read         map[string]string // the inputs by their names in the lock, as Display writes paths
	dir          string            // what Display is relative to
	positions    *token.FileSet
}

// Display returns the path of a file as people at the caller's folder write it.
func (r *Result) Display(path string) string {
	if rel, err := filepath.Rel(r.dir, r.name(path)); err == nil {
		return filepath.ToSlash(rel)
	}
	return r.name(path)
}

// Generate runs the whole pipeline and writes nothing. The result is nil when there are errors.
func Generate(cfg Config) (*Result, source.List) {
	var found source.List
	stop := func(list source.List) bool {
		found = append(found, list...)
		return found.HasErrors()
	}
	loader, err := source.NewLoader(cfg.Dir)
	if err != nil {
		return nil, problem(idUsage, err)
	}
	job, list := plan(cfg, loader)
	if stop(list) || stop(cfg.listed(job)) || stop(diff.Check(job.accept)) {
		return nil, found
	}
	apis, list := job.load(loader, cfg.resolved(), cfg.trace)
	if stop(list) {
		return nil, found
	}
	layout, list := place(job, apis, cfg.Runtime)
	if stop(list) {
		return nil, found
	}
	cfg.trace("planning names")
	apis = layout.contracts()
	table, list := names.Plan(apis, layout.before)
	if stop(list) {
		return nil, found
	}
	cfg.trace("emitting %d packages", len(apis))
	result, err := layout.emit(table, cfg.Runtime)
	if err != nil {
		return nil, append(found, unemitted(err)...)
	}
	cfg.trace("type-checking %d files", len(result.Files))
	if err := layout.typecheck(result, cfg.Runtime); err != nil {
		return nil, append(found, problems(idTypecheck, err)...)
	}
	for _, f := range loader.Files() {
		name := job.sourceName(f)
		result.Lock.SetInput(name, InputHash(name, f))
		result.read[name] = f.Path
	}
	return result, found
}

// Load runs the front end alone and returns one contract a package, providers first.
func Load(dir string, inputs []string) ([]*contract.API, source.List) {
	return LoadAs(Config{Dir: dir, Inputs: inputs})
}

// LoadAs is [Load] of the operations that a configuration chooses, and as lax as it says.
func LoadAs(cfg Config) ([]*contract.API, source.List) {
	tree, found := parse(cfg)
	if found.HasErrors() {
		return nil, found
	}
	apis, list := cfg.resolved()(tree)
	return apis, append(found, list...)
}

// Coverage is [LoadAs] with what became of each construct. Where the contracts have errors, it is there, too.
func Coverage(cfg Config) ([]resolve.Covered, source.List) {
	tree, found := parse(cfg)
	if found.HasErrors() {
		return nil, found
	}
	lack := source.Error
	if cfg.Lax {
		lack = source.Warning
	}
	covered, list := resolve.Coverage(tree, lack)
	return covered, append(found, list...)
}

// resolved is the resolver that the configuration asks for.
func (c Config) resolved() func(*parser.Tree) ([]*contract.API, source.List) {
	if c.Lax || c.Conformance {
		return resolve.ResolveLax
	}
	return resolve.Resolve
}

// parse runs the parser alone.
func parse(cfg Config) (*parser.Tree, source.List) {
	loader, err := source.NewLoader(cfg.Dir)
	if err != nil {
		return nil, problem(idUsage, err)
	}
	job, list := plan(Config{Dir: cfg.Dir, Inputs: cfg.Inputs, Operations: cfg.Operations}, loader)
	if list.HasErrors() {
		return nil, list
	}
	tree, found := parser.Parse(loader, cfg.Inputs)
	if found.HasErrors() {
		return nil, found
	}
	return tree, append(found, job.only(tree)...)
}

// load runs the front end on the inputs.
func (j *job) load(loader *source.Loader, resolved func(*parser.Tree) ([]*contract.API, source.List), trace func(string, ...any)) ([]*contract.API, source.List) {
	trace("parsing %d inputs", len(j.inputs))
	tree, found := parser.Parse(loader, j.names())
	if found.HasErrors() {
		return nil, j.toFetch(found)
	}
	if found = append(found, j.only(tree)...); found.HasErrors() {
		return nil, found
	}
	trace("resolving")
	apis, list := resolved(tree)
	return apis, j.toFetch(append(found, list...))
}

// toFetch adds to what is said of files that are not there how they come, where the project file says that.
func (j *job) toFetch(list source.List) source.List {
	for i := range list {
		if d := &list[i]; j.fetches && d.Absent() && d.Severity == source.Error {
			d.Hint = fetchHint
		}
	}
	return list
}

func (cfg Config) trace(format string, args ...any) {
	if cfg.Trace != nil {
		cfg.Trace(format, args...)
	}
}

// problem is an error that no place in an input causes.
func problem(id string, err error) source.List {
	return source.List{{ID: id, Message: err.Error()}}
}

// problems is one problem for each error that err joins.
func problems(id string, err error) (list source.List) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return problem(id, err)
	}
	for _, e := range joined.Unwrap() {
		list = append(list, problem(id, e)...)
	}
	return list
}

func problemf(id, format string, args ...any) source.List {
	return problem(id, fmt.Errorf(format, args...))
}
