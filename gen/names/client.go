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
		c.Go = p.claim(p.scope, "client", &b.Node, wish{own: want, space: b.Name.Space, further: func(Go string) []name {
			return []name{{p.scope, "New" + Go}}
		}})
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
		further := func(Go string) []name {
			all := []name{{methods, "Build" + Go}, {p.scope, "Op" + label + Go}}
			if op.Serve {
				all = append(all, name{p.scope, "New" + label + Go + "Handler"})
			}
			if op.Polling != nil {
				all = append(all, name{methods, "Await" + Go}, name{p.vars, "poll" + label + Go})
			}
			if op.Records != nil {
				all = append(all, name{p.scope, label + Go + "Result"}, name{p.vars, "records" + label + Go})
			}
			if op.Paging != nil {
				all = append(all, name{methods, Go + "All"})
			}
			return all
		}
		method := p.claim(methods, "operation", &op.Node, wish{own: operationName(op), space: c.Src.Name.Space, further: further})
		c.Operations = append(c.Operations, &Operation{Go: method, Label: label + method, Src: op})
	}
	for _, op := range c.Operations {
		p.blocks(op)
	}
	if x := c.Src.Sessions; x != nil {
		s, _ := p.pkg.SessionOf(x.Session)
		c.Sessions = p.claim(methods, "sessions", &contract.Node{Path: c.Src.Path + "/sessions", Span: x.Session.Span}, wish{own: s.Holder()})
	}
	slices.SortFunc(c.Operations, func(a, b *Operation) int { return strings.Compare(a.Go, b.Go) })
}

// operationName is an operation's own name, or that of the input that tells it from others, behind the operation's where
// it does not say that.
func operationName(op *contract.Operation) string {
	name, in := Exported(op.Name), Exported(op.Input)
	switch {
	case op.Input == "":
		return name
	case strings.HasPrefix(in, name):
		return in
	}
	return name + in
}

// operationTypes notes what operations say of the types of their messages: which are of faults, and what the elements
// around the messages of overloads are called, which have one name. What an overload shares with the operation that goes
// by that name alone keeps it, so that an overload that comes renames nothing.
func (p *planner) operationTypes() {
	p.faults, p.overloads = map[any]bool{}, map[*contract.Element]string{}
	for _, b := range p.whole().Bindings {
		for _, op := range b.Operations {
			for _, part := range slices.Concat(op.Faults, op.HeaderFaults) {
				p.faults[part.Element] = true
				if t, ok := part.Element.Type.(*contract.Struct); ok {
					p.faults[t] = true
				}
			}
			if op.Input == "" || op.Style != contract.RPC {
				continue
			}
			for _, e := range wrappers(op) {
				if p.overloads[e] == "" {
					p.overloads[e] = operationName(op) + strings.TrimPrefix(e.Name.Local, op.Name)
				}
			}
		}
	}
	for _, b := range p.api.Bindings {
		for _, op := range b.Operations {
			if op.Input == "" && op.Style == contract.RPC {
				for _, e := range wrappers(op) {
					delete(p.overloads, e)
				}
			}
		}
	}
}

// wrappers are the elements around the messages of an rpc operation.
func wrappers(op *contract.Operation) (list []*contract.Element) {
	for _, m := range []*contract.Message{op.In, op.Out} {
		if m != nil && len(m.Body) > 0 {
			list = append(list, m.Body[0].Element)
		}
	}
	return list
}

func (p *planner) endpoints(b *contract.Binding, label string) {
	for _, e := range b.Endpoints {
		want := "Endpoint" + label
		if e.Environment != "" {
			want += Exported(e.Environment)
		}
		name := p.claim(p.scope, "endpoint", &e.Node, wish{own: want, space: b.Name.Space})
		p.pkg.Endpoints = append(p.pkg.Endpoints, &Endpoint{Go: name, Src: e})
	}
}
