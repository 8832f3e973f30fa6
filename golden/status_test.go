package golden_test

import (
	"testing"

	replystatus "example.com/wsgen/golden/reply-status/want/go/orders"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// TestReplyStatus reads the status and the message of replies from where they stand within.
func TestReplyStatus(t *testing.T) {
	const from, to = `<gol:sendResponse xmlns:gol="urn:golden"><gol:result>`, `</gol:result></gol:sendResponse>`
	for _, test := range []struct {
		doc, status, message string
		op                   *soap.Operation
	}{
		{from + to, "", "", &replystatus.OpSend},
		{from + "&lt;answer>&lt;/answer>" + to, "", "", &replystatus.OpSend},
		{from + "&lt;answer>&lt;outcome>&lt;status>OK&lt;/status>&lt;/outcome>&lt;/answer>" + to, "OK", "", &replystatus.OpSend},
		{from + "&lt;answer>&lt;outcome>&lt;status>NO&lt;/status>&lt;messages/>&lt;/outcome>&lt;/answer>" + to, "NO", "", &replystatus.OpSend},
		{from + `&lt;answer>&lt;outcome>&lt;status>NO&lt;/status>&lt;messages>&lt;message code="1">first&lt;/message>&lt;message>second&lt;/message>&lt;/messages>&lt;/outcome>&lt;/answer>` + to, "NO", "first", &replystatus.OpSend},
		{`<gol:askResponse xmlns:gol="urn:golden"><gol:head><gol:code>1</gol:code><gol:text>t</gol:text></gol:head></gol:askResponse>`, "1", "t", &replystatus.OpAsk},
	} {
		part := test.op.Out.Body[0]
		node := part.New()
		d := xmltext.NewDecoder()
		d.Reset([]byte(test.doc))
		if err := d.Document(part.Name, test.op.Binding.Namespaces, part.Type, node); err != nil {
			t.Fatal(err)
		}
		d.Release()
		if status, message := node.(soap.Stated).ReplyStatus(); status != test.status || message != test.message {
			t.Errorf("%s: %q, %q; want %q, %q", test.doc, status, message, test.status, test.message)
		}
	}
}
