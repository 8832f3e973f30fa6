package soaptest

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// ServeHTTP answers one call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller left
	}
	root, err := bodyElement(body, r.Header.Get("Content-Encoding"))
	if err != nil {
		s.reject(w, "soaptest: %s %s: no SOAP request: %v", r.Method, r.URL.Path, err)
		return
	}
	x := s.lookup(root)
	if x == nil {
		s.reject(w, "soaptest: unexpected call of an operation with {%s}%s in its request", root.Space, root.Local)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	s.answer(w, r, x)
}

func (s *Server) reject(w http.ResponseWriter, format string, args ...any) {
	s.t.Helper()
	s.t.Errorf(format, args...)
	http.Error(w, "unexpected call", http.StatusNotImplemented)
}

// answer decodes the request, takes the next answer and gives it.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, x *service) {
	s.t.Helper()
	var next *Answer
	read := false
	take := func(_ context.Context, in xmltext.Node) (xmltext.Node, error) {
		read = true
		if next = s.next(x, in); next == nil {
			return nil, errors.New("unexpected call")
		}
		return next.reply, next.err
	}
	var hidden error
	rec := httptest.NewRecorder()
	soap.NewHandler(plain(x.op), take,
		soap.ServeUnderstands(func(xsd.QName) bool { return true }),
		soap.ServeErrors(func(_ context.Context, err error) { hidden = err }),
	).ServeHTTP(rec, r)
	switch {
	case !read:
		s.t.Errorf("soaptest: %s: not a request of it: %s", x.op.Name, rec.Body)
	case next == nil:
		s.t.Errorf("soaptest: unexpected call of %s", x.op.Name)
	default:
		next.wait(r.Context())
		if next.drop {
			panic(http.ErrAbortHandler) // which closes the connection
		}
		if next.raw == nil {
			break
		}
		w.Header().Set("Content-Type", next.raw.contentType)
		w.WriteHeader(next.raw.status)
		_, _ = io.WriteString(w, next.raw.body) // the caller left: nobody to tell
		return
	}
	if hidden != nil && next != nil && !next.drop {
		s.t.Errorf("soaptest: %v", hidden)
	}
	for name, values := range rec.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(rec.Code)
	_, _ = rec.Body.WriteTo(w)
}

func (a *Answer) wait(ctx context.Context) {
	if a.delay <= 0 {
		return
	}
	timer := time.NewTimer(a.delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// next keeps the request and takes the answer; nil when none is left.
func (s *Server) next(x *service, in xmltext.Node) *Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	x.requests = append(x.requests, in)
	for len(x.answers) > 0 && x.answers[0].times == 0 {
		x.answers = x.answers[1:]
	}
	if len(x.answers) == 0 {
		return nil
	}
	a := x.answers[0]
	if a.times > 0 {
		a.times--
	}
	return a
}

// plain is an operation without the checks that are the provider's: what stands in the header is not looked at.
func plain(op *soap.Operation) *soap.Operation {
	b := *op.Binding
	b.Security = nil
	return &soap.Operation{Binding: &b, Name: op.Name, Action: op.Action, In: op.In, Out: op.Out, Faults: op.Faults}
}

// lookup finds the operation whose request has that element.
func (s *Server) lookup(root xml.Name) *service {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.services {
		if element(x.op) == root {
			return x
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
	r := io.Reader(bytes.NewReader(body))
	if strings.HasSuffix(encoding, "gzip") {
		z, err := gzip.NewReader(r)
		if err != nil {
			return xml.Name{}, err
		}
		r = z
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
