package golden_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	chosen "example.com/wsgen/golden/chosen/want/go/exchange"
	"example.com/wsgen/runtime/xsd"
)

// TestChosen reads content whose type stands in another field, in the field that comes to its aid, or nowhere.
func TestChosen(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{"order", "*exchange.Order"},
		{"receipt", "*exchange.Receipt"},
		{"by-about", "*exchange.Order"},
		{"unknown-kind", "*exchange.ContentOther"},
		{"unknown-late", "*exchange.ContentOther"},
	} {
		if got := fmt.Sprintf("%T", readChosen(t, test.file).Message.Body.Content); got != test.want {
			t.Errorf("%s: content is %s, want %s", test.file, got, test.want)
		}
	}
}

// TestChosenOrder shows the values of content and of the list that the same field chooses.
func TestChosenOrder(t *testing.T) {
	send := readChosen(t, "order")
	body := send.Message.Body
	want := &chosen.Order{Number: 7, Note: "soon"}
	if diff := cmp.Diff(chosen.Content(want), body.Content); diff != "" {
		t.Error(diff)
	}
	if n := len(body.More); n != 2 || fmt.Sprintf("%T", body.More[1]) != "*exchange.Receipt" {
		t.Errorf("more has %d items, want two receipts", n)
	}
	if err := send.Validate(); err != nil {
		t.Error(err)
	}
	body.Content = &chosen.Order{Number: 100}
	if err := send.Validate(); err == nil {
		t.Error("an order beyond its greatest number is valid")
	}
}

// TestChosenFits refuses to send content of another type than the fields choose, as reading it would not give it back.
func TestChosenFits(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*chosen.Message)
		want   string
	}{
		"as it came":          {func(*chosen.Message) {}, ""},
		"no content":          {func(m *chosen.Message) { m.Body.Content = nil }, ""},
		"raw":                 {func(m *chosen.Message) { m.Body.Content = new(chosen.ContentOther) }, ""},
		"another kind":        {func(m *chosen.Message) { m.Head.Kind = "receipt"; m.Body.More = nil }, "/send/message/body/content"},
		"an unknown kind":     {func(m *chosen.Message) { m.Head.Kind = "bill"; m.Body.More = nil }, "/send/message/body/content"},
		"kind from elsewhere": {func(m *chosen.Message) { m.Head.Kind = ""; m.Body.About = "Order"; m.Body.More = nil }, ""},
		"no kind":             {func(m *chosen.Message) { m.Head.Kind = ""; m.Body.About = ""; m.Body.More = nil }, "/send/message/body/content"},
		"in a part": {func(m *chosen.Message) {
			m.Part = []chosen.Body{{About: "x"}, {About: "x", Content: m.Body.More[1].(*chosen.Receipt)}}
		}, "/send/message/part[2]/content"},
	} {
		send := readChosen(t, "order")
		test.change(&send.Message)
		err := send.Validate()
		var invalid *xsd.ValidationError
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case test.want != "" && (!errors.As(err, &invalid) || len(invalid.Violations) != 1 || invalid.Violations[0].Path != test.want):
			t.Errorf("%s: error %v, want one violation at %s", name, err, test.want)
		}
	}
}

func readChosen(t *testing.T, name string) *chosen.Send {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("chosen", "wire", name+".xml"))
	if err != nil {
		t.Fatal(err)
	}
	node, _ := decode(t, &chosen.OpSend, data)
	return node.(*chosen.Send)
}
