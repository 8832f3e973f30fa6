package soap_test

import (
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// The token service as generated code describes it, written by hand.

const nsTok = 1

var namespaces = xmltext.Namespaces{
	{URI: "http://token.ws.tce.sc.gov.br/", Prefix: "tok"},
}

// Refusal stands for the provider's own error type.
type Refusal struct{ soap.Refusal }

func (r *Refusal) Unwrap() error { return &r.Refusal }

var binding = soap.Binding{
	Name:        "tokenWS",
	Namespaces:  &namespaces,
	Gzip:        true,
	TLSRequired: true,
	Security:    soap.UsernameToken{MustUnderstand: true},
	SpecHash:    "abc123",
	Refuse:      func(r soap.Refusal) error { return &Refusal{r} },
}

func faults() []soap.Part {
	return []soap.Part{{Name: xmltext.Name{Local: "Exception", NS: nsTok}, Type: &tException, New: func() xmltext.Node { return new(Exception) }}}
}

func request() *soap.Message {
	return &soap.Message{Body: []soap.Part{{Name: xmltext.Name{Local: "obterToken", NS: nsTok}, Type: &tObterToken, New: func() xmltext.Node { return new(ObterToken) }}}}
}

var OpObterToken = soap.Operation{
	Binding: &binding,
	Name:    "obterToken",
	In:      request(),
	Out: &soap.Message{
		Wrapper: []xmltext.Name{{Local: "obterTokenResponse", NS: nsTok}},
		Body:    []soap.Part{{Name: xmltext.Name{Local: "return"}, Type: &tObterTokenResponse, New: func() xmltext.Node { return new(ObterTokenResponse) }}},
	},
	Faults:   faults(),
	Status:   &soap.StatusRule{OK: []string{"OK"}},
	Validate: true,
}

var OpAvisar = soap.Operation{Binding: &binding, Name: "avisar", In: request(), Faults: faults()}

type ObterToken struct {
	CodigoUg           string
	DescricaoEmpresaTI string
	DescritivoSoftware string
	Extra              xsd.Extra
}

const (
	obterToken_codigoUg = iota
	obterToken_descricaoEmpresaTI
	obterToken_descritivoSoftware
)

var tObterToken = xmltext.Type{
	NS: &namespaces,
	Names: []xmltext.Name{
		{Local: "codigoUg", Leaf: true, Req: true},
		{Local: "descricaoEmpresaTI", Leaf: true, Req: true},
		{Local: "descritivoSoftware", Leaf: true, Req: true},
	},
}

func (x *ObterToken) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case obterToken_codigoUg:
		c.Str(&x.CodigoUg)
	case obterToken_descricaoEmpresaTI:
		c.Str(&x.DescricaoEmpresaTI)
	case obterToken_descritivoSoftware:
		c.Str(&x.DescritivoSoftware)
	case xmltext.ResidueField:
		c.Extra(&x.Extra)
	}
}

var facetsCodigoUg = xsd.Facets{Pattern: []xsd.Matcher{&xsd.Pattern{Expr: `\d+`}}}

func (x *ObterToken) Validate() error {
	v := xsd.NewValidator("obterToken")
	v.String("codigoUg", x.CodigoUg, &facetsCodigoUg)
	return v.Err()
}

type ObterTokenResponse struct {
	Dados    ObterTokenResponseDados
	Mensagem string
	Status   string
	Extra    xsd.Extra
}

const (
	obterTokenResponse_dados = iota
	obterTokenResponse_mensagem
	obterTokenResponse_status
)

var tObterTokenResponse = xmltext.Type{
	NS: &namespaces,
	Names: []xmltext.Name{
		{Local: "dados", Req: true},
		{Local: "mensagem", Leaf: true},
		{Local: "status", Leaf: true},
	},
}

func (x *ObterTokenResponse) ReplyStatus() (status, message string) { return x.Status, x.Mensagem }

func (x *ObterTokenResponse) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case obterTokenResponse_dados:
		c.Struct(&tDados, &x.Dados)
	case obterTokenResponse_mensagem:
		c.Str(&x.Mensagem)
	case obterTokenResponse_status:
		c.Str(&x.Status)
	case xmltext.ResidueField:
		c.Extra(&x.Extra)
	}
}

type ObterTokenResponseDados struct {
	Posicao    int32
	Situacao   string
	ChaveToken string
	Extra      xsd.Extra
}

const (
	dados_posicao = iota
	dados_situacao
	dados_chaveToken
)

var formDados = xmltext.MapForm{
	Entry: xmltext.Name{Local: "entry"}, Key: xmltext.Name{Local: "key", Leaf: true}, Value: xmltext.Name{Local: "value"},
}

var tDados = xmltext.Type{
	NS:   &namespaces,
	Form: &formDados,
	Names: []xmltext.Name{
		{Local: "posicao", Leaf: true, XSI: "int", XSINS: xmltext.SchemaNS},
		{Local: "situacao", Leaf: true, XSI: "string", XSINS: xmltext.SchemaNS},
		{Local: "chaveToken", Leaf: true, XSI: "string", XSINS: xmltext.SchemaNS},
	},
}

func (x *ObterTokenResponseDados) FieldXML(c *xmltext.Codec, field int) {
	if !c.Reading() && field != xmltext.ResidueField {
		return
	}
	switch field {
	case dados_posicao:
		c.Int32(&x.Posicao)
	case dados_situacao:
		c.Str(&x.Situacao)
	case dados_chaveToken:
		c.Str(&x.ChaveToken)
	case xmltext.ResidueField:
		c.Extra(&x.Extra)
	}
}

type Exception struct {
	Message string
	Extra   xsd.Extra
}

var tException = xmltext.Type{NS: &namespaces, Names: []xmltext.Name{{Local: "message", Leaf: true}}}

func (x *Exception) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case 0:
		c.Str(&x.Message)
	case xmltext.ResidueField:
		c.Extra(&x.Extra)
	}
}

// The export queue of Comprovei: default namespaces, credentials in a header block, SOAP 1.2 in a variant.

var queueNamespaces = xmltext.Namespaces{
	{URI: "WebServiceComprovei", Prefix: "web"},
	{URI: "WebServiceComprovei:getExportProtocolStatus", Prefix: "web1"},
	{URI: "urn:WebServiceComprovei", Prefix: "urn"},
}

func queueBinding(version soap.Version, style xmltext.Style) *soap.Binding {
	return &soap.Binding{
		Name: "exportQueue", Version: version, Prefixes: style, Namespaces: &queueNamespaces,
		Security: soap.HeaderCredentials{
			Part: soap.Part{Name: xmltext.Name{Local: "Credenciais", NS: 1}, Type: &tCredenciais},
			New:  func(u, p string) xmltext.Node { return &Credenciais{Usuario: u, Senha: p} },
		},
	}
}

func queueOperation(b *soap.Binding) *soap.Operation {
	return &soap.Operation{
		Binding: b, Name: "getExportProtocolStatus", Action: "urn:WebServiceComprovei#getExportProtocolStatus",
		In:  &soap.Message{Body: []soap.Part{{Name: xmltext.Name{Local: "getExportProtocolStatus", NS: 2}, Type: &tGetStatus}}},
		Out: &soap.Message{Body: []soap.Part{{Name: xmltext.Name{Local: "getExportProtocolStatusResponse", NS: 3, AnyForm: true}, Type: &tStatus, New: func() xmltext.Node { return new(Status) }}}},
	}
}

type Credenciais struct{ Usuario, Senha string }

var tCredenciais = xmltext.Type{NS: &queueNamespaces, Names: []xmltext.Name{{Local: "Usuario", NS: 1, Leaf: true}, {Local: "Senha", NS: 1, Leaf: true}}}

func (x *Credenciais) FieldXML(c *xmltext.Codec, field int) {
	switch field {
	case 0:
		c.Str(&x.Usuario)
	case 1:
		c.Str(&x.Senha)
	}
}

type GetStatus struct{ Protocolo string }

var tGetStatus = xmltext.Type{NS: &queueNamespaces, Names: []xmltext.Name{{Local: "protocolo", NS: 2, Leaf: true}}}

func (x *GetStatus) FieldXML(c *xmltext.Codec, field int) {
	if field == 0 {
		c.Str(&x.Protocolo)
	}
}

type Status struct {
	Status    string
	Protocolo []string
	Extra     xsd.Extra
}

var tStatus = xmltext.Type{NS: &queueNamespaces, Names: []xmltext.Name{
	{Local: "status", Leaf: true, AnyForm: true}, {Local: "protocolo", Leaf: true, Many: true, AnyForm: true},
}}

func (x *Status) FieldXML(c *xmltext.Codec, field int) {
	if !c.Reading() && field != xmltext.ResidueField {
		return
	}
	switch field {
	case 0:
		c.Str(&x.Status)
	case 1:
		c.Strs(&x.Protocolo)
	case xmltext.ResidueField:
		c.Extra(&x.Extra)
	}
}

var noExtra xsd.Extra
