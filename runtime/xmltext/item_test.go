package xmltext

import (
	"testing"

	"example.com/wsgen/runtime/xsd"
)

type bush struct {
	Kids  []bush
	Leaf  []int32
	Extra xsd.Extra
}

var tBush = Type{Table: `
	k many
	n leaf many
`}

func (x *bush) FieldXML(c *Codec, field int) {
	switch field {
	case ResidueField:
		c.Extra(&x.Extra)
	case 0:
		if c.Reading() {
			x.Kids = append(x.Kids, bush{})
		}
		if i := c.Item(len(x.Kids)); i >= 0 {
			c.Struct(&tBush, &x.Kids[i])
		}
	case 1:
		if i := Grow(c, &x.Leaf); i >= 0 {
			c.Int32(&x.Leaf[i])
		}
	}
}

// TestItems has lists at the same positions within each other, which are written item by item.
func TestItems(t *testing.T) {
	for _, content := range []string{
		"",
		"<k></k>",
		"<n>1</n><n>2</n><n>3</n>",
		"<k><k></k><k><k></k><n>1</n><n>2</n></k><n>3</n></k><k></k><k><n>4</n></k><n>5</n>",
		"<k></k><u></u><k><k></k><u></u><k></k></k>",
		"<n>1</n><k><n>2</n><k></k></k><n>3</n><k></k>",
	} {
		lossless[bush](t, "<r>"+content+"</r>", Name{Local: "r"}, &tBush)
	}
	x := &bush{Kids: []bush{{Kids: []bush{{}, {Leaf: []int32{1, 2}}}}, {}, {Kids: make([]bush, 2)}}, Leaf: []int32{3}}
	e := NewEncoder(Prefixed)
	defer e.Release()
	const want = "<r><k><k></k><k><n>1</n><n>2</n></k></k><k></k><k><k></k><k></k></k><n>3</n></r>"
	if err := e.Document(Name{Local: "r"}, nil, &tBush, x); err != nil || string(e.Output()) != want {
		t.Errorf("got  %s, %v\nwant %s", e.Output(), err, want)
	}
}
