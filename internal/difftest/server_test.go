package difftest_test

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"example.com/wsgen/internal/infoset"
)

// A server knows what a version of a contract admits on the wire. It reads the WSDL by itself, nothing of gen takes part.
// Names in it are told apart by their local parts, which are enough in a pair.
type server struct {
	*linter
	wsdl *infoset.Element
	spec string // the text of one beside the WSDL; "" for none
}

func newServer(l *linter) (*server, error) {
	text, err := os.ReadFile(filepath.Join(l.dir, "service.wsdl"))
	if err != nil {
		return nil, err
	}
	all, err := infoset.Parse(text)
	if err != nil {
		return nil, err
	}
	spec, err := os.ReadFile(filepath.Join(l.dir, "service.yaml"))
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	return &server{l, all, string(spec)}, nil
}

// An offer is an operation of a binding that a port has.
type offer struct {
	style           string
	abstract, bound *infoset.Element
}

// takes says why a message is none of the version's.
func (s *server) takes(m *message) error {
	if !m.whole {
		if m.body == "" {
			return nil
		}
		return s.valid("types.xsd", m.body)
	}
	var last error
	for _, o := range s.offers(m.space) {
		if m.reply && attr(o.bound, "name") != cmp.Or(m.now, m.operation) {
			continue
		}
		if action := attr(one(o.bound, "operation"), "soapAction"); !m.reply && action != m.action && attr(one(o.bound, "operation"), "soapActionRequired") != "false" {
			last = invalid("%s has the action %q, not %q", attr(o.bound, "name"), action, m.action)
			continue
		}
		if last = s.fits(m, o); last == nil {
			return nil
		}
	}
	if last == nil {
		return invalid("no port has the operation")
	}
	return last
}

// offers are the operations of all ports that speak a version of SOAP.
func (s *server) offers(envelope string) (list []offer) {
	language := map[string]string{soap11: "http://schemas.xmlsoap.org/wsdl/soap/", soap12: "http://schemas.xmlsoap.org/wsdl/soap12/"}[envelope]
	for _, service := range all(s.wsdl, "service") {
		for _, port := range all(service, "port") {
			b := named(s.wsdl, "binding", attr(port, "binding"))
			transport := one(b, "binding")
			if transport == nil || transport.Name.Space != language {
				continue
			}
			portType := named(s.wsdl, "portType", attr(b, "type"))
			for _, bound := range all(b, "operation") {
				style := attr(one(bound, "operation"), "style") + attr(transport, "style") + "document"
				style = style[:strings.IndexByte(style, 'c')+1] // the first of them: rpc, or doc for document
				list = append(list, offer{style, named(portType, "operation", attr(bound, "name")), bound})
			}
		}
	}
	return list
}

// fits says why a message is none of an operation's.
func (s *server) fits(m *message, o offer) error {
	way := map[bool]string{false: "input", true: "output"}[m.reply]
	bound, abstract := one(o.bound, way), one(o.abstract, way)
	body, err := children(m.body)
	switch {
	case err != nil:
		return err
	case len(body) == 1 && body[0].start.Name.Local == "Fault":
		return s.faults(m, o)
	case abstract == nil && m.body == "":
		return nil
	case abstract == nil:
		return invalid("the operation has no %s", way)
	}
	if err := s.headers(m, bound); err != nil {
		return err
	}
	message := named(s.wsdl, "message", attr(abstract, "message"))
	encoded := attr(one(bound, "body"), "use") == "encoded"
	for _, e := range body {
		if style := e.attr(m.space, "encodingStyle"); encoded != (style != "") {
			return invalid("the body's encoding style is %q, want one: %t", style, encoded)
		}
	}
	if o.style == "rpc" {
		return s.rpc(body, m, o, all(message, "part"), encoded)
	}
	if n := len(all(message, "part")); n != len(body) {
		return invalid("the body has %d elements, want %d", len(body), n)
	}
	for i, part := range all(message, "part") {
		if want := local(attr(part, "element")); body[i].start.Name.Local != want {
			return invalid("the body has the element %s, want %s", body[i].start.Name.Local, want)
		}
		if err := s.valid("types.xsd", body[i].text); err != nil {
			return err
		}
	}
	return nil
}

// headers checks the header blocks: all that the binding has are there (Basic Profile 1.1, R2738), credentials that a spec
// asks for, too, and further ones need not be understood (R2739; SOAP 1.1, clause 4.2.3).
func (s *server) headers(m *message, bound *infoset.Element) error {
	blocks, err := children(m.header)
	if err != nil {
		return err
	}
	has := func(name string) bool {
		return slices.ContainsFunc(blocks, func(e element) bool { return e.start.Name.Local == name })
	}
	if !m.reply && strings.Contains(s.spec, "usernameToken") && !has("Security") {
		return invalid("the header block Security is missing")
	}
	declared, encoded := map[string]bool{}, map[string]bool{}
	for _, h := range all(bound, "header") {
		part := named(named(s.wsdl, "message", attr(h, "message")), "part", attr(h, "part"))
		name := local(attr(part, "element"))
		declared[name], encoded[name] = true, attr(h, "use") == "encoded"
		if !has(name) {
			return invalid("the header block %s is missing", name)
		}
	}
	for i, e := range blocks {
		if !declared[e.start.Name.Local] {
			if e.attr(m.space, "mustUnderstand") == "1" {
				return invalid("the header block %s is not understood", e.start.Name.Local)
			}
			continue
		}
		if style := e.attr(m.space, "encodingStyle"); encoded[e.start.Name.Local] != (style != "") {
			return invalid("the encoding style of the header block %s is %q, want one: %t", e.start.Name.Local, style, style == "")
		}
		text, err := followed(append([]element{e}, slices.Delete(slices.Clone(blocks), i, i+1)...))
		if err != nil {
			return err
		}
		if err := s.valid("types.xsd", encodingStyle.ReplaceAllString(text, "")); err != nil {
			return err
		}
	}
	return nil
}

var encodingStyle = regexp.MustCompile(` \w+:encodingStyle="[^"]*"`)

// faults checks the detail of a fault: what is there is declared.
func (s *server) faults(m *message, o offer) error {
	entries, err := children(within(m.detail()))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		declared := func(fault *infoset.Element) bool {
			part := one(named(s.wsdl, "message", attr(fault, "message")), "part")
			return local(attr(part, "element")) == entry.start.Name.Local
		}
		if !slices.ContainsFunc(all(o.abstract, "fault"), declared) {
			return invalid("the fault %s is not declared", entry.start.Name.Local)
		}
		if err := s.valid("types.xsd", entry.text); err != nil {
			return err
		}
	}
	return nil
}

// rpc checks the body of an rpc operation by a schema of the wrapper (WSDL 1.1, clause 3.5).
func (s *server) rpc(body []element, m *message, o offer, parts []*infoset.Element, encoded bool) error {
	name, way := attr(o.bound, "name"), "input"
	if m.reply {
		name, way = name+"Response", "output"
	}
	space := attr(one(one(o.bound, way), "body"), "namespace")
	text, err := m.body, error(nil)
	if encoded {
		text, err = followed(body)
	}
	if err != nil {
		return err
	}
	if want := (xml.Name{Space: space, Local: name}); len(body) != 1 && !encoded || body[0].start.Name != want {
		return invalid("the body has not the one element %v", want)
	}
	var types strings.Builder
	fmt.Fprintf(&types, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:d=%q targetNamespace=%[1]q>`, space)
	fmt.Fprintf(&types, `<xs:include schemaLocation="types.xsd"/><xs:element name=%q><xs:complexType><xs:sequence>`, name)
	for _, part := range parts {
		fmt.Fprintf(&types, `<xs:element name=%q type=%q/>`, attr(part, "name"), attr(part, "type"))
	}
	types.WriteString(`</xs:sequence>`)
	if encoded {
		types.WriteString(`<xs:anyAttribute namespace="##other" processContents="skip"/>`)
	}
	types.WriteString(`</xs:complexType></xs:element></xs:schema>`)
	schema := "rpc-" + name + ".xsd"
	if err := os.WriteFile(filepath.Join(s.dir, schema), []byte(types.String()), 0o666); err != nil {
		return err
	}
	return s.valid(schema, text)
}

var reference = regexp.MustCompile(`<(\w+) href="#(\w+)"/>`)

// followed returns the first element of an encoded body, with the values that it refers to in their places (SOAP 1.1, clause 5.4.1).
func followed(body []element) (text string, err error) {
	values := map[string]string{}
	for _, e := range body[1:] {
		values[e.attr("", "id")] = within(e.text)
	}
	return reference.ReplaceAllStringFunc(body[0].text, func(ref string) string {
		m := reference.FindStringSubmatch(ref)
		value, ok := values[m[2]]
		if !ok {
			err = invalid("nothing has the id %s", m[2])
		}
		return "<" + m[1] + ">" + value + "</" + m[1] + ">"
	}), err
}

// all returns the children of a name.
func all(e *infoset.Element, name string) (list []*infoset.Element) {
	if e == nil {
		return nil
	}
	for _, child := range e.Children {
		if child.Name.Local == name {
			list = append(list, child)
		}
	}
	return list
}

// one returns the first child of a name; nil for none.
func one(e *infoset.Element, name string) *infoset.Element {
	if list := all(e, name); len(list) > 0 {
		return list[0]
	}
	return nil
}

// named returns the child that has a name, whatever its prefix.
func named(e *infoset.Element, kind, name string) *infoset.Element {
	for _, child := range all(e, kind) {
		if attr(child, "name") == local(name) {
			return child
		}
	}
	return nil
}

func attr(e *infoset.Element, name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// local is a name without its prefix.
func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }
