package resolve

import (
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// paths is a schema whose element e is a message for paths to lead into.
const paths = `<xs:element name="e"><xs:complexType><xs:complexContent><xs:extension base="t:base"><xs:sequence>
<xs:element name="a" type="t:a"/><xs:element name="list" type="t:a" minOccurs="0" maxOccurs="unbounded"/>
<xs:sequence minOccurs="0"><xs:element name="late" type="xs:int"/></xs:sequence>
<xs:choice><xs:element name="one" type="t:a"/><xs:element name="other" type="xs:int"/></xs:choice>
<xs:element name="open" type="t:open"/><xs:element ref="t:head"/>
</xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:element>
<xs:complexType name="base"><xs:sequence><xs:element name="inherited" type="xs:string"/></xs:sequence></xs:complexType>
<xs:complexType name="a"><xs:sequence><xs:element name="b" type="xs:string"/></xs:sequence></xs:complexType>
<xs:complexType name="open"><xs:sequence><xs:element name="c" type="xs:string"/></xs:sequence></xs:complexType>
<xs:complexType name="wide"><xs:complexContent><xs:extension base="t:open"/></xs:complexContent></xs:complexType>
<xs:element name="head" type="xs:string"/><xs:element name="member" type="xs:string" substitutionGroup="t:head"/>`

func TestFieldPath(t *testing.T) {
	tests := []struct {
		path, want string
		id, text   string // of the error
	}{
		{path: "a/b", want: "a b"},
		{path: "a", want: "a"},
		{path: "inherited", want: "inherited"},
		{path: "list", want: "list"},
		{path: "late", want: "late"},
		{path: "open", want: "open"},
		{path: "a/x", id: idOverlayUnmatched, text: "{urn:t}a has no field x"},
		{path: "inheritid", id: idOverlayUnmatched, text: "has no field inheritid"},
		{path: "", id: idOverlayUnmatched, text: "has no field"},
		{path: "a/b/c", id: idOverlayUnmatched, text: "is a simple value and has no field c"},
		{path: "list/b", id: idBadFieldPath, text: "can stand several times"},
		{path: "one/b", id: idBadFieldPath, text: "stands in a choice"},
		{path: "open/c", id: idBadFieldPath, text: "others derive from"},
		{path: "head", id: idBadFieldPath, text: "can be substituted"},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			apis, diags := run(t, xsd(paths))
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			r := &resolver{}
			c := &compiler{resolver: r, budget: &budget{reports: &r.diags}}
			at := apis[0].Span
			m := &contract.Message{Body: []*contract.Part{{Element: apis[0].Elements[0]}}}
			var got []string
			for _, f := range c.fieldPath(m, parser.Value[string]{V: tt.path, Span: at}, at) {
				got = append(got, f.Element.Name.Local)
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
			switch {
			case tt.id == "" && len(r.diags) > 0:
				t.Error(r.diags)
			case tt.id != "" && (len(r.diags) != 1 || r.diags[0].ID != tt.id || !strings.Contains(r.diags[0].Message, tt.text)):
				t.Errorf("got %v, want [%s] %s", r.diags, tt.id, tt.text)
			}
		})
	}
}

// The keys of a reply's map need no path.
func TestFieldPathOfAKey(t *testing.T) {
	apis, diags := run(t, overlay("operations:\n  get:\n    reply:\n      token: string\n"))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	r := &resolver{}
	c := &compiler{resolver: r, budget: &budget{reports: &r.diags}}
	out := apis[1].Bindings[0].Operations[0].Out
	for _, path := range []string{"token", "data/token"} {
		got := c.fieldPath(out, parser.Value[string]{V: path}, apis[1].Span)
		if len(got) != 2 || got[0].Element.Name.Local != "data" || got[1].Element.Name.Local != "token" || len(r.diags) > 0 {
			t.Errorf("%s leads to %v: %v", path, got, r.diags)
		}
	}
	if c.fieldPath(out, parser.Value[string]{V: "tokn"}, apis[1].Span); len(r.diags) != 1 || !strings.Contains(r.diags[0].Hint, "token") {
		t.Errorf("got %v, want a suggestion", r.diags)
	}
}
