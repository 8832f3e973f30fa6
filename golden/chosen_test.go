package golden_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	chosen "example.com/wsgen/golden/chosen/want/go/exchange"
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

func readChosen(t *testing.T, name string) *chosen.Send {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("chosen", "wire", name+".xml"))
	if err != nil {
		t.Fatal(err)
	}
	node, _ := decode(t, &chosen.OpSend, data)
	return node.(*chosen.Send)
}
