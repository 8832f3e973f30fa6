package names

import "example.com/wsgen/gen/contract"

// prefixes lets namespaces keep their short prefixes: where several have the same short one, it is that of the namespace that had it by
// the lock, else of the first that the lock has names of, else of the first of all. A namespace that is added takes none away then, nor the
// files and constants that are called after it.
func (p *planner) prefixes() {
	rivals := map[string][]*contract.Namespace{}
	for i := range p.api.Namespaces {
		if ns := &p.api.Namespaces[i]; ns.Long != "" {
			rivals[ns.Short] = append(rivals[ns.Short], ns)
		}
	}
	var known map[string]bool
	for i := range p.api.Namespaces {
		first := &p.api.Namespaces[i]
		if first.Long == "" || first.Prefix != first.Short || len(rivals[first.Short]) == 1 {
			continue
		}
		if known == nil {
			known = p.known()
		}
		holder := first
		for _, ns := range rivals[first.Short] {
			if p.claims(ns, known) > p.claims(holder, known) {
				holder = ns
			}
		}
		first.Prefix = first.Long
		holder.Prefix = holder.Short
		p.record("prefix", "{"+holder.URI+"}", holder.Short)
	}
}

// claims ranks what the lock says for a namespace to have its short prefix.
func (p *planner) claims(ns *contract.Namespace, known map[string]bool) int {
	was, ok := p.lock.Name(p.api.Source, "prefix", "{"+ns.URI+"}")
	switch {
	case ok && was == ns.Short:
		return 2
	case known[ns.URI]:
		return 1
	}
	return 0
}

// known are the namespaces that the lock has names of.
func (p *planner) known() map[string]bool {
	spaces := map[string]bool{}
	for _, n := range p.lock.Names() {
		if n.Source == p.api.Source && n.Kind != "prefix" {
			spaces[contract.PathSpace(n.Path)] = true
		}
	}
	return spaces
}
