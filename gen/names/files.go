package names

import (
	"path/filepath"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
)

// files decides whether each namespace has files of its own: when declarations of several come from
// schema documents. The lock keeps the decision, so that a namespace that comes later moves nothing.
func (p *planner) files() {
	const together, split = "together", "by-namespace"
	subject := "files"
	source, shape := p.api.Source, together
	if p.api.Subset != nil {
		subject += " " + p.api.Package
	}
	if p.schemaSpaces() > 1 {
		shape = split
	}
	if was, ok := p.lock.Shape(source, subject); ok {
		shape = was
	}
	p.pkg.Split = shape == split
	p.table.facts = append(p.table.facts, func(l *lock.Lock) { l.SetShape(source, subject, shape) })
}

// schemaSpaces counts the namespaces of the declarations that stand in schema documents; what a
// spec declares is one document, whatever its namespaces.
func (p *planner) schemaSpaces() int {
	spaces := map[string]bool{}
	add := func(t contract.Type, space string) {
		file := t.Decl().Span.File
		if file == nil {
			return
		}
		switch filepath.Ext(file.Path) {
		case ".yaml", ".yml":
		default:
			spaces[space] = true
		}
	}
	for _, s := range p.pkg.Structs {
		if s.Src != nil && !s.Document {
			add(s.Src, s.Space)
		}
	}
	for _, s := range p.pkg.Simples {
		add(s.Src, s.Space)
	}
	return len(spaces)
}
