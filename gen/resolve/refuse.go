package resolve

import (
	"strings"

	"example.com/wsgen/gen/contract"
)

// refusals lowers the values that requests of single operations can't have.
func (c *compiler) refusals() {
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			e := c.spec.Operations.Lookup(o.Name)
			if e == nil {
				continue
			}
			for _, v := range e.Value.Refuse {
				s := requestStruct(o)
				if s == nil || !o.ValidateRequests {
					c.diags.Errorf(v.Span, idConflictingKeys, "the requests of %s are not checked before they are sent", o.Name).Hint = "state validate: requests"
					continue
				}
				path := c.fieldSteps(s, v.Field, v.Field.Span)
				if path == nil {
					continue
				}
				if t := path[len(path)-1].Element.Type; primitive(kindOf(t)) != "string" {
					c.diags.Errorf(v.Field.Span, idBadFieldPath, "only text can have values that are refused, and %s is %s", v.Field.V, typeText(t))
					continue
				}
				values := ruleValues(c, idBadRule, v.Values, typesOf(path)...)
				o.Refuse = append(o.Refuse, &contract.Refuse{Field: path, Values: values, Why: strings.TrimSpace(v.Why.V)})
			}
		}
	}
}

// requestStruct is the struct of an operation's request; nil for none.
func requestStruct(o *contract.Operation) *contract.Struct {
	if o.In == nil || len(o.In.Body) != 1 {
		return nil
	}
	s, _ := o.In.Body[0].Element.Type.(*contract.Struct)
	return s
}
