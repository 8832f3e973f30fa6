package golden_test

import (
	"errors"
	"strings"
	"testing"

	lists "example.com/wsgen/golden/lists/want/go/in"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// An item that would read as none or as several is an error, not another list.
func TestItemsThatBreakTheList(t *testing.T) {
	for name, x := range map[string]lists.Lists{
		"a union with a space": {Sizes: xsd.Some(lists.Sizes{"large", "1 2"})},
		"an empty union":       {Sizes: xsd.Some(lists.Sizes{""})},
		"a name in a union":    {Marks: xsd.Some(lists.Marks{"{urn:x}a b"})},
		"an empty binary":      {Blobs: xsd.Some(lists.Blobs{{1}, {}})},
		"an empty hexBinary":   {Hashes: xsd.Some(lists.Hashes{nil})},
		"a name with a space":  {Names: xsd.Some(lists.Names{{Local: "a b"}})},
	} {
		_, err := xmltext.Marshal(&lists.XMLDocument{Root: &lists.XMLRootLists{Value: x}})
		if _, ok := errors.AsType[*xmltext.EncodeError](err); !ok {
			t.Errorf("%s: error %v", name, err)
		}
	}
	x := lists.Lists{Sizes: xsd.Some(lists.Sizes{"large", "1"}), Marks: xsd.Some(lists.Marks{}), Blobs: xsd.Some(lists.Blobs{{1}})}
	if _, err := xmltext.Marshal(&lists.XMLDocument{Root: &lists.XMLRootLists{Value: x}}); err != nil {
		t.Error(err)
	}
}

// TestNilLists reads xsi:nil where lists are not nillable: it is written again, with what stands in the element, until the list
// is set.
func TestNilLists(t *testing.T) {
	const document = `<g:lists xmlns:g="urn:golden" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">%</g:lists>`
	for _, element := range []string{
		`<g:counts xsi:nil="true"></g:counts>`, `<g:counts xsi:nil="true">1 2</g:counts>`,
		`<g:names xsi:nil="true">g:a xsi:b</g:names>`, `<g:sizes xsi:nil="true">large 1</g:sizes>`,
	} {
		text := strings.Replace(document, "%", element, 1)
		var doc lists.XMLDocument
		if err := xmltext.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		written, err := xmltext.Marshal(&doc)
		if d := infoset.Diff([]byte(text), written); err != nil || d != "" {
			t.Errorf("%s: written as %s, error %v: %s", element, written, err, d)
		}
		doc.Root.(*lists.XMLRootLists).Value.Counts = xsd.Some(lists.Counts{3})
		written, err = xmltext.Marshal(&doc)
		if err != nil || strings.Contains(element, "counts") && !strings.Contains(string(written), "<gol:counts>3</gol:counts>") {
			t.Errorf("%s: set and written as %s, error %v", element, written, err)
		}
	}
}
