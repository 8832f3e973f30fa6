package xmltext

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var tableNS = Namespaces{{URI: "urn:o", Prefix: "o"}, {URI: "urn:p", Prefix: "p"}}

// TestTable reads a table of text, which says the same as one of names.
func TestTable(t *testing.T) {
	text := &Type{NS: &tableNS, Table: `
		p:total leaf req oneOf form="1|0" default="a \"b\" \x60\n"
		"key #" many max=12 xsi=o:Line
		o:"a:b" xsiSchema=int
		count xsiEncoding=base64
		- any many space="" space="!urn:o"
		- other free
		@id req
		@p:lang secret
	`}
	elements, attrs := text.Own()
	if d := cmp.Diff([]Name{
		{Local: "total", NS: 2, Leaf: true, Req: true, OneOf: true, Form: "1|0", Default: "a \"b\" `\n"},
		{Local: "key #", Many: true, Max: 12, XSI: "Line", XSINS: 1},
		{Local: "a:b", NS: 1, XSI: "int", XSINS: SchemaNS},
		{Local: "count", XSI: "base64", XSINS: EncodingNS},
		{Any: true, Many: true, Spaces: []string{"", "!urn:o"}},
		{Other: true, Free: true},
	}, elements); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]Name{{Local: "id", Req: true}, {Local: "lang", NS: 2, Secret: true}}, attrs); d != "" {
		t.Error(d)
	}
	elements, attrs = (&Type{Names: elements, Attrs: attrs}).Own()
	if len(elements) != 6 || len(attrs) != 2 {
		t.Errorf("%d elements and %d attributes of a table of names", len(elements), len(attrs))
	}
}

// TestTableWords has a word for each field of a name.
func TestTableWords(t *testing.T) {
	values := map[string]string{
		"Form": `form="v"`, "Default": `default="v"`, "XSI": "xsi=v", "XSINS": "xsi=p:v", "Spaces": `space="v"`, "Max": "max=2", "NS": "p:", "Local": "",
	}
	for f := range reflect.TypeFor[Name]().Fields() {
		first, size := utf8.DecodeRuneInString(f.Name)
		row := "v " + string(unicode.ToLower(first)) + f.Name[size:]
		if v, ok := values[f.Name]; ok {
			row = strings.TrimSuffix("v "+v, " ")
		} else if f.Type.Kind() != reflect.Bool {
			t.Errorf("no word for %s", f.Name)
		}
		if f.Name == "NS" {
			row = "p:v"
		} else if f.Name == "Any" || f.Name == "Other" {
			row = "-" + row[1:]
		}
		elements, _ := (&Type{NS: &tableNS, Table: row}).Own()
		if reflect.ValueOf(elements[0]).FieldByIndex(f.Index).IsZero() {
			t.Errorf("the row %q does not set %s", row, f.Name)
		}
	}
}

// TestMalformedTable has tables that no generator writes, which are told with their type.
func TestMalformedTable(t *testing.T) {
	for row, want := range map[string]string{
		"a lef":                       `unknown word "lef"`,
		"a  leaf":                     `unknown word ""`,
		"a leaf=1":                    `unknown word "leaf" with a value`,
		"q:a":                         `no namespace has the prefix "q"`,
		":a":                          `no namespace has the prefix ""`,
		"a xsi=q:T":                   `no namespace has the prefix "q"`,
		"a:b:c":                       `no namespace has the prefix "a"`,
		"o:b:c":                       `"b:c" is no name`,
		"o: leaf":                     `"" is no name`,
		`a"b"`:                        `"a\"b\"" is no name`,
		`"a`:                          `no text in quotes at "\"a"`,
		`"a"leaf`:                     `no space before "leaf"`,
		"a form=x":                    `no text in quotes at "x"`,
		"a form='x'":                  `no text in quotes at "'x'"`,
		"a max=many":                  `"many" is no number`,
		"a max=0":                     `"0" is no number`,
		"a max=+3":                    `"+3" is no number`,
		"a max=03":                    `"03" is no number`,
		"a max=3 max=4":               `"max" sets again what is set`,
		"a leaf req leaf":             `"leaf" sets again what is set`,
		"a xsi=T xsiSchema=int":       `"xsiSchema" sets again what is set`,
		"a xsiSchema=T xsiEncoding=T": `"xsiEncoding" sets again what is set`,
		"a xsiSchema=T xsi=T":         `"xsi" sets again what is set`,
		`a form="x" form="y"`:         `"form" sets again what is set`,
		`a default="x" default="x"`:   `"default" sets again what is set`,
		"a=leaf":                      `"a=leaf" is no name`,
		"a,b":                         `"a,b" is no name`,
		"a@":                          `"a@" is no name`,
		"-a":                          `"-a" is no name`,
		".a":                          `".a" is no name`,
		"1a":                          `"1a" is no name`,
		"@@a":                         `"@a" is no name`,
		"o:1":                         `"1" is no name`,
		"a\u00a0b":                    `"a\u00a0b" is no name`,
		"a\tb":                        `"a\tb" is no name`,
		"a\xff":                       `"a\xff" is no name`,
		"a xsiSchema=a,b":             `"a,b" is no name`,
		"@- any":                      "a wildcard that is an attribute",
		"@- other":                    "a wildcard that is an attribute",
		"- leaf":                      "wildcards, and they alone, have no name",
		"a any":                       "wildcards, and they alone, have no name",
		"@":                           `"" is no name`,
		"@id\n\t\ta":                  "an element behind an attribute",
		"a leaf\n\t\tb leef":          `unknown word "leef"`,
	} {
		func() {
			defer func() {
				got := fmt.Sprint(recover())
				bad := strings.TrimSpace(row[strings.LastIndexByte(row, '\n')+1:])
				if want := fmt.Sprintf("xmltext: table of type %q, row %q: %s", "{urn:o}T", bad, want); got != want {
					t.Errorf("got  %s\nwant %s", got, want)
				}
			}()
			(&Type{NS: &tableNS, Name: Name{Local: "T", NS: 1}, Table: "\n\t\t" + row + "\n\t"}).Own()
		}()
	}
}

func BenchmarkTable(b *testing.B) {
	for _, rows := range []int{10, 100, 1000} {
		var text strings.Builder
		for i := range rows {
			fmt.Fprintf(&text, "\n\t\to:field%d leaf req", i)
		}
		table := text.String()
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				(&Type{NS: &tableNS, Table: table}).Own()
			}
		})
		b.Run(fmt.Sprint(rows, "/plan"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				(&Type{NS: &tableNS, Table: table}).ready()
			}
		})
	}
}
