package emit

import (
	"cmp"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// bodyCredentials are the credentials that stand in the body of each request, the contract's own or the provider's, and
// the package that holds their types; nil for none.
func (g *generator) bodyCredentials() (*contract.BodyCredentials, *names.Package) {
	if b, ok := g.api.Security.(*contract.BodyCredentials); ok {
		return b, g.pkg
	}
	if shared := g.api.Shared; g.api.Security == nil && shared != nil {
		if b, ok := shared.Security.(*contract.BodyCredentials); ok {
			return b, g.pkg.Of(shared)
		}
	}
	return nil, nil
}

// genCredentialTypes emits the struct of the credentials, the interface of its scopes and their structs.
func (g *generator) genCredentialTypes(u *unit, b *contract.BodyCredentials) {
	name := names.CredentialsName(b)
	fields := g.credentialFields(b.Values)
	if len(b.Scopes) > 0 {
		fields = append(fields, jen.Comment("// "+names.ScopeName+" says whose calls they are: "+scopeList(b, "or")+"."), id(names.ScopeName).Id(names.ScopeName))
	}
	u.decl(append(doc(described(name, b.Doc, name+" are what the body of each request proves with who sends it.")), jen.Type().Id(name).Struct(fields...))...)
	if len(b.Scopes) > 0 {
		marker := "is" + names.ScopeName
		u.decl(
			jen.Comment("// A "+names.ScopeName+" is "+scopeList(b, "or")+", a value and not a pointer."),
			jen.Type().Id(names.ScopeName).Interface(id(marker).Params()))
		for _, s := range b.Scopes {
			u.decl(append(doc(described(s.Name, s.Doc, s.Name+" is a kind of caller.")), jen.Type().Id(s.Name).Struct(g.credentialFields(s.Values)...))...)
			u.decl(jen.Func().Params(id(s.Name)).Id(marker).Params().Block())
		}
	}
	u.decl(g.genCheckCredentials(b))
	for _, p := range credentialPatterns(b) {
		u.decl(g.genPattern(p.name, p.expr))
	}
}

// scopeList names the scopes, for people.
func scopeList(b *contract.BodyCredentials, or string) string {
	var list []string
	for _, s := range b.Scopes {
		list = append(list, "["+s.Name+"]")
	}
	if last := len(list) - 1; last > 0 {
		return strings.Join(list[:last], ", ") + " " + or + " " + list[last]
	}
	return strings.Join(list, "")
}

// credentialFields are the fields of values that the caller supplies.
func (g *generator) credentialFields(list []*contract.Credential) []jen.Code {
	var code []jen.Code
	for _, v := range list {
		text := v.Name + " is a value that the caller supplies."
		if v.Default != "" {
			text = v.Name + " is " + v.Default + " unless set."
		}
		code = append(code, doc(described(v.Name, v.Doc, text))...)
		if v.Secret {
			code = append(code, id(v.Name).Add(g.xsd("Secret")))
			continue
		}
		code = append(code, id(v.Name).String())
	}
	return code
}

// A credentialPattern is the pattern of a value and its variable.
type credentialPattern struct{ name, expr string }

func patternOf(scope string, v *contract.Credential) string {
	return "pattern_" + names.ScopeName + scope + "_" + v.Name
}

func credentialPatterns(b *contract.BodyCredentials) []credentialPattern {
	var all []credentialPattern
	add := func(scope string, list []*contract.Credential) {
		for _, v := range list {
			if v.Pattern != "" {
				all = append(all, credentialPattern{patternOf(scope, v), v.Pattern})
			}
		}
	}
	add("", b.Values)
	for _, s := range b.Scopes {
		add(s.Name, s.Values)
	}
	return all
}

// genCheckCredentials emits the check of the values.
func (g *generator) genCheckCredentials(b *contract.BodyCredentials) jen.Code {
	name := names.CredentialsName(b)
	body := append(one(define("v").Add(g.xsd("NewValidator")).Call(lit(name))), g.checkCredentials("", "c", b.Values)...)
	if len(b.Scopes) > 0 {
		scope := define("s").Id("c").Dot(names.ScopeName).Assert(jen.Type())
		used := false
		var cases []jen.Code
		for _, s := range b.Scopes {
			check := g.checkCredentials(s.Name, "s", s.Values)
			used = used || len(check) > 0
			cases = append(cases, jen.Case(id(s.Name)).Block(check...))
		}
		if !used {
			scope = id("c").Dot(names.ScopeName).Assert(jen.Type())
		}
		var list []string
		for _, s := range b.Scopes {
			list = append(list, s.Name)
		}
		cases = append(cases, jen.Default().Block(call("v.Report", lit(names.ScopeName), lit("required"), lit("must be "+strings.Join(list, " or ")))))
		body = append(body, jen.Switch(scope).Block(cases...))
	}
	return jen.Comment("// Validate reports values that are missing or break the contract's rules, as a [*xsd.ValidationError].").Line().
		Func().Params(id("c").Id(name)).Id("Validate").Params().Error().
		Block(append(body, jen.Return(call("v.Err")))...)
}

// checkCredentials checks values; one with a default need not be set.
func (g *generator) checkCredentials(scope, holder string, list []*contract.Credential) []jen.Code {
	var code []jen.Code
	for _, v := range list {
		var facets []jen.Code
		if v.Default == "" {
			facets = append(facets, keyed("MinLength", lit(1)))
		}
		if v.Pattern != "" {
			facets = append(facets, keyed("Pattern", jen.Index().Add(g.xsd("Matcher")).Values(ref(patternOf(scope, v)))))
		}
		if len(facets) == 0 {
			continue
		}
		path := strings.TrimPrefix(scope+"/"+v.Name, "/")
		code = append(code, call("v.String", lit(path), credential(holder, v), addr(g.xsd("Facets")).Values(facets...)))
	}
	return code
}

// credential is a value as a string, its default where it is not set.
func credential(holder string, v *contract.Credential) *jen.Statement {
	value := id(holder + "." + v.Name)
	if v.Secret {
		value = jen.String().Call(value)
	}
	if v.Default != "" {
		value = jen.Qual("cmp", "Or").Call(value, lit(v.Default))
	}
	return value
}

// fillName is the function that makes a client's [soap.Fill].
func fillName(c *names.Client) string {
	return "fill" + cmp.Or(strings.TrimPrefix(c.Var, "binding"), "Credentials")
}
