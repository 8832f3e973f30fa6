package emit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genClients emits the clients of the bindings and, for a provider, what its services share.
func (g *generator) genClients(u *unit) {
	if g.api.Provider {
		g.genProvider(u)
	}
	if b, ok := g.api.Security.(*contract.BodyCredentials); ok {
		g.genCredentialTypes(u, b)
	}
	for _, c := range g.pkg.Clients {
		g.genClient(u, c)
	}
}

func (g *generator) genClient(u *unit, c *names.Client) {
	if t, ok := c.Src.Transport.(*contract.REST); ok {
		g.genRESTClient(u, c, t)
		return
	}
	soap, ok := c.Src.Transport.(*contract.SOAP)
	if !ok {
		g.fail("%s: transport is neither SOAP nor REST", c.Src.Path)
		return
	}
	u.decl(
		jen.Comment("// "+article(c.Go, "A")+" calls "+oneLine(serviceName(c.Src))+". It is safe for concurrent use."),
		jen.Type().Id(c.Go).Struct(append(one(param("soap", g.soap("Client"))), g.desk(c)...)...))
	u.decl(g.genNew(c))
	u.decl(g.genBinding(c, soap))
	for _, op := range c.Operations {
		g.genOperation(u, c, op)
	}
	g.genFills(u, c)
}

// article puts an indefinite article before a name.
func article(name, a string) string {
	if strings.ContainsRune("AEIOU", rune(name[0])) {
		a += "n"
	}
	return a + " " + name
}

func serviceName(b *contract.Binding) string {
	return cmp.Or(b.Service.Local, b.Name.Local)
}

// genNew emits the constructor; it takes credentials where the contract has a scheme for them.
func (g *generator) genNew(c *names.Client) jen.Code {
	params := []jen.Code{id("endpoint").String()}
	opts := id("opts").Op("...")
	if b, owner := g.bodyCredentials(); b != nil {
		params = append(params, id("credentials").Add(g.of(owner, names.CredentialsName(b))))
		opts = jen.Append(jen.Index().Add(g.soap("Option")).Values(
			g.soap("WithBodyCredentials").Call(id("credentials.Validate"), call(fillName(c), id("credentials")))), id("opts").Op("...")).Op("...")
	} else if g.securityRef() != nil {
		params = append(params, id("credentials").Add(g.soap("Credentials")))
		opts = jen.Append(jen.Index().Add(g.soap("Option")).Values(g.soap("WithCredentials").Call(id("credentials"))), id("opts").Op("...")).Op("...")
	}
	params = append(params, id("opts").Op("...").Add(g.soap("Option")))
	return jen.Comment("// New"+c.Go+" returns "+article(c.Go, "a")+" "+g.usualEndpoint(c)+".").Line().
		Func().Id("New"+c.Go).Params(params...).Params(ptr(c.Go), jen.Error()).Block(
		define("c", "err").Add(g.soap("NewClient")).Call(ref(c.Var), id("endpoint"), opts),
		jen.If(notNil(id("err"))).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(ref(c.Go).Values(keyed("soap", id("c"))), jen.Nil()),
	)
}

// genBinding emits the descriptor that the operations of a client share.
func (g *generator) genBinding(c *names.Client, b *contract.SOAP) jen.Code {
	wire := []jen.Code{keyed("Name", lit(serviceName(c.Src)))}
	if b.Version == "1.2" {
		wire = append(wire, keyed("Version", g.soap("V12")))
	}
	if b.DefaultNamespaces {
		wire = append(wire, keyed("Prefixes", g.xml("DefaultNamespace")))
	}
	if b.EnvelopePrefix != "" {
		wire = append(wire, keyed("EnvelopePrefix", lit(b.EnvelopePrefix)))
	}
	wire = append(wire, keyed("Namespaces", ref("namespaces")))
	wire = append(wire, flags(flag{"Gzip", b.Gzip}, flag{"TLSRequired", b.TLSRequired})...)
	rules := []jen.Code{keyed("SpecHash", id("SpecHash"))}
	if s := g.securityRef(); s != nil {
		rules = append(rules, keyed("Security", s))
	}
	if r := g.refusal(); r != nil {
		rules = append(rules, keyed("Refuse", r))
	}
	return jen.Var().Id(c.Var).Op("=").Add(g.soap("Binding")).Add(multi([]jen.Code{
		jen.Comment("// How messages are written and sent.").Line().List(wire...),
		jen.Comment("// What the contract is, and the provider's rules.").Line().List(rules...),
	}))
}

// securityRef is the contract's own security, or the provider's; nil for none.
func (g *generator) securityRef() *jen.Statement {
	if b, _ := g.bodyCredentials(); b != nil {
		return nil // they stand in the body
	}
	if shared := g.api.Shared; g.api.Security != nil && (shared == nil || shared.Security != g.api.Security) {
		return g.security()
	}
	if g.api.Shared != nil && g.api.Shared.Security != nil {
		return jen.Qual(g.opt.Imports[g.api.Shared], "Security")
	}
	return nil
}

// refusal is the provider's function that makes a typed refusal; nil for none.
func (g *generator) refusal() *jen.Statement {
	if g.api.Shared != nil && g.api.Shared.Refusal != nil {
		return jen.Qual(g.opt.Imports[g.api.Shared], "NewRefusal")
	}
	return nil
}

// genOperation emits an operation's descriptor, its method and the one that only builds.
func (g *generator) genOperation(u *unit, c *names.Client, op *names.Operation) {
	u.decl(g.genDescriptor(c, op))
	g.genBlocks(u, op)
	if wrapped(op.Src) {
		u.decl(g.genWrapped(c, op)...)
	}
	u.decl(g.genCall(c, op)...)
	if op.Src.Records != nil {
		g.genRecords(u, c, op)
	}
	if op.Src.Paging != nil {
		u.decl(g.genPages(c, op)...)
	}
	credentials := ""
	if b, _ := g.bodyCredentials(); b != nil || g.securityRef() != nil {
		credentials = ", with credentials,"
	}
	u.decl(
		jen.Comment("// Build"+op.Go+" returns the request of "+oneLine(op.Src.Name)+credentials+" without sending it."+unfilled(op.Src)),
		g.method(c, op, "Build"+op.Go, nil).Params(jen.Op("*").Qual("net/http", "Request"), jen.Error()).
			Block(jen.Return(g.soap("Build").Call(append(g.arguments(op), id("opts").Op("..."))...))))
	if op.Src.Polling != nil {
		g.genPolling(u, c, op)
	}
}

// unfilled says what the method that calls fills in and the one that only builds does not.
func unfilled(op *contract.Operation) string {
	switch {
	case op.Records != nil && op.Session != nil:
		return "\n// Key and numbers of records are those of req."
	case op.Records != nil:
		return "\n// The numbers of records are those of req."
	case op.Session != nil:
		return "\n// The key is that of req."
	}
	return ""
}

// genCall emits the method that calls an operation. One without a reply, or with an empty one, has
// nothing to return but an error.
func (g *generator) genCall(c *names.Client, op *names.Operation) []jen.Code {
	code := g.methodDoc(op)
	if wrapped(op.Src) {
		code = []jen.Code{jen.Comment("// " + callName(op) + " is the call alone.")}
	}
	method := g.callMethod(c, op, callName(op))
	if !hasBody(op.Src.Out) {
		return append(code, method.Error().Block(jen.Return(g.invoke(op, g.arguments(op)))))
	}
	return append(code, method.Params(jen.Op("*").Add(g.messageType(op.Src.Out)), jen.Error()).
		Block(jen.Return(g.invoke(op, g.arguments(op)))))
}

// invoke is the call of the runtime that performs an operation, in its session if it stands in one.
func (g *generator) invoke(op *names.Operation, args []jen.Code) *jen.Statement {
	call := g.soap
	if op.Src.Session != nil {
		call, args = g.session, g.sessionArguments(op.Src, args)
	}
	if !hasBody(op.Src.Out) {
		return call("Send").Call(append(args, id("opts"))...)
	}
	return call("Call").Call(append(args, jen.New(g.messageType(op.Src.Out)), id("opts"))...)
}

// methodDoc is the comment of the method that an operation's callers use.
func (g *generator) methodDoc(op *names.Operation) []jen.Code {
	code := doc(described(op.Go, op.Src.Doc, op.Go+" calls the operation "+oneLine(op.Src.Name)+"."))
	for _, line := range g.outcome(op) {
		code = append(code, jen.Comment(line))
	}
	return code
}

// callMethod is the head of a method that calls an operation.
func (g *generator) callMethod(c *names.Client, op *names.Operation, name string) *jen.Statement {
	session, _ := g.sessionParam(op)
	return g.method(c, op, name, session)
}

// method is the head of a method of an operation; it takes a request unless that is empty.
func (g *generator) method(c *names.Client, op *names.Operation, name string, session jen.Code) *jen.Statement {
	params := []jen.Code{id("ctx").Qual("context", "Context")}
	if session != nil {
		params = append(params, session)
	}
	if hasBody(op.Src.In) {
		params = append(params, param("req", g.messageType(op.Src.In)))
	}
	params = append(params, id("opts").Op("...").Add(g.soap("CallOption")))
	return jen.Func().Params(param("c", id(c.Go))).Id(name).Params(params...)
}

// arguments are what the runtime's functions take first.
func (g *generator) arguments(op *names.Operation) []jen.Code {
	req := jen.Nil()
	if hasBody(op.Src.In) {
		req = id("req")
	}
	return []jen.Code{id("ctx"), id("c").Dot("soap"), ref("Op" + op.Label), req}
}

func hasBody(m *contract.Message) bool { return m != nil && len(m.Body) > 0 }

// outcome is what every method's comment ends with: the errors, the details that a fault can have, and
// the header blocks that the request takes.
func (g *generator) outcome(o *names.Operation) []string {
	op := o.Src
	fails := "// It returns a [*soap.Fault] when the service fails."
	if g.refusal() != nil {
		fails = "// It returns a [*" + g.api.Shared.Package + "." + names.RefusalName(g.api.Shared.Refusal) +
			"] when the service refuses and a [*soap.Fault] when it fails."
	}
	if g.refusal() == nil && op.Out != nil && op.Out.Reply != nil {
		fails = "// It returns a [*soap.Refusal] when the service refuses and a [*soap.Fault] when it fails."
	}
	lines := append([]string{fails}, g.sessionDoc(op)...)
	if details := g.links("*", op.Faults); details != "" {
		lines = append(lines, "// The fault's Detail is of type "+details+", or nil.")
	}
	if headers := g.links("*", op.HeaderFaults); headers != "" {
		lines = append(lines, "// The fault's Headers are of type "+headers+".")
	}
	if op.In != nil {
		others := slices.DeleteFunc(slices.Clone(op.In.Headers), func(p *contract.Part) bool { return g.isCredentials(p) || alike(o.Sent, p) })
		if headers := either(append(g.linked("", others), linksOf(o.Sent)...)); headers != "" {
			lines = append(lines, "// It takes the header block "+headers+" through [soap.WithHeader].")
		}
	}
	if headers := either(linksOf(o.Received)); headers != "" {
		lines = append(lines, "// "+headers+" reads a header block of what comes back.")
	}
	return lines
}

// isCredentials reports a header that the security scheme fills.
func (g *generator) isCredentials(p *contract.Part) bool {
	s, ok := g.api.Security.(*contract.HeaderCredentials)
	return ok && s.Header == p.Element
}

// links names the types of parts, for people.
func (g *generator) links(star string, parts []*contract.Part) string {
	return either(g.linked(star, parts))
}

func either(links []string) string { return strings.Join(links, " or ") }

func (g *generator) linked(star string, parts []*contract.Part) (list []string) {
	for _, p := range parts {
		s, owner := g.pkg.MessageOf(p.Element)
		if s == nil {
			continue
		}
		name := s.Go
		if owner != g.pkg {
			name = owner.Name + "." + name
		}
		if link := "[" + star + name + "]"; !slices.Contains(list, link) {
			list = append(list, link)
		}
	}
	return list
}

// messageType is the Go type of a message's body.
func (g *generator) messageType(m *contract.Message) *jen.Statement {
	s, owner := g.pkg.MessageOf(m.Body[0].Element)
	if s == nil {
		g.fail("%s: message has no type", m.Path)
		return jen.Struct()
	}
	return g.of(owner, s.Go)
}

func (g *generator) genDescriptor(c *names.Client, op *names.Operation) jen.Code {
	src := op.Src
	head := []jen.Code{
		keyed("Binding", ref(c.Var)),
		keyed("Name", lit(src.Name)),
	}
	if src.Action != "" {
		head = append(head, keyed("Action", lit(src.Action)))
	}
	head = append(head, flags(flag{"Validate", g.validates(src)})...)
	var messages []jen.Code
	for _, m := range []struct {
		name    string
		message *contract.Message
	}{{"In", src.In}, {"Out", src.Out}} {
		switch fields := g.messageFields(m.message); {
		case m.message == nil:
		case len(fields) == 0: // on the first line, where gofmt aligns nothing with it
			head = append(head, keyed(m.name, addr(g.soap("Message")).Values()))
		default:
			messages = append(messages, keyed(m.name, addr(g.soap("Message")).Add(multi(fields))))
		}
	}
	fields := append([]jen.Code{jen.List(head...)}, messages...)
	add := func(name string, value jen.Code) { fields = append(fields, keyed(name, value)) }
	if len(src.Faults) > 0 {
		add("Faults", g.parts(src.Faults))
	}
	if len(src.HeaderFaults) > 0 {
		add("HeaderFaults", g.parts(src.HeaderFaults))
	}
	if src.Out != nil && src.Out.Reply != nil {
		add("Status", g.status(src.Out.Reply, opened(c, src)))
	}
	if src.Key != nil {
		add("Key", g.genKey(src))
	}
	if src.Spacing > 0 {
		add("Spacing", duration(src.Spacing))
	}
	return jen.Comment("// Op" + op.Label + " describes the operation " + oneLine(src.Name) + ".").Line().
		Var().Id("Op" + op.Label).Op("=").Add(g.soap("Operation")).Add(multi(fields))
}

// opened is the session that an operation of a client opens; nil for none.
func opened(c *names.Client, o *contract.Operation) *contract.Session {
	if x := c.Src.Sessions; x != nil && x.Open == o {
		return x.Session
	}
	return nil
}

func (g *generator) status(r *contract.Reply, opens *contract.Session) jen.Code {
	fields := append([]jen.Code{keyed("OK", stringList(r.OK))}, flags(flag{"AbsentOK", r.AbsentOK})...)
	if opens != nil && opens.Active != "" {
		fields = append(fields, keyed("Active", jen.Op(quote(opens.Active))))
	}
	return addr(g.soap("StatusRule")).Values(fields...)
}

// messageFields are the fields of a message's literal, each over several lines.
func (g *generator) messageFields(m *contract.Message) []jen.Code {
	if m == nil {
		return nil
	}
	var fields []jen.Code
	add := func(name string, value jen.Code) { fields = append(fields, keyed(name, value)) }
	if len(m.Wrapper) > 0 {
		var list []jen.Code
		for _, name := range m.Wrapper {
			list = append(list, jen.Values(g.wrapperParts(m, name)...))
		}
		add("Wrapper", jen.Index().Add(g.xml("Name")).Add(multi(list)))
	}
	if len(m.Headers) > 0 {
		add("Headers", g.parts(m.Headers))
	}
	if len(m.Body) > 0 {
		add("Body", g.parts(m.Body))
	}
	if m.Encoded {
		add("Encoded", jen.True())
	}
	if m.Bare {
		add("Bare", jen.True())
	}
	return fields
}

// wrapperParts are a wrapper's name; what holds of the part's form holds of its wrappers'.
func (g *generator) wrapperParts(m *contract.Message, name contract.QName) []jen.Code {
	anyForm := len(m.Body) > 0 && m.Body[0].AnyForm
	return append(g.nameParts(name), flags(flag{"AnyForm", anyForm})...)
}

// parts lists the parts of a message, of the headers or of the faults.
func (g *generator) parts(parts []*contract.Part) *jen.Statement {
	var list []jen.Code
	for _, p := range parts {
		list = append(list, multi(g.part(p)))
	}
	return jen.Index().Add(g.soap("Part")).Add(multi(list))
}

func (g *generator) part(p *contract.Part) []jen.Code {
	s, owner := g.pkg.MessageOf(p.Element)
	if s == nil {
		g.fail("%s: part has no type", p.Path)
		return nil
	}
	name := append(g.nameParts(p.Element.Name), flags(flag{"AnyForm", p.AnyForm})...)
	if p.WireType.Local != "" {
		name = append(name, g.typeParts("XSI", "XSINS", p.WireType)...)
	}
	head := append(one(keyed("Name", g.xml("Name")).Values(name...)),
		flags(flag{"ByType", p.ByType}, flag{"Encoded", p.Encoded})...)
	return []jen.Code{
		jen.List(head...),
		keyed("Type", addr(g.of(owner, tableName(owner, s)))),
		keyed("New", g.newNode(g.of(owner, s.Go))),
	}
}

// genProvider emits the security descriptor and the typed refusal of a provider.
func (g *generator) genProvider(u *unit) {
	if _, inBody := g.api.Security.(*contract.BodyCredentials); g.api.Security != nil && !inBody {
		u.decl(
			jen.Comment("// Security puts the credentials into a request in the way that the provider asks for."),
			jen.Var().Id("Security").Add(g.soap("Security")).Op("=").Add(g.security()))
	}
	if g.api.Refusal != nil {
		g.genRefusal(u, names.RefusalName(g.api.Refusal))
	}
}

func (g *generator) genRefusal(u *unit, name string) {
	text := described(name, g.api.Refusal.Doc, "A "+name+" is a reply whose status is not one of success. It carries the decoded reply.")
	u.decl(append(doc(text), jen.Type().Id(name).Struct(g.soap("Refusal")))...)
	u.decl(
		jen.Comment("// NewRefusal makes the refusal of "+g.pkg.Name+" from that of the runtime."),
		jen.Func().Id("NewRefusal").Params(id("r").Add(g.soap("Refusal"))).Error().
			Block(jen.Return(ref(name).Values(id("r")))))
	u.decl(
		jen.Comment("// Unwrap returns the runtime's refusal, which callers of several providers look for."),
		jen.Func().Params(param("r", id(name))).Id("Unwrap").Params().Error().Block(jen.Return(ref("r.Refusal"))))
}

// security is the literal of the contract's scheme.
func (g *generator) security() *jen.Statement {
	switch s := g.api.Security.(type) {
	case *contract.UsernameToken:
		var fields []jen.Code
		if s.Digest {
			fields = append(fields, keyed("Password", g.soap("PasswordDigest")))
		}
		fields = append(fields, flags(flag{"MustUnderstand", s.MustUnderstand}, flag{"Timestamp", s.Timestamp})...)
		return g.soap("UsernameToken").Values(fields...)
	case *contract.HeaderCredentials:
		return g.headerCredentials(s)
	}
	return g.soap("Basic").Values()
}

func (g *generator) headerCredentials(s *contract.HeaderCredentials) *jen.Statement {
	part := g.part(&contract.Part{Node: s.Header.Node, Element: s.Header})
	part = append(part, keyed("Namespaces", ref("namespaces")))
	header, owner := g.pkg.MessageOf(s.Header)
	if header == nil || header.Slot(s.Username) == nil || header.Slot(s.Password) == nil {
		g.fail("%s: header has no fields for the credentials", s.Header.Path)
		return jen.Nil()
	}
	return g.soap("HeaderCredentials").Add(multi([]jen.Code{
		keyed("Part", g.soap("Part")).Add(multi(part)),
		id("New").Op(":").Func().Params(jen.List(id("username"), id("password")).String()).Add(g.xml("Node")).Block(
			jen.Return(addr(g.of(owner, header.Go)).Values(
				g.credential(header.Slot(s.Username), "username"),
				g.credential(header.Slot(s.Password), "password"),
			))),
	}))
}

// credential fills a field of a header from a parameter that is a string.
func (g *generator) credential(slot *names.Slot, from string) jen.Code {
	value, v := id(from), slot.Content.(*names.Value)
	if decl, _ := g.declOf(v.Type); decl != nil || isSecret(v) {
		required := *v
		required.Presence = names.Required
		value = g.valueType(&required).Call(value)
	}
	if v.Presence == names.Optional {
		value = g.xsd("Some").Call(value)
	}
	return keyed(slot.Go, value)
}

func hasVariables(e *contract.Endpoint) bool {
	return len(e.Variables) > 0 && strings.Contains(e.URL, "{")
}
