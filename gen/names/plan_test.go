package names

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/source"
)

var str = &contract.Builtin{Kind: "string"}

func structType(space, local string, fields ...contract.Particle) *contract.Struct {
	path := "{" + space + "}" + local
	return &contract.Struct{
		Node: contract.Node{Path: path},
		Name: contract.QName{Space: space, Local: local},
		Own:  &contract.Group{Node: contract.Node{Path: path + "/sequence"}, Kind: contract.Sequence, Occurs: contract.Occurs{Min: 1, Max: 1}, Items: fields},
	}
}

func field(parent, local string, t contract.Type) *contract.Field {
	node := contract.Node{Path: parent + "/sequence/" + local}
	return &contract.Field{Node: node, Occurs: contract.Occurs{Min: 1, Max: 1}, Element: &contract.Element{Node: node, Name: contract.QName{Local: local}, Type: t}}
}

func api(types ...contract.Type) *contract.API {
	return &contract.API{
		Package: "p", Source: "in.xsd", Types: types,
		Namespaces: []contract.Namespace{{URI: "urn:a", Prefix: "aa"}, {URI: "urn:b", Prefix: "bb"}},
	}
}

func mustPlan(t *testing.T, l *lock.Lock, a *contract.API) (*Package, *lock.Lock) {
	t.Helper()
	table, diags := Plan([]*contract.API{a}, l)
	if len(diags) > 0 {
		t.Fatalf("diagnostics: %v", diags)
	}
	out := new(lock.Lock)
	table.Record(out)
	return table.Package(a), out
}

func goNames(p *Package) map[string]string {
	m := map[string]string{}
	for _, s := range p.Structs {
		m[s.Path] = s.Go
	}
	return m
}

func TestCollisionGetsNamespace(t *testing.T) {
	p, _ := mustPlan(t, nil, api(structType("urn:a", "Foo"), structType("urn:b", "foo")))
	got := goNames(p)
	if got["{urn:a}Foo"] != "Foo" || got["{urn:b}foo"] != "BbFoo" {
		t.Errorf("names: %v", got)
	}
}

// TestLockKeepsHolder adds a declaration before the one that holds a name.
func TestLockKeepsHolder(t *testing.T) {
	_, l := mustPlan(t, nil, api(structType("urn:b", "foo")))
	p, _ := mustPlan(t, l, api(structType("urn:a", "Foo"), structType("urn:b", "foo")))
	got := goNames(p)
	if got["{urn:b}foo"] != "Foo" || got["{urn:a}Foo"] != "AaFoo" {
		t.Errorf("names: %v", got)
	}
}

// TestLockGivesBack frees the name of a declaration that is gone.
func TestLockGivesBack(t *testing.T) {
	_, l := mustPlan(t, nil, api(structType("urn:b", "foo")))
	p, _ := mustPlan(t, l, api(structType("urn:a", "Foo")))
	if got := goNames(p); got["{urn:a}Foo"] != "Foo" {
		t.Errorf("names: %v", got)
	}
}

// TestPrunedKeepsName has a declaration come while another one, which no operation leads to for now, holds its name.
func TestPrunedKeepsName(t *testing.T) {
	_, l := mustPlan(t, nil, api(structType("urn:a", "Foo")))
	pruned := api(structType("urn:b", "foo"))
	pruned.Coverage = []contract.Construct{{ID: "type", Fate: contract.Unreached, Path: "{urn:a}Foo"}}
	p, next := mustPlan(t, l, pruned)
	if got := goNames(p); got["{urn:b}foo"] != "BbFoo" {
		t.Errorf("while it is away: %v", got)
	}
	next.Keep(l, func(_, path string) bool { return path == "{urn:a}Foo" })
	p, _ = mustPlan(t, next, api(structType("urn:b", "foo"), structType("urn:a", "Foo")))
	if got := goNames(p); got["{urn:b}foo"] != "BbFoo" || got["{urn:a}Foo"] != "Foo" {
		t.Errorf("when it is back: %v", got)
	}
}

// TestCandidates has more declarations want one name than the short name of the namespace and the word for the kind
// tell apart, one of them under the name that is spelled like another's path.
func TestCandidates(t *testing.T) {
	p, _ := mustPlan(t, nil, api(
		structType("urn:a", "x.y"), structType("urn:a", "xY"), structType("urn:a", "x-y"), structType("urn:a", "x:y"),
		structType("urn:a", "Type_Aa_xX2F_y"), structType("urn:a", "x/y"), structType("urn:a", "XY")))
	want := map[string]string{
		"{urn:a}x.y": "XY", "{urn:a}xY": "AaXY", "{urn:a}x-y": "XYType", "{urn:a}x:y": "AaXYType",
		"{urn:a}Type_Aa_xX2F_y": "Type_Aa_xX2F_y", "{urn:a}x/y": "XXY", "{urn:a}XY": "Type_Aa_X58_Y",
		"document": "XMLDocument",
	}
	if diff := cmp.Diff(want, goNames(p)); diff != "" {
		t.Error(diff)
	}
}

func TestStatedCollisionError(t *testing.T) {
	file := &source.File{Path: "in.xsd", Data: []byte("first second third")}
	a, b := structType("urn:a", "x"), structType("urn:a", "y")
	b.Rename, b.Span = "X", source.Span{File: file, Start: 13, End: 18}
	a.Span = source.Span{File: file, Start: 6, End: 12}
	_, diags := Plan([]*contract.API{api(a, b)}, nil)
	if len(diags) != 1 || diags[0].ID != "name-collision" || diags[0].Span.Start != 13 ||
		!strings.Contains(diags[0].Message, "name: ") || len(diags[0].Related) != 1 || diags[0].Related[0].Span.Start != 6 {
		t.Errorf("diagnostics: %+v", diags)
	}
}

// Sessions give their errors fixed names, and one error the session's name.
func TestCollisionWithSessions(t *testing.T) {
	for name, want := range map[string]int{"": 0, "Visit": 0, "Open": 1, "Misuse": 1} {
		x := api()
		x.Session = &contract.Session{Node: contract.Node{Path: "session", Rename: name}}
		_, diags := Plan([]*contract.API{x}, nil)
		if len(diags) != want || want > 0 && (diags[0].ID != "name-collision" || !strings.Contains(diags[0].Message, name+"Error")) {
			t.Errorf("%q: diagnostics %+v", name, diags)
		}
	}
}

func TestRename(t *testing.T) {
	s := structType("urn:a", "foo")
	s.Rename = "Bar"
	p, _ := mustPlan(t, nil, api(s))
	if got := goNames(p); got["{urn:a}foo"] != "Bar" {
		t.Errorf("names: %v", got)
	}
}

func TestReservedMembers(t *testing.T) {
	path := "{urn:a}T"
	s := structType("urn:a", "T", field(path, "extra", str), field(path, "validate", str), field(path, "id", str))
	s.Attrs = []*contract.Attr{{Node: contract.Node{Path: path + "/@id"}, Name: contract.QName{Local: "id"}, Type: str}}
	p, _ := mustPlan(t, nil, api(s))
	var got []string
	for _, slot := range p.Structs[0].Slots {
		got = append(got, slot.Go)
	}
	if strings.Join(got, " ") != "IdAttr ExtraField ValidateField Id" {
		t.Errorf("members: %v", got)
	}
}

// derived returns a base, a type that extends it and a holder of a field of the base.
func derived() (base, sub, holder *contract.Struct) {
	base = structType("urn:a", "Base")
	sub = structType("urn:a", "Sub")
	sub.Base, sub.Derivation = base, contract.Extension
	holder = structType("urn:a", "Holder", field("{urn:a}Holder", "b", base))
	return base, sub, holder
}

func poly(t *testing.T, p *Package) *Sum {
	t.Helper()
	for _, s := range p.Structs {
		if s.Go == "Holder" {
			return s.Slots[0].Content.(*Value).Poly
		}
	}
	t.Fatal("no Holder")
	return nil
}

// TestFirstDerivationKeepsShape: a field that is a struct stays one when its type gets its first
// derived type; without a lock it is an interface.
func TestFirstDerivationKeepsShape(t *testing.T) {
	base, _, holder := derived()
	p, l := mustPlan(t, nil, api(base, holder))
	if poly(t, p) != nil {
		t.Error("a type without derivations is an interface")
	}
	base, sub, holder := derived()
	base.Derived = []*contract.Struct{sub}
	if p, _ := mustPlan(t, l, api(base, sub, holder)); poly(t, p) != nil {
		t.Error("the lock's shape is not kept")
	}
	p, l = mustPlan(t, nil, api(base, sub, holder))
	if s := poly(t, p); s == nil || s.Go != "AnyBase" || len(s.Members) != 2 {
		t.Errorf("sum: %+v", s)
	}
	if shape, _ := l.Shape("in.xsd", "{urn:a}Base"); shape != "interface" {
		t.Errorf("recorded shape %q", shape)
	}
}

func TestRequiredCycleIsPointers(t *testing.T) {
	a, b := structType("urn:a", "A"), structType("urn:a", "B")
	fa, fb := field("{urn:a}A", "b", b), field("{urn:a}B", "a", a)
	a.Own.Items, b.Own.Items = []contract.Particle{fa}, []contract.Particle{fb}
	leaf := structType("urn:a", "C", field("{urn:a}C", "a", a))
	p, _ := mustPlan(t, nil, api(leaf, a, b))
	for _, s := range p.Structs {
		if s.Document {
			continue
		}
		if got, want := s.Slots[0].Content.(*Value).Pointer, s.Go != "C"; got != want {
			t.Errorf("%s: pointer %v, want %v", s.Go, got, want)
		}
	}
}

func TestUnsupported(t *testing.T) {
	base, sub, holder := derived()
	base.Derived = []*contract.Struct{sub}
	holder.Map = new(contract.Map)
	holder.Own.Items[0].(*contract.Field).Element.Name.Local = "*"
	for id, a := range map[string]*contract.API{
		"unsupported-keyed-polymorphic": api(base, sub, holder),
	} {
		_, diags := Plan([]*contract.API{a}, nil)
		if len(diags) != 1 || diags[0].ID != id {
			t.Errorf("%s: diagnostics %v", id, diags)
		}
	}
}

// TestPrefixIsKept: of namespaces with one short prefix the one that had it keeps it, whatever comes before it, and so do the constants
// and files that are called after it.
func TestPrefixIsKept(t *testing.T) {
	of := func(spaces ...string) *contract.API {
		a := api()
		a.Namespaces = nil
		for i, uri := range spaces {
			a.Types = append(a.Types, structType(uri, "T"+uri[len(uri)-1:]))
			ns := contract.Namespace{URI: uri, Prefix: "sam", Short: "sam", Long: "sam" + uri[len(uri)-1:]}
			if i > 0 {
				ns.Prefix = ns.Long
			}
			a.Namespaces = append(a.Namespaces, ns)
		}
		return a
	}
	short := func(p *Package) (uri string) {
		for _, s := range p.Spaces {
			if s.Prefix == "sam" {
				uri += s.URI
			}
		}
		return uri
	}
	alone, l := mustPlan(t, nil, of("urn:b"))
	if got := short(alone); got != "urn:b" {
		t.Fatalf("the short prefix is that of %q", got)
	}
	for _, spaces := range [][]string{{"urn:a", "urn:b"}, {"urn:c", "urn:a", "urn:b"}, {"urn:a", "urn:c", "urn:b"}} {
		var p *Package
		if p, l = mustPlan(t, l, of(spaces...)); short(p) != "urn:b" {
			t.Errorf("of %q the short prefix is that of %q", spaces, short(p))
		}
	}
	if p, _ := mustPlan(t, nil, of("urn:a", "urn:b")); short(p) != "urn:a" {
		t.Errorf("without a lock the short prefix is that of %q", short(p))
	}
}
