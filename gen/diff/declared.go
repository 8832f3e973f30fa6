package diff

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// declared is the global declarations of a contract, those too that no operation leads to, by their names in the new one.
type declared struct {
	elements    map[contract.QName]*contract.Element
	elementList []*contract.Element
	attrs       map[contract.QName]*contract.Attr
	attrList    []*contract.Attr
	types       map[string]contract.Type
	typeList    []contract.Type
	led         map[contract.Type]bool // types that operations lead to
}

func (c *comparer) declarations(api *contract.API, old bool) *declared {
	name := func(q contract.QName) contract.QName {
		if old {
			return c.name(q)
		}
		return q
	}
	wrappers := wrappersOf(api)
	d := &declared{
		elements:    map[contract.QName]*contract.Element{},
		elementList: slices.DeleteFunc(slices.Concat(api.Elements, api.Unreached.Elements), func(e *contract.Element) bool { return wrappers[e] }),
		attrs:       map[contract.QName]*contract.Attr{}, attrList: api.Unreached.Attrs,
		types: map[string]contract.Type{}, led: map[contract.Type]bool{},
	}
	for _, e := range d.elementList {
		d.elements[name(e.Name)] = e
	}
	for _, a := range d.attrList {
		d.attrs[name(a.Name)] = a
	}
	for _, t := range api.Types {
		d.led[t] = true
	}
	for _, t := range slices.Concat(api.Types, api.Unreached.Types) {
		if key := c.key(t, old); key != "" {
			d.types[key] = t
			d.typeList = append(d.typeList, t)
		}
	}
	return d
}

// admits reports whether a wildcard admits an element of a name: a strict one that is declared.
func (d *declared) admits(w *contract.Wildcard, q contract.QName) bool {
	return w.Admits(q.Space) && (w.Process != "strict" || d.elements[q] != nil && !d.elements[q].Abstract)
}

// admit reports whether it admits one of some names.
func (d *declared) admit(w *contract.Wildcard, names []contract.QName) bool {
	return slices.ContainsFunc(names, func(q contract.QName) bool { return d.admits(w, q) })
}

// wrappersOf are the elements that no schema declares: they wrap the parts of rpc messages (WSDL 1.1, clause 3.5), or stand for the
// content of a body.
func wrappersOf(api *contract.API) map[*contract.Element]bool {
	all := map[*contract.Element]bool{}
	for _, b := range api.Bindings {
		for _, o := range b.Operations {
			for _, m := range []*contract.Message{o.In, o.Out} {
				if m == nil || o.Style != contract.RPC && !m.Bare {
					continue
				}
				for _, p := range m.Body {
					all[p.Element] = true
				}
			}
		}
	}
	return all
}

// key is what types go by: their name in the new contract, "" without one.
func (c *comparer) key(t contract.Type, old bool) string {
	if b, ok := t.(*contract.Builtin); ok {
		return "xs:" + b.Kind
	}
	q := typeName(t)
	if old {
		q = c.name(q)
	}
	if q.Local == "" {
		return ""
	}
	return q.String()
}

// derives reports whether a new type is one or derives from it.
func (c *comparer) derives(t contract.Type, key string) bool {
	for ; t != nil; t = c.parent(t, false) {
		if c.key(t, false) == key {
			return true
		}
	}
	return false
}

// named returns the type of a key, nil for none.
func (d *declared) named(key string) contract.Type {
	if kind, ok := strings.CutPrefix(key, "xs:"); ok {
		return &contract.Builtin{Kind: kind}
	}
	if t := d.types[key]; t != nil {
		return t
	}
	return nil
}

// parent is the nearest type with a name that one derives from, nil for xs:anyType.
func (c *comparer) parent(t contract.Type, old bool) contract.Type {
	for t = baseOf(t); t != nil && c.key(t, old) == ""; {
		t = baseOf(t)
	}
	return t
}

// primitives are the built-in types that derive from xs:anySimpleType (XML Schema Part 2, clause 3.2).
var primitives = []string{
	"string", "boolean", "decimal", "float", "double", "duration", "dateTime", "time", "date", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth",
	"hexBinary", "base64Binary", "anyURI", "QName", "NOTATION",
}

// baseOf is what a type derives from, nil for xs:anyType.
func baseOf(t contract.Type) contract.Type {
	switch t := t.(type) {
	case *contract.Simple:
		return t.Base
	case *contract.List, *contract.Union:
		return &contract.Builtin{Kind: "anySimpleType"}
	case *contract.Builtin:
		switch base := parents[t.Kind]; {
		case isBuiltinList(t), slices.Contains(primitives, t.Kind):
			return &contract.Builtin{Kind: "anySimpleType"}
		case base != "" && base != "anyType":
			return &contract.Builtin{Kind: base}
		}
	case *contract.Struct:
		if t.Base != nil {
			return t.Base
		}
		if t.Text != nil {
			return t.Text.Type
		}
	}
	return nil
}
