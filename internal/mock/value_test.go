package mock

import (
	"testing"

	"example.com/wsgen/gen/contract"
)

func builtin(kind string) *contract.Builtin { return &contract.Builtin{Kind: kind} }

// of is a restriction of a built-in type.
func of(kind string, f contract.Facets) *contract.Simple {
	return &contract.Simple{Base: builtin(kind), Facets: f}
}

func TestValues(t *testing.T) {
	three, five, day := "3", "5", "2020-01-31"
	enum := of("string", contract.Facets{})
	enum.Enum = []contract.EnumValue{{Value: "P"}, {Value: "D"}}
	layout := of("string", contract.Facets{})
	layout.Layout = "dd/MM/yyyy HH:mm:ss"
	items := &contract.Simple{Base: &contract.List{Item: builtin("int")}, Facets: contract.Facets{MaxLength: &three}}
	for _, tt := range []struct {
		name      string
		t         contract.Type
		good, bad []string
	}{
		{"int", builtin("int"), []string{"0", "-2147483648", " +7\n"}, []string{"", "x", "1.0", "2147483648", "1 2"}},
		{"unsignedByte", builtin("unsignedByte"), []string{"255"}, []string{"-1", "256"}},
		{"integer", builtin("integer"), []string{"123456789012345678901234567890"}, []string{"1e3"}},
		{"decimal", builtin("decimal"), []string{"1.50", "-.5", "7."}, []string{"1,5", "1e3", ""}},
		{"boolean", builtin("boolean"), []string{"true", "0"}, []string{"TRUE", "S", ""}},
		{"double", builtin("double"), []string{"1e3", "NaN", "-INF"}, []string{"x"}},
		{"date", builtin("date"), []string{"2024-02-29", "2024-02-29Z"}, []string{"2023-02-29", "2024-2-29", "29/02/2024"}},
		{"dateTime", builtin("dateTime"), []string{"2015-05-01T12:00:00.040-03:00"}, []string{"2015-05-01"}},
		{"base64Binary", builtin("base64Binary"), []string{"", "YQ==", "YW Jj"}, []string{"a", "!!!!"}},
		{"hexBinary", builtin("hexBinary"), []string{"0aFF"}, []string{"0", "zz"}},
		{"string", builtin("string"), []string{"", " any "}, nil},
		{"pattern", of("string", contract.Facets{Patterns: []string{`\d{1,3}`, "x"}}), []string{"12", "x"}, []string{"1234", "x1", ""}},
		{"length", of("string", contract.Facets{MinLength: &three, MaxLength: &five}), []string{"ção", "abcde"}, []string{"çã", "abcdef"}},
		{"bytes", of("base64Binary", contract.Facets{Length: &three}), []string{"YWJj"}, []string{"YQ=="}},
		{"bounds", of("decimal", contract.Facets{MinInclusive: &three, MaxExclusive: &five}), []string{"3", "4.99"}, []string{"2.99", "5"}},
		{"earliest", of("date", contract.Facets{MinInclusive: &day}), []string{"2020-01-31"}, []string{"2020-01-30"}},
		{"digits", of("decimal", contract.Facets{TotalDigits: &five, FractionDigits: &three}), []string{"10.123", "0012.3400"}, []string{"1.2345", "123456"}},
		{"enumeration", enum, []string{"P"}, []string{"p", ""}},
		{"layout", layout, []string{"31/12/2024 23:59:59"}, []string{"2024-12-31", "31/13/2024 00:00:00"}},
		{"list", items, []string{"1 2 3", ""}, []string{"1 x", "1 2 3 4"}},
		{"union", &contract.Union{Members: []contract.Type{builtin("int"), enum}}, []string{"7", "D"}, []string{"x"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, v := range tt.good {
				if err := checkValue(tt.t, v); err != nil {
					t.Errorf("%q: %v", v, err)
				}
			}
			for _, v := range tt.bad {
				if checkValue(tt.t, v) == nil {
					t.Errorf("%q is taken", v)
				}
			}
			if v := example(tt.t); checkValue(tt.t, v) != nil {
				t.Errorf("the example %q is none: %v", v, checkValue(tt.t, v))
			}
		})
	}
}

func TestMatching(t *testing.T) {
	for _, tt := range []struct{ expr, group, want string }{
		{`chave \[([0-9a-f-]+)\]`, "k-1", "chave [k-1]"},
		{`(?i)inexistente|inativo`, "", "inexistente"},
		{`\d{3}-[A-Z]x?.*`, "", "000-A "},
		{`(`, "", ""},
	} {
		if got := matching(tt.expr, tt.group); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.expr, got, tt.want)
		}
	}
}
