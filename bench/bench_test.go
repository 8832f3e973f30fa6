package bench

import (
	"bytes"
	"encoding/xml"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/wsgen/bench/orders"
	"example.com/wsgen/runtime/xsd"
)

// The large message keeps its profile, so that figures stay comparable.
func TestProfile(t *testing.T) {
	doc := Orders()
	var elements, attributes, text, wide int
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			elements++
			for _, a := range tok.Attr {
				if a.Name.Space != "xmlns" {
					attributes++
				}
			}
		case xml.CharData:
			text += len(bytes.TrimSpace(tok))
		}
	}
	for _, r := range string(doc) {
		if r >= utf8.RuneSelf {
			wide++
		}
	}
	type profile struct{ Bytes, Elements, Attributes, Text, Wide int }
	want := profile{Bytes: 196680, Elements: 4923, Attributes: 720, Text: 65342, Wide: 1873}
	if got := (profile{len(doc), elements, attributes, text, wide}); got != want {
		t.Errorf("profile %+v, want %+v", got, want)
	}
	if n := len(Token()); n < 800 || n > 1000 {
		t.Errorf("token reply has %d bytes", n)
	}
	if n := len(Protocol()); n < 1900 || n > 2100 {
		t.Errorf("protocol reply has %d bytes", n)
	}
}

// Both sides decode to the same values.
func TestSameOrders(t *testing.T) {
	doc := Orders()
	x, err := DecodeOrders(doc)
	if err != nil {
		t.Fatal(err)
	}
	std, err := StdDecode[StdOrders](doc)
	if err != nil {
		t.Fatal(err)
	}
	want := std.Body.Response.Order
	if len(x.Order) != OrderCount || len(want) != OrderCount {
		t.Fatalf("%d and %d orders, want %d", len(x.Order), len(want), OrderCount)
	}
	for i := range x.Order {
		if got := toStd(&x.Order[i]); !reflect.DeepEqual(got, want[i]) {
			t.Fatalf("order %d: %+v, want %+v", i, got, want[i])
		}
		if !x.Order[i].Extra.IsZero() {
			t.Fatalf("order %d: residue %v", i, x.Order[i].Extra)
		}
	}
	n := 0
	if err := StreamOrders(doc, func(o *orders.Order) {
		if got := toStd(o); !reflect.DeepEqual(got, want[n]) {
			t.Fatalf("streamed order %d: %+v, want %+v", n, got, want[n])
		}
		n++
	}); err != nil || n != OrderCount {
		t.Fatalf("streamed %d orders: %v", n, err)
	}
	n = 0
	if err := StdStream(doc, func(o *StdOrder) { n++ }); err != nil || n != OrderCount {
		t.Fatalf("encoding/xml streamed %d orders: %v", n, err)
	}
}

func toStd(o *orders.Order) StdOrder {
	s := StdOrder{ID: o.Id, Channel: o.Channel.Or(""), Number: o.Number, Created: o.Created, Due: o.Due, Customer: toStdParty(&o.Customer),
		Supplier: toStdParty(&o.Supplier), Status: o.Status, Paid: o.Paid, Total: o.Total, Note: o.Note.Or("")}
	for i := range o.Line {
		l := &o.Line[i]
		s.Line = append(s.Line, StdLine{l.Number, l.Sku, l.Description, l.Quantity, l.Price, l.Delivery.Ptr()})
	}
	return s
}

func toStdParty(p *orders.Party) StdParty {
	return StdParty{p.Name, p.TaxId, p.Street.Or(""), p.City.Or("")}
}

// Encoding what was decoded gives the same document, but for the declarations' place.
func TestEncodeOrders(t *testing.T) {
	doc := Orders()
	x, err := DecodeOrders(doc)
	if err != nil {
		t.Fatal(err)
	}
	const decls = ` xmlns:ord="http://example.com/orders/v1" xmlns:com="http://example.com/common/v1"`
	_, want, _ := strings.Cut(string(doc), "\n")
	want = strings.TrimSpace(strings.Replace(want, decls, "", 1))
	want = strings.Replace(want, soapURI+`"`, soapURI+`"`+decls, 1)
	if err := EncodeOrders(x, func(b []byte) {
		if string(b) != want {
			t.Errorf("encoded %d bytes, want %d:\n%.600s\n%.600s", len(b), len(want), b, want)
		}
	}); err != nil {
		t.Fatal(err)
	}
}

// The small replies decode to the same values on both sides, and survive encoding.
func TestSameSmall(t *testing.T) {
	x, err := DecodeToken(Token())
	if err != nil {
		t.Fatal(err)
	}
	std, err := StdDecode[StdToken](Token())
	if err != nil {
		t.Fatal(err)
	}
	r := &std.Body.Response.Return
	if x.Status != "OK" || x.Status != r.Status || x.Mensagem != r.Mensagem || !x.Extra.IsZero() || len(r.Dados.Entry) != 3 {
		t.Errorf("%+v, want %+v", x, r)
	}
	if e := r.Dados.Entry; string(x.Dados.ChaveToken) != e[0].Value.Text || strconv.Itoa(int(x.Dados.Posicao)) != e[1].Value.Text || x.Dados.Situacao != e[2].Value.Text {
		t.Errorf("%+v, want %+v", x.Dados, e)
	}
	p, err := DecodeProtocol(Protocol())
	if err != nil {
		t.Fatal(err)
	}
	stdP, err := StdDecode[StdProtocol](Protocol())
	if err != nil {
		t.Fatal(err)
	}
	q := stdP.Body.Response
	if got := []string{p.Status, p.Protocolo, p.Metodo, p.DataCriacao.Or(xsd.Stamp{}).Text(), p.DataConclusao.Or(xsd.Stamp{}).Text(),
		string(p.Processado), p.Resultado, string(p.Url)}; !slices.Equal(got,
		[]string{q.Status, q.Protocolo, q.Metodo, q.DataCriacao, q.DataConclusao, q.Processado, q.Resultado, q.URL}) || p.Url == "" {
		t.Errorf("%q, want %+v", got, q)
	}
	if err := EncodeToken(x, func(b []byte) {
		again, err := DecodeToken(b)
		if err != nil || !reflect.DeepEqual(again, x) {
			t.Errorf("token changed: %v\n%s", err, b)
		}
	}); err != nil {
		t.Error(err)
	}
	if err := EncodeProtocol(p, func(b []byte) {
		again, err := DecodeProtocol(b)
		if err != nil || !reflect.DeepEqual(again, p) {
			t.Errorf("protocol changed: %v\n%s", err, b)
		}
	}); err != nil {
		t.Error(err)
	}
}

// raceEnabled is set in a build with the race detector, under which pools drop things at random.
var raceEnabled bool

// Allocations on the large message stay within the design's bounds.
func TestAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("pools are not reliable under the race detector")
	}
	doc := Orders()
	if n := testing.AllocsPerRun(20, func() { must(DecodeOrders(doc)) }); n > 310 {
		t.Errorf("decoding allocates %v times, want at most 310", n)
	}
	if n := testing.AllocsPerRun(20, func() { check(StreamOrders(doc, func(*orders.Order) {})) }); n > 15 {
		t.Errorf("streaming allocates %v times, want at most 15", n)
	}
}

func must[T any](x T, err error) T {
	check(err)
	return x
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func BenchmarkDecode200K(b *testing.B) {
	doc := Orders()
	pair(b, len(doc), func() { must(DecodeOrders(doc)) }, func() { must(StdDecode[StdOrders](doc)) })
}

func BenchmarkStream200K(b *testing.B) {
	doc := Orders()
	pair(b, len(doc), func() { check(StreamOrders(doc, func(*orders.Order) {})) }, func() { check(StdStream(doc, func(*StdOrder) {})) })
}

func BenchmarkEncode200K(b *testing.B) {
	doc := Orders()
	x, std := must(DecodeOrders(doc)), must(StdDecode[StdOrders](doc))
	var buf bytes.Buffer
	pair(b, len(doc), func() { check(EncodeOrders(x, func([]byte) {})) }, func() { check(StdEncode(std, &buf)) })
}

func BenchmarkDecodeToken(b *testing.B) {
	doc := Token()
	pair(b, len(doc), func() { must(DecodeToken(doc)) }, func() { must(StdDecode[StdToken](doc)) })
}

func BenchmarkDecodeProtocol(b *testing.B) {
	doc := Protocol()
	pair(b, len(doc), func() { must(DecodeProtocol(doc)) }, func() { must(StdDecode[StdProtocol](doc)) })
}

func BenchmarkEncodeToken(b *testing.B) {
	x, std := must(DecodeToken(Token())), must(StdDecode[StdToken](Token()))
	var buf bytes.Buffer
	pair(b, len(Token()), func() { check(EncodeToken(x, func([]byte) {})) }, func() { check(StdEncode(std, &buf)) })
}

// pair measures this codec and encoding/xml in one run.
func pair(b *testing.B, size int, ours, std func()) {
	for _, side := range []struct {
		name string
		run  func()
	}{{"wsgen", ours}, {"encoding-xml", std}} {
		b.Run(side.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				side.run()
			}
		})
	}
}
