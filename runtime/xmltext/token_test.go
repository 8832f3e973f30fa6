package xmltext

import (
	"bytes"
	"strings"
	"testing"
	"testing/iotest"

	"example.com/wsgen/runtime/xsd"
)

// The types of this file have the shape of generated code.

const (
	soapURI = "http://schemas.xmlsoap.org/soap/envelope/"
	tokURI  = "http://token.ws.tce.sc.gov.br/"
)

var soapNS = Namespaces{{soapURI, "soapenv"}}
var tokNS = Namespaces{{tokURI, "tok"}}

type envelope struct {
	Body  body
	Extra xsd.Extra
}

var tEnvelope = Type{NS: &soapNS, Names: []Name{{Local: "Body", NS: 1, Req: true}}}

func (x *envelope) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Struct(&tBody, &x.Body)
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

type body struct {
	Response response
	Extra    xsd.Extra
}

var tBody = Type{NS: &tokNS, Names: []Name{{Local: "obterTokenResponse", NS: 1, Req: true}}}

func (x *body) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Struct(&tResponse, &x.Response)
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

type response struct {
	Return reply
	Extra  xsd.Extra
}

var tResponse = Type{NS: &tokNS, Names: []Name{{Local: "return", Req: true}}}

func (x *response) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Struct(&tReply, &x.Return)
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

type reply struct {
	Dados            dados
	Mensagem, Status string
	Extra            xsd.Extra
}

var tReply = Type{NS: &tokNS, Names: []Name{
	{Local: "dados", Req: true},
	{Local: "mensagem", Leaf: true, EmptyAbsent: true},
	{Local: "status", Leaf: true, EmptyAbsent: true},
}}

func (x *reply) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Struct(&tDados, &x.Dados)
	case 1:
		if c.Reading() || x.Mensagem != "" {
			c.Str(&x.Mensagem)
		}
	case 2:
		if c.Reading() || x.Status != "" {
			c.Str(&x.Status)
		}
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

type dados struct {
	Posicao    int32
	Situacao   string
	ChaveToken string
	Registros  []xsd.Entry[registro]
	Extra      xsd.Extra
}

var tDados = Type{NS: &tokNS, Names: []Name{
	{Local: "posicao", Leaf: true, Req: true, XSI: "int", XSINS: SchemaNS},
	{Local: "situacao", Leaf: true, XSI: "string", XSINS: SchemaNS},
	{Local: "chaveToken", Leaf: true, XSI: "string", XSINS: SchemaNS},
	{Local: "registro_#", Many: true, XSI: "registro", XSINS: 1},
}, Form: &MapForm{Entry: Name{Local: "entry"}, Key: Name{Local: "key", Leaf: true}, Value: Name{Local: "value"}}}

func (x *dados) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Int32(&x.Posicao)
	case 1:
		c.Str(&x.Situacao)
	case 2:
		c.Str(&x.ChaveToken)
	case 3:
		if d := c.Decoder(); d != nil {
			d.Struct(&tRegistro, PushEntry(d, &x.Registros))
		} else {
			e := c.Encoder()
			for i := range x.Registros {
				e.Key(x.Registros[i].Key)
				e.Struct(&tRegistro, &x.Registros[i].Value)
			}
		}
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

type registro struct {
	Codigo xsd.Opt[int32]
	Texto  string
	Extra  xsd.Extra
}

var tRegistro = Type{NS: &tokNS, Name: Name{Local: "registro", NS: 1}, Names: []Name{
	{Local: "codigo", Leaf: true},
	{Local: "texto", Leaf: true, Req: true},
}}

func (x *registro) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.OptInt32(&x.Codigo)
	case 1:
		c.Str(&x.Texto)
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

// decode reads doc as an envelope and returns the drift too.
func decode(t *testing.T, doc string, prepare func(*Decoder)) (*envelope, []string, error) {
	t.Helper()
	d := NewDecoder()
	defer d.Release()
	var drift []string
	d.OnDrift = func(x Drift) { drift = append(drift, x.String()) }
	d.Reset([]byte(doc))
	if prepare != nil {
		prepare(d)
	}
	var x envelope
	err := d.Document(Name{Local: "Envelope", NS: 1}, &soapNS, &tEnvelope, &x)
	return &x, drift, err
}

const tokenReply = `<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
 <soap:Body>
 <ns2:obterTokenResponse xmlns:ns2="http://token.ws.tce.sc.gov.br/">
 <return>
 <dados>
 <entry>
 <key>chaveToken</key>
<value xsi:type="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">d95a313b-4ba9-49b1-aca0-53c1f1bd16a4</value>
 </entry>
 <entry>
 <key>posicao</key>
<value xsi:type="xs:int" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">2</value>
 </entry>
 <entry>
<value xsi:type="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">Pronto para envio ou consulta</value>
 <key>situacao</key>
 </entry>
 <entry><key>registro_1</key><value xsi:type="ns2:registro" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><codigo>7</codigo><texto>a</texto></value></entry>
 <entry><key>novo</key><value xsi:type="ns2:outro" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x>1</x></value></entry>
 </dados>
 <mensagem>Token criado com sucesso</mensagem>
 <status>OK</status>
 </return>
 </ns2:obterTokenResponse>
 </soap:Body>
</soap:Envelope>
`

func TestMapReply(t *testing.T) {
	x, drift, err := decode(t, tokenReply, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := x.Body.Response.Return
	if got.Status != "OK" || got.Mensagem != "Token criado com sucesso" {
		t.Errorf("status %q, mensagem %q", got.Status, got.Mensagem)
	}
	m := got.Dados
	if m.ChaveToken != "d95a313b-4ba9-49b1-aca0-53c1f1bd16a4" || m.Posicao != 2 || m.Situacao != "Pronto para envio ou consulta" {
		t.Errorf("dados: %+v", m)
	}
	if len(m.Registros) != 1 || m.Registros[0].Key != "registro_1" || m.Registros[0].Value.Codigo.Or(0) != 7 {
		t.Errorf("registros: %+v", m.Registros)
	}
	if want := "/Envelope/Body/obterTokenResponse/return/dados/situacao: misplaced\n/Envelope/Body/obterTokenResponse/return/dados/novo: unknown element"; strings.Join(drift, "\n") != want {
		t.Errorf("drift %q", drift)
	}
	again := encode(t, x, Prefixed)
	y, _, err := decode(t, again, nil)
	if err != nil {
		t.Fatalf("%v in %s", err, again)
	}
	if third := encode(t, y, Prefixed); third != again {
		t.Errorf("second encoding differs:\n%s\n%s", again, third)
	}
	if strings.Index(again, "chaveToken") > strings.Index(again, "posicao") || !strings.Contains(again, "<key>novo</key>") {
		t.Errorf("order or unknown entry lost: %s", again)
	}
}

func encode(t *testing.T, x *envelope, style Style) string {
	t.Helper()
	e := NewEncoder(style)
	defer e.Release()
	if err := e.Document(Name{Local: "Envelope", NS: 1}, &soapNS, &tEnvelope, x); err != nil {
		t.Fatal(err)
	}
	return string(e.Output())
}

// Every split of the message gives the same values: any window, any reader.
func TestWindows(t *testing.T) {
	want, _, err := decode(t, tokenReply, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := encode(t, want, Prefixed)
	for size := 1; size <= 64; size++ {
		for _, r := range []func() *bytes.Reader{func() *bytes.Reader { return bytes.NewReader([]byte(tokenReply)) }} {
			got, _, err := decode(t, "", func(d *Decoder) { d.ResetReader(iotest.OneByteReader(r()), make([]byte, size)) })
			if err != nil {
				t.Fatalf("window %d: %v", size, err)
			}
			if again := encode(t, got, Prefixed); again != text {
				t.Fatalf("window %d: %s", size, again)
			}
			got, _, err = decode(t, "", func(d *Decoder) { d.ResetReader(r(), make([]byte, size)) })
			if err != nil || encode(t, got, Prefixed) != text {
				t.Fatalf("window %d: %v", size, err)
			}
		}
	}
}
