package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// overlayType lays an entry of types over a type of the WSDL.
func (c *compiler) overlayType(e *parser.Entry[*parser.SpecType], t contract.Type) {
	v, n := e.Value, t.Decl()
	c.repeatedType(e, t)
	n.From = append(n.From, e.Key.Span)
	if v.Name.Set() {
		n.Rename = c.goName(v.Name)
	}
	if v.Doc.Set() {
		n.Doc = doc(v.Doc)
	}
	n.Doc = explained(n.Doc, v.Reason)
	if v.Base.Set() {
		c.diags.Errorf(v.Base.Span, idOverlayUnsupported, "the WSDL says what %s comes from", e.Key.V)
	}
	if v.Order.Set() {
		c.diags.Errorf(v.Order.Span, idOverlayUnsupported, "the WSDL says the order of what %s holds", e.Key.V)
	}
	if v.OrElement.Set() {
		c.diags.Errorf(v.OrElement.Span, idOverlayUnsupported, "an element in place of the text of a type of the WSDL is not supported")
	}
	switch t := t.(type) {
	case *contract.Struct:
		if v.Optional.Set() {
			c.optional[n] = v.Optional.V
		}
		if hasFacets(&v.SpecFacets) {
			c.diags.Errorf(e.Key.Span, idBadFacet, "%s is no simple type and can't have facets", e.Key.V)
		}
		c.overlayFields(t, v.Fields, c.formOf(t, v.ElementForm))
	case *contract.Simple:
		c.noFields(e)
		c.specFacets(t, &v.SpecFacets)
	default:
		c.noFields(e)
		if hasFacets(&v.SpecFacets) {
			c.diags.Errorf(e.Key.Span, idOverlayUnsupported, "facets over the list or union %s are not supported", e.Key.V)
		}
	}
}

func (c *compiler) noFields(e *parser.Entry[*parser.SpecType]) {
	if e.Value.Fields.Set() {
		c.diags.Errorf(e.Key.Span, idOverlayUnmatched, "%s is simple and has no fields", e.Key.V)
	}
}

// formOf is the form of fields that an overlay adds to a type of the WSDL: that of the fields it has.
func (c *compiler) formOf(s *contract.Struct, stated parser.Value[parser.Form]) form {
	space := s.Name.Space
	if space == "" {
		space = c.space()
	}
	if stated.Set() {
		return form{space, stated.V == parser.Qualified}
	}
	for x := s; x != nil; x = x.Base {
		if f := firstField(x.Own); f != nil {
			return form{space, f.Element.Name.Space != ""}
		}
	}
	return c.form(space)
}

func firstField(g *contract.Group) *contract.Field {
	if g == nil {
		return nil
	}
	for _, p := range g.Items {
		switch p := p.(type) {
		case *contract.Field:
			return p
		case *contract.Group:
			if f := firstField(p); f != nil {
				return f
			}
		}
	}
	return nil
}

// A fieldOverlay lays entries over the fields and attributes of a struct.
type fieldOverlay struct {
	c      *compiler
	s      *contract.Struct
	in     form
	before *spot                          // of the last entry that overlays a field or adds one
	done   map[*contract.Node]source.Span // by what the entries before overlay
}

// A laid is what an entry can lie over: a field, an attribute or a group of fields.
type laid struct {
	at   *spot // nil for an attribute and for nothing
	attr *contract.Attr
}

// overlayFields lays entries over the fields and attributes of a struct. A new field stands after the
// entry before it, or at the end.
func (c *compiler) overlayFields(s *contract.Struct, fields parser.Map[*parser.SpecField], in form) {
	o := &fieldOverlay{c: c, s: s, in: in, done: map[*contract.Node]source.Span{}}
	for i := range fields.Entries {
		e := &fields.Entries[i]
		found := spots(s, e.Key.V)
		if len(found) > 1 && !e.Value.Attribute.V {
			c.ambiguous(s, e.Key, nodes(found))
			continue
		}
		alike := namesakes(s, e.Key.V)
		if len(alike) > 1 && (len(found) == 0 || e.Value.Attribute.V) {
			c.ambiguous(s, e.Key, alike)
			continue
		}
		l := laid{attr: findAttr(s, e.Key.V)}
		if len(found) > 0 {
			l.at = &found[0]
		}
		if l.at.field() != nil && !e.Value.Attribute.V {
			l.attr = nil
		}
		switch add := o.adds(e, l); {
		case add && e.Value.Attribute.V:
			o.addAttr(e)
		case add:
			o.before = c.insert(s, o.before, e, in)
		case l.attr != nil:
			o.overAttr(e, l.attr)
		default:
			o.over(e, l.at)
		}
	}
}

// adds reports whether an entry adds what the struct does not have yet. What it says that is so by now, it says in vain.
func (o *fieldOverlay) adds(e *parser.Entry[*parser.SpecField], l laid) bool {
	var r repeated
	f := l.at.field()
	add := e.Value.Add.V
	switch {
	case l.attr != nil:
		r = repeated{c: o.c, at: &l.attr.Node}
	case f != nil && !(add && e.Value.Attribute.V):
		r = repeated{c: o.c, at: &f.Node}
	default:
		return add
	}
	if add {
		r.others = new([]string)
	}
	if l.attr != nil {
		r.attr(e.Value, l.attr, o.in)
	} else {
		r.field(e.Value, f, o.in)
	}
	return add && r.hasByNow(e)
}

func (o *fieldOverlay) addAttr(e *parser.Entry[*parser.SpecField]) {
	n := o.c.newAttr(o.s.Path, e, o.in)
	n.From = []source.Span{e.Key.Span}
	o.c.uniqueAttr(o.s, n, e)
	o.s.Attrs = append(o.s.Attrs, n)
}

func (o *fieldOverlay) overAttr(e *parser.Entry[*parser.SpecField], a *contract.Attr) {
	a.From = append(a.From, e.Key.Span)
	a.Type = o.c.fieldType(a.Path, e, a.Type, o.in)
	o.c.setAttr(a, e.Value, o.in)
	o.c.uniqueAttr(o.s, a, e)
}

// over lays an entry over a field or a group of fields; nil is neither.
func (o *fieldOverlay) over(e *parser.Entry[*parser.SpecField], at *spot) {
	c, f := o.c, at.field()
	switch {
	case f != nil && e.Value.Attribute.V:
		x := c.diags.Errorf(e.Value.Attribute.Span, idOverlayUnmatched, "%s is an element of %s, no attribute", e.Key.V, o.s.Path)
		x.Related = append(x.Related, source.Note{Span: f.Span, Message: "the WSDL declares it here"})
	case at == nil:
		c.unmatchedField(o.s, e)
	case o.done[at.node].File != nil:
		first := o.done[at.node]
		x := c.diags.Errorf(e.Key.Span, idDuplicateDeclaration, "%s overlays a second time what %s overlays", e.Key.V, first.Text())
		x.Related = append(x.Related, source.Note{Span: first, Message: "the first overlay"})
	case f != nil:
		c.overlayField(o.s, f, e, o.in)
		if renames(e.Value) {
			c.uniqueWire(at.in, f, e)
		}
		o.before, o.done[at.node] = at, e.Key.Span
	default:
		c.overlayGroup(at, e)
		o.done[at.node] = e.Key.Span
	}
}

// namesakes are the attributes of a local name.
func namesakes(s *contract.Struct, local string) (list []*contract.Node) {
	for _, a := range s.Attrs {
		if a.Name.Local == local {
			list = append(list, &a.Node)
		}
	}
	return list
}

// findAttr looks for an attribute by its name, or as inspect prints it: with @ before it.
func findAttr(s *contract.Struct, name string) *contract.Attr {
	for _, a := range s.Attrs {
		if a.Path == s.Path+"/@"+strings.TrimPrefix(name, "@") {
			return a
		}
	}
	return nil
}

func (c *compiler) unmatchedField(s *contract.Struct, e *parser.Entry[*parser.SpecField]) {
	for b := s.Base; b != nil; b = b.Base {
		if len(spots(b, e.Key.V)) > 0 {
			x := c.diags.Errorf(e.Key.Span, idOverlayUnmatched, "%s has the field %s from its base %s", s.Path, e.Key.V, b.Path)
			x.Hint = "overlay it under types, where the base is"
			return
		}
	}
	names := fieldNames(s)
	for _, a := range s.Attrs {
		names = append(names, a.Name.Local)
	}
	x := c.diags.Errorf(e.Key.Span, idOverlayUnmatched, "%s has no field %s", s.Path, e.Key.V)
	if x.Hint = c.didYouMean(e.Key.V, list(names)); x.Hint == "" {
		x.Hint = "add: true adds a field that the WSDL does not have"
	}
	x.Related = append(x.Related, source.Note{Span: s.Span, Message: s.Path + " is declared here"})
}

// insert adds a field after another one, or at the end of the struct's own content.
func (c *compiler) insert(s *contract.Struct, after *spot, e *parser.Entry[*parser.SpecField], in form) *spot {
	if s.Own == nil {
		s.Own = &contract.Group{Node: contract.Node{Path: s.Path + "/sequence", Span: s.Span}, Occurs: contract.Occurs{Min: 1, Max: 1}, Kind: contract.Sequence}
	}
	g, at := s.Own, len(s.Own.Items)
	if after != nil {
		g = after.in
		at = 1 + slices.Index(g.Items, after.Particle)
	}
	f := c.newField(g.Path, e, in)
	f.From = []source.Span{e.Key.Span}
	c.uniqueWire(g, f, e)
	g.Items = slices.Insert(g.Items, at, contract.Particle(f))
	return &spot{f, &f.Node, g}
}

// renames reports whether an entry gives a field another name on the wire.
func renames(v *parser.SpecField) bool {
	return v.WireName.Set() || v.Namespace.Set() || v.Form.Set()
}

// overlayField lays an entry over a field that the WSDL has.
func (c *compiler) overlayField(s *contract.Struct, f *contract.Field, e *parser.Entry[*parser.SpecField], in form) {
	v := e.Value
	f.From = append(f.From, e.Key.Span)
	if f.Element.Path != f.Path && changesElement(v) {
		local := *f.Element // the global element stays as it is
		local.Node, local.Head, local.Members = contract.Node{Path: f.Path, Doc: local.Doc, Span: f.Span}, nil, nil
		f.Element = &local
	}
	if v.Fields.Set() {
		inner, ok := f.Element.Type.(*contract.Struct)
		if !ok || inner.Name != (contract.QName{}) {
			c.diags.Errorf(v.Fields.Span, idOverlayUnmatched, "the fields of %s belong to the type %s", e.Key.V, f.Element.Type.Decl().Path).Hint = "overlay them under types"
		} else {
			c.overlayFields(inner, v.Fields, in)
		}
		v = shallow(v)
	}
	f.Element.Type = c.fieldType(f.Path, &parser.Entry[*parser.SpecField]{Key: e.Key, Value: v}, f.Element.Type, in)
	c.setField(f, v, in)
}

// shallow is the entry without its inner fields.
func shallow(v *parser.SpecField) *parser.SpecField {
	x := *v
	x.Fields = parser.Map[*parser.SpecField]{}
	return &x
}

// changesElement reports whether an entry changes what an element declares, not only its use.
func changesElement(v *parser.SpecField) bool {
	return v.Type.Set() || v.WireName.Set() || v.Namespace.Set() || v.Form.Set() || v.Nillable.Set() || v.Default.Set() || v.Fixed.Set() ||
		v.Fields.Set() || v.Map.Set() || v.Document.Set() || v.Choose != nil || hasFacets(&v.SpecFacets)
}

// overlayOperations lays the operations of a spec over those of its WSDL.
func (c *compiler) overlayOperations() {
	done := map[string]bool{}
	if c.doc == nil && !c.spec.Operations.Set() {
		return
	}
	var names []string
	matched := map[*contract.Operation]*parser.Entry[*parser.SpecOperation]{}
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			names = append(names, o.Name)
			matched[o] = c.spec.Operations.Lookup(o.Name)
		}
	}
	for i := range c.spec.Operations.Entries {
		if e := &c.spec.Operations.Entries[i]; !slices.Contains(names, e.Key.V) {
			c.diags.Errorf(e.Key.Span, idOverlayUnmatched, "the WSDL has no operation %s", e.Key.V).Hint = c.didYouMean(e.Key.V, list(names))
		}
	}
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			e := matched[o]
			if e != nil {
				c.overlayOperation(o, e, !done[o.Name])
				done[o.Name] = true
			}
			c.overlayReply(o, e)
		}
	}
}

// overlayOperation lays an entry over one operation; its fields once, since bindings share them.
func (c *compiler) overlayOperation(o *contract.Operation, e *parser.Entry[*parser.SpecOperation], first bool) {
	v := e.Value
	c.repeatedOperation(e, o, first)
	o.From = append(o.From, e.Key.Span)
	if v.Doc.Set() {
		o.Doc = doc(v.Doc)
	}
	o.Doc = explained(o.Doc, v.Reason)
	if v.Name.Set() {
		o.Rename = c.goName(v.Name)
	}
	if v.Action.Set() {
		o.Action = c.action(v.Action)
	}
	o.Samples = c.samples(v.Samples, first)
	if first {
		c.checkReplyStatus(v)
	}
	if v.Namespace.Set() && first {
		c.diags.Errorf(v.Namespace.Span, idOverlayUnsupported, "the WSDL says the namespace of %s", o.Name)
	}
	if !first {
		return
	}
	if v.Request.Set() {
		c.overlayMessage(o, o.In, v.Request, v.ElementForm, e.Key)
	}
	if r := v.Response; r != nil {
		c.overlayResponse(o, r, e.Key)
	}
}

// overlayMessage lays fields over the element of a message.
func (c *compiler) overlayMessage(o *contract.Operation, m *contract.Message, fields parser.Map[*parser.SpecField], stated parser.Value[parser.Form], key parser.Value[string]) {
	if len(fields.Entries) == 0 {
		return
	}
	if m == nil || len(m.Body) != 1 {
		c.diags.Errorf(key.Span, idOverlayUnsupported, "the message of %s is not one element whose fields could be overlaid", o.Name)
		return
	}
	s, ok := m.Body[0].Element.Type.(*contract.Struct)
	if !ok {
		c.diags.Errorf(key.Span, idOverlayUnmatched, "the message of %s is a simple value and has no fields", o.Name)
		return
	}
	c.overlayFields(s, fields, c.formOf(s, stated))
}

func (c *compiler) overlayResponse(o *contract.Operation, r *parser.SpecResponse, key parser.Value[string]) {
	if o.Out == nil {
		c.diags.Errorf(r.Span, idOverlayUnmatched, "the operation %s has no reply", o.Name)
		return
	}
	if len(o.Out.Body) == 1 {
		if e := o.Out.Body[0].Element; e.Name.Local != r.Element.V || r.Namespace.Set() && e.Name.Space != r.Namespace.V {
			at := r.Element.Span
			if e.Name.Local == r.Element.V {
				at = r.Namespace.Span
			}
			x := c.diags.Errorf(at, idOverlayUnmatched, "the reply of %s is the element %s", o.Name, e.Name)
			x.Related = append(x.Related, source.Note{Span: e.Span, Message: "the WSDL declares it here"})
			return
		}
	}
	c.overlayMessage(o, o.Out, r.Fields, r.ElementForm, key)
}
