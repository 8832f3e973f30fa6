package diff

import (
	"slices"
	"strings"
)

// A Rule is a kind of change. Request, Reply and Go are its usual verdicts; what a change shows of itself, such as the
// type of a field, can make them better or worse.
type Rule struct {
	ID, Doc        string
	Before, After  string // an example
	Request, Reply Wire
	Go             API
}

// Rules returns every rule, by topic.
func Rules() []Rule { return slices.Clone(rules) }

// ruleByID has the rules by id.
var ruleByID = func() map[string]*Rule {
	m := map[string]*Rule{}
	for i := range rules {
		m[rules[i].ID] = &rules[i]
	}
	return m
}()

var rules = slices.Concat(serviceRules, particleRules, attributeRules, typeRules)

// rule reads a rule's line of a table: id, verdict in requests, in replies and for Go code.
func rule(line, doc, before, after string) Rule {
	words := strings.Fields(line)
	return Rule{
		ID: words[0], Doc: doc, Before: before, After: after,
		Request: Wire(words[1]), Reply: Wire(words[2]), Go: API(words[3]),
	}
}

var serviceRules = []Rule{
	rule("operation-added compatible compatible additive", "The service has an operation that it did not have. Where a server does not tell its requests from those of an old one, which of both answers is unknown.",
		``, `<operation name="cancel">`),
	rule("operation-renamed compatible compatible breaking", "An operation has another name, which messages in the style document do not say; its action and its elements are the same.",
		`<operation name="cancel">`, `<operation name="cancelOrder">`),
	rule("operation-removed breaking breaking breaking", "An operation is gone; calls of it fail.",
		`<operation name="cancel">`, ``),
	rule("binding-added compatible compatible additive", "There is a further way to reach the operations.",
		``, `<binding name="Soap12" type="tns:Port">`),
	rule("binding-removed breaking breaking breaking", "A way to reach the operations is gone.",
		`<binding name="Soap12" type="tns:Port">`, ``),
	rule("package-renamed compatible compatible breaking", "The Go package has another name, or that of its provider has; it is that of the service where no spec and no project file states one.",
		`<service name="Orders">`, `<service name="OrderDesk">`),
	rule("package-moved compatible compatible breaking", "The project file puts a package, or the runtime, in another folder; its import path is another one.",
		`out: generated`, `out: clients`),
	rule("client-renamed compatible compatible breaking", "A binding has another name, after which its Go client is called where there are several.",
		`<binding name="Orders12" type="tns:Port">`, `<binding name="OrdersSoap12" type="tns:Port">`),
	rule("endpoint-changed unknown unknown none", "An address is another one, new or gone; the old one may still answer.",
		`<soap:address location="https://a.example/v1"/>`, `<soap:address location="https://a.example/v2"/>`),
	rule("soap-version-changed breaking breaking none", "The envelope is of the other version of SOAP.",
		`<soap:binding …/>`, `<soap12:binding …/>`),
	rule("style-changed compatible compatible none", "The operation changed between the styles document and rpc. That its messages stand in other elements then, or its parts are of another form, is said of them.",
		`<soap:binding style="rpc"/>`, `<soap:binding style="document"/>`),
	rule("encoding-changed breaking breaking none", "A message changed between literal and SOAP encoding. A client of literal replies does not follow the references of encoded ones. A part that is a struct is a pointer in Go where it is encoded.",
		`<soap:body use="encoded"/>`, `<soap:body use="literal"/>`),
	rule("action-changed breaking compatible none", "The SOAPAction of the operation is another one; the message must state it (Basic Profile 1.1, R2744), but where soapActionRequired of SOAP 1.2 is false.",
		`<soap:operation soapAction="urn:a"/>`, `<soap:operation soapAction="urn:b"/>`),
	rule("reply-added compatible unknown breaking", "A one-way operation answers.",
		`<operation><input/></operation>`, `<operation><input/><output/></operation>`),
	rule("reply-removed compatible breaking breaking", "An operation no longer answers.",
		`<operation><input/><output/></operation>`, `<operation><input/></operation>`),
	rule("header-added breaking compatible additive", "A message has a further header block; a request without it is not what the contract says (Basic Profile 1.1, R2738).",
		``, `<soap:header message="tns:m" part="session" use="literal"/>`),
	rule("header-removed compatible compatible breaking", "A header block is no longer described; messages may carry it still (Basic Profile 1.1, R2739).",
		`<soap:header message="tns:m" part="session" use="literal"/>`, ``),
	rule("fault-added compatible compatible additive", "The operation declares a further fault. A client without it has the fault with its detail as raw XML.",
		``, `<fault name="locked" message="tns:locked"/>`),
	rule("fault-removed compatible compatible breaking", "A fault is no longer declared.",
		`<fault name="locked" message="tns:locked"/>`, ``),
	rule("policy-changed unknown unknown none", "A policy demands something else of the messages.",
		`<sp:TransportBinding>`, `<sp:AsymmetricBinding>`),
	rule("namespace-changed breaking breaking none", "The names of a namespace are in another one now. It is reported once, and the rest is compared as if it had not changed. The name of a service shows in no message, those of types in xsi:type alone.",
		`targetNamespace="urn:orders:v1"`, `targetNamespace="urn:orders:v2"`),
	rule("message-changed breaking breaking breaking", "A message has other parts, or an element of another name.",
		`<part name="body" element="tns:order"/>`, `<part name="body" element="tns:purchase"/>`),
	rule("security-changed breaking compatible none", "The spec states another scheme of credentials.",
		`security: {usernameToken: {password: text}}`, `security: basic`),
	rule("rule-changed unknown unknown none", "A provider's rule of a YAML spec is another one, such as that for a reply's status.",
		`reply: {status: {field: status, ok: [OK]}}`, `reply: {status: {field: status, ok: ["0"]}}`),
}

var particleRules = []Rule{
	rule("field-added-optional compatible compatible additive", "A type has a further element, which may be absent. Replies that hold it are read, and it is kept; one that the old client knows may come a further time then, for which it has no field.",
		``, `<xs:element name="note" type="xs:string" minOccurs="0"/>`),
	rule("field-added-required breaking compatible additive", "A type has a further element, which must be there. Replies break where the old client knows one of that name, as with one that may be absent.",
		``, `<xs:element name="note" type="xs:string"/>`),
	rule("field-removed breaking compatible breaking", "A type no longer has an element. Old requests may hold it; replies lack it, which breaks where it was required, and is unknown where a new element of the same type may be the same under a new name.",
		`<xs:element name="note" type="xs:string"/>`, ``),
	rule("field-made-optional compatible breaking breaking", "An element that was required may be absent.",
		`<xs:element name="note" type="xs:string"/>`, `<xs:element name="note" type="xs:string" minOccurs="0"/>`),
	rule("field-made-required breaking compatible breaking", "An element that could be absent must be there.",
		`<xs:element name="note" type="xs:string" minOccurs="0"/>`, `<xs:element name="note" type="xs:string"/>`),
	rule("field-made-repeated compatible breaking breaking", "An element that stood once may stand several times.",
		`<xs:element name="note" type="xs:string"/>`, `<xs:element name="note" type="xs:string" maxOccurs="unbounded"/>`),
	rule("field-made-single breaking compatible breaking", "An element that could repeat stands at most once.",
		`<xs:element name="note" type="xs:string" maxOccurs="9"/>`, `<xs:element name="note" type="xs:string"/>`),
	rule("occurs-narrowed breaking compatible none", "What may repeat may do so less often, or must more often.",
		`<xs:element name="line" maxOccurs="9"/>`, `<xs:element name="line" maxOccurs="5"/>`),
	rule("occurs-widened compatible compatible none", "What may repeat may do so more often, or need less often.",
		`<xs:element name="line" maxOccurs="5"/>`, `<xs:element name="line" maxOccurs="9"/>`),
	rule("field-moved breaking compatible none", "An element stands elsewhere in the order. Replies are read in any order, but for groups that repeat: an element out of order begins the next occurrence.",
		`<xs:element name="a"/><xs:element name="b"/>`, `<xs:element name="b"/><xs:element name="a"/>`),
	rule("field-type-changed breaking breaking breaking", "The content of an element is of another type. The verdict is that of the two types' values.",
		`<xs:element name="n" type="xs:int"/>`, `<xs:element name="n" type="xs:string"/>`),
	rule("field-made-nillable compatible breaking breaking", "An element may say xsi:nil.",
		`<xs:element name="n" type="xs:int"/>`, `<xs:element name="n" type="xs:int" nillable="true"/>`),
	rule("field-made-not-nillable breaking compatible breaking", "An element may no longer say xsi:nil.",
		`<xs:element name="n" type="xs:int" nillable="true"/>`, `<xs:element name="n" type="xs:int"/>`),
	rule("form-changed breaking breaking none", "An element or attribute is in another namespace, or in one at all. The field of the old client stays empty.",
		`<xs:element name="n" form="unqualified"/>`, `<xs:element name="n" form="qualified"/>`),
	rule("default-changed unknown unknown none", "What an empty element or an absent attribute means is another value, which messages don't show, but by a key or a unique over it.",
		`<xs:element name="n" type="xs:int" default="1"/>`, `<xs:element name="n" type="xs:int" default="2"/>`),
	rule("fixed-changed breaking compatible none", "An element or attribute has another fixed value, or a first one.",
		`<xs:element name="v" type="xs:string" fixed="1"/>`, `<xs:element name="v" type="xs:string" fixed="2"/>`),
	rule("compositor-changed breaking breaking breaking", "A group is of another kind.",
		`<xs:sequence>`, `<xs:choice>`),
	rule("identity-changed breaking compatible none", "What must be unique in an element, or refer to something in it, is another: a key, a keyref or a unique.",
		``, `<xs:unique name="number"><xs:selector xpath="line"/><xs:field xpath="@number"/></xs:unique>`),
	rule("block-changed breaking compatible none", "Other declarations may stand in the place of an element or of a type than before: by xsi:type or by a substitution group.",
		`<xs:element name="contact" type="Contact"/>`, `<xs:element name="contact" type="Contact" block="extension"/>`),
	rule("branch-added compatible breaking additive", "A choice has a further branch. A reply with it lacks the branches that the old client knows.",
		`<xs:choice><xs:element name="a"/></xs:choice>`, `<xs:choice><xs:element name="a"/><xs:element name="b"/></xs:choice>`),
	rule("branch-removed breaking compatible breaking", "A choice has a branch less.",
		`<xs:choice><xs:element name="a"/><xs:element name="b"/></xs:choice>`, `<xs:choice><xs:element name="a"/></xs:choice>`),
	rule("wildcard-added compatible compatible additive", "A type admits elements or attributes that it does not name. Replies break where it admits an element that the old client has room for once.",
		``, `<xs:any minOccurs="0"/>`),
	rule("wildcard-removed breaking compatible breaking", "A type no longer admits what it does not name. Replies break where something had to stand there.",
		`<xs:any minOccurs="0"/>`, ``),
	rule("wildcard-narrowed breaking compatible none", "A wildcard admits fewer namespaces, or asks for more of what it admits.",
		`<xs:any namespace="##any"/>`, `<xs:any namespace="##other"/>`),
	rule("wildcard-widened compatible compatible none", "A wildcard admits more namespaces, or asks for less of what it admits. Replies break as by a new one.",
		`<xs:any namespace="##other"/>`, `<xs:any namespace="##any"/>`),
	rule("mixed-changed compatible compatible breaking", "Text may stand between a type's elements, or may no longer.",
		`<xs:complexType>`, `<xs:complexType mixed="true">`),
}

var attributeRules = []Rule{
	rule("attribute-added-optional compatible compatible additive", "A type has a further attribute, which may be absent.",
		``, `<xs:attribute name="lang"/>`),
	rule("attribute-added-required breaking compatible additive", "A type has a further attribute, which must be there.",
		``, `<xs:attribute name="lang" use="required"/>`),
	rule("attribute-removed breaking compatible breaking", "A type no longer has an attribute. Replies break where it was required, and are unknown where the one attribute that is new may be the same under a new name.",
		`<xs:attribute name="lang"/>`, ``),
	rule("attribute-made-required breaking compatible breaking", "An attribute that could be absent must be there.",
		`<xs:attribute name="lang"/>`, `<xs:attribute name="lang" use="required"/>`),
	rule("attribute-made-optional compatible breaking breaking", "An attribute that was required may be absent.",
		`<xs:attribute name="lang" use="required"/>`, `<xs:attribute name="lang"/>`),
	rule("attribute-type-changed breaking breaking breaking", "An attribute is of another type. The verdict is that of the two types' values.",
		`<xs:attribute name="n" type="xs:int"/>`, `<xs:attribute name="n" type="xs:string"/>`),
}

var typeRules = []Rule{
	rule("type-added compatible compatible additive", "There is a type that the operations did not lead to.",
		``, `<xs:complexType name="Address">`),
	rule("type-removed compatible compatible breaking", "The operations no longer lead to a type. What that does to messages is said where it was used.",
		`<xs:complexType name="Address">`, ``),
	rule("base-changed compatible compatible breaking", "A type derives from another one. What that does to its content is said there.",
		`<xs:extension base="tns:Party">`, `<xs:extension base="tns:Person">`),
	rule("derived-type-added compatible compatible additive", "A type has a further one that xsi:type may name in its place. Replies with it are read by the type that the client knows, and break where they hold more of an element than that has.",
		``, `<xs:complexType name="Van"> … <xs:extension base="tns:Car">`),
	rule("derived-type-removed breaking compatible breaking", "xsi:type may no longer name a type in place of another one.",
		`<xs:complexType name="Van"> … <xs:extension base="tns:Car">`, ``),
	rule("abstract-changed breaking compatible none", "A type or element became abstract, or is so no longer: others must stand in its place, or need not.",
		`<xs:complexType name="Shape">`, `<xs:complexType name="Shape" abstract="true">`),
	rule("member-added compatible compatible additive", "A substitution group has a further member.",
		``, `<xs:element name="fax" substitutionGroup="tns:contact"/>`),
	rule("member-removed breaking compatible breaking", "A substitution group has a member less.",
		`<xs:element name="fax" substitutionGroup="tns:contact"/>`, ``),
	rule("enum-value-added compatible compatible additive", "An enumeration has a further value. Replies with it are read, and it is kept.",
		``, `<xs:enumeration value="blue"/>`),
	rule("enum-value-removed breaking compatible breaking", "An enumeration has a value less.",
		`<xs:enumeration value="blue"/>`, ``),
	rule("enum-closed breaking compatible breaking", "A type that had all values of its base has an enumeration.",
		`<xs:restriction base="xs:string"/>`, `<xs:restriction base="xs:string"><xs:enumeration value="blue"/></xs:restriction>`),
	rule("enum-opened compatible compatible breaking", "A type no longer has an enumeration.",
		`<xs:restriction base="xs:string"><xs:enumeration value="blue"/></xs:restriction>`, `<xs:restriction base="xs:string"/>`),
	rule("facet-tightened breaking compatible none", "A facet admits fewer values.",
		`<xs:maxLength value="40"/>`, `<xs:maxLength value="20"/>`),
	rule("facet-loosened compatible compatible none", "A facet admits more values. Facets are not checked on replies.",
		`<xs:maxLength value="20"/>`, `<xs:maxLength value="40"/>`),
	rule("pattern-changed unknown compatible none", "A pattern is another one; whether it admits what the old one did is not decided.",
		`<xs:pattern value="\d{5}"/>`, `<xs:pattern value="\d{5}(-\d{4})?"/>`),
	rule("whitespace-changed unknown unknown none", "White space is treated otherwise. Texts that were valid are not where nothing is left of them, or where more is left than was. The old client may have more or less of it than replies say.",
		`<xs:whiteSpace value="collapse"/>`, `<xs:whiteSpace value="preserve"/>`),
	rule("layout-changed breaking breaking none", "A spec says another form of a date, or of what was a text.",
		`{base: string, layout: dd/MM/yyyy}`, `{base: string, layout: MM/dd/yyyy}`),
	rule("list-changed breaking breaking breaking", "A type changed between one value and a list, or its items did.",
		`<xs:list itemType="xs:int"/>`, `<xs:list itemType="xs:string"/>`),
	rule("union-changed breaking compatible breaking", "A union has other members.",
		`<xs:union memberTypes="xs:int xs:date"/>`, `<xs:union memberTypes="xs:int"/>`),
	rule("global-changed unknown compatible none", "A global element, attribute or type that operations don't lead to admits less. Old requests may hold it where a wildcard, xs:anyType or xsi:type leads there, or where it is a header block.",
		`<xs:any processContents="lax"/> … <xs:element name="hint" type="xs:string"/>`, `<xs:any processContents="lax"/> … <xs:element name="hint" type="xs:int"/>`),
	rule("global-added unknown compatible none", "A global element or attribute is declared that was not. Where a lax wildcard or xs:anyType admits it, old requests may hold it with any content. Told once for each namespace.",
		`<xs:any processContents="lax"/>`, `<xs:any processContents="lax"/> … <xs:element name="hint" type="xs:int"/>`),
	rule("global-removed unknown compatible none", "Global declarations are gone that old requests may name: by a strict wildcard, or a type by xsi:type. Told once for each namespace.",
		`<xs:any/> … <xs:element name="hint" type="xs:int"/>`, `<xs:any/>`),
	rule("name-changed compatible compatible breaking", "Something has another name in Go: a spec asks for one, or its place gives it one, or its input where operations share a name, or an enumerated value is in another form. Messages do not show it.",
		`note: {name: Remark}`, `note: {name: Comment}`),
	rule("go-type-changed compatible compatible breaking", "A type that no message shows is another one in Go, such as the base that a type restricts. Told once for each type.",
		`<xs:restriction base="Order"> … <xs:element name="fax" type="xs:string" minOccurs="0"/>`, `<xs:restriction base="Order"> …`),
	rule("go-changed compatible compatible breaking", "The generated package exports something else, and no other change tells it: a method Validate came or went with what there is to check. Told once for each package.",
		`<xs:maxLength value="40"/>`, ``),
	rule("doc-changed compatible compatible none", "The documentation is another one; shown with --docs.",
		`<xs:documentation>The order.</xs:documentation>`, `<xs:documentation>An order.</xs:documentation>`),
}
