package golden_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/wsgen/golden/encoded/want/go/depot"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
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

// valid validates the messages of a call in both directions.
var valid = soap.Validate(soap.Requests | soap.Replies)

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
	req := &depot.Store{Items: depot.ArrayOfItem{crate(), nil, &depot.Item{Name: "lamp", Tags: depot.ArrayOfString{}}}, Place: &depot.Place{Shelf: 7, Free: xsd.Some(false)}, Weight: 2.5}
	c, err := depot.NewDepot11(s.URL, soap.Strict(), valid)
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
	c12, err := depot.NewDepot12(s.URL, soap.Strict(), valid)
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
	c, err := depot.NewDepot11(s.URL, soap.Strict(), valid)
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
			// Values are written where others refer to them, and parts without a namespace.
			if name := filepath.Base(file); name != "qualified.xml" && !strings.HasPrefix(name, "references") {
				wiretest.SameReply(t, s.reply, &depot.OpDepot11Find, got)
			}
		})
	}
}

// A response may have any name, but not any content: it has a parameter of the operation, if that has some.
func TestResponseNames(t *testing.T) {
	s := serve(t)
	c, err := depot.NewDepot11(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	for body, path := range map[string]string{
		`<n:found><return xsi:nil="true"/></n:found>`:        "",
		`<n:found><more/><return xsi:nil="true"/></n:found>`: "",
		`<n:findResponse/>`: "",
		`<n:found/>`:        "/Envelope/Body/findResponse",
		`<n:errorResponse><code>5</code></n:errorResponse>`: "/Envelope/Body/findResponse",
		`<n:find><names xsi:nil="true"/></n:find>`:          "/Envelope/Body/findResponse",
		`<n:found xsi:nil="true"/>`:                         "/Envelope/Body/findResponse",
	} {
		s.reply = []byte(`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body xmlns:n="urn:golden:depot">` + body + `</e:Body></e:Envelope>`)
		got, err := c.Find(t.Context(), new(depot.Find))
		var at *soap.DecodeError
		if path == "" && err != nil || path != "" && (!errors.As(err, &at) || at.Path != path) {
			t.Errorf("%s gives %+v, %v", body, got, err)
		}
	}
}

// find is a reply to find over SOAP 1.1, before what follows the array in the body.
func find(items, beside string) []byte {
	return []byte(`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:d="urn:golden:depot:data"><e:Body>` +
		`<n:findResponse xmlns:n="urn:golden:depot"><return xsi:type="enc:Array" enc:arrayType="d:Item[]">` + items + `</return></n:findResponse>` + beside + `</e:Body></e:Envelope>`)
}

func multiRef(id, content string) string {
	return `<multiRef id="` + id + `" xsi:type="d:Item"><name>` + id + `</name><colour xsi:nil="true"/><note xsi:nil="true"/>` + content + `</multiRef>`
}

// A reference that leads nowhere, to several elements or back to itself is an error with its path.
func TestReferenceErrors(t *testing.T) {
	s := serve(t)
	c, err := depot.NewDepot11(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	crates := `<multiRef id="a" xsi:type="d:Crate"><items enc:arrayType="d:Item[1]"><i href="#b"/></items></multiRef>` +
		`<multiRef id="b" xsi:type="d:Crate"><items enc:arrayType="d:Item[1]"><i href="#a"/></items></multiRef>`
	for _, x := range []struct {
		name          string
		items, beside string
		want          soap.ReferenceError
	}{
		{"nothing there", `<i href="#a"/><i href="#z"/>`, multiRef("a", ""), soap.ReferenceError{Path: "/Envelope/Body/findResponse/return/i[2]", ID: "z"}},
		{"two there", `<i href="#a"/>`, multiRef("a", "") + multiRef("a", ""), soap.ReferenceError{Path: "/Envelope/Body/findResponse/return/i[1]", ID: "a"}},
		{"a value that holds itself", `<i href="#a"/>`, crates, soap.ReferenceError{Path: "/Envelope/Body/findResponse/return/i[1]/items/i[1]/items/i[1]", ID: "a", Cycle: true}},
		{"references alone", `<i href="#a"/>`, `<r id="a" href="#b"/><r id="b" href="#a"/>`, soap.ReferenceError{Path: "/Envelope/Body/findResponse/return/i[1]", ID: "a", Cycle: true}},
	} {
		t.Run(x.name, func(t *testing.T) {
			s.reply = find(x.items, x.beside)
			_, err := c.Find(t.Context(), new(depot.Find))
			var ref *soap.ReferenceError
			var at *soap.DecodeError
			if !errors.As(err, &ref) || *ref != x.want || !errors.As(err, &at) || at.Path != x.want.Path {
				t.Errorf("%v, %+v", err, ref)
			}
		})
	}
}

// An item whose position says nothing, or is another one's, is an error; so is an array of several dimensions.
func TestPositionErrors(t *testing.T) {
	s := serve(t)
	c, err := depot.NewDepot11(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	item := func(position string) string {
		return `<i enc:position="` + position + `"><name>n</name><colour xsi:nil="true"/><note>n</note></i>`
	}
	for _, positions := range [][2]string{{"[0]", "[0]"}, {"[0]", "[1,1]"}, {"[0]", "1"}, {"[0]", "[99999999999]"}} {
		s.reply = find(item(positions[0])+item(positions[1]), "")
		_, err = c.Find(t.Context(), new(depot.Find))
		var position *soap.PositionError
		var at *soap.DecodeError
		if !errors.As(err, &position) || position.Position != positions[1] || !errors.As(err, &at) || at.Path != "/Envelope/Body/findResponse/return/i[2]" {
			t.Errorf("%v: %v", positions, err)
		}
	}
	s.reply = bytes.Replace(find(item("[0]"), ""), []byte("d:Item[]"), []byte("d:Item[1,1]"), 1)
	var value *xmltext.ValueError
	if _, err = c.Find(t.Context(), new(depot.Find)); !errors.As(err, &value) {
		t.Error(err)
	}
}

// Content that the contract does not know may have attributes called like references, and so may that of faults.
func TestReferencesInOtherContent(t *testing.T) {
	s := serve(t)
	c, err := depot.NewDepot11(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	s.reply = find(`<i xsi:type="d:Other"><p>Hello <a href="#top"/> world</p></i><i href="#a"/>`, multiRef("a", ""))
	got, err := c.Find(t.Context(), new(depot.Find))
	if err != nil || len(got.Return) != 2 {
		t.Fatal(got, err)
	}
	s.reply, s.status = []byte(`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Server</faultcode>`+
		`<faultstring>disk full</faultstring><detail><html><a href="#top"/></html></detail></e:Fault></e:Body></e:Envelope>`), http.StatusInternalServerError
	var fault *soap.Fault
	if _, err = c.Find(t.Context(), new(depot.Find)); !errors.As(err, &fault) || fault.Reason != "disk full" || !strings.Contains(fault.Raw.XML, `<a href="#top"`) {
		t.Error(err)
	}
}

// References that multiply what they refer to meet the limit of a document's size.
func TestReferencesAreBounded(t *testing.T) {
	var beside strings.Builder
	for n := range 12 {
		beside.WriteString(fmt.Sprintf(`<multiRef id="c%d" xsi:type="d:Crate"><items enc:arrayType="d:Item[]">`, n) +
			strings.Repeat(fmt.Sprintf(`<i href="#c%d"/>`, n+1), 10) + `</items></multiRef>`)
	}
	s := serve(t)
	s.reply = find(`<i href="#c0"/>`, beside.String()+multiRef("c12", ""))
	c, err := depot.NewDepot11(s.URL, soap.WithLimits(xmltext.Limits{Document: 1 << 20}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Find(t.Context(), new(depot.Find))
	var limit *xmltext.LimitError
	if !errors.As(err, &limit) || limit.Limit != "Document" {
		t.Error(err)
	}
}

// Items that an array leaves out before others are nil; values that several refer to are there several times, over SOAP
// 1.2 too.
func TestSparseAndShared(t *testing.T) {
	s := serve(t)
	s.reply = find(`<i enc:position="[1]" href="#a"/><i enc:position="[3]" href="#a"/>`, multiRef("a", ""))
	c, err := depot.NewDepot11(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Find(t.Context(), new(depot.Find))
	if err != nil {
		t.Fatal(err)
	}
	a := &depot.Item{Name: "a", Colour: xsd.Nil[depot.Colour](), Note: xsd.Nil[string]()}
	if diff := cmp.Diff(depot.ArrayOfItem{nil, a, nil, a}, got.Return, ours); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.reply = bytes.ReplaceAll(s.reply, []byte("n:findResponse"), []byte("n:anything"))
	if again, err := c.Find(t.Context(), new(depot.Find)); err != nil || !cmp.Equal(got, again, ours) {
		t.Errorf("a response of another name: %v, %v", again, err)
	}
	s.answers(t, "encoded/wire/references12.response.xml")
	c12, err := depot.NewDepot12(s.URL, soap.Strict())
	if err != nil {
		t.Fatal(err)
	}
	stored, err := c12.Store(t.Context(), new(depot.Store))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&depot.StoreResponse{Place: &depot.Place{Shelf: 8}, Numbers: depot.Matrix{{8, 2}, {8, 2}}}, stored, ours); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// An array says its items by the default of soapenc:arrayType, as before there was wsdl:arrayType, or by the array that it
// restricts.
func TestArraysOfOtherForms(t *testing.T) {
	s := serve(t)
	s.reply = bytes.ReplaceAll(find(`<x xsi:type="xsd:string">a</x><x xsi:type="xsd:string">b</x>`, ""), []byte("d:Item[]"), []byte("xsd:string[2]"))
	s.reply = bytes.ReplaceAll(s.reply, []byte("findResponse"), []byte("sortResponse"))
	c, err := depot.NewDepot11(s.URL, soap.Strict(), valid)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Sort(t.Context(), &depot.Sort{Names: depot.OldStrings{"b", "a"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&depot.SortResponse{Return: depot.Strings{"a", "b"}}, got, ours); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.wants(t, "encoded/wire/sort.request.xml")
	wiretest.SameReply(t, s.reply, &depot.OpDepot11Sort, got)
}

// What an encoded reply says otherwise than it means is drift: nil where a value can't be, a size that is not that of the items.
func TestDriftOfEncodedReplies(t *testing.T) {
	s := serve(t)
	var drift []string
	c, err := depot.NewDepot11(s.URL, soap.OnDrift(func(_ context.Context, d soap.Drift) { drift = append(drift, d.Path+" "+d.Kind.String()) }))
	if err != nil {
		t.Fatal(err)
	}
	const at = "/Envelope/Body/storeResponse/"
	for parts, want := range map[string][]string{
		`<place><shelf xsi:nil="true"/></place>`:                                                             {at + "place/shelf tolerated form"},
		`<place><shelf>1</shelf><free xsi:nil="true"/></place>`:                                              {at + "place/free tolerated form"},
		`<place><shelf>1</shelf></place>`:                                                                    nil,
		`<numbers enc:arrayType="xsd:int[][2]"><i><i>1</i></i></numbers>`:                                    {at + "numbers[2] tolerated form"},
		`<numbers enc:arrayType="xsd:int[][]"><i enc:arrayType="xsd:int[1]"/></numbers>`:                     {at + "numbers/i[1][1] tolerated form"},
		`<numbers enc:arrayType="xsd:int[][1]"><i enc:arrayType="xsd:int[1]"><i>1</i></i></numbers>`:         nil,
		`<numbers enc:arrayType="xsd:int[][1]"><i enc:arrayType="xsd:int[1]"><i xsi:nil="1"/></i></numbers>`: {at + "numbers/i[1]/item[1] tolerated form"},
	} {
		drift = nil
		s.reply = []byte(`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
			`xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/"><e:Body><n:storeResponse xmlns:n="urn:golden:depot">` +
			parts + `</n:storeResponse></e:Body></e:Envelope>`)
		if _, err := c.Store(t.Context(), new(depot.Store)); err != nil {
			t.Fatal(err)
		}
		drift = slices.DeleteFunc(drift, func(d string) bool { return strings.HasSuffix(d, "missing") })
		if diff := cmp.Diff(want, drift, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", parts, diff)
		}
	}
}
