package names

import (
	"slices"

	"example.com/wsgen/gen/contract"
)

// A Block is a function that stands for a header block of an operation, where another block has its Go type: by the type
// alone one could be taken for the other.
type Block struct {
	Go  string
	Src *contract.Part
}

// blocks names the functions for header blocks that share a type, of those that an operation sends and of those that
// come back.
func (p *planner) blocks(op *Operation) {
	o := op.Src
	if o.In != nil {
		op.Sent = p.alike(op, o.Path+"/sent/", "Header", o.In.Headers)
	}
	back := o.HeaderFaults
	if o.Out != nil {
		back = slices.Concat(o.Out.Headers, back)
	}
	op.Received = p.alike(op, o.Path+"/received/", "HeaderInto", back)
}

// alike names the blocks of a list that share a type with another one, each name of a block once.
func (p *planner) alike(op *Operation, path, suffix string, parts []*contract.Part) (list []*Block) {
	seen := map[contract.QName]bool{}
	for _, part := range parts {
		e := part.Element
		shared := slices.ContainsFunc(parts, func(other *contract.Part) bool {
			return other.Element.Name != e.Name && other.Element.Type == e.Type
		})
		if _, ok := e.Type.(*contract.Struct); !ok || !shared || seen[e.Name] {
			continue
		}
		seen[e.Name] = true
		node := &contract.Node{Path: path + e.Name.String(), Span: part.Span}
		want := wish{own: op.Label + Exported(e.Name.Local) + suffix, space: e.Name.Space}
		list = append(list, &Block{Go: p.claim(p.scope, "header", node, want), Src: part})
	}
	return list
}
