package golden_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/golden/bindings/want/go/lamp"
	"example.com/wsgen/golden/document-encoded/want/go/mail"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// mailReply is an envelope around a body in SOAP encoding.
func mailReply(body string) []byte {
	return []byte(`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" ` +
		`xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:m="urn:golden:mail"><e:Body>` + body + `</e:Body></e:Envelope>`)
}

// In document style the elements of the parts stand in the body themselves, each in SOAP encoding.
func TestDocumentEncoded(t *testing.T) {
	s := serve(t)
	c, err := mail.NewMail(s.URL, soap.Strict(), valid)
	if err != nil {
		t.Fatal(err)
	}
	letter := mail.Letter{To: "Ann", Pages: mail.Pages{"a", "b"}}
	for name, reply := range map[string]string{
		"typed":    `<m:receipt><number xsi:type="xsd:long">7</number></m:receipt>`,
		"untyped":  `<m:receipt><number>7</number></m:receipt>`,
		"referred": `<m:receipt><number href="#n"/></m:receipt><multiRef id="n" xsi:type="xsd:long">7</multiRef>`,
	} {
		s.reply = mailReply(reply)
		if receipt, err := c.Send(t.Context(), &letter); err != nil || receipt.Number != 7 {
			t.Errorf("%s: %+v, %v", name, receipt, err)
		}
	}
	s.wants(t, "document-encoded/wire/send.request.xml")
	stamp, err := xsd.ParseDecimal("1.50")
	if err != nil {
		t.Fatal(err)
	}
	s.reply = mailReply(`<pages xsi:type="enc:Array" enc:arrayType="xsd:string[1]"><x xsi:type="xsd:string">c</x></pages><to xsi:type="xsd:string">Bob</to>`)
	back, err := c.Frank(t.Context(), &mail.StampedBody{Letter: letter, Stamp: stamp})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&mail.Letter{To: "Bob", Pages: mail.Pages{"c"}}, back, ours); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.wants(t, "document-encoded/wire/frank.request.xml")
	c12, err := mail.NewMail12(s.URL, soap.Strict(), valid)
	if err != nil {
		t.Fatal(err)
	}
	s.reply = []byte(strings.NewReplacer(soap11, soap12, "http://schemas.xmlsoap.org/soap/encoding/", "http://www.w3.org/2003/05/soap-encoding", `enc:arrayType="xsd:string[1]"`, `enc:itemType="xsd:string"`).
		Replace(string(s.reply)))
	back12, err := c12.Frank(t.Context(), &mail.StampedBody{Letter: letter, Stamp: stamp})
	if diff := cmp.Diff(back, back12, ours); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	s.wants(t, "document-encoded/wire/frank12.request.xml")
}

// A binding that no service offers is called at whatever address the caller has, over its version of SOAP.
func TestBindingsWithoutService(t *testing.T) {
	s := serve(t)
	c11, err := lamp.NewLamp11(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	c12, err := lamp.NewLamp12(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name, space, contentType, action string
		set                              func() (*lamp.State, error)
	}{
		{"set", "http://schemas.xmlsoap.org/soap/envelope/", "text/xml; charset=utf-8", `"urn:golden:lamp#set"`,
			func() (*lamp.State, error) { return c11.Set(t.Context(), &lamp.Set{Bright: 3}) }},
		{"set12", "http://www.w3.org/2003/05/soap-envelope", `application/soap+xml; charset=utf-8; action="urn:golden:lamp#set"`, "",
			func() (*lamp.State, error) { return c12.Set(t.Context(), &lamp.Set{Bright: 3}) }},
	} {
		s.reply = []byte(`<e:Envelope xmlns:e="` + x.space + `"><e:Body><l:state xmlns:l="urn:golden:lamp">true</l:state></e:Body></e:Envelope>`)
		state, err := x.set()
		if err != nil || !state.Value {
			t.Errorf("%s: %+v, %v", x.name, state, err)
		}
		s.wants(t, "bindings/wire/"+x.name+".request.xml")
		if s.contentType != x.contentType || s.action != x.action {
			t.Errorf("%s: content type %s, action %s", x.name, s.contentType, s.action)
		}
	}
}
