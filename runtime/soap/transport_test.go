package soap_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
)

// counted serves h and counts connections and requests.
func counted(t testing.TB, h http.HandlerFunc) (s *httptest.Server, conns, requests *atomic.Int64) {
	conns, requests = new(atomic.Int64), new(atomic.Int64)
	s = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		h(w, r)
	}))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			conns.Add(1)
		}
	}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.Start()
	t.Cleanup(s.Close)
	return s, conns, requests
}

func TestThousandGoroutinesShareAClient(t *testing.T) {
	const goroutines, most = 1000, 64
	// The reply repeats what the request says, so that buffers in two hands would show.
	s, conns, _ := counted(t, func(w http.ResponseWriter, r *http.Request) {
		_, ug, _ := strings.Cut(gunzip(t, r.Body), "<codigoUg>")
		ug, _, _ = strings.Cut(ug, "<")
		handler(200, xmlType, strings.Replace(replyOK, "Token criado com sucesso", ug, 1))(w, r)
	})
	before := runtime.NumGoroutine()
	c := newClient(t, &binding, s.URL)
	var wg sync.WaitGroup
	var failed atomic.Int64
	start := make(chan struct{})
	for g := range goroutines {
		wg.Go(func() {
			<-start
			in := &ObterToken{CodigoUg: fmt.Sprint(g)}
			out, err := soap.Call(t.Context(), c, &OpObterToken, in, new(ObterTokenResponse), nil)
			if err != nil || out.Dados.Posicao != 2 || out.Mensagem != in.CodigoUg {
				failed.Add(1)
				t.Logf("reply %+v, error %v", out, err)
			}
		})
	}
	close(start)
	wg.Wait()
	if failed.Load() > 0 {
		t.Errorf("%d goroutines failed", failed.Load())
	}
	// net/http drops one when it sees a reply before it knows that the request was written.
	if n := conns.Load(); n > most+goroutines/100 {
		t.Errorf("%d connections for %d calls, want %d and at most 1 %% more", n, goroutines, most)
	}
	c.CloseIdleConnections()
	s.CloseClientConnections()
	deadline := time.Now().Add(5 * time.Second)
	for runtime.NumGoroutine() > before && time.Now().Before(deadline) {
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines, %d before", n, before)
	}
}

// TestConnectionsAreKeptAfterErrors: a body is read to its end or to a bound, so that the connection can be used again.
func TestConnectionsAreKeptAfterErrors(t *testing.T) {
	for name, body := range map[string]string{
		"fault":  body11(`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>no</faultstring></soap:Fault>`),
		"page":   "<html>" + strings.Repeat("x", 20_000),
		"value":  strings.Replace(replyOK, ">2<", ">abc<", 1) + strings.Repeat(" ", 20_000),
		"reply":  replyOK,
		"status": returns("<dados/>"),
	} {
		t.Run(name, func(t *testing.T) {
			s, conns, _ := counted(t, func(w http.ResponseWriter, r *http.Request) {
				handler(200, xmlType, body[:len(body)/2])(w, r)
				w.(http.Flusher).Flush()
				io.WriteString(w, body[len(body)/2:])
			})
			c := newClient(t, &binding, s.URL)
			for range 10 {
				obterToken(t.Context(), c)
			}
			if n := conns.Load(); n != 1 {
				t.Errorf("%d connections for 10 calls", n)
			}
		})
	}
}

// TestMaybeArrived: false only when nothing can have reached the server; and never a second request.
func TestMaybeArrived(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	hangUp := func(after string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if after != "fields" {
				io.Copy(io.Discard, r.Body)
			}
			c, buf, err := w.(http.Hijacker).Hijack()
			if err != nil {
				panic(err)
			}
			if after == "half" {
				fmt.Fprintf(buf, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n%s", len(replyOK), replyOK[:200])
				buf.Flush()
			}
			c.Close()
		}
	}
	plain := serve(t, handler(200, xmlType, replyOK))
	for _, test := range []struct {
		name    string
		handler http.HandlerFunc
		url     string
		opts    []soap.Option
		arrived bool
	}{
		{name: "nobody listens", url: closed.URL},
		{name: "no such host", url: "https://host.invalid/"},
		{name: "TLS to a plain server", url: strings.Replace(plain.URL, "http:", "https:", 1)},
		{name: "request lost", handler: hangUp("fields"), arrived: true},
		{name: "reply lost", handler: hangUp("body"), arrived: true},
		{name: "half a reply", handler: hangUp("half"), arrived: true},
		{name: "a Doer that fails", url: "https://example.com/", arrived: true, opts: []soap.Option{soap.WithHTTPClient(doerFunc(func(*http.Request) (*http.Response, error) {
			return nil, errors.New("out of order")
		}))}},
		{name: "a Doer that can't dial", url: "https://example.com/", opts: []soap.Option{soap.WithHTTPClient(doerFunc(func(*http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "Post", URL: "https://example.com/", Err: &net.OpError{Op: "dial", Err: errors.New("refused")}}
		}))}},
	} {
		t.Run(test.name, func(t *testing.T) {
			requests := new(atomic.Int64)
			if test.handler != nil {
				var s *httptest.Server
				s, _, requests = counted(t, test.handler)
				test.url = s.URL
			}
			out, err := obterToken(t.Context(), newClient(t, &binding, test.url, test.opts...))
			var e *soap.TransportError
			if !errors.As(err, &e) || out != nil {
				t.Fatalf("reply %v, error %T %v, want a TransportError", out, err, err)
			}
			if e.MaybeArrived != test.arrived || e.MayHaveArrived() != test.arrived || strings.Contains(err.Error(), "may have arrived") != test.arrived {
				t.Errorf("MaybeArrived = %v, want %v: %v", e.MaybeArrived, test.arrived, err)
			}
			if n := requests.Load(); n > 1 {
				t.Errorf("%d requests, want one", n)
			}
		})
	}
}

// TestKeptConnectionIsClosed: the server hangs up on a connection that was used before. The request was written, so it
// is not sent again, not even with the field that makes net/http do so.
func TestKeptConnectionIsClosed(t *testing.T) {
	t.Run("plain", func(t *testing.T) { keptConnectionIsClosed(t) })
	t.Run("Idempotency-Key", func(t *testing.T) {
		keptConnectionIsClosed(t, soap.WithMiddleware(func(next soap.Handler) soap.Handler {
			return func(ctx context.Context, x *soap.Exchange) error {
				x.HTTP.Set("Idempotency-Key", "1")
				return next(ctx, x)
			}
		}))
	})
}

func keptConnectionIsClosed(t *testing.T, opts ...soap.Option) {
	var n atomic.Int64
	s, _, requests := counted(t, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) == 1 {
			handler(200, xmlType, replyOK)(w, r)
			return
		}
		io.Copy(io.Discard, r.Body)
		c, _, _ := w.(http.Hijacker).Hijack()
		c.Close()
	})
	c := newClient(t, &binding, s.URL, opts...)
	if _, err := obterToken(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	_, err := obterToken(t.Context(), c)
	var e *soap.TransportError
	if !errors.As(err, &e) || !e.MaybeArrived {
		t.Errorf("error %v, want a TransportError that says the request may have arrived", err)
	}
	if requests.Load() != 2 {
		t.Errorf("%d requests for 2 calls", requests.Load())
	}
}

// TestProxyThatRefuses: the proxy's own credentials are not told either, and nothing of the request reached the service.
func TestProxyThatRefuses(t *testing.T) {
	proxy := serve(t, handler(http.StatusProxyAuthRequired, "text/plain", "who are you?"))
	closed := httptest.NewServer(nil)
	closed.Close()
	for _, at := range []string{proxy.URL, closed.URL, strings.Replace(closed.URL, "http:", "socks5:", 1)} {
		u, err := url.Parse(at)
		if err != nil {
			t.Fatal(err)
		}
		u.User = url.UserPassword("proxyuser", "proxy-"+password)
		d := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(u)}}
		_, err = obterToken(t.Context(), newClient(t, &binding, "https://soap.example/?key=query-secret", soap.WithHTTPClient(d)))
		var e *soap.TransportError
		if !errors.As(err, &e) || e.MaybeArrived {
			t.Errorf("%s: error %T %v, want a TransportError that says nothing was sent", at, err, err)
		}
		if text := printed(err); strings.Contains(text, password) || strings.Contains(text, "query-secret") {
			t.Errorf("%s: a secret is in\n%s", at, text)
		}
	}
}

// TestHTTP2Reset: the stream is reset after the request was read.
func TestHTTP2Reset(t *testing.T) {
	t.Run("TLS", func(t *testing.T) { http2Reset(t, true) })
	t.Run("prior knowledge", func(t *testing.T) { http2Reset(t, false) })
}

func http2Reset(t *testing.T, secure bool) {
	var requests atomic.Int64
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("protocol %s", r.Proto)
		}
		requests.Add(1)
		io.Copy(io.Discard, r.Body)
		panic(http.ErrAbortHandler)
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	client := new(http.Client)
	if secure {
		s.EnableHTTP2 = true
		s.StartTLS()
		client = s.Client()
	} else {
		s.Config.Protocols = new(http.Protocols)
		s.Config.Protocols.SetUnencryptedHTTP2(true)
		s.Start()
		client.Transport = &http.Transport{Protocols: s.Config.Protocols}
	}
	t.Cleanup(s.Close)
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL, soap.WithHTTPClient(client)))
	var e *soap.TransportError
	if !errors.As(err, &e) || !e.MaybeArrived || requests.Load() != 1 {
		t.Errorf("%d requests, error %v", requests.Load(), err)
	}
}

// TestRedirectIsNotFollowed: by our client, by a user's *http.Client, or by a Doer that would.
func TestRedirectIsNotFollowed(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		var target atomic.Int64
		elsewhere := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if b, _ := io.ReadAll(r.Body); len(b) > 0 {
				target.Add(1)
			}
		})
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL, status)
		})
		for name, opts := range map[string][]soap.Option{
			"own":         nil,
			"http.Client": {soap.WithHTTPClient(new(http.Client))},
			"Doer":        {soap.WithHTTPClient(doerFunc(new(http.Client).Do))},
		} {
			_, err := obterToken(t.Context(), newClient(t, &binding, s.URL, opts...))
			if err == nil || !strings.HasPrefix(err.Error(), "obterToken: ") || !strings.Contains(err.Error(), "redirect") {
				t.Errorf("%d, %s: error %v", status, name, err)
			}
		}
		if target.Load() != 0 {
			t.Errorf("%d: the request was sent to the other server", status)
		}
	}
}

func TestTimeLimits(t *testing.T) {
	release := make(chan struct{})
	var seen atomic.Int64
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		seen.Add(1)
		io.Copy(io.Discard, r.Body)
		if r.URL.Path == "/body" {
			w.Header().Set("Content-Type", xmlType)
			io.WriteString(w, replyOK[:300])
			w.(http.Flusher).Flush()
		}
		<-release
	})
	defer close(release)
	for _, path := range []string{"/", "/body"} {
		c := newClient(t, &binding, s.URL+path, soap.WithTimeout(50*time.Millisecond))
		long, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		for _, test := range []struct {
			name string
			ctx  context.Context
			opt  []soap.CallOption
			text string
		}{
			{"client's limit", t.Context(), nil, "no reply within 50ms, the client's limit for contexts without a deadline (WithTimeout sets it)"},
			{"call's limit", t.Context(), []soap.CallOption{soap.CallTimeout(20 * time.Millisecond)}, "no reply within 20ms, the call's limit (CallTimeout)"},
			{"deadline", long, nil, "context deadline exceeded"},
		} {
			start, before := time.Now(), seen.Load()
			_, err := obterToken(test.ctx, c, test.opt...)
			var e *soap.TransportError
			if !errors.As(err, &e) || !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), test.text) || !e.Timeout() || seen.Load() > before && !e.MaybeArrived {
				t.Errorf("%s, %s: error %v, want %q in it", path, test.name, err, test.text)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s, %s: took %v", path, test.name, took)
			}
		}
	}
}

func TestDefaultLimitIsSixtySeconds(t *testing.T) {
	doer := doerFunc(func(r *http.Request) (*http.Response, error) {
		deadline, ok := r.Context().Deadline()
		if left := time.Until(deadline); !ok || left > time.Minute || left < 50*time.Second {
			t.Errorf("deadline in %v, %v", left, ok)
		}
		return nil, errors.New("seen")
	})
	obterToken(context.Background(), newClient(t, &binding, "https://example.com/", soap.WithHTTPClient(doer)))
}

func TestCancelMidBody(t *testing.T) {
	started, release := make(chan struct{}, 1), make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		io.WriteString(w, replyOK[:300])
		w.(http.Flusher).Flush()
		started <- struct{}{}
		<-release
	})
	defer close(release)
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("the user left")
	go func() {
		<-started
		cancel(why)
	}()
	start := time.Now()
	_, err := obterToken(ctx, newClient(t, &binding, s.URL))
	if !errors.Is(err, context.Canceled) || !errors.Is(err, why) || !errors.As(err, new(*soap.TransportError)) {
		t.Errorf("error %v, want a TransportError for context.Canceled and its cause", err)
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
	_, err = obterToken(ctx, newClient(t, &binding, s.URL))
	var e *soap.TransportError
	if !errors.As(err, &e) || e.MaybeArrived || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: error %v, want a TransportError that says nothing was sent", err)
	}
}

func TestOversizeReply(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		io.WriteString(w, open11)
		chunk := strings.Repeat("<!-- x -->", 1000)
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, chunk); err != nil {
				return
			}
		}
	})
	c := newClient(t, &binding, s.URL, soap.WithLimits(xmltext.Limits{Document: 4 << 20}))
	_, err := obterToken(t.Context(), c)
	if !errors.As(err, new(*soap.DecodeError)) || !strings.Contains(err.Error(), "Document exceeds") {
		t.Errorf("error %v, want the document's limit", err)
	}
}

func TestOwnTLS(t *testing.T) {
	s := httptest.NewTLSServer(handler(200, xmlType, replyOK))
	defer s.Close()
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	_, err := obterToken(t.Context(), newClient(t, &binding, s.URL))
	var e *soap.TransportError
	if !errors.As(err, &e) || e.MaybeArrived || !errors.As(err, new(*tls.CertificateVerificationError)) && !errors.As(err, new(x509.UnknownAuthorityError)) {
		t.Errorf("unknown authority: error %v", err)
	}
	if _, err := obterToken(t.Context(), newClient(t, &binding, s.URL, soap.WithHTTPClient(s.Client()))); err != nil {
		t.Error(err)
	}
}
