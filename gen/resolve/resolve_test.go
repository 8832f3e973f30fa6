package resolve

import (
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
)

func TestSchemas(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"forms, occurrence and nesting", xsd(`<xs:complexType name="T"><xs:sequence>
			<xs:element name="a" type="xs:int" form="qualified"/><xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="b" type="xs:string"/><xs:any namespace="##other" processContents="lax"/></xs:choice>
			<xs:element name="a" type="t:T" minOccurs="2" maxOccurs="5" nillable="true"/><xs:element name="gone" type="xs:int" minOccurs="0" maxOccurs="0"/>
			</xs:sequence><xs:attribute name="u" use="required" type="xs:ID"/><xs:attribute ref="xml:lang"/><xs:anyAttribute/></xs:complexType>`), `
			namespace xml "http://www.w3.org/XML/1998/namespace"
			struct {urn:t}T
			@u: xs:ID
			@lang?: xs:language name={http://www.w3.org/XML/1998/namespace}@lang
			anyAttribute ##any strict
			sequence
			a: xs:int name={urn:t}a
			choice*
			b: xs:string
			any: wildcard ##other target="urn:t" lax
			a[2]{2,5}: {urn:t}T name=a nillable`},
		{"extension and restriction", xsd(`<xs:complexType name="B" abstract="true"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence><xs:attribute name="x" type="xs:int"/><xs:attribute name="y" type="xs:int"/></xs:complexType>
			<xs:complexType name="E"><xs:complexContent><xs:extension base="t:B"><xs:sequence><xs:element name="b" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
			<xs:complexType name="R"><xs:complexContent><xs:restriction base="t:B"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence><xs:attribute name="x" use="prohibited"/><xs:attribute name="y" type="xs:int" use="required"/></xs:restriction></xs:complexContent></xs:complexType>`), `
			struct {urn:t}B abstract
			derived {urn:t}E
			derived {urn:t}R
			struct {urn:t}E extends {urn:t}B
			b: xs:int
			struct {urn:t}R restricts {urn:t}B
			@y: xs:int
			a: xs:int`},
		{"prohibited in a group", xsd(`<xs:complexType name="B"><xs:attribute name="x" type="xs:int"/></xs:complexType>
			<xs:attributeGroup name="G"><xs:attribute name="x" use="prohibited"/></xs:attributeGroup>
			<xs:complexType name="R"><xs:complexContent><xs:restriction base="t:B"><xs:attributeGroup ref="t:G"/></xs:restriction></xs:complexContent></xs:complexType>`), `
			struct {urn:t}R restricts {urn:t}B
			@x?: xs:int`},
		{"simple content", xsd(`<xs:complexType name="V"><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="unit" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType>
			<xs:complexType name="W"><xs:simpleContent><xs:restriction base="t:V"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleContent></xs:complexType>`), `
			struct {urn:t}V
			@unit?: xs:string
			text xs:decimal
			struct {urn:t}W restricts {urn:t}V
			@unit?: xs:string
			text {urn:t}W/text
			simple {urn:t}W/text: xs:decimal
			maxInclusive "9"`},
		{"simple types", xsd(`<xs:simpleType name="L"><xs:list><xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value="a"/><xs:enumeration value="b"/></xs:restriction></xs:simpleType></xs:list></xs:simpleType>
			<xs:simpleType name="U"><xs:union memberTypes="xs:int t:L"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="x+"/><xs:pattern value="y"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>`), `
			list {urn:t}L
			item {urn:t}L/item
			simple {urn:t}L/item: xs:token
			enum "a"
			enum "b"
			union {urn:t}U
			member xs:int
			member {urn:t}L
			member {urn:t}U/member
			simple {urn:t}U/member: xs:string
			pattern "x+"
			pattern "y"`},
		{"named groups keep their name, and their anonymous types are one", xsd(`<xs:group name="G"><xs:choice><xs:element name="a"><xs:simpleType><xs:restriction base="xs:int"><xs:minInclusive value="1"/></xs:restriction></xs:simpleType></xs:element></xs:choice></xs:group>
			<xs:attributeGroup name="A"><xs:attribute name="x" type="xs:int"/></xs:attributeGroup>
			<xs:complexType name="T"><xs:sequence><xs:group ref="t:G"/><xs:group ref="t:G" minOccurs="0"/></xs:sequence><xs:attributeGroup ref="t:A"/></xs:complexType>`), `
			simple {urn:t}G/choice/a: xs:int
			struct {urn:t}T
			@x?: xs:int
			sequence
			G choice group={urn:t}G
			a: {urn:t}G/choice/a
			G[2] choice? group={urn:t}G`},
		{"substitution groups and references", xsd(`<xs:element name="head" type="xs:string" abstract="true"/><xs:element name="m" substitutionGroup="t:head"/>
			<xs:element name="e"><xs:complexType mixed="true"><xs:all><xs:element ref="t:head" minOccurs="0"/></xs:all></xs:complexType></xs:element>`), `
			element {urn:t}head: xs:string abstract
			member {urn:t}m
			element {urn:t}m: xs:string head={urn:t}head
			element {urn:t}e: anonymous
			struct {urn:t}e mixed
			all
			head?: ref {urn:t}head`},
		{"an anonymous type beside a named one", xsd(`<xs:element name="x"><xs:complexType/></xs:element><xs:complexType name="x"><xs:sequence><xs:element name="d" type="xs:date" default="2020-02-29"/></xs:sequence></xs:complexType>`), `
			element {urn:t}x: {urn:t}x/type
			struct {urn:t}x/type
			struct {urn:t}x
			d: xs:date default="2020-02-29"`},
		{"a schema without a namespace takes its includer's", xsd(`<xs:include schemaLocation="b.xsd"/><xs:element name="e" type="t:C"/>`) +
			"-- b.xsd --\n" + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:complexType name="C"><xs:sequence><xs:element name="c" type="C" minOccurs="0" form="qualified"/></xs:sequence></xs:complexType></xs:schema>` + "\n", `
			element {urn:t}e: {urn:t}C
			struct {urn:t}C
			c?: {urn:t}C name={urn:t}c`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			has(t, inspected(t, tt.in), tt.want)
		})
	}
}

func TestWSDL(t *testing.T) {
	has(t, inspected(t, wsdl(queue, service)), `
		contract s s
		namespace ns "urn:t"
		binding {urn:t}B service={urn:t}S port="P"
		soap 1.1 prefix="soapenv"
		endpoint url="http://h/p" path="{urn:t}B/P"
		operation get document action="urn:get"
		in
		body p element={urn:t}get
		out
		body p element={urn:t}getResponse
		type unreached 1`)
}

// An address that no client can call is a placeholder: the contract has none.
func TestPlaceholderAddress(t *testing.T) {
	apis, _ := run(t, strings.Replace(wsdl(queue, service), "http://h/p", "REPLACE_WITH_ACTUAL_URL", 1))
	if b := apis[0].Bindings[0]; len(b.Endpoints) > 0 || len(b.Ports) != 1 {
		t.Errorf("the ports %v have the addresses %v", b.Ports, b.Endpoints)
	}
}

// A type's namespace is among the contract's where no element has it: xsi:type can name the type.
func TestTypeNamespace(t *testing.T) {
	apis, _ := run(t, "-- s.yaml --\nwsgen: v1\nnamespace: urn:x\ntypes: {T: {namespace: urn:y, fields: {x: int}}}\noperations: {go: {request: {a: T}}}\n")
	if n := apis[0].Namespaces; len(n) != 2 || n[1].URI != "urn:y" {
		t.Errorf("got the namespaces %v", n)
	}
}

func TestRPCAndHeaders(t *testing.T) {
	got := inspected(t, wsdl(`<xs:element name="auth" type="xs:string"/><xs:element name="fail" type="xs:string"/>`, `
<w:message name="in"><w:part name="a" type="xs:int"/><w:part name="h" element="t:auth"/></w:message><w:message name="out"><w:part name="r" type="xs:string"/></w:message><w:message name="bad"><w:part name="f" element="t:fail"/></w:message>
<w:portType name="PT"><w:operation name="op"><w:input message="t:in"/><w:output message="t:out"/><w:fault name="F" message="t:bad"/></w:operation></w:portType>
<w:binding name="B" type="t:PT"><s:binding style="rpc"/><w:operation name="op"><w:input><s:body use="literal" namespace="urn:r"/><s:header message="t:in" part="h" use="literal"/></w:input><w:output><s:body use="literal" namespace="urn:r"/></w:output><w:fault name="F"><s:fault name="F" use="literal"/></w:fault></w:operation></w:binding>`))
	has(t, got, `
		operation op rpc action=""
		header header/h element={urn:t}auth
		body parameters element={urn:r}op
		body parameters element={urn:r}opResponse
		fault fault/F element={urn:t}fail
		element {urn:r}op: anonymous
		struct {urn:r}op
		a: xs:int
		struct {urn:r}opResponse
		r: xs:string anyForm`)
}

func TestOverlay(t *testing.T) {
	got := inspected(t, overlay(`prefixes: {qq: 'urn:t'}
operations:
  get:
    doc: Get gets.
    name: Fetch
    request:
      unit: {pattern: '\d+', wireName: einheit, name: Unit, secret: true}
      extra: {add: true, type: string, minOccurs: 0, maxLength: 5}
      note: {maxLength: 5, optional: keep}
      size: {maxInclusive: 7, minOccurs: 1}
      id: {attribute: true, doc: ID counts.}
      last: {add: true, type: rec, maxOccurs: unbounded}
    reply:
      n: int
      who: {type: string, maxOccurs: unbounded}
      'rec_#': {type: rec, name: Recs}
      '*': {name: Rest, map: {deep: boolean}}
types:
  rec: {name: Record, fields: {code: {type: long}}}`))
	has(t, got, `
		shared prov prov
		namespace qq "urn:t"
		soap 1.1 prefix="soapenv" gzip tls
		endpoint environment="production" url="https://h/q" path="endpoint/production"
		operation get document action="urn:get" validate go=Fetch overlaid
		# Get gets.
		body p element={urn:t}get
		wrapper {urn:t}getResponse
		element {urn:t}getResponse/return: anonymous name=return
		reply status={urn:t}getResponse/return/sequence/state message={urn:t}getResponse/return/sequence/text ok="OK","Okay"
		struct {urn:t}req
		@id?: xs:int omitEmpty overlaid
		# ID counts.
		unit: anonymous name=einheit emptyAbsent secret go=Unit overlaid
		extra?: anonymous omitEmpty emptyAbsent overlaid
		note?: anonymous overlaid
		size: anonymous emptyAbsent overlaid
		last+: {urn:t}rec emptyAbsent overlaid
		simple {urn:t}req/sequence/size: xs:int overlaid
		minInclusive "1"
		maxInclusive "7"
		struct {urn:t}rec go=Record overlaid
		code: xs:long emptyAbsent overlaid
		struct {urn:t}getResponse/return overlaid
		data: anonymous emptyAbsent overlaid
		text?: xs:string omitEmpty emptyAbsent
		state?: xs:string omitEmpty emptyAbsent
		simple {urn:t}req/sequence/unit: xs:string
		pattern "\\d+"
		simple {urn:t}req/sequence/extra: xs:string
		maxLength "5"`)
	has(t, got, `
		simple {urn:t}req/sequence/note: xs:string overlaid
		minLength "2"
		maxLength "5"`)
	has(t, got, `
		struct {urn:t}getResponse/return/sequence/data overlaid
		map entry key value xsi:type
		n: xs:int emptyAbsent
		who*: xs:string emptyAbsent
		"rec_#"*: {urn:t}rec emptyAbsent go=Recs
		"*"*: anonymous emptyAbsent go=Rest
		struct {urn:t}getResponse/return/sequence/data/sequence/*
		map entry key value xsi:type
		deep: xs:boolean emptyAbsent`)
}

func TestSpecAlone(t *testing.T) {
	got := inspected(t, `-- s.yaml --
wsgen: v1
package: pay
namespace: urn:n
service: paySvc
endpoints: {test: {url: 'http://{host}:{port}/x', variables: {host: The host., port: {doc: The port., default: 80}}}}
soap: {version: "1.2", action: urn:a, elementForm: qualified, namespaceStyle: default, envelopePrefix: e}
headers: {Auth: {fields: {User: string, Pass: {type: string, secret: true}}}}
security: {header: {name: Auth, username: User, password: Pass}}
rules: {replyForm: any}
types:
  base: {fields: {id: {type: int, attribute: true, minOccurs: 0}, k: kind}}
  kind: {base: string, enum: {A: the first, B: the second}, name: Kind}
  more: {base: base, fields: {when: {type: string, layout: dd/MM/yyyy}}}
operations:
  pay:
    request: {item: {type: more, maxOccurs: unbounded}, in: {fields: {x: 'xs:decimal'}, minOccurs: 0}}
    response: {element: paid, namespace: urn:o, elementForm: unqualified, fields: {ok: boolean}}
  ping: {action: '', request: {}}
`)
	has(t, got, `
		contract pay pay
		security header {urn:n}Auth username={urn:n}Auth/sequence/User password={urn:n}Auth/sequence/Pass
		binding {urn:n}pay service={urn:n}paySvc
		soap 1.2 prefix="e" defaultNamespaces
		endpoint environment="test" url="http://{host}:{port}/x" path="endpoint/test"
		variable host
		# The host.
		variable port default="80"
		operation pay document action="urn:a"
		body parameters element={urn:n}pay
		body parameters anyForm element={urn:o}paid
		operation ping document action=""
		element {urn:n}Auth: anonymous
		element {urn:n}pay: anonymous
		element {urn:o}paid: anonymous
		struct {urn:n}Auth
		User: xs:string name={urn:n}User
		Pass: xs:string name={urn:n}Pass secret
		struct {urn:n}base
		derived {urn:n}more
		@id?: xs:int
		k: {urn:n}kind name={urn:n}k
		simple {urn:n}kind: xs:string go=Kind
		enum "A"
		# the first
		struct {urn:n}more extends {urn:n}base
		struct {urn:n}pay
		item+: {urn:n}more name={urn:n}item
		in?: anonymous name={urn:n}in
		struct {urn:o}paid
		ok: xs:boolean anyForm`)
	if strings.Contains(got, "ping/out") {
		t.Error("an operation without a reply must be one-way")
	}
}

func TestSharedReplyWithoutWSDL(t *testing.T) {
	got := inspected(t, "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\noperations:\n  go: {request: {a: string}, reply: {n: int}, replyStatus: optional}\n"+provider)
	has(t, got, `
		wrapper {urn:n}goResponse
		element {urn:n}goResponse/return: anonymous name=return
		reply status={urn:n}goResponse/return/all/state message={urn:n}goResponse/return/all/text ok="OK","Okay" absentOK
		struct {urn:n}goResponse/return
		data: anonymous emptyAbsent
		text?: xs:string omitEmpty emptyAbsent
		state?: xs:string omitEmpty emptyAbsent
		struct {urn:n}goResponse/return/all/data
		n: xs:int emptyAbsent`)
}

func TestReplyKeepsWhatOverlaysSay(t *testing.T) {
	has(t, inspected(t, overlay(`types: {reply: {fields: {text: {optional: keep, doc: Text says why.}}}}`)), `
		struct {urn:t}getResponse/return overlaid
		data: anonymous emptyAbsent overlaid
		text?: xs:string overlaid
		# Text says why.
		state?: xs:string omitEmpty emptyAbsent`)
}

func TestHeaderOfTheWSDLCarriesCredentials(t *testing.T) {
	got := inspected(t, `-- s.yaml --
wsgen: v1
wsdl: a.wsdl
soap: {style: document}
headers: {auth: {fields: {pass: {secret: true}}}}
security: {header: {name: auth, username: user, password: pass}}
`+wsdl(`<xs:element name="auth"><xs:complexType><xs:sequence><xs:element name="user" type="xs:string"/><xs:element name="pass" type="xs:string"/></xs:sequence></xs:complexType></xs:element><xs:element name="get" type="xs:string"/>`,
		`<w:message name="in"><w:part name="a" element="t:auth"/><w:part name="p" element="t:get"/></w:message>
<w:portType name="PT"><w:operation name="op"><w:input message="t:in"/></w:operation></w:portType>
<w:binding name="B" type="t:PT"><s:binding/><w:operation name="op"><w:input><s:body use="literal" parts="p"/><s:header message="t:in" part="a" use="literal"/></w:input></w:operation></w:binding>`))
	has(t, got, `
		security header {urn:t}auth username={urn:t}auth/sequence/user password={urn:t}auth/sequence/pass
		operation op document action=""
		in
		body p element={urn:t}get
		element {urn:t}auth: anonymous
		element {urn:t}get: xs:string
		struct {urn:t}auth overlaid
		pass: xs:string secret overlaid`)
}

func TestProviderFirst(t *testing.T) {
	apis, diags := run(t, overlay("operations: {get: {reply: {}}}"))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if len(apis) != 2 || !apis[0].Provider || apis[1].Shared != apis[0] {
		t.Fatalf("want the provider, then the service that shares it; got %d contracts", len(apis))
	}
	if apis[0].Refusal == nil || apis[0].Refusal.Rename != "Refused" || apis[1].Refusal != nil {
		t.Error("the refusal belongs to the provider's contract alone")
	}
	if _, ok := apis[0].Security.(*contract.UsernameToken); !ok || apis[1].Security != nil {
		t.Error("the security belongs to the provider's contract alone")
	}
}

func TestShortName(t *testing.T) {
	for uri, want := range map[string]string{
		"http://token.ws.tce.sc.gov.br/": "tok", "urn:t": "ns", "urn:WebServiceComprovei": "web", "WebServiceComprovei:getX": "get",
		"http://www.example.com/2014/orders/v1.xsd": "ord", "http://schemas.example.com/": "exa", "http://127.0.0.1/": "ns",
	} {
		if got := shortName(uri); got != want {
			t.Errorf("shortName(%q) = %q, want %q", uri, got, want)
		}
	}
}

func TestPackageName(t *testing.T) {
	for name, want := range map[string]string{
		"OrderService": "orderservice", "3rd-party_v2": "rdpartyv2", "Preços": "preos", "type": "typeclient", "Main": "mainclient", "…": "client",
	} {
		if got := packageName(name); got != want {
			t.Errorf("packageName(%q) = %q, want %q", name, got, want)
		}
	}
}
