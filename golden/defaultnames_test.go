package golden_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	emptydefault "example.com/wsgen/golden/empty-default/want/go/in"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// TestChangedName changes a name: its old prefix must not stand for the new namespace.
func TestChangedName(t *testing.T) {
	const text = `<g:order xmlns:g="urn:golden" xmlns:p="urn:p"><g:n>1</g:n><g:price>1</g:price><g:kind>p:a</g:kind></g:order>`
	var doc emptydefault.XMLDocument
	if err := xmltext.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	doc.Root.(*emptydefault.XMLRootOrder).Value.Kind.Set(xsd.QName{Space: "urn:new", Local: "n"})
	got, err := xmltext.Marshal(&doc)
	if err != nil || strings.Contains(string(got), "xmlns:p=") || !strings.Contains(string(got), `="urn:new"`) {
		t.Errorf("%v\n%s", err, got)
	}
}

// TestDefaultNames reads empty elements as the names that are their defaults: in the namespaces of the schema's prefixes,
// of which the document has none. (libxml2 looks these prefixes up in the document, so that it can't judge this one.)
func TestDefaultNames(t *testing.T) {
	const text = `<gol:order xmlns:gol="urn:golden"><gol:n>1</gol:n><gol:price>1</gol:price><gol:kind></gol:kind><gol:own></gol:own>` +
		`<gol:bare></gol:bare><gol:kinds></gol:kinds><gol:either></gol:either><gol:marked></gol:marked></gol:order>`
	var doc emptydefault.XMLDocument
	if err := xmltext.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	order := &doc.Root.(*emptydefault.XMLRootOrder).Value
	a := xsd.QName{Space: "urn:golden", Local: "a"}
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"kind", order.Kind.Or(xsd.QName{}), emptydefault.OrderKindDefault},
		{"kind in the other namespace", order.Kind.Or(xsd.QName{}), xsd.QName{Space: "urn:other", Local: "plain"}},
		{"own", order.Own.Or(xsd.QName{}), emptydefault.OrderOwnFixed},
		{"bare", order.Bare.Or(xsd.QName{}), xsd.QName{Local: "bare"}},
		{"kinds", order.Kinds.Or(nil), emptydefault.Kinds{a, {Space: "urn:other", Local: "b"}}},
		{"either", order.Either.Or(""), emptydefault.OrderEitherDefault},
		{"marked", order.Marked.Value, a},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, d)
		}
	}
	if got, err := xmltext.Marshal(&doc); err != nil || string(got) != text {
		t.Errorf("written again: %v\n%s\nwant:\n%s", err, got, text)
	}
	order.Bare.Set(a)
	const changed = `<gol:bare>gol:a</gol:bare>`
	if got, err := xmltext.Marshal(&doc); err != nil || !strings.Contains(string(got), changed) {
		t.Errorf("a name that was changed: %v\n%s\nwant %s", err, got, changed)
	}
}
