package emit

import (
	"go/format"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What printFile prints is what gofmt prints.
func TestPrintFile(t *testing.T) {
	long := strings.Repeat("k", 41)
	for name, src := range map[string]string{
		"one line":           "var t = T {A : 1,B : & b,C : x . Y}",
		"empty":              "var t = T { }\nvar u = [] T { }",
		"columns":            "var t = T {\nA : 1,\nLonger : -2,\nBé : \"x\",\n}",
		"several on a line":  "var t = T {\nA : 1,B : 2,\nLonger : 3,\nC : 4,D : 5,\nEven : 6,\n}",
		"value over lines":   "var t = T {\nA : 1,\nLonger : U {\nB : 2,\n},\nC : 3,\nDe : 4,\n}",
		"nested":             "var t = & x\nvar u = [] p.T {\n{A : \"a\",B : [] int {1,2}},\n& T {\nC : [] T {\n{D : 1},\n},\nLong : 1,\n},\n}",
		"blank line":         "var t = T {\nA : 1,\n\nLonger : 2,\n\n\nB : 3,\n}",
		"first beside brace": "var t = T {A : 1,\nLonger : 2,B : 3}",
		"last beside brace":  "var t = [] T {{\nA : 1,\n},{\nB : 2,\n}}",
		"function":           "var t = T {\nA : func () int { return 1 },\nLonger : func () int {\nreturn f (1,2)\n},\nB : 1 + 2 * 3,\n}",
		"function too long":  "var t = T {\nA : 1,\nLonger : func () string { return \"" + strings.Repeat("x", 100) + "\" },\nB : 2,\n}",
		"array and map":      "var t = [...] T {\n{A : 1},\n}\nvar u = map [string] * T {\n\"a\" : nil,\n\"longer\" : {},\n}\nvar v = [3] [] int {{1},{2}}",
		"long key":           "var t = T {\nA : 1,\n" + long + " : 2,\nB : 3,\n}",
		"raw text":           "var t = T {\nA : `x\n\ty`,\nLonger : 1,\n}",
		"comments":           "// T is one.\nvar t = T {\nA : 1, // first\n// Own line.\nLonger : 2,\n}\n// U is another.\nvar u = T {\nA : 1,\n} // behind\n",
		"other declarations": "const c = 1\nvar a,b = T {A : 1},U {B : 2}\nvar ( d = T {\nA : 1,\n}\ne = 2\n)\nvar f T = T {\nA : 1,\n}\nfunc g ( ) { _ = T {\nA : 1,\n} }",
	} {
		t.Run(name, func(t *testing.T) {
			src = "package p\n\n" + src + "\n"
			want, err := format.Source([]byte(src))
			if err != nil {
				t.Fatal(err)
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			got, err := printFile(fset, file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-gofmt +printFile):\n%s", diff)
			}
			again, err := printFile(fset, file)
			if err != nil || string(again) != string(got) {
				t.Errorf("the syntax tree has changed: %v\n%s", err, again)
			}
		})
	}
}
