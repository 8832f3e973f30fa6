package golden_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"example.com/wsgen/golden/overloads/want/go/shop"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// shopReply is an envelope of SOAP 1.1 around a header and a body.
func shopReply(header, body string) []byte {
	return []byte(`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:s="urn:golden:stock">` +
		`<e:Header>` + header + `</e:Header><e:Body>` + body + `</e:Body></e:Envelope>`)
}

// Operations of one name are called by names of their own, each with its messages and over each binding.
func TestOverloads(t *testing.T) {
	s := serve(t)
	c, err := shop.NewEncoded(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	s.reply = shopReply("", `<s:findResponse><return>lamp</return></s:findResponse>`)
	found, err := c.Find(t.Context(), &shop.Find{Number: 7},
		soap.WithHeader(soap.Header{Part: shop.OpEncodedFind.In.Headers[0], Node: &shop.Session{Id: "4711"}, MustUnderstand: true}),
		soap.WithHeader(soap.Header{Part: shop.OpEncodedFind.In.Headers[1], Node: &shop.Trace{Value: "t1"}}))
	if err != nil || found.Return != "lamp" {
		t.Errorf("%+v, %v", found, err)
	}
	s.wants(t, "overloads/wire/find.request.xml")
	s.reply = shopReply("", `<s:findResponse><return>7</return></s:findResponse>`)
	number, err := c.FindByName(t.Context(), &shop.FindByName{Name: "lamp", Exact: true})
	if err != nil || number.Return != 7 {
		t.Errorf("%+v, %v", number, err)
	}
	s.wants(t, "overloads/wire/findByName.request.xml")
	s.reply, s.status = nil, http.StatusAccepted
	c12, err := shop.NewEncoded12(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	if err := c12.Note(t.Context(), &shop.Note{Text: "a"}); err != nil {
		t.Error(err)
	}
	s.wants(t, "overloads/wire/note12.request.xml")
	if want := `application/soap+xml; charset=utf-8; action="urn:golden:stock#note"`; s.contentType != want {
		t.Errorf("content type %s, want %s", s.contentType, want)
	}
}

// The node of another block is refused before anything is sent, and so is none.
func TestHeaderOfAnotherPart(t *testing.T) {
	s := serve(t)
	c, err := shop.NewEncoded(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	session := shop.OpEncodedFind.In.Headers[0]
	for want, opt := range map[string]soap.CallOption{
		"header session: the node is a *shop.Trace, and the part's is a *shop.Session": soap.WithHeader(soap.Header{Part: session, Node: new(shop.Trace)}),
		"header session: the node is nil":                                              soap.WithHeader(soap.Header{Part: session, Node: (*shop.Session)(nil)}),
		"header : the part has no type":                                                soap.WithHeader(soap.Header{Node: new(shop.Session)}),
	} {
		_, err := c.Find(t.Context(), new(shop.Find), opt)
		if !errors.As(err, new(*soap.RequestError)) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	_, err = c.Find(t.Context(), new(shop.Find), soap.HeaderInto(session, new(shop.Trace)))
	if !errors.As(err, new(*soap.ConfigError)) || !strings.Contains(err.Error(), "HeaderInto: the node is a *shop.Trace") {
		t.Error(err)
	}
	if s.sent != nil {
		t.Errorf("sent %s", s.sent)
	}
}

// Each block of a name takes a HeaderInto: two are never one value.
func TestHeadersOfOneName(t *testing.T) {
	s := serve(t)
	s.reply = shopReply(`<s:session><s:id>1</s:id></s:session><s:session><s:id>2</s:id></s:session>`, `<s:findResponse><return>lamp</return></s:findResponse>`)
	c, err := shop.NewEncoded(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	part := shop.OpEncodedFind.In.Headers[0]
	var first, second, third shop.Session
	first.Id = "left over"
	_, err = c.Find(t.Context(), new(shop.Find), soap.HeaderInto(part, &first))
	var at *soap.DecodeError
	if !errors.As(err, &at) || at.Path != "/Envelope/Header/session" {
		t.Errorf("two blocks for one node: %v", err)
	}
	_, err = c.Find(t.Context(), new(shop.Find), soap.HeaderInto(part, &first), soap.HeaderInto(part, &second), soap.HeaderInto(part, &third))
	if err != nil || first.Id != "1" || second.Id != "2" || third.Id != "" {
		t.Errorf("%+v, %+v, %+v, %v", first, second, third, err)
	}
}

// A fault is found by the type of its detail, whatever the detail's element is called, and so are its header blocks.
func TestFaultsByType(t *testing.T) {
	s := serve(t)
	c, err := shop.NewEncoded(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	s.status = http.StatusInternalServerError
	fault := func(detail, beside string) []byte {
		return shopReply(`<s:expired><s:since>2026-01-02T03:04:05Z</s:since></s:expired>`, `<e:Fault><faultcode>e:Server</faultcode><faultstring>no</faultstring><detail>`+detail+`</detail></e:Fault>`+beside)
	}
	missing := func(err error) string {
		var m *shop.Missing
		if !errors.As(err, &m) {
			return "no *shop.Missing in " + err.Error()
		}
		return m.ErrorField
	}
	for name, reply := range map[string][]byte{
		"by its name":           fault(`<s:fault><error>gone</error></s:fault>`, ""),
		"by its type":           fault(`<com.shop.Missing xsi:type="s:Missing"><error>gone</error></com.shop.Missing>`, ""),
		"by its type, referred": fault(`<s:fault href="#id0"/>`, `<multiRef id="id0" xsi:type="s:Missing"><error>gone</error></multiRef>`),
	} {
		t.Run(name, func(t *testing.T) {
			s.reply = reply
			_, err := c.Find(t.Context(), new(shop.Find))
			if got := missing(err); got != "gone" {
				t.Error(got)
			}
			var expired *shop.Expired
			if !errors.As(err, &expired) || expired.Since.String() != "2026-01-02T03:04:05Z" {
				t.Errorf("the header block: %+v", expired)
			}
		})
	}
	s.reply = fault(`<s:fault xsi:type="s:Locked"><until>2026-05-06</until></s:fault>`, "")
	_, err = c.Find(t.Context(), new(shop.Find))
	var locked *shop.Locked
	if !errors.As(err, &locked) || locked.Until != xsd.NewDate(2026, 5, 6) || errors.As(err, new(*shop.Missing)) || !strings.Contains(err.Error(), "no") {
		t.Errorf("%+v, %v", locked, err)
	}
	s.reply = fault(`<s:fault href="#id0"/>`, `<multiRef id="id0" xsi:type="s:Missing"><error>gone</error></multiRef>`)
	var f *soap.Fault
	if err := c.Note(t.Context(), new(shop.Note)); !errors.As(err, &f) || !strings.Contains(f.Raw.XML, "<error>gone</error>") {
		t.Errorf("a reference in the fault of an operation without a reply: %v, %+v", err, f)
	}
}
