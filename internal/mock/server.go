package mock

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// maxBody bounds a request, compressed and not.
const maxBody = 16 << 20

// Options say how the provider behaves.
type Options struct {
	// Users holds the passwords by user name. Without any user every credentials are taken, if they are there.
	Users map[string]string
	// Keys are the keys that callers have. Digests in the body of requests and tokens of logins are not checked without any.
	Keys []string
	// Now tells the time; time.Now when nil.
	Now func() time.Time
	// Sleep waits for the delays of a scenario, until a context ends; it really waits when nil.
	Sleep func(r *http.Request, d time.Duration)
	// Wait is how many times a session is asked for before it is ready.
	Wait int
	// PageSize is how many items a page has; 100 unless stated.
	PageSize int
	// Scenario puts other answers in the place of the usual ones.
	Scenario *Scenario
	// Log is told of each call that was answered.
	Log func(Call)
}

// A Call is one request and what became of it. It holds no content.
type Call struct {
	Method, Path string
	Operation    string // package and operation; "" when the request names none
	Status       int    // of HTTP; 0 for a dropped connection
	Outcome      string // what was answered, or what is wrong with the request
}

// A Server plays the services of one or several providers. It is safe for concurrent use.
type Server struct {
	options   Options
	ops       []*operation // over SOAP
	endpoints []*endpoint  // over HTTP with JSON bodies

	mu       sync.Mutex
	calls    []Call
	keys     int // handed out so far
	sessions map[string]*session
	stored   map[*contract.API][]*record
	tokens   map[string]bool   // that logins gave
	steps    map[string][]Step // by package and operation: whatever port or overload is called
}

// An operation is one operation with what it is answered from.
type operation struct {
	*contract.Operation
	api     *contract.API
	soap    *contract.SOAP
	calls   *contract.SessionCalls // of the binding; nil when it opens no sessions
	replies []*infoset.Element     // envelopes of the samples of replies, in order
	no      string                 // the status of a refusal
}

// New returns a server of the services of apis. dir is the folder that the names of their files start from.
func New(apis []*contract.API, dir string, o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.PageSize == 0 {
		o.PageSize = 100
	}
	s := &Server{options: o, sessions: map[string]*session{}, stored: map[*contract.API][]*record{}, tokens: map[string]bool{}, steps: map[string][]Step{}}
	for _, api := range apis {
		for _, b := range api.Bindings {
			if err := s.add(api, b, dir); err != nil {
				return nil, err
			}
		}
	}
	if len(s.ops)+len(s.endpoints) == 0 {
		return nil, errors.New("nothing to serve: no operation")
	}
	s.settleRefusals()
	return s, s.plan(o.Scenario)
}

// add adds the operations of a binding.
func (s *Server) add(api *contract.API, b *contract.Binding, dir string) error {
	for _, op := range b.Operations {
		x := &operation{Operation: op, api: api, calls: b.Sessions}
		switch t := b.Transport.(type) {
		case *contract.SOAP:
			x.soap = t
			if err := x.readSamples(dir); err != nil {
				return err
			}
			s.ops = append(s.ops, x)
		case *contract.REST:
			e := &endpoint{operation: x, rest: t}
			if err := e.readJSON(dir); err != nil {
				return err
			}
			s.endpoints = append(s.endpoints, e)
		}
	}
	return nil
}

func sleep(r *http.Request, d time.Duration) {
	select {
	case <-time.After(d):
	case <-r.Context().Done():
	}
}

// Calls returns what arrived so far, refused calls among it.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// ServeHTTP answers one call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := s.answer(r)
	call := Call{Method: r.Method, Path: r.URL.Path, Operation: a.operation, Status: a.status, Outcome: a.outcome}
	if a.delay > 0 {
		s.options.Sleep(r, a.delay)
	}
	if a.drop {
		call.Status = 0
	}
	s.mu.Lock()
	s.calls = append(s.calls, call)
	s.mu.Unlock()
	if s.options.Log != nil {
		s.options.Log(call)
	}
	if a.drop {
		panic(http.ErrAbortHandler) // which closes the connection without an answer
	}
	a.write(w, r)
}

// An answer is what a call gets.
type answer struct {
	operation, outcome string
	status             int
	media              string
	body               []byte
	delay              time.Duration
	drop               bool
}

func (a *answer) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.media)
	if a.status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Basic realm="mock"`)
	}
	body := a.body
	if len(body) > 0 && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(body) // a buffer takes every write
		_ = z.Close()
		body = b.Bytes()
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(body) // the caller left: nobody to tell
}

// answer reads a request and decides what it gets.
func (s *Server) answer(r *http.Request) *answer {
	if found := s.restful(r); len(found) > 0 && !strings.Contains(r.Header.Get("Content-Type"), "xml") {
		return s.answerREST(r, found)
	}
	a := &answer{status: http.StatusOK, media: "text/plain; charset=utf-8"}
	m, err := s.read(r)
	op := m.op
	if op != nil {
		a.operation = op.qualified()
	}
	if err == nil {
		err = s.perform(m, a)
	}
	if a.outcome != "" { // a step of the scenario has answered
		return a
	}
	version := m.version
	switch {
	case op != nil:
		version = op.soap.Version
	case version == "" && len(s.ops) > 0:
		version = s.ops[0].soap.Version
	case version == "":
		version = "1.1"
	}
	a.media = "text/xml; charset=utf-8"
	if version == "1.2" {
		a.media = "application/soap+xml; charset=utf-8"
	}
	a.outcome = "ok"
	if err != nil {
		a.outcome = outcome(err)
		s.refuse(a, m, version, err)
	}
	return a
}

// outcome is an error as it may be logged.
func outcome(err error) string {
	var refused *refusal
	if errors.As(err, &refused) && refused.private {
		return "refused"
	}
	return err.Error()
}

// perform applies the scenario and the provider's rules to a request that is as the contract says.
func (s *Server) perform(m *message, a *answer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	step := s.next(m.op)
	a.delay = step.Delay
	if step.Drop == DropBefore {
		a.drop, a.outcome = true, "dropped before it was read"
		return nil
	}
	if answered, err := step.answer(m.op, a); answered || err != nil {
		return err
	}
	body, err := s.run(m)
	if step.Drop == DropAfter {
		a.drop, a.outcome = true, "dropped after it was done"
		return nil
	}
	if a.body = body; err == nil && body == nil {
		a.status = http.StatusAccepted
	}
	return err
}

// run does what the provider does. A session moves on only when nothing is wrong.
func (s *Server) run(m *message) ([]byte, error) {
	inSession, x, done, err := s.inSession(m)
	if err != nil {
		return nil, err
	}
	page, err := s.page(m)
	if err != nil {
		return nil, err
	}
	results := s.accept(m, x)
	done()
	return m.op.reply(inSession, results, page), nil
}

// refuse answers an error of a request: as HTTP, as the provider's own refusal, or as a fault.
func (s *Server) refuse(a *answer, m *message, version string, err error) {
	var denied *denial
	var refused *refusal
	var f *fault
	switch {
	case errors.As(err, &denied):
		a.status, a.media, a.body = denied.status, "text/plain; charset=utf-8", []byte(denied.text+"\n")
		return
	case errors.As(err, &refused) && m.op != nil && m.op.Out != nil && m.op.Out.Reply != nil:
		a.body = m.op.refused(refused.text)
		return
	case !errors.As(err, &f):
		f = clientFault("%s", err)
	}
	a.status = http.StatusInternalServerError
	switch {
	case f.code == "Authorization":
		a.status = http.StatusUnauthorized
		f = clientFault("%s", f.text)
	case version == "1.2" && f.code == "Client":
		a.status = http.StatusBadRequest
	}
	a.body = write(envelope(version, f.tree(version)))
}

// unpack reads a body, decompressed, and whether it was compressed.
func unpack(r *http.Request) (body []byte, compressed bool, err error) {
	packed, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil || len(packed) > maxBody {
		return nil, false, &denial{http.StatusRequestEntityTooLarge, "the request is too large or broke off"}
	}
	switch encoding := r.Header.Get("Content-Encoding"); encoding {
	case "", "identity":
		return packed, false, nil
	case "gzip":
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, true, &denial{http.StatusBadRequest, "the body is not gzip"}
		}
		body, err := io.ReadAll(io.LimitReader(z, maxBody+1))
		if err != nil || len(body) > maxBody {
			return nil, true, &denial{http.StatusBadRequest, "the body is broken gzip or too large"}
		}
		return body, true, nil
	default:
		return nil, true, &denial{http.StatusUnsupportedMediaType, fmt.Sprintf("the content encoding is %q, and gzip or none is taken", encoding)}
	}
}
