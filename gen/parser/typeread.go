package parser

import (
	"slices"
	"strings"
)

// typeName reads the name of a type, which a global one has and an anonymous one can't have.
func (a *attrs) typeName(global bool) Value[string] {
	v := a.name("name")
	if global {
		a.need(v.Set(), "name")
	} else if v.Set() {
		a.diags.Errorf(v.Span, idUnknownAttribute, "%s has no attribute name here", a.x.raw())
	}
	return v
}

// complexType reads xs:complexType (Part 1, clause 3.4.2).
func (r *reader) complexType(x *XML, global bool) *ComplexType {
	m := contentModel
	derived := func(c *XML) bool {
		return (c.Name == QName{nsXSD, "simpleContent"} || c.Name == QName{nsXSD, "complexContent"}) && !excluded(c)
	}
	if slices.ContainsFunc(x.Children, derived) {
		m = derivedTypeModel
	}
	n, own := r.xsdNode(x, m)
	a := r.xsdAttrs(x)
	t := &ComplexType{
		Node:     n,
		Name:     a.typeName(global),
		Abstract: a.flag("abstract", false),
		Mixed:    a.flag("mixed", false),
		Block:    a.list("block", typeBlock...), Final: a.list("final", typeBlock...),
		DefaultAttributesApply: a.flag("defaultAttributesApply", true),
	}
	a.end("name", "abstract", "mixed", "block", "final")
	if len(m) == 1 && len(own) > 0 {
		t.Derivation = r.derivation(own[0])
	} else {
		r.content(&t.Content, own)
	}
	return t
}

// derivation reads xs:simpleContent or xs:complexContent and the step inside; nil without a step.
func (r *reader) derivation(x *XML) *Derivation {
	simple := x.Name.Local == "simpleContent"
	outer, own := r.xsdNode(x, derivationModel)
	a := r.xsdAttrs(x)
	var mixed Value[bool]
	if !simple {
		mixed = a.flag("mixed", false)
	}
	a.end("mixed")
	if len(own) == 0 {
		r.diags.Errorf(x.Span, idMissingElement, "%s needs xs:extension or xs:restriction", x.raw())
		return nil
	}
	step := own[0]
	kind := DerivationKind(step.Name.Local)
	m := contentModel
	if simple && kind == Extend {
		m = simpleExtendModel
	} else if simple {
		m = simpleRestrictModel
	}
	n, own := r.xsdNode(step, m)
	n.Doc = joinDoc(outer.Doc, n.Doc)
	n.AppInfo = slices.Concat(outer.AppInfo, n.AppInfo)
	b := r.xsdAttrs(step)
	d := &Derivation{Node: n, Kind: kind, Simple: simple, Mixed: mixed, Base: b.qname("base")}
	b.need(d.Base.Set(), "base")
	b.end("base")
	rest := own[:0:0]
	for _, c := range own {
		switch {
		case c.Name.Local == "simpleType":
			d.Inline = r.simpleType(c, false)
		case slices.Contains(facetNames, c.Name.Local):
			d.Facets = append(d.Facets, r.facet(c))
		default:
			rest = append(rest, c)
		}
	}
	r.content(&d.Content, rest)
	return d
}

// content reads what a complex type or a derivation step declares.
func (r *reader) content(to *Content, own []*XML) {
	for _, c := range own {
		switch c.Name.Local {
		case "openContent":
			to.OpenContent = r.openContent(c)
		case "group":
			to.Particle = r.groupReference(c)
		case "all", "choice", "sequence":
			to.Particle = r.modelGroup(c)
		case "attribute", "attributeGroup":
			to.Attributes = append(to.Attributes, r.attributeUse(c))
		case "anyAttribute":
			to.AnyAttribute = r.wildcard(c)
		case "assert":
			n, _ := r.xsdNode(c, emptyModel)
			a := r.xsdAttrs(c)
			to.Asserts = append(to.Asserts, &Assert{Node: n, Test: a.str("test")})
			a.token("xpathDefaultNamespace")
			a.end("test")
		}
	}
}

// modelGroup reads xs:sequence, xs:choice or xs:all (Part 1, clause 3.8.2).
func (r *reader) modelGroup(x *XML) *ModelGroup {
	m := particleModel
	if x.Name.Local == "all" {
		m = allModel
	}
	n, own := r.xsdNode(x, m)
	a := r.xsdAttrs(x)
	g := &ModelGroup{Node: n, Occurs: a.occurs(), Kind: GroupKind(x.Name.Local)}
	a.end("minOccurs", "maxOccurs")
	for _, c := range own {
		switch c.Name.Local {
		case "element":
			g.Items = append(g.Items, r.localElement(c))
		case "group":
			g.Items = append(g.Items, r.groupReference(c))
		case "any":
			g.Items = append(g.Items, r.wildcard(c))
		default:
			g.Items = append(g.Items, r.modelGroup(c))
		}
	}
	return g
}

func (r *reader) groupReference(x *XML) *GroupReference {
	n, _ := r.xsdNode(x, emptyModel)
	a := r.xsdAttrs(x)
	g := &GroupReference{Node: n, Occurs: a.occurs(), Ref: a.qname("ref")}
	a.need(g.Ref.Set(), "ref")
	a.end("ref", "minOccurs", "maxOccurs")
	return g
}

// wildcard reads xs:any or xs:anyAttribute (Part 1, clause 3.10.2).
func (r *reader) wildcard(x *XML) *Wildcard {
	n, _ := r.xsdNode(x, emptyModel)
	a := r.xsdAttrs(x)
	w := &Wildcard{
		Node:            n,
		Occurs:          Occurs{Value[int]{V: 1}, Value[int]{V: 1}},
		Namespaces:      a.list("namespace"),
		ProcessContents: a.oneOf("processContents", "strict", "strict", "lax", "skip"),
		NotNamespaces:   a.list("notNamespace"),
		NotQNames:       a.list("notQName"),
	}
	known := []string{"namespace", "processContents"}
	if x.Name.Local == "any" {
		w.Occurs = a.occurs()
		known = append(known, "minOccurs", "maxOccurs")
	}
	a.end(known...)
	if !w.Namespaces.Set() {
		w.Namespaces.V = []string{"##any"}
	}
	for _, uri := range w.Namespaces.V {
		alone := uri == "##any" || uri == "##other"
		if alone && len(w.Namespaces.V) > 1 || !alone && strings.HasPrefix(uri, "##") && uri != "##local" && uri != "##targetNamespace" {
			r.diags.Errorf(w.Namespaces.Span, idBadValue, "namespace: %s can't stand here", uri)
		}
	}
	return w
}

func (r *reader) openContent(x *XML) *OpenContent {
	n, own := r.xsdNode(x, openContentModel)
	a := r.xsdAttrs(x)
	o := &OpenContent{Node: n, Mode: a.oneOf("mode", "interleave", "interleave", "suffix", "none")}
	if x.Name.Local == "defaultOpenContent" {
		o.AppliesToEmpty = a.flag("appliesToEmpty", false)
	}
	a.end("mode", "appliesToEmpty")
	for _, c := range own {
		o.Any = r.wildcard(c)
	}
	return o
}

// simpleType reads xs:simpleType (Part 1, clause 3.14.2).
func (r *reader) simpleType(x *XML, global bool) *SimpleType {
	n, own := r.xsdNode(x, simpleTypeModel)
	a := r.xsdAttrs(x)
	t := &SimpleType{Node: n, Name: a.typeName(global), Final: a.list("final", simpleFinal...)}
	a.end("name", "final")
	if len(own) == 0 {
		r.diags.Errorf(x.Span, idMissingElement, "%s needs xs:restriction, xs:list or xs:union", x.raw())
		return t
	}
	switch c := own[0]; c.Name.Local {
	case "restriction":
		t.Restriction = r.simpleRestriction(c)
	case "list":
		t.List = r.simpleList(c)
	case "union":
		t.Union = r.simpleUnion(c)
	}
	return t
}

func (r *reader) simpleRestriction(x *XML) *SimpleRestriction {
	n, own := r.xsdNode(x, restrictionModel)
	a := r.xsdAttrs(x)
	d := &SimpleRestriction{Node: n, Base: a.qname("base")}
	a.end("base")
	for _, c := range own {
		if c.Name.Local == "simpleType" {
			d.Inline = r.simpleType(c, false)
		} else {
			d.Facets = append(d.Facets, r.facet(c))
		}
	}
	r.eitherType(x, "base", d.Base.Set(), d.Inline != nil)
	return d
}

// eitherType checks that a type stands either in the attribute or as a child.
func (r *reader) eitherType(x *XML, attr string, named, inline bool) {
	switch {
	case named && inline:
		r.diags.Errorf(x.Span, idConflictingAttributes, "%s has the attribute %s and a type of its own", x.raw(), attr)
	case !named && !inline:
		r.diags.Errorf(x.Span, idMissingAttribute, "%s needs the attribute %s or a type of its own", x.raw(), attr)
	}
}

func (r *reader) simpleList(x *XML) *SimpleList {
	n, own := r.xsdNode(x, listModel)
	a := r.xsdAttrs(x)
	d := &SimpleList{Node: n, ItemType: a.qname("itemType")}
	a.end("itemType")
	for _, c := range own {
		d.Inline = r.simpleType(c, false)
	}
	r.eitherType(x, "itemType", d.ItemType.Set(), d.Inline != nil)
	return d
}

func (r *reader) simpleUnion(x *XML) *SimpleUnion {
	n, own := r.xsdNode(x, unionModel)
	a := r.xsdAttrs(x)
	d := &SimpleUnion{Node: n, MemberTypes: a.qnameList("memberTypes")}
	a.end("memberTypes")
	for _, c := range own {
		d.Inline = append(d.Inline, r.simpleType(c, false))
	}
	if len(d.MemberTypes)+len(d.Inline) == 0 {
		r.diags.Errorf(x.Span, idMissingAttribute, "%s needs the attribute memberTypes or types of its own", x.raw())
	}
	return d
}

// facet reads a constraining facet (Part 2, clause 4.3). That a value fits the type is not known here;
// the facets that are numbers whatever the type are checked.
func (r *reader) facet(x *XML) *Facet {
	n, _ := r.xsdNode(x, emptyModel)
	a := r.xsdAttrs(x)
	f := &Facet{Node: n, Kind: x.Name.Local}
	if f.Kind == "assertion" {
		f.Value = a.str("test")
		a.need(f.Value.Set(), "test")
		a.token("xpathDefaultNamespace")
		a.end("test")
		return f
	}
	f.Value = a.str("value")
	a.need(f.Value.Set(), "value")
	if f.Kind != "enumeration" && f.Kind != "pattern" {
		f.Fixed = a.flag("fixed", false)
	}
	a.end("value", "fixed")
	if at := x.Attr("", "value"); at != nil {
		switch f.Kind {
		case "length", "minLength", "maxLength", "totalDigits", "fractionDigits":
			a.count("value", false)
		case "whiteSpace":
			a.oneOf("value", "", "preserve", "replace", "collapse")
		case "explicitTimezone":
			a.oneOf("value", "", "optional", "required", "prohibited")
		}
	}
	return f
}
