package xmltext

import (
	"slices"
	"testing"
)

// asked notes the positions that it is asked for.
type asked []int

func (x *asked) FieldXML(_ *Codec, field int) { *x = append(*x, field) }

// What a choice or a repeated group holds is written at its first position: a wide choice costs no more than a narrow one.
func TestPositionsWritten(t *testing.T) {
	base := Type{Names: []Name{{Local: "a"}, {Local: "b"}, {Local: "c"}}, Choices: []Choice{{First: 1, Sizes: []int{1, 1}}}}
	derived := Type{Base: &base, Names: []Name{
		{Local: "d", Free: true}, {Local: "e", Free: true}, {Local: "f", Free: true, Apart: true}, {Local: "g", Free: true}, {Local: "h"},
	}, Attrs: []Name{{Local: "i"}}}
	var x asked
	if _, err := DocumentText(Prefixed, &derived, &x); err != nil {
		t.Fatal(err)
	}
	if want := (asked{ResidueField, Attr, 0, 1, 3, 5, 7}); !slices.Equal(x, want) {
		t.Errorf("asked for %v, want %v", x, want)
	}
}
