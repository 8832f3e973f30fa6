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
	value := ""
	if x := within[T](d); x != nil {
		for i := 0; i < len(by) && value == ""; i++ {
			value = strings.TrimSpace(by[i](x))
		}
	}
	for i := range *types {
		if t := &(*types)[i]; t.Value == value {
			x := t.New()
			d.Struct(t.Type, x)
			return x, xsd.Raw{}
		}
	}
	d.Drift(UnknownType)
	raw := d.Capture()
	d.taken = true
	return nil, raw
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
