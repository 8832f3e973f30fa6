package resolve

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// specTypes declares the new types of the file and overlays those of the WSDL.
func (c *compiler) specTypes() {
	type overlay struct {
		entry *parser.Entry[*parser.SpecType]
		typ   contract.Type
	}
	var overlays []overlay
	var structs []*parser.Entry[*parser.SpecType]
	for i := range c.spec.Types.Entries {
		e := &c.spec.Types.Entries[i]
		if t := c.wsdlType(e); t != nil {
			c.once(t.Decl(), e.Key)
			overlays = append(overlays, overlay{e, t})
			continue
		}
		if c.doc != nil && !complete(e.Value) {
			c.diags.Errorf(e.Key.Span, idOverlayUnmatched, "the WSDL has no type %s", e.Key.V).Hint = c.similarType(e.Key.V)
			continue
		}
		c.entries[e.Key.V] = e
		c.uri(e.Value.Namespace)
		c.wireName(parser.Value[string]{V: c.typeQName(e).Local, Span: e.Key.Span})
		if e.Value.Fields.Set() {
			q := c.typeQName(e)
			s := &contract.Struct{Node: contract.Node{Path: q.String(), Doc: explained(doc(e.Value.Doc), e.Value.Reason), Rename: c.goName(e.Value.Name), Span: e.Key.Span}, Name: q}
			c.declared[e.Key.V] = s
			c.lowered = append(c.lowered, s)
			structs = append(structs, e)
		}
	}
	for i := range c.spec.Types.Entries {
		if e := &c.spec.Types.Entries[i]; c.entries[e.Key.V] == e {
			c.declaredType(e)
		}
	}
	for _, e := range structs {
		c.record(c.declared[e.Key.V].(*contract.Struct), e.Value, c.form(c.typeQName(e).Space, e.Value.ElementForm))
	}
	for _, o := range overlays {
		c.overlayType(o.entry, o.typ)
	}
}

func doc(v parser.Value[string]) string { return strings.TrimSpace(v.V) }

// explained is a documentation with the reason that a spec gives for its entry.
func explained(doc string, reason parser.Value[string]) string {
	why := strings.TrimSpace(reason.V)
	if why == "" {
		return doc
	}
	return strings.TrimSpace(doc + "\n\nReason: " + why)
}

func (c *compiler) typeQName(e *parser.Entry[*parser.SpecType]) contract.QName {
	q, ok := c.expand(e.Key.V)
	if ok {
		return q
	}
	q = contract.QName{Space: c.space(), Local: e.Key.V}
	if e.Value.Namespace.Set() {
		q.Space = e.Value.Namespace.V
	}
	return q
}

// complete reports whether a type says all that a new one needs, so that it can be no overlay.
func complete(t *parser.SpecType) bool {
	if t.Base.Set() || t.Layout.Set() {
		return true
	}
	for _, f := range t.Fields.Entries {
		if v := f.Value; !v.Type.Set() && !v.Fields.Set() && !v.Map.Set() && !v.Document.Set() && v.Choose == nil {
			return false
		}
	}
	return len(t.Fields.Entries) > 0
}

// wsdlType is the type of the WSDL that an entry means; nil without one.
func (c *compiler) wsdlType(e *parser.Entry[*parser.SpecType]) contract.Type {
	if c.doc == nil {
		return nil
	}
	q, ok := c.expand(e.Key.V)
	if !ok {
		q = c.typeQName(e)
		if c.ix.types.m[q] == nil && !e.Value.Namespace.Set() {
			switch all := c.byLocal(e.Key.V); {
			case len(all) == 1:
				q = all[0]
			case len(all) > 1 && !complete(e.Value):
				c.ambiguousType(e.Key, all)
				q = all[0]
			}
		}
	}
	if c.ix.types.m[q] == nil {
		return nil
	}
	return c.namedType(q)
}

// byLocal lists the types of the WSDL with a local name.
func (c *compiler) byLocal(local string) []contract.QName {
	var out []contract.QName
	for _, q := range c.ix.types.order {
		if q.Local == local {
			out = append(out, q)
		}
	}
	return out
}

// expand reads {namespace}local and prefix:local; false for a plain name.
func (c *compiler) expand(name string) (contract.QName, bool) {
	if rest, ok := strings.CutPrefix(name, "{"); ok {
		if uri, local, ok := strings.Cut(rest, "}"); ok {
			return contract.QName{Space: uri, Local: local}, true
		}
	}
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		return contract.QName{}, false
	}
	for _, s := range c.specs() {
		if p := s.Prefixes.Lookup(prefix); p != nil {
			return contract.QName{Space: p.Value.V, Local: local}, true
		}
	}
	if prefix == "xs" || prefix == "xsd" {
		return contract.QName{Space: xsdSpace, Local: local}, true
	}
	return contract.QName{Local: name}, true
}

// specType finds the type that a spec names. It never returns nil.
func (c *compiler) specType(v parser.Value[string]) contract.Type {
	if q, ok := c.expand(v.V); ok {
		if t := c.typeByQName(q, v); t != nil {
			return t
		}
		return c.noType(v)
	}
	if b := c.builtins[v.V]; b != nil {
		return b
	}
	for x := c; x != nil; x = x.shared {
		if e := x.entries[v.V]; e != nil {
			x.used[v.V] = true
			return x.declaredType(e)
		}
	}
	if q := (contract.QName{Space: c.space(), Local: v.V}); c.ix.types.m[q] != nil {
		return c.namedType(q)
	}
	switch all := c.byLocal(v.V); len(all) {
	case 0:
		return c.noType(v)
	case 1:
		return c.namedType(all[0])
	default:
		c.ambiguousType(v, all)
		return c.namedType(all[0])
	}
}

// ambiguousType reports a plain name that several types of the WSDL have, with the spellings that tell them apart.
func (c *compiler) ambiguousType(name parser.Value[string], all []contract.QName) {
	c.diags.Errorf(name.Span, idAmbiguousName, "%s means %d types", name.V, len(all)).Hint = fmt.Sprintf("write '%s' or '%s', or prefix:%s with prefixes:", all[0], all[1], name.V)
}

// typeByQName finds a type by its expanded name; nil without one.
func (c *compiler) typeByQName(q contract.QName, v parser.Value[string]) contract.Type {
	if q.Space == xsdSpace {
		return c.builtin(q.Local, v.Span)
	}
	for x := c; x != nil; x = x.shared {
		for _, e := range x.entries {
			if x.typeQName(e) == q {
				x.used[e.Key.V] = true
				return x.declaredType(e)
			}
		}
		if x.ix.types.m[q] != nil {
			return x.namedType(q)
		}
	}
	return nil
}

func (c *compiler) noType(v parser.Value[string]) contract.Type {
	if prefix, _, ok := strings.Cut(v.V, ":"); ok && parser.IsNCName(prefix) && !c.declares(prefix) {
		c.diags.Errorf(v.Span, idUndeclaredPrefix, "the prefix %s is not declared", prefix).Hint = "state it under prefixes"
		return c.builtins["string"]
	}
	x := c.diags.Errorf(v.Span, idUndeclaredType, "there is no type %s", v.V)
	if x.Hint = c.didYouMean(v.V, c.typeNames); x.Hint == "did you mean "+v.V+"?" {
		x.Hint = ""
	}
	return c.builtins["string"]
}

// declares reports whether a spec states the prefix.
func (c *compiler) declares(prefix string) bool {
	return slices.ContainsFunc(c.specs(), func(s *parser.Spec) bool { return s.Prefixes.Lookup(prefix) != nil })
}

// typeNames lists the names that a spec may use for types.
func (c *compiler) typeNames() []string {
	var out []string
	for k := range derivedFrom {
		out = append(out, k)
	}
	for x := c; x != nil; x = x.shared {
		for k := range x.entries {
			out = append(out, k)
		}
	}
	for _, q := range c.ix.types.order {
		out = append(out, q.Local)
	}
	return slices.Compact(sorted(out))
}

// declaredType lowers a type of the file once: a struct is declared already, its fields follow.
func (c *compiler) declaredType(e *parser.Entry[*parser.SpecType]) contract.Type {
	if t, ok := c.declared[e.Key.V]; ok {
		if t == nil {
			c.diags.Errorf(e.Key.Span, idCyclicBase, "the type %s is its own base", e.Key.V)
			return c.builtins["string"]
		}
		return t
	}
	c.declared[e.Key.V] = nil
	q := c.typeQName(e)
	t := c.simpleEntry(e, contract.Node{Path: q.String(), Doc: explained(doc(e.Value.Doc), e.Value.Reason), Rename: c.goName(e.Value.Name), Span: e.Key.Span}, q)
	c.declared[e.Key.V] = t
	c.lowered = append(c.lowered, t)
	return t
}

// simpleEntry lowers a type without fields: facets on a simple base, or an extension that adds nothing.
func (c *compiler) simpleEntry(e *parser.Entry[*parser.SpecType], n contract.Node, q contract.QName) contract.Type {
	v := e.Value
	if v.Order.Set() {
		c.diags.Errorf(v.Order.Span, idConflictingKeys, "the type %s has no fields that could have an order", e.Key.V)
	}
	if v.OrElement.Set() {
		c.diags.Errorf(v.OrElement.Span, idConflictingKeys, "the type %s has no attributes beside its text", e.Key.V)
	}
	var base contract.Type = c.builtins["string"]
	if v.Base.Set() {
		base = c.specType(v.Base)
	} else if !v.Layout.Set() {
		c.diags.Errorf(e.Key.Span, idMissingType, "the type %s states neither base nor fields", e.Key.V)
	}
	if b, ok := base.(*contract.Struct); ok {
		s := &contract.Struct{Node: n, Name: q}
		c.extend(s, b)
		return s
	}
	t := &contract.Simple{Node: n, Name: q, Base: base}
	c.specFacets(t, &v.SpecFacets)
	return t
}

// record lowers the fields of a type of the spec.
func (c *compiler) record(s *contract.Struct, v *parser.SpecType, in form) {
	if v.Optional.Set() {
		c.optional[&s.Node] = v.Optional.V
	}
	if v.Base.Set() {
		switch b := c.specType(v.Base).(type) {
		case *contract.Struct:
			if c.derivesFrom(b, s) {
				c.diags.Errorf(v.Base.Span, idCyclicBase, "the type %s is its own base", s.Path)
				break
			}
			c.extend(s, b)
		default:
			s.Text = &contract.Text{Type: b}
		}
	}
	kind := contract.Sequence
	if v.Order.V == "any" {
		kind = contract.All
		if v.Base.Set() {
			c.diags.Errorf(v.Order.Span, idConflictingKeys, "a type that extends another one has its fields behind the other's")
		}
	}
	c.content(s, kind, v.Fields, in)
	if s.Text != nil && s.Own != nil {
		c.diags.Errorf(v.Base.Span, idBadBase, "%s is simple: a type that extends it can have attributes alone", v.Base.V)
		s.Own = nil
	}
	switch {
	case !v.OrElement.Set():
	case s.Text == nil:
		c.diags.Errorf(v.OrElement.Span, idConflictingKeys, "an element in place of a text is for a type whose base is simple")
	default:
		s.Text.OrElement = c.wireName(v.OrElement)
	}
}

// extend derives s from base. A provider's type does not know what services derive from it: its package
// can't import theirs.
func (c *compiler) extend(s, base *contract.Struct) {
	s.Base, s.Derivation = base, contract.Extension
	if slices.Contains(c.lowered, contract.Type(base)) {
		base.Derived = append(base.Derived, s)
	}
}

func (c *compiler) derivesFrom(s, base *contract.Struct) bool {
	for ; s != nil; s = s.Base {
		if s == base {
			return true
		}
	}
	return false
}

// unusedTypes reports new types that nothing names: in an overlay they are misspelt more often than not.
func (c *compiler) unusedTypes() {
	if c.api.Provider {
		return
	}
	for _, e := range c.spec.Types.Entries {
		if c.entries[e.Key.V] == nil || c.used[e.Key.V] {
			continue
		}
		if s, ok := c.declared[e.Key.V].(*contract.Struct); ok && s.Base != nil {
			continue // its base leads to it
		}
		if c.doc != nil {
			c.diags.Errorf(e.Key.Span, idOverlayUnmatched, "the WSDL has no type %s, and nothing uses a new one", e.Key.V).Hint = c.similarType(e.Key.V)
		} else {
			c.diags.Warnf(e.Key.Span, idUnusedType, "nothing uses the type %s", e.Key.V)
		}
	}
}

// similarType is the hint that names the type of the WSDL that an entry may mean.
func (c *compiler) similarType(key string) string {
	q, expanded := c.expand(key)
	if !expanded {
		return c.didYouMean(key, c.wsdlTypeNames)
	}
	if n, ok := nearest(&c.ix.types, q); ok && c.guessing() {
		return "did you mean " + n.String() + "?"
	}
	return ""
}

func (c *compiler) wsdlTypeNames() []string {
	var out []string
	for _, q := range c.ix.types.order {
		out = append(out, q.Local)
	}
	return out
}
