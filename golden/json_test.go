package golden_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	messages "example.com/wsgen/golden/json-mapping/want/go/messages"
	registry "example.com/wsgen/golden/json/want/go/registry"
	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// TestJSON reads and writes JSON through encoding/json, which calls the generated methods.
func TestJSON(t *testing.T) {
	const in = `{"Title":"t","active":true,"kind":7,"price":12.00,"rate":0.5,"since":"2017-11-15T12:00:30-02:00","code":11,"count":"7","note":null,` +
		`"Tags":["a"],"ListOfUses":[{"module":4,"notification":[9,10]}],"parent":{"Title":"p","active":false,"ListOfUses":[]},"new":[1,{"x":null}]}`
	var hook registry.Hook
	if err := json.Unmarshal([]byte(in), &hook); err != nil {
		t.Fatal(err)
	}
	if hook.Kind.Or(0) != 7 || hook.Kind.Or(0).Known() || hook.Code.Or("") != "11" || hook.Note.State() != xsd.IsNil {
		t.Errorf("got %+v", hook)
	}
	if got := hook.ListOfUses.Use[0].Notification.Notification; !cmp.Equal(got, []int32{9, 10}) {
		t.Errorf("notifications are %v", got)
	}
	out, err := json.Marshal(hook)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, string(out)); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	var again registry.Hook
	if err := json.Unmarshal(out, &again); err != nil || !again.Extra.Equal(hook.Extra) {
		t.Errorf("read again: %v, %v", again.Extra, err)
	}
}

func TestJSONOfText(t *testing.T) {
	var m registry.Message
	if err := json.Unmarshal([]byte(`{"Code":"FE001","Message":"a text","DetailedMessage":""}`), &m); err != nil {
		t.Fatal(err)
	}
	m.Type = xsd.Some("ERROR") // it has no member
	out, err := json.Marshal([]*registry.Message{&m})
	if want := `[{"Code":"FE001","DetailedMessage":"","Message":"a text"}]`; err != nil || string(out) != want {
		t.Errorf("got %s, %v", out, err)
	}
}

// TestElementsBesideText reads a text and an attribute from elements, unless these have a value already.
func TestElementsBesideText(t *testing.T) {
	for _, test := range []struct{ in, again, json string }{
		{`<notice><Code> 3 </Code><Detail><![CDATA[a é b]]></Detail></notice>`, `<notice code=" 3 ">a é b</notice>`, `{"Code":3,"Message":"a é b"}`},
		{`<notice>  <Detail/><Code>4</Code></notice>`, `<notice code="4"></notice>`, `{"Code":4,"Message":""}`},
		{`<notice code="1">a<Detail>b</Detail><Code>2</Code></notice>`, `<notice code="1">a<Detail>b</Detail><Code>2</Code></notice>`, ""},
		{`<notice><Detail x="1">b</Detail><n:Code xmlns:n="urn:n">2</n:Code></notice>`, `<notice><Detail x="1">b</Detail><n:Code xmlns:n="urn:n">2</n:Code></notice>`, ""},
		{`<notice><Detail>a</Detail><Detail>b</Detail></notice>`, `<notice>a<Detail>b</Detail></notice>`, ""},
	} {
		d := xmltext.NewDecoder()
		d.Reset([]byte(test.in))
		var got registry.Notice
		if err := d.Document(xmltext.Name{Local: "notice"}, nil, got.JSONForm().Type, &got); err != nil {
			t.Errorf("%s: %v", test.in, err)
			continue
		}
		d.Release()
		e := xmltext.NewEncoder(xmltext.Prefixed)
		if err := e.Document(xmltext.Name{Local: "notice"}, nil, got.JSONForm().Type, &got); err != nil {
			t.Errorf("%s: %v", test.in, err)
		} else if again := string(e.Output()); again != test.again {
			t.Errorf("%s\nagain %s\nwant  %s", test.in, again, test.again)
		}
		e.Release()
		if test.json == "" {
			continue
		}
		if out, err := json.Marshal(got); err != nil || string(out) != test.json {
			t.Errorf("%s: JSON %s, %v, want %s", test.in, out, err, test.json)
		}
		if out, err := jsontext.FromXML(nil, got.JSONForm(), []byte(test.in), nil); err != nil || string(out) != test.json {
			t.Errorf("%s: JSON of the document %s, %v, want %s", test.in, out, err, test.json)
		}
	}
}

func TestJSONOfDerived(t *testing.T) {
	const in = `{"a":"1","b":"2"}`
	var x registry.Special
	if err := json.Unmarshal([]byte(in), &x); err != nil || x.A != "1" || x.B != "2" {
		t.Fatalf("got %+v, %v", x, err)
	}
	if out, err := json.Marshal(&x); err != nil || string(out) != in {
		t.Errorf("got %s, %v", out, err)
	}
}

// TestJSONMapping reads a message in one notation and writes it in the other.
func TestJSONMapping(t *testing.T) {
	const (
		doc = `<Envelope><Information version="2.000"><UUID>1</UUID><Type>Business</Type><Transaction>C</Transaction><Enterprise></Enterprise><Product name="P"></Product></Information>` +
			`<Business><Event><Entity>C</Entity><Event>upsert</Event><Key>k</Key></Event><Content><Value>12.00</Value><ListOfItems></ListOfItems></Content></Business></Envelope>`
		text = `{"Header":{"Version":"2.000","UUID":"1","Type":"Business","Transaction":"C","ProductName":"P","Event":"upsert","SubType":"event"},"Content":{"Value":12.00,"ListOfItems":[]}}`
		back = `<Envelope><Information version="2.000"><UUID>1</UUID><Type>Business</Type><Transaction>C</Transaction><Product name="P"></Product></Information>` +
			`<Business><Event><Entity>C</Entity><Event>upsert</Event></Event><Content><Value>12.00</Value><ListOfItems></ListOfItems></Content></Business></Envelope>`
	)
	form := (*messages.Envelope)(nil).JSONForm()
	var lost []string
	out, err := jsontext.FromXML(nil, form, []byte(doc), &jsontext.Options{OnLost: func(l jsontext.Lost) {
		if !l.Stated {
			t.Errorf("%v: and the contract does not say so", l)
		}
		lost = append(lost, l.Path)
	}})
	if err != nil || string(out) != text {
		t.Errorf("got %s, %v", out, err)
	}
	if diff := cmp.Diff([]string{"/Envelope/Information/Enterprise", "/Envelope/Business/Event/Key"}, lost); diff != "" {
		t.Errorf("lost (-want +got):\n%s", diff)
	}
	var x messages.Envelope
	if err := jsontext.Decode(out, form, &x, &jsontext.Options{Strict: true}); err != nil {
		t.Fatal(err)
	}
	content, ok := x.Business.Content.(*messages.Content)
	if !ok || x.Business.Event.Event != messages.BusinessEventEventUpsert || content.Value.Or(xsd.Decimal{}).String() != "12.00" {
		t.Errorf("got %+v", x.Business)
	}
	if again, err := json.Marshal(x); err != nil || string(again) != text {
		t.Errorf("got %s, %v", again, err)
	}
	if xml, err := jsontext.ToXML(nil, form, xmltext.Name{Local: "Envelope"}, out, nil); err != nil || string(xml) != back {
		t.Errorf("got %s, %v", xml, err)
	}
}

// TestJSONChosen reads content whose form another member chooses, which may stand behind it.
func TestJSONChosen(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"behind", `{"Content":{"Value":"1.50","ListOfItems":[]},"Header":{"Version":"1","UUID":"1","Type":"Business","Transaction":"C"}}`,
			`{"Header":{"Version":"1","UUID":"1","Type":"Business","Transaction":"C"},"Content":{"Value":1.50,"ListOfItems":[]}}`},
		{"unknown", `{"Header":{"Version":"1","UUID":"1","Type":"Business","Transaction":"X"},"Content":{"a":"b","Value":1.50,"ListOfItems":[{"c":1}]}}`, ""},
		{"empty and unknown", `{"Header":{"Version":"1","UUID":"1","Type":"Business"},"Content":{}}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var x messages.Envelope
			if err := json.Unmarshal([]byte(tt.in), &x); err != nil {
				t.Fatal(err)
			}
			want := tt.want
			if want == "" {
				want = tt.in
			}
			if out, err := json.Marshal(&x); err != nil || string(out) != want {
				t.Errorf("got  %s, %v\nwant %s", out, err, want)
			}
		})
	}
}
