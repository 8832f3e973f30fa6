package jsontext_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/xmltext"
)

const event = `<Message xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="x.xsd">
<Information version="2.000"><UUID>1</UUID><Type>Business</Type><Transaction>Center</Transaction><Enterprise></Enterprise>
<Product name="P" version="12" /><Delivery>sync</Delivery></Information>
<Business><Event><Entity>Center</Entity><Event>upsert</Event><Identification><key>k</key></Identification></Event>
<Content><Code>1</Code><Value>12.00</Value><ListOfItems><Item><Code>a</Code><Value>1</Value></Item></ListOfItems></Content></Business></Message>`

// TestMapping turns XML into JSON and back, by rules.
func TestMapping(t *testing.T) {
	tests := []struct {
		name, xml, json, back string
		lost                  []jsontext.Lost
	}{
		{
			name: "event", xml: event,
			json: `{"Header":{"Version":"2.000","UUID":"1","Type":"Business","Transaction":"Center","ProductName":"P","ProductVersion":"12","Delivery":"sync","Event":"upsert","SubType":"event"},` +
				`"Content":{"Code":"1","Value":12.00,"ListOfItems":[{"Code":"a","Value":1}]}}`,
			back: `<Message><Information version="2.000"><UUID>1</UUID><Type>Business</Type><Transaction>Center</Transaction>` +
				`<Product name="P" version="12"></Product><Delivery>sync</Delivery></Information>` +
				`<Business><Event><Entity>Center</Entity><Event>upsert</Event></Event>` +
				`<Content><Code>1</Code><Value>12.00</Value><ListOfItems><Item><Code>a</Code><Value>1</Value></Item></ListOfItems></Content></Business></Message>`,
			lost: []jsontext.Lost{
				{Path: "/Message/@noNamespaceSchemaLocation", Stated: true},
				{Path: "/Message/Information/Enterprise", Stated: true},
				{Path: "/Message/Business/Event/Identification", Stated: true},
			},
		},
		{
			name: "request",
			xml:  `<Message><Information><UUID>1</UUID><Type>Business</Type><Transaction>C</Transaction></Information><Business><Request><Operation>C</Operation></Request><Content></Content></Business></Message>`,
			json: `{"Header":{"UUID":"1","Type":"Business","Transaction":"C","SubType":"request"},"Content":{}}`,
		},
		{
			name: "response",
			xml: `<Message><Information><UUID>1</UUID><Type>Response</Type></Information><Response><Status>ERROR</Status>` +
				`<ListOfMessages><Message code="A">one</Message><Message code="B">two</Message></ListOfMessages></Response></Message>`,
			json: `{"Header":{"UUID":"1","Type":"Response"},"Content":{"Status":"ERROR","Details":[{"Code":"A","Message":"one"},{"Code":"B","Message":"two"}]}}`,
		},
		{
			name: "an attribute in a namespace",
			xml:  `<Message><Information><UUID>1</UUID><Type>Response</Type></Information><Response><ListOfMessages><Message xmlns:m="urn:made-up" m:lang="pt" code="A">one</Message></ListOfMessages></Response></Message>`,
			json: `{"Header":{"UUID":"1","Type":"Response"},"Content":{"Details":[{"Lang":"pt","Code":"A","Message":"one"}]}}`,
			back: `<Message><Information><UUID>1</UUID><Type>Response</Type></Information><Response><ListOfMessages><Message xmlns:a-lang="urn:made-up" a-lang:lang="pt" code="A">one</Message></ListOfMessages></Response></Message>`,
		},
		{
			name: "other value of a constant",
			xml:  `<Message><Information><UUID>1</UUID><Type>ResponseMessage</Type></Information><Response><ListOfMessages></ListOfMessages></Response></Message>`,
			json: `{"Header":{"UUID":"1","Type":"ResponseMessage"},"Content":{"Details":[]}}`,
		},
		{
			name: "a constant that nothing gives",
			xml:  `<Message><Information><UUID>1</UUID></Information><Response></Response></Message>`,
			json: `{"Header":{"UUID":"1","Type":"Response"},"Content":{}}`,
			back: `<Message><Information><UUID>1</UUID><Type>Response</Type></Information><Response></Response></Message>`,
			lost: []jsontext.Lost{{Path: "/Message/Information/Type", Stated: true, Added: true}},
		},
		{
			name: "a copy that differs, a constant that contradicts, an attribute",
			xml: `<Message><Information><Type>Business</Type><Transaction>C</Transaction></Information><Business><Event><Entity>D</Entity></Event></Business>` +
				`<Response><Status a="1">OK</Status></Response></Message>`,
			json: `{"Header":{"Type":"Business","Transaction":"C","SubType":"event"},"Content":{"Status":"OK"}}`,
			back: `<Message><Information><Type>Business</Type><Transaction>C</Transaction></Information><Business><Event><Entity>C</Entity></Event><Content><Status>OK</Status></Content></Business></Message>`,
			lost: []jsontext.Lost{
				{Path: "/Message/Business/Event/Entity"},
				{Path: "/Message/Response"},
				{Path: "/Message/Business/Content", Stated: true, Added: true},
				{Path: "/Message/Response/Status/@a"},
			},
		},
		{
			name: "unknown elements",
			xml: `<Message><Information><UUID>1</UUID><New>x</New></Information><Business><Other>y</Other></Business><More><a>1</a><b></b></More>` +
				`<Twice>1</Twice><Twice>2</Twice><n:q xmlns:n="urn:n">3</n:q></Message>`,
			json: `{"Header":{"UUID":"1","New":"x","Type":"Business"},"More":{"a":"1","b":""}}`,
			back: `<Message><Information><UUID>1</UUID><Type>Business</Type><New>x</New></Information><More><a>1</a><b></b></More></Message>`,
			lost: []jsontext.Lost{
				{Path: "/Message/Business/Other"}, {Path: "/Message/Twice"}, {Path: "/Message/Twice"}, {Path: "/Message/q"},
				{Path: "/Message/Information/Type", Stated: true, Added: true}, {Path: "/Message/Business", Stated: true},
			},
		},
		{
			name: "an element that a constant names and that is not there",
			xml:  `<Message><Information><Type>Business</Type></Information></Message>`,
			json: `{"Header":{"Type":"Business"}}`,
		},
		{
			name: "an element with content that a constant names and that is not there",
			xml:  `<Message><Information><Type>Response</Type></Information></Message>`,
			json: `{"Header":{"Type":"Response"}}`,
		},
		{
			name: "nothing in an element that a constant names",
			xml:  `<Message><Information><Type>Business</Type></Information><Business></Business></Message>`,
			json: `{"Header":{"Type":"Business"}}`,
			back: `<Message><Information><Type>Business</Type></Information></Message>`,
			lost: []jsontext.Lost{{Path: "/Message/Business", Stated: true}},
		},
		{
			name: "a copy that nothing else gives",
			xml:  `<Message><Information><Type>Business</Type></Information><Business><Event><Entity>C</Entity></Event></Business></Message>`,
			json: `{"Header":{"Type":"Business","SubType":"event","Transaction":"C"}}`,
			back: `<Message><Information><Type>Business</Type><Transaction>C</Transaction></Information><Business><Event><Entity>C</Entity></Event></Business></Message>`,
			lost: []jsontext.Lost{{Path: "/Message/Information/Transaction", Stated: true, Added: true}},
		},
		{
			name: "a value without its copy, and no type",
			xml:  `<Message><Information><Transaction>C</Transaction></Information><Business><Event><Event>e</Event></Event></Business></Message>`,
			json: `{"Header":{"Transaction":"C","Event":"e","Type":"Business","SubType":"event"}}`,
			back: `<Message><Information><Type>Business</Type><Transaction>C</Transaction></Information><Business><Event><Entity>C</Entity><Event>e</Event></Event></Business></Message>`,
			lost: []jsontext.Lost{
				{Path: "/Message/Information/Type", Stated: true, Added: true},
				{Path: "/Message/Business/Event/Entity", Stated: true, Added: true},
			},
		},
		{
			name: "no element for what a constant says",
			xml:  `<Message><Response><Status>OK</Status></Response></Message>`,
			json: `{"Content":{"Status":"OK"},"Header":{"Type":"Response"}}`,
			back: `<Message><Information><Type>Response</Type></Information><Response><Status>OK</Status></Response></Message>`,
			lost: []jsontext.Lost{
				{Path: "/Message/Information/Type", Stated: true, Added: true},
				{Path: "/Message/Information", Stated: true, Added: true},
			},
		},
		{
			name: "unknown elements in another case",
			xml:  `<Message><Information><type>Business</type><subType>event</subType></Information><Business><Event></Event><Content><Code>1</Code></Content></Business></Message>`,
			json: `{"Header":{"subType":"event","Type":"Business","SubType":"event"},"Content":{"Code":"1"}}`,
			back: `<Message><Information><Type>Business</Type><subType>event</subType></Information><Business><Event></Event><Content><Code>1</Code></Content></Business></Message>`,
			lost: []jsontext.Lost{{Path: "/Message/Information/type"}, {Path: "/Message/Information/Type", Stated: true, Added: true}},
		},
		{
			name: "unknown elements that are called as members elsewhere",
			xml:  `<Message><Information><Type>Business</Type><SubType>event</SubType></Information><Content><a>1</a></Content></Message>`,
			json: `{"Header":{"Type":"Business","SubType":"event"},"Content":{"a":"1"}}`,
			back: `<Message><Information><Type>Business</Type></Information><Business><Event></Event><Content><a>1</a></Content></Business></Message>`,
			lost: []jsontext.Lost{
				{Path: "/Message/Business", Stated: true, Added: true},
				{Path: "/Message/Information/SubType"},
				{Path: "/Message/Content"},
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var lost []jsontext.Lost
			out, err := jsontext.FromXML(nil, &jMessage, []byte(tt.xml), &jsontext.Options{OnLost: func(l jsontext.Lost) { lost = append(lost, l) }})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.json, string(out)); diff != "" {
				t.Errorf("JSON (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.lost, lost); diff != "" {
				t.Errorf("lost (-want +got):\n%s", diff)
			}
			want := tt.back
			if want == "" {
				want = tt.xml
			}
			back, err := jsontext.ToXML(nil, &jMessage, xmltext.Name{Local: "Message"}, out, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, string(back)); diff != "" {
				t.Errorf("XML (-want +got):\n%s", diff)
			}
			checkJSON(t, string(out), string(out))
		})
	}
}

// TestMappingOfJSON turns JSON into XML and back: what has no rule is kept as unknown.
func TestMappingOfJSON(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"no type", `{"Header":{"UUID":"1"},"Content":{"Code":"1","Value":1.50}}`, ""},
		{"another type", `{"Header":{"UUID":"1","Type":"Receipt"},"Content":{"Code":"1"}}`, ""},
		{"another subtype", `{"Header":{"UUID":"1","Type":"Business","SubType":"query","Event":"upsert"},"Content":{}}`, ""},
		{"event of a request", `{"Header":{"UUID":"1","Type":"Business","SubType":"request","Event":"upsert"},"Content":{"Code":"1"}}`, ""},
		{"members beside", `{"Header":{"UUID":"1","Type":"Response","Enterprise":"e","Product":{"name":"n"}},"Content":{"Status":"OK","Details":[{"Code":"A","Message":"m","DetailedMessage":"","Number":1}],"ListOfMessages":[1]},"Information":{"UUID":"2"},"More":[1]}`, ""},
		{"order of members", `{"Content":{"Value":1,"Code":"c"},"Header":{"SubType":"event","Type":"Business","UUID":"1"}}`,
			`{"Header":{"UUID":"1","Type":"Business","SubType":"event"},"Content":{"Code":"c","Value":1}}`},
		{"other case", `{"header":{"uuid":"1","type":"business","subType":"Event","event":"upsert","transaction":"C","version":"2"},"content":{"Code":"1","code":"2"}}`,
			`{"Header":{"Version":"2","UUID":"1","Type":"business","SubType":"event","Event":"upsert","Transaction":"C"},"Content":{"Code":"1","code":"2"}}`},
		{"both cases", `{"Header":{"type":"Response","Type":"Business","subtype":"event","SubType":"event"},"Content":{"Code":"1"},"content":{"a":"b"}}`, ""},
		{"other case of nothing", `{"Header":{"type":"Business"}}`, `{"Header":{"Type":"Business"}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want
			if want == "" {
				want = tt.in
			}
			checkJSON(t, tt.in, want)
		})
	}
}

// TestOtherCaseIsDrift reports members and constants that rules lead through and whose case differs.
func TestOtherCaseIsDrift(t *testing.T) {
	var drift []xmltext.Drift
	in := `{"header":{"type":"Response"},"Content":{}}`
	if _, err := jsontext.ToXML(nil, &jMessage, xmltext.Name{Local: "Message"}, []byte(in), &jsontext.Options{OnDrift: func(d xmltext.Drift) { drift = append(drift, d) }}); err != nil {
		t.Fatal(err)
	}
	want := []xmltext.Drift{{Path: "/header", Kind: xmltext.ValueForm}, {Path: "/header/type", Kind: xmltext.ValueForm}}
	if diff := cmp.Diff(want, drift); diff != "" {
		t.Errorf("drift (-want +got):\n%s", diff)
	}
}

// checkJSON turns JSON into XML and back and compares values.
func checkJSON(t *testing.T, in, want string) {
	t.Helper()
	doc, err := jsontext.ToXML(nil, &jMessage, xmltext.Name{Local: "Message"}, []byte(in), nil)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsontext.FromXML(nil, &jMessage, doc, &jsontext.Options{OnLost: func(l jsontext.Lost) { t.Errorf("lost %v of %s", l, doc) }})
	if err != nil {
		t.Fatalf("%v: %s", err, doc)
	}
	if diff := cmp.Diff(decoded(t, want), decoded(t, string(out))); diff != "" {
		t.Errorf("JSON (-want +got):\n%s\nXML: %s", diff, doc)
	}
}

// TestLostUnheard leaves out in silence only what the contract says is left out.
func TestLostUnheard(t *testing.T) {
	out, err := jsontext.FromXML(nil, &jMessage, []byte(`<Message><Information><Enterprise>e</Enterprise></Information></Message>`), nil)
	if err != nil || string(out) != `{"Header":{}}` {
		t.Errorf("got %s, %v", out, err)
	}
	_, err = jsontext.FromXML(nil, &jMessage, []byte(`<Message><Information at="1"></Information></Message>`), nil)
	if lost := new(jsontext.LostError); !errors.As(err, &lost) || lost.Lost.Path != "/Message/Information/@at" {
		t.Errorf("got %v, want what is lost", err)
	}
}
