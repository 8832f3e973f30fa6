package soap

import (
	"bytes"
	"strconv"

	"example.com/wsgen/runtime/xmltext"
)

// encodePart writes one element with the declarations it needs.
func encodePart(version Version, style xmltext.Style, name xmltext.Name, ns *xmltext.Namespaces, t *xmltext.Type, x xmltext.Node) ([]byte, error) {
	e := xmltext.NewEncoder(style)
	defer e.Release()
	e.Encoding12 = version == V12
	if ns == nil {
		ns = &xmltext.Namespaces{}
	}
	if err := e.Document(name, ns, t, x); err != nil {
		return nil, err
	}
	return bytes.Clone(e.Output()), nil
}

// An envelope is written in the form of the published samples: compact, no XML declaration (the
// encoding is UTF-8 and stands in Content-Type), no Header element without header blocks
// (SOAP 1.1, clause 4.2: it is optional).
//
// In prefixed style all namespaces are declared on the Envelope, in order of first use. Blocks that
// are written whole (WS-Security, raw ones) keep their own declarations, as the samples do.
type envelope struct {
	version Version
	style   xmltext.Style
	prefix  string // empty in default-namespace style
	bare    bool   // the body is of the part's type
	decls   []decl
	blocks  [][]byte
}

// A decl is a namespace declaration that was moved to the envelope: ` xmlns:p="uri"`.
type decl struct{ name, text string }

func newEnvelope(b *Binding, m *Message) *envelope {
	v := &envelope{version: b.Version, style: b.Prefixes, bare: m.Bare}
	if v.bare {
		v.style = xmltext.Prefixed
	}
	if v.style == xmltext.Prefixed {
		v.prefix = b.EnvelopePrefix
		if v.prefix == "" {
			v.prefix = "soapenv"
		}
		v.decls = []decl{{"xmlns:" + v.prefix, ` xmlns:` + v.prefix + `="` + b.Version.namespace() + `"`}}
	}
	return v
}

// header adds a header block.
func (v *envelope) header(h *Header, block []byte) {
	if h.Node != nil {
		block = v.hoist(block)
	}
	if attrs := v.blockAttrs(h, block); attrs != "" {
		block = spliceAttrs(nil, block, attrs)
	}
	v.blocks = append(v.blocks, block)
}

// blockAttrs writes the SOAP attributes of a block: SOAP 1.1, clause 4.2.2 and 4.2.3; SOAP 1.2 part 1,
// clause 5.2.
func (v *envelope) blockAttrs(h *Header, block []byte) string {
	if !h.MustUnderstand && h.Actor == "" {
		return ""
	}
	prefix, s := v.prefixIn(block)
	truth, role := "1", "actor"
	if v.version == V12 {
		truth, role = "true", "role"
	}
	if h.MustUnderstand {
		s += " " + prefix + `:mustUnderstand="` + truth + `"`
	}
	if h.Actor != "" {
		s += " " + prefix + ":" + role + `="` + string(xmltext.AppendAttr(nil, h.Actor)) + `"`
	}
	return s
}

// prefixIn is a prefix of the envelope's namespace for the attributes of an element, and its declaration where the
// element needs one.
func (v *envelope) prefixIn(el []byte) (prefix, declare string) {
	prefix = v.prefix
	for i := 0; prefix == "" || declares(el, prefix); i++ {
		prefix = "soapenv"
		if i > 0 {
			prefix += strconv.Itoa(i)
		}
		declare = ` xmlns:` + prefix + `="` + v.version.namespace() + `"`
	}
	return prefix, declare
}

// declares reports whether the start tag of an element declares a prefix. The element is well-formed.
func declares(el []byte, prefix string) bool {
	const space = " \t\r\n"
	for rest := el[max(0, bytes.IndexAny(el, space+"/>")):]; ; {
		eq := bytes.IndexAny(rest, "=>")
		if eq < 0 || rest[eq] == '>' {
			return false
		}
		if string(bytes.Trim(rest[:eq], space)) == "xmlns:"+prefix {
			return true
		}
		value := bytes.TrimLeft(rest[eq+1:], space)
		rest = value[bytes.IndexByte(value[1:], value[0])+2:]
	}
}

// content prepares what the body holds. One in SOAP encoding says so, but for elements that do: what was read keeps that it
// did. Over SOAP 1.2 a body that is itself of the part's type does not say it, its children do (part 1, clause 5.1.1).
func (v *envelope) content(m *Message, body []byte) ([]byte, error) {
	switch {
	case len(body) == 0:
		return body, nil
	case !m.Encoded:
		return v.hoist(body), nil
	case !m.Bare || v.version == V11:
		return v.styled(v.hoist(body)), nil
	}
	list, err := elements(body)
	attrs, _ := unwrap(v.hoist(body))
	out := append(append([]byte("<Body"), attrs...), '>')
	for _, raw := range list {
		out = append(out, v.styled(v.hoist([]byte(raw.XML)))...)
	}
	return append(out, "</Body>"...), err
}

// styled adds the encoding style to an element without one.
func (v *envelope) styled(el []byte) []byte {
	if bytes.Contains(el[:bytes.IndexByte(el, '>')], []byte(`:encodingStyle="`)) {
		return el
	}
	prefix, declare := v.prefixIn(el)
	return spliceAttrs(nil, el, declare+" "+prefix+`:encodingStyle="`+v.version.encoding()+`"`)
}

// hoist moves the declarations at the start of an element's start tag to the envelope. One whose prefix
// means something else there stays where it is.
func (v *envelope) hoist(el []byte) []byte {
	if v.style != xmltext.Prefixed {
		return v.undeclare(el)
	}
	name := bytes.IndexAny(el, " />")
	var keep []byte
	rest := el[name:]
	for bytes.HasPrefix(rest, []byte(" xmlns:")) {
		eq := bytes.IndexByte(rest, '=')
		end := eq + 2 + bytes.IndexByte(rest[eq+2:], '"') + 1
		if !v.declare(decl{string(rest[1:eq]), string(rest[:end])}) {
			keep = append(keep, rest[:end]...)
		}
		rest = rest[end:]
	}
	out := make([]byte, 0, len(el))
	out = append(append(out, el[:name]...), keep...)
	return append(out, rest...)
}

// declare puts d on the envelope, unless its prefix is taken for another namespace.
func (v *envelope) declare(d decl) bool {
	for _, x := range v.decls {
		if x.name == d.name {
			return x.text == d.text
		}
	}
	v.decls = append(v.decls, d)
	return true
}

// undeclare takes an element without a default namespace out of the envelope's.
func (v *envelope) undeclare(el []byte) []byte {
	start := el[:bytes.IndexByte(el, '>')+1]
	if bytes.Contains(start, []byte(` xmlns="`)) || bytes.ContainsRune(start[:bytes.IndexAny(start, " />")], ':') {
		return el
	}
	return spliceAttrs(nil, el, ` xmlns=""`)
}

// appendTo writes the envelope around body, which hoist has seen.
func (v *envelope) appendTo(b, body []byte) []byte {
	open := func(local string) { b = append(append(append(b, '<'), v.qname(local)...), '>') }
	end := func(local string) { b = append(append(append(b, "</"...), v.qname(local)...), '>') }
	b = append(append(b, '<'), v.qname("Envelope")...)
	if v.prefix == "" {
		b = append(b, ` xmlns="`+v.version.namespace()+`"`...)
	}
	for _, d := range v.decls {
		b = append(b, d.text...)
	}
	b = append(b, '>')
	if len(v.blocks) > 0 {
		open("Header")
		for _, block := range v.blocks {
			b = append(b, block...)
		}
		end("Header")
	}
	if v.bare {
		attrs, content := unwrap(body)
		b = append(append(append(append(b, '<'), v.qname("Body")...), attrs...), '>')
		b = append(b, content...)
	} else {
		open("Body")
		b = append(b, body...)
	}
	end("Body")
	end("Envelope")
	return b
}

func (v *envelope) qname(local string) string {
	if v.prefix == "" {
		return local
	}
	return v.prefix + ":" + local
}
