package xmltext

import (
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// Chosen reads an element whose type the value of another field chooses: the first of by that is not empty, each asked of the
// innermost T that is being read. For a value that types does not know the node is nil and the element raw.
func Chosen[T any](d *Decoder, types *ByValue, by []func(*T) string) (Node, xsd.Raw) {
	if d.err != nil || d.state != open {
		return nil, xsd.Raw{}
	}
	if t := choiceOf(within[T](d), types, by); t != nil {
		x := t.New()
		d.Struct(t.Type, x)
		return x, xsd.Raw{}
	}
	d.nilTaken = false
	d.Drift(UnknownType)
	raw := d.Capture()
	d.taken = true
	return nil, raw
}

// Fits reports whether content of type t is what the fields of x choose, as [Chosen] reads it. Raw content, which has no type,
// always is.
func Fits[T any](x *T, t *Type, types *ByValue, by []func(*T) string) bool {
	c := choiceOf(x, types, by)
	return t == nil || c != nil && c.Type == t
}

// choiceOf is what the fields of x choose; nil for nothing.
func choiceOf[T any](x *T, types *ByValue, by []func(*T) string) *Choosable {
	value := ""
	for i := 0; x != nil && i < len(by) && value == ""; i++ {
		value = strings.TrimSpace(by[i](x))
	}
	for i := range *types {
		if t := &(*types)[i]; t.Value == value {
			return t
		}
	}
	return nil
}

// within is the innermost T that is being read, nil without one.
func within[T any](d *Decoder) *T {
	for i := len(d.frames) - 1; i >= 0; i-- {
		node := d.frames[i].x
		for {
			e, ok := node.(*each)
			if !ok {
				break
			}
			node = e.Node
		}
		if x, ok := any(node).(*T); ok {
			return x
		}
	}
	return nil
}
