package golden_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	calls "example.com/wsgen/golden/conformance-calls/want/go"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/runtime/soap"
)

// calledEnvelope is an envelope of a version of SOAP around a header and a body.
func calledEnvelope(space, header, body string) []byte {
	return []byte(`<e:Envelope xmlns:e="` + space + `" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" ` +
		`xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:g="urn:golden:calls"><e:Header>` + header + `</e:Header><e:Body>` + body + `</e:Body></e:Envelope>`)
}

const (
	soap11 = "http://schemas.xmlsoap.org/soap/envelope/"
	soap12 = "http://www.w3.org/2003/05/soap-envelope"

	askText     = `<g:ask xmlns:g="urn:golden:calls"><name>Ann</name></g:ask>`
	answerText  = `<g:answer xmlns:g="urn:golden:calls"><count>2</count></g:answer>`
	sessionText = `<g:session xmlns:g="urn:golden:calls"><id>4711</id></g:session>`
	leftText    = `<g:left xmlns:g="urn:golden:calls"><calls>9</calls></g:left>`

	encodedForm = ` e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:g="urn:golden:calls"`
	namesText = ` xsi:type="enc:Array" enc:arrayType="xsd:string[2]"><item xsi:type="xsd:string">a</item><item xsi:type="xsd:string">b</item></`
	dropText  = `<g:drop` + encodedForm + `><names` + namesText + `names></g:drop>`
	findText  = `<g:find` + encodedForm + `><names` + namesText + `names></g:find>`
	foundText = `<g:findResponse` + encodedForm + `><return` + namesText + `return></g:findResponse>`
	byNumText = `<g:find` + encodedForm + `><number xsi:type="xsd:int">7</number></g:find>`
)

// CallOperation does what callers do: it sends what the request says and returns what the reply says.
func TestCallOperation(t *testing.T) {
	s := serve(t)
	for _, x := range []struct {
		name, port, operation string
		header, body          string // of the request
		space                 string
		replyHeader, reply    string
	}{
		{"document, header blocks in and out", "Desk", "ask", sessionText, askText, soap12, leftText, answerText},
		{"without header blocks", "Desk", "ask", "", askText, soap12, "", answerText},
		{"one-way", "Desk", "tell", "", askText, soap12, "", ""},
		{"encoded", "Shelf", "find", "", findText, soap11, "", foundText},
		{"an overload", "Shelf", "find(findByNumber)", "", byNumText, soap11, "", foundText},
		{"one-way, encoded", "Shelf", "drop", "", dropText, soap11, "", ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			s.reply, s.status = calledEnvelope(x.space, x.replyHeader, x.reply), http.StatusOK
			if x.reply == "" {
				s.reply, s.status = nil, http.StatusAccepted
			}
			got, err := calls.CallOperation(t.Context(), s.URL, x.port, x.operation, []byte(x.header), []byte(x.body))
			if err != nil {
				t.Fatal(err)
			}
			sameXML(t, "sent", strings.Replace(string(calledEnvelope(x.space, x.header, x.body)), "<e:Header></e:Header>", "", 1), string(s.sent))
			if x.reply == "" {
				if len(got) > 0 {
					t.Errorf("returned %s, want nothing", got)
				}
				return
			}
			sameXML(t, "returned", x.reply, string(got))
		})
	}
}

// sameXML compares two documents by what they say.
func sameXML(t *testing.T, what, want, got string) {
	t.Helper()
	if diff := infoset.Diff([]byte(want), []byte(got)); diff != "" {
		t.Errorf("%s\n%s:\n%s", diff, what, got)
	}
}

// A fault that a call meets is the typed error that other callers get; what can't be called is an error.
func TestCallOperationFails(t *testing.T) {
	s := serve(t)
	s.status = http.StatusInternalServerError
	s.reply = calledEnvelope(soap12, "", `<e:Fault><e:Code><e:Value>e:Receiver</e:Value></e:Code><e:Reason><e:Text xml:lang="en">gone</e:Text></e:Reason>`+
		`<e:Detail><g:missing><name>Ann</name></g:missing></e:Detail></e:Fault>`)
	_, err := calls.CallOperation(t.Context(), s.URL, "Desk", "ask", nil, []byte(askText))
	var missing *calls.Missing
	var fault *soap.Fault
	if !errors.As(err, &missing) || missing.Name != "Ann" || !errors.As(err, &fault) || fault.Reason != "gone" {
		t.Errorf("%+v, %v", missing, err)
	}
	s.sent = nil
	for _, x := range []struct{ port, operation, header, body, want string }{
		{"Chair", "ask", "", askText, `no port "Chair"`},
		{"Desk", "find", "", askText, `no operation "find"`},
		{"Desk", "ask", leftText, askText, "the operation does not declare it"},
		{"Desk", "ask", "", "", "expected element is missing"},
	} {
		if _, err := calls.CallOperation(t.Context(), s.URL, x.port, x.operation, []byte(x.header), []byte(x.body)); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s %s: %v, want %s", x.port, x.operation, err, x.want)
		}
	}
	if s.sent != nil {
		t.Errorf("sent %s", s.sent)
	}
}

// The header blocks of replies are read by HeaderInto as they are by callers.
func TestHeadersOfReplies(t *testing.T) {
	s := serve(t)
	s.reply = calledEnvelope(soap12, leftText, answerText)
	c, err := calls.NewDesk(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	var got calls.Left
	answered, err := c.Ask(t.Context(), &calls.Ask{Name: "Ann"}, soap.HeaderInto(calls.OpDeskAsk.Out.Headers[0], &got))
	if err != nil || answered.Count != 2 || got.Calls != 9 {
		t.Errorf("%+v, %+v, %v", answered, got, err)
	}
}
