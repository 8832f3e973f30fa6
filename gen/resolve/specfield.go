package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A secret is a field or attribute that people must not read, and where a spec says so.
type secret struct {
	at  source.Span
	typ func() contract.Type // overlays may still change it
}

// content lowers new fields: children into a sequence or, where their order is free, into xs:all; attributes beside it.
func (c *compiler) content(s *contract.Struct, kind contract.GroupKind, fields parser.Map[*parser.SpecField], in form) {
	g := &contract.Group{Node: contract.Node{Path: s.Path + "/" + string(kind), Span: s.Span}, Occurs: contract.Occurs{Min: 1, Max: 1}, Kind: kind}
	for i := range fields.Entries {
		e := &fields.Entries[i]
		if e.Value.Attribute.V {
			a := c.newAttr(s.Path, e, in)
			c.uniqueAttr(s, a, e)
			s.Attrs = append(s.Attrs, a)
			continue
		}
		f := c.newField(g.Path, e, in)
		c.uniqueWire(g, f, e)
		if kind == contract.All && f.Max != 1 {
			c.diags.Errorf(e.Value.MaxOccurs.Span, idConflictingKeys, "a field of a type whose fields come in any order stands once")
		}
		g.Items = append(g.Items, f)
	}
	if len(g.Items) > 0 {
		s.Own = g
	}
}

// uniqueWire reports a field that has the element name of another one.
func (c *compiler) uniqueWire(g *contract.Group, f *contract.Field, e *parser.Entry[*parser.SpecField]) {
	for _, p := range g.Items {
		o, ok := p.(*contract.Field)
		if ok && o != f && o.Element.Name == f.Element.Name {
			x := c.diags.Errorf(e.Key.Span, idDuplicateField, "two fields have the name %s on the wire", f.Element.Name)
			x.Related = append(x.Related, source.Note{Span: o.Span, Message: "the first one"})
			return
		}
	}
}

// uniqueAttr reports an attribute that has the name of another one.
func (c *compiler) uniqueAttr(s *contract.Struct, a *contract.Attr, e *parser.Entry[*parser.SpecField]) {
	for _, o := range s.Attrs {
		if o != a && o.Name == a.Name {
			x := c.diags.Errorf(e.Key.Span, idDuplicateField, "two attributes have the name %s on the wire", a.Name)
			x.Related = append(x.Related, source.Note{Span: o.Span, Message: "the first one"})
			return
		}
	}
}

// newField lowers a field that no WSDL has.
func (c *compiler) newField(parent string, e *parser.Entry[*parser.SpecField], in form) *contract.Field {
	v := e.Value
	f := &contract.Field{Node: contract.Node{Path: parent + "/" + e.Key.V, Span: e.Key.Span}, Occurs: contract.Occurs{Min: 1, Max: 1}}
	f.Element = &contract.Element{Node: contract.Node{Path: f.Path, Span: f.Span}, Name: contract.QName{Local: e.Key.V}}
	if in.qualified {
		f.Element.Name.Space = in.space
	}
	f.Element.Type = c.fieldType(f.Path, e, nil, in)
	c.setField(f, v, in)
	c.keyName(e)
	if v.Add.V && !c.overlay() {
		c.diags.Errorf(v.Add.Span, idOverlayUnmatched, "there is no WSDL that the field could be added to")
	}
	return f
}

// setField applies all that a spec states about a field but its type.
func (c *compiler) setField(f *contract.Field, v *parser.SpecField, in form) {
	e := f.Element
	c.setOccurs(f, v)
	if v.Doc.Set() {
		f.Doc = doc(v.Doc)
	}
	f.Doc = explained(f.Doc, v.Reason)
	if v.Name.Set() {
		f.Rename = c.goName(v.Name)
	}
	if v.Nillable.Set() {
		e.Nillable = v.Nillable.V
	}
	c.setName(&e.Name, v, in)
	c.values(v, &e.Default, &e.Fixed)
	if v.Secret.Set() {
		f.Secret = v.Secret.V
		if f.Secret {
			c.secrets = append(c.secrets, secret{v.Secret.Span, func() contract.Type { return f.Element.Type }})
		}
	}
	if v.WireType.Set() {
		c.setWireType(f, v.WireType)
	}
	c.fieldJSON(v.JSON, &f.Node, &f.JSON)
	if v.CDATA.Set() && !v.Document.Set() {
		f.CDATA = v.CDATA.V
	}
	if v.Declaration.Set() && !v.Document.Set() {
		c.diags.Errorf(v.Declaration.Span, idConflictingKeys, "a declaration stands before a document, and the field states none")
	}
	if v.OrElement.Set() {
		c.diags.Errorf(v.OrElement.Span, idConflictingKeys, "an element can't be read in place of another one")
	}
	if v.Choose != nil {
		c.chosen = append(c.chosen, chosen{f, v})
	}
	if v.Optional.Set() {
		c.optional[&f.Node] = v.Optional.V
	}
	if e.Path == f.Path {
		e.Doc, e.From = f.Doc, f.From
	}
}

// setName applies what a spec states about the name of a field on the wire.
func (c *compiler) setName(name *contract.QName, v *parser.SpecField, in form) {
	if v.WireName.Set() {
		name.Local = c.wireName(v.WireName)
	}
	if v.Form.Set() {
		name.Space = ""
		if v.Form.V == parser.Qualified {
			name.Space = in.space
		}
	}
	if v.Namespace.Set() {
		name.Space = c.uri(v.Namespace)
	}
}

// setOccurs applies what a spec states about how often a field stands.
func (c *compiler) setOccurs(f *contract.Field, v *parser.SpecField) {
	if v.MinOccurs.Set() {
		f.Min = v.MinOccurs.V
	}
	if v.MaxOccurs.Set() {
		f.Max = v.MaxOccurs.V
	} else if f.Max >= 0 {
		f.Max = max(f.Max, f.Min)
	}
	switch {
	case f.Max == 0:
		c.diags.Errorf(v.MaxOccurs.Span, idBadOccurs, "a field that can't occur is none")
	case f.Max > 0 && f.Min > f.Max:
		c.diags.Errorf(v.MaxOccurs.Span, idBadOccurs, "minOccurs %d is above maxOccurs %d", f.Min, f.Max)
	}
}

// values replaces a default and a fixed value by those that a spec states; either takes the other's place.
func (c *compiler) values(v *parser.SpecField, byDefault, fixed **string) {
	if v.Default.Set() && v.Fixed.Set() {
		c.diags.Errorf(v.Fixed.Span, idConflictingKeys, "a field has a default or a fixed value, not both")
	}
	if d := c.value(v.Default.Span, value(v.Default)); d != nil {
		*byDefault, *fixed = d, nil
	}
	if d := c.value(v.Fixed.Span, value(v.Fixed)); d != nil {
		*byDefault, *fixed = nil, d
	}
}

// value notes where a value stands.
func (c *compiler) value(at source.Span, v *string) *string {
	if v != nil {
		c.valueAt[v] = at
	}
	return v
}

// newAttr lowers an attribute that no WSDL has.
func (c *compiler) newAttr(parent string, e *parser.Entry[*parser.SpecField], in form) *contract.Attr {
	v := e.Value
	a := &contract.Attr{Node: contract.Node{Path: parent + "/@" + e.Key.V, Span: e.Key.Span}, Name: contract.QName{Local: e.Key.V}, Required: true}
	a.Type = c.fieldType(a.Path, e, nil, in)
	if !isSimple(a.Type) {
		c.diags.Errorf(e.Key.Span, idBadBase, "the attribute %s must have a simple type", e.Key.V)
	}
	c.keyName(e)
	if v.Add.V && !c.overlay() {
		c.diags.Errorf(v.Add.Span, idOverlayUnmatched, "there is no WSDL that the attribute could be added to")
	}
	c.setAttr(a, v, in)
	return a
}

func (c *compiler) overlay() bool { return c.doc != nil }

// setAttr applies what a spec states about an attribute.
func (c *compiler) setAttr(a *contract.Attr, v *parser.SpecField, in form) {
	for _, bad := range []source.Span{v.Nillable.Span, v.CDATA.Span, v.Document.Span, v.Declaration.Span, orZero(v.Choose).Span} {
		if bad.File != nil {
			c.diags.Errorf(bad, idConflictingKeys, "an attribute can't have this key")
		}
	}
	if v.MinOccurs.Set() {
		a.Required = v.MinOccurs.V > 0
	}
	if v.MaxOccurs.Set() && v.MaxOccurs.V != 1 {
		c.diags.Errorf(v.MaxOccurs.Span, idBadOccurs, "an attribute can't repeat")
	}
	if v.Doc.Set() {
		a.Doc = doc(v.Doc)
	}
	a.Doc = explained(a.Doc, v.Reason)
	if v.Name.Set() {
		a.Rename = c.goName(v.Name)
	}
	if v.WireName.Set() {
		a.Name.Local = c.wireName(v.WireName)
	}
	if v.Form.Set() && v.Form.V == parser.Qualified {
		a.Name.Space = in.space
	}
	if v.Namespace.Set() {
		a.Name.Space = c.uri(v.Namespace)
	}
	c.values(v, &a.Default, &a.Fixed)
	if v.Secret.V {
		a.Secret = true
		c.secrets = append(c.secrets, secret{v.Secret.Span, func() contract.Type { return a.Type }})
	}
	c.fieldJSON(v.JSON, &a.Node, &a.JSON)
	if v.OrElement.Set() {
		a.OrElement = c.wireName(v.OrElement)
	}
	if v.Optional.Set() {
		c.optional[&a.Node] = v.Optional.V
	}
}

// fieldType is the type that a field states; current is that of the WSDL, nil for a new field.
func (c *compiler) fieldType(path string, e *parser.Entry[*parser.SpecField], current contract.Type, in form) contract.Type {
	v := e.Value
	n := 0
	for _, set := range []bool{v.Type.Set(), v.Fields.Set(), v.Map.Set(), v.Document.Set(), v.Choose != nil} {
		if set {
			n++
		}
	}
	if n > 1 {
		c.diags.Errorf(e.Key.Span, idConflictingKeys, "the field %s states more than one of type, fields, map, document and choose", e.Key.V)
	}
	base := current
	if hasFacets(&v.SpecFacets) && (v.Fields.Set() || v.Document.Set() || v.Map.Set()) {
		c.diags.Errorf(e.Key.Span, idBadFacet, "facets need a simple type, and the field %s has none", e.Key.V)
	}
	switch {
	case v.Fields.Set():
		s := &contract.Struct{Node: contract.Node{Path: path, Span: e.Key.Span}}
		c.lowered = append(c.lowered, s)
		c.content(s, contract.Sequence, v.Fields, in)
		return s
	case v.Document.Set():
		return c.document(path, e, in)
	case v.Map.Set():
		return c.newMap(path, e.Key.Span, v.Map, in)
	case v.Choose != nil:
		return c.builtins["anyType"]
	case v.Type.Set():
		base = c.specType(v.Type)
	case v.Layout.Set():
		base = c.builtins["string"]
	}
	if base == nil {
		c.diags.Errorf(e.Key.Span, idMissingType, "the field %s states no type", e.Key.V)
		return c.builtins["string"]
	}
	return c.narrow(path, base, base == current, &v.SpecFacets, e)
}

// narrow lays facets over a type. Of a simple type that the WSDL gave the field, a facet replaces the same
// facet of its last step; a type that stands elsewhere too is copied for it.
func (c *compiler) narrow(path string, base contract.Type, merge bool, x *parser.SpecFacets, e *parser.Entry[*parser.SpecField]) contract.Type {
	if !hasFacets(x) {
		return base
	}
	if !isSimple(base) {
		c.diags.Errorf(e.Key.Span, idBadFacet, "facets need a simple type, and %s is none", base.Decl().Path)
		return base
	}
	t := &contract.Simple{Node: contract.Node{Path: path, Span: e.Key.Span}, Base: base}
	if old, ok := base.(*contract.Simple); ok && merge {
		if old.Path == path {
			old.From = append(old.From, e.Key.Span)
			c.specFacets(old, x)
			return old
		}
		if overlaps(old, x) {
			*t = contract.Simple{Node: t.Node, Base: old.Base, Facets: old.Facets, Enum: old.Enum, Open: old.Open, Layout: old.Layout}
			t.From = []source.Span{e.Key.Span}
			for k, at := range c.facetAt[old] {
				c.places(t)[k] = at
			}
		}
	}
	c.specFacets(t, x)
	c.lowered = append(c.lowered, t)
	return t
}

// A stated is a facet of a spec.
type stated struct {
	kind  string
	value parser.Value[parser.Lexical]
}

func facetsOf(x *parser.SpecFacets) []stated {
	out := []stated{
		{"length", x.Length}, {"minLength", x.MinLength}, {"maxLength", x.MaxLength},
		{"minInclusive", x.MinInclusive}, {"maxInclusive", x.MaxInclusive}, {"minExclusive", x.MinExclusive}, {"maxExclusive", x.MaxExclusive},
		{"totalDigits", x.TotalDigits}, {"fractionDigits", x.FractionDigits},
		{"whiteSpace", parser.Value[parser.Lexical]{V: parser.Lexical(x.WhiteSpace.V), Span: x.WhiteSpace.Span}},
	}
	n := 0
	for _, f := range out {
		if f.value.Set() {
			out[n] = f
			n++
		}
	}
	return out[:n]
}

func hasFacets(x *parser.SpecFacets) bool {
	return len(facetsOf(x)) > 0 || x.Enum.Set() || x.Open.Set() || x.Pattern.Set() || x.Layout.Set()
}

// overlaps reports whether a spec states a facet that the step has too.
func overlaps(t *contract.Simple, x *parser.SpecFacets) bool {
	for _, f := range facetsOf(x) {
		if p := facet(&t.Facets, f.kind); *p != nil {
			return true
		}
	}
	return x.Pattern.Set() && len(t.Facets.Patterns) > 0 || x.Enum.Set() && len(t.Enum) > 0
}

// specFacets states the facets of a spec on a step.
func (c *compiler) specFacets(t *contract.Simple, x *parser.SpecFacets) {
	at := c.places(t)
	for _, f := range facetsOf(x) {
		v := string(f.value.V)
		*facet(&t.Facets, f.kind), at[f.kind] = &v, f.value.Span
	}
	if x.Pattern.Set() {
		t.Facets.Patterns, at["pattern0"] = []string{x.Pattern.V}, x.Pattern.Span
	}
	if x.Layout.Set() {
		t.Layout, at["layout"] = x.Layout.V, x.Layout.Span
	}
	if x.Enum.Set() {
		c.specEnum(t, x)
	}
	if x.Open.Set() {
		if t.Open = x.Open.V; len(t.Enum) == 0 {
			c.diags.Errorf(x.Open.Span, idConflictingKeys, "open is about an enumeration, and there is none").Hint = "state enum here"
		}
	}
}

// specEnum states the enumeration of a spec on a step.
func (c *compiler) specEnum(t *contract.Simple, x *parser.SpecFacets) {
	t.Enum = nil
	for i, v := range x.Enum.Values {
		value := normalized(t.Base, string(v.Value.V))
		n := contract.Node{Path: enumPath(t, value), Doc: doc(v.Doc), Span: v.Value.Span}
		for _, o := range t.Enum[:i] {
			if o.Value == value {
				c.diags.Errorf(v.Value.Span, idBadEnum, "the value %q stands twice", o.Value)
			}
		}
		t.Enum = append(t.Enum, contract.EnumValue{Node: n, Value: value})
	}
}
