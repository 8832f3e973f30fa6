package names

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// clients names the bindings, their operations and their endpoints.
func (p *planner) clients() {
	for _, b := range p.api.Bindings {
		want := Exported(b.Name.Local)
		if len(p.api.Bindings) == 1 {
			want = "Client"
		}
		c := &Client{Src: b, Var: "binding"}
		c.Go = p.claimWith(p.scope, "client", &b.Node, want, b.Name.Space, func(Go string) []name {
			return []name{{p.scope, "New" + Go}}
		})
		label := ""
		if c.Go != "Client" {
			label = c.Go
			c.Var = "binding" + c.Go
		}
		p.operations(c, label)
		p.endpoints(b, label)
		p.pkg.Clients = append(p.pkg.Clients, c)
	}
}

func (p *planner) operations(c *Client, label string) {
	methods := p.newScope("the methods of "+c.Go, "methods "+c.Src.Path)
	for _, op := range c.Src.Operations {
		method := p.claimWith(methods, "operation", &op.Node, Exported(op.Name), c.Src.Name.Space, func(Go string) []name {
			further := []name{{methods, "Build" + Go}, {p.scope, "Op" + label + Go}}
			if op.Serve {
				further = append(further, name{p.scope, "New" + label + Go + "Handler"})
			}
			if op.Polling != nil {
				further = append(further, name{methods, "Await" + Go}, name{p.vars, "poll" + label + Go})
			}
			if op.Records != nil {
				further = append(further, name{p.scope, label + Go + "Result"}, name{p.vars, "records" + label + Go})
			}
			if op.Paging != nil {
				further = append(further, name{methods, Go + "All"})
			}
			return further
		})
		c.Operations = append(c.Operations, &Operation{Go: method, Label: label + method, Src: op})
	}
	if x := c.Src.Sessions; x != nil {
		s, _ := p.pkg.SessionOf(x.Session)
		c.Sessions = p.claim(methods, "sessions", &contract.Node{Path: c.Src.Path + "/sessions", Span: x.Session.Span}, s.Holder(), "")
	}
	slices.SortFunc(c.Operations, func(a, b *Operation) int { return strings.Compare(a.Go, b.Go) })
}

func (p *planner) endpoints(b *contract.Binding, label string) {
	for _, e := range b.Endpoints {
		want := "Endpoint" + label
		if e.Environment != "" {
			want += Exported(e.Environment)
		}
		name := p.claim(p.scope, "endpoint", &e.Node, want, b.Name.Space)
		p.pkg.Endpoints = append(p.pkg.Endpoints, &Endpoint{Go: name, Src: e})
	}
}
