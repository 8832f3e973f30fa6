// Package totvs_test calls and serves TOTVS EAI's generated services with the samples as the other side.
package totvs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

const (
	uuid = "3f1e9c52-7a40-4c8b-9d3e-5b6f7a8c9d01"
	key  = "07|001|000000042"
)

var (
	ctx = context.Background()

	// ignoreExtra compares fields alone: what Extra keeps is shown by writing the message again.
	ignoreExtra = cmpopts.IgnoreTypes(xsd.Extra{})
)

func TestMain(m *testing.M) { wiretest.Main(m, "samples") }

func sample(t testing.TB, name string) []byte { return wiretest.Read(t, "samples/"+name) }

func at(text string) xsd.Opt[xsd.DateTime] {
	var v xsd.DateTime
	if err := v.ParseXML([]byte(text), nil); err != nil {
		panic(err)
	}
	return xsd.Some(v)
}

// information is what all messages of the samples start with.
func information(kind totvs.MessageType, delivery totvs.DeliveryType) totvs.MessageInformation {
	return totvs.MessageInformation{
		Version: "2.000", UUID: uuid, Type: kind, Transaction: "CostCenter", StandardVersion: "1.000",
		SourceApplication: "APP01", CompanyId: "07", BranchId: "001", UserId: "admin",
		Enterprise: xsd.Some(""), BusinessUnit: xsd.Some(""),
		CompanySharingMode: totvs.SharingModeC, BusinessUnitSharingMode: totvs.SharingModeC, BranchSharingMode: totvs.SharingModeE,
		Product:     &totvs.Product{Name: "PROTHEUS", Version: "12.1.33"},
		GeneratedOn: at("2026-03-02T09:15:30-03:00"), DeliveryType: delivery,
	}
}

const schema = "xmlschema/general/events/CostCenter_2_000.xsd"

func event(kind totvs.Event) totvs.TOTVSMessage {
	return totvs.TOTVSMessage{
		SchemaLocation:     schema,
		MessageInformation: information(totvs.MessageTypeBusinessMessage, totvs.DeliveryTypeAsync),
		BusinessMessage: &totvs.BusinessMessage{
			BusinessEvent: &totvs.BusinessEvent{
				Entity: "CostCenter", Event: kind,
				Identification: &totvs.Identification{Key: []totvs.Key{{Name: "InternalId", Value: key}}},
			},
			BusinessContent: &totvs.CostCenter{
				CompanyId: "07", BranchId: "001", CompanyInternalId: "07|001", Code: "000000042", InternalId: key,
				RegisterSituation: totvs.RegisterSituationActive, Name: "Manutenção predial", SPED: xsd.Some(true), Class: xsd.Some(totvs.CostCenterClass2),
			},
		},
	}
}

func request() totvs.TOTVSMessage {
	return totvs.TOTVSMessage{
		SchemaLocation:     schema,
		MessageInformation: information(totvs.MessageTypeBusinessMessage, totvs.DeliveryTypeSync),
		BusinessMessage: &totvs.BusinessMessage{
			BusinessRequest: &totvs.BusinessRequest{Operation: "CostCenter"},
			BusinessContent: &totvs.CostCenter{Code: "000000042"},
		},
	}
}

func response(p totvs.ProcessingInformation, back *totvs.ReturnContent) totvs.TOTVSMessage {
	p.ProcessedOn = at("2026-03-02T09:15:31-03:00")
	return totvs.TOTVSMessage{
		SchemaLocation:     schema,
		MessageInformation: information(totvs.MessageTypeResponseMessage, totvs.DeliveryTypeAsync),
		ResponseMessage: &totvs.ResponseMessage{
			ReceivedMessage:       &totvs.ReceivedMessage{UUID: uuid, SentBy: "APP01", Event: totvs.EventUpsert},
			ProcessingInformation: &p,
			ReturnContent:         back,
		},
	}
}

func accepted() totvs.TOTVSMessage {
	return response(totvs.ProcessingInformation{Status: totvs.ProcessingStatusOK}, &totvs.ReturnContent{
		ListOfInternalId: &totvs.ListOfInternalId{InternalId: []totvs.InternalId{{Name: "CostCenter", Origin: key, Destination: "1|02.9"}}},
	})
}

func refused() totvs.TOTVSMessage {
	return response(totvs.ProcessingInformation{
		Status: totvs.ProcessingStatusERROR,
		ListOfMessages: &totvs.ListOfMessages{Message: []totvs.Message{
			{Type: "ERROR", Code: "FE001", Value: "Mensagem padrão no formato incorreto."},
			{Type: "ERROR", Code: "AE004", Value: "Empresa não configurada para integração."},
		}},
	}, nil)
}

// read decodes a message that stands alone.
func read(t testing.TB, doc []byte) (*totvs.TOTVSMessage, []xmltext.Drift) {
	t.Helper()
	d := xmltext.NewDecoder()
	defer d.Release()
	var drift []xmltext.Drift
	d.OnDrift = func(x xmltext.Drift) { drift = append(drift, x) }
	d.Reset(doc)
	m := new(totvs.TOTVSMessage)
	if err := d.Document(xmltext.Name{Local: "TOTVSMessage"}, totvs.TypeTOTVSMessage.NS, &totvs.TypeTOTVSMessage, m); err != nil {
		t.Fatal(err)
	}
	return m, drift
}

// write encodes a message that stands alone.
func write(t testing.TB, m *totvs.TOTVSMessage) []byte {
	t.Helper()
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	if err := e.Document(xmltext.Name{Local: "TOTVSMessage"}, totvs.TypeTOTVSMessage.NS, &totvs.TypeTOTVSMessage, m); err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(e.Output())
}

// TestMessages reads the messages of the samples, writes what was read again, and writes the same from values.
func TestMessages(t *testing.T) {
	for _, test := range []struct {
		name string
		want totvs.TOTVSMessage
	}{
		{"event-upsert", event(totvs.EventUpsert)},
		{"event-delete", event(totvs.EventDelete)},
		{"request", request()},
		{"response-ok", accepted()},
		{"response-error", refused()},
		{"messageinformation", totvs.TOTVSMessage{MessageInformation: information(totvs.MessageTypeBusinessMessage, totvs.DeliveryTypeAsync)}},
		{"listof", list()},
		{"receipt", receipt("<TOTVSMessage>...</TOTVSMessage>")},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := sample(t, test.name+".xml")
			got, drift := read(t, doc)
			if drift != nil {
				t.Errorf("drift: %v", drift)
			}
			if diff := cmp.Diff(&test.want, got, ignoreExtra); diff != "" {
				t.Error(diff)
			}
			same(t, doc, write(t, got))
			same(t, doc, write(t, &test.want))
		})
	}
}

// list is the example of a list.
func list() totvs.TOTVSMessage {
	item := func(code, name, value string) totvs.Item {
		v, err := xsd.ParseDecimal(value)
		if err != nil {
			panic(err)
		}
		return totvs.Item{InternalId: "07|001|" + code, Code: code, Name: name, Value: xsd.Some(v)}
	}
	return totvs.TOTVSMessage{
		MessageInformation: totvs.MessageInformation{Version: "1.000", Type: totvs.MessageTypeBusinessMessage, Transaction: "ListOfItems"},
		BusinessMessage: &totvs.BusinessMessage{BusinessContent: &totvs.ItemList{ListOfItems: &totvs.ListOfItems{Item: []totvs.Item{
			item("11", "Sinal", "9120.70"), item("24", "Encargo", "12.00"), item("23", "Desconto", "12.22"),
		}}}},
	}
}

func receipt(content string) totvs.TOTVSMessage {
	return totvs.TOTVSMessage{
		MessageInformation: totvs.MessageInformation{Version: "2.000", Type: totvs.MessageTypeReceiptMessage},
		ReceiptMessage: &totvs.ReceiptMessage{
			ReceivedMessage: &totvs.ReceiptReceivedMessage{SentBy: "protheus_07", UUID: uuid, MessageContent: content},
			ReceiptData:     &totvs.ReceiptData{ReceivedOn: at("2026-03-02T09:15:30")},
		},
	}
}

// same fails the test unless two documents say the same, white space between elements aside.
func same(t testing.TB, want, got []byte) {
	t.Helper()
	if diff := infoset.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestEmptyPairs shows the bytes: an empty Enterprise and BusinessUnit are pairs of tags.
func TestEmptyPairs(t *testing.T) {
	m := event(totvs.EventUpsert)
	got := string(write(t, &m))
	for _, want := range []string{
		"<UserId>admin</UserId><Enterprise></Enterprise><BusinessUnit></BusinessUnit><CompanySharingMode>C</CompanySharingMode>",
		`<Product name="PROTHEUS" version="12.1.33"></Product><GeneratedOn>2026-03-02T09:15:30-03:00</GeneratedOn><DeliveryType>async</DeliveryType></MessageInformation>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
}

// TestLiveVariants reads what live senders write otherwise, and keeps it.
func TestLiveVariants(t *testing.T) {
	doc := sample(t, "messageinformation-live.xml")
	got, drift := read(t, doc)
	want := totvs.MessageInformation{
		Version: "2.004", UUID: "1", Type: totvs.MessageTypeBusinessMessage, Transaction: "ProductionOrder", StandardVersion: "1.0",
		SourceApplication: "SIGAPCP", CompanyId: "02", BranchId: "020001", UserId: "000000",
		Product:     &totvs.Product{Name: "MATA650", Version: "12.1.2410"},
		GeneratedOn: at("2026-03-02T09:15:30"), ContextName: "PROTHEUS", DeliveryType: "Sync",
	}
	if diff := cmp.Diff(want, got.MessageInformation, ignoreExtra); diff != "" {
		t.Error(diff)
	}
	if len(drift) != 1 || drift[0].Kind != xmltext.UnknownEnum || drift[0].Path != "/TOTVSMessage/MessageInformation/DeliveryType" {
		t.Errorf("drift %v, want the delivery type alone", drift)
	}
	same(t, doc, write(t, got))

	misspelt := bytes.ReplaceAll(sample(t, "event-upsert.xml"), []byte("BusinessUnitSharingMode"), []byte("BusinessUnitySharingMode"))
	misspelt = bytes.Replace(misspelt, []byte("<UUID>"), []byte("<ContextName>LOGIX</ContextName><UUID>"), 1)
	got, drift = read(t, misspelt)
	if len(drift) != 1 || drift[0].Kind != xmltext.UnknownElement || got.MessageInformation.ContextName != "LOGIX" {
		t.Errorf("drift %v, want the misspelt mode alone", drift)
	}
	same(t, misspelt, write(t, got))
}

// TestUnknownTransaction keeps the content of a transaction that the spec does not have.
func TestUnknownTransaction(t *testing.T) {
	doc := []byte(`<TOTVSMessage><MessageInformation><Transaction>Item</Transaction></MessageInformation>` +
		`<BusinessMessage><BusinessContent><Code unit="x">1</Code><!-- --><Code>2</Code></BusinessContent></BusinessMessage></TOTVSMessage>`)
	got, drift := read(t, doc)
	other, ok := got.BusinessMessage.BusinessContent.(*totvs.BusinessContentOther)
	if !ok || !strings.Contains(other.XML, `<Code unit="x">1</Code>`) || len(drift) != 1 {
		t.Errorf("read %#v with drift %v", got.BusinessMessage.BusinessContent, drift)
	}
	same(t, doc, write(t, got))
}

// TestRequestsAreTheSamples compares the bytes of each service's request with its sample.
func TestRequestsAreTheSamples(t *testing.T) {
	samples := map[string]string{"protheus": "tot", "pcfactory": "tem", "wspcp": "wspcp"}
	for _, f := range flavours {
		r, err := f.build("https://servidor.invalid/x", event(totvs.EventUpsert))
		if err != nil {
			t.Fatal(err)
		}
		if _, basic, _ := r.BasicAuth(); (f.name == "wspcp" || f.name == "rm") != (basic == user || r.Header.Get("Authorization") != "") {
			t.Errorf("%s: credentials %q", f.name, r.Header.Get("Authorization"))
		}
		if samples[f.name] == "" {
			continue
		}
		if got, want := wiretest.Body(t, r), sample(t, f.name+"-upsert.request.xml"); !bytes.Equal(got, want) {
			t.Errorf("%s: the bytes differ\n got %s\nwant %s", f.name, got, want)
		}
	}
}

// TestPublishedForms serves the requests in the form that they are published in, with white space and an XML declaration.
func TestPublishedForms(t *testing.T) {
	for _, f := range flavours[:3] {
		var got totvs.TOTVSMessage
		h := f.handler(func(m totvs.TOTVSMessage) (*totvs.TOTVSMessage, error) {
			got = m
			a := accepted()
			return &a, nil
		})
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(sample(t, f.name+"-upsert.published.xml")))
		r.Header.Set("Content-Type", "text/xml; charset=utf-8")
		r.SetBasicAuth(user, password)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if diff := cmp.Diff(event(totvs.EventUpsert), got, ignoreExtra); diff != "" || w.Code != http.StatusOK {
			t.Errorf("%s: status %d %s: %s", f.name, w.Code, w.Body, diff)
		}
	}
}

// TestReplies reads the samples of replies.
func TestReplies(t *testing.T) {
	for _, f := range flavours[:2] {
		server := &wiretest.Server{Reply: sample(t, f.name+"-ok.response.xml")}
		got, err := f.call("https://servidor.invalid/x", event(totvs.EventUpsert), soap.WithHTTPClient(server))
		if err != nil {
			t.Fatal(err)
		}
		want := accepted()
		if diff := cmp.Diff(&want, got, ignoreExtra); diff != "" {
			t.Errorf("%s: %s", f.name, diff)
		}
	}
}

// TestErrorInside200 finds the error that stands in the document that the reply carries.
func TestErrorInside200(t *testing.T) {
	server := &wiretest.Server{Reply: sample(t, "wspcp-error.response.xml")}
	_, err := flavours[2].call("https://servidor.invalid/x", event(totvs.EventUpsert), soap.WithHTTPClient(server))
	var refusal *soap.Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("error %v, want a refusal", err)
	}
	if refusal.Status != "ERROR" || refusal.Message != "Não foi possível interpretar o arquivo XML. Document is empty" {
		t.Errorf("refusal %+v", refusal)
	}
	list := answer(refusal).ResponseMessage.ProcessingInformation.ListOfMessages.Message
	if diff := cmp.Diff([]totvs.Message{{Type: "ERROR", Code: "1", Value: refusal.Message}}, list, ignoreExtra); diff != "" {
		t.Error(diff)
	}
}

// TestAnswerIsNoMessage takes no result for a success that holds no message which says so.
func TestAnswerIsNoMessage(t *testing.T) {
	const failed = "<ResponseMessage><ProcessingInformation><Status>ERROR</Status></ProcessingInformation></ResponseMessage>"
	const message = "<TOTVSMessage><MessageInformation/>" + failed + "</TOTVSMessage>"
	escaped := strings.NewReplacer("<", "&lt;", "&", "&amp;").Replace
	for result, status := range map[string]string{
		escaped("\uFEFF<?xml version=\"1.0\"?>" + message):           "ERROR",
		escaped(strings.Replace(message, ">", " xmlns='urn:x'>", 1)): "",
		message:                            "",
		escaped(message[:len(message)-20]): "",
		"Erro interno":                     "",
		escaped("<Other/>"):                "",
		" ":                                "",
		"":                                 "",
		escaped("<TOTVSMessage><MessageInformation/></TOTVSMessage>"): "",
	} {
		reply := `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><RECEIVEMESSAGERESPONSE xmlns="http://www.totvs.com/">` +
			`<RECEIVEMESSAGERESULT>` + result + `</RECEIVEMESSAGERESULT></RECEIVEMESSAGERESPONSE></e:Body></e:Envelope>`
		_, err := flavours[0].call("https://servidor.invalid/x", event(totvs.EventUpsert), soap.WithHTTPClient(&wiretest.Server{Reply: []byte(reply)}))
		var refusal *soap.Refusal
		if !errors.As(err, &refusal) || refusal.Status != status {
			t.Errorf("%q: error %v, want a refusal with the status %q", result, err, status)
		}
	}
}

// TestErrorAsElements reads an error whose code and text are elements, as the refusal of a call and on the way to JSON.
func TestErrorAsElements(t *testing.T) {
	const around, end = "<TOTVSMessage><MessageInformation></MessageInformation><ResponseMessage><ProcessingInformation><Status>ERROR</Status><ListOfMessages>",
		"</ListOfMessages></ProcessingInformation></ResponseMessage></TOTVSMessage>"
	doc := []byte(around + "<Message><Code>3</Code><Detail>Registro processado</Detail></Message>" + end)
	got, drift := read(t, doc)
	if len(drift) != 2 || drift[0].Kind != xmltext.ValueForm || drift[1].Kind != xmltext.ValueForm {
		t.Errorf("drift %v, want the code and the detail", drift)
	}
	want := []totvs.Message{{Code: "3", Value: "Registro processado"}}
	if diff := cmp.Diff(want, got.ResponseMessage.ProcessingInformation.ListOfMessages.Message); diff != "" {
		t.Error(diff)
	}
	attributes := around + `<Message code="3">Registro processado</Message>` + end
	if again := write(t, got); string(again) != attributes {
		t.Errorf("written %s, want the form of all others", again)
	}
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	lost := 0
	direct, err := jsontext.FromXML(nil, got.JSONForm(), doc, &jsontext.Options{OnLost: func(l jsontext.Lost) {
		if lost++; !l.Stated {
			t.Errorf("%v, and the contract does not say so", l)
		}
	}})
	if err != nil || string(direct) != string(text) || !strings.Contains(string(text), `"Details":[{"Code":"3","Message":"Registro processado"}]`) {
		t.Errorf("of the value %s\nof the document %s, %v", text, direct, err)
	}
	if lost == 0 {
		t.Error("the form that does not come back is not reported")
	}
	reply := `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><RECEIVEMESSAGERESPONSE xmlns="http://www.totvs.com/">` +
		`<RECEIVEMESSAGERESULT><![CDATA[` + string(doc) + `]]></RECEIVEMESSAGERESULT></RECEIVEMESSAGERESPONSE></e:Body></e:Envelope>`
	_, err = flavours[0].call("https://servidor.invalid/x", event(totvs.EventUpsert), soap.WithHTTPClient(&wiretest.Server{Reply: []byte(reply)}))
	var refusal *soap.Refusal
	if !errors.As(err, &refusal) || refusal.Status != "ERROR" || refusal.Message != "Registro processado" {
		t.Errorf("error %v, want the refusal with its text", err)
	}
}

// TestWrongCredentials reads the fault that WSPCP answers them with.
func TestWrongCredentials(t *testing.T) {
	server := &wiretest.Server{Status: http.StatusInternalServerError, Reply: sample(t, "wspcp-authentication.fault.xml")}
	_, err := flavours[2].call("https://servidor.invalid/x", event(totvs.EventUpsert), soap.WithHTTPClient(server))
	var fault *soap.Fault
	if !errors.As(err, &fault) || fault.Code.Local != "Server" || fault.Reason != "AUTHENTICATION: USER NOT AUTHORIZED" {
		t.Errorf("error %v, want the fault", err)
	}
}

// TestServed calls each service's handler with its client: what is sent arrives, and what is answered.
func TestServed(t *testing.T) {
	for _, f := range flavours {
		t.Run(f.name, func(t *testing.T) {
			var got totvs.TOTVSMessage
			server := httptest.NewServer(f.handler(func(m totvs.TOTVSMessage) (*totvs.TOTVSMessage, error) {
				got = m
				var a totvs.TOTVSMessage
				switch m.MessageInformation.DeliveryType {
				case totvs.DeliveryTypeSync:
					a = accepted()
				default:
					a = receipt(string(write(t, &m)) + "<![CDATA[ ]]>")
				}
				return &a, nil
			}))
			defer server.Close()
			for _, m := range []totvs.TOTVSMessage{request(), event(totvs.EventDelete)} {
				back, err := f.call(server.URL, m)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(m, got, ignoreExtra); diff != "" {
					t.Errorf("arrived: %s", diff)
				}
				want := accepted()
				if m.MessageInformation.DeliveryType == totvs.DeliveryTypeAsync {
					want = receipt(string(write(t, &m)) + "<![CDATA[ ]]>")
				}
				if diff := cmp.Diff(&want, back, ignoreExtra); diff != "" {
					t.Errorf("answered: %s", diff)
				}
			}
		})
	}
}

// TestServedRefusal answers with an error, which the caller gets as one, and checks credentials.
func TestServedRefusal(t *testing.T) {
	for _, f := range flavours {
		server := httptest.NewServer(f.handler(func(totvs.TOTVSMessage) (*totvs.TOTVSMessage, error) {
			m := refused()
			return &m, nil
		}))
		_, err := f.call(server.URL, event(totvs.EventUpsert))
		var refusal *soap.Refusal
		if !errors.As(err, &refusal) || refusal.Status != "ERROR" || !strings.HasPrefix(refusal.Message, "Mensagem padrão") {
			t.Errorf("%s: error %v, want a refusal", f.name, err)
		}
		server.Close()
	}
}

// TestFacets refuses a name that is too long before anything is sent.
func TestFacets(t *testing.T) {
	m := event(totvs.EventUpsert)
	m.BusinessMessage.BusinessContent = &totvs.CostCenter{Name: strings.Repeat("x", 101)}
	server := &wiretest.Server{}
	_, err := flavours[0].call("https://servidor.invalid/x", m, soap.WithHTTPClient(server))
	var invalid *xsd.ValidationError
	if !errors.As(err, &invalid) || server.Calls != 0 {
		t.Errorf("error %v after %d calls, want a violation before any", err, server.Calls)
	}
}

// TestNilContent: content that is a nil pointer is none, in XML, in JSON and for checks.
func TestNilContent(t *testing.T) {
	without, with := request(), request()
	without.BusinessMessage.BusinessContent = nil
	with.BusinessMessage.BusinessContent = (*totvs.CostCenter)(nil)
	want, wantErr := json.Marshal(without)
	got, err := json.Marshal(with)
	if string(got) != string(want) || fmt.Sprint(err) != fmt.Sprint(wantErr) {
		t.Errorf("JSON is %s %v, want %s %v", got, err, want, wantErr)
	}
	if got, want := with.Validate(), without.Validate(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("checks say %v, want %v", got, want)
	}
}
