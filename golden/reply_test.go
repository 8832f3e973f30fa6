package golden_test

import (
	"slices"
	"strings"
	"testing"

	consulta "example.com/wsgen/golden/map/want/go/consulta"
	"example.com/wsgen/runtime/xmltext"
)

// TestReplyOrder reads a shared reply without a WSDL strictly, whatever the order of its fields, and keeps the order.
func TestReplyOrder(t *testing.T) {
	fields := []string{
		`<dados><entry><key>TOTAL</key><value xsi:type="xs:int">1</value></entry></dados>`,
		"<mensagem>m</mensagem>",
		"<status>OK</status>",
	}
	for _, order := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		doc := `<return xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema">` +
			fields[order[0]] + fields[order[1]] + fields[order[2]] + "</return>"
		part := consulta.OpListar.Out.Body[0]
		d := xmltext.NewDecoder()
		d.Strict = true
		d.Reset([]byte(doc))
		var x consulta.ListarResponse
		if err := d.Document(part.Name, consulta.OpListar.Binding.Namespaces, part.Type, &x); err != nil {
			t.Fatal(err)
		}
		d.Release()
		if x.Status != "OK" || x.Mensagem != "m" || x.Dados.TOTAL != 1 {
			t.Errorf("%v: read %+v", order, x)
		}
		e := xmltext.NewEncoder(xmltext.Prefixed)
		if err := e.Document(part.Name, consulta.OpListar.Binding.Namespaces, part.Type, &x); err != nil {
			t.Fatal(err)
		}
		tags := func(doc string) []string { return strings.SplitAfter(doc[strings.IndexByte(doc, '>'):], ">") }
		if got := string(e.Output()); !slices.Equal(tags(got), tags(doc)) {
			t.Errorf("%v: written again:\n%s\nwant:\n%s", order, got, doc)
		}
		e.Release()
	}
}
