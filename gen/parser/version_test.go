package parser

import (
	"slices"
	"testing"

	"example.com/wsgen/gen/source"
)

// TestVersions leaves out what a schema keeps from processors of other versions, types and facets.
func TestVersions(t *testing.T) {
	f := &source.File{Path: "a.xsd", Data: []byte(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning" vc:minVersion="1.1">
<xs:element name="a" vc:minVersion="1.1"/>
<xs:element name="b" vc:maxVersion="1.1"/>
<xs:element name="c" vc:maxVersion="1.0"/>
<xs:element name="d" vc:minVersion="1.0" vc:maxVersion="3.2"/>
<xs:element name="e" vc:typeAvailable="xs:dateTimeStamp xs:int"/>
<xs:element name="f" vc:typeAvailable="xs:precisionDecimal"/>
<xs:element name="g" vc:typeUnavailable="xs:precisionDecimal"/>
<xs:element name="h" vc:facetAvailable="xs:assertion"/>
<xs:element name="i" vc:facetUnavailable="xs:pattern"/>
<xs:element name="j"><xs:complexType><xs:complexContent vc:minVersion="1.1"/><xs:sequence/></xs:complexType></xs:element>
</xs:schema>`)}
	var diags source.List
	s := (&reader{f, &diags}).schema(ParseXML(f, &diags))
	var got []string
	for _, e := range s.Elements {
		got = append(got, e.Name.V)
	}
	if want := []string{"b", "d", "e", "g", "j"}; !slices.Equal(got, want) || len(diags) > 0 {
		t.Errorf("got %v and %v, want %v", got, diags, want)
	}
}
