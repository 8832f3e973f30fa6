package parser

import (
	"fmt"
	"strings"

	"example.com/wsgen/gen/source"
)

// noteAt is one related place.
func noteAt(span source.Span, format string, args ...any) []source.Note {
	return []source.Note{{Span: span, Message: fmt.Sprintf(format, args...)}}
}

// xsdAttrs reads the attributes of an element of XML Schema, which may all have an id.
func (r *reader) xsdAttrs(x *XML) *attrs {
	a := r.attrs(x)
	a.str("id")
	return a
}

// The words of block and final (Part 1, clauses 3.3.2 and 3.4.2).
var (
	elementBlock = []string{"#all", "substitution", "extension", "restriction"}
	typeBlock    = []string{"#all", "extension", "restriction"}
	simpleFinal  = []string{"#all", "list", "union", "restriction", "extension"}
	anyFinal     = []string{"#all", "extension", "restriction", "list", "union"}
)

// schema reads xs:schema (Part 1, clause 3.15).
func (r *reader) schema(x *XML) *Schema {
	n, own := r.xsdNode(x, schemaModel)
	a := r.xsdAttrs(x)
	s := &Schema{
		Node: n, File: r.file,
		TargetNamespace:      a.uri("targetNamespace"),
		Version:              a.token("version"),
		ElementFormDefault:   a.form("elementFormDefault", Unqualified),
		AttributeFormDefault: a.form("attributeFormDefault", Unqualified),
		BlockDefault:         a.list("blockDefault", elementBlock...),
		FinalDefault:         a.list("finalDefault", anyFinal...),
		DefaultAttributes:    a.qname("defaultAttributes"),
	}
	a.token("xpathDefaultNamespace")
	a.end("targetNamespace", "version", "elementFormDefault", "attributeFormDefault", "blockDefault", "finalDefault")
	if s.TargetNamespace.Set() && s.TargetNamespace.V == "" {
		r.diags.Errorf(s.TargetNamespace.Span, idBadValue, "an empty targetNamespace; leave the attribute out for no namespace")
	}
	for _, c := range own {
		switch c.Name.Local {
		case "include", "import", "redefine", "override":
			s.References = append(s.References, r.reference(c))
		case "defaultOpenContent":
			s.DefaultOpenContent = r.openContent(c)
		default:
			r.component(&s.Components, c)
		}
	}
	return s
}

func (r *reader) component(to *Components, x *XML) {
	switch x.Name.Local {
	case "element":
		to.Elements = append(to.Elements, r.globalElement(x))
	case "attribute":
		to.Attributes = append(to.Attributes, r.globalAttribute(x))
	case "complexType":
		to.Types = append(to.Types, r.complexType(x, true))
	case "simpleType":
		to.Types = append(to.Types, r.simpleType(x, true))
	case "group":
		to.Groups = append(to.Groups, r.group(x))
	case "attributeGroup":
		to.AttributeGroups = append(to.AttributeGroups, r.attributeGroup(x))
	case "notation":
		to.Notations = append(to.Notations, r.notation(x))
	}
}

func (r *reader) reference(x *XML) *SchemaReference {
	m := importModel
	switch x.Name.Local {
	case "redefine":
		m = redefineModel
	case "override":
		m = overrideModel
	}
	n, own := r.xsdNode(x, m)
	a := r.xsdAttrs(x)
	ref := &SchemaReference{Node: n, Kind: ReferenceKind(x.Name.Local), Location: a.uri("schemaLocation")}
	if ref.Kind == Import {
		ref.Namespace = a.uri("namespace")
	} else {
		a.need(ref.Location.Set(), "schemaLocation")
	}
	a.end("schemaLocation", "namespace")
	for _, c := range own {
		r.component(&ref.Components, c)
	}
	return ref
}

func (r *reader) globalElement(x *XML) *Element {
	e := r.element(x, "name", "type", "substitutionGroup", "default", "fixed", "nillable", "abstract", "final", "block")
	r.attrs(x).need(e.Name.Set(), "name")
	return e
}

func (r *reader) localElement(x *XML) *Element {
	e := r.element(x, "name", "ref", "minOccurs", "maxOccurs", "type", "default", "fixed", "nillable", "block", "form", "targetNamespace")
	if !e.Ref.Set() && !e.Name.Set() {
		r.diags.Errorf(x.Span, idMissingAttribute, "%s needs the attribute name or ref", x.raw())
	}
	if e.Ref.Set() {
		r.onlyRef(x, "name", "type", "default", "fixed", "nillable", "block", "form", "targetNamespace")
		for _, c := range x.Children {
			if c.Name.Space == nsXSD && c.Name.Local != "annotation" {
				r.diags.Errorf(c.Span, idMisplacedElement, "%s can't stand in a reference", c.raw())
			}
		}
	}
	return e
}

// onlyRef reports the attributes that a reference can't have.
func (r *reader) onlyRef(x *XML, others ...string) {
	ref := x.Attr("", "ref")
	for _, o := range others {
		if at := x.Attr("", o); at != nil {
			d := r.diags.Errorf(at.Span, idConflictingAttributes, "%s with ref can't have %s", x.raw(), o)
			d.Related = noteAt(ref.Span, "ref stands here")
		}
	}
}

// element reads xs:element (Part 1, clause 3.3.2); allowed are the attributes at its place.
func (r *reader) element(x *XML, allowed ...string) *Element {
	n, own := r.xsdNode(x, elementModel)
	a := r.xsdAttrs(x)
	a.only(allowed)
	e := &Element{
		Node: n, Occurs: a.occurs(),
		Name: a.name("name"), Ref: a.qname("ref"), Type: a.qname("type"),
		SubstitutionGroup: a.qnameList("substitutionGroup"),
		Default:           a.str("default"), Fixed: a.str("fixed"),
		Nillable: a.flag("nillable", false), Abstract: a.flag("abstract", false),
		Form:            a.form("form", ""),
		TargetNamespace: a.uri("targetNamespace"),
		Block:           a.list("block", elementBlock...), Final: a.list("final", typeBlock...),
	}
	a.end()
	r.oneDefault(x, e.Default, e.Fixed)
	for _, c := range own {
		switch c.Name.Local {
		case "simpleType":
			e.Inline = r.simpleType(c, false)
		case "complexType":
			e.Inline = r.complexType(c, false)
		case "alternative":
			e.Alternatives = append(e.Alternatives, r.alternative(c))
		default:
			e.Identities = append(e.Identities, r.identity(c))
		}
	}
	if e.Type.Set() && e.Inline != nil {
		d := r.diags.Errorf(e.Type.Span, idConflictingAttributes, "%s has the attribute type and a type of its own", x.raw())
		d.Related = noteAt(e.Inline.Place().Span, "its own type stands here")
	}
	return e
}

// only reports attributes that exist, but not at this place.
func (a *attrs) only(allowed []string) {
	for i, at := range a.x.Attrs {
		if at.Name.Space != "" || at.Name.Local == "id" {
			continue
		}
		known := false
		for _, name := range allowed {
			known = known || name == at.Name.Local
		}
		if !known {
			a.used[i] = true
			d := a.diags.Errorf(at.NameSpan, idUnknownAttribute, "%s has no attribute %s here", a.x.raw(), at.Name.Local)
			d.Hint = source.DidYouMean(at.Name.Local, allowed)
		}
	}
}

func (r *reader) oneDefault(x *XML, def, fixed Value[string]) {
	if def.Set() && fixed.Set() {
		r.diags.Errorf(fixed.Span, idConflictingAttributes, "%s has default and fixed", x.raw())
	}
}

func (r *reader) globalAttribute(x *XML) *Attribute {
	d := r.attribute(x, "name", "type", "default", "fixed", "inheritable")
	r.attrs(x).need(d.Name.Set(), "name")
	return d
}

func (r *reader) localAttribute(x *XML) *Attribute {
	d := r.attribute(x, "name", "ref", "type", "use", "default", "fixed", "form", "targetNamespace", "inheritable")
	if !d.Ref.Set() && !d.Name.Set() {
		r.diags.Errorf(x.Span, idMissingAttribute, "%s needs the attribute name or ref", x.raw())
	}
	if d.Ref.Set() {
		r.onlyRef(x, "name", "type", "form", "targetNamespace")
	}
	return d
}

// attribute reads xs:attribute (Part 1, clause 3.2.2).
func (r *reader) attribute(x *XML, allowed ...string) *Attribute {
	n, own := r.xsdNode(x, attributeModel)
	a := r.xsdAttrs(x)
	a.only(allowed)
	d := &Attribute{
		Node: n,
		Name: a.name("name"), Ref: a.qname("ref"), Type: a.qname("type"),
		Use:     a.oneOf("use", "optional", "optional", "required", "prohibited"),
		Default: a.str("default"), Fixed: a.str("fixed"),
		Form:            a.form("form", ""),
		TargetNamespace: a.uri("targetNamespace"),
		Inheritable:     a.flag("inheritable", false),
	}
	a.end()
	d.ArrayType = a.arrayType(d.Ref.V)
	r.oneDefault(x, d.Default, d.Fixed)
	if d.Default.Set() && d.Use.V != "optional" {
		r.diags.Errorf(d.Default.Span, idConflictingAttributes, "%s with use=%q can't have a default", x.raw(), d.Use.V)
	}
	for _, c := range own {
		d.Inline = r.simpleType(c, false)
		if d.Type.Set() {
			r.diags.Errorf(d.Type.Span, idConflictingAttributes, "%s has the attribute type and a type of its own", x.raw())
		}
	}
	return d
}

// arrayType reads wsdl:arrayType (WSDL 1.1, clause 2.2), as in "tns:Item[]". Before there was one, tools stated the default of
// soapenc:arrayType in its place.
func (a *attrs) arrayType(ref QName) (v Value[ArrayType]) {
	at := a.get(nsWSDL, "arrayType")
	if at == nil && ref.Local == "arrayType" && ref.Space == nsSOAPEnc {
		at = a.get("", "default")
	}
	if at == nil {
		return v
	}
	v.Span = at.ValueSpan
	name, dimensions, ok := strings.Cut(collapse(at.Value), "[")
	if !ok || strings.Trim(dimensions, "[],0123456789 ") != "" || !strings.HasSuffix(dimensions, "]") {
		a.bad(at, "a qualified name and dimensions, as in tns:Item[]")
		return v
	}
	span := at.ValueSpan
	if strings.HasPrefix(span.Text(), name) {
		span.End = span.Start + len(name)
	}
	if list := a.qnames(&XMLAttr{Value: name, ValueSpan: span}); len(list) == 1 {
		v.V = ArrayType{list[0].V, "[" + dimensions}
	} else {
		a.bad(at, "a qualified name and dimensions, as in tns:Item[]")
	}
	return v
}

func (r *reader) group(x *XML) *Group {
	n, own := r.xsdNode(x, groupModel)
	a := r.xsdAttrs(x)
	g := &Group{Node: n, Name: a.name("name")}
	a.need(g.Name.Set(), "name")
	a.end("name")
	for _, c := range own {
		g.Model = r.modelGroup(c)
	}
	if g.Model == nil {
		r.diags.Errorf(x.Span, idMissingElement, "%s needs xs:all, xs:choice or xs:sequence", x.raw())
	}
	return g
}

func (r *reader) attributeGroup(x *XML) *AttributeGroup {
	n, own := r.xsdNode(x, attributeGroupModel)
	a := r.xsdAttrs(x)
	g := &AttributeGroup{Node: n, Name: a.name("name")}
	a.need(g.Name.Set(), "name")
	a.end("name")
	for _, c := range own {
		if c.Name.Local == "anyAttribute" {
			g.AnyAttribute = r.wildcard(c)
		} else {
			g.Attributes = append(g.Attributes, r.attributeUse(c))
		}
	}
	return g
}

func (r *reader) attributeUse(x *XML) AttributeUse {
	if x.Name.Local == "attribute" {
		return r.localAttribute(x)
	}
	n, _ := r.xsdNode(x, emptyModel)
	a := r.xsdAttrs(x)
	g := &AttributeGroupReference{Node: n, Ref: a.qname("ref")}
	a.need(g.Ref.Set(), "ref")
	a.end("ref")
	return g
}

func (r *reader) notation(x *XML) *Notation {
	n, _ := r.xsdNode(x, emptyModel)
	a := r.xsdAttrs(x)
	d := &Notation{Node: n, Name: a.name("name"), Public: a.token("public"), System: a.uri("system")}
	a.need(d.Name.Set(), "name")
	a.end("name", "public", "system")
	return d
}

// identity reads xs:key, xs:keyref or xs:unique (Part 1, clause 3.11.2).
func (r *reader) identity(x *XML) *Identity {
	n, own := r.xsdNode(x, identityModel)
	a := r.xsdAttrs(x)
	d := &Identity{Node: n, Kind: x.Name.Local, Name: a.name("name"), Ref: a.qname("ref")}
	if d.Kind == "keyref" {
		d.Refer = a.qname("refer")
		a.need(d.Refer.Set() || d.Ref.Set(), "refer")
	}
	a.need(d.Name.Set() || d.Ref.Set(), "name")
	a.end("name", "refer")
	for _, c := range own {
		r.xsdNode(c, emptyModel)
		b := r.xsdAttrs(c)
		if c.Name.Local == "selector" {
			d.Selector = b.xpath(selectorPath)
		} else {
			d.Fields = append(d.Fields, b.xpath(fieldPath))
		}
		b.token("xpathDefaultNamespace")
		b.end("xpath")
	}
	if !d.Ref.Set() && (!d.Selector.Set() || len(d.Fields) == 0) {
		r.diags.Errorf(x.Span, idMissingElement, "%s needs a selector and a field", x.raw())
	}
	return d
}

func (r *reader) alternative(x *XML) *Alternative {
	n, own := r.xsdNode(x, alternativeModel)
	a := r.xsdAttrs(x)
	d := &Alternative{Node: n, Test: a.str("test"), Type: a.qname("type")}
	a.token("xpathDefaultNamespace")
	a.end("test", "type")
	for _, c := range own {
		if c.Name.Local == "simpleType" {
			d.Inline = r.simpleType(c, false)
		} else {
			d.Inline = r.complexType(c, false)
		}
	}
	return d
}
