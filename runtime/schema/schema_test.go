package schema

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"example.com/wsgen/runtime/xsd"
)

// paths are the paths and rules of the violations of a document.
func paths(t *testing.T, s *Schema, doc string) string {
	t.Helper()
	err := s.CheckText([]byte(doc))
	invalid, ok := errors.AsType[*xsd.ValidationError](err)
	if err != nil && !ok {
		t.Fatal(err)
	}
	var list []string
	if ok {
		for _, v := range invalid.Violations {
			list = append(list, v.Path+" "+v.Rule)
		}
	}
	return strings.Join(list, ", ")
}

func TestContent(t *testing.T) {
	for model, docs := range map[string]map[string]string{
		// As many as possible is not the only way to place the children.
		"sequence 2..2\n\t\telement a xs:string 1..2": {
			"<a/><a/>": "", "<a/><a/><a/><a/>": "", "<a/>": "/r/a occurs", "<a/><a/><a/><a/><a/>": "/r/a[5] occurs",
		},
		"sequence\n\t\tsequence 0..*\n\t\t\telement a xs:string 0..1\n\t\t\telement b xs:string 0..1\n\t\telement c xs:string": {
			"<a/><b/><b/><a/><c/>": "", "<c/>": "", "<a/>": "/r/c required", "<c/><a/>": "/r/a order",
		},
		"all\n\t\telement a xs:string\n\t\telement b xs:string 0..1": {
			"<b/><a/>": "", "<a/>": "", "<b/>": "/r/a required", "<a/><a/>": "/r/a[2] occurs",
		},
		"choice 0..*\n\t\telement a xs:string\n\t\tsequence\n\t\t\telement b xs:string\n\t\t\telement c xs:int": {
			"": "", "<a/><b/><c>1</c><a/>": "", "<b/><a/>": "/r/c required", "<b/><c>x</c>": "/r/c type",
		},
		"sequence\n\t\tany strict spaces=\"##any\"": {
			"<r/>": "/r/r/* required", "<x/>": "/r/x unknown", "": "/r/* required",
		},
		"choice": {"": "/r choice"},
	} {
		s := &Schema{Text: "element r ~r\ncomplex ~r\n\t" + model + "\n"}
		for doc, want := range docs {
			if got := paths(t, s, "<r>"+doc+"</r>"); got != want {
				t.Errorf("%s: %q is broken at %q, want %q", strings.ReplaceAll(model, "\n", ";"), doc, got, want)
			}
		}
	}
}

// The members of a type may stand amid those of its base, where the rules say so. Those of an optional group stand all or not at
// all.
func TestAnyOrderOfExtensions(t *testing.T) {
	const (
		base        = "complex B\n\tall\n\t\telement a xs:string\n\t\telement b xs:string\n"
		optional    = "complex B\n\tall 0..1\n\t\telement a xs:string\n\t\telement b xs:string\n"
		own         = "\tall\n\t\telement c xs:string\n"
		optionalOwn = "\tall 0..1\n\t\telement c xs:string\n\t\telement d xs:string 0..1\n"
		anyOrder    = " anyOrder"
	)
	for _, tt := range []struct{ base, word, own, doc, want string }{
		{base, anyOrder, own, "<a/><c/><b/>", ""},
		{base, anyOrder, own, "<c/><b/><a/>", ""},
		{base, anyOrder, own, "<c/><b/>", "/r/a required"},
		{base, anyOrder, own, "<c/><b/><a/><c/>", "/r/c[2] occurs"},
		{base, "", own, "<b/><a/><c/>", ""},
		{base, "", own, "<a/><c/><b/>", "/r/b order"},
		{optional, anyOrder, own, "<c/>", ""},
		{optional, anyOrder, own, "<b/><c/><a/>", ""},
		{optional, anyOrder, own, "<b/><c/>", "/r/a required"},
		{optional, anyOrder, own, "<a/><b/>", "/r/c required"},
		{optional, anyOrder, own, "", "/r/c required"},
		{optional, anyOrder, optionalOwn, "", ""},
		{optional, anyOrder, optionalOwn, "<b/><c/><a/>", ""},
		{optional, anyOrder, optionalOwn, "<d/>", "/r/c required"},
		{optional, anyOrder, optionalOwn, "<d/><a/><c/>", "/r/b required"},
		{optional, anyOrder, optionalOwn, "<c/><a/><b/><a/>", "/r/a[2] occurs"},
		{base, anyOrder, optionalOwn, "<b/><a/>", ""},
		{base, anyOrder, optionalOwn, "<b/><d/>", "/r/a required, /r/c required"},
	} {
		s := &Schema{Text: "element r D\n" + tt.base + "complex D" + tt.word + " extends=\"B\"\n" + tt.own}
		if got := paths(t, s, "<r>"+tt.doc+"</r>"); got != tt.want {
			t.Errorf("%s: %s is broken at %q, want %q", strings.ReplaceAll(s.Text, "\n", ";"), tt.doc, got, tt.want)
		}
	}
	twice := &Schema{Text: "element r E\n" + optional + "complex D anyOrder extends=\"B\"\n" + own +
		"complex E anyOrder extends=\"D\"\n\tall\n\t\telement e xs:string\n"}
	for doc, want := range map[string]string{"<e/><c/>": "", "<b/><e/><c/><a/>": "", "<e/><a/><c/>": "/r/b required"} {
		if got := paths(t, twice, "<r>"+doc+"</r>"); got != want {
			t.Errorf("%s is broken at %q, want %q", doc, got, want)
		}
	}
}

func TestValues(t *testing.T) {
	for typ, docs := range map[string]map[string]string{
		"simple T xs:float maxInclusive=\"1.1\"":                     {"1.1": "", "1.2": "maxInclusive", "NaN": "maxInclusive"},
		"simple T xs:boolean pattern=\"[01]\"":                       {" 1 ": "", "true": "pattern", "2": "type"},
		"simple T xs:hexBinary length=\"2\"":                         {"0aFF": "", "0a": "length", "0": "type"},
		"simple T xs:duration minExclusive=\"P1M\"":                  {"P1Y": "", "P30D": "minExclusive"},
		"simple T xs:decimal\n\tenum \"1.0\"":                        {"01": "", "1.01": "enumeration"},
		"simple T xs:NMTOKENS maxLength=\"2\"":                       {"a  b": "", "a b c": "maxLength", "": "minLength", "a, b": "type"},
		"simple T xs:string whiteSpace=\"collapse\" maxLength=\"3\"": {" a\n b ": "", " abcd": "maxLength"},
		"simple T xs:unsignedByte":                                   {"255": "", "256": "maxInclusive", "-0": "", "-1": "minInclusive"},
		"union T xs:int xs:NCName\n":                                 {"12": "", "a": "", "1a": "type"},
		"simple T U\n\tenum \"1\"\nunion U xs:int xs:string":         {"01": "", "2": "enumeration"},
		"simple T xs:language":                                       {"pt-BR": "", "português": "type"},
		"simple T xs:QName\n\tenum \"{urn:p}a\"":                     {"p:a": "", "d:a": "enumeration", "a": "enumeration", "q:a": "type"},
		"simple T xs:QName\n\tenum \"a\"":                            {"a": "", "p:a": "enumeration"},
		"list U xs:QName\nsimple T U\n\tenum \"{urn:p}a {urn:d}b\"":  {"p:a d:b": "", "p:a p:b": "enumeration", "p:a": "enumeration"},
		"union U xs:int xs:QName\nsimple T U\n\tenum \"{urn:p}a\"":   {"p:a": "", "a": "enumeration", "1": "enumeration"},
	} {
		s := &Schema{Text: "element r T\n" + typ + "\n"}
		for text, rule := range docs {
			if rule != "" {
				rule = "/r " + rule
			}
			if got := paths(t, s, `<r xmlns:p="urn:p" xmlns:d="urn:d">`+text+"</r>"); got != rule {
				t.Errorf("%s: %q is broken at %q, want %q", typ, text, got, rule)
			}
		}
	}
}

// TestWildcards has attributes and elements of no namespace, of the target's, and of two others, in this order.
func TestWildcards(t *testing.T) {
	for wildcard, want := range map[string][4]bool{
		`spaces="##any"`:                                        {true, true, true, true},
		`target="urn:t" spaces="##other"`:                       {false, false, true, true},
		`target="urn:t" besides="urn:o" spaces="##other"`:       {false, false, false, true},
		`target="urn:t" besides="urn:o urn:p" spaces="##other"`: {},
		`target="" spaces="##other"`:                            {false, true, true, true},
		`spaces="##local urn:o"`:                                {true, false, true, false},
	} {
		s := &Schema{Text: "namespace t urn:t\nnamespace o urn:o\nnamespace p urn:p\nelement r ~r\n" +
			"complex ~r\n\tanyAttr skip " + wildcard + "\n\tsequence\n\t\tany skip 0..* " + wildcard + "\n"}
		for i, prefix := range []string{"", "t:", "o:", "p:"} {
			const root = `<r xmlns:t="urn:t" xmlns:o="urn:o" xmlns:p="urn:p"`
			attr, element := "", ""
			if !want[i] {
				attr, element = "/r/@a unknown", "/r/e unknown"
			}
			if got := paths(t, s, root+" "+prefix+`a=""/>`); got != attr {
				t.Errorf("%s: %sa is broken at %q, want %q", wildcard, prefix, got, attr)
			}
			if got := paths(t, s, root+"><"+prefix+"e/></r>"); got != element {
				t.Errorf("%s: %se is broken at %q, want %q", wildcard, prefix, got, element)
			}
		}
	}
}

// TestUnique has values of a type that are equal, and such that are not, by a key of elements of that type.
func TestUnique(t *testing.T) {
	for typ, values := range map[string]struct{ equal, different [2]string }{
		"xs:boolean":      {[2]string{"1", " true "}, [2]string{"0", "1"}},
		"xs:decimal":      {[2]string{"+01.50", "1.5"}, [2]string{"-1", "1"}},
		"xs:integer":      {[2]string{"-0", "0"}, [2]string{"10", "100"}},
		"xs:float":        {[2]string{"1e1", "10.0"}, [2]string{"1", "-1"}},
		"xs:double":       {[2]string{"-0", "0"}, [2]string{"NaN", "INF"}},
		"xs:hexBinary":    {[2]string{"0a", "0A"}, [2]string{"0A", "0B"}},
		"xs:base64Binary": {[2]string{"AAEC", "AA EC"}, [2]string{"AAEC", "AAED"}},
		"xs:QName":        {[2]string{"p:a", "q:a"}, [2]string{"p:a", "d:a"}},
		"xs:duration":     {[2]string{"P1Y", "P12M"}, [2]string{"P1M", "P30D"}},
		"xs:dateTime":     {[2]string{"2024-02-29T24:00:00Z", "2024-02-29T21:00:00-03:00"}, [2]string{"2024-02-29T00:00:00Z", "2024-02-29T00:00:00"}},
		"xs:date":         {[2]string{"2024-02-29Z", "2024-02-29+00:00"}, [2]string{"2024-02-29", "2024-02-28"}},
		"xs:token":        {[2]string{" a  b ", "a b"}, [2]string{"a", "A"}},
		"xs:NMTOKENS":     {[2]string{"a  b", "a b"}, [2]string{"a b", "b a"}},
		"U":               {[2]string{"01", "1"}, [2]string{"1", "x"}},
	} {
		s := &Schema{Text: "element r ~r\n\tunique u selector=\"e\" fields=\".\"\ncomplex ~r\n\tsequence\n\t\telement e " + typ + " 0..*\nunion U xs:int xs:string\n"}
		for want, pair := range map[string][2]string{"/r/e[2] unique": values.equal, "": values.different} {
			doc := `<r xmlns:p="urn:p" xmlns:q="urn:p" xmlns:d="urn:d"><e>` + pair[0] + "</e><e>" + pair[1] + "</e></r>"
			if got := paths(t, s, doc); got != want {
				t.Errorf("%s: %q is broken at %q, want %q", typ, pair, got, want)
			}
		}
	}
}

// TestIdentities has constraints of the element r, whose children have children c and attributes.
func TestIdentities(t *testing.T) {
	const model = "complex ~r\n\tsequence\n\t\telement e ~e 0..*\ncomplex ~e\n\tattr a xs:int\n\tattr b xs:string default=\"x\"\n\tsequence\n\t\telement c xs:int 0..*\n"
	for constraints, docs := range map[string]map[string]string{
		`unique u selector="e" fields="@a @b"`: {
			`<e a="1"/><e a="2"/>`: "", `<e a="1"/><e a="1" b="y"/>`: "", `<e a="1"/><e a="1" b="x"/>`: "/r/e[2] unique", `<e/><e/>`: "",
		},
		`key k selector="e" fields="@a"`:        {`<e a="1"/><e/>`: "/r/e[2] key"},
		`unique u selector="e/c" fields="."`:    {`<e><c>1</c></e><e><c>1</c></e>`: "/r/e[2]/c[1] unique"},
		`unique u selector=".//c" fields="."`:   {`<e><c>1</c><c>1</c></e>`: "/r/e[1]/c[2] unique"},
		`unique u selector="*" fields="c"`:      {`<e><c>1</c></e><e><c>1</c></e>`: "/r/e[2] unique", `<e><c>1</c><c>2</c></e>`: "/r/e[1] unique"},
		`unique u selector="./e|e" fields="@*"`: {`<e a="1"/><e a="2"/>`: "", `<e a="1"/><e a="1"/>`: "/r/e[2] unique"},
		`unique u selector="e" fields="c|@a"`:   {`<e a="1"/><e><c>1</c></e>`: "/r/e[2] unique"},
		"key k selector=\"e\" fields=\"@a\"\n\tkeyref f refer=\"k\" selector=\"e/c\" fields=\".\"": {
			`<e a="1"><c>1</c></e>`: "", `<e a="1"><c>2</c></e>`: "/r/e[1]/c[1] keyref",
		},
		"unique u selector=\"e\" fields=\"@a\"\n\tkeyref f refer=\"unheard\" selector=\"e\" fields=\"@a\"": {`<e a="1"/>`: ""},
	} {
		s := &Schema{Text: "element r ~r\n\t" + constraints + "\n" + model}
		for doc, want := range docs {
			if got := paths(t, s, "<r>"+doc+"</r>"); got != want {
				t.Errorf("%s: %q is broken at %q, want %q", constraints, doc, got, want)
			}
		}
	}
}

func TestText(t *testing.T) {
	for text, want := range map[string]string{
		"element r T\n":                 "schema: line 1: no type T",
		"complex T\n\tref a\n":          "schema: line 2: no element a",
		"complex T\n\t\telement a xs:x": "schema: line 2: element is in no group",
		"oops\n":                        `schema: line 1: unknown word "oops"`,
		"\tattr a xs:int":               "schema: line 1: attr belongs to no type",
	} {
		if err := (&Schema{Text: text}).CheckText(nil); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// The attributes, types and nil of SOAP encoding belong to messages in it. Anywhere else the schema judges them.
func TestEncoding(t *testing.T) {
	const (
		model = "element r ~r\ncomplex ~r%[1]s\n\tsequence\n\t\telement a A 0..1\n\t\telement s xs:string 0..1\n\t\telement any xs:anyType 0..1\n" +
			"complex A encoded\n\tsequence\n\t\telement item I anyName 0..*\ncomplex I%[1]s\n\tsequence\n\t\telement n xs:int\n"
		root = `<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ` +
			`xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:e12="http://www.w3.org/2003/05/soap-encoding">`
	)
	for _, tt := range []struct{ doc, encoded, literal string }{
		{`<a xsi:type="e:Array" e:arrayType="I[1]" e:offset="[0]"><x e:position="[0]"><n>1</n></x></a>`, "", ""},
		{`<a xsi:type="e12:Array" e12:itemType="I" e12:arraySize="1" e12:id="x" s:encodingStyle="y"><x><n>1</n></x></a>`, "", ""},
		{`<a><x><n>x</n></x></a>`, "/r/a/x[1]/n type", "/r/a/x[1]/n type"},
		{`<a><x><n id="x" xsi:type="e:int">1</n></x></a>`, "", "/r/a/x[1]/n/@type xsi:type, /r/a/x[1]/n/@id unknown"},
		{`<a><x xsi:nil="true"/></a>`, "", ""},
		{`<s xsi:type="e:string" id="x" e:root="1">t</s>`, "", "/r/s/@type xsi:type, /r/s/@id unknown, /r/s/@root unknown"},
		{`<s xsi:type="e:int">t</s>`, "/r/s/@type xsi:type", "/r/s/@type xsi:type"},
		{`<s xsi:type="e:Array">t</s>`, "/r/s/@type xsi:type", "/r/s/@type xsi:type"},
		{`<s other="x" xsi:nil="true"/>`, "/r/s/@other unknown", "/r/s nil, /r/s/@other unknown"},
		{`<any xsi:type="e:Array" e:arrayType="xs:int[1]"><i xsi:type="e:int">x</i></any>`, "/r/any/i type", "/r/any/@type xsi:type, /r/any/i/@type xsi:type"},
		{`<any xsi:type="A" e:arrayType="I[0]"/>`, "", ""},
	} {
		for flag, want := range map[string]string{" encoded": tt.encoded, "": tt.literal} {
			text := fmt.Sprintf(model, flag)
			if got := paths(t, &Schema{Text: text}, root+tt.doc+"</r>"); got != want {
				t.Errorf("%q: %s is broken at %q, want %q", flag, tt.doc, got, want)
			}
		}
	}
}
