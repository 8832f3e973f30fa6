package golden_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/runtime/xmltext"
)

// What the first word of a document's name says; the others are valid.
const (
	unknownDocument = "unknown" // has what the schema does not know
	invalidDocument = "invalid" // breaks the schema
	beyondDocument  = "beyond"  // is valid, but not for libxml2
)

func is(file, kind string) bool { return strings.HasPrefix(filepath.Base(file), kind) }

// docsOf lists the documents of a case: in wire/ those that are written again byte for byte, in docs/ those in any
// form that XML has for them.
func docsOf(t *testing.T, name string) []string {
	t.Helper()
	var all []string
	for _, folder := range []string{"wire", "docs"} {
		files, err := filepath.Glob(filepath.Join(name, folder, "*.xml"))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, files...)
	}
	return all
}

// schemasOf lists the schemas of a case.
func schemasOf(t *testing.T, name string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(name, "*.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(file string) bool { return filepath.Base(file) == "xmllint.xsd" })
}

// TestEveryCaseIsDriven finds documents that no test reads, and schemas that no document shows at work.
func TestEveryCaseIsDriven(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if !e.IsDir() || ownTest[name] {
			continue
		}
		docs, driven := len(docsOf(t, name)) > 0, operations[name] != nil || roots[name] != nil
		refused := strings.HasPrefix(name, "error-")
		switch {
		case refused && docs:
			t.Errorf("%s has documents, and must not generate", name)
		case refused:
		case docs && !driven:
			t.Errorf("the documents of %s are not read by a test", name)
		case !docs && (driven || len(schemasOf(t, name)) > 0):
			t.Errorf("%s has no documents", name)
		}
	}
	for _, list := range [][]string{keys(operations), keys(roots)} {
		for _, name := range list {
			if _, err := os.Stat(name); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestDocuments reads each document of each case and writes one that says the same. libxml2 finds both valid, or both
// invalid where the name of the document says so; so do the types that have a method Validate.
func TestDocuments(t *testing.T) {
	for _, name := range append(keys(operations), keys(roots)...) {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			var pairs []string
			for _, file := range docsOf(t, name) {
				written := filepath.Join(out, filepath.Base(filepath.Dir(file))+"-"+filepath.Base(file))
				t.Run(strings.TrimSuffix(filepath.Base(file), ".xml"), func(t *testing.T) { rewrite(t, name, file, written) })
				pairs = append(pairs, file, written)
			}
			if schema := schemaOf(name); schema != "" && !t.Failed() {
				t.Run("xmllint", func(t *testing.T) { judge(t, schema, version11[name], pairs) })
			}
		})
	}
}

// rewrite reads a document, writes it to another file and compares them.
func rewrite(t *testing.T, name, file, written string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, invalid := roundTrip(t, name, data)
	if diff := infoset.Diff(data, got); diff != "" {
		t.Errorf("%s\nwritten again:\n%s", diff, got)
	}
	if wantValid := !is(file, invalidDocument); strings.HasPrefix(name, "validate-") && wantValid != (invalid == nil) {
		t.Errorf("Validate answers %v", invalid)
	}
	if err := os.WriteFile(written, got, 0o666); err != nil {
		t.Fatal(err)
	}
}

// roundTrip reads and writes a document with the types of a case, and says what Validate does where there is one.
func roundTrip(t *testing.T, name string, data []byte) (got []byte, invalid error) {
	t.Helper()
	var x any
	if op := operations[name]; op != nil {
		node, _ := decode(t, op, data)
		x, got = node, []byte(encode(t, op, node))
	} else {
		doc := roots[name]()
		if err := xmltext.Unmarshal(data, doc); err != nil {
			t.Fatal(err)
		}
		var err error
		if got, err = xmltext.Marshal(doc); err != nil {
			t.Fatal(err)
		}
		x = doc
	}
	if v, ok := x.(interface{ Validate() error }); ok {
		invalid = v.Validate()
	}
	return got, invalid
}

// version11 are the cases whose schemas are of XML Schema 1.1, which libxml2 does not read.
var version11 = map[string]bool{"schema-11": true}

// schemaOf is what libxml2 is given for the schema of a case; nothing where that stands within a WSDL or a spec.
func schemaOf(name string) string {
	for _, file := range []string{"xmllint.xsd", "in.xsd", "types.xsd"} {
		file = filepath.Join(name, file)
		if _, err := os.Stat(file); err == nil {
			return file
		}
	}
	return ""
}

// judge has libxml2 check documents against a schema: each as it was read, and behind it as it was written.
func judge(t *testing.T, schema string, refused bool, files []string) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("XMLLINT IS NOT INSTALLED, so that no document is validated against its schema")
	}
	out, err := exec.Command(xmllint, append([]string{"--nonet", "--noout", "--schema", schema}, files...)...).CombinedOutput()
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		t.Fatal(err)
	} else if unread := ok && exit.ExitCode() == 5; unread != refused {
		t.Fatalf("libxml2 reads the schema: %v\n%s", !unread, out)
	} else if refused {
		return
	}
	verdicts := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^(.*) (validates|fails to validate)$`).FindAllSubmatch(out, -1) {
		verdicts[string(m[1])] = string(m[2]) == "validates"
	}
	for i, file := range files {
		valid, checked := verdicts[file]
		source, again := files[i-i%2], i%2 == 1
		want := !is(source, invalidDocument) && !is(source, beyondDocument)
		open := is(source, unknownDocument) || again && is(source, beyondDocument)
		if !checked || valid != want && !open {
			t.Errorf("%s (written again: %v) is valid for libxml2: %v, want %v", source, again, valid, want)
		}
	}
	if t.Failed() {
		t.Logf("%s", out)
	}
}

func keys[V any](m map[string]V) []string {
	var list []string
	for name := range m {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}
