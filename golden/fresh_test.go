package golden_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	emptydefault "example.com/wsgen/golden/empty-default/want/go/in"
	lists "example.com/wsgen/golden/lists/want/go/in"
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
		t.Skip("xmllint is not installed, so that what is written is not validated")
	}
	file := filepath.Join(t.TempDir(), "fresh.xml")
	if err := os.WriteFile(file, doc, 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(xmllint, "--noout", "--schema", filepath.Join(name, "in.xsd"), file).CombinedOutput(); err != nil {
		t.Errorf("%s", out)
	}
}
