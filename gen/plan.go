package gen

import (
	"errors"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

const (
	// ProjectName is the name of the project file.
	ProjectName = "wsgen.yaml"
	// DefaultOut is the output folder where neither flag nor project names one.
	DefaultOut = "generated"
)

// A job is what a run is asked to do: the configuration and the project file, all names absolute.
type job struct {
	dir     string // the caller's folder
	root    string // where the lock stands
	project string // folder of the project file; "" without one
	out     string
	inputs  []input
	mode    Mode   // "" for the default
	copyTo  string // folder of the runtime's copy; "" for the default
	// conformance is that of the configuration.
	conformance bool
	validate    bool // that of the configuration or of the project file
	accept      []*diff.Acceptance
	stated      *parser.Project // nil without one
	fetches     bool            // the project file lists contracts to download
}

const fetchHint = "wsgen fetch downloads the contracts that fetch lists in " + ProjectName

// An input is one thing to generate from, with what the caller says of its package.
type input struct {
	name string // as the caller wrote it
	path string
	out  string                 // folder of the package; "" for the default
	pkg  string                 // "" for the contract's
	only []parser.Value[string] // the operations to generate of a WSDL; none for all
	// split says that each namespace gets a package of its own.
	split bool
	span  source.Span // in the project file
}

func (j *job) names() []string {
	var names []string
	for _, in := range j.inputs {
		names = append(names, in.name)
	}
	return names
}

func plan(cfg Config, loader *source.Loader) (*job, source.List) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return nil, problem(idUsage, err)
	}
	switch cfg.Mode {
	case "", Import, Embed:
	default:
		return nil, problemf(idUsage, "--runtime %q: import or embed", cfg.Mode)
	}
	j := &job{dir: dir, mode: cfg.Mode, conformance: cfg.Conformance, validate: cfg.Validate}
	if j.conformance {
		j.mode = Import
	}
	if len(cfg.Inputs) == 0 {
		if list := j.readProject(loader); list.HasErrors() {
			return nil, list
		}
	}
	for _, name := range cfg.Inputs {
		if filepath.Base(name) == ProjectName {
			list := problemf(idUsage, "%s lists inputs and is none", name)
			list[0].Hint = "run wsgen in its folder, without an INPUT"
			return nil, list
		}
		j.inputs = append(j.inputs, input{name: name, path: j.abs(dir, name)})
	}
	if list := j.split(cfg.Split); list.HasErrors() {
		return nil, list
	}
	if cfg.Out != "" {
		j.out = j.abs(dir, cfg.Out)
		j.root = j.out
	} else if j.project == "" {
		j.out = filepath.Join(dir, DefaultOut)
		j.root = j.out
	}
	if cfg.Operations != "" {
		if len(cfg.Inputs) != 1 {
			return nil, problemf(idUsage, "--operations is for a single WSDL, which is named as INPUT; %d are named", len(cfg.Inputs))
		}
		j.inputs[0].only = operations(cfg.Operations)
	}
	if cfg.Package != "" {
		if len(j.inputs) != 1 && !j.onlySchemas() {
			return nil, problemf(idUsage, "--package names one package, and there are %d inputs", len(j.inputs))
		}
		if !isPackageName(cfg.Package) {
			return nil, problemf(idUsage, "--package %q: not a Go package name", cfg.Package)
		}
		j.inputs[0].pkg = cfg.Package
	}
	return j, nil
}

// split takes what the flag --split says of all inputs.
func (j *job) split(by string) source.List {
	switch by {
	case "":
		return nil
	case ByNamespace:
	default:
		return problemf(idUsage, "--split %q: %s is the one value", by, ByNamespace)
	}
	if j.conformance {
		return problemf(idUsage, "--split and --conformance: entry points for suites are of one package")
	}
	for i := range j.inputs {
		if isYAML(j.inputs[i].path) {
			return problemf(idUsage, "%s", notSplit(j.inputs[i].name))
		}
		j.inputs[i].split = true
	}
	return nil
}

func isYAML(name string) bool {
	ext := filepath.Ext(name)
	return ext == ".yaml" || ext == ".yml"
}

func notSplit(name string) string {
	return "WSDLs and schemas are split by namespace, and " + name + " is a YAML spec, whose rules need all types in one package"
}

// onlySchemas reports whether all inputs are schemas, which make one package.
func (j *job) onlySchemas() bool {
	return !slices.ContainsFunc(j.inputs, func(in input) bool { return filepath.Ext(in.path) != ".xsd" })
}

// readProject takes inputs and settings from the project file in the caller's folder.
func (j *job) readProject(loader *source.Loader) source.List {
	if _, err := loader.Tree.Mode(filepath.Join(j.dir, ProjectName)); errors.Is(err, fs.ErrNotExist) {
		list := problemf(idNoInput, "no input, and no %s in %s", ProjectName, j.dir)
		list[0].Hint = "name a spec, WSDL or schema, or run wsgen in the folder of the project file"
		return list
	}
	file, d := loader.Open(ProjectName, source.Span{})
	if d != nil {
		return source.List{*d}
	}
	p, list := parser.ParseProject(file)
	if list.HasErrors() {
		return list
	}
	j.project, j.root, j.stated = j.dir, j.dir, p
	j.out = j.abs(j.dir, DefaultOut)
	if p.Out.Set() {
		j.out = j.abs(j.dir, p.Out.V)
	}
	j.validate = j.validate || p.Validate.V
	j.accept, j.fetches = Acceptances(p), len(p.Fetch) > 0
	if r := p.Runtime; r != nil {
		if j.mode == "" {
			j.mode = Mode(r.Mode.V)
		}
		if r.Embed.Set() {
			j.copyTo = j.abs(j.dir, r.Embed.V)
			if j.mode == "" {
				j.mode = Embed
			}
		}
	}
	var schema *parser.ProjectSpec // the first one
	for _, s := range p.Specs {
		in := input{name: s.Spec.V, path: j.abs(j.dir, s.Spec.V), pkg: s.Package.V, only: s.Operations, split: s.Split.V == ByNamespace, span: s.Span}
		if in.split && isYAML(in.path) {
			list.Errorf(s.Split.Span, idUsage, "%s", notSplit(in.name))
		}
		if !loader.IsFile(in.path) {
			d := list.Errorf(s.Spec.Span, idUnreadableInput, "there is no file %s", s.Spec.V)
			if j.fetches {
				d.Hint = fetchHint
			}
		}
		if s.Out.Set() {
			in.out = j.abs(j.dir, s.Out.V)
		}
		if in.pkg != "" && !isPackageName(in.pkg) {
			list.Errorf(s.Package.Span, idPackageName, "%q is not a Go package name", in.pkg)
		}
		if filepath.Ext(in.path) == ".xsd" {
			if schema == nil {
				schema = s
			}
			if s.Package.Set() && s.Package.V != schema.Package.V {
				d := list.Errorf(s.Package.Span, idPackageName, "all schemas make one package, which is not called %q", s.Package.V)
				d.Hint = "state the name at the first schema, or generate each package with a project file of its own"
				d.Related = []source.Note{{Span: schema.Spec.Span, Message: "the first schema"}}
			}
		}
		j.inputs = append(j.inputs, in)
	}
	if len(p.Specs) == 0 {
		list.Errorf(p.Span, idNoInput, "specs lists nothing")
	}
	return list
}

// listed refuses inputs that the project file lists: they would become second copies with a lock of their own, unlike
// what the file says of them. With an output folder they are what the caller wants.
func (cfg Config) listed(j *job) (found source.List) {
	if len(cfg.Inputs) == 0 || cfg.Out != "" {
		return nil
	}
	loader, err := source.NewLoader(cfg.Dir) // its own, as the project file is no input of this run
	if err != nil {
		return problem(idUsage, err)
	}
	file, d := loader.Open(ProjectName, source.Span{})
	if d != nil {
		return nil // there is none
	}
	p, list := parser.ParseProject(file)
	if list.HasErrors() {
		return nil // it says nothing of these inputs
	}
	for _, s := range p.Specs {
		path := j.abs(j.dir, s.Spec.V)
		if slices.ContainsFunc(j.inputs, func(in input) bool { return in.path == path }) {
			d := found.Errorf(s.Spec.Span, idUsage, "%s is listed here, which a run with an INPUT does not go by", s.Spec.V)
			d.Hint = "name no INPUT to generate all that " + ProjectName + " lists, or state --out to have it elsewhere, too"
		}
	}
	return found
}

// operations are the names and globs of the flag --operations.
func operations(flag string) (list []parser.Value[string]) {
	file := &source.File{Path: "--operations", Data: []byte(flag)}
	at := 0
	for word := range strings.SplitSeq(flag, ",") {
		list = append(list, parser.Value[string]{V: word, Span: file.Span(at, at+len(word))})
		at += len(word) + 1
	}
	return list
}

// only tells the WSDLs which of their operations the caller chooses.
func (j *job) only(tree *parser.Tree) (found source.List) {
	for _, in := range j.inputs {
		if len(in.only) == 0 {
			continue
		}
		i := slices.IndexFunc(tree.WSDLs, func(w *parser.WSDL) bool { return w.Input && j.file(w.File) == in.path })
		if i < 0 {
			found.Errorf(in.only[0].Span, idUsage, "operations are chosen from a WSDL, and %s is none", in.name).Hint = "a YAML spec states its own"
			continue
		}
		tree.WSDLs[i].Only = in.only
	}
	return found
}

// abs is the absolute form of a name that was given relative to dir.
func (j *job) abs(dir, name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(dir, name)
}

// file returns the absolute name of a file that the loader read.
func (j *job) file(f *source.File) string { return j.abs(j.dir, f.Path) }

// sourceName is the name of an input in generated headers and in the lock. It starts from the
// project file or, without one, from the input's own go.mod, so that it is the same on every
// machine and from every folder.
func (j *job) sourceName(f *source.File) string {
	name := j.file(f)
	base := j.project
	if base == "" {
		m, err := FindModule(filepath.Dir(name))
		if err != nil {
			return filepath.Base(name)
		}
		base = m.Dir
	}
	rel, err := filepath.Rel(base, name)
	if err != nil {
		return filepath.Base(name)
	}
	return filepath.ToSlash(rel)
}

// isPackageName reports whether other code can import a package of that name.
func isPackageName(name string) bool {
	return token.IsIdentifier(name) && name != "_" && name != "main"
}
