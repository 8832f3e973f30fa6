package golden_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	soaporders "example.com/wsgen/golden/validate-calls/want/go/orders"
	restorders "example.com/wsgen/golden/validate-rest/want/go/orders"
	search "example.com/wsgen/golden/validate-unreached/want/go/search"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xsd"
)

// An ordering is the call of one protocol: its messages break several rules at once, or none.
type ordering struct {
	mediaType           string
	reply, invalidReply string
	call                func(ctx context.Context, url string, broken bool, client, call []transport.Directions) (read bool, err error)
	request             []string // violations of the broken request
	received            []string // violations of invalidReply
}

var orderings = map[string]ordering{
	"SOAP": {
		mediaType:    "text/xml",
		reply:        soapReceipt(`<g:number>7</g:number>`),
		invalidReply: soapReceipt(`<g:number>100</g:number><g:kept><g:code>ab</g:code><g:count>1</g:count></g:kept><g:kept><g:count>0</g:count></g:kept>`),
		call: func(ctx context.Context, url string, broken bool, client, call []transport.Directions) (bool, error) {
			req := &soaporders.Order{Version: "1.0", Customer: "ACM", Line: []soaporders.Line{{Code: "A", Count: xsd.NewInteger(1)}}}
			if broken {
				req = &soaporders.Order{Version: "1", Customer: "toolong", Line: []soaporders.Line{{Code: "A", Count: xsd.NewInteger(1)}, {Code: "b", Count: xsd.NewInteger(0)}, req.Line[0]}}
			}
			c, err := soaporders.NewClient(url, options(client, func(d transport.Directions) soap.Option { return soap.Validate(d) })...)
			if err != nil {
				return false, err
			}
			reply, err := c.Order(ctx, req, options(call, func(d transport.Directions) soap.CallOption { return soap.Validate(d) })...)
			return reply != nil, err
		},
		request: []string{
			`/Order/@version: must match the pattern \d\.\d`,
			"/Order/customer: must have at most 3 characters",
			"/Order/customer: must match the pattern [A-Z]+",
			"/Order/line[2]/code: must match the pattern [A-Z]+",
			"/Order/line[2]/count: must be at least 1",
			"/Order/line[3]: must occur at most 2 times",
		},
		received: []string{
			"/Receipt/number: must be at most 99",
			"/Receipt/kept[1]/code: must match the pattern [A-Z]+",
			"/Receipt/kept[2]/code: must be present",
			"/Receipt/kept[2]/count: must be at least 1",
		},
	},
	"REST": {
		mediaType:    "application/json",
		reply:        `{"number":7}`,
		invalidReply: `{"number":100,"kept":[{"code":"A","count":1},{"code":"long","count":0}]}`,
		call: func(ctx context.Context, url string, broken bool, client, call []transport.Directions) (bool, error) {
			req := &restorders.Order{Customer: "ACM", Line: []restorders.Line{{Code: "A", Count: 1}}}
			if broken {
				req = &restorders.Order{Customer: "toolong", Line: []restorders.Line{{Code: "A", Count: 1}, {Code: "long"}, req.Line[0]}}
			}
			c, err := restorders.NewClient(url, options(client, func(d transport.Directions) rest.Option { return rest.Validate(d) })...)
			if err != nil {
				return false, err
			}
			reply, err := c.Order(ctx, req, options(call, func(d transport.Directions) rest.CallOption { return rest.Validate(d) })...)
			return reply != nil, err
		},
		request: []string{
			"/Order/customer: must have at most 3 characters",
			"/Order/customer: must match the pattern [A-Z]+",
			"/Order/line[2]/code: must have at most 3 characters",
			"/Order/line[2]/count: must be at least 1",
			"/Order/line[3]: must occur at most 2 times",
		},
		received: []string{
			"/Receipt/number: must be at most 99",
			"/Receipt/kept[2]/code: must have at most 3 characters",
			"/Receipt/kept[2]/count: must be at least 1",
		},
	},
}

// options makes an option of each of some directions, for a client or for a call.
func options[O any](directions []transport.Directions, option func(transport.Directions) O) []O {
	var list []O
	for _, d := range directions {
		list = append(list, option(d))
	}
	return list
}

func soapReceipt(content string) string {
	return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><g:receipt xmlns:g="urn:golden">` + content + `</g:receipt></s:Body></s:Envelope>`
}

// TestValidateCalls validates the messages of calls over HTTP in the directions that the client or the call asks for, and in no
// others: of an invalid request nothing is sent, and each error has all violations.
func TestValidateCalls(t *testing.T) {
	const requests, replies = transport.Requests, transport.Replies
	for protocol, o := range orderings {
		for name, tt := range map[string]struct {
			client, call    []transport.Directions
			broken, invalid bool // the request, the reply
			refused, caught bool
		}{
			"nothing asked for":                 {broken: true, invalid: true},
			"both asked for, both valid":        {client: []transport.Directions{requests | replies}},
			"requests asked for":                {client: []transport.Directions{requests}, broken: true, refused: true},
			"requests alone":                    {client: []transport.Directions{requests}, invalid: true},
			"replies asked for":                 {client: []transport.Directions{replies}, invalid: true, caught: true},
			"replies alone":                     {client: []transport.Directions{replies}, broken: true},
			"both, invalid request":             {client: []transport.Directions{requests | replies}, broken: true, invalid: true, refused: true},
			"both, invalid reply":               {client: []transport.Directions{requests | replies}, invalid: true, caught: true},
			"requests, by the call":             {call: []transport.Directions{requests}, broken: true, refused: true},
			"replies, by the call":              {call: []transport.Directions{replies}, invalid: true, caught: true},
			"the call instead of the client":    {client: []transport.Directions{requests}, call: []transport.Directions{replies}, broken: true, invalid: true, caught: true},
			"the call asks for nothing instead": {client: []transport.Directions{requests | replies}, call: []transport.Directions{0}, broken: true, invalid: true},
		} {
			t.Run(protocol+": "+name, func(t *testing.T) {
				sent := 0
				s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					sent++
					w.Header().Set("Content-Type", o.mediaType)
					if tt.invalid {
						_, _ = io.WriteString(w, o.invalidReply)
						return
					}
					_, _ = io.WriteString(w, o.reply)
				}))
				defer s.Close()
				read, err := o.call(t.Context(), s.URL, tt.broken, tt.client, tt.call)

				_, refused := errors.AsType[*transport.RequestError](err)
				_, caught := errors.AsType[*transport.DecodeError](err)
				if refused != tt.refused || caught != tt.caught || read != (err == nil) {
					t.Fatalf("refused before sending: %v, after reading: %v; a reply: %v; error %v", refused, caught, read, err)
				}
				if (sent == 1) == tt.refused || sent > 1 {
					t.Errorf("sent %d requests", sent)
				}
				var want []string
				switch {
				case refused:
					want = o.request
				case caught:
					want = o.received
				}
				if d := cmp.Diff(want, violations(err)); d != "" {
					t.Errorf("violations (-want +got):\n%s", d)
				}
			})
		}
	}
}

// TestValidateUnreached validates replies with declarations that no operation leads to: a wildcard, xs:anyType and xsi:type do.
func TestValidateUnreached(t *testing.T) {
	for body, want := range map[string][]string{
		`<g:strict g:mark="1"><g:note><g:text>x</g:text></g:note></g:strict>`: nil,
		`<g:value x:type="g:Point"/><g:value x:type="g:FewCents">1.50</g:value><g:value x:type="g:Sizes">1 2</g:value>` +
			`<g:party x:type="g:Company" vat="1"><g:name>n</g:name></g:party><g:price x:type="g:FewCents">1</g:price>`: nil,
		`<g:value x:type="g:Unheard"/>`:             {"/found/value[1]/@type: must name a type"},
		`<g:party x:type="g:Point"/>`:               {"/found/party[1]/@type: must name the declared type or one that derives from it", "/found/party[1]/name: must be present"},
		`<g:strict g:mark="x"><g:gone/></g:strict>`: {"/found/strict/@mark: must be an xs:int", "/found/strict/gone[1]: is not declared"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/xml")
			_, _ = io.WriteString(w, `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:g="urn:golden" `+
				`xmlns:x="http://www.w3.org/2001/XMLSchema-instance"><e:Body><g:found>`+body+`</g:found></e:Body></e:Envelope>`)
		}))
		c, err := search.NewClient(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		reply, err := c.Find(t.Context(), &search.Find{Value: 1})
		server.Close()
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		if d := cmp.Diff(want, violations(reply.Validate())); d != "" {
			t.Errorf("%s (-want +got):\n%s", body, d)
		}
	}
}
