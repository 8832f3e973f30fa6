package bench

import (
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

var tokenNamespaces = xmltext.Namespaces{
	{URI: "http://token.ws.tce.sc.gov.br/", Prefix: "tok"},
}

// TokenResponse is the reply of obterToken.
type TokenResponse struct {
	Dados    TokenDados
	Mensagem string
	Status   string
	Extra    xsd.Extra
}

// TokenDados is the map of TokenResponse.
type TokenDados struct {
	Posicao    int32
	Situacao   string
	ChaveToken string
	Extra      xsd.Extra
}

var tTokenResponse = xmltext.Type{
	NS: &tokenNamespaces,
	Names: []xmltext.Name{
		{Local: "dados", Req: true},
		{Local: "mensagem", Leaf: true, EmptyAbsent: true},
		{Local: "status", Leaf: true, EmptyAbsent: true},
	},
}

// DecodeXML reads the content of position field.
func (x *TokenResponse) DecodeXML(d *xmltext.Decoder, field int) {
	switch field {
	case 0:
		d.Struct(&tTokenDados, &x.Dados)
	case 1:
		d.Str(&x.Mensagem)
	case 2:
		d.Str(&x.Status)
	case xmltext.ResidueField:
		d.Extra(&x.Extra)
	}
}

// EncodeXML writes attributes and content.
func (x *TokenResponse) EncodeXML(e *xmltext.Encoder) {
	e.Content(&x.Extra)
	e.Struct(0, &tTokenDados, &x.Dados)
	if x.Mensagem != "" {
		e.Str(1, x.Mensagem)
	}
	if x.Status != "" {
		e.Str(2, x.Status)
	}
}

var tTokenDados = xmltext.Type{
	NS: &tokenNamespaces,
	Names: []xmltext.Name{
		{Local: "posicao", Leaf: true, Req: true, XSI: "int", XSINS: xmltext.SchemaNS},
		{Local: "situacao", Leaf: true, Req: true, XSI: "string", XSINS: xmltext.SchemaNS},
		{Local: "chaveToken", Leaf: true, Req: true, XSI: "string", XSINS: xmltext.SchemaNS},
	},
	Form: &xmltext.MapForm{
		Entry: xmltext.Name{Local: "entry"},
		Key:   xmltext.Name{Local: "key"},
		Value: xmltext.Name{Local: "value"},
	},
}

// DecodeXML reads the content of position field.
func (x *TokenDados) DecodeXML(d *xmltext.Decoder, field int) {
	switch field {
	case 0:
		d.Int32(&x.Posicao)
	case 1:
		d.Str(&x.Situacao)
	case 2:
		d.Str(&x.ChaveToken)
	case xmltext.ResidueField:
		d.Extra(&x.Extra)
	}
}

// EncodeXML writes attributes and content.
func (x *TokenDados) EncodeXML(e *xmltext.Encoder) {
	e.Content(&x.Extra)
	e.Int(0, int64(x.Posicao))
	e.Str(1, x.Situacao)
	e.Str(2, x.ChaveToken)
}

var protocolNamespaces = xmltext.Namespaces{
	{URI: "urn:WebServiceComprovei", Prefix: "com"},
}

// ProtocolResponse is the reply of getExportProtocolStatus.
type ProtocolResponse struct {
	Status        string
	Protocolo     string
	Metodo        string
	DataCriacao   string
	DataConclusao string
	Processado    string
	Resultado     string
	URL           string
	Extra         xsd.Extra
}

var tProtocolResponse = xmltext.Type{
	NS: &protocolNamespaces,
	Names: []xmltext.Name{
		{Local: "status", Leaf: true, AnyForm: true, EmptyAbsent: true},
		{Local: "protocolo", Leaf: true, AnyForm: true, EmptyAbsent: true},
		{Local: "metodo", Leaf: true, AnyForm: true, EmptyAbsent: true},
		{Local: "dataCriacao", Leaf: true, AnyForm: true, EmptyAbsent: true},
		{Local: "dataConclusao", Leaf: true, AnyForm: true, EmptyAbsent: true},
		{Local: "processado", Leaf: true, AnyForm: true, EmptyAbsent: true},
		{Local: "resultado", Leaf: true, AnyForm: true, EmptyAbsent: true},
		{Local: "url", Leaf: true, AnyForm: true, EmptyAbsent: true},
	},
}

// DecodeXML reads the content of position field.
func (x *ProtocolResponse) DecodeXML(d *xmltext.Decoder, field int) {
	switch field {
	case 0:
		d.Str(&x.Status)
	case 1:
		d.Str(&x.Protocolo)
	case 2:
		d.Str(&x.Metodo)
	case 3:
		d.Str(&x.DataCriacao)
	case 4:
		d.Str(&x.DataConclusao)
	case 5:
		d.Str(&x.Processado)
	case 6:
		d.Str(&x.Resultado)
	case 7:
		d.Str(&x.URL)
	case xmltext.ResidueField:
		d.Extra(&x.Extra)
	}
}

// EncodeXML writes attributes and content.
func (x *ProtocolResponse) EncodeXML(e *xmltext.Encoder) {
	e.Content(&x.Extra)
	for i, v := range []string{x.Status, x.Protocolo, x.Metodo, x.DataCriacao, x.DataConclusao, x.Processado, x.Resultado, x.URL} {
		if v != "" {
			e.Str(i, v)
		}
	}
}
