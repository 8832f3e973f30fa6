package difftest_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/wsgen/gen/diff"
)

// A family is types that derive from each other, and elements that stand for each other. Types go by their index; names may change.
type family struct {
	types    []kin
	elements []place
}

// A kin is a type: a complex one, or one of texts.
type kin struct {
	name     string
	base     int    // -1 for none; of texts xs:int
	kind     string // of derivation
	text     bool
	adds     bool // an extension has an element more
	abstract bool
	block    string
}

// A place is a global element that requests may hold.
type place struct {
	name      string
	typ       int // -1 for xs:int
	head      int // of its substitution group, -1 for none
	abstract  bool
	anonymous bool // its type extends typ and has no name
	block     string
}

var blockings = []string{"", "", "", "", "extension", "restriction", "#all"}

func randomFamily(r *rand.Rand) *family {
	f := &family{}
	for i := range 4 + r.IntN(3) {
		k := kin{name: fmt.Sprintf("T%d", i), base: -1, kind: "extension", text: r.IntN(5) == 0, block: pick(r, blockings), adds: r.IntN(3) == 0, abstract: r.IntN(10) == 0}
		if i > 0 && r.IntN(6) > 0 {
			k.base = r.IntN(i)
			k.kind, k.text = pick(r, []string{"extension", "restriction"}), f.types[k.base].text
		}
		f.types = append(f.types, k)
	}
	for i := range 3 + r.IntN(3) {
		e := place{name: fmt.Sprintf("e%d", i), typ: r.IntN(len(f.types)+1) - 1, head: -1, block: pick(r, append(blockings, "substitution")), anonymous: r.IntN(10) == 0}
		if i > 0 && r.IntN(2) == 0 {
			e.head = r.IntN(i)
			var fit []int
			for t := range f.types {
				if f.derives(t, f.elements[e.head].typ) {
					fit = append(fit, t)
				}
			}
			e.typ, e.anonymous = f.elements[e.head].typ, false
			if len(fit) > 0 {
				e.typ = pick(r, fit)
			}
		}
		f.elements = append(f.elements, e)
	}
	return f
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func (f *family) derives(t, from int) bool {
	for ; t >= 0; t = f.types[t].base {
		if t == from {
			return true
		}
	}
	return false
}

// mixed reports whether a type derives from another one in both ways. The judge does not count the first step then.
func (f *family) mixed(t, from int) bool {
	kinds := map[string]bool{}
	for ; t >= 0 && t != from; t = f.types[t].base {
		kinds[f.types[t].kind] = true
	}
	return len(kinds) > 1
}

// changed returns a copy with a change.
func (f *family) changed(r *rand.Rand) *family {
	out := &family{slices.Clone(f.types), slices.Clone(f.elements)}
	i, j := r.IntN(len(f.types)), r.IntN(len(f.elements))
	t, e := &out.types[i], &out.elements[j]
	switch r.IntN(9) {
	case 0:
		t.kind = map[string]string{"extension": "restriction", "restriction": "extension"}[t.kind]
	case 1:
		t.block = pick(r, blockings)
	case 2: // a type between
		out.types = append(out.types, kin{name: fmt.Sprintf("N%d", len(out.types)), base: t.base, kind: pick(r, []string{"extension", "restriction"}), text: t.text, block: pick(r, blockings)})
		t.base = len(out.types) - 1
	case 3:
		if t.base >= 0 { // a type less between
			t.base = out.types[t.base].base
		}
	case 4:
		t.name = "R" + t.name
	case 5:
		t.abstract = !t.abstract
	case 6:
		e.block = pick(r, append(blockings, "substitution"))
	case 7:
		if e.typ >= 0 && e.head < 0 {
			e.typ = pick(r, []int{out.types[e.typ].base, e.typ, r.IntN(len(f.types))})
		}
	case 8:
		e.head = -1
	}
	return out
}

func (f *family) typeName(t int) string {
	if t < 0 {
		return "xs:int"
	}
	return f.types[t].name
}

// content is the elements of a type, those of its bases first.
func (f *family) content(t int) (list []string) {
	if t < 0 {
		return nil
	}
	k := f.types[t]
	list = f.content(k.base)
	if !k.text && (k.base < 0 || k.adds && k.kind == "extension") {
		list = append(list, fmt.Sprintf("c%d", t))
	}
	return list
}

func (f *family) xsd() string {
	var b strings.Builder
	b.WriteString(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:example:diff" targetNamespace="urn:example:diff" elementFormDefault="qualified">` + "\n")
	b.WriteString(`<xs:element name="reply" type="xs:int"/><xs:element name="request"><xs:complexType><xs:sequence>`)
	for _, e := range f.elements {
		fmt.Fprintf(&b, `<xs:element name="l%s" type=%q block=%q minOccurs="0"/>`, e.name, f.typeName(e.typ), strings.Replace(e.block, "substitution", "", 1))
		if e.head < 0 {
			fmt.Fprintf(&b, `<xs:element ref=%q minOccurs="0"/>`, e.name)
		}
	}
	b.WriteString("</xs:sequence></xs:complexType></xs:element>\n")
	for _, e := range f.elements {
		head := ""
		if e.head >= 0 {
			head = fmt.Sprintf(" substitutionGroup=%q", f.elements[e.head].name)
		}
		if e.anonymous && e.typ >= 0 && !f.types[e.typ].text {
			fmt.Fprintf(&b, `<xs:element name=%q%s block=%q><xs:complexType><xs:complexContent><xs:extension base=%q/></xs:complexContent></xs:complexType></xs:element>`+"\n", e.name, head, e.block, f.typeName(e.typ))
			continue
		}
		fmt.Fprintf(&b, `<xs:element name=%q type=%q%s block=%q abstract="%t"/>`+"\n", e.name, f.typeName(e.typ), head, e.block, e.abstract)
	}
	for i := range f.types {
		b.WriteString(f.typeXSD(i))
	}
	return b.String() + "</xs:schema>\n"
}

func (f *family) typeXSD(i int) string {
	k := f.types[i]
	var content strings.Builder
	for _, name := range f.content(i) {
		if k.kind == "restriction" || k.base < 0 || !slices.Contains(f.content(k.base), name) {
			fmt.Fprintf(&content, `<xs:element name=%q type="xs:int" minOccurs="0"/>`, name)
		}
	}
	head := fmt.Sprintf(`<xs:complexType name=%q block=%q abstract="%t">`, k.name, k.block, k.abstract)
	switch {
	case k.text && (k.base < 0 || k.kind == "restriction") && f.simple(k.base):
		return fmt.Sprintf(`<xs:simpleType name=%q><xs:restriction base=%q/></xs:simpleType>`+"\n", k.name, f.typeName(k.base))
	case k.text:
		return fmt.Sprintf(`%s<xs:simpleContent><xs:%s base=%q/></xs:simpleContent></xs:complexType>`+"\n", head, k.kind, f.typeName(k.base))
	case k.base < 0:
		return fmt.Sprintf(`%s<xs:sequence>%s</xs:sequence></xs:complexType>`+"\n", head, content.String())
	}
	return fmt.Sprintf(`%s<xs:complexContent><xs:%s base=%q><xs:sequence>%s</xs:sequence></xs:%[2]s></xs:complexContent></xs:complexType>`+"\n", head, k.kind, f.typeName(k.base), content.String())
}

// simple reports whether a type of texts is a simple one: no step to it extends.
func (f *family) simple(t int) bool {
	return t < 0 || f.simple(f.types[t].base) && (f.types[t].base < 0 || f.types[t].kind == "restriction")
}

// requests are all that hold one element, alone or in the place of another one, with each type that xsi:type could name.
func (f *family) requests() (list []string) {
	for i, e := range f.elements {
		for _, name := range []string{e.name, "l" + e.name} {
			if name == e.name && f.mixedMember(i) {
				continue
			}
			list = append(list, f.request(name, "", e.typ))
			list = append(list, f.request(name, "xs:int", -1), f.request(name, "xs:short", -1))
			for t := range f.types {
				list = append(list, f.request(name, f.types[t].name, t))
			}
		}
	}
	return list
}

func (f *family) mixedMember(i int) bool {
	for head := f.elements[i].head; head >= 0; head = f.elements[head].head {
		if f.mixed(f.elements[i].typ, f.elements[head].typ) {
			return true
		}
	}
	return false
}

func (f *family) request(name, stated string, t int) string {
	var inner strings.Builder
	for _, c := range f.content(t) {
		fmt.Fprintf(&inner, "<%s>1</%[1]s>", c)
	}
	if t < 0 || f.types[t].text {
		inner.WriteString("7")
	}
	if stated != "" {
		stated = fmt.Sprintf(" xsi:type=%q", stated)
	}
	return fmt.Sprintf(`<request xmlns="urn:example:diff" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><%s%s>%s</%[1]s></request>`, name, stated, inner.String())
}

// valid returns which of some documents are valid under the types of a folder; not ok if those are no schema, or one that
// xmllint does not come to an end with.
func valid(t *testing.T, xmllint, dir string, documents []string) (holds map[string]bool, ok bool) {
	t.Helper()
	args := []string{"--nonet", "--noout", "--schema", filepath.Join(dir, "types.xsd")}
	for i, text := range documents {
		file := filepath.Join(dir, fmt.Sprintf("d%d.xml", i))
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	limited, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	out, err := exec.CommandContext(limited, xmllint, args...).CombinedOutput()
	if limited.Err() != nil {
		t.Logf("%s: %v", args[3], err)
		return nil, false
	}
	holds = map[string]bool{}
	for i, text := range documents {
		holds[text] = strings.Contains(string(out), fmt.Sprintf("d%d.xml validates\n", i))
	}
	return holds, !strings.Contains(string(out), "failed to compile")
}

// TestRandomDerivation changes how types derive from each other, what is blocked and what stands for what: no request that was
// valid is not where gen/diff says that they are compatible, and hardly any break lacks a request.
func TestRandomDerivation(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		fmt.Fprintln(os.Stderr, "SKIPPED: random hierarchies of types; xmllint is not installed (package libxml2-utils)")
		t.Skip("xmllint is not installed")
	}
	seed, pairs, most := uint64(12), 60, 6
	if long() {
		seed, pairs, most = 13, 1500, 150
	}
	r := rand.New(rand.NewPCG(11, seed))
	count := map[diff.Wire]int{}
	unproven := 0
	for n := 0; n < pairs; {
		before := randomFamily(r)
		after := before.changed(r)
		for r.IntN(2) == 0 {
			after = after.changed(r)
		}
		p := familyPair(t, before, after)
		was, is := t.TempDir(), t.TempDir()
		for version, dir := range map[string]string{"old": was, "new": is} {
			if _, err := p.write(version, dir); err != nil {
				t.Fatal(err)
			}
		}
		old, ok := valid(t, xmllint, was, before.requests())
		requests := slices.DeleteFunc(before.requests(), func(text string) bool { return !old[text] })
		current, too := valid(t, xmllint, is, requests)
		if !ok || !too || len(requests) == 0 {
			continue
		}
		n++
		broken := slices.IndexFunc(requests, func(text string) bool { return !current[text] })
		verdict, said := p.verdict(t, func(c diff.Change) diff.Wire { return c.Request })
		count[verdict]++
		switch {
		case verdict == diff.Compatible && broken >= 0:
			t.Errorf("%s%s\nis compatible, and a request is not valid: %s%s", before.xsd(), after.xsd(), requests[broken], said)
		case verdict == diff.Breaking && broken < 0:
			unproven++
			t.Logf("%s%s\nis breaking, and no request is invalid%s", before.xsd(), after.xsd(), said)
		}
	}
	if unproven > most || min(count[diff.Compatible], count[diff.Breaking]) < pairs/10 {
		t.Errorf("%v, %d breaks without a proof", count, unproven)
	}
	t.Logf("%v, %d breaks without a proof", count, unproven)
}

func familyPair(t *testing.T, before, after *family) *pair {
	p := randomPair(t, "", &model{}, &model{})
	p.files["old/types.xsd"], p.files["new/types.xsd"] = before.xsd(), after.xsd()
	return p
}
