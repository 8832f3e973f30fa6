// Package soaptest serves operations of generated packages to the tests of those who call them; package resttest does
// so for operations whose bodies are JSON.
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
	"net/http"
	"reflect"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/testserver"
	"example.com/wsgen/runtime/xmltext"
)

// A TB is what a server needs of a test: *testing.T and *testing.B are one.
type TB = testserver.TB

// An Answer is what a call of an operation gets. Answers are used in the order in which they were made.
type Answer = testserver.Answer

// A Server answers SOAP requests over HTTP on a loopback address. It is safe for concurrent use.
type Server struct {
	// URL is the address to make clients for; any path below it is the same.
	URL string

	core *testserver.Server[*soap.Operation]
}

// NewServer returns a server that ends with the test, which it fails then for each answer that nobody asked for.
func NewServer(t TB) *Server {
	s := new(Server)
	s.core, s.URL = testserver.New(t, "soaptest", func(op *soap.Operation) string { return op.Name }, s)
	return s
}

// Reply answers with a message: a refusal, too, is one, with a status that says so. For a one-way operation, or one with an
// empty reply, it is nil.
func (s *Server) Reply(op *soap.Operation, reply xmltext.Node) *Answer {
	s.core.Helper()
	if m := op.Out; m != nil && len(m.Body) > 0 {
		if want := m.Body[0].New(); reflect.TypeOf(reply) != reflect.TypeOf(want) {
			s.core.Failf("the reply of %s is %T, want %T", op.Name, reply, want)
		}
	}
	return s.core.Expect(op, testserver.Message(reply, nil))
}

// Fault answers with a fault, of which Code, Reason, Actor and Detail are sent.
func (s *Server) Fault(op *soap.Operation, f *soap.Fault) *Answer {
	return s.core.Expect(op, testserver.Message(nil, f))
}

// Sample answers with the bytes of a file, as a recorded reply is kept in one. The status is 200; a recorded fault is
// one for Raw.
func (s *Server) Sample(op *soap.Operation, file string) *Answer {
	s.core.Helper()
	media := "text/xml; charset=utf-8"
	if op.Binding.Version == soap.V12 {
		media = "application/soap+xml; charset=utf-8"
	}
	return s.core.Sample(op, http.StatusOK, media, file)
}

// Raw answers with that status, content type and body, whatever they are.
func (s *Server) Raw(op *soap.Operation, status int, contentType, body string) *Answer {
	return s.core.Expect(op, testserver.Raw(status, contentType, body))
}

// Drop reads the request and closes the connection without an answer.
func (s *Server) Drop(op *soap.Operation) *Answer {
	return s.core.Expect(op, testserver.Drop())
}

// Requests returns the requests of an operation so far, in order. It fails the test when they are of another type.
func Requests[R xmltext.Node](s *Server, op *soap.Operation) []R {
	s.core.Helper()
	return testserver.Requests[R](s.core, op)
}
