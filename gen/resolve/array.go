package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// The namespaces of SOAP encoding.
const (
	encoding11 = "http://schemas.xmlsoap.org/soap/encoding/"
	encoding12 = "http://www.w3.org/2003/05/soap-encoding"
)

func isEncoding(space string) bool { return space == encoding11 || space == encoding12 }

// encodedType is a type that SOAP encoding itself has: an array, or, where messages are in that encoding, a simple type
// by the name of XML Schema's, whose elements may be nil. The attributes that it adds, id and href, are of the form
// there and not of the value. For any other name it is nil.
func (c *compiler) encodedType(q contract.QName) contract.Type {
	if !isEncoding(q.Space) {
		return nil
	}
	if t := c.encodings[q]; t != nil {
		return t
	}
	var t contract.Type
	kind := q.Local
	if kind == "base64" {
		kind = "base64Binary"
	}
	switch b := c.builtins[kind]; {
	case q.Local == "Array":
		s := &contract.Struct{Node: contract.Node{Path: q.String()}, Name: q}
		c.arrayOf(s, c.builtins["anyType"], "")
		t = s
	case c.ix.encoded && b != nil && kind != "anyType" && kind != "anySimpleType":
		t = &contract.Simple{Node: contract.Node{Path: q.String()}, Name: q, Base: b}
	default:
		return nil
	}
	c.encodings[q] = t
	c.lowered = append(c.lowered, t)
	return t
}

// encodes reports a binding that has a message in SOAP encoding.
func encodes(b *parser.Binding) bool {
	return slices.ContainsFunc(b.Operations, func(o *parser.BindingOperation) bool {
		return slices.ContainsFunc([]*parser.BindingMessage{o.Input, o.Output}, func(m *parser.BindingMessage) bool {
			return m != nil && m.Body != nil && m.Body.Use.V == "encoded"
		})
	})
}

// array lowers a restriction of the array of SOAP encoding. Its items are of the type that wsdl:arrayType names (WSDL
// 1.1, clause 2.2), or of that of the one element of its content, whose name they then have, or of that of the array that it
// restricts.
func (c *compiler) array(p *pending, d *parser.Derivation, base *contract.Struct) {
	s := p.s
	var item *contract.Element
	if x := d.Content.Particle; x != nil {
		if g := c.topGroup(&model{unit: p.unit, owner: s.Path}, s.Path, x); g != nil && len(g.Items) == 1 {
			if f, ok := g.Items[0].(*contract.Field); ok {
				item = f.Element
			}
		}
	}
	var t contract.Type
	ranks := ""
	if at := arrayType(&d.Content); at.Set() {
		if ranks = ranksOf(at.V); strings.Contains(at.V.Dimensions, ",") {
			c.grids[s] = at.Span
		}
		t = c.typeRef(p.unit, parser.Value[parser.QName]{V: at.V.Item, Span: at.Span})
	}
	switch {
	case t == nil && item != nil:
		t = item.Type
	case t == nil && base != nil:
		of := base.Own.Items[0].(*contract.Field).Element
		c.arrayOf(s, of.Type, "").Element.Name = of.Name
		s.Array.Ranks = base.Array.Ranks
		if at, ok := c.grids[base]; ok {
			c.grids[s] = at
		}
		return
	case t == nil:
		t = c.builtins["anyType"]
	}
	f := c.arrayOf(s, t, ranks)
	if item != nil {
		f.Element.Name, f.Element.Nillable = item.Name, item.Nillable
	}
}

// arrayType is the wsdl:arrayType of a restriction.
func arrayType(content *parser.Content) (v parser.Value[parser.ArrayType]) {
	for _, u := range content.Attributes {
		if a, ok := u.(*parser.Attribute); ok && a.ArrayType.Set() {
			v = a.ArrayType
		}
	}
	return v
}

// ranksOf is what the dimensions of an array say beyond the array itself: "[]" for each rank of an array of arrays.
func ranksOf(t parser.ArrayType) string {
	return strings.Repeat("[]", max(strings.Count(t.Dimensions, "[")-1, 0))
}

// refuseGrids reports the arrays of several dimensions that are reached.
func (c *compiler) refuseGrids(reached func(*contract.Struct) bool) {
	for _, t := range c.lowered {
		if s, ok := t.(*contract.Struct); ok && c.grids[s] != (source.Span{}) && reached(s) {
			c.unsupported(c.grids[s], idUnsupportedEncoded, "soapenc:arrayType", "an array of several dimensions is not modelled")
		}
	}
}

// refuseGridsOf reports those that an operation leads to.
func (c *compiler) refuseGridsOf(o *contract.Operation) {
	if len(c.grids) == 0 {
		return
	}
	r := &reach{types: map[contract.Type]bool{}, elements: map[*contract.Element]bool{}}
	r.message(o.In)
	r.message(o.Out)
	for _, p := range slices.Concat(o.Faults, o.HeaderFaults) {
		r.element(p.Element)
	}
	r.follow()
	c.refuseGrids(func(s *contract.Struct) bool { return r.types[s] })
}

// arrayOf makes an array of s, with items of type t, or with arrays of such where there are further ranks.
func (c *compiler) arrayOf(s *contract.Struct, t contract.Type, ranks string) *contract.Field {
	own := contract.Occurs{Min: 1, Max: 1}
	s.Own = &contract.Group{Node: contract.Node{Path: s.Path + "/sequence", Span: s.Span}, Occurs: own, Kind: contract.Sequence}
	f := &contract.Field{Node: contract.Node{Path: s.Own.Path + "/item", Span: s.Span}, Occurs: contract.Occurs{Min: 0, Max: -1}}
	if ranks != "" {
		inner := &contract.Struct{Node: f.Node}
		c.lowered = append(c.lowered, inner)
		c.arrayOf(inner, t, ranks[len("[]"):])
		t = inner
	}
	f.Element = &contract.Element{Node: f.Node, Name: contract.QName{Local: "item"}, Type: t}
	s.Array, s.Own.Items = &contract.Array{Ranks: ranks}, []contract.Particle{f}
	return f
}

// arrayTypes says of each array what its items are, where that is known.
func (c *compiler) arrayTypes() {
	for _, t := range c.lowered {
		s, ok := t.(*contract.Struct)
		if !ok || s.Array == nil {
			continue
		}
		f := s.Own.Items[0].(*contract.Field)
		f.WireType = typeOnWire(f.Element.Type)
		if s.Array.Item = f.WireType; s.Array.Item.Local == "" {
			s.Array.Item = contract.QName{Space: xsdSpace, Local: "anyType"}
		}
		if s.Array.Ranks != "" {
			s.Array.Item = innermost(s)
		}
	}
}

// innermost is the type of the items of an array of arrays.
func innermost(s *contract.Struct) contract.QName {
	for range len(s.Array.Ranks) / len("[]") {
		s = s.Own.Items[0].(*contract.Field).Element.Type.(*contract.Struct)
	}
	if q := typeOnWire(s.Own.Items[0].(*contract.Field).Element.Type); q.Local != "" {
		return q
	}
	return contract.QName{Space: xsdSpace, Local: "anyType"}
}

// typeOnWire is what xsi:type says of the values of a type in SOAP encoding: the type's name, or that of what an
// anonymous simple type comes from; zero for a type that says nothing of its values.
func typeOnWire(t contract.Type) contract.QName {
	switch t := t.(type) {
	case *contract.Builtin:
		if t.Kind == "anyType" || t.Kind == "anySimpleType" {
			return contract.QName{}
		}
		return contract.QName{Space: xsdSpace, Local: t.Kind}
	case *contract.Struct:
		if t.Array != nil {
			return contract.QName{Space: encoding11, Local: "Array"}
		}
	case *contract.Simple:
		if t.Name.Local == "" {
			return typeOnWire(t.Base)
		}
	}
	return typeName(t)
}

// speakTypes makes all that an encoded message holds say its type, and stand in any order: SOAP encoding tells the
// members of a struct by their names alone (SOAP 1.1, clause 5.1).
func (c *compiler) speakTypes() {
	r := &reach{types: map[contract.Type]bool{}, elements: map[*contract.Element]bool{}}
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			for _, m := range []*contract.Message{o.In, o.Out} {
				if m != nil && m.Encoded {
					for _, p := range m.Body {
						r.element(p.Element)
					}
				}
			}
		}
	}
	for _, p := range c.blocks {
		if r.element(p.Element); p.ByType {
			p.WireType = typeOnWire(p.Element.Type)
		}
	}
	r.follow()
	for _, t := range c.lowered {
		s, ok := t.(*contract.Struct)
		if !ok || !r.types[t] {
			continue
		}
		if s.Encoded = true; c.doc == nil || s.Array != nil { // a spec's structs say their types as it states
			continue
		}
		s.AnyOrder = s.AnyOrder || hasMembers(s)
		eachField(s.Own, func(f *contract.Field) { f.WireType = typeOnWire(f.Element.Type) })
	}
}

// hasMembers reports a struct as SOAP encoding has them: what it holds, with what it has from its base, is elements that stand
// once. That of an xs:all may stand in any order anyway.
func hasMembers(s *contract.Struct) bool {
	sequence := false
	for t := s; t != nil; t = t.Base {
		if g := t.Own; g != nil {
			sequence = sequence || g.Kind == contract.Sequence
			if t.Mixed || g.Kind == contract.Choice || g.Max != 1 || slices.ContainsFunc(g.Items, isNoMember) {
				return false
			}
		}
		if t.Derivation == contract.Restriction { // whose own content is all
			break
		}
	}
	return sequence
}

func isNoMember(p contract.Particle) bool {
	f, ok := p.(*contract.Field)
	return !ok || f.Max != 1
}

// hasNil reports a simple type of SOAP encoding, which has nil among its values.
func (c *compiler) hasNil(t contract.Type) bool { return isSimple(t) && c.encodings[typeName(t)] == t }

// nilPart reports a part of an encoded message that may be nil: SOAP encoding has that for every value, and for a
// struct Go has too.
func nilPart(t contract.Type) bool {
	s, ok := t.(*contract.Struct)
	return ok && s.Array == nil
}
