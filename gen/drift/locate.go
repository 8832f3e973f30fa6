package drift

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
)

// A place is where a path leads in a contract: into a struct, to a name that it has or not.
type place struct {
	in *contract.Struct // nil where the path leads to no struct
	// address is the keys of a spec under which the fields of in stand; nil where a spec can't reach them.
	address []string
	// root is the element that an operation's response must name where the address leads through it.
	root  string
	name  string          // the last name of the path, without @
	attr  bool            // an attribute's
	field *contract.Field // of that name; nil for none
	known *contract.Attr
}

// locate follows a path through the replies of an operation, a fault or header block of it, or a notification. It returns nil
// where the contract has none.
func locate(api *contract.API, operation, path string) *place {
	steps := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if r := api.Receiver; r != nil {
		for _, k := range r.Kinds {
			if k.Name == operation && len(steps) > 1 && steps[0] == k.Member {
				return follow(start(k.Type, nil), steps[1:])
			}
		}
	}
	for _, b := range api.Bindings {
		for _, o := range b.Operations {
			if o.Name != operation {
				continue
			}
			if p := locateIn(b, o, steps); p != nil {
				return p
			}
		}
	}
	return nil
}

func locateIn(b *contract.Binding, o *contract.Operation, steps []string) *place {
	if rest, ok := b.Transport.(*contract.REST); ok {
		if o.Out != nil && len(o.Out.Body) == 1 {
			if p := follow(start(o.Out.Body[0].Element.Type, nil), steps); p != nil && (p.field != nil || steps[0] != "Fault") {
				return p
			}
		}
		if len(steps) > 1 && steps[0] == "Fault" && rest.Error != nil {
			return follow(start(rest.Error.Type, nil), steps[1:])
		}
		return nil
	}
	if len(steps) < 3 || steps[0] != "Envelope" {
		return nil
	}
	switch {
	case steps[1] == "Header" && o.Out != nil:
		return ofPart(o.Out.Headers, steps[2:])
	case steps[1] == "Body" && steps[2] == "Fault" && len(steps) > 4:
		return ofPart(o.Faults, steps[4:])
	case steps[1] == "Body" && o.Out != nil && len(o.Out.Body) == 1:
		return ofReply(o, steps[2:])
	}
	return nil
}

// ofPart follows a path from the one of some parts whose element it names.
func ofPart(parts []*contract.Part, steps []string) *place {
	for _, p := range parts {
		if p.Element.Name.Local == steps[0] && len(steps) > 1 {
			return follow(start(p.Element.Type, nil), steps[1:])
		}
	}
	return nil
}

// ofReply follows a path from the body of a reply, through the elements that the reply rule looks through.
func ofReply(o *contract.Operation, steps []string) *place {
	part := o.Out.Body[0].Element
	var chain []string
	for _, w := range o.Out.Wrapper {
		chain = append(chain, w.Local)
	}
	if !o.Out.Bare {
		chain = append(chain, part.Name.Local)
	}
	if len(steps) <= len(chain) || !slices.Equal(steps[:len(chain)], chain) {
		return nil
	}
	address := []string{"operations", o.Name, "response", "fields"}
	for _, name := range chain[min(1, len(chain)):] {
		address = append(address, name, "fields")
	}
	p := start(part.Type, address)
	if p != nil && len(chain) > 0 {
		p.root = chain[0]
	}
	return follow(p, steps[len(chain):])
}

// start is a place in a type: one with a name stands under types, one without where anonymous says.
func start(t contract.Type, anonymous []string) *place {
	s, ok := t.(*contract.Struct)
	if !ok {
		return nil
	}
	p := &place{in: s, address: anonymous}
	if s.Name != (contract.QName{}) {
		p.address = []string{"types", s.Name.String(), "fields"}
	}
	return p
}

// follow goes on by the names of a path. The last one may be unknown, the others are not.
func follow(p *place, steps []string) *place {
	if p == nil || p.in == nil {
		return nil
	}
	name := steps[0]
	p.name, p.attr = strings.CutPrefix(name, "@")
	owner, f := fieldOf(p.in, name)
	if f == nil {
		for s := p.in; s != nil && p.attr; s = s.Base {
			if i := slices.IndexFunc(s.Attrs, func(a *contract.Attr) bool { return a.Name.Local == p.name }); i >= 0 {
				p.known, p.in = s.Attrs[i], s
				p.address = readdress(p.address, s)
			}
		}
		if len(steps) > 1 {
			return nil
		}
		return p
	}
	if owner != p.in {
		p.in, p.address = owner, readdress(p.address, owner)
	}
	p.field = f
	if len(steps) == 1 {
		return p
	}
	inner := p.address
	stands := named(f.Element, name)
	switch {
	case stands == nil: // by its name in JSON
		stands = f.Element
	case stands != f.Element:
		inner = nil // a spec has no key for what stands in place of a field's element
	}
	if inner != nil {
		inner = append(slices.Clone(inner), key(p.in, f), "fields")
	}
	next := start(stands.Type, inner)
	if next == nil { // of a simple type, which has attributes that nobody knows
		return &place{name: strings.Join(steps[1:], "/")}
	}
	next.root = p.root
	if f.JSON != nil && f.JSON.Items { // the member is the items
		next = items(next)
	}
	return follow(next, steps[1:])
}

// readdress is the address of a struct that another one extends, which has a name.
func readdress(address []string, s *contract.Struct) []string {
	if p := start(s, address); p != nil {
		return p.address
	}
	return nil
}

// fieldOf finds the field that a name means in a struct, its bases or what derives from it, and the struct that declares it.
func fieldOf(s *contract.Struct, name string) (*contract.Struct, *contract.Field) {
	own := func(f *contract.Field) bool {
		return f.Element.Name.Local == name || f.JSON != nil && f.JSON.Name == name
	}
	member := func(f *contract.Field) bool { return named(f.Element, name) != nil }
	for _, means := range []func(*contract.Field) bool{own, member} {
		for x := s; x != nil; x = x.Base {
			if list := fields(x.Own); slices.ContainsFunc(list, means) {
				return x, list[slices.IndexFunc(list, means)]
			}
		}
	}
	for _, d := range s.Derived {
		if x, f := fieldOf(&contract.Struct{Own: d.Own, Derived: d.Derived}, name); f != nil {
			if x.Path == "" {
				x = d
			}
			return x, f
		}
	}
	return nil, nil
}

// named is the element of a name that may stand where an element is declared: itself or one of its substitution group, nil for none.
func named(e *contract.Element, name string) *contract.Element {
	if e.Name.Local == name {
		return e
	}
	for _, m := range e.Members {
		if found := named(m, name); found != nil {
			return found
		}
	}
	return nil
}

// fields lists the fields of a group and of the groups in it.
func fields(g *contract.Group) (list []*contract.Field) {
	if g == nil {
		return nil
	}
	for _, p := range g.Items {
		switch p := p.(type) {
		case *contract.Field:
			list = append(list, p)
		case *contract.Group:
			list = append(list, fields(p)...)
		}
	}
	return list
}

// items goes from a struct that groups items to the struct of the items.
func items(p *place) *place {
	list := fields(p.in.Own)
	if len(list) != 1 {
		return nil
	}
	inner := p.address
	if inner != nil {
		inner = append(slices.Clone(inner), key(p.in, list[0]), "fields")
	}
	next := start(list[0].Element.Type, inner)
	if next != nil {
		next.root = p.root
	}
	return next
}

// key is what a spec calls a field: its name or, where that stands twice, its path.
func key(s *contract.Struct, f *contract.Field) string {
	last := f.Path[strings.LastIndexByte(f.Path, '/')+1:]
	n := 0
	for _, o := range fields(s.Own) {
		if strings.HasSuffix(o.Path, "/"+last) {
			n++
		}
	}
	if n > 1 {
		return strings.TrimPrefix(f.Path, s.Path+"/")
	}
	return last
}
