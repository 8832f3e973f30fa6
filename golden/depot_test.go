package golden_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/wsgen/golden/encoded/want/go/depot"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// A wire is a server that keeps what it is sent and answers with a file.
type wire struct {
	*httptest.Server
	sent, reply []byte
	action      string
	contentType string
	status      int
}

func serve(t *testing.T) *wire {
	t.Helper()
	w := &wire{status: http.StatusOK}
	w.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.sent, _ = io.ReadAll(r.Body)
		w.action, w.contentType = r.Header.Get("SOAPAction"), r.Header.Get("Content-Type")
		rw.Header().Set("Content-Type", "text/xml; charset=utf-8")
		rw.WriteHeader(w.status)
		rw.Write(w.reply)
	}))
	t.Cleanup(w.Close)
	return w
}

// answers reads a reply from a file of a case.
func (w *wire) answers(t *testing.T, elem ...string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(elem...))
	if err != nil {
		t.Fatal(err)
	}
	w.reply = data
}

// wants compares what was sent with a file of a case, byte by byte.
func (w *wire) wants(t *testing.T, elem ...string) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join(elem...))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(w.sent)+"\n"); diff != "" {
		t.Errorf("%s (-want +got):\n%s", filepath.Join(elem...), diff)
	}
}

// ours ignores what structs keep besides their fields.
var ours = cmpopts.IgnoreTypes(xsd.Extra{})

func crate() *depot.Crate {
	return &depot.Crate{
		Item:  depot.Item{Name: "box", Colour: xsd.Value(depot.ColourRed), Note: xsd.Value("a < b"), Tags: depot.ArrayOfString{"x", ""}},
		Items: depot.ArrayOfItem{&depot.Item{Name: "nail"}},
	}
}

// What is sent over both versions of SOAP says its types, arrays how many items they have.
func TestEncodedRequests(t *testing.T) {
	s := serve(t)
	req := &depot.Store{Items: depot.ArrayOfItem{crate(), &depot.Item{Name: "lamp", Tags: depot.ArrayOfString{}}}, Place: &depot.Place{Shelf: 7, Free: xsd.Some(false)}, Weight: 2.5}
	c, err := depot.NewDepot11(s.URL, soap.Strict())
	if err != nil {
		t.Fatal(err)
	}
	s.answers(t, "encoded/wire/store.response.xml")
	got, err := c.Store(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	want := &depot.StoreResponse{Numbers: depot.Matrix{{1, 2}, {}, {3}}}
	if diff := cmp.Diff(want, got, ours); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.wants(t, "encoded/wire/store.request.xml")
	wiretest.SameReply(t, s.reply, &depot.OpDepot11Store, got)
	c12, err := depot.NewDepot12(s.URL, soap.Strict())
	if err != nil {
		t.Fatal(err)
	}
	s.answers(t, "encoded/wire/store12.response.xml")
	if got, err = c12.Store(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	want.Place = &depot.Place{Shelf: 8}
	if diff := cmp.Diff(want, got, ours); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.wants(t, "encoded/wire/store12.request.xml")
	wiretest.SameReply(t, s.reply, &depot.OpDepot12Store, got)
}

// Replies are read whatever they call items and say of types: as .NET, PHP and Axis write them.
func TestEncodedReplies(t *testing.T) {
	s := serve(t)
	c, err := depot.NewDepot11(s.URL, soap.Strict())
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("encoded/replies/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no replies: %v", err)
	}
	want := &depot.FindResponse{Return: depot.ArrayOfItem{crate(), &depot.Item{Name: "lamp", Colour: xsd.Nil[depot.Colour](), Note: xsd.Nil[string]()}}}
	want.Return[0].(*depot.Crate).Items[0] = &depot.Item{Name: "nail", Colour: xsd.Value(depot.ColourBlue), Note: xsd.Value("n")}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			s.answers(t, file)
			got, err := c.Find(t.Context(), &depot.Find{Names: depot.ArrayOfString{"box"}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, ours); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			wiretest.SameReply(t, s.reply, &depot.OpDepot11Find, got)
		})
	}
}
