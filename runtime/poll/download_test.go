package poll_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.com/wsgen/runtime/poll"
	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xsd"
)

const secret = "/export.xml?X-Amz-Signature=topsecret&a=1"

// ready is a job whose file lies at url.
func ready(t *testing.T, address string, opts ...poll.Option) *poll.Job[reply] {
	t.Helper()
	job, err := poll.Await(t.Context(), &rule, id, answers(reply{"found", "yes", "fine", address}), append([]poll.Option{poll.AllowInsecureLoopback()}, opts...))
	if err != nil {
		t.Fatal(err)
	}
	return job
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func TestDownloadCarriesNothingOfTheCaller(t *testing.T) {
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for _, name := range []string{"Authorization", "Cookie", "Referer"} {
			if v := r.Header.Get(name); v != "" {
				t.Errorf("the request after a redirect has %s: %s", name, v)
			}
		}
		io.WriteString(w, "content")
	})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for _, name := range []string{"Authorization", "Cookie", "Referer", "Soapaction"} {
			if v := r.Header.Get(name); v != "" {
				t.Errorf("the request has %s: %s", name, v)
			}
		}
		if r.Method != http.MethodGet || r.RequestURI != secret {
			t.Errorf("got %s %s", r.Method, r.RequestURI)
		}
		http.SetCookie(w, &http.Cookie{Name: "c", Value: "1"})
		http.Redirect(w, r, other.URL+"/moved", http.StatusFound)
	})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	jar.SetCookies(u, []*http.Cookie{{Name: "session", Value: "mine"}})
	f, err := ready(t, s.URL+secret, poll.WithHTTPClient(&http.Client{Jar: jar, Timeout: time.Minute})).Download(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); string(got) != "content" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if f.Size != 7 || f.ContentType != "text/plain; charset=utf-8" {
		t.Errorf("got %d bytes of %s", f.Size, f.ContentType)
	}
}

func TestExpiredAddress(t *testing.T) {
	for _, status := range []int{http.StatusForbidden, http.StatusGone} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Error(w, r.RequestURI, status) })
		_, err := ready(t, s.URL+secret).Download(t.Context())
		var expired *poll.ExpiredError
		if !errors.As(err, &expired) || expired.StatusCode != status || expired.Job != "job1" {
			t.Errorf("HTTP %d: got %v", status, err)
		}
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "content") })
	c := &clock{}
	job := ready(t, s.URL+secret, c.option())
	c.now = c.now.Add(time.Hour - time.Second)
	f, err := job.Download(t.Context())
	if err != nil {
		t.Fatalf("just before the hour is over: %v", err)
	}
	f.Close()
	c.now = c.now.Add(time.Second)
	var expired *poll.ExpiredError
	if _, err := job.Download(t.Context()); !errors.As(err, &expired) || expired.Valid != time.Hour || expired.StatusCode != 0 {
		t.Errorf("after an hour: got %v", err)
	}
}

// broken are downloads that give an error.
func TestDownloadsThatFail(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/export.xml":
			http.Redirect(w, r, "/loop?topsecret", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop?topsecret", http.StatusMovedPermanently)
		case "/plain":
			http.Redirect(w, r, "http://files.invalid/topsecret", http.StatusTemporaryRedirect)
		case "/malformed":
			w.Header().Set("Location", "https://files.invalid/%zz?topsecret")
			w.WriteHeader(http.StatusFound)
		case "/error":
			http.Error(w, r.RequestURI, http.StatusInternalServerError)
		case "/hangup":
			panic(http.ErrAbortHandler)
		}
	})
	closed := httptest.NewServer(nil)
	closed.Close()
	tests := map[string]struct {
		address string
		want    any
		text    string
	}{
		"a loop of redirects":      {s.URL + secret, new(*transport.RequestError), "redirects too often"},
		"a redirect without TLS":   {s.URL + "/plain?topsecret", new(*transport.RequestError), "not one of https"},
		"a malformed redirect":     {s.URL + "/malformed?topsecret", new(*transport.RequestError), "malformed"},
		"an error page":            {s.URL + "/error?topsecret", new(*transport.HTTPError), "HTTP 500"},
		"a lost connection":        {s.URL + "/hangup?topsecret", new(*transport.TransportError), "127.0.0.1"},
		"no connection":            {closed.URL + secret, new(*transport.TransportError), "127.0.0.1"},
		"no TLS":                   {"http://files.invalid/topsecret", new(*transport.RequestError), "not one of https"},
		"another scheme":           {"file:///topsecret", new(*transport.RequestError), "not one of https"},
		"an address with password": {"https://u:topsecret@files.invalid/", new(*transport.RequestError), "password"},
		"no address":               {"https://h/%zztopsecret", new(*transport.RequestError), "malformed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := ready(t, tt.address).Download(t.Context())
			if !errors.As(err, tt.want) || !strings.Contains(err.Error(), tt.text) {
				t.Fatalf("got %T %v, want %T with %q", err, err, tt.want, tt.text)
			}
			for e := err; e != nil; e = errors.Unwrap(e) {
				for _, verb := range []string{"%v", "%+v", "%#v"} {
					if text := fmt.Sprintf(verb, e); strings.Contains(text, "topsecret") {
						t.Errorf("%T shows the address under %s: %s", e, verb, text)
					}
				}
			}
		})
	}
}

func TestSizeLimit(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/chunked" {
			w.(http.Flusher).Flush()
		}
		io.WriteString(w, "0123456789")
	})
	var large *poll.LimitError
	if _, err := poll.Download(t.Context(), xsd.Secret(s.URL+"/sized"), poll.AllowInsecureLoopback(), poll.WithMaxBytes(9)); !errors.As(err, &large) || large.Max != 9 {
		t.Errorf("a stated size: got %v", err)
	}
	for limit, want := range map[int64]string{9: "012345678", 10: "0123456789"} {
		f, err := poll.Download(t.Context(), xsd.Secret(s.URL+"/chunked"), poll.AllowInsecureLoopback(), poll.WithMaxBytes(limit))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(f)
		if string(got) != want || errors.As(err, &large) != (limit == 9) {
			t.Errorf("%d bytes: got %q, %v", limit, got, err)
		}
		f.Close()
	}
}

func TestFileThatBreaksOff(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "10")
		io.WriteString(w, "01234")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	f, err := ready(t, s.URL+secret).Download(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var broken *transport.TransportError
	if _, err := io.ReadAll(f); !errors.As(err, &broken) || strings.Contains(err.Error(), "topsecret") {
		t.Errorf("got %v", err)
	}
}

func TestContextEndsTheFile(t *testing.T) {
	hold := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-hold
	})
	defer close(hold)
	ctx, cancel := context.WithCancel(t.Context())
	f, err := ready(t, s.URL+secret).Download(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cancel()
	if _, err := io.ReadAll(f); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
