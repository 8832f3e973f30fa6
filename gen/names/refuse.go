package names

import (
	"fmt"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// refuse reports what has no Go form yet, where it stands, so that nothing is left out in silence.
func (p *planner) refuse() {
	for _, s := range p.pkg.Structs {
		p.refuseStruct(s)
	}
}

func (p *planner) unsupported(node *contract.Node, id, what, hint string) {
	p.diags = append(p.diags, source.Diagnostic{
		Span: node.Span, ID: id, Message: fmt.Sprintf("%s: %s is not supported yet", node.Path, what), Hint: hint,
	})
}

func (p *planner) refuseStruct(s *Struct) {
	if s.Src != nil && s.Base != nil {
		if p.table.owners[s.Src.Base] != p.pkg {
			p.unsupported(&s.Src.Node, "unsupported-foreign-base", "an extension of a type of the provider's package", "declare the type in the provider's file, too")
		}
	}
	walkSlots(s.Slots, func(slot *Slot) {
		if v, ok := slot.Content.(*Value); ok {
			p.refuseValue(s, v)
		}
	})
}

func (p *planner) refuseValue(s *Struct, v *Value) {
	switch {
	case v.Poly == nil:
		return
	case v.Presence == Keyed:
		p.unsupported(&v.Field.Node, "unsupported-keyed-polymorphic", "a map's value of a type that others derive from", "state a type of which none derives for the key")
	}
}
