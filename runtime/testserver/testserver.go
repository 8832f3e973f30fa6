// Package testserver is what soaptest and resttest share: answers that are lined up for operations, and the requests
// that came. Tests use those packages, not this one.
package testserver

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"

	"example.com/wsgen/runtime/xmltext"
)

// A TB is what a server needs of a test: *testing.T and *testing.B are one.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(func())
}

// A Server keeps answers and requests by operation. It is safe for concurrent use.
type Server[O comparable] struct {
	// TB is the test that fails.
	TB

	label    string // of failures: the package that the test uses
	name     func(O) string
	mu       sync.Mutex
	services []*service[O]
}

// A service is an operation with what it is to answer and what it was asked.
type service[O comparable] struct {
	op       O
	answers  []*Answer
	requests []xmltext.Node
}

// New starts a server of h, which ends with the test, and returns its address.
func New[O comparable](t TB, label string, name func(O) string, h http.Handler) (s *Server[O], url string) {
	s = &Server[O]{TB: t, label: label, name: name}
	server := httptest.NewServer(h)
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
		s.settle()
	})
	return s, server.URL
}

// settle reports answers that are left.
func (s *Server[O]) settle() {
	s.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.services {
		left := 0
		for _, a := range x.answers {
			left += max(0, a.times)
		}
		if left > 0 {
			s.Failf("%s was to be called %d times more", s.name(x.op), left)
		}
	}
}

// Failf fails the test.
func (s *Server[O]) Failf(format string, args ...any) {
	s.Helper()
	s.Errorf(s.label+": "+format, args...)
}

// Reject fails the test for a request that is none, and answers it.
func (s *Server[O]) Reject(w http.ResponseWriter, format string, args ...any) {
	s.Helper()
	s.Failf(format, args...)
	http.Error(w, "unexpected call", http.StatusNotImplemented)
}

// Expect lines up an answer.
func (s *Server[O]) Expect(op O, a *Answer) *Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	a.mu, a.times = &s.mu, 1
	x := s.of(op)
	x.answers = append(x.answers, a)
	return a
}

// Sample lines up the bytes of a file.
func (s *Server[O]) Sample(op O, status int, contentType, file string) *Answer {
	s.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		s.Failf("the sample of %s: %v", s.name(op), err)
	}
	return s.Expect(op, Raw(status, contentType, string(body)))
}

// Operations lists the operations that have answers or were asked about, in that order.
func (s *Server[O]) Operations() []O {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []O
	for _, x := range s.services {
		list = append(list, x.op)
	}
	return list
}

// Next keeps the request and takes the answer; nil, which fails the test, when none is left.
func (s *Server[O]) Next(op O, in xmltext.Node) *Answer {
	s.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.of(op)
	x.requests = append(x.requests, in)
	for len(x.answers) > 0 && x.answers[0].times == 0 {
		x.answers = x.answers[1:]
	}
	if len(x.answers) == 0 {
		s.Failf("unexpected call of %s", s.name(op))
		return nil
	}
	a := x.answers[0]
	if a.times > 0 {
		a.times--
	}
	return a
}

// Requests returns the requests of an operation so far, in order; an empty one is nil. It fails the test when they are of another type.
func Requests[R xmltext.Node, O comparable](s *Server[O], op O) []R {
	s.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []R
	for _, x := range s.of(op).requests {
		r, ok := x.(R)
		if !ok && x != nil {
			s.Failf("the requests of %s are of type %T", s.name(op), x)
			return nil
		}
		list = append(list, r)
	}
	return list
}

// of finds or adds an operation; the lock is held.
func (s *Server[O]) of(op O) *service[O] {
	for _, x := range s.services {
		if x.op == op {
			return x
		}
	}
	x := &service[O]{op: op}
	s.services = append(s.services, x)
	return x
}

// Unpack is the text of a body with that Content-Encoding.
func Unpack(body []byte, encoding string) (io.Reader, error) {
	if strings.HasSuffix(encoding, "gzip") {
		return gzip.NewReader(bytes.NewReader(body))
	}
	return bytes.NewReader(body), nil
}
