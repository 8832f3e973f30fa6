package esfinge

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// token obtains a token of the unit and returns it.
func token(t *testing.T, s *Server, unit string) string {
	t.Helper()
	ret := call(t, s, body(t, "obterToken", "<codigoUg>"+unit+"</codigoUg><descricaoEmpresaTI>E</descricaoEmpresaTI><descritivoSoftware>S</descritivoSoftware>"))
	expect(t, ret, "OK", "Token criado com sucesso")
	return data(ret, "chaveToken")
}

// of returns the call of an operation of tokenWS that names a token.
func of(t *testing.T, op, key string) string {
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
	s := newServer(newClock(), Options{})
	key := token(t, s, "10006")
	ret := call(t, s, of(t, "obterSituacaoToken", key))
	expect(t, ret, "OK", "Situação token obtida com sucesso")
	if data(ret, "posicao") != "1" || data(ret, "situacao") != ready {
		t.Errorf("got %s", ret)
	}
	expect(t, call(t, s, of(t, "iniciarTransferencia", key)), "OK", "Início de transferência liberado")
	ret = call(t, s, subject(t, "enviar", key))
	expect(t, ret, "OK", "processado com sucesso")
	for i, e := range ret.Find("dados").Children {
		if e.Find("key").Text != fmt.Sprint(i+1) || e.Find("value", "codigo").Text != "0" || e.Find("value", "mensagem").Text != "OK" {
			t.Errorf("result %d is %s", i, e)
		}
		if got := e.Find("value").Attrs[0].Value; got != "{"+nsServidor+"}codigoMensagem" {
			t.Errorf("type is %s", got)
		}
	}
	if s.Stored("10006", "201601") != 0 {
		t.Error("records are confirmed before the end")
	}
	expect(t, call(t, s, of(t, "finalizarTransferencia", key)), "OK", "Finalizada com sucesso")
	if got := s.Stored("10006", "201601"); got != 2 {
		t.Errorf("%d records are stored, want 2", got)
	}
	expect(t, call(t, s, of(t, "finalizarTransferencia", key)), "ERRO", "inexistente ou inativo")
}

func TestCancelDropsTheRecords(t *testing.T) {
	s := newServer(newClock(), Options{})
	key := token(t, s, "10006")
	call(t, s, of(t, "iniciarTransferencia", key))
	call(t, s, subject(t, "enviar", key))
	expect(t, call(t, s, of(t, "cancelarTransferencia", key)), "OK", "Cancelada com sucesso")
	if got := s.Stored("10006", "201601"); got != 0 {
		t.Errorf("%d records are stored, want none", got)
	}
}

func TestListReadsBackAndEndsTheToken(t *testing.T) {
	s := newServer(newClock(), Options{})
	key := token(t, s, "10006")
	call(t, s, of(t, "iniciarTransferencia", key))
	call(t, s, subject(t, "enviar", key))
	call(t, s, of(t, "finalizarTransferencia", key))

	key = token(t, s, "10006")
	ret := call(t, s, subject(t, "listar", key))
	expect(t, ret, "OK", " Consulta executada com sucesso com 2 resultado(s)")
	if data(ret, "TOTAL") != "2" || data(ret, "PAGINA") != "1" || data(ret, "QUANTIDADE_PAGINAS") != "1" {
		t.Errorf("got %s", ret)
	}
	var names []string
	for _, c := range ret.Find("dados").Children[0].Find("value").Children {
		names = append(names, c.Name.Local+"="+c.Text)
	}
	want := "codigoSexo=1 dataNascimento=1980-01-31 idRetorno=1 nomeMae=MÃE UM nomeServidor=SERVIDOR UM numeroCPF=0 numeroMatricula=1"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	expect(t, call(t, s, subject(t, "listar", key)), "ERRO", "inexistente ou inativo")
}

func TestOrderOfOperations(t *testing.T) {
	tests := []struct {
		name  string
		calls []string // made before
		last  string
		text  string
	}{
		{"enviar before iniciar", nil, "enviar", ready},
		{"finalizar before iniciar", nil, "finalizarTransferencia", ready},
		{"iniciar twice", []string{"iniciarTransferencia"}, "iniciarTransferencia", sending},
		{"listar while sending", []string{"iniciarTransferencia"}, "listar", sending},
		{"enviar after finalizar", []string{"iniciarTransferencia", "finalizarTransferencia"}, "enviar", "inexistente"},
		{"iniciar after cancelar", []string{"cancelarTransferencia"}, "iniciarTransferencia", "inexistente"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(newClock(), Options{})
			key := token(t, s, "10006")
			document := func(op string) string {
				if op == "enviar" || op == "listar" {
					return subject(t, op, key)
				}
				return of(t, op, key)
			}
			for _, op := range tt.calls {
				expect(t, call(t, s, document(op)), "OK", "")
			}
			expect(t, call(t, s, document(tt.last)), "ERRO", tt.text)
		})
	}
}

func TestUnknownToken(t *testing.T) {
	s := newServer(newClock(), Options{})
	expect(t, call(t, s, sample(t, "obterSituacaoToken.request.xml")), "ERRO", "inexistente ou inativo")
}

func TestOneTokenAUnit(t *testing.T) {
	s := newServer(newClock(), Options{})
	key := token(t, s, "10006")
	expect(t, call(t, s, sample(t, "obterToken.request.xml")), "ERRO", "já obteve o token com chave ["+key+"]")
	other := token(t, s, "20007")
	if got := data(call(t, s, of(t, "obterSituacaoToken", other)), "posicao"); got != "2" {
		t.Errorf("the second token has position %s", got)
	}
	expect(t, call(t, s, of(t, "cancelarTransferencia", key)), "OK", "")
	if token(t, s, "10006") == key {
		t.Error("a token was handed out twice")
	}
}

func TestTokenTimesOut(t *testing.T) {
	c := newClock()
	s := newServer(c, Options{})
	key := token(t, s, "10006")
	call(t, s, of(t, "iniciarTransferencia", key))
	c.advance(Timeout)
	expect(t, call(t, s, subject(t, "enviar", key)), "OK", "") // each call starts the time anew
	c.advance(Timeout)
	expect(t, call(t, s, of(t, "obterSituacaoToken", key)), "OK", "")
	c.advance(Timeout + time.Second)
	expect(t, call(t, s, of(t, "finalizarTransferencia", key)), "ERRO", "inexistente ou inativo")
	if got := s.Stored("10006", "201601"); got != 0 {
		t.Errorf("%d records are stored, want none", got)
	}
	token(t, s, "10006")
}

func TestPollsThatComeTooSoon(t *testing.T) {
	c := newClock()
	s := newServer(c, Options{MinPoll: 5 * time.Second})
	key := token(t, s, "10006")
	expect(t, call(t, s, of(t, "obterSituacaoToken", key)), "OK", "")
	c.advance(5 * time.Second)
	expect(t, call(t, s, of(t, "obterSituacaoToken", key)), "OK", "")
	c.advance(5*time.Second - time.Millisecond)
	expect(t, call(t, s, of(t, "obterSituacaoToken", key)), "ERRO", "removido da fila")
	expect(t, call(t, s, of(t, "iniciarTransferencia", key)), "ERRO", "inexistente ou inativo")
}

func TestWaitInTheQueue(t *testing.T) {
	s := newServer(newClock(), Options{Wait: 1})
	key := token(t, s, "10006")
	expect(t, call(t, s, of(t, "iniciarTransferencia", key)), "ERRO", waiting)
	for _, want := range []string{waiting, ready} {
		if got := data(call(t, s, of(t, "obterSituacaoToken", key)), "situacao"); got != want {
			t.Errorf("state is %s, want %s", got, want)
		}
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
			s := newServer(newClock(), Options{})
			key := token(t, s, "10006")
			call(t, s, of(t, "iniciarTransferencia", key))
			ret := call(t, s, strings.Replace(subject(t, "enviar", key), tt.old, tt.new, 1))
			expect(t, ret, "OK", "")
			for _, e := range ret.Find("dados").Children {
				message := e.Find("value", "mensagem").Text
				if bad := e.Find("key").Text == tt.key; bad != strings.HasPrefix(message, tt.text) || !bad && message != "OK" {
					t.Errorf("record %s: %s", e.Find("key").Text, message)
				}
			}
			call(t, s, of(t, "finalizarTransferencia", key))
			if got := s.Stored("10006", "201601"); got != 1 {
				t.Errorf("%d records are stored, want the one without an error", got)
			}
		})
	}
}

func TestRecordsOfAWrongForm(t *testing.T) {
	tests := []struct{ name, old, new, text string }{
		{"repeated idRetorno", "<idRetorno>2<", "<idRetorno>1<", "idRetorno [1]"},
		{"no idRetorno", "<idRetorno>2</idRetorno>", "", "idRetorno []"},
		{"unknown field", "<idRetorno>1", "<x>1</x><idRetorno>1", "unexpected element x"},
		{"empty optional field", "<idRetorno>1", "<nomePai></nomePai><idRetorno>1", "nomePai is optional and empty"},
		{"missing field", "<nomeMae>MÃE UM</nomeMae>", "", "has no nomeMae"},
		{"no record", "<servidor>", "<server>", "Problems creating"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(newClock(), Options{})
			key := token(t, s, "10006")
			call(t, s, of(t, "iniciarTransferencia", key))
			if _, got := do(s, newRequest(t, strings.Replace(subject(t, "enviar", key), tt.old, tt.new, 1))); !strings.Contains(got, tt.text) {
				t.Errorf("want %q in %s", tt.text, got)
			}
		})
	}
}
