package golden_test

import (
	"strings"
	"testing"

	lists "example.com/wsgen/golden/lists/want/go/in"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// TestItems refuses to write an item that would be read as none or as two.
func TestItems(t *testing.T) {
	for name, x := range map[string]lists.Lists{
		"empty union":    {Sizes: xsd.Some(lists.Sizes{"5", ""})},
		"empty bytes":    {Hashes: xsd.Some(lists.Hashes{{1}, {}})},
		"two in a union": {Sizes: xsd.Some(lists.Sizes{"5 6"})},
		"two with names": {Marks: xsd.Some(lists.Marks{"{urn:o}m\t7"})},
	} {
		got, err := xmltext.Marshal(&lists.XMLDocument{Root: &lists.XMLRootLists{Value: x}})
		if err == nil || !strings.Contains(err.Error(), "/lists/") {
			t.Errorf("%s: error %v of %s, want one with a path", name, err, got)
		}
	}
	// A no-break space is no white space in XML.
	const text = "<gol:lists xmlns:gol=\"urn:golden\"><gol:sizes>5 a\u00a0b</gol:sizes></gol:lists>"
	var doc lists.XMLDocument
	if err := xmltext.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	if got := doc.Root.(*lists.XMLRootLists).Value.Sizes.Or(nil); len(got) != 2 || got[1] != "a\u00a0b" {
		t.Errorf("items are %q", got)
	}
}
