// Package soaptest serves operations of generated packages to the tests of those who call them.
//
// A [Server] is told, operation by operation, what to answer next. It reads each request with the tables of the
// operation, keeps it typed for the test to look at, and fails the test on a call that nobody expected, on a
// request that is none of the operation's, and on an answer that nobody asked for. It checks no credentials and none
// of the provider's rules: wsgen mock does.
//
//	srv := soaptest.NewServer(t)
//	srv.Reply(&token.OpObterToken, &token.ObterTokenResponse{…})
//	client, err := token.NewClient(srv.URL, soap.UserPassword("u", "p"), soap.AllowInsecureLoopback())
package soaptest

import (
	"net/http/httptest"
	"reflect"
	"sync"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// A TB is what a server needs of a test: *testing.T and *testing.B are one.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(func())
}

// A Server answers SOAP requests over HTTP on a loopback address. It is safe for concurrent use.
type Server struct {
	// URL is the address to make clients for; any path below it is the same.
	URL string

	t        TB
	mu       sync.Mutex
	services []*service
}

// A service is an operation with what it is to answer and what it was asked.
type service struct {
	op       *soap.Operation
	answers  []*Answer
	requests []xmltext.Node
}

// NewServer returns a server that ends with the test, which it fails then for each answer that nobody asked for.
func NewServer(t TB) *Server {
	s := &Server{t: t}
	server := httptest.NewServer(s)
	s.URL = server.URL
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
		s.settle()
	})
	return s
}

// settle reports answers that are left.
func (s *Server) settle() {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.services {
		left := 0
		for _, a := range x.answers {
			left += max(0, a.times)
		}
		if left > 0 {
			s.t.Errorf("soaptest: %s was to be called %d times more", x.op.Name, left)
		}
	}
}

// An Answer is what a call of an operation gets. Answers are used in the order in which they were made.
type Answer struct {
	server *Server
	times  int // calls left; less than 0 for any number
	delay  time.Duration
	drop   bool
	raw    *raw
	reply  xmltext.Node
	err    error
}

type raw struct {
	status            int
	contentType, body string
}

// Reply answers with a message: a refusal, too, is one, with a status that says so. For a one-way operation, or one with an
// empty reply, it is nil.
func (s *Server) Reply(op *soap.Operation, reply xmltext.Node) *Answer {
	s.t.Helper()
	if m := op.Out; m != nil && len(m.Body) > 0 {
		if want := m.Body[0].New(); reflect.TypeOf(reply) != reflect.TypeOf(want) {
			s.t.Errorf("soaptest: the reply of %s is %T, want %T", op.Name, reply, want)
		}
	}
	return s.expect(op, &Answer{reply: reply})
}

// Fault answers with a fault, of which Code, Reason, Actor and Detail are sent.
func (s *Server) Fault(op *soap.Operation, f *soap.Fault) *Answer {
	return s.expect(op, &Answer{err: f})
}

// Raw answers with that status, content type and body, whatever they are.
func (s *Server) Raw(op *soap.Operation, status int, contentType, body string) *Answer {
	return s.expect(op, &Answer{raw: &raw{status, contentType, body}})
}

// Drop reads the request and closes the connection without an answer.
func (s *Server) Drop(op *soap.Operation) *Answer {
	return s.expect(op, &Answer{drop: true})
}

func (s *Server) expect(op *soap.Operation, a *Answer) *Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	a.server, a.times = s, 1
	x := s.of(op)
	x.answers = append(x.answers, a)
	return a
}

// Times makes the answer one for n calls.
func (a *Answer) Times(n int) *Answer {
	a.server.mu.Lock()
	defer a.server.mu.Unlock()
	a.times = max(0, n)
	return a
}

// Always makes the answer one for any number of calls, none among them.
func (a *Answer) Always() *Answer {
	a.server.mu.Lock()
	defer a.server.mu.Unlock()
	a.times = -1
	return a
}

// After delays the answer, until the caller leaves at most.
func (a *Answer) After(d time.Duration) *Answer {
	a.server.mu.Lock()
	defer a.server.mu.Unlock()
	a.delay = d
	return a
}

// Requests returns the requests of an operation so far, in order. It fails the test when they are of another type.
func Requests[R xmltext.Node](s *Server, op *soap.Operation) []R {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []R
	for _, x := range s.of(op).requests {
		r, ok := x.(R)
		if !ok {
			s.t.Errorf("soaptest: the requests of %s are of type %T", op.Name, x)
			return nil
		}
		list = append(list, r)
	}
	return list
}

// of finds or adds an operation; the lock is held.
func (s *Server) of(op *soap.Operation) *service {
	for _, x := range s.services {
		if x.op == op {
			return x
		}
	}
	x := &service{op: op}
	s.services = append(s.services, x)
	return x
}
