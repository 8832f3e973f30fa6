package infoset

import (
	"strings"
	"testing"
)

func TestDiffEqual(t *testing.T) {
	tests := []struct{ name, a, b string }{
		{"prefix", `<a:x xmlns:a="u"><y/></a:x>`, `<b:x xmlns:b="u"><y/></b:x>`},
		{"default namespace", `<x xmlns="u"><y xmlns=""/></x>`, `<b:x xmlns:b="u"><y/></b:x>`},
		{"unused declaration", `<x xmlns:w="w"/>`, `<x/>`},
		{"attribute order", `<x a="1" b="2"/>`, `<x b="2" a="1"/>`},
		{"white space between elements", "<x>\n <y>1</y>\n</x>", `<x><y>1</y></x>`},
		{"CDATA", `<x><![CDATA[a&b]]></x>`, `<x>a&amp;b</x>`},
		{"comment in text", `<x>a<!-- c -->b</x>`, `<x>ab</x>`},
		{"empty element", `<x/>`, `<x></x>`},
		{
			"xsi:type",
			`<x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="u" xsi:type="p:t"/>`,
			`<x xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="" xmlns:q="u" i:type=" q:t "/>`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := Diff([]byte(tt.a), []byte(tt.b)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDiffDifferent(t *testing.T) {
	tests := []struct{ name, a, b, line string }{
		{"namespace", `<x xmlns="u"/>`, `<x/>`, "-{u}x"},
		{"child order", `<x><y/><z/></x>`, `<x><z/><y/></x>`, "-  y"},
		{"text", `<x>1</x>`, `<x>2</x>`, `-  "1"`},
		{"white space of a leaf", `<x> 1</x>`, `<x>1</x>`, `-  " 1"`},
		{"attribute", `<x a="1"/>`, `<x/>`, `-  @a "1"`},
		{"missing element", `<x><y/></x>`, `<x/>`, "-  y"},
		{"malformed", `<x/>`, `<x>`, "got: "},
		{"unbound prefix", `<x/>`, `<p:x/>`, `got: prefix "p" of x is not declared`},
		{"unbound prefix of an attribute", `<x/>`, `<x p:a="1"/>`, `got: prefix "p" of a is not declared`},
		{
			"unbound prefix of a type",
			`<x/>`,
			`<x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="p:t"/>`,
			`got: prefix "p" of the type t is not declared`,
		},
		{"two roots", `<x/>`, `<x/><x/>`, "got: document has 2 root elements"},
		{
			"xsi:type of another namespace",
			`<x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="u" xsi:type="p:t"/>`,
			`<x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="v" xsi:type="p:t"/>`,
			"{u}t",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := Diff([]byte(tt.a), []byte(tt.b)); !strings.Contains(diff, tt.line) {
				t.Errorf("got %q, want a diff with %q", diff, tt.line)
			}
		})
	}
}

func TestFind(t *testing.T) {
	e, err := Parse([]byte(`<a><b/><b><c>1</c></b></a>`))
	if err != nil {
		t.Fatal(err)
	}
	if e.Find("b", "c") != nil {
		t.Error("the first b has no c")
	}
	if got := e.Children[1].Find("c"); got == nil || got.Text != "1" {
		t.Errorf("c is %v", got)
	}
}
