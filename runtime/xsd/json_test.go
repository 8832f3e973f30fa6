package xsd

import (
	"encoding/json"
	"reflect"
	"testing"
)

// held has a field of each type that keeps what the schema leaves open.
type held struct {
	Extra  Extra
	Simple AnySimple
	Plain  AnySimple
	Raw    Raw
	Any    Any
	Attrs  Attrs
	List   []Entry[Opt[AnySimple]]
	Nil    Nillable[Raw] `json:",omitzero"`
}

func sampleHeld() held {
	var x held
	name := QName{Space: "urn:a", Local: "b"}
	raw := Raw{Name: name, XML: `<b xmlns="urn:a">&amp;é</b>`}
	*x.Extra.Residue() = Residue{
		Elements: []Unknown{{After: 2, Raw: raw}, {After: 1<<31 - 1, Raw: Raw{XML: "text"}}},
		Attrs:    Attrs{{Name: name, Value: "1"}, {Name: QName{Local: "c"}, Value: ""}},
		Type:     name,
		Children: []Child{
			{Place: Place{Field: 1}, State: ChildMissing},
			{Place: Place{Field: 1, Occurrence: 1}, State: ChildEmpty, Name: name, Type: name, Attrs: Attrs{{Name: name}}},
			{Place: Place{Field: 3}, Kept: true, Lexical: " 01 ", Untyped: true, Null: true, ValueFirst: true,
				Entry: &Residue{Children: []Child{{Kept: true}, {Place: Place{Field: 1}, State: ChildEmpty}}}},
		},
		Order: []Place{{Field: 3}, {Field: 1, Occurrence: 1}}, InOrder: 1,
	}
	x.Simple, x.Plain = NewAny(int32(5)), AnySimple{Text: "{"}
	x.Raw, x.Any = raw, Any{Type: name, Raw: raw}
	x.Attrs = Attrs{{Name: name, Value: "v"}}
	x.List = []Entry[Opt[AnySimple]]{{Key: "k", Value: Some(NewAny("a"))}, {Key: "k"}}
	x.Nil.Set(raw)
	return x
}

func TestOpenContentAsJSON(t *testing.T) {
	for name, x := range map[string]held{"full": sampleHeld(), "zero": {}} {
		b, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		y := sampleHeld() // what the text leaves out is taken away, too
		y.Nil = Nillable[Raw]{}
		if err := json.Unmarshal(b, &y); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !x.Extra.Equal(y.Extra) || !reflect.DeepEqual(x.Extra.Peek(), y.Extra.Peek()) {
			t.Errorf("%s: extra %s", name, b)
		}
		x.Extra, y.Extra = Extra{}, Extra{}
		if !reflect.DeepEqual(x, y) {
			t.Errorf("%s: %s\n got %+v\nwant %+v", name, b, y, x)
		}
	}
}

func TestJSONForms(t *testing.T) {
	for want, v := range map[string]any{
		`{}`:  Extra{},
		`"a"`: AnySimple{Text: "a"},
		`{"Type":"{http://www.w3.org/2001/XMLSchema}boolean","Text":"true"}`: NewAny(true),
		`{"Name":"{u}a","XML":"x"}`:            Raw{QName{"u", "a"}, "x"},
		`{"Attrs":[{"Name":"a","Value":"1"}]}`: withAttr("a", "1"),
	} {
		if b, err := json.Marshal(v); string(b) != want || err != nil {
			t.Errorf("%#v: %s, %v, want %s", v, b, err, want)
		}
	}
}

func withAttr(name, value string) (x Extra) {
	x.SetAttr(QName{Local: name}, value)
	return x
}

// A residue that no codec can have made would make one fail.
func TestJSONIsChecked(t *testing.T) {
	for _, text := range []string{
		`[]`, `1`, `{"Children":[{"Field":-1}]}`, `{"Children":[{"Occurrence":-1}]}`, `{"Children":[{"State":9}]}`, `{"Order":[{"Field":-1}]}`,
		`{"Children":[{"Entry":{"Children":[{"Field":-1}]}}]}`, `{"Type":"a b"}`, `{"Children":[{"Name":"<"}]}`,
	} {
		x := withAttr("a", "1")
		if err := json.Unmarshal([]byte(text), &x); err == nil || len(x.Attrs()) != 1 {
			t.Errorf("%s: extra %v, error %v", text, x, err)
		}
	}
	for _, text := range []string{`1`, `true`, `[]`, `{"Type":"a b"}`} {
		a := NewAny(true)
		if err := json.Unmarshal([]byte(text), &a); err == nil || a != NewAny(true) {
			t.Errorf("%s: %v, error %v", text, a, err)
		}
	}
}
