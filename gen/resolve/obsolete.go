package resolve

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// An overlay is there for what a provider gets wrong. When the provider has put it right, the entry says nothing any more
// and hides the next change: it is reported, key by key, before it is applied.

// hasByNow reports an entry that adds what the WSDL has. The rest of it holds for that, as for anything that the WSDL has.
func (r repeated) hasByNow(e *parser.Entry[*parser.SpecField]) (add bool) {
	x := r.c.diags.Warnf(e.Key.Span, idOverlayObsolete, "the WSDL has %s by now", e.Key.V)
	x.Hint = "remove add: true and what the WSDL says as well"
	if len(*r.others) > 0 {
		x.Message += ", with " + strings.Join(*r.others, ", ")
		x.Hint = "remove add: true, and what the entry says otherwise unless the WSDL is wrong: that holds"
	}
	x.Related = append(x.Related, source.Note{Span: r.at.Span, Message: "the WSDL declares it here"})
	return false
}

// A repeated is what reports the keys of one entry that say what the WSDL says.
type repeated struct {
	c  *compiler
	at *contract.Node // what the entry overlays
	// others, where it is there, takes the keys that the WSDL says otherwise, with what it says, and nothing is reported.
	others *[]string
}

// says compares a key with what the WSDL says, in words for people. Of a declaration that another entry has shaped nobody
// knows any more what the WSDL says of it.
func (r repeated) says(key string, at source.Span, theirs any, same bool) {
	switch {
	case at.File == nil || len(r.at.From) > 0:
	case r.others == nil && same:
		x := r.c.diags.Warnf(at, idOverlayObsolete, "the WSDL says the same %s of %s", key, r.at.Path)
		x.Hint = "remove " + key
		x.Related = append(x.Related, source.Note{Span: r.at.Span, Message: "the WSDL declares it here"})
	case r.others != nil && !same:
		*r.others = append(*r.others, fmt.Sprintf("%s %v", key, theirs))
	}
}

func (c *compiler) repeatedType(e *parser.Entry[*parser.SpecType], t contract.Type) {
	r := repeated{c: c, at: t.Decl()}
	r.doc(e.Value.Doc, r.at.Doc)
	r.facets(&e.Value.SpecFacets, t)
}

func (c *compiler) repeatedOperation(e *parser.Entry[*parser.SpecOperation], o *contract.Operation, first bool) {
	if !first {
		return
	}
	r := repeated{c: c, at: &o.Node}
	r.doc(e.Value.Doc, o.Doc)
	r.says("action", e.Value.Action.Span, o.Action, e.Value.Action.V == o.Action)
}

func (r repeated) field(v *parser.SpecField, f *contract.Field, in form) {
	el := f.Element
	r.says("minOccurs", v.MinOccurs.Span, f.Min, v.MinOccurs.V == f.Min)
	max := strconv.Itoa(f.Max)
	if f.Max < 0 {
		max = "unbounded"
	}
	r.says("maxOccurs", v.MaxOccurs.Span, max, v.MaxOccurs.V == f.Max)
	r.says("nillable", v.Nillable.Span, el.Nillable, v.Nillable.V == el.Nillable)
	r.doc(v.Doc, f.Doc)
	r.name(v, el.Name, in)
	r.value(v, el.Default, el.Fixed)
	r.typ(v, el.Type)
}

func (r repeated) attr(v *parser.SpecField, a *contract.Attr, in form) {
	min := 0
	if a.Required {
		min = 1
	}
	r.says("minOccurs", v.MinOccurs.Span, min, v.MinOccurs.V == min)
	r.doc(v.Doc, a.Doc)
	r.name(v, a.Name, in)
	r.value(v, a.Default, a.Fixed)
	r.typ(v, a.Type)
}

func (r repeated) doc(v parser.Value[string], theirs string) {
	r.says("doc", v.Span, strconv.Quote(theirs), doc(v) == theirs)
}

// name compares what an entry says of a name on the wire.
func (r repeated) name(v *parser.SpecField, n contract.QName, in form) {
	r.says("wireName", v.WireName.Span, n.Local, v.WireName.V == n.Local)
	r.says("namespace", v.Namespace.Span, strconv.Quote(n.Space), v.Namespace.V == n.Space)
	space, theirs := "", parser.Qualified
	if v.Form.V == parser.Qualified {
		space, theirs = in.space, parser.Unqualified
	}
	r.says("form", v.Form.Span, theirs, space == n.Space)
}

func (r repeated) value(v *parser.SpecField, byDefault, fixed *string) {
	r.text("default", v.Default, byDefault)
	r.text("fixed", v.Fixed, fixed)
}

// text compares a value that the WSDL may not state.
func (r repeated) text(key string, v parser.Value[parser.Lexical], theirs *string) {
	if theirs == nil {
		r.says(key, v.Span, "not stated", false)
		return
	}
	r.says(key, v.Span, *theirs, string(v.V) == *theirs)
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
	r.says("type", v.Type.Span, typeText(t), same)
}

// facets compares facets with those of the last step of a type of the WSDL.
func (r repeated) facets(x *parser.SpecFacets, t contract.Type) {
	s, ok := t.(*contract.Simple)
	if !ok || len(s.From) > 0 {
		return
	}
	for _, f := range facetsOf(x) {
		old := *facet(&s.Facets, f.kind)
		r.text(f.kind, f.value, old)
	}
	r.says("pattern", x.Pattern.Span, strings.Join(s.Facets.Patterns, " or "), slices.Equal(s.Facets.Patterns, []string{x.Pattern.V}))
	r.says("enum", x.Enum.Span, strings.Join(enumTexts(s.Enum), " "), !x.Open.Set() && slices.EqualFunc(s.Enum, x.Enum.Values, func(a contract.EnumValue, b parser.SpecEnumValue) bool {
		return a.Value == string(b.Value.V) && (!b.Doc.Set() || a.Doc == doc(b.Doc))
	}))
}

func enumTexts(list []contract.EnumValue) (texts []string) {
	for _, v := range list {
		texts = append(texts, v.Value)
	}
	return texts
}
