package soap

import "testing"

func TestMaskValues(t *testing.T) {
	for in, want := range map[string]string{
		`<a></a>`:  `<a></a>`,
		`<a>x</a>`: `<a>[redacted]</a>`,
		`<a xmlns:p="u" p:id="7" b='>'><c/>x</a>`:     `<a xmlns:p="u" p:id="[redacted]" b='[redacted]'><c/>[redacted]</a>`,
		`<a xsi:type="xs:int" xsi:nil = "true">1</a>`: `<a xsi:type="xs:int" xsi:nil = "true">[redacted]</a>`,
		`<a>x<![CDATA[<secret>]]>y</a>`:               `<a>[redacted]</a>`,
		`<a><!-- secret --><?pi secret?><b/></a>`:     `<a><b/></a>`,
		``: ``,
	} {
		if got := string(maskValues([]byte(in))); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", in, got, want)
		}
	}
}
