package emit

import (
	"fmt"
	"strings"

	"example.com/wsgen/gen/contract"
)

// unreached names the declarations that no operation leads to, where documents can lead to them all the same: a type that derives
// from one that is known, for xsi:type, and anything for wildcards and xs:anyType. That they are there is all that the rules say of them.
func (r *ruleWriter) unreached(b *strings.Builder) {
	for _, e := range r.others.Elements {
		if r.wild && r.elements[e.Name] == nil {
			fmt.Fprintln(b, "element", r.name(e.Name), "xs:anyType")
		}
	}
	for _, t := range r.others.Types {
		if r.keys[t] != "" || r.taken["type "+r.name(typeName(t))] {
			continue
		}
		switch t := t.(type) {
		case *contract.Struct:
			how, base := r.known(t)
			if base != nil || r.wild {
				fmt.Fprint(b, "complex ", r.name(t.Name), setting(how, base), " open\n")
			}
		case *contract.Simple:
			fmt.Fprintln(b, "simple", r.name(t.Name), r.knownSimple(t))
		default:
			if r.wild {
				fmt.Fprintln(b, "simple", r.name(typeName(t)), "xs:anySimpleType")
			}
		}
	}
}

// knownSimple is the key of the nearest base that has one; built-in types have.
func (r *ruleWriter) knownSimple(t *contract.Simple) string {
	for {
		if key, ok := r.keys[t.Base]; ok {
			return key
		}
		switch base := t.Base.(type) {
		case *contract.Simple:
			t = base
		case *contract.Builtin:
			return "xs:" + base.Kind
		default:
			return "xs:anySimpleType"
		}
	}
}

// known is the key of the nearest base that has one, and how the type derives from it: by extension if a step on the way does.
func (r *ruleWriter) known(t *contract.Struct) (how string, base *string) {
	how = "restricts"
	for ; t.Base != nil; t = t.Base {
		if t.Derivation == contract.Extension {
			how = "extends"
		}
		if key, ok := r.keys[t.Base]; ok {
			return how, &key
		}
	}
	return "", nil
}
