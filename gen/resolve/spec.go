package resolve

import (
	"path"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// compileSpec lowers a YAML spec: a whole contract, an overlay on a WSDL, or what a provider's services share.
func (c *compiler) compileSpec() {
	c.specDocument()
	c.specPackage()
	c.checkNames()
	c.specTypes()
	c.specHeaders()
	c.security()
	c.policies()
	c.restSettings()
	switch own := c.doc == nil && c.spec.Operations.Set(); {
	case own && c.isREST():
		c.restOperations()
	case own:
		c.specOperations()
	default:
		c.overlayOperations()
	}
	c.choose()
	c.receiver()
	c.refusal()
	c.responseStatus()
	c.polling()
	c.checkWireTypes()
	c.session()
	c.dropCredentials()
	c.credentialUses()
	c.transport()
	c.refusals()
	c.served()
	c.endpoints()
	c.unusedTypes()
	c.jsonForms()
	c.finish(c.specRoots)
	c.callRules()
}

// specDocument lowers the WSDL that the spec amends, if there is one.
func (c *compiler) specDocument() {
	c.doc = c.spec.Document
	only := c.spec.Operations.Only
	if c.doc == nil {
		if len(only) > 0 {
			c.diags.Errorf(only[0].Span, idConflictingKeys, "operations are chosen from a WSDL, and the spec has none")
		}
		return
	}
	c.ix.addWSDL(c.doc)
	c.lowerSchemas()
	c.selectOperations(only)
	c.bindings()
	c.chooseVersion()
	c.checkStyle()
	c.checkSettings()
}

// specPackage says what package the spec makes, and whose types it shares.
func (c *compiler) specPackage() {
	s := c.spec
	c.number(s.File)
	c.api.Doc = strings.TrimSpace(s.Doc.V)
	if c.api.Package = s.Package.V; c.api.Package == "" {
		c.api.FileNamed = true
		c.api.Package = packageName(strings.TrimSuffix(path.Base(s.File.Path), path.Ext(s.File.Path)))
	}
	if c.shared != nil {
		c.api.Shared = c.shared.api
	}
}

// specRoots adds what the spec itself leads to: its headers, types that it overlays where the caller chooses, all of a provider.
func (c *compiler) specRoots(r *reach) {
	c.restRoots(r)
	for _, e := range c.spec.Headers.Entries {
		r.element(c.headers[e.Key.V])
	}
	for _, t := range c.lowered {
		if c.api.Provider || r.chosen && c.overlaid[t.Decl()].File != nil {
			r.typ(t)
		}
	}
}

// refusal declares the typed refusal of the shared reply that the file states.
func (c *compiler) refusal() {
	rule := c.spec.Reply
	if rule == nil {
		return
	}
	name := c.goName(rule.Refusal)
	if name == "" {
		name = "Refusal"
	}
	c.api.Refusal = &contract.Refusal{Node: contract.Node{Path: "refusal", Rename: name, Span: rule.Span}}
}

// specs are the files that may state a setting, the service's before the provider's.
func (c *compiler) specs() []*parser.Spec {
	var out []*parser.Spec
	for x := c; x != nil; x = x.shared {
		if x.spec != nil {
			out = append(out, x.spec)
		}
	}
	return out
}

// setting is the first statement of a setting.
func setting[T any](c *compiler, get func(*parser.Spec) parser.Value[T]) parser.Value[T] {
	for _, s := range c.specs() {
		if v := get(s); v.Set() {
			return v
		}
	}
	return parser.Value[T]{}
}

// orZero returns the block or an empty one, so that settings of absent blocks read as not stated.
func orZero[T any](p *T) *T {
	if p == nil {
		p = new(T)
	}
	return p
}

func (c *compiler) soapString(get func(*parser.SpecSOAP) parser.Value[string]) parser.Value[string] {
	return setting(c, func(s *parser.Spec) parser.Value[string] { return get(orZero(s.SOAP)) })
}

// space is the namespace of what the spec declares.
func (c *compiler) space() string {
	if c.spec.Namespace.Set() || c.doc == nil {
		return c.spec.Namespace.V
	}
	return c.doc.TargetNamespace.V
}

// A form says how the local elements of a declaration are named.
type form struct {
	space     string
	qualified bool
}

// form is the form that a declaration in a namespace states, or that of soap.
func (c *compiler) form(space string, stated ...parser.Value[parser.Form]) form {
	stated = append(stated, setting(c, func(s *parser.Spec) parser.Value[parser.Form] { return orZero(s.SOAP).ElementForm }))
	for _, v := range stated {
		if v.Set() {
			return form{space, v.V == parser.Qualified}
		}
	}
	return form{space: space}
}

// chooseVersion keeps the bindings of the SOAP version that the spec asks for.
func (c *compiler) chooseVersion() {
	v := c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.Version })
	if !v.Set() || len(c.api.Bindings) == 0 {
		return
	}
	var kept []*contract.Binding
	for _, b := range c.api.Bindings {
		if b.Transport.(*contract.SOAP).Version == v.V {
			kept = append(kept, b)
		}
	}
	if len(kept) == 0 {
		x := c.diags.Errorf(v.Span, idOverlayUnmatched, "the WSDL has no binding of SOAP %s", v.V)
		x.Hint = "the WSDL has bindings of SOAP " + c.api.Bindings[0].Transport.(*contract.SOAP).Version
		x.Related = append(x.Related, source.Note{Span: c.api.Bindings[0].Span, Message: "the first binding is declared here"})
		return
	}
	c.api.Bindings = kept
}

// checkStyle reports a style that the WSDL contradicts.
func (c *compiler) checkStyle() {
	v := c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.Style })
	if !v.Set() {
		return
	}
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			if string(o.Style) != v.V {
				x := c.diags.Errorf(v.Span, idOverlayUnmatched, "the operation %s of the WSDL has the style %s", o.Name, o.Style)
				x.Hint = "remove style: the WSDL says it"
				x.Related = append(x.Related, source.Note{Span: o.Span, Message: "the WSDL binds it here"})
				return
			}
		}
	}
}

// checkSettings reports settings of the file that a WSDL leaves no room for. Those of a provider are for
// its services without one.
func (c *compiler) checkSettings() {
	s := orZero(c.spec.SOAP)
	if s.Use.V == "encoded" {
		c.diags.Errorf(s.Use.Span, idOverlayUnsupported, "the WSDL says the encoding of the operations")
	}
	if s.Action.Set() {
		c.diags.Errorf(s.Action.Span, idOverlayUnsupported, "the WSDL says the action of each operation").Hint = "state action for the operation that differs"
	}
}

// dropCredentials takes the header block that carries the credentials out of the requests' headers: the
// security writes it.
func (c *compiler) dropCredentials() {
	for x := c; x != nil; x = x.shared {
		h, ok := x.api.Security.(*contract.HeaderCredentials)
		if !ok {
			continue
		}
		for _, b := range c.api.Bindings {
			for _, o := range b.Operations {
				o.In.Headers = slices.DeleteFunc(o.In.Headers, func(p *contract.Part) bool { return p.Element.Name == h.Header.Name })
			}
		}
		return
	}
}

// tlsRequired reports whether the spec refuses addresses without TLS.
func (c *compiler) tlsRequired() bool {
	return setting(c, func(s *parser.Spec) parser.Value[string] { return orZero(s.Transport).TLS }).V == "required"
}

// transport gives the bindings the rules that the spec states.
func (c *compiler) transport() {
	own := func(get func(*parser.SpecTransport) parser.Value[string]) string {
		return setting(c, func(s *parser.Spec) parser.Value[string] { return get(orZero(s.Transport)) }).V
	}
	gzip := own(func(t *parser.SpecTransport) parser.Value[string] { return t.RequestEncoding }) == "gzip"
	tls := c.tlsRequired()
	style := c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.NamespaceStyle }).V
	prefix := c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.EnvelopePrefix }).V
	validate := setting(c, func(s *parser.Spec) parser.Value[string] { return s.Validate }).V
	for _, b := range c.api.Bindings {
		switch t := b.Transport.(type) {
		case *contract.REST:
			t.Gzip, t.TLSRequired = gzip, tls
		case *contract.SOAP:
			t.Gzip, t.TLSRequired = gzip, tls
			t.DefaultNamespaces = style == "default"
			if prefix != "" {
				t.EnvelopePrefix = prefix
			}
		}
		for _, o := range b.Operations {
			o.ValidateRequests = validate == "requests"
		}
	}
}

// security lowers the scheme that the file states.
func (c *compiler) security() {
	s := c.spec.Security
	if s == nil {
		return
	}
	stated := 0
	if u := s.UsernameToken; u != nil {
		stated++
		c.api.Security = &contract.UsernameToken{Digest: u.Password.V == "digest", MustUnderstand: u.MustUnderstand.V, Timestamp: u.Timestamp.V}
	}
	if s.Basic.V {
		stated++
		c.api.Security = &contract.BasicAuth{}
	}
	if h := s.Header; h != nil {
		stated++
		c.headerCredentials(h)
	}
	if b := s.Body; b != nil {
		stated++
		c.api.Security = c.bodyCredentials(b)
	}
	if c.isREST() && !c.api.Provider && (s.UsernameToken != nil || s.Header != nil || s.Body != nil) {
		c.diags.Errorf(s.Span, idConflictingKeys, "the security of a REST service is basic, or a login of rest")
	}
	switch stated {
	case 0:
		c.diags.Errorf(s.Span, idMissingKey, "security states no scheme")
	case 1:
	default:
		c.diags.Errorf(s.Span, idConflictingKeys, "security states several schemes")
	}
}

func (c *compiler) headerCredentials(h *parser.SpecHeaderCredentials) {
	var e *contract.Element
	var names []string
	for x := c; x != nil && e == nil; x = x.shared {
		e = x.headers[h.Name.V]
		for k := range x.headers {
			names = append(names, k)
		}
	}
	if e == nil {
		c.diags.Errorf(h.Name.Span, idOverlayUnmatched, "headers has no entry %s", h.Name.V).Hint = c.didYouMean(h.Name.V, list(sorted(names)))
		return
	}
	s, _ := e.Type.(*contract.Struct)
	x := &contract.HeaderCredentials{Header: e}
	x.Username = c.mustField(s, h.Username, e.Path)
	x.Password = c.mustField(s, h.Password, e.Path)
	if x.Username == nil || x.Password == nil {
		return
	}
	if x.Username == x.Password {
		c.diags.Errorf(h.Password.Span, idBadCredentials, "%s carries the user name already", h.Password.V)
	}
	for at, f := range map[source.Span]*contract.Field{h.Username.Span: x.Username, h.Password.Span: x.Password} {
		if t := f.Element.Type; primitive(kindOf(t)) != "string" || f.Max != 1 {
			c.diags.Errorf(at, idBadCredentials, "the field must be one string, and it is %s", typeText(t))
		}
	}
	c.api.Security = x
}

// mustField finds the field that a spec names, and reports one that is not there.
func (c *compiler) mustField(s *contract.Struct, name parser.Value[string], where string) *contract.Field {
	if f := c.findField(s, name); f != nil {
		return f
	}
	c.diags.Errorf(name.Span, idOverlayUnmatched, "%s has no field %s", where, name.V).Hint = c.didYouMean(name.V, list(fieldNames(s)))
	return nil
}

// fieldNames lists the names of the fields that findField finds.
func fieldNames(s *contract.Struct) []string {
	var out []string
	var walk func(g *contract.Group)
	walk = func(g *contract.Group) {
		for _, p := range g.Items {
			switch p := p.(type) {
			case *contract.Field:
				out = append(out, strings.TrimPrefix(p.Path, g.Path+"/"))
			case *contract.Group:
				walk(p)
			}
		}
	}
	for ; s != nil; s = s.Base {
		if s.Own != nil {
			walk(s.Own)
		}
	}
	return out
}
