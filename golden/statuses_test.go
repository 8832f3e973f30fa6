package golden_test

import (
	"strings"
	"testing"

	"example.com/wsgen/golden/statuses/want/go/depot"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// TestStatuses finds the status that counts among those of a reply's items and of the documents in them.
func TestStatuses(t *testing.T) {
	const said = "<gol:text>t</gol:text>"
	item := func(code, rest string) string {
		return "<gol:item><gol:code>" + code + "</gol:code>" + rest + "</gol:item>"
	}
	more := func(codes ...string) string {
		doc := "<report>"
		for _, c := range codes {
			doc += "<line><code>" + c + "</code><text>inner " + c + "</text></line>"
		}
		return "<gol:text/><gol:more>" + string(xmltext.AppendText(nil, doc+"</report>")) + "</gol:more>"
	}
	for _, test := range []struct{ name, items, status, message string }{
		{"one success", item("stored", said), "stored", "t"},
		{"the last success", item("stored", "<gol:text>a</gol:text>") + item("KNOWN", said), "KNOWN", "t"},
		{"the first refusal", item("stored", said) + item("full", said) + item("lost", said), "full", "t"},
		{"silent before a success", item("?", "<gol:text/>") + item("stored", said), "stored", "t"},
		{"silent behind a success", item("stored", said) + item("?", "<gol:text/>"), "stored", "t"},
		{"silent alone", item("?", "<gol:text/>"), "?", ""},
		{"not silent with a message", item("?", said) + item("stored", said), "?", "t"},
		{"inner success", item("?", more("0")), "0", "inner 0"},
		{"inner refusal", item("?", more("0", "7", "8")), "7", "inner 7"},
		{"inner refusal behind a success", item("stored", more("7")), "7", "inner 7"},
		{"outer refusal first", item("full", more("7")), "full", ""},
		{"another document", item("?", "<gol:text/><gol:more>&lt;receipt>&lt;number>1&lt;/number>&lt;/receipt></gol:more>"), "?", ""},
	} {
		part := depot.OpStore.Out.Body[0]
		reply := new(depot.StoreResponse)
		d := xmltext.NewDecoder()
		d.Reset([]byte(`<gol:storeResponse xmlns:gol="urn:golden"><gol:items>` + test.items + `</gol:items></gol:storeResponse>`))
		if err := d.Document(part.Name, depot.OpStore.Binding.Namespaces, part.Type, reply); err != nil {
			t.Fatal(err)
		}
		d.Release()
		if status, message := soap.Stated(reply).ReplyStatus(); status != test.status || message != test.message {
			t.Errorf("%s: %q, %q; want %q, %q", test.name, status, message, test.status, test.message)
		}
	}
	if status, _ := new(depot.StoreResponse).ReplyStatus(); strings.TrimSpace(status) != "" {
		t.Errorf("no items: %q", status)
	}
}
