package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// digests lowers the digests that the entries of an operation's reply state, and notes them as placed.
func (c *compiler) digests(o *contract.Operation, v *parser.SpecOperation, placed map[*parser.SpecDigest]bool) []*contract.Digest {
	fields := v.Reply
	if v.Response != nil {
		fields = v.Response.Fields
	}
	var out []*contract.Digest
	for _, e := range fields.Entries {
		d := e.Value.Digest
		if d == nil {
			continue
		}
		placed[d] = true
		x := &contract.Digest{Algorithm: d.Algorithm.V}
		x.Field = c.fieldPath(o.Out, e.Key, e.Key.Span)
		x.Of = c.fieldPath(o.In, d.Of, d.Of.Span)
		if x.Field == nil || x.Of == nil {
			continue
		}
		if f := x.Field[len(x.Field)-1]; f.Max != 1 || !c.isText(f) {
			c.diags.Errorf(e.Key.Span, idBadRule, "%s must be one string to hold a digest, and it is %s", f.Path, typeText(f.Element.Type))
			continue
		}
		of := x.Of[len(x.Of)-1]
		kind := kindOf(of.Element.Type)
		if of.Max != 1 || !c.isText(of) && kind != "base64Binary" && kind != "hexBinary" {
			c.diags.Errorf(d.Of.Span, idBadRule, "%s must be one value of bytes or text, and it is %s", of.Path, typeText(of.Element.Type))
			continue
		}
		out = append(out, x)
	}
	return out
}

// strayDigests reports digests elsewhere than in the top level of a reply, where nothing would check them.
func (c *compiler) strayDigests(placed map[*parser.SpecDigest]bool) {
	var walk func(parser.Map[*parser.SpecField])
	walk = func(fields parser.Map[*parser.SpecField]) {
		for _, e := range fields.Entries {
			if d := e.Value.Digest; d != nil && !placed[d] {
				c.diags.Errorf(d.Span, idBadRule, "a digest is checked in a field of an operation's reply, and in no other one").Hint = "state it under reply or response"
			}
			walk(e.Value.Fields)
			walk(e.Value.Map)
			walk(e.Value.Document)
		}
	}
	for _, types := range []parser.Map[*parser.SpecType]{c.spec.Types, c.spec.Headers} {
		for _, e := range types.Entries {
			walk(e.Value.Fields)
		}
	}
	for _, e := range c.spec.Operations.Entries {
		walk(e.Value.Request)
		walk(e.Value.Reply)
		if r := e.Value.Response; r != nil {
			walk(r.Fields)
		}
	}
}
