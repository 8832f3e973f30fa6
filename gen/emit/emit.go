// Package emit turns a contract and the plan of its names into Go files. It decides nothing:
// what a declaration is called and which shape it has stands in the plan. It is the only
// package that imports jennifer, and it knows the runtime by import path alone.
package emit

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// A File is one file of a generated package.
type File struct {
	Name string // base name
	Data []byte
	// Syntax is what Data was printed from, with its positions among those of the options.
	Syntax *ast.File
}

// Options say what generated code imports.
type Options struct {
	// Runtime is the import path of the runtime's folder.
	Runtime string
	// Imports are the import paths of the generated packages.
	Imports map[*contract.API]string
	// Positions are those of the syntax trees of files; nil for a set of their own.
	Positions *token.FileSet
	// SpecHash is the hash of the contract.
	SpecHash string
	// Conformance adds the entry points that conformance suites call.
	Conformance bool
	// Validate adds a method Validate to every type of a schema.
	Validate bool
	// Unprinted leaves the files as syntax, without Data.
	Unprinted bool
}

// Files returns the files of a contract's package, formatted, in the order of their names.
func Files(api *contract.API, t *names.Table, opt Options) ([]File, error) {
	if opt.Positions == nil {
		opt.Positions = token.NewFileSet()
	}
	g := &generator{api: api, pkg: t.Package(api), opt: opt, forms: map[contract.Type]string{}}
	if g.pkg == nil {
		return nil, fmt.Errorf("%s: no names are planned", api.Source)
	}
	if api.Subset != nil && g.pkg.Empty() {
		return nil, nil
	}
	g.plan()
	g.prefixes = g.declPrefixes()
	var files []File
	for _, s := range g.sources() {
		file, err := g.render(s)
		if err != nil {
			return nil, cmp.Or(g.err, err) // what failed first says where
		}
		if file != nil {
			files = append(files, *file)
		}
	}
	return files, g.err
}

// A generator holds what the declarations of one package are generated from.
type generator struct {
	api *contract.API
	pkg *names.Package
	opt Options
	// checked are the structs that requests under validation reach, ruled those of them with
	// something to check, and roots those that are requests, with their element's name.
	checked map[*names.Struct]bool
	ruled   map[*names.Struct]bool
	roots   map[*names.Struct]string
	// forms are the forms in which fresh values of a type are written, as far as they have been asked for.
	forms map[contract.Type]string
	// prefixes are what stands for namespaces in comments that name a declaration of the contract, by namespace: a new version
	// of a namespace changes the one comment that says so.
	prefixes map[string]string
	err      error
}

// fail keeps the first thing that can't be emitted. What a contract can cause is refused when
// names are planned; an error here is a defect of wsgen.
func (g *generator) fail(format string, args ...any) {
	if g.err == nil {
		g.err = fmt.Errorf("%s: %w", g.api.Source, fmt.Errorf(format, args...))
	}
}

// A sourceFile is a file to be rendered; one without declarations is left out.
type sourceFile struct {
	name string
	doc  bool
	gen  func(*unit)
}

// A unit collects the declarations of a file.
type unit struct {
	file  *jen.Group
	empty bool
}

// decl adds declarations that belong together, and a blank line.
func (u *unit) decl(code ...jen.Code) {
	u.empty = false
	for _, c := range code {
		u.file.Add(c)
	}
	u.file.Line()
}

// decls is decl for each of a list of declarations.
func (u *unit) decls(list []jen.Code) {
	for _, d := range list {
		u.decl(d)
	}
}

// sources lists the files: by theme, and by namespace where the plan says so.
func (g *generator) sources() []sourceFile {
	files := []sourceFile{
		{"client.go", false, g.genClients},
		{"conformance.go", false, g.genConformance},
		{"doc.go", true, g.genDoc},
		{"document.go", false, g.genDocument},
		{"receiver.go", false, g.genReceiver},
	}
	all := func(space string) bool { return space != names.DocumentSpace }
	if !g.pkg.Split {
		files = append(files, g.typeFiles("", all, true)...)
	} else {
		for i, space := range g.declSpaces() {
			files = append(files, g.typeFiles(g.fileLabel(space)+"_", func(s string) bool { return s == space }, i == 0)...)
		}
	}
	return append(files, sourceFile{"json.go", false, g.genJSON}, sourceFile{"rules.go", false, g.genRules}, sourceFile{"session.go", false, g.genSessions}, sourceFile{"server.go", false, g.genServer}, sourceFile{"validate.go", false, g.genValidate})
}

// typeFiles are the files of the declarations of some namespaces; first has what all files share.
func (g *generator) typeFiles(prefix string, in func(space string) bool, first bool) []sourceFile {
	return []sourceFile{
		{prefix + "codec.go", false, func(u *unit) { g.genCodec(u, in, first) }},
		{prefix + "types.go", false, func(u *unit) { g.genTypes(u, in) }},
	}
}

// genDocument emits what stands for whole documents.
func (g *generator) genDocument(u *unit) {
	in := func(space string) bool { return space == names.DocumentSpace }
	g.genTypes(u, in)
	g.genCodec(u, in, false)
}

// declSpaces lists the namespaces that have declarations, in the contract's order; there is
// always one, for the tables that all share.
func (g *generator) declSpaces() []string {
	used := map[string]bool{}
	for _, s := range g.pkg.Structs {
		used[s.Space] = true
	}
	for _, s := range g.pkg.Sums {
		used[s.Space] = true
	}
	for _, s := range g.pkg.Simples {
		used[s.Space] = true
	}
	var spaces []string
	for _, ns := range g.api.Namespaces {
		if used[ns.URI] {
			spaces = append(spaces, ns.URI)
			delete(used, ns.URI)
		}
	}
	if used[""] || len(spaces) == 0 {
		spaces = append(spaces, "")
	}
	return spaces
}

func (g *generator) fileLabel(space string) string {
	for _, ns := range g.api.Namespaces {
		if ns.URI == space && ns.Prefix != "" {
			return strings.ToLower(ns.Prefix)
		}
	}
	return "local"
}

// render formats one file; nil means that it has no declarations.
func (g *generator) render(s sourceFile) (*File, error) {
	f := jen.NewFile(g.pkg.Name)
	if own := g.opt.Imports[g.api]; own != "" {
		f = jen.NewFilePathName(own, g.pkg.Name)
	}
	f.HeaderComment("// Code generated by wsgen from " + oneLine(g.api.Source) + ". DO NOT EDIT.")
	for _, name := range []string{"xsd", "xmltext", "jsontext", "rest", "schema", "soap", "session", "poll"} {
		f.ImportName(g.runtime(name), name)
	}
	for api, path := range g.opt.Imports {
		if api.Package != "" {
			f.ImportName(path, api.Package)
		}
	}
	if s.doc {
		for _, line := range g.packageDoc() {
			f.PackageComment(line)
		}
	}
	u := &unit{file: f.Group, empty: !s.doc}
	s.gen(u)
	if u.empty {
		return nil, nil
	}
	file, err := g.format(f, s.name)
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", g.api.Source, s.name, err)
	}
	return file, nil
}

// format formats a file as gofmt does. jennifer could as well, but the syntax tree serves the type-check, too, and
// parsing takes its time in large contracts.
func (g *generator) format(f *jen.File, name string) (*File, error) {
	f.NoFormat = true
	var source bytes.Buffer
	if err := f.Render(&source); err != nil {
		return nil, err
	}
	tree, err := parser.ParseFile(g.opt.Positions, name, groupImports(source.Bytes()), parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	if g.opt.Unprinted {
		return &File{Name: name, Syntax: tree}, nil
	}
	data, err := printFile(g.opt.Positions, tree)
	if err != nil {
		return nil, err
	}
	return &File{Name: name, Data: data, Syntax: tree}, nil
}

func (g *generator) runtime(name string) string     { return path.Join(g.opt.Runtime, name) }
func (g *generator) xsd(name string) *jen.Statement { return jen.Qual(g.runtime("xsd"), name) }
func (g *generator) xml(name string) *jen.Statement { return jen.Qual(g.runtime("xmltext"), name) }
func (g *generator) soap(name string) *jen.Statement {
	return jen.Qual(g.runtime("soap"), name)
}

// of returns a name of the package that owns it: qualified when that is another one.
func (g *generator) of(owner *names.Package, name string) *jen.Statement {
	if owner == nil || owner == g.pkg {
		return id(name)
	}
	return jen.Qual(g.opt.Imports[owner.API], name)
}
