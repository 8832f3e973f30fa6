package soap_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

const requestToken = `
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:tok="http://token.ws.tce.sc.gov.br/">
 <soapenv:Header>
 <wsse:Security soapenv:mustUnderstand="1" xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd" xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">
 <wsse:UsernameToken>
 <wsse:Username>USUARIO</wsse:Username>
 <wsse:Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText">SENHA</wsse:Password>
 </wsse:UsernameToken>
 </wsse:Security>
 </soapenv:Header>
 <soapenv:Body>
 <tok:obterToken>
 <codigoUg>10006</codigoUg>
 <descricaoEmpresaTI>Empresa</descricaoEmpresaTI>
 <descritivoSoftware>Software</descritivoSoftware>
 </tok:obterToken>
 </soapenv:Body>
</soapenv:Envelope>`

const requestStatus = `
<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">
<Header>
<Credenciais xmlns="WebServiceComprovei">
<Usuario>USUARIO</Usuario>
<Senha>SENHA</Senha>
</Credenciais>
</Header>
<Body>
<getExportProtocolStatus xmlns="WebServiceComprovei:getExportProtocolStatus">
<protocolo>20170804598506cf87a0d</protocolo>
</getExportProtocolStatus>
</Body>
</Envelope>`

const requestStatusPrefixed = `
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:web="WebServiceComprovei" xmlns:web1="WebServiceComprovei:getExportProtocolStatus">
<soapenv:Header>
<web:Credenciais>
<web:Usuario>USUARIO</web:Usuario>
<web:Senha>SENHA</web:Senha>
</web:Credenciais>
</soapenv:Header>
<soapenv:Body>
<web1:getExportProtocolStatus>
<web1:protocolo>20170804598506cf87a0d</web1:protocolo>
</web1:getExportProtocolStatus>
</soapenv:Body>
</soapenv:Envelope>`

func TestRequestOfPublishedSample(t *testing.T) {
	var got *http.Request
	var wire []byte
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		wire, _ = io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "text/xml;charset=UTF-8")
		io.WriteString(w, replyOK)
	})
	r, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
	if err != nil {
		t.Fatal(err)
	}
	if r.Dados.Posicao != 2 || r.Dados.ChaveToken != "d95a313b" || r.Mensagem != "Token criado com sucesso" || r.Status != "OK" {
		t.Errorf("reply = %+v", r)
	}
	if xml := gunzip(t, bytes.NewReader(wire)); xml != compact(requestToken) {
		t.Errorf("request\n%s\nwant\n%s", xml, compact(requestToken))
	}
	for name, want := range map[string]string{
		"Content-Type":     "text/xml; charset=utf-8",
		"Content-Encoding": "gzip",
		"Content-Length":   strconv.Itoa(len(wire)),
		"Accept-Encoding":  "gzip",
		"Soapaction":       `""`,
	} {
		if v := got.Header.Get(name); v != want {
			t.Errorf("%s: %q, want %q", name, v, want)
		}
	}
	if ua := got.UserAgent(); !strings.HasPrefix(ua, "tokenWS/") || !strings.HasSuffix(ua, " wsgen") {
		t.Errorf("User-Agent: %q", ua)
	}
	if len(got.TransferEncoding) != 0 {
		t.Errorf("Transfer-Encoding: %v, want none", got.TransferEncoding)
	}
}

func TestBuildWritesEachStyle(t *testing.T) {
	v12 := strings.NewReplacer("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
	for _, test := range []struct {
		name    string
		version soap.Version
		style   xmltext.Style
		want    string
	}{
		{"default 1.1", soap.V11, xmltext.DefaultNamespace, compact(requestStatus)},
		{"default 1.2", soap.V12, xmltext.DefaultNamespace, v12.Replace(compact(requestStatus))},
		{"prefixed 1.1", soap.V11, xmltext.Prefixed, compact(requestStatusPrefixed)},
		{"prefixed 1.2", soap.V12, xmltext.Prefixed, v12.Replace(compact(requestStatusPrefixed))},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := queueBinding(test.version, test.style)
			c := newClient(t, b, "https://soap.example/exportQueue/v2/index.php")
			r, err := soap.Build(t.Context(), c, queueOperation(b), &GetStatus{"20170804598506cf87a0d"})
			if err != nil {
				t.Fatal(err)
			}
			xml, _ := io.ReadAll(r.Body)
			if string(xml) != test.want {
				t.Errorf("request\n%s\nwant\n%s", xml, test.want)
			}
			if r.ContentLength != int64(len(xml)) {
				t.Errorf("ContentLength = %d, want %d", r.ContentLength, len(xml))
			}
			contentType, action := "text/xml; charset=utf-8", `"urn:WebServiceComprovei#getExportProtocolStatus"`
			if test.version == soap.V12 {
				contentType, action = "application/soap+xml; charset=utf-8; action="+action, ""
			}
			if r.Header.Get("Content-Type") != contentType || r.Header.Get("SOAPAction") != action {
				t.Errorf("Content-Type %q, SOAPAction %q", r.Header.Get("Content-Type"), r.Header.Get("SOAPAction"))
			}
		})
	}
}

// build returns the XML of a request for a binding without security unless it sets one.
func build(t *testing.T, b *soap.Binding, opts ...any) string {
	t.Helper()
	var copts []soap.Option
	var kopts []soap.CallOption
	for _, o := range opts {
		if o, ok := o.(soap.Option); ok {
			copts = append(copts, o)
			continue
		}
		kopts = append(kopts, o.(soap.CallOption))
	}
	r, err := soap.Build(t.Context(), newClient(t, b, "https://soap.example/", copts...), queueOperation(b), &GetStatus{"1"}, kopts...)
	if err != nil {
		t.Fatal(err)
	}
	xml, _ := io.ReadAll(r.Body)
	return string(xml)
}

func TestNoHeaderWithoutBlocks(t *testing.T) {
	b := queueBinding(soap.V11, xmltext.Prefixed)
	b.Security, b.EnvelopePrefix = nil, "S"
	const want = `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:web1="WebServiceComprovei:getExportProtocolStatus"><S:Body><web1:getExportProtocolStatus><web1:protocolo>1</web1:protocolo></web1:getExportProtocolStatus></S:Body></S:Envelope>`
	if got := build(t, b); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestFreeHeaderBlocks(t *testing.T) {
	raw := soap.WithHeader(soap.Header{
		Raw:            xsd.Raw{Name: xsd.QName{Space: "urn:x", Local: "Key"}, XML: `<k:Key xmlns:k="urn:x">7</k:Key>`},
		MustUnderstand: true, Actor: `a"b`,
	})
	for _, test := range []struct {
		name    string
		version soap.Version
		style   xmltext.Style
		want    string
	}{
		{"1.1", soap.V11, xmltext.Prefixed, `<soapenv:Header><k:Key soapenv:mustUnderstand="1" soapenv:actor="a&quot;b" xmlns:k="urn:x">7</k:Key></soapenv:Header>`},
		{"1.2", soap.V12, xmltext.Prefixed, `<soapenv:Header><k:Key soapenv:mustUnderstand="true" soapenv:role="a&quot;b" xmlns:k="urn:x">7</k:Key></soapenv:Header>`},
		{"default", soap.V11, xmltext.DefaultNamespace, `<Header><k:Key xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" soapenv:mustUnderstand="1" soapenv:actor="a&quot;b" xmlns:k="urn:x">7</k:Key></Header>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := queueBinding(test.version, test.style)
			b.Security = nil
			if got := build(t, b, raw); !strings.Contains(got, test.want) {
				t.Errorf("got %s\nwant it to contain %s", got, test.want)
			}
		})
	}
}

func TestRawHeaderMustBeOneElement(t *testing.T) {
	b := queueBinding(soap.V11, xmltext.Prefixed)
	for _, xml := range []string{`<a/></soapenv:Header><b/>`, `<a/><b/>`, `text`, `<a>`, `<p:a/>`} {
		h := soap.WithHeader(soap.Header{Raw: xsd.Raw{Name: xsd.QName{Local: "a"}, XML: xml}})
		_, err := soap.Build(t.Context(), newClient(t, b, "https://soap.example/"), queueOperation(b), &GetStatus{"1"}, h)
		if !errors.As(err, new(*soap.RequestError)) {
			t.Errorf("%s: error %v, want a RequestError", xml, err)
		}
	}
}

func TestUsernameTokenDigest(t *testing.T) {
	b := queueBinding(soap.V11, xmltext.Prefixed)
	b.Security = soap.UsernameToken{Password: soap.PasswordDigest, Timestamp: true}
	clock := soap.WithClock(func() time.Time { return time.Date(2026, 11, 21, 15, 30, 0, 0, time.FixedZone("", -3*3600)) })
	nonce := soap.WithNonce(bytes.NewReader([]byte("0123456789abcdef")))
	// Base64(SHA-1("0123456789abcdef" + "2026-11-21T18:30:00.000Z" + "SENHA")), computed with openssl.
	const want = `<wsu:Timestamp><wsu:Created>2026-11-21T18:30:00.000Z</wsu:Created><wsu:Expires>2026-11-21T18:35:00.000Z</wsu:Expires></wsu:Timestamp>` +
		`<wsse:UsernameToken><wsse:Username>USUARIO</wsse:Username>` +
		`<wsse:Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest">+0DppI37/gxHsBV9v/LIQn5zWsE=</wsse:Password>` +
		`<wsse:Nonce EncodingType="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary">MDEyMzQ1Njc4OWFiY2RlZg==</wsse:Nonce>` +
		`<wsu:Created>2026-11-21T18:30:00.000Z</wsu:Created></wsse:UsernameToken></wsse:Security>`
	if got := build(t, b, clock, nonce); !strings.Contains(got, want) || strings.Contains(got, password) {
		t.Errorf("got %s\nwant it to contain %s", got, want)
	}
}

func TestBasic(t *testing.T) {
	b := queueBinding(soap.V11, xmltext.Prefixed)
	b.Security = soap.Basic{}
	r, err := soap.Build(t.Context(), newClient(t, b, "https://soap.example/"), queueOperation(b), &GetStatus{"1"})
	if err != nil {
		t.Fatal(err)
	}
	if u, p, ok := r.BasicAuth(); !ok || u != user || p != password {
		t.Errorf("BasicAuth = %q, %q, %v", u, p, ok)
	}
}

func TestCredentialsAreAskedForEachCall(t *testing.T) {
	n := 0
	creds := soap.CredentialsFunc(func(context.Context) (string, string, error) {
		n++
		if n == 3 {
			return "", "", errors.New("vault is sealed")
		}
		return user, strconv.Itoa(n), nil
	})
	b := queueBinding(soap.V11, xmltext.DefaultNamespace)
	c := newClient(t, b, "https://soap.example/", soap.WithCredentials(creds))
	for i := 1; i <= 2; i++ {
		r, err := soap.Build(t.Context(), c, queueOperation(b), &GetStatus{"1"})
		if err != nil {
			t.Fatal(err)
		}
		xml, _ := io.ReadAll(r.Body)
		if want := "<Senha>" + strconv.Itoa(i) + "</Senha>"; !strings.Contains(string(xml), want) {
			t.Errorf("call %d: no %s in %s", i, want, xml)
		}
	}
	_, err := soap.Build(t.Context(), c, queueOperation(b), &GetStatus{"1"})
	if want := "getExportProtocolStatus: request: credentials: vault is sealed"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestRequestIsValidatedBeforeAnythingIsSent(t *testing.T) {
	calls := 0
	s := serve(t, func(http.ResponseWriter, *http.Request) { calls++ })
	c := newClient(t, &binding, s.URL)
	_, err := soap.Call(t.Context(), c, &OpObterToken, &ObterToken{CodigoUg: "abc"}, new(ObterTokenResponse), nil)
	var invalid *xsd.ValidationError
	if !errors.As(err, &invalid) || !strings.HasPrefix(err.Error(), "obterToken: ") {
		t.Errorf("error %v, want a ValidationError that names the operation", err)
	}
	if calls != 0 {
		t.Errorf("%d requests were sent", calls)
	}
}

func TestNewClientRefuses(t *testing.T) {
	creds := soap.WithCredentials(soap.CredentialsFunc(func(context.Context) (string, string, error) {
		t.Error("credentials were fetched")
		return "", "", nil
	}))
	for _, test := range []struct {
		endpoint, want string
		opts           []soap.Option
	}{
		{"http://<servidor>:8080/x", "tokenWS: endpoint has a variable that is not filled in: <servidor>", nil},
		{"https://{servidor}/x", "tokenWS: endpoint has a variable that is not filled in: {servidor}", nil},
		{"example.com/x", `tokenWS: endpoint has scheme "", want https or http`, nil},
		{"ftp://example.com/x", `tokenWS: endpoint has scheme "ftp", want https or http`, nil},
		{"https:///x", "tokenWS: endpoint has no host", nil},
		{"https://u:topsecret@example.com/", "tokenWS: endpoint holds credentials; WithCredentials takes them", nil},
		{"https://exa mple.com:topsecret/", "tokenWS: endpoint is not a URL", nil},
		{"", `tokenWS: endpoint has scheme "", want https or http`, nil},
		{"https://example.com/", "tokenWS: WithHTTPClient(nil)", []soap.Option{soap.WithHTTPClient(nil)}},
		{"https://example.com/", "tokenWS: WithUserAgent: not a field value", []soap.Option{soap.WithUserAgent("a\r\nb")}},
		{"https://example.com/", "tokenWS: the service needs credentials; WithCredentials supplies them", []soap.Option{soap.WithCredentials(nil)}},
	} {
		_, err := soap.NewClient(&binding, test.endpoint, append([]soap.Option{creds}, test.opts...)...)
		var config *soap.ConfigError
		if !errors.As(err, &config) || err.Error() != test.want {
			t.Errorf("%q: error %v, want %s", test.endpoint, err, test.want)
		}
	}
}

func TestTLSIsRequired(t *testing.T) {
	fetched := 0
	creds := soap.WithCredentials(soap.CredentialsFunc(func(context.Context) (string, string, error) {
		fetched++
		return user, password, nil
	}))
	for _, test := range []struct {
		endpoint string
		loopback bool
		ok       bool
	}{
		{"https://example.com/", false, true},
		{"http://example.com/", false, false},
		{"http://example.com/", true, false},
		{"http://127.0.0.1:1/", false, false},
		{"http://127.0.0.1:1/", true, true},
		{"http://[::1]:1/", true, true},
		{"http://localhost/", true, true},
		{"http://localhost.example.com/", true, false},
	} {
		opts := []soap.Option{creds}
		if test.loopback {
			opts = append(opts, soap.AllowInsecureLoopback())
		}
		_, err := soap.NewClient(&binding, test.endpoint, opts...)
		var insecure *soap.InsecureError
		if errors.As(err, &insecure) == test.ok || (err == nil) != test.ok {
			t.Errorf("%s, loopback %v: error %v", test.endpoint, test.loopback, err)
		}
		c, err := soap.NewClient(&binding, "https://example.com/", opts...)
		if err != nil {
			t.Fatal(err)
		}
		_, err = soap.Build(t.Context(), c, &OpObterToken, &ObterToken{CodigoUg: "1"}, soap.CallEndpoint(test.endpoint))
		if errors.As(err, &insecure) == test.ok || (err == nil) != test.ok {
			t.Errorf("CallEndpoint(%s), loopback %v: error %v", test.endpoint, test.loopback, err)
		}
		if !test.ok && fetched != 0 {
			t.Errorf("%s: credentials were fetched", test.endpoint)
		}
		fetched = 0
	}
}

func TestOperationOfAnotherService(t *testing.T) {
	b := queueBinding(soap.V11, xmltext.Prefixed)
	_, err := soap.Build(t.Context(), newClient(t, b, "https://soap.example/"), &OpObterToken, &ObterToken{CodigoUg: "1"})
	if !errors.As(err, new(*soap.ConfigError)) {
		t.Errorf("error %v, want a ConfigError", err)
	}
}

// TestWrappedRequest: rpc style.
func TestWrappedRequest(t *testing.T) {
	b := queueBinding(soap.V11, xmltext.Prefixed)
	b.Security = nil
	part := soap.Part{Name: xmltext.Name{Local: "consulta"}, Type: &tGetStatus}
	for _, test := range []struct {
		in   *soap.Message
		node xmltext.Node
		want string
	}{
		{&soap.Message{Wrapper: []xmltext.Name{{Local: "op", NS: 3}}, Body: []soap.Part{part}}, &GetStatus{"1"},
			` xmlns:web1="WebServiceComprovei:getExportProtocolStatus" xmlns:urn="urn:WebServiceComprovei"><soapenv:Body><urn:op><consulta><web1:protocolo>1</web1:protocolo></consulta></urn:op></soapenv:Body>`},
		{&soap.Message{Wrapper: []xmltext.Name{{Local: "op", NS: 3}, {Local: "args"}}, Body: []soap.Part{part}}, &GetStatus{"1"},
			`<urn:op><args><consulta><web1:protocolo>1</web1:protocolo></consulta></args></urn:op>`},
		{&soap.Message{Wrapper: []xmltext.Name{{Local: "op", NS: 3}}}, nil, `<soapenv:Body><urn:op></urn:op></soapenv:Body>`},
		{&soap.Message{}, nil, `<soapenv:Body></soapenv:Body>`},
	} {
		op := queueOperation(b)
		op.In = test.in
		r, err := soap.Build(t.Context(), newClient(t, b, "https://soap.example/"), op, test.node)
		if err != nil {
			t.Fatal(err)
		}
		if xml, _ := io.ReadAll(r.Body); !strings.Contains(string(xml), test.want) {
			t.Errorf("got %s\nwant it to contain %s", xml, test.want)
		}
	}
}

func TestUnsupportedForms(t *testing.T) {
	b := queueBinding(soap.V11, xmltext.Prefixed)
	for name, in := range map[string]*soap.Message{
		"two parts": {Body: make([]soap.Part, 2)},
	} {
		op := queueOperation(b)
		op.In = in
		if _, err := soap.Build(t.Context(), newClient(t, b, "https://soap.example/"), op, &GetStatus{"1"}); !errors.As(err, new(*soap.ConfigError)) {
			t.Errorf("%s: error %v, want a ConfigError", name, err)
		}
	}
}
