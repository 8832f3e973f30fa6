package resolve

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/inspect"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// broken returns what a contract says twice or leaves open: paths that are not unique, references to
// types or elements that it does not hold.
func broken(api *contract.API) []string {
	var out []string
	seen, held := map[string]bool{}, map[contract.Type]bool{}
	once := func(path string) {
		if seen[path] {
			out = append(out, "twice: "+path)
		}
		seen[path] = true
	}
	for a := api; a != nil; a = a.Shared {
		for _, t := range a.Types {
			held[t] = true
		}
	}
	hold := func(where string, t contract.Type) {
		if _, builtin := t.(*contract.Builtin); !builtin && !held[t] {
			out = append(out, "not held: the type of "+where)
		}
	}
	for _, t := range api.Types {
		once("type " + t.Decl().Path)
		s, ok := t.(*contract.Struct)
		if !ok {
			continue
		}
		if s.Base != nil {
			hold(s.Path, s.Base)
		}
		for _, a := range s.Attrs {
			once(a.Path)
			hold(a.Path, a.Type)
		}
		for _, d := range s.Derived {
			hold(d.Path, d)
		}
		eachPath(s.Own, once)
		eachField(s.Own, func(f *contract.Field) {
			hold(f.Path, f.Element.Type)
			if f.Element.Path != f.Path && !slices.Contains(api.Elements, f.Element) {
				out = append(out, "not held: the element of "+f.Path)
			}
		})
	}
	for _, e := range api.Elements {
		once("element " + e.Path)
		hold(e.Path, e.Type)
	}
	for _, b := range api.Bindings {
		for _, o := range b.Operations {
			once("operation " + o.Path)
		}
	}
	return out
}

// resolveFile resolves one input; nil when the parser refuses it.
func resolveFile(t *testing.T, dir, input string) ([]*contract.API, source.List) {
	t.Helper()
	l, err := source.NewLoader(dir)
	if err != nil {
		t.Fatal(err)
	}
	tree, diags := parser.Parse(l, []string{input})
	if diags.HasErrors() {
		return nil, diags
	}
	return Resolve(tree)
}

// TestShippedSpecs resolves the specs of this repository, twice, to equal contracts.
func TestShippedSpecs(t *testing.T) {
	specs, err := filepath.Glob("../../specs/*/*.yaml")
	if err != nil || len(specs) < 4 {
		t.Fatalf("found %d specs, %v", len(specs), err)
	}
	for _, s := range specs {
		t.Run(filepath.Base(s), func(t *testing.T) {
			apis, diags := resolveFile(t, ".", s)
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			again, _ := resolveFile(t, ".", s)
			for i, a := range apis {
				for _, b := range broken(a) {
					t.Error(b)
				}
				if !bytes.Equal(inspect.Text(a), inspect.Text(again[i])) || !bytes.Equal(inspect.JSON(a), inspect.JSON(again[i])) {
					t.Errorf("%s differs from one run to the next", a.Package)
				}
			}
		})
	}
}

// eachPath calls do with the paths of a group and of all that stands in it.
func eachPath(g *contract.Group, do func(string)) {
	if g == nil {
		return
	}
	do(g.Path)
	for _, p := range g.Items {
		if inner, ok := p.(*contract.Group); ok {
			eachPath(inner, do)
		} else {
			do(particleNode(p).Path)
		}
	}
}

// TestNamesakePaths: what has one local name in one type has paths of its own, by which the lock tells it apart.
func TestNamesakePaths(t *testing.T) {
	const other = "-- o.xsd --\n" + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o" elementFormDefault="qualified">
  <xs:element name="choice" type="xs:string"/><xs:element name="sequence" type="xs:string"/><xs:element name="any" type="xs:string"/><xs:element name="a" type="xs:string"/>
</xs:schema>
`
	for name, types := range map[string]string{
		"inherited attributes": `
  <xs:complexType name="Base"><xs:attribute name="w" type="xs:string" form="qualified"/><xs:attribute name="w" type="xs:date" form="unqualified"/></xs:complexType>
  <xs:complexType name="T"><xs:complexContent><xs:restriction base="t:Base"/></xs:complexContent></xs:complexType>
  <xs:complexType name="Own"><xs:complexContent><xs:restriction base="t:Base"><xs:attribute name="w" type="xs:date" form="unqualified"/></xs:restriction></xs:complexContent></xs:complexType>`,
		"elements of another namespace": `
  <xs:import namespace="urn:o" schemaLocation="o.xsd"/>
  <xs:complexType name="T" xmlns:o="urn:o"><xs:sequence>
    <xs:element ref="o:a"/><xs:element name="a" type="xs:string"/>
    <xs:element ref="o:choice"/><xs:choice><xs:element name="b" type="xs:string"/><xs:element name="c" type="xs:string"/></xs:choice>
    <xs:element ref="o:sequence"/><xs:sequence><xs:element name="d" type="xs:string"/></xs:sequence>
    <xs:element ref="o:any"/><xs:any namespace="urn:x"/>
  </xs:sequence></xs:complexType>`,
	} {
		t.Run(name, func(t *testing.T) {
			apis, diags := run(t, xsd(types)+other)
			if diags.HasErrors() || len(apis) != 1 {
				t.Fatalf("%d contracts, %v", len(apis), diags)
			}
			for _, b := range broken(apis[0]) {
				t.Error(b)
			}
		})
	}
}

// TestForeignBeside: a reference to another namespace that is added takes no path of what is there.
func TestForeignBeside(t *testing.T) {
	const other = "-- o.xsd --\n" + `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o">
  <xs:element name="a" type="xs:string"/><xs:group name="choice"><xs:sequence><xs:element name="z" type="xs:string"/></xs:sequence></xs:group>
</xs:schema>
`
	own := func(added string) (paths []string) {
		apis, diags := run(t, xsd(`<xs:import namespace="urn:o" schemaLocation="o.xsd"/>
  <xs:complexType name="T" xmlns:o="urn:o"><xs:sequence>`+added+`
    <xs:element name="a" type="xs:string"/><xs:choice><xs:element name="b" type="xs:string"/><xs:element name="c" type="xs:string"/></xs:choice>
  </xs:sequence></xs:complexType>`)+other)
		if diags.HasErrors() || len(apis) != 1 {
			t.Fatalf("%d contracts, %v", len(apis), diags)
		}
		for _, x := range apis[0].Types {
			if s, ok := x.(*contract.Struct); ok && s.Name.Local == "T" {
				eachPath(s.Own, func(path string) { paths = append(paths, path) })
			}
		}
		return paths
	}
	before := own("")
	for _, added := range []string{`<xs:element ref="o:a"/>`, `<xs:group ref="o:choice"/>`} {
		after := own(added)
		if len(before) == 0 || !slices.Equal(after[len(after)-len(before)+1:], before[1:]) {
			t.Errorf("with %s the paths are %q, were %q", added, after, before)
		}
	}
}
