package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// replyRule is the envelope that the replies share; nil without one.
func (c *compiler) replyRule() *parser.SpecReply {
	for _, s := range c.specs() {
		if s.Reply != nil {
			return s.Reply
		}
	}
	return nil
}

// overlayReply applies the shared reply to an operation of a WSDL: the wrapper is looked through, and the
// element in it becomes a struct of the operation's own, with the map typed by the operation's keys.
func (c *compiler) overlayReply(o *contract.Operation, e *parser.Entry[*parser.SpecOperation]) {
	rule := c.replyRule()
	if rule == nil {
		if e != nil && e.Value.Reply.Set() {
			c.diags.Errorf(e.Value.Reply.Span, idMissingResponse, "no shared reply is stated, whose map these keys could be in")
		}
		return
	}
	if o.Out == nil || e != nil && e.Value.Response != nil {
		return
	}
	r := &replyRule{c: c, rule: rule, op: o, at: o.Span}
	if e != nil {
		r.at, r.entry = e.Key.Span, e.Value
	}
	r.apply()
}

// A replyRule is the shared reply applied to one operation.
type replyRule struct {
	c     *compiler
	rule  *parser.SpecReply
	op    *contract.Operation
	entry *parser.SpecOperation // nil for an operation that the spec does not name
	at    source.Span
}

// missing reports what the WSDL's reply lacks of the rule.
func (r *replyRule) missing(what parser.Value[string], where *contract.Node, names []string) {
	x := r.c.diags.Errorf(r.at, idMissingResponse, "the reply of %s has no %s", r.op.Name, what.V)
	x.Hint = r.c.didYouMean(what.V, list(names))
	if x.Hint == "" {
		x.Hint = "state response for an operation whose reply is not the shared one"
	}
	x.Related = append(x.Related, source.Note{Span: what.Span, Message: "the rule names it here"})
	if where != nil && where.Span.File != nil {
		x.Related = append(x.Related, source.Note{Span: where.Span, Message: "the WSDL's type is declared here"})
	}
}

func (r *replyRule) apply() {
	if len(r.op.Out.Body) != 1 {
		r.missing(r.rule.Element, &r.op.Out.Node, nil)
		return
	}
	part := r.op.Out.Body[0]
	wrapper, _ := part.Element.Type.(*contract.Struct)
	ret := r.c.findField(wrapper, r.rule.Element)
	if ret == nil {
		r.missing(r.rule.Element, part.Element.Type.Decl(), fieldNames(wrapper))
		return
	}
	from, ok := ret.Element.Type.(*contract.Struct)
	if !ok {
		r.missing(r.rule.Element, part.Element.Type.Decl(), nil)
		return
	}
	path := part.Element.Path + "/" + r.rule.Element.V
	if same := r.c.replies[r.op.Name+" "+path]; same != nil {
		r.op.Out.Wrapper, r.op.Out.Body, r.op.Out.Reply = same.Wrapper, same.Body, same.Reply
		return
	}
	if r.c.replies[path] != nil {
		path = r.op.Path + "/" + r.rule.Element.V // another operation has the same wrapper and other keys
	}
	r.c.replies[r.op.Name+" "+path], r.c.replies[path] = r.op.Out, r.op.Out
	if !r.c.spend(len(from.Attrs)+particles(from.Own), r.at, path) {
		return
	}
	s := r.copied(from, path, part.Element.Span)
	r.complete(s, from)
	element := *ret.Element
	element.Node = contract.Node{Path: path, Doc: ret.Doc, Span: ret.Span}
	element.Type, element.Head, element.Members = s, nil, nil
	r.finish(part.Element.Name, &contract.Part{Node: part.Node, Name: part.Name, Element: &element}, s)
}

// copied is a copy of the type of the element that the rule names, at a path of its own.
func (r *replyRule) copied(from *contract.Struct, path string, at source.Span) *contract.Struct {
	s := &contract.Struct{
		Node: contract.Node{Path: path, Doc: from.Doc, Span: at, From: []source.Span{r.rule.Span}},
		Base: from.Base, Derivation: from.Derivation, Mixed: from.Mixed, AnyAttr: from.AnyAttr, Text: from.Text,
	}
	if r.entry != nil {
		s.From = append(s.From, r.at)
	}
	for _, a := range from.Attrs {
		x := *a
		x.Path = path + strings.TrimPrefix(a.Path, from.Path)
		s.Attrs = append(s.Attrs, &x)
	}
	if from.Own != nil {
		s.Own = r.c.copyGroup(from.Own, from.Own.Path, path+"/"+string(from.Own.Kind))
	}
	if v, ok := r.c.optional[&from.Node]; ok {
		r.c.optional[&s.Node] = v
	}
	return s
}

// complete types the map of a reply whose other fields are those of the WSDL.
func (r *replyRule) complete(s, from *contract.Struct) {
	if r.rule.Map == nil {
		return
	}
	f := r.c.findField(s, r.rule.Map.Field)
	if f == nil {
		r.missing(r.rule.Map.Field, &from.Node, fieldNames(from))
		return
	}
	m := r.wireMap(f)
	if m == nil {
		return
	}
	f.From = append(f.From, r.rule.Map.Span)
	f.Element.Type = r.typed(f.Path, f.Span, m, r.c.formOf(from, parser.Value[parser.Form]{}))
}

// wireMap is the form of the map as the WSDL says it; nil, reported, when the WSDL has none.
func (r *replyRule) wireMap(f *contract.Field) *contract.Map {
	rule := r.rule.Map
	outer, _ := f.Element.Type.(*contract.Struct)
	entry := r.c.findField(outer, rule.Entry)
	if entry == nil {
		r.missing(rule.Entry, f.Element.Type.Decl(), fieldNames(outer))
		return nil
	}
	inner, _ := entry.Element.Type.(*contract.Struct)
	key := r.c.findField(inner, rule.Key)
	val := r.c.findField(inner, rule.Value)
	if key == nil {
		r.missing(rule.Key, entry.Element.Type.Decl(), fieldNames(inner))
		return nil
	}
	if val == nil {
		r.missing(rule.Value, entry.Element.Type.Decl(), fieldNames(inner))
		return nil
	}
	return &contract.Map{Entry: entry.Element.Name, Key: key.Element.Name, Value: val.Element.Name, TypedBy: rule.TypedBy.Set()}
}

// typed is the map's struct with the keys that the operation states.
func (r *replyRule) typed(path string, at source.Span, m *contract.Map, in form) *contract.Struct {
	s := &contract.Struct{Node: contract.Node{Path: path, Span: at}, Map: m}
	r.c.lowered = append(r.c.lowered, s)
	if r.entry == nil {
		return s
	}
	if r.c.overlay() {
		s.From = []source.Span{r.at}
	}
	r.c.keys(s, r.entry.Reply, in)
	return s
}

// finish makes the reply's message of its part.
func (r *replyRule) finish(wrapper contract.QName, part *contract.Part, s *contract.Struct) {
	out := r.op.Out
	if r.rule.Map == nil && r.entry != nil && len(r.entry.Reply.Entries) > 0 {
		x := r.c.diags.Errorf(r.entry.Reply.Span, idMissingResponse, "the shared reply states no map that these keys could be in")
		x.Related = append(x.Related, source.Note{Span: r.rule.Span, Message: "the shared reply is stated here"})
	}
	r.c.lowered = append(r.c.lowered, s)
	out.Wrapper = append(out.Wrapper, wrapper)
	out.Body = []*contract.Part{part}
	r.status(s)
}

// status applies the rule that tells the reply s from a refusal.
func (r *replyRule) status(s *contract.Struct) {
	rule, out := r.rule.Status, r.op.Out
	if rule == nil {
		return
	}
	out.Reply = &contract.Reply{AbsentOK: r.entry != nil && r.entry.ReplyStatus.V == "optional"}
	status := r.c.findField(s, rule.Field)
	if status == nil {
		r.missing(rule.Field, &s.Node, fieldNames(s))
		out.Reply = nil
		return
	}
	out.Reply.Status = contract.FieldPath{status}
	out.Reply.OK = ruleValues(r.c, idBadRule, rule.OK, status.Element.Type)
	if t := status.Element.Type; primitive(kindOf(t)) != "string" {
		r.c.diags.Errorf(r.at, idMissingResponse, "the status of %s must be a string, and %s is %s", r.op.Name, rule.Field.V, typeText(t))
	}
	if !rule.Message.Set() {
		return
	}
	message := r.c.findField(s, rule.Message)
	if message == nil {
		r.missing(rule.Message, &s.Node, fieldNames(s))
		return
	}
	out.Reply.Message = contract.FieldPath{message}
}

// particles counts what stands below a group.
func particles(g *contract.Group) int {
	if g == nil {
		return 0
	}
	n := len(g.Items)
	for _, p := range g.Items {
		if inner, ok := p.(*contract.Group); ok {
			n += particles(inner)
		}
	}
	return n
}

// copyGroup copies a content model to another path. Types stay: those of the copies are the originals'.
func (c *compiler) copyGroup(g *contract.Group, old, path string) *contract.Group {
	move := func(p string) string { return path + strings.TrimPrefix(p, old) }
	x := *g
	x.Path, x.Items, x.From = move(g.Path), nil, slices.Clone(g.From)
	for _, p := range g.Items {
		switch p := p.(type) {
		case *contract.Group:
			x.Items = append(x.Items, c.copyGroup(p, old, path))
		case *contract.Any:
			y := *p
			y.Path = move(p.Path)
			x.Items = append(x.Items, &y)
		case *contract.Field:
			f := *p
			f.Path = move(p.Path)
			if p.Element.Path == p.Path {
				e := *p.Element
				e.Path = f.Path
				f.Element = &e
			}
			if v, ok := c.optional[&p.Node]; ok {
				c.optional[&f.Node] = v
			}
			x.Items = append(x.Items, &f)
		}
	}
	return &x
}

// specReply lowers the shared reply of an operation without a WSDL: the map, the message, the status, in any order, for
// the rule states none.
func (c *compiler) specReply(o *contract.Operation, e *parser.Entry[*parser.SpecOperation], wrapper contract.QName, rule *parser.SpecReply) *contract.Message {
	r := &replyRule{c: c, rule: rule, op: o, at: e.Key.Span, entry: e.Value}
	in := c.form(wrapper.Space)
	o.Out = &contract.Message{Node: contract.Node{Path: o.Path + "/out", Span: e.Key.Span}}
	path := wrapper.String() + "/" + rule.Element.V
	s := &contract.Struct{Node: contract.Node{Path: path, Span: e.Key.Span}}
	s.Own = &contract.Group{Node: contract.Node{Path: path + "/all", Span: e.Key.Span}, Occurs: contract.Occurs{Min: 1, Max: 1}, Kind: contract.All}
	field := func(name string, least int, t contract.Type) {
		f := &contract.Field{Node: contract.Node{Path: s.Own.Path + "/" + name, Span: e.Key.Span}, Occurs: contract.Occurs{Min: least, Max: 1}}
		f.Element = &contract.Element{Node: f.Node, Name: in.name(name), Type: t}
		s.Own.Items = append(s.Own.Items, f)
	}
	if m := rule.Map; m != nil {
		wire := &contract.Map{Entry: in.name(m.Entry.V), Key: in.name(m.Key.V), Value: in.name(m.Value.V), TypedBy: m.TypedBy.Set()}
		field(m.Field.V, 1, r.typed(s.Own.Path+"/"+m.Field.V, e.Key.Span, wire, in))
	}
	if st := rule.Status; st != nil {
		if st.Message.Set() {
			field(st.Message.V, 0, c.builtins["string"])
		}
		field(st.Field.V, 0, c.builtins["string"])
	}
	part := &contract.Part{Node: contract.Node{Path: o.Out.Path + "/parameters", Span: e.Key.Span}, Name: "parameters"}
	part.Element = &contract.Element{Node: contract.Node{Path: path, Span: e.Key.Span}, Name: in.name(rule.Element.V), Type: s}
	r.finish(wrapper, part, s)
	return o.Out
}

func (f form) name(local string) contract.QName {
	if f.qualified {
		return contract.QName{Space: f.space, Local: local}
	}
	return contract.QName{Local: local}
}

// newMap is a map inside a map, of the same form.
func (c *compiler) newMap(path string, at source.Span, keys parser.Map[*parser.SpecField], in form) *contract.Struct {
	s := &contract.Struct{Node: contract.Node{Path: path, Span: at}}
	c.lowered = append(c.lowered, s)
	rule := c.replyRule()
	if rule == nil || rule.Map == nil {
		c.diags.Errorf(keys.Span, idMissingResponse, "no shared reply says what the entries of a map look like").Hint = "state reply: {map: …} in the provider file"
		return s
	}
	m := rule.Map
	s.Map = &contract.Map{Entry: in.name(m.Entry.V), Key: in.name(m.Key.V), Value: in.name(m.Value.V), TypedBy: m.TypedBy.Set()}
	c.keys(s, keys, in)
	return s
}

// keys lowers the keys of a map. An exact key stands once; a pattern and a vector any number of times.
func (c *compiler) keys(s *contract.Struct, keys parser.Map[*parser.SpecField], in form) {
	g := &contract.Group{Node: contract.Node{Path: s.Path + "/sequence", Span: s.Span}, Occurs: contract.Occurs{Min: 1, Max: 1}, Kind: contract.Sequence}
	for i := range keys.Entries {
		e := &keys.Entries[i]
		f := &contract.Field{Node: contract.Node{Path: g.Path + "/" + e.Key.V, Span: e.Key.Span}, Occurs: contract.Occurs{Min: 1, Max: 1}}
		pattern := c.keyPattern(e)
		if pattern {
			f.Occurs = contract.Occurs{Min: 0, Max: -1}
		} else if e.Value.MaxOccurs.Set() && e.Value.MaxOccurs.V != 1 {
			f.Min = 0
		}
		f.Element = &contract.Element{Node: f.Node, Name: contract.QName{Local: e.Key.V}}
		f.Element.Type = c.fieldType(f.Path, e, nil, in)
		wire := *e.Value
		wire.WireName = parser.Value[string]{} // a key need be no name of an element
		c.setField(f, &wire, in)
		if e.Value.WireName.Set() {
			f.Element.Name.Local = e.Value.WireName.V
		}
		for _, bad := range []source.Span{e.Value.Attribute.Span, e.Value.Namespace.Span, e.Value.Form.Span, e.Value.Nillable.Span, e.Value.Add.Span} {
			if bad.File != nil {
				c.diags.Errorf(bad, idConflictingKeys, "a key of a map can't have this")
			}
		}
		for _, p := range g.Items {
			if o := p.(*contract.Field); o.Element.Name == f.Element.Name {
				x := c.diags.Errorf(e.Key.Span, idBadMapKey, "two fields have the key %s on the wire", f.Element.Name.Local)
				x.Related = append(x.Related, source.Note{Span: o.Span, Message: "the first one"})
			}
		}
		g.Items = append(g.Items, f)
	}
	if len(g.Items) > 0 {
		s.Own = g
	}
}

// keyPattern reports whether a key is #, "prefix #", prefix_# or *, and reports one that is malformed.
func (c *compiler) keyPattern(e *parser.Entry[*parser.SpecField]) bool {
	key := e.Key
	if e.Value.WireName.Set() {
		key = e.Value.WireName
	}
	k := key.V
	prefix, number := strings.CutSuffix(k, "#")
	switch {
	case k == "":
		c.diags.Errorf(key.Span, idBadMapKey, "a key is empty")
	case strings.Trim(k, " \t\r\n") != k:
		c.diags.Errorf(key.Span, idBadMapKey, "the key %q has white space at its ends, which is no part of a key that is read", k)
	case k == "*", k == "#":
		if !e.Value.Name.Set() {
			c.diags.Errorf(key.Span, idBadMapKey, "the key %q needs a Go name", k).Hint = "state name"
		}
		return true
	case number && !strings.ContainsAny(prefix, "#*") && strings.ContainsAny(prefix[len(prefix)-1:], " _-."):
		return true
	case strings.ContainsAny(k, "#*"):
		c.diags.Errorf(key.Span, idBadMapKey, "the key %q has # or * elsewhere than alone, or # last after a blank or _", k)
	case !parser.IsText(k):
		c.diags.Errorf(key.Span, idBadMapKey, "the key %q has characters that XML can't carry", k)
	}
	return false
}
