package names

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// clients names the bindings, their operations and their endpoints.
func (p *planner) clients() {
	for _, b := range p.api.Bindings {
		p.keep(p.scope, "client", b.Path)
	}
	for _, b := range p.api.Bindings {
		want := Exported(b.Name.Local)
		if len(p.api.Bindings) == 1 {
			want = "Client"
		}
		c := &Client{Src: b, Var: "binding"}
		c.Go = p.claim(p.scope, "client", &b.Node, want, b.Name.Space)
		label := ""
		if c.Go != "Client" {
			label = c.Go
			c.Var = "binding" + c.Go
		}
		p.scope.reserve("New" + c.Go)
		p.operations(c, label)
		p.endpoints(b, label)
		p.pkg.Clients = append(p.pkg.Clients, c)
	}
}

func (p *planner) operations(c *Client, label string) {
	methods := newScope("the methods of " + c.Go)
	for _, op := range c.Src.Operations {
		p.keep(methods, "operation", op.Path)
	}
	for _, op := range c.Src.Operations {
		name := p.claim(methods, "operation", &op.Node, Exported(op.Name), c.Src.Name.Space)
		methods.reserve("Build" + name)
		p.scope.reserve("Op" + label + name)
		c.Operations = append(c.Operations, &Operation{Go: name, Label: label + name, Src: op})
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
