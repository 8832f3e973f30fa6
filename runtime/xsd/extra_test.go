package xsd

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

func sample() Extra {
	var x Extra
	r := x.Residue()
	r.Elements = append(r.Elements, Unknown{1, Raw{QName{"u", "new"}, "<new xmlns='u'>s3cret</new>"}}, Unknown{2, Raw{XML: "s3cret"}})
	r.Attrs = Attrs{{Name: QName{"", "id"}, Value: "s3cret"}}
	c := r.Child(2, 0)
	c.Type = QName{Namespace, "int"}
	c.Attrs = Attrs{{Name: QName{"", "unit"}, Value: "s3cret"}}
	r.Child(2, 0).Lexical = "s3cret"
	r.Child(0, 1).State = ChildEmpty
	r.Child(0, 0).State = ChildMissing
	r.Order = []Place{{2, 0}, {0, 1}}
	r.Seal()
	return x
}

func TestExtraHoldsNothing(t *testing.T) {
	var x Extra
	if unsafe.Sizeof(x) != unsafe.Sizeof(uintptr(0)) {
		t.Errorf("an Extra has %d bytes", unsafe.Sizeof(x))
	}
	if reflect.TypeOf(x).Comparable() {
		t.Error("an Extra can be compared with ==")
	}
	if !x.IsZero() || x.Elements() != nil || x.Attrs() != nil || x.Peek() != nil || x.String() != "{}" || x.Peek().Lookup(1, 2) != nil {
		t.Errorf("the zero Extra holds %v", x)
	}
	var y Extra
	y.Residue()
	if !y.IsZero() || !x.Equal(y) || !y.Equal(x) || y.Peek() == nil {
		t.Error("an empty residue is not nothing")
	}
}

func TestExtraEqual(t *testing.T) {
	if !sample().Equal(sample()) {
		t.Error("an Extra does not equal its like")
	}
	for name, change := range map[string]func(*Residue){
		"element":    func(r *Residue) { r.Elements[0].Raw.XML = "<new/>" },
		"anchor":     func(r *Residue) { r.Elements[0].After = 9 },
		"attribute":  func(r *Residue) { r.Attrs[0].Value = "x" },
		"child":      func(r *Residue) { r.Children = r.Children[1:] },
		"lexical":    func(r *Residue) { r.Lookup(2, 0).Lexical = "x" },
		"kept":       func(r *Residue) { r.Lookup(2, 0).Kept = true },
		"type":       func(r *Residue) { r.Lookup(2, 0).Type = QName{} },
		"name":       func(r *Residue) { r.Lookup(2, 0).Name = QName{"a", "b"} },
		"state":      func(r *Residue) { r.Lookup(0, 0).State = ChildEmpty },
		"child attr": func(r *Residue) { r.Lookup(2, 0).Attrs = nil },
		"order":      func(r *Residue) { r.Order = nil },
	} {
		x := sample()
		change(x.Residue())
		if x.Equal(sample()) || sample().Equal(x) {
			t.Errorf("%s: the difference is not seen", name)
		}
	}
	if sample().Equal(Extra{}) || (Extra{}).Equal(sample()) {
		t.Error("something equals nothing")
	}
}

func TestResidueLookup(t *testing.T) {
	r := sample().Peek()
	want := []Place{{0, 0}, {0, 1}, {2, 0}}
	var got []Place
	for i := range r.Children {
		got = append(got, r.Children[i].Place)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("children stand at %v, want %v", got, want)
	}
	for _, p := range want {
		if c := r.Lookup(p.Field, p.Occurrence); c == nil || c.Place != p {
			t.Errorf("Lookup(%v) = %v", p, c)
		}
	}
	for _, p := range []Place{{-1, 0}, {0, 2}, {1, 0}, {2, 1}, {1 << 20, 0}} {
		if c := r.Lookup(p.Field, p.Occurrence); c != nil {
			t.Errorf("Lookup(%v) = %v", p, c)
		}
	}
	if c := r.Lookup(2, 0); c.Lexical != "s3cret" || len(c.Attrs) != 1 {
		t.Errorf("one place has two records: %+v", c)
	}
}

func TestExtraPrintsNamesOnly(t *testing.T) {
	x := sample()
	const want = "{@id, {u}new, text(), 3 notes on fields, order of children}"
	if x.String() != want {
		t.Errorf("String = %s, want %s", x, want)
	}
	holder := struct{ Extra Extra }{x}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if s := fmt.Sprintf(verb, holder); strings.Contains(s, "s3cret") {
			t.Errorf("%s prints a value: %s", verb, s)
		}
	}
}

func TestExtraAddLeavesCopiesAlone(t *testing.T) {
	x := sample()
	y, z := x, x
	y.Add(Raw{QName{"", "a"}, "<a></a>"})
	z.Add(Raw{QName{"", "b"}, "<b></b>"})
	z.SetAttr(QName{"", "id"}, "2")
	z.SetAttr(QName{"", "x"}, "3")
	if !x.Equal(sample()) {
		t.Errorf("a copy changed: %v", x)
	}
	if e := y.Elements(); len(e) != 3 || e[2].XML != "<a></a>" {
		t.Errorf("elements are %v", e)
	}
	if e := z.Elements(); len(e) != 3 || e[2].XML != "<b></b>" {
		t.Errorf("elements are %v", e)
	}
	if id, ok := z.Attrs().Get(QName{"", "id"}); id != "2" || !ok || len(z.Attrs()) != 2 {
		t.Errorf("attributes are %v", z.Attrs())
	}
	a := x.Attrs()
	a[0].Value = "changed"
	if !x.Equal(sample()) {
		t.Error("Attrs hands out the Extra's own slice")
	}
	var fresh Extra
	fresh.Add(Raw{QName{"", "a"}, "<a></a>"})
	fresh.SetAttr(QName{"", "x"}, "1")
	if fresh.String() != "{@x, a}" {
		t.Errorf("a fresh Extra holds %v", fresh)
	}
}

func TestAttrs(t *testing.T) {
	var a Attrs
	if _, ok := a.Get(QName{"", "x"}); ok || !a.IsZero() {
		t.Error("no attributes have one")
	}
	a.Set(QName{"", "x"}, "1")
	a.Set(QName{"u", "x"}, "2")
	a.Set(QName{"", "x"}, "3")
	b := Attrs{{Name: QName{"u", "x"}, Value: "2"}, {Name: QName{"", "x"}, Value: "3"}}
	if !a.Equal(b) || len(a) != 2 || a.IsZero() {
		t.Errorf("%v is not %v", a, b)
	}
	b[0].Value = "4"
	if a.Equal(b) || a.Equal(b[:1]) || a.Equal(Attrs{a[0], {Name: QName{"", "y"}, Value: "2"}}) {
		t.Errorf("%v is %v", a, b)
	}
}

func TestRaw(t *testing.T) {
	r := Raw{QName{"", "a"}, "<a></a>"}
	if !r.Equal(r) || r.Equal(Raw{QName{"", "a"}, "<a/>"}) || r.IsZero() || !(Raw{}).IsZero() || r.String() != "<a></a>" {
		t.Errorf("Raw %v", r)
	}
	a := Any{Raw: r}
	if !a.Equal(a) || a.Equal(Any{Type: QName{"", "t"}, Raw: r}) || a.IsZero() || !(Any{}).IsZero() || a.String() != "<a></a>" {
		t.Errorf("Any %v", a)
	}
}
