package emit

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/runtime/xmltext"
)

// TestRows writes random names and settings into a table and lets the runtime read it from a raw string.
func TestRows(t *testing.T) {
	pieces := []string{"a", "é", "日本", "_", "-", ".", "7", "·", "#", "*", "@", `"`, "`", `\`, "\n", "\r", "\t", " ", ":", "=", "\ufeff", "\xff", "\x00", "ord:", "leaf"}
	g := &generator{pkg: &names.Package{Spaces: []names.Space{{URI: "urn:o", Prefix: "ord"}, {URI: "urn:p", Prefix: "par"}}}}
	ns := xmltext.Namespaces{{URI: "urn:o", Prefix: "ord"}, {URI: "urn:p", Prefix: "par"}}
	for seed := range uint64(2000) {
		rnd := rand.New(rand.NewPCG(seed, 0))
		text := func() (s string) {
			for range rnd.IntN(5) {
				s += pieces[rnd.IntN(len(pieces))]
			}
			return s
		}
		name, value := contract.QName{Space: []string{"", "urn:o", "urn:p"}[rnd.IntN(3)], Local: text()}, text()
		xsi := contract.QName{Space: []string{"", "urn:o", "urn:p", schemaSpace, encodingSpace}[rnd.IntN(5)], Local: "t" + text()}
		row := g.rowName(name) + words(word{"leaf", true}, word{"req", true}) + formSetting(value) + setting("default", &value) +
			setting("space", &value) + maxSetting(3) + g.xsiSetting(xsi)
		literal, err := strconv.Unquote("`\n\t\t" + strings.Join([]string{row, "-" + words(word{"any", true}), "@" + row}, "\n\t\t") + "\n\t`")
		if err != nil {
			t.Fatalf("seed %d: %s is no raw string: %v", seed, row, err)
		}
		table := &xmltext.Type{NS: &ns, Table: literal}
		elements, attrs := table.Own()
		if len(elements) != 2 || len(attrs) != 1 {
			t.Fatalf("seed %d: %d elements and %d attributes in %s", seed, len(elements), len(attrs), literal)
		}
		for _, got := range []xmltext.Name{elements[0], attrs[0]} {
			numbers := map[string]uint16{"": 0, "urn:o": 1, "urn:p": 2, schemaSpace: xmltext.SchemaNS, encodingSpace: xmltext.EncodingNS}
			if got.Local != name.Local || got.NS != numbers[name.Space] || got.Form != value || got.Default != value || got.Spaces[0] != value ||
				got.Max != 3 || got.XSI != xsi.Local || got.XSINS != numbers[xsi.Space] || !got.Leaf || !got.Req {
				t.Fatalf("seed %d: %s is read as %+v", seed, row, got)
			}
		}
	}
}
