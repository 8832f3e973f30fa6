package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// loginVar is the variable of a client's login.
func loginVar(c *names.Client) string { return "login" + strings.TrimPrefix(c.Var, "binding") }

// genLogin emits the credentials of a login, its descriptor and what makes its request.
func (g *generator) genLogin(u *unit, c *names.Client, l *contract.Login) {
	g.genCredentialTypes(u, l.Credentials)
	fields := []jen.Code{keyed("Operation", ref("Op"+operationLabel(c, l.Operation)))}
	if l.Refresh != nil {
		fields = append(fields, keyed("Refresh", ref("Op"+operationLabel(c, l.Refresh))))
	}
	if l.Scheme != "" {
		fields = append(fields, keyed("Scheme", lit(l.Scheme)))
	}
	fields = append(one(jen.List(fields...)), g.tokenFunc(l))
	if l.Refresh != nil {
		fields = append(fields, g.refreshFunc(l))
	}
	u.decl(
		jen.Comment("// "+loginVar(c)+" is how the service gives the token that requests carry."),
		jen.Var().Id(loginVar(c)).Op("=").Add(g.rest("Login")).Add(multi(fields)))
	u.decl(g.genLoginRequest(l))
}

func operationLabel(c *names.Client, op *contract.Operation) string {
	for _, x := range c.Operations {
		if x.Src == op {
			return x.Label
		}
	}
	return ""
}

// tokenFunc reads what a login gives.
func (g *generator) tokenFunc(l *contract.Login) jen.Code {
	out := l.Operation.Out
	body := []jen.Code{define("r").Id("reply").Assert(jen.Op("*").Add(g.messageType(out))), jen.Var().Id("t").Add(g.rest("Token"))}
	for _, x := range []struct {
		to   string
		path contract.FieldPath
		time bool
	}{{"Access", l.Token, false}, {"Refresh", l.RefreshToken, false}, {"ExpiresAt", l.ExpiresAt, true}, {"RefreshExpiresAt", l.RefreshExpiresAt, true}} {
		if x.path == nil {
			continue
		}
		before, value, there := g.read("r", g.messageSelector(out, x.path), jen.Return(id("t")))
		if x.time {
			value = jen.Qual("time", "Unix").Call(jen.Int64().Call(value), lit(0))
		}
		body = append(body, condition(before, there, assign("t."+x.to).Add(value))...)
	}
	return id("Token").Op(":").Func().Params(id("reply").Add(g.xml("Node"))).Add(g.rest("Token")).Block(append(body, jen.Return(id("t")))...)
}

// condition does something if a condition holds that statements lead to. They have a scope of their own.
func condition(before []jen.Code, there *jen.Statement, do jen.Code) []jen.Code {
	if there != nil && len(before) < 2 {
		return one(jen.If(append(before, there)...).Block(do))
	}
	if there != nil {
		do = jen.If(there).Block(do)
	}
	if len(before) == 0 {
		return one(do)
	}
	return one(jen.Block(append(before, do)...))
}

// refreshFunc makes the request of a refresh.
func (g *generator) refreshFunc(l *contract.Login) jen.Code {
	in := l.Refresh.In
	s := g.messageSelector(in, l.RefreshWith)
	body := []jen.Code{define("req").New(g.messageType(in))}
	if len(s) > 0 {
		body = append(body, g.write("req", s, g.fromString(s.last(), id("token")))...)
	}
	return id("RefreshRequest").Op(":").Func().Params(id("token").String()).Add(g.xml("Node")).Block(append(body, jen.Return(id("req")))...)
}

// genLoginRequest emits the method of the credentials that makes the request of a login.
func (g *generator) genLoginRequest(l *contract.Login) jen.Code {
	in := l.Operation.In
	body := []jen.Code{define("req").New(g.messageType(in))}
	body = append(body, g.loginValues(l, nil)...)
	if scopes := l.Credentials.Scopes; len(scopes) > 0 {
		used := false
		var cases []jen.Code
		for _, s := range scopes {
			code := append(g.loginValues(l, s), g.loginJWT(l, s)...)
			used = used || readsScope(l, s)
			cases = append(cases, jen.Case(id(s.Name)).Block(code...))
		}
		on := id("c").Dot(names.ScopeName).Assert(jen.Type())
		if used {
			on = define("s").Add(on)
		}
		body = append(body, jen.Switch(on).Block(cases...))
	} else {
		body = append(body, g.loginJWT(l, nil)...)
	}
	clock := "_"
	if l.JWT != nil {
		clock = "now"
	}
	return jen.Comment("// login makes the request of "+oneLine(l.Operation.Name)+".").Line().
		Func().Params(id("c").Id(names.CredentialsName(l.Credentials))).Id("login").
		Params(id(clock).Qual("time", "Time")).Params(g.xml("Node"), jen.Error()).
		Block(append(body, jen.Return(id("req"), jen.Nil()))...)
}

// readsScope reports whether a login's request takes a value from a scope itself.
func readsScope(l *contract.Login, s *contract.Scope) bool {
	uses := func(name string) bool {
		for _, v := range s.Values {
			if v.Name == name {
				return true
			}
		}
		return false
	}
	for _, v := range l.Operation.Credentials.Values {
		if v.Scope == s {
			return true
		}
	}
	if l.JWT == nil {
		return false
	}
	for _, c := range append(append([]contract.Claim(nil), l.JWT.Claims...), s.Claims...) {
		if uses(c.Value) {
			return true
		}
	}
	return uses(l.JWT.Key)
}

// loginValues fills the fields that carry values: those of all callers, or those of a scope.
func (g *generator) loginValues(l *contract.Login, scope *contract.Scope) []jen.Code {
	holder := "c"
	if scope != nil {
		holder = "s"
	}
	var code []jen.Code
	for _, v := range l.Operation.Credentials.Values {
		if v.Scope != scope || v.Path == nil {
			continue
		}
		if s := g.messageSelector(l.Operation.In, v.Path); len(s) > 0 {
			code = append(code, g.write("req", s, g.fromString(s.last(), credential(holder, v.Credential)))...)
		}
	}
	return code
}

// loginJWT fills the field that carries the JSON Web Token.
func (g *generator) loginJWT(l *contract.Login, scope *contract.Scope) []jen.Code {
	j := l.JWT
	if j == nil {
		return nil
	}
	claims := j.Claims
	if scope != nil {
		claims = append(append([]contract.Claim(nil), claims...), scope.Claims...)
	}
	args := []jen.Code{loginValue(l, scope, j.Key), id("now"), duration(j.Lifetime)}
	for _, c := range claims {
		args = append(args, g.rest("Claim").Values(keyed("Name", lit(c.Name)), keyed("Value", loginValue(l, scope, c.Value))))
	}
	s := g.messageSelector(l.Operation.In, j.To)
	if len(s) == 0 {
		return nil
	}
	return g.write("req", s, g.fromString(s.last(), g.rest("SignJWT").Call(args...)))
}

// loginValue is a value of the credentials, the scope's before that of all.
func loginValue(l *contract.Login, scope *contract.Scope, name string) *jen.Statement {
	if scope != nil {
		for _, v := range scope.Values {
			if v.Name == name {
				return credential("s", v)
			}
		}
	}
	for _, v := range l.Credentials.Values {
		if v.Name == name {
			return credential("c", v)
		}
	}
	return lit("")
}
