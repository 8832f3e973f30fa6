package esfinge

import (
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The states of a token. The provider's wire has shown the second; the others are its labels.
const (
	waiting = "Esperando na Fila"
	ready   = "Pronto para envio ou consulta"
	sending = "Enviando"
)

// A session is a token that has not ended.
type session struct {
	number  int // order in the queue
	unit    string
	state   string
	waits   int       // polls left before the token is ready
	touched time.Time // the last call that named the token
	polled  time.Time // the last call, if that was obterSituacaoToken; else zero
	sent    map[period][]record
}

// A period is a unit's reporting period.
type period struct{ unit, competencia string }

// answer reads a request and runs its operation.
func (s *Server) answer(body []byte, compressed bool) (status int, doc []byte) {
	name, r, err := s.call(body, compressed)
	var f *fault
	if errors.As(err, &f) {
		return http.StatusInternalServerError, f.bytes()
	}
	return http.StatusOK, r.bytes(name)
}

// call returns the reply to a request and the name of its operation; its error is a *fault.
func (s *Server) call(body []byte, compressed bool) (xml.Name, reply, error) {
	security, payload, err := open(body)
	if err != nil {
		return xml.Name{}, reply{}, err
	}
	op, known := operations[payload.Name]
	if !known {
		return xml.Name{}, reply{}, clientFault("Message part %s was not recognized.  (Does it exist in service WSDL?)", label(payload.Name))
	}
	if !compressed {
		return payload.Name, refusal("Dados não compactados. Deve-se usar compactação (gzip) ao usar o WebService. Header enviado:..."), nil
	}
	if err := authenticate(security, s.options.Users); err != nil {
		return xml.Name{}, reply{}, err
	}
	req, err := op.read(payload)
	if err != nil {
		return xml.Name{}, reply{}, err
	}
	s.expire()
	return payload.Name, op.run(s, req), nil
}

// expire ends the sessions that no call has named for too long; what they sent is gone.
func (s *Server) expire() {
	now := s.options.Now()
	for key, t := range s.sessions {
		if now.Sub(t.touched) > Timeout {
			delete(s.sessions, key)
		}
	}
}

func (s *Server) obterToken(req *request) reply {
	unit := req.record["codigoUg"]
	for key, t := range s.sessions {
		if t.unit == unit {
			return refusal("Sua unidade gestora já obteve o token com chave [%s]", key)
		}
	}
	s.tokens++
	key := fmt.Sprintf("00000000-0000-4000-8000-%012d", s.tokens)
	t := &session{number: s.tokens, unit: unit, state: ready, waits: s.options.Wait, touched: s.options.Now(), sent: map[period][]record{}}
	if t.waits > 0 {
		t.state = waiting
	}
	s.sessions[key] = t
	return ok("Token criado com sucesso", text("chaveToken", key), number("posicao", s.position(t)), text("situacao", t.state))
}

// position is a token's place among those that have not ended.
func (s *Server) position(t *session) int {
	n := 1
	for _, other := range s.sessions {
		if other.number < t.number {
			n++
		}
	}
	return n
}

// session finds the token that a call names and keeps it alive.
func (s *Server) session(req *request) (key string, t *session, r reply) {
	key = req.record["chaveToken"]
	t = s.sessions[key]
	if t == nil {
		return key, nil, refusal("Token [%s] inexistente ou inativo", key)
	}
	t.touched = s.options.Now()
	return key, t, reply{}
}

func (s *Server) obterSituacaoToken(req *request) reply {
	key, t, r := s.session(req)
	if t == nil {
		return r
	}
	last := t.polled
	t.polled = t.touched
	if !last.IsZero() && t.touched.Sub(last) < s.options.MinPoll {
		delete(s.sessions, key)
		return refusal("Token [%s] removido da fila: consultas em menos de %v", key, s.options.MinPoll)
	}
	if t.state == waiting {
		if t.waits--; t.waits < 0 {
			t.state = ready
		}
	}
	return ok("Situação token obtida com sucesso", number("posicao", s.position(t)), text("situacao", t.state))
}

// step is session for the calls that need a token in one of the given states.
func (s *Server) step(req *request, states ...string) (key string, t *session, r reply) {
	key, t, r = s.session(req)
	if t == nil {
		return key, nil, r
	}
	t.polled = time.Time{}
	if !slices.Contains(states, t.state) {
		return key, nil, refusal("Operação não permitida: o token está na situação %q e não em %q", t.state, strings.Join(states, " ou "))
	}
	return key, t, reply{}
}

func (s *Server) iniciarTransferencia(req *request) reply {
	_, t, r := s.step(req, ready)
	if t == nil {
		return r
	}
	t.state = sending
	return ok("Início de transferência liberado")
}

func (s *Server) cancelarTransferencia(req *request) reply {
	key, t, r := s.step(req, waiting, ready, sending)
	if t == nil {
		return r
	}
	delete(s.sessions, key)
	return ok("Cancelada com sucesso")
}

func (s *Server) finalizarTransferencia(req *request) reply {
	key, t, r := s.step(req, sending)
	if t == nil {
		return r
	}
	for p, records := range t.sent {
		s.stored[p] = append(s.stored[p], records...)
	}
	delete(s.sessions, key)
	return ok("Finalizada com sucesso")
}

func (s *Server) enviar(req *request) reply {
	_, t, r := s.step(req, sending)
	if t == nil {
		return r
	}
	seen := map[string]bool{}
	for _, r := range req.records {
		id, stands := r["idRetorno"]
		if !stands || seen[id] {
			return refusal("idRetorno [%s] ausente ou repetido", id)
		}
		seen[id] = true
	}
	p := period{t.unit, req.record["competencia"]}
	var results []entry
	for _, r := range req.records {
		code, message := "0", "OK"
		if wrong := faultsOf(r); wrong != "" {
			code, message = "410", wrong
		} else {
			t.sent[p] = append(t.sent[p], r)
		}
		results = append(results, entry{key: r["idRetorno"], kind: "codigoMensagem", fields: []pair{{"codigo", code}, {"mensagem", message}}})
	}
	return ok("SERVIDOR processado com sucesso", results...)
}

// pageSize is how many records a page of listar holds.
const pageSize = 100

func (s *Server) listar(req *request) reply {
	key, t, r := s.step(req, ready)
	if t == nil {
		return r
	}
	page, _ := strconv.Atoi(req.record["PAGINA"]) // read checked it
	all := s.stored[period{req.record["codigoUg"], req.record["competencia"]}]
	pages := max(1, (len(all)+pageSize-1)/pageSize)
	if req.record["codigoUg"] != t.unit || page < 1 || page > pages {
		return refusal("A unidade gestora não é a do token ou a página %d não existe", page)
	}
	delete(s.sessions, key) // the token ends by itself
	first := (page - 1) * pageSize
	var data []entry
	for i, r := range all[first:min(first+pageSize, len(all))] {
		data = append(data, listed(strconv.Itoa(i), r))
	}
	data = append(data, number("TOTAL", len(all)), number("PAGINA", page), number("QUANTIDADE_PAGINAS", pages))
	return ok(fmt.Sprintf(" Consulta executada com sucesso com %d resultado(s)", len(all)), data...)
}
