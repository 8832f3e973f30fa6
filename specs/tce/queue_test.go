package tce_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/arquivofisico"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/runtime/soap"
)

// A failure breaks one call: before the server has acted on it, or after.
type failure struct {
	name   string
	after  bool
	breaks func(q *queue, r *http.Request, op string) (*http.Response, error)
	class  class
}

// A class says what a caller can know of a broken call.
type class int

const (
	unknown class = iota // it may have arrived
	refused              // it did nothing
	failed               // it failed, and may have done its work
	blamed               // it did nothing, as its answer implies
	unsent               // it never left
	silent               // its reply has no status
	panics               // as unknown, by a panic
)

// A live token.
type queued struct {
	key, unit        string
	waits            int
	state            string
	touched, watched time.Time
	sent             int
}

const latency = 100 * time.Millisecond

// A queue plays e-Sfinge in memory, by the clock of the test. It complains of what the provider forbids.
type queue struct {
	t      testing.TB
	now    func() time.Time
	sleep  func(time.Duration)
	mu     sync.Mutex
	waits  int    // how often a new token is found waiting
	state  string // of tokens that don't wait, ready unless stated
	n      int
	live   map[string]*queued
	ended  map[string]bool // tokens whose end the client was told
	calls  []string
	stored int
	fail   map[string]*failure // the next call of an operation
	cancel context.CancelFunc  // of the caller's context
}

func newQueue(t testing.TB) *queue {
	return &queue{t: t, now: time.Now, sleep: time.Sleep, state: ready, live: map[string]*queued{}, ended: map[string]bool{}, fail: map[string]*failure{}, cancel: func() {}}
}

// A caller is a program that calls the queue.
type caller struct {
	tokens *token.Client
	people *servidor.Client
	files  *arquivofisico.Client
}

func (q *queue) caller(opts ...soap.Option) caller {
	opts = append([]soap.Option{soap.WithHTTPClient(q)}, opts...)
	return caller{tokens(q.t, opts...), people(q.t, opts...), files(q.t, opts...)}
}

func (c caller) unit() *tce.Sessions { return c.tokens.Sessions(obterToken) }

var (
	operationName = regexp.MustCompile(`<\w+:Body[^>]*>\s*<(?:\w+:)?(\w+)`)
	tokenText     = regexp.MustCompile(`<chaveToken>([^<]*)<`)
	unitText      = regexp.MustCompile(`<codigoUg>([^<]*)<`)
	pageText      = regexp.MustCompile(`<PAGINA>([^<]*)<`)
)

func first(re *regexp.Regexp, s string) string {
	if m := re.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}

// Do answers a request.
func (q *queue) Do(r *http.Request) (*http.Response, error) {
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		q.t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		q.t.Fatal(err)
	}
	op := first(operationName, string(body))
	q.mu.Lock()
	q.calls = append(q.calls, op)
	f := q.fail[op]
	delete(q.fail, op)
	q.mu.Unlock()
	if f != nil && !f.after {
		return f.breaks(q, r, op)
	}
	reply := q.act(op, string(body))
	if f != nil {
		return f.breaks(q, r, op)
	}
	q.sleep(latency)
	q.told(op, string(body), reply)
	return answer(200, reply), nil
}

func answer(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"text/xml"}}, Body: io.NopCloser(strings.NewReader(body))}
}

// envelope is a reply of an operation.
func envelope(op, entries, message, status string) string {
	space := "token"
	switch {
	case strings.HasSuffix(op, "Arquivo"):
		space = "arquivofisico"
	case op == "enviar" || op == "listar":
		space = "servidor"
	}
	if status != "" {
		status = "<status>" + status + "</status>"
	}
	return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><ns2:` + op + `Response xmlns:ns2="http://` + space + `.ws.tce.sc.gov.br/"><return><dados>` +
		entries + `</dados><mensagem>` + message + `</mensagem>` + status + `</return></ns2:` + op + `Response></soap:Body></soap:Envelope>`
}

// act does what a request asks for.
func (q *queue) act(op, body string) string {
	q.mu.Lock()
	defer q.mu.Unlock()
	for key, x := range q.live {
		if q.now().Sub(x.touched) > 360*time.Second {
			delete(q.live, key)
		}
	}
	no := func(format string, args ...any) string { return envelope(op, "", fmt.Sprintf(format, args...), "ERRO") }
	if op == "obterToken" {
		unit := first(unitText, body)
		for key, x := range q.live {
			if x.unit == unit {
				return no("Sua unidade gestora já obteve o token com chave [%s]", key)
			}
		}
		return q.grant(unit)
	}
	key := first(tokenText, body)
	if q.ended[key] {
		q.t.Errorf("%s names the token %s, which has ended", op, key)
	}
	x := q.live[key]
	if x == nil {
		return no("Token [%s] inexistente ou inativo", key)
	}
	x.touched = q.now()
	must := func(state string) bool { return x.waits == 0 && x.state == state }
	switch {
	case op == "obterSituacaoToken":
		if d := q.now().Sub(x.watched); d < 5*time.Second {
			q.t.Errorf("obterSituacaoToken comes %v after the last reply", d)
		}
		x.watched = q.now().Add(latency)
		state := x.state
		if x.waits > 0 {
			x.waits--
			state = "Esperando na Fila"
		}
		return envelope(op, entry("posicao", asInt, "2")+entry("situacao", asString, state), "Situação token obtida com sucesso", "OK")
	case op == "cancelarTransferencia":
		delete(q.live, key)
	case op == "iniciarTransferencia" && must(ready):
		x.state = "Enviando"
	case op == "enviar" && must("Enviando"):
		x.sent++
		return envelope(op, entry("1", ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ns2:codigoMensagem"`, "<codigo>0</codigo><mensagem>OK</mensagem>"), "ok", "OK")
	case op == "finalizarTransferencia" && must("Enviando"):
		q.stored += x.sent
		delete(q.live, key)
	case op == "listar" && must(ready):
		delete(q.live, key)
		return envelope(op, entry("TOTAL", asInt, "0")+entry("PAGINA", asInt, first(pageText, body))+entry("QUANTIDADE_PAGINAS", asInt, "1"), "ok", "OK")
	case strings.HasSuffix(op, "Arquivo") && must(ready):
		delete(q.live, key)
		entries := ""
		if op == "listarArquivo" {
			entries = entry("TOTAL", asInt, "0")
		}
		return envelope(op, entries, "ok", "OK")
	default:
		return no("Operação não permitida")
	}
	return envelope(op, "", "ok", "OK")
}

func (q *queue) grant(unit string) string {
	q.n++
	x := &queued{key: fmt.Sprintf("00000000-0000-4000-8000-%012d", q.n), unit: unit, waits: q.waits, state: q.state, touched: q.now()}
	q.live[x.key] = x
	state := x.state
	if x.waits > 0 {
		state = "Esperando na Fila"
	}
	return envelope("obterToken", entry("chaveToken", asString, x.key)+entry("posicao", asInt, "1")+entry("situacao", asString, state), "Token criado com sucesso", "OK")
}

// told notes that the client knows of a token's end.
func (q *queue) told(op, body, reply string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch op {
	case "obterToken", "obterSituacaoToken", "iniciarTransferencia", "enviar":
		return
	}
	if strings.Contains(reply, "<status>OK") {
		q.ended[first(tokenText, body)] = true
	}
}

// keys are the tokens that are live.
func (q *queue) keys() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.Sorted(maps.Keys(q.live))
}

// lose is an error of the network.
func lose(*queue, *http.Request, string) (*http.Response, error) {
	return nil, io.ErrUnexpectedEOF
}

// hang lasts until the call's time is over.
func hang(_ *queue, r *http.Request, _ string) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func say(status int, body string) func(*queue, *http.Request, string) (*http.Response, error) {
	return func(*queue, *http.Request, string) (*http.Response, error) { return answer(status, body), nil }
}

// noStatus answers with neither yes nor no.
func noStatus(_ *queue, _ *http.Request, op string) (*http.Response, error) {
	return answer(200, envelope(op, "", "hm", "")), nil
}

// failures are the ways in which a call breaks.
func failures() []failure {
	const fault = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>pane</faultstring></soap:Fault></soap:Body></soap:Envelope>`
	return []failure{
		{"no connection", false, func(*queue, *http.Request, string) (*http.Response, error) {
			return nil, &net.OpError{Op: "dial", Err: errors.New("connection refused")}
		}, unsent},
		{"request lost", false, lose, unknown},
		{"reply lost", true, lose, unknown},
		{"ERRO", false, func(_ *queue, _ *http.Request, op string) (*http.Response, error) {
			return answer(200, envelope(op, "", "não", "ERRO")), nil
		}, refused},
		{"Fault", false, say(500, fault), failed},
		{"Fault of what was done", true, say(500, fault), failed},
		{"Fault of the request", false, say(500, strings.Replace(fault, "soap:Server", "soap:Client", 1)), blamed},
		{"no status", false, noStatus, silent},
		{"no status of what was done", true, noStatus, silent},
		{"404", false, say(404, "<html>not found</html>"), blamed},
		{"408 of what was done", true, say(408, "<html>request timeout</html>"), unknown},
		{"5xx", false, say(502, "<html>bad gateway</html>"), unknown},
		{"5xx of what was done", true, say(502, "<html>bad gateway</html>"), unknown},
		{"deadline, request lost", false, hang, unknown},
		{"deadline, reply lost", true, hang, unknown},
		{"broken reply", true, say(200, "<soap:Envelope"), unknown},
		{"panic", true, func(*queue, *http.Request, string) (*http.Response, error) { panic("the network broke") }, panics},
		{"panic, request lost", false, func(*queue, *http.Request, string) (*http.Response, error) { panic("the network broke") }, panics},
		{"cancelled context", true, func(q *queue, _ *http.Request, _ string) (*http.Response, error) {
			q.cancel()
			return nil, context.Canceled
		}, unknown},
	}
}
