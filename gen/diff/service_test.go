package diff

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/gen/contract"
)

// TestShown: messages, which stand in logs and in comments, have no address's secrets.
func TestShown(t *testing.T) {
	for url, want := range map[string]string{
		"https://s.example/orders":               "https://s.example/orders",
		"https://{server}:{port}/orders":         "https://{server}:{port}/orders",
		"https://u:p@ss@s.example/a?key=K&x=1#f": "https://...@s.example/a?key=...&x=...#f",
		"https://s.example/a@b?wsdl":             "https://s.example/a@b?wsdl",
	} {
		if got := shown(&contract.Endpoint{URL: url}); got != want {
			t.Errorf("%s is shown as %s, want %s", url, got, want)
		}
	}
}

// TestPartEncoding: header blocks and details of faults are in an encoding of their own.
func TestPartEncoding(t *testing.T) {
	api := func(encoded bool) *contract.API {
		part := func(path string) *contract.Part {
			return &contract.Part{Node: contract.Node{Path: path}, Encoded: encoded, Element: &contract.Element{Name: contract.QName{Local: path}, Type: anyText}}
		}
		o := &contract.Operation{Name: "o", Style: contract.Document, Faults: []*contract.Part{part("detail")}}
		o.In = &contract.Message{Headers: []*contract.Part{part("asked")}}
		o.Out = &contract.Message{Headers: []*contract.Part{part("told")}}
		return &contract.API{Bindings: []*contract.Binding{{Transport: &contract.SOAP{}, Operations: []*contract.Operation{o}}}}
	}
	for _, x := range []struct {
		was, is bool
		want    []string
	}{
		{false, false, nil},
		{false, true, []string{"encoding-changed asked breaking", "encoding-changed detail breaking", "encoding-changed told breaking"}},
		{true, false, []string{"encoding-changed asked breaking", "encoding-changed detail compatible", "encoding-changed told compatible"}},
	} {
		var got []string
		for _, c := range Compare(api(x.was), api(x.is)) {
			got = append(got, c.Rule+" "+c.Path+" "+string(c.Wire))
		}
		if d := cmp.Diff(x.want, got); d != "" {
			t.Errorf("encoded: %t, now %t: -want +got\n%s", x.was, x.is, d)
		}
	}
}

// TestOverloads: of operations of one name the one that stays alone has no input's name any more, and is known by its elements. Its Go name goes by both.
func TestOverloads(t *testing.T) {
	api := func(inputs ...string) *contract.API {
		b := &contract.Binding{Transport: &contract.SOAP{}}
		for _, input := range inputs {
			name, element, _ := strings.Cut(input, " ")
			body := []*contract.Part{{Element: &contract.Element{Name: contract.QName{Local: element}, Type: anyText}}}
			b.Operations = append(b.Operations, &contract.Operation{
				Node: contract.Node{Path: "o(" + name + ")"}, Name: "o", Input: name, Style: contract.Document, In: &contract.Message{Body: body},
			})
		}
		return &contract.API{Bindings: []*contract.Binding{b}}
	}
	for _, x := range []struct {
		name    string
		was, is []string
		want    []string
	}{
		{"the first goes", []string{"i1 a", "i2 b"}, []string{" b"}, []string{"name-changed o()", "operation-removed o(i1)"}},
		{"the last goes", []string{"i1 a", "i2 b"}, []string{" a"}, []string{"name-changed o()", "operation-removed o(i2)"}},
		{"a second comes", []string{" b"}, []string{"i1 a", "i2 b"}, []string{"name-changed o(i2)", "operation-added o(i1)"}},
		{"the inputs are called otherwise", []string{"i1 a", "i2 b"}, []string{"j1 b", "j2 a"}, []string{"name-changed o(j1)", "name-changed o(j2)"}},
		{"another one stays", []string{"i1 a", "i2 b"}, []string{" c"}, []string{"operation-added o()", "operation-removed o(i1)", "operation-removed o(i2)"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			var got []string
			for _, c := range Compare(api(x.was...), api(x.is...)) {
				got = append(got, c.Rule+" "+c.Path)
			}
			slices.Sort(got)
			if d := cmp.Diff(x.want, got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestBare: what stands in the body is the content of its part, without an element that would say what that is called. A type without a name is
// called so in Go.
func TestBare(t *testing.T) {
	api := func(part, name string) *contract.API {
		e := &contract.Element{Name: contract.QName{Local: part}, Type: &contract.Struct{Name: contract.QName{Local: name}}}
		in := &contract.Message{Bare: true, Body: []*contract.Part{{Name: part, Element: e}}}
		o := &contract.Operation{Name: "o", Style: contract.Document, In: in}
		return &contract.API{Bindings: []*contract.Binding{{Transport: &contract.SOAP{}, Operations: []*contract.Operation{o}}}}
	}
	for _, c := range Compare(api("old", "t"), api("new", "t")) {
		t.Errorf("%s: %s", c.Rule, c.Message)
	}
	for _, c := range Compare(api("old", ""), api("new", "")) {
		if c.Wire != Compatible || c.Go != GoBreaking {
			t.Errorf("%s is %s and %s in Go: %s", c.Rule, c.Wire, c.Go, c.Message)
		}
	}
}

// TestOptionalArray: an array in SOAP encoding is a slice in Go, whether it must be there or not.
func TestOptionalArray(t *testing.T) {
	api := func(least int) *contract.API {
		array := &contract.Struct{Name: contract.QName{Local: "array"}, Array: &contract.Array{}}
		field := &contract.Field{Occurs: contract.Occurs{Min: least, Max: 1}, Element: &contract.Element{Name: contract.QName{Local: "list"}, Type: array}}
		own := &contract.Group{Occurs: once, Kind: contract.Sequence, Items: []contract.Particle{field}}
		e := &contract.Element{Type: &contract.Struct{Name: contract.QName{Local: "t"}, Own: own}}
		o := &contract.Operation{Name: "o", Style: contract.RPC, In: &contract.Message{Encoded: true, Body: []*contract.Part{{Element: e}}}}
		return &contract.API{Bindings: []*contract.Binding{{Transport: &contract.SOAP{}, Operations: []*contract.Operation{o}}}}
	}
	changes := Compare(api(1), api(0))
	if len(changes) != 1 || changes[0].Rule != "field-made-optional" || changes[0].Go != GoNone {
		t.Errorf("an array that may be absent now: %+v", changes)
	}
}
