package tce_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/servidor"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

// A pager plays the queue and servidor's listar: a token answers one call that succeeds, and is dead then.
type pager struct {
	t     testing.TB
	pages [][]byte // the replies of listar, in order
	live  map[string]bool
	calls []string // operations, listar with its page
}

var (
	operationOf = regexp.MustCompile(`Body><\w+:(\w+)`)
	tokenOf     = regexp.MustCompile(`<chaveToken>([^<]*)<`)
	pageOf      = regexp.MustCompile(`<PAGINA>(\d+)<`)
)

func (p *pager) Do(r *http.Request) (*http.Response, error) {
	body := wiretest.Body(p.t, r)
	op, held := string(operationOf.FindSubmatch(body)[1]), ""
	if m := tokenOf.FindSubmatch(body); m != nil {
		held = string(m[1])
		if !p.live[held] {
			p.t.Errorf("%s with the dead token %q", op, held)
		}
	}
	var answer []byte
	switch op {
	case "obterToken":
		if len(p.live) > 0 {
			p.t.Errorf("a token is obtained while %v is live", p.live)
		}
		fresh := "token-" + strconv.Itoa(len(p.calls))
		p.live[fresh] = true
		answer = reply(entry("posicao", asInt, "1") + entry("situacao", asString, ready) + entry("chaveToken", asString, fresh))
	case "listar":
		op += " " + string(pageOf.FindSubmatch(body)[1])
		answer, p.pages = p.pages[0], p.pages[1:]
		if !bytes.Contains(answer, []byte("ERRO")) {
			delete(p.live, held)
		}
	case "cancelarTransferencia":
		delete(p.live, held)
		answer = bytes.ReplaceAll(reply(""), []byte("obterToken"), []byte(op))
	default:
		return nil, errors.New("unexpected call of " + op)
	}
	p.calls = append(p.calls, op)
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/xml;charset=UTF-8"}},
		Body: io.NopCloser(bytes.NewReader(answer)), ContentLength: int64(len(answer)), Request: r,
	}, nil
}

// names lists what ListarAll yields of the pages, and the error that it ends with.
func (p *pager) names(take int) (names string, failed error) {
	p.live = map[string]bool{}
	unit := tokens(p.t, soap.WithHTTPClient(p)).Sessions(obterToken)
	req := &servidor.Listar{CodigoUg: 10006, Competencia: 201601}
	for x, err := range people(p.t, soap.WithHTTPClient(p)).ListarAll(ctx, unit, req) {
		if err != nil {
			failed = err
			continue
		}
		if names += x.NomeServidor; len(names) == take {
			break
		}
	}
	if req.PAGINA != 0 || req.ChaveToken != "" {
		p.t.Errorf("the caller's request was changed: %+v", req)
	}
	if len(p.live) > 0 {
		p.t.Errorf("live tokens are left: %v", p.live)
	}
	return names, failed
}

// listed is a reply of servidor's listar.
func listed(page, pages int, names ...string) []byte {
	var b strings.Builder
	for i, n := range names {
		b.WriteString(`<entry><key>` + strconv.Itoa(i) + `</key><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ns2:servidor"><codigoSexo>1</codigoSexo>` +
			`<dataNascimento>1980-01-31</dataNascimento><nomeMae>M</nomeMae><nomeServidor>` + n + `</nomeServidor><numeroCPF>1</numeroCPF><numeroMatricula>1</numeroMatricula></value></entry>`)
	}
	b.WriteString(entry("TOTAL", asInt, "3") + entry("PAGINA", asInt, strconv.Itoa(page)) + entry("QUANTIDADE_PAGINAS", asInt, strconv.Itoa(pages)))
	return []byte(`<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><ns2:listarResponse xmlns:ns2="http://servidor.ws.tce.sc.gov.br/">` +
		`<return><dados>` + b.String() + `</dados><mensagem>m</mensagem><status>OK</status></return></ns2:listarResponse></soap:Body></soap:Envelope>`)
}

func TestListarAll(t *testing.T) {
	refused := bytes.ReplaceAll(listed(2, 3, "C"), []byte("<status>OK"), []byte("<status>ERRO"))
	refusal := func(err error) bool { var r *tce.Refusal; return errors.As(err, &r) }
	page := func(err error) bool { var e *soap.PageError; return errors.As(err, &e) && e.Page == 2 }
	none := func(err error) bool { return err == nil }
	tests := []struct {
		name  string
		pages [][]byte
		take  int // names before the loop is left
		want  string
		calls string
		is    func(error) bool
	}{
		{"two pages", [][]byte{listed(1, 2, "A", "B"), listed(2, 2, "C")}, 9, "ABC", "obterToken listar 1 obterToken listar 2", none},
		{"left in the first page", [][]byte{listed(1, 2, "A", "B")}, 1, "A", "obterToken listar 1", none},
		{"left between the pages", [][]byte{listed(1, 2, "A", "B")}, 2, "AB", "obterToken listar 1", none},
		{"a refused page", [][]byte{listed(1, 3, "A"), refused}, 9, "A", "obterToken listar 1 obterToken listar 2 cancelarTransferencia", refusal},
		{"the same page again", [][]byte{listed(1, 2, "A"), listed(1, 2, "A")}, 9, "A", "obterToken listar 1 obterToken listar 2", page},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := &pager{t: t, pages: tt.pages}
			got, err := p.names(tt.take)
			if got != tt.want || !tt.is(err) {
				t.Errorf("got %s, %v", got, err)
			}
			if calls := strings.Join(p.calls, " "); calls != tt.calls {
				t.Errorf("the calls were %s, want %s", calls, tt.calls)
			}
		})
	}
}
