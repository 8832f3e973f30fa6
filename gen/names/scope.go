package names

import (
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/source"
)

// A scope is a set of Go names: a package's, or the members of a struct.
type scope struct {
	what  string // for people
	id    string // the same whatever names are chosen
	taken map[string]holder
	kept  map[string]string // what the lock gives to a declaration that still exists
}

// A claimant is a declaration that asks for a name.
type claimant struct{ kind, path string }

type holder struct {
	path string
	span source.Span
}

// newScope makes a scope in which each declaration that claimed a name in the first pass keeps the
// one that the lock gives to it, whatever is declared before it now.
func (p *planner) newScope(what, id string) *scope {
	s := &scope{what: what, id: p.api.Source + " " + id, taken: map[string]holder{}, kept: map[string]string{}}
	for _, c := range p.before[s.id] {
		if name, ok := p.lock.Name(p.api.Source, c.kind, c.path); ok {
			if _, twice := s.kept[name]; !twice {
				s.kept[name] = c.kind + " " + c.path
			}
		}
	}
	return s
}

// reserve takes a name for generated code itself.
func (s *scope) reserve(name string) { s.taken[name] = holder{path: "generated code"} }

func (s *scope) free(name, key string) bool {
	_, taken := s.taken[name]
	other, kept := s.kept[name]
	return !taken && (!kept || other == key)
}

// claim gives a declaration its name: the one that the spec states, else the one that the lock
// holds, else what its path gives, else that behind the namespace's short name, else with what it is, else behind more
// of its path.
func (p *planner) claim(s *scope, kind string, node *contract.Node, want, space string) string {
	return p.claimWith(s, kind, node, want, space, func(string) []name { return nil })
}

// A name is a name in a scope.
type name struct {
	in *scope
	Go string
}

// claimWith is claim for a declaration that generated code gives further names: those must be free too.
func (p *planner) claimWith(s *scope, kind string, node *contract.Node, want, space string, further func(Go string) []name) string {
	key := kind + " " + node.Path
	p.table.claims[s.id] = append(p.table.claims[s.id], claimant{kind, node.Path})
	candidates := []string{want}
	if locked, ok := p.lock.Name(p.api.Source, kind, node.Path); ok {
		candidates = append([]string{locked}, candidates...)
	}
	if short := p.short(space); short != "" {
		candidates = append(candidates, short+want)
	}
	candidates = append(candidates, want+Exported(kind))
	candidates = append(candidates, behindSteps(node.Path, want)...)
	if node.Rename != "" {
		candidates = []string{node.Rename}
	}
	var clash name
	for _, candidate := range candidates {
		all := append([]name{{s, candidate}}, further(candidate)...)
		i := slices.IndexFunc(all, func(n name) bool { return !n.in.free(n.Go, key) })
		if i < 0 {
			for _, n := range all {
				n.in.taken[n.Go] = holder{node.Path, nameSpan(node)}
			}
			p.record(kind, node.Path, candidate)
			return candidate
		}
		clash = all[i]
	}
	p.collision(node, clash, candidates[len(candidates)-1])
	return want
}

// behindSteps lists a name behind the last step of a path before its own, behind the last two, and so on.
func behindSteps(path, name string) []string {
	var list []string
	steps := strings.Split(path, "/")
	for _, step := range slices.Backward(steps[:len(steps)-1]) {
		own, nth := step[strings.LastIndexByte(step, '}')+1:], ordinal(step)
		if nth != "" {
			own = own[:strings.LastIndexByte(own, '[')]
		}
		if identifier(own) != "" {
			name = Exported(own) + nth + name
			list = append(list, name)
		}
	}
	return list
}

func (p *planner) record(kind, path, name string) {
	source := p.api.Source
	p.table.facts = append(p.table.facts, func(l *lock.Lock) { l.SetName(source, kind, path, name) })
}

// nameSpan is where a declaration gets its name: the overlay that states it, else the declaration.
func nameSpan(node *contract.Node) source.Span {
	if n := len(node.From); node.Rename != "" && n > 0 {
		return node.From[n-1]
	}
	return node.Span
}

// collision reports a name that two declarations want, at both, with the line that ends it.
func (p *planner) collision(node *contract.Node, clash name, name string) {
	first, taken := clash.in.taken[clash.Go]
	if !taken { // the lock keeps it for a declaration that comes later
		_, first.path, _ = strings.Cut(clash.in.kept[clash.Go], " ")
	}
	advice := "add to the declaration in the spec"
	if node.Rename != "" {
		advice = "state another in the spec"
	}
	d := source.Diagnostic{
		Span: nameSpan(node),
		ID:   "name-collision",
		Message: fmt.Sprintf("%s and %s both get the Go name %s in %s; %s: name: %s",
			node.Path, first.path, clash.Go, clash.in.what, advice, clash.in.other(name)),
	}
	if first.span.File != nil {
		d.Related = []source.Note{{Span: first.span, Message: "the first holder of " + clash.Go}}
	}
	p.diags = append(p.diags, d)
}

// other returns a free name to suggest, and takes it so that no two suggestions collide.
func (s *scope) other(name string) string {
	other := "Other" + name
	for n := 2; !s.free(other, ""); n++ {
		other = fmt.Sprintf("Other%s%d", name, n)
	}
	s.reserve(other)
	return other
}
