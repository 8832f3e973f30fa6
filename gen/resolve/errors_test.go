package resolve

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// bad are inputs with the diagnostics that they must give, on the lines where they must stand.
var bad = []struct{ name, in string }{
	{"undeclared names", xsd(`<xs:complexType name="Order"><xs:sequence>
<xs:element name="a" type="t:Ordr"/> <!-- ERROR undeclared-type -->
<xs:element name="b" type="xs:strng"/> <!-- ERROR undeclared-type -->
<xs:element ref="t:nothing"/> <!-- ERROR undeclared-element -->
<xs:group ref="t:G"/> <!-- ERROR undeclared-group -->
</xs:sequence>
<xs:attribute ref="t:at"/> <!-- ERROR undeclared-attribute -->
<xs:attributeGroup ref="t:AG"/> <!-- ERROR undeclared-group -->
</xs:complexType>`)},
	{"duplicates", xsd(`<xs:element name="a" type="xs:int"/>
<xs:element name="a" type="xs:int"/>
<xs:element name="a" type="xs:string"/> <!-- ERROR duplicate-declaration -->
<xs:complexType name="T"><xs:attribute name="x"/>
<xs:attribute name="x"/> <!-- ERROR duplicate-declaration -->
</xs:complexType>`)},
	{"cycles", xsd(`<xs:simpleType name="S"> <!-- ERROR cyclic-base -->
<xs:restriction base="t:S"/></xs:simpleType>
<xs:complexType name="A"><xs:complexContent><xs:extension base="t:B"/></xs:complexContent></xs:complexType>
<xs:complexType name="B"><xs:complexContent><xs:extension base="t:A"/></xs:complexContent></xs:complexType> <!-- ERROR cyclic-base -->
<xs:simpleType name="U"> <!-- ERROR cyclic-base -->
<xs:union memberTypes="xs:int t:U"/></xs:simpleType>
<xs:element name="h" substitutionGroup="t:i"/>
<xs:element name="i" substitutionGroup="t:h"/> <!-- ERROR cyclic-head -->
<xs:group name="G"><xs:sequence><xs:group ref="t:G"/></xs:sequence></xs:group> <!-- ERROR recursive-group -->
<xs:attributeGroup name="AG"><xs:attributeGroup ref="t:AG"/></xs:attributeGroup> <!-- ERROR recursive-group -->
<xs:complexType name="T"><xs:group ref="t:G"/><xs:attributeGroup ref="t:AG"/></xs:complexType>`)},
	{"groups that no type refers to", xsd(`<xs:group name="A"><xs:sequence><xs:choice>
<xs:group ref="t:A"/> <!-- ERROR recursive-group -->
</xs:choice></xs:sequence></xs:group>
<xs:group name="B"><xs:sequence><xs:group ref="t:C"/></xs:sequence></xs:group>
<xs:group name="C"><xs:sequence><xs:element name="c"/>
<xs:group ref="t:B"/> <!-- ERROR recursive-group -->
</xs:sequence></xs:group>
<xs:group name="N"><xs:sequence><xs:group ref="t:N" minOccurs="0" maxOccurs="0"/></xs:sequence></xs:group>
<xs:group name="D"><xs:sequence>
<xs:group ref="t:E"/> <!-- ERROR recursive-group -->
</xs:sequence></xs:group>
<xs:group name="E"><xs:sequence><xs:group ref="t:D"/></xs:sequence></xs:group>
<xs:complexType name="T"><xs:group ref="t:E"/></xs:complexType>`)},
	{"bases", xsd(`<xs:complexType name="C"/>
<xs:simpleType name="S"><xs:restriction base="t:C"/></xs:simpleType> <!-- ERROR bad-base -->
<xs:complexType name="D"><xs:complexContent><xs:extension base="xs:int"/></xs:complexContent></xs:complexType> <!-- ERROR bad-base -->
<xs:complexType name="E"><xs:simpleContent><xs:extension base="t:C"/></xs:simpleContent></xs:complexType> <!-- ERROR bad-base -->`)},
	{"facets", xsd(`<xs:simpleType name="A"><xs:restriction base="xs:string">
<xs:minLength value="5"/> <!-- ERROR bad-facet -->
<xs:maxLength value="4"/>
<xs:totalDigits value="4"/> <!-- ERROR bad-facet -->
<xs:pattern value="(a"/> <!-- ERROR unchecked-pattern -->
</xs:restriction></xs:simpleType>
<xs:simpleType name="B"><xs:restriction base="xs:int">
<xs:maxInclusive value="x"/> <!-- ERROR bad-facet -->
<xs:enumeration value="99999999999"/> <!-- ERROR bad-enum -->
<xs:minInclusive value="1"/>
<xs:minInclusive value="2"/> <!-- ERROR bad-facet -->
</xs:restriction></xs:simpleType>
<xs:simpleType name="C"><xs:restriction base="xs:date">
<xs:minInclusive value="2020-02-02"/> <!-- ERROR bad-facet -->
<xs:maxInclusive value="2020-02-01"/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="D"><xs:restriction base="xs:int">
<xs:minInclusive value="1"/>
<xs:minExclusive value="7"/> <!-- ERROR bad-facet -->
</xs:restriction></xs:simpleType>
<xs:element name="d" type="xs:boolean" default="yes"/> <!-- ERROR bad-default -->
<xs:element name="e" type="xs:date" fixed="2021-02-29"/> <!-- ERROR bad-default -->`)},
	{"redefinitions", xsd(`<xs:redefine schemaLocation="b.xsd">
<xs:simpleType name="S"><xs:restriction base="xs:int"/></xs:simpleType> <!-- ERROR bad-redefine -->
<xs:simpleType name="N"><xs:restriction base="t:N"/></xs:simpleType> <!-- ERROR bad-redefine cyclic-base -->
<xs:group name="G"><xs:sequence/></xs:group> <!-- ERROR bad-redefine -->
<xs:attributeGroup name="AG"/> <!-- ERROR bad-redefine -->
</xs:redefine>`) + "-- b.xsd --\n" + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:simpleType name="S"><xs:restriction base="xs:int"/></xs:simpleType></xs:schema>` + "\n"},
	{"keys", xsd(`<xs:element name="r" type="xs:anyType">
<xs:key name="k"><xs:selector xpath="a|.//b/t:*"/><xs:field xpath="@id"/></xs:key>
<xs:unique name="k"><xs:selector xpath="a"/><xs:field xpath="."/></xs:unique> <!-- ERROR duplicate-declaration -->
<xs:keyref name="two" refer="t:k"><xs:selector xpath="a"/><xs:field xpath="b"/><xs:field xpath="c/@d"/></xs:keyref> <!-- ERROR bad-identity -->
<xs:keyref name="gone" refer="t:l"><xs:selector xpath="a"/><xs:field xpath="b"/></xs:keyref> <!-- ERROR undeclared-key -->
<xs:keyref name="ref" refer="t:gone"><xs:selector xpath="a"/><xs:field xpath="b"/></xs:keyref> <!-- ERROR bad-identity -->
</xs:element>`)},
	{"override, 1.1", xsd(`
<xs:override schemaLocation="b.xsd"/> <!-- ERROR unsupported-override -->
<xs:include schemaLocation="c.xsd"/> <!-- ERROR include-namespace -->
<xs:complexType name="T"><xs:sequence/>
<xs:assert test="true()"/> <!-- ERROR unsupported-xsd11 -->
</xs:complexType>`) + "-- b.xsd --\n" + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>` + "\n-- c.xsd --\n" + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:c"/>` + "\n"},
	{"messages and port types", wsdl("", `<w:message name="in"><w:part name="p" element="t:none"/></w:message> <!-- ERROR undeclared-element -->
<w:message name="typed"><w:part name="p" type="xs:int"/></w:message> <!-- ERROR unsupported-part -->
<w:message name="two"/>
<w:portType name="PT"><w:operation name="a"><w:input message="t:in"/><w:output message="t:typed"/></w:operation><w:operation name="b"><w:output message="t:in"/></w:operation> <!-- ERROR unsupported-operation -->
<w:operation name="e"><w:input message="t:two"/><w:output message="t:typed"/></w:operation>
<w:operation name="c">
<w:input message="t:inn"/> <!-- ERROR undeclared-message -->
<w:fault name="F" message="t:two"/> <!-- ERROR bad-part -->
</w:operation></w:portType>
<w:binding name="B" type="t:PT"><s:binding/>
<w:operation name="a"><w:input><s:body use="encoded"/></w:input><w:output>
<s:body use="literal" parts="q"/></w:output></w:operation> <!-- ERROR undeclared-part -->
<w:operation name="b"/><w:operation name="c"/><w:operation name="e"/>
<w:operation name="d"/> <!-- ERROR undeclared-operation -->
</w:binding>
<w:binding name="C" type="t:TP"><s:binding/></w:binding> <!-- ERROR undeclared-port-type -->
<w:service name="S"><w:port name="P" binding="t:X"/></w:service> <!-- ERROR undeclared-binding -->`)},
	{"styles and uses that WSDL does not have", strings.Replace(strings.Replace(wsdl(queue, service), `soapAction="urn:get"/>`, "soapAction=\"urn:get\" style=\"literal\"/> <!-- ERROR bad-value -->\n", 1), `use="literal"/>`, "use=\"comments\"/> <!-- ERROR bad-value -->\n", 1)},
	{"two parts of one name", strings.Replace(wsdl(queue, service), `element="t:get"/>`, "element=\"t:get\"/>\n<w:part name=\"p\" element=\"t:getResponse\"/> <!-- ERROR duplicate-declaration -->\n", 1)},
	{"a placeholder for an address", strings.Replace(wsdl(queue, service), `<s:address location="http://h/p"/>`, "\n<s:address location=\"REPLACE_WITH_ACTUAL_URL\"/> <!-- ERROR bad-endpoint -->\n", 1)},
	{"an address with variables, which a WSDL can't declare", strings.Replace(wsdl(queue, service), `<s:address location="http://h/p"/>`, "\n<s:address location=\"http://{host}/p\"/> <!-- ERROR bad-endpoint -->\n", 1)},
	{"an address with a password", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\n" + strings.Replace(wsdl(queue, service), `<s:address location="http://h/p"/>`, "\n<s:address location=\"http://u:p@h/\"/> <!-- ERROR bad-endpoint -->\n", 1)},
	{"an environment without a name, for several bindings", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\nendpoints:\n  \"\": ftp://x # ERROR bad-endpoint\n  production: https://h/\n" + wsdl(queue, service+`
<w:binding name="B2" type="t:PT"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/><w:operation name="get"><s:operation soapAction="urn:get"/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation></w:binding>
<w:service name="S2"><w:port name="P2" binding="t:B2"><s:address location="http://h/p2"/></w:port></w:service>`)},
	{"an action in quotes", strings.Replace(wsdl(queue, service), `soapAction="urn:get"/>`, "soapAction='\"urn:get\"'/> <!-- ERROR bad-action -->\n", 1)},
	{"an action that no header carries", strings.Replace(wsdl(queue, service), `soapAction="urn:get"/>`, "soapAction=\"urn:&#233;get\"/> <!-- ERROR bad-action -->\n", 1)},
	{"bindings that are not SOAP", wsdl("", `<w:message name="in"/><w:portType name="PT"><w:operation name="a"><w:input message="t:in"/></w:operation></w:portType>
<w:binding name="B" type="t:PT"><h:binding verb="GET"/></w:binding> <!-- ERROR unsupported-binding -->
<x:policy xmlns:x="urn:x" w:required="true"/> <!-- ERROR unsupported-extension -->`)},
	{"header blocks and faults that no one type describes", wsdl(`<xs:element name="in" type="xs:int"/><xs:element name="any"/><xs:element name="head" abstract="true" type="xs:int"/><xs:complexType name="T" abstract="true"/>`, `
<w:message name="in"><w:part name="p" element="t:in"/></w:message>
<w:message name="any"><w:part name="any" element="t:any"/></w:message> <!-- ERROR unsupported-any-message -->
<w:message name="head"><w:part name="head" element="t:head"/></w:message> <!-- ERROR unsupported-abstract-message -->
<w:message name="typed"><w:part name="typed" type="t:T"/></w:message> <!-- ERROR unsupported-abstract-message -->
<w:portType name="PT"><w:operation name="a"><w:input message="t:in"/><w:output message="t:in"/><w:fault name="f" message="t:any"/></w:operation></w:portType>
<w:binding name="B" type="t:PT"><s:binding/><w:operation name="a">
<w:input><s:body use="literal"/><s:header message="t:head" part="head" use="literal"><s:headerfault message="t:typed" part="typed" use="literal"/></s:header></w:input>
<w:output><s:body use="literal"/></w:output></w:operation></w:binding>`)},
	{"MIME", wsdl("", `<w:message name="in"/><w:portType name="PT"><w:operation name="a"><w:input message="t:in"/></w:operation></w:portType>
<w:binding name="B" type="t:PT"><s:binding/><w:operation name="a"><w:input>
<m:multipartRelated/> <!-- ERROR unsupported-mime -->
</w:input></w:operation></w:binding>`)},
	{"operations that are not there", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\noperations:\n- g*\n- Get # ERROR overlay-unmatched\n- '!h?' # ERROR overlay-unmatched\n- 'a[' # ERROR bad-value\nderived:\n- Card # ERROR overlay-unmatched\n" + wsdl(queue, service)},
	{"no operation left", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\noperations: ['!g*'] # ERROR no-operations\n" + wsdl(queue, service)},
	{"operations of no WSDL", "-- s.yaml --\nwsgen: v1\nnamespace: urn:x\noperations:\n  a*: # ERROR conflicting-keys\n  b: {request: {x: int}}\n"},
	{"policies", strings.NewReplacer(`<w:message name="in">`, `<p:Policy xmlns:p="http://www.w3.org/ns/ws-policy" xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" u:Id="a"> <!-- ERROR recursive-policy -->
<p:PolicyReference URI="#a"/>
<p:PolicyReference URI="#b"/> <!-- ERROR undeclared-policy -->
<p:ExactlyOne/> <!-- ERROR unmet-policy -->
</p:Policy><w:message name="in">`, `<s:binding `, `<p:PolicyReference xmlns:p="http://www.w3.org/ns/ws-policy" URI="#a"/><s:binding `).Replace(wsdl(queue, service))},
	{"MTOM", strings.Replace(wsdl(queue, service), `<s:binding `, `<p:Policy xmlns:p="http://www.w3.org/ns/ws-policy">
<m:MTOM xmlns:m="http://www.w3.org/2007/08/soap12-mtom-policy"/> <!-- ERROR unsupported-mtom -->
</p:Policy><s:binding `, 1)},
	{"names that XML or Go can't have", `-- s.yaml --
wsgen: v1
package: func # ERROR package-name
namespace: "urn: x" # ERROR bad-namespace
soap:
  envelopePrefix: "a b" # ERROR bad-prefix
  action: "a\nb" # ERROR bad-action
prefixes: {q: "urn:\x01"} # ERROR bad-namespace overlay-unmatched
types:
  a b: {fields: {x: int}} # ERROR bad-name
  "{urn:y}t": {name: T, fields: {x: int}}
reply:
  element: 1return # ERROR bad-name
  status:
    field: s
    ok: [OK]
    message: s # ERROR conflicting-keys
  map: {field: d, entry: e, key: k, value: v}
operations:
  "o p": # ERROR bad-name
    request:
      a: a b
      t: "{urn:y}t"
      u: q:u # ERROR undeclared-type
      v: zz:u # ERROR undeclared-prefix
      x/y: int # ERROR bad-name
      w: {type: int, wireName: "1"} # ERROR bad-name
      n: {type: int, name: lower} # ERROR bad-go-name
      d: {type: string, default: "\x01"} # ERROR bad-default
      p: {type: int, default: 1, fixed: 2} # ERROR conflicting-keys
      add: {type: int, add: true} # ERROR overlay-unmatched
      "@": {type: int, attribute: true, cdata: true, wireName: at} # ERROR conflicting-keys
      at: {type: int, attribute: true} # ERROR duplicate-field
    response:
      element: r r # ERROR bad-name
      namespace: ""
    replyStatus: optional # ERROR conflicting-keys
  two:
    request: {x: int}
    reply:
      "a*": int # ERROR bad-map-key
      "\x01": int # ERROR bad-map-key
      " a": int # ERROR bad-map-key
      "b\n": int # ERROR bad-map-key
      " #": {type: int, name: Numbered} # ERROR bad-map-key
      c:
        type: int
        wireName: "c\t" # ERROR bad-map-key
`},
	{"refused values", `-- s.yaml --
wsgen: v1
namespace: urn:x
validate: requests
operations:
  go:
    request: {x: string, n: int, many: {maxOccurs: 2, fields: {y: string}}}
    refuse:
      - {field: many/y, values: [a], why: so}
      - {field: n, values: ["1"], why: so} # ERROR bad-field-path
      - {field: many/z, values: [a], why: so} # ERROR overlay-unmatched
`},
	{"refused values of what is not checked", `-- s.yaml --
wsgen: v1
namespace: urn:x
operations:
  go:
    request: {x: string, y: {type: string, open: true}} # ERROR conflicting-keys
    refuse:
      - {field: x, values: [a], why: so} # ERROR conflicting-keys
`},
	{"chosen types", `-- s.yaml --
wsgen: v1
namespace: urn:x
types:
  message:
    fields:
      kind: string
      lines: {type: string, maxOccurs: 2}
      number: int
      a: {choose: {in: message, by: [kind], types: {a: record}}}
      b:
        choose: {in: record, by: [x], types: {a: record}} # ERROR bad-choose
      c:
        choose: {in: word, by: [kind], types: {a: record}} # ERROR bad-choose
      d: {choose: {in: message, by: [lines, number], types: {a: record}}} # ERROR bad-choose bad-choose
      e: {choose: {in: message, by: [knd], types: {a: record}}} # ERROR overlay-unmatched
      f: {choose: {in: message, by: [kind], types: {a: word, b: base}}} # ERROR bad-choose bad-choose
      z: {choose: {in: message, by: [late], types: {a: record}}} # ERROR bad-choose
      h: {nillable: true, choose: {in: message, by: [kind], types: {a: record}}} # ERROR conflicting-keys
      i: {type: string, choose: {in: message, by: [kind], types: {a: record}}} # ERROR conflicting-keys
      late: string
  word: {base: string, maxLength: 3}
  record: {fields: {x: string}}
  base: {fields: {x: string}}
  derived: {base: base, fields: {y: string}}
operations: {go: {request: {m: message, d: derived}}}
`},
	{"credentials", `-- s.yaml --
wsgen: v1
namespace: urn:x
headers: {H: {fields: {a: int, b: string}}}
security:
  header:
    name: H
    username: a # ERROR bad-credentials
    password: a # ERROR bad-credentials bad-credentials
operations: {go: {request: {x: int}}}
`},
	{"documents", `-- s.yaml --
wsgen: v1
namespace: urn:x
operations:
  go:
    request:
      a: {document: {}} # ERROR missing-key
      b: {type: string, document: {r: string}} # ERROR conflicting-keys
      c: {document: {r: {type: string, minOccurs: 0}}} # ERROR conflicting-keys
      d: {document: {r: {type: string, maxOccurs: 2}, s: {type: string, attribute: true}}} # ERROR conflicting-keys conflicting-keys
      e: {type: string, declaration: true} # ERROR conflicting-keys
      f: {document: {r: string, s: {type: string, wireName: r}}} # ERROR duplicate-field
      g: {attribute: true, document: {r: string}} # ERROR conflicting-keys bad-base
      h: {secret: true, document: {r: string}} # ERROR bad-secret
`},
	{"documents and records with keys of single values", `-- s.yaml --
wsgen: v1
namespace: urn:x
operations:
  go:
    request:
      a: {document: {r: string}, maxLength: 3} # ERROR bad-facet
      b: {fields: {x: int}, enum: [a]} # ERROR bad-facet
      c: {document: {r: {type: string, default: x}}} # ERROR conflicting-keys
      d: {fields: {x: int}, default: x} # ERROR conflicting-keys
      e: {type: t, fixed: x} # ERROR conflicting-keys
      f: {type: u, default: x} # ERROR bad-default
types:
  t: {fields: {x: int}}
  u: {base: int, fields: {y: {type: int, attribute: true}}}
`},
	{"credentials that contradict each other", `-- s.yaml --
wsgen: v1
namespace: urn:x
security:
  body:
    values:
      A: {to: h/a}
      B: {to: h/a} # ERROR bad-credentials
      C: {to: h/c}
      D: {to: o/x}
    scopes:
      One:
        values: {Key: {}, E: {to: h/e}, F: {to: h/a}} # ERROR bad-credentials
        absent:
        - h/c # ERROR bad-credentials
        - h/e # ERROR bad-credentials
        - o # ERROR bad-credentials
      Two: {values: {Key: {}, E: {to: h/e}}, absent: [h/f]}
      Three: {values: {Key: {}}, absent: [h/e]}
    digest: {algorithm: md5, key: Key, document: d, to: h/s}
operations:
  go:
    request:
      h: {fields: {a: string, c: string, e: {type: string, minOccurs: 0}, f: {type: string, minOccurs: 0}, s: {type: string, secret: true}}}
      o: {minOccurs: 0, fields: {x: string}}
      d: {document: {r: string}}
    response: {element: r}
`},
	{"a digest where another value stands", `-- s.yaml --
wsgen: v1
namespace: urn:x
security:
  body:
    values: {A: {to: s, secret: true}, Key: {}}
    digest:
      {algorithm: md5, key: Key, document: d, to: s} # ERROR bad-credentials
operations:
  go:
    request: {s: {type: string, secret: true}, d: {document: {r: string}}}
    response: {element: r}
`},
	{"credentials in the body", `-- s.yaml --
wsgen: v1
namespace: urn:x
security:
  body:
    values:
      a: {to: h/a} # ERROR bad-go-name
      B: {to: h/gone} # ERROR overlay-unmatched
      C: {to: h/n} # ERROR bad-credentials
      D: {to: h/b, secret: true} # ERROR bad-credentials
      Scope: {to: h/c, pattern: '(a'} # ERROR duplicate-field bad-pattern
    scopes:
      One: {values: {Key: {}}, absent: [d/gone]} # ERROR overlay-unmatched
      Two: {values: {E: {}}, absent: [d/r/x]}
      Credentials: {absent: [h]} # ERROR bad-credentials bad-credentials
    digest:
      algorithm: md5
      key: Key # ERROR bad-credentials bad-credentials
      document: h/a # ERROR bad-credentials
      to: h/s
operations:
  go:
    request:
      h: {fields: {a: string, b: string, c: string, n: int, s: {type: string, secret: true}}}
      d: {document: {r: {fields: {x: {type: string, minOccurs: 0}}}, q: string}}
`},
	{"credentials without values", "-- s.yaml --\nwsgen: v1\nnamespace: urn:x\nsecurity:\n  body: {name: C} # ERROR missing-key\noperations: {go: {request: {x: int}}}\n"},
	{"several statuses", `-- s.yaml --
wsgen: v1
namespace: urn:x
operations:
  a:
    request: {x: int}
    response:
      element: r
      status: {field: i/code, message: text, ok: [A]} # ERROR bad-field-path
      fields: {text: string, i: {maxOccurs: unbounded, fields: {code: string}}}
  b:
    request: {x: int}
    response:
      element: s
      status: {field: i/code, message: i/n, ok: [A], inner: {field: i/gone}} # ERROR bad-field-path
      fields: {i: {maxOccurs: unbounded, fields: {code: string, n: int}}}
  c:
    request: {x: int}
    response:
      element: t
      status: {field: i/d, ok: [A], silent: [B], inner: {field: i/gone}} # ERROR bad-field-path
      fields: {i: {maxOccurs: unbounded, fields: {d: decimal}}}
  d:
    request: {x: int}
    response:
      element: u
      status: {field: i/c, ok: [A], inner: {field: i/gone}} # ERROR overlay-unmatched
      fields: {i: {maxOccurs: unbounded, fields: {c: int}}}
`},
	{"statuses of the shared reply", "-- s.yaml --\nwsgen: v1\nnamespace: urn:x\nreply:\n  element: r\n  status: {field: s, ok: [A], silent: [B]} # ERROR conflicting-keys\noperations: {go: {request: {x: int}}}\n"},
	{"no scheme", "-- s.yaml --\nwsgen: v1\nnamespace: urn:x\nsecurity: {} # ERROR missing-key\noperations: {go: {request: {x: int}}}\n"},
	{"a response without a namespace", "-- s.yaml --\nwsgen: v1\noperations:\n  go:\n    namespace: urn:x\n    request: {x: int}\n    response:\n      element: r # ERROR missing-namespace\n"},
	{"endpoints", `-- s.yaml --
wsgen: v1
namespace: urn:x
endpoints:
  "": http://h/ # ERROR bad-endpoint
  b: "http://{}/" # ERROR bad-endpoint
  c: http://h:99999/ # ERROR bad-endpoint
  d: {url: 'http://{h}/{h}', variables: {h: host}}
operations: {go: {request: {x: int}}}
`},
	{"a WSDL without a binding", strings.Replace(wsdl(queue, ""), "urn:t\">\n", "urn:t\"> <!-- ERROR no-operations -->\n", 1)},
	{"an operation that is not bound", wsdl(queue, strings.Replace(service, "</w:portType>",
		"\n<w:operation name=\"more\"><w:input message=\"t:in\"/></w:operation> <!-- ERROR unbound-operation -->\n</w:portType>", 1))},
	{"an overlay of a name of two namespaces", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\nnamespace: urn:n\ntypes:\n  two: {name: Pair} # ERROR ambiguous-name\n-- a.wsdl --\n" +
		strings.Replace(definitions(queue+`<xs:complexType name="two"/>`, service), "</w:types>", `<xs:schema targetNamespace="urn:u"><xs:complexType name="two"/></xs:schema></w:types>`, 1)},
	{"REST", `-- s.yaml --
wsgen: v1
package: shelf
headers: {h: {fields: {x: int}}} # ERROR conflicting-keys
soap: {version: "1.1"} # ERROR conflicting-keys
security: {usernameToken: {}} # ERROR conflicting-keys
rest: {error: word} # ERROR bad-part
endpoints: {production: 'https://h/x'}
types:
  word: {base: string}
  record: {fields: {s: string}}
operations:
  none: {request: {x: int}} # ERROR missing-key
  soapy: {http: {method: POST}, action: x, session: g} # ERROR conflicting-keys conflicting-keys overlay-unmatched
  both: {http: {method: POST, body: record, reply: record}, request: {x: int}, response: {element: e, fields: {}}} # ERROR conflicting-keys conflicting-keys
  word: {http: {method: POST, body: word}} # ERROR bad-part
  status: {http: {method: POST, status: {field: x, ok: [a]}}} # ERROR missing-reply-element
  optional: {http: {method: POST}, replyStatus: optional} # ERROR conflicting-keys
  get:
    http: {method: GET} # ERROR bad-http
    request: {x: int}
  getBody: {http: {method: GET, body: record}} # ERROR bad-http
  path:
    http:
      method: POST
      path: 'a/{x}/{r}/{xx}?y' # ERROR bad-http bad-http bad-http overlay-unmatched
      query: [r, n] # ERROR bad-http overlay-unmatched
      success: [200, 404] # ERROR bad-http
      empty: [202] # ERROR overlay-unmatched conflicting-keys
    request: {x: {type: int, minOccurs: 0}, r: {fields: {n: int}}}
  host: {http: {method: POST, fromHost: true, query: [x]}} # ERROR missing-key overlay-unmatched
  dots: {http: {method: POST, path: a/../b}} # ERROR bad-http
  escape: {http: {method: POST, path: 'a%zz'}} # ERROR bad-http
  twice:
    http:
      method: POST
      path: 'rows/{x}/{x}' # ERROR bad-http
      query: [x, y, y] # ERROR bad-http bad-http
    request: {x: int, y: int}
  sample:
    http: {method: POST, body: record}
    samples:
      - a.request.json # ERROR missing-sample
      - b.request.json
-- b.request.json --
{"s": "x"} x # ERROR bad-sample
`},
	{"logins", `-- s.yaml --
wsgen: v1
package: shelf
rest:
  login:
    operation: signIn
    refresh: renew # ERROR bad-login bad-login
    token: access # ERROR bad-login
    expiresAt: renewal # ERROR bad-login
    refreshToken: renewal
    refreshExpiresAt: gone # ERROR overlay-unmatched
    credentials:
      values: {A: {to: prof}} # ERROR overlay-unmatched
      scopes:
        House: {values: {Key: {}}, claims: {sub: B, iat: A}} # ERROR overlay-unmatched bad-login
      digest: {algorithm: md5, key: Key, document: proof, to: proof} # ERROR conflicting-keys bad-credentials bad-credentials
    jwt: {to: proof, key: Ky, lifetime: 1ms} # ERROR bad-login bad-login bad-credentials
operations:
  signIn:
    http: {method: POST}
    request: {proof: string}
    response: {element: Grant, fields: {access: string, renewal: {type: string, secret: true}}}
  renew:
    http: {method: POST}
    request: {renewal: string}
    response: {element: Renewed, fields: {access: string}}
`},
	{"a login without its operations", `-- s.yaml --
wsgen: v1
package: shelf
rest:
  login:
    operation: signin # ERROR overlay-unmatched
    token: access
    scheme: "Be arer" # ERROR bad-login
    credentials: {values: {A: {pattern: '[0-9]+', default: x}}} # ERROR bad-credentials
operations:
  signIn: {http: {method: POST}}
`},
	{"a login without a reply", `-- s.yaml --
wsgen: v1
package: shelf
rest:
  login:
    operation: signIn # ERROR bad-login
    token: access
    credentials: {values: {A: {}}}
operations:
  signIn: {http: {method: POST}}
`},
	{"a login that refreshes nothing", `-- s.yaml --
wsgen: v1
package: shelf
rest:
  login:
    operation: signIn
    token: access
    refreshToken: renewal # ERROR conflicting-keys
    credentials:
      values: {A: {to: user}}
      scopes:
        House: {claims: {sub: A}} # ERROR conflicting-keys
operations:
  signIn:
    http: {method: POST}
    request: {user: string}
    response: {element: Grant, fields: {access: {type: string, secret: true}, renewal: {type: string, secret: true}}}
`},
	{"receivers", `-- s.yaml --
wsgen: v1
package: notices
receiver:
  authorization: [none, none, digest] # ERROR bad-http bad-http
  kinds:
    a: {member: m, type: T} # ERROR bad-go-name
    B: {member: m, type: T} # ERROR conflicting-keys
    C: {member: m, type: T, has: y} # ERROR overlay-unmatched
    F: {member: o, type: T}
    G: {member: o, type: T, has: x} # ERROR conflicting-keys
    D: {member: n, type: word} # ERROR bad-part
types:
  T: {fields: {x: {type: string, minOccurs: 0}}}
  word: {base: string}
`},
	{"a receiver without kinds", "-- s.yaml --\nwsgen: v1\nreceiver: {authorization: [none], kinds: {}} # ERROR missing-key\n"},
	{"a receiver that admits nobody", "-- s.yaml --\nwsgen: v1\nreceiver: {authorization: [], kinds: {a: {member: m, type: T}}} # ERROR missing-key bad-go-name\ntypes: {T: {fields: {x: int}}}\n"},
	{"a service without operations", "-- s.yaml --\nwsgen: v1\nservice: x\noperations: {} # ERROR no-operations\n"},
	{"a provider with a service", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nnamespace: urn:n\noperations: {a: {request: {x: int}}}\n-- p.yaml --\nwsgen: v1\nservice: x # ERROR conflicting-keys\n"},
	{"settings of the WSDL, and one thing twice", overlay(`soap:
  use: encoded # ERROR overlay-unsupported
  action: urn:x # ERROR overlay-unsupported
operations:
  get:
    request:
      unit: {attribute: true} # ERROR overlay-unmatched
types:
  rec: {doc: one}
  t:rec: {doc: two} # ERROR duplicate-declaration
prefixes: {t: urn:t}`)},
	{"overlays that match nothing", overlay(`prefixes: {zz: 'urn:zz'} # ERROR overlay-unmatched
operations:
  got: {} # ERROR overlay-unmatched
  get:
    namespace: urn:x # ERROR overlay-unsupported
    request:
      unti: {minLength: 1} # ERROR overlay-unmatched
      unit: {add: true, type: string} # ERROR overlay-obsolete
      id: {minOccurs: 1, maxOccurs: 2} # ERROR bad-occurs
      fresh: {add: true} # ERROR missing-type
      twin: {add: true, type: string, wireName: unit} # ERROR duplicate-field
      size: {secret: true} # ERROR bad-secret
      note: {type: string, fields: {a: int}} # ERROR overlay-unmatched
types:
  rek: {name: Record} # ERROR overlay-unmatched
  rex: {fields: {code: int}} # ERROR overlay-unmatched
  note: {fields: {a: int}} # ERROR overlay-unmatched
headers:
  Auth: {name: X} # ERROR overlay-unmatched`)},
	{"replies that are not the shared one", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\nreply: {element: retorno}\noperations:\n  get: {reply: {n: int}} # ERROR missing-reply-element\n" + wsdl(queue, service)},
	{"a reply without its status", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\nreply: {element: return, status: {field: stat, ok: [OK]}, map: {field: date, entry: e, key: k, value: v}}\noperations:\n  get: {reply: {n: int}} # ERROR missing-reply-element missing-reply-element\n" + wsdl(queue, service)},
	{"a spec alone", `-- s.yaml --
wsgen: v1
endpoints:
  a: 'http://{host}/x' # ERROR undeclared-variable
  b: 'ftp://h/x' # ERROR bad-endpoint
  c: {url: 'http://h', variables: {x: never}} # ERROR overlay-unmatched
security: {basic: true, usernameToken: {}} # ERROR conflicting-keys
prefixes: {xsi: 'urn:x'} # ERROR bad-prefix overlay-unmatched
types:
  a: {base: a} # ERROR cyclic-base
  b: {fields: {s: int}} # ERROR unused-type
  c: {base: string, layout: dd/MMM} # ERROR bad-layout
  c1: {base: string, layout: dd/MM/2006} # ERROR bad-layout
  c2: {base: string, layout: 'ss:SSS'} # ERROR bad-layout
  d: {doc: nothing} # ERROR missing-type
  e: {base: int, maxLength: 3} # ERROR bad-facet
  f: {base: string, enum: [x, x]} # ERROR bad-enum
operations:
  op: # ERROR missing-namespace
    request:
      a: a
      c: c
      c1: c1
      c2: c2
      d: d
      e: e
      f: f
      g: strin # ERROR undeclared-type
      h: {type: int, default: x} # ERROR bad-default
      i: {type: int, map: {x: int}} # ERROR conflicting-keys missing-reply-element
      j: {type: int, minOccurs: 3, maxOccurs: 2} # ERROR bad-occurs
    reply: {x: int} # ERROR missing-reply-element
    samples:
      - gone.request.xml # ERROR missing-sample
`},
	{"samples that are other messages", overlay(`
operations:
  get:
    samples:
      - good.request.xml
      - good.response.xml
      - good.fault.xml
      - envelope.request.xml
      - open.request.xml
      - bytes.request.xml
      - reply.request.xml
      - reply.fault.xml
      - fault.response.xml
      - space.response.xml
      - empty.request.xml
      - empty.fault.xml
      - headless.request.xml
`) + `-- good.request.xml --
<get xmlns="urn:t"/>
-- good.response.xml --
<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Header/><e:Body><t:getResponse xmlns:t="urn:t"><return/></t:getResponse></e:Body></e:Envelope>
-- good.fault.xml --
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Client</faultcode></e:Fault></e:Body></e:Envelope>
-- envelope.request.xml --
<e:Envelope xmlns:e="urn:other"/> <!-- ERROR bad-sample -->
-- open.request.xml --
<t:get xmlns:t="urn:t">
  <unit>1</unti> <!-- ERROR bad-sample -->
</t:get>
-- bytes.request.xml --
<get xmlns="urn:t">
` + "\xe9" + ` <!-- ERROR bad-sample -->
</get>
-- reply.request.xml --
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">
  <e:Body>
    <t:getResponse xmlns:t="urn:t"/> <!-- ERROR bad-sample -->
  </e:Body>
</e:Envelope>
-- reply.fault.xml --
<t:getResponse xmlns:t="urn:t"/> <!-- ERROR bad-sample -->
-- fault.response.xml --
<e:Fault xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"/> <!-- ERROR bad-sample -->
-- space.response.xml --
<getResponse/> <!-- ERROR bad-sample -->
-- empty.request.xml --
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope> <!-- ERROR bad-sample -->
-- empty.fault.xml --
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body> </e:Body></e:Envelope> <!-- ERROR bad-sample -->
-- headless.request.xml --
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header/></e:Envelope> <!-- ERROR bad-sample -->
`},
	{"names and paths that several fields have", overTwice(`
      item: {doc: x} # ERROR ambiguous-name
      choice/item: {doc: x}
      choice/card: {doc: x}
      card: {doc: y} # ERROR duplicate-declaration
      choice[2]: {minOccurs: 0} # ERROR overlay-unsupported
      choice[3]/item: {doc: x} # ERROR overlay-unmatched
      x: {add: true, type: int} # ERROR ambiguous-name
      card/x: {add: true, type: int} # ERROR bad-name
`)},
	{"names that an element or attribute of another namespace has too", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\nnamespace: urn:n\ntypes:\n  Both:\n    fields:\n" +
		"      w: {secret: true} # ERROR ambiguous-name\n      sequence/w: {secret: true}\n      k: {attribute: true, secret: true} # ERROR ambiguous-name\n      '@k': {secret: true}\n-- a.wsdl --\n" +
		strings.Replace(definitions(queue+`<xs:complexType name="Both"><xs:sequence><xs:element xmlns:u="urn:u" ref="u:w"/><xs:element name="w" type="xs:string"/></xs:sequence>`+
			`<xs:attribute xmlns:u="urn:u" ref="u:k"/><xs:attribute name="k" type="xs:string"/></xs:complexType>`, service), "</w:types>",
			`<xs:schema targetNamespace="urn:u"><xs:element name="w" type="xs:int"/><xs:attribute name="k" type="xs:int"/></xs:schema></w:types>`, 1)},
	{"a style and a version that the WSDL has not", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\nsoap:\n  style: rpc # ERROR overlay-unmatched\n  version: \"1.2\" # ERROR overlay-unmatched\n" + wsdl(queue, service)},
	{"an included file with operations", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nnamespace: urn:n\noperations: {a: {request: {x: int}}}\n-- p.yaml --\nwsgen: v1\nnamespace: urn:p\noperations: {b: {request: {x: int}}} # ERROR conflicting-keys\n"},
	{"keys without a map", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\nreply: {element: return}\noperations:\n  a: {request: {x: int}, reply: {y: int}} # ERROR missing-reply-element\n"},
	{"TLS", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\ntransport: {tls: required}\nendpoints: {x: 'http://h/'} # ERROR bad-endpoint\noperations: {a: {request: {x: int}}}\n"},
	{"a served operation with credentials in the message", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\nsecurity: {usernameToken: {}}\noperations:\n  a:\n    request: {x: int}\n    serve: true # ERROR unsupported-serve\n"},
	{"two operations with one element", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\noperations:\n  a: {request: {x: int}, response: {element: r, fields: {}}}\n  b: {request: {x: int}, response: {element: r, fields: {}}} # ERROR duplicate-declaration\n"},
	{"SOAP encoding of more than single values", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\nsoap: {style: rpc, use: encoded}\noperations:\n  a:\n    request:\n      a: {type: int, maxOccurs: 2} # ERROR unsupported-encoded\n      b: {fields: {x: int}} # ERROR unsupported-encoded\n      c: NMTOKENS # ERROR unsupported-encoded\n      d: {type: int, attribute: true} # ERROR unsupported-encoded\n      e: anyType # ERROR unsupported-encoded\n"},
	{"polling of a WSDL's operation", overlay(`
operations:
  get:
    polling:
      job: unit
      done: {field: state, values: [ok]}
      outcome: texts # ERROR overlay-unmatched
`)},
	{"types of parameters that are not written", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\noperations:\n  a:\n    request:\n      a: {type: int, wireType: string} # ERROR conflicting-keys\n      b: {type: int, wireType: strin} # ERROR undeclared-type conflicting-keys\n"},
	{"a response's own status", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\noperations:\n  a:\n    request: {x: int}\n    response: {element: r, fields: {code: int}, status: {field: code, ok: ['0'], message: text}} # ERROR bad-field-path overlay-unmatched\n  b:\n    request: {x: int}\n    response: {element: s, fields: {code: int, n: {type: int, minOccurs: 0}}, status: {field: status, ok: ['0'], message: n}} # ERROR bad-field-path overlay-unmatched\n"},
	{"arrays of SOAP encoding", `-- a.xsd --
<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:t" targetNamespace="urn:t">
<x:complexType name="A"><x:complexContent><x:restriction base="e:Array">
<x:attribute ref="e:arrayType" w:arrayType="x:int[,]"/> <!-- ERROR unsupported-encoded -->
</x:restriction></x:complexContent></x:complexType>
<x:complexType name="B"><x:complexContent>
<x:extension base="t:A"><x:sequence/></x:extension> <!-- ERROR unsupported-encoded -->
</x:complexContent></x:complexType>
</x:schema>
`},
	{"SOAP encoding in document style", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\nsoap:\n  use: encoded # ERROR unsupported-encoded\noperations: {a: {request: {x: int}}}\n"},
	{"polling that ends in no state", `-- s.yaml --
wsgen: v1
namespace: urn:n
operations:
  a:
    request: {id: int}
    response: {element: r, fields: {done: string, n: int, flag: boolean, word: {type: string, enum: [Yes, No]}}}
    polling:
      job: id
      found: {field: n, values: ["0", "1", "01"]} # ERROR bad-polling
      done: {field: done, values: [Y, " y"]} # ERROR bad-polling
      ok: {field: n, values: [Y]} # ERROR bad-polling
      empty: {field: done, values: [none]} # ERROR bad-polling
  b:
    request: {id: int}
    response: {element: s, fields: {done: string, flag: boolean, word: {type: string, enum: [Yes, No]}}}
    polling:
      job: id
      found: {field: word, values: [yes, maybe]} # ERROR bad-polling
      done: {field: flag, values: ["true"]}
      empty: {field: flag, values: ["TRUE"]}
  c:
    request: {id: int}
    response: {element: t, fields: {done: string}}
    polling:
      job: id
      done: {field: done, values: [ready, none]}
      empty: {field: done, values: [None]}
`},
	{"statuses that no field can have", `-- s.yaml --
wsgen: v1
namespace: urn:n
operations:
  a:
    request: {x: int}
    response:
      element: r
      fields: {code: {type: string, enum: [OK, FAILED]}}
      status: {field: code, ok: [ok, fine]} # ERROR bad-rule
  b:
    request: {x: int}
    response:
      element: s
      fields: {rows: {maxOccurs: 9, fields: {code: int, text: string}}}
      status: {field: rows/code, message: rows/text, ok: ["0", fine], silent: ["1", "1"]} # ERROR bad-rule bad-rule
`},
	{"records that none accepts", `-- s.yaml --
wsgen: v1
include: p.yaml
service: q
namespace: urn:n
types:
  r: {fields: {id: {type: int, minOccurs: 0}}}
  v: {fields: {code: int, text: string}}
operations:
  a:
    request: {r: {type: r, maxOccurs: 9}}
    reply: {'#': {type: v, name: V}}
    records:
      field: r
      id: id
      results: '#'
      max: 10 # ERROR bad-rule
      code: code
      okCodes: [zero, 0, "00"] # ERROR bad-rule bad-rule
      message: text
      okMessages: [OK, ok] # ERROR bad-rule
` + provider},
	{"values that are refused and can't be", `-- s.yaml --
wsgen: v1
namespace: urn:n
validate: requests
operations:
  a:
    request: {kind: {type: string, enum: [a, b]}}
    response: {element: r}
    refuse:
    - {field: kind, values: [A, c], why: it is so} # ERROR bad-rule
`},
	{"polling", `-- s.yaml --
wsgen: v1
namespace: urn:n
operations:
  a:
    request: {id: int, ids: {type: int, maxOccurs: 2}}
    response: {element: r, fields: {done: string, at: {type: string, layout: dd/MM/yyyy}, share: decimal, url: string, file: {type: string, secret: true}, rows: {maxOccurs: 2, fields: {text: string}}}}
    polling:
      job: ids # ERROR bad-polling
      outcome: rows/text # ERROR bad-field-path
      found: {field: share, values: ["1"]} # ERROR bad-polling
      done: {field: dome, values: [yes]} # ERROR overlay-unmatched
      ok: {field: at, values: [x]} # ERROR bad-polling
      url: url # ERROR bad-polling
      interval: 1m
      maxInterval: 5s # ERROR bad-polling
  d:
    request: {id: int}
    response: {element: t, fields: {done: string}}
    records: {field: gone, id: x, results: y} # ERROR missing-key overlay-unmatched overlay-unmatched
    polling: {job: id, done: {field: done, values: ["yes"]}} # ERROR conflicting-keys
  b:
    request: {id: int}
    polling: {job: id, done: {field: x, values: [y]}} # ERROR bad-polling
  c:
    request: {id: int}
    response: {element: s, fields: {done: string}}
    polling:
      job: id
      done: {field: done, values: ["yes"]}
      valid: 1h # ERROR conflicting-keys
`},
	{"forms in JSON", `-- s.yaml --
wsgen: v1
namespace: urn:n
types:
  T:
    json:
      text: Text # ERROR bad-json
      rules:
        - {xml: in, json: H}
        - {xml: in, json: I} # ERROR conflicting-keys
        - {xml: im, json: H} # ERROR overlay-unmatched
        - {xml: in/@nothing, json: H/N} # ERROR overlay-unmatched
        - {xml: in/a, json: H//A} # ERROR bad-json
        - {xml: in/a, json: H/A, values: [x]} # ERROR bad-json
        - {xml: in, json: H, copy: true} # ERROR bad-json
        - {xml: kind, json: H/Kind, values: [x], copy: true} # ERROR conflicting-keys
        - {xml: kind, json: H/Kind, values: [x]}
        - {xml: many/m, json: M} # ERROR bad-field-path
      notCarried: [in] # ERROR conflicting-keys
    fields:
      in: {minOccurs: 0, fields: {a: {type: string, minOccurs: 0}, b: {type: string, minOccurs: 0, json: a}}} # ERROR bad-json
      kind: {minOccurs: 0, fields: {c: string}} # ERROR missing-json
      many: {maxOccurs: 2, fields: {m: string}} # ERROR missing-json
      list: {type: int, maxOccurs: 2} # ERROR missing-json
      group: {json: {items: true}, fields: {x: int, y: int}} # ERROR bad-json
      item: {type: int, json: {items: true}} # ERROR bad-json
      object: {json: {kind: string}, fields: {z: int}} # ERROR bad-json
      at: {type: int, attribute: true} # ERROR missing-json
      any: anyType # ERROR unsupported-json
      name: QName # ERROR unsupported-json
      document: {document: {root: int}} # ERROR unsupported-json
  S: # ERROR missing-json
    base: string
    json: {}
    fields: {}
  E: {base: string, enum: [a], json: {}} # ERROR bad-json
  Two:
    json:
      rules:
        - {xml: one, json: C}
        - {xml: two, json: C}
    fields:
      one: {minOccurs: 0, fields: {x: string}}
      two: {minOccurs: 0, fields: {x: string}} # ERROR bad-json
  Member:
    json:
      rules:
        - {xml: head, json: H}
        - {xml: head/@v, json: H/V}
        - {xml: body, json: H/Kind, values: [b]}
        - {xml: body/below, json: H/V/X}
        - {xml: body/beneath, json: H/own/X}
        - {xml: body/same, json: H/Kind}
        - {xml: body/twice, json: H/Nothing, copy: true}
        - {xml: body/again, json: H/own, copy: true}
        - {xml: body/dots, json: ../C} # ERROR bad-json
        - {xml: body/none, json: H/None, values: []} # ERROR missing-key
      refused: [head/@v, body/below] # ERROR bad-json conflicting-keys
      notCarried: ["", body/dots, body/none] # ERROR bad-field-path
    fields:
      head: {fields: {v: {type: string, attribute: true}, own: string}}
      body:
        minOccurs: 0
        fields:
          below: string # ERROR bad-json
          beneath: string # ERROR bad-json
          same: string # ERROR bad-json
          twice: string # ERROR bad-json
          again: string
          dots: string
          none: {fields: {x: int}}
  None:
    fields:
      n: {type: int, json: N} # ERROR unused-json
      kind: string
      inner: {type: Inner, minOccurs: 0}
  Inner:
    json: {}
    fields:
      some: {minOccurs: 0, choose: {in: None, by: [kind], types: {a: Leaf}}} # ERROR missing-json
  Leaf: {fields: {x: int}}
operations:
  a:
    request: {t: T, s: S, e: E, n: None, two: Two, m: Member}
    response: {element: r, fields: {done: string}}
`},
	{"the provider's prefix of the envelope", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\nprefixes: {e: 'urn:n'}\noperations:\n  a:\n    request: {x: int}\n" +
		strings.Replace(provider, "package: prov\n", "package: prov\nsoap: {envelopePrefix: e} # ERROR bad-prefix\n", 1)},
	{"map keys", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\noperations:\n  a:\n    request: {x: int}\n    reply:\n      'a#b': int # ERROR bad-map-key\n      '#': int # ERROR bad-map-key\n      x: {type: int, wireName: y}\n      y: int # ERROR bad-map-key\n      z: {type: int, nillable: true} # ERROR conflicting-keys\n" + provider},
	{"a type of two namespaces", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\nnamespace: urn:n\noperations:\n  get: {request: {fresh: {add: true, type: two}}} # ERROR ambiguous-name\n-- a.wsdl --\n" +
		strings.Replace(definitions(queue+`<xs:complexType name="two"/>`, service), "</w:types>", `<xs:schema targetNamespace="urn:u"><xs:complexType name="two"/></xs:schema></w:types>`, 1)},
	{"records that name no fields", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\ntypes:\n  r: {fields: {id: {type: int, minOccurs: 0}, at: date, flag: boolean}}\n  v: {fields: {code: int, text: string, when: date}}\noperations:\n  a:\n    request: {r: {type: r, maxOccurs: 9}, one: r, page: int, big: integer}\n    response: {element: b, fields: {m: {map: {'#': {type: v, name: V}, n: int, x: v}}, pages: int, items: {type: string, maxOccurs: 9}}}\n    records:\n      field: rr # ERROR overlay-unmatched\n      id: id\n      results: nope # ERROR overlay-unmatched\n      code: code\n      okCodes: [0]\n" + provider},
	{"records within records", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\ntypes:\n  r: {fields: {id: {type: int, minOccurs: 0}, at: date, flag: boolean}}\n  v: {fields: {code: int, text: string, when: date}}\noperations:\n  a:\n    request: {r: {type: r, maxOccurs: 9}, one: r, page: int, big: integer}\n    response: {element: b, fields: {m: {map: {'#': {type: v, name: V}, n: int, x: v}}, pages: int, items: {type: string, maxOccurs: 9}}}\n    records:\n      field: r/id # ERROR bad-field-path\n      id: id\n      results: '#'\n      code: code\n      okCodes: [0]\n" + provider},
	{"a record that stands once", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\ntypes:\n  r: {fields: {id: {type: int, minOccurs: 0}, at: date, flag: boolean}}\n  v: {fields: {code: int, text: string, when: date}}\noperations:\n  a:\n    request: {r: {type: r, maxOccurs: 9}, one: r, page: int, big: integer}\n    response: {element: b, fields: {m: {map: {'#': {type: v, name: V}, n: int, x: v}}, pages: int, items: {type: string, maxOccurs: 9}}}\n    records:\n      field: one # ERROR bad-rule\n      id: id\n      results: '#'\n      code: code\n      okCodes: [0]\n" + provider},
	{"results that have no numbers", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\ntypes:\n  r: {fields: {id: {type: int, minOccurs: 0}, at: date, flag: boolean}}\n  v: {fields: {code: int, text: string, when: date}}\noperations:\n  a:\n    request: {r: {type: r, maxOccurs: 9}, one: r, page: int, big: integer}\n    response: {element: b, fields: {m: {map: {'#': {type: v, name: V}, n: int, x: v}}, pages: int, items: {type: string, maxOccurs: 9}}}\n    records:\n      field: r\n      id: id\n      results: x # ERROR bad-rule\n      code: code\n      okCodes: [0]\n" + provider},
	{"a number of a record that is a date", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\ntypes:\n  r: {fields: {id: {type: int, minOccurs: 0}, at: date, flag: boolean}}\n  v: {fields: {code: int, text: string, when: date}}\noperations:\n  a:\n    request: {r: {type: r, maxOccurs: 9}, one: r, page: int, big: integer}\n    response: {element: b, fields: {m: {map: {'#': {type: v, name: V}, n: int, x: v}}, pages: int, items: {type: string, maxOccurs: 9}}}\n    records:\n      field: r\n      id: at # ERROR bad-rule\n      results: '#'\n      code: when # ERROR bad-rule\n      okCodes: [0]\n" + provider},
	{"records without a sign of success", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\ntypes:\n  r: {fields: {id: {type: int, minOccurs: 0}, at: date, flag: boolean}}\n  v: {fields: {code: int, text: string, when: date}}\noperations:\n  a:\n    request: {r: {type: r, maxOccurs: 9}, one: r, page: int, big: integer}\n    response: {element: b, fields: {m: {map: {'#': {type: v, name: V}, n: int, x: v}}, pages: int, items: {type: string, maxOccurs: 9}}}\n    records:\n      {field: r, id: id, results: '#'} # ERROR missing-key\n" + provider},
	{"codes of no field", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\ntypes:\n  r: {fields: {id: {type: int, minOccurs: 0}, at: date, flag: boolean}}\n  v: {fields: {code: int, text: string, when: date}}\noperations:\n  a:\n    request: {r: {type: r, maxOccurs: 9}, one: r, page: int, big: integer}\n    response: {element: b, fields: {m: {map: {'#': {type: v, name: V}, n: int, x: v}}, pages: int, items: {type: string, maxOccurs: 9}}}\n    records:\n      {field: r, id: id, results: '#', message: text, okMessages: [OK], okCodes: [0]} # ERROR conflicting-keys\n" + provider},
	{"pages", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\ntypes:\n  r: {fields: {id: {type: int, minOccurs: 0}, at: date, flag: boolean}}\n  v: {fields: {code: int, text: string, when: date}}\noperations:\n  a:\n    request: {r: {type: r, maxOccurs: 9}, one: r, page: int, big: integer}\n    response: {element: b, fields: {m: {map: {'#': {type: v, name: V}, n: int, x: v}}, pages: int, items: {type: string, maxOccurs: 9}}}\n    paging:\n      page: big # ERROR bad-rule\n      pages: n\n      current: x # ERROR bad-rule\n      items: pages # ERROR bad-rule\n" + provider},
	{"digests", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\ntypes:\n  t: {fields: {s: {type: string, digest: {algorithm: md5, of: x}}}} # ERROR bad-rule\noperations:\n  a:\n    request: {x: string, t: t, n: int}\n    response:\n      element: b\n      fields:\n        d: {type: string, digest: {algorithm: md5, of: y}} # ERROR overlay-unmatched\n        e: {type: string, digest: {algorithm: md5, of: n}} # ERROR bad-rule\n        f: {type: int, digest: {algorithm: md5, of: x}} # ERROR bad-rule\n"},
	{"the order of fields", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\ntypes:\n  b: {fields: {x: int}}\n  s: {base: string, order: any} # ERROR conflicting-keys\n  t: {order: any, base: b, fields: {y: int}} # ERROR conflicting-keys\n  u: {order: any, fields: {y: {type: int, maxOccurs: 2}}} # ERROR conflicting-keys\noperations: {a: {request: {s: s, t: t, u: u}}}\n"},
	{"the order that a WSDL says", "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\ntypes:\n  two: {order: any} # ERROR overlay-unsupported\n-- a.wsdl --\n" +
		strings.Replace(definitions(queue, service), "</w:types>", `<xs:schema targetNamespace="urn:n"><xs:complexType name="two"><xs:sequence><xs:element name="x"/></xs:sequence></xs:complexType></xs:schema></w:types>`, 1)},
	{"sessions that can't be", sessionSpec(`session:
  open: start # ERROR missing-key
  key: key
  active: '(' # ERROR bad-session bad-session
`, "")},
	{"groups that can't be", sessionSpec(`session:
  open: start
  key: key
  active: 'key (.*) of (.*)' # ERROR bad-session bad-session
  timeout: 5s
  ready: {field: state, values: [up, down], ended: [down], watch: ask, interval: 6s} # ERROR bad-session conflicting-keys
  cancel: drop
  groups:
    both: {single: true, commit: keep} # ERROR conflicting-keys
    open: {begin: hold} # ERROR missing-key
`, "")},
	{"operations that a session calls for two purposes", sessionSpec(`session:
  open: start
  key: key
  ready: {field: state, values: [up, UP], watch: ask} # ERROR bad-session
  cancel: ask # ERROR bad-session
  groups:
    g: {begin: hold, commit: hold} # ERROR bad-session
    h: {begin: hold, commit: keep}
    i: {begin: start, commit: drop} # ERROR bad-session overlay-unmatched
`, "")},
	{"operations that a session can't call", sessionSpec(`session:
  open: start
  key: key
  per: list # ERROR bad-session
  ready: {field: size, values: [up], watch: aks} # ERROR bad-session overlay-unmatched
  cancel: more # ERROR bad-session
  groups: {g: {begin: numbered, commit: drop}} # ERROR bad-session
`, "")},
	{"fields that a session lacks", sessionSpec(`session:
  open: start
  key: kay # ERROR overlay-unmatched
  per: list/item # ERROR bad-field-path
  groups: {g: {commit: drop}} # ERROR overlay-unmatched
`, "")},
	{"operations that stand in no session", sessionSpec(goodSession, `
  use: {session: gg, request: {key: string}} # ERROR overlay-unmatched
  lone: {session: g, request: {other: string}} # ERROR overlay-unmatched
  count: {session: g, request: {key: int}} # ERROR bad-session
`)},
	{"sessions that nothing opens", sessionSpec(strings.Replace(goodSession, "open: start", "open: gone # ERROR overlay-unmatched", 1), "")},
	{"a state that is ready and an end", sessionSpec(goodSession+"  ready: {field: state, values: [Up], ended: [' up'], watch: ask} # ERROR conflicting-keys\n", "")},
	{"a key of few values", sessionSpec(goodSession, `
  use: {session: g, request: {key: {type: string, enum: [a, b]}}} # ERROR bad-session
`)},
	{"an operation of the session itself in a session", sessionSpec(strings.Replace(goodSession, "cancel: drop", "cancel: stop", 1), `
  stop: {session: g, request: {key: string}} # ERROR conflicting-keys
`)},
	{"a session of the service besides the provider's", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\nsession: {open: b, key: k, groups: {g: {single: true}}} # ERROR conflicting-keys\noperations:\n  b: {request: {who: string}, reply: {k: string}}\n" +
		provider + "session: {open: open, key: k, groups: {g: {single: true}}}\n"},
	{"a session without a declaration", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\noperations:\n  b: {session: g, request: {k: string}, reply: {}} # ERROR overlay-unmatched\n" + provider},
	{"an operation that no service has", "-- s.yaml --\nwsgen: v1\ninclude: p.yaml\nservice: q\nnamespace: urn:n\noperations:\n  open: {request: {k: string}, reply: {}}\n" +
		provider + "session: {open: opne, key: k, groups: {g: {single: true}}} # ERROR overlay-unmatched\n"},
	{"elements in place of attributes", "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\n" + `types:
  Message:
    base: string
    orElement: Detail
    fields:
      code: {type: string, attribute: true, orElement: Code} # ERROR conflicting-keys
      kind: {type: string, attribute: true, minOccurs: 0, orElement: Detail} # ERROR duplicate-field
  Record:
    orElement: Detail # ERROR conflicting-keys
    fields:
      code: {type: string, attribute: true, minOccurs: 0, orElement: Code} # ERROR conflicting-keys
      name: {type: string, orElement: Name} # ERROR conflicting-keys
  Plain: {base: string, orElement: Detail} # ERROR conflicting-keys
operations:
  a: {request: {m: Message, r: Record, p: Plain}, response: {element: b, fields: {}}}
`},
	{"steps beyond the limit", xsd(chain(maxSteps + 5))},
	{"an expansion beyond the limit", xsd(bomb())},
}

// goodSession is a session of the service that sessionSpec makes.
const goodSession = `session:
  open: start
  key: key
  cancel: drop
  groups: {g: {commit: keep}}
`

// sessionSpec is a service without a WSDL, with a session and more operations.
func sessionSpec(session, operations string) string {
	return "-- s.yaml --\nwsgen: v1\nnamespace: urn:n\n" + session + `operations:
  start: {request: {who: string, list: {minOccurs: 0, maxOccurs: 2, fields: {item: string}}}, response: {element: started, fields: {key: string, state: string, size: {type: int, minOccurs: 0}}}}
  ask: {request: {key: string}, response: {element: asked, fields: {state: string}}}
  drop: {request: {key: string}, response: {element: dropped}}
  keep: {request: {key: string}, response: {element: kept}}
  hold: {request: {key: string}, response: {element: held}}
  more: {request: {key: string, reason: string}, response: {element: mored}}
  numbered: {request: {key: int}, response: {element: numberedOut}}` + operations + "\n"
}

// chain is simple types of which each restricts the next, on one line.
func chain(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(`<xs:simpleType name="s` + strconv.Itoa(i) + `"><xs:restriction base="t:s` + strconv.Itoa(i+1) + `"/></xs:simpleType>`)
	}
	b.WriteString(`<xs:simpleType name="s` + strconv.Itoa(n) + `"><xs:restriction base="xs:int"/></xs:simpleType> <!-- ERROR expansion-limit -->`)
	return b.String()
}

// bomb is sixteen groups of which each holds the next twice and more.
func bomb() string {
	var b strings.Builder
	b.WriteString(`<xs:complexType name="T"><xs:group ref="t:g0"/></xs:complexType>`)
	for i := range 16 {
		ref := `<xs:group ref="t:g` + strconv.Itoa(i+1) + `"/>`
		b.WriteString(`<xs:group name="g` + strconv.Itoa(i) + `"><xs:sequence>` + ref + ref + ref + `</xs:sequence></xs:group>`)
	}
	b.WriteString(`<xs:group name="g16"><xs:sequence><xs:element name="a"/></xs:sequence></xs:group> <!-- ERROR expansion-limit -->`)
	return b.String()
}

// TestErrors checks every case, and that together they show every id of the package.
func TestErrors(t *testing.T) {
	seen := map[string]bool{}
	for _, tt := range bad {
		t.Run(tt.name, func(t *testing.T) {
			for _, id := range checkErrors(t, tt.in) {
				seen[id] = true
			}
		})
	}
	for _, id := range ids(t, "ids.go") {
		if !seen[id] {
			t.Errorf("no case shows %s", id)
		}
	}
}

// ids lists the values of the constants in a file.
func ids(t *testing.T, path string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 && strings.HasPrefix(v.Names[0].Name, "id") {
			id, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, id)
		}
		return true
	})
	return out
}

// TestPlaces checks carets that stand within a value, or at a value that another stage read.
func TestPlaces(t *testing.T) {
	for name, tt := range map[string]struct{ in, at string }{
		"pattern":            {overlay("operations: {get: {request: {unit: {pattern: 'ab[z-a]c'}}}}"), "z-a]c"},
		"pattern, escaped":   {overlay(`operations: {get: {request: {unit: {pattern: "\x64[z-a]"}}}}`), `"\x64[z-a]"`},
		"default":            {overlay("operations: {get: {request: {size: {default: x1}}}}"), "x1"},
		"attribute":          {overlay("operations: {get: {request: {id: {default: x2}}}}"), "x2"},
		"response namespace": {overlay("operations: {get: {response: {element: getResponse, namespace: urn:z}}}"), "urn:z"},
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := run(t, tt.in)
			if len(diags) != 1 || diags[0].Span.Text() != tt.at {
				t.Errorf("got %v, want one at %s", diags, tt.at)
			}
		})
	}
}

func TestHints(t *testing.T) {
	for _, tt := range []struct{ name, in, message, hint string }{
		{"type", xsd(`<xs:complexType name="Order"/><xs:element name="e" type="t:Ordre"/>`), "type {urn:t}Ordre is not declared", "did you mean {urn:t}Order?"},
		{"builtin", xsd(`<xs:element name="e" type="xs:strng"/>`), "XML Schema has no type strng", "did you mean string?"},
		{"field", overlay("operations: {get: {request: {untis: {minLength: 1}}}}"), "{urn:t}req has no field untis", "did you mean unit?"},
		{"import", xsd(`<xs:import namespace="urn:q"/><xs:element name="e" type="q:T" xmlns:q="urn:q"/>`), "type {urn:q}T is not declared", "the import of its namespace needs the schemaLocation of a file, or " + laxHint},
		{"operation", overlay("operations: {gett: {}}"), "the WSDL has no operation gett", "did you mean get?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, diags := run(t, tt.in)
			if len(diags) != 1 || diags[0].Message != tt.message || diags[0].Hint != tt.hint {
				t.Errorf("got %+v", diags)
			}
		})
	}
}

// What a WSDL is refused for says what to do.
func TestRefusalsSayWhatToDo(t *testing.T) {
	page, err := os.ReadFile("../../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	refusals := slices.Concat(always, []string{idUndeclaredBinding, idUndeclaredPart, idUndeclaredPortType, idUnsupportedXSD11})
	_, section, _ := strings.Cut(string(page), "\n## WSDL\n")
	section, _, _ = strings.Cut(section, "\n## ")
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` ").FindAllStringSubmatch(section, -1) {
		refusals = append(refusals, m[1])
	}
	shown := map[string]bool{}
	for _, tt := range bad {
		_, diags := run(t, tt.in)
		for _, d := range diags {
			if shown[d.ID] = true; d.Hint == "" && slices.Contains(refusals, d.ID) {
				t.Errorf("%s: no hint: %v", tt.name, d)
			}
		}
	}
	for _, id := range refusals {
		if !shown[id] {
			t.Errorf("no case shows %s", id)
		}
	}
}
