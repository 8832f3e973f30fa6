package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genReceiver emits the server for a provider's notifications.
func (g *generator) genReceiver(u *unit) {
	r := g.pkg.Receiver
	if r == nil {
		return
	}
	fields := []jen.Code{g.rest("Receiver")}
	for _, k := range r.Kinds {
		fields = append(fields, doc(described(k.Go, k.Src.Doc, k.Go+" takes a notification in the member "+oneLine(k.Src.Member)+"."))...)
		fields = append(fields, id(k.Go).Add(g.takes(k)))
	}
	text := described(r.Go, r.Src.Doc, "A "+r.Go+" serves the notifications of the provider.")
	text += "\n\n" + authorizations(r.Src) + "\nThe zero Authorization admits nobody. See [rest.Receiver] for the answers."
	u.decl(append(doc(text), jen.Type().Id(r.Go).Struct(fields...))...)
	for _, k := range r.Kinds {
		u.decl(g.genKind(k))
	}
	args := []jen.Code{id("w"), id("req"), schemes(r.Src)}
	for _, told := range []bool{true, false} { // a kind that a member of its own tells stands before others
		for _, k := range r.Kinds {
			if told == (k.Src.Has != "") {
				args = append(args, g.rest("On").Call(ref(k.Var), id("r").Dot(k.Go)))
			}
		}
	}
	u.decl(
		jen.Comment("// ServeHTTP takes one notification."),
		jen.Func().Params(param("r", id(r.Go))).Id("ServeHTTP").Params(id("w").Qual("net/http", "ResponseWriter"), param("req", jen.Qual("net/http", "Request"))).
			Block(jen.Id("r").Dot("Receive").Call(args...)))
}

// takes is the type of the func that takes a kind.
func (g *generator) takes(k *names.Kind) *jen.Statement {
	s, owner := g.pkg.StructOf(k.Src.Type)
	if s == nil {
		g.fail("%s: notification has no type", k.Src.Path)
		return jen.Func()
	}
	return jen.Func().Params(id("ctx").Qual("context", "Context"), param("x", g.of(owner, s.Go))).Error()
}

func (g *generator) genKind(k *names.Kind) jen.Code {
	fields := []jen.Code{keyed("Name", lit(k.Go[len("On"):])), keyed("Member", lit(k.Src.Member))}
	if k.Src.Has != "" {
		fields = append(fields, keyed("Has", lit(k.Src.Has)))
	}
	fields = append(fields, keyed("Form", g.formOf(k.Src.Type)), keyed("SpecHash", id("SpecHash")))
	return jen.Var().Id(k.Var).Op("=").Add(g.rest("Kind")).Values(fields...)
}

// schemes are the authorizations that a provider can send; nil for any.
func schemes(r *contract.Receiver) *jen.Statement {
	if len(r.Authorization) == 0 {
		return jen.Nil()
	}
	var list []jen.Code
	for _, s := range r.Authorization {
		list = append(list, lit(s))
	}
	return jen.Index().String().Values(list...)
}

// authorizations says in words what a provider can be told to send.
func authorizations(r *contract.Receiver) string {
	of := map[string]string{"none": "[rest.NoAuthorization]", "basic": "[rest.BasicAuthorization]", "bearer": "[rest.BearerAuthorization]"}
	list := r.Authorization
	if len(list) == 0 {
		list = []string{"none", "basic", "bearer"}
	}
	var text []string
	for _, s := range list {
		text = append(text, of[s])
	}
	return "Authorization is what was registered with the provider: " + strings.Join(text, ", ") + "."
}
