// Package resolve turns syntax trees into contracts: it links names, resolves forms, applies
// the YAML specs and lowers what is left to the model. All that a contract can't carry is a
// diagnostic with an id.
package resolve

import (
	"go/token"
	"path"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// Resolve returns one contract for each package to generate, providers before the services that
// include them, and all diagnostics, sorted. A contract is usable when there is no error.
func Resolve(tree *parser.Tree) ([]*contract.API, source.List) { return resolve(tree, source.Error) }

// ResolveLax is [Resolve] for schemas that may lack declarations that they refer to (XML Schema Part 1, clause
// 5.3): those are warnings, and what is lacking is carried as raw XML.
func ResolveLax(tree *parser.Tree) ([]*contract.API, source.List) {
	return resolve(tree, source.Warning)
}

func resolve(tree *parser.Tree, lack source.Severity) ([]*contract.API, source.List) {
	r := resolved(tree, lack)
	var apis []*contract.API
	for _, c := range r.compilers {
		apis = append(apis, c.api)
	}
	return apis, reasons(tree.Specs, advise(r.diags)).Compact()
}

// resolved compiles all contracts of a tree.
func resolved(tree *parser.Tree, lack source.Severity) *resolver {
	r := &resolver{lack: lack, builtins: builtins(), specs: map[*parser.Spec]*compiler{}}
	overlaid := map[*parser.WSDL]bool{}
	included := map[*parser.Spec]bool{}
	for _, s := range tree.Specs {
		overlaid[s.Document] = true
		included[s.Included] = true
	}
	for _, s := range tree.Specs {
		c := r.compiler(s.File)
		c.spec = s
		c.api.Provider = included[s] || s.Document == nil && !s.Operations.Set() && s.Receiver == nil
		r.checkRole(s, included[s])
		if s.Included != nil {
			c.shared = r.specs[s.Included]
		}
		r.specs[s] = c
		c.compileSpec()
	}
	r.checkOpeners()
	for _, w := range tree.WSDLs {
		if w.Input && !overlaid[w] {
			r.compiler(w.File).compileWSDL(w)
		}
	}
	var schemas []*parser.Schema
	for _, s := range tree.Schemas {
		if s.Input && s.WSDL == nil {
			schemas = append(schemas, s)
		}
	}
	if len(schemas) > 0 {
		r.compiler(schemas[0].File).compileSchemas(schemas)
	}
	for _, c := range r.compilers {
		r.diags = append(r.diags, c.refused...)
	}
	return r
}

// checkRole reports a provider file that has what a service's file has, and a service without operations.
func (r *resolver) checkRole(s *parser.Spec, included bool) {
	own := s.Operations.Span
	if s.WSDL.Set() {
		own = s.WSDL.Span
	}
	if included && own.File != nil {
		r.diags.Errorf(own, idConflictingKeys, "a file that others include is a provider's and has no operations of its own")
	}
	if included && s.Service.Set() {
		r.diags.Errorf(s.Service.Span, idConflictingKeys, "a file that others include is a provider's: each of them states its own service")
	}
	switch {
	case s.WSDL.Set() || len(s.Operations.Entries) > 0:
	case s.Operations.Set():
		r.diags.Warnf(s.Operations.Span, idNoOperations, "the service has no operations")
	case s.Service.Set() && !included:
		r.diags.Warnf(s.Service.Span, idNoOperations, "the service has no operations")
	}
}

// A resolver is what the contracts of one run share.
type resolver struct {
	lack      source.Severity // of a reference to what is not there
	diags     source.List
	compilers []*compiler
	builtins  map[string]*contract.Builtin
	specs     map[*parser.Spec]*compiler
}

// A compiler lowers one contract.
type compiler struct {
	*resolver
	*budget
	api    *contract.API
	ix     *index
	doc    *parser.WSDL // the WSDL that the contract comes from, if any
	spec   *parser.Spec // the spec that it comes from, if any
	shared *compiler    // of the provider file

	types      map[typeKey]contract.Type // lowered types; nil while a simple type is being lowered
	elements   map[elementKey]*contract.Element
	heads      map[*contract.Element]bool // elements whose head is being linked
	pending    []*pending                 // structs whose content is still to be lowered
	filling    map[*contract.Struct]*pending
	lowered    []contract.Type // all types, in the order of lowering
	jsonKeys   []jsonKey
	globals    []*contract.Element                         // all global elements, likewise
	facetAt    map[*contract.Simple]map[string]source.Span // where a facet stands
	files      map[*source.File]int                        // order of the documents
	depth      int                                         // nesting of simple types
	steps      int                                         // nesting of struct bases
	declared   map[string]contract.Type                    // types of the spec, by name
	entries    map[string]*parser.Entry[*parser.SpecType]  // their entries
	used       map[string]bool                             // types of the spec that something names
	headers    map[string]*contract.Element                // headers of the spec, by name
	optional   map[*contract.Node]string                   // fields and types with an omit rule of their own
	valueAt    map[*string]source.Span                     // where a default or fixed value stands
	overlaid   map[*contract.Node]source.Span              // the entry that overlays a type or header
	listed     []listed                                    // as qualified, of enumerations
	qualified  []qualified                                 // expanded when all types are known
	secrets    []secret                                    // checked when all types are known
	chosen     []chosen                                    // lowered when all types are known
	bodies     map[bodyKey]*contract.Element               // elements that stand for bare bodies
	replies    map[string]*contract.Message                // specialised replies by path: bindings share them
	encoded    bool                                        // SOAP encoding is reported
	attached   map[*contract.Operation]attachment
	policyRead map[*parser.XML]bool // policies that something attaches
	policyKeys map[policyKey]*parser.XML
	only       *selection  // of operations; nil for all
	derived    *selection  // of derived types; nil where the spec says nothing
	refused    source.List // about operations and bindings that are left out
	typed      []wireType  // fields that state what xsi:type names
	spaces     []string    // namespaces in order of first use

	wrappers  map[wrapperKey]*contract.Element     // elements that wrap rpc messages
	wrapped   map[contract.QName]bool              // their names
	partTypes map[partKey]*contract.Element        // elements of parts that are of a type
	lacked    map[contract.QName]*contract.Element // elements of parts that nothing declares
	blocks    []*contract.Part                     // header blocks in SOAP encoding
	encodings map[contract.QName]contract.Type     // types of SOAP encoding
	grids     map[*contract.Struct]source.Span     // where arrays say that they have several dimensions
	speaks    map[*contract.Field]bool             // parameters of a spec's requests in SOAP encoding

	identities table[*parser.Identity]
	circular   map[*groupDecl]bool // groups that contain themselves, which has been reported

	// inBody is where the credentials of requests' bodies are stated.
	inBody map[*contract.BodyCredentials]*parser.SpecBodyCredentials
}

// A typeKey is a declaration as a schema with that target namespace sees it: a schema without one
// takes the namespace of each schema that includes it.
type typeKey struct {
	node parser.Type
	tns  string
}

type elementKey struct {
	node *parser.Element
	tns  string
}

func (r *resolver) compiler(f *source.File) *compiler {
	api := &contract.API{Source: f.Path}
	api.Span = f.Span(0, 0)
	b := &budget{reports: &r.diags}
	c := &compiler{
		resolver: r, budget: b, api: api, ix: newIndex(&r.diags, b),
		encodings: map[contract.QName]contract.Type{}, grids: map[*contract.Struct]source.Span{}, speaks: map[*contract.Field]bool{}, partTypes: map[partKey]*contract.Element{}, lacked: map[contract.QName]*contract.Element{},
		types: map[typeKey]contract.Type{}, elements: map[elementKey]*contract.Element{}, heads: map[*contract.Element]bool{},
		filling: map[*contract.Struct]*pending{}, facetAt: map[*contract.Simple]map[string]source.Span{}, files: map[*source.File]int{},
		declared: map[string]contract.Type{}, entries: map[string]*parser.Entry[*parser.SpecType]{}, used: map[string]bool{},
		headers: map[string]*contract.Element{}, identities: newTable[*parser.Identity]("key"), circular: map[*groupDecl]bool{}, optional: map[*contract.Node]string{}, replies: map[string]*contract.Message{}, valueAt: map[*string]source.Span{}, overlaid: map[*contract.Node]source.Span{}, wrappers: map[wrapperKey]*contract.Element{}, wrapped: map[contract.QName]bool{}, bodies: map[bodyKey]*contract.Element{},
		attached: map[*contract.Operation]attachment{}, policyRead: map[*parser.XML]bool{},
	}
	r.compilers = append(r.compilers, c)
	return c
}

// compileWSDL lowers a WSDL that no spec overlays.
func (c *compiler) compileWSDL(w *parser.WSDL) {
	c.doc = w
	c.ix.addWSDL(w)
	c.lowerSchemas()
	c.api.Doc, c.api.Package = w.Doc, packageName(serviceName(w))
	c.api.FileNamed = len(w.Services) == 0 && w.Name.V == ""
	if c.api.Doc == "" && len(w.Services) > 0 {
		c.api.Doc = w.Services[0].Doc
	}
	c.selectOperations(w.Only)
	c.bindings()
	for _, b := range c.api.Bindings {
		c.checkEndpoints(b)
	}
	c.policies()
	if len(c.api.Bindings) == 0 && len(c.ix.bindings.order) == 0 {
		c.diags.Warnf(w.Span, idNoOperations, "%s binds no operation to a transport", w.File.Path).Hint = "generate from the WSDL that has the binding; it imports this one"
	}
	c.finish(nil)
}

// compileSchemas lowers schemas that stand alone: all they declare is reachable.
func (c *compiler) compileSchemas(list []*parser.Schema) {
	for _, s := range list {
		c.ix.addSchema(s, s.TargetNamespace.V)
	}
	c.lowerSchemas()
	c.refuseGrids(func(*contract.Struct) bool { return true })
	c.api.Doc = list[0].Doc
	c.api.Package, c.api.FileNamed = packageName(strings.TrimSuffix(path.Base(list[0].File.Path), path.Ext(list[0].File.Path))), true
	c.finish(func(r *reach) {
		for _, e := range c.globals {
			r.element(e)
		}
		for _, t := range c.lowered {
			r.typ(t)
		}
	})
}

// lowerSchemas lowers all that the schemas in the index declare, so that every error is reported
// whether an operation leads to it or not.
func (c *compiler) lowerSchemas() {
	c.reportReferences()
	for _, u := range c.ix.units {
		c.number(u.schema.File)
	}
	for _, q := range c.ix.types.order {
		c.namedType(q)
	}
	for _, q := range c.ix.elements.order {
		c.globalElement(c.ix.elements.m[q])
	}
	for len(c.pending) > 0 {
		p := c.pending[0]
		c.pending = c.pending[1:]
		c.fill(p)
	}
	c.normalizeEnums()
	c.checkGroups()
	c.checkIdentities()
}

// number gives a file its place in the order of documents.
func (c *compiler) number(f *source.File) {
	if _, ok := c.files[f]; !ok {
		c.files[f] = len(c.files)
	}
}

// finish completes a contract whose types and operations are lowered.
func (c *compiler) finish(roots func(*reach)) {
	c.applyRules()
	c.arrayTypes()
	c.speakTypes()
	c.checkSamples()
	c.checkTypes()
	c.expandValues()
	c.checkSecrets()
	c.prune(roots)
	c.namespaces()
}

// before orders declarations as their documents do.
func (c *compiler) before(a, b *contract.Node) int {
	if d := c.files[a.Span.File] - c.files[b.Span.File]; d != 0 {
		return d
	}
	if d := a.Span.Start - b.Span.Start; d != 0 {
		return d
	}
	return strings.Compare(a.Path, b.Path)
}

func (c *compiler) cover(id string, fate contract.Fate, span source.Span) {
	c.api.Coverage = append(c.api.Coverage, contract.Construct{ID: id, Fate: fate, Span: span})
}

// unreached notes a declaration that is not generated since no operation leads to it.
func (c *compiler) unreached(id, path string, span source.Span) {
	c.api.Coverage = append(c.api.Coverage, contract.Construct{ID: id, Fate: contract.Unreached, Path: path, Span: span})
}

// unsupported reports a construct that the model can't carry.
func (c *compiler) unsupported(span source.Span, id, construct, format string, args ...any) *source.Diagnostic {
	c.cover(construct, contract.Refused, span)
	return c.diags.Errorf(span, id, format, args...)
}

// serviceName is the name that a WSDL is known by.
func serviceName(w *parser.WSDL) string {
	switch {
	case len(w.Services) > 0:
		return w.Services[0].Name.V
	case w.Name.V != "":
		return w.Name.V
	}
	return strings.TrimSuffix(path.Base(w.File.Path), path.Ext(w.File.Path))
}

// packageName makes a package name of a name: its letters and digits in lower case, from the first letter
// on. Letters beyond ASCII are left out, since import paths can't have them.
func packageName(name string) string {
	b := []byte(strings.ToLower(name))
	b = slices.DeleteFunc(b, func(x byte) bool { return !('a' <= x && x <= 'z' || '0' <= x && x <= '9') })
	s := strings.TrimLeft(string(b), "0123456789")
	if s == "" || s == "main" || token.IsKeyword(s) {
		s += "client"
	}
	return s
}
