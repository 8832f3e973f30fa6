package resolve

import (
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// A bodyKey is what bindings share the struct of a bare body by.
type bodyKey struct {
	message *parser.Message
	parts   string
}

// documentBody lowers the parts of a document message that stand in the body. One element is the part itself. Of
// several parts, and of an element for which others stand, the body is a struct of its own: its fields are what
// stands in it.
func (c *compiler) documentBody(m *contract.Message, q contract.QName, d *parser.Message, parts []*parser.Part) {
	if !c.spend(len(parts), m.Span, m.Path) {
		return
	}
	if len(parts) == 1 && !parts[0].Element.Set() && parts[0].Type.Set() {
		c.typedBody(m, parts[0])
		return
	}
	for _, p := range parts {
		if x := c.part(m.Path, p); x != nil {
			m.Body = append(m.Body, x)
		}
	}
	if len(m.Body) > 1 || len(m.Body) == 1 && standIn(m.Body[0].Element) {
		c.bareBody(m, q, d)
	}
}

// typedBody makes a type that of the body itself (WSDL 1.1, clause 3.5).
func (c *compiler) typedBody(m *contract.Message, p *parser.Part) {
	s, ok := c.typeRef(&unit{}, p.Type).(*contract.Struct)
	if !ok || s.Abstract {
		c.unsupported(p.Span, idUnsupportedPart, "wsdl:part/@type", "the part %s makes the body of a type without elements or an abstract one, which is not modelled", p.Name.V)
		return
	}
	x := &contract.Part{Node: node(m.Path+"/"+p.Name.V, &p.Node), Name: p.Name.V}
	x.Element = &contract.Element{Node: x.Node, Name: contract.QName{Local: p.Name.V}, Type: s}
	m.Body, m.Bare = []*contract.Part{x}, true
}

// standIn reports an element that is another one, or of another type, wherever it stands.
func standIn(e *contract.Element) bool {
	s, ok := e.Type.(*contract.Struct)
	return e.Abstract || ok && s.Abstract || kindOf(e.Type) == "anyType"
}

// bareBody makes one struct of the elements of a message, named after it. What sends the same parts of it shares the struct.
func (c *compiler) bareBody(m *contract.Message, q contract.QName, d *parser.Message) {
	names := make([]string, len(m.Body))
	for i, p := range m.Body {
		names[i] = p.Name
	}
	x := &contract.Part{Node: contract.Node{Path: m.Path + "/body", Span: m.Span}, Name: "body"}
	key := bodyKey{d, strings.Join(names, " ")}
	if x.Element = c.bodies[key]; x.Element == nil {
		path := q.String() + "/body"
		if len(m.Body) < len(d.Parts) {
			path += "/" + strings.Join(names, "/")
		}
		x.Element = c.bodyElement(path, contract.QName{Space: q.Space, Local: q.Local + "Body"}, m, d)
		c.bodies[key] = x.Element
	}
	m.Body, m.Bare = []*contract.Part{x}, true
}

func (c *compiler) bodyElement(path string, name contract.QName, m *contract.Message, d *parser.Message) *contract.Element {
	e := &contract.Element{Node: contract.Node{Path: path, Doc: d.Doc, Span: d.Span}, Name: name}
	s := &contract.Struct{Node: e.Node}
	s.Own = c.sequence(s.Path, d)
	for _, p := range m.Body {
		f := &contract.Field{Node: p.Node, Occurs: contract.Occurs{Min: 1, Max: 1}, Element: p.Element}
		f.Path = s.Own.Path + "/" + p.Name
		s.Own.Items = append(s.Own.Items, f)
	}
	e.Type = s
	c.lowered = append(c.lowered, s)
	c.globals = append(c.globals, e)
	return e
}

// sequence is the content of what a message makes a struct.
func (c *compiler) sequence(path string, d *parser.Message) *contract.Group {
	return &contract.Group{Node: contract.Node{Path: path + "/sequence", Span: d.Span}, Occurs: contract.Occurs{Min: 1, Max: 1}, Kind: contract.Sequence}
}

// accessor is the field of a part of an rpc message. Of a part that is an element, the accessor holds that element
// (WSDL 1.1, clause 3.5).
func (c *compiler) accessor(path string, d *parser.Message, p *parser.Part) *contract.Field {
	f := &contract.Field{Node: node(path+"/"+p.Name.V, &p.Node), Occurs: contract.Occurs{Min: 1, Max: 1}}
	f.Element = &contract.Element{Node: f.Node, Name: contract.QName{Local: p.Name.V}}
	if p.Type.Set() {
		f.Element.Type = c.typeRef(&unit{}, p.Type)
		f.Element.Nillable = c.hasNil(f.Element.Type)
		return f
	}
	part := c.part(f.Path, p)
	if part == nil {
		return nil
	}
	s := &contract.Struct{Node: f.Node}
	s.Own = c.sequence(s.Path, d)
	inner := &contract.Field{Node: part.Node, Occurs: contract.Occurs{Min: 1, Max: 1}, Element: part.Element}
	inner.Path = s.Own.Path + "/" + part.Element.Name.Local
	s.Own.Items = []contract.Particle{inner}
	c.lowered = append(c.lowered, s)
	f.Element.Type = s
	return f
}
