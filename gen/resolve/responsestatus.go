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
			if rule := e.Value.Response.Status; isSimple(o.Out.Body[0].Element.Type) {
				c.diags.Errorf(rule.Span, idMissingResponse, "the reply of %s is a simple value and has no status", o.Name)
			} else if r := c.statusRule(o, rule); r != nil {
				r.AbsentOK = e.Value.ReplyStatus.V == "optional"
				o.Out.Reply = r
				markDocuments(r)
			}
		}
	}
}

// markDocuments marks the documents that a reply's statuses stand in.
func markDocuments(r *contract.Reply) {
	for ; r != nil; r = r.Inner {
		for _, f := range r.Status {
			if s, ok := f.Element.Type.(*contract.Struct); ok && s.Embedded != nil {
				s.Embedded.Status = true
			}
		}
	}
}

// statusRule lowers the rule for a whole reply. Its paths may lead anywhere in the reply, such as into a document that a field
// carries.
func (c *compiler) statusRule(o *contract.Operation, rule *parser.SpecStatus) *contract.Reply {
	if c.severalStatuses(o, rule) {
		if u := rule.Unless; u.Set() {
			c.diags.Errorf(u.Span, idConflictingKeys, "unless is for a reply with one status")
		}
		return c.statusesRule(o, rule)
	}
	r := &contract.Reply{Status: c.fieldPath(o.Out, rule.Field, rule.Field.Span)}
	if rule.Message.Set() {
		r.Message = c.fieldPath(o.Out, rule.Message, rule.Message.Span)
		if r.Message != nil && primitive(kindOf(textType(r.Message))) != "string" {
			c.diags.Errorf(rule.Message.Span, idBadFieldPath, "%s is no text", rule.Message.V)
		}
	}
	if rule.Unless.Set() {
		r.Unless = c.fieldPath(o.Out, rule.Unless, rule.Unless.Span)
	}
	if r.Status == nil {
		return nil
	}
	if f := r.Status[len(r.Status)-1]; f.Max != 1 || primitive(kindOf(f.Element.Type)) != "string" {
		c.diags.Errorf(rule.Field.Span, idBadFieldPath, "the status must be text that stands once, and %s is %s", rule.Field.V, typeText(f.Element.Type))
	}
	r.OK = ruleValues(c, idBadRule, rule.OK, typesOf(r.Status)...)
	return r
}

// textType is the type of the text at the end of a path: that of the field, or of its simple content.
func textType(path contract.FieldPath) contract.Type {
	t := path[len(path)-1].Element.Type
	if s, ok := t.(*contract.Struct); ok && s.Text != nil {
		return s.Text.Type
	}
	return t
}
