package golden_test

import (
	"errors"
	"testing"

	lists "example.com/wsgen/golden/lists/want/go/in"
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
