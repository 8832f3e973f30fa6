package golden_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	emptydefault "example.com/wsgen/golden/empty-default/want/go/in"
	enumvalues "example.com/wsgen/golden/enum-values/want/go/in"
	lists "example.com/wsgen/golden/lists/want/go/in"
	nameswithprefix "example.com/wsgen/golden/names/want/go/in"
	writeforms "example.com/wsgen/golden/write-forms/want/go/in"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// TestFreshValues writes values that no document was read for: libxml2 finds them valid.
func TestFreshValues(t *testing.T) {
	for _, c := range []struct {
		name string // of the case
		x    xmltext.Root
		want string
	}{
		{"lists", &lists.XMLDocument{Root: &lists.XMLRootLists{Value: lists.Lists{
			CountsAttr: xsd.Some(lists.Counts{1, 2}),
			Flags:      xsd.Some(lists.Flags{true, false}),
			Singles:    xsd.Some(lists.Singles{0.1, 1e10}),
			Hashes:     xsd.Some(lists.Hashes{{10}, {255}}),
			Names:      xsd.Some(lists.Names{{Space: "urn:golden", Local: "a"}, {Space: "urn:o", Local: "b"}, {Local: "c"}}),
			Sizes:      xsd.Some(lists.Sizes{"5", lists.SizeLarge}),
			Marks:      xsd.Some(lists.Marks{"{urn:o}m", "7"}),
			Scored:     &lists.ListsScored{Value: lists.Doubles{1, 2.5}, Flags: xsd.Some(lists.Flags{true})},
		}}}, `<gol:lists xmlns:gol="urn:golden" xmlns:n1="urn:o" counts="1 2"><gol:flags>true false</gol:flags><gol:singles>0.1 1e+10</gol:singles>` +
			`<gol:hashes>0A FF</gol:hashes><gol:names>gol:a n1:b c</gol:names><gol:sizes>5 large</gol:sizes><gol:marks>n1:m 7</gol:marks>` +
			`<gol:scored flags="true">1 2.5</gol:scored></gol:lists>`},
		{"empty-default", &emptydefault.XMLDocument{Root: &emptydefault.XMLRootOrder{Value: emptydefault.Order{
			N: emptydefault.OrderNDefault, Price: []xsd.Decimal{xsd.NewDecimal(3, 0)}, State: xsd.Some(emptydefault.OrderStateDefault),
		}}}, `<gol:order xmlns:gol="urn:golden"><gol:n>30</gol:n><gol:price>3</gol:price><gol:state>open</gol:state></gol:order>`},
		{"write-forms", &writeforms.XMLDocument{Root: &writeforms.XMLRootForms{Value: writeforms.Forms{
			On: xsd.Some(true), CodeAttr: 42,
			Flag: true, Mixed: []bool{true, false}, Code: 7, Offset: xsd.Some[int16](3), Hash: xsd.HexBinary{0x0a, 0xff},
			Any: xsd.Some(xsd.HexBinary{0x0a, 0xff}), Rate: 1.5, Plain: 1e6, Science: 150, Codes: xsd.Some(writeforms.Codes{1, 2}),
			Text: writeforms.Flagged{Value: true, Hash: xsd.Some(xsd.HexBinary{0xab})},
		}}}, `<gol:forms xmlns:gol="urn:golden" on="1" code="0042"><gol:flag>1</gol:flag><gol:mixed>true</gol:mixed><gol:mixed>0</gol:mixed>` +
			`<gol:code>0007</gol:code><gol:offset>+03</gol:offset><gol:hash>0aff</gol:hash><gol:any>0AFF</gol:any><gol:rate>1.50</gol:rate>` +
			`<gol:plain>1000000</gol:plain><gol:science>1.5E2</gol:science><gol:codes>0001 0002</gol:codes><gol:text hash="ab">1</gol:text></gol:forms>`},
		{"write-forms", &writeforms.XMLDocument{Root: &writeforms.XMLRootFlag{Value: false}}, `<gol:flag xmlns:gol="urn:golden">0</gol:flag>`},
		{"names", &nameswithprefix.XMLDocument{Root: &nameswithprefix.XMLRootNames{Value: nameswithprefix.Names{
			Name: []xsd.QName{{Space: "urn:p", Local: "x"}, {Local: "plain"}}, Either: []nameswithprefix.Either{"{urn:p}x", "5"},
			Several: []nameswithprefix.Several{"{urn:p}x {urn:golden}y"}, Simple: []xsd.AnySimple{{Type: xsd.QName{Space: xsd.Namespace, Local: "QName"}, Text: "{urn:p}x"}},
		}}}, `<gol:names xmlns:gol="urn:golden" xmlns:n1="urn:p" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema">` +
			`<gol:name>n1:x</gol:name><gol:name>plain</gol:name><gol:either>n1:x</gol:either><gol:either>5</gol:either><gol:several>n1:x gol:y</gol:several>` +
			`<gol:simple xsi:type="xs:QName">n1:x</gol:simple></gol:names>`},
		{"enum-values", &enumvalues.XMLDocument{Root: &enumvalues.XMLRootValues{Value: enumvalues.Values{
			Rate: []enumvalues.Rate{enumvalues.Rate0_50, enumvalues.Rate1E2}, Step: xsd.Some(enumvalues.Step007),
			Price: xsd.Some(xsd.NewDecimal(150, 2)), Name: xsd.Some(xsd.QName{Space: xsd.Namespace, Local: "b"}),
			Pair: xsd.Some(enumvalues.Ints{3, 4}), Size: xsd.Some(enumvalues.KnownLarge), Kind: xsd.Some(xsd.QName{Space: "urn:golden", Local: "png"}), Grade: xsd.Some(enumvalues.GradeVeryGood),
		}}}, `<gol:values xmlns:gol="urn:golden" xmlns:xs="http://www.w3.org/2001/XMLSchema"><gol:rate>0.5</gol:rate><gol:rate>100</gol:rate>` +
			`<gol:step>7</gol:step><gol:price>1.50</gol:price><gol:name>xs:b</gol:name><gol:pair>3 4</gol:pair><gol:size>large</gol:size>` +
			`<gol:kind>gol:png</gol:kind><gol:grade>very good</gol:grade></gol:values>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := xmltext.Marshal(c.x)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.want {
				t.Errorf("written\n%s\nwant\n%s", got, c.want)
			}
			validate(t, c.name, got)
		})
	}
}

// validate has libxml2 check a document against the schema of a case.
func validate(t *testing.T, name string, doc []byte) {
	t.Helper()
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("XMLLINT IS NOT INSTALLED, so that what is written is not validated")
	}
	file := filepath.Join(t.TempDir(), "fresh.xml")
	if err := os.WriteFile(file, doc, 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(xmllint, "--noout", "--schema", filepath.Join(name, "in.xsd"), file).CombinedOutput(); err != nil {
		t.Errorf("%s", out)
	}
}
