package mock

import (
	"encoding/xml"
	"mime"
	"net/http"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// A message is a request that was read.
type message struct {
	op      *operation         // nil when the request names none
	version string             // of SOAP, that of the envelope; "" when it is none
	part    *infoset.Element   // what the body's part holds
	struc   *contract.Struct   // its type; nil for a simple one
	records []*record          // of an operation that sends records
	stands  []*infoset.Element // header blocks
}

// A record is one of many that a request sends.
type record struct {
	field   *contract.Field
	element *infoset.Element
	id      string
	fault   string // what is wrong with its values
}

// read checks everything that can be checked of a request by itself. The message is never nil.
func (s *Server) read(r *http.Request) (*message, error) {
	m := new(message)
	body, compressed, err := unpack(r)
	if r.Method != http.MethodPost {
		err = &denial{http.StatusMethodNotAllowed, "the method must be POST"}
	}
	if err != nil {
		return m, err
	}
	env, err := infoset.Parse(body)
	if err != nil {
		return m, clientFault("the body is not well-formed XML: %v", err)
	}
	blocks, payload, err := open(env)
	if err != nil {
		return m, err
	}
	m.version = "1.1"
	if env.Name.Space == ns12 {
		m.version = "1.2"
	}
	if m.op = s.lookup(m.version, payload, r); m.op == nil {
		return m, clientFault("no operation has %s in its request", label(rootName(payload)))
	}
	m.stands = blocks
	for _, check := range []func() error{
		func() error { return m.op.checkHTTP(r) },
		func() error { return m.op.checkEncoding(compressed) },
		func() error { return m.op.checkEnvelope(env, blocks) },
		func() error { return s.authenticate(m, r) },
		func() error { return m.check(payload) },
		func() error { return s.prove(m) },
	} {
		if err := check(); err != nil {
			return m, err
		}
	}
	return m, nil
}

// checkHTTP checks the HTTP header.
func (op *operation) checkHTTP(r *http.Request) error {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	want, action := "text/xml", op.soapAction(r)
	if op.soap.Version == "1.2" {
		want = "application/soap+xml"
	}
	switch {
	case r.ContentLength < 0:
		return &denial{http.StatusLengthRequired, "the header Content-Length is missing"}
	case r.UserAgent() == "":
		return &denial{http.StatusBadRequest, "the header User-Agent is missing"}
	case err != nil || media != want:
		return &denial{http.StatusUnsupportedMediaType, "the content type must be " + want}
	case params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8"):
		return &denial{http.StatusUnsupportedMediaType, "the charset must be utf-8"}
	case action != `"`+op.Action+`"`:
		return &denial{http.StatusBadRequest, `the SOAP action must be "` + op.Action + `"`}
	}
	return nil
}

// soapAction is the action of a request in quotes, from where the version of SOAP has it.
func (op *operation) soapAction(r *http.Request) string {
	if op.soap.Version == "1.2" {
		_, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type")) // checkHTTP says what is wrong with it
		return `"` + params["action"] + `"`
	}
	return r.Header.Get("SOAPAction")
}

func (op *operation) checkEncoding(compressed bool) error {
	switch {
	case op.soap.Gzip && !compressed:
		return refuse("the request is not compressed: gzip must be used")
	case !op.soap.Gzip && compressed:
		return &denial{http.StatusUnsupportedMediaType, "the contract says nothing of compressed requests"}
	}
	return nil
}

// open takes an envelope apart, of either version.
func open(env *infoset.Element) (blocks []*infoset.Element, payload *infoset.Element, err error) {
	ns := env.Name.Space
	if env.Name.Local != "Envelope" || ns != ns11 && ns != ns12 {
		return nil, nil, &fault{code: "VersionMismatch", text: "the root is not a SOAP envelope"}
	}
	body := false
	for _, e := range env.Children {
		switch {
		case e.Name == xml.Name{Space: ns, Local: "Header"} && !body && blocks == nil:
			blocks = e.Children
		case e.Name == xml.Name{Space: ns, Local: "Body"} && !body && len(e.Children) <= 1:
			body = true
			if len(e.Children) == 1 {
				payload = e.Children[0]
			}
		default:
			return nil, nil, clientFault("unexpected element %s in the envelope", e.Name.Local)
		}
	}
	if !body {
		return nil, nil, clientFault("the envelope has no body")
	}
	return blocks, payload, nil
}

// checkEnvelope checks the version and the header blocks that must be understood.
func (op *operation) checkEnvelope(env *infoset.Element, blocks []*infoset.Element) error {
	ns := envelopeSpace(op.soap.Version)
	if env.Name.Space != ns {
		return &fault{code: "VersionMismatch", text: "the envelope is not one of SOAP " + op.soap.Version}
	}
	for _, b := range blocks {
		must := attr(b, ns, "mustUnderstand")
		if (must == "1" || must == "true") && !op.understands(b.Name) {
			return &fault{code: "MustUnderstand", text: "the header " + label(b.Name) + " is not understood"}
		}
	}
	return nil
}

func (op *operation) understands(n xml.Name) bool {
	switch s := security(op.api).(type) {
	case *contract.UsernameToken:
		if n == (xml.Name{Space: nsWSSE, Local: "Security"}) {
			return true
		}
	case *contract.HeaderCredentials:
		if n == xml.Name(s.Header.Name) {
			return true
		}
	}
	for _, h := range op.In.Headers {
		if n == xml.Name(h.Element.Name) {
			return true
		}
	}
	return false
}

// check compares what the body holds with the contract.
func (m *message) check(payload *infoset.Element) error {
	op := m.op
	part, err := op.part(payload)
	if part == nil || err != nil {
		return err
	}
	m.part = part
	m.struc, _ = op.In.Body[0].Element.Type.(*contract.Struct)
	c := &checker{open: !op.ValidateRequests} // clients send what is not listed, so it must be right to
	if op.Records != nil {
		c.record = op.Records.Field[len(op.Records.Field)-1]
	}
	if err := c.element("", part, op.In.Body[0].Element, nil); err != nil {
		return clientFault("%s", strings.TrimPrefix(err.Error(), "/"))
	}
	return m.readRecords(c)
}

// part takes the part of a request out of its wrappers; nil when the body has none.
func (op *operation) part(payload *infoset.Element) (*infoset.Element, error) {
	if payload == nil {
		return nil, nil
	}
	part := payload
	for _, name := range op.In.Wrapper[min(1, len(op.In.Wrapper)):] {
		if len(part.Children) != 1 || part.Children[0].Name != xml.Name(name) {
			return nil, clientFault("%s has no element %s alone", label(part.Name), name)
		}
		part = part.Children[0]
	}
	if len(op.In.Wrapper) > 0 && len(op.In.Body) > 0 {
		if len(part.Children) != 1 {
			return nil, clientFault("%s has %d elements, want one", label(part.Name), len(part.Children))
		}
		part = part.Children[0]
	}
	if len(op.In.Body) == 0 {
		return nil, nil
	}
	if name := op.In.Body[0].Element.Name; part.Name != xml.Name(name) {
		return nil, clientFault("unexpected element %s, want %s", label(part.Name), name)
	}
	return part, nil
}
