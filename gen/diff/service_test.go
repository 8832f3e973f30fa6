package diff

import (
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
