package inspect

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// sample returns a contract in which every type of the model stands at least once.
func sample() *contract.API {
	str := &contract.Builtin{Node: contract.Node{Path: "{xs}string"}, Kind: "string"}
	field := func(path string, t contract.Type) *contract.Field {
		return &contract.Field{Node: contract.Node{Path: path}, Occurs: contract.Occurs{Min: 1, Max: 1}, Element: &contract.Element{Node: contract.Node{Path: path}, Type: t}}
	}
	simple := &contract.Simple{Node: contract.Node{Path: "{n}S"}, Base: str, Enum: []contract.EnumValue{{Node: contract.Node{Path: "{n}S/=a"}, Value: "a"}}}
	list := &contract.List{Node: contract.Node{Path: "{n}L"}, Item: str}
	union := &contract.Union{Node: contract.Node{Path: "{n}U"}, Members: []contract.Type{str, simple}}
	f := field("{n}T/sequence/f", str)
	base := &contract.Struct{Node: contract.Node{Path: "{n}B"}, Text: &contract.Text{Type: str}}
	str2 := &contract.Struct{
		Node: contract.Node{Path: "{n}T"}, Base: base, Derivation: contract.Extension, AnyAttr: &contract.Wildcard{Namespaces: []string{"##any"}},
		Attrs: []*contract.Attr{{Node: contract.Node{Path: "{n}T/@a"}, Type: str}},
		Own: &contract.Group{Node: contract.Node{Path: "{n}T/sequence"}, Kind: contract.Sequence, Items: []contract.Particle{
			f, &contract.Any{Node: contract.Node{Path: "{n}T/sequence/any"}},
		}},
		Map: &contract.Map{Entry: contract.QName{Local: "entry"}},
	}
	head := &contract.Element{Node: contract.Node{Path: "{n}h"}, Type: str2}
	el := &contract.Element{Node: contract.Node{Path: "{n}e"}, Type: str2, Head: head}
	head.Members = []*contract.Element{el}
	base.Derived = []*contract.Struct{str2}
	msg := func() *contract.Message {
		return &contract.Message{
			Wrapper: []contract.QName{{Local: "w"}}, Headers: []*contract.Part{{Element: el}},
			Body:  []*contract.Part{{Element: &contract.Element{Node: contract.Node{Path: "{n}w/return"}, Type: str2}}},
			Reply: &contract.Reply{Status: contract.FieldPath{f}, Message: contract.FieldPath{f}, OK: []string{"OK"}},
		}
	}
	is := func() *contract.Condition {
		return &contract.Condition{Field: contract.FieldPath{f}, Values: []string{"yes"}}
	}
	transfer := &contract.SessionGroup{Node: contract.Node{Path: "session/g"}, Name: "g"}
	session := &contract.Session{
		Node: contract.Node{Path: "session"}, Open: "o", Key: "f", Groups: []*contract.SessionGroup{transfer},
		Ready: &contract.Ready{Field: "f", Values: []string{"ready"}, Watch: "o"},
	}
	api := &contract.API{
		Node: contract.Node{Path: "p"}, Package: "p", Shared: &contract.API{Package: "q", Provider: true},
		Namespaces: []contract.Namespace{{URI: "n", Prefix: "n"}},
		Bindings: []*contract.Binding{{
			Node: contract.Node{Path: "{n}b"}, Transport: &contract.SOAP{Version: "1.1"},
			Demands:   []*contract.Demand{{Assertion: "sp:HttpsToken", Verdict: contract.Met, Inner: []*contract.Demand{{Assertion: "sp:X", Verdict: contract.Met}}}},
			Endpoints: []*contract.Endpoint{{Environment: "production", Variables: []contract.Variable{{Name: "v"}}}},
			Operations: []*contract.Operation{{
				Node: contract.Node{Path: "{n}b/o"}, Name: "o", In: msg(), Out: msg(),
				Refuse: []*contract.Refuse{{Field: contract.FieldPath{f}, Values: []string{"v"}, Why: "why"}},
				Polling: &contract.Polling{
					Job: contract.FieldPath{f}, Found: is(), Done: is(), OK: is(), Empty: is(), Outcome: contract.FieldPath{f}, URL: contract.FieldPath{f},
				},
				Faults: []*contract.Part{{Element: el}}, Samples: []contract.Sample{{File: "x.xml"}},
				Session: &contract.SessionUse{Session: session, Group: transfer}, Key: contract.FieldPath{f},
			}},
		}},
		Types: []contract.Type{simple, list, union, base, str2}, Elements: []*contract.Element{head, el},
		Security: &contract.HeaderCredentials{Header: el, Username: f, Password: f},
		Session:  session,
		Refusal:  &contract.Refusal{}, Coverage: []contract.Construct{{ID: "xs:any"}},
	}
	b := api.Bindings[0]
	b.Sessions = &contract.SessionCalls{
		Session: session, Open: b.Operations[0], Per: contract.FieldPath{f}, OpenKey: contract.FieldPath{f},
		OpenState: contract.FieldPath{f}, WatchState: contract.FieldPath{f},
	}
	return api
}

// A fact is a place in the model that holds a fact.
type fact struct {
	name string
	set  func() // changes it
}

// factsOf collects the leaves below v, each struct type's field once a place.
func factsOf(v reflect.Value, name string, seen map[any]bool, out *[]fact) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			if v.Type().Elem().Kind() == reflect.String {
				*out = append(*out, fact{name, func() { v.Set(reflect.ValueOf(new("changed"))) }})
			}
			return
		}
		if seen[v.Interface()] {
			return
		}
		seen[v.Interface()] = true
		factsOf(v.Elem(), name, seen, out)
	case reflect.Interface:
		if !v.IsNil() {
			factsOf(v.Elem(), name, seen, out)
		}
	case reflect.Slice:
		if v.Len() == 0 && v.Type().Elem() == reflect.TypeFor[source.Span]() {
			*out = append(*out, fact{name, func() { v.Set(reflect.MakeSlice(v.Type(), 1, 1)) }})
		}
		if v.Len() == 0 && v.Type().Elem().Kind() == reflect.String {
			*out = append(*out, fact{name, func() { v.Set(reflect.ValueOf([]string{"changed"})) }})
		}
		for i := range v.Len() {
			factsOf(v.Index(i), name, seen, out)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[source.Span]() {
			return
		}
		for i := range v.NumField() {
			member := v.Type().Name() + "." + v.Type().Field(i).Name
			if member == "Builtin.Node" || member == "API.Shared" || v.Type().Field(i).Tag.Get("json") == "-" || member == "Construct.Path" {
				continue // XML Schema states the first, the provider's own print the second, what has no effect on code is left out, and reports of coverage print the last
			}
			factsOf(v.Field(i), member, seen, out)
		}
	case reflect.String:
		*out = append(*out, fact{name, func() { v.SetString(v.String() + "changed") }})
	case reflect.Bool:
		*out = append(*out, fact{name, func() { v.SetBool(!v.Bool()) }})
	case reflect.Int, reflect.Int64:
		*out = append(*out, fact{name, func() { v.SetInt(v.Int() + 7) }})
	case reflect.Uint8:
		*out = append(*out, fact{name, func() { v.SetUint(v.Uint() + 1) }})
	default:
		panic(fmt.Sprintf("%s: a %s has no fact to change", name, v.Kind()))
	}
}

// TestEveryFactIsPrinted changes each fact of a contract in turn and expects another text and
// another JSON.
func TestEveryFactIsPrinted(t *testing.T) {
	var names []fact
	factsOf(reflect.ValueOf(sample()), "", map[any]bool{}, &names)
	if len(names) < 100 {
		t.Fatalf("only %d facts found", len(names))
	}
	text, js := Text(sample()), JSON(sample())
	for i, n := range names {
		api := sample()
		var facts []fact
		factsOf(reflect.ValueOf(api), "", map[any]bool{}, &facts)
		facts[i].set()
		if bytes.Equal(Text(api), text) {
			t.Errorf("text does not print %s", n.name)
		}
		if bytes.Equal(JSON(api), js) {
			t.Errorf("JSON does not print %s", n.name)
		}
	}
}

func TestTextIsReadable(t *testing.T) {
	got := string(Text(sample()))
	for _, want := range []string{
		"contract p p\n", "  namespace n \"n\"\n", "binding {n}b", "  operation o", "    in\n      wrapper w\n",
		"struct {n}T extends {n}B\n", "  sequence{0,0}\n    f: xs:string\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("text lacks %q:\n%s", want, got)
		}
	}
}

func TestJSONIsJSON(t *testing.T) {
	var v struct {
		Package string
		Types   []struct{ Kind, Path string }
	}
	if err := json.Unmarshal(JSON(sample()), &v); err != nil {
		t.Fatal(err)
	}
	if v.Package != "p" || len(v.Types) != 5 || v.Types[4].Kind != "struct" || v.Types[4].Path != "{n}T" {
		t.Errorf("got %+v", v)
	}
}
