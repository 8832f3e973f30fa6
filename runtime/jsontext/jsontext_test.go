package jsontext_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/xmltext"
)

// TestRoundTrip reads JSON into a struct and writes it again.
func TestRoundTrip(t *testing.T) {
	tests := []struct {
		name, in, want string // want "" for in
		drift          []string
	}{
		{name: "empty", in: `{}`},
		{name: "all kinds", in: `{"Code":"11","Value":12.00,"Count":7,"Rate":1.5e3,"SPED":true,"Note":"n","Tags":["a","b"],"ListOfItems":[{"Code":"1","Value":0.10}]}`},
		{name: "any order", in: `{"SPED":false,"Value":1,"Code":"x","Tags":["a"]}`, want: `{"Code":"x","Value":1,"SPED":false,"Tags":["a"]}`},
		{name: "values from strings", in: `{"Value":"12.00","Count":"7","SPED":"true"}`, want: `{"Value":12.00,"Count":7,"SPED":true}`},
		{name: "exponents", in: `{"Value":1.25e3,"Count":2E2,"ListOfItems":[{"Code":"","Value":-12.5e-3}]}`,
			want: `{"Value":1250,"Count":200,"ListOfItems":[{"Code":"","Value":-0.0125}]}`},
		{name: "string from number", in: `{"Code":11.0}`, want: `{"Code":"11.0"}`, drift: []string{"/Code: tolerated form"}},
		{name: "one instead of an array", in: `{"Tags":"a","ListOfItems":{"Code":"1","Value":1}}`, want: `{"Tags":["a"],"ListOfItems":[{"Code":"1","Value":1}]}`,
			drift: []string{"/Tags: tolerated form", "/ListOfItems: tolerated form"}},
		{name: "empty number is absent", in: `{"Value":""}`},
		{name: "null", in: `{"Code":null,"Note":null,"ListOfItems":null}`, want: `{"Note":null}`},
		{name: "empty arrays", in: `{"Tags":[],"ListOfItems":[]}`, want: `{"ListOfItems":[],"Tags":[]}`},
		{name: "escapes", in: `{"Code":"<&>\"\\\r\n\tç\ud83d\ude00"}`, want: "{\"Code\":\"<&>\\\"\\\\\\r\\n\\tç😀\"}"},
		{name: "characters that XML can't carry", in: `{"Code":"a\u0016b"}`, want: `{"Code":"a` + "\ufffd" + `b"}`, drift: []string{"/Code: tolerated form"}},
		{name: "unknown members", in: `{"Code":"1","New":"x","Number":12.50,"Yes":true,"Nothing":null,"List":[1,"2",{"a":null}],"Empty":{},"Object":{"b":"x","c":{"d":1}},"Bad":"\u0000"}`,
			drift: []string{"/New: unknown element", "/Number: unknown element", "/Yes: unknown element", "/Nothing: unknown element", "/List: unknown element", "/Empty: unknown element", "/Object: unknown element", "/Bad: unknown element"}},
		{name: "names that XML does not have", in: `{"a b":"1","":"2","1":"3","_x0020_":"4","código":"5","x:y":"6","日本":"7","_x_":"8"}`,
			drift: []string{"/a b: unknown element", "/: unknown element", "/1: unknown element", "/_x0020_: unknown element", "/código: unknown element", "/x:y: unknown element", "/日本: unknown element", "/_x_: unknown element"}},
		{name: "unknown member with the name of an element", in: `{"Tag":"x"}`, drift: []string{"/Tag: unknown element"}},
		{name: "unknown in an item", in: `{"ListOfItems":[{"Code":"1","Value":1},{"Code":"2","Value":2,"New":1}]}`, drift: []string{"/ListOfItems[2]/New: unknown element"}},
		{name: "missing in an item", in: `{"ListOfItems":[{"Value":1}]}`, drift: []string{"/ListOfItems[1]/Code: missing"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var x Content
			var drift []string
			opt := &jsontext.Options{OnDrift: func(d xmltext.Drift) { drift = append(drift, d.String()) }}
			if err := jsontext.Decode([]byte(tt.in), &jContent, &x, opt); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.drift, drift); diff != "" {
				t.Errorf("drift (-want +got):\n%s", diff)
			}
			out, err := jsontext.Append(nil, &jContent, &x, &jsontext.Options{OnLost: func(l jsontext.Lost) { t.Errorf("lost %v", l) }})
			if err != nil {
				t.Fatal(err)
			}
			want := tt.want
			if want == "" {
				want = tt.in
			}
			if diff := cmp.Diff(want, string(out)); diff != "" {
				t.Errorf("written (-want +got):\n%s", diff)
			}
			if drift == nil {
				var again Content
				if err := jsontext.Decode(out, &jContent, &again, &jsontext.Options{Strict: true}); err != nil {
					t.Errorf("what was written, under Strict: %v", err)
				}
			}
		})
	}
}

func TestDecodeErrors(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 200) + "1" + strings.Repeat("}", 200)
	tests := []struct{ name, in, want string }{
		{"nothing", ``, "json: offset 0: the document ends where a value is due"},
		{"an array", `[]`, "json: / (offset 0): value is not valid for object"},
		{"a word", `{"a":nul}`, "json: offset 5: character that is not a value"},
		{"trailing data", `{} {}`, "json: offset 3: data after the value"},
		{"trailing comma", `{"a":1,}`, "json: offset 7: character that is not a member's name"},
		{"no comma", `{"a":[1 2]}`, "json: offset 8: character that is not a comma or ]"},
		{"no colon", `{"a" 1}`, "json: offset 5: character that is not a colon"},
		{"open", `{"a":{`, "json: offset 6: the document ends where a member's name is due"},
		{"twice", `{"Code":"1","\u0043ode":"2"}`, "json: offset 12: member that stands twice"},
		{"twice among many", `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"b":2}`, "json: offset 55: member that stands twice"},
		{"twice, before all is read", "{" + strings.Repeat(`"a":1,`, 1000) + "!", "json: offset 7: member that stands twice"},
		{"the sixteenth", `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"n":1,"o":1,"b":2,!`, "json: offset 91: member that stands twice"},
		{"not UTF-8", "{\"Code\":\"\xff\"}", "json: offset 9: invalid UTF-8"},
		{"lone surrogate", `{"Code":"\ud83d!"}`, "json: offset 9: lone surrogate"},
		{"unknown escape", `{"Code":"\x"}`, "json: offset 9: escape sequence that JSON does not have"},
		{"control character", "{\"Code\":\"\n\"}", "json: offset 9: control character in a string"},
		{"leading zero", `{"Count":01}`, "json: offset 10: character that is not a comma or }"},
		{"no digit", `{"Count":1.}`, "json: offset 9: character that is not a value"},
		{"not an integer", `{"Code":"x","Count":1.5}`, "json: /Count (offset 20): value is not valid for xs:integer"},
		{"out of range", `{"Code":"x","Count":99999999999}`, "json: /Count (offset 20): value is not valid for xs:int"},
		{"in an item", `{"ListOfItems":[{"Code":"1","Value":1},{"Code":"2","Value":"x"}]}`, "json: /ListOfItems[2]/Value (offset 59): value is not valid for xsd.Decimal"},
		{"array for a value", `{"Code":[1]}`, "json: /Code (offset 8): value is not valid for string"},
		{"object for a number", `{"Count":{}}`, "json: /Count (offset 9): value is not valid for xs:integer"},
		{"value for an object", `{"ListOfItems":[1]}`, "json: /ListOfItems[1] (offset 16): value is not valid for object"},
		{"huge exponent", `{"Value":1e99999999}`, "json: /Value (offset 9): value is not valid for xs:decimal"},
		{"deep", deep, "xml: /: Depth exceeds 128"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := jsontext.Decode([]byte(tt.in), &jContent, new(Content), nil)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestDecodeLimits(t *testing.T) {
	var limit *xmltext.LimitError
	tests := []struct {
		name, in, want string
		limits         xmltext.Limits
	}{
		{"document", `{"Code":"0123456789"}`, "Document", xmltext.Limits{Document: 20}},
		{"string", `{"Code":"0123456789"}`, "Token", xmltext.Limits{Token: 5}},
		{"name", `{"0123456789":1}`, "Name", xmltext.Limits{Name: 5}},
		{"depth", `{"ListOfItems":[{}]}`, "Depth", xmltext.Limits{Depth: 2}},
		{"exponents", `{"ListOfItems":[{"Code":"1","Value":1e900},{"Code":"1","Value":1e900}]}`, "Document", xmltext.Limits{Document: 100}},
		{"unknown members", `{"a":1,"b":2,"c":3}`, "Unknown", xmltext.Limits{Unknown: 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := jsontext.Decode([]byte(tt.in), &jContent, new(Content), &jsontext.Options{Limits: tt.limits})
			if !errors.As(err, &limit) || limit.Limit != tt.want {
				t.Errorf("got %v, want an excess of %s", err, tt.want)
			}
		})
	}
}

func TestStrict(t *testing.T) {
	for _, in := range []string{`{"New":1}`, `{"Code":1}`, `{"ListOfItems":[{"Code":"1"}]}`} {
		err := jsontext.Decode([]byte(in), &jContent, new(Content), &jsontext.Options{Strict: true})
		if d := new(xmltext.DriftError); !errors.As(err, &d) {
			t.Errorf("%s: got %v, want drift", in, err)
		}
	}
}
