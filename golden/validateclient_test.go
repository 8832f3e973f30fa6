package golden_test

import (
	"errors"
	"strings"
	"testing"

	"example.com/wsgen/golden/validate/want/go/provider/orders"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/soaptest"
)

// TestValidateDirections sends invalid requests and replies: only those of the directions that are asked for are refused,
// requests before anything is sent. A reply without rules is an error, too: it would pass unchecked.
func TestValidateDirections(t *testing.T) {
	const noOK = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><o:sendResponse xmlns:o="urn:golden"/></s:Body></s:Envelope>`
	for name, tt := range map[string]struct {
		which         soap.Directions
		request, sent bool // the request is invalid; it is sent all the same
		want          string
	}{
		"neither, invalid request":  {0, true, true, ""},
		"requests, invalid request": {soap.Requests, true, false, "/send/text"},
		"replies, invalid request":  {soap.Replies, true, true, "*orders.SendResponse has no method Validate"},
		"requests, invalid reply":   {soap.Requests, false, true, ""},
		"replies, invalid reply":    {soap.Replies, false, true, "*orders.SendResponse has no method Validate"},
	} {
		t.Run(name, func(t *testing.T) {
			s := soaptest.NewServer(t)
			if tt.sent {
				s.Raw(&orders.OpSend, 200, "text/xml", noOK)
			}
			c, err := orders.NewClient(s.URL, soap.Validate(tt.which))
			if err != nil {
				t.Fatal(err)
			}
			req := validSend()
			if tt.request {
				req.Text = "too long"
			}
			_, err = c.Send(t.Context(), req)
			if (err == nil) != (tt.want == "") || !strings.Contains(text(err), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
			if _, refused := errors.AsType[*soap.RequestError](err); refused == tt.sent {
				t.Errorf("refused before sending: %v", refused)
			}
		})
	}
}
