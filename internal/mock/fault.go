package mock

import (
	"encoding/xml"
	"fmt"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

const (
	ns11   = "http://schemas.xmlsoap.org/soap/envelope/"
	ns12   = "http://www.w3.org/2003/05/soap-envelope"
	nsWSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
	nsWSU  = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
)

// A fault answers a request that can't be read or trusted.
type fault struct {
	space, code string // space "" for a code of SOAP 1.1's own
	text        string
}

func (f *fault) Error() string { return f.text }

func clientFault(format string, args ...any) *fault {
	return &fault{code: "Client", text: fmt.Sprintf(format, args...)}
}

// A refusal is an answer of the provider's own: the shared reply with a status that is not one of success.
type refusal struct {
	text    string
	private bool // the text holds a session's key
}

func (r *refusal) Error() string { return r.text }

func refuse(format string, args ...any) *refusal { return &refusal{text: fmt.Sprintf(format, args...)} }

// A denial answers what breaks the rules of HTTP.
type denial struct {
	status int
	text   string
}

func (d *denial) Error() string { return d.text }

// codes12 are the codes of SOAP 1.1 under their names of SOAP 1.2.
var codes12 = map[string]string{"Client": "Sender", "Server": "Receiver"}

// envelope wraps the content of a body.
func envelope(version string, body ...*infoset.Element) *infoset.Element {
	ns := envelopeSpace(version)
	return tree(contract.QName{Space: ns, Local: "Envelope"}, tree(contract.QName{Space: ns, Local: "Body"}, body...))
}

func envelopeSpace(version string) string {
	if version == "1.2" {
		return ns12
	}
	return ns11
}

// tree is the fault as an element. A code is a name in text, so that its prefix is declared beside it.
func (f *fault) tree(version string) *infoset.Element {
	ns := envelopeSpace(version)
	q := func(local string, kids ...*infoset.Element) *infoset.Element {
		return tree(contract.QName{Space: ns, Local: local}, kids...)
	}
	code := &infoset.Element{Text: "soap:" + f.code}
	if f.space != "" {
		code.Text = "f:" + f.code
		code.Attrs = []xml.Attr{{Name: xml.Name{Local: "xmlns:f"}, Value: f.space}}
	}
	if version != "1.2" {
		code.Name.Local = "faultcode"
		return q("Fault", code, leaf(contract.QName{Local: "faultstring"}, f.text))
	}
	value := q("Value")
	value.Text = "soap:Sender"
	c := q("Code", value)
	if name, ok := codes12[f.code]; ok && f.space == "" {
		value.Text = "soap:" + name
	} else if f.space != "" {
		code.Name = value.Name
		c.Children = append(c.Children, q("Subcode", code))
	} else {
		value.Text = code.Text
	}
	text := q("Text")
	text.Text, text.Attrs = f.text, []xml.Attr{{Name: xml.Name{Space: "http://www.w3.org/XML/1998/namespace", Local: "lang"}, Value: "en"}}
	return q("Fault", c, q("Reason", text))
}
