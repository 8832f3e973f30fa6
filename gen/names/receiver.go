package names

import (
	"strings"

	"example.com/wsgen/gen/contract"
)

// A Receiver is a server for a provider's notifications as a Go type.
type Receiver struct {
	Go    string
	Kinds []*Kind // in contract order
	Src   *contract.Receiver
}

// A Kind is a kind of notification, with the field that takes it and the variable of its descriptor.
type Kind struct {
	Go, Var string
	Src     *contract.Kind
}

// receiver names the receiver and what it has for each kind.
func (p *planner) receiver() {
	r := p.api.Receiver
	if r == nil {
		return
	}
	x := &Receiver{Src: r}
	x.Go = p.claim(p.scope, "receiver", &r.Node, wish{own: "Receiver"})
	fields := p.newScope("the fields of "+x.Go, "fields "+r.Path)
	for _, name := range []string{"Receiver", "Authorization", "OnOther", "OnDrift", "OnRefused", "Limits", "Receive", "ServeHTTP"} {
		fields.reserve(name)
	}
	for _, k := range r.Kinds {
		variable := func(Go string) string { return "kind" + strings.TrimPrefix(Go, "On") }
		further := func(Go string) []name { return []name{{p.vars, variable(Go)}} }
		Go := p.claim(fields, "kind", &k.Node, wish{owner: "On", own: k.Name, further: further})
		x.Kinds = append(x.Kinds, &Kind{Go: Go, Var: variable(Go), Src: k})
	}
	p.pkg.Receiver = x
}

// loginNames reserves what the login of a binding declares.
func (p *planner) loginNames() {
	for _, b := range p.api.Bindings {
		if t, ok := b.Transport.(*contract.REST); ok && t.Login != nil {
			for _, name := range credentialNames(t.Login.Credentials) {
				p.scope.reserve(name)
			}
			p.vars.reserve("login")
		}
	}
}
