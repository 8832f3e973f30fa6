package emit

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/resolve"
	"example.com/wsgen/gen/source"
)

// selectable declares fields of every presence, in place and behind others.
const selectable = `wsgen: v1
package: p
namespace: urn:p
rules: {optional: omit-empty}
types:
  leaf:
    fields:
      id: string
      count: {type: int, minOccurs: 0}
      note: {type: string, minOccurs: 0}
      kept: {type: string, minOccurs: 0, optional: keep}
      hidden: {type: string, secret: true}
      size: {type: string, enum: [S, L]}
      nil: {type: int, nillable: true, optional: keep}
      list: {type: leaf, minOccurs: 0, maxOccurs: unbounded}
operations:
  op:
    request:
      plain: leaf
      maybe: {type: leaf, minOccurs: 0}
      void: {type: leaf, nillable: true, optional: keep}
    response: {element: r}
`

func selectorsOf(t *testing.T) (*generator, *names.Struct) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.yaml"), []byte(selectable), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := source.NewLoader(dir)
	if err != nil {
		t.Fatal(err)
	}
	tree, diags := parser.Parse(l, []string{"p.yaml"})
	apis, more := resolve.Resolve(tree)
	table, last := names.Plan(apis, nil)
	if all := slices.Concat(diags, more, last); len(all) > 0 {
		t.Fatal(all)
	}
	g := &generator{api: apis[0], pkg: table.Package(apis[0]), opt: Options{Runtime: "r"}}
	s, _ := g.pkg.MessageOf(apis[0].Bindings[0].Operations[0].In.Body[0].Element)
	return g, s
}

// pathFrom finds the fields of a path.
func pathFrom(t *testing.T, s *contract.Struct, path string) contract.FieldPath {
	t.Helper()
	var out contract.FieldPath
	for name := range strings.SplitSeq(path, "/") {
		i := slices.IndexFunc(s.Own.Items, func(p contract.Particle) bool { return p.(*contract.Field).Element.Name.Local == name })
		f := s.Own.Items[i].(*contract.Field)
		out = append(out, f)
		s, _ = f.Element.Type.(*contract.Struct)
	}
	return out
}

// block renders statements, without the braces around them.
func block(t *testing.T, code []jen.Code) string {
	t.Helper()
	var b bytes.Buffer
	if err := jen.Func().Id("f").Params().Block(code...).Render(&b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "\t")
	}
	return strings.Join(lines[1:len(lines)-1], "\n")
}

func TestSelector(t *testing.T) {
	tests := []struct{ path, read, write string }{
		{"plain/id", "return x.Plain.Id, true", "x.Plain.Id = s"},
		{"plain/note", `return x.Plain.Note, x.Plain.Note != ""`, "x.Plain.Note = s"},
		{"plain/kept", "v, ok := x.Plain.Kept.Get()\nreturn v, ok", "x.Plain.Kept.Set(s)"},
		{"plain/count", "v, ok := x.Plain.Count.Get()\nreturn v, ok", "x.Plain.Count.Set(s)"},
		{"plain/nil", "v, ok := x.Plain.Nil.Get()\nreturn v, ok", "x.Plain.Nil.Set(s)"},
		{"plain/hidden", "return x.Plain.Hidden, true", "x.Plain.Hidden = s"},
		{"plain/list", "return x.Plain.List, true", "x.Plain.List = s"},
		{"plain", "return &x.Plain, true", "x.Plain = s"},
		{"maybe", "return x.Maybe, x.Maybe != nil", "x.Maybe = s"},
		{"maybe/id", "if x.Maybe == nil {\n\treturn\n}\nreturn x.Maybe.Id, true",
			"v1 := new(Leaf)\nif x.Maybe != nil {\n\t*v1 = *x.Maybe\n}\nx.Maybe = v1\nv1.Id = s"},
		{"void", "v, ok := x.Void.Get()\nreturn v, ok && v != nil", "x.Void.Set(s)"},
		{"void/count", "v1, ok := x.Void.Get()\nif !ok || v1 == nil {\n\treturn\n}\nv, ok := v1.Count.Get()\nreturn v, ok",
			"v1 := new(Leaf)\nif old, ok := x.Void.Get(); ok && old != nil {\n\t*v1 = *old\n}\nx.Void.Set(v1)\nv1.Count.Set(s)"},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			g, from := selectorsOf(t)
			s := g.selector(from, pathFrom(t, from.Src, tt.path))
			code, value, there := g.read("x", s, jen.Return())
			if there == nil {
				there = jen.True()
			}
			if diff := cmp.Diff(tt.read, block(t, append(code, jen.Return(value, there)))); diff != "" {
				t.Errorf("read (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.write, block(t, g.write("x", s, id("s")))); diff != "" {
				t.Errorf("write (-want +got):\n%s", diff)
			}
			if g.err != nil {
				t.Error(g.err)
			}
		})
	}
}

func TestSelectorConversions(t *testing.T) {
	tests := []struct{ path, to, from string }{
		{"plain/id", "x", "x"},
		{"plain/hidden", "string(x)", "xsd.Secret(x)"},
		{"plain/size", "string(x)", "LeafSize(x)"},
		{"plain/count", "fmt.Sprint(x)", ""},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			g, root := selectorsOf(t)
			v := g.selector(root, pathFrom(t, root.Src, tt.path)).last()
			if got := g.asString(v, id("x")).GoString(); got != tt.to {
				t.Errorf("got %s, want %s", got, tt.to)
			}
			if got := g.fromString(v, id("x")).GoString(); tt.from != "" && got != tt.from {
				t.Errorf("got %s, want %s", got, tt.from)
			}
			if g.err != nil {
				t.Error(g.err)
			}
		})
	}
}
