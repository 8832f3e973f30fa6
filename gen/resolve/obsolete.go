package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// An overlay is there for what a provider gets wrong. When the provider has put it right, the entry says nothing any more
// and hides the next change: it is reported, key by key, before it is applied.

// because adds the reason that a spec gives for an entry to what is said about it.
func because(x *source.Diagnostic, reason parser.Value[string]) *source.Diagnostic {
	if why := strings.TrimSpace(reason.V); why != "" {
		x.Related = append(x.Related, source.Note{Span: reason.Span, Message: "reason: " + why})
	}
	return x
}

// hasByNow reports an entry that adds what the WSDL has. The rest of it holds for that, as for anything that the WSDL has.
func (c *compiler) hasByNow(e *parser.Entry[*parser.SpecField], n *contract.Node) (add bool) {
	x := c.diags.Warnf(e.Key.Span, idOverlayObsolete, "the WSDL has %s by now", e.Key.V)
	x.Hint = "remove add: true and what the WSDL says as well"
	x.Related = append(x.Related, source.Note{Span: n.Span, Message: "the WSDL declares it here"})
	because(x, e.Value.Reason)
	return false
}

// A repeated is what reports the keys of one entry that say what the WSDL says.
type repeated struct {
	c      *compiler
	at     *contract.Node // what the entry overlays
	reason parser.Value[string]
}

// says reports a key if it says the same as the WSDL. Of a declaration that another entry has shaped nobody knows any more
// what the WSDL says of it.
func (r repeated) says(key string, at source.Span, same bool) {
	if at.File == nil || !same || len(r.at.From) > 0 {
		return
	}
	x := r.c.diags.Warnf(at, idOverlayObsolete, "the WSDL says the same %s of %s", key, r.at.Path)
	x.Hint = "remove " + key
	x.Related = append(x.Related, source.Note{Span: r.at.Span, Message: "the WSDL declares it here"})
	because(x, r.reason)
}

func (c *compiler) repeatedType(e *parser.Entry[*parser.SpecType], t contract.Type) {
	r := repeated{c, t.Decl(), e.Value.Reason}
	r.says("doc", e.Value.Doc.Span, doc(e.Value.Doc) == r.at.Doc)
	r.facets(&e.Value.SpecFacets, t)
}

func (c *compiler) repeatedOperation(e *parser.Entry[*parser.SpecOperation], o *contract.Operation, first bool) {
	if !first {
		return
	}
	r := repeated{c, &o.Node, e.Value.Reason}
	r.says("doc", e.Value.Doc.Span, doc(e.Value.Doc) == o.Doc)
	r.says("action", e.Value.Action.Span, e.Value.Action.V == o.Action)
}

func (c *compiler) repeatedField(e *parser.Entry[*parser.SpecField], f *contract.Field, in form) {
	v, el := e.Value, f.Element
	r := repeated{c, &f.Node, v.Reason}
	r.says("minOccurs", v.MinOccurs.Span, v.MinOccurs.V == f.Min)
	r.says("maxOccurs", v.MaxOccurs.Span, v.MaxOccurs.V == f.Max)
	r.says("nillable", v.Nillable.Span, v.Nillable.V == el.Nillable)
	r.says("doc", v.Doc.Span, doc(v.Doc) == f.Doc)
	r.name(v, el.Name, in)
	r.value(v, el.Default, el.Fixed)
	r.typ(v, el.Type)
}

func (c *compiler) repeatedAttr(e *parser.Entry[*parser.SpecField], a *contract.Attr, in form) {
	v := e.Value
	r := repeated{c, &a.Node, v.Reason}
	r.says("minOccurs", v.MinOccurs.Span, (v.MinOccurs.V > 0) == a.Required)
	r.says("doc", v.Doc.Span, doc(v.Doc) == a.Doc)
	r.name(v, a.Name, in)
	r.value(v, a.Default, a.Fixed)
	r.typ(v, a.Type)
}

// name compares what an entry says of a name on the wire.
func (r repeated) name(v *parser.SpecField, n contract.QName, in form) {
	r.says("wireName", v.WireName.Span, v.WireName.V == n.Local)
	r.says("namespace", v.Namespace.Span, v.Namespace.V == n.Space)
	space := ""
	if v.Form.V == parser.Qualified {
		space = in.space
	}
	r.says("form", v.Form.Span, space == n.Space)
}

func (r repeated) value(v *parser.SpecField, byDefault, fixed *string) {
	r.says("default", v.Default.Span, byDefault != nil && string(v.Default.V) == *byDefault)
	r.says("fixed", v.Fixed.Span, fixed != nil && string(v.Fixed.V) == *fixed)
}

// typ compares a type and its facets. Facets beside another type are about that.
func (r repeated) typ(v *parser.SpecField, t contract.Type) {
	if !v.Type.Set() {
		r.facets(&v.SpecFacets, t)
		return
	}
	n := len(r.c.diags)
	same := r.c.specType(v.Type) == t
	r.c.diags = r.c.diags[:n] // which the entry itself gives when it is applied
	r.says("type", v.Type.Span, same)
}

// facets compares facets with those of the last step of a type of the WSDL.
func (r repeated) facets(x *parser.SpecFacets, t contract.Type) {
	s, ok := t.(*contract.Simple)
	if !ok || len(s.From) > 0 {
		return
	}
	for _, f := range facetsOf(x) {
		old := *facet(&s.Facets, f.kind)
		r.says(f.kind, f.value.Span, old != nil && *old == string(f.value.V))
	}
	r.says("pattern", x.Pattern.Span, slices.Equal(s.Facets.Patterns, []string{x.Pattern.V}))
	r.says("enum", x.Enum.Span, !x.Open.Set() && slices.EqualFunc(s.Enum, x.Enum.Values, func(a contract.EnumValue, b parser.SpecEnumValue) bool {
		return a.Value == string(b.Value.V) && (!b.Doc.Set() || a.Doc == doc(b.Doc))
	}))
}
