package emit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

func (g *generator) rest(name string) *jen.Statement {
	return jen.Qual(g.runtime("rest"), name)
}

// genRESTClient emits the client of a REST service.
func (g *generator) genRESTClient(u *unit, c *names.Client, t *contract.REST) {
	u.decl(
		jen.Comment("// "+article(c.Go, "A")+" calls "+oneLine(serviceName(c.Src))+". It is safe for concurrent use."),
		jen.Type().Id(c.Go).Struct(param("rest", g.rest("Client"))))
	u.decl(g.genRESTNew(c, t))
	u.decl(g.genService(c, t))
	if t.Login != nil {
		g.genLogin(u, c, t.Login)
	}
	for _, op := range c.Operations {
		g.genRESTOperation(u, c, op)
	}
}

// genRESTNew emits the constructor; it takes what the contract's scheme or its login need.
func (g *generator) genRESTNew(c *names.Client, t *contract.REST) jen.Code {
	params := []jen.Code{id("endpoint").String()}
	var own []jen.Code
	if g.basic() {
		params = append(params, id("credentials").Add(g.rest("Credentials")))
		own = append(own, g.rest("WithCredentials").Call(id("credentials")))
	}
	if t.Login != nil {
		name := "credentials"
		if len(own) > 0 {
			name = "account"
		}
		params = append(params, id(name).Id(names.CredentialsName(t.Login.Credentials)))
		own = append(own, g.rest("WithLogin").Call(ref(loginVar(c)), id(name).Dot("Validate"), id(name).Dot("login")))
	}
	opts := id("opts").Op("...")
	if len(own) > 0 {
		opts = jen.Append(jen.Index().Add(g.rest("Option")).Values(own...), id("opts").Op("...")).Op("...")
	}
	params = append(params, id("opts").Op("...").Add(g.rest("Option")))
	return jen.Comment("// New"+c.Go+" returns "+article(c.Go, "a")+" "+g.usualEndpoint(c)+".").Line().
		Func().Id("New"+c.Go).Params(params...).Params(ptr(c.Go), jen.Error()).Block(
		define("c", "err").Add(g.rest("NewClient")).Call(ref(c.Var), id("endpoint"), opts),
		jen.If(notNil(id("err"))).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(ref(c.Go).Values(keyed("rest", id("c"))), jen.Nil()),
	)
}

// basic reports whether requests carry HTTP Basic, by the contract's own rule or the provider's.
func (g *generator) basic() bool {
	s := g.api.Security
	if s == nil && g.api.Shared != nil {
		s = g.api.Shared.Security
	}
	_, ok := s.(*contract.BasicAuth)
	return ok
}

// genService emits the descriptor that the operations of a client share.
func (g *generator) genService(c *names.Client, t *contract.REST) jen.Code {
	head := append(one(keyed("Name", lit(serviceName(c.Src)))), flags(flag{"Gzip", t.Gzip}, flag{"TLSRequired", t.TLSRequired})...)
	head = append(head, keyed("SpecHash", id("SpecHash")))
	if g.basic() {
		head = append(head, keyed("Security", g.rest("Basic").Values()))
	}
	fields := []jen.Code{jen.List(head...)}
	if t.Error != nil {
		fields = append(fields, keyed("Error", g.restPart(t.Error)))
	}
	return jen.Var().Id(c.Var).Op("=").Add(g.rest("Service")).Add(multi(fields))
}

// restPart is the literal of a message.
func (g *generator) restPart(e *contract.Element) *jen.Statement {
	s, owner := g.pkg.MessageOf(e)
	if s == nil || s.Src == nil {
		g.fail("%s: body has no type", e.Path)
		return jen.Nil()
	}
	return addr(g.rest("Part")).Add(multi([]jen.Code{
		jen.List(keyed("Name", g.xml("Name")).Add(g.nameValues(e.Name)), keyed("Namespaces", ref("namespaces")), keyed("Form", g.formOf(s.Src))),
		keyed("Type", addr(g.of(owner, tableName(owner, s)))),
		keyed("New", g.newNode(g.of(owner, s.Go))),
	}))
}

// genRESTOperation emits an operation's descriptor, its method and the one that only builds.
func (g *generator) genRESTOperation(u *unit, c *names.Client, op *names.Operation) {
	u.decl(g.genRESTDescriptor(c, op))
	u.decl(g.genRESTCall(c, op)...)
	credentials := ""
	if g.basic() || c.Src.Transport.(*contract.REST).Login != nil {
		credentials = ", with credentials,"
	}
	u.decl(
		jen.Comment("// Build"+op.Go+" returns the request of "+oneLine(op.Src.Name)+credentials+" without sending it."),
		g.restMethod(c, op, "Build"+op.Go).Params(jen.Op("*").Qual("net/http", "Request"), jen.Error()).
			Block(jen.Return(g.rest("Build").Call(append(g.restArguments(op), id("opts").Op("..."))...))))
}

func (g *generator) genRESTDescriptor(c *names.Client, op *names.Operation) jen.Code {
	src, h := op.Src, op.Src.HTTP
	head := []jen.Code{keyed("Service", ref(c.Var)), keyed("Name", lit(src.Name)), keyed("Method", lit(h.Method))}
	if h.Path != "" {
		head = append(head, keyed("Path", lit(h.Path)))
	}
	hasIn := hasBody(src.In)
	head = append(head, flags(flag{"FromHost", h.FromHost}, flag{"NoBody", hasIn && h.NoBody(src.In)}, flag{"Validate", hasIn && g.validates(src)})...)
	if len(h.Success) > 0 {
		head = append(head, keyed("Success", ints(h.Success)))
	}
	if len(h.Empty) > 0 {
		head = append(head, keyed("Empty", ints(h.Empty)))
	}
	fields := []jen.Code{jen.List(head...)}
	if len(h.Params) > 0 {
		var list []jen.Code
		for _, p := range h.Params {
			list = append(list, jen.Values(append(one(keyed("Name", g.xml("Name")).Add(g.nameValues(p.Field.Element.Name))), flags(flag{"Query", p.Query})...)...))
		}
		fields = append(fields, keyed("Params", jen.Index().Add(g.rest("Param")).Add(multi(list))))
	}
	if hasIn {
		fields = append(fields, keyed("In", g.restPart(src.In.Body[0].Element)))
	}
	if hasBody(src.Out) {
		fields = append(fields, keyed("Out", g.restPart(src.Out.Body[0].Element)))
	}
	if hasBody(src.Out) && src.Out.Reply != nil {
		fields = append(fields, keyed("Status", g.restStatus(src.Out)))
	}
	return jen.Comment("// Op" + op.Label + " describes the operation " + oneLine(src.Name) + ".").Line().
		Var().Id("Op" + op.Label).Op("=").Add(g.rest("Operation")).Add(multi(fields))
}

// restStatus is the rule that tells a reply from a refusal.
func (g *generator) restStatus(m *contract.Message) *jen.Statement {
	s, _ := g.pkg.MessageOf(m.Body[0].Element)
	body := one(define("x").Id("reply").Assert(jen.Op("*").Add(g.messageType(m))))
	if m.Reply.Several {
		body = append(append(body, g.findStatus(g.rest("Statuses"), s, m.Reply)...), jen.Return(call("f.Found")))
	} else {
		text := func(path contract.FieldPath) *jen.Statement {
			return jen.Func().Params().String().Block(g.readText(s, path)...)
		}
		body = append(body, assign("status").Add(text(m.Reply.Status)).Call(), assign("message").Add(text(m.Reply.Message)).Call())
		body = append(append(body, g.unless(s, m.Reply)...), jen.Return(id("status"), id("message")))
	}
	return addr(g.rest("StatusRule")).Add(multi([]jen.Code{
		jen.List(append(one(keyed("OK", literals(m.Reply.OK))), flags(flag{"AbsentOK", m.Reply.AbsentOK})...)...),
		id("Of").Op(":").Func().Params(id("reply").Add(g.xml("Node"))).Params(jen.List(id("status"), id("message")).String()).
			Block(body...),
	}))
}

func ints(list []int) *jen.Statement {
	var values []jen.Code
	for _, v := range list {
		values = append(values, lit(v))
	}
	return jen.Index().Int().Values(values...)
}

// genRESTCall emits the method that calls an operation. One without a reply has nothing to return but an error.
func (g *generator) genRESTCall(c *names.Client, op *names.Operation) []jen.Code {
	code := doc(described(op.Go, op.Src.Doc, op.Go+" calls the operation "+oneLine(op.Src.Name)+"."))
	for _, line := range g.restOutcome(c, op.Src) {
		code = append(code, jen.Comment(line))
	}
	method := g.restMethod(c, op, op.Go)
	if !hasBody(op.Src.Out) {
		return append(code, method.Error().Block(jen.Return(g.rest("Send").Call(append(g.restArguments(op), id("opts"))...))))
	}
	out := g.messageType(op.Src.Out)
	return append(code, method.Params(jen.Op("*").Add(out), jen.Error()).
		Block(jen.Return(g.rest("Call").Call(append(g.restArguments(op), jen.New(out.Clone()), id("opts"))...))))
}

// restMethod is the head of an operation's method; it takes a request unless that is empty.
func (g *generator) restMethod(c *names.Client, op *names.Operation, name string) *jen.Statement {
	params := []jen.Code{id("ctx").Qual("context", "Context")}
	if hasBody(op.Src.In) {
		params = append(params, param("req", g.messageType(op.Src.In)))
	}
	params = append(params, id("opts").Op("...").Add(g.rest("CallOption")))
	return jen.Func().Params(param("c", id(c.Go))).Id(name).Params(params...)
}

// restArguments are what the runtime's functions take first.
func (g *generator) restArguments(op *names.Operation) []jen.Code {
	req := jen.Nil()
	if hasBody(op.Src.In) {
		req = id("req")
	}
	return []jen.Code{id("ctx"), id("c").Dot("rest"), ref("Op" + op.Label), req}
}

// restOutcome is what a method's comment ends with.
func (g *generator) restOutcome(c *names.Client, op *contract.Operation) []string {
	lines := []string{"// It returns a [*rest.HTTPError] for a status that is no success."}
	if e := c.Src.Transport.(*contract.REST).Error; e != nil {
		lines[0] = "// It returns a [*rest.Fault] with a Detail of type " + g.links("*", []*contract.Part{{Element: e}}) +
			" for an error that the service describes, and a [*rest.HTTPError] for another status that is no success."
	}
	if hasBody(op.Out) && op.Out.Reply != nil {
		lines = append(lines, "// A reply whose own status is none of success is a [*rest.Refusal].")
	}
	if len(op.HTTP.Empty) > 0 {
		var codes []string
		for _, v := range op.HTTP.Empty {
			codes = append(codes, strconv.Itoa(v))
		}
		lines = append(lines, "// A reply without a body is nil, with HTTP "+strings.Join(codes, " or ")+".")
	}
	return lines
}

// usualEndpoint says which service a constructor's endpoint is of.
func (g *generator) usualEndpoint(c *names.Client) string {
	usual := "for the service at endpoint"
	own := func(e *names.Endpoint) bool { return slices.Contains(c.Src.Endpoints, e.Src) }
	if i := slices.IndexFunc(g.pkg.Endpoints, own); i >= 0 {
		usual += ", usually [" + g.pkg.Endpoints[i].Go + "]"
	}
	return usual
}
