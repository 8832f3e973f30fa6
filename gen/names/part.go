package names

import (
	"go/token"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
)

// Shared reports whether other generated packages import this one: a provider's, or that of a part of a contract.
func (p *Package) Shared() bool { return p.API.Provider || p.API.Subset != nil }

// Empty reports whether a package declares no types: its elements have those of other packages, or built-in ones.
func (p *Package) Empty() bool { return len(p.Structs)+len(p.Sums)+len(p.Simples) == 0 }

// shared are the exported forms of the prefixes of what generated code has beside a declaration.
var shared = map[string]string{
	"t": "Type", "r": "Registry", "known": "Values", "code": "Code", "held": "Held", "validate": "Check", "by": "Choosers",
}

// Helper returns the name of what generated code has beside a declaration, as the name table t of a struct. Where other
// packages need it, it is exported: the parts of a contract read and write each other's types, and services the structs and
// enumerations of their provider.
func (p *Package) Helper(prefix, Go string) string {
	if p.API.Subset != nil || p.API.Provider && (prefix == "t" || prefix == "known") {
		prefix = shared[prefix]
	}
	return prefix + Go
}

// helper is the name of a helper in the scope where it must be free.
func (p *planner) helper(prefix, Go string) name {
	if Go := p.pkg.Helper(prefix, Go); token.IsExported(Go) {
		return name{p.scope, Go}
	}
	return name{p.vars, prefix + Go}
}

// whole is the contract that the package is of or a part of.
func (p *planner) whole() *contract.API {
	if p.api.Subset != nil {
		return p.api.Subset.Of
	}
	return p.api
}

// part records in which package the namespaces of a part are. The parts of a contract share the substitution groups.
func (p *planner) part() {
	if p.api.Subset == nil {
		if slices.ContainsFunc(p.table.parts(), func(part *contract.Subset) bool { return part.Of == p.api }) {
			p.heads = p.table.heads
		}
		return
	}
	p.heads = p.table.heads
	source, Go := p.api.Source, p.api.Package
	for _, space := range p.api.Subset.Spaces {
		p.table.facts = append(p.table.facts, func(l *lock.Lock) { l.SetName(source, "package", "{"+space+"}", Go) })
	}
}

// parts are the parts of contracts that are planned by now.
func (t *Table) parts() (all []*contract.Subset) {
	for api := range t.packages {
		if api.Subset != nil {
			all = append(all, api.Subset)
		}
	}
	return all
}

// home is the contract or the part of it that has a declaration. What messages alone have stays with the contract.
func home(apis []*contract.API, api *contract.API, kind, path string) *contract.API {
	if kind == "element" {
		return api
	}
	space := contract.PathSpace(path)
	for _, part := range apis {
		if part.Subset != nil && part.Subset.Of == api && slices.Contains(part.Subset.Spaces, space) {
			return part
		}
	}
	return api
}
