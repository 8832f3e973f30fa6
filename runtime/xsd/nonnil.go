package xsd

import "reflect"

// NonNil returns the value of an interface, and nil for one that holds a nil pointer: var p *Circle; x.Shape = p sets
// nothing. Generated types call it wherever they look into a field that is an interface.
func NonNil(v any) any {
	if x := reflect.ValueOf(v); x.Kind() == reflect.Pointer && x.IsNil() {
		return nil
	}
	return v
}
