package soap

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// The codes of the faults that a handler makes itself.
var (
	sender   = xsd.QName{Local: "Client"}
	receiver = xsd.QName{Local: "Server"}
)

// An answer writes what a handler answers, once.
type answer struct {
	h       *handler
	w       http.ResponseWriter
	ctx     context.Context
	version Version
}

// binding is that of the operation in the version and with the prefixes of the answer.
func (a *answer) binding() *Binding {
	b := *a.h.op.Binding
	b.Version = a.version
	return &b
}

// reply writes the message. An operation without a reply is answered by 202 alone.
func (a *answer) reply(out xmltext.Node) error {
	m := a.h.op.Out
	if m == nil {
		a.w.WriteHeader(http.StatusAccepted)
		return nil
	}
	if isNil(out) && len(m.Body) > 0 {
		return errors.New("the function returned neither a reply nor an error")
	}
	body, err := m.encode(a.h.op, out)
	if err != nil {
		return err
	}
	v := newEnvelope(a.binding(), m)
	if body, err = v.content(m, body); err != nil {
		return err
	}
	a.write(http.StatusOK, v.appendTo(make([]byte, 0, len(body)+256), body))
	return nil
}

func (a *answer) write(status int, doc []byte) {
	h := a.w.Header()
	h.Set("Content-Type", "text/xml; charset=utf-8")
	if a.version == V12 {
		h.Set("Content-Type", "application/soap+xml; charset=utf-8")
	}
	h.Set("Content-Length", strconv.Itoa(len(doc)))
	h.Set("X-Content-Type-Options", "nosniff")
	a.w.WriteHeader(status)
	a.w.Write(doc) // an error is the caller's, who has gone
}

// fail answers an error of the function: a fault is sent, anything else is kept from the caller.
func (a *answer) fail(err error) {
	if f, ok := err.(*Fault); ok && f != nil {
		if err = a.fault(f); err == nil {
			return
		}
	}
	if a.h.hidden != nil {
		a.h.hidden(a.ctx, fmt.Errorf("%s: %w", a.h.op.Name, err))
	}
	a.fault(&Fault{Code: receiver, Reason: "internal error"})
}

// recover answers a panic of the function, and lets it go on to the server, which logs it.
func (a *answer) recover() {
	p := recover()
	if p == nil {
		return
	}
	if p != http.ErrAbortHandler { // which asks for a broken connection
		a.fail(fmt.Errorf("panic: %v", p))
		http.NewResponseController(a.w).Flush()
	}
	panic(p)
}

// fault writes a fault (SOAP 1.1, clause 4.4; SOAP 1.2 part 1, clause 5.4). It fails when the detail can't be written.
func (a *answer) fault(f *Fault) error {
	detail, err := a.detail(f)
	if err != nil {
		return err
	}
	b := a.binding()
	b.Prefixes, b.EnvelopePrefix = xmltext.Prefixed, "soapenv"
	v := newEnvelope(b, new(Message))
	if len(detail) > 0 {
		detail = v.hoist(detail)
	}
	body := f.append11
	if a.version == V12 {
		body = f.append12
	}
	a.write(f.status(a.version), v.appendTo(nil, body(nil, detail)))
	return nil
}

// detail encodes the detail's node by the part that the contract declares for its type, and for the fault's entry if it
// states one.
func (a *answer) detail(f *Fault) ([]byte, error) {
	if isNil(f.Detail) {
		return nil, nil
	}
	op := a.h.op
	var fits *Part
	for i := range op.Faults {
		p := &op.Faults[i]
		name := qname(p.Name, op.namespaces(p))
		switch {
		case reflect.TypeOf(p.New()) != reflect.TypeOf(f.Detail), f.Entry != xsd.QName{} && f.Entry != name:
		case fits != nil && qname(fits.Name, op.namespaces(fits)) != name:
			return nil, fmt.Errorf("the operation declares several fault details of type %T, and the fault's Entry names none", f.Detail)
		default:
			fits = p
		}
	}
	if fits == nil {
		return nil, fmt.Errorf("the operation declares no fault detail of type %T, or not as %q", f.Detail, f.Entry.Local)
	}
	return encodePart(a.version, xmltext.Prefixed, fits.Name, op.namespaces(fits), fits.Type, f.Detail)
}

// status is the HTTP status that the bindings give a fault (SOAP 1.1, clause 6.2; SOAP 1.2 part 2, table 20).
func (f *Fault) status(v Version) int {
	switch {
	case f.StatusCode >= 400 && f.StatusCode < 600:
		return f.StatusCode
	case v == V12 && f.local(v) == "Sender":
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}

// codes are those of SOAP 1.1 under their names of SOAP 1.2.
var codes = [][2]string{
	V11: {"Client", "Server"},
	V12: {"Sender", "Receiver"},
}

// local is the code in a version of SOAP, "" for one of another vocabulary. No code means the receiver's.
func (f *Fault) local(v Version) string {
	if f.Code.Local == "" {
		return codes[v][1]
	}
	if f.Code.Space != "" && f.Code.Space != ns11 && f.Code.Space != ns12 {
		return ""
	}
	for i, name := range codes[V12-v] {
		if f.Code.Local == name {
			return codes[v][i]
		}
	}
	return f.Code.Local
}

func (f *Fault) append11(b, detail []byte) []byte {
	b = append(b, "<soapenv:Fault>"...)
	b = appendCode(b, "faultcode", f.local(V11), f.Code)
	b = appendLeaf(b, "faultstring", f.Reason)
	if f.Actor != "" {
		b = appendLeaf(b, "faultactor", f.Actor)
	}
	if len(detail) > 0 {
		b = append(append(append(b, "<detail>"...), detail...), "</detail>"...)
	}
	return append(b, "</soapenv:Fault>"...)
}

// append12 writes a fault of SOAP 1.2, whose codes are a closed list: another one is a subcode.
func (f *Fault) append12(b, detail []byte) []byte {
	local, subcode := f.local(V12), f.Code
	switch local {
	case "Sender", "Receiver", "MustUnderstand", "VersionMismatch", "DataEncodingUnknown":
		subcode = xsd.QName{}
	default:
		local = "Receiver"
	}
	b = append(b, "<soapenv:Fault><soapenv:Code>"...)
	b = appendCode(b, "soapenv:Value", local, f.Code)
	if subcode.Space != "" {
		b = append(b, "<soapenv:Subcode>"...)
		b = append(appendCode(b, "soapenv:Value", "", subcode), "</soapenv:Subcode>"...)
	}
	b = append(b, `</soapenv:Code><soapenv:Reason><soapenv:Text xml:lang="en">`...)
	b = append(xmltext.AppendText(b, legal(f.Reason)), "</soapenv:Text></soapenv:Reason>"...)
	if f.Actor != "" {
		b = appendLeaf(b, "soapenv:Role", f.Actor)
	}
	if len(detail) > 0 {
		b = append(append(append(b, "<soapenv:Detail>"...), detail...), "</soapenv:Detail>"...)
	}
	return append(b, "</soapenv:Fault>"...)
}

// appendCode writes a code of SOAP's own by its local name, and another one by its whole name.
func appendCode(b []byte, element, local string, other xsd.QName) []byte {
	prefix := "soapenv"
	b = append(append(b, '<'), element...)
	if local == "" {
		prefix, local = "f", other.Local
		b = append(xmltext.AppendAttr(append(b, ` xmlns:f="`...), legal(other.Space)), '"')
	}
	b = append(append(append(b, '>'), prefix...), ':')
	return append(append(append(xmltext.AppendText(b, legal(local)), "</"...), element...), '>')
}

func appendLeaf(b []byte, element, text string) []byte {
	b = append(append(append(b, '<'), element...), '>')
	return append(append(append(xmltext.AppendText(b, legal(text)), "</"...), element...), '>')
}

// legal drops what XML can't carry: a fault is not lost to its text.
func legal(s string) string {
	if xmltext.Legal(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if !xmltext.Legal(string(r)) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
