// Package names gives every declaration of a contract its Go name and its shape. It is a pure
// function of the contracts and the lock: a name follows from the declaration's own path, and
// what depends on other declarations (who keeps a name that two want, whether a type that can
// be derived from is used as a struct or as an interface) is taken from the lock once it
// stands there.
package names

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/source"
)

// A Table is the plan for all contracts of a generation.
type Table struct {
	packages map[*contract.API]*Package
	structs  map[*contract.Struct]*Struct
	simples  map[contract.Type]*Simple
	messages map[*contract.Element]*Struct
	owners   map[contract.Type]*Package
	elements map[*contract.Element]*Package
	heads    map[*contract.Element]*Sum // of substitution groups that parts have
	facts    []func(*lock.Lock)
	claims   []claimant
}

// Package returns the Go view of a contract.
func (t *Table) Package(api *contract.API) *Package { return t.packages[api] }

// Record writes the names and shapes chosen into a lock.
func (t *Table) Record(l *lock.Lock) {
	for _, fact := range t.facts {
		fact(l)
	}
}

// Plan names all contracts, providers before the contracts that share them. The lock may be nil.
//
// What the lock gives to a declaration must be kept for it when a declaration that now comes first wants the same,
// and only then. So there is a second pass when the first, which also finds who asks for a name, gave away such a name.
func Plan(apis []*contract.API, l *lock.Lock) (*Table, source.List) {
	t, diags := plan(apis, l, nil)
	away := unreached(apis, l)
	if content(t.claims, l, away) {
		return t, diags
	}
	return plan(apis, l, keep(t.claims, l, away))
}

func plan(apis []*contract.API, l *lock.Lock, kept map[string]map[string]string) (*Table, source.List) {
	t := &Table{
		packages: map[*contract.API]*Package{},
		structs:  map[*contract.Struct]*Struct{},
		simples:  map[contract.Type]*Simple{},
		messages: map[*contract.Element]*Struct{},
		owners:   map[contract.Type]*Package{},
		elements: map[*contract.Element]*Package{},
		heads:    map[*contract.Element]*Sum{},
	}
	var diags source.List
	for _, api := range apis {
		p := &planner{table: t, api: api, lock: l, kept: kept, heads: map[*contract.Element]*Sum{}, globals: map[*contract.Element]bool{}}
		p.plan()
		diags = append(diags, p.diags...)
	}
	markPointers(t)
	return t, diags
}

// A planner plans one contract.
type planner struct {
	table *Table
	api   *contract.API
	lock  *lock.Lock
	kept  map[string]map[string]string // what the lock gives to declarations, by scope and name; nil in the first pass
	pkg   *Package
	scope *scope
	heads map[*contract.Element]*Sum
	// globals are the contract's global elements.
	globals   map[*contract.Element]bool
	faults    map[any]bool                 // the elements of details and header blocks of faults, and those of their types that are structs
	overloads map[*contract.Element]string // what the elements around the messages of overloads are called
	embedded  *scope                       // the fields that structs are where they are embedded
	vars      *scope                       // the unexported constants and variables that contain a name of the contract
	queue     []func()                     // bodies to fill once the globals have their names
	constants []func()                     // positions to name once all declarations have their names
	diags     source.List
}

func (p *planner) plan() {
	p.pkg = &Package{API: p.api, Name: p.api.Package, table: p.table}
	p.part()
	p.table.packages[p.api] = p.pkg
	p.scope = p.packageScope()
	p.vars = p.newScope("the codec of the package", "variables")
	p.embedded = p.newScope("the types that extend it", "embedded")
	for name := range reserved {
		p.embedded.reserve(name)
	}
	for _, e := range p.api.Elements {
		p.globals[e] = true
	}
	p.operationTypes()
	p.loginNames()
	p.spaces()
	p.session()
	p.clients()
	p.receiver()
	for _, t := range p.api.Types {
		p.global(t)
	}
	for _, e := range p.api.Elements {
		p.globalElement(e)
	}
	p.eachMessage(p.message)
	p.document()
	for len(p.queue) > 0 {
		fill := p.queue[0]
		p.queue = p.queue[1:]
		fill()
	}
	p.derivations()
	for _, name := range p.constants {
		name()
	}
	p.replies()
	p.files()
	p.refuse()
	p.sort()
}

// packageScope holds the names that the generated files use for themselves.
func (p *planner) packageScope() *scope {
	s := p.newScope("the generated package", packageID)
	for _, name := range []string{"SpecHash", documentName} {
		s.reserve(name)
	}
	if p.api.Provider {
		for _, name := range []string{"Security", "NewRefusal"} {
			s.reserve(name)
		}
		if r := p.api.Refusal; r != nil {
			s.reserve(refusalName(r))
		}
	}
	if b, ok := p.api.Security.(*contract.BodyCredentials); ok {
		for _, name := range credentialNames(b) {
			s.reserve(name)
		}
	}
	if p.api.Session != nil {
		p.reserveSession(s, p.api.Session)
	}
	return s
}

// RefusalName returns the Go name of the provider's typed refusal.
func RefusalName(r *contract.Refusal) string { return refusalName(r) }

func refusalName(r *contract.Refusal) string {
	if r.Rename != "" {
		return r.Rename
	}
	return "Refusal"
}

func (p *planner) spaces() {
	p.prefixes()
	for _, ns := range p.api.Namespaces {
		if ns.URI == "" {
			continue
		}
		constant := "ns" + Exported(ns.Prefix)
		if !p.vars.free(constant, "") {
			constant = p.spelled("ns", ns.URI)
		}
		p.vars.reserve(constant)
		p.pkg.Spaces = append(p.pkg.Spaces, Space{ns.URI, ns.Prefix, constant})
	}
}

// short is the namespace's short name: its prefix as an identifier.
func (p *planner) short(space string) string {
	for _, ns := range p.pkg.Spaces {
		if ns.URI == space {
			return strings.TrimPrefix(ns.Const, "ns")
		}
	}
	return ""
}

// global names a global type.
func (p *planner) global(t contract.Type) {
	name := typeName(t)
	if name.Local == "" || p.table.owners[t] != nil {
		return
	}
	p.declareGlobal(t, name)
}

func typeName(t contract.Type) contract.QName {
	switch t := t.(type) {
	case *contract.Simple:
		return t.Name
	case *contract.List:
		return t.Name
	case *contract.Union:
		return t.Name
	case *contract.Struct:
		return t.Name
	}
	return contract.QName{}
}

// globalElement names the anonymous type of a global element after the element.
func (p *planner) globalElement(e *contract.Element) {
	p.declareAnonymous(e)
	if p.isHead(e) && (len(e.Members) > 0 || p.api.Subset != nil) { // other packages can't declare it
		p.head(e)
	}
}

// declareAnonymous declares the anonymous type of an element after the element.
func (p *planner) declareAnonymous(e *contract.Element) {
	if anonymous(e.Type) {
		name := e.Name
		if own := p.overloads[e]; own != "" {
			name.Local = own
		}
		p.declareGlobal(e.Type, name)
	}
}

func anonymous(t contract.Type) bool {
	_, builtin := t.(*contract.Builtin)
	return !builtin && typeName(t).Local == ""
}

// eachMessage calls fn for every part of every operation, with the message that holds it.
func (p *planner) eachMessage(fn func(m *contract.Message, part *contract.Part)) {
	for _, b := range p.api.Bindings {
		for _, op := range b.Operations {
			for _, m := range []*contract.Message{op.In, op.Out} {
				if m == nil {
					continue
				}
				for _, part := range slices.Concat(m.Headers, m.Body) {
					fn(m, part)
				}
			}
			for _, part := range slices.Concat(op.Faults, op.HeaderFaults) {
				fn(nil, part)
			}
		}
	}
	if h, ok := p.api.Security.(*contract.HeaderCredentials); ok {
		fn(nil, &contract.Part{Element: h.Header})
	}
}

// message names what an element of a message holds, where that has no name yet: an anonymous
// type, or the struct around a simple type. Within a wrapper the wrapper gives the name.
func (p *planner) message(m *contract.Message, part *contract.Part) {
	e := part.Element
	name := e.Name
	if m != nil && len(m.Wrapper) > 0 {
		name = m.Wrapper[len(m.Wrapper)-1]
	}
	t, ok := e.Type.(*contract.Struct)
	switch {
	case ok && p.table.structs[t] == nil:
		p.declareGlobal(t, name)
	case !ok && p.table.messages[e] == nil:
		p.simpleMessage(e, Exported(name.Local), name.Space)
	}
}

func (p *planner) simpleMessage(e *contract.Element, want, space string) {
	s := &Struct{Path: e.Path, Doc: e.Doc, Space: space, Fault: p.faults[e]}
	s.Go = p.claim(p.scope, "element", &e.Node, wish{own: want, space: space, further: p.structNames})
	s.Var = unexported(s.Go)
	p.table.messages[e], p.table.elements[e] = s, p.pkg
	p.pkg.Structs = append(p.pkg.Structs, s)
	p.declareNested(e.Type, s.Go, "Value", space)
	s.Slots = []*Slot{{Go: "Value", Path: e.Path, Content: &Value{
		Const: "xmltext.Text", Text: &contract.Text{Type: e.Type}, Type: e.Type, Required: true,
	}}}
}

// declareGlobal declares a type under a name that is not nested in another one.
func (p *planner) declareGlobal(t contract.Type, name contract.QName) {
	p.declare(t, wish{own: Exported(name.Local), space: name.Space}, name.Space)
}

// declare gives a type its Go declaration, in the files of a namespace; its body is filled later.
func (p *planner) declare(t contract.Type, w wish, space string) {
	if p.table.owners[t] != nil {
		return
	}
	node := t.Decl()
	switch t := t.(type) {
	case *contract.Struct:
		s := &Struct{Path: node.Path, Doc: node.Doc, Space: space, Src: t, Fault: p.faults[t]}
		p.table.structs[t], p.table.owners[t] = s, p.pkg
		s.Go = p.claim(p.scope, "type", node, w.with(p.structNames))
		s.Var = unexported(s.Go)
		p.pkg.Structs = append(p.pkg.Structs, s)
		p.queue = append(p.queue, func() { p.fill(s, t) })
	default:
		if !p.named(t) {
			p.declareRestricted(t, w, space)
			return
		}
		s := &Simple{Path: node.Path, Doc: node.Doc, Space: space, Src: t}
		p.table.simples[t], p.table.owners[t] = s, p.pkg
		s.Go = p.claim(p.scope, "type", node, w.with(p.simpleNames))
		p.pkg.Simples = append(p.pkg.Simples, s)
		p.queue = append(p.queue, func() { p.fillSimple(s) })
	}
}

// declareRestricted declares what a simple type restricts under that type's name, where it has none of its own: values of
// the restriction have its Go type.
func (p *planner) declareRestricted(t contract.Type, w wish, space string) {
	if s, ok := t.(*contract.Simple); ok && anonymous(s.Base) {
		p.declare(s.Base, w, space)
	}
}

// structNames are the name table and the JSON form of a struct and the counts of its positions, see package emit, and
// the field where it is embedded.
func (p *planner) structNames(Go string) []name {
	Var := unexported(Go)
	return []name{{p.embedded, Go}, p.helper("t", Go), {p.vars, "j" + Go}, {p.vars, Var + "__n"}, {p.vars, Var + "__attrs"}}
}

// simpleNames is the variable of an enumeration's values.
func (p *planner) simpleNames(Go string) []name { return []name{p.helper("known", Go)} }

// groupNames is the variable that tells the occurrences of a group apart.
func (p *planner) groupNames(Go string) []name { return []name{{p.vars, "g" + Go}} }

// sumNames are the type of what is unknown and the registry, the table of choosers and the functions of a sum.
func (p *planner) sumNames(Go string) []name {
	all := []name{{p.scope, Go + "Other"}}
	for _, prefix := range []string{"r", "by", "code", "validate"} {
		all = append(all, p.helper(prefix, Go))
	}
	if p.api.Subset != nil {
		all = append(all, p.helper("held", Go))
	}
	return all
}

func (w wish) with(further func(Go string) []name) wish {
	w.further = further
	return w
}

// named reports whether a simple type gets a Go type of its own.
func (p *planner) named(t contract.Type) bool {
	switch t := t.(type) {
	case *contract.Simple:
		kind := Primitive(t)
		return len(t.Enum) > 0 && t.Layout == "" &&
			(IsString(kind) || IsInteger(kind) || IsFloat(kind) && finite(kind, t.Enum) || IsUnion(t.Base) && !contract.HoldsNames(t))
	case *contract.List, *contract.Union:
		return true
	}
	return false
}

// finite reports whether Go has constants for all values of an enumeration of floats: not for INF, nor for 1e39 as a float,
// which is INF.
func finite(kind string, values []contract.EnumValue) bool {
	bits := 64
	if kind == "float" {
		bits = 32
	}
	return !slices.ContainsFunc(values, func(v contract.EnumValue) bool {
		x, err := strconv.ParseFloat(strings.TrimSpace(v.Value), bits)
		return err != nil || math.IsInf(x, 0) || math.IsNaN(x)
	})
}

// declareNested declares an anonymous type under its parent's name.
func (p *planner) declareNested(t contract.Type, parent, name, space string) {
	if anonymous(t) {
		p.declare(t, wish{owner: parent, own: name}, space)
	}
}

// derivations makes the sums of the types that others derive from.
func (p *planner) derivations() {
	used := map[contract.Type]bool{}
	for _, s := range p.pkg.Structs {
		walkSlots(s.Slots, func(slot *Slot) {
			if v, ok := slot.Content.(*Value); ok {
				used[v.Type] = true
			}
		})
	}
	for _, s := range slices.Clone(p.pkg.Structs) {
		if s.Src == nil || !s.Src.Abstract && len(s.Src.Derived) == 0 && !s.Src.Pruned {
			p.shape(s, "struct")
			continue
		}
		if was, ok := p.lock.Shape(p.api.Source, s.Path); ok && was == "struct" {
			p.shape(s, "struct")
			continue
		}
		p.shape(s, "interface")
		if !used[s.Src] && p.api.Subset == nil { // other packages can't declare it
			continue
		}
		sum := &Sum{Kind: OfDerived, Path: s.Path, Space: s.Space, Package: p.pkg}
		sum.Go = p.claim(p.scope, "sum", &contract.Node{Path: s.Path, Span: s.Src.Span}, wish{owner: "Any", own: s.Go, space: s.Space, further: p.sumNames})
		sum.Marker = unexported(s.Go) + "Type"
		sum.Members = p.members(s.Src)
		s.Sum = sum
		p.pkg.Sums = append(p.pkg.Sums, sum)
	}
	for _, s := range p.pkg.Structs {
		walkSlots(s.Slots, func(slot *Slot) {
			if v, ok := slot.Content.(*Value); ok {
				if t, ok := v.Type.(*contract.Struct); ok && p.table.structs[t] != nil {
					v.Poly = p.table.structs[t].Sum
				}
			}
		})
	}
}

// shape records a shape; a struct that nothing derives from yet is a fact too, so that its first
// derivation changes no field.
func (p *planner) shape(s *Struct, shape string) {
	if s.Src == nil || s.Src.Name.Local == "" {
		return
	}
	source, path := p.api.Source, s.Path
	p.table.facts = append(p.table.facts, func(l *lock.Lock) { l.SetShape(source, path, shape) })
}

// members returns a type and all derived from it, bases first.
func (p *planner) members(t *contract.Struct) []*Struct {
	var all []*Struct
	if s := p.table.structs[t]; s != nil {
		all = append(all, s)
	}
	for _, d := range t.Derived {
		all = append(all, p.members(d)...)
	}
	return all
}

// replies attaches the status rules to the structs that they read.
func (p *planner) replies() {
	rest := map[*contract.Message]bool{} // whose descriptors read the status
	for _, b := range p.api.Bindings {
		for _, o := range b.Operations {
			rest[o.Out] = o.HTTP != nil
		}
	}
	p.eachMessage(func(m *contract.Message, part *contract.Part) {
		if m == nil || m.Reply == nil || rest[m] {
			return
		}
		if s, owner := p.pkg.MessageOf(part.Element); s != nil && owner == p.pkg && s.has(m.Reply.Status[0]) {
			s.Reply = m.Reply
		}
	})
}

func (s *Struct) has(f *contract.Field) bool {
	return f != nil && s.Slot(f) != nil
}

// Slot returns the slot that holds a field, nil when the struct has none of its own.
func (s *Struct) Slot(f *contract.Field) *Slot {
	for _, slot := range s.Slots {
		if v, ok := slot.Content.(*Value); ok && v.Field == f {
			return slot
		}
	}
	return nil
}

func (p *planner) sort() {
	slices.SortFunc(p.pkg.Structs, func(a, b *Struct) int { return strings.Compare(a.Go, b.Go) })
	slices.SortFunc(p.pkg.Sums, func(a, b *Sum) int { return strings.Compare(a.Go, b.Go) })
	slices.SortFunc(p.pkg.Simples, func(a, b *Simple) int { return strings.Compare(a.Go, b.Go) })
	slices.SortFunc(p.pkg.Clients, func(a, b *Client) int { return strings.Compare(a.Go, b.Go) })
}
