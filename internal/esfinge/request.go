package esfinge

import (
	"encoding/xml"
	"fmt"
	"slices"

	"example.com/wsgen/internal/infoset"
)

const (
	nsSOAP     = "http://schemas.xmlsoap.org/soap/envelope/"
	nsWSSE     = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
	textType   = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText"
	nsToken    = "http://token.ws.tce.sc.gov.br/"
	nsServidor = "http://servidor.ws.tce.sc.gov.br/"
)

// A fault is what a request that can't be read or trusted gets for an answer.
type fault struct {
	space, code string // of the faultcode; space nsSOAP unless the code is WS-Security's
	text        string
}

func (f *fault) Error() string { return f.text }

func clientFault(format string, args ...any) *fault {
	return &fault{space: nsSOAP, code: "Client", text: fmt.Sprintf(format, args...)}
}

// open reads an envelope and returns its security block, nil for none, and the body's element.
func open(doc []byte) (security, payload *infoset.Element, err error) {
	env, err := infoset.Parse(doc)
	if err != nil {
		return nil, nil, clientFault("Problems creating SAAJ object model")
	}
	if env.Name != (xml.Name{Space: nsSOAP, Local: "Envelope"}) {
		return nil, nil, &fault{space: nsSOAP, code: "VersionMismatch", text: "the root is not a SOAP 1.1 envelope"}
	}
	for _, e := range env.Children {
		switch {
		case e.Name == xml.Name{Space: nsSOAP, Local: "Header"} && payload == nil:
			for _, block := range e.Children {
				if block.Name == (xml.Name{Space: nsWSSE, Local: "Security"}) {
					security = block
				} else if attr(block, nsSOAP, "mustUnderstand") == "1" {
					return nil, nil, &fault{space: nsSOAP, code: "MustUnderstand", text: "the header " + block.Name.Local + " is not understood"}
				}
			}
		case e.Name == xml.Name{Space: nsSOAP, Local: "Body"} && payload == nil && len(e.Children) == 1:
			payload = e.Children[0]
		default:
			return nil, nil, clientFault("unexpected element %s in the envelope", e.Name.Local)
		}
	}
	if payload == nil {
		return nil, nil, clientFault("the envelope has no body")
	}
	return security, payload, nil
}

// authenticate checks the UsernameToken of a security block.
func authenticate(security *infoset.Element, users map[string]string) error {
	if security == nil {
		return &fault{nsWSSE, "InvalidSecurity", "An error was discovered processing the <wsse:Security> header"}
	}
	user := security.Find("UsernameToken", "Username")
	password := security.Find("UsernameToken", "Password")
	if user == nil || password == nil || user.Name.Space != nsWSSE || password.Name.Space != nsWSSE ||
		attr(security, nsSOAP, "mustUnderstand") != "1" || attr(password, "", "Type") != textType {
		return &fault{nsWSSE, "InvalidSecurity", "An error was discovered processing the <wsse:Security> header"}
	}
	if want, ok := users[user.Text]; !ok || want != password.Text {
		return &fault{nsWSSE, "FailedAuthentication", "The security token could not be authenticated or authorized"}
	}
	return nil
}

func attr(e *infoset.Element, space, local string) string {
	i := slices.IndexFunc(e.Attrs, func(a xml.Attr) bool { return a.Name == xml.Name{Space: space, Local: local} })
	if i < 0 {
		return ""
	}
	return e.Attrs[i].Value
}
