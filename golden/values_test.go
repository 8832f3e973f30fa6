package golden_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	choice "example.com/wsgen/golden/choice/want/go/orders"
	defaultfixed "example.com/wsgen/golden/default-fixed/want/go/orders"
	doors "example.com/wsgen/golden/empty-message/want/go/doors"
	"example.com/wsgen/golden/endpoint-variables/want/go/pcp"
	consulta "example.com/wsgen/golden/map/want/go/consulta"
	"example.com/wsgen/golden/omit-empty/want/go/assunto"
	repeatedgroup "example.com/wsgen/golden/repeated-group/want/go/orders"
	"example.com/wsgen/golden/secrets/want/go/vault"
	whitespace "example.com/wsgen/golden/white-space/want/go/orders"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// ownTest has the cases whose documents the tests below read.
var ownTest = map[string]bool{"omit-empty": true, "encoded": true, "overloads": true, "bindings": true, "document-encoded": true}

// TestOmitEmptyProduced holds the two forms that a value takes and the two that it never takes.
func TestOmitEmptyProduced(t *testing.T) {
	for _, c := range []struct {
		name  string
		value assunto.EnviarAssunto
		want  string
	}{
		{"with a value", assunto.EnviarAssunto{Attr: "XX", AttrOpcional: "XX"}, "produced-with-value"},
		{"without", assunto.EnviarAssunto{Attr: "XX"}, "produced-without-value"},
		{"empty binary, filter, detail", assunto.EnviarAssunto{
			Attr:    "XX",
			Arquivo: xsd.Some(xsd.Binary{}),
			Filtro:  xsd.Some(xsd.AnySimple{}),
			Detalhe: &assunto.EnviarAssuntoDetalhe{},
		}, "produced-without-value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.value.Mensagem = "m"
			got := encode(t, &assunto.OpEnviar, &assunto.Enviar{Assunto: c.value})
			fragment := strings.Replace(readWire(t, "omit-empty", c.want), "</assunto>", "<mensagem>m</mensagem></assunto>", 1)
			if !strings.Contains(got, fragment) {
				t.Errorf("encoded %s, want in it %s", got, fragment)
			}
			for _, never := range []string{"attrOpcional/>", "<attrOpcional></attrOpcional>"} {
				if strings.Contains(got, never) {
					t.Errorf("encoded %s, which has the form %s", got, never)
				}
			}
		})
	}
}

func TestOmitEmptyKeepsZeroAndRequired(t *testing.T) {
	got := encode(t, &assunto.OpEnviar, &assunto.Enviar{Assunto: assunto.EnviarAssunto{Horas: xsd.Some[int32](0), Mensagem: "m"}})
	if want := "<assunto><attr></attr><horas>0</horas><mensagem>m</mensagem></assunto>"; !strings.Contains(got, want) {
		t.Errorf("encoded %s, want in it %s", got, want)
	}
}

func TestOmitEmptyRequiredNillableNeedsValue(t *testing.T) {
	part := assunto.OpEnviar.In.Body[0]
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	err := e.Document(part.Name, assunto.OpEnviar.Binding.Namespaces, part.Type, &assunto.Enviar{})
	if err == nil || !strings.Contains(err.Error(), "Mensagem") {
		t.Errorf("encoding without a required value: %v", err)
	}
	var invalid *xsd.ValidationError
	if err := new(assunto.Enviar).Validate(); !errors.As(err, &invalid) || invalid.Violations[0].Path != "/enviar/assunto/mensagem" {
		t.Errorf("validation: %v", err)
	}
}

// TestOmitEmptyRead reads all four forms: an empty element is an absent value.
func TestOmitEmptyRead(t *testing.T) {
	for name, want := range map[string]string{
		"produced-with-value": "XX", "produced-without-value": "", "never-self-closing": "", "never-empty": "",
	} {
		doc := `<gol:enviar xmlns:gol="urn:golden">` + readWire(t, "omit-empty", name) + `</gol:enviar>`
		node, _ := decode(t, &assunto.OpEnviar, []byte(doc))
		if got := node.(*assunto.Enviar).Assunto.AttrOpcional; got != want {
			t.Errorf("%s: attrOpcional = %q, want %q", name, got, want)
		}
	}
}

func readWire(t *testing.T, name, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(name, "wire", file+".xml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestWhiteSpace holds the values that text around and between words has, by type.
func TestWhiteSpace(t *testing.T) {
	node, _ := decode(t, &whitespace.OpSend, []byte(readWire(t, "white-space", "spaced")))
	got := node.(*whitespace.Order)
	got.Extra = xsd.Extra{}
	want := &whitespace.Order{
		Name: "n", Plain: xsd.Some(" p  q "), Text: " a\n b ", Line: " c  d ", Token: "e f",
		Language: xsd.Some("pt-BR"), Link: xsd.Value("urn:x"), State: whitespace.StateOpen,
		Code: []string{"AB", "CD"}, Title: "t u", Remark: " r ",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestGroupWithoutBranch writes an occurrence of a group whose choice has no branch as it was read.
func TestGroupWithoutBranch(t *testing.T) {
	const doc = `<gol:order xmlns:gol="urn:golden"><gol:a>x</gol:a><gol:a>y</gol:a><gol:b>2</gol:b>` +
		`<gol:a>z</gol:a><gol:d>true</gol:d><gol:e>end</gol:e></gol:order>`
	node, _ := decode(t, &repeatedgroup.OpSend, []byte(doc))
	if got := encode(t, &repeatedgroup.OpSend, node); got != doc {
		t.Errorf("written again:\n%s\nwant:\n%s", got, doc)
	}
}

// TestSecretsAreNotPrinted looks for secrets in every form in which a value is printed, wherever it stands.
func TestSecretsAreNotPrinted(t *testing.T) {
	const secret = "hunter2"
	master := &vault.MasterKey{Key: vault.Key{Label: "l", Value: secret}, Pin: secret, Owner: "o"}
	v := &vault.Open{
		User: "u", Password: secret, Hint: xsd.Some(xsd.Secret(secret)),
		Id: secret, Mark: xsd.Some(xsd.Secret(secret)), Level: secret, Codes: []xsd.Secret{secret}, Nil: xsd.Value(xsd.Secret(secret)),
		First: vault.Pass{Label: "one", Value: secret}, Second: &vault.Pass{Value: secret}, More: []vault.Pass{{Value: secret}}, Master: master,
	}
	list := vault.ListResponse{Dados: vault.ListResponseDados{Main: secret, Others: []xsd.Entry[xsd.Secret]{{Key: "k", Value: secret}}}}
	for _, x := range []any{v, *v, []any{v}, master, *master, &vault.OpenResponse{Token: secret}, struct{ P vault.Pass }{v.First}, &list, list} {
		for _, verb := range []string{"%v", "%+v", "%#v"} {
			if got := fmt.Sprintf(verb, x); strings.Contains(got, secret) || strings.Contains(got, fmt.Sprintf("%x", secret)) {
				t.Errorf("%T under %s prints the secret: %s", x, verb, got)
			}
		}
	}
	for _, verb := range []string{"%s", "%q", "%x", "%d"} { // with these fmt shows what is behind a pointer in its own way
		for _, x := range []any{v.First, v.Password, v.More, &list} {
			if got := fmt.Sprintf(verb, x); strings.Contains(got, secret) || strings.Contains(got, fmt.Sprintf("%x", secret)) {
				t.Errorf("%T under %s prints the secret: %s", x, verb, got)
			}
		}
	}
	if err := v.Validate(); err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("a level that is not listed gives %v, want an error without the secret", err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("call", "request", v, "key", *master, "token", v.Password)
	if strings.Contains(log.String(), secret) {
		t.Errorf("the log holds the secret: %s", log.String())
	}
	if got := fmt.Sprintf("%+v", master); !strings.Contains(got, "Owner:o") || !strings.Contains(got, "[redacted]") {
		t.Errorf("a derived struct prints %s, want its own fields and the mark", got)
	}
}

func TestEndpointVariables(t *testing.T) {
	got, err := pcp.EndpointProduction("pcp.local", "8080", "a/b c")
	if want := "http://pcp.local:8080/a%2Fb%20c/ws"; err != nil || got != want {
		t.Errorf("endpoint %q, %v, want %q", got, err, want)
	}
	for _, c := range [][3]string{{"evil.example/x", "1", "i"}, {"u@h", "1", "i"}, {"", "1", "i"}, {"h", "1?x", "i"}, {"h", "1", ".."}, {"h", "1", ""}} {
		if got, err := pcp.EndpointProduction(c[0], c[1], c[2]); err == nil {
			t.Errorf("%q gives %q", c, got)
		}
	}
}

func TestRequiredChoiceMustBeSet(t *testing.T) {
	part := choice.OpSend.In.Body[0]
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	err := e.Document(part.Name, choice.OpSend.Binding.Namespaces, part.Type, &choice.Order{})
	if err == nil || !strings.Contains(err.Error(), "Choice") {
		t.Errorf("encoding a choice without a branch: %v", err)
	}
}

// TestMapRoundTrip writes a map, reads it and finds the same; duplicate and unknown keys stay.
func TestMapRoundTrip(t *testing.T) {
	in := &consulta.ListarResponse{Status: "OK", Dados: consulta.ListarResponseDados{
		Linhas:  []xsd.Entry[consulta.Linha]{{Key: "0", Value: consulta.Linha{Campo: "a", Valor: xsd.NewDecimal(150, 2)}}},
		TOTAL:   1,
		Item:    []string{"x", "y"},
		Interno: &consulta.ListarResponseDadosInterno{Chave: "c"},
	}}
	part := consulta.OpListar.Out.Body[0]
	e := xmltext.NewEncoder(xmltext.Prefixed)
	defer e.Release()
	if err := e.Document(part.Name, consulta.OpListar.Binding.Namespaces, part.Type, in); err != nil {
		t.Fatal(err)
	}
	first := string(e.Output())
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Reset([]byte(first))
	var out consulta.ListarResponse
	if err := d.Document(part.Name, consulta.OpListar.Binding.Namespaces, part.Type, &out); err != nil {
		t.Fatalf("%v in %s", err, first)
	}
	if len(out.Dados.Linhas) != 1 || out.Dados.Linhas[0].Key != "0" || out.Dados.Linhas[0].Value.Valor.String() != "1.50" ||
		out.Dados.TOTAL != 1 || len(out.Dados.Item) != 2 || out.Dados.Interno == nil || out.Dados.Interno.Chave != "c" {
		t.Errorf("read back %+v from %s", out, first)
	}
	e.Reset(xmltext.Prefixed)
	if err := e.Document(part.Name, consulta.OpListar.Binding.Namespaces, part.Type, &out); err != nil || string(e.Output()) != first {
		t.Errorf("written again: %v\n%s\nwant\n%s", err, e.Output(), first)
	}
}

// TestDefaultsAreNotFilledIn reads a document without the values that have defaults.
func TestDefaultsAreNotFilledIn(t *testing.T) {
	node, _ := decode(t, &defaultfixed.OpSend, []byte(readWire(t, "default-fixed", "absent")))
	o := node.(*defaultfixed.Order)
	if !o.N.IsZero() || !o.Lang.IsZero() || !o.State.IsZero() {
		t.Errorf("absent values are read as %v, %v, %v", o.N, o.Lang, o.State)
	}
	if n, lang, state := o.N.Or(defaultfixed.OrderNDefault), o.Lang.Or(defaultfixed.OrderLangDefault), o.State.Or(defaultfixed.OrderStateDefault); n != 30 || lang != "pt" || state != defaultfixed.StateOpen {
		t.Errorf("defaults are %d, %s, %s", n, lang, state)
	}
	if err := o.Validate(); err != nil {
		t.Errorf("fixed values as the contract has them: %v", err)
	}
	o.Schema, o.Version, o.Final = 8, "2.0", xsd.Some(false)
	var invalid *xsd.ValidationError
	if err := o.Validate(); !errors.As(err, &invalid) || len(invalid.Violations) != 3 {
		t.Errorf("three values that are not the fixed ones: %v", err)
	}
}

type doer func(*http.Request) (*http.Response, error)

func (d doer) Do(r *http.Request) (*http.Response, error) { return d(r) }

// TestEmptyMessages calls operations whose request or reply has an empty body.
func TestEmptyMessages(t *testing.T) {
	const envelope = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>%s</e:Body></e:Envelope>`
	var sent, reply string
	server := doer(func(r *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(r.Body)
		sent = string(body)
		return &http.Response{
			StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/xml"}}, Request: r,
			Body: io.NopCloser(strings.NewReader(fmt.Sprintf(envelope, reply))),
		}, err
	})
	c, err := doors.NewClient(doors.Endpoint, soap.WithHTTPClient(server))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	const empty = "<soapenv:Body></soapenv:Body>"
	if err := c.Reset(ctx); err != nil || !strings.Contains(sent, empty) {
		t.Errorf("nothing for nothing: %v, sent %s", err, sent)
	}
	if err := c.Set(ctx, &doors.State{Value: "open"}); err != nil || !strings.Contains(sent, ">open</") {
		t.Errorf("something for nothing: %v, sent %s", err, sent)
	}
	if _, err := c.Ask(ctx); err == nil {
		t.Error("an empty reply where a state is due is no error")
	}
	reply = `<state xmlns="urn:golden">shut</state>`
	if got, err := c.Ask(ctx); err != nil || got.Value != "shut" || !strings.Contains(sent, empty) {
		t.Errorf("something for nothing: %+v, %v, sent %s", got, err, sent)
	}
}
