// Package wiretest helps tests to compare what generated clients write and read with samples.
package wiretest

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// read holds the names of the files that tests have read.
var read sync.Map

// Main runs the tests of a package and fails when one of its samples was read by none: a sample that
// nothing tests says nothing.
func Main(m *testing.M, samples string) {
	code := m.Run()
	if code == 0 && flag.Lookup("test.run").Value.String() == "" && flag.Lookup("test.list").Value.String() == "" {
		code = unread(samples)
	}
	os.Exit(code)
}

func unread(samples string) (code int) {
	err := filepath.WalkDir(samples, func(name string, d fs.DirEntry, err error) error {
		if _, ok := read.Load(filepath.Clean(name)); !ok && err == nil && !d.IsDir() {
			fmt.Fprintf(os.Stderr, "no test reads %s\n", name)
			code = 1
		}
		return err
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	return code
}

// Read returns a file.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	read.Store(filepath.Clean(name), true)
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Body returns the body of a request, decompressed, and leaves the request as it was.
func Body(t testing.TB, r *http.Request) []byte {
	t.Helper()
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(sent))
	if r.ContentLength != int64(len(sent)) {
		t.Errorf("the content length is %d for %d bytes", r.ContentLength, len(sent))
	}
	if r.Header.Get("Content-Encoding") != "gzip" {
		return sent
	}
	z, err := gzip.NewReader(bytes.NewReader(sent))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// A Server is a [soap.Doer] that answers every request with the same reply.
type Server struct {
	Status int // 200 when zero
	Reply  []byte
	// Calls counts the requests.
	Calls int
}

// Do answers a request.
func (s *Server) Do(r *http.Request) (*http.Response, error) {
	s.Calls++
	status := s.Status
	if status == 0 {
		status = http.StatusOK
	}
	return &http.Response{
		StatusCode:    status,
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        http.Header{"Content-Type": {"text/xml;charset=UTF-8"}},
		Body:          io.NopCloser(bytes.NewReader(s.Reply)),
		ContentLength: int64(len(s.Reply)),
		Request:       r,
	}, nil
}

// Encode writes a decoded reply again, as the element that its operation declares.
func Encode(t testing.TB, op *soap.Operation, reply xmltext.Node) []byte {
	t.Helper()
	part := op.Out.Body[0]
	e := xmltext.NewEncoder(op.Binding.Prefixes)
	defer e.Release()
	e.Encoding12 = op.Binding.Version == soap.V12
	if err := e.Document(part.Name, op.Binding.Namespaces, part.Type, reply); err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(e.Output())
}

// SameReply fails the test unless a decoded reply, written again, is what the envelope held in the
// given element of its body.
func SameReply(t testing.TB, envelope []byte, op *soap.Operation, reply xmltext.Node) {
	t.Helper()
	want, err := infoset.Parse(envelope)
	if err != nil {
		t.Fatal(err)
	}
	want = want.Find("Body").Children[0]
	for range op.Out.Wrapper {
		want = want.Children[0]
	}
	if name := op.Out.Body[0].Name; name.AnyForm {
		// The reply's own element is matched by its local name, and written under its declared one.
		want.Name.Space = ""
		if name.NS > 0 {
			want.Name.Space = (*op.Binding.Namespaces)[name.NS-1].URI
		}
	}
	got, err := infoset.Parse(Encode(t, op, reply))
	if err != nil {
		t.Fatal(err)
	}
	if diff := infoset.Compare(want, got); diff != "" {
		t.Errorf("the reply, written again, differs (-sample +written):\n%s", diff)
	}
}
