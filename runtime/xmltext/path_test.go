package xmltext

import (
	"errors"
	"testing"
)

// twice is (a, b, a): a name at two positions.
type twice struct{ first, second, third int32 }

var tTwice = Type{
	NS: &Namespaces{{URI: "urn:n", Prefix: "n"}},
	Names: []Name{
		{Local: "a", Leaf: true},
		{Local: "a", Leaf: true, NS: 1},
		{Local: "a", Leaf: true},
	},
	Follow: []Follow{{After: 1, Next: [][2]int{{2, 2}}}},
}

func (x *twice) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Int32(&x.first)
	case 1:
		c.Int32(&x.second)
	case 2:
		c.Int32(&x.third)
	}
}

// TestPathsCountByExpandedName counts the elements of a name at all its positions, and none of another namespace.
func TestPathsCountByExpandedName(t *testing.T) {
	for text, want := range map[string]string{
		`<r xmlns:n="urn:n"><a>1</a><n:a>2</n:a><a>x</a></r>`: "/r/a[2]",
		`<r xmlns:n="urn:n"><a>1</a><n:a>x</n:a><a>3</a></r>`: "/r/a",
		`<r xmlns:n="urn:n"><a>x</a><n:a>2</n:a><a>3</a></r>`: "/r/a",
	} {
		d := NewDecoder()
		d.Reset([]byte(text))
		err := d.Document(Name{Local: "r"}, tTwice.NS, &tTwice, new(twice))
		if bad, ok := errors.AsType[*ValueError](err); !ok || bad.Path != want {
			t.Errorf("%s: error is %v, want one at %s", text, err, want)
		}
		d.Release()
	}
}
