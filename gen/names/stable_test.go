package names

import (
	"slices"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/lock"
)

func enum(local string, values ...string) *contract.Simple {
	s := &contract.Simple{Node: contract.Node{Path: "{urn:a}" + local}, Name: contract.QName{Space: "urn:a", Local: local}, Base: str}
	for _, v := range values {
		s.Enum = append(s.Enum, contract.EnumValue{Node: contract.Node{Path: s.Path + "/=" + v}, Value: v})
	}
	return s
}

func values(p *Package) map[string]string {
	m := map[string]string{}
	for _, s := range p.Simples {
		for _, v := range s.Values {
			m[v.Value] = v.Go
		}
	}
	return m
}

// TestLateCollisionMovesNothing adds, before the declaration that holds a name, one that wants the
// same: for an enumeration's value, a field and a choice.
func TestLateCollisionMovesNothing(t *testing.T) {
	_, l := mustPlan(t, nil, api(enum("State", "b")))
	p, _ := mustPlan(t, l, api(enum("State", "B", "b")))
	if got := values(p); got["b"] != "StateB" || got["B"] != "StateBValue" {
		t.Errorf("values: %v", got)
	}

	_, l = mustPlan(t, nil, api(structType("urn:a", "T", field("{urn:a}T", "unitPrice", str))))
	p, _ = mustPlan(t, l, api(structType("urn:a", "T", field("{urn:a}T", "unit.price", str), field("{urn:a}T", "unitPrice", str))))
	if a, b := p.Structs[0].Slots[0].Go, p.Structs[0].Slots[1].Go; a != "AaUnitPrice" || b != "UnitPrice" {
		t.Errorf("fields: %s, %s", a, b)
	}

	choice := structType("urn:a", "T", &contract.Group{
		Node: contract.Node{Path: "{urn:a}T/sequence/choice"}, Occurs: contract.Occurs{Min: 1, Max: 1}, Kind: contract.Choice,
		Items: []contract.Particle{field("{urn:a}T/sequence/choice", "x", str)},
	})
	_, l = mustPlan(t, nil, api(choice))
	p, _ = mustPlan(t, l, api(structType("urn:a", "TChoice"), choice))
	if got := p.Sums[0].Go; got != "TChoice" {
		t.Errorf("the choice is %s", got)
	}
	if got := goNames(p)["{urn:a}TChoice"]; got != "AaTChoice" {
		t.Errorf("the type is %s", got)
	}
}

func TestValuesThatAreNoIdentifiers(t *testing.T) {
	p, _ := mustPlan(t, nil, api(enum("State", "", "-", "+", "ébano", "1.5", "日", "a b", "*/")))
	for value, want := range map[string]string{
		"": "StateEmpty", "-": "StateX2D", "+": "StateX2B", "ébano": "StateÉbano", "1.5": "State1_5", "日": "State日", "a b": "StateAB", "*/": "StateX2A",
	} {
		if got := values(p)[value]; got != want {
			t.Errorf("%q is %s, want %s", value, got, want)
		}
	}
}

func service(ops ...string) *contract.API {
	a := api()
	in := &contract.Element{Node: contract.Node{Path: "{urn:a}in"}, Name: contract.QName{Space: "urn:a", Local: "in"}, Type: structType("urn:a", "In")}
	b := &contract.Binding{Node: contract.Node{Path: "{urn:a}B"}, Name: contract.QName{Space: "urn:a", Local: "B"}, Transport: &contract.SOAP{}}
	for _, op := range ops {
		part := &contract.Part{Element: in}
		b.Operations = append(b.Operations, &contract.Operation{
			Node: contract.Node{Path: b.Path + "/" + op}, Name: op, In: &contract.Message{Body: []*contract.Part{part}},
		})
	}
	a.Bindings = append(a.Bindings, b)
	return a
}

// TestOperationNames: an operation also has Build and Op in front of its name.
func TestOperationNames(t *testing.T) {
	for _, order := range [][]string{{"x", "buildX"}, {"buildX", "x"}} {
		p, _ := mustPlan(t, nil, service(order...))
		seen := map[string]bool{}
		for _, op := range p.Clients[0].Operations {
			for _, name := range []string{op.Go, "Build" + op.Go} {
				if seen[name] {
					t.Errorf("%v: two methods %s", order, name)
				}
				seen[name] = true
			}
		}
	}
	a := service()
	a.Types = []contract.Type{structType("urn:a", "OpX"), structType("urn:a", "Client"), structType("urn:a", "NewClient")}
	before, l := mustPlan(t, nil, a)
	b := service("x")
	b.Types = a.Types
	after, _ := mustPlan(t, l, b)
	for path, name := range goNames(before) {
		if got := goNames(after)[path]; got != name {
			t.Errorf("%s was %s and is %s after an operation came", path, name, got)
		}
	}
	if got := after.Clients[0].Operations[0].Go; got != "AaX" {
		t.Errorf("the operation that OpX stands in the way of is %s", got)
	}
}

// TestBlockNames has a second header block of a type come, after types of the names that the functions for the blocks want.
func TestBlockNames(t *testing.T) {
	key := structType("urn:a", "Key")
	contracts := func(blocks ...string) *contract.API {
		a := service("x")
		a.Types = []contract.Type{key, structType("urn:a", "XOneHeader")}
		for _, local := range blocks {
			e := &contract.Element{Node: contract.Node{Path: "{urn:a}" + local}, Name: contract.QName{Space: "urn:a", Local: local}, Type: key}
			m := a.Bindings[0].Operations[0].In
			m.Headers = append(m.Headers, &contract.Part{Element: e})
		}
		return a
	}
	sent := func(p *Package) (list []string) {
		for _, b := range p.Clients[0].Operations[0].Sent {
			list = append(list, b.Src.Element.Name.Local+" "+b.Go)
		}
		return list
	}
	p, l := mustPlan(t, nil, contracts("one", "one"))
	if got := sent(p); got != nil {
		t.Errorf("one block has %v", got)
	}
	p, l = mustPlan(t, l, contracts("one", "two"))
	want := []string{"one AaXOneHeader", "two XTwoHeader"}
	if got := sent(p); !slices.Equal(got, want) || goNames(p)["{urn:a}XOneHeader"] != "XOneHeader" {
		t.Errorf("two blocks have %v, want %v", got, want)
	}
	p, _ = mustPlan(t, l, contracts("other", "two", "one"))
	want = []string{"other XOtherHeader", "two XTwoHeader", "one AaXOneHeader"}
	if got := sent(p); !slices.Equal(got, want) {
		t.Errorf("three blocks have %v, want %v", got, want)
	}
}

// TestProviderTables: the name tables of a provider are exported.
func TestProviderTables(t *testing.T) {
	a := api(structType("urn:a", "Foo"), structType("urn:a", "TypeFoo"))
	a.Provider = true
	p, _ := mustPlan(t, nil, a)
	if got := goNames(p); got["{urn:a}TypeFoo"] != "AaTypeFoo" {
		t.Errorf("names: %v", got)
	}
}

// TestFirstSubstituteKeepsShape: a field of an element that gets its first substitute stays what it was.
func TestFirstSubstituteKeepsShape(t *testing.T) {
	contracts := func(members ...*contract.Element) *contract.API {
		head := &contract.Element{Node: contract.Node{Path: "{urn:a}pay"}, Name: contract.QName{Space: "urn:a", Local: "pay"}, Type: str, Members: members}
		f := field("{urn:a}T", "pay", str)
		f.Element = head
		a := api(structType("urn:a", "T", f))
		a.Elements = append([]*contract.Element{head}, members...)
		return a
	}
	card := func() *contract.Element {
		return &contract.Element{Node: contract.Node{Path: "{urn:a}card"}, Name: contract.QName{Space: "urn:a", Local: "card"}, Type: str}
	}
	_, l := mustPlan(t, nil, contracts())
	p, _ := mustPlan(t, l, contracts(card()))
	if _, ok := p.Structs[0].Slots[0].Content.(*Value); !ok || slices.ContainsFunc(p.Sums, func(s *Sum) bool { return s.Kind == OfHead }) {
		t.Errorf("the field became %T", p.Structs[0].Slots[0].Content)
	}
	p, _ = mustPlan(t, nil, contracts(card()))
	if _, ok := p.Structs[0].Slots[0].Content.(*Choice); !ok {
		t.Errorf("without a lock the field is %T", p.Structs[0].Slots[0].Content)
	}
}

// TestOverloadsRenameNothing: an overload that comes, before the operation or behind it, leaves the names of the elements
// that both have, with the lock of before and without.
func TestOverloadsRenameNothing(t *testing.T) {
	message := func(local string) *contract.Message {
		s := structType("urn:a", local)
		e := &contract.Element{Node: s.Node, Name: s.Name, Type: s}
		s.Name = contract.QName{}
		return &contract.Message{Body: []*contract.Part{{Element: e}}}
	}
	find := &contract.Operation{Node: contract.Node{Path: "{urn:a}B/find"}, Name: "find", Style: contract.RPC, In: message("find"), Out: message("findResponse")}
	byName := &contract.Operation{Node: contract.Node{Path: "{urn:a}B/find(findByName)"}, Name: "find", Input: "findByName", Style: contract.RPC, In: message("find"), Out: find.Out}
	byName.In.Body[0].Element.Path = byName.Path + "/in"
	byName.In.Body[0].Element.Type.Decl().Path = byName.Path + "/in"
	contracts := func(ops ...*contract.Operation) *contract.API {
		a := service()
		a.Bindings[0].Operations = ops
		for _, o := range ops {
			for _, e := range wrappers(o) {
				if !slices.Contains(a.Elements, e) {
					a.Elements, a.Types = append(a.Elements, e), append(a.Types, e.Type)
				}
			}
		}
		return a
	}
	_, before := mustPlan(t, nil, contracts(find))
	for _, ops := range [][]*contract.Operation{{find}, {find, byName}, {byName, find}} {
		for _, l := range []*lock.Lock{nil, before} {
			p, _ := mustPlan(t, l, contracts(ops...))
			got := goNames(p)
			if got["{urn:a}find"] != "Find" || got["{urn:a}findResponse"] != "FindResponse" || len(ops) > 1 && got["{urn:a}B/find(findByName)/in"] != "FindByName" {
				t.Errorf("names: %v", got)
			}
		}
	}
}
