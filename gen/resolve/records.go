package resolve

import (
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// callRules lowers what the entries of operations say about calls: records, pages and digests. Bindings of one port
// type share the messages, and so the rules.
func (c *compiler) callRules() {
	first := map[string]*contract.Operation{}
	placed := map[*parser.SpecDigest]bool{}
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			e := c.spec.Operations.Lookup(o.Name)
			if e == nil {
				continue
			}
			if x := first[o.Name]; x != nil {
				o.Records, o.Paging, o.Digests = x.Records, x.Paging, x.Digests
				continue
			}
			first[o.Name] = o
			if v := e.Value.Records; v != nil {
				o.Records = c.records(o, v)
			}
			if v := e.Value.Paging; v != nil {
				o.Paging = c.paging(o, v)
			}
			o.Digests = c.digests(o, e.Value, placed)
		}
	}
	c.strayDigests(placed)
}

// records lowers the rule of an operation that sends many records.
func (c *compiler) records(o *contract.Operation, v *parser.SpecRecords) *contract.Records {
	x := &contract.Records{Max: v.Max.V}
	x.Field = c.fieldPath(o.In, v.Field, v.Field.Span)
	x.Results = c.fieldPath(o.Out, v.Results, v.Results.Span)
	c.recordTexts(v)
	if x.Field == nil || x.Results == nil {
		return nil
	}
	record := c.repeatedStruct(x.Field, v.Field)
	if last := x.Field[len(x.Field)-1]; last.Max > 1 && x.Max > last.Max {
		n := c.diags.Errorf(v.Max.Span, idBadRule, "a request has at most %d of %s, and not %d", last.Max, last.Path, x.Max)
		n.Related = append(n.Related, source.Note{Span: last.Span, Message: "it is declared here"})
	}
	if last := x.Results[len(x.Results)-1]; !keyed(last) {
		c.diags.Errorf(v.Results.Span, idBadRule, "%s holds no entries of a map under numbers", last.Path).Hint = "name a key of the reply's map such as '#'"
		return nil
	}
	result := c.repeatedStruct(x.Results, v.Results)
	if record == nil || result == nil {
		return nil
	}
	x.ID = c.ruleField(record, v.ID)
	if x.ID != nil && !c.isText(x.ID) && !slices.Contains(recordNumbers, kindOf(x.ID.Element.Type)) {
		c.diags.Errorf(v.ID.Span, idBadRule, "%s must be a string, an int or a wider integer to number records, and it is %s", x.ID.Path, typeText(x.ID.Element.Type))
		return nil
	}
	if v.Code.Set() {
		x.Code = c.ruleField(result, v.Code)
	}
	if v.Message.Set() {
		x.Message = c.ruleField(result, v.Message)
	}
	x.OKCodes = ruleValues(c, idBadRule, v.OKCodes, typeOf(x.Code))
	x.OKMessages = ruleValues(c, idBadRule, v.OKMessages, typeOf(x.Message))
	if x.ID == nil || v.Code.Set() && x.Code == nil || v.Message.Set() && x.Message == nil {
		return nil
	}
	return x
}

// recordNumbers are the integers that hold any number of a record.
var recordNumbers = []string{"int", "long", "unsignedInt", "unsignedLong", "integer", "nonNegativeInteger", "positiveInteger"}

// recordTexts reports a rule whose parts don't say together what an accepted record is.
func (c *compiler) recordTexts(v *parser.SpecRecords) {
	if len(v.OKCodes) > 0 != v.Code.Set() {
		c.diags.Errorf(v.Span, idConflictingKeys, "code and okCodes are stated together or not at all")
	}
	if len(v.OKMessages) > 0 != v.Message.Set() {
		c.diags.Errorf(v.Span, idConflictingKeys, "message and okMessages are stated together or not at all")
	}
	if !v.Code.Set() && !v.Message.Set() {
		c.diags.Errorf(v.Span, idMissingKey, "records does not say what an accepted record is").Hint = "state code and okCodes, message and okMessages, or all of them"
	}
}

// keyed reports a field that stands for entries of a map whose keys are data.
func keyed(f *contract.Field) bool {
	return f.Max != 1 && strings.ContainsAny(f.Element.Name.Local, "#*")
}

// repeatedStruct is the struct of a path's last step, which must repeat.
func (c *compiler) repeatedStruct(p contract.FieldPath, at parser.Value[string]) *contract.Struct {
	last := p[len(p)-1]
	s, ok := last.Element.Type.(*contract.Struct)
	switch {
	case last.Max == 1:
		c.diags.Errorf(at.Span, idBadRule, "%s stands once, and there must be many", last.Path)
	case !ok:
		c.diags.Errorf(at.Span, idBadRule, "%s holds single values, and there must be records", last.Path)
	case s.Abstract || len(s.Derived) > 0:
		c.diags.Errorf(at.Span, idBadRule, "%s has a type that others derive from", last.Path)
	case last.Element.Nillable && !last.OmitEmpty:
		c.diags.Errorf(at.Span, idBadRule, "%s can be nil", last.Path)
	default:
		return s
	}
	return nil
}

// ruleField is a field of a record or of a result that holds one string or number.
func (c *compiler) ruleField(s *contract.Struct, name parser.Value[string]) *contract.Field {
	p := c.fieldPathIn(s, name, name.Span)
	if p == nil {
		return nil
	}
	f := p[len(p)-1]
	if len(p) > 1 || f.Max != 1 || !c.isText(f) && !c.isNumber(f) {
		c.diags.Errorf(name.Span, idBadRule, "%s must be one string or integer, and it is %s", f.Path, typeText(f.Element.Type))
		return nil
	}
	return f
}

// isText reports a field that holds a string.
func (c *compiler) isText(f *contract.Field) bool {
	t := f.Element.Type
	for s, ok := t.(*contract.Simple); ok; s, ok = t.(*contract.Simple) {
		if s.Layout != "" {
			return false
		}
		t = s.Base
	}
	return primitive(kindOf(t)) == "string"
}

// isNumber reports a field that holds an integer.
func (c *compiler) isNumber(f *contract.Field) bool {
	kind := kindOf(f.Element.Type)
	return primitive(kind) == "decimal" && kind != "decimal"
}

// typeOf is the type of a field; nil for one that was not found.
func typeOf(f *contract.Field) contract.Type {
	if f == nil {
		return nil
	}
	return f.Element.Type
}
