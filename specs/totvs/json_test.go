package totvs_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

var (
	form = (*totvs.TOTVSMessage)(nil).JSONForm()
	root = xmltext.Name{Local: "TOTVSMessage"}

	// xmlOnly are the elements that JSON has no member for, as the spec lists them.
	xmlOnly = []string{"StandardVersion", "Enterprise", "BusinessUnit", "ContextName", "Identification"}
)

// jsonSamples are the samples in JSON by the message that they are.
var jsonSamples = map[string]string{
	"event-upsert":   "event-upsert.request.json",
	"event-delete":   "event-delete.request.json",
	"request":        "query.request.json",
	"response-ok":    "response-ok.response.json",
	"response-error": "response-error.response.json",
	"listof":         "listof.request.json",
}

// TestJSON reads the messages of the samples in JSON and writes the same from values.
func TestJSON(t *testing.T) {
	for _, test := range []struct {
		name string
		want totvs.TOTVSMessage
	}{
		{"event-upsert", event(totvs.EventUpsert)},
		{"event-delete", event(totvs.EventDelete)},
		{"request", request()},
		{"response-ok", accepted()},
		{"response-error", detailed()},
		{"listof", list()},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := sample(t, jsonSamples[test.name])
			written, err := json.Marshal(test.want)
			if err != nil {
				t.Fatal(err)
			}
			sameJSON(t, data, written)
			var drift []xmltext.Drift
			var got totvs.TOTVSMessage
			if err := jsontext.Decode(data, form, &got, &jsontext.Options{OnDrift: func(d xmltext.Drift) { drift = append(drift, d) }}); err != nil {
				t.Fatal(err)
			}
			if drift != nil {
				t.Errorf("drift: %v", drift)
			}
			if diff := cmp.Diff(carried(test.want), got, ignoreExtra); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// carried is a message without what JSON has no place for.
func carried(m totvs.TOTVSMessage) totvs.TOTVSMessage {
	m.SchemaLocation, m.MessageInformation.StandardVersion = "", ""
	m.MessageInformation.Enterprise, m.MessageInformation.BusinessUnit = xsd.Opt[string]{}, xsd.Opt[string]{}
	if m.BusinessMessage != nil && m.BusinessMessage.BusinessEvent != nil {
		m.BusinessMessage.BusinessEvent.Identification = nil
	}
	if m.ResponseMessage != nil && m.ResponseMessage.ProcessingInformation.ListOfMessages != nil {
		list := m.ResponseMessage.ProcessingInformation.ListOfMessages.Message
		for i := range list {
			list[i].Type = ""
		}
	}
	return m
}

// detailed is the refusal as JSON says it.
func detailed() totvs.TOTVSMessage {
	m := refused()
	list := m.ResponseMessage.ProcessingInformation.ListOfMessages.Message
	for i := range list {
		list[i].DetailedMessage = xsd.Some("")
	}
	return m
}

// sameJSON fails the test unless two texts have the same members, numbers to the digit, in any order.
func sameJSON(t testing.TB, want, got []byte) {
	t.Helper()
	parse := func(data []byte) (v any) {
		d := json.NewDecoder(bytes.NewReader(data))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%v in %s", err, data)
		}
		return v
	}
	if diff := cmp.Diff(parse(want), parse(got)); diff != "" {
		t.Error(diff)
	}
}

// toJSON turns a message of XML into JSON, and tells what was lost.
func toJSON(t testing.TB, doc []byte) (data []byte, lost []jsontext.Lost) {
	t.Helper()
	data, err := jsontext.FromXML(nil, form, doc, &jsontext.Options{OnLost: func(l jsontext.Lost) { lost = append(lost, l) }})
	if err != nil {
		t.Fatal(err)
	}
	return data, lost
}

func toXML(t testing.TB, data []byte) []byte {
	t.Helper()
	doc, err := jsontext.ToXML(nil, form, root, data, nil)
	if err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return doc
}

// TestXMLToJSONToXML turns every message of the samples into JSON and back: what is missing then is what the spec lists.
func TestXMLToJSONToXML(t *testing.T) {
	files, err := filepath.Glob("samples/*.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if strings.Count(name, ".") > 1 || name == "receipt.xml" {
			continue // an envelope, or what JSON does not have
		}
		t.Run(name, func(t *testing.T) { throughJSON(t, sample(t, name)) })
	}
}

// TestReceiptIsNoJSON refuses to write a receipt as JSON, where nothing but a header would be left.
func TestReceiptIsNoJSON(t *testing.T) {
	m := totvs.TOTVSMessage{ReceiptMessage: &totvs.ReceiptMessage{ReceivedMessage: &totvs.ReceiptReceivedMessage{UUID: "1"}}}
	_, err := json.Marshal(m)
	if lost := new(jsontext.LostError); !errors.As(err, &lost) || lost.Lost.Path != "/TOTVSMessage/ReceiptMessage" {
		t.Errorf("the error of json.Marshal is %v, want what is lost", err)
	}
	c, r, _ := serve(t, http.StatusAccepted, nil)
	_, err = c.Post(ctx, &m)
	if request := new(rest.RequestError); !errors.As(err, &request) || r.Method != "" {
		t.Errorf("the error of Post is %v, sent %q; want a request error and nothing sent", err, r.Method)
	}
}

// TestReported turns messages whose parts don't agree into JSON and back: what is there then and was not, and what was and
// is not, is reported.
func TestReported(t *testing.T) {
	const event = "<BusinessMessage><BusinessEvent><Entity>CostCenter</Entity><Event>upsert</Event></BusinessEvent></BusinessMessage>"
	for _, test := range []struct {
		name, information, rest string
		back                    string // of the information; "" for the same
		without                 bool   // the rest does not come back
		lost                    []string
	}{
		{"no type", "<Transaction>CostCenter</Transaction>", event,
			"<Type>BusinessMessage</Type><Transaction>CostCenter</Transaction>", false, []string{"MessageInformation/Type: added"}},
		{"no transaction", "<Type>BusinessMessage</Type>", event,
			"<Type>BusinessMessage</Type><Transaction>CostCenter</Transaction>", false, []string{"MessageInformation/Transaction: added"}},
		{"a type, and nothing of it", "<Type>BusinessMessage</Type><Transaction>CostCenter</Transaction>", "", "", false, nil},
		{"an answer's type, and nothing of it", "<Type>ResponseMessage</Type>", "", "", false, nil},
		{"an empty message", "<Type>BusinessMessage</Type>", "<BusinessMessage></BusinessMessage>", "", true, []string{"BusinessMessage: not carried"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			message := func(information, rest string) string {
				return "<TOTVSMessage><MessageInformation>" + information + "</MessageInformation>" + rest + "</TOTVSMessage>"
			}
			data, losses := toJSON(t, []byte(message(test.information, test.rest)))
			var lost []string
			for _, l := range losses {
				if !l.Stated {
					t.Errorf("%v, and the rules don't say so", l)
				}
				lost = append(lost, strings.TrimPrefix(l.String(), "/TOTVSMessage/"))
			}
			if diff := cmp.Diff(test.lost, lost); diff != "" {
				t.Errorf("reported: %s", diff)
			}
			information, rest := test.information, test.rest
			if test.back != "" {
				information = test.back
			}
			if test.without {
				rest = ""
			}
			if diff := cmp.Diff(message(information, rest), string(toXML(t, data))); diff != "" {
				t.Errorf("%s\nby way of %s", diff, data)
			}
		})
	}
}

// throughJSON checks a message of XML on its way through JSON.
func throughJSON(t testing.TB, doc []byte) {
	t.Helper()
	data, lost := toJSON(t, doc)
	want, err := infoset.Parse(doc)
	if err != nil {
		t.Fatal(err)
	}
	stripped := strip(want)
	var paths []string
	for _, l := range lost {
		if !l.Stated {
			t.Errorf("%s is lost, and the spec does not say so", l.Path)
		}
		paths = append(paths, l.Path[strings.LastIndexByte(l.Path, '/')+1:])
	}
	slices.Sort(paths)
	slices.Sort(stripped)
	if diff := cmp.Diff(stripped, paths); diff != "" {
		t.Errorf("lost: %s", diff)
	}
	got, err := infoset.Parse(toXML(t, data))
	if err != nil {
		t.Fatal(err)
	}
	if diff := infoset.Compare(want, got); diff != "" {
		t.Errorf("%s\nby way of %s", diff, data)
	}
}

// strip removes what JSON does not carry from a document, and returns the names.
func strip(e *infoset.Element) (names []string) {
	e.Children = slices.DeleteFunc(e.Children, func(c *infoset.Element) bool {
		out := slices.Contains(xmlOnly, c.Name.Local)
		if out {
			names = append(names, c.Name.Local)
		}
		return out
	})
	for i := 0; i < len(e.Attrs); i++ {
		if a := e.Attrs[i].Name.Local; a == "noNamespaceSchemaLocation" || e.Name.Local == "Message" && a == "type" {
			names = append(names, "@"+a)
			e.Attrs = slices.Delete(e.Attrs, i, i+1)
			i--
		}
	}
	for _, c := range e.Children {
		names = append(names, strip(c)...)
	}
	return names
}

// TestJSONToXMLToJSON turns every message of the samples into XML and back.
func TestJSONToXMLToJSON(t *testing.T) {
	for _, name := range []string{"event-upsert", "event-delete", "request", "response-ok", "response-error", "listof"} {
		data := sample(t, jsonSamples[name])
		back, lost := toJSON(t, toXML(t, data))
		if lost != nil {
			t.Errorf("%s: lost %v", name, lost)
		}
		sameJSON(t, data, back)
	}
}

// TestContentBeforeHeader reads a message whose content stands before what says its type.
func TestContentBeforeHeader(t *testing.T) {
	var got totvs.TOTVSMessage
	if err := json.Unmarshal([]byte(`{"Content":{"Code":"1","Class":"2"},"Header":{"Type":"BusinessMessage","SubType":"event","Event":"upsert","Transaction":"CostCenter"}}`), &got); err != nil {
		t.Fatal(err)
	}
	want := &totvs.CostCenter{Code: "1", Class: xsd.Some(totvs.CostCenterClass2)}
	if diff := cmp.Diff(totvs.BusinessContent(want), got.BusinessMessage.BusinessContent, ignoreExtra); diff != "" {
		t.Error(diff)
	}
}

// TestDigits keeps the digits of decimals in content of a transaction that the spec does not have.
func TestDigits(t *testing.T) {
	data := []byte(`{"Header":{"Type":"BusinessMessage","Transaction":"Item"},"Content":{"Value":12.00,"Big":123456789012345678901234567890.10,"No":null,"List":[1.0,"a"]}}`)
	var m totvs.TOTVSMessage
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	back, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, data, back)
	if !bytes.Contains(back, []byte(`"Value":12.00`)) {
		t.Errorf("%s lacks the digits of 12.00", back)
	}
}

// TestLists tells an empty list from an absent one, and shows the name of the items in XML.
func TestLists(t *testing.T) {
	for content, want := range map[string]string{
		`{"ListOfCostCenter":[]}`: "<BusinessContent><ListOfCostCenter></ListOfCostCenter></BusinessContent>",
		`{}`:                      "<BusinessContent></BusinessContent>",
		`{"ListOfCostCenter":[{"Code":"1"},{"Code":"2"}]}`: "<ListOfCostCenter><CostCenter><Code>1</Code></CostCenter><CostCenter><Code>2</Code></CostCenter></ListOfCostCenter>",
	} {
		data := []byte(`{"Header":{"Type":"BusinessMessage","Transaction":"ListOfCostCenter"},"Content":` + content + `}`)
		var m totvs.TOTVSMessage
		if err := json.Unmarshal(data, &m); err != nil {
			t.Fatal(err)
		}
		if got := string(write(t, &m)); !strings.Contains(got, want) {
			t.Errorf("%s is %s, want %s in it", content, got, want)
		}
		back, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		sameJSON(t, data, back)
	}
}

// TestHeaderInOtherCase reads members of the header in another case: one page says subType.
func TestHeaderInOtherCase(t *testing.T) {
	data := []byte(`{"Header":{"type":"businessmessage","subType":"event","event":"upsert","transaction":"CostCenter"},"Content":{"Code":"1"}}`)
	var m totvs.TOTVSMessage
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	if b := m.BusinessMessage; b == nil || b.BusinessEvent == nil || b.BusinessEvent.Event != totvs.EventUpsert {
		t.Fatalf("the message is %+v", b)
	}
	if diff := cmp.Diff(totvs.BusinessContent(&totvs.CostCenter{Code: "1"}), m.BusinessMessage.BusinessContent, ignoreExtra); diff != "" {
		t.Error(diff)
	}
}

// TestOtherCase reads the list as Protheus' code and the schema call it: both are kept as they came.
func TestOtherCase(t *testing.T) {
	data := []byte(`{"Header":{"Type":"Response"},"Content":{"ReturnContent":{"ListOfInternalID":[{"Name":"CostCenter","Origin":"1","Destination":"2"}]}}}`)
	var m totvs.TOTVSMessage
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	back, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, data, back)
}

// TestAnyMessage takes random messages through both notations.
func TestAnyMessage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		m := random(r)
		doc := write(t, &m)
		throughJSON(t, doc)
		data, _ := toJSON(t, doc)
		back, lost := toJSON(t, toXML(t, data))
		if lost != nil {
			t.Errorf("lost %v of %s", lost, data)
		}
		sameJSON(t, data, back)
		if t.Failed() {
			t.Fatalf("the message is %s", doc)
		}
	}
}

// random is a message with some of its fields set.
func random(r *rand.Rand) totvs.TOTVSMessage {
	text := func() string {
		if r.IntN(3) == 0 {
			return ""
		}
		return []string{"a", "07", "1.50", "true", "null", `"`, "é<&>", "x y", "|", "{}"}[r.IntN(10)] + fmt.Sprint(r.IntN(9))
	}
	m := totvs.TOTVSMessage{SchemaLocation: text(), MessageInformation: information(totvs.MessageTypeBusinessMessage, totvs.DeliveryType(text()))}
	i := &m.MessageInformation
	i.Version, i.UUID, i.CompanyId, i.ContextName = text(), text(), text(), text()
	if r.IntN(2) == 0 {
		i.Enterprise, i.Product = xsd.Opt[string]{}, nil
	}
	if r.IntN(3) == 0 {
		i.Type = totvs.MessageTypeResponseMessage
		m.ResponseMessage = accepted().ResponseMessage
		if r.IntN(2) == 0 {
			m.ResponseMessage = refused().ResponseMessage
			m.ResponseMessage.ProcessingInformation.ListOfMessages.Message[0].Value = text()
		}
		return m
	}
	m.BusinessMessage = &totvs.BusinessMessage{BusinessContent: &totvs.CostCenter{
		Code: text(), Name: text(), SPED: xsd.Some(r.IntN(2) == 0), Class: xsd.Some(totvs.CostCenterClass(r.IntN(3))),
	}}
	if r.IntN(2) == 0 {
		m.BusinessMessage.BusinessEvent = event(totvs.EventUpsert).BusinessMessage.BusinessEvent
	} else {
		m.BusinessMessage.BusinessRequest = request().BusinessMessage.BusinessRequest
	}
	return m
}
