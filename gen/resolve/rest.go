package resolve

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// isREST reports whether the file's operations are HTTP requests with JSON bodies: it says rest itself, or one of them
// says http.
func (c *compiler) isREST() bool {
	if c.spec.REST != nil {
		return true
	}
	return slices.ContainsFunc(c.spec.Operations.Entries, func(e parser.Entry[*parser.SpecOperation]) bool { return e.Value.HTTP != nil })
}

// restSettings reports what a file of REST operations can't have, and what only such a file can.
func (c *compiler) restSettings() {
	s := c.spec
	if !c.isREST() || c.api.Provider {
		return
	}
	if s.WSDL.Set() {
		c.diags.Errorf(s.WSDL.Span, idConflictingKeys, "the operations of a WSDL are SOAP, and the file says rest or http")
	}
	if s.SOAP != nil {
		c.diags.Errorf(s.SOAP.Span, idConflictingKeys, "a file is SOAP or REST, and this one says both")
	}
	if c.spec.Headers.Set() {
		c.diags.Errorf(s.Headers.Span, idConflictingKeys, "REST has no SOAP header blocks")
	}
}

// restOperations lowers the operations of a REST service: one binding.
func (c *compiler) restOperations() {
	s := c.spec
	b := &contract.Binding{Name: contract.QName{Space: c.space(), Local: c.api.Package}, Service: contract.QName{Space: c.space(), Local: c.api.Package}}
	b.Path, b.Span = b.Name.String(), s.Span
	if parser.IsNCName(s.Service.V) {
		b.Service.Local = s.Service.V
	}
	t := &contract.REST{}
	b.Transport = t
	c.api.Bindings = append(c.api.Bindings, b)
	roots := map[contract.QName]source.Span{}
	for i := range s.Operations.Entries {
		b.Operations = append(b.Operations, c.restOperation(b, &s.Operations.Entries[i], roots))
	}
	for x := c; x != nil && t.Error == nil; x = x.shared {
		if v := orZero(x.spec.REST).Error; v.Set() {
			t.Error = c.typeElement(v)
		}
	}
	if r := s.REST; r != nil && r.Login != nil {
		t.Login = c.login(b, r.Login)
	}
}

func (c *compiler) restOperation(b *contract.Binding, e *parser.Entry[*parser.SpecOperation], roots map[contract.QName]source.Span) *contract.Operation {
	v := e.Value
	o := &contract.Operation{Node: contract.Node{Path: b.Path + "/" + e.Key.V, Doc: explained(doc(v.Doc), v.Reason), Rename: c.goName(v.Name), Span: e.Key.Span}, Name: e.Key.V, Style: contract.Document}
	c.wireName(e.Key)
	o.Samples = c.samples(v.Samples, true)
	o.In = &contract.Message{Node: contract.Node{Path: o.Path + "/in", Span: e.Key.Span}}
	h := v.HTTP
	if h == nil {
		c.diags.Errorf(e.Key.Span, idMissingKey, "the operation %s of a REST service states no http", o.Name)
		return o
	}
	c.soapOnly(o, v)
	switch {
	case h.Body.Set() && len(v.Request.Entries) > 0:
		c.diags.Errorf(h.Body.Span, idConflictingKeys, "the operation %s states both fields of the request and its whole body", o.Name)
	case h.Body.Set():
		o.In.Body = c.restBody(o.In, h.Body)
	case len(v.Request.Entries) > 0:
		o.In = c.specMessage(o, "in", contract.QName{Space: c.space(), Local: e.Key.V}, v.Request, form{}, e.Key, roots)
	}
	switch {
	case h.Reply.Set() && v.Response != nil:
		c.diags.Errorf(h.Reply.Span, idConflictingKeys, "the operation %s states both the fields of the reply and its whole body", o.Name)
	case h.Reply.Set():
		o.Out = &contract.Message{Node: contract.Node{Path: o.Path + "/out", Span: h.Reply.Span}}
		o.Out.Body = c.restBody(o.Out, h.Reply)
	case v.Response != nil:
		r := v.Response
		o.Out = c.specMessage(o, "out", contract.QName{Space: c.space(), Local: c.wireName(r.Element)}, r.Fields, form{}, r.Element, roots)
	}
	o.HTTP = c.http(o, h)
	c.httpStatus(o, v)
	return o
}

// httpStatus lowers what tells a reply from a refusal.
func (c *compiler) httpStatus(o *contract.Operation, v *parser.SpecOperation) {
	rule := v.HTTP.Status
	switch {
	case rule == nil && v.ReplyStatus.Set():
		c.diags.Errorf(v.ReplyStatus.Span, idConflictingKeys, "the operation %s states no status that could be optional", o.Name)
	case rule == nil:
	case o.Out == nil || len(o.Out.Body) == 0:
		c.diags.Errorf(rule.Span, idMissingResponse, "the operation %s has no reply that could have a status", o.Name)
	default:
		lower := c.statusesRule
		if m := rule.Message; rule.Unless.Set() || m.Set() && path.Dir(m.V) != path.Dir(rule.Field.V) {
			lower = c.statusRule // which lets the message stand anywhere
		}
		if r := lower(o, rule); r != nil {
			r.AbsentOK = v.ReplyStatus.V == "optional"
			o.Out.Reply = r
		}
	}
}

// soapOnly reports the keys of an operation that mean nothing over REST.
func (c *compiler) soapOnly(o *contract.Operation, v *parser.SpecOperation) {
	for _, k := range []struct {
		name string
		span source.Span
	}{
		{"namespace", v.Namespace.Span}, {"action", v.Action.Span}, {"elementForm", v.ElementForm.Span}, {"reply", v.Reply.Span},
		{"session", v.Session.Span}, {"serve", v.Serve.Span}, {"records", orZero(v.Records).Span},
		{"paging", orZero(v.Paging).Span}, {"polling", orZero(v.Polling).Span},
	} {
		if k.span.File != nil {
			c.diags.Errorf(k.span, idConflictingKeys, "the operation %s is HTTP, which %s says nothing about", o.Name, k.name)
		}
	}
}

// restBody is the part of a message that is one type.
func (c *compiler) restBody(m *contract.Message, name parser.Value[string]) []*contract.Part {
	e := c.typeElement(name)
	if e == nil {
		return nil
	}
	return []*contract.Part{{Node: contract.Node{Path: m.Path + "/parameters", Span: name.Span}, Name: "parameters", Element: e}}
}

// typeElement is an element of a record that a spec names, as the root of a JSON body; nil, reported, for another type.
func (c *compiler) typeElement(name parser.Value[string]) *contract.Element {
	s, ok := c.specType(name).(*contract.Struct)
	if !ok {
		c.diags.Errorf(name.Span, idBadPart, "a JSON body is an object, and %s is no type with fields", name.V)
		return nil
	}
	return &contract.Element{Node: contract.Node{Path: s.Path, Span: name.Span}, Name: s.Name, Type: s}
}

// http lowers the HTTP request of an operation whose messages are lowered.
func (c *compiler) http(o *contract.Operation, h *parser.SpecHTTP) *contract.HTTP {
	x := &contract.HTTP{Method: h.Method.V, Path: h.Path.V, FromHost: h.FromHost.V}
	c.httpPath(h)
	for _, v := range h.Success {
		x.Success = append(x.Success, c.statusCode(v))
	}
	for _, v := range h.Empty {
		x.Empty = append(x.Empty, c.statusCode(v))
		if len(x.Success) > 0 && !slices.Contains(x.Success, v.V) {
			c.diags.Errorf(v.Span, idOverlayUnmatched, "success does not name the status code %d", v.V)
		}
	}
	if len(h.Empty) > 0 && o.Out == nil {
		c.diags.Errorf(h.Empty[0].Span, idConflictingKeys, "the operation %s has no reply that could be empty", o.Name)
	}
	add := func(name parser.Value[string], query bool) {
		p := c.param(o, name, query)
		switch {
		case p == nil:
		case slices.ContainsFunc(x.Params, func(q *contract.Param) bool { return q.Field == p.Field }):
			c.diags.Errorf(name.Span, idBadHTTP, "%s stands in the address twice", name.V)
		default:
			x.Params = append(x.Params, p)
		}
	}
	for _, name := range variables(h.Path.V) {
		add(parser.Value[string]{V: name, Span: h.Path.Span}, false)
	}
	for _, v := range h.Query {
		add(v, true)
	}
	c.omitParams(o, h, x)
	return x
}

func (c *compiler) statusCode(v parser.Value[int]) int {
	if v.V < 200 || v.V > 299 {
		c.diags.Errorf(v.Span, idBadHTTP, "%d is no status code of success", v.V)
	}
	return v.V
}

// httpPath checks a path: segments of a URL, with variables.
func (c *compiler) httpPath(h *parser.SpecHTTP) {
	path := h.Path.V
	_, err := url.PathUnescape(path)
	dots := slices.ContainsFunc(strings.Split(path, "/"), func(s string) bool { return s == "." || s == ".." })
	if err != nil || dots || strings.ContainsAny(path, "?# \t\n") || strings.Count(path, "{") != strings.Count(path, "}") || strings.Contains(path, "//") {
		c.diags.Errorf(h.Path.Span, idBadHTTP, "%q is no path of a URL", path).Hint = "query states the fields of the request that stand behind a question mark"
	}
	if h.FromHost.V && path == "" {
		c.diags.Errorf(h.FromHost.Span, idMissingKey, "the path below the host is not stated")
	}
}

// param finds the field of the request that stands in the address.
func (c *compiler) param(o *contract.Operation, name parser.Value[string], query bool) *contract.Param {
	var path contract.FieldPath
	if len(o.In.Body) == 0 {
		c.diags.Errorf(name.Span, idOverlayUnmatched, "the operation %s has no request that could have the field %s", o.Name, name.V)
	} else {
		path = c.fieldPath(o.In, name, name.Span)
	}
	if path == nil {
		return nil
	}
	f := path[0]
	switch _, record := f.Element.Type.(*contract.Struct); {
	case len(path) > 1 || record || primitive(kindOf(f.Element.Type)) == "anyType":
		c.diags.Errorf(name.Span, idBadHTTP, "%s is no simple value, as an address can have", f.Path)
	case !query && (f.Min != 1 || f.Max != 1 || f.Element.Nillable):
		x := c.diags.Errorf(name.Span, idBadHTTP, "%s stands in the path and must stand once", f.Path)
		x.Related = append(x.Related, source.Note{Span: f.Span, Message: "it is declared here"})
	default:
		return &contract.Param{Field: f, Query: query}
	}
	return nil
}

// omitParams takes what stands in the address out of the body. A whole type that others share keeps its members.
func (c *compiler) omitParams(o *contract.Operation, h *parser.SpecHTTP, x *contract.HTTP) {
	if h.Body.Set() || len(o.In.Body) == 0 {
		if h.Method.V == "GET" && h.Body.Set() {
			c.diags.Errorf(h.Body.Span, idBadHTTP, "a GET has no body").Hint = "state request, and its fields in query"
		}
		return
	}
	for _, p := range x.Params {
		if p.Field.JSON == nil {
			p.Field.JSON = new(contract.JSON)
		}
		p.Field.JSON.Omit = true
	}
	if h.Method.V == "GET" && !x.NoBody(o.In) {
		c.diags.Errorf(h.Method.Span, idBadHTTP, "a GET has no body, and not all fields of the request stand in the address").Hint = "name them in query"
	}
}

// restRoots reaches what REST and receivers lead to besides messages.
func (c *compiler) restRoots(r *reach) {
	for _, b := range c.api.Bindings {
		if t, ok := b.Transport.(*contract.REST); ok && t.Error != nil {
			r.typ(t.Error.Type)
		}
	}
	if x := c.api.Receiver; x != nil {
		for _, k := range x.Kinds {
			r.typ(k.Type)
		}
	}
}
