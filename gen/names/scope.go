package names

import (
	"fmt"
	"go/token"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/source"
)

// A scope is a set of Go names: a package's, or the members of a struct.
type scope struct {
	what  string
	taken map[string]holder
	kept  map[string]string // what the lock gives to a declaration that still exists
}

type holder struct {
	path string
	span source.Span
}

func newScope(what string) *scope {
	return &scope{what: what, taken: map[string]holder{}, kept: map[string]string{}}
}

// reserve takes a name for generated code itself.
func (s *scope) reserve(name string) { s.taken[name] = holder{path: "generated code"} }

func (s *scope) free(name, key string) bool {
	_, taken := s.taken[name]
	other, kept := s.kept[name]
	return !taken && (!kept || other == key)
}

// keep holds a name that the lock gives to a declaration for that declaration.
func (p *planner) keep(s *scope, kind, path string) {
	if name, ok := p.lock.Name(p.api.Source, kind, path); ok {
		if _, twice := s.kept[name]; !twice {
			s.kept[name] = kind + " " + path
		}
	}
}

// claim gives a declaration its name: the one that the spec states, else the one that the lock
// holds, else what its path gives, else that behind the namespace's short name.
func (p *planner) claim(s *scope, kind string, node *contract.Node, want, space string) string {
	key := kind + " " + node.Path
	candidates := []string{want}
	if locked, ok := p.lock.Name(p.api.Source, kind, node.Path); ok {
		candidates = append([]string{locked}, candidates...)
	}
	if short := p.short(space); short != "" {
		candidates = append(candidates, short+want)
	}
	if node.Rename != "" {
		candidates = []string{node.Rename}
		p.checkRename(node)
	}
	for _, name := range candidates {
		if s.free(name, key) {
			s.taken[name] = holder{node.Path, node.Span}
			p.record(kind, node.Path, name)
			return name
		}
	}
	p.collision(s, node, candidates[len(candidates)-1])
	return want
}

func (p *planner) checkRename(node *contract.Node) {
	if !token.IsIdentifier(node.Rename) || !token.IsExported(node.Rename) {
		p.diags = append(p.diags, source.Diagnostic{
			Span: node.Span, ID: "bad-go-name",
			Message: fmt.Sprintf("name %q of %s: want an exported Go identifier, such as %s", node.Rename, node.Path, Exported(node.Rename)),
		})
	}
}

func (p *planner) record(kind, path, name string) {
	source := p.api.Source
	p.table.facts = append(p.table.facts, func(l *lock.Lock) { l.SetName(source, kind, path, name) })
}

// collision reports a name that two declarations want, at both, with the line that ends it.
func (p *planner) collision(s *scope, node *contract.Node, name string) {
	first := s.taken[name]
	d := source.Diagnostic{
		Span: node.Span,
		ID:   "name-collision",
		Message: fmt.Sprintf("%s and %s both get the Go name %s in %s; add to the declaration in the spec: name: %s",
			node.Path, first.path, name, s.what, "Other"+name),
	}
	if first.span.File != nil {
		d.Related = []source.Note{{Span: first.span, Message: "the first holder of " + name}}
	}
	p.diags = append(p.diags, d)
}
