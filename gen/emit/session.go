package emit

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

func (g *generator) session(name string) *jen.Statement {
	return jen.Qual(g.runtime("session"), name)
}

// sessionOf is a name of the package that declares a session.
func (g *generator) sessionOf(s *contract.Session, name func(*names.Session) string) *jen.Statement {
	x, owner := g.pkg.SessionOf(s)
	return g.of(owner, name(x))
}

// sessionLink is that name for people.
func (g *generator) sessionLink(s *contract.Session, name func(*names.Session) string) string {
	x, owner := g.pkg.SessionOf(s)
	if owner == g.pkg {
		return name(x)
	}
	return owner.Name + "." + name(x)
}

// genSessions emits the sessions that the contract declares, and the methods that open those of its provider.
func (g *generator) genSessions(u *unit) {
	if s := g.pkg.Session; s != nil {
		g.genSession(u, s)
		g.genHolder(u, s)
		g.genSessionErrors(u, s)
		u.decl(g.genSessionRules(s))
	}
	for _, c := range g.pkg.Clients {
		if c.Src.Sessions != nil {
			g.genOpener(u, c)
		}
	}
}

// convert is the runtime's value behind one of the package's type.
func (g *generator) convert(typ string, x jen.Code) *jen.Statement {
	return jen.Parens(jen.Op("*").Add(g.session(typ))).Call(x)
}

func (g *generator) genSession(u *unit, s *names.Session) {
	text := described(s.Go, s.Src.Doc, "A "+s.Go+" is work that stands under a key. A function runs in one, see ["+s.Holder()+"].")
	u.decl(append(doc(text), jen.Type().Id(s.Go).Add(g.session("Session")))...)
	u.decl(
		jen.Comment("// Key returns the key that the session's calls carry. A conversion to string reveals it."),
		jen.Func().Params(param("s", id(s.Go))).Id("Key").Params().Add(g.xsd("Secret")).Block(jen.Return(g.convert("Session", id("s")).Dot("Key").Call())))
	u.decl(
		jen.Comment("// Manual"+s.Go+" returns a session that the caller has opened, and ends, by hand."),
		jen.Func().Id("Manual"+s.Go).Params(id("key").Add(g.xsd("Secret"))).Add(ptr(s.Go)).
			Block(jen.Return(jen.Parens(ptr(s.Go)).Call(g.session("Manual").Call(id("key"))))))
}

// genHolder emits the type of a holder's sessions, with a method for each group that a function runs in.
func (g *generator) genHolder(u *unit, s *names.Session) {
	h := s.Holder()
	text := h + " are the sessions of one holder. They are safe for concurrent use."
	if s.Src.Per != "" {
		text += "\nOne is open at a time: others wait until their context ends."
	}
	u.decl(append(doc(text), jen.Type().Id(h).Add(g.session("Sessions")))...)
	params := []jen.Code{param("desk", g.session("Desk")), id("holder").String(), id("calls").Add(g.session("Calls")), id("opts").Op("...").Id(s.Go + "Option")}
	u.decl(
		jen.Comment("// New"+h+" is for the clients whose operations open sessions: see their method."),
		jen.Func().Id("New"+h).Params(params...).Add(ptr(h)).Block(
			jen.Return(jen.Parens(ptr(h)).Call(g.session("New").Call(ref(s.Rules), id("desk"), id("holder"), id("calls"), id("opts").Op("..."))))))
	u.decl(
		jen.Comment("// Manual"+h+" stand for one session that the caller has opened by hand: they serve calls until one succeeds."),
		jen.Func().Id("Manual"+h).Params(id("key").Add(g.xsd("Secret"))).Add(ptr(h)).
			Block(jen.Return(jen.Parens(ptr(h)).Call(g.session("ManualSingle").Call(id("key"))))))
	for _, x := range s.Groups {
		g.genRun(u, s, x)
	}
}

// genRun emits the method that runs a function in a session of a group.
func (g *generator) genRun(u *unit, s *names.Session, x *names.SessionGroup) {
	text := described(x.Go, x.Src.Doc, x.Go+" opens a session, waits until it is ready and runs f in it.")
	text += "\n\nIf f returns nil the session is committed. If f returns an error or panics, or the context ends, the\n" +
		"session is cancelled, and " + x.Go + " returns f's error or panics. The context that f gets ends with f; f must not open\n" +
		"another session of the same holder, whatever its context. Where the session itself fails, or can't be ended, the\n" +
		"error is a [*" + s.Go + "Error]: it names the sessions that may be live.\n\n" +
		"As long as a session has to wait, " + x.Go + " waits: give ctx a deadline."
	ctx := id("ctx").Qual("context", "Context")
	f := jen.Func().Params(ctx.Clone(), param("s", id(s.Go))).Error()
	inner := jen.Func().Params(ctx.Clone(), param("s", g.session("Session"))).Error().Block(
		jen.Return(call("f", id("ctx"), jen.Parens(ptr(s.Go)).Call(id("s")))))
	run := func(f jen.Code) jen.Code {
		return jen.Return(g.convert("Sessions", id("u")).Dot("Run").Call(id("ctx"), lit(x.Src.Name), f))
	}
	u.decl(append(doc(text), jen.Func().Params(param("u", id(s.Holder()))).Id(x.Go).Params(ctx, id("f").Add(f)).Error().Block(
		jen.If(id("f").Op("==").Nil()).Block(run(jen.Nil())),
		run(inner)))...)
}

// genSessionErrors emits the runtime's types of errors and options under the package's name.
func (g *generator) genSessionErrors(u *unit, s *names.Session) {
	texts := map[string]string{
		"CommitError":  "is a commit without a clear answer: whether it took place is not known.",
		"ExpiredError": "is a call that was refused since the session has ended, with what was sent in it.",
		"OpenError":    "is a refused opening, with the key of the session that is active where the refusal names it.",
		"MisuseError":  "is a call that does not fit the session that it was given.",
	}
	alias := func(name, typ, text string) {
		u.decl(jen.Comment("// "+article(name, "A")+" "+text), jen.Type().Id(name).Op("=").Add(g.session(typ)))
	}
	for _, name := range names.SessionErrors {
		alias(name, name, texts[name])
	}
	alias(s.Go+"Error", "Error", "says at which step a session failed, and which sessions may still be live.")
	alias(s.Go+"Option", "Option", "configures [New"+s.Holder()+"].")
	u.decl(jen.Comment("// ErrDone is what a call gets in a session whose function has returned."), jen.Var().Id("ErrDone").Op("=").Add(g.session("ErrDone")))
}

func (g *generator) genSessionRules(s *names.Session) jen.Code {
	var states, ends, fields []jen.Code
	if r := s.Src.Ready; r != nil {
		states = append(states, keyed("Ready", stringList(r.Values)))
		if len(r.Ended) > 0 {
			states = append(states, keyed("Ended", stringList(r.Ended)))
		}
		fields = append(fields, jen.Comment("// When sessions are ready, and when they never will be.").Line().List(states...))
	}
	if s.Src.Timeout > 0 {
		ends = append(ends, keyed("Timeout", duration(s.Src.Timeout)))
	}
	if s.Src.Gone != "" {
		ends = append(ends, keyed("Gone", jen.Op(quote(s.Src.Gone))))
	}
	if len(ends) > 0 {
		fields = append(fields, jen.Comment("// When sessions end, and how refusals tell of it.").Line().List(ends...))
	}
	return jen.Var().Id(s.Rules).Op("=").Add(g.session("Rules")).Add(multi(fields))
}

// quote writes a regular expression as a raw string where it can be one.
func quote(expr string) string {
	if strconv.CanBackquote(expr) {
		return "`" + expr + "`"
	}
	return strconv.Quote(expr)
}

func stringList(list []string) *jen.Statement {
	var values []jen.Code
	for _, v := range list {
		values = append(values, lit(v))
	}
	return jen.Index().String().Values(values...)
}

// desk is the field of a client whose sessions take turns.
func (g *generator) desk(c *names.Client) []jen.Code {
	if x := c.Src.Sessions; x != nil && x.Per != nil {
		return one(id("desk").Add(g.session("Desk")))
	}
	return nil
}

// genOpener emits the method that returns the sessions of a holder.
func (g *generator) genOpener(u *unit, c *names.Client) {
	x := c.Src.Sessions
	holder := g.sessionOf(x.Session, (*names.Session).Holder)
	text := c.Sessions + " returns the sessions that open opens; see [" + g.sessionLink(x.Session, (*names.Session).Holder) + "]."
	desk, who := jen.Nil(), lit("")
	var before []jen.Code
	if x.Per != nil {
		s := g.messageSelector(x.Open.In, x.Per)
		text = c.Sessions + " returns the sessions of the holder that " + s[len(s)-1].Go + " of open names; see [" + g.sessionLink(x.Session, (*names.Session).Holder) + "].\n" +
			"All that a client opens for a holder take turns."
		desk, who = ref("c.desk"), jen.Func().Params(param("x", g.messageType(x.Open.In))).String().Block(g.text("x", s)...).Call(ref("in"))
		if len(s) == 1 && s.last().Presence == names.Required {
			who = g.asString(s.last(), id("in."+s[0].Go))
		}
	}
	in := g.messageType(x.Open.In)
	body := append(before,
		jen.Var().Id("in").Add(in.Clone()),
		jen.If(notNil(id("open"))).Block(assign("in").Op("*").Id("open")),
		jen.Return(g.sessionOf(x.Session, func(s *names.Session) string { return "New" + s.Holder() }).Call(desk, who, g.sessionCalls(c), id("opts").Op("..."))))
	option := g.sessionOf(x.Session, func(s *names.Session) string { return s.Go + "Option" })
	u.decl(append(doc(text), jen.Func().Params(param("c", id(c.Go))).Id(c.Sessions).
		Params(param("open", in), id("opts").Op("...").Add(option)).Op("*").Add(holder).Block(body...))...)
}

// sessionCalls is the literal of the operations that open, watch and end sessions.
func (g *generator) sessionCalls(c *names.Client) *jen.Statement {
	x := c.Src.Sessions
	head := []jen.Code{keyed("Client", id("c").Dot("soap")), keyed("Open", g.operationRef(c, x.Open)), keyed("Request", ref("in"))}
	var reads []jen.Code
	read := func(name string, m *contract.Message, path contract.FieldPath) {
		if path != nil {
			s := g.messageSelector(m, path)
			reads = append(reads, keyed(name, jen.Func().Params(id("out").Add(g.xml("Node"))).String().Block(
				append(one(define("x").Id("out").Assert(jen.Op("*").Add(g.messageType(m)))), g.text("x", s)...)...)))
		}
	}
	read("Key", x.Open.Out, x.OpenKey)
	read("State", x.Open.Out, x.OpenState)
	if x.Watch != nil {
		head = append(head, keyed("Watch", g.operationRef(c, x.Watch)))
		read("Watched", x.Watch.Out, x.WatchState)
	}
	if x.Cancel != nil {
		head = append(head, keyed("Cancel", g.operationRef(c, x.Cancel)))
	}
	var groups []jen.Code
	for _, group := range x.Groups {
		fields := one(keyed("Name", lit(group.Group.Name)))
		if group.Begin != nil {
			fields = append(fields, keyed("Begin", g.operationRef(c, group.Begin)))
		}
		if group.Commit != nil {
			fields = append(fields, keyed("Commit", g.operationRef(c, group.Commit)))
		}
		groups = append(groups, jen.Values(append(fields, flags(flag{"Single", group.Group.Single})...)...))
	}
	return g.session("Calls").Add(multi(append(append(one(jen.List(head...)), reads...),
		keyed("Groups", jen.Index().Add(g.session("Group")).Add(multi(groups))))))
}

// operationRef is the address of an operation's descriptor.
func (g *generator) operationRef(c *names.Client, o *contract.Operation) *jen.Statement {
	for _, op := range c.Operations {
		if op.Src == o {
			return ref("Op" + op.Label)
		}
	}
	g.fail("%s: operation is not one of the client's", o.Path)
	return jen.Nil()
}

// genKey emits how the key of an operation's requests is read and set.
func (g *generator) genKey(o *contract.Operation) jen.Code {
	s := g.messageSelector(o.In, o.Key)
	if len(s) == 0 {
		return jen.Nil() // reported
	}
	in := jen.Id("in").Assert(jen.Op("*").Add(g.messageType(o.In)))
	path := "/" + o.In.Body[0].Element.Name.Local
	for _, f := range o.Key {
		path += "/" + f.Element.Name.Local
	}
	set := append(one(define("x").Op("*").Add(in.Clone())), g.write("x", s, g.fromString(s.last(), id("key")))...)
	return addr(g.soap("Key")).Add(multi([]jen.Code{
		keyed("Path", lit(path)),
		keyed("Get", jen.Func().Params(id("in").Add(g.xml("Node"))).String().Block(append(one(define("x").Add(in)), g.text("x", s)...)...)),
		keyed("Set", jen.Func().Params(id("in").Add(g.xml("Node")), id("key").String()).Add(g.xml("Node")).Block(append(set, jen.Return(ref("x")))...)),
	}))
}

// sessionParam is the parameter that a method takes after its context, and what hands it on; nil for none.
func (g *generator) sessionParam(op *names.Operation) (param, arg jen.Code) {
	switch use := op.Src.Session; {
	case use == nil:
		return nil, nil
	case use.Group.Single:
		return id("sessions").Op("*").Add(g.sessionOf(use.Session, (*names.Session).Holder)), id("sessions")
	default:
		return id("s").Op("*").Add(g.sessionOf(use.Session, func(s *names.Session) string { return s.Go })), id("s")
	}
}

// sessionArguments puts the session into the arguments of a call.
func (g *generator) sessionArguments(o *contract.Operation, args []jen.Code) []jen.Code {
	by := g.convert("Session", id("s"))
	if o.Session.Group.Single {
		by = g.convert("Sessions", id("sessions"))
	}
	return append([]jen.Code{args[0], by, lit(o.Session.Group.Name)}, args[1:]...)
}

// sessionDoc says in a method's comment what the session does.
func (g *generator) sessionDoc(o *contract.Operation) []string {
	if o.Session == nil {
		return nil
	}
	s, key := o.Session.Session, oneLine(o.Key[len(o.Key)-1].Element.Name.Local)
	if o.Session.Group.Single {
		failed := g.sessionLink(s, func(x *names.Session) string { return x.Go + "Error" })
		return []string{"// It takes a session of its own, whose key it sends as " + key + ", and leaves none: a [*" + failed + "] says where that failed."}
	}
	run := g.sessionLink(s, func(x *names.Session) string {
		i := slices.IndexFunc(x.Groups, func(g *names.SessionGroup) bool { return g.Src == o.Session.Group })
		return x.Holder() + "." + x.Groups[i].Go
	})
	return []string{"// It stands in s, whose key it sends as " + key + ": see [" + run + "]."}
}
