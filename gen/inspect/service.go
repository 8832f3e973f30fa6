package inspect

import (
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
)

func (p *printer) binding(b *contract.Binding) {
	p.block(&b.Node, func() {
		if s, ok := b.Transport.(*contract.SOAP); ok {
			p.line("soap", s.Version, text("prefix", s.EnvelopePrefix), flag(s.DefaultNamespaces, "defaultNamespaces"),
				flag(s.Gzip, "gzip"), flag(s.TLSRequired, "tls"))
		}
		if r, ok := b.Transport.(*contract.REST); ok {
			p.rest(r)
		}
		for _, e := range b.Endpoints {
			p.endpoint(e)
		}
		p.demands(b.Demands)
		p.sessionCalls(b.Sessions)
		for _, o := range b.Operations {
			p.operation(b.Path, o)
		}
	}, "binding", b.Path, name(b.Path, b.Name), qname("service", b.Service), text("port", strings.Join(b.Ports, " ")))
}

// name prints a declaration's name where the path does not already say it.
func name(path string, n contract.QName) string {
	if n.String() == path {
		return ""
	}
	return qname("name", n)
}

func (p *printer) endpoint(e *contract.Endpoint) {
	p.block(&e.Node, func() {
		for _, v := range e.Variables {
			p.line("variable", v.Name, text("default", v.Default))
			p.in(func() { p.doc(v.Doc) })
		}
	}, "endpoint", text("environment", e.Environment), text("url", e.URL), text("path", e.Path))
}

func (p *printer) operation(parent string, o *contract.Operation) {
	l := label(parent, o.Path)
	p.block(&o.Node, func() {
		p.http(o.HTTP)
		p.message(o.Path, "in", o.In)
		p.message(o.Path, "out", o.Out)
		for _, f := range o.Faults {
			p.part(o.Path, "fault", f)
		}
		for _, f := range o.HeaderFaults {
			p.part(o.Path, "headerfault", f)
		}
		p.polling(o.Polling)
		for _, r := range o.Refuse {
			p.line("refuse", steps(r.Field), quotedList(r.Values), strconv.Quote(r.Why))
		}
		p.credentialUse(o.Credentials)
		p.operationRules(o)
		kinds := [...]string{"request", "reply", "fault"}
		for _, s := range o.Samples {
			p.line("sample", kinds[s.Kind], s.File)
		}
		p.callRules(o)
	}, "operation", l, flag(o.Name != l, text("name", o.Name)), text("input", o.Input), flag(o.HTTP == nil, string(o.Style)), flag(o.HTTP == nil, "action="+strconv.Quote(o.Action)), flag(o.ValidateRequests, "validate"), flag(o.Serve, "serve"))
}

func (p *printer) message(parent, way string, m *contract.Message) {
	if m == nil {
		return
	}
	var wrapper []string
	for _, q := range m.Wrapper {
		wrapper = append(wrapper, q.String())
	}
	p.block(&m.Node, func() {
		if len(wrapper) > 0 {
			p.line("wrapper", strings.Join(wrapper, " > "))
		}
		for _, h := range m.Headers {
			p.part(m.Path, "header", h)
		}
		for _, b := range m.Body {
			p.part(m.Path, "body", b)
		}
		if r := m.Reply; r != nil {
			quoted := make([]string, len(r.OK))
			for i, v := range r.OK {
				quoted[i] = strconv.Quote(v)
			}
			p.line("reply", "status="+replyField(r.Status), "message="+replyField(r.Message), "ok="+strings.Join(quoted, ","), flag(r.AbsentOK, "absentOK"), flag(r.Unless != nil, "unless="+replyField(r.Unless)), flag(r.Several, "several"))
			p.statuses(r)
		}
	}, way, other(way, label(parent, m.Path)), flag(m.Encoded, "encoded"), flag(m.Bare, "bare"))
}

// other is label unless it is what the line says already.
func other(said, label string) string {
	return flag(label != said, label)
}

// part prints a part; an element that has no block of its own is printed below it.
func (p *printer) part(parent, kind string, a *contract.Part) {
	l := label(parent, a.Path)
	words := []string{kind, l, flag(l != a.Name && l != kind+"/"+a.Name, text("name", a.Name)), flag(a.AnyForm, "anyForm"), flag(a.ByType, "byType"), flag(a.Encoded, "encoded"), qname("xsi:type", a.WireType)}
	if a.Element == nil || p.own[a.Element] {
		if a.Element != nil {
			words = append(words, "element="+a.Element.Path)
		}
		p.block(&a.Node, nil, words...)
		return
	}
	p.block(&a.Node, func() { p.element(a.Element) }, words...)
}

func (p *printer) element(e *contract.Element) {
	p.block(&e.Node, func() {
		for _, m := range e.Members {
			p.line("member", m.Path)
		}
	}, append([]string{"element", e.Path + ":", ref(e.Path, e.Type), name(e.Path, e.Name)}, elementFacts(e)...)...)
}

func elementFacts(e *contract.Element) []string {
	w := []string{flag(e.Nillable, "nillable"), flag(e.Abstract, "abstract"), opt("default", e.Default), opt("fixed", e.Fixed)}
	if e.Head != nil {
		w = append(w, "head="+e.Head.Path)
	}
	return w
}

// replyField is a field of a reply: its path, or the steps to where it stands within the reply.
func replyField(path contract.FieldPath) string {
	switch len(path) {
	case 0:
		return "none"
	case 1:
		return fieldPath(path[0])
	}
	return steps(path)
}

// statuses prints what more a rule with several statuses says.
func (p *printer) statuses(r *contract.Reply) {
	p.in(func() {
		for _, v := range r.Silent {
			p.line("silent", strconv.Quote(v))
		}
		if r.Inner != nil {
			p.line("inner", "status="+replyField(r.Inner.Status), "message="+replyField(r.Inner.Message))
		}
	})
}
