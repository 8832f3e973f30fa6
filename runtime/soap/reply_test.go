package soap_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

const xmlType = "text/xml;charset=UTF-8"

// TestBadReplies: each is a typed error that names the operation, whatever the reply.
func TestBadReplies(t *testing.T) {
	const exception = `<soap:Fault><faultcode>soap:Server</faultcode><faultstring>mensagem do erro</faultstring><detail><ns2:Exception xmlns:ns2="http://token.ws.tce.sc.gov.br/"><message>x</message></ns2:Exception></detail></soap:Fault>`
	for _, test := range []struct {
		name        string
		status      int
		contentType string
		body        string
		want        any // a pointer to the error's type
		text        string
	}{
		{"fault on 500", 500, xmlType, body11(exception), new(*soap.Fault), "obterToken: fault Server: mensagem do erro"},
		{"fault on 200", 200, xmlType, body11(exception), new(*soap.Fault), "obterToken: fault Server: mensagem do erro"},
		{"fault on 400 without a type", 400, "", body11(exception), new(*soap.Fault), "obterToken: fault Server: mensagem do erro"},
		{"empty 200", 200, xmlType, "", new(*soap.DecodeError), "obterToken: reply: /: empty reply"},
		{"white space", 200, xmlType, " \r\n", new(*soap.DecodeError), "obterToken: reply: /: empty reply"},
		{"204", 204, "", "", new(*soap.DecodeError), "obterToken: reply: /: empty reply"},
		{"empty 500", 500, "", "", new(*soap.HTTPError), "obterToken: HTTP 500 Internal Server Error with an empty body"},
		{"error page", 502, "text/html", "<html><body>Bad<br>Gateway</body></html>", new(*soap.HTTPError), "obterToken: HTTP 502 Bad Gateway with text/html that is not a SOAP message"},
		{"login page", 200, "text/html; charset=utf-8", "<!DOCTYPE html><html></html>", new(*soap.HTTPError), "obterToken: HTTP 200 OK with text/html; charset=utf-8 that is not a SOAP message"},
		{"plain text", 200, "text/plain", "soon", new(*soap.HTTPError), "obterToken: HTTP 200 OK with text/plain that is not a SOAP message"},
		{"text called XML", 200, xmlType, "soon", new(*soap.HTTPError), ""},
		{"JSON", 503, "application/json", "{}", new(*soap.HTTPError), ""},
		{"wrong root", 200, xmlType, "<a/>", new(*soap.DecodeError), "/a"},
		{"wrong namespace of the envelope", 200, xmlType, `<Envelope xmlns="urn:x"/>`, new(*soap.DecodeError), "/Envelope"},
		{"no body", 200, xmlType, open11 + `</soap:Envelope>`, new(*soap.DecodeError), "obterToken: reply: /Envelope/Body: expected element is missing"},
		{"empty soap body", 200, xmlType, body11(""), new(*soap.DecodeError), "obterToken: reply: /Envelope/Body/obterTokenResponse: expected element is missing"},
		{"other wrapper", 200, xmlType, body11("<obterTokenResponse/>"), new(*soap.DecodeError), "obterToken: reply: /Envelope/Body/obterTokenResponse: expected element is missing"},
		{"no part", 200, xmlType, body11(`<n:obterTokenResponse xmlns:n="http://token.ws.tce.sc.gov.br/"/>`), new(*soap.DecodeError), "obterToken: reply: /Envelope/Body/obterTokenResponse/return: expected element is missing"},
		{"nil part", 200, xmlType, body11(`<n:obterTokenResponse xmlns:n="http://token.ws.tce.sc.gov.br/"><return xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/></n:obterTokenResponse>`), new(*soap.DecodeError), "/Envelope/Body/obterTokenResponse/return"},
		{"other SOAP version", 200, xmlType, strings.ReplaceAll(replyOK, "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"), new(*soap.VersionError), "envelope of SOAP 1.2, want SOAP 1.1"},
		{"trailing garbage", 200, xmlType, replyOK + "x", new(*soap.DecodeError), "after"},
		{"second document", 200, xmlType, replyOK + replyOK, new(*soap.DecodeError), "obterToken: reply: "},
		{"truncated", 200, xmlType, replyOK[:len(replyOK)/2], new(*soap.DecodeError), "obterToken: reply: "},
		{"document type", 200, xmlType, "<!DOCTYPE a>" + replyOK, new(*soap.DecodeError), "obterToken: reply: "},
		{"value", 200, xmlType, strings.Replace(replyOK, ">2<", ">abc<", 1), new(*xmltext.ValueError), "/Envelope/Body/obterTokenResponse/return/dados/posicao"},
		{"refusal", 200, xmlType, returns(`<dados></dados><mensagem>sem gzip</mensagem><status>ERRO</status>`), new(*Refusal), "obterToken: refused: ERRO: sem gzip"},
		{"no status", 200, xmlType, returns(`<dados/>`), new(*soap.Refusal), "obterToken: refused: without a status"},
		{"refusal on 500", 500, xmlType, returns(`<dados/><status>ERRO</status>`), new(*Refusal), "obterToken: refused: ERRO"},
		{"reply on 500", 500, xmlType, replyOK, new(*soap.HTTPError), "obterToken: HTTP 500 Internal Server Error: a SOAP message that is no fault"},
		{"too deep", 200, xmlType, body11(strings.Repeat("<a>", 1000)), new(*xmltext.LimitError), "obterToken: reply: "},
		{"redirect", 307, "", "", new(*soap.HTTPError), "obterToken: HTTP 307 Temporary Redirect: a redirect to http://elsewhere.example/x?[redacted], which is not followed"},
		{"moved", 302, "text/html", "<a/>", new(*soap.HTTPError), "which is not followed"},
		{"deflate", 200, xmlType, "x", new(*soap.HTTPError), `obterToken: HTTP 200 OK: content encoding "deflate" was not asked for`},
		{"broken gzip", 200, xmlType, gzipped(replyOK)[:60], new(*soap.DecodeError), "obterToken: reply: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if test.status/100 == 3 {
					w.Header().Set("Location", "http://elsewhere.example/x?key=secret")
				}
				switch test.name {
				case "deflate":
					w.Header().Set("Content-Encoding", "deflate")
				case "broken gzip":
					w.Header().Set("Content-Encoding", "gzip")
				}
				handler(test.status, test.contentType, test.body)(w, r)
			})
			out, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
			if err == nil || out != nil {
				t.Fatalf("reply %v, error %v, want no reply and an error", out, err)
			}
			if !errors.As(err, test.want) {
				t.Errorf("error %T %v, want %T", err, err, test.want)
			}
			if !strings.HasPrefix(err.Error(), "obterToken: ") || !strings.Contains(err.Error(), test.text) {
				t.Errorf("error %q, want %q in it", err, test.text)
			}
			if op, ok := errors.AsType[interface {
				error
				OperationName() string
			}](err); !ok || op.OperationName() != "obterToken" {
				t.Errorf("%T does not tell its operation", err)
			}
		})
	}
}

func TestRefusalCarriesTheReply(t *testing.T) {
	s := serve(t, handler(200, xmlType, returns(`<dados><entry><key>posicao</key><value>7</value></entry></dados><mensagem>não</mensagem><status>ERRO</status>`)))
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
	var own *Refusal
	var base *soap.Refusal
	if !errors.As(err, &own) || !errors.As(err, &base) {
		t.Fatalf("error %T, want the provider's refusal around *soap.Refusal", err)
	}
	if r := own.Reply.(*ObterTokenResponse); r.Dados.Posicao != 7 || own.Status != "ERRO" || own.Message != "não" {
		t.Errorf("refusal %+v, reply %+v", own, r)
	}
	var b interface {
		RefusalStatus() (status, message string)
	}
	if !errors.As(err, &b) {
		t.Errorf("%T has no RefusalStatus", err)
	}
}

func TestStatusRule(t *testing.T) {
	lenient := soap.Operation{
		Binding: OpObterToken.Binding, Name: "obterToken", In: OpObterToken.In, Out: OpObterToken.Out,
		Status: &soap.StatusRule{OK: []string{"OK"}, AbsentOK: true},
	}
	for _, test := range []struct {
		op     *soap.Operation
		status string
		ok     bool
	}{
		{&OpObterToken, "<status>OK</status>", true},
		{&OpObterToken, "<status>Ok</status>", true},
		{&OpObterToken, "", false},
		{&OpObterToken, "<status></status>", false},
		{&OpObterToken, "<status>OKAY</status>", false},
		{&lenient, "", true},
		{&lenient, "<status>ERRO</status>", false},
	} {
		s := serve(t, handler(200, xmlType, returns("<dados/>"+test.status)))
		_, err := soap.Call(t.Context(), newClient(t, &binding, s.URL), test.op, &ObterToken{CodigoUg: "1"}, new(ObterTokenResponse), nil)
		if (err == nil) != test.ok {
			t.Errorf("%q, absentOK %v: error %v", test.status, test.op.Status.AbsentOK, err)
		}
	}
}

func TestFaultForms(t *testing.T) {
	const env12 = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>`
	client := xsd.QName{Space: "http://schemas.xmlsoap.org/soap/envelope/", Local: "Client"}
	for _, test := range []struct {
		name, body string
		want       soap.Fault
	}{
		{"nusoap", body11(`<soap:Fault><faultcode>soap:Client</faultcode><faultactor></faultactor><faultstring>Usuário não autenticado!</faultstring><detail></detail></soap:Fault>`),
			soap.Fault{Code: client, Reason: "Usuário não autenticado!"}},
		{"qualified children", body11(`<soap:Fault><soap:faultcode>soap:Client</soap:faultcode><soap:faultstring>x</soap:faultstring><soap:faultactor>urn:a</soap:faultactor></soap:Fault>`),
			soap.Fault{Code: client, Reason: "x", Actor: "urn:a"}},
		{"undeclared prefix", body11(`<soap:Fault><faultcode>S:Client</faultcode><faultstring>x</faultstring></soap:Fault>`),
			soap.Fault{Code: xsd.QName{Local: "S:Client"}, Reason: "x"}},
		{"no code", body11(`<soap:Fault><faultstring>x</faultstring></soap:Fault>`), soap.Fault{Reason: "x"}},
		{"elements in the text", body11(`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>late <b>very</b>, <![CDATA[a]]> day</faultstring></soap:Fault>`), soap.Fault{Code: client, Reason: "late , a day"}},
		{"elements in a text of SOAP 1.2", env12 + `<e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text xml:lang="en">late <b>very</b>, by 5</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>`,
			soap.Fault{
				Version: soap.V12, Code: xsd.QName{Space: "http://www.w3.org/2003/05/soap-envelope", Local: "Sender"},
				Reason: "late , by 5", Reasons: []soap.Reason{{Lang: "en", Text: "late , by 5"}},
			}},
		{"with an unknown child", body11(`<soap:Fault><faultcode>soap:Client</faultcode><hint>h</hint><faultstring>x</faultstring></soap:Fault>`), soap.Fault{Code: client, Reason: "x"}},
		{"SOAP 1.2", env12 + `<e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value xmlns:m="urn:m">m:Late</e:Value><e:Subcode><e:Value>m2</e:Value></e:Subcode></e:Subcode></e:Code>` +
			`<e:Reason><e:Text xml:lang="en">late</e:Text><e:Text xml:lang="pt">tarde</e:Text></e:Reason><e:Node>urn:n</e:Node><e:Role>urn:r</e:Role></e:Fault></e:Body></e:Envelope>`,
			soap.Fault{
				Version: soap.V12, Code: xsd.QName{Space: "http://www.w3.org/2003/05/soap-envelope", Local: "Sender"},
				Subcodes: []xsd.QName{{Space: "urn:m", Local: "Late"}, {Local: "m2"}},
				Reason:   "late", Reasons: []soap.Reason{{Lang: "en", Text: "late"}, {Lang: "pt", Text: "tarde"}}, Actor: "urn:r", Node: "urn:n",
			}},
	} {
		for _, version := range []soap.Version{soap.V11, soap.V12} { // a server may answer in the other version
			t.Run(test.name+" to "+version.String(), func(t *testing.T) {
				s := serve(t, handler(500, xmlType, test.body))
				b := queueBinding(version, xmltext.Prefixed)
				_, err := soap.Call(t.Context(), newClient(t, b, s.URL), queueOperation(b), &GetStatus{"1"}, new(Status), nil)
				var f *soap.Fault
				if !errors.As(err, &f) {
					t.Fatalf("error %T %v, want a Fault", err, err)
				}
				want := test.want
				want.Operation, want.StatusCode, want.Raw = "getExportProtocolStatus", 500, f.Raw
				if !reflect.DeepEqual(*f, want) {
					t.Errorf("fault\n%+v\nwant\n%+v", struct{ soap.Fault }{*f}, struct{ soap.Fault }{want})
				}
			})
		}
	}
}

func TestFaultDetail(t *testing.T) {
	fault := func(detail string) string {
		return body11(`<soap:Fault><faultcode>soap:Server</faultcode><faultstring>x</faultstring><detail>` + detail + `</detail></soap:Fault>`)
	}
	for _, test := range []struct {
		name, detail string
		typed        xmltext.Node
		drift        string
	}{
		{"declared", `<n:Exception xmlns:n="http://token.ws.tce.sc.gov.br/"><message>m</message></n:Exception>`, &Exception{Message: "m"}, ""},
		{"declared, second", `<trace>t</trace><n:Exception xmlns:n="http://token.ws.tce.sc.gov.br/"><message>m</message></n:Exception>`, &Exception{Message: "m"}, ""},
		{"other namespace", `<Exception><message>m</message></Exception>`, nil, "detail: undeclared fault"},
		{"undeclared", `<x:Other xmlns:x="urn:x"/>`, nil, "detail: undeclared fault"},
		{"unreadable", `<n:Exception xmlns:n="http://token.ws.tce.sc.gov.br/"><message><b>m</b></message></n:Exception>`, nil, "detail/Exception: unreadable fault detail"},
		{"text", `stack trace`, nil, ""},
		{"empty", ``, nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			drift := ""
			s := serve(t, handler(500, xmlType, fault(test.detail)))
			c := newClient(t, &binding, s.URL, soap.OnDrift(func(_ context.Context, d soap.Drift) {
				drift += strings.TrimPrefix(d.Path, "/Envelope/Body/Fault/") + ": " + d.Kind.String()
			}))
			_, err := obterToken(t.Context(), c)
			var f *soap.Fault
			if !errors.As(err, &f) {
				t.Fatalf("error %v, want a Fault", err)
			}
			if !reflect.DeepEqual(f.Detail, test.typed) {
				t.Errorf("detail %+v, want %+v", f.Detail, test.typed)
			}
			if !strings.Contains(f.Raw.XML, strings.TrimSuffix(test.detail, "/>")) {
				t.Errorf("raw %s, want %s in it", f.Raw.XML, test.detail)
			}
			if drift != test.drift {
				t.Errorf("drift %q, want %q", drift, test.drift)
			}
			var b interface{ SOAPFault() (code, reason string) }
			if !errors.As(err, &b) {
				t.Fatal("no SOAPFault")
			}
			if code, reason := b.SOAPFault(); code != "Server" || reason != "x" {
				t.Errorf("SOAPFault() = %q, %q", code, reason)
			}
		})
	}
}

func TestOneWay(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		body   string
		want   any // nil: no error
	}{
		{"202", 202, "", nil},
		{"200", 200, "", nil},
		{"204", 204, "", nil},
		{"empty envelope", 200, body11(""), nil},
		{"fault", 500, body11(`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>no</faultstring></soap:Fault>`), new(*soap.Fault)},
		{"fault on 200", 200, body11(`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>no</faultstring></soap:Fault>`), new(*soap.Fault)},
		{"page", 200, "<html>", new(*soap.HTTPError)},
		{"empty 500", 500, "", new(*soap.HTTPError)},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := serve(t, handler(test.status, "text/html", test.body))
			err := soap.Send(t.Context(), newClient(t, &binding, s.URL), &OpAvisar, &ObterToken{CodigoUg: "1"}, nil)
			if test.want == nil && err != nil || test.want != nil && !errors.As(err, test.want) {
				t.Errorf("error %T %v, want %T", err, err, test.want)
			}
		})
	}
}

const withHeader = open11 + `<soap:Header><c:Credenciais xmlns:c="WebServiceComprovei"%s><c:Usuario>u</c:Usuario></c:Credenciais></soap:Header><soap:Body>` +
	`<getExportProtocolStatusResponse><status>s</status></getExportProtocolStatusResponse><novo xmlns="urn:n">1</novo></soap:Body></soap:Envelope>`

func TestReplyMetadata(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Trace", "42")
		handler(200, xmlType, strings.Replace(withHeader, "%s", "", 1))(w, r)
	})
	b := queueBinding(soap.V11, xmltext.Prefixed)
	var creds Credenciais
	var meta soap.Reply
	var drift []soap.Drift
	c := newClient(t, b, s.URL, soap.OnDrift(func(_ context.Context, d soap.Drift) { drift = append(drift, d) }))
	part := soap.Part{Name: xmltext.Name{Local: "Credenciais", NS: 1}, Type: &tCredenciais}
	out, err := soap.Call(t.Context(), c, queueOperation(b), &GetStatus{"1"}, new(Status), []soap.CallOption{soap.HeaderInto(part, &creds), soap.ReplyInto(&meta)})
	if err != nil || out.Status != "s" {
		t.Fatalf("reply %+v, error %v", out, err)
	}
	if creds.Usuario != "u" {
		t.Errorf("header %+v", creds)
	}
	if meta.StatusCode != 200 || meta.Header.Get("X-Trace") != "42" || len(meta.Blocks) != 1 || meta.Attempts != 1 {
		t.Errorf("metadata %+v", meta)
	}
	if len(meta.Residue) != 1 || meta.Residue[0].Name != (xsd.QName{Space: "urn:n", Local: "novo"}) {
		t.Errorf("residue %v", meta.Residue)
	}
	if want := (soap.Drift{Operation: "getExportProtocolStatus", Path: "/Envelope/Body/novo", Kind: xmltext.UnknownElement}); len(drift) != 1 || drift[0] != want {
		t.Errorf("drift %+v, want %+v", drift, want)
	}
	_, err = soap.Call(t.Context(), c, queueOperation(b), &GetStatus{"1"}, new(Status), []soap.CallOption{soap.Strict()})
	var strict *xmltext.DriftError
	if !errors.As(err, &strict) || !errors.As(err, new(*soap.DecodeError)) {
		t.Errorf("strict: error %v, want a DriftError in a DecodeError", err)
	}
}

func TestMustUnderstand(t *testing.T) {
	b := queueBinding(soap.V11, xmltext.Prefixed)
	name := xsd.QName{Space: "WebServiceComprovei", Local: "Credenciais"}
	part := soap.Part{Name: xmltext.Name{Local: "Credenciais", NS: 1}, Type: &tCredenciais}
	for _, test := range []struct {
		name, attrs string
		opt         soap.CallOption
		ok          bool
	}{
		{"not asked for", ``, nil, true},
		{"0", ` soap:mustUnderstand="0"`, nil, true},
		{"1", ` soap:mustUnderstand="1"`, nil, false},
		{"not SOAP's", ` mustUnderstand="1"`, nil, true},
		{"for the next", ` soap:mustUnderstand="1" soap:actor="http://schemas.xmlsoap.org/soap/actor/next"`, nil, false},
		{"for another", ` soap:mustUnderstand="1" soap:actor="urn:another"`, nil, true},
		{"decoded", ` soap:mustUnderstand="1"`, soap.HeaderInto(part, new(Credenciais)), true},
		{"understood", ` soap:mustUnderstand="1"`, soap.Understands(name), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := serve(t, handler(200, xmlType, strings.Replace(withHeader, "%s", test.attrs, 1)))
			var opts []soap.CallOption
			if test.opt != nil {
				opts = append(opts, test.opt)
			}
			_, err := soap.Call(t.Context(), newClient(t, b, s.URL), queueOperation(b), &GetStatus{"1"}, new(Status), opts)
			var h *soap.HeaderError
			if (err == nil) != test.ok || !test.ok && (!errors.As(err, &h) || h.Header != name) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestCompressedReply(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		handler(200, xmlType, gzipped(replyOK))(w, r)
	})
	if _, err := obterToken(t.Context(), newClient(t, &binding, s.URL)); err != nil {
		t.Fatal(err)
	}
}

func TestLimitIsOnTheDecompressedSize(t *testing.T) {
	bomb := gzipped(open11 + strings.Repeat("<!-- "+strings.Repeat("x", 1000)+" -->", 3000))
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		handler(200, xmlType, bomb)(w, r)
	})
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL, soap.WithLimits(xmltext.Limits{Document: 1 << 20})))
	var limit *xmltext.LimitError
	if !errors.As(err, &limit) || limit.Limit != "Document" || !errors.As(err, new(*soap.DecodeError)) {
		t.Errorf("%d bytes: error %v, want a LimitError in a DecodeError", len(bomb), err)
	}
}

func TestHTTPErrorShowsTheStartOfTheBody(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Set-Cookie", "session=1")
		handler(500, "text/plain", strings.Repeat("x", 100_000))(w, r)
	})
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
	var h *soap.HTTPError
	if !errors.As(err, &h) {
		t.Fatalf("error %v", err)
	}
	if h.StatusCode != 500 || len(h.Body) != 4096 || h.Header.Get("Content-Type") != "text/plain" || h.Header.Get("Set-Cookie") != "[redacted]" {
		t.Errorf("status %d, %d bytes, header %v", h.StatusCode, len(h.Body), h.Header)
	}
}

func TestCharsets(t *testing.T) {
	latin := strings.NewReplacer("criado", "cria\xe7\xe3o").Replace(replyOK)
	s := serve(t, handler(200, "text/xml; charset=ISO-8859-1", latin))
	out, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
	if err != nil || out.Mensagem != "Token criação com sucesso" {
		t.Errorf("reply %+v, error %v", out, err)
	}
}

type doerFunc func(*http.Request) (*http.Response, error)

func (f doerFunc) Do(r *http.Request) (*http.Response, error) { return f(r) }

func TestAnyDoer(t *testing.T) {
	doer := doerFunc(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(replyOK))}, nil
	})
	if _, err := obterToken(t.Context(), newClient(t, &binding, "https://example.com/", soap.WithHTTPClient(doer))); err != nil {
		t.Fatal(err)
	}
}

// TestPublishedReplyOfComprovei: attributes of the SOAP encoding on the envelope, xsi:type on every leaf.
func TestPublishedReplyOfComprovei(t *testing.T) {
	const reply = `<SOAP-ENV:Envelope SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:WebServiceComprovei" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/">
<SOAP-ENV:Body>
<ns1:getExportProtocolStatusResponse>
<status xsi:type="xsd:string">Protocolo encontrado.</status>
<protocolo xsi:type="xsd:string">20170823599de095e8249</protocolo>
</ns1:getExportProtocolStatusResponse>
</SOAP-ENV:Body>
</SOAP-ENV:Envelope>
`
	s := serve(t, handler(200, xmlType, reply))
	b := queueBinding(soap.V11, xmltext.DefaultNamespace)
	c := newClient(t, b, s.URL, soap.OnDrift(func(_ context.Context, d soap.Drift) { t.Errorf("drift %+v", d) }))
	out, err := soap.Call(t.Context(), c, queueOperation(b), &GetStatus{"1"}, new(Status), nil)
	if err != nil || out.Status != "Protocolo encontrado." || len(out.Protocolo) != 1 {
		t.Errorf("reply %+v, error %v", out, err)
	}
}

// TestStrictShowsTheFault: drift inside a fault does not hide it.
func TestStrictShowsTheFault(t *testing.T) {
	s := serve(t, handler(500, xmlType, body11(`<soap:Fault><hint/><faultcode>soap:Client</faultcode><faultstring>no</faultstring></soap:Fault>`)))
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL, soap.Strict()))
	if !errors.As(err, new(*soap.Fault)) {
		t.Errorf("error %T %v, want a Fault", err, err)
	}
}

func TestSendAndCallFitTheOperation(t *testing.T) {
	s := serve(t, handler(200, xmlType, replyOK))
	c := newClient(t, &binding, s.URL)
	if err := soap.Send(t.Context(), c, &OpObterToken, &ObterToken{CodigoUg: "1"}, nil); err != nil {
		t.Errorf("Send to an operation with a reply: %v", err)
	}
	_, err := soap.Call(t.Context(), c, &OpAvisar, &ObterToken{CodigoUg: "1"}, new(ObterTokenResponse), nil)
	if !errors.As(err, new(*soap.ConfigError)) {
		t.Errorf("Call of a one-way operation: error %v, want a ConfigError", err)
	}
}
