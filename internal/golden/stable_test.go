package golden

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/emit"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
)

// A snapshot is what a schema gives: files by name, and the lock.
type snapshot struct {
	files map[string]string
	lock  *lock.Lock
}

func snap(t *testing.T, dir string, before *lock.Lock) snapshot {
	t.Helper()
	apis, diags := gen.Load(dir, []string{"in.wsdl"})
	if diags.HasErrors() {
		t.Fatalf("%v", diags)
	}
	imports := map[*contract.API]string{}
	for _, api := range apis {
		api.Source, api.Package = "in.wsdl", "orders"
		imports[api] = "example.com/orders"
	}
	table, diags := names.Plan(apis, before)
	if diags.HasErrors() {
		t.Fatalf("%v", diags)
	}
	s := snapshot{files: map[string]string{}, lock: new(lock.Lock)}
	table.Record(s.lock)
	for _, api := range apis {
		files, err := emit.Files(api, table, emit.Options{Runtime: "example.com/wsgen/runtime", Imports: imports})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			s.files[f.Name] = string(f.Data)
		}
	}
	return s
}

// changes counts the lines that come and go between two snapshots.
func changes(a, b snapshot) (added, removed int, diff string) {
	for _, name := range unionKeys(a.files, b.files) {
		d := Diff(name, a.files[name], b.files[name])
		diff += d
		for i, line := range strings.Split(d, "\n") {
			switch {
			case i < 2: // the two file names
			case strings.HasPrefix(line, "+"):
				added++
			case strings.HasPrefix(line, "-"):
				removed++
			}
		}
	}
	return added, removed, diff
}

// An addition is a document with one declaration more, and how many lines that may change: those
// that come, and those that go because they name the first position or the source.
type addition struct {
	what           string
	schema, wsdl   string
	added, removed int
}

// TestAdditionStaysLocal adds a declaration of each kind at every place of every schema that can have
// one. Nothing gets another name or shape, and only the addition's own lines change.
func TestAdditionStaysLocal(t *testing.T) {
	schemas, err := filepath.Glob(filepath.Join(cases, "*", "types.xsd"))
	if err != nil || len(schemas) == 0 {
		t.Fatalf("no schemas: %v", err)
	}
	kinds := map[string]int{}
	for _, name := range schemas {
		dir := filepath.Dir(name)
		if strings.HasPrefix(filepath.Base(dir), "error-") {
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) {
			schema, wsdl := read(t, name), read(t, filepath.Join(dir, "in.wsdl"))
			before := snap(t, writeCase(t, wsdl, schema), nil)
			for _, a := range additions(schema, wsdl) {
				kinds[a.what]++
				after := snap(t, writeCase(t, a.wsdl, a.schema), before.lock)
				added, removed, diff := changes(before, after)
				if added == 0 || added > a.added || removed > a.removed {
					t.Errorf("%s adds %d lines and removes %d, want at most %d and %d:\n%s", a.what, added, removed, a.added, a.removed, diff)
				}
				checkKept(t, before.lock, after.lock)
			}
		})
	}
	for _, what := range []string{"field", "typed field", "attribute", "first branch", "last branch", "enumeration value", "type", "operation"} {
		if kinds[what] == 0 {
			t.Errorf("no schema has a place for a %s", what)
		}
	}
}

// additions lists the documents with one declaration more.
func additions(schema, wsdl string) []addition {
	const newType = `<xs:complexType name="AaaNew"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:complexType></xs:schema>`
	var list []addition
	add := func(what string, at int, text string, added, removed int) {
		list = append(list, addition{what, schema[:at] + text + schema[at:], wsdl, added, removed})
	}
	for at := range insertions(schema) {
		add("field", at, `<xs:element name="zzNew" type="xs:string" minOccurs="0"/>`, 22, 3)
		add("typed field", at, `<xs:element name="zzNew" type="g:AaaNew" minOccurs="0"/>`, 60, 3)
		last := &list[len(list)-1]
		last.schema = strings.Replace(last.schema, "</xs:schema>", newType, 1)
	}
	for _, at := range behind(schema, regexp.MustCompile(`<xs:choice[^>]*>`)) {
		add("first branch", at, `<xs:element name="zzNew" type="xs:string"/>`, 30, 6)
	}
	for _, at := range before(schema, regexp.MustCompile(`</xs:choice>`)) {
		add("last branch", at, `<xs:element name="zzNew" type="xs:string"/>`, 30, 2)
	}
	for _, at := range before(schema, regexp.MustCompile(`</xs:(sequence|choice|all)></xs:complexType>|</xs:extension>`)) {
		if strings.HasPrefix(schema[at:], "</xs:extension>") {
			add("attribute", at, `<xs:attribute name="zzNew" type="xs:int"/>`, 22, 3)
		} else {
			add("attribute", at+strings.Index(schema[at:], "></")+1, `<xs:attribute name="zzNew" type="xs:int"/>`, 22, 3)
		}
	}
	for _, at := range behind(schema, regexp.MustCompile(`<xs:enumeration value="[^"]*[a-z]"/>`)) {
		add("enumeration value", at, `<xs:enumeration value="zzNew"/>`, 9, 1) // twice where a union has it too
	}
	whole := strings.Replace(schema, "</xs:schema>", `<xs:element name="aaaNew" type="xs:string"/>`+newType, 1)
	list = append(list, addition{"type", whole, operation(wsdl, "g:aaaNew"), 130, 1})
	return append(list, addition{"operation", schema, operation(wsdl, "g:order"), 60, 1})
}

// operation adds an operation whose request is the given element.
func operation(wsdl, element string) string {
	wsdl = strings.Replace(wsdl, "<portType", `<message name="zzNew"><part name="body" element="`+element+`"/></message><portType`, 1)
	wsdl = strings.Replace(wsdl, "</portType>", `<operation name="aaaOp"><input message="g:zzNew"/><output message="g:zzNew"/></operation></portType>`, 1)
	const bound = `<operation name="aaaOp"><soap:operation soapAction="urn:new"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>`
	return strings.Replace(wsdl, "</binding>", bound, 1)
}

// behind and before return the offsets at the end and at the start of every match.
func behind(text string, re *regexp.Regexp) (offsets []int) {
	for _, m := range re.FindAllStringIndex(text, -1) {
		offsets = append(offsets, m[1])
	}
	return offsets
}

func before(text string, re *regexp.Regexp) (offsets []int) {
	for _, m := range re.FindAllStringIndex(text, -1) {
		offsets = append(offsets, m[0])
	}
	return offsets
}

// insertions yields the offsets behind every <xs:sequence> and behind the first element of it.
func insertions(schema string) map[int]bool {
	offsets := map[int]bool{}
	for _, at := range behind(schema, regexp.MustCompile(`<xs:sequence>`)) {
		offsets[at] = true
	}
	for _, at := range behind(schema, regexp.MustCompile(`<xs:sequence>\s*<xs:element [^>]*/>`)) {
		offsets[at] = true
	}
	return offsets
}

func checkKept(t *testing.T, before, after *lock.Lock) {
	t.Helper()
	have := map[string]bool{}
	for line := range strings.Lines(string(after.Bytes())) {
		have[line] = true
	}
	for line := range strings.Lines(string(before.Bytes())) {
		if !have[line] {
			t.Errorf("the addition loses the fact %s", line)
		}
	}
}

func writeCase(t *testing.T, wsdl, schema string) string {
	t.Helper()
	to := t.TempDir()
	for name, data := range map[string]string{"in.wsdl": wsdl, "types.xsd": schema} {
		if err := os.WriteFile(filepath.Join(to, name), []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestSameBytes generates every schema many times: no map's order may show, which Go makes another
// one in every loop.
func TestSameBytes(t *testing.T) {
	schemas, err := filepath.Glob(filepath.Join(cases, "*", "types.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range schemas {
		dir := filepath.Dir(name)
		if strings.HasPrefix(filepath.Base(dir), "error-") {
			continue
		}
		first := snap(t, dir, nil)
		for range 20 {
			again := snap(t, dir, nil)
			if _, _, diff := changes(first, again); diff != "" {
				t.Fatalf("%s differs from run to run:\n%s", dir, diff)
			}
			if !bytes.Equal(first.lock.Bytes(), again.lock.Bytes()) {
				t.Fatalf("%s: the lock differs from run to run", dir)
			}
		}
	}
}
