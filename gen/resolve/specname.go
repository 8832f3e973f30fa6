package resolve

import (
	"go/token"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// wireName is a name that a spec gives an element, an attribute or a type; one that XML can't have
// is reported.
func (c *compiler) wireName(v parser.Value[string]) string {
	if !parser.IsNCName(v.V) {
		c.diags.Errorf(v.Span, idBadName, "%q is no name in XML", v.V)
	}
	return v.V
}

// keyName checks a field's key, which is its name on the wire unless wireName states another.
func (c *compiler) keyName(e *parser.Entry[*parser.SpecField]) {
	if !e.Value.WireName.Set() && !parser.IsNCName(e.Key.V) {
		c.diags.Errorf(e.Key.Span, idBadName, "%q is no name in XML", e.Key.V).Hint = "state the name on the wire with wireName"
	}
}

// goName is the Go name that a spec asks for.
func (c *compiler) goName(v parser.Value[string]) string {
	if v.Set() && !(token.IsIdentifier(v.V) && token.IsExported(v.V)) {
		c.diags.Errorf(v.Span, idBadGoName, "%q is no exported Go name", v.V).Hint = "start it with a capital letter, and go on with letters and digits"
	}
	return v.V
}

// checkNames checks the names that the file states for itself.
func (c *compiler) checkNames() {
	c.checkPackage()
	c.uri(c.spec.Namespace)
	c.checkPrefixes()
	c.checkEnvelopePrefix()
	c.checkReply()
}

// checkPackage reports a package name that Go can't have.
func (c *compiler) checkPackage() {
	if v := c.spec.Package; v.Set() && (!token.IsIdentifier(v.V) || v.V == "_" || v.V == "main") {
		c.diags.Errorf(v.Span, idPackageName, "%q is no name of a Go package", v.V)
	}
}

// uri is a namespace that a spec states; one that no document could declare is reported.
func (c *compiler) uri(v parser.Value[string]) string {
	if strings.ContainsAny(v.V, " \t\r\n") || !parser.IsText(v.V) || v.V == "http://www.w3.org/2000/xmlns/" {
		c.diags.Errorf(v.Span, idBadNamespace, "%q is no namespace", v.V)
	}
	return v.V
}

// action is a SOAPAction that a spec states: it goes into a header in quotes.
func (c *compiler) action(v parser.Value[string]) string {
	if strings.ContainsFunc(v.V, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
		c.diags.Errorf(v.Span, idBadAction, "%q can't stand in a header", v.V).Hint = "a SOAPAction is a URI"
	}
	return v.V
}

// checkEnvelopePrefix reports a prefix of the envelope that is no name or that the runtime binds otherwise. The provider's
// counts where the file states none: the prefixes of a service may contradict it.
func (c *compiler) checkEnvelopePrefix() {
	v := c.soapString(func(s *parser.SpecSOAP) parser.Value[string] { return s.EnvelopePrefix })
	if !v.Set() {
		return
	}
	ours := v.V == "soapenv" || v.V == "soap"
	switch {
	case !parser.IsNCName(v.V):
		c.diags.Errorf(v.Span, idBadPrefix, "%q is no prefix", v.V)
	case !ours && isReserved(v.V):
		c.diags.Errorf(v.Span, idBadPrefix, "the prefix %s is reserved", v.V)
	}
	for _, s := range c.specs() {
		if p := s.Prefixes.Lookup(v.V); p != nil && p.Value.V != soap11 && p.Value.V != soap12 {
			x := c.diags.Errorf(v.Span, idBadPrefix, "the prefix %s stands for another namespace", v.V)
			x.Related = append(x.Related, source.Note{Span: p.Key.Span, Message: "it is stated here"})
		}
	}
}

// checkReply reports names of the shared reply that XML can't have or that stand for two things.
func (c *compiler) checkReply() {
	rule := c.spec.Reply
	if rule == nil {
		return
	}
	c.wireName(rule.Element)
	m, s := orZero(rule.Map), orZero(rule.Status)
	if len(s.Silent) > 0 || s.Inner != nil || s.Unless.Set() {
		c.diags.Errorf(s.Span, idConflictingKeys, "silent, inner and unless are for the status of a response, not of the shared reply")
	}
	for _, group := range [][]parser.Value[string]{{s.Field, s.Message, m.Field}, {m.Entry}, {m.Key, m.Value}} {
		seen := map[string]source.Span{}
		for _, v := range group {
			if !v.Set() {
				continue
			}
			c.wireName(v)
			if first, ok := seen[v.V]; ok {
				x := c.diags.Errorf(v.Span, idConflictingKeys, "the shared reply names %s twice", v.V)
				x.Related = append(x.Related, source.Note{Span: first, Message: "the first time"})
			}
			seen[v.V] = v.Span
		}
	}
}

// checkReplyStatus reports replyStatus where there is no status that could be absent.
func (c *compiler) checkReplyStatus(v *parser.SpecOperation) {
	status := orZero(c.replyRule()).Status
	if v.Response != nil {
		status = v.Response.Status
	}
	if v.ReplyStatus.Set() && status == nil {
		c.diags.Errorf(v.ReplyStatus.Span, idConflictingKeys, "the operation has no reply with a status that could be absent")
	}
}

// once reports a second entry that overlays a declaration: it would hide what the first one says.
func (c *compiler) once(n *contract.Node, key parser.Value[string]) {
	if first, ok := c.overlaid[n]; ok {
		x := c.diags.Errorf(key.Span, idDuplicateDeclaration, "%s overlays %s a second time", key.V, n.Path)
		x.Related = append(x.Related, source.Note{Span: first, Message: "the first overlay"})
	}
	c.overlaid[n] = key.Span
}
