package jsontext_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/xmltext"
)

// FuzzDecode reads JSON into a struct: what is read is JSON, and what is written reads back to the same.
func FuzzDecode(f *testing.F) {
	for _, in := range []string{
		`{"Code":"1","Value":11836.05,"Count":2,"Rate":0.5,"SPED":true,"Note":"x","Tags":["9"],"ListOfItems":[{"Code":"a","Value":1.00}]}`, `{"Code":null,"Note":null,"Tags":[],"ListOfItems":[]}`, `{"Value":1.5e3,"Count":"7","Tags":"a"}`,
		`{"a b":[1,{"x":null}],"":{"":{}},"_x0020_":"<\u0000>","Tag":true,"Bad":"\u0016"}`, `{"Code":"\ud83d\ude00\r\n"}`, "\ufeff{}",
	} {
		f.Add([]byte(in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var x, y Content
		if jsontext.Decode(in, &jContent, &x, nil) != nil {
			return
		}
		if !json.Valid([]byte(strings.TrimPrefix(string(in), "\ufeff"))) {
			t.Fatalf("read %q, which is not JSON", in)
		}
		out := written(t, &x)
		if err := jsontext.Decode(out, &jContent, &y, nil); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if again := written(t, &y); string(again) != string(out) {
			t.Fatalf("not the same the second time:\n%s\n%s", out, again)
		}
	})
}

func written(t *testing.T, x *Content) []byte {
	t.Helper()
	out, err := jsontext.Append(nil, &jContent, x, &jsontext.Options{OnLost: func(l jsontext.Lost) { t.Errorf("lost %v", l) }})
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(out) {
		t.Fatalf("wrote %s, which is not JSON", out)
	}
	return out
}

// FuzzToXML turns JSON into XML and back, by rules: nothing is lost, and the second time gives what the first gave.
// Members that no rule and no type knows are the same the first time.
func FuzzToXML(f *testing.F) {
	for _, in := range []string{
		`{"Header":{"Version":"2","UUID":"1","Type":"Business","SubType":"event","Event":"upsert","Transaction":"C","ProductName":"P"},"Content":{"Code":1,"ListOfItems":[{"Value":1.50}]}}`,
		`{"Header":{"Type":"Response"},"Content":{"Status":"OK","Details":[{"Code":"A","Message":"m","x y":1}]}}`,
		`{"Header":{"Type":"Business","SubType":"?","Product":{"name":[]}},"Content":{},"Information":"i"}`, `{"Content":"x","u":{"a":[{}],"b":"\u0000"}}`,
	} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		first, ok := thereAndBack(t, in)
		if !ok {
			return
		}
		second, ok := thereAndBack(t, first)
		if !ok || second != first {
			t.Fatalf("not the same the second time:\n%s\n%s", first, second)
		}
		known := map[string]any{}
		if json.Unmarshal([]byte(in), &known) == nil && !slices.ContainsFunc(slices.Collect(maps.Keys(known)), ruled) {
			if diff := cmp.Diff(decoded(t, in), decoded(t, first)); diff != "" {
				t.Errorf("unknown members (-want +got):\n%s", diff)
			}
		}
	})
}

func ruled(name string) bool {
	return strings.EqualFold(name, "Header") || strings.EqualFold(name, "Content")
}

func thereAndBack(t *testing.T, in string) (string, bool) {
	t.Helper()
	doc, err := jsontext.ToXML(nil, &jMessage, xmltext.Name{Local: "Message"}, []byte(in), nil)
	if err != nil {
		return "", false
	}
	out, err := jsontext.FromXML(nil, &jMessage, doc, &jsontext.Options{OnLost: func(l jsontext.Lost) { t.Errorf("lost %v of %s", l, doc) }})
	if err != nil {
		t.Fatalf("%v: %s", err, doc)
	}
	return string(out), true
}

// FuzzFromXML turns XML into JSON: the JSON is valid, and says the same once it has been XML again.
func FuzzFromXML(f *testing.F) {
	f.Add(event)
	f.Add(`<Message><Information><Type>Business</Type></Information><Business><Content xmlns:j="urn:wsgen:json" j:empty="Tags Code"><a j:json="true">[1]</a></Content></Business></Message>`)
	f.Add(`<m:Message xmlns:m="urn:m"><Response><ListOfMessages><Message code="a&amp;b" x="&#x9;"><![CDATA[<]]>&lt;</Message><!-- --></ListOfMessages>text</Response></m:Message>`)
	f.Fuzz(func(t *testing.T, in string) {
		first, err := jsontext.FromXML(nil, &jMessage, []byte(in), &jsontext.Options{OnLost: func(jsontext.Lost) {}})
		if err != nil {
			return
		}
		if !json.Valid(first) {
			t.Fatalf("wrote %s, which is not JSON", first)
		}
		second, ok := thereAndBack(t, string(first))
		if ok && second != string(first) {
			if diff := cmp.Diff(decoded(t, string(first)), decoded(t, second)); diff != "" {
				t.Fatalf("of %s (-first +second):\n%s", in, diff)
			}
		}
	})
}
