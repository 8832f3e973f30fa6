package golden_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A wsdlConstruct is a construct of WSDL 1.1 or of SOAP, and the case that shows it.
type wsdlConstruct struct {
	name, in string
	// What the WSDLs of the case have of the construct. They are matched without comments and white space between tags.
	wsdl string
	// The test that has the construct on the wire, and what its code or a document of the case has of it.
	test, shown string
	// What wsgen says of the construct in a file of want/, where nothing is on the wire.
	said, saidIn string
}

var wsdlConstructs = []wsdlConstruct{
	// Styles, uses and versions.
	{name: "document/literal, wrapped", in: "bindings", wsdl: `<part name="set" element="g:set"/>.*<soap:body use="literal"/>`, test: "TestBindingsWithoutService", shown: `:Body><lam:set><bright>3<`},
	{name: "document/literal, bare", in: "bindings", wsdl: `<xs:element name="state" type="xs:boolean"/>.*<part name="state" element="g:state"/>`, test: "TestBindingsWithoutService", shown: `<l:state [^>]*>true<`},
	{name: "rpc/literal", in: "rpc-header", wsdl: `<soap:binding style="rpc".*<soap:body use="literal" namespace="urn:rpc"/>`, test: "TestWire", shown: `<rpc:add [^>]*><item><gol:code>1<`},
	{name: "rpc/encoded", in: "encoded", wsdl: `<soap:binding style="rpc".*<soap:body use="encoded"`, test: "TestEncodedRequests", shown: `<\w+:store soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">`},
	{name: "document/encoded", in: "document-encoded", wsdl: `<soap:binding style="document".*<soap:body use="encoded"`, test: "TestDocumentEncoded", shown: `<mai:letter soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">`},
	{name: "SOAP 1.1", in: "bindings", wsdl: `<soap:binding `, test: "TestBindingsWithoutService", shown: `Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"`},
	{name: "SOAP 1.2", in: "bindings", wsdl: `<soap12:binding `, test: "TestBindingsWithoutService", shown: `Envelope xmlns:soapenv="http://www.w3.org/2003/05/soap-envelope"`},
	{name: "encoding over SOAP 1.2", in: "encoded", wsdl: `<soap12:body use="encoded"`, test: "TestEncodedRequests", shown: `itemType="dat:Item" \w+:arraySize="3"`},
	{name: "encoded parts in a body of SOAP 1.2", in: "document-encoded", wsdl: `<soap12:body use="encoded"`, test: "TestDocumentEncoded", shown: `:Body><mai:letter soapenv:encodingStyle="[^"]*" xsi:type="mai:Letter">.*<mai:stamp soapenv:encodingStyle=`},

	// SOAP encoding.
	{name: "xsi:type", in: "encoded", wsdl: `<part name="weight" type="xsd:double"/>`, test: "TestEncodedRequests", shown: `<weight xsi:type="xsd:double">`},
	{name: "xsi:type of a derived type", in: "encoded", wsdl: `<xsd:extension base="d:Item">`, test: "TestEncodedRequests", shown: `xsi:type="dat:Crate"`},
	{name: "an optional group of an encoded type that others extend", in: "validate-encoded", wsdl: `<xs:sequence minOccurs="0"><xs:element name="street"`, test: "TestValidateEncoded", shown: `&sales\.Company\{\}, ""`},
	{name: "soapenc:Array by wsdl:arrayType", in: "encoded", wsdl: `wsdl:arrayType="xsd:string\[\]"`, test: "TestEncodedRequests", shown: `:arrayType="xsd:string\[2\]"`},
	{name: "soapenc:Array by its content", in: "encoded", wsdl: `<xsd:restriction base="soapenc:Array"><xsd:sequence><xsd:element name="one" type="d:Item"`, test: "TestEncodedRequests", shown: `:arrayType="dat:Item\[3\]"><one xsi:type=`},
	{name: "soapenc:Array by the default of soapenc:arrayType", in: "encoded", wsdl: `<xsd:attribute ref="soapenc:arrayType" default="xsd:string\[\]"/>`, test: "TestArraysOfOtherForms", shown: `<names xsi:type="enc:Array" enc:arrayType="xsd:string\[2\]">`},
	{name: "a restriction of a named array", in: "encoded", wsdl: `<xsd:restriction base="d:OldStrings"/>`, test: "TestArraysOfOtherForms", shown: `depot\.Strings\{"a", "b"\}`},
	{name: "items that are nil", in: "encoded", wsdl: `wsdl:arrayType="d:Item\[\]"`, test: "TestEncodedRequests", shown: `<one xsi:nil="true"></one>`},
	{name: "an array of arrays", in: "encoded", wsdl: `wsdl:arrayType="xsd:int\[\]\[\]"`, test: "TestEncodedRequests", shown: `depot\.Matrix\{\{1, 2\}, \{\}, \{3\}\}`},
	{name: "sparse and partial arrays", in: "encoded", wsdl: `base="soapenc:Array"`, test: "TestSparseAndShared", shown: `enc:position="\[3\]"`},
	{name: "simple types of SOAP encoding", in: "encoded", wsdl: `<part name="label" type="soapenc:string"/>`, test: "TestEncodedRequests", shown: `<label xsi:nil="true">`},
	{name: "values that several places refer to", in: "encoded", wsdl: `use="encoded"`, test: "TestEncodedReplies", shown: `href="#`},
	{name: "enc:ref of SOAP 1.2", in: "encoded", wsdl: `<soap12:body use="encoded"`, test: "TestSparseAndShared", shown: `\w+:ref="`},
	{name: "values that hold themselves", in: "encoded", wsdl: `use="encoded"`, test: "TestReferenceErrors", shown: `Cycle: true`},

	// Services, ports, bindings, files.
	{name: "several services", in: "overloads", wsdl: `</service><service `, test: "TestOverloads", shown: `shop\.NewEncoded12\(`},
	{name: "several ports of one binding", in: "overloads", wsdl: `<port name="Encoded" binding="t:Encoded">.*<port name="Spare" binding="t:Encoded">`, said: `port="Encoded Spare"`, saidIn: "inspect.txt"},
	{name: "ports over SOAP 1.1 and 1.2", in: "encoded", wsdl: `<port name="Depot11"[^>]*><soap:address.*<port name="Depot12"[^>]*><soap12:address`, test: "TestEncodedRequests", shown: `depot\.NewDepot12\(`},
	{name: "several bindings of a port type", in: "encoded", wsdl: `<binding name="Depot11" type="t:DepotPort">.*<binding name="Depot12" type="t:DepotPort">`, test: "TestEncodedRequests", shown: `depot\.OpDepot12Store`},
	{name: "bindings without a service", in: "bindings", wsdl: `</binding></definitions>`, test: "TestBindingsWithoutService", shown: `lamp\.NewLamp12\(s\.URL\)`},
	{name: "a port type without a binding", in: "port-type", wsdl: `</portType></definitions>`, said: `^in\.wsdl:2:1: warning: .*\[no-operations\]`, saidIn: "errors.txt"},
	{name: "schemas of several namespaces", in: "split-namespaces", wsdl: `<xs:import namespace="urn:golden:firms"/>`, test: "TestSplitByNamespace", shown: `<fir:owner><peo:name>Bob<`},
	{name: "a WSDL that imports another", in: "overloads", wsdl: `<import namespace="urn:golden:stock" location="port.wsdl"/>`, test: "TestOverloads", shown: `c\.FindByName\(`},

	// Operations.
	{name: "overloads", in: "overloads", wsdl: `<operation name="find"><input name="findByName".*<operation name="find"><input name="findRequest"`, test: "TestOverloads", shown: `c\.FindByName\(`},
	{name: "overloads by name for suites", in: "conformance-calls", wsdl: `<input name="findByNumber"`, test: "TestCallOperation", shown: `"find\(findByNumber\)"`},
	{name: "one-way", in: "overloads", wsdl: `<operation name="note"><input message="t:noteRequest"/></operation>`, test: "TestOverloads", shown: `err := c12\.Note\(`},
	{name: "one-way, called by suites", in: "conformance-calls", wsdl: `<operation name="tell"><input message="g:ask"/></operation>`, test: "TestCallOperation", shown: `"Desk", "tell"`},
	{name: "messages without parts", in: "empty-message", wsdl: `<message name="nothing"/>`, test: "TestEmptyMessages", shown: `<soapenv:Body></soapenv:Body>`},
	{name: "notification", in: "refused", wsdl: `<operation name="notify"><output message="g:answer"/></operation>`, said: `operation notify .*\[unsupported-operation\]`, saidIn: "errors.txt"},
	{name: "solicit-response", in: "refused", wsdl: `<operation name="solicit"><output [^>]*/><input `, said: `operation solicit .*\[unsupported-operation\]`, saidIn: "errors.txt"},

	// Bodies, header blocks, faults.
	{name: "several body parts", in: "bare-body", wsdl: `<message name="several"><part name="customer" element="g:customer"/><part name="amount"`, test: "TestBareBody", shown: `<gol:customer>Ann</gol:customer><gol:amount>3<`},
	{name: "several body parts, encoded", in: "document-encoded", wsdl: `<message name="stamped"><part name="letter" element="g:letter"/><part name="stamp"`, test: "TestDocumentEncoded", shown: `</mai:letter><mai:stamp xsi:type=`},
	{name: "several body parts of rpc style", in: "overloads", wsdl: `<message name="findByName"><part name="name"[^>]*/><part name="exact"`, test: "TestOverloads", shown: `<exact xsi:type=`},
	{name: "a body of a type", in: "bare-body", wsdl: `<message name="typed"><part name="receipt" type="g:Receipt"/>`, test: "TestBareBody", shown: `receipt\.Number != 4711`},
	{name: "header blocks of requests", in: "conformance-calls", wsdl: `<input><soap12:body use="literal"/><soap12:header `, test: "TestCallOperation", shown: `sessionText`},
	{name: "header blocks of replies", in: "conformance-calls", wsdl: `<output><soap12:body use="literal"/><soap12:header `, test: "TestHeadersOfReplies", shown: `soap\.HeaderInto\(calls\.OpDeskAsk\.Out\.Headers\[0\], &got\)`},
	{name: "header blocks of a type", in: "overloads", wsdl: `<part name="trace" type="xsd:string"/>`, test: "TestOverloads", shown: `<tra:trace xsi:type="xsd:string">`},
	{name: "header blocks of one type", in: "header-blocks", wsdl: `<xsd:element name="reader" type="t:Key"/><xsd:element name="owner" type="t:Key"/>`, test: "TestBlocksOfOneType", shown: `archive\.FindOwnerHeader\(&archive\.Key\{`},
	{name: "faults of one type", in: "header-blocks", wsdl: `<fault name="gone" message="t:gone"/><fault name="sealed" message="t:sealed"/>`, test: "TestDetailsOfOneType", shown: `Entry: entry`},
	{name: "header faults", in: "overloads", wsdl: `<soap:headerfault `, test: "TestFaultsByType", shown: `errors\.As\(err, &expired\)`},
	{name: "typed faults", in: "conformance-calls", wsdl: `<fault name="missing" message="g:missing"/>`, test: "TestCallOperationFails", shown: `errors\.As\(err, &missing\)`},
	{name: "faults that are not declared", in: "validate-drift", wsdl: `<soap:fault name="missed"`, test: "TestDriftOfFaults", shown: `detail: undeclared fault`},
	{name: "faults of a type", in: "overloads", wsdl: `<message name="Missing"><part name="fault" type="t:Missing"/>`, test: "TestFaultsByType", shown: `xsi:type="s:Missing"`},
	{name: "header blocks of any content", in: "raw-parts", wsdl: `<xs:element name="context"/>`, test: "TestRawParts", shown: `soap\.Header\{Raw: xsd\.Raw\{XML: visitor\}\}`},
	{name: "faults for which others stand", in: "raw-parts", wsdl: `<xs:complexType name="Problem" abstract="true">`, test: "TestRawParts", shown: `fault\.Raw\.XML`},
	{name: "elements that nothing declares", in: "lax-parts", wsdl: `<part name="body" element="m:open"/>`, test: "TestLaxParts", shown: `lax\.OpenBody\{Body: xsd\.Any\{`},

	// What is refused, and policies.
	{name: "prefixes that nothing declares", in: "usual-prefixes", wsdl: `<xsd:schema targetNamespace="urn:golden:lock">`, said: `warning: prefix xsd is not declared; it is taken for .*\[undeclared-prefix\]`, saidIn: "errors.txt"},
	{name: "a WSDL in no namespace", in: "usual-prefixes", wsdl: `<definitions name="Lock" targetNamespace="urn:golden:lock" xmlns:t="urn:golden:lock">`, said: `warning: definitions is in no namespace; .*\[undeclared-prefix\]`, saidIn: "errors.txt"},
	{name: "elements of SOAP in a port type", in: "usual-prefixes", wsdl: `<portType name="Lock"><operation name="turn"><soap:operation `, said: `warning: soap:operation says nothing in operation \[misplaced-element\]`, saidIn: "errors.txt"},
	{name: "actions in quotes", in: "lax-parts", wsdl: `soapAction="&quot;urn:golden:vault#close&quot;"`, said: `warning: the quotes are those of the header.*\[bad-action\]`, saidIn: "errors.txt"},
	{name: "MIME", in: "refused", wsdl: `<mime:multipartRelated>`, said: `MIME multipart .*\[unsupported-mime\]`, saidIn: "errors.txt"},
	{name: "MTOM", in: "refused", wsdl: `<mtom:MTOM/>`, said: `demands MTOM.*\[unsupported-mtom\]`, saidIn: "errors.txt"},
	{name: "HTTP GET", in: "refused", wsdl: `<http:binding verb="GET"/>`, said: `binding Get is not SOAP.*\[unsupported-binding\]`, saidIn: "errors.txt"},
	{name: "HTTP POST", in: "refused", wsdl: `<http:binding verb="POST"/>`, said: `binding Post is not SOAP.*\[unsupported-binding\]`, saidIn: "errors.txt"},
	{name: "another transport", in: "refused", wsdl: `transport="http://www.w3.org/2010/soapjms/"`, said: `binding Queue .*\[unsupported-binding\]`, saidIn: "errors.txt"},
	{name: "required extensions", in: "refused", wsdl: `wsdl:required="true"`, said: `requires the extension .*\[unsupported-extension\]`, saidIn: "errors.txt"},
	{name: "WS-Policy and WS-SecurityPolicy", in: "policy", wsdl: `<sp:AsymmetricBinding`, said: `sp:AsymmetricBinding is demanded and not met.*\[unmet-policy\]`, saidIn: "errors.txt"},
	{name: "operations by name", in: "operations", wsdl: `<operation name=`, test: "TestPrunedTypes", shown: `c\.GetOrder\(`},
	{name: "facets, checked by the client", in: "validate-calls", wsdl: `<xs:maxLength value="3"/>`, test: "TestValidateCalls", shown: `errors\.AsType\[\*transport\.RequestError\]\(err\)`},
	{name: "declarations that wildcards and xsi:type alone lead to", in: "validate-unreached", wsdl: `<xs:element name="note">`, test: "TestValidateUnreached", shown: `<g:note><g:text>x<`},
	{name: "handlers", in: "server", wsdl: `<operation name=`, test: "TestServer", shown: `client\("/ring", "P"\)\.Ring\(`},
}

// TestWSDLConstructs finds each construct in the case that the table names: in its WSDLs, and on the wire of a test that runs
// what is generated, or in what wsgen says.
func TestWSDLConstructs(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range wsdlConstructs {
		if seen[c.name] {
			t.Errorf("%s stands twice", c.name)
		}
		seen[c.name] = true
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

// TestEveryWSDLIsShown finds cases about WSDLs that the table forgets. One whose types are in a file beside it is about these.
func TestEveryWSDLIsShown(t *testing.T) {
	files, err := filepath.Glob("*/in.wsdl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no WSDLs: %v", err)
	}
	for _, file := range files {
		name := filepath.Dir(file)
		shown := slices.ContainsFunc(wsdlConstructs, func(c wsdlConstruct) bool { return c.in == name })
		if _, err := os.Stat(filepath.Join(name, "types.xsd")); os.IsNotExist(err) && !shown {
			t.Errorf("no row is about %s", name)
		}
	}
}

func (c *wsdlConstruct) check(t *testing.T) {
	if c.wsdl == "" || (c.shown == "") == (c.said == "") || (c.test == "") != (c.shown == "") {
		t.Fatal("the row does not say how to recognize the construct")
	}
	if text := textOf(t, filepath.Join(c.in, "*.wsdl"), schemaText); !regexp.MustCompile(c.wsdl).MatchString(text) {
		t.Errorf("the WSDLs of %s have no %s", c.in, c.wsdl)
	}
	if c.said != "" {
		if text := textOf(t, filepath.Join(c.in, "want", c.saidIn), fileText); !regexp.MustCompile(`(?m)` + c.said).MatchString(text) {
			t.Errorf("%s of %s has no %s", c.saidIn, c.in, c.said)
		}
		return
	}
	shown := testText(t, c.in, c.test)
	if docs, _ := filepath.Glob(filepath.Join(c.in, "*", "*.xml")); len(docs) > 0 {
		shown += textOf(t, filepath.Join(c.in, "*", "*.xml"), fileText)
	}
	if !regexp.MustCompile(c.shown).MatchString(shown) {
		t.Errorf("neither %s nor a document of %s has %s", c.test, c.in, c.shown)
	}
}

// testText is the code of a test that calls what is generated for a case.
func testText(t *testing.T, name, test string) string {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text := fileText(t, file)
		_, body, found := strings.Cut(text, "\nfunc "+test+"(t *testing.T) {\n")
		if !found {
			continue
		}
		if !strings.Contains(text, "example.com/wsgen/golden/"+name+`/want/go`) {
			t.Errorf("%s does not import what is generated for %s", file, name)
		}
		body, _, _ = strings.Cut(body, "\n}\n")
		return body
	}
	t.Errorf("there is no test %s", test)
	return ""
}

// textOf reads files, of which there is one at least.
func textOf(t *testing.T, pattern string, read func(*testing.T, string) string) string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	var all strings.Builder
	for _, file := range files {
		all.WriteString(read(t, file))
	}
	return all.String()
}

func fileText(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
