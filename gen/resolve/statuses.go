package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// severalStatuses reports whether a rule looks at more than one status of a reply: it states an inner one or silent values,
// or its path leads through what repeats, or through one of several roots of a document.
func (c *compiler) severalStatuses(o *contract.Operation, rule *parser.SpecStatus) bool {
	if rule.Inner != nil || len(rule.Silent) > 0 {
		return true
	}
	s, _ := o.Out.Body[0].Element.Type.(*contract.Struct)
	known := len(c.diags)
	steps := c.fieldSteps(s, rule.Field, rule.Field.Span)
	c.diags = c.diags[:known] // the rule for one status reports what is wrong
	return slices.ContainsFunc(steps[:max(0, len(steps)-1)], func(f *contract.Field) bool {
		s, ok := f.Element.Type.(*contract.Struct)
		return f.Max != 1 || ok && s.Embedded != nil && s.Own != nil && s.Own.Kind == contract.Choice
	})
}

// statusesRule lowers the rule of a reply that may hold several statuses.
func (c *compiler) statusesRule(o *contract.Operation, rule *parser.SpecStatus) *contract.Reply {
	r := c.statusAndMessage(o, rule.Field, rule.Message)
	if r == nil {
		return nil
	}
	r.Several = true
	types := typesOf(r.Status)
	if i := rule.Inner; i != nil {
		if r.Inner = c.statusAndMessage(o, i.Field, i.Message); r.Inner == nil {
			return nil
		}
		types = typesOf(r.Status, r.Inner.Status)
	}
	r.OK = ruleValues(c, idBadRule, rule.OK, types...)
	r.Silent = ruleValues(c, idBadRule, rule.Silent, typesOf(r.Status)...)
	return r
}

// statusAndMessage finds a status, text or an integer, and the message beside it.
func (c *compiler) statusAndMessage(o *contract.Operation, field, message parser.Value[string]) *contract.Reply {
	r := &contract.Reply{Status: c.statusPath(o, field)}
	if r.Status == nil {
		return nil
	}
	f := r.Status[len(r.Status)-1]
	kind := kindOf(f.Element.Type)
	if p := primitive(kind); f.Max != 1 || p != "string" && (p != "decimal" || kind == "decimal") {
		c.diags.Errorf(field.Span, idBadFieldPath, "a status must be text or an integer, and %s is %s", field.V, typeText(f.Element.Type))
		return nil
	}
	if !message.Set() {
		return r
	}
	if r.Message = c.statusPath(o, message); r.Message == nil {
		return nil
	}
	last := len(r.Message) - 1
	switch {
	case last != len(r.Status)-1 || !slices.Equal(r.Message[:last], r.Status[:last]):
		c.diags.Errorf(message.Span, idBadFieldPath, "the message %s does not stand beside the status %s", message.V, field.V)
		return nil
	case r.Message[last].Max != 1 || primitive(kindOf(r.Message[last].Element.Type)) != "string":
		c.diags.Errorf(message.Span, idBadFieldPath, "%s is no text that stands once", message.V)
		return nil
	}
	return r
}

// statusPath is fieldPath, but for leading through what repeats and through the roots of documents: each status there
// is looked at.
func (c *compiler) statusPath(o *contract.Operation, v parser.Value[string]) contract.FieldPath {
	s, _ := o.Out.Body[0].Element.Type.(*contract.Struct)
	steps := c.fieldSteps(s, v, v.Span)
	for i, f := range steps {
		if (s.Embedded == nil || s.Own.Kind != contract.Choice) && c.inPlace(s, steps[i:i+1], v, v.Span) == nil {
			return nil
		}
		s, _ = f.Element.Type.(*contract.Struct)
	}
	return steps
}
