// Package resttest serves operations of generated packages whose bodies are JSON to the tests of those who call them,
// as soaptest does for SOAP.
//
// A [Server] is told, operation by operation, what to answer next. It reads each request with the forms of the
// operation, keeps it typed for the test to look at, and fails the test on a call that nobody expected, on a request
// that is none of the operations', and on an answer that nobody asked for. It checks no credentials and none of the
// provider's rules: wsgen mock does. A login is an operation like others, which a test most often answers for good:
//
//	srv := resttest.NewServer(t)
//	srv.Reply(&webhooks.OpAutenticar, &webhooks.Autenticacao{AccessToken: "t-1"}).Always()
//	srv.Sample(&webhooks.OpConsultar, "testdata/consultado.json")
//	client, err := webhooks.NewClient(srv.URL, credentials, rest.AllowInsecureLoopback())
package resttest

import (
	"net/http"
	"reflect"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/testserver"
	"example.com/wsgen/runtime/xmltext"
)

// A TB is what a server needs of a test: *testing.T and *testing.B are one.
type TB = testserver.TB

// An Answer is what a call of an operation gets. Answers are used in the order in which they were made.
type Answer = testserver.Answer

const media = "application/json; charset=utf-8"

// A Server answers requests over HTTP on a loopback address. It is safe for concurrent use.
type Server struct {
	// URL is the address to make clients for. Any path below it does, too: the paths of operations are compared with
	// the end of a request's.
	URL string

	core *testserver.Server[*rest.Operation]
}

// NewServer returns a server that ends with the test, which it fails then for each answer that nobody asked for.
func NewServer(t TB) *Server {
	s := new(Server)
	s.core, s.URL = testserver.New(t, "resttest", func(op *rest.Operation) string { return op.Name }, s)
	return s
}

// Reply answers with a message, under the operation's first status of success: a refusal, too, is one, with a status of
// its own that says so. It is nil for a reply without a body.
func (s *Server) Reply(op *rest.Operation, reply xmltext.Node) *Answer {
	s.core.Helper()
	return s.message(op, success(op), "reply", op.Out, reply)
}

// Fault answers with that status and the error body of the service, nil for none.
func (s *Server) Fault(op *rest.Operation, status int, detail xmltext.Node) *Answer {
	s.core.Helper()
	return s.message(op, status, "error body", op.Service.Error, detail)
}

// Sample answers with the bytes of a file, as a recorded reply is kept in one, under the operation's first status of
// success; a recorded error is one for Raw.
func (s *Server) Sample(op *rest.Operation, file string) *Answer {
	s.core.Helper()
	return s.core.Sample(op, success(op), media, file)
}

// Raw answers with that status, content type and body, whatever they are.
func (s *Server) Raw(op *rest.Operation, status int, contentType, body string) *Answer {
	return s.core.Expect(op, testserver.Raw(status, contentType, body))
}

// Drop reads the request and closes the connection without an answer.
func (s *Server) Drop(op *rest.Operation) *Answer {
	return s.core.Expect(op, testserver.Drop())
}

// Requests returns the requests of an operation so far, in order. It fails the test when they are of another type.
func Requests[R xmltext.Node](s *Server, op *rest.Operation) []R {
	s.core.Helper()
	return testserver.Requests[R](s.core, op)
}

// message lines up the JSON of a message.
func (s *Server) message(op *rest.Operation, status int, what string, part *rest.Part, x xmltext.Node) *Answer {
	s.core.Helper()
	if x == nil {
		return s.core.Expect(op, testserver.Raw(status, media, ""))
	}
	var body []byte
	switch {
	case part == nil:
		s.core.Failf("%s has no %s, and one was given", op.Name, what)
	case reflect.TypeOf(x) != reflect.TypeOf(part.New()):
		s.core.Failf("the %s of %s is %T, want %T", what, op.Name, x, part.New())
	default:
		var err error
		if body, err = jsontext.Append(nil, part.Form, x, nil); err != nil {
			s.core.Failf("the %s of %s: %v", what, op.Name, err)
		}
	}
	return s.core.Expect(op, testserver.Raw(status, media, string(body)))
}

func success(op *rest.Operation) int {
	if len(op.Success) > 0 {
		return op.Success[0]
	}
	return http.StatusOK
}
