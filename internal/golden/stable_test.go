package golden

import (
	"os"
	"path/filepath"
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

// TestAdditionStaysLocal adds a field, and a field with a type of its own, at every sequence of
// every schema. Nothing gets another name or shape, and only the addition's own lines change.
func TestAdditionStaysLocal(t *testing.T) {
	const field = `<xs:element name="zzNew" type="xs:string" minOccurs="0"/>`
	const typed = `<xs:element name="zzNew" type="g:AaaNew" minOccurs="0"/>`
	const newType = `<xs:complexType name="AaaNew"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:complexType>`
	schemas, err := filepath.Glob(filepath.Join(cases, "*", "types.xsd"))
	if err != nil || len(schemas) == 0 {
		t.Fatalf("no schemas: %v", err)
	}
	for _, name := range schemas {
		dir := filepath.Dir(name)
		if strings.HasPrefix(filepath.Base(dir), "error-") {
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) {
			schema := read(t, name)
			before := snap(t, copyCase(t, dir, schema), nil)
			for at := range insertions(schema) {
				after := snap(t, copyCase(t, dir, schema[:at]+field+schema[at:]), before.lock)
				added, removed, diff := changes(before, after)
				if added+removed == 0 || added+removed > 25 || removed > 3 {
					t.Errorf("a field at offset %d adds %d lines and removes %d:\n%s", at, added, removed, diff)
				}
				checkKept(t, before.lock, after.lock)

				text := schema[:at] + typed + schema[at:]
				text = strings.Replace(text, "</xs:schema>", newType+"</xs:schema>", 1)
				after = snap(t, copyCase(t, dir, text), before.lock)
				if _, removed, diff := changes(before, after); removed > 3 {
					t.Errorf("a type and a field at offset %d remove %d lines:\n%s", at, removed, diff)
				}
				checkKept(t, before.lock, after.lock)
			}
		})
	}
}

// insertions yields the offsets behind every <xs:sequence> and behind the first element of it.
func insertions(schema string) map[int]bool {
	offsets := map[int]bool{}
	for at := 0; ; {
		i := strings.Index(schema[at:], "<xs:sequence>")
		if i < 0 {
			return offsets
		}
		at += i + len("<xs:sequence>")
		offsets[at] = true
		end := strings.Index(schema[at:], "/>")
		next := strings.TrimSpace(schema[at:])
		if strings.HasPrefix(next, "<xs:element") && end > 0 && !strings.Contains(schema[at:at+end], "><") && !strings.Contains(schema[at:at+end], "<xs:simpleType") && !strings.Contains(schema[at:at+end], "<xs:annotation") {
			offsets[at+end+len("/>")] = true
		}
	}
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

func copyCase(t *testing.T, dir, schema string) string {
	t.Helper()
	to := t.TempDir()
	for name, data := range map[string]string{"in.wsdl": read(t, filepath.Join(dir, "in.wsdl")), "types.xsd": schema} {
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

// TestSameBytesTwice generates every schema twice: no map's order may show.
func TestSameBytesTwice(t *testing.T) {
	schemas, err := filepath.Glob(filepath.Join(cases, "*", "types.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range schemas {
		dir := filepath.Dir(name)
		if strings.HasPrefix(filepath.Base(dir), "error-") {
			continue
		}
		if _, _, diff := changes(snap(t, dir, nil), snap(t, dir, nil)); diff != "" {
			t.Errorf("%s differs from run to run:\n%s", dir, diff)
		}
	}
}
