package gen

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/runtime"
)

// hostile are names that make equal or reserved Go names, alone or behind one another.
var hostile = []string{
	"a", "A", "a.b", "a-b", "aB", "A_b", "B", "_", "_n", "__n", "T", "TA", "tA", "Any", "AnyA", "AOther", "AChoice", "Choice", "AChoiceA",
	"AType", "ASequence", "Extra", "ExtraField", "FieldXML", "Validate", "XMLRoot", "XMLDocument", "Value", "func", "string", "é", "É", "日本",
}

// A randomSchema is a schema that grows: what stands in it once keeps its place among what came before it.
type randomSchema struct {
	r     *rand.Rand
	types []*randomType
	roots []randomRoot
}

type randomRoot struct{ name, typ string }

type randomType struct {
	name     string
	base     string // of an extension
	values   []string
	attrs    []string
	elements []randomElement
	compound string // of the content: sequence or choice
}

type randomElement struct {
	name   string
	within []string // elements of an anonymous type, for a choice when more than one
	group  bool     // a repeated group takes the place of the element
}

// insert puts x at a random place.
func insert[T any](r *rand.Rand, list []T, x T) []T {
	return slices.Insert(list, r.IntN(len(list)+1), x)
}

// pick returns a hostile name that is none of those taken, false when it happens on one.
func (s *randomSchema) pick(taken ...string) (string, bool) {
	name := hostile[s.r.IntN(len(hostile))]
	return name, !slices.Contains(taken, name)
}

// grow adds one declaration.
func (s *randomSchema) grow() {
	switch kind := s.r.IntN(10); {
	case kind < 2 || len(s.types) == 0:
		s.growType()
	case kind == 2:
		var taken []string
		for _, root := range s.roots {
			taken = append(taken, root.name)
		}
		if name, ok := s.pick(taken...); ok {
			s.roots = insert(s.r, s.roots, randomRoot{name, s.types[s.r.IntN(len(s.types))].name})
		}
	default:
		s.growWithin(s.types[s.r.IntN(len(s.types))])
	}
}

func (s *randomSchema) growType() {
	var taken []string
	for _, t := range s.types {
		taken = append(taken, t.name)
	}
	name, ok := s.pick(taken...)
	if !ok {
		return
	}
	t := &randomType{name: name, compound: []string{"sequence", "choice"}[s.r.IntN(2)]}
	if s.r.IntN(4) == 0 {
		t.values = []string{name}
	} else if len(s.types) > 0 && s.r.IntN(3) == 0 {
		if base := s.types[s.r.IntN(len(s.types))]; base.values == nil {
			t.base = base.name
		}
	}
	s.types = insert(s.r, s.types, t)
}

func (s *randomSchema) growWithin(t *randomType) {
	if t.values != nil {
		if v, ok := s.pick(t.values...); ok {
			t.values = insert(s.r, t.values, v)
		}
		return
	}
	if s.r.IntN(4) == 0 {
		if a, ok := s.pick(t.attrs...); ok && t.base == "" {
			t.attrs = insert(s.r, t.attrs, a)
		}
		return
	}
	var taken []string
	for _, e := range t.elements {
		taken = append(append(taken, e.name), e.within...)
	}
	if i := s.r.IntN(len(t.elements) + 1); i < len(t.elements) && len(t.elements[i].within) > 0 {
		if name, ok := s.pick(taken...); ok {
			t.elements[i].within = insert(s.r, t.elements[i].within, name)
		}
		return
	}
	name, ok := s.pick(taken...)
	if !ok {
		return
	}
	e := randomElement{name: name}
	switch s.r.IntN(3) {
	case 0:
		e.within = []string{name}
	case 1:
		if !slices.ContainsFunc(t.elements, func(e randomElement) bool { return e.group }) { // a second one would be known by its number
			e.group, e.within = true, []string{name}
		}
	}
	t.elements = insert(s.r, t.elements, e)
}

func (s *randomSchema) String() string {
	var b strings.Builder
	b.WriteString(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:a" targetNamespace="urn:a">` + "\n")
	for _, root := range s.roots {
		fmt.Fprintf(&b, "<xs:element name=%q type=%q/>\n", root.name, root.typ)
	}
	for _, t := range s.types {
		t.write(&b)
	}
	b.WriteString("</xs:schema>\n")
	return b.String()
}

func (t *randomType) write(b *strings.Builder) {
	if t.values != nil {
		fmt.Fprintf(b, "<xs:simpleType name=%q><xs:restriction base=\"xs:string\">", t.name)
		for _, v := range t.values {
			fmt.Fprintf(b, "<xs:enumeration value=%q/>", v)
		}
		b.WriteString("</xs:restriction></xs:simpleType>\n")
		return
	}
	fmt.Fprintf(b, "<xs:complexType name=%q>", t.name)
	if t.base != "" {
		fmt.Fprintf(b, "<xs:complexContent><xs:extension base=%q>", t.base)
	}
	fmt.Fprintf(b, "<xs:%s>", t.compound)
	for _, e := range t.elements {
		e.write(b)
	}
	fmt.Fprintf(b, "</xs:%s>", t.compound)
	for _, a := range t.attrs {
		fmt.Fprintf(b, "<xs:attribute name=%q type=\"xs:int\" default=\"1\"/>", a)
	}
	if t.base != "" {
		b.WriteString("</xs:extension></xs:complexContent>")
	}
	b.WriteString("</xs:complexType>\n")
}

func (e randomElement) write(b *strings.Builder) {
	if len(e.within) == 0 {
		fmt.Fprintf(b, "<xs:element name=%q type=\"xs:string\"/>", e.name)
		return
	}
	open, end := fmt.Sprintf("<xs:element name=%q><xs:complexType><xs:choice>", e.name), "</xs:choice></xs:complexType></xs:element>"
	if e.group {
		open, end = `<xs:sequence maxOccurs="3">`, "</xs:sequence>"
	}
	b.WriteString(open)
	for _, name := range e.within {
		fmt.Fprintf(b, "<xs:element name=%q type=\"xs:int\"/>", name)
	}
	b.WriteString(end)
}

// planned returns the names of a schema's declarations and the lock that holds them.
func planned(t *testing.T, schema string, before *lock.Lock) *lock.Lock {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "in.xsd"), []byte(schema), 0o600); err != nil {
		t.Fatal(err)
	}
	apis, list := Load(dir, []string{"in.xsd"})
	if list.HasErrors() {
		t.Fatalf("%s%v", schema, list)
	}
	table, list := names.Plan(apis, before)
	if list.HasErrors() {
		t.Fatalf("%s%v", schema, list)
	}
	l := new(lock.Lock)
	table.Record(l)
	return l
}

// facts are the lines of a lock, by all words but the last.
func facts(l *lock.Lock) map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(string(l.Bytes())) {
		if i := strings.LastIndexByte(line, ' '); strings.HasPrefix(line, "name ") || strings.HasPrefix(line, "shape ") {
			all[line[:i]] = line[i+1:]
		}
	}
	return all
}

// TestGrowthRenamesNothing lets schemas grow by one declaration at a time, in random places and under names that get in
// each other's way. Every declaration that was there keeps its name and its shape.
func TestGrowthRenamesNothing(t *testing.T) {
	for seed := range uint64(40) {
		s := &randomSchema{r: rand.New(rand.NewPCG(seed, 0))}
		s.growType()
		l := new(lock.Lock)
		for range 15 {
			before := facts(l)
			for range 1 + s.r.IntN(3) {
				s.grow()
			}
			l = planned(t, s.String(), l)
			after := facts(l)
			maps.DeleteFunc(after, func(key, _ string) bool { return before[key] == "" })
			if diff := cmp.Diff(before, after); diff != "" {
				t.Fatalf("seed %d: %s\n%s", seed, diff, s)
			}
		}
	}
}

// lasting are the lines of a lock that an addition leaves as they are: all but the hashes of what was read and written.
func lasting(l *lock.Lock) (lines []string) {
	for line := range strings.Lines(string(l.Bytes())) {
		if strings.HasPrefix(line, "file ") || strings.HasPrefix(line, "input ") {
			line = line[:strings.LastIndexByte(line, ' ')]
		}
		lines = append(lines, line)
	}
	return lines
}

// TestGrowthKeepsLock lets schemas grow through the whole pipeline: each lock holds the lines of the one before, byte for
// byte and in their order.
func TestGrowthKeepsLock(t *testing.T) {
	for seed := range uint64(3) {
		s := &randomSchema{r: rand.New(rand.NewPCG(seed, 2))}
		s.growType()
		l := new(lock.Lock)
		for range 4 {
			for range 6 {
				s.grow()
			}
			next := generated(t, map[string]string{"a.xsd": s.String()}, l).Lock
			rest := lasting(next)
			for _, line := range lasting(l) {
				i := slices.Index(rest, line)
				if i < 0 {
					t.Fatalf("seed %d: the line %q is gone or moved\n%s", seed, line, next.Bytes())
				}
				rest = rest[i+1:]
			}
			l = next
		}
	}
}

// TestRandomSchemasCompile has what is made of such schemas type-checked.
func TestRandomSchemasCompile(t *testing.T) {
	for seed := range uint64(4) {
		s := &randomSchema{r: rand.New(rand.NewPCG(seed, 1))}
		for range 150 {
			s.grow()
		}
		dir := t.TempDir()
		for name, text := range map[string]string{"in.xsd": s.String(), "go.mod": "module example.org/random\n"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, list := Generate(Config{Dir: dir, Inputs: []string{"in.xsd"}, Conformance: true, Runtime: Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()}})
		if list.HasErrors() {
			t.Errorf("seed %d: %v\n%s", seed, list, s)
		}
	}
}
