package resolve

import (
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

// What can't be modelled leaves its operation out; every other mistake refuses the contract, whatever else is whole.
func TestOnlyTheUnsupportedIsLeftOut(t *testing.T) {
	for _, tt := range []struct{ name, old, new, id string }{
		{"a style", `soapAction="urn:one"`, `soapAction="urn:one" style="rcp"`, idBadValue},
		{"a use", `"urn:one"/><w:input><s:body use="literal"/>`, `"urn:one"/><w:input><s:body use="literl"/>`, idBadValue},
		{"an action", `"urn:one"`, `"urn:&#10;one"`, idBadAction},
		{"a part of the body", `"urn:one"/><w:input><s:body`, `"urn:one"/><w:input><s:body parts="nope"`, idUndeclaredPart},
		{"a part twice", `"urn:one"/><w:input><s:body`, `"urn:one"/><w:input><s:body parts="a a"`, idBadPart},
		{"a part of a header", `"urn:one"/><w:input>`, `"urn:one"/><w:input><s:header message="t:ask" part="nope" use="literal"/>`, idUndeclaredPart},
		{"a part of nothing", `name="one"><w:input message="t:ask"`, `name="one"><w:input message="t:bad"`, idBadPart},
		{"a fault of two parts", `name="one"><w:input message="t:ask"/>`, `name="one"><w:input message="t:ask"/><w:output message="t:ask"/><w:fault name="f" message="t:ask"/>`, idBadPart},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, diags := run(t, wsdl("", strings.Replace(desk, tt.old, tt.new, 1)))
			for _, d := range diags {
				if d.ID == tt.id && d.Severity == source.Error {
					return
				}
			}
			t.Errorf("no error %s in %v", tt.id, diags)
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
