package mock

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/wsgen/internal/infoset"
)

const ready = "Pronto para envio ou consulta"

// call sends doc and returns the reply's element return, or fails the test.
func call(t *testing.T, s *Server, doc string) *infoset.Element {
	t.Helper()
	status, body := do(s, newRequest(t, doc))
	e, err := infoset.Parse([]byte(body))
	if err != nil || status != http.StatusOK {
		t.Fatalf("%d %v\n%s", status, err, body)
	}
	return e.Find("Body").Children[0].Find("return")
}

func data(ret *infoset.Element, key string) string {
	for _, e := range ret.Find("dados").Children {
		if e.Find("key").Text == key {
			return e.Find("value").Text
		}
	}
	return ""
}

// body returns a request of tokenWS.
func body(t *testing.T, op, fields string) string {
	t.Helper()
	before, rest, _ := strings.Cut(sample(t, "obterToken.request.xml"), "<tok:")
	_, after, _ := strings.Cut(rest, "</tok:obterToken>")
	return before + "<tok:" + op + ">" + fields + "</tok:" + op + ">" + after
}

// expect fails the test unless the reply has the status and a message with the text.
func expect(t *testing.T, ret *infoset.Element, status, message string) {
	t.Helper()
	if got := ret.Find("status").Text; got != status {
		t.Errorf("status is %s (%s), want %s", got, ret.Find("mensagem").Text, status)
	}
	if got := ret.Find("mensagem").Text; !strings.Contains(got, message) {
		t.Errorf("message is %q, want %q in it", got, message)
	}
}

// token obtains a token for a unit.
func token(t *testing.T, s *Server, unit string) string {
	t.Helper()
	ret := call(t, s, body(t, "obterToken", "<codigoUg>"+unit+"</codigoUg><descricaoEmpresaTI>E</descricaoEmpresaTI><descritivoSoftware>S</descritivoSoftware>"))
	expect(t, ret, "OK", "Token criado com sucesso")
	return data(ret, "chaveToken")
}

// named returns the call of an operation of tokenWS that names a token.
func named(t *testing.T, op, key string) string {
	t.Helper()
	return body(t, op, "<chaveToken>"+key+"</chaveToken>")
}

// subject returns the sample of an operation of servidorWS with another token.
func subject(t *testing.T, op, key string) string {
	t.Helper()
	before, rest, _ := strings.Cut(sample(t, op+".request.xml"), "<chaveToken>")
	_, after, _ := strings.Cut(rest, "</chaveToken>")
	return before + "<chaveToken>" + key + "</chaveToken>" + after
}

func TestSessionThatSends(t *testing.T) {
	s := tce(t, Options{Now: newClock().tell})
	key := token(t, s, "10006")
	ret := call(t, s, named(t, "obterSituacaoToken", key))
	expect(t, ret, "OK", "Situação token obtida com sucesso")
	if data(ret, "situacao") != ready {
		t.Errorf("got %s", ret)
	}
	expect(t, call(t, s, named(t, "iniciarTransferencia", key)), "OK", "Início de transferência liberado")
	ret = call(t, s, subject(t, "enviar", key))
	expect(t, ret, "OK", "processado com sucesso")
	if n := len(ret.Find("dados").Children); n != 2 {
		t.Errorf("%d results", n)
	}
	for i, e := range ret.Find("dados").Children {
		if e.Find("key").Text != fmt.Sprint(i+1) || e.Find("value", "codigo").Text != "0" || e.Find("value", "mensagem").Text != "OK" {
			t.Errorf("result %d is %s", i, e)
		}
		if got := e.Find("value").Attrs[0].Value; got != "{http://servidor.ws.tce.sc.gov.br/}codigoMensagem" {
			t.Errorf("type is %s", got)
		}
	}
	if s.Stored("servidor") != 0 {
		t.Error("records are confirmed before the end")
	}
	expect(t, call(t, s, named(t, "finalizarTransferencia", key)), "OK", "Finalizada com sucesso")
	if got := s.Stored("servidor"); got != 2 {
		t.Errorf("%d records are stored, want 2", got)
	}
	expect(t, call(t, s, named(t, "finalizarTransferencia", key)), "ERRO", "inexistente")
}

func TestCancelDropsTheRecords(t *testing.T) {
	s := tce(t, Options{})
	key := token(t, s, "10006")
	call(t, s, named(t, "iniciarTransferencia", key))
	call(t, s, subject(t, "enviar", key))
	expect(t, call(t, s, named(t, "cancelarTransferencia", key)), "OK", "Cancelada com sucesso")
	if got := s.Stored("servidor"); got != 0 {
		t.Errorf("%d records are stored, want none", got)
	}
}

func TestPagesReadBackAndEndTheSession(t *testing.T) {
	s := tce(t, Options{PageSize: 1})
	key := token(t, s, "10006")
	call(t, s, named(t, "iniciarTransferencia", key))
	call(t, s, subject(t, "enviar", key))
	call(t, s, named(t, "finalizarTransferencia", key))
	for i, want := range []string{"SERVIDOR UM", "SERVIDOR DOIS"} {
		key = token(t, s, "10006")
		page := fmt.Sprintf("<PAGINA>%d</PAGINA>", i+1)
		ret := call(t, s, strings.Replace(subject(t, "listar", key), "<PAGINA>1</PAGINA>", page, 1))
		expect(t, ret, "OK", "Consulta executada com sucesso")
		if data(ret, "PAGINA") != fmt.Sprint(i+1) || data(ret, "QUANTIDADE_PAGINAS") != "2" {
			t.Errorf("got %s", ret)
		}
		var got []string
		for _, e := range ret.Find("dados").Children {
			if person := e.Find("value", "nomeServidor"); person != nil {
				got = append(got, person.Text)
			}
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], "SERVIDOR") || i == 0 && got[0] != want {
			t.Errorf("page %d holds %v", i+1, got)
		}
	}
	expect(t, call(t, s, subject(t, "listar", key)), "ERRO", "inexistente")
	key = token(t, s, "10006")
	expect(t, call(t, s, strings.Replace(subject(t, "listar", key), "<PAGINA>1<", "<PAGINA>3<", 1)), "ERRO", "no such page")
	expect(t, call(t, s, subject(t, "listar", key)), "OK", "") // an error does not end the session
}

func TestOrderOfOperations(t *testing.T) {
	tests := []struct {
		name  string
		calls []string // made before
		last  string
		text  string
	}{
		{"enviar before iniciar", nil, "enviar", "iniciarTransferencia comes first"},
		{"finalizar before iniciar", nil, "finalizarTransferencia", ready},
		{"iniciar twice", []string{"iniciarTransferencia"}, "iniciarTransferencia", "in use"},
		{"listar while sending", []string{"iniciarTransferencia"}, "listar", "in use"},
		{"enviar after finalizar", []string{"iniciarTransferencia", "finalizarTransferencia"}, "enviar", "inexistente"},
		{"iniciar after cancelar", []string{"cancelarTransferencia"}, "iniciarTransferencia", "inexistente"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := tce(t, Options{})
			key := token(t, s, "10006")
			document := func(op string) string {
				if op == "enviar" || op == "listar" {
					return subject(t, op, key)
				}
				return named(t, op, key)
			}
			for _, op := range tt.calls {
				expect(t, call(t, s, document(op)), "OK", "")
			}
			expect(t, call(t, s, document(tt.last)), "ERRO", tt.text)
		})
	}
}

func TestUnknownSession(t *testing.T) {
	expect(t, call(t, tce(t, Options{}), sample(t, "obterSituacaoToken.request.xml")), "ERRO", "inexistente")
}

func TestOneSessionAHolder(t *testing.T) {
	s := tce(t, Options{})
	key := token(t, s, "10006")
	expect(t, call(t, s, sample(t, "obterToken.request.xml")), "ERRO", "token com chave ["+key+"]")
	if calls := s.Calls(); strings.Contains(calls[len(calls)-1].Outcome, key) {
		t.Error("the key stands in what may be logged")
	}
	token(t, s, "20007")
	expect(t, call(t, s, named(t, "cancelarTransferencia", key)), "OK", "")
	if token(t, s, "10006") == key {
		t.Error("a key was handed out twice")
	}
}

func TestSessionTimesOut(t *testing.T) {
	c := newClock()
	s := tce(t, Options{Now: c.tell})
	const timeout = 360 * time.Second
	key := token(t, s, "10006")
	call(t, s, named(t, "iniciarTransferencia", key))
	c.advance(timeout)
	expect(t, call(t, s, subject(t, "enviar", key)), "OK", "") // each call starts the time anew
	c.advance(timeout)
	expect(t, call(t, s, named(t, "obterSituacaoToken", key)), "OK", "")
	c.advance(timeout + time.Second)
	expect(t, call(t, s, named(t, "finalizarTransferencia", key)), "ERRO", "inexistente")
	if got := s.Stored("servidor"); got != 0 {
		t.Errorf("%d records are stored, want none", got)
	}
	token(t, s, "10006")
}

func TestQuestionsThatComeTooSoon(t *testing.T) {
	c := newClock()
	s := tce(t, Options{Now: c.tell})
	key := token(t, s, "10006")
	expect(t, call(t, s, named(t, "obterSituacaoToken", key)), "OK", "")
	c.advance(5 * time.Second)
	expect(t, call(t, s, named(t, "obterSituacaoToken", key)), "OK", "")
	c.advance(5*time.Second - time.Millisecond)
	expect(t, call(t, s, named(t, "obterSituacaoToken", key)), "ERRO", "")
	expect(t, call(t, s, named(t, "iniciarTransferencia", key)), "ERRO", "inexistente")
}

func TestSessionThatWaits(t *testing.T) {
	c := newClock()
	s := tce(t, Options{Wait: 1, Now: c.tell})
	key := token(t, s, "10006")
	expect(t, call(t, s, named(t, "iniciarTransferencia", key)), "ERRO", "waiting")
	for _, want := range []string{"waiting", ready} {
		if got := data(call(t, s, named(t, "obterSituacaoToken", key)), "situacao"); got != want {
			t.Errorf("state is %s, want %s", got, want)
		}
		c.advance(5 * time.Second)
	}
}

func TestRecords(t *testing.T) {
	tests := []struct{ name, old, new, key, text string }{
		{"letters in the tax number", "<numeroCPF>1<", "<numeroCPF>1a<", "2", "numeroCPF"},
		{"no such day", ">1980-01-31<", ">1980-02-31<", "1", "dataNascimento"},
		{"a date with a zone", ">1980-01-31<", ">1980-01-31Z<", "1", "dataNascimento"},
		{"zero date", ">1980-01-31<", ">0001-01-01<", "1", "dataNascimento"},
		{"a name without letters", ">SERVIDOR UM<", ">...<", "1", "nomeServidor"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := tce(t, Options{})
			key := token(t, s, "10006")
			call(t, s, named(t, "iniciarTransferencia", key))
			ret := call(t, s, strings.Replace(subject(t, "enviar", key), tt.old, tt.new, 1))
			expect(t, ret, "OK", "")
			for _, e := range ret.Find("dados").Children {
				message := e.Find("value", "mensagem").Text
				if bad := e.Find("key").Text == tt.key; bad != strings.HasPrefix(message, tt.text) || !bad && message != "OK" {
					t.Errorf("record %s: %s", e.Find("key").Text, message)
				}
			}
			call(t, s, named(t, "finalizarTransferencia", key))
			if got := s.Stored("servidor"); got != 1 {
				t.Errorf("%d records are stored, want the one without an error", got)
			}
		})
	}
}

func TestRecordsOfAWrongForm(t *testing.T) {
	tests := []struct{ name, old, new, text string }{
		{"repeated idRetorno", "<idRetorno>2<", "<idRetorno>1<", "idRetorno of record 2"},
		{"no idRetorno", "<idRetorno>2</idRetorno>", "", "idRetorno of record 2"},
		{"unknown field", "<idRetorno>1", "<x>1</x><idRetorno>1", "unexpected element x"},
		{"empty optional field", "<idRetorno>1", "<nomePai></nomePai><idRetorno>1", "nomePai: is optional and empty"},
		{"missing field", "<nomeMae>MÃE UM</nomeMae>", "", "nomeMae"},
		{"no record", "<servidor>", "<server>", "not well-formed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := tce(t, Options{})
			key := token(t, s, "10006")
			call(t, s, named(t, "iniciarTransferencia", key))
			doc := strings.Replace(subject(t, "enviar", key), tt.old, tt.new, 1)
			if _, got := do(s, newRequest(t, doc)); !strings.Contains(got, tt.text) {
				t.Errorf("want %q in %s", tt.text, got)
			}
		})
	}
}
