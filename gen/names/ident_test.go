package names

import (
	"go/token"
	"testing"
)

func TestExported(t *testing.T) {
	for wire, want := range map[string]string{
		"codigoUg":           "CodigoUg",
		"QUANTIDADE_PAGINAS": "QUANTIDADE_PAGINAS",
		"id":                 "Id",
		"order-id":           "OrderId",
		"order.line-no":      "OrderLineNo",
		"a b":                "AB",
		"1st":                "N1st",
		"1.5":                "N1_5",
		"15":                 "N15",
		"_x":                 "X_x",
		"日本":                 "X日本",
		"ação":               "Ação",
		"":                   "X",
		"#":                  "X23",
		"registro_#":         "Registro_X23",
		"type":               "Type",
		"a*/b":               "AX2AB",
		"ß":                  "Xß",
	} {
		got := Exported(wire)
		if got != want {
			t.Errorf("Exported(%q) = %q, want %q", wire, got, want)
		}
		if !token.IsIdentifier(got) || !token.IsExported(got) {
			t.Errorf("Exported(%q) = %q, which is no exported identifier", wire, got)
		}
	}
}

func FuzzExported(f *testing.F) {
	for _, seed := range []string{"codigoUg", "1.5", "日本", "", "a*/b", "\u202e", "ǅ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, wire string) {
		if got := Exported(wire); !token.IsIdentifier(got) || !token.IsExported(got) {
			t.Errorf("Exported(%q) = %q, which is no exported identifier", wire, got)
		}
	})
}

func TestOrdinal(t *testing.T) {
	for path, want := range map[string]string{
		"{ns}T/sequence/a": "", "{ns}T/sequence/a[2]": "2nd", "x/a[3]": "3rd", "x/a[4]": "4th",
		"x/a[11]": "11th", "x/a[21]": "21st", "x/a[112]": "112th", "x/a[1]": "", "x/a[b]": "",
	} {
		if got := ordinal(path); got != want {
			t.Errorf("ordinal(%q) = %q, want %q", path, got, want)
		}
	}
}
