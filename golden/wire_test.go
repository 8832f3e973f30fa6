// Package golden_test drives the generated types of the cases over the documents in wire/.
package golden_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	anyorder "example.com/wsgen/golden/any-order/want/go/orders"
	attributes "example.com/wsgen/golden/attributes/want/go/orders"
	choice "example.com/wsgen/golden/choice/want/go/orders"
	chosen "example.com/wsgen/golden/chosen/want/go/exchange"
	defaultfixed "example.com/wsgen/golden/default-fixed/want/go/orders"
	documents "example.com/wsgen/golden/document/want/go/orders"
	elementtwice "example.com/wsgen/golden/element-twice/want/go/orders"
	enum "example.com/wsgen/golden/enum/want/go/orders"
	extension "example.com/wsgen/golden/extension/want/go/orders"
	groupmembers "example.com/wsgen/golden/group-members/want/go/orders"
	grouptwice "example.com/wsgen/golden/group-twice/want/go/orders"
	hostilenames "example.com/wsgen/golden/hostile-names/want/go/orders"
	hostiletext "example.com/wsgen/golden/hostile-text/want/go/orders"
	listunion "example.com/wsgen/golden/list-union/want/go/orders"
	mixed "example.com/wsgen/golden/mixed/want/go/orders"
	namecollision "example.com/wsgen/golden/name-collision/want/go/orders"
	polymorphism "example.com/wsgen/golden/polymorphism/want/go/orders"
	presence "example.com/wsgen/golden/presence/want/go/orders"
	recursion "example.com/wsgen/golden/recursion/want/go/orders"
	repeatedgroup "example.com/wsgen/golden/repeated-group/want/go/orders"
	rpcencoded "example.com/wsgen/golden/rpc-encoded/want/go/parcels"
	rpcheader "example.com/wsgen/golden/rpc-header/want/go/orders"
	rpcliteral "example.com/wsgen/golden/rpc-literal/want/go/rates"
	simplecontent "example.com/wsgen/golden/simple-content/want/go/orders"
	substitution "example.com/wsgen/golden/substitution/want/go/orders"
	twobindings "example.com/wsgen/golden/two-bindings/want/go/orders"
	whitespace "example.com/wsgen/golden/white-space/want/go/orders"
	wildcardchoice "example.com/wsgen/golden/wildcard-choice/want/go/orders"
	wildcard "example.com/wsgen/golden/wildcard/want/go/orders"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// operations has the operation of each case whose documents are read and written.
var operations = map[string]*soap.Operation{
	"two-bindings":    &twobindings.OpOrdersBindingSend,
	"name-collision":  &namecollision.OpSend,
	"hostile-names":   &hostilenames.OpNewClientX,
	"any-order":       &anyorder.OpSend,
	"attributes":      &attributes.OpSend,
	"choice":          &choice.OpSend,
	"chosen":          &chosen.OpSend,
	"default-fixed":   &defaultfixed.OpSend,
	"document":        &documents.OpSend,
	"element-twice":   &elementtwice.OpSend,
	"enum":            &enum.OpSend,
	"extension":       &extension.OpSend,
	"group-members":   &groupmembers.OpSend,
	"group-twice":     &grouptwice.OpSend,
	"hostile-text":    &hostiletext.OpSend,
	"list-union":      &listunion.OpSend,
	"mixed":           &mixed.OpSend,
	"polymorphism":    &polymorphism.OpSend,
	"presence":        &presence.OpSend,
	"recursion":       &recursion.OpSend,
	"repeated-group":  &repeatedgroup.OpSend,
	"rpc-encoded":     &rpcencoded.OpSend,
	"rpc-header":      &rpcheader.OpAdd,
	"rpc-literal":     &rpcliteral.OpConvert,
	"simple-content":  &simplecontent.OpSend,
	"substitution":    &substitution.OpSend,
	"white-space":     &whitespace.OpSend,
	"wildcard":        &wildcard.OpSend,
	"wildcard-choice": &wildcardchoice.OpSend,
}

// TestWire reads each document and writes the same bytes again. Only a document whose name starts
// with "unknown" has drift.
func TestWire(t *testing.T) {
	for name, op := range operations {
		files, err := filepath.Glob(filepath.Join(name, "wire", "*.xml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			t.Run(strings.TrimSuffix(file, ".xml"), func(t *testing.T) { testWire(t, op, file) })
		}
	}
}

func testWire(t *testing.T, op *soap.Operation, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	node, drift := decode(t, op, data)
	if want := is(file, unknownDocument); want != (len(drift) > 0) {
		t.Errorf("drift %v, want some: %v", drift, want)
	}
	if got := encode(t, op, node); got != string(data) {
		t.Errorf("written again:\n%s\nwant:\n%s", got, data)
	}
}

func decode(t *testing.T, op *soap.Operation, data []byte) (xmltext.Node, []xmltext.Drift) {
	t.Helper()
	part := op.In.Body[0]
	d := xmltext.NewDecoder()
	defer d.Release()
	var drift []xmltext.Drift
	d.OnDrift = func(dr xmltext.Drift) { drift = append(drift, dr) }
	d.Reset(data)
	node := part.New()
	if err := d.Document(part.Name, op.Binding.Namespaces, part.Type, node); err != nil {
		t.Fatal(err)
	}
	return node, drift
}

func encode(t *testing.T, op *soap.Operation, node xmltext.Node) string {
	t.Helper()
	part := op.In.Body[0]
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	if err := e.Document(part.Name, op.Binding.Namespaces, part.Type, node); err != nil {
		t.Fatal(err)
	}
	return string(e.Output())
}

// TestDocumentsAreWellFormed keeps the documents honest where xmllint is missing.
func TestDocumentsAreWellFormed(t *testing.T) {
	files, err := filepath.Glob("*/wire/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(f)
		for err == nil {
			_, err = d.Token()
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", file, err)
		}
		f.Close()
	}
}
