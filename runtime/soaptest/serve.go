package soaptest

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/testserver"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// ServeHTTP answers one call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.core.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller left
	}
	root, err := bodyElement(body, r.Header.Get("Content-Encoding"))
	if err != nil {
		s.core.Reject(w, "%s %s: no SOAP request: %v", r.Method, r.URL.Path, err)
		return
	}
	op := s.lookup(root)
	if op == nil {
		s.core.Reject(w, "unexpected call of an operation with {%s}%s in its request", root.Space, root.Local)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	s.answer(w, r, op)
}

// answer decodes the request, takes the next answer and gives it.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, op *soap.Operation) {
	s.core.Helper()
	var next *Answer
	read := false
	take := func(_ context.Context, in xmltext.Node) (xmltext.Node, error) {
		read = true
		if next = s.core.Next(op, in); next == nil {
			return nil, errors.New("unexpected call")
		}
		return testserver.Result(next)
	}
	var hidden error
	rec := httptest.NewRecorder()
	soap.NewHandler(plain(op), take,
		soap.ServeUnderstands(func(xsd.QName) bool { return true }),
		soap.ServeErrors(func(_ context.Context, err error) { hidden = err }),
	).ServeHTTP(rec, r)
	if !read {
		s.core.Failf("%s: not a request of it: %s", op.Name, rec.Body)
	}
	if next != nil && testserver.Give(next, w, r) {
		return
	}
	if next != nil && hidden != nil {
		s.core.Failf("%v", hidden)
	}
	for name, values := range rec.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(rec.Code)
	_, _ = rec.Body.WriteTo(w)
}

// plain is an operation without the checks that are the provider's: what stands in the header is not looked at.
func plain(op *soap.Operation) *soap.Operation {
	b := *op.Binding
	b.Security = nil
	return &soap.Operation{Binding: &b, Name: op.Name, Action: op.Action, In: op.In, Out: op.Out, Faults: op.Faults}
}

// lookup finds the operation whose request has that element.
func (s *Server) lookup(root xml.Name) *soap.Operation {
	for _, op := range s.core.Operations() {
		if element(op) == root {
			return op
		}
	}
	return nil
}

// element is what a request of op has in its body; zero for an empty one.
func element(op *soap.Operation) xml.Name {
	var n xmltext.Name
	table := op.Binding.Namespaces
	switch m := op.In; {
	case len(m.Wrapper) > 0:
		n = m.Wrapper[0]
	case len(m.Body) > 0:
		n = m.Body[0].Name
		if m.Body[0].Namespaces != nil {
			table = m.Body[0].Namespaces
		}
	}
	name := xml.Name{Local: n.Local}
	if i := int(n.NS) - 1; table != nil && i >= 0 && i < len(*table) {
		name.Space = (*table)[i].URI
	}
	return name
}

// bodyElement is the name of the element in an envelope's body; zero for an empty body.
func bodyElement(body []byte, encoding string) (xml.Name, error) {
	r, err := testserver.Unpack(body, encoding)
	if err != nil {
		return xml.Name{}, err
	}
	d := xml.NewDecoder(r)
	for depth, inside := 0, false; ; {
		token, err := d.Token()
		if err != nil {
			return xml.Name{}, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if inside {
				return token.Name, nil
			}
			depth++
			inside = depth == 2 && token.Name.Local == "Body"
		case xml.EndElement:
			if inside {
				return xml.Name{}, nil
			}
			depth--
		}
	}
}
