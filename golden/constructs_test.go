package golden_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A construct of XML Schema, and the case that shows it.
type construct struct {
	name, in string
	// What the schemas of the case and one of its documents have of the construct. Schemas are matched without comments and
	// without white space between tags. The document is valid, unless it is one with what the schema does not know.
	schema, document string
	// What wsgen says of the construct in a file of want/, where documents do not tell.
	said, saidIn string
	// Whether the document has what the schema does not know.
	unknown bool
}

// constructs has what wsgen takes of XML Schema. TestDocuments reads, writes, compares and validates the documents.
var constructs = []construct{
	// Forms that the typed value can't tell from others.
	{name: "1 for true", in: "built-ins", schema: `type="xs:boolean"`, document: `<g:boolean>1</g:boolean>`},
	{name: "1 for true under a pattern", in: "write-forms", schema: `base="xs:boolean"><xs:pattern value="\[01\]"/>`, document: `<gol:flag>1</gol:flag>`},
	{name: "the usual form where another is written", in: "write-forms", schema: `base="xs:int"><xs:pattern value="\\d\{4\}\|7"/>`, document: `<gol:codeOf2>7<`},
	{name: "a sign", in: "built-ins", schema: `type="xs:decimal"`, document: `>\+1\.0<`},
	{name: "leading zeros", in: "built-ins", schema: `type="xs:int"`, document: `<g:int>\+07<`},
	{name: "a negative zero", in: "built-ins", schema: `type="xs:double"`, document: `<g:double>-0<`},
	{name: "digits behind the point", in: "built-ins", schema: `type="xs:decimal"`, document: `<g:decimal>1\.50<`},
	{name: "no digit before or behind the point", in: "built-ins", schema: `type="xs:decimal"`, document: `(?s)>\.5<.*>5\.<`},
	{name: "the forms of exponents", in: "built-ins", schema: `type="xs:double"`, document: `(?s)>1\.0e10<.*>1E\+2<`},
	{name: "hex digits in both cases", in: "built-ins", schema: `type="xs:hexBinary"`, document: `>0aFf<`},
	{name: "base64 with white space", in: "built-ins", schema: `type="xs:base64Binary"`, document: `AAEC\s+AwQF`},
	{name: "24:00:00", in: "built-ins", schema: `type="xs:dateTime"`, document: `>2024-02-29T24:00:00<`},
	{name: "24:00:00 of a time", in: "built-ins", schema: `type="xs:time"`, document: `<g:time>24:00:00<`},
	{name: "no zone, Z, +00:00 and another zone", in: "built-ins", schema: `type="xs:date"`,
		document: `(?s)<g:date>2024-02-29<.*-29Z<.*-29\+00:00<.*-29-03:00<`},
	{name: "fractions of seconds that end with 0", in: "built-ins", schema: `type="xs:dateTime"`, document: `30:00\.250-03:00<`},
	{name: "years before 1 and of five digits", in: "built-ins", schema: `type="xs:gYear"`, document: `(?s)>-0044<.*>12024-05:00<`},
	{name: "durations of equal length", in: "built-ins", schema: `type="xs:duration"`, document: `(?s)>PT36H<.*>P12M<`},
	{name: "white space around a value", in: "built-ins", schema: `type="xs:boolean"`, document: `> true <`},
	{name: "the prefix of a name", in: "names", schema: `type="xs:QName"`, document: `name="a:x"`},
	{name: "forms in attributes", in: "built-ins", schema: `<xs:attribute name="time" type="xs:time"/>`, document: `time="24:00:00"`},
	{name: "forms in lists", in: "lists", schema: `<xs:list itemType="xs:boolean"/>`, document: `<gol:flags>[^<]*1[^<]*</gol:flags>`},
	{name: "forms in simple content", in: "derivation", schema: `<xs:extension base="xs:decimal">`, document: `<price currency="EUR">\+12\.50<`},

	// Model groups.
	{name: "sequence", in: "extension", schema: `<xs:sequence><xs:element`, document: `<gol:number>.*<gol:courier>`},
	{name: "choice", in: "choice", schema: `<xs:choice><xs:element name="card"`, document: `<gol:card>`},
	{name: "a sequence as branch of a choice", in: "choice", schema: `<xs:choice><xs:element[^>]*><xs:element[^>]*><xs:sequence>`, document: `<gol:bank>[^<]*</gol:bank><gol:account>`},
	{name: "repeated choice", in: "choice", schema: `<xs:choice minOccurs="0" maxOccurs="unbounded">`, document: `<gol:item>.*<gol:gift>.*<gol:item>|<gol:gift>.*<gol:item>.*<gol:gift>`},
	{name: "choice in a choice", in: "content-groups", schema: `<xs:choice>.*<xs:choice maxOccurs="unbounded">`, document: `<gol:d>.*<gol:e>`},
	{name: "repeated sequence in a choice", in: "content-groups", schema: `<xs:choice>.*<xs:sequence maxOccurs="3">`, document: `<gol:b>.*<gol:b>`},
	{name: "repeated sequence", in: "repeated-group", schema: `<xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element`, document: `<gol:a>.*<gol:a>.*<gol:a>`},
	{name: "repeated sequence in a repeated sequence", in: "group-members", schema: `<xs:sequence maxOccurs="unbounded">.*<xs:sequence minOccurs="0" maxOccurs="2">`, document: `<gol:f>.*<gol:f>`},
	{name: "choice in a repeated sequence", in: "repeated-group", schema: `<xs:sequence minOccurs="0" maxOccurs="unbounded">.*<xs:choice>`, document: `<gol:c>.*<gol:d>|<gol:d>.*<gol:c>`},
	{name: "two repeated sequences with the same names", in: "content-order", schema: `</xs:sequence><xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element name="c"`, document: `<gol:rows.*<gol:a>.*<gol:c>`},
	{name: "branches that differ in order alone", in: "content-order", schema: `<xs:element name="either">.*name="a".*name="b".*name="b".*name="a"`, document: `<gol:either[^>]*><gol:b>.*<gol:a>`},
	{name: "a counted element in a repeated sequence", in: "content-order", schema: `<xs:sequence maxOccurs="unbounded"><xs:element name="a" type="xs:string" minOccurs="2" maxOccurs="2"/>`, document: `<gol:pairs.*<gol:a>`},
	{name: "a counted sequence in a counted sequence", in: "content-order", schema: `<xs:sequence maxOccurs="3">.*<xs:sequence maxOccurs="2">`, document: `<gol:pages[^>]*>(<gol:a>1</gol:a>){6}<`},
	{name: "an element twice in a sequence", in: "element-twice", schema: `name="a"[^>]*><xs:element name="b"[^>]*><xs:element name="a"`, document: `<gol:a>.*<gol:b>.*<gol:a>`},
	{name: "groups that may be empty", in: "content-order", schema: `<xs:choice minOccurs="0"><xs:choice minOccurs="0"/>`, document: `<gol:empties`},
	{name: "an empty branch", in: "content-groups", schema: `<xs:sequence/></xs:choice>`, document: `<gol:groupInChoice[^>]*></gol:groupInChoice>`},
	{name: "all, in another order", in: "group-references", schema: `<xs:all><xs:element name="weight".*<xs:element name="color"`, document: `<color>.*<weight>`},
	{name: "all with a substitution group", in: "content-order", schema: `<xs:all><xs:element ref="g:head"`, document: `<gol:three>.*<gol:a>`},
	{name: "optional all", in: "content-edges", schema: `<xs:all minOccurs="0">`, document: `<gol:loose/><gol:loose><gol:b>2</gol:b><gol:a>1<`},
	{name: "an element that may not stand", in: "content-edges", schema: `<xs:element name="never" type="xs:int" minOccurs="0" maxOccurs="0"/><xs:sequence minOccurs="0" maxOccurs="0">`, document: `</gol:nested>\s*<gol:loose/>`},
	{name: "group", in: "group-references", schema: `<xs:complexType><xs:sequence><xs:group ref="g:address"/>`, document: `<street>.*</street>\s*<code>`},
	{name: "group in a group", in: "group-references", schema: `<xs:group name="address">.*<xs:group ref="g:place"/>`, document: `</street>\s*<code>`},
	{name: "repeated group", in: "group-references", schema: `<xs:group ref="g:place" minOccurs="0" maxOccurs="unbounded"/>`, document: `<city>Porto</city>\s*<code>200</code>\s*<city>`},
	{name: "optional group", in: "group-references", schema: `<xs:group ref="g:steps" minOccurs="0"/>`, document: `<step>`},
	{name: "group as the content of a type", in: "group-references", schema: `<xs:complexType name="Item"><xs:group ref="g:marks"/>`, document: `<item[^>]*><weight>`},
	{name: "group twice", in: "group-twice", schema: `<xs:group ref="g:S"/><xs:group ref="g:S"/>`, document: `<gol:x>.*<gol:x>`},
	{name: "group with all", in: "group-references", schema: `<xs:group name="marks"><xs:all>`, document: `<color>`},
	{name: "attributeGroup", in: "group-references", schema: `<xs:complexType name="Item">.*<xs:attributeGroup ref="g:dated"/>`, document: `<item at=`},
	{name: "attributeGroup in an attributeGroup", in: "group-references", schema: `<xs:attributeGroup name="traced">.*<xs:attributeGroup ref="g:dated"/></xs:attributeGroup>`, document: `at="2024-02-29Z" by="ann"`},
	{name: "attributeGroup with a wildcard", in: "group-references", schema: `<xs:attributeGroup name="dated">.*<xs:anyAttribute`, document: `o:note="kept"`},

	// Wildcards, ur-types, mixed content.
	{name: "any", in: "wildcards", schema: `<xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/>`, document: `<loose/>`},
	{name: "any ##other", in: "wildcards", schema: `<xs:any namespace="##other"`, document: `<a:before`},
	{name: "any ##local", in: "wildcards", schema: `<xs:any namespace="##local"[^>]*minOccurs="2" maxOccurs="2"/>`, document: `<one/><two>`},
	{name: "any ##targetNamespace", in: "wildcards", schema: `<xs:any namespace="##targetNamespace" processContents="strict"/>`, document: `<g:target[^>]*><g:known>`},
	{name: "any of a list", in: "wildcards", schema: `<xs:any namespace="urn:a urn:b ##local"`, document: `<b xmlns="urn:b"[^>]*><c/><a:d>`},
	{name: "any that must stand, before an element", in: "wildcards", schema: `<xs:any namespace="##other" processContents="skip"/><xs:element`, document: `</a:before><g:end>`},
	{name: "any in a choice", in: "wildcard-choice", schema: `<xs:choice>.*<xs:any namespace="##other"[^>]*maxOccurs="2"/></xs:choice>`, document: `<gol:order[^>]*><\w+:`},
	{name: "any in a repeated choice", in: "content-order", schema: `<xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="g:head"/><xs:any`, document: `<gol:heads`},
	{name: "anyAttribute", in: "wildcards", schema: `<xs:anyAttribute processContents="lax"/>`, document: `<g:any plain="1" g:mark="\+2" a:name`},
	{name: "anyAttribute ##other", in: "wildcards", schema: `<xs:anyAttribute namespace="##other"`, document: `<g:other a:x="1"`},
	{name: "anyAttribute ##local", in: "wildcards", schema: `<xs:anyAttribute namespace="##local"`, document: `<g:local free=`},
	{name: "anyAttribute ##targetNamespace", in: "wildcards", schema: `<xs:anyAttribute namespace="##targetNamespace"`, document: `<g:target g:mark=`},
	{name: "anyAttribute of a list", in: "wildcards", schema: `<xs:anyAttribute namespace="urn:a ##targetNamespace"`, document: `<g:listed a:x="1" g:any=`},
	{name: "anyAttribute of an extension and of its base", in: "validate-wildcards", schema: `<xs:extension base="g:Middle">.*<xs:anyAttribute namespace="urn:b ##local"`, document: `k="\+1" a:x="1" b:x="2" free="3"`},
	{name: "anyAttribute of simple content and of its base", in: "validate-wildcards", schema: `<xs:simpleContent><xs:extension base="g:Price"><xs:anyAttribute`, document: `<g:price c:x="1" g:mark="\+7">`},
	{name: "namespaces in scope of raw content", in: "wildcards", schema: `<xs:any `, document: `xmlns:p="urn:p"(?s:.*)<a:x p:at="p:value">p:name`},
	{name: "anyType", in: "wildcards", schema: `type="xs:anyType"`, document: `<g:typed a:x="1">text <a:b>`},
	{name: "no type", in: "wildcards", schema: `<xs:element name="untyped" minOccurs="0"/>`, document: `<g:untyped><g:known>`},
	{name: "anySimpleType", in: "wildcards", schema: `type="xs:anySimpleType"`, document: `<g:simple> p:x </g:simple>`},
	{name: "mixed content", in: "mixed", schema: `<xs:complexType mixed="true"><xs:choice`, document: `>[^<]+<gol:b>.*</gol:b>[^<]+<`},
	{name: "mixed content with a wildcard", in: "content-types", schema: `<xs:complexContent mixed="true"><xs:extension.*<xs:any namespace="##other"`, document: ` e <x xmlns="urn:other">f</x> g`},
	{name: "mixed content without elements", in: "content-types", schema: `<xs:complexType name="Plain" mixed="true"><xs:attribute`, document: `>only text<`},
	{name: "mixed content with a substitution group", in: "content-order", schema: `<xs:complexType mixed="true">.*<xs:element ref="g:head"`, document: `<gol:text[^>]*>[^<]`},

	// Types.
	{name: "complex content, extension", in: "extension", schema: `<xs:complexContent><xs:extension base="g:Order">`, document: `<gol:courier>`},
	{name: "complex content, restriction", in: "derivation", schema: `<xs:complexContent><xs:restriction base="g:Company">`, document: `xsi:type="g:Taxed"`},
	{name: "extension of a restriction of an extension", in: "derivation", schema: `<xs:extension base="g:Party">.*<xs:restriction base="g:Company">.*<xs:extension base="g:Taxed">`, document: `xsi:type="Bank"`},
	{name: "restriction of anyType", in: "schema-documents", schema: `<xs:complexContent><xs:restriction base="xs:anyType">`, document: `<gol:closed`},
	{name: "extension of anyType by nothing", in: "validate-wildcards", schema: `<xs:complexContent><xs:extension base="xs:anyType"/>`, document: `<g:anything plain="1" a:x="2">text <b:y c:z="1">more</b:y><g:n/> end<`},
	{name: "extension of anyType by attributes", in: "validate-wildcards", schema: `<xs:extension base="xs:anyType"><xs:sequence/><xs:attribute`, document: `<g:text lang="pt" free="1" a:x="2" g:mark="\+3">a<i>b</i>c<`},
	{name: "extension of an extension of anyType", in: "validate-wildcards", schema: `<xs:extension base="g:Text"><xs:attribute`, document: `xsi:type="g:Title" lang="pt" level="\+1" free="yes">a<g:b/>`},
	{name: "restriction to nothing", in: "schema-documents", schema: `<xs:restriction base="g:full"/>`, document: `<gol:empty`},
	{name: "restriction of anyType to nothing", in: "content-edges", schema: `<xs:complexContent><xs:restriction base="xs:anyType"/>`, document: `<gol:void/>`},
	{name: "restriction of mixed content", in: "content-edges", schema: `<xs:complexType name="OneWord" mixed="true"><xs:complexContent><xs:restriction base="g:Words">`, document: `xsi:type="gol:OneWord" lang="pt">x<gol:b>y<`},
	{name: "restriction of mixed content to text", in: "content-edges", schema: `<xs:complexType name="NoWords" mixed="true">`, document: `xsi:type="gol:NoWords">only text<`},
	{name: "restriction of mixed content to simple content", in: "content-edges", schema: `<xs:simpleContent><xs:restriction base="g:Words"><xs:simpleType>`, document: `xsi:type="gol:Code" kind="k">\+007<`},
	{name: "restriction of elements to narrower types and less often", in: "content-edges", schema: `<xs:restriction base="g:Wide"><xs:sequence><xs:element name="n" type="xs:byte" maxOccurs="2"/>`, document: `xsi:type="gol:Narrow"><gol:n>\+1<`},
	{name: "simple content, extension", in: "simple-content", schema: `<xs:simpleContent><xs:extension base="xs:decimal">`, document: `<gol:price currency=`},
	{name: "simple content, extension of an extension", in: "simple-content", schema: `<xs:simpleContent><xs:extension base="g:Price">`, document: `<gol:weight`},
	{name: "simple content, restriction", in: "derivation", schema: `<xs:simpleContent><xs:restriction base="g:Price">`, document: `xsi:type="Cheap"`},
	{name: "simple content, extension of a restriction", in: "derivation", schema: `<xs:simpleContent><xs:extension base="g:Cheap">`, document: `xsi:type="Free"`},
	{name: "simple content with a type of its own", in: "schema-documents", schema: `<xs:simpleContent><xs:restriction base="g:data"><xs:simpleType>`, document: `<gol:picture`},
	{name: "simple content, enumeration", in: "content-edges", schema: `<xs:restriction base="g:Size"><xs:enumeration`, document: `xsi:type="gol:Known">small<`},
	{name: "prohibited attribute", in: "derivation", schema: `<xs:attribute name="listed" use="prohibited"/>`, document: `xsi:type="g:Taxed" id="\+7"`},
	{name: "restriction of an attribute to required and fixed", in: "content-edges", schema: `name="lang" type="xs:language" use="required"/><xs:attribute name="kind" type="xs:string" fixed="one"/>`, document: `xsi:type="gol:OneWord" lang="pt"`},
	{name: "required attribute by reference", in: "content-edges", schema: `<xs:attribute ref="g:global" use="required"/>`, document: `gol:global="\+7"`},
	{name: "list", in: "lists", schema: `<xs:list itemType="xs:double"/>`, document: `<gol:doubles>`},
	{name: "list of an anonymous type", in: "list-union", schema: `<xs:list><xs:simpleType>`, document: `<gol:states>`},
	{name: "list of a union", in: "lists", schema: `<xs:list itemType="g:Size"/>`, document: `<gol:sizes>`},
	{name: "restriction of an anonymous list", in: "lists", schema: `<xs:restriction><xs:simpleType><xs:list`, document: `<gol:few>|few="`},
	{name: "union", in: "list-union", schema: `<xs:union memberTypes="xs:int xs:date">`, document: `<gol:limit>`},
	{name: "union with a list", in: "schema-documents", schema: `<xs:union memberTypes="g:sizes g:letter"/>`, document: `<gol:size>`},
	{name: "union of lists", in: "content-edges", schema: `<xs:union memberTypes="g:Numbers g:Days"/>`, document: `<gol:either>1 \+2  03</gol:either><gol:either>2024-02-29Z 2024<`},
	{name: "union of a union and an anonymous type", in: "content-edges", schema: `<xs:union memberTypes="g:Either"><xs:simpleType>`, document: `<gol:nested>none</gol:nested><gol:nested>7 8<`},
	{name: "enumeration of strings", in: "enum", schema: `base="xs:string"><xs:enumeration value="open">`, document: `<gol:state>`},
	{name: "enumeration of numbers", in: "enum", schema: `base="xs:short"><xs:enumeration`, document: `<gol:level>`},
	{name: "enumeration of names, lists, unions, dates", in: "enum-values", schema: `base="xs:QName"><xs:enum.*base="g:Ints"><xs:enum.*base="g:Size"><xs:enum`, document: `<gol:name>.*<gol:pair>.*<gol:size>`},
	{name: "length", in: "validate-facets", schema: `<xs:length value="3"/>`, document: `<length>日本語<`},
	{name: "length of a list", in: "validate-facets", schema: `base="g:Ints"><xs:length`, document: `<listLength> 1  2 <`},
	{name: "length of bytes", in: "validate-facets", schema: `base="xs:hexBinary"><xs:length`, document: `<binaryLength>0aFf<`},
	{name: "minLength", in: "validate-facets", schema: `<xs:minLength`, document: `<minLength>`},
	{name: "maxLength", in: "validate-facets", schema: `<xs:maxLength`, document: `<maxLength>`},
	{name: "pattern, over several steps", in: "validate-facets", schema: `<xs:pattern value="\[a-z-.*base="g:Word"><xs:pattern`, document: `<pattern>xz<`},
	{name: "enumeration by value", in: "validate-facets", schema: `base="xs:decimal"><xs:enumeration value="1.50"/>`, document: `<enumeration>\+02\.0<`},
	{name: "whiteSpace preserve", in: "validate-facets", schema: `<xs:whiteSpace value="preserve"/>`, document: `<preserve> a  <`},
	{name: "whiteSpace replace", in: "validate-facets", schema: `<xs:whiteSpace value="replace"/>`, document: `<replace>\ta\nb<`},
	{name: "whiteSpace collapse", in: "validate-facets", schema: `<xs:whiteSpace value="collapse"/>`, document: `<collapse>\n +a\n`},
	{name: "maxInclusive", in: "validate-facets", schema: `<xs:maxInclusive`, document: `<maxInclusive>2024-02-29<`},
	{name: "maxExclusive", in: "validate-facets", schema: `<xs:maxExclusive`, document: `<maxExclusive>99\.9e0<`},
	{name: "minInclusive", in: "validate-facets", schema: `<xs:minInclusive`, document: `<minInclusive>PT24H<`},
	{name: "minExclusive", in: "validate-facets", schema: `<xs:minExclusive`, document: `<minExclusive>0<`},
	{name: "totalDigits", in: "validate-facets", schema: `<xs:totalDigits`, document: `<totalDigits>001\.230<`},
	{name: "fractionDigits", in: "validate-facets", schema: `<xs:fractionDigits`, document: `<fractionDigits>1\.2300<`},
	{name: "fixed facet", in: "validate-facets", schema: `<xs:totalDigits value="3" fixed="true"/>`, document: `<fixed>500\.0<`},
	{name: "default of an element that stands empty", in: "empty-default", schema: `<xs:element name="n" type="xs:int" default="30"/>`, document: `<gol:n></gol:n>`},
	{name: "default of an element that is absent", in: "default-fixed", schema: `minOccurs="0" default="\+030"`, document: `<gol:order[^>]*><gol:version>`},
	{name: "default of an attribute", in: "default-fixed", schema: `<xs:attribute name="lang" type="xs:language" default="pt"/>`, document: `<gol:order xmlns:gol="urn:golden" schema=`},
	{name: "fixed element", in: "default-fixed", schema: `<xs:element name="version" type="xs:string" fixed="1.0"/>`, document: `<gol:version>1\.0<`},
	{name: "fixed attribute", in: "default-fixed", schema: `use="required" fixed="007"/>`, document: `schema="0*7"`},
	{name: "elements qualified by default", in: "forms", schema: `targetNamespace="urn:golden" elementFormDefault="qualified"`, document: `<g:byDefault>1<`},
	{name: "elements unqualified by default", in: "forms", schema: `targetNamespace="urn:golden:other" attributeFormDefault="qualified">`, document: `<o:root>\s*<byDefault>`},
	{name: "an element that is qualified", in: "forms", schema: `<xs:element name="qualified" type="xs:int" form="qualified"/><xs:element name="qualified" type="xs:int" form="unqualified"`, document: `<o:qualified>8</o:qualified>\s*<qualified>9<`},
	{name: "an element that is unqualified", in: "forms", schema: `<xs:element name="unqualified" form="unqualified">`, document: `<unqualified>\s*<g:byDefault>`},
	{name: "attributes unqualified by default", in: "forms", schema: `attributeFormDefault="unqualified"`, document: `<g:order [^>]*byDefault="1"`},
	{name: "attributes qualified by default", in: "forms", schema: `attributeFormDefault="qualified"`, document: `o:byDefault="5"`},
	{name: "an attribute that is qualified", in: "forms", schema: `<xs:attribute name="qualified" type="xs:int" form="qualified"/>`, document: `g:qualified="2"`},
	{name: "an attribute that is unqualified", in: "forms", schema: `<xs:attribute name="unqualified" type="xs:int" form="unqualified"/>`, document: `<g:other [^>]*unqualified="6"`},
	{name: "a global attribute beside a local one", in: "forms", schema: `<xs:attribute ref="g:global"/><xs:attribute name="global"`, document: `g:global="4" global="five"`},

	// What documents choose.
	{name: "abstract type", in: "derivation", schema: `<xs:complexType name="Party" abstract="true">`, document: `<party xsi:type="Company"`},
	{name: "xsi:type of a complex type", in: "polymorphism", schema: `<xs:extension base="g:Delivery">`, document: `xsi:type="gol:Return"`},
	{name: "xsi:type of the declared type", in: "content-types", schema: `<xs:complexType name="Parcel">`, document: `<gol:parcel [^>]*xsi:type="gol:Parcel"`},
	{name: "xsi:type of a simple type", in: "derivation", schema: `<xs:element name="amount" type="xs:decimal"`, document: `<amount xsi:type="FewCents">01\.0<`},
	{name: "xsi:type of a built-in type", in: "derivation", schema: `<xs:element name="amount" type="xs:decimal"`, document: `<amount xsi:type="xs:byte">\+7<`},
	{name: "xsi:type in anySimpleType", in: "names", schema: `type="xs:anySimpleType"`, document: `<gol:simple xsi:type="xs:QName">p:x<`},
	{name: "xsi:type in anyType", in: "wildcards", schema: `type="xs:anyType"`, document: `<g:typed xsi:type="xs:date">`},
	{name: "xsi:type of simple content", in: "derivation", schema: `<xs:element name="price" type="g:Price"`, document: `<price xsi:type="Cheap"`},
	{name: "xsi:type on the root", in: "content-types", schema: `<xs:element name="event" type="g:Event" nillable="true"/>`, document: `^<gol:event [^>]*xsi:type="gol:Delivery">`},
	{name: "substitution group, order of the document", in: "derivation", schema: `<xs:element ref="g:note" minOccurs="0" maxOccurs="unbounded"/>`, document: `<warning> w </warning>\s*<remark>r</remark>\s*<warning>`},
	{name: "substitution of a substitute", in: "derivation", schema: `<xs:element name="warning"[^>]*substitutionGroup="g:remark"/>`, document: `<warning>`},
	{name: "abstract head", in: "substitution", schema: `<xs:element name="payment" type="xs:string" abstract="true"/>`, document: `<gol:card>`},
	{name: "head that stands for itself", in: "substitution", schema: `<xs:element name="remark" type="xs:string"/><xs:element name="warning"[^>]*substitutionGroup="g:remark"`, document: `<gol:remark>`},
	{name: "nillable", in: "presence", schema: `type="xs:date" nillable="true"`, document: `xsi:nil="true"`},
	{name: "nillable with attributes", in: "derivation", schema: `<xs:element name="open" type="g:Open" nillable="true"`, document: `<open at="2024-02-29" xsi:nil="true"/>`},
	{name: "nil and a type", in: "derivation", schema: `nillable="true"`, document: `<open xsi:type="Wide" xsi:nil="true" how="far"`},
	{name: "nil as 1, and a type", in: "derivation", schema: `nillable="true"`, document: `<open xsi:nil="1" xsi:type="Wide" how="near"`},
	{name: "xsi:nil that says no", in: "derivation", schema: `nillable="true"`, document: `<open xsi:nil="0">`},
	{name: "xsi:schemaLocation", in: "content-edges", schema: `<xs:element name="edges">`, document: `xsi:schemaLocation="urn:golden in.xsd"`},
	{name: "nillable items", in: "content-types", schema: `<xs:element name="more" type="g:Parcel" nillable="true" minOccurs="0" maxOccurs="unbounded"/>`, document: `<gol:more xsi:nil="true" id="7">`},
	{name: "unknown derived type", in: "derivation", schema: `<xs:element name="party" type="g:Party"`, document: `<party xsi:type="n:Branch" id="1" n:of="n:head">`, unknown: true},

	// Schemas.
	{name: "recursion", in: "recursion", schema: `<xs:complexType name="Node"><xs:sequence>.*type="g:Node"`, document: `<gol:child>.*<gol:child>`},
	{name: "mutual recursion", in: "recursion", schema: `name="Hop">.*type="g:Trail".*name="Trail">.*type="g:Hop"`, document: `<gol:order`},
	{name: "recursion through a group", in: "group-references", schema: `<xs:group name="steps">.*<xs:group ref="g:steps" maxOccurs="unbounded"/>`, document: `<within>\s*<step>.*</step>\s*<within>`},
	{name: "include", in: "schema-documents", schema: `<xs:include schemaLocation="second.xsd"/>`, document: `<gol:cash`},
	{name: "include of each other", in: "schema-documents", schema: `<xs:include schemaLocation="in.xsd"/>`, document: `<gol:cash`},
	{name: "chameleon include", in: "schema-documents", schema: `<xs:include schemaLocation="parts.xsd"/>`, document: `<gol:country>`},
	{name: "chameleon include in two namespaces", in: "schema-documents", schema: `targetNamespace="urn:golden:other"[^>]*><xs:import[^>]*><xs:include schemaLocation="parts.xsd"/>`, document: `urn:golden:other`},
	{name: "import", in: "schema-documents", schema: `<xs:import namespace="urn:golden:other" schemaLocation="other.xsd"/>`, document: `urn:golden:other`},
	{name: "cyclic imports", in: "schema-documents", schema: `<xs:import namespace="urn:golden" schemaLocation="in.xsd"/>`, document: `urn:golden:other`},
	{name: "import of no namespace", in: "name-chain", schema: `<xs:import schemaLocation="none.xsd"/>`, document: `<id>`},
	{name: "import without schemaLocation", in: "unlocated", schema: `<xs:import namespace="urn:golden:b"/>`, document: `<b:place>`},
	{name: "cyclic import without schemaLocation", in: "unlocated", schema: `<xs:import namespace="urn:golden"/>`, document: `<a:code> yz <`},
	{name: "several schemas of a namespace", in: "schema-documents", schema: `(targetNamespace="urn:golden".*){2}`, document: `<gol:picture`},
	{name: "redefine of a type", in: "redefine", schema: `<xs:redefine schemaLocation="middle.xsd"><xs:complexType name="party">`, document: `<gol:tax>`},
	{name: "redefine of what is redefined", in: "redefine", schema: `<xs:redefine schemaLocation="base.xsd">`, document: `<gol:city>`},
	{name: "redefine of groups", in: "redefine", schema: `<xs:group name="terms"><xs:sequence><xs:group ref="g:terms"/>.*<xs:attributeGroup ref="g:marks"/>`, document: `<gol:days>.*<gol:note>`},
	{name: "redefine of a simple type", in: "redefine", schema: `<xs:simpleType name="code"><xs:restriction base="g:code">`, document: `code="`},
	{name: "schema xml", in: "standard-schemas", schema: `<xs:attribute ref="xml:lang"/>`, document: `xml:lang="pt"`},
	{name: "schema soapenc", in: "standard-schemas", schema: `type="soapenc:int"`, document: `<gol:count id="c">7<`},
	{name: "schema wsa", in: "standard-schemas", schema: `<xs:element ref="wsa:ReplyTo"/>`, document: `<add:ReplyTo><add:Address>`},
	{name: "schema wsse", in: "standard-schemas", schema: `<xs:element ref="wsse:UsernameToken"`, document: `<oas:Username>`},
	{name: "schema wsu", in: "standard-schemas", schema: `<xs:element ref="wsu:Timestamp"`, document: `:Created>2026`},
	{name: "schema xmime", in: "standard-schemas", schema: `type="xmime:base64Binary"`, document: `contentType="image/png">AAEC<`},
	{name: "schema xlink", in: "standard-schemas", schema: `<xs:attributeGroup ref="xlink:simpleAttrs"/>`, document: `<gol:link xli:type="simple"`},
	{name: "key", in: "schema-documents", schema: `<xs:key name="lines">`, document: `<gol:line `, saidIn: "inspect.txt", said: `xs:key ignored`},
	{name: "keyref", in: "schema-documents", schema: `<xs:keyref name="after"`, document: `after="`, saidIn: "inspect.txt", said: `xs:keyref ignored`},
	{name: "unique", in: "schema-documents", schema: `<xs:unique name="codes">`, document: `<gol:code>`, saidIn: "inspect.txt", said: `xs:unique ignored`},

	// XML Schema 1.1.
	{name: "1.1: default attributes", in: "schema-11", schema: `defaultAttributes="g:marks"`, document: `id="`},
	{name: "1.1: several substitution groups", in: "schema-11", schema: `substitutionGroup="g:person g:company"`, document: `<gol:self-employed`},
	{name: "1.1: parts for a version", in: "schema-11", schema: `vc:minVersion="1.1"/><xs:element name="old"`, document: `</gol:plain><gol:old>x`},
	{name: "1.1: dateTimeStamp", in: "schema-11", schema: `type="xs:dateTimeStamp"`, document: `at="`},
	{name: "1.1: yearMonthDuration", in: "schema-11", schema: `type="xs:yearMonthDuration"`, document: `for="P`},
	{name: "1.1: dayTimeDuration", in: "schema-11", schema: `type="xs:dayTimeDuration"`, document: `wait="P`},
	{name: "1.1: override", in: "error-unsupported-xsd11", schema: `<xs:override`, saidIn: "errors.txt", said: `xs:override is not modelled \[unsupported-override\]`},
	{name: "1.1: openContent", in: "error-unsupported-xsd11", schema: `<xs:openContent`, saidIn: "errors.txt", said: `xs:openContent .*\[unsupported-xsd11\]`},
	{name: "1.1: defaultOpenContent", in: "error-unsupported-xsd11", schema: `<xs:defaultOpenContent`, saidIn: "errors.txt", said: `xs:defaultOpenContent .*\[unsupported-xsd11\]`},
	{name: "1.1: alternative", in: "error-unsupported-xsd11", schema: `<xs:alternative`, saidIn: "errors.txt", said: `xs:alternative .*\[unsupported-xsd11\]`},
	{name: "1.1: assert", in: "error-unsupported-xsd11", schema: `<xs:assert `, saidIn: "errors.txt", said: `xs:assert .*\[unsupported-xsd11\]`},
	{name: "1.1: assertion", in: "error-unsupported-xsd11", schema: `<xs:assertion`, saidIn: "errors.txt", said: `facet assertion .*\[unsupported-xsd11\]`},
	{name: "1.1: explicitTimezone", in: "error-unsupported-xsd11", schema: `<xs:explicitTimezone`, saidIn: "errors.txt", said: `facet explicitTimezone .*\[unsupported-xsd11\]`},
	{name: "1.1: negative wildcards", in: "error-unsupported-xsd11", schema: `notNamespace="urn:a".*notQName=`, saidIn: "errors.txt", said: `(?s)(negative wildcards .*\[unsupported-xsd11\].*){2}`},

	// Validate: TestDocuments has each document of these cases validated, TestValidateSchema holds the violations.
	{name: "Validate: facets", in: "validate-facets", schema: `<xs:pattern`, document: `<facets`, saidIn: "go/in/rules.go", said: `.`},
	{name: "Validate: key", in: "validate-identity", schema: `<xs:key name="goods">`, document: `<gol:good unit="bag"><gol:id>01<`, saidIn: "go/in/rules.go", said: `key gol:goods `},
	{name: "Validate: keyref", in: "validate-identity", schema: `<xs:keyref name="ordered" refer="g:goods">`, document: `<gol:order of="\+2" unit="box"/>`, saidIn: "go/in/rules.go", said: `keyref gol:ordered `},
	{name: "Validate: unique", in: "validate-identity", schema: `<xs:unique name="days">`, document: `<gol:day>`, saidIn: "go/in/rules.go", said: `unique gol:days `},
	{name: "Validate: block", in: "validate-identity", schema: `block="extension"`, document: `<gol:party xsi:type="gol:Nameless"/>`, saidIn: "go/in/rules.go", said: `block="extension"`},
	{name: "Validate: block between", in: "validate-identity", schema: `name="Branch" block="extension"`, document: `<gol:branch/>`, saidIn: "go/in/rules.go", said: `gol:Branch extends="gol:Party" block="extension"`},
	{name: "Validate: attributes of wildcards", in: "validate-identity", schema: `<xs:attribute name="mark"`, document: `<gol:any gol:mark="old"`, saidIn: "go/in/rules.go", said: `attribute gol:mark `},
	{name: "Validate: occurrence", in: "validate-schema", schema: `<xs:choice minOccurs="2" maxOccurs="3">`, document: `<gol:order`, saidIn: "go/in/rules.go", said: `.`},

	// Names.
	{name: "names that differ in case", in: "name-chain", schema: `<xs:complexType name="RootChoice">.*<xs:complexType name="rootChoice">`, document: `unitPrice>.*UnitPrice>`},
	{name: "names that differ in punctuation", in: "name-chain", schema: `name="unit.price".*name="unit-price"`, document: `unit\.price>.*unit-price>`},
	{name: "one name in several namespaces", in: "name-chain", schema: `<xs:element name="id" type="xs:int"/><xs:element ref="far:id"/><xs:element ref="id"/>`, document: `<gol:id>.*<far:id>.*<id>`},
	{name: "keywords of Go", in: "hostile-names", schema: `<xs:element name="func".*<xs:element name="range"`, document: `<func>f</func>(?s:.*)<range>`},
	{name: "predeclared names of Go", in: "hostile-names", schema: `<xs:complexType name="error">.*<xs:complexType name="string">.*<xs:element name="iota"`, document: `(?s)<error/>.*<iota>`},
	{name: "dots", in: "hostile-names", schema: `<xs:element name="a.b"`, document: `<a\.b>1<`},
	{name: "digits first", in: "hostile-text", schema: `<xs:element name="_1st"`, document: `<gol:_1st>`},
	{name: "non-ASCII", in: "hostile-names", schema: `<xs:element name="日本".*name="naïve"`, document: `<日本>1</日本><naïve>`},
	{name: "a method against a field", in: "hostile-names", schema: `<xs:element name="FieldXML".*<xs:element name="validate"`, document: `<FieldXML>1<.*<validate>`},
	{name: "a field that wsgen has", in: "hostile-names", schema: `<xs:element name="Extra"`, document: `<Extra>3<`},
	{name: "an attribute and an element", in: "attributes", schema: `<xs:element name="id".*<xs:attribute name="id"`, document: `<gol:order [^>]*id=.*<gol:id>`},
}

// builtinTypes are the built-in types of XML Schema 1.0 (Part 2, clause 3).
const builtinTypes = `string boolean decimal float double duration dateTime time date gYearMonth gYear gMonthDay gDay gMonth hexBinary
	base64Binary anyURI QName NOTATION normalizedString token language NMTOKEN NMTOKENS Name NCName ID IDREF IDREFS ENTITY ENTITIES
	integer nonPositiveInteger negativeInteger long int short byte nonNegativeInteger unsignedLong unsignedInt unsignedShort
	unsignedByte positiveInteger anySimpleType anyType`

// TestConstructs finds each construct in the case that the table names: in its schemas, in a document, in what wsgen says.
func TestConstructs(t *testing.T) {
	rows := constructs
	for name := range strings.FieldsSeq(builtinTypes) {
		row := construct{name: "xs:" + name, in: "built-ins", schema: `(type|base)="xs:` + name + `"`, document: `<g:` + name + `[ >]`}
		rows = append(rows, row)
	}
	seen := map[string]bool{}
	for _, c := range rows {
		if seen[c.name] {
			t.Errorf("%s stands twice", c.name)
		}
		seen[c.name] = true
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

func (c *construct) check(t *testing.T) {
	if c.schema == "" || c.document == "" && c.said == "" {
		t.Fatal("the row does not say how to recognize the construct")
	}
	var all strings.Builder
	for _, file := range schemasOf(t, c.in) {
		all.WriteString(schemaText(t, file))
	}
	if !regexp.MustCompile(c.schema).MatchString(all.String()) {
		t.Errorf("the schemas of %s have no %s", c.in, c.schema)
	}
	if c.document != "" {
		c.checkDocuments(t)
	}
	if c.said != "" {
		data, err := os.ReadFile(filepath.Join(c.in, "want", filepath.FromSlash(c.saidIn)))
		if err != nil || !regexp.MustCompile(c.said).Match(data) {
			t.Errorf("%s of %s has no %s: %v", c.saidIn, c.in, c.said, err)
		}
	}
}

// checkDocuments looks for the construct in those documents that TestDocuments reads and, but for unknown ones, has validated.
func (c *construct) checkDocuments(t *testing.T) {
	if operations[c.in] == nil && roots[c.in] == nil {
		t.Fatalf("no test reads the documents of %s", c.in)
	}
	if schemaOf(c.in) == "" {
		t.Fatalf("%s has no schema for libxml2", c.in)
	}
	has := regexp.MustCompile(c.document)
	for _, file := range docsOf(t, c.in) {
		if is(file, invalidDocument) || is(file, beyondDocument) || is(file, unknownDocument) != c.unknown {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if has.Match(data) {
			return
		}
	}
	t.Errorf("no document of %s has %s", c.in, c.document)
}

var (
	comments = regexp.MustCompile(`(?s)<!--.*?-->|<\?.*?\?>`)
	between  = regexp.MustCompile(`>\s+<`)
	spaces   = regexp.MustCompile(`\s+`)
)

// schemaText reads a schema without its comments and without the white space between tags.
func schemaText(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := comments.ReplaceAllString(string(data), "")
	return spaces.ReplaceAllString(between.ReplaceAllString(text, "><"), " ")
}
