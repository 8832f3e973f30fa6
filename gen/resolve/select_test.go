package resolve

import (
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
	"github.com/google/go-cmp/cmp"
)

func TestSelection(t *testing.T) {
	for _, tt := range []struct{ patterns, want string }{
		{"Get*", "Get GetSecret"},
		{"Get*,!GetSecret", "Get"},
		{"!GetSecret,Get*", "Get"},
		{"!Get*", "Put Ping"},
		{"P?t,Get", "Get Put"},
		{"[GP]et,Ping", "Get Ping"},
		{"get", ""},
	} {
		t.Run(tt.patterns, func(t *testing.T) {
			var patterns []parser.Value[string]
			for p := range strings.SplitSeq(tt.patterns, ",") {
				patterns = append(patterns, parser.Value[string]{V: p})
			}
			c := &compiler{resolver: &resolver{}}
			s := c.selection(patterns)
			var got []string
			for _, name := range []string{"Get", "GetSecret", "Put", "Ping"} {
				if s.has(name) {
					got = append(got, name)
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" || len(c.diags) > 0 {
				t.Errorf("%s%v", diff, c.diags)
			}
		})
	}
}

// family is a schema in which the operation get leads to an abstract type and to one that only is a base.
const family = `<xs:complexType name="Base"/>
<xs:complexType name="Kept"><xs:complexContent><xs:extension base="t:Base"/></xs:complexContent></xs:complexType>
<xs:complexType name="Other"><xs:complexContent><xs:extension base="t:Base"/></xs:complexContent></xs:complexType>
<xs:complexType name="Shape" abstract="true"/>
<xs:complexType name="Round"><xs:complexContent><xs:extension base="t:Shape"/></xs:complexContent></xs:complexType>
<xs:complexType name="Egg"><xs:complexContent><xs:extension base="t:Round"/></xs:complexContent></xs:complexType>
<xs:complexType name="Angular" abstract="true"><xs:complexContent><xs:extension base="t:Shape"/></xs:complexContent></xs:complexType>
<xs:complexType name="Square"><xs:complexContent><xs:extension base="t:Angular"/></xs:complexContent></xs:complexType>
<xs:complexType name="Plain"/>
<xs:complexType name="Fancy"><xs:complexContent><xs:extension base="t:Plain"/></xs:complexContent></xs:complexType>
<xs:element name="get"><xs:complexType><xs:sequence><xs:element name="k" type="t:Kept"/><xs:element name="s" type="t:Shape"/><xs:element name="p" type="t:Plain"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="getResponse" type="t:Kept"/>`

// What is generated of derived types, by what the spec says.
func TestDerivedTypes(t *testing.T) {
	for _, tt := range []struct{ spec, want string }{
		{"", "Base Kept Other Shape Round Egg Angular Square Plain Fancy"},
		{"operations: [get]", "Base Kept Shape Round Angular Square Plain"},
		{"operations: [get]\nderived: ['*']", "Base Kept Shape Round Egg Angular Square Plain Fancy"},
		{"operations: [get]\nderived: []", "Base Kept Shape Plain"},
		{"derived: [Egg]", "Base Kept Shape Round Egg Plain"},
		{"operations: [get]\nderived: []\ntypes: {Other: {name: Others}}", "Base Kept Other Shape Plain"},
	} {
		t.Run(tt.spec, func(t *testing.T) {
			apis, diags := run(t, "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\n"+tt.spec+"\n"+wsdl(family, service))
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			var got []string
			for _, typ := range apis[0].Types {
				if s := typ.(*contract.Struct); s.Name.Local != "" {
					got = append(got, s.Name.Local)
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
			for _, b := range broken(apis[0]) {
				t.Error(b)
			}
		})
	}
}

// An operation that is not chosen may be wrong: nothing is said of it.
func TestOthersAreNotRead(t *testing.T) {
	in := strings.Replace(service, "</w:portType>", `<w:operation name="x"><w:input message="t:gone"/></w:operation></w:portType>`, 1)
	in = strings.Replace(in, "</w:binding>", `<w:operation name="x"><w:input/></w:operation></w:binding>`, 1)
	_, diags := run(t, "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\noperations: [get]\n"+wsdl(queue, in))
	if diff := cmp.Diff(source.List(nil), diags); len(diags) > 0 {
		t.Error(diff)
	}
}
