package names

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/wsgen/gen/contract"
)

// A place is where the particles of a content model become slots: a struct, the struct of a
// repeated group, or a branch.
type place struct {
	scope  *scope
	owner  string // Go name that nested names start with
	prefix string // of the constants of positions
	space  string
	path   string // of the group whose particles share the names
	// optional is set inside an optional group, wrapped inside a repeated one.
	optional, wrapped bool
	keyed             bool // particles are entries of a map
}

func (pl place) in(scope *scope, owner, prefix string) place {
	pl.scope, pl.owner, pl.prefix, pl.optional = scope, owner, prefix, false
	return pl
}

// ordinal tells the particles of a name apart within the place: by the index of each step below the
// place's own group that has one.
func (pl place) ordinal(path string) string {
	below, ok := strings.CutPrefix(path, pl.path)
	if !ok {
		return ordinal(path)
	}
	var all string
	for step := range strings.SplitSeq(below, "/") {
		all += ordinal(step)
	}
	return all
}

func (p *planner) fill(s *Struct, t *contract.Struct) {
	pl := place{scope: p.newScope(s.Go, "struct "+s.Path), owner: s.Go, prefix: s.Var + "_", space: s.Space, keyed: t.Map != nil}
	for name := range reserved {
		pl.scope.reserve(name)
	}
	if s.Fault {
		pl.scope.reserve("Error")
	}
	if t.Derivation == contract.Extension && t.Base != nil {
		p.base(s, t, pl)
	}
	if t.Text != nil && (s.Base == nil || t.Base.Text == nil) {
		p.declareNested(t.Text.Type, s.Go, "Value", s.Space)
		pl.scope.reserve("Value")
		s.Slots = append(s.Slots, &Slot{Go: "Value", Path: s.Path, Content: &Value{
			Const: "xmltext.Text", Text: t.Text, Type: t.Text.Type, Required: true,
		}})
	}
	// Elements are named before attributes, which give way; they stand behind them in the struct.
	var elements []*Slot
	if t.Own != nil {
		pl.path = t.Own.Path
	}
	switch {
	case t.Mixed && (t.Own != nil || !extendsMixed(t)):
		elements = p.mixed(s, t, pl)
	case t.Own == nil:
	default:
		elements = p.particle(pl, t.Own)
	}
	for _, a := range t.Attrs {
		s.Slots = append(s.Slots, p.attr(pl, a))
	}
	if t.AnyAttr != nil && (s.Base == nil || t.Base.AnyAttribute() == nil) { // else the base has a field for them
		s.Slots = append(s.Slots, &Slot{Go: p.member(pl, &contract.Node{Path: s.Path + "/@*", Span: t.Span}, "AnyAttrs", contract.QName{}),
			Path: s.Path + "/@*", Content: &Wild{Const: "xmltext.AnyAttr", Attrs: t.AnyAttr}})
	}
	s.Slots = append(s.Slots, elements...)
}

func (p *planner) base(s *Struct, t *contract.Struct, pl place) {
	if p.table.structs[t.Base] == nil {
		p.declareNested(t.Base, s.Go, "Redefined", s.Space) // no name is left of what xs:redefine replaces
		p.declareGlobal(t.Base, t.Base.Name)
	}
	s.Base = p.table.structs[t.Base]
	s.Base.Extended = true
	pl.scope.reserve(s.Base.Go)
}

// member claims the name of a field. A name that generated code uses itself gets the suffix Field,
// or Attr for an attribute; so does an attribute that an element stands in the way of.
func (p *planner) member(pl place, node *contract.Node, want string, name contract.QName) string {
	suffix := "Field"
	if strings.Contains(node.Path, "/@") {
		suffix = "Attr"
	}
	if h, taken := pl.scope.taken[want]; taken && (h.path == "generated code" || suffix == "Attr") {
		want += suffix
	}
	return p.claim(pl.scope, "field", node, wish{own: want, space: cmp.Or(name.Space, pl.space), id: pl.scope.lockPath(node.Path, name)})
}

func (p *planner) attr(pl place, a *contract.Attr) *Slot {
	name := p.member(pl, &a.Node, Exported(a.Name.Local), a.Name)
	p.declareNested(a.Type, pl.owner, Exported(a.Name.Local), pl.space)
	v := &Value{Attr: a, Type: a.Type, Required: a.Required}
	p.constant(&v.Const, pl, &a.Node, a.Name.Local, name)
	if !a.Required {
		v.Presence = Optional
		if a.OmitEmpty && IsPlainString(a.Type) {
			v.Presence = OmitEmpty
		}
	}
	v.Default = p.stated("default", pl.owner+name, &a.Node, a.Default)
	v.Fixed = p.stated("fixed", pl.owner+name, &a.Node, a.Fixed)
	return &Slot{Go: name, Path: a.Path, Doc: a.Doc, Content: v}
}

// stated names the default or the fixed value of a field.
func (p *planner) stated(kind, field string, node *contract.Node, text *string) *Constant {
	if text == nil {
		return nil
	}
	name := p.claim(p.scope, kind, &contract.Node{Path: node.Path, Span: node.Span}, wish{owner: field, own: Exported(kind)})
	return &Constant{Go: name, Text: *text}
}

// particle returns the slots that a particle becomes.
func (p *planner) particle(pl place, item contract.Particle) []*Slot {
	switch item := item.(type) {
	case *contract.Field:
		if item.Max == 0 {
			return nil
		}
		return []*Slot{p.field(pl, item)}
	case *contract.Any:
		return []*Slot{p.wild(pl, item)}
	case *contract.Group:
		return p.group(pl, item)
	}
	return nil
}

func (p *planner) group(pl place, g *contract.Group) []*Slot {
	switch {
	case barren(g):
		return nil
	case g.Kind == contract.Choice:
		return []*Slot{p.choice(pl, g)}
	case g.Max != 1:
		return []*Slot{p.repeat(pl, g)}
	}
	pl.optional = pl.optional || g.Min == 0
	var slots []*Slot
	for _, item := range g.Items {
		slots = append(slots, p.particle(pl, item)...)
	}
	return slots
}

// barren reports whether a group has no place for any element.
func barren(item contract.Particle) bool {
	g, ok := item.(*contract.Group)
	return occurs(item).Max == 0 || ok && !slices.ContainsFunc(g.Items, func(p contract.Particle) bool { return !barren(p) })
}

// groupName is a group's own name: that of the named group, or its compositor.
func (pl place) groupName(g *contract.Group) string {
	if g.Named.Local != "" {
		return Exported(g.Named.Local) + pl.ordinal(g.Path)
	}
	return Exported(string(g.Kind)) + pl.ordinal(g.Path)
}

// repeat makes the slot of a repeated sequence.
func (p *planner) repeat(pl place, g *contract.Group) *Slot {
	name := p.member(pl, &g.Node, pl.groupName(g), contract.QName{})
	group := &Group{Path: g.Path, Doc: g.Doc}
	group.Go = p.claim(p.scope, "group", &contract.Node{Path: g.Path, Span: g.Span}, wish{owner: pl.owner, own: name, further: p.groupNames})
	inner := pl.in(p.newScope(group.Go, "group "+g.Path), group.Go, pl.prefix)
	inner.wrapped, inner.path = true, g.Path
	if pl.ordinal(g.Path) != "" { // the first group's positions have the plain names
		inner.prefix += unexported(name) + "_"
	}
	for _, item := range g.Items {
		group.Slots = append(group.Slots, p.particle(inner, item)...)
	}
	return &Slot{Go: name, Path: g.Path, Doc: g.Doc, Content: &Repeat{Group: group, Required: !emptiable(g) && !pl.optional, Max: g.Max}}
}

func (p *planner) field(pl place, f *contract.Field) *Slot {
	e := f.Element
	own := ownName(f)
	want := Exported(own) + pl.ordinal(f.Path)
	if p.isHead(e) {
		return p.headSlot(pl, f, want)
	}
	name := p.member(pl, &f.Node, want, e.Name)
	p.declareNested(e.Type, pl.owner, name, pl.space)
	v := &Value{
		Field: f, Type: e.Type,
		Many: f.Max != 1, Required: f.Min > 0 && !pl.optional, Wrapped: pl.wrapped,
	}
	p.constant(&v.Const, pl, &f.Node, own+pl.ordinal(f.Path), name)
	v.Presence = presence(pl, f)
	if f.Chosen != nil {
		v.Poly = p.chosen(pl, f, name)
	}
	v.Default = p.stated("default", pl.owner+name, &f.Node, e.Default)
	v.Fixed = p.stated("fixed", pl.owner+name, &f.Node, e.Fixed)
	return &Slot{Go: name, Path: f.Path, Doc: doc(f.Doc, e.Doc), Content: v}
}

// ownName is the name that a field has in its contract: that of its element, or its key in a spec
// that gives the element another name on the wire. A key is the last step of the path.
func ownName(f *contract.Field) string {
	local := f.Element.Name.Local
	path := f.Path
	if i := strings.LastIndexByte(path, '['); i > 0 && ordinal(path) != "" {
		path = path[:i]
	}
	if path == "" || path == local || strings.HasSuffix(path, "/"+local) {
		return local
	}
	return path[strings.LastIndexByte(path, '/')+1:]
}

func doc(own, other string) string {
	if own != "" {
		return own
	}
	return other
}

func presence(pl place, f *contract.Field) Presence {
	nillable := f.Element.Nillable && !f.OmitEmpty
	t, _ := f.Element.Type.(*contract.Struct)
	switch {
	case t != nil && t.Array != nil && f.Max == 1:
		return Array
	case f.NilUnset:
		return Optional
	case pl.keyed && (f.Element.Name.Local == "*" || strings.Contains(f.Element.Name.Local, "#")):
		return Keyed
	case f.Max != 1 && nillable:
		return ManyNil
	case f.Max != 1:
		return Many
	case nillable:
		return Nillable
	case f.Min > 0 && !pl.optional:
		return Required
	case f.OmitEmpty && IsPlainString(f.Element.Type):
		return OmitEmpty
	}
	return Optional
}

func (p *planner) wild(pl place, a *contract.Any) *Slot {
	name := p.member(pl, &a.Node, "Any"+pl.ordinal(a.Path), contract.QName{})
	w := &Wild{Any: a, Required: a.Min > 0 && !pl.optional}
	p.constant(&w.Const, pl, &a.Node, "any"+pl.ordinal(a.Path), name)
	return &Slot{Go: name, Path: a.Path, Doc: a.Doc, Content: w}
}

// constant names a position: the struct's name and the wire name, joined by an underscore. What is no identifier, or
// taken in the same struct, goes by the field's Go name, and by its path after that. A position gives way to every
// declaration, since nobody but generated code uses its name.
func (p *planner) constant(at *string, pl place, node *contract.Node, local, name string) {
	p.constants = append(p.constants, func() {
		*at = pl.prefix + local
		free := func() bool {
			return token.IsIdentifier(*at) && p.vars.free(*at, "") && p.vars.free(patternPrefix+*at, "")
		}
		for _, last := range append([]string{unexported(name), name}, behindSteps(node.Path, name)...) {
			if free() {
				break
			}
			*at = pl.prefix + last
		}
		for !free() {
			*at += "_"
		}
		p.vars.taken[*at] = holder{node.Path, node.Span}
		p.vars.reserve(patternPrefix + *at)
	})
}

// patternPrefix stands before a position in the name of the variable of its pattern.
const patternPrefix = "pattern_"

func (p *planner) fillSimple(s *Simple) {
	switch t := s.Src.(type) {
	case *contract.List:
		p.declareNested(t.Item, s.Go, "Item", s.Space)
	case *contract.Union:
		for _, m := range t.Members {
			if u, ok := m.(*contract.Simple); ok {
				p.values(s, u.Enum)
			}
		}
	case *contract.Simple:
		p.values(s, t.Enum)
	}
}

// values names the values of an enumeration, or of the members of a union: those have names of
// their own there, and a value that several members list has one.
func (p *planner) values(s *Simple, values []contract.EnumValue) {
	for i := range values {
		v := &values[i]
		value := cmp.Or(v.Name, v.Value)
		if slices.ContainsFunc(s.Values, func(other EnumValue) bool { return other.Value == value }) {
			continue
		}
		node := v.Node
		if !strings.HasPrefix(node.Path, s.Path+"/") {
			node.Path = s.Path + "=" + node.Path
		}
		name := p.claim(p.scope, "value", &node, wish{owner: s.Go, own: identifierOf(v.Value)})
		s.Values = append(s.Values, EnumValue{Go: name, Doc: v.Doc, Value: value})
	}
}

// identifierOf is what stands for a value behind the name of its type. A number keeps its sign and a value of
// separators alone is spelled out.
func identifierOf(value string) string {
	if value == "" {
		return "Empty"
	}
	id := identifier(value)
	if digits := strings.TrimLeft(value, "+-."); digits != "" && digits[0] >= '0' && digits[0] <= '9' {
		switch value[0] {
		case '-':
			return "Minus" + id
		case '+':
			return "Plus" + identifier(value[1:])
		}
	}
	if id == "" {
		for _, r := range value {
			id += fmt.Sprintf("X%X", r)
		}
	}
	r, size := utf8.DecodeRuneInString(id)
	return string(unicode.ToUpper(r)) + id[size:]
}
