package resttest_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	stock "example.com/wsgen/golden/rest/want/go/stock"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/resttest"
	"example.com/wsgen/runtime/xsd"
)

// A recorder is a test whose failures are looked at.
type recorder struct {
	failures []string
	cleanups []func()
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, a ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, a...))
}
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }

// end runs the cleanups and returns the failures.
func (r *recorder) end() string {
	for _, f := range r.cleanups {
		f()
	}
	return strings.Join(r.failures, "\n")
}

func client(t *testing.T, s *resttest.Server) *stock.Client {
	t.Helper()
	s.Raw(&stock.OpSignIn, 200, "application/json", `{"access":"A1"}`).Always()
	credentials := stock.Credentials{Contract: "12", Scope: stock.House{Number: "H7", Key: "k3y"}}
	c, err := stock.NewClient(s.URL+"/stock/v2", credentials, rest.AllowInsecureLoopback())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAnswersComeInOrder(t *testing.T) {
	s := resttest.NewServer(t)
	c := client(t, s)
	s.Fault(&stock.OpDrop, 409, &stock.Problem{Code: "FULL"})
	s.Raw(&stock.OpDrop, 503, "text/plain", "later")
	s.Drop(&stock.OpDrop)
	s.Reply(&stock.OpDrop, nil).Times(2)
	for i, want := range []any{new(*rest.Fault), new(*rest.HTTPError), new(*rest.TransportError), nil, nil} {
		err := c.Drop(t.Context(), &stock.Drop{Id: "7"})
		if want == nil && err != nil || want != nil && !errors.As(err, want) {
			t.Errorf("call %d: %v, want %T", i+1, err, want)
		}
	}
}

// TestRequests: requests are kept as they were given, whether their values stand in the path, the query or the body.
func TestRequests(t *testing.T) {
	s := resttest.NewServer(t)
	c := client(t, s)
	since, err := xsd.ParseDate("2024-02-29")
	if err != nil {
		t.Fatal(err)
	}
	change := &stock.Change{Shelf: 3, Id: "a/b ã", Dry: xsd.Some(true), Name: "n"}
	find := &stock.Find{Tag: []string{"x y", "<z>"}, Since: xsd.Some(since)}
	s.Raw(&stock.OpChange, 200, "application/json", `{"name":"n","kind":1}`)
	s.Reply(&stock.OpFind, new(stock.Found))
	s.Raw(&stock.OpPing, 200, "application/json", "{}")
	if _, err := c.Change(t.Context(), change); err != nil {
		t.Error(err)
	}
	if _, err := c.Find(t.Context(), find); err != nil {
		t.Error(err)
	}
	if err := c.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if d := cmp.Diff([]*stock.Change{change}, resttest.Requests[*stock.Change](s, &stock.OpChange)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]*stock.Find{find}, resttest.Requests[*stock.Find](s, &stock.OpFind)); d != "" {
		t.Error(d)
	}
}

func TestFailures(t *testing.T) {
	post := func(s *resttest.Server, method, path, body string) {
		r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	for _, tt := range []struct {
		name string
		run  func(*resttest.Server)
		want string
	}{
		{"nothing is wrong", func(s *resttest.Server) {
			s.Reply(&stock.OpDrop, nil)
			post(s, "DELETE", "/items/7", "")
		}, ""},
		{"unexpected operation", func(s *resttest.Server) { post(s, "GET", "/nothing", "") }, "unexpected call of an operation with GET /nothing"},
		{"another segment", func(s *resttest.Server) {
			s.Reply(&stock.OpDrop, nil).Always()
			post(s, "DELETE", "/myitems/7", "")
		}, "unexpected call of an operation with DELETE /myitems/7"},
		{"unexpected call", func(s *resttest.Server) {
			s.Reply(&stock.OpDrop, nil)
			post(s, "DELETE", "/items/7", "")
			post(s, "DELETE", "/items/7", "")
		}, "unexpected call of drop"},
		{"an answer is left", func(s *resttest.Server) { s.Reply(&stock.OpDrop, nil) }, "drop was to be called 1 times more"},
		{"another reply", func(s *resttest.Server) { s.Reply(&stock.OpFind, new(stock.Drop)).Always() }, "the reply of find is *stock.Drop, want *stock.Found"},
		{"a reply of an operation without", func(s *resttest.Server) { s.Reply(&stock.OpDrop, new(stock.Drop)).Always() }, "drop has no reply"},
		{"no sample", func(s *resttest.Server) { s.Sample(&stock.OpFind, "testdata/none.json").Always() }, "the sample of find"},
		{"other requests", func(s *resttest.Server) {
			s.Reply(&stock.OpDrop, nil)
			post(s, "DELETE", "/items/7", "")
			resttest.Requests[*stock.Find](s, &stock.OpDrop)
		}, "the requests of drop are of type *stock.Drop"},
		{"a body where none is due", func(s *resttest.Server) {
			s.Reply(&stock.OpDrop, nil).Always()
			post(s, "DELETE", "/items/7", "{}")
		}, "drop: not a request of it: it has a body"},
		{"no JSON", func(s *resttest.Server) {
			s.Reply(&stock.OpChange, nil).Always()
			post(s, "PUT", "/shelves/3/items/7", "<x/>")
		}, "change: not a request of it"},
		{"a value that does not fit", func(s *resttest.Server) {
			s.Reply(&stock.OpChange, nil).Always()
			post(s, "PUT", "/shelves/third/items/7", "{}")
		}, "change: not a request of it: json: /:shelf"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := new(recorder)
			tt.run(resttest.NewServer(r))
			if got := r.end(); got != "" && tt.want == "" || !strings.Contains(got, tt.want) {
				t.Errorf("failures %q, want %q", got, tt.want)
			}
		})
	}
}
