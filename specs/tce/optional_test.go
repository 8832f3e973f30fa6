package tce_test

import (
	"strings"
	"testing"

	"example.com/wsgen/golden/omit-empty/want/go/assunto"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/xmltext"
)

// optional returns the request of a record as it is sent, from the record's start tag to its end tag.
func optional(t *testing.T, record assunto.EnviarAssunto) string {
	t.Helper()
	c, err := assunto.NewClient(assunto.EndpointProduction)
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.BuildEnviar(ctx, &assunto.Enviar{Assunto: record})
	if err != nil {
		t.Fatal(err)
	}
	body := string(wiretest.Body(t, r))
	from, to := strings.Index(body, "<assunto>"), strings.Index(body, "</assunto>")
	if from < 0 || to < 0 {
		t.Fatalf("no record in %s", body)
	}
	return body[from : to+len("</assunto>")]
}

func TestOptionalFieldsAreWrittenAsPublished(t *testing.T) {
	record := assunto.EnviarAssunto{Attr: "XX", Mensagem: "m"}
	rest := "<mensagem>m</mensagem></assunto>"
	form := func(file string) string {
		return strings.Replace(string(sample(t, file)), "</assunto>", rest, 1)
	}
	if got, want := optional(t, record), form("optional.absent.xml"); got != want {
		t.Errorf("without a value: got %s, want %s", got, want)
	}
	record.AttrOpcional = "XX"
	if got, want := optional(t, record), form("optional.value.xml"); got != want {
		t.Errorf("with a value: got %s, want %s", got, want)
	}
	record.Attr, record.AttrOpcional = "", ""
	if got, want := optional(t, record), "<assunto><attr></attr>"+rest; got != want {
		t.Errorf("an empty mandatory field: got %s, want %s", got, want)
	}
}

// TestOptionalFieldsAreReadInEveryForm shows that the two forms that are never written mean absent.
func TestOptionalFieldsAreReadInEveryForm(t *testing.T) {
	part := assunto.OpEnviar.In.Body[0]
	for file, want := range map[string]string{
		"optional.value.xml":       "XX",
		"optional.absent.xml":      "",
		"optional.self-closed.xml": "",
		"optional.empty-tag.xml":   "",
	} {
		t.Run(file, func(t *testing.T) {
			doc := `<e:enviar xmlns:e="urn:golden">` + string(sample(t, file)) + `</e:enviar>`
			d := xmltext.NewDecoder()
			defer d.Release()
			d.Reset([]byte(doc))
			var got assunto.Enviar
			if err := d.Document(part.Name, assunto.OpEnviar.Binding.Namespaces, part.Type, &got); err != nil {
				t.Fatal(err)
			}
			if got.Assunto.Attr != "XX" || got.Assunto.AttrOpcional != want {
				t.Errorf("got %q %q, want XX and %q", got.Assunto.Attr, got.Assunto.AttrOpcional, want)
			}
		})
	}
}
