package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// paging lowers the rule of an operation that answers in pages.
func (c *compiler) paging(o *contract.Operation, v *parser.SpecPaging) *contract.Paging {
	x := &contract.Paging{First: 1}
	if v.First.Set() {
		x.First = v.First.V
	}
	x.Page = c.integerPath(o.In, v.Page)
	x.Pages = c.integerPath(o.Out, v.Pages)
	if v.Current.Set() {
		x.Current = c.integerPath(o.Out, v.Current)
	}
	x.Items = c.fieldPath(o.Out, v.Items, v.Items.Span)
	if x.Items != nil {
		last := x.Items[len(x.Items)-1]
		s, ok := last.Element.Type.(*contract.Struct)
		if last.Max == 1 {
			c.diags.Errorf(v.Items.Span, idBadRule, "%s stands once, and a page holds many", last.Path)
			return nil
		}
		if ok && (s.Abstract || len(s.Derived) > 0) || last.Element.Nillable && !last.OmitEmpty {
			c.diags.Errorf(v.Items.Span, idBadRule, "%s can be nil, or of types that others derive from", last.Path)
			return nil
		}
	}
	if x.Page == nil || x.Pages == nil || x.Items == nil || v.Current.Set() && x.Current == nil {
		return nil
	}
	return x
}

// pageNumbers are the integers of a fixed size.
var pageNumbers = []string{"byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong"}

// integerPath is a path to a field that holds one integer.
func (c *compiler) integerPath(m *contract.Message, name parser.Value[string]) contract.FieldPath {
	p := c.fieldPath(m, name, name.Span)
	if p == nil {
		return nil
	}
	if f := p[len(p)-1]; f.Max != 1 || !slices.Contains(pageNumbers, kindOf(f.Element.Type)) {
		c.diags.Errorf(name.Span, idBadRule, "%s must be one int to count pages, and it is %s", f.Path, typeText(f.Element.Type)).Hint = "state type: int for the field"
		return nil
	}
	return p
}
