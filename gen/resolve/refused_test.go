package resolve

import (
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
	"github.com/google/go-cmp/cmp"
)

// desk is a WSDL whose binding B has an operation that is whole, and one of style rpc for each case.
const desk = `<w:message name="ask"><w:part name="a" type="xs:int"/><w:part name="b" type="xs:int"/></w:message>
<w:message name="bad"><w:part name="a" type="xs:int"/><w:part name="lost"/></w:message>
<w:message name="grid"><w:part name="cells" type="t:Grid"/></w:message>
<w:portType name="PT">
<w:operation name="whole"><w:input message="t:ask"/></w:operation>
<w:operation name="one"><w:input message="t:ask"/></w:operation>
</w:portType>
<w:binding name="B" type="t:PT"><s:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
<w:operation name="whole"><s:operation soapAction="urn:whole"/><w:input><s:body use="literal"/></w:input></w:operation>
<w:operation name="one"><s:operation soapAction="urn:one"/><w:input><s:body use="literal"/></w:input></w:operation>
</w:binding>
<w:binding name="C" type="t:PT"><s:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
<w:operation name="whole"><s:operation soapAction="urn:whole"/><w:input><s:body use="literal"/></w:input></w:operation>
<w:operation name="one"><s:operation soapAction="urn:two"/><w:input><s:body use="literal"/></w:input></w:operation>
</w:binding>`

// What is wrong with one operation of a binding leaves it out with a warning, and no other; what is wrong with its message
// leaves it out of every binding.
func TestWrongOperationIsLeftOut(t *testing.T) {
	for _, tt := range []struct{ name, old, new, id, left string }{
		{"a style", `soapAction="urn:one"`, `soapAction="urn:one" style="rcp"`, idBadValue, "B/whole C/whole C/one"},
		{"a use", `"urn:one"/><w:input><s:body use="literal"/>`, `"urn:one"/><w:input><s:body use="literl"/>`, idBadValue, "B/whole C/whole C/one"},
		{"an action", `"urn:one"`, `"urn:&#233;one"`, idBadAction, "B/whole C/whole C/one"},
		{"a part of the body", `"urn:one"/><w:input><s:body`, `"urn:one"/><w:input><s:body parts="nope"`, idUndeclaredPart, "B/whole C/whole C/one"},
		{"a part twice", `"urn:one"/><w:input><s:body`, `"urn:one"/><w:input><s:body parts="a a"`, idBadPart, "B/whole C/whole C/one"},
		{"a part in the body and in a header", `"urn:one"/><w:input><s:body`, `"urn:one"/><w:input><s:header message="t:ask" part="b" use="literal" namespace="urn:t"/><s:body parts="a b"`, idBadPart, "B/whole B/one C/whole C/one"},
		{"a part of a header", `"urn:one"/><w:input>`, `"urn:one"/><w:input><s:header message="t:ask" part="nope" use="literal"/>`, idUndeclaredPart, "B/whole C/whole C/one"},
		{"a part of nothing", `name="one"><w:input message="t:ask"`, `name="one"><w:input message="t:bad"`, idBadPart, "B/whole C/whole"},
		{"a fault of two parts", `name="one"><w:input message="t:ask"/>`, `name="one"><w:input message="t:ask"/><w:output message="t:ask"/><w:fault name="f" message="t:ask"/>`, idBadPart, "B/whole C/whole"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			apis, diags := run(t, wsdl("", strings.Replace(desk, tt.old, tt.new, 1)))
			if diags.HasErrors() || !slices.ContainsFunc(diags, func(d source.Diagnostic) bool { return d.ID == tt.id }) {
				t.Fatalf("no warning %s alone in %v", tt.id, diags)
			}
			var left []string
			for _, b := range apis[0].Bindings {
				for _, o := range b.Operations {
					left = append(left, strings.TrimPrefix(o.Path, "{urn:t}"))
				}
			}
			if got := strings.Join(left, " "); got != tt.left {
				t.Errorf("left are %s, want %s", got, tt.left)
			}
		})
	}
}

// bodies are the fields of each request, by its operation.
func bodies(api *contract.API) map[string]string {
	all := map[string]string{}
	for _, b := range api.Bindings {
		for _, o := range b.Operations {
			eachField(o.In.Body[0].Element.Type.(*contract.Struct).Own, func(f *contract.Field) {
				all[o.Path] += f.Element.Name.Local + " "
			})
		}
	}
	return all
}

// Bindings share the element around the parts only where they send the same ones.
func TestBindingsOfOtherParts(t *testing.T) {
	apis, diags := run(t, wsdl("", strings.Replace(desk, `"urn:one"/><w:input><s:body`, `"urn:one"/><w:input><s:body parts="a"`, 1)))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	want := map[string]string{"{urn:t}B/whole": "a b ", "{urn:t}B/one": "a ", "{urn:t}C/whole": "a b ", "{urn:t}C/one": "a b "}
	if diff := cmp.Diff(want, bodies(apis[0])); diff != "" {
		t.Error(diff)
	}
}

// An array of several dimensions refuses the operations that lead to it, of every binding, and no other.
func TestOperationsOfGrids(t *testing.T) {
	const grid = `<xs:complexType name="Grid"><xs:complexContent><xs:restriction xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:w="http://schemas.xmlsoap.org/wsdl/" base="e:Array"><xs:attribute ref="e:arrayType" w:arrayType="xs:int[,]"/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name="Small"><xs:complexContent><xs:restriction base="t:Grid"/></xs:complexContent></xs:complexType>`
	for _, name := range []string{"Grid", "Small"} {
		refusesGrid(t, grid, name)
	}
	if _, diags := run(t, xsd(grid)); !diags.HasErrors() {
		t.Error("a schema alone is not refused")
	}
}

func refusesGrid(t *testing.T, grid, name string) {
	t.Helper()
	in := strings.Replace(desk, `name="one"><w:input message="t:ask"`, `name="one"><w:input message="t:grid"`, 1)
	in = strings.Replace(in, "t:Grid", "t:"+name, 1)
	apis, diags := run(t, wsdl(grid, strings.ReplaceAll(in, `"literal"`, `"encoded"`)))
	if len(diags) != 1 || diags[0].Severity != source.Warning || diags[0].ID != idUnsupportedEncoded {
		t.Errorf("diagnostics: %v", diags)
	}
	want := map[string]string{"{urn:t}B/whole": "a b ", "{urn:t}C/whole": "a b "}
	if diff := cmp.Diff(want, bodies(apis[0])); diff != "" {
		t.Error(diff)
	}
}

// What overloads share with the operation that goes by its name alone is that one's, wherever it stands.
func TestOverloadsShareElements(t *testing.T) {
	const find, other = `<w:operation name="find"><w:input name="findRequest" message="t:ask"/></w:operation>`, `<w:operation name="find"><w:input name="findByName" message="t:ask"/></w:operation>`
	const binding = `<w:binding name="B" type="t:PT"><s:binding style="rpc"/>%<w:operation name="find"><w:input name="findRequest"/></w:operation>%</w:binding>`
	const bound = `<w:operation name="find"><w:input name="findByName"/></w:operation>`
	for _, in := range []string{
		find + `</w:portType>` + strings.ReplaceAll(binding, "%", ""),
		find + other + `</w:portType>` + strings.Replace(strings.Replace(binding, "%", "", 1), "%", bound, 1),
		other + find + `</w:portType>` + strings.Replace(strings.Replace(binding, "%", bound, 1), "%", "", 1),
	} {
		apis, diags := run(t, wsdl("", `<w:message name="ask"><w:part name="a" type="xs:int"/></w:message><w:portType name="PT">`+in))
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		for _, o := range apis[0].Bindings[0].Operations {
			if got := o.In.Body[0].Element.Path; got != "find" {
				t.Errorf("the element of %s is %s", o.Path, got)
			}
		}
	}
}

// A count that XML Schema allows is refused for what it is: one that is not read here.
func TestCountsBeyondWhatIsRead(t *testing.T) {
	const beyond = " is beyond 9223372036854775807, the greatest count that wsgen reads"
	for _, tt := range []struct{ base, facet, value, want string }{
		{"string", "maxLength", "99999999999999999999", "99999999999999999999 for maxLength" + beyond},
		{"decimal", "totalDigits", "9223372036854775808", "9223372036854775808 for totalDigits" + beyond},
		{"decimal", "totalDigits", "0", `"0" is no value for totalDigits of xs:decimal`},
	} {
		_, diags := run(t, xsd(`<xs:simpleType name="S"><xs:restriction base="xs:`+tt.base+`"><xs:`+tt.facet+` value="`+tt.value+`"/></xs:restriction></xs:simpleType>`))
		if len(diags) != 1 || diags[0].ID != idBadFacet || diags[0].Message != tt.want {
			t.Errorf("%s %s: %v, want %s", tt.facet, tt.value, diags, tt.want)
		}
	}
}
