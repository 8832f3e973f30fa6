package xmltext

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"example.com/wsgen/runtime/xsd"
)

// repeats is ((i | j)*, (k | l)*, t, s): repeated choices one after another, in front of ordinary elements.
type repeats struct {
	First, Second []branch
	T             int32
	S             string
	Extra         xsd.Extra
}

// branch is one occurrence of a repeated choice.
type branch struct {
	field int
	value string
	other xsd.Raw
}

const (
	repI = iota
	repJ
	repOther
	repK
	repL
	repOther2
	repT
	repS
)

var tRepeats = Type{Names: []Name{
	{Local: "i", Leaf: true, Free: true},
	{Local: "j", Leaf: true, Free: true},
	{Other: true, Many: true, Free: true},
	{Local: "k", Leaf: true, Free: true, Apart: true},
	{Local: "l", Leaf: true, Free: true},
	{Other: true, Many: true, Free: true},
	{Local: "t", Leaf: true, Req: true},
	{Local: "s", Leaf: true, Req: true},
}}

func (x *repeats) FieldXML(c *Codec, field int) {
	list := &x.First
	if field > repOther {
		list = &x.Second
	}
	switch field {
	case repI, repJ, repOther, repK, repL, repOther2:
		if d := c.Decoder(); d != nil {
			b := Push(list)
			b.field = field
			if field == repOther || field == repOther2 {
				d.Raw(&b.other)
			} else {
				d.Str(&b.value)
			}
		} else {
			e := c.Encoder()
			if field == repI || field == repK {
				writeBranches(e, *list)
			}
		}
	case repT:
		c.Int32(&x.T)
	case repS:
		c.Str(&x.S)
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

func writeBranches(e *Encoder, list []branch) {
	for _, b := range list {
		if b.other.IsZero() {
			e.WriteStr(b.field, b.value)
		} else {
			e.Raw(b.field, b.other)
		}
	}
}

var repeatsName = Name{Local: "repeats"}

// An unknown element stands where it stood, whatever repeats around it, and an element that is there too often keeps its place
// behind the one that is read.
func TestUnknownBesideRepeatedChoices(t *testing.T) {
	for _, c := range []struct{ in, drift string }{
		{"<i>1</i><j>2</j><i>3</i><l>4</l><k>5</k><t>6</t><s>a</s>", ""},
		{"<t>1</t><s>a</s><u></u>", "/repeats/u: unknown element"},
		{"<t>1</t><u></u><s>a</s>", "/repeats/u: unknown element"},
		{"<i>1</i><t>1</t><s>a</s><u></u>", "/repeats/u: unknown element"},
		{"<u></u><i>1</i><u></u><j>1</j><t>1</t><s>a</s>", "/repeats/u: unknown element, /repeats/u: unknown element"},
		{"<t>1</t><t>2</t><u></u><s>a</s>", "/repeats/t: repeated, /repeats/u: unknown element"},
		{"<t>1</t><s>1</s><s>2</s><u></u>", "/repeats/s: repeated, /repeats/u: unknown element"},
		{"<t>1</t><i>1</i><u></u><s>a</s>", "/repeats/i: misplaced, /repeats/u: unknown element"},
		{"<k>1</k><i>2</i><t>1</t><s>a</s>", "/repeats/i: misplaced"},
	} {
		doc := "<repeats>" + c.in + "</repeats>"
		x, drift := lossless[repeats](t, doc, repeatsName, &tRepeats)
		if got := strings.Join(drift, ", "); got != c.drift {
			t.Errorf("%s: drift %q, want %q", c.in, got, c.drift)
		}
		if n := strings.Index(c.in, "<t>"); fmt.Sprint(x.T) != c.in[n+3:n+4] {
			t.Errorf("%s: t is %d", c.in, x.T)
		}
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		var b strings.Builder
		for range rnd.IntN(8) {
			name := string("ijkltsuv"[rnd.IntN(8)])
			fmt.Fprintf(&b, "<%s>%d</%s>", name, rnd.IntN(10), name)
		}
		lossless[repeats](t, "<repeats>"+b.String()+"</repeats>", repeatsName, &tRepeats)
	}
}
