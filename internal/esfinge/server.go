package esfinge

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"
	"time"
)

// maxBody bounds a request, compressed and not.
const maxBody = 16 << 20

// Options say how the provider behaves. The zero value knows no user and so refuses every call.
type Options struct {
	// Users holds the passwords by user name.
	Users map[string]string
	// Now tells the time; time.Now when nil.
	Now func() time.Time
	// MinPoll is the least time between two obterSituacaoToken: a call that comes sooner removes
	// the token. Zero checks nothing; the provider has 5 seconds.
	MinPoll time.Duration
	// Wait is how many obterSituacaoToken find a token still waiting in the queue.
	Wait int
}

// Timeout is how long a token lives after the last call that named it.
const Timeout = 360 * time.Second

// A Server plays e-Sfinge. It is safe for concurrent use.
type Server struct {
	options Options

	mu       sync.Mutex
	calls    int
	tokens   int                 // handed out so far
	sessions map[string]*session // by token
	stored   map[period][]record
}

// New returns a Server without tokens or records.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Server{options: o, sessions: map[string]*session{}, stored: map[period][]record{}}
}

// Calls returns how many requests arrived, refused ones among them.
func (s *Server) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// Stored returns how many records of a unit and a reporting period were confirmed.
func (s *Server) Stored(codigoUg, competencia string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.stored[period{codigoUg, competencia}])
}

// ServeHTTP answers one call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	if status, text := refuse(r); status != 0 {
		http.Error(w, text, status)
		return
	}
	packed, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "the request is too large or broke off", http.StatusRequestEntityTooLarge)
		return
	}
	body, compressed, err := unpack(r.Header.Get("Content-Encoding"), packed)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	status, reply := s.answer(body, compressed)
	write(w, r, status, reply)
}

// refuse checks what stands in the HTTP header. A zero status means that nothing is wrong.
func refuse(r *http.Request) (status int, text string) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case r.Method != http.MethodPost:
		return http.StatusMethodNotAllowed, "the method must be POST"
	case r.ContentLength < 0:
		return http.StatusLengthRequired, "the header Content-Length is missing"
	case r.UserAgent() == "":
		return http.StatusBadRequest, "the header User-Agent is missing"
	case err != nil || media != "text/xml":
		return http.StatusUnsupportedMediaType, "the content type must be text/xml"
	case params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8"):
		return http.StatusUnsupportedMediaType, "the charset must be utf-8"
	case r.Header.Get("SOAPAction") != `""`:
		return http.StatusBadRequest, `the header SOAPAction must be ""`
	}
	return 0, ""
}

// unpack returns the request's text and whether it was compressed.
func unpack(encoding string, packed []byte) (body []byte, compressed bool, err error) {
	switch encoding {
	case "":
		return packed, false, nil
	case "gzip":
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, false, errors.New("the body is not gzip")
		}
		body, err := io.ReadAll(io.LimitReader(z, maxBody+1))
		if err != nil || len(body) > maxBody {
			return nil, false, errors.New("the body is broken gzip or too large")
		}
		return body, true, nil
	}
	return nil, false, errors.New("the content encoding must be gzip")
}

// write sends a reply, compressed and in chunks for those who accept that, as the provider does.
func write(w http.ResponseWriter, r *http.Request, status int, reply []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/xml;charset=UTF-8")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.WriteHeader(status)
		_, _ = w.Write(reply) // the caller left: nobody to tell
		return
	}
	h.Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	z := gzip.NewWriter(w)
	_, _ = z.Write(reply)
	_ = z.Close()
}
