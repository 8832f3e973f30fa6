package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// responseStatus applies the rules by which single operations tell a reply from a refusal.
func (c *compiler) responseStatus() {
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			e := c.spec.Operations.Lookup(o.Name)
			if e == nil || e.Value.Response == nil || e.Value.Response.Status == nil || o.Out == nil || len(o.Out.Body) != 1 {
				continue
			}
			rule := e.Value.Response.Status
			if s, ok := o.Out.Body[0].Element.Type.(*contract.Struct); ok {
				r := &replyRule{c: c, rule: &parser.SpecReply{Status: rule}, op: o, at: e.Key.Span}
				r.status(s)
			} else {
				c.diags.Errorf(rule.Span, idMissingResponse, "the reply of %s is a simple value and has no status", o.Name)
			}
		}
	}
}
